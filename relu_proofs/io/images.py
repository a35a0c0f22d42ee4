"""State dicts with convolutions, whose steps the caller says one by one.

A state dict holds kernels, and nothing of how they move: neither stride nor padding, no pool, no
ReLU, not even the size of the image.  All of it is said, in PyTorch's words, and nothing of it is
guessed: ``conv1:stride=2:padding=1,relu,maxpool:size=2,flatten,fc1``.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..core.network import Network
from ..core.rational import InputError, shown
from .arrays import Stored, fractions
from .files import Limits
from .modules import Module, listed, modules_of
from .names import Step, require_no_loss
from .notes import Notes
from .onnx.tensors import Constant, Tensor
from .operations import Operations, Option, constant

__all__ = ["image_network", "names_images"]

_POOLS = {"avgpool": "AveragePool", "maxpool": "MaxPool"}
_WORDS = ("flatten", "globalpool", "identity", "relu", *_POOLS)
_OPTIONS = {"conv": ("stride", "padding", "dilation"), "pool": ("size", "stride", "padding")}
_SIZES = re.compile(r"[0-9]{1,9}(x[0-9]{1,9})*")


@dataclass(frozen=True)
class _Entry:
    """One step as it is said: a module or a word, and its options."""

    text: str
    name: str
    options: Mapping[str, str]

    def sizes(self, option: str, space: int, default: int | None) -> list[int]:
        """An option as a size for each axis of the image."""
        found = self.options.get(option, None if default is None else str(default))
        if found is None:
            raise InputError(
                f"layers: {shown(self.text)}: {option} is missing, which no state dict holds; say "
                f"{self.name}:{option}=1, or with a number for each axis {self.name}:{option}=1x2"
            )
        sizes = [int(each) for each in found.split("x")] if _SIZES.fullmatch(found) else []
        if len(sizes) not in (1, space):
            raise InputError(
                f"layers: {shown(self.text)}: found {option}={shown(found)[1:-1]}, expected one "
                f"number, or {space} with x between them"
            )
        return sizes * space if len(sizes) == 1 else sizes


def names_images(arrays: Mapping[str, Stored], layers: Sequence[str] | None) -> bool:
    """Whether layers name a convolution, or a word that only images have."""
    modules = modules_of(arrays)
    for entry in layers or ():
        name = entry.partition(":")[0]
        words = name not in modules and name in ("flatten", "globalpool", *_POOLS)
        if words or (name in modules and _is_convolution(modules[name])):
            return True
    return False


def _is_convolution(module: Module) -> bool:
    weight = module.arrays.get("weight")
    return bool(weight) and len(module.arrays["weight"].shape) in (3, 4)


def image_network(
    arrays: Mapping[str, Stored],
    layers: Sequence[str],
    input_shape: Sequence[int] | None,
    eps: Fraction,
    limits: Limits,
    notes: Notes,
) -> tuple[Network, list[Stored]]:
    """The network of a state dict whose steps are all said.

    Parameters
    ----------
    arrays : dict of str to Stored
    layers : sequence of str
        Modules by name, a convolution with its ``stride`` and ``padding``; ``relu``,
        ``identity``, ``flatten``, ``globalpool`` (a mean over the image), ``maxpool`` and
        ``avgpool`` with their ``size``.
    input_shape : sequence of int
        Of one row: the channels, then the image.
    eps : Fraction
        What batch norms add to the variance.
    limits : Limits
    notes : Notes

    Returns
    -------
    network : Network
    used : list of Stored
        The arrays that were read.

    Raises
    ------
    InputError
        If something is not said, or does not fit.
    """
    if input_shape is None:
        raise InputError(
            "input_shape: missing, and no state dict holds it; say --input-shape=1,28,28, the "
            "channels first"
        )
    modules = modules_of(arrays)
    reader = _Images(modules, input_shape, eps, limits, notes)
    entries = [_entry(text) for text in layers]
    steps = [Step("linear", modules[each.name]) for each in entries if each.name in modules]
    if not steps:
        raise InputError(f"'layers': missing among {listed(modules)}, expected names in order")
    require_no_loss(modules, steps, notes)
    for entry in entries:
        reader.append(entry)
    notes.say(
        f"read as {', '.join(each.text for each in entries)}, as said; where no dilation is said "
        "it is 1"
    )
    return reader.operations.wires.built(reader.value.value), reader.used


def _entry(text: str) -> _Entry:
    name, *parts = text.split(":")
    options = {}
    for part in parts:
        option, equals, value = part.partition("=")
        if option == "prelu" and not equals:
            continue
        if not equals or option in options:
            raise InputError(
                f"layers: {shown(text)}: found {shown(part)}, expected options such as stride=2"
            )
        options[option] = value
    return _Entry(text, name, options)


class _Images:
    """The value at the end of the steps so far, as an image or a row of numbers."""

    def __init__(
        self,
        modules: Mapping[str, Module],
        shape: Sequence[int],
        eps: Fraction,
        limits: Limits,
        notes: Notes,
    ):
        self.modules, self.eps, self.limits, self.notes = modules, eps, limits, notes
        limits.bound_forms(math.prod(shape), "input_shape")
        self.operations = Operations(math.prod(shape), limits, notes)
        self.value: Tensor = self.operations.input((1, *shape))
        self.used: list[Stored] = []

    def append(self, entry: _Entry) -> None:
        """Let the value run through a step."""
        module = self.modules.get(entry.name)
        if module is None:
            self._word(entry)
        elif _is_convolution(module):
            self._convolution(entry, module)
        else:
            self._require_options(entry, ())
            self._module(entry, module)

    def _apply(self, name: str, where: str, *rest: Constant | None, **options: Option) -> None:
        self.value = self.operations(name, where, self.value, *rest, **options)

    def _require_options(self, entry: _Entry, known: Sequence[str]) -> None:
        rest = [option for option in entry.options if option not in known]
        if rest:
            raise InputError(
                f"layers: {shown(entry.text)}: found the option {shown(rest[0])}, expected "
                f"{', '.join(known) or 'none'}"
            )

    def _space(self, where: str) -> int:
        """How many axes the image has beside its channels."""
        space = self.value.array.ndim - 2
        if space < 1:
            raise InputError(
                f"{where}: found a row of {self.value.array.size} numbers before it, expected an "
                "image; input_shape (--input-shape) has the channels first"
            )
        return space

    # ---- words -----------------------------------------------------------------------------------

    def _word(self, entry: _Entry) -> None:
        if entry.name not in _WORDS:
            raise InputError(
                f"layers: {shown(entry.name)}: missing among {listed(sorted(self.modules))}; words "
                f"are {', '.join(_WORDS)}"
            )
        self._require_options(entry, _OPTIONS["pool"] if entry.name in _POOLS else ())
        where = f"layers: {entry.text}"
        if entry.name == "relu":
            self._apply("Relu", where)
        elif entry.name == "flatten":
            self.value = self.value.moved(self.value.array.reshape((1, -1)))
        elif entry.name == "globalpool":
            self._space(where)
            self._apply("GlobalAveragePool", where)
        elif entry.name in _POOLS:
            self._pool(entry, where)

    def _pool(self, entry: _Entry, where: str) -> None:
        """A pool; PyTorch's mean counts the zeros around the image."""
        space = self._space(where)
        size = entry.sizes("size", space, None)
        stride = entry.sizes("stride", space, None) if "stride" in entry.options else size
        pads = entry.sizes("padding", space, 0) * 2
        counts = {"count_include_pad": 1} if entry.name == "avgpool" else {}
        self._apply(
            _POOLS[entry.name], where, kernel_shape=size, strides=stride, pads=pads, **counts
        )

    # ---- modules ---------------------------------------------------------------------------------

    def _constant(self, stored: Stored, shape: Sequence[int] | None = None) -> Constant:
        self.used.append(stored)
        numbers = fractions(stored.numbers(self.limits), stored.name)
        return constant(numbers, stored.shape if shape is None else shape)

    def _convolution(self, entry: _Entry, module: Module) -> None:
        """A convolution; how many groups it has, its channels tell."""
        weight, where = module.arrays["weight"], module.arrays["weight"].name
        self._require_options(entry, _OPTIONS["conv"])
        space, channels = self._space(where), self.value.array.shape[1]
        if space != len(weight.shape) - 2 or channels % max(1, weight.shape[1]):
            raise InputError(
                f"{where}: found a kernel of the shape {weight.shape} for an image of the shape "
                f"{self.value.array.shape[1:]}, expected one that fits, channels first"
            )
        bias = module.arrays.get("bias")
        groups = channels // max(1, weight.shape[1])
        if groups > 1:
            self.notes.assume(f"{where}: {groups} groups, as {channels} channels stand before it")
        self._apply(
            "Conv",
            where,
            self._constant(weight),
            None if bias is None else self._constant(bias),
            strides=self._from(entry.sizes("stride", space, None), 1, entry),
            pads=entry.sizes("padding", space, None) * 2,
            dilations=self._from(entry.sizes("dilation", space, 1), 1, entry),
            group=groups,
        )

    @staticmethod
    def _from(sizes: list[int], least: int, entry: _Entry) -> list[int]:
        if min(sizes) < least:
            raise InputError(f"layers: {shown(entry.text)}: found 0, expected at least {least}")
        return sizes

    def _module(self, entry: _Entry, module: Module) -> None:
        arrays, kind = module.arrays, module.kind
        if kind == "linear":
            self._linear(arrays)
        elif kind == "batch norm":
            norms = [
                self._part(module, "weight", Fraction(1)),
                self._part(module, "bias", Fraction(0)),
                *(self._constant(arrays[name]) for name in ("running_mean", "running_var")),
            ]
            self._apply(
                "BatchNormalization", f"{module.name} (batch norm)", *norms, epsilon=self.eps
            )
        elif kind == "slope or norm" and entry.text == f"{entry.name}:prelu":
            along = [1] * (self.value.array.ndim - 2)
            stored = arrays["weight"]
            self._apply("PRelu", stored.name, self._constant(stored, (stored.shape[0], *along)))
        else:
            raise InputError(
                f"layers: {shown(entry.text)}: found {listed(arrays)}, expected a convolution, a "
                "linear module, a batch norm or, with :prelu, the slopes of a PReLU"
            )

    def _part(self, module: Module, part: str, default: Fraction) -> Constant:
        count = module.arrays["running_mean"].shape[0] if module.arrays["running_mean"].shape else 1
        if part not in module.arrays:
            return constant([default] * count, [count])
        return self._constant(module.arrays[part])

    def _linear(self, arrays: Mapping[str, Stored]) -> None:
        weight = self._constant(arrays["weight"])
        where, rank = arrays["weight"].name, self.value.array.ndim
        if rank != 2:
            raise InputError(
                f"{where}: found an image of the shape {self.value.array.shape[1:]} before it, "
                "expected a row of numbers: say flatten, or globalpool and flatten, before it"
            )
        self._apply("MatMul", where, Constant(weight.array.T))
        if "bias" in arrays:
            self._apply("Add", where, self._constant(arrays["bias"]))
