"""Rows of numbers from text: CSV and its relatives, whose numbers mean what is written."""

import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..core.rational import InputError, Matrix, Vector, exact, shown
from .columns import Columns, as_option, choose, column
from .files import Limits
from .layout import BLANKS, DECIMAL_COMMA, Layout, Lines
from .notes import Notes

__all__ = ["Table", "table"]

_LONGEST_CELL = 4000  # characters of a cell that are looked at to tell names from numbers
_OVER_AN_INDEX = "Unnamed:"  # how pandas names a column over which nothing stood
_LONGEST_SEARCHED = 200  # characters of a cell that are searched for why it is no number
_IN_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
_SEVERAL = re.compile(r"\d\s*[;,\t |]\s*[-+]?\d")  # numbers in one cell
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([.,' ]\d{3})*[.,]\d+")

_NONE = Columns((), (), 0)


@dataclass(frozen=True)
class Table:
    """The rows of a text, with the columns that were chosen.

    Attributes
    ----------
    values : tuple of tuples of Fraction
        All of one length; there may be none.
    columns : Columns or None
        Which they are in the text, and their names; None if there is no row.
    lines : sequence of int
        The line of each row, counted from 1.
    decimal : {".", ","}
        What was taken to stand before decimals.
    """

    values: Matrix
    columns: Columns | None
    lines: Sequence[int]
    decimal: str


def table(text: str, layout: Layout, limits: Limits, notes: Notes) -> Table:
    """The rows of numbers of a text, a line for each, and the names in its header.

    Parameters
    ----------
    text : str
    layout : Layout
        A header that is open (None) is one if no cell of the first line is a number, or if its
        numbers count 0, 1, 2, ... or 1, 2, 3, ... as pandas writes them, also after an empty cell
        (an index).  An open separator is a tab, a semicolon, a comma or blanks, as the first
        lines have it; decimal commas are read as such where nothing speaks against it.  Numbers
        that could be either are said aloud, or refused.
    limits : Limits
    notes : Notes

    Returns
    -------
    Table

    Raises
    ------
    InputError
        If a cell is no number, rows have different lengths, or a column is not there.

    Examples
    --------
    >>> notes = Notes()
    >>> found = table("0;1\\n3;1/2\\n", Layout(), Limits(), notes)
    >>> found.values, found.columns.names
    (((Fraction(3, 1), Fraction(1, 2)),), ('0', '1'))
    >>> notes.said
    ['line 1 (0, 1) counts columns and is taken as a header; --header=no reads it as data']
    """
    lines = Lines(text, limits.most_numbers)
    separator = layout.separator or lines.separator(layout.decimal)
    body = _Body(lines, separator, layout, notes)
    decimal = layout.decimal
    if decimal is None:
        # A comma that separates stands in numbers only where they are quoted.
        may_be_comma = "," in text and (separator != "," or '"' in text)
        decimal = body.decimal(notes) if may_be_comma else "."
    values: list[Vector] = []
    numbers = array("L")  # in rows of one number a tuple would take as much memory as they do
    for line, cells in body.rows(limits):
        values.append(body.numbers(line, cells, decimal))
        numbers.append(line)
    return Table(tuple(values), body.columns if values else None, numbers, decimal)


class _Body:
    """A text cut into cells: the names of its columns, and the cells of those that are meant."""

    def __init__(self, lines: Lines, separator: str, layout: Layout, notes: Notes) -> None:
        self._lines, self._separator, self._layout = lines, separator, layout
        self._first, cells = next(lines.records(separator), (0, []))
        self.names: tuple[str, ...] = ()
        self._has_header = bool(cells) and self._is_header(cells, notes)
        if self._has_header:
            self.names = tuple(cells)
        elif lines.comment and layout.header is None:
            self.names = _names_of(lines.comment, separator, len(cells))
        if lines.comment:
            does = "names the columns" if self.names and not self._has_header else "is skipped"
            notes.say(f"a comment ({shown(lines.comment)[1:-1]}) {does}")
        self.columns = _NONE
        if cells:
            self.columns = choose(layout.columns, layout.drop, self.names, len(cells), notes)

    def _is_header(self, cells: Sequence[str], notes: Notes) -> bool:
        if self._layout.header is not None:
            return self._layout.header
        numbers = sum(_is_number(cell[:_LONGEST_CELL]) for cell in cells)
        if not numbers:
            return True
        is_named = _names_of(self._lines.comment, self._separator, len(cells))
        if is_named or not self._layout.may_count:
            return False
        some = ", ".join(cell.strip() for cell in cells[:8]) + ", ..." * (len(cells) > 8)
        quoted, place = shown(some)[1:-1], f"line {self._first}"
        is_index = cells[0].strip().startswith(_OVER_AN_INDEX) or not cells[0].strip()
        if _counts(cells) or (is_index and _counts(cells[1:])):
            notes.assume(
                f"{place} ({quoted}) counts columns and is taken as a header; "
                "--header=no reads it as data"
            )
            return True
        if numbers == len(cells):
            notes.say(f"{place} ({quoted}) is read as data; --header=yes skips it")
        return False

    def rows(self, limits: Limits | None = None) -> Iterator[tuple[int, list[str]]]:
        """The line and the cells of each row, without the columns that are left out."""
        are_all, places = self.columns.are_all, self.columns.places
        for line, cells in self._lines.records(self._separator):
            if limits:
                limits.take(len(cells), f"line {line}")
            if len(cells) != self.columns.width:
                hint = self._width_hint(cells)
                raise InputError(
                    f"line {line}: found {len(cells)} numbers, expected {self.columns.width}{hint}"
                )
            if line == self._first and self._has_header:
                continue
            yield line, cells if are_all else [cells[i] for i in places]

    def _width_hint(self, cells: Sequence[str]) -> str:
        is_twice = self._separator == "," and len(cells) == 2 * self.columns.width
        if is_twice and self._layout.decimal is None:
            return "; --decimal=comma, if commas stand before decimals"
        if any(mark in cell for cell in cells for mark in ";\t "):
            return "; --separator= says what stands between numbers"
        if self._has_header and len(cells) == self.columns.width + 1:
            return "; if these are row names of R, write them with col.names=NA, or row.names=FALSE"
        return ""

    def decimal(self, notes: Notes) -> str:
        """The mark that stands before decimals in all numbers.

        Raises
        ------
        InputError
            If both marks do, or commas can as well stand between thousands.
        """
        comma = point = thousands = ""
        for line, cells in self.rows():
            for cell in map(str.strip, cells):
                if "," in cell and DECIMAL_COMMA.fullmatch(cell):
                    if _IN_THOUSANDS.fullmatch(cell):
                        thousands = thousands or f"line {line}: found {shown(cell)}"
                    else:
                        comma = comma or f"line {line}: found {shown(cell)}"
                elif "." in cell and _is_number(cell[:_LONGEST_CELL]):
                    point = point or f"line {line}: found {shown(cell)}"
        found = comma or thousands
        if not found:
            return "."
        if point:
            raise InputError(
                f"{found}, and {point}, expected one decimal mark; --decimal=point or "
                "--decimal=comma says which, and a mark between thousands has to be taken out"
            )
        if not comma:
            raise InputError(
                f"{found}, which can have a decimal comma or one between thousands; "
                "--decimal=comma reads it as decimals, and commas between thousands have to be "
                "taken out"
            )
        notes.say(f"{found}, read with a decimal comma")
        return ","

    def numbers(self, line: int, cells: Sequence[str], decimal: str) -> Vector:
        """The numbers in the cells of a row."""
        try:
            if decimal == ",":
                return tuple([_with_decimal_comma(cell) for cell in cells])
            return tuple([exact(cell) for cell in cells])
        except InputError:
            return self._named(line, cells, decimal)

    def _named(self, line: int, cells: Sequence[str], decimal: str) -> Vector:
        """As `numbers`, in which naming the place of each would take most of the time."""
        found: list[Fraction] = []
        for place, cell in zip(self.columns.places, cells):
            where = f"line {line}, {column(place, self.names)}"
            try:
                number = _with_decimal_comma if decimal == "," else exact
                found.append(number(cell, where))
            except InputError as problem:
                raise InputError(f"{problem}{self._way_out(line, place, cell, decimal)}") from None
        return tuple(found)

    def _way_out(self, line: int, place: int, cell: str, decimal: str) -> str:
        if decimal == "." and DECIMAL_COMMA.fullmatch(cell.strip()):
            return "; --decimal=comma, if the comma stands before decimals"
        if _THOUSANDS.fullmatch(cell.strip()):
            return "; a mark between thousands has to be taken out"
        if _SEVERAL.search(cell[:_LONGEST_SEARCHED]):
            return "; --separator= says what stands between numbers"
        ways = ""
        if line == self._first and self._layout.header is None:
            ways += "; --header=yes, if this line is a header"
        if len(self.columns.places) > 1:
            ways += f"; {as_option([place], self.names)} leaves the column out"
        return ways


def _with_decimal_comma(cell: str, where: str = "number") -> Fraction:
    if "." in cell:
        raise InputError(f"{where}: found {shown(cell)}, expected a decimal comma (--decimal)")
    if "," in cell and DECIMAL_COMMA.fullmatch(cell.strip()):
        return exact(cell.replace(",", "."), where)
    return exact(cell, where)


def _names_of(comment: str, separator: str, width: int) -> tuple[str, ...]:
    """The names of so many columns in a comment; none if it has another number of words."""
    bare = comment.lstrip("# ") if separator != "\t" else comment.lstrip("#")
    if separator == BLANKS:
        bare = " ".join(bare.split())
    for text in (bare, bare.strip()):
        try:
            names = next(csv.reader([text], delimiter=separator, skipinitialspace=True), [])
        except csv.Error:
            continue
        if comment and len(names) == width:
            return tuple(names)
    return ()


def _counts(cells: Sequence[str]) -> bool:
    """Whether cells are 0, 1, 2, ... or 1, 2, 3, ..., as a data frame without names has them."""
    return any(
        [cell.strip() for cell in cells] == [str(start + i) for i in range(len(cells))]
        for start in (0, 1)
    )


def _is_number(cell: str) -> bool:
    if DECIMAL_COMMA.fullmatch(cell.strip()):
        return True
    try:
        float(Fraction(cell) if "/" in cell else cell)
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    return True
