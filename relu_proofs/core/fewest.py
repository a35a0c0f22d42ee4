"""The least number of units of one hidden layer that compute a piecewise-linear function.

Each knot needs a unit, which may face right, v r(x - t), or left, v r(t - x).  Together they
leave a slope over at the far left; it is the right one without a further unit exactly if the
slope changes of those that face left add up to minus the leftmost slope (claim ``fewest-units``).
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from .network import Network
from .rational import Vector, exact, text

if TYPE_CHECKING:
    from .piecewise import Piecewise


MOST_SUMS = 1 << 20
"""How many subset sums are formed before the search says that it does not know: about a second."""

MOST_SHOWN = 8
"""So many slope changes are written out in a reason; more are only counted."""


@dataclass(frozen=True)
class Units:
    """What `Piecewise.fewest_units` found.

    Attributes
    ----------
    count : int
        The number of hidden units of ``network``.
    at_least : int
        The number that is proved necessary; smaller than ``count`` only if the budget ran out.
    network : Network
        Together with ``skip`` times x it computes the function.
    skip : Fraction
        The slope of the skip connection; 0 without one.
    reason : str
        Why fewer units cannot do it.
    """

    count: int
    at_least: int
    network: Network
    skip: Fraction
    reason: str

    def __call__(self, x: object) -> Fraction:
        (value,) = self.network.evaluate([x])
        return value + self.skip * exact(x, "x")


class _Unit(NamedTuple):
    """The function v r(w (x - t)), w = 1 or -1."""

    v: Fraction
    w: int
    t: Fraction

    def at(self, x: Fraction) -> Fraction:
        return self.v * max(Fraction(0), self.w * (x - self.t))


def units(f: "Piecewise", skip: bool, start: Fraction | None, most_sums: int) -> Units:
    """The fewest units of a function; see `Piecewise.fewest_units`.

    ``start`` is where the interval begins on which the values count, None for all of the line.
    """
    m, jumps = f.slopes[0], f.jumps
    right = [_Unit(c, 1, t) for c, t in zip(jumps, f.knots)]
    each = "every knot needs a unit of its own"
    if skip:
        return _built(f, right, len(right), m, each)
    if not right:
        return _line(f, m, start)
    left, complete = _subset(jumps, -m, most_sums)
    if left is not None:
        facing = [
            _Unit(c, -1 if left >> j & 1 else 1, t) for j, (c, t) in enumerate(zip(jumps, f.knots))
        ]
        return _built(f, facing, len(facing), Fraction(0), each)
    # One unit more, at the first knot and facing left, mends the slope there.
    first = f.knots[0]
    more = [_Unit(jumps[0] + m, 1, first), *right[1:], _Unit(-m, -1, first)]
    few = len(jumps) <= MOST_SHOWN
    shown_jumps = ", ".join(map(text, jumps)) if few else f"of the {len(jumps)} knots"
    if complete:
        reason = (
            f"no subset of the slope changes {shown_jumps} adds up to {text(-m)}, "
            "which is minus the leftmost slope"
        )
    else:
        reason = f"undecided: more than {most_sums} subset sums of {len(jumps)} slope changes"
    return _built(f, more, len(jumps) + complete, Fraction(0), reason)


def _line(f: "Piecewise", m: Fraction, start: Fraction | None) -> Units:
    """The units of a function without knots, of slope m."""
    if not m:
        return _built(f, [], 0, m, "a constant needs no unit")
    if start is not None:
        return _built(f, [_Unit(m, 1, start)], 1, Fraction(0), "without a unit: a constant")
    zero = Fraction(0)
    return _built(f, [_Unit(m, 1, zero), _Unit(-m, -1, zero)], 2, zero, "one unit alone has a knot")


def _built(f: "Piecewise", found: list[_Unit], at_least: int, skip: Fraction, reason: str) -> Units:
    """The network of these units, with the output bias that fits."""
    start = found[0].t if found else Fraction(0)
    bias = f(start) - skip * start - sum((unit.at(start) for unit in found), Fraction(0))
    if not found:
        return Units(0, at_least, Network.affine([[0]], [bias]), skip, reason)
    hidden = [[unit.w] for unit in found], [-unit.w * unit.t for unit in found]
    network = Network([hidden, ([[unit.v for unit in found]], [bias])])
    return Units(len(found), at_least, network, skip, reason)


def _subset(numbers: Vector, target: Fraction, most: int) -> tuple[int | None, bool]:
    """A subset of the numbers that adds up to target, or None; and whether all were tried.

    Bit j of the subset says whether number j is in it.

    Source: Horowitz and Sahni 1974, meet in the middle, with equal sums kept once.  Over one
    denominator the sums are integers.
    """
    bottom = math.lcm(target.denominator, *(number.denominator for number in numbers))
    whole = [int(number * bottom) for number in numbers]
    goal, middle = int(target * bottom), len(numbers) // 2
    halves = list[dict[int, int]]()
    for part in (range(middle), range(middle, len(numbers))):
        sums = {0: 0}
        for j in part:
            with_j = {total + whole[j]: chosen | 1 << j for total, chosen in sums.items()}
            sums = {**with_j, **sums}
            if len(sums) > most:
                return None, False
        halves.append(sums)
    for total, chosen in halves[0].items():
        if goal - total in halves[1]:
            return chosen | halves[1][goal - total], True
    return None, True
