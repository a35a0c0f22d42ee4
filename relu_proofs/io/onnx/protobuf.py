"""What ONNX files are made of: messages bounded before they are parsed, tensors, attributes."""

import math
import re
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from ...core.rational import InputError, exact, shown
from ..arrays import Stored, fractions
from ..files import Limits, parsing
from .calls import Attributes, Kind
from .tensors import Constant, filled

__all__ = ["External", "Proto", "attributes", "constant", "require_mostly_numbers", "stored"]

Proto: TypeAlias = Any
"""A message of the package ``onnx``, which brings no types."""

External: TypeAlias = Callable[[Proto, str], bytes]
"""What reads the numbers of a tensor, named by its place, from another file."""

_EXTERNAL = 1  # TensorProto.data_location
_STORED = {  # element type: (kind of the numbers, kind in a list, the list)
    1: ("f4", "f4", "float_data"),
    2: ("u1", "u1", "int32_data"),
    3: ("i1", "i1", "int32_data"),
    6: ("i4", "i4", "int32_data"),
    7: ("i8", "i8", "int64_data"),
    9: ("u1", "u1", "int32_data"),  # truth values, as of Dropout
    10: ("f2", "u2", "int32_data"),
    11: ("f8", "f8", "double_data"),
    16: ("bf16", "u2", "int32_data"),
}
_ATTRIBUTE_KINDS: dict[Kind, int] = {  # AttributeProto.type
    "float": 1,
    "number": 1,  # a float, or nothing for nan
    "int": 2,
    "text": 3,
    "tensor": 4,
    "floats": 6,
    "ints": 7,
    "texts": 8,
}

# Fields of messages, by number, in which numbers stand in bulk: those of a tensor, as an
# initializer of the graph or as the value of an attribute of a node.
_TENSOR: dict[int, Any] = dict.fromkeys((4, 5, 9, 10))
_BULK: dict[int, Any] = {7: {1: {5: {5: _TENSOR}}, 5: _TENSOR}}
_MOST_BESIDES = 1 << 20
_BYTES_A_FIELD = 8  # counted for each field, since even an empty message costs memory when parsed
_VARINT = re.compile(rb"[\x80-\xff]{0,9}[\x00-\x7f]")


def require_mostly_numbers(content: bytes) -> None:
    """Refuse a file with much besides numbers: two bytes of a message can cost 150 when parsed.

    Raises
    ------
    InputError
        If there is more than a megabyte of it.
    TypeError, KeyError
        If the bytes are no message; the caller says so.
    """
    spans: list[tuple[int, int, dict[int, Any]]] = [(0, len(content), _BULK)]
    besides = 0
    while spans:
        at, end, bulk = spans.pop()
        while at < end:
            key, at = _varint(content, at)
            number, kind, size = key >> 3, key & 7, 0
            if kind == 2:
                size, at = _varint(content, at)
            elif kind:
                size = {1: 8, 5: 4}[kind]
            else:
                _, at = _varint(content, at)
            nested = kind == 2 and number in bulk
            if nested and bulk[number]:
                spans.append((at, at + size, bulk[number]))
            at += size
            besides += _BYTES_A_FIELD + (0 if nested else size)
            if besides > _MOST_BESIDES:
                raise InputError(f"found more than {_MOST_BESIDES} bytes besides the numbers")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    found = _VARINT.match(content, at)
    if found is None:
        raise TypeError("truncated")
    return sum((byte & 127) << 7 * i for i, byte in enumerate(found[0])), found.end()


def stored(tensor: Proto, where: str, external: External | None = None) -> Stored:
    """The numbers of a tensor, not yet turned into fractions.

    ``external`` gives those that stand in another file; without it such a tensor is refused.

    Raises
    ------
    InputError
        If they are no floats or integers, or stand in another file.
    """
    if tensor.data_type not in _STORED:
        raise InputError(f"{where}: found the element type {tensor.data_type}, expected floats")
    kind, listed, field = _STORED[tensor.data_type]
    if tensor.data_location == _EXTERNAL or tensor.external_data:
        if external is None:
            raise InputError(
                f"{where}: found external data, expected it in this file; external_data "
                "(--external-data) reads it from files of the same folder"
            )
        return Stored(where, external(tensor, where), kind, tuple(tensor.dims))
    with parsing(f"numbers of its type, at {where}"):
        numbers = np.array(getattr(tensor, field), np.dtype(f"<{listed}"))
        return Stored(where, tensor.raw_data or numbers.tobytes(), kind, tuple(tensor.dims))


def constant(tensor: Stored, limits: Limits) -> Constant:
    """The numbers of a tensor: floats as fractions, integers as they are.

    Raises
    ------
    InputError
        If they do not fit the shape, or one is not finite.
    """
    if tensor.is_integer and tensor.shape == (0,):  # the shape of a scalar
        return Constant(np.empty(0, np.int64))
    array = tensor.numbers(limits)
    if tensor.is_integer:
        return Constant(array.astype(np.int64))
    return Constant(filled(fractions(array, tensor.name), array.shape))


def attributes(node: Proto, known: dict[str, Kind], limits: Limits, where: str) -> Attributes:
    """The attributes of a node.

    Raises
    ------
    InputError
        If one is not known, is of another kind, or is not finite.
    """
    found = Attributes()
    for entry in node.attribute:
        kind = known.get(entry.name)
        if kind is None or _ATTRIBUTE_KINDS[kind] != entry.type or entry.ref_attr_name:
            raise InputError(
                f"{where}: found the attribute {shown(entry.name)}, expected at most "
                f"{', '.join(known) or 'none'}"
            )
        _put(found, kind, entry, limits, f"{where}.{entry.name}")
    return found


def _put(found: Attributes, kind: Kind, entry: Proto, limits: Limits, place: str) -> None:
    if kind == "float":
        found.floats[entry.name] = exact(entry.f, place)
    elif kind == "number":
        if not math.isnan(entry.f):
            found.floats[entry.name] = exact(entry.f, place)
    elif kind == "texts":
        pass  # names of classes
    elif kind == "int":
        found.ints[entry.name] = int(entry.i)
    elif kind == "text":
        found.texts[entry.name] = shown(entry.s.decode("utf-8", "backslashreplace"))[1:-1]
    elif kind == "floats":
        found.float_lists[entry.name] = [exact(value, place) for value in entry.floats]
    elif kind == "ints":
        found.int_lists[entry.name] = [int(value) for value in entry.ints]
    else:
        found.tensors[entry.name] = constant(stored(entry.t, place), limits)
