"""Operators of ONNX that only move numbers, or make constants: they cost nothing in a network."""

import math
from fractions import Fraction

import numpy as np

from ...core.rational import InputError
from ..wires import Form
from .calls import Call, require
from .tensors import Constant, Operand, Tensor, filled

__all__ = [
    "FLOAT_KINDS",
    "cast",
    "concat",
    "constant",
    "constant_of_shape",
    "dropout",
    "expand",
    "flatten",
    "gather",
    "identity",
    "reshape",
    "shape",
    "slice_",
    "split",
    "squeeze",
    "tile",
    "transpose",
    "unsqueeze",
]

FLOAT_KINDS = (1, 10, 11, 16)
"""The numbers by which ONNX names float32, float16, float64 and bfloat16."""

_ZERO = Fraction(0)
_INT_KINDS = (6, 7)  # int32 and int64
_ALL = (1 << 31) - 1  # what exporters write for "to the end"


def identity(call: Call) -> Operand:
    """Identity."""
    return call.operand(0)


def dropout(call: Call) -> Operand:
    """Dropout at rest, which does nothing."""
    if call.has(2):
        training = call.operand(2)
        require(
            isinstance(training, Constant) and not any(training.array.ravel()),
            f"{call.where}: found training mode, expected evaluation mode",
        )
    return call.operand(0)


def cast(call: Call) -> Operand:
    """Cast: between floats it changes nothing that is meant; constants also become integers."""
    x, to = call.operand(0), call.attributes.ints.get("to", 0)
    require(
        to in FLOAT_KINDS or (to in _INT_KINDS and isinstance(x, Constant)),
        f"{call.where}: found a cast to the element type {to}, expected one to floats",
    )
    if isinstance(x, Tensor) or x.is_integer == (to in _INT_KINDS):
        return x
    if x.is_integer:
        return Constant(filled(map(Fraction, x.array.ravel().tolist()), x.array.shape))
    return Constant(
        np.array([int(value) for value in x.array.ravel()], np.int64).reshape(x.array.shape)
    )


def reshape(call: Call) -> Operand:
    """Reshape to a constant shape: -1 for what is left, 0 for a size that stays."""
    x, sizes = call.operand(0), call.integers("shape", 1)
    if sizes is None:
        raise InputError(f"{call.where}: found no shape, expected a constant one")
    if not call.attributes.ints.get("allowzero", 0):
        before = x.array.shape
        sizes = [
            before[i] if not size and i < len(before) else size for i, size in enumerate(sizes)
        ]
    require(min(sizes, default=0) >= -1, f"{call.where}: found the shape {sizes}")
    require(
        call.batch is None or call.batch not in sizes,
        f"{call.where}: found the size {call.batch} of the batch in the shape {sizes}, expected a "
        "file that is declared for one row",
    )
    return x.moved(x.array.reshape(sizes))


def flatten(call: Call) -> Operand:
    """Flatten to two dimensions, before and from an axis on."""
    x = call.operand(0)
    rank, axis = x.array.ndim, call.attributes.ints.get("axis", 1)
    require(-rank <= axis <= rank, f"{call.where}.axis: found {axis}, expected at most {rank}")
    axis += rank if axis < 0 else 0
    return x.moved(x.array.reshape((math.prod(x.array.shape[:axis]), -1)))


def squeeze(call: Call) -> Operand:
    """Squeeze."""
    x, axes = call.operand(0), call.integers("axes", 1)
    return x.moved(np.squeeze(x.array, axis=None if axes is None else tuple(axes)))


def unsqueeze(call: Call) -> Operand:
    """Unsqueeze."""
    x, axes = call.operand(0), call.integers("axes", 1)
    if axes is None:
        raise InputError(f"{call.where}: found no axes")
    return x.moved(np.expand_dims(x.array, tuple(axes)))


def transpose(call: Call) -> Operand:
    """Transpose."""
    x = call.operand(0)
    return x.moved(np.transpose(x.array, call.attributes.int_lists.get("perm")))


def shape(call: Call) -> Operand:
    """Shape, of one row where the size of the batch is open."""
    sizes = call.operand(0).array.shape
    ints = call.attributes.ints
    return Constant(np.array(sizes[slice(ints.get("start", 0), ints.get("end"))], dtype=np.int64))


def gather(call: Call) -> Operand:
    """Gather by constant indices."""
    x, indices = call.operand(0), call.operand(1)
    if isinstance(indices, Tensor) or not indices.is_integer:
        raise InputError(f"{call.where}: found no constant indices")
    axis = call.attributes.ints.get("axis", 0)
    rest = math.prod(x.array.shape) // max(1, x.array.shape[axis])
    call.limits.bound_forms(rest * indices.array.size, call.where)
    return x.moved(np.take(x.array, indices.array, axis=axis))


