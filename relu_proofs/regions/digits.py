"""Matrices of whole numbers of any size, multiplied in floats, exactly.

A matrix is kept as *planes*, arrays of floats: the sum of 2^(20 i) times plane i.  The numbers in
a plane are whole and at most 2^19 in size, so that sums of their products are no larger than
floats hold exactly, and the product of two planes is what a library multiplies fastest.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from .arrays import Floats, Whole

Planes: TypeAlias = list[Floats]

BITS = 20
"""Of a digit, its sign included."""
BASE, HALF = 2**BITS, 2 ** (BITS - 1)
TERMS = 2**13
"""Of a sum: so many products of two digits, at most 2^38 each, stay below 2^52."""
TOGETHER = 3
"""Digits that a machine integer of 64 bits holds, with a bit to spare for what is carried."""


def planes_of(numbers: Whole) -> Planes:
    """The digits of integers, the lowest first; at least one plane."""
    found: Planes = []
    while True:
        low = (numbers + HALF) % BASE - HALF  # from -HALF to HALF - 1
        found.append(low.astype(float))
        numbers = (numbers - low) // BASE
        if not numbers.any():
            return found


def product(one: Sequence[Floats], two: Sequence[Floats]) -> Planes:
    """The matrix product of two matrices of shapes (a, n) and (n, b)."""
    rows, inner = one[0].shape
    sums = [np.zeros((rows, two[0].shape[1])) for _ in range(len(one) + len(two) - 1)]
    for first in range(0, inner, TERMS):
        columns = slice(first, first + TERMS)
        for j, right in enumerate(two):
            for i, left in enumerate(one, j):
                sums[i] += left[:, columns] @ right[columns]
            _carry(sums)
    return sums


def _carry(planes: Planes) -> None:
    """Bring all digits down to their size, in place; every step is exact, being below 2^53."""
    for i, low in enumerate(planes):  # which grows while it is walked
        over = np.rint(low * (1 / BASE))
        if i < len(planes) - 1:
            planes[i + 1] += over
        elif over.any():
            planes.append(over.copy())
        over *= BASE
        low -= over


def integers(planes: Sequence[Floats]) -> Whole:
    """The integers of these digits."""
    total: Whole = np.zeros(planes[0].shape, object)
    for first in reversed(range(0, len(planes), TOGETHER)):
        some = np.zeros(total.shape, np.int64)
        for plane in reversed(planes[first : first + TOGETHER]):
            some = some * BASE + plane.astype(np.int64)
        total = total * BASE**TOGETHER + some
    return total
