"""What one layer of Keras computes, in exact forms of the inputs.

Data has the shape (1, ...), one row.  Numbers of ``config.json`` mean the decimals written there,
weights the fractions that their floats are.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from ...core.rational import InputError, Vector, shown
from ..arrays import Stored, fractions
from ..norm import batch_norm, root
from ..onnx.tensors import Constant, Objects, Operand, Tensor
from ..operations import Operations, Option, constant
from .config import Options, Part

__all__ = [
    "Layer",
    "batch_normalization",
    "concatenated",
    "dense",
    "flatten",
    "merged",
    "normalization",
    "permute",
    "rescaling",
    "reshape",
    "unchanged",
]

_ONE, _ZERO = Fraction(1), Fraction(0)
_EPSILON = Fraction("1e-3")  # of a BatchNormalization that does not say its own
_SMALLEST = Fraction("1e-7")  # Keras divides by no deviation below its epsilon


@dataclass
class Layer:
    """One layer while it is applied.

    Attributes
    ----------
    part : Part
    operands : list of Tensor
        What it is handed.
    arrays : list of Stored
        Its weights in Keras's order.
    operations : Operations
    is_end : bool
        Whether its output is the network's, so that a softmax there may be cut off.
    used : list of Stored
        The weights that were read, of all layers.
    """

    part: Part
    operands: list[Tensor]
    arrays: list[Stored]
    operations: Operations
    is_end: bool = False
    used: list[Stored] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The place named in an error."""
        return self.part.where

    @property
    def options(self) -> Options:
        """Its options."""
        return self.part.options

    @property
    def data(self) -> Tensor:
        """The only value that it is handed."""
        if len(self.operands) != 1:
            raise InputError(f"{self.where}: found {len(self.operands)} inputs, expected 1")
        return self.operands[0]

    def weight(self, i: int, rank: int) -> Constant:
        """A weight of a number of dimensions."""
        if i >= len(self.arrays):
            raise InputError(
                f"{self.where}: found {len(self.arrays)} arrays of weights, expected more; was "
                "the model built before it was saved?"
            )
        stored = self.arrays[i]
        if len(stored.shape) != rank:
            raise InputError(
                f"{stored.name}: found the shape {shown(stored.shape)}, expected {rank} dimensions"
            )
        if stored.is_integer:
            raise InputError(f"{stored.name}: found integers, expected floats")
        self.used.append(stored)
        return self.constant(stored)

    def constant(self, stored: Stored) -> Constant:
        """An array of the file as a constant."""
        numbers = fractions(stored.numbers(self.operations.limits), stored.name)
        return constant(numbers, stored.shape)

    def vector(self, i: int) -> Vector:
        """A weight of one dimension."""
        return tuple(self.weight(i, 1).array)

    def require_arrays(self, count: int) -> None:
        """Refuse a layer with other weights than it takes."""
        if len(self.arrays) != count:
            raise InputError(
                f"{self.where}: found {len(self.arrays)} arrays of weights, expected {count}"
            )

    def kernels(self, *ranks: int) -> tuple[list[Constant], Constant | None]:
        """All weights: kernels of these numbers of dimensions, and the bias behind them or None."""
        biased = self.options.flag("use_bias", True)
        self.require_arrays(len(ranks) + biased)
        kernels = [self.weight(i, rank) for i, rank in enumerate(ranks)]
        return kernels, self.weight(len(ranks), 1) if biased else None

    def apply(self, name: str, *operands: Operand | None, **options: Option) -> Tensor:
        """An operator of ONNX, at the place of this layer."""
        return self.operations(name, self.where, *operands, **options)


# ---- affine layers -------------------------------------------------------------------------------


def dense(layer: Layer) -> Tensor:
    """Dense, without its activation: the last axis times the kernel, of shape (in, out)."""
    x, ((kernel,), bias) = layer.data, layer.kernels(2)
    _require_units(layer, "units", kernel.array.shape[-1])
    found = layer.apply("MatMul", x, kernel)
    return found if bias is None else layer.apply("Add", found, bias)


def _require_units(layer: Layer, name: str, found: int) -> None:
    if layer.options.has(name) and layer.options.integer(name, 0) != found:
        raise InputError(
            f"{layer.where}: found a kernel of {found} outputs, expected "
            f"{layer.options.integer(name, 0)}, its {name}"
        )


def batch_normalization(layer: Layer) -> Tensor:
    """BatchNormalization at rest; the order of its weights is gamma, beta, mean, variance."""
    x = layer.data
    scale, centre = layer.options.flag("scale", True), layer.options.flag("center", True)
    layer.require_arrays(2 + scale + centre)
    vectors = [layer.vector(i) for i in range(2 + scale + centre)]
    gain = vectors.pop(0) if scale else None
    shift = vectors.pop(0) if centre else None
    mean, variance = vectors
    eps = layer.options.number("epsilon", _EPSILON) or _ZERO
    factors, shifts = batch_norm(gain, shift, mean, variance, eps, layer.where)
    (axis,) = _axes(layer, x.array.ndim)
    along = _along(layer, x.array, [axis], len(factors))
    layer.operations.notes.say(
        f"{layer.where}: folded at rest; sqrt(variance + epsilon) is the float64 nearest to it "
        "where it is irrational"
    )
    return _scaled(layer, x, constant(factors, along), constant(shifts, along))


