"""Operators of ONNX that make one number of many: sums, means, extremes over axes."""

import math
from fractions import Fraction

import numpy as np

from .calls import Call, require
from .kinks import greatest
from .tensors import Objects, Operand, Tensor, filled

__all__ = ["mean_of", "reduce_max", "reduce_mean", "reduce_min", "reduce_sum"]

_ONE, _ZERO = Fraction(1), Fraction(0)


def reduce_sum(call: Call) -> Operand:
    """ReduceSum over constant axes."""
    return _mean(call, mean=False)


def reduce_mean(call: Call) -> Operand:
    """ReduceMean over constant axes."""
    return _mean(call, mean=True)


def reduce_max(call: Call) -> Operand:
    """ReduceMax over constant axes."""
    return _extreme(call, least=False)


def reduce_min(call: Call) -> Operand:
    """ReduceMin over constant axes."""
    return _extreme(call, least=True)


def _mean(call: Call, *, mean: bool) -> Operand:
    x, over = call.raised(call.tensor()), _axes(call)
    if not over:
        return x
    rows = _rows(x.array, over)
    return Tensor(_shaped(call, mean_of(call, rows, mean=mean), over), x.depth)


def _extreme(call: Call, *, least: bool) -> Operand:
    x, over = call.raised(call.tensor()), _axes(call)
    if not over:
        return x
    rows = _rows(x.array, over)
    lists = rows.reshape((math.prod(rows.shape[:-1]), -1)).tolist()
    forms, depth = greatest(call, lists, x.depth, least=least)
    return Tensor(_shaped(call, filled(forms, rows.shape[:-1]), over), depth)


def _axes(call: Call) -> list[int]:
    """The axes that vanish, in order; none where the node does nothing."""
    axes, rank = call.integers("axes", 1), call.tensor().array.ndim
    if not axes:
        return [] if call.attributes.ints.get("noop_with_empty_axes", 0) else list(range(rank))
    require(
        all(-rank <= axis < rank for axis in axes),
        f"{call.where}: found the axes {axes}, expected some of {rank}",
    )
    return sorted({axis % rank for axis in axes})


def _rows(array: Objects, over: list[int]) -> Objects:
    """The entries that are reduced together, along the last axis."""
    kept = [axis for axis in range(array.ndim) if axis not in over]
    count = math.prod(array.shape[axis] for axis in over)
    return array.transpose([*kept, *over]).reshape((*(array.shape[axis] for axis in kept), count))


def _shaped(call: Call, result: Objects, over: list[int]) -> Objects:
    return (
        np.expand_dims(result, tuple(over)) if call.attributes.ints.get("keepdims", 1) else result
    )


def mean_of(call: Call, rows: Objects, *, mean: bool = True) -> Objects:
    """The mean, or the sum, of forms of one level over the last axis."""
    count = rows.shape[-1]
    weights = (Fraction(1, count) if mean else _ONE,) * count
    call.wires.work(sum(len(form.terms) for form in rows.ravel()), call.where)
    flat = rows.reshape((-1, count))
    forms = (call.wires.combined(weights, _ZERO, tuple(row)) for row in flat)
    return filled(forms, rows.shape[:-1])
