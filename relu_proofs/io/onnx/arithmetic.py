"""Operators of ONNX that are affine: sums, products with constants, means, norms.

Everything is meant in real numbers, with exactly the constants of the file.
"""

from fractions import Fraction

import numpy as np

from ...core.rational import InputError
from ..norm import batch_norm
from ..wires import Form
from .calls import Call, require
from .tensors import Constant, Objects, Operand, Tensor, filled, mapped, product

__all__ = [
    "add",
    "batch_normalization",
    "dequantize_linear",
    "div",
    "gemm",
    "matmul",
    "mean",
    "mul",
    "neg",
    "sub",
    "sum_",
]

_ONE, _ZERO = Fraction(1), Fraction(0)
_EPS = Fraction(float(np.float32(1e-5)))  # the default epsilon of BatchNormalization is a float32


# ---- entry by entry ------------------------------------------------------------------------------


def add(call: Call) -> Operand:
    """Add: at most one operand need be a constant."""
    return _sum(call, call.operand(0), call.operand(1), 1)


def sub(call: Call) -> Operand:
    """Sub: at most one operand need be a constant."""
    return _sum(call, call.operand(0), call.operand(1), -1)


def _sum(call: Call, a: Operand, b: Operand, sign: int) -> Operand:
    factor = Fraction(sign)
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        depth = max(a.depth, b.depth)
        one, two = call.broadcast(call.raised(a, depth), call.raised(b, depth))
        call.wires.work(_terms(one) + _terms(two), call.where)
        weights = (_ONE, factor)
        array = mapped(lambda x, y: call.wires.combined(weights, _ZERO, (x, y)), one, two)
        return Tensor(array, depth)
    one, two = call.broadcast(a, b)
    _require_one_kind(call, a, b)
    if isinstance(a, Tensor):
        return Tensor(mapped(lambda x, y: x.scaled(_ONE, factor * y), one, two), a.depth)
    if isinstance(b, Tensor):
        call.wires.work(_terms(two) if sign < 0 else 0, call.where)
        return Tensor(mapped(lambda x, y: y.scaled(factor, x), one, two), b.depth)
    return Constant(one + sign * two)


def sum_(call: Call) -> Operand:
    """Sum of any number of operands."""
    total = call.operand(0)
    for i in range(1, len(call.inputs)):
        total = _sum(call, total, call.operand(i), 1)
    return total


def mean(call: Call) -> Operand:
    """Mean of any number of operands."""
    return _times(call, sum_(call), Fraction(1, len(call.inputs)))


def neg(call: Call) -> Operand:
    """Neg."""
    return _times(call, call.operand(0), Fraction(-1))


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


def dequantize_linear(call: Call) -> Operand:
    """DequantizeLinear of constants: (x - zero point) scale, the scale along an axis or for all."""
    x, scale = call.operand(0), call.floats(1)
    if isinstance(x, Tensor):
        raise InputError(
            f"{call.where}: found data that is quantised, which rounds; expected constants"
        )
    require(x.is_integer, f"{call.where}: found floats, expected quantised integers")
    zero = call.operand(2).array if call.has(2) else np.zeros_like(scale, dtype=np.int64)
    require(
        zero.dtype == np.int64 and zero.shape == scale.shape and scale.ndim <= 1,
        f"{call.where}: found a scale of the shape {scale.shape}, expected one number, or one for "
        "each index of an axis, and as many zero points",
    )
    along = [1] * x.array.ndim
    if scale.size > 1:
        along[call.attributes.ints.get("axis", 1)] = scale.size
    else:
        along = []
    zeros, scales = (np.broadcast_to(each.reshape(along), x.array.shape) for each in (zero, scale))
    return Constant(mapped(lambda v, z, s: (int(v) - int(z)) * s, x.array, zeros, scales))


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
        factors.append(operand.moved(operand.array.T) if ints.get(name, 0) else operand)
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
