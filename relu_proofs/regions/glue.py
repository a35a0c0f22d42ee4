"""Parts of a box that were cut one by one, put together again, exactly."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import numpy as np

from .arrays import Ints
from .complex import Complex

Corner: TypeAlias = tuple[Fraction, Fraction]


def hull(points: Iterable[Corner]) -> list[Corner]:
    """The corners of the convex hull of points, counter-clockwise: Andrew's monotone chain."""
    ascending = sorted(set(points))
    corners: list[Corner] = []
    for walk in (ascending, ascending[::-1]):  # the lower half, then the upper one
        least = len(corners) + 1
        for p in walk:
            while len(corners) > least and _turn(corners[-2], corners[-1], p) <= 0:
                corners.pop()
            corners.append(p)
        corners.pop()  # the next half starts with it
    return corners


def _turn(p: Corner, q: Corner, r: Corner) -> Fraction:
    """Positive for a turn to the left at q on the way from p to r."""
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


class Piece(NamedTuple):
    """An edge on the border of a part: from low to high along it, and its cell."""

    low: Fraction
    high: Fraction
    cell: int


def pairs_across(parts: Sequence[Complex], first_cell: Sequence[int]) -> Ints:
    """Shape (2, pairs): the cells that share a segment of a border between two parts.

    ``first_cell`` has the number of the first cell of each part.
    """
    # For each border, x or y = a number: the edges of the parts below it, and of those above.
    borders: dict[tuple[int, Fraction], tuple[list[Piece], list[Piece]]]
    borders = defaultdict(lambda: ([], []))
    for part, first in zip(parts, first_cell, strict=True):
        for edge, cell in zip(*(numbers.tolist() for numbers in part.rim()), strict=True):
            axis, end = divmod(int(part.cells.edge_line[edge]), 2)
            points = part.exact.points(part.cells.edge_ends[edge].tolist())
            low, high = sorted(Fraction(p[1 - axis], p[2]) for p in points)
            sides = borders[axis, part.box[axis][end]]
            sides[1 - end].append(Piece(low, high, first + cell))
    pairs = [pair for sides in borders.values() for pair in _overlapping(*map(sorted, sides))]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2).T


def _overlapping(one: list[Piece], two: list[Piece]) -> Iterable[tuple[int, int]]:
    """The cells whose pieces share more than a point; each list ascends without overlap."""
    while one and two:
        if min(one[-1].high, two[-1].high) > max(one[-1].low, two[-1].low):
            yield one[-1].cell, two[-1].cell
        # The piece that starts later can meet nothing else.
        (one if one[-1].low >= two[-1].low else two).pop()
