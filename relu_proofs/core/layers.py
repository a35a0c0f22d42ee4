"""The layers that networks are made of: reading them, and joining those of two networks."""

import operator
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from .rational import InputError, Matrix, Vector, matrix, sequence, shown, vector

_ZERO = Fraction(0)


class Layer(NamedTuple):
    """One affine layer: ``weight`` of shape (out, in), ``bias`` of length out."""

    weight: Matrix
    bias: Vector


def as_layer(pair: object, where: str) -> Layer:
    """A layer from a pair (weight, bias) of anything array-like.

    Raises
    ------
    InputError
        If the shapes do not fit each other, or there are no numbers.
    """
    if isinstance(pair, Layer):
        return pair
    items = sequence(pair, where, "a pair (weight, bias)")
    if len(items) != 2:
        raise InputError(f"{where}: found {len(items)} items, expected a pair (weight, bias)")
    weight, bias = matrix(items[0], f"{where}.weight"), vector(items[1], f"{where}.bias")
    if not weight or not weight[0]:
        raise InputError(f"{where}.weight: found no numbers, expected at least one row and column")
    if len(bias) != len(weight):
        raise InputError(
            f"{where}.bias: found {len(bias)} numbers, "
            f"expected {len(weight)}, one for each row of the weight"
        )
    return Layer(weight, bias)


def as_relu(relu: object, widths: Sequence[int]) -> tuple[tuple[bool, ...], ...]:
    """For each hidden layer which of its units are ReLUs: all of them where nothing is said.

    Raises
    ------
    InputError
        If there is not one truth value for each hidden unit.
    """
    if relu is None:
        return tuple((True,) * width for width in widths)
    rows = sequence(relu, "relu", "None or a list of truth values for each hidden layer")
    if len(rows) != len(widths):
        raise InputError(
            f"relu: found {len(rows)} entries, expected {len(widths)}, one for each hidden layer"
        )
    return tuple(
        _flags(row, width, f"relu[{k}]") for k, (row, width) in enumerate(zip(rows, widths))
    )


def _flags(row: object, width: int, where: str) -> tuple[bool, ...]:
    if row is None:
        return (True,) * width
    flags = sequence(row, where, "truth values, one for each unit of the layer")
    if len(flags) != width:
        raise InputError(
            f"{where}: found {len(flags)} values, expected {width}, one for each unit of the layer"
        )
    flags = [flag.item() if hasattr(flag, "item") else flag for flag in flags]  # of numpy
    for i, flag in enumerate(flags):
        if not (flag is True or flag is False):
            raise InputError(f"{where}[{i}]: found {shown(flag)}, expected True or False")
    return tuple(flag is True for flag in flags)


def identity(size: int) -> Layer:
    """The layer that hands on so many values as they are."""
    weight = tuple(tuple(Fraction(i == j) for j in range(size)) for i in range(size))
    return Layer(weight, (_ZERO,) * size)


def stacked(left: Layer, right: Layer) -> Layer:
    """The layer that does both to the same values."""
    return Layer(left.weight + right.weight, left.bias + right.bias)


def side_by_side(left: Layer, right: Layer) -> Layer:
    """The layer that does both, each to its own part of the values."""
    before, after = (_ZERO,) * len(left.weight[0]), (_ZERO,) * len(right.weight[0])
    weight = (*(row + after for row in left.weight), *(before + row for row in right.weight))
    return Layer(weight, left.bias + right.bias)


def difference(left: Layer, right: Layer) -> Layer:
    """What the one gives minus what the other gives, of the same values."""
    weight = tuple(map(_minus, left.weight, right.weight))
    return Layer(weight, _minus(left.bias, right.bias))


def gathered(left: Layer, right: Layer) -> Layer:
    """What the one gives minus what the other gives, each of its own part of the values."""
    negated = tuple(tuple(-value for value in row) for row in right.weight)
    return Layer(tuple(map(operator.add, left.weight, negated)), _minus(left.bias, right.bias))


def _minus(a: Vector, b: Vector) -> Vector:
    return tuple(map(operator.sub, a, b))
