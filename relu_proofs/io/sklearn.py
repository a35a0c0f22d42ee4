"""Networks of fitted scikit-learn models."""

from fractions import Fraction
from typing import Any

from ..core.network import Network
from ..core.rational import InputError, Matrix, matrix, shown, vector
from .files import Limits, library
from .wires import Value, Wires

__all__ = ["from_sklearn"]

_ANY_SIZE = 1 << 40  # megabytes: the model is in memory already


def from_sklearn(model: Any) -> Network:
    """The network of a fitted scikit-learn MLP; of a classifier up to its logits.

    Parameters
    ----------
    model : MLPRegressor or MLPClassifier
        Fitted, with ``activation="relu"`` or ``"identity"``.  (``Any``: scikit-learn is optional
        and brings no types.)

    Returns
    -------
    Network
        With exactly the weights of the model.

    Raises
    ------
    InputError
        If the model is none of these, is not fitted, or has another activation.

    Notes
    -----
    The page ``practice/your-network`` takes a fitted regressor from here to its certificate.

    Examples
    --------
    >>> from sklearn.neural_network import MLPRegressor
    >>> model = MLPRegressor(hidden_layer_sizes=[3], solver="lbfgs", random_state=0)
    >>> from_sklearn(model.fit([[0], [1], [2]], [0, 1, 0]))
    <Network 1-3-1>
    """
    kinds = library("sklearn.neural_network", "scikit-learn")
    if not isinstance(model, (kinds.MLPRegressor, kinds.MLPClassifier)):
        raise InputError(
            f"model: found {type(model).__name__}, expected a fitted MLPRegressor or MLPClassifier"
        )
    if not hasattr(model, "coefs_"):
        raise InputError("model: found no coefs_, expected a fitted model")
    last = model.out_activation_ if isinstance(model, kinds.MLPRegressor) else "identity"
    if model.activation not in ("relu", "identity") or last != "identity":
        raise InputError(
            f"model: found the activation {shown(model.activation)} and at the end "
            f"{shown(last)}, expected 'relu' or 'identity' and at the end 'identity'"
        )
    wires = Wires(len(model.coefs_[0]), Limits(_ANY_SIZE))
    value = wires.inputs()
    for k, (weight, bias) in enumerate(zip(model.coefs_, model.intercepts_, strict=True)):
        if k and model.activation == "relu":
            value = wires.rectified(value)
        value = _affine(wires, matrix(weight, f"coefs_[{k}]"), bias, value, k)
    return wires.built(value).network


def _affine(wires: Wires, coefficients: Matrix, bias: Any, value: Value, k: int) -> Value:
    """One layer; scikit-learn's coefficients have one row for each input, ``bias`` is an array."""
    weight: tuple[tuple[Fraction, ...], ...] = tuple(zip(*coefficients, strict=True))
    return wires.affine(weight, vector(bias, f"intercepts_[{k}]"), value, f"coefs_[{k}]")
