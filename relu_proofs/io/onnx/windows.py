"""Operators of ONNX that look through windows: convolutions and pools, of any dimension.

Data has the shape (rows, channels, space ...); a window sees some entries of one row.
"""

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product as positions

import numpy as np

from ..wires import Form
from .calls import Call, require
from .kinks import greatest
from .reduced import mean_of
from .tensors import Objects, Operand, Tensor, filled

__all__ = ["average_pool", "conv", "global_average_pool", "global_max_pool", "max_pool", "pad"]

_ZERO = Fraction(0)
_NOTHING = Form({})  # what stands around the data: 0 for a sum, no entry for a maximum
_BEYOND = Form({})  # what a last window that is not whole sees behind that, and a mean never counts


class _Windows:
    """The windows over some data: for each place of the output the entries that it sees."""

    def __init__(self, call: Call, data: Objects, kernel: tuple[int, ...]):
        lists, space = call.attributes.int_lists, len(kernel)
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
        before, after = self._pads(call, pads, data.shape[2:])
        around = [(0, 0), (0, 0), *zip(before, after, strict=True)]
        inside = padded(call, data, around, _NOTHING)
        self.sizes = self._sizes(call, inside.shape[2:], data.shape[2:], before)
        call.limits.bound_forms(math.prod(data.shape[:2]) * math.prod(self.sizes), call.where)
        missing = (
            (0, max(0, (n - 1) * stride + reach - size))
            for n, stride, reach, size in zip(
                self.sizes, self.strides, self.reach, inside.shape[2:], strict=True
            )
        )
        self.data = padded(call, inside, [(0, 0), (0, 0), *missing], _BEYOND)

    def _pads(
        self, call: Call, pads: list[int], sizes: tuple[int, ...]
    ) -> tuple[list[int], list[int]]:
        """How much stands before and after the data: as given, or as ``auto_pad`` makes it."""
        automatic, space = call.attributes.texts.get("auto_pad", "NOTSET"), len(sizes)
        require(
            automatic in ("NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"),
            f"{call.where}.auto_pad: found {automatic}, expected NOTSET, VALID, SAME_UPPER or "
            "SAME_LOWER",
        )
        if automatic in ("NOTSET", "VALID"):
            return pads[:space], pads[space:]
        total = [  # so that there is a window for each stride that begins inside the data
            max(0, (-(-size // stride) - 1) * stride + reach - size)
            for size, stride, reach in zip(sizes, self.strides, self.reach, strict=True)
        ]
        less, more = [n // 2 for n in total], [n - n // 2 for n in total]
        return (less, more) if automatic == "SAME_UPPER" else (more, less)

    def _sizes(
        self, call: Call, sizes: tuple[int, ...], data: tuple[int, ...], before: list[int]
    ) -> tuple[int, ...]:
        """How many windows there are along each axis of space."""
        found = []
        for size, reach, stride, own, start in zip(
            sizes, self.reach, self.strides, data, before, strict=True
        ):
            room = size - reach
            require(room >= 0, f"{call.where}: found data smaller than the kernel")
            count = room // stride + 1
            if call.attributes.ints.get("ceil_mode", 0) and room % stride:
                # one more that is not whole, unless it would begin behind the data
                count += count * stride < own + start
            found.append(count)
        return tuple(found)

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
    sizes = _bound_padded(call, data, around)
    array = filled([value] * math.prod(sizes), sizes)
    inside = (slice(low, low + n) for n, (low, _) in zip(data.shape, around, strict=True))
    array[tuple(inside)] = data
    return array


def _bound_padded(call: Call, data: Objects, around: list[tuple[int, int]]) -> list[int]:
    """The sizes that data will have, if that is not too much."""
    sizes = [size + sum(pair) for size, pair in zip(data.shape, around, strict=True)]
    call.limits.bound_forms(math.prod(sizes), call.where)
    return sizes


def pad(call: Call) -> Operand:
    """Pad: with a constant, or with entries of the data; negative pads take entries away."""
    x, pads = call.tensor(), call.integers("pads", 1)
    mode, rank = call.attributes.texts.get("mode", "constant"), x.array.ndim
    axes = call.integers("axes", 3)
    axes = list(range(rank)) if axes is None else [axis + rank * (axis < 0) for axis in axes]
    require(
        pads is not None
        and len(pads) == 2 * len(axes)
        and len(set(axes)) == len(axes)
        and all(0 <= axis < rank for axis in axes),
        f"{call.where}: found the pads {pads}, expected two for each of {rank} axes",
    )
    around, spans = [(0, 0)] * rank, [slice(None)] * rank
    for axis, low, high in zip(axes, (pads or [])[: len(axes)], (pads or [])[len(axes) :]):
        around[axis] = max(0, low), max(0, high)
        spans[axis] = slice(max(0, -low), x.array.shape[axis] + min(0, high))
    data = x.array[tuple(spans)]
    if mode == "constant":
        given = call.floats(2).ravel()[0] if call.has(2) else None
        value = call.attributes.floats.get("value", _ZERO) if given is None else given
        return Tensor(padded(call, data, around, Form({}, value)), x.depth)
    require(
        mode in ("edge", "reflect", "wrap"),
        f"{call.where}.mode: found {mode}, expected constant, edge, reflect or wrap",
    )
    _bound_padded(call, data, around)
    return Tensor(np.pad(data, around, mode=mode), x.depth)  # type: ignore[call-overload]  # numpy types each mode apart


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
    windows = _Windows(call, x.array, kernel)
    seen = math.prod(x.array.shape[:2]) * math.prod(windows.sizes) * math.prod(kernel)
    call.wires.work(seen, call.where)
    return x, windows


def average_pool(call: Call) -> Operand:
    """AveragePool; what stands around the data counts only where it says so."""
    x, windows = _pool(call)
    everything = bool(call.attributes.ints.get("count_include_pad", 0))
    means = []
    for window in windows.each():
        counted = [form for form in window if everything or form is not _NOTHING]
        counted = [form for form in counted if form is not _BEYOND]
        require(bool(counted), f"{call.where}: found a window without data")
        (mean,) = mean_of(call, filled(counted, (1, len(counted))))
        means.append(mean)
    return Tensor(filled(means, (*x.array.shape[:2], *windows.sizes)), x.depth)


def max_pool(call: Call) -> Operand:
    """MaxPool: two and two entries of a window are compared until one is left."""
    x, windows = _pool(call)
    around = (_NOTHING, _BEYOND)
    rows = [[form for form in window if form not in around] for window in windows.each()]
    require(all(rows), f"{call.where}: found a window without data")
    call.notes.say(
        f"{call.where}: a maximum of {max(map(len, rows))} values takes as many units less one, "
        "in rounds"
    )
    forms, depth = greatest(call, rows, x.depth)
    return Tensor(filled(forms, (*x.array.shape[:2], *windows.sizes)), depth)


def global_max_pool(call: Call) -> Operand:
    """GlobalMaxPool."""
    x = call.raised(call.tensor())
    require(x.array.ndim >= 3, f"{call.where}: found the shape {x.array.shape}, expected space")
    shape = x.array.shape
    rows = x.array.reshape((math.prod(shape[:2]), -1)).tolist()
    forms, depth = greatest(call, rows, x.depth)
    return Tensor(filled(forms, (*shape[:2], *[1] * (len(shape) - 2))), depth)


def global_average_pool(call: Call) -> Operand:
    """GlobalAveragePool."""
    x = call.raised(call.tensor())
    require(x.array.ndim >= 3, f"{call.where}: found the shape {x.array.shape}, expected space")
    shape = x.array.shape
    means = mean_of(call, x.array.reshape((*shape[:2], -1)))
    return Tensor(means.reshape((*shape[:2], *[1] * (len(shape) - 2))), x.depth)
