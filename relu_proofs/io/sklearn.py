"""Networks of fitted scikit-learn models: MLPs, with the scalers around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from ..core.network import Network
from ..core.rational import InputError, Vector, exact, matrix, shown, vector
from .files import Limits, library
from .notes import Notes
from .onnx.tensors import Tensor, filled
from .operations import Operations
from .wires import Value

__all__ = ["from_sklearn"]

Model: TypeAlias = Any
"""A fitted estimator: scikit-learn is optional and brings no types."""

_ANY_SIZE = 1 << 40  # megabytes: the model is in memory already
_ONE, _ZERO = Fraction(1), Fraction(0)
_MLPS = ("MLPClassifier", "MLPRegressor")
_CENTRES = {
    "RobustScaler": ("with_centering", "center_"),
    "StandardScaler": ("with_mean", "mean_"),
}
_SCALERS = ("MaxAbsScaler", "MinMaxScaler", "RobustScaler", "StandardScaler")


def from_sklearn(model: Model) -> Network:
    """The network of a fitted scikit-learn MLP, with the scalers of its pipeline.

    Parameters
    ----------
    model : MLPRegressor, MLPClassifier, Pipeline or TransformedTargetRegressor
        Fitted, with ``activation="relu"`` or ``"identity"``; of a classifier up to its logits.
        The steps of a pipeline before its MLP are ``StandardScaler``, ``MinMaxScaler``,
        ``MaxAbsScaler``, ``RobustScaler`` or nothing; the transformer of a
        ``TransformedTargetRegressor`` is one of these, too.  (``Any``: scikit-learn is optional
        and brings no types.)

    Returns
    -------
    Network
        With exactly the numbers of the model, from the data before its scalers to the prediction
        in the target's own units.

    Raises
    ------
    InputError
        If the model is none of these, is not fitted, or has another activation.

    Notes
    -----
    The page ``practice/your-network`` takes a fitted pipeline from here to its certificate.

    Examples
    --------
    >>> from sklearn.neural_network import MLPRegressor
    >>> from sklearn.pipeline import make_pipeline
    >>> from sklearn.preprocessing import StandardScaler
    >>> model = MLPRegressor(hidden_layer_sizes=[3], solver="lbfgs", random_state=0)
    >>> rows, targets = [[0], [1], [2]], [0, 1, 0]
    >>> from_sklearn(make_pipeline(StandardScaler(), model).fit(rows, targets))
    <Network 1-3-1>
    """
    library("sklearn.neural_network", "scikit-learn")
    reader = _Reader(_inputs(model, "model"))
    value = reader.predicted(model, reader.operations.wires.inputs(), "model")
    return reader.operations.wires.built(value)


def _inputs(model: Model, where: str) -> int:
    """How many inputs a model takes."""
    _require_known(model, where)
    steps = [step for _, step in model.steps] if _kind(model) == "Pipeline" else [model]
    found = next((n for step in steps if (n := getattr(step, "n_features_in_", None))), None)
    if found is None:
        raise InputError(f"{where}: found no n_features_in_, expected a fitted model")
    return int(found)


def _kind(model: Model) -> str:
    """The class of a model, if it is scikit-learn's own."""
    found = type(model)
    return found.__name__ if found.__module__.partition(".")[0] == "sklearn" else ""


def _require_known(model: Model, where: str) -> None:
    if _kind(model) not in (*_MLPS, "Pipeline", "TransformedTargetRegressor"):
        raise InputError(
            f"{where}: found {type(model).__name__}, expected a fitted MLPRegressor, "
            "MLPClassifier, Pipeline of scalers and one of these, or TransformedTargetRegressor"
        )


@dataclass(frozen=True)
class _Scale:
    """What a scaler does to each column: factor x + shift, then clipped where it has limits."""

    factors: Vector
    shifts: Vector
    limits: tuple[Fraction, Fraction] | None = None

    def inverse(self) -> "_Scale":
        """Back again; scikit-learn clips in one direction only."""
        factors = tuple(1 / each for each in self.factors)
        shifts = tuple(-s * f for s, f in zip(self.shifts, factors, strict=True))
        return _Scale(factors, shifts)


