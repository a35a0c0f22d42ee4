"""How a text says its rows: what stands between numbers, what before their decimals."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from ..core.options import require_flags
from ..core.rational import InputError, shown
from .columns import Chosen

__all__ = ["BLANKS", "DECIMAL_COMMA", "Layout", "Lines", "layout"]

BLANKS = " "
"""The separator that is any number of blanks and tabs."""

DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?")
"""A number with a decimal comma; a comma behind it is none."""

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "blanks": BLANKS}
_DECIMALS = {"point": ".", "comma": ","}
_BETWEEN_BLANKS = re.compile(r"[+-]?\d+(,\d+)?([eE][+-]?\d+)?")
_QUOTED = re.compile(r'"[^"]*"')
_SAMPLE = 2  # lines that show what separates: a header, if there is one, and a row
_LONGEST_SAMPLE = 1 << 16  # characters of each that are looked at


@dataclass(frozen=True)
class Layout:
    """What a caller says about a table; None is found in it.

    Attributes
    ----------
    header : bool or None
        Whether the first line is a header.
    separator : {",", ";", "\\t", " "} or None
        What stands between cells; a blank means any number of blanks and tabs.
    decimal : {".", ","} or None
    columns, drop : names or numbers, or None
        Which columns are meant, in which order; or which ones are left out.
    may_count : bool
        Whether a first line of numbers that count the columns is a header: not over pairs, which
        begin with 0, 1 often enough.
    """

    header: bool | None = None
    separator: str | None = None
    decimal: str | None = None
    columns: Chosen | None = None
    drop: Chosen | None = None
    may_count: bool = True


def layout(
    header: bool | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    columns: Chosen | None = None,
    drop: Chosen | None = None,
) -> Layout:
    """A layout with words for the marks, such as ``"semicolon"``, or the marks themselves.

    Raises
    ------
    InputError
        If a mark is none of those that are read, or ``header`` is neither True nor False.

    Examples
    --------
    >>> layout(separator="semicolon", decimal=",")
    Layout(header=None, separator=';', decimal=',', columns=None, drop=None, may_count=True)
    """
    require_flags(header=header)
    return Layout(
        header,
        None if separator is None else _mark(separator, _SEPARATORS, "separator"),
        None if decimal is None else _mark(decimal, _DECIMALS, "decimal"),
        columns,
        drop,
    )


def _mark(given: object, marks: dict[str, str], option: str) -> str:
    if isinstance(given, str) and given in marks:
        return marks[given]
    if isinstance(given, str) and given in marks.values():
        return given
    *words, last = marks
    raise InputError(
        f"{option}: found {shown(given)}, expected {', '.join(words)} or {last}, or the mark itself"
    )


class Lines:
    """The lines of a table; those at its start that begin with ``#`` are comments.

    Parameters
    ----------
    text : str
    most : int
        How many cells a row may have; they are counted before the row is cut into cells.

    Attributes
    ----------
    comment : str
        The last of the comments, which may name the columns; empty if there is none.
    before : int
        How many lines stand before the first one that is neither empty nor a comment.
    """

    def __init__(self, text: str, most: int) -> None:
        self.comment = ""
        self.before = 0
        self._most = most
        self._lines = StringIO(text, newline="")  # any of the three ways to end a line
        self._start = 0
        for line in self._lines:
            if line.strip() and not line.lstrip().startswith("#"):
                break
            if line.strip():
                self.comment = line.strip(" \r\n")
            self.before += 1
            self._start = self._lines.tell()

    def records(self, separator: str) -> Iterator[tuple[int, list[str]]]:
        """The number of each line that has cells, and its cells.

        Raises
        ------
        InputError
            If the text is not CSV, or a row has more cells than allowed.
        """
        self._lines.seek(self._start)
        counted = _Counted(self._lines, separator, self._most)
        reader = csv.reader(counted, delimiter=separator, skipinitialspace=True, strict=True)
        try:
            for cells in reader:
                counted.cells = 0
                if cells and (len(cells) > 1 or cells[0].strip()):
                    yield self.before + reader.line_num, cells
        except csv.Error as problem:
            place = f"line {self.before + reader.line_num}"
            raise InputError(f"{place}: not CSV: {problem}") from None

    def separator(self, decimal: str | None) -> str:
        """The separator that the first lines have in common; a comma if they have none.

        A comma is none where it is said to stand before decimals, unless such numbers are quoted;
        nor where all that stands between blanks are numbers with decimal commas.
        """
        sample = self._sample()
        bare = [_QUOTED.sub("q", line) for line in sample]
        for mark in ("\t", ";"):
            if bare and all(_separates(mark, line) for line in bare):
                return mark
        if bare and all("," in line for line in bare):
            last, quoted = bare[-1].split(), any('"' in line for line in sample)
            between_blanks = len(last) > 1 and all(map(_BETWEEN_BLANKS.fullmatch, last))
            if not between_blanks and (decimal != "," or quoted):
                return ","
        if bare and all(len(line.split()) > 1 for line in bare):
            return BLANKS
        return ";" if decimal == "," else ","

    def _sample(self) -> Sequence[str]:
        self._lines.seek(self._start)
        found: list[str] = []
        for line in self._lines:
            if line.strip():
                found.append(_shortened(line.strip(" \r\n")))
            if len(found) == _SAMPLE:
                break
        return found


class _Counted:
    """Lines, counted on their way to the reader of CSV: by what separates in all of a row."""

    def __init__(self, lines: StringIO, separator: str, most: int) -> None:
        self._lines, self._separator, self._most = lines, separator, most
        self.cells = 0
        """How many cells the row that is being read can have, whose quoted cells may hold lines."""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.cells += 1 + line.count(self._separator)
            if self._separator == BLANKS:
                self.cells += line.count("\t")
            if self.cells > self._most:
                raise InputError(
                    f"found a row of {self.cells} cells, expected at most {self._most} (--max-mb)"
                )
            yield " ".join(line.split()) if self._separator == BLANKS else line


def _shortened(line: str) -> str:
    """A line, or its start up to a blank."""
    if len(line) <= _LONGEST_SAMPLE:
        return line
    start = line[:_LONGEST_SAMPLE]
    return start.rpartition(" ")[0] or start


def _separates(mark: str, line: str) -> bool:
    """Whether a mark stands between cells, and not behind the commas that do."""
    before = line.split(mark)[:-1]
    return bool(before) and not all(cell.rstrip().endswith(",") for cell in before)
