"""Activations of Keras: those that are piecewise linear, and those that end a classifier."""

from collections.abc import Callable
from fractions import Fraction

from ...core.rational import InputError, shown
from ..onnx.tensors import Tensor
from ..operations import constant
from .config import Options, Part
from .layers import Layer

__all__ = ["activated", "leaky_relu", "prelu", "relu", "softmax"]

_ZERO = Fraction(0)
_ENDS = ("log_softmax", "sigmoid", "softmax")  # cut off where one stands last
_DEFAULT_SLOPE = Fraction("0.2")  # of the activation 'leaky_relu', which has no options
_LAYER_SLOPE = Fraction("0.3")  # of the layer LeakyReLU


def _linear(layer: Layer, x: Tensor) -> Tensor:
    return x


def _relu(layer: Layer, x: Tensor) -> Tensor:
    return layer.apply("Relu", x)


def _relu6(layer: Layer, x: Tensor) -> Tensor:
    return _clipped(layer, x, _ZERO, Fraction(6))


def _leaky(layer: Layer, x: Tensor) -> Tensor:
    return layer.apply("LeakyRelu", x, alpha=_DEFAULT_SLOPE)


def _hard_tanh(layer: Layer, x: Tensor) -> Tensor:
    return _clipped(layer, x, Fraction(-1), Fraction(1))


def _clipped(layer: Layer, x: Tensor, low: Fraction, high: Fraction) -> Tensor:
    return layer.apply("Clip", x, min=low, max=high)


_WORDS: dict[str, Callable[[Layer, Tensor], Tensor]] = {
    "hard_tanh": _hard_tanh,
    "leaky_relu": _leaky,
    "linear": _linear,
    "relu": _relu,
    "relu6": _relu6,
}


def activated(layer: Layer, x: Tensor) -> Tensor:
    """The value behind the activation that a layer names in its option.

    Parameters
    ----------
    layer : Layer
    x : Tensor
        What the layer computes before.

    Raises
    ------
    InputError
        If the activation is not piecewise linear, or none of those that are read.
    """
    found = layer.options.values.get("activation")
    if found is None:
        return x
    if isinstance(found, dict):
        return _by_layer(layer, x, found)
    if not isinstance(found, str):
        raise layer.options.unfit("activation", found, "a word")
    if found in _ENDS:
        return _cut(layer, x, found)
    if found not in _WORDS:
        raise InputError(
            f"{layer.where}.activation: found {shown(found)}, which is not piecewise linear or "
            f"not read; read are {', '.join(_WORDS)}, and {', '.join(_ENDS)} at the end"
        )
    return _WORDS[found](layer, x)


def _cut(layer: Layer, x: Tensor, name: str) -> Tensor:
    if not layer.is_end:
        raise InputError(
            f"{layer.where}: found the activation {name} before the end, which is not piecewise "
            "linear; up_to (--up-to) names a layer before it"
        )
    layer.operations.notes.assume(
        f"{layer.where}: the last {name} is cut off, the network is read up to its logits"
    )
    return x


def _by_layer(layer: Layer, x: Tensor, found: dict[str, object]) -> Tensor:
    """An activation that is a layer itself, without weights."""
    kind, values = found.get("class_name"), found.get("config")
    if not isinstance(kind, str) or kind not in _LAYERS or not isinstance(values, dict):
        raise InputError(
            f"{layer.where}.activation: found {shown(kind)} ({shown(values)}), expected one of "
            f"{', '.join(_WORDS)}; a function of one's own stands in code, not in the file"
        )
    options = Options(values, f"{layer.where}.activation")
    part = Part(layer.part.name, kind, layer.part.module, options, [], {}, [], [])
    inner = Layer(part, [x], [], layer.operations, layer.is_end, layer.used)
    return _LAYERS[kind](inner)


# ---- layers --------------------------------------------------------------------------------------


def relu(layer: Layer) -> Tensor:
    """ReLU, with a slope below 0 and a largest value where it has them."""
    slope = layer.options.number("negative_slope", None)
    highest = layer.options.number("max_value", None)
    if layer.options.number("threshold", _ZERO):
        raise layer.options.unfit(
            "threshold",
            layer.options.values["threshold"],
            "0: with another one the function jumps, which no ReLU network does",
        )
    if not slope:
        if highest is None:
            return layer.apply("Relu", layer.data)
        return _clipped(layer, layer.data, _ZERO, highest)
    found = layer.apply("LeakyRelu", layer.data, alpha=slope)
    if highest is None:
        return found
    return layer.apply("Min", found, constant([highest], [1]))


def leaky_relu(layer: Layer) -> Tensor:
    """LeakyReLU; older files call its slope alpha."""
    name = "alpha" if layer.options.has("alpha") else "negative_slope"
    slope = layer.options.number(name, None)
    return layer.apply("LeakyRelu", layer.data, alpha=_LAYER_SLOPE if slope is None else slope)


def prelu(layer: Layer) -> Tensor:
    """PReLU, a slope for each entry, or for all along shared axes."""
    layer.require_arrays(1)
    return layer.apply("PRelu", layer.data, layer.weight(0, layer.data.array.ndim - 1))


def softmax(layer: Layer) -> Tensor:
    """Softmax, which is cut off where it stands last."""
    return _cut(layer, layer.data, "softmax")


_LAYERS: dict[str, Callable[[Layer], Tensor]] = {
    "LeakyReLU": leaky_relu,
    "ReLU": relu,
    "Softmax": softmax,
}
