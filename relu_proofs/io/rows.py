"""Rows of numbers from a file of text or an array; its ending names the format.

The formats are described on the page ``reference/command-line``.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..core.rational import InputError, Matrix, shown
from .columns import Chosen, Columns, choose
from .files import MOST_MB, Limits, PathLike, at
from .layout import Layout, layout
from .notes import Notes
from .tables import table
from .unpack import decoded, ending, unpacked

__all__ = ["ENDINGS", "Rows", "read_data", "read_rows", "rows_in"]

_TEXT = (".csv", ".tsv", ".txt", ".dat", ".data")
ENDINGS = ".csv, .tsv, .txt, .dat, .data or .npy, also with .gz behind it"
"""Those of files of rows, in words."""

_BY_PANDAS = {
    ".feather": "read_feather",
    ".h5": "read_hdf",
    ".ods": "read_excel",
    ".parquet": "read_parquet",
    ".pickle": "read_pickle",
    ".pkl": "read_pickle",
    ".xls": "read_excel",
    ".xlsx": "read_excel",
}
"""Endings that are not read, and what reads them: pandas writes them as CSV."""


@dataclass(frozen=True)
class Rows:
    """Rows of numbers, with what their file was understood to say.

    Attributes
    ----------
    values : tuple of tuples of Fraction
        At least one row, all of one length.
    columns : Columns or None
        Which they are in their file, and their names.
    notes, assumed : tuple of str
        As in `relu_proofs.io.read.Reading`.
    lines : sequence of int
        The line of each row in a text, counted from 1; empty for an array.
    decimal : {".", ","}
        What was taken to stand before decimals in a text.
    """

    values: Matrix
    columns: Columns | None = None
    notes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    lines: Sequence[int] = field(default=(), repr=False)
    decimal: str = "."

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each column, from a header; empty without one."""
        return self.columns.names if self.columns else ()

    def for_inputs(self, inputs: int) -> Matrix:
        """The rows, if they have one column for each input of a network.

        Raises
        ------
        InputError
            If they have not; a column too many is named as a likely index or target.

        Examples
        --------
        >>> Rows(((3, 7), (4, 9)), Columns((0, 1), ("x", "y"), 2)).for_inputs(1)
        Traceback (most recent call last):
        ...
        relu_proofs.core.rational.InputError: found 2 columns, expected 1, one for each input of \
the network; is column 'y', the last, the target? leave it out with --drop=y
        """
        found = len(self.values[0])
        if found == inputs:
            return self.values
        guess = ""
        if found > inputs and self.columns:
            guess = self.columns.without(self.values, found - inputs)
        raise InputError(
            f"found {found} columns, expected {inputs}, one for each input of the network"
            f"{'; ' * bool(guess)}{guess}"
            f"{'; commas were taken to stand before decimals (--decimal)' * (self.decimal == ',')}"
        )


def read_data(
    path: PathLike,
    max_mb: int = MOST_MB,
    *,
    header: bool | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    columns: Chosen | None = None,
    drop: Chosen | None = None,
) -> Matrix:
    """Read rows of numbers, one row for each input.

    Parameters
    ----------
    path : str or path
        ``.csv``, ``.tsv``, ``.txt``, ``.dat`` or ``.data``: text in UTF-8 or, with a mark at its
        start, UTF-16, whose numbers mean what is written; or ``.npy`` of two dimensions, whose
        numbers mean their dyadic values.  Each may be packed, with ``.gz`` behind its ending.
    max_mb : int
        The most megabytes, packed and unpacked, as in `read_network`.
    header : bool, optional
        Whether the first line of a text is a header.  Without this word it is one if it has
        no number, or if its numbers count the columns, 0, 1, 2, ... or 1, 2, 3, ...
    separator : {"comma", "semicolon", "tab", "blanks"} or the mark itself, optional
        What stands between numbers; by default the mark that the first lines have in common.
    decimal : {"point", "comma"} or the mark itself, optional
        What stands before decimals; by default commas do where no point does, and where they
        cannot as well stand between thousands.
    columns : sequence of names or numbers, or str with commas, optional
        The columns that are meant, in the order of the network's inputs.  A whole number that is
        no name counts columns from 0, or from the last one, -1, backward.
    drop : sequence of names or numbers, or str with commas, optional
        The columns that are left out; they may hold anything.

    Returns
    -------
    tuple of tuples of Fraction
        At least one row, all of one length.

    Raises
    ------
    InputError
        If the file cannot be read or does not hold such rows; the message names the place.

    Warns
    -----
    UserWarning
        If numbers in the first line were taken as a header.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "rows.csv"
    ...     _ = path.write_text("age;weight;sold\\n1/2;0,1;no\\n")
    ...     read_data(path, columns="weight,age")
    ((Fraction(1, 10), Fraction(1, 2)),)
    """
    rows = read_rows(path, max_mb, layout(header, separator, decimal, columns, drop))
    for note in rows.assumed:
        warnings.warn(f"{path}: {note}", stacklevel=2)
    return rows.values


def read_rows(path: PathLike, max_mb: int = MOST_MB, given: Layout | None = None) -> Rows:
    """Read rows as `read_data` does, with what their file was understood to say.

    Returns
    -------
    Rows

    Raises
    ------
    InputError
        As `read_data`.
    """
    with at(path):
        return rows_in(path, Limits(max_mb), given or Layout())


def rows_in(path: PathLike, limits: Limits, given: Layout, expected: str = ENDINGS) -> Rows:
    """As `read_rows`; refusals do not name the file, and name the endings that are expected."""
    found = ending(path)
    if found in _BY_PANDAS:
        raise InputError(
            f"found the ending {shown(found)}, expected {expected}; pandas writes one: "
            f"pandas.{_BY_PANDAS[found]}(...).to_csv('rows.csv', index=False)"
        )
    if found not in (*_TEXT, ".npy"):
        raise InputError(f"found the ending {shown(found)}, expected {expected}")
    if found == ".npy":
        for name in ("header", "separator", "decimal"):
            if getattr(given, name) is not None:
                raise InputError(f"{name}: only a file of text has one")
    data = unpacked(path, limits)
    rows = _array(data, given, limits) if found == ".npy" else _text(data, given, limits)
    if not rows.values or not rows.values[0]:
        hint = "; ".join(["", *rows.assumed])
        raise InputError(f"found no numbers, expected at least one row{hint}")
    return rows


def _text(data: bytes, given: Layout, limits: Limits) -> Rows:
    notes = Notes()
    found = table(decoded(data, notes), given, limits, notes)
    said = tuple(notes.said), tuple(notes.assumed)
    return Rows(found.values, found.columns, *said, found.lines, found.decimal)


def _array(data: bytes, given: Layout, limits: Limits) -> Rows:
    from .arrays import npy  # numpy, only where arrays are read

    values = npy(data, "the array").matrix(limits)
    width = len(values[0]) if values else 0
    columns = choose(given.columns, given.drop, (), width) if width else None
    if columns and not columns.are_all:
        values = tuple(tuple(row[i] for i in columns.places) for row in values)
    return Rows(values, columns)