def normalization(layer: Layer) -> Tensor:
    """Normalization: (x - mean) / deviation, or its inverse, along the axes that it keeps."""
    x = layer.data
    axes = _axes(layer, x.array.ndim) if layer.options.has("axis") else []
    if layer.options.has("mean"):
        mean, variance = (layer.options.numbers(name) for name in ("mean", "variance"))
    else:
        rank = len(layer.arrays[0].shape) if layer.arrays else 0
        mean, variance = (list(layer.weight(i, rank).array.ravel()) for i in (0, 1))
    along = _along(layer, x.array, axes, len(mean))
    if len(variance) != len(mean) or min(variance) < 0:
        raise InputError(f"{layer.where}: found variances that do not fit the means, or below 0")
    deviations = [max(root(each) if each else _ZERO, _SMALLEST) for each in variance]
    if layer.options.flag("invert", False):
        return _scaled(layer, x, constant(deviations, along), constant(mean, along))
    factors = [1 / each for each in deviations]
    shifts = [-centre * factor for centre, factor in zip(mean, factors, strict=True)]
    layer.operations.notes.say(
        f"{layer.where}: folded; sqrt(variance) is the float64 nearest to it where it is irrational"
    )
    return _scaled(layer, x, constant(factors, along), constant(shifts, along))


def _axes(layer: Layer, rank: int) -> list[int]:
    """The axes that an option names, counted from the start."""
    found = layer.options.values.get("axis", -1)
    axes = [found] if type(found) is int else layer.options.integers("axis")
    if not axes or any(not -rank <= axis < rank or axis % rank == 0 for axis in axes):
        raise layer.options.unfit("axis", found, f"axes of {rank}, not the rows")
    return sorted(axis % rank for axis in axes)


def _along(layer: Layer, data: Objects, axes: list[int], count: int) -> list[int]:
    """The shape that holds ``count`` numbers along some axes of the data, or one for all."""
    along = [data.shape[axis] if axis in axes else 1 for axis in range(data.ndim)]
    if count == 1:
        return [1] * data.ndim
    if int(np.prod(along)) != count:
        raise InputError(
            f"{layer.where}: found {count} numbers, expected {int(np.prod(along))}, one for each "
            f"place along its axes of data of the shape {data.shape}"
        )
    return along


def rescaling(layer: Layer) -> Tensor:
    """Rescaling: scale x + offset, each one number, or one for each entry of the last axis."""
    x = layer.data
    parts = []
    for name, default in (("scale", _ONE), ("offset", _ZERO)):
        numbers = layer.options.numbers(name) if layer.options.has(name) else [default]
        parts.append(constant(numbers, _along(layer, x.array, [x.array.ndim - 1], len(numbers))))
    return _scaled(layer, x, *parts)


def _scaled(layer: Layer, x: Tensor, factors: Constant, shifts: Constant) -> Tensor:
    return layer.apply("Add", layer.apply("Mul", x, factors), shifts)


# ---- several values ------------------------------------------------------------------------------


def merged(name: str) -> Callable[[Layer], Tensor]:
    """A layer that combines values of one shape, entry by entry, by an operator of ONNX."""

    def combine(layer: Layer) -> Tensor:
        _require_one_shape(layer)
        return layer.apply(name, *layer.operands)

    return combine


def _require_one_shape(layer: Layer) -> None:
    shapes = {operand.array.shape for operand in layer.operands}
    if len(shapes) != 1 or len(layer.operands) < 2:
        raise InputError(
            f"{layer.where}: found inputs of the shapes {shown(sorted(shapes))}, expected two or "
            "more of one shape"
        )


def concatenated(layer: Layer) -> Tensor:
    """Concatenate along an axis."""
    ranks = {operand.array.ndim for operand in layer.operands}
    if len(ranks) != 1:
        raise InputError(f"{layer.where}: found inputs of {shown(ranks)} dimensions, expected one")
    (axis,) = _axes(layer, ranks.pop())
    return layer.apply("Concat", *layer.operands, axis=axis)


# ---- what only moves numbers ---------------------------------------------------------------------


def unchanged(layer: Layer) -> Tensor:
    """What does nothing at rest, such as Dropout, or has an activation alone, which follows."""
    return layer.data


def flatten(layer: Layer) -> Tensor:
    """Flatten, channels last: where they stand first they are moved before."""
    x = layer.data
    first = layer.options.text("data_format", "channels_last") == "channels_first"
    array = np.moveaxis(x.array, 1, -1) if first and x.array.ndim > 2 else x.array
    return x.moved(array.reshape((1, -1)))


def reshape(layer: Layer) -> Tensor:
    """Reshape; one size may be -1."""
    x, target = layer.data, layer.options.integers("target_shape")
    try:
        return x.moved(x.array.reshape((1, *target)))
    except ValueError:
        raise layer.options.unfit(
            "target_shape", target, f"one for the {x.array.size} values before it"
        ) from None


def permute(layer: Layer) -> Tensor:
    """Permute the axes of a row, counted from 1."""
    x, axes = layer.data, layer.options.integers("dims")
    if sorted(axes) != list(range(1, x.array.ndim)):
        raise layer.options.unfit("dims", axes, f"an order of {x.array.ndim - 1} axes")
    return x.moved(x.array.transpose([0, *axes]))
