"""The extreme points of finitely many points, exactly.

A point goes only where others are shown to have it among their means, and stays only where some
affine form is least at it alone; so what is left is what the hull is the hull of.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from random import Random
from typing import TypeAlias

from .clock import tick
from .farkas import alternative_among
from .rational import over_one_denominator

_Point: TypeAlias = tuple[int, ...]
"""Coordinates times a number > 0, which is last."""

_MOST_DIMENSIONS = 4
"""In more, nearly all points of data are extreme, and finding out takes longer than it saves."""
_MOST_KEPT = 400
"""With more extreme points than this the others stay too, for the same reason."""
_MOST_BITS = 1024
"""Of the common denominator of all points; with a longer one they all stay."""
_DIRECTIONS = 48
"""In so many random directions the farthest point is looked for first."""
_SEED = 3


def extreme(points: Sequence[_Point], different: Sequence[int]) -> list[int]:
    """The indices of points that have the same hull, in order: the extreme ones.

    In many dimensions, or where very many are extreme, others may be among them.

    Parameters
    ----------
    points : sequence of tuples of int
        Each a point times a number > 0, which is last.
    different : sequence of int
        Which of them to look at: no two are equal.

    Raises
    ------
    OutOfTime
        If a clock is over.

    Notes
    -----
    Points are added and dropped as in Clarkson 1994, *More output-sensitive geometric algorithms*;
    a simplex that holds one point is tried on all that are left.

    Examples
    --------
    >>> extreme([(0, 0, 1), (2, 0, 1), (0, 2, 1), (1, 1, 1), (1, 1, 2)], range(5))
    [0, 1, 2]
    """
    columns = _columns(points, different)
    bottom = lcm(*(points[p][-1] for p in different))
    if (
        len(columns) - 1 > _MOST_DIMENSIONS
        or len(different) <= len(columns)
        or bottom.bit_length() > _MOST_BITS
    ):
        return list(different)
    flat = {}
    for p in different:
        factor = bottom // points[p][-1]
        flat[p] = tuple(factor * points[p][j] for j in columns)
    return sorted(_reduced(flat))


def _columns(points: Sequence[_Point], different: Sequence[int]) -> list[int]:
    """Columns, the last one last, of which all others are combinations."""
    from .linalg import independent  # where it is used: most questions need no linear algebra

    width = len(points[0])
    turned = [tuple(map(Fraction, reversed(points[p]))) for p in different]
    return sorted(width - 1 - j for j in independent(turned)[1])


def _reduced(flat: dict[int, _Point]) -> list[int]:
    """The extreme ones of points that lie in no plane of fewer dimensions."""
    kept = _farthest(flat)
    left = [p for p in flat if p not in kept]
    while left and len(kept) <= _MOST_KEPT:
        tick()
        p = left.pop()
        corners = [*kept]
        weights, form = alternative_among(flat[p], [], [flat[q] for q in corners])
        if weights is not None:
            inside = _inside([flat[corners[i]] for i in weights], flat, left)
            left = [q for q in left if q not in inside]
            continue
        assert form is not None
        least = _least(over_one_denominator(form)[0], flat, [*left, p])
        kept[least] = None
        if least != p:
            left.remove(least)
            left.append(p)
    return [*kept, *left]


def _farthest(flat: dict[int, _Point]) -> dict[int, None]:
    """The least points in random directions: each is extreme."""
    chance, found = Random(_SEED), dict[int, None]()
    width = len(next(iter(flat.values())))
    for _ in range(_DIRECTIONS):
        tick()
        form = [chance.randint(-64, 64) for _ in range(width - 1)]
        found[_least([*form, 0], flat, flat)] = None
    return found


def _least(form: Sequence[int], flat: dict[int, _Point], among: Iterable[int]) -> int:
    """The point at which a form is least; of several the least by its coordinates.

    So it is a corner of the face where the form is least.
    """
    return min(among, key=lambda p: (sum(map(int.__mul__, form, flat[p])), flat[p]))


def _inside(simplex: list[_Point], flat: dict[int, _Point], among: Iterable[int]) -> set[int]:
    """The points that lie in a simplex; none if it is flat."""
    from .linalg import solve_square

    width = len(flat[next(iter(flat))])
    if len(simplex) < width:
        return set()
    units = [[Fraction(i == j) for j in range(width)] for i in range(width)]
    columns = solve_square([list(map(Fraction, row)) for row in zip(*simplex)], units)
    shares = [over_one_denominator(row)[0] for row in zip(*columns)]  # each times a number > 0
    return {p for p in among if all(sum(map(int.__mul__, share, flat[p])) >= 0 for share in shares)}
