"""Blocks as evidence: what alternates how far, and how many pieces that excludes.

The rule is the checker's (claim ``blocks-bound-every-function``): a block of p points around a
reference of m pieces excludes p - m - 1, and a junction, where the slopes found in two
neighbouring blocks cannot be those of one piece, excludes one more.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ..core.piecewise import Piecewise
from ..core.rational import Vector
from .records import Block, Line, LooseBlock, crossings
from .tasks import Task

if TYPE_CHECKING:
    from flint import arb


Gap = TypeVar("Gap", Fraction, "arb")
"""A difference f - g: exact, or enclosed."""


class Weighed(NamedTuple, Generic[Gap]):
    """A block, the abscissas of its points, and its alternation.

    ``sign`` is 1 if f - g is positive at the first point, else -1; ``sizes`` are the differences
    with the signs taken off that the rule expects, so that the least one bounds E.
    """

    block: Block
    xs: Vector
    sign: int
    sizes: list[Gap]


def joined(lines: Sequence[Line[Fraction]]) -> Piecewise | None:
    """The function of these lines, each up to where it meets the next; None if they do not."""
    different = [lines[0]]
    different += [line for before, line in pairwise(lines) if line != before]
    knots = crossings(different)
    if knots is None:
        return None
    at = knots[0] if knots else Fraction(0)
    return Piecewise(knots, [line.slope for line in different], different[0](at), at)


def weighed(
    loose: Iterable[LooseBlock[Fraction]],
    ends: tuple[Fraction, Fraction],
    abscissa: Callable[[Fraction], Fraction],
    gap: Callable[[Fraction, Piecewise], Gap],
) -> list[Weighed[Gap]]:
    """The blocks with their alternation, without those that break a side condition of the rule.

    Parameters
    ----------
    loose : blocks from the search, from left to right
    ends : of the interval
    abscissa : of a point as blocks give it
    gap : the difference of the target and a function at a point
    """
    found = list[Weighed[Gap]]()
    least = ends[0]
    for lines, points in loose:
        reference = joined(lines)
        xs = tuple(abscissa(w) for w in points)
        in_order = all(u < v for u, v in pairwise(xs)) and least <= xs[0] and xs[-1] <= ends[1]
        if reference is None or not in_order:
            continue
        pieces = len(points) - len(reference.slopes) - 1
        if pieces < 0:
            continue
        gaps = [gap(w, reference) for w in points]
        sign = 1 if gaps[0] > 0 else -1
        sizes = [sign * value * (-1) ** k for k, value in enumerate(gaps)]
        found.append(Weighed(Block(pieces, reference, tuple(points)), xs, sign, sizes))
        least = xs[-1]
    return found


def floor(
    task: Task,
    loose: Iterable[LooseBlock[Fraction]],
    abscissa: Callable[[Fraction], Fraction],
    gap: Callable[[Fraction, Piecewise], Gap],
    least: Callable[[Gap], Fraction],
) -> tuple[tuple[Block, ...], Fraction]:
    """The blocks, and the error that they prove for as many pieces as asked; 0 if they do not.

    ``least`` is a lower bound of a difference; the other parameters are those of `weighed`.
    """
    found = weighed(loose, task.interval, abscissa, gap)
    error = min((least(size) for each in found for size in each.sizes), default=Fraction(0))
    proved = excluded(found) >= task.pieces and error > 0
    return tuple(each.block for each in found), error if proved else Fraction(0)


def excluded(blocks: Sequence[Weighed[Gap]]) -> int:
    """How many pieces the blocks exclude, junctions included."""
    total = sum(each.block.pieces for each in blocks)
    for left, right in pairwise(blocks):
        # Where a function nearer to f than E rises against the reference before, and falls after.
        if -left.sign * (-1) ** len(left.xs) != right.sign:
            continue
        last = _slope_between(left.block.reference, *left.xs[-2:])
        first = _slope_between(right.block.reference, *right.xs[:2])
        if last is not None and first is not None:
            total += right.sign * first <= right.sign * last
    return total


def _slope_between(g: Piecewise, low: Fraction, high: Fraction) -> Fraction | None:
    """The slope of g there; None if it changes."""
    if any(low < t < high for t in g.knots):
        return None
    return g.line_at((low + high) / 2)[0]
