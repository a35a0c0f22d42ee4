"""Operators of ``ai.onnx.ml`` that are affine: what converters write for fitted estimators."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from ...core.rational import InputError
from .calls import Call, require
from .tensors import Operand, Tensor, filled, mapped

__all__ = ["array_feature_extractor", "imputer", "linear_classifier", "linear_regressor", "scaler"]

_ZERO, _ONE = Fraction(0), Fraction(1)


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
    call.wires.work(sum(len(form.terms) for form in x.array.ravel()), call.where)
    array = mapped(lambda form, f, o: form.scaled(f, -f * o), x.array, factors, shifts)
    return Tensor(array, x.depth)


def imputer(call: Call) -> Operand:
    """Imputer of missing entries: on numbers it does nothing."""
    require(
        "replaced_value_float" not in call.attributes.floats
        and "replaced_value_int64" not in call.attributes.ints,
        f"{call.where}: found a number that is replaced, which makes a jump; expected nan",
    )
    call.notes.say(f"{call.where}: does nothing to numbers; missing entries are none")
    return call.tensor()


def array_feature_extractor(call: Call) -> Operand:
    """ArrayFeatureExtractor: entries of the last axis, by constant places."""
    x, places = call.operand(0), call.integers("places", 1)
    if places is None:
        raise InputError(f"{call.where}: found no places")
    call.limits.bound_forms(x.array.size // x.array.shape[-1] * len(places), call.where)
    return x.moved(np.take(x.array, places, axis=-1))


def linear_regressor(call: Call) -> Operand:
    """LinearRegressor without a last step."""
    last = call.attributes.texts.get("post_transform", "NONE")
    require(last == "NONE", f"{call.where}.post_transform: found {last}, expected NONE")
    return _linear(call, call.attributes.ints.get("targets", 1))


def linear_classifier(call: Call) -> Sequence[Operand | None]:
    """LinearClassifier up to its scores, before a last step; of the label nothing is known."""
    width = call.tensor().array.shape[-1]
    count = len(call.attributes.float_lists.get("coefficients", []))
    return [None, _linear(call, count // width)]


def _linear(call: Call, rows: int) -> Operand:
    x, lists = call.raised(call.tensor()), call.attributes.float_lists
    width, coefficients = x.array.shape[-1], lists.get("coefficients", [])
    shifts = lists.get("intercepts", [_ZERO] * rows)
    require(
        x.array.size == width and rows >= 1 and len(coefficients) == rows * width,
        f"{call.where}: found {len(coefficients)} coefficients for {width} values of one row, "
        f"expected {rows * width}",
    )
    require(
        len(shifts) == rows,
        f"{call.where}: found {len(shifts)} intercepts, expected {rows}",
    )
    matrix = [tuple(coefficients[i * width : (i + 1) * width]) for i in range(rows)]
    forms = call.wires.products(matrix, shifts, x.value.forms, call.where)
    return Tensor(filled(forms, (1, rows)), x.depth)
