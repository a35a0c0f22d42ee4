"""The layers of Keras that are read, with the options that each may have."""

from collections.abc import Callable
from dataclasses import dataclass

from ..onnx.tensors import Tensor
from . import activations, layers, windows
from .layers import Layer

__all__ = ["LAYERS", "OPERATIONS", "Kind", "is_known"]


@dataclass(frozen=True)
class Kind:
    """A class of layers that is read.

    Attributes
    ----------
    function : callable
        What it computes.
    options : set of str
        Those that are looked at, or do nothing at rest.
    is_activated : bool
        Whether its option ``activation`` stands behind it.
    """

    function: Callable[[Layer], Tensor]
    options: frozenset[str] = frozenset()
    is_activated: bool = False


def _kind(function: Callable[[Layer], Tensor], options: str = "") -> Kind:
    names = frozenset(options.split())
    return Kind(function, names, "activation" in names)


_CONV = "kernel_size strides padding data_format dilation_rate activation use_bias"
_POOL = "pool_size strides padding data_format"
_WHOLE = "data_format keepdims"

LAYERS: dict[str, Kind] = {
    "Activation": _kind(layers.unchanged, "activation"),
    "ActivityRegularization": _kind(layers.unchanged, "l1 l2"),
    "Add": _kind(layers.merged("Sum")),
    "AlphaDropout": _kind(layers.unchanged, "rate seed noise_shape"),
    "Average": _kind(layers.merged("Mean")),
    "AveragePooling1D": _kind(windows.pooled("AveragePool", 1), _POOL),
    "AveragePooling2D": _kind(windows.pooled("AveragePool", 2), _POOL),
    "BatchNormalization": _kind(
        layers.batch_normalization,
        "axis momentum epsilon center scale renorm_momentum synchronized",
    ),
    "Concatenate": _kind(layers.concatenated, "axis"),
    "Conv1D": _kind(windows.conv(1), f"filters groups {_CONV}"),
    "Conv2D": _kind(windows.conv(2), f"filters groups {_CONV}"),
    "Dense": _kind(layers.dense, "units activation use_bias"),
    "DepthwiseConv1D": _kind(windows.depthwise(1), f"depth_multiplier {_CONV}"),
    "DepthwiseConv2D": _kind(windows.depthwise(2), f"depth_multiplier {_CONV}"),
    "Dropout": _kind(layers.unchanged, "rate seed noise_shape"),
    "Flatten": _kind(layers.flatten, "data_format"),
    "GaussianDropout": _kind(layers.unchanged, "rate seed"),
    "GaussianNoise": _kind(layers.unchanged, "stddev seed"),
    "GlobalAveragePooling1D": _kind(windows.pooled_wholly("AveragePool", 1), _WHOLE),
    "GlobalAveragePooling2D": _kind(windows.pooled_wholly("AveragePool", 2), _WHOLE),
    "GlobalMaxPooling1D": _kind(windows.pooled_wholly("MaxPool", 1), _WHOLE),
    "GlobalMaxPooling2D": _kind(windows.pooled_wholly("MaxPool", 2), _WHOLE),
    "Identity": _kind(layers.unchanged),
    "LeakyReLU": _kind(activations.leaky_relu, "negative_slope alpha"),
    "MaxPooling1D": _kind(windows.pooled("MaxPool", 1), _POOL),
    "MaxPooling2D": _kind(windows.pooled("MaxPool", 2), _POOL),
    "Maximum": _kind(layers.merged("Max")),
    "Minimum": _kind(layers.merged("Min")),
    "Normalization": _kind(layers.normalization, "axis mean variance invert"),
    "PReLU": _kind(activations.prelu, "shared_axes"),
    "Permute": _kind(layers.permute, "dims"),
    "ReLU": _kind(activations.relu, "max_value negative_slope threshold"),
    "Rescaling": _kind(layers.rescaling, "scale offset"),
    "Reshape": _kind(layers.reshape, "target_shape"),
    "SeparableConv1D": _kind(windows.separable(1), f"filters depth_multiplier {_CONV}"),
    "SeparableConv2D": _kind(windows.separable(2), f"filters depth_multiplier {_CONV}"),
    "Softmax": _kind(activations.softmax, "axis"),
    "SpatialDropout1D": _kind(layers.unchanged, "rate seed noise_shape"),
    "SpatialDropout2D": _kind(layers.unchanged, "rate seed noise_shape data_format"),
    "Subtract": _kind(layers.merged("Sub")),
    "ZeroPadding1D": _kind(windows.zero_padding(1), "padding data_format"),
    "ZeroPadding2D": _kind(windows.zero_padding(2), "padding data_format"),
}
"""The layers that are read; any other is refused by name."""

OPERATIONS = {
    "Absolute": "Abs",
    "Add": "Add",
    "Divide": "Div",
    "Maximum": "Max",
    "Minimum": "Min",
    "Multiply": "Mul",
    "Negative": "Neg",
    "Relu": "Relu",
    "Subtract": "Sub",
    "TrueDivide": "Div",
}
"""What functional models compute without a layer, such as x + 1, by ONNX's operators."""

_IDLE = {"activity_regularizer", "autocast", "batch_input_shape", "batch_shape", "dtype", "name"}
_IDLE |= {"input_dim", "trainable"}  # says nothing about what is computed at rest
_IDLE_ENDINGS = ("_constraint", "_initializer", "_regularizer")


def is_known(kind: Kind, option: str, value: object) -> bool:
    """Whether an option is looked at, says nothing about the values, or is switched off."""
    return (
        option in kind.options
        or option in _IDLE
        or option.endswith(_IDLE_ENDINGS)
        or value in (None, False)
    )
