"""Networks and other values from JSON text, whose numbers mean what is written."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from ..core.network import Network
from ..core.rational import InputError, shown
from .files import MOST_MB, Limits, PathLike, at, content
from .unpack import unicode_text

__all__ = ["json_network", "json_value", "read_json"]

Value: TypeAlias = Any
"""A value as JSON has it, of any type: each reader looks at what it finds before it uses it."""

_FORMATS = ("relu-network/1", "relu-network/2")
_LONGEST_INTEGER = 4000  # digits: a longer one is refused by `exact`, and slow before that
_LONGEST_QUOTED = 24  # characters of a literal in a message


class _Literal:
    """A JSON number that would not be exact, or not be short; `exact` refuses it and quotes it."""

    def __init__(self, text: str):
        self.text = text if len(text) <= _LONGEST_QUOTED else f"of {len(text)} characters"

    def __repr__(self) -> str:
        return f"the literal {self.text} without quotes"


def read_json(path: PathLike, max_mb: int = MOST_MB) -> Value:
    """Read a JSON value; a number with a point, or over-long, stays an object that is no number.

    Raises
    ------
    InputError
        If the file cannot be read or is not JSON; the message names the place.
    """
    with at(path):
        return json_value(content(path, Limits(max_mb)))


def json_value(text: bytes | str, decimals: Callable[[str], Value] | None = None) -> Value:
    """The value of a JSON text, as in `read_json`.

    Parameters
    ----------
    text : bytes or str
    decimals : callable, optional
        Makes a value of the text of a number with a point; by default it is no number.
    """
    try:
        return json.loads(
            unicode_text(text) if isinstance(text, bytes) else text,
            parse_float=decimals or _Literal,
            parse_constant=_Literal,
            parse_int=_integer,
            object_pairs_hook=_fields,
        )
    except RecursionError:
        raise InputError("found JSON that is nested too deeply") from None
    except json.JSONDecodeError as problem:
        raise InputError(
            f"line {problem.lineno}, column {problem.colno}: not JSON: {problem.msg}"
        ) from None


def _integer(text: str) -> int | _Literal:
    return int(text) if len(text) <= _LONGEST_INTEGER else _Literal(text)


def _fields(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for name, value in pairs:
        if name in fields:
            raise InputError(f"found the field {shown(name)} twice")
        fields[name] = value
    return fields


def json_network(text: bytes, limits: Limits) -> Network:
    """The network of a JSON text of the format ``relu-network/1`` or ``/2``.

    Raises
    ------
    InputError
        If the text is no such network; the message names the path into it.

    Examples
    --------
    >>> text = '{"format": "relu-network/1", "layers": [{"weight": [["1/3"]], "bias": ["0"]}]}'
    >>> json_network(text.encode(), Limits())
    <Network 1-1>
    """
    value = json_value(text)
    if not isinstance(value, dict) or set(value) != {"format", "layers"}:
        raise InputError(f"found {shown(value)}, expected the fields format and layers")
    if value["format"] not in _FORMATS:
        expected = " or ".join(map(repr, _FORMATS))
        raise InputError(f"format: found {shown(value['format'])}, expected {expected}")
    layers = value["layers"]
    if not isinstance(layers, list):
        raise InputError(f"layers: found {shown(layers)}, expected a list")
    may_pass_on = value["format"] == _FORMATS[1]
    for k, layer in enumerate(layers):
        _require_fields(layer, f"layers[{k}]", may_pass_on and k < len(layers) - 1)
        limits.take(_count(layer["weight"]) + _count([layer["bias"]]), f"layers[{k}]")
    relu = [layer.get("relu") for layer in layers[:-1]]
    return Network([(layer["weight"], layer["bias"]) for layer in layers], relu)


def _require_fields(layer: Value, place: str, may_pass_on: bool) -> None:
    optional = {"relu"} if may_pass_on else set()
    if not isinstance(layer, dict) or set(layer) - optional != {"weight", "bias"}:
        also = ", and relu where units pass on" if may_pass_on else ""
        raise InputError(
            f"{place}: found {shown(layer)}, expected the fields weight and bias{also}"
        )
    if layer.get("relu", []) is None:
        raise InputError(f"{place}.relu: found null, expected true or false for each unit")


def _count(rows: Value) -> int:
    """How many numbers a weight holds, as far as it is a list of lists."""
    return sum(len(row) for row in rows if isinstance(row, list)) if isinstance(rows, list) else 0
