"""Operators of ONNX that compute: sums and products with constants, norms, convolutions, ReLUs.

Everything is meant in real numbers, with exactly the constants of the file.
"""

import math
from fractions import Fraction
from itertools import product as positions

import numpy as np

from ...core.rational import InputError, Vector
from ..norm import batch_norm
from ..wires import Form
from .calls import Call, require
from .tensors import Constant, Objects, Operand, Tensor, filled, mapped, product

__all__ = [
    "add",
    "batch_normalization",
    "conv",
    "div",
    "gemm",
    "leaky_relu",
    "matmul",
    "mul",
    "prelu",
    "relu",
    "scaler",
    "sub",
]

_ONE, _ZERO = Fraction(1), Fraction(0)
_LEAK = Fraction(float(np.float32(0.01)))  # the default slope of LeakyRelu is a float32
_EPS = Fraction(float(np.float32(1e-5)))  # likewise the default epsilon of BatchNormalization


# ---- entry by entry ------------------------------------------------------------------------------


def add(call: Call) -> Operand:
    """Add: at most one operand need be a constant."""
    return _sum(call, call.operand(0), call.operand(1), 1)


def sub(call: Call) -> Operand:
    """Sub: at most one operand need be a constant."""
    return _sum(call, call.operand(0), call.operand(1), -1)


def _sum(call: Call, a: Operand, b: Operand, sign: int) -> Operand:
    one, two = call.broadcast(a, b)
    factor = Fraction(sign)
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        call.wires.work(_terms(one) + _terms(two), call.where)
        weights = (_ONE, factor)
        array = mapped(lambda x, y: call.wires.combined(weights, _ZERO, (x, y)), one, two)
        return Tensor(array, max(a.depth, b.depth))
    _require_one_kind(call, a, b)
    if isinstance(a, Tensor):
        return Tensor(mapped(lambda x, y: x.scaled(_ONE, factor * y), one, two), a.depth)
    if isinstance(b, Tensor):
        call.wires.work(_terms(two) if sign < 0 else 0, call.where)
        return Tensor(mapped(lambda x, y: y.scaled(factor, x), one, two), b.depth)
    return Constant(one + sign * two)


def mul(call: Call) -> Operand:
    """Mul, with at least one constant."""
    a, b = call.operand(0), call.operand(1)
    require(
        isinstance(a, Constant) or isinstance(b, Constant),
        f"{call.where}: found a product of two values that depend on the input, which is not "
        "piecewise linear",
    )
    _require_one_kind(call, a, b)
    one, two = call.broadcast(a, b)
    if isinstance(a, Tensor):
        return _scaled(call, one, two, a.depth)
    if isinstance(b, Tensor):
        return _scaled(call, two, one, b.depth)
    return Constant(one * two)


