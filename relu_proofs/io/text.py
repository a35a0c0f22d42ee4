"""Networks and rows from text: JSON and CSV, whose numbers mean what is written."""

import csv
import json
from collections.abc import Sequence
from fractions import Fraction
from io import StringIO
from typing import Any, TypeAlias

from ..core.network import Network
from ..core.rational import InputError, Matrix, Vector, shown, vector
from .files import MOST_MB, Limits, PathLike, at, content
from .notes import Notes

__all__ = ["csv_rows", "json_network", "json_value", "read_json"]

Value: TypeAlias = Any
"""A value as JSON has it, of any type: each reader looks at what it finds before it uses it."""

_LONGEST_INTEGER = 4000  # digits: a longer one is refused by `exact`, and slow before that
_LONGEST_QUOTED = 24  # characters of a literal in a message
_LONGEST_CELL = 4000  # characters of a cell that are looked at to tell names from numbers


class _Literal:
    """A JSON number that would not be exact, or not be short; `exact` refuses it and quotes it."""

    def __init__(self, text: str):
        self.text = text if len(text) <= _LONGEST_QUOTED else f"of {len(text)} characters"

    def __repr__(self) -> str:
        return f"the literal {self.text} without quotes"


# ---- JSON ----------------------------------------------------------------------------------------


def read_json(path: PathLike, max_mb: int = MOST_MB) -> Value:
    """Read a JSON value; a number with a point, or over-long, stays an object that is no number.

    Raises
    ------
    InputError
        If the file cannot be read or is not JSON; the message names the place.
    """
    with at(path):
        return json_value(content(path, Limits(max_mb)))


def json_value(text: bytes) -> Value:
    """The value of a JSON text, as in `read_json`."""
    try:
        return json.loads(
            text.decode("utf-8"),
            parse_float=_Literal,
            parse_constant=_Literal,
            parse_int=_integer,
            object_pairs_hook=_fields,
        )
    except RecursionError:
        raise InputError("found JSON that is nested too deeply") from None
    except UnicodeDecodeError as problem:
        raise InputError(f"byte {problem.start}: found no UTF-8, expected JSON text") from None
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
    """The network of a JSON text of the format ``relu-network/1``.

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
    if value["format"] != "relu-network/1":
        raise InputError(f"format: found {shown(value['format'])}, expected 'relu-network/1'")
    layers = value["layers"]
    if not isinstance(layers, list):
        raise InputError(f"layers: found {shown(layers)}, expected a list")
    for k, layer in enumerate(layers):
        if not isinstance(layer, dict) or set(layer) != {"weight", "bias"}:
            raise InputError(
                f"layers[{k}]: found {shown(layer)}, expected the fields weight and bias"
            )
        limits.take(_count(layer["weight"]) + _count([layer["bias"]]), f"layers[{k}]")
    return Network([(layer["weight"], layer["bias"]) for layer in layers])


def _count(rows: Value) -> int:
    """How many numbers a weight holds, as far as it is a list of lists."""
    return sum(len(row) for row in rows if isinstance(row, list)) if isinstance(rows, list) else 0


# ---- CSV -----------------------------------------------------------------------------------------


def csv_rows(
    text: bytes, header: bool | None, limits: Limits, notes: Notes
) -> tuple[Matrix, tuple[str, ...]]:
    """Rows of numbers from CSV text, and the names in its header.

    Parameters
    ----------
    text : bytes
        UTF-8, with or without a mark at the start.
    header : bool or None
        Whether the first line with any cell is a header; None: it is one if no cell of it is a
        number, or if its numbers count 0, 1, 2, ... or 1, 2, 3, ... as pandas writes them, also
        after an empty cell (an index).  Numbers that could be either are said aloud.
    limits : Limits
    notes : Notes

    Returns
    -------
    rows : tuple of tuples of Fraction
        All of one length; there may be none.
    names : tuple of str
        One for each column; empty without a header.

    Raises
    ------
    InputError
        If the text is not CSV, a cell is no number, or rows have different lengths.

    Examples
    --------
    >>> notes = Notes()
    >>> csv_rows(b"0,1\\n3,1/2\\n", None, Limits(), notes)
    (((Fraction(3, 1), Fraction(1, 2)),), ('0', '1'))
    >>> notes.said
    ['line 1 (0, 1) counts columns and is taken as a header; --header=no reads it as data']
    """
    names: tuple[str, ...] = ()
    rows: list[Vector] = []
    first = True
    try:
        reader = csv.reader(StringIO(text.decode("utf-8-sig")))
        for cells in reader:
            place = f"line {reader.line_num}"
            limits.take(len(cells), place)
            if not cells:
                continue
            if first and _is_header(cells, header, place, notes):
                names = tuple(cells)
            else:
                rows.append(_row(cells, place, header is None and first))
                _require_width(len(cells), names or rows[0], place)
            first = False
    except UnicodeDecodeError as problem:
        raise InputError(f"byte {problem.start}: found no UTF-8, expected CSV text") from None
    except csv.Error as problem:
        raise InputError(f"not CSV: {problem}") from None
    return tuple(rows), names


def _row(cells: list[str], place: str, may_be_header: bool) -> Vector:
    try:
        return vector(cells, place)
    except InputError as problem:
        hint = "; --header=yes, if this line is a header" if may_be_header else ""
        raise InputError(f"{problem}{hint}") from None


def _require_width(found: int, first: Sequence[str] | Vector, place: str) -> None:
    if found != len(first):
        raise InputError(f"{place}: found {found} numbers, expected {len(first)}")


def _is_header(cells: Sequence[str], header: bool | None, place: str, notes: Notes) -> bool:
    if header is not None:
        return header
    numbers = sum(_is_number(cell[:_LONGEST_CELL]) for cell in cells)
    if not numbers:
        return True
    quoted = shown(", ".join(cell.strip() for cell in cells[:8]) + ", ..." * (len(cells) > 8))[1:-1]
    if _counts(cells) or (not cells[0].strip() and _counts(cells[1:])):
        notes.assume(
            f"{place} ({quoted}) counts columns and is taken as a header; "
            "--header=no reads it as data"
        )
        return True
    if numbers == len(cells):
        notes.say(f"{place} ({quoted}) is read as data; --header=yes skips it")
    return False


def _counts(cells: Sequence[str]) -> bool:
    """Whether cells are 0, 1, 2, ... or 1, 2, 3, ..., as a data frame without names has them."""
    return any(
        [cell.strip() for cell in cells] == [str(start + i) for i in range(len(cells))]
        for start in (0, 1)
    )


def _is_number(cell: str) -> bool:
    try:
        float(Fraction(cell) if "/" in cell else cell)
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    return True
