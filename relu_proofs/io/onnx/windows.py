"""Operators of ONNX that look through windows: convolutions and pools, of any dimension.

Data has the shape (rows, channels, space ...); a window sees some entries of one row.
"""

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product as positions

import numpy as np

from ..wires import Form
from .arithmetic import mean_of
from .calls import Call, require
from .kinks import greatest
from .tensors import Objects, Operand, Tensor, filled

__all__ = ["average_pool", "conv", "global_average_pool", "max_pool", "pad"]

_ZERO = Fraction(0)
_NOTHING = Form({})  # what stands around the data: 0 for a sum, no entry for a maximum


class _Windows:
    """The windows over some data: for each place of the output the entries that it sees."""

    def __init__(self, call: Call, data: Objects, kernel: tuple[int, ...]):
        lists, space = call.attributes.int_lists, len(kernel)
        automatic = call.attributes.texts.get("auto_pad", "NOTSET")
        require(
            automatic in ("NOTSET", "VALID"),
            f"{call.where}.auto_pad: found {automatic}, expected NOTSET with pads",
        )
        require(
            not call.attributes.ints.get("ceil_mode", 0),
            f"{call.where}.ceil_mode: found 1, expected 0",
        )
        self.strides = lists.get("strides", [1] * space)
        self.steps = lists.get("dilations", [1] * space)
        pads = lists.get("pads", [0] * 2 * space)
        require(
            len(self.strides) == len(self.steps) == space
            and len(pads) == 2 * space
            and min([*self.strides, *self.steps, *kernel]) >= 1
            and min(pads) >= 0
            and lists.get("kernel_shape", list(kernel)) == list(kernel),
            f"{call.where}: found strides, dilations, pads or kernel_shape that do not fit the "
            f"kernel {kernel}",
        )
        self.reach = [(k - 1) * step + 1 for k, step in zip(kernel, self.steps, strict=True)]
        around = [(0, 0), (0, 0), *zip(pads[:space], pads[space:], strict=True)]
        self.data = padded(call, data, around, _NOTHING)
        self.sizes = tuple(
            (size - reach) // stride + 1
            for size, reach, stride in zip(
                self.data.shape[2:], self.reach, self.strides, strict=True
            )
        )
        require(min(self.sizes) >= 1, f"{call.where}: found data smaller than the kernel")
        call.limits.bound_forms(math.prod(data.shape[:2]) * math.prod(self.sizes), call.where)

    def at(self, row: int, channels: slice, place: tuple[int, ...]) -> tuple[Form, ...]:
        """The entries under the kernel at one place of the output."""
        spans = tuple(
            slice(i * stride, i * stride + reach, step)
            for i, stride, reach, step in zip(
                place, self.strides, self.reach, self.steps, strict=True
            )
        )
        index: tuple[int | slice, ...] = (row, channels, *spans)
        return tuple(self.data[index].ravel())

    def each(self) -> Iterator[tuple[Form, ...]]:
        """The windows of each row and channel, in the order of the output."""
        rows, channels = self.data.shape[:2]
        for n, channel in positions(range(rows), range(channels)):
            for place in np.ndindex(self.sizes):
                yield self.at(n, slice(channel, channel + 1), place)


def padded(call: Call, data: Objects, around: list[tuple[int, int]], value: object) -> Objects:
    """An array with a number of entries before and after along each axis."""
    sizes = [size + sum(pair) for size, pair in zip(data.shape, around, strict=True)]
    call.limits.bound_forms(math.prod(sizes), call.where)
    array = filled([value] * math.prod(sizes), sizes)
    inside = (slice(low, low + n) for n, (low, _) in zip(data.shape, around, strict=True))
    array[tuple(inside)] = data
    return array


def pad(call: Call) -> Operand:
    """Pad with a constant."""
    x, pads = call.tensor(), call.integers("pads", 1)
    mode, rank = call.attributes.texts.get("mode", "constant"), x.array.ndim
    require(mode == "constant", f"{call.where}.mode: found {mode}, expected constant")
    require(
        pads is not None and len(pads) == 2 * rank and min(pads) >= 0 and not call.has(3),
        f"{call.where}: found the pads {pads}, expected two from 0 on for each of {rank} axes",
    )
    value = call.floats(2).ravel()[0] if call.has(2) else call.attributes.floats.get("value", _ZERO)
    around = list(zip(pads[:rank], pads[rank:], strict=True)) if pads else []
    return Tensor(padded(call, x.array, around, Form({}, value)), x.depth)