def div(call: Call) -> Operand:
    """Div by a constant."""
    a, b = call.operand(0), call.operand(1)
    if isinstance(b, Tensor):
        raise InputError(
            f"{call.where}: found a divisor that depends on the input, which is not piecewise "
            "linear"
        )
    _require_one_kind(call, a, b)
    one, two = call.broadcast(a, b)
    require(all(two.ravel()), f"{call.where}: found the divisor 0")
    if isinstance(a, Tensor):
        return _scaled(call, one, mapped(lambda y: 1 / y, two), a.depth)
    if not a.is_integer:
        return Constant(mapped(lambda x, y: x / y, one, two))
    require(
        int(min(one.min(), two.min())) >= 0,
        f"{call.where}: found integers below 0, expected those of a shape",
    )
    return Constant(one // two)


def _scaled(call: Call, forms: Objects, factors: Objects, depth: int) -> Tensor:
    call.wires.work(_terms(forms), call.where)
    return Tensor(mapped(Form.scaled, forms, factors), depth)


def _terms(forms: Objects) -> int:
    return sum(len(form.terms) for form in forms.ravel())


def _require_one_kind(call: Call, *operands: Operand) -> None:
    """Refuse integers where the other operand has floats."""
    kinds = {isinstance(each, Constant) and each.is_integer for each in operands}
    require(len(kinds) == 1, f"{call.where}: found integers beside floats, expected floats")


def scaler(call: Call) -> Operand:
    """Scaler, as scikit-learn's are written: (x - offset) scale."""
    x = call.tensor()
    lists, width = call.attributes.float_lists, x.array.shape[-1]
    offset, scale = lists.get("offset", [_ZERO]), lists.get("scale", [_ONE])
    for name, values in (("offset", offset), ("scale", scale)):
        require(
            len(values) in (1, width),
            f"{call.where}.{name}: found {len(values)} numbers, expected 1 or {width}",
        )
    factors = np.broadcast_to(filled(scale, [len(scale)]), x.array.shape)
    shifts = np.broadcast_to(filled(offset, [len(offset)]), x.array.shape)
    call.wires.work(_terms(x.array), call.where)
    array = mapped(lambda form, f, o: form.scaled(f, -f * o), x.array, factors, shifts)
    return Tensor(array, x.depth)


def batch_normalization(call: Call) -> Operand:
    """BatchNormalization at rest; axis 1 has the channels."""
    require(not call.attributes.ints.get("training_mode", 0), f"{call.where}: found training mode")
    x = call.tensor()
    require(x.array.ndim >= 2, f"{call.where}: found the shape {x.array.shape}, expected channels")
    gain, shift, mean, variance = (call.vector(i) for i in range(1, 5))
    eps = call.attributes.floats.get("epsilon", _EPS)
    factors, shifts = batch_norm(gain, shift, mean, variance, eps, call.where)
    width = x.array.shape[1]
    require(
        len(mean) == width,
        f"{call.where}: found {len(mean)} numbers for {width} channels, expected as many",
    )
    along = (width,) + (1,) * (x.array.ndim - 2)
    spread = [np.broadcast_to(filled(each, along), x.array.shape) for each in (factors, shifts)]
    call.wires.work(_terms(x.array), call.where)
    call.notes.say(
        f"{call.where}: folded at rest; sqrt(variance + epsilon) is the float64 nearest to it "
        "where it is irrational"
    )
    return Tensor(mapped(Form.scaled, x.array, *spread), x.depth)


# ---- sums of products ----------------------------------------------------------------------------


def matmul(call: Call) -> Operand:
    """MatMul with at least one constant."""
    return _product(call, call.operand(0), call.operand(1))


def _product(call: Call, a: Operand, b: Operand) -> Operand:
    for operand in (a, b):
        if isinstance(operand, Constant):
            require(not operand.is_integer, f"{call.where}: found integers, expected floats")
    return product(call.wires, a, b, call.limits, call.where)


def gemm(call: Call) -> Operand:
    """Gemm: alpha A B + beta C, with A and B transposed where it says so."""
    floats, ints = call.attributes.floats, call.attributes.ints
    factors = []
    for i, name in enumerate(("transA", "transB")):
        operand = call.operand(i)
        require(
            operand.array.ndim == 2,
            f"{call.where}: found the shape {operand.array.shape} of input {i}, expected a matrix",
        )
        array = operand.array.T if ints.get(name, 0) else operand.array
        factors.append(
            Tensor(array, operand.depth) if isinstance(operand, Tensor) else Constant(array)
        )
    result = _times(call, _product(call, *factors), floats.get("alpha", _ONE))
    if not call.has(2):
        return result
    summand = _times(call, call.operand(2), floats.get("beta", _ONE))
    return _sum(call, result, summand, 1)


def _times(call: Call, operand: Operand, factor: Fraction) -> Operand:
    if factor == 1:
        return operand
    if isinstance(operand, Tensor):
        factors = np.broadcast_to(filled([factor], [1]), operand.array.shape)
        return _scaled(call, operand.array, factors, operand.depth)
    return Constant(mapped(lambda value: factor * value, operand.array))


def conv(call: Call) -> Operand:
    """Conv of any dimension, with a constant kernel of shape (out, in / groups, ...)."""
    x, kernel = call.tensor(), call.floats(1)
    space = x.array.ndim - 2
    require(
        space >= 1 and kernel.ndim == x.array.ndim,
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
        own = range(group * outputs // groups, (group + 1) * outputs // groups)
        part = slice(group * kernel.shape[1], (group + 1) * kernel.shape[1])
        for place in np.ndindex(windows.sizes):
            forms = tuple(windows.at(n, part, place).ravel())
            call.wires.work(len(own) * sum(len(form.terms) for form in forms), call.where)
            for m in own:
                result[(n, m, *place)] = call.wires.combined(rows[m], bias[m], forms)
    return Tensor(result, x.depth)


class _Windows:
    """The windows of a convolution: for each place of the output the entries that it sees."""

    def __init__(self, call: Call, data: Objects, kernel: tuple[int, ...]):
        lists, space = call.attributes.int_lists, len(kernel)
        automatic = call.attributes.texts.get("auto_pad", "NOTSET")
        require(
            automatic in ("NOTSET", "VALID"),
            f"{call.where}.auto_pad: found {automatic}, expected NOTSET with pads",
        )
        self.strides = lists.get("strides", [1] * space)
        self.steps = lists.get("dilations", [1] * space)
        pads = lists.get("pads", [0] * 2 * space)
        require(
            len(self.strides) == len(self.steps) == space
            and len(pads) == 2 * space
            and min(self.strides + self.steps) >= 1
            and min(pads) >= 0
            and lists.get("kernel_shape", list(kernel)) == list(kernel),
            f"{call.where}: found strides, dilations, pads or kernel_shape that do not fit the "
            f"kernel {kernel}",
        )
        self.reach = [(k - 1) * step + 1 for k, step in zip(kernel, self.steps, strict=True)]
        around = [(0, 0), (0, 0), *zip(pads[:space], pads[space:], strict=True)]
        padded = [size + sum(pair) for size, pair in zip(data.shape, around, strict=True)]
        call.limits.bound_forms(math.prod(padded), call.where)
        self.data = filled([Form({})] * math.prod(padded), padded)
        inside = (slice(low, low + n) for n, (low, _) in zip(data.shape, around, strict=True))
        self.data[tuple(inside)] = data
        self.sizes = tuple(
            (size - reach) // stride + 1
            for size, reach, stride in zip(padded[2:], self.reach, self.strides, strict=True)
        )
        require(min(self.sizes) >= 1, f"{call.where}: found data smaller than the kernel")

    def at(self, row: int, channels: slice, place: tuple[int, ...]) -> Objects:
        """The entries under the kernel at one place of the output."""
        spans = tuple(
            slice(i * stride, i * stride + reach, step)
            for i, stride, reach, step in zip(
                place, self.strides, self.reach, self.steps, strict=True
            )
        )
        index: tuple[int | slice, ...] = (row, channels, *spans)
        found: Objects = self.data[index]
        return found


# ---- ReLUs ---------------------------------------------------------------------------------------


def relu(call: Call) -> Operand:
    """Relu."""
    x = call.tensor()
    return x.like(call.wires.rectified(x.value))


def leaky_relu(call: Call) -> Operand:
    """LeakyRelu."""
    x = call.tensor()
    return _leaky(call, x, (call.attributes.floats.get("alpha", _LEAK),) * x.array.size)


def prelu(call: Call) -> Operand:
    """PRelu with constant slopes."""
    x = call.tensor()
    _, slopes = call.broadcast(x, Constant(call.floats(1)))
    require(
        slopes.shape == x.array.shape,
        f"{call.where}: found more slopes than values, expected at most one for each",
    )
    return _leaky(call, x, tuple(slopes.ravel()))


def _leaky(call: Call, x: Tensor, slopes: Vector) -> Tensor:
    if any(slopes):
        call.notes.say(f"{call.where}: each unit z with a slope takes two, r(z) and r(-z)")
    return x.like(call.wires.rectified(x.value, slopes))