class _Reader:
    """Follows a value through the steps of a model."""

    def __init__(self, inputs: int):
        self.operations = Operations(inputs, Limits(_ANY_SIZE), Notes())

    def predicted(self, model: Model, value: Value, where: str) -> Value:
        """What a model predicts."""
        _require_known(model, where)
        kind = _kind(model)
        if kind == "Pipeline":
            *before, (name, last) = model.steps
            for step, scaler in before:
                value = self.scaled(_scales(scaler, f"{where}.{step}", value), value, where)
            return self.predicted(last, value, f"{where}.{name}")
        if kind == "TransformedTargetRegressor":
            if not hasattr(model, "regressor_"):
                raise InputError(f"{where}: found no regressor_, expected a fitted model")
            value = self.predicted(model.regressor_, value, f"{where}.regressor_")
            scales = _scales(model.transformer_, f"{where}.transformer_", value)
            back = [scale.inverse() for scale in reversed(scales)]
            return self.scaled(back, value, where)
        return self.mlp(model, value, where)

    def scaled(self, scales: Sequence[_Scale], value: Value, where: str) -> Value:
        """A value behind scalers, one after another."""
        for scale in scales:
            value = self.operations.wires.scaled(scale.factors, scale.shifts, value, where)
            if scale.limits:
                low, high = scale.limits
                tensor = Tensor(filled(value.forms, [1, len(value.forms)]), value.depth)
                value = self.operations("Clip", where, tensor, min=low, max=high).value
        return value

    def mlp(self, model: Model, value: Value, where: str) -> Value:
        """An MLP, of a classifier up to its logits; coefs_ have one row for each input."""
        if not hasattr(model, "coefs_"):
            raise InputError(f"{where}: found no coefs_, expected a fitted model")
        last = model.out_activation_ if _kind(model) == "MLPRegressor" else "identity"
        if model.activation not in ("relu", "identity") or last != "identity":
            raise InputError(
                f"{where}: found the activation {shown(model.activation)} and at the end "
                f"{shown(last)}, expected 'relu' or 'identity' and at the end 'identity'"
            )
        wires = self.operations.wires
        for k, (found, bias) in enumerate(zip(model.coefs_, model.intercepts_, strict=True)):
            if k and model.activation == "relu":
                value = wires.rectified(value)
            place = f"{where}.coefs_[{k}]"
            weight = tuple(zip(*matrix(found, place), strict=True))
            value = wires.affine(weight, vector(bias, f"{where}.intercepts_[{k}]"), value, place)
        return value


# ---- scalers -------------------------------------------------------------------------------------


def _scales(model: Model, where: str, value: Value) -> list[_Scale]:
    """What a transformer does; a pipeline of them does it one after another."""
    width = len(value.forms)
    if model is None or (isinstance(model, str) and model == "passthrough"):
        return []
    kind = _kind(model)
    if kind == "Pipeline":
        parts = [_scales(step, f"{where}.{name}", value) for name, step in model.steps]
        return [scale for part in parts for scale in part]
    if kind == "FunctionTransformer" and model.func is None and model.inverse_func is None:
        return []
    if kind not in _SCALERS:
        raise InputError(
            f"{where}: found {type(model).__name__}, expected {', '.join(_SCALERS)} or nothing"
        )
    if not hasattr(model, "scale_"):
        raise InputError(f"{where}: found no scale_, expected a fitted scaler")
    if kind == "MinMaxScaler":
        scale, shift = (_vector(model, name, where) for name in ("scale_", "min_"))
        low, high = (exact(each, f"{where}.feature_range") for each in model.feature_range)
        return [_Scale(scale, shift, (low, high) if model.clip else None)]
    return [_centred(model, kind, where, width)]


def _centred(model: Model, kind: str, where: str, width: int) -> _Scale:
    """A scaler that takes a centre off, where it has one, and divides."""
    flag, name = _CENTRES.get(kind, ("", ""))
    centres = _vector(model, name, where) if flag and getattr(model, flag) else (_ZERO,) * width
    divisors = (_ONE,) * width if model.scale_ is None else _vector(model, "scale_", where)
    factors = tuple(1 / each for each in divisors)
    shifts = tuple(-c * f for c, f in zip(centres, factors, strict=True))
    clips = kind == "MaxAbsScaler" and getattr(model, "clip", False)
    return _Scale(factors, shifts, (-_ONE, _ONE) if clips else None)


def _vector(model: Model, name: str, where: str) -> Vector:
    return vector(getattr(model, name), f"{where}.{name}")