def slice_(call: Call) -> Operand:
    """Slice with constant starts, ends, axes and steps."""
    x = call.operand(0)
    starts, ends = call.integers("starts", 1), call.integers("ends", 2)
    if starts is None or ends is None:
        raise InputError(f"{call.where}: found no starts or ends")
    axes = call.integers("axes", 3) or list(range(len(starts)))
    steps = call.integers("steps", 4) or [1] * len(starts)
    spans = [slice(None)] * x.array.ndim
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        past = step < 0 and end <= -_ALL  # backwards through the first entry
        spans[axis] = slice(start, None if past else end, step)
    return x.moved(x.array[tuple(spans)])


def expand(call: Call) -> Operand:
    """Expand to a constant shape, as numpy broadcasts."""
    x, sizes = call.operand(0), call.integers("shape", 1)
    if sizes is None or min(sizes, default=1) < 1:
        raise InputError(f"{call.where}: found the shape {sizes}, expected sizes from 1 on")
    call.limits.bound_forms(math.prod(sizes), call.where)
    array, _ = call.broadcast(x, Constant(np.broadcast_to(np.int64(0), sizes)))
    return x.moved(array)


def tile(call: Call) -> Operand:
    """Tile a constant number of times along each axis."""
    x, times = call.operand(0), call.integers("repeats", 1)
    rank = x.array.ndim
    require(
        times is not None and len(times) == rank and min(times, default=1) >= 1,
        f"{call.where}: found the repeats {times}, expected one from 1 on for each of {rank} axes",
    )
    call.limits.bound_forms(x.array.size * math.prod(times or []), call.where)
    return x.moved(np.tile(x.array, times or []))


def constant_of_shape(call: Call) -> Operand:
    """ConstantOfShape: one number in each place of a constant shape."""
    sizes = call.integers("shape", 0)
    require(
        sizes is not None and min(sizes, default=0) >= 0,
        f"{call.where}: found the shape {sizes}, expected sizes from 0 on",
    )
    call.limits.bound_forms(math.prod(sizes or []), call.where)
    value = call.attributes.tensors.get("value", Constant(filled([_ZERO], [1])))
    require(value.array.size == 1, f"{call.where}: found several values, expected one")
    return Constant(np.broadcast_to(value.array.reshape(()), sizes or []))


def split(call: Call) -> list[Operand]:
    """Split along an axis, into sizes that are given, or into equal ones."""
    x, sizes = call.operand(0), call.integers("split", 1)
    axis = call.attributes.ints.get("axis", 0)
    length = x.array.shape[axis]
    if sizes is None:
        count = call.attributes.ints.get("num_outputs", call.outputs)
        require(count >= 1, f"{call.where}: found {count} outputs, expected at least one")
        each = -(-length // count)  # the last one may be shorter
        sizes = [min(each, length - i * each) for i in range(count)]
    require(
        len(sizes) == call.outputs and sum(sizes) == length and min(sizes) >= 1,
        f"{call.where}: found the sizes {sizes} for {call.outputs} outputs and {length} entries",
    )
    ends = [sum(sizes[: i + 1]) for i in range(len(sizes) - 1)]
    return [x.moved(part) for part in np.split(x.array, ends, axis=axis)]


def concat(call: Call) -> Operand:
    """Concat; constants beside data become forms."""
    operands = [call.operand(i) for i in range(len(call.inputs))]
    require("axis" in call.attributes.ints, f"{call.where}: found no axis, expected one")
    axis = call.attributes.ints["axis"]
    tensors = [each for each in operands if isinstance(each, Tensor)]
    if not tensors:
        return Constant(np.concatenate([each.array for each in operands], axis=axis))
    arrays = [
        each.array
        if isinstance(each, Tensor)
        else filled((Form({}, Fraction(v)) for v in each.array.ravel()), each.array.shape)
        for each in operands
    ]
    return Tensor(np.concatenate(arrays, axis=axis), max(each.depth for each in tensors))


def constant(call: Call) -> Operand:
    """Constant."""
    found = call.attributes
    if "value" in found.tensors:
        return found.tensors["value"]
    if "value_int" in found.ints:
        return Constant(np.array(found.ints["value_int"], dtype=np.int64))
    if "value_ints" in found.int_lists:
        return Constant(np.array(found.int_lists["value_ints"], dtype=np.int64))
    if "value_floats" in found.float_lists:
        floats = found.float_lists["value_floats"]
        return Constant(filled(floats, [len(floats)]))
    require("value_float" in found.floats, f"{call.where}: found no value of numbers")
    return Constant(filled([found.floats["value_float"]], []))
