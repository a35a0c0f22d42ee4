"""Options that name what is asked about: a box, rows of data, what lies around one, all inputs."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from ..core.box import bounding
from ..core.domains import Box, Domain, Points, as_box, as_domain, parse_box
from ..core.network import Network
from ..core.rational import InputError, Interval, Vector, exact, text
from ..io.boxes import read_box_with_notes
from ..io.files import at
from ..io.layout import Layout, layout
from ..io.rows import Rows, read_rows

__all__ = [
    "about_rows",
    "add_domain",
    "add_table",
    "box_of",
    "domain_of",
    "naming",
    "point_of",
    "require_one_domain",
    "require_rows",
    "row_named",
    "rows_of",
]

_OF_DATA = "data"  # as --box: the bounding box of --data
_TABLE = ("header", "separator", "decimal", "columns", "drop")
_MOST_SHOWN = 8  # inputs whose intervals, or numbers of a row, a note repeats
_LONGEST_SHOWN = 200  # characters of it
_MOST_DIGITS = 40  # of a decimal that a note repeats
_SHORT_DECIMAL = 12  # characters of one that is repeated though its fraction is shorter
_LONGEST_NUMBER = 12  # digits of a row's number: no file has so many


@contextmanager
def naming(option: str) -> Iterator[None]:
    """Name an option in every refusal of the block."""
    try:
        yield
    except InputError as problem:
        raise InputError(f"{option}: {problem}") from None


def add_domain(parser: argparse.ArgumentParser, *, space: bool, rows: bool = True) -> None:
    """``--box``, ``--around`` with ``--radius``, ``--data``, and ``--space`` where it is a domain.

    ``rows`` says whether rows of data are a domain; else they only have a bounding box.
    """
    parser.add_argument(
        "--box",
        metavar="LO,HI[;LO,HI...]",
        help="one pair serves every input; write --box=-1,1. Or @FILE: a pair a line (.csv and "
        "the like), a .json list of pairs, or the input box of a .vnnlib; or the word data: the "
        "bounding box of the rows of --data",
    )
    parser.add_argument(
        "--around",
        metavar="ROW",
        help="the box around an input, as far as --radius: its numbers with commas, or "
        "@FILE:NUMBER, a row of a file, counted from 0",
    )
    parser.add_argument(
        "--radius", metavar="R", help="how far --around goes in every input: 0.1 or 1/10, exact"
    )
    does = "rows of data, .csv, .tsv, .txt or .npy, also with .gz"
    parser.add_argument(
        "--data", metavar="FILE", help=does if rows else f"{does}, for --box={_OF_DATA}"
    )
    if space:
        parser.add_argument("--space", action="store_true", help="all inputs")
    add_table(parser)
    parser.set_defaults(rows_are_a_domain=rows)


def add_table(parser: argparse.ArgumentParser) -> None:
    """How a file of rows is read."""
    parser.add_argument(
        "--header",
        choices=("yes", "no"),
        help="whether the first line of a file of rows is a header; by default it is one if it "
        "has no number, or if its numbers count the columns",
    )
    parser.add_argument(
        "--separator",
        metavar="MARK",
        help="what stands between its numbers: comma, semicolon, tab or blanks; by default it is "
        "found",
    )
    parser.add_argument(
        "--decimal",
        metavar="MARK",
        help="what stands before its decimals: point or comma; by default it is found",
    )
    parser.add_argument(
        "--columns",
        metavar="NAMES",
        help="its columns in the order of the network's inputs, by name or by number from 0",
    )
    parser.add_argument("--drop", metavar="NAMES", help="columns of it that are left out")


def _given(options: argparse.Namespace, name: str) -> bool:
    return getattr(options, name, None) not in (None, False)


def require_one_domain(options: argparse.Namespace) -> None:
    """Refuse options that name no domain or several, before anything is read.

    Raises
    ------
    InputError
        With the options that were found and what was expected.
    """
    named = [name for name in ("box", "around", "space") if _given(options, name)]
    if len(named) > 1:
        raise InputError(f"--{named[0]} and --{named[1]}: found both, expected one of them")
    if options.box == _OF_DATA and options.data is None:
        raise InputError(f"--box={_OF_DATA}: expected --data=FILE with it")
    if options.data is not None and named and options.box != _OF_DATA:
        raise InputError(f"--data and --{named[0]}: found both, expected one of them")
    for one, other in (("around", "radius"), ("radius", "around")):
        if _given(options, one) and not _given(options, other):
            raise InputError(f"--{one}: expected --{other}=... with it")
    if not named and (options.data is None or not options.rows_are_a_domain):
        ways = ["--box=...", "--around=... with --radius=..."]
        ways += ["--data=FILE"] * options.rows_are_a_domain
        ways += ["--space"] * hasattr(options, "space")
        also = f"--data: expected with --box={_OF_DATA}; " if options.data is not None else ""
        raise InputError(f"{also}found no domain, expected {', '.join(ways[:-1])} or {ways[-1]}")
    require_rows(options, options.data, options.box, options.around)


def require_rows(options: argparse.Namespace, data: str | None, *values: str | None) -> None:
    """Refuse options that say how rows are read where no file of rows is.

    Parameters
    ----------
    options : argparse.Namespace
    data : str or None
        A file of rows.
    *values : str or None
        Values that name a file if they begin with ``@``.

    Raises
    ------
    InputError
        If there is such an option and no file, or it says a mark that is none.
    """
    if data is not None or any(value and value.startswith("@") for value in values):
        _layout(options)
        return
    for name in _TABLE:
        if _given(options, name):
            raise InputError(
                f"--{name}: expected only with --data or with a file of rows, named with @"
            )


def about_rows(options: argparse.Namespace) -> bool:
    """Whether rows of data are asked about, not a box."""
    return options.data is not None and options.box is None


def _layout(options: argparse.Namespace) -> Layout:
    header = None if options.header is None else options.header == "yes"
    try:
        return layout(header, options.separator, options.decimal, options.columns, options.drop)
    except InputError as problem:
        raise InputError(f"--{problem}") from None


def rows_of(options: argparse.Namespace, network: Network) -> Rows:
    """The rows of ``--data``, one column for each input."""
    with naming("--data"):
        return _rows(options.data, options, network)


def _rows(path: str, options: argparse.Namespace, network: Network) -> Rows:
    rows = read_rows(path, options.max_mb, _layout(options))
    with at(path):
        rows.for_inputs(network.inputs)
    return rows


def domain_of(options: argparse.Namespace, network: Network) -> tuple[Domain, list[str]]:
    """The domain that is asked about, and what is to be said of it."""
    if about_rows(options):
        rows = rows_of(options, network)
        return Points(rows.values), list(rows.notes)
    if _given(options, "space"):
        return as_domain("space", network.inputs), []
    pairs, notes = box_of(options, network, flat=True)
    return Box(pairs), notes


def box_of(
    options: argparse.Namespace, network: Network, *, flat: bool = False
) -> tuple[tuple[Interval, ...], list[str]]:
    """The box that is asked about, and what is to be said of it.

    Parameters
    ----------
    options : argparse.Namespace
    network : Network
    flat : bool
        Whether inputs may be fixed, low = high.

    Raises
    ------
    InputError
        If the box does not fit the network, or is none.
    """
    if options.around is not None:
        return _around(options, network)
    if options.box == _OF_DATA:
        rows = rows_of(options, network)
        pairs = bounding(rows.values).intervals
        with naming("--box"), at(options.data):
            _require_moving(pairs, network, flat)
        return pairs, [*rows.notes, f"the bounding box of {len(rows.values)} rows{_shown(pairs)}"]
    if options.box.startswith("@"):
        path = options.box[1:]
        with naming("--box"):
            found = read_box_with_notes(path, options.max_mb, _layout(options))
            with at(path), _with_notes(found.notes):
                _require_moving(found.pairs, network, flat)
        return found.pairs, [*found.notes, f"the box of {path}{_shown(found.pairs)}"]
    return _typed_box(options.box, network, flat), []


@contextmanager
def _with_notes(notes: Sequence[str]) -> Iterator[None]:
    """Say in every refusal of the block how the file was understood; that may be why."""
    try:
        yield
    except InputError as problem:
        raise InputError("; ".join([str(problem), *notes])) from None


def _require_moving(pairs: Sequence[Interval], network: Network, flat: bool) -> None:
    as_box(pairs, network.inputs, flat=True)
    fixed = next((i for i, (low, high) in enumerate(pairs) if low == high), None)
    if fixed is not None and not flat:
        raise InputError(
            f"input {fixed}: found {text(pairs[fixed][0])} throughout, expected low < high; "
            "regions are counted where every input moves"
        )


def _typed_box(typed: str, network: Network, flat: bool) -> tuple[Interval, ...]:
    try:
        return parse_box(typed, network.inputs, "--box", flat=flat)
    except InputError as problem:
        raise InputError(f"{problem}{_as_a_file('--box', typed)}") from None


def _as_a_file(option: str, typed: str) -> str:
    """What is said where a file was named without the sign for it."""
    name = typed.rpartition(":")[0] or typed
    try:
        is_file = os.path.isfile(typed) or os.path.isfile(name)
    except ValueError:  # a null character
        return ""
    return f"; a file is named with @: {option}=@{typed}" if is_file else ""


def _around(
    options: argparse.Namespace, network: Network
) -> tuple[tuple[Interval, ...], list[str]]:
    x, notes = point_of(options.around, options, network, "--around")
    radius = exact(options.radius, "--radius")
    if radius <= 0:
        raise InputError(f"--radius: found {text(radius)}, expected a number above 0")
    pairs = tuple((value - radius, value + radius) for value in x)
    return as_box(pairs, network.inputs, "--around"), notes


def point_of(
    typed: str, options: argparse.Namespace, network: Network, option: str
) -> tuple[Vector, list[str]]:
    """An input, typed as numbers or as a row of a file, and what is to be said of it.

    Parameters
    ----------
    typed : str
        ``X,X,...`` or ``@FILE:NUMBER``, a row counted from 0.
    options : argparse.Namespace
        With those of `add_table`.
    network : Network
    option : str
        The option that is named in an error.
    """
    if not typed.startswith("@"):
        try:
            return network.point(typed.split(","), option), []
        except InputError as problem:
            raise InputError(f"{problem}{_as_a_file(option, typed)}") from None
    path, number = row_named(typed[1:])
    with naming(option):
        rows = _rows(path, options, network)
        count = len(rows.values)
        if number is None and count > 1:
            raise InputError(
                f"found {count} rows in {path}, expected the number of one, counted from 0: "
                f"{option}=@{path}:0"
            )
        if number is not None and number not in range(count):
            raise InputError(f"found row {number}, expected one from 0 to {count - 1} of {path}")
    place = number or 0
    line = f", line {rows.lines[place]}," if rows.lines else ""
    x = rows.values[place]
    return x, [*rows.notes, f"row {place}{line} of {path}{_shown([[value] for value in x])}"]


def row_named(typed: str) -> tuple[str, int | None]:
    """The file and the number of a row; a name may have a colon."""
    path, _, number = typed.rpartition(":")
    if path and number.isascii() and number.removeprefix("-").isdecimal():
        return path, int(number[:_LONGEST_NUMBER])
    return typed, None


def _shown(pairs: Sequence[Sequence[Fraction]]) -> str:
    """Intervals, or the numbers of a row, as they are typed; nothing where they are long."""
    if len(pairs) > _MOST_SHOWN:
        return f", {len(pairs)} inputs"
    is_row = all(len(pair) == 1 for pair in pairs)
    typed = ("," if is_row else ";").join(",".join(map(_typed, pair)) for pair in pairs)
    return f": {typed}" if len(typed) <= _LONGEST_SHOWN else f", {len(pairs)} inputs"


def _typed(value: Fraction) -> str:
    """A number as people type it: the decimal where that is exact and short."""
    fraction, context = str(value), Context(prec=_MOST_DIGITS, traps=[Inexact])
    try:
        found = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    except Inexact:
        return fraction
    decimal = f"{found:f}"
    return decimal if len(decimal) <= max(len(fraction), _SHORT_DECIMAL) else fraction
