"""Networks from ``.keras`` files: the archive, and its layers applied from the input on."""

import math
import re
import zipfile
from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO

from ...core.network import Network
from ...core.rational import InputError, shown
from ..arrays import Stored, say_floats
from ..endings import refusal
from ..files import Limits, parsing
from ..modules import listed
from ..notes import Notes
from ..onnx.tensors import Tensor
from ..operations import Operations, constant
from .activations import activated
from .config import Part, Reference, model_of, parsed
from .layers import Layer
from .table import LAYERS, OPERATIONS, is_known
from .weights import Weights

__all__ = ["keras_network"]

_CONFIG, _WEIGHTS = "config.json", "model.weights.h5"
_FLOATS = {"bfloat16", "float16", "float32", "float64", "mixed_bfloat16", "mixed_float16"}
_HDF5 = b"\x89HDF\r\n\x1a\n"  # how the older files begin, whatever their ending
_DEEPEST = 8  # models inside models


def keras_network(
    content: bytes,
    limits: Limits,
    notes: Notes,
    up_to: str | None = None,
    input_shape: Sequence[int] | None = None,
) -> Network:
    """The network of a ``.keras`` file.

    Parameters
    ----------
    content : bytes
    limits : Limits
    notes : Notes
    up_to : str, optional
        The layer whose output is the network's.
    input_shape : sequence of int, optional
        Of one row, where the file leaves it open.

    Returns
    -------
    Network
        One row of the input, the entries of an array in order, is one input of the network.

    Raises
    ------
    InputError
        If the file is no such model, or no piecewise linear one of layers that are read.
    """
    config, weights = _members(content, limits)
    model = model_of(parsed(config))
    if up_to is not None:
        if up_to not in model.parts:
            raise InputError(f"up_to: found no layer {shown(up_to)} among {listed(model.parts)}")
        model.outputs = [(up_to, 0)]
    return _Reader(Weights(weights), limits, notes).built(model, input_shape)


def _members(content: bytes, limits: Limits) -> tuple[bytes, bytes]:
    """The configuration and the weights; what they unpack to is bounded before."""
    if content.startswith(_HDF5):
        raise refusal(".h5", ())
    with parsing("a .keras archive"):
        archive = zipfile.ZipFile(BytesIO(content))
    entries = {entry.filename: entry for entry in archive.infolist()}
    found = []
    for name in (_CONFIG, _WEIGHTS):
        if name not in entries:
            raise InputError(
                f"{name}: missing among {listed(entries)}, expected an archive that Keras wrote "
                "in one piece"
            )
        size = entries[name].file_size
        if size > limits.most_bytes:
            raise InputError(
                f"{name}: found {size} bytes unpacked, expected at most {limits.most_bytes} "
                "(--max-mb)"
            )
        if entries[name].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(f"{name}: found a compression that Keras does not write")
        with parsing(f"a .keras archive, at {name}"), archive.open(entries[name]) as file:
            found.append(file.read(size + 1))  # without a number it unpacks beyond its size
    return found[0], found[1]


