"""Operators of ONNX that bend: ReLUs, and what is made of them exactly.

A leaky ReLU of z is slope z + (1 - slope) r(z), max(a, b) = b + r(a - b), min(a, b) = b - r(b - a);
what stands there without an r passes on.
"""

from fractions import Fraction

import numpy as np

from ...core.rational import Vector
from ..wires import Form, Value
from .calls import Call, require
from .tensors import Constant, Objects, Operand, Tensor, filled

__all__ = [
    "absolute",
    "clip",
    "greatest",
    "hard_sigmoid",
    "leaky_relu",
    "max_",
    "min_",
    "prelu",
    "relu",
]

_ONE, _ZERO = Fraction(1), Fraction(0)
_LEAK = Fraction(float(np.float32(0.01)))  # the default slope of LeakyRelu is a float32
_STEEP = Fraction(float(np.float32(0.2)))  # and that of HardSigmoid


def relu(call: Call) -> Operand:
    """Relu."""
    x = call.tensor()
    return x.like(_bent(call, x.value))


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
        call.notes.say(
            f"{call.where}: slope z + (1 - slope) r(z): each z has a unit, and passes on beside it"
        )
    return x.like(_bent(call, x.value, slopes))


def _bent(call: Call, value: Value, slopes: Vector | None = None) -> Value:
    """As `Wires.rectified`; what is constant is computed, and takes no units."""
    if not call.is_constant:
        return call.wires.rectified(value, slopes)
    factors = slopes or (_ZERO,) * len(value.forms)
    pairs = zip(value.forms, factors, strict=True)
    return Value(tuple(z if z.constant > 0 else z.scaled(slope) for z, slope in pairs), 0)


def absolute(call: Call) -> Operand:
    """Abs."""
    x = call.tensor()
    return _leaky(call, x, (-_ONE,) * x.array.size)


def clip(call: Call) -> Operand:
    """Clip between constants: low + r(x - low) - r(x - high)."""
    return _clipped(call, call.tensor(), _limit(call, "min", 1), _limit(call, "max", 2))


def hard_sigmoid(call: Call) -> Operand:
    """HardSigmoid: alpha x + beta, clipped between 0 and 1."""
    x, floats = call.tensor(), call.attributes.floats
    slope, shift = floats.get("alpha", _STEEP), floats.get("beta", Fraction(1, 2))
    return _clipped(call, x.like(_affine(x.value, slope, shift)), _ZERO, _ONE)


def _clipped(call: Call, x: Tensor, low: Fraction | None, high: Fraction | None) -> Operand:
    if low is not None and high is not None:
        require(low <= high, f"{call.where}: found limits from {low} to {high}, expected a range")
    if low is None and high is None:
        return x
    above = x.value if low is None else _ramp(call, x.value, _ONE, -low)
    if high is None:
        return x.like(_affine(above, _ONE, low or _ZERO))
    if low is None:
        return x.like(_affine(_ramp(call, x.value, -_ONE, high), -_ONE, high))
    beyond = _ramp(call, x.value, _ONE, -high)
    weights = (_ONE, -_ONE)
    forms = (
        call.wires.combined(weights, low, pair)
        for pair in zip(above.forms, beyond.forms, strict=True)
    )
    return x.like(Value(tuple(forms), beyond.depth))


def _limit(call: Call, name: str, i: int) -> Fraction | None:
    """A limit of Clip: an attribute of older files, an input of newer ones, or none."""
    if call.has(i):
        found = call.floats(i)
        require(found.size == 1, f"{call.where}: found the shape {found.shape} of its {name}")
        value: Fraction = found.ravel()[0]
        return value
    return call.attributes.floats.get(name)


def _ramp(call: Call, value: Value, factor: Fraction, shift: Fraction) -> Value:
    """r(factor x + shift) for each form x."""
    return _bent(call, _affine(value, factor, shift))


def _affine(value: Value, factor: Fraction, shift: Fraction) -> Value:
    """factor x + shift for each form x."""
    return Value(tuple(form.scaled(factor, shift) for form in value.forms), value.depth)


def max_(call: Call) -> Operand:
    """Max of any number of operands."""
    return _extreme(call, least=False)


def min_(call: Call) -> Operand:
    """Min of any number of operands."""
    return _extreme(call, least=True)


def _extreme(call: Call, *, least: bool) -> Operand:
    operands = [call.operand(i) for i in range(len(call.inputs))]
    data = [each for each in operands if isinstance(each, Tensor)]
    constants = [each for each in operands if isinstance(each, Constant)]
    data = data or [call.tensor()]
    found = data[0]
    rest: list[Operand] = [*data[1:], *constants[call.is_constant :]]
    for other in rest:
        one, two = call.broadcast(found, other)
        depth = other.depth if isinstance(other, Tensor) else 0
        a, b = Value(_forms(one), found.depth), Value(_forms(two), depth)
        result = call.wires.greater(a, b, call.where, least=least)
        found = Tensor(filled(result.forms, one.shape), result.depth)
    return found


def _forms(entries: Objects) -> tuple[Form, ...]:
    """Forms; numbers become constant ones."""
    return tuple(each if isinstance(each, Form) else Form({}, each) for each in entries.ravel())


def greatest(
    call: Call, rows: list[list[Form]], depth: int, *, least: bool = False
) -> tuple[list[Form], int]:
    """The greatest of each row of forms, by rounds in which two and two are compared."""
    while max(map(len, rows)) > 1:
        call.wires.make(sum(len(row) // 2 for row in rows), call.where)
        pairs = [(row[i], row[i + 1]) for row in rows for i in range(0, len(row) - 1, 2)]
        a, b = (Value(column, depth) for column in zip(*pairs, strict=True))
        found = call.wires.greater(a, b, call.where, least=least)
        winners, depth = iter(found.forms), found.depth
        rows = [
            [next(winners) for _ in range(len(row) // 2)] + row[len(row) - len(row) % 2 :]
            for row in rows
        ]
    return [row[0] for row in rows], depth
