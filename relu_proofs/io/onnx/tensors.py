"""Tensors of a computation graph: constants as exact numbers, values as forms of the inputs.

Both are numpy arrays of objects, so that numpy itself reshapes, transposes and broadcasts them.
(``Any`` here: numpy's types do not say of which class the objects are, forms or fractions.)
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ...core.rational import InputError
from ..files import Limits
from ..wires import Form, Value, Wires

__all__ = ["Constant", "Objects", "Operand", "Tensor", "broadcast", "filled", "mapped", "product"]

Objects: TypeAlias = npt.NDArray[Any]

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Constant:
    """A tensor that does not depend on the input.

    Attributes
    ----------
    array : array
        Of ``Fraction`` objects for floats, of dtype int64 for integers such as a shape.
    """

    array: Objects

    @property
    def is_integer(self) -> bool:
        """Whether it holds integers, such as a shape or axes."""
        return self.array.dtype != np.dtype(object)

    def moved(self, array: Objects) -> "Constant":
        """A constant whose entries stand in other places."""
        return Constant(array)


@dataclass(frozen=True)
class Tensor:
    """A tensor that depends on the input.

    Attributes
    ----------
    array : array of `Form` objects
    depth : int
        How many ReLUs stand before it at most: no form is of a higher level.
    """

    array: Objects
    depth: int

    @property
    def value(self) -> Value:
        """Its forms, the last index running fastest."""
        return Value(tuple(self.array.ravel()), self.depth)

    def like(self, value: Value) -> "Tensor":
        """A tensor of the same shape with other forms."""
        return Tensor(filled(value.forms, self.array.shape), value.depth)

    def moved(self, array: Objects) -> "Tensor":
        """A tensor whose entries stand in other places."""
        return Tensor(array, self.depth)


Operand: TypeAlias = Constant | Tensor


def filled(objects: Iterable[Any], shape: Sequence[int]) -> Objects:
    """An array of a shape that holds objects, the last index running fastest."""
    array = np.empty(math.prod(shape), dtype=object)
    array[:] = list(objects)
    return array.reshape(tuple(shape))


def mapped(function: Callable[..., Any], *arrays: Objects) -> Objects:
    """The array of what a function makes of the entries of arrays of one shape."""
    entries = zip(*(array.ravel() for array in arrays), strict=True)
    return filled((function(*entry) for entry in entries), arrays[0].shape)


def broadcast(a: Objects, b: Objects, limits: Limits, where: str) -> tuple[Objects, Objects]:
    """Two arrays as numpy broadcasts them.

    Raises
    ------
    InputError
        If the shapes do not fit, or make more entries than the file may hold.
    """
    shape = _joint(a.shape, b.shape, where)
    limits.bound_forms(math.prod(shape), where)
    return np.broadcast_to(a, shape), np.broadcast_to(b, shape)


def _joint(a: tuple[int, ...], b: tuple[int, ...], where: str) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(a, b)
    except ValueError:
        raise InputError(f"{where}: found the shapes {a} and {b}, expected that they fit") from None


def product(wires: Wires, left: Operand, right: Operand, limits: Limits, where: str) -> Operand:
    """The matrix product as numpy has it; at most one factor depends on the input.

    Raises
    ------
    InputError
        If the shapes do not fit, both factors depend on the input, or it is too much work.
    """
    if isinstance(left, Tensor) and isinstance(right, Tensor):
        raise InputError(f"{where}: found two factors that depend on the input, expected one")
    left, right = (_on_one_level(wires, factor, where) for factor in (left, right))
    a, b = left.array, right.array
    if not a.ndim or not b.ndim or a.shape[-1] != b.shape[-2 if b.ndim > 1 else 0]:
        raise InputError(
            f"{where}: found factors of the shapes {a.shape} and {b.shape}, expected as many "
            "columns as rows"
        )
    rows = a if a.ndim > 1 else a[None, :]
    columns = b if b.ndim > 1 else b[:, None]
    batch = _joint(rows.shape[:-2], columns.shape[:-2], where)
    limits.bound_forms(math.prod(batch) * rows.shape[-2] * columns.shape[-1], where)
    rows = np.broadcast_to(rows, batch + rows.shape[-2:])
    columns = np.broadcast_to(columns, batch + columns.shape[-2:])
    result = np.empty((*batch, rows.shape[-2], columns.shape[-1]), dtype=object)
    for index in np.ndindex(batch):
        result[index] = _matrix_product(wires, rows[index], columns[index], where)
    result = result if a.ndim > 1 else result[..., 0, :]
    result = result if b.ndim > 1 else result[..., 0]
    depths = [factor.depth for factor in (left, right) if isinstance(factor, Tensor)]
    return Tensor(result, depths[0]) if depths else Constant(result)


def _on_one_level(wires: Wires, factor: Operand, where: str) -> Operand:
    if isinstance(factor, Constant):
        return factor
    return factor.like(wires.raised(factor.value, factor.depth, where))


def _matrix_product(wires: Wires, a: Objects, b: Objects, where: str) -> Objects:
    """The product of two matrices; in one of them there may stand forms."""
    if isinstance(b.flat[0], Form):
        return _matrix_product(wires, b.T, a.T, where).T
    columns = [tuple(column) for column in b.T]
    if not isinstance(a.flat[0], Form):
        wires.work(a.size * len(columns), where)
        return filled(
            (_inner(row, column) for row in a for column in columns), (len(a), b.shape[1])
        )
    zeros = (_ZERO,) * len(columns)
    forms = (form for row in a for form in wires.products(columns, zeros, tuple(row), where))
    return filled(forms, (len(a), b.shape[1]))


def _inner(row: Sequence[Fraction], column: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(row, column, strict=True)), _ZERO)