def conv(call: Call) -> Operand:
    """Conv, with a constant kernel of shape (out, in / groups, ...)."""
    x, kernel = call.raised(call.tensor()), call.floats(1)
    require(
        x.array.ndim >= 3 and kernel.ndim == x.array.ndim,
        f"{call.where}: found the shapes {x.array.shape} and {kernel.shape}, expected a kernel of "
        "as many dimensions as the data, at least 3",
    )
    groups = call.attributes.ints.get("group", 1)
    channels, outputs = x.array.shape[1], kernel.shape[0]
    require(
        groups >= 1 and outputs % groups == 0 and channels == groups * kernel.shape[1],
        f"{call.where}: found {channels} channels, {groups} groups and a kernel of the shape "
        f"{kernel.shape}, expected {groups * kernel.shape[1]} channels",
    )
    bias = call.vector(2) if call.has(2) else (_ZERO,) * outputs
    require(len(bias) == outputs, f"{call.where}: found {len(bias)} biases, expected {outputs}")
    windows = _Windows(call, x.array, kernel.shape[2:])
    sizes = (x.array.shape[0], outputs, *windows.sizes)
    call.limits.bound_forms(math.prod(sizes), call.where)
    result = np.empty(sizes, dtype=object)
    rows = [tuple(row.ravel()) for row in kernel]
    for n, group in positions(range(x.array.shape[0]), range(groups)):
        own = slice(group * outputs // groups, (group + 1) * outputs // groups)
        part = slice(group * kernel.shape[1], (group + 1) * kernel.shape[1])
        for place in np.ndindex(windows.sizes):
            forms = windows.at(n, part, place)
            result[(n, own, *place)] = call.wires.products(rows[own], bias[own], forms, call.where)
    return Tensor(result, x.depth)


# ---- pools ---------------------------------------------------------------------------------------


def _pool(call: Call) -> tuple[Tensor, _Windows]:
    x = call.raised(call.tensor())
    kernel = tuple(call.attributes.int_lists.get("kernel_shape", ()))
    require(
        x.array.ndim >= 3 and len(kernel) == x.array.ndim - 2,
        f"{call.where}: found the kernel {kernel} for data of the shape {x.array.shape}, expected "
        "one size for each axis of space",
    )
    return x, _Windows(call, x.array, kernel)


def average_pool(call: Call) -> Operand:
    """AveragePool; what stands around the data counts only where it says so."""
    x, windows = _pool(call)
    everything = bool(call.attributes.ints.get("count_include_pad", 0))
    means = []
    for window in windows.each():
        counted = [form for form in window if everything or form is not _NOTHING]
        require(bool(counted), f"{call.where}: found a window without data")
        (mean,) = mean_of(call, filled(counted, (1, len(counted))))
        means.append(mean)
    return Tensor(filled(means, (*x.array.shape[:2], *windows.sizes)), x.depth)


def max_pool(call: Call) -> Operand:
    """MaxPool: two and two entries of a window are compared until one is left."""
    x, windows = _pool(call)
    rows = [[form for form in window if form is not _NOTHING] for window in windows.each()]
    require(all(rows), f"{call.where}: found a window without data")
    call.notes.say(
        f"{call.where}: a maximum of {max(map(len, rows))} values takes as many units less one, "
        "in rounds"
    )
    forms, depth = greatest(call, rows, x.depth)
    return Tensor(filled(forms, (*x.array.shape[:2], *windows.sizes)), depth)


def global_average_pool(call: Call) -> Operand:
    """GlobalAveragePool."""
    x = call.raised(call.tensor())
    require(x.array.ndim >= 3, f"{call.where}: found the shape {x.array.shape}, expected space")
    shape = x.array.shape
    means = mean_of(call, x.array.reshape((*shape[:2], -1)))
    return Tensor(means.reshape((*shape[:2], *[1] * (len(shape) - 2))), x.depth)
