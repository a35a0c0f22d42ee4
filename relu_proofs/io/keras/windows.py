"""Layers of Keras that look through windows: convolutions and pools, in one dimension or two.

ONNX has the channels first; here they are moved there and back, which costs nothing.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from ...core.rational import InputError
from ..onnx.tensors import Constant, Tensor
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
        self.data = _channels_first(layer, x) if self.last else x
        self.channels = self.data.array.shape[1]

    def pads(
        self, kernel: Sequence[int], strides: Sequence[int], steps: Sequence[int]
    ) -> list[int]:
        """How many zeros stand before the data along each axis, and how many behind it."""
        word, sizes = self.layer.options.text("padding", "valid"), self.data.array.shape[2:]
        reach = [(k - 1) * step + 1 for k, step in zip(kernel, steps, strict=True)]
        if word == "valid":
            return [0] * 2 * len(sizes)
        if word == "causal" and len(sizes) == 1:
            return [reach[0] - 1, 0]
        if word != "same":
            raise self.layer.options.unfit("padding", word, "valid or same")
        missing = [
            max(0, (math.ceil(size / stride) - 1) * stride + far - size)
            for size, stride, far in zip(sizes, strides, reach, strict=True)
        ]
        return [m // 2 for m in missing] + [m - m // 2 for m in missing]

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


def _channels_first(layer: Layer, x: Tensor) -> Tensor:
    return x.moved(np.moveaxis(x.array, -1, 1))


def _positive(layer: Layer, name: str, count: int) -> list[int]:
    found = layer.options.integers(name, count)
    if min(found) < 1:
        raise layer.options.unfit(name, found, "numbers from 1 on")
    return found


# ---- convolutions --------------------------------------------------------------------------------


def conv(space: int) -> Callable[[Layer], Tensor]:
    """Conv1D or Conv2D, without its activation; the kernel has the shape (space, in, out)."""

    def convolved(layer: Layer) -> Tensor:
        biased = layer.options.flag("use_bias", True)
        layer.require_arrays(1 + biased)
        kernel = np.moveaxis(layer.weight(0, space + 2).array, (-1, -2), (0, 1))
        bias = layer.weight(1, 1) if biased else None
        groups = layer.options.integer("groups", 1)
        return _convolved(layer, _Window(layer, space), Constant(kernel), bias, groups)

    return convolved


def depthwise(space: int) -> Callable[[Layer], Tensor]:
    """DepthwiseConv2D or its like: each channel is convolved alone."""

    def convolved(layer: Layer) -> Tensor:
        biased = layer.options.flag("use_bias", True)
        layer.require_arrays(1 + biased)
        window = _Window(layer, space)
        bias = layer.weight(1, 1) if biased else None
        return _convolved(layer, window, _apart(layer, 0, space), bias, window.channels)

    return convolved


def separable(space: int) -> Callable[[Layer], Tensor]:
    """SeparableConv2D or its like: each channel alone, then a mix of the channels at each place."""

    def convolved(layer: Layer) -> Tensor:
        biased = layer.options.flag("use_bias", True)
        layer.require_arrays(2 + biased)
        window = _Window(layer, space)
        apart = _convolved(layer, window, _apart(layer, 0, space), None, window.channels)
        apart = _channels_first(layer, apart) if window.last else apart
        mix = np.moveaxis(layer.weight(1, space + 2).array, (-1, -2), (0, 1))
        bias = layer.weight(2, 1) if biased else None
        return window.back(layer.apply("Conv", apart, Constant(mix), bias))

    return convolved


def _apart(layer: Layer, i: int, space: int) -> Constant:
    """A kernel of the shape (space, channels, several) as one of as many groups as channels."""
    kernel = np.moveaxis(layer.weight(i, space + 2).array, (-2, -1), (0, 1))
    return Constant(kernel.reshape((-1, 1, *kernel.shape[2:])))


def _convolved(
    layer: Layer, window: _Window, kernel: Constant, bias: Constant | None, groups: int
) -> Tensor:
    space = kernel.array.ndim - 2
    strides = _positive(layer, "strides", space)
    steps = _positive(layer, "dilation_rate", space)
    found = layer.apply(
        "Conv",
        window.data,
        kernel,
        bias,
        strides=strides,
        dilations=steps,
        pads=window.pads(kernel.array.shape[2:], strides, steps),
        group=groups,
    )
    return window.back(found)


# ---- pools and zeros around ----------------------------------------------------------------------


def pooled(name: str, space: int) -> Callable[[Layer], Tensor]:
    """A pool by an operator of ONNX; zeros around the data count in neither."""

    def pool(layer: Layer) -> Tensor:
        window = _Window(layer, space)
        kernel = _positive(layer, "pool_size", space)
        strides = _positive(layer, "strides", space) if layer.options.has("strides") else kernel
        pads = window.pads(kernel, strides, [1] * space)
        found = layer.apply(name, window.data, kernel_shape=kernel, strides=strides, pads=pads)
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