class _Reader:
    """Applies the layers of a model, each when its inputs are known."""

    def __init__(self, weights: Weights, limits: Limits, notes: Notes):
        self.weights, self.limits, self.notes = weights, limits, notes
        self.used: list[Stored] = []
        self.operations: Operations

    def built(self, model: Part, shape: Sequence[int] | None) -> Network:
        """The network of a model with one input and one output."""
        sizes = self._input_shape(model, shape)
        self.operations = Operations(math.prod(sizes), self.limits, self.notes)
        found = self._model(model, self.operations.input((1, *sizes)), ["layers"], is_end=True)
        say_floats(self.used, self.notes)
        return self.operations.wires.built(found.value)

    # ---- shapes ----------------------------------------------------------------------------------

    def _input_shape(self, model: Part, given: Sequence[int] | None) -> list[int]:
        """The shape of one row: what the file declares, and what is given where that is open."""
        declared = self._declared(model)
        if declared is None:
            if given is None:
                raise InputError(
                    f"{model.where}: found no shape of its input; input_shape "
                    "(--input-shape=28,28,1) says it, without the rows"
                )
            return list(given)
        sizes = declared if given is None else list(given)
        fits = len(sizes) == len(declared) and all(
            size == old or old is None for size, old in zip(sizes, declared, strict=True)
        )
        if not fits:
            raise InputError(f"input_shape: found {sizes}, expected one that fits {declared}")
        if None in sizes:
            example = ",".join("28" if size is None else str(size) for size in sizes)
            raise InputError(
                f"{model.where}: found the input {sizes} with open sizes; input_shape "
                f"(--input-shape={example}) says them"
            )
        return [size for size in sizes if size is not None]

    def _declared(self, model: Part) -> list[int | None] | None:
        """The shape that the input layer, the model or its first layer has, without the rows."""
        places = [self._input_layer(model)]
        options = [part.options.values for part in places if part]
        options += [model.options.values, next(iter(model.parts.values())).options.values]
        for values in options:
            for name in ("batch_shape", "batch_input_shape", "build_input_shape"):
                found = values.get(name)
                if isinstance(found, list):
                    if any(each is not None and type(each) is not int for each in found):
                        raise model.options.unfit(name, found, "sizes, or null for an open one")
                    return self._positive(model, found[1:])
        return None

    @staticmethod
    def _positive(model: Part, sizes: list[int | None]) -> list[int | None]:
        if not sizes or any(size is not None and size < 1 for size in sizes):
            raise InputError(f"{model.where}: found an input of the shape {shown(sizes)}")
        return sizes

    @staticmethod
    def _input_layer(model: Part) -> Part | None:
        if model.kind == "Sequential" and not model.inputs:
            return None
        if len(model.inputs) != 1:
            raise InputError(
                f"{model.where}: found {len(model.inputs)} inputs "
                f"({listed(name for name, _ in model.inputs)}), expected 1"
            )
        ((name, _),) = model.inputs
        if name not in model.parts:
            raise InputError(f"{model.where}: found no layer {shown(name)}, its input")
        return model.parts[name]

    # ---- layers ----------------------------------------------------------------------------------

    def _model(self, model: Part, x: Tensor, path: list[str], *, is_end: bool) -> Tensor:
        """The output of a model, or of a model inside one."""
        if len(path) > 2 * _DEEPEST:
            raise InputError(f"{model.where}: found models nested deeper than {_DEEPEST}")
        if len(model.outputs) != 1:
            raise InputError(
                f"{model.where}: found {len(model.outputs)} outputs "
                f"({listed(name for name, _ in model.outputs)}), expected 1; up_to (--up-to) names "
                "one"
            )
        places = self._places(model, path)
        (end,) = model.outputs
        known = self._start(model, x)
        waiting, begun = [end], set[Reference]()
        while waiting:
            output = waiting[-1]
            if output in known:
                waiting.pop()
                continue
            operands = self._operands(model, output)
            missing = [each for each in operands if isinstance(each, tuple) and each not in known]
            if missing:
                begun.add(output)
                self._require_no_circle(model, begun, missing)
                waiting += missing
                continue
            values = [known[each] if isinstance(each, tuple) else each for each in operands]
            part = model.parts[output[0]]
            known[output] = self._applied(
                part, values, [*path, places[part.name]], is_end=is_end and output == end
            )
        self._say_what_is_left_out(model, known)
        return known[end]

    def _start(self, model: Part, x: Tensor) -> dict[Reference, Tensor]:
        first = self._input_layer(model)
        return {("", 0): x} if first is None else {(first.name, 0): x}

    def _operands(self, model: Part, output: Reference) -> Sequence[Reference | Fraction]:
        """What the part that makes an output is handed."""
        name, count = output
        if name not in model.parts or count >= len(model.parts[name].calls):
            raise InputError(f"{model.where}: found no output {count} of a layer {shown(name)}")
        found = model.parts[name].calls[count]
        if not found and model.kind == "Sequential":
            return [("", 0)]  # the first layer, where no input layer stands before it
        if not found:
            raise InputError(f"{model.parts[name].where}: found no input, expected one")
        return found

    @staticmethod
    def _require_no_circle(model: Part, begun: set[Reference], missing: list[Reference]) -> None:
        """Refuse an output that waits for itself; what was computed since has left ``missing``."""
        for each in missing:
            if each in begun:
                raise InputError(f"{model.where}: found a layer {shown(each[0])} behind itself")

    def _places(self, model: Part, path: list[str]) -> dict[str, str]:
        """Where the weights of each part stand: its class in small letters, numbered."""
        counts: dict[str, int] = {}
        places = {}
        for part in model.parts.values():
            word = _small(part.kind)
            places[part.name] = f"{word}_{counts[word]}" if word in counts else word
            counts[word] = counts.get(word, 0) + 1
        more = self.weights.parts(path) - set(places.values())
        if more:
            raise InputError(
                f"{'/'.join(path)}: found weights of {listed(sorted(more))}, which are no layers "
                "of config.json"
            )
        return places

    def _say_what_is_left_out(self, model: Part, known: dict[Reference, Tensor]) -> None:
        used = {name for name, _ in known}
        rest = [name for name in model.parts if name not in used]
        if rest:
            self.notes.say(f"left out, the output does not depend on them: {listed(rest)}")

    def _applied(
        self, part: Part, values: list[Tensor | Fraction], path: list[str], *, is_end: bool
    ) -> Tensor:
        """The output of a part for what it is handed."""
        if part.module.startswith(("keras.src.ops", "keras.ops")):
            return self._operation(part, values)
        operands = [value for value in values if isinstance(value, Tensor)]
        if len(operands) != len(values):
            raise InputError(f"{part.where}: found a number as an input, expected a value")
        if part.is_model:
            if len(operands) != 1:
                raise InputError(f"{part.where}: found {len(operands)} inputs, expected 1")
            return self._model(part, operands[0], [*path, "layers"], is_end=is_end)
        kind = LAYERS.get(part.kind)
        if kind is None:
            raise InputError(
                f"{part.where}: found a layer that is not read; read are {', '.join(LAYERS)}"
            )
        self._require_known(part)
        arrays = self.weights.of(path, part.where)
        layer = Layer(part, operands, arrays, self.operations, is_end, self.used)
        before = len(self.used)
        found = kind.function(layer)
        if arrays and len(self.used) == before:
            raise InputError(f"{part.where}: found {len(arrays)} arrays of weights, expected none")
        return activated(layer, found) if kind.is_activated else found

    def _operation(self, part: Part, values: list[Tensor | Fraction]) -> Tensor:
        """What a functional model computes without a layer."""
        if part.kind not in OPERATIONS:
            raise InputError(
                f"{part.where}: found an operation that is not read; read are "
                f"{', '.join(OPERATIONS)}"
            )
        operands = [
            value if isinstance(value, Tensor) else constant([value], [1]) for value in values
        ]
        return self.operations(OPERATIONS[part.kind], part.where, *operands)

    def _require_known(self, part: Part) -> None:
        """Refuse options that might change what a layer computes, and weights that are rounded."""
        kind = LAYERS[part.kind]
        for name, value in part.options.values.items():
            if not is_known(kind, name, value):
                raise part.options.unfit(name, value, "no such option")
        policy = part.options.values.get("dtype")
        if isinstance(policy, dict):
            config = policy.get("config")
            policy = config.get("name") if isinstance(config, dict) else policy
        if policy is not None and (not isinstance(policy, str) or policy not in _FLOATS):
            raise part.options.unfit("dtype", policy, "floats: what is quantised rounds")


def _small(name: str) -> str:
    """A class's name as Keras writes it in paths: ``BatchNormalization``, batch_normalization."""
    name = re.sub(r"\W+", "", name)
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
