"""The configuration of a Keras model: which layers there are, and what is handed to what.

``config.json`` names classes and their options.  Nothing that it names is ever imported or run: a
layer is read if it is one of a table, with options that are known, and refused otherwise.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from ...core.rational import InputError, exact, shown
from ..modules import listed

__all__ = ["Options", "Part", "Reference", "model_of", "parsed"]

Json: TypeAlias = Any
"""A value as JSON has it, of any type: it is looked at before it is used."""

Reference: TypeAlias = tuple[str, int]
"""An output: the name of a layer, and how often the layer was applied before."""

_MODELS = ("Functional", "Model", "Sequential")
_LONGEST_INTEGER = 20  # digits; no size and no option is longer
_OLD_ENTRIES = (3, 4)  # name, node, output and, at times, keywords


def parsed(text: bytes) -> Json:
    """A JSON text whose numbers with a point mean the decimals that are written.

    Raises
    ------
    InputError
        If it is not JSON.
    """
    try:
        return json.loads(
            text,
            parse_float=lambda written: exact(written, "config.json"),
            parse_int=_integer,
            parse_constant=str,
        )
    except RecursionError:
        raise InputError("config.json: found JSON that is nested too deeply") from None
    except ValueError as problem:
        raise InputError(f"config.json: not JSON: {' '.join(str(problem).split())}") from None


def _integer(text: str) -> int | str:
    return int(text) if len(text) <= _LONGEST_INTEGER else text


@dataclass(frozen=True)
class Options:
    """The options of one layer, looked at when they are asked for.

    Attributes
    ----------
    values : dict
        As ``config.json`` has them.
    where : str
        The place named in an error.
    """

    values: Mapping[str, Json]
    where: str

    def flag(self, name: str, default: bool) -> bool:
        """Yes or no."""
        found = self.values.get(name, default)
        if not isinstance(found, bool):
            raise self.unfit(name, found, "true or false")
        return found

    def text(self, name: str, default: str) -> str:
        """A word."""
        found = self.values.get(name, default)
        if not isinstance(found, str):
            raise self.unfit(name, found, "a word")
        return found

    def number(self, name: str, default: Fraction | None) -> Fraction | None:
        """A number; None where the file has none, or null, and there is no default."""
        found = self.values.get(name)
        if found is None:
            return default
        if isinstance(found, bool) or not isinstance(found, int | Fraction):
            raise self.unfit(name, found, "a number")
        return Fraction(found)

    def integer(self, name: str, default: int) -> int:
        """A whole number."""
        found = self.number(name, Fraction(default))
        if found is None or found.denominator != 1:
            raise self.unfit(name, found, "a whole number")
        return int(found)

    def integers(self, name: str, count: int | None = None) -> list[int]:
        """Whole numbers; one that stands alone serves for all of ``count``."""
        found = self.values.get(name)
        if count is not None and isinstance(found, int):
            found = [found] * count
        sizes = found if isinstance(found, list) and _are_integers(found) else []
        if not sizes or count not in (None, len(sizes)):
            raise self.unfit(name, found, f"{count or 'some'} whole numbers")
        return sizes

    def numbers(self, name: str) -> list[Fraction]:
        """Numbers, of nested lists the innermost ones in order."""
        found = list(_leaves(self.values.get(name)))
        if not found or any(type(each) not in (int, Fraction) for each in found):
            raise self.unfit(name, self.values.get(name), "numbers")
        return [Fraction(each) for each in found]

    def has(self, name: str) -> bool:
        """Whether the option is there, and not null."""
        return self.values.get(name) is not None

    def unfit(self, name: str, found: object, expected: str) -> InputError:
        """The refusal of an option."""
        return InputError(f"{self.where}.{name}: found {shown(found)}, expected {expected}")


def _are_integers(found: Json) -> bool:
    return isinstance(found, list) and all(type(each) is int for each in found)


def _leaves(found: Json) -> Iterator[Json]:
    if isinstance(found, list):
        for each in found:
            yield from _leaves(each)
    else:
        yield found


# ---- models --------------------------------------------------------------------------------------


@dataclass
class Part:
    """A layer, or a whole model, as a part of a model.

    Attributes
    ----------
    name : str
    kind : str
        Its class.
    module : str
        Where Keras has the class; an operation without weights stands elsewhere than a layer.
    options : Options
    calls : list of list
        For each time that it is applied, what it is handed: references, and numbers.
    parts : dict of str to Part
        Of a model, by name, in order; empty for a layer.
    inputs, outputs : list of Reference
        Of a model.
    """

    name: str
    kind: str
    module: str
    options: Options
    calls: list[list[Reference | Fraction]]
    parts: dict[str, "Part"]
    inputs: list[Reference]
    outputs: list[Reference]

    @property
    def where(self) -> str:
        """The place named in an error."""
        return self.options.where

    @property
    def is_model(self) -> bool:
        """Whether it is made of layers."""
        return self.kind in _MODELS


def model_of(config: Json) -> Part:
    """The model of a configuration.

    Raises
    ------
    InputError
        If it is none of layers that are connected as sequential and functional models are.
    """
    model = _part(config, None)
    if not model.is_model:
        raise InputError(
            f"config.json: found the class {shown(model.kind)}, expected a Sequential or "
            "functional model: what a class of one's own computes stands in its code, not in the "
            "file; export it to ONNX (model.export('model.onnx', format='onnx'))"
        )
    return model


def _part(entry: Json, name: str | None) -> Part:
    if not isinstance(entry, dict) or not isinstance(entry.get("class_name"), str):
        raise InputError(f"config.json: found {shown(entry)}, expected a layer with its class_name")
    kind, values = entry["class_name"], entry.get("config")
    if not isinstance(values, dict):
        raise InputError(f"config.json: found {shown(kind)} without its config")
    own = values.get("name", name)
    if not isinstance(own, str):
        raise InputError(f"config.json: found {shown(kind)} with the name {shown(own)}")
    options = Options(values, f"layer {shown(own)} ({shown(kind)[1:-1]})")
    part = Part(own, kind, str(entry.get("module")), options, [], {}, [], [])
    if part.is_model:
        _connect(part)
    return part


def _connect(model: Part) -> None:
    """Read the parts of a model, and what is handed to what."""
    entries = model.options.values.get("layers")
    if not isinstance(entries, list) or not entries:
        raise model.options.unfit("layers", entries, "a list of layers")
    for entry in entries:
        part = _part(entry, entry.get("name") if isinstance(entry, dict) else None)
        if part.name in model.parts:
            raise InputError(f"{part.where}: found two layers of this name")
        model.parts[part.name] = part
    if model.kind == "Sequential":
        _chain(model)
        return
    for entry, part in zip(entries, model.parts.values(), strict=True):
        nodes = entry.get("inbound_nodes", [])
        if not isinstance(nodes, list):
            raise part.options.unfit("inbound_nodes", nodes, "a list")
        part.calls = [_handed(part, node) for node in nodes] or [[]]
    model.inputs = _ends(model, "input_layers")
    model.outputs = _ends(model, "output_layers")


def _chain(model: Part) -> None:
    """Hand the output of each layer of a sequential model to the next one."""
    before: list[Reference | Fraction] = []
    for part in model.parts.values():
        part.calls = [before]
        before = [(part.name, 0)]
    first = next(iter(model.parts.values()))
    model.outputs = [(list(model.parts)[-1], 0)]
    if first.kind == "InputLayer":
        model.inputs = [(first.name, 0)]


def _ends(model: Part, name: str) -> list[Reference]:
    """The inputs or outputs of a model: one entry, a list of them, or a dict of them."""
    found = model.options.values.get(name)
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list) and found and isinstance(found[0], str):
        found = [found]
    if not isinstance(found, list) or not found:
        raise model.options.unfit(name, found, "a list of outputs of layers")
    return [_reference(model, entry) for entry in found]


def _reference(part: Part, entry: Json) -> Reference:
    """The output of a layer: its name, which application of it, and which output, always 0."""
    fits = isinstance(entry, list) and len(entry) in _OLD_ENTRIES
    if not fits or not isinstance(entry[0], str) or not _are_integers(entry[1:3]) or entry[1] < 0:
        raise InputError(f"{part.where}: found {shown(entry)}, expected an output of a layer")
    if entry[2] != 0:
        raise InputError(f"{part.where}: found output {entry[2]} of {shown(entry[0])}, expected 0")
    return entry[0], entry[1]


def _handed(part: Part, node: Json) -> list[Reference | Fraction]:
    """What a layer is handed when it is applied once, in Keras 3's form or the older one."""
    if isinstance(node, dict):
        arguments, keywords = node.get("args"), node.get("kwargs", {})
        if not isinstance(arguments, list) or not isinstance(keywords, dict):
            raise InputError(f"{part.where}: found {shown(node)}, expected args and kwargs")
        _require_rest(part, keywords)
        return [_argument(part, each) for each in _leaves(arguments)]
    if not isinstance(node, list):
        raise InputError(f"{part.where}: found {shown(node)}, expected what it is handed")
    for entry in node:
        if isinstance(entry, list) and len(entry) == max(_OLD_ENTRIES):
            _require_rest(part, entry[-1] if isinstance(entry[-1], dict) else {"": entry[-1]})
    return [_reference(part, entry) for entry in node]


def _argument(part: Part, entry: Json) -> Reference | Fraction:
    if type(entry) in (int, Fraction):
        return Fraction(entry)
    config = entry.get("config") if isinstance(entry, dict) else None
    if isinstance(config, dict) and entry.get("class_name") == "__keras_tensor__":
        return _reference(part, config.get("keras_history"))
    raise InputError(f"{part.where}: found the argument {shown(entry)}, expected an output")


def _require_rest(part: Part, keywords: Mapping[str, Json]) -> None:
    """Refuse keywords that change what a layer does at rest."""
    found = [name for name, value in keywords.items() if value not in (None, False)]
    if found:
        raise InputError(
            f"{part.where}: found the keywords {listed(found)}, expected none but training=False"
        )
