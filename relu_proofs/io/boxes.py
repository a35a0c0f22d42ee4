"""Boxes from files: a line for each input, or the bounds of a VNN-LIB file."""

import warnings
from dataclasses import dataclass, replace
from fractions import Fraction

from ..core.rational import InputError, Interval, exact, shown
from .columns import Chosen
from .files import MOST_MB, Limits, PathLike, at
from .layout import Layout, layout
from .notes import Notes
from .rows import ENDINGS, rows_in
from .text import json_value
from .unpack import decoded, ending, unpacked
from .vnnlib import vnnlib_box

__all__ = ["FoundBox", "read_box", "read_box_with_notes"]


@dataclass(frozen=True)
class FoundBox:
    """A box, with what its file was understood to say.

    Attributes
    ----------
    pairs : tuple of pairs of Fraction
        One pair (low, high) for each input, with low <= high.
    notes, assumed : tuple of str
        As in `relu_proofs.io.read.Reading`.
    """

    pairs: tuple[Interval, ...]
    notes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def read_box(
    path: PathLike,
    max_mb: int = MOST_MB,
    *,
    header: bool | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    columns: Chosen | None = None,
    drop: Chosen | None = None,
) -> tuple[Interval, ...]:
    """Read a box: one pair (low, high) for each input, as every function takes it.

    Parameters
    ----------
    path : str or path
        ``.vnnlib`` (version 1: bounds of X_0, X_1, ...; what it asserts of outputs is not used),
        ``.json`` (a list of pairs), or rows of two numbers, low and high, a row for each input,
        as `read_data` reads them.  Each may be packed, with ``.gz`` behind its ending.  Numbers
        in text mean what is written.
    max_mb : int
        The most megabytes, packed and unpacked.
    header, separator, decimal, columns, drop : optional
        As in `read_data`, for rows.

    Returns
    -------
    tuple of pairs of Fraction
        With low <= high; an input with low = high is fixed.

    Raises
    ------
    InputError
        If the file cannot be read or does not hold one box; the message names the place.

    Warns
    -----
    UserWarning
        If numbers in the first line were taken as a header.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "box.csv"
    ...     _ = path.write_text("low,high\\n-1,0.5\\n0,1/3\\n")
    ...     read_box(path)
    ((Fraction(-1, 1), Fraction(1, 2)), (Fraction(0, 1), Fraction(1, 3)))
    """
    found = read_box_with_notes(path, max_mb, layout(header, separator, decimal, columns, drop))
    for note in found.assumed:
        warnings.warn(f"{path}: {note}", stacklevel=2)
    return found.pairs


def read_box_with_notes(
    path: PathLike, max_mb: int = MOST_MB, given: Layout | None = None
) -> FoundBox:
    """Read a box as `read_box` does, with what its file was understood to say.

    Raises
    ------
    InputError
        As `read_box`.
    """
    limits, given = Limits(max_mb), given or Layout()
    with at(path):
        kind = ending(path)
        if kind in (".vnnlib", ".json"):
            _require_no_layout(kind, given)
            notes = Notes()
            text = decoded(unpacked(path, limits), notes)
            read = vnnlib_box if kind == ".vnnlib" else _json_box
            return FoundBox(read(text, limits, notes), tuple(notes.said), tuple(notes.assumed))
        return _row_box(path, limits, given)


def _require_no_layout(kind: str, given: Layout) -> None:
    for name in ("header", "separator", "decimal", "columns", "drop"):
        if getattr(given, name) is not None:
            raise InputError(f"{name}: a {kind} file has none, only rows have")


def _json_box(text: str, limits: Limits, notes: Notes) -> tuple[Interval, ...]:
    pairs = json_value(text, decimals=str)
    if not isinstance(pairs, list) or not pairs:
        raise InputError(f"found {shown(pairs)}, expected a list of pairs [low, high]")
    for i, pair in enumerate(pairs):
        if not isinstance(pair, list) or len(pair) != 2:
            raise InputError(f"[{i}]: found {shown(pair)}, expected a pair [low, high]")
        limits.take(2, f"[{i}]")
    return tuple(
        _ordered(exact(low, f"[{i}][0]"), exact(high, f"[{i}][1]"), f"[{i}]")
        for i, (low, high) in enumerate(pairs)
    )


def _row_box(path: PathLike, limits: Limits, given: Layout) -> FoundBox:
    rows = rows_in(path, limits, replace(given, may_count=False), f".vnnlib, .json, {ENDINGS}")
    width = len(rows.values[0])
    if width != 2:
        raise InputError(
            f"found {width} columns, expected 2, low and high, in a row for each input; "
            "--columns= names them, and --box=data with --data=FILE is the box around rows of data"
        )
    pairs = tuple(
        _ordered(low, high, f"line {rows.lines[i]}" if rows.lines else f"row {i}")
        for i, (low, high) in enumerate(rows.values)
    )
    return FoundBox(pairs, rows.notes, rows.assumed)


def _ordered(low: Fraction, high: Fraction, where: str) -> Interval:
    if low > high:
        raise InputError(f"{where}: found {shown(low)} to {shown(high)}, expected low <= high")
    return low, high
