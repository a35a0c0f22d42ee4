"""Layers as integers over one denominator, and their products with vectors of integers.

A layer of a convolution is mostly zeros: it is held, and multiplied, by what is not zero.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from .layers import Layer
from .rational import over_one_denominator

__all__ = ["IntegerLayer"]

_DENSE = 4  # sparse where at most one number of so many is not 0: from there on it is faster
_LEAST_COLUMNS = 16  # a shorter row is multiplied as it is


class _Sparse(NamedTuple):
    """What is not 0 in a row: the numbers there are picked from a vector, and these factors."""

    pick: Callable[[Sequence[int]], Sequence[int]]
    factors: tuple[int, ...]


class IntegerLayer:
    """A layer whose rows are integers, the bias last, over one denominator.

    Parameters
    ----------
    layer : Layer

    Attributes
    ----------
    bottom : int
        The denominator, > 0.
    is_sparse : bool
        Whether less than a quarter of its weights is not 0, in rows of some length.

    Examples
    --------
    >>> from fractions import Fraction
    >>> half = IntegerLayer(Layer(((Fraction(1, 2), Fraction(3)),), (Fraction(1),)))
    >>> half.rows, half.bottom, half.times([4, 1, 1])
    ([[1, 6, 2]], 2, [12])
    """

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        width = len(layer.weight[0])
        filled = sum(sum(map(bool, row)) for row in layer.weight)
        self.is_sparse = width >= _LEAST_COLUMNS and _DENSE * filled < width * len(layer.weight)
        if self.is_sparse:
            self._sparse, self.bottom = _sparse(layer)
        else:
            self.rows, self.bottom = _dense(layer)

    @cached_property
    def rows(self) -> list[list[int]]:
        """All numbers of each row."""
        rows, _ = _dense(self._layer)
        return rows

    def times(self, numbers: Sequence[int]) -> list[int]:
        """For each row its product with numbers, the last of which meets the bias."""
        if self.is_sparse:
            return [sum(map(int.__mul__, row.factors, row.pick(numbers))) for row in self._sparse]
        return [sum(map(int.__mul__, row, numbers)) for row in self.rows]


def _dense(layer: Layer) -> tuple[list[list[int]], int]:
    flat = [value for row, b in zip(*layer, strict=True) for value in (*row, b)]
    numbers, bottom = over_one_denominator(flat)
    width = len(layer.weight[0]) + 1
    return [numbers[i : i + width] for i in range(0, len(numbers), width)], bottom


def _sparse(layer: Layer) -> tuple[list[_Sparse], int]:
    width = len(layer.weight[0])
    places = [[j for j, value in enumerate(row) if value] for row in layer.weight]
    flat = []
    for row, b, columns in zip(*layer, places, strict=True):
        flat += [row[j] for j in columns]
        flat.append(b)
    numbers, bottom = over_one_denominator(flat)
    rows, at = [], 0
    for columns in places:
        factors = tuple(numbers[at : at + len(columns) + 1])
        rows.append(_Sparse(_picker((*columns, width)), factors))
        at += len(factors)
    return rows, bottom


def _picker(columns: tuple[int, ...]) -> Callable[[Sequence[int]], Sequence[int]]:
    """What takes the numbers in some columns out of a vector, always as a sequence."""
    if len(columns) == 1:  # then itemgetter gives the number itself
        (column,) = columns
        return lambda numbers: (numbers[column],)
    return itemgetter(*columns)
