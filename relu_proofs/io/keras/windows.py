"""Layers of Keras that look through windows: convolutions and pools, in one dimension or two.

ONNX has the channels first; here they are moved there and back, which costs nothing.
"""

from collections.abc import Callable, Sequence

import numpy as np

from ...core.rational import InputError
from ..onnx.tensors import Constant, Tensor
from ..operations import Option
from .layers import Layer

__all__ = ["conv", "depthwise", "pooled", "pooled_wholly", "separable", "zero_padding"]


class _Window:
    """How a layer's window moves, from its options; the data with its channels first."""

    def __init__(self, layer: Layer, space: int):
        self.layer, x = layer, layer.data
        self.last = _channels_last(layer)
        if x.array.ndim != space + 2:
            raise InputError(
                f"{layer.where}: found data of the shape {x.array.shape[1:]}, expected "
                f"{space} dimension{'s' * (space > 1)} and channels"
            )
        self.data = x.moved(np.moveaxis(x.array, -1, 1)) if self.last else x
        self.channels = self.data.array.shape[1]

    def padding(self, kernel: Sequence[int], steps: Sequence[int]) -> dict[str, Option]:
        """What stands around the data, in ONNX's words, whose SAME_UPPER is Keras's same."""
        word = self.layer.options.text("padding", "valid")
        if word == "valid":
            return {}
        if word == "same":
            return {"auto_pad": "SAME_UPPER"}
        if word == "causal" and len(kernel) == 1:
            return {"pads": [(kernel[0] - 1) * steps[0], 0]}
        raise self.layer.options.unfit("padding", word, "valid or same")

    def back(self, found: Tensor) -> Tensor:
        """A result with its channels where the layer has them."""
        if not self.last:
            return found
        return found.moved(np.moveaxis(found.array, 1, -1))


def _channels_last(layer: Layer) -> bool:
    word = layer.options.text("data_format", "channels_last")
    if word not in ("channels_first", "channels_last"):
        raise layer.options.unfit("data_format", word, "channels_first or channels_last")
    return word == "channels_last"


def _positive(layer: Layer, name: str, count: int) -> list[int]:
    found = layer.options.integers(name, count)
    if min(found) < 1:
        raise layer.options.unfit(name, found, "numbers from 1 on")
    return found


# ---- convolutions --------------------------------------------------------------------------------


def conv(space: int) -> Callable[[Layer], Tensor]:
    """Conv1D or Conv2D, without its activation; the kernel has the shape (space, in, out)."""

    def convolved(layer: Layer) -> Tensor:
        (kernel,), bias = layer.kernels(space + 2)
        groups, window = layer.options.integer("groups", 1), _Window(layer, space)
        return window.back(_convolved(window, _outputs_first(kernel), bias, groups))

    return convolved


def depthwise(space: int) -> Callable[[Layer], Tensor]:
    """DepthwiseConv2D or its like: each channel is convolved alone."""

    def convolved(layer: Layer) -> Tensor:
        (kernel,), bias = layer.kernels(space + 2)
        window = _Window(layer, space)
        return window.back(_convolved(window, _apart(kernel), bias, window.channels))

    return convolved


def separable(space: int) -> Callable[[Layer], Tensor]:
    """SeparableConv2D or its like: each channel alone, then a mix of the channels at each place."""

    def convolved(layer: Layer) -> Tensor:
        (kernel, mix), bias = layer.kernels(space + 2, space + 2)
        window = _Window(layer, space)
        apart = _convolved(window, _apart(kernel), None, window.channels)
        return window.back(layer.apply("Conv", apart, _outputs_first(mix), bias))

    return convolved


def _outputs_first(kernel: Constant) -> Constant:
    """A kernel of the shape (space, in, out) as one of the shape (out, in, space)."""
    return kernel.moved(np.moveaxis(kernel.array, (-1, -2), (0, 1)))


def _apart(kernel: Constant) -> Constant:
    """A kernel of the shape (space, channels, several) as one of as many groups as channels."""
    array = np.moveaxis(kernel.array, (-2, -1), (0, 1))
    return kernel.moved(array.reshape((-1, 1, *array.shape[2:])))


def _convolved(window: _Window, kernel: Constant, bias: Constant | None, groups: int) -> Tensor:
    """The data of a window behind a kernel, with its channels first."""
    layer, sizes = window.layer, kernel.array.shape[2:]
    strides = _positive(layer, "strides", len(sizes))
    steps = _positive(layer, "dilation_rate", len(sizes))
    return layer.apply(
        "Conv",
        window.data,
        kernel,
        bias,
        strides=strides,
        dilations=steps,
        group=groups,
        **window.padding(sizes, steps),
    )


# ---- pools and zeros around ----------------------------------------------------------------------


def pooled(name: str, space: int) -> Callable[[Layer], Tensor]:
    """A pool by an operator of ONNX; zeros around the data count in neither."""

    def pool(layer: Layer) -> Tensor:
        window = _Window(layer, space)
        kernel = _positive(layer, "pool_size", space)
        strides = _positive(layer, "strides", space) if layer.options.has("strides") else kernel
        around = window.padding(kernel, [1] * space)
        found = layer.apply(name, window.data, kernel_shape=kernel, strides=strides, **around)
        return window.back(found)

    return pool


def pooled_wholly(name: str, space: int) -> Callable[[Layer], Tensor]:
    """A pool over the whole image, which leaves the channels."""

    def pool(layer: Layer) -> Tensor:
        window = _Window(layer, space)
        found = layer.apply(name, window.data, kernel_shape=window.data.array.shape[2:])
        if layer.options.flag("keepdims", False):
            return window.back(found)
        return found.moved(found.array.reshape((1, -1)))

    return pool


def zero_padding(space: int) -> Callable[[Layer], Tensor]:
    """ZeroPadding1D or ZeroPadding2D."""

    def padded(layer: Layer) -> Tensor:
        window = _Window(layer, space)
        around = _around(layer, space)
        pads = [0, 0, *(low for low, _ in around), 0, 0, *(high for _, high in around)]
        return window.back(layer.apply("Pad", window.data, pads=pads))

    return padded


def _around(layer: Layer, space: int) -> list[tuple[int, int]]:
    """How many zeros stand before and behind along each axis.

    The option is one number for all, or an entry for each axis: a number or a pair; in one
    dimension the pair stands alone.
    """
    found = layer.options.values.get("padding")
    entries = found if isinstance(found, list) and space > 1 else [found] * space
    pairs = [_pair(each) for each in entries]
    if len(pairs) != space or None in pairs:
        raise layer.options.unfit("padding", found, "whole numbers from 0 on")
    return [pair for pair in pairs if pair]


def _pair(found: object) -> tuple[int, int] | None:
    """Two numbers from 0 on, or one that serves for both; None where it is something else."""
    low, high = found if isinstance(found, list) and len(found) == 2 else (found, found)
    if type(low) is not int or type(high) is not int or min(low, high) < 0:
        return None
    return low, high
