"""Columns of a table: chosen by name or number, and those too many, guessed at."""

import csv
import operator
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..core.rational import InputError, Matrix, sequence, shown
from .notes import Notes

__all__ = ["Chosen", "Columns", "as_option", "choose", "column", "listed"]

Chosen: TypeAlias = str | int | Sequence[str | int]
"""Columns as a caller names them: by names or numbers, or in a text with commas."""

_MOST_NAMED = 8  # names in a message
_LONGEST_POSITION = 9  # digits: no table has so many columns
_TARGETS = {"target", "label", "class", "output"}
"""Names that data sets give to what is to be predicted."""


def listed(columns: Chosen, option: str) -> tuple[str | int, ...]:
    """The names or numbers that are meant; a name with a comma stands in double quotes.

    Raises
    ------
    InputError
        If there is none, or something else than names and whole numbers.

    Examples
    --------
    >>> listed('age, "height, cm",-1', "columns")
    ('age', 'height, cm', '-1')
    """
    given: Sequence[object]
    if isinstance(columns, str):
        given = _split(columns, option)
    elif isinstance(columns, int):
        given = [columns]
    else:
        given = sequence(columns, option, "names or numbers")
    if not given:
        raise InputError(f"{option}: found no column, expected names or numbers")
    return tuple(_name_or_number(value, f"{option}[{i}]") for i, value in enumerate(given))


def _split(text: str, option: str) -> Sequence[str]:
    if not text.strip():
        return [""]  # the name of a column over which nothing stands
    try:
        (names,) = csv.reader([text], skipinitialspace=True, strict=True)
    except (csv.Error, ValueError):  # ValueError: a line ends in it
        raise InputError(
            f"{option}: found {shown(text)}, expected names or numbers with commas between them"
        ) from None
    return [name.strip() for name in names]


def _name_or_number(value: object, where: str) -> str | int:
    if isinstance(value, str):
        return value.strip()
    try:
        if not isinstance(value, bool):
            return operator.index(value)  # type: ignore[arg-type]  # raises
    except TypeError:
        pass
    raise InputError(f"{where}: found {shown(value)}, expected a name or a whole number")


@dataclass(frozen=True)
class Columns:
    """Those columns of a file that are meant.

    Attributes
    ----------
    places : tuple of int
        Their numbers in the file, in the order in which they are meant.
    names_in_file : tuple of str
        Of all columns of the file; empty without a header.
    width : int
        How many columns the file has.
    may_drop : bool
        Whether more can be left out: not after columns were named one by one.
    """

    places: tuple[int, ...]
    names_in_file: tuple[str, ...]
    width: int
    may_drop: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each column; empty without a header."""
        return tuple(self.names_in_file[i] for i in self.places) if self.names_in_file else ()

    @property
    def are_all(self) -> bool:
        """Whether all columns are meant, in their order."""
        return self.places == tuple(range(self.width))

    def without(self, values: Matrix, more: int) -> str:
        """Which columns are likely an index or a target, and how they are left out; or nothing.

        Parameters
        ----------
        values : tuple of rows, one number for each column
        more : int
            How many columns too many there are.

        Examples
        --------
        >>> rows = ((0, 5, 1), (1, 7, 0), (2, 6, 1))
        >>> Columns((0, 1, 2), (), 3).without(rows, 1)
        'column 0 counts 0, 1, 2, ...: an index? leave it out with --drop=0; or is column 2, the \
last, the target? --drop=2'
        """
        index, target = _index(values), _target(self.names, len(self.places))
        if not self.may_drop or more > 2 or (more == 2 and index in (None, target)):
            return ""
        asked = f"is {self._column(target)}{', the last,' * (target == len(self.places) - 1)}"
        asked += " the target?"
        if index is None or index == target:
            return f"{asked} leave it out with {self._drop(target)}"
        counts = f"{self._column(index)} counts {_counted(values, index)}: an index?"
        if more == 2:
            return f"{counts} and {asked} leave them out with {self._drop(index, target)}"
        return f"{counts} leave it out with {self._drop(index)}; or {asked} {self._drop(target)}"

    def _column(self, i: int) -> str:
        return f"column {shown(self.names[i])}" if self.names else f"column {self.places[i]}"

    def _drop(self, *columns: int) -> str:
        """The option that leaves out these columns, and those that were left out before."""
        before = [place for place in range(self.width) if place not in self.places]
        return as_option([*before, *(self.places[i] for i in columns)], self.names_in_file)


def choose(
    columns: Chosen | None,
    drop: Chosen | None,
    names: Sequence[str],
    width: int,
    notes: Notes | None = None,
) -> Columns:
    """The columns that are meant, in the order in which they are meant.

    Parameters
    ----------
    columns : names or numbers, or None for all
        A name means the column of that name; what is none and a whole number counts columns from
        0, or from the last one, -1, backward.
    drop : names or numbers, or None for none
        These are left out.
    names : sequence of str
        One for each column, or none.
    width : int
        How many columns there are.
    notes : Notes, optional
        A number that is the name of another column is said to mean that one.

    Raises
    ------
    InputError
        If both are given, a column is not there or stands there twice, or none is left.

    Examples
    --------
    >>> choose("weight,0", None, ["age", "weight", "sold"], 3).places
    (1, 0)
    >>> choose(None, "sold", ["age", "weight", "sold"], 3).names
    ('age', 'weight')
    """
    if columns is not None and drop is not None:
        raise InputError("columns and drop: found both, expected one of them")
    places = tuple(range(width))
    if columns is not None:
        places = _places(columns, "columns", names, width, notes or Notes())
    elif drop is not None:
        dropped = set(_places(drop, "drop", names, width, notes or Notes()))
        places = tuple(i for i in places if i not in dropped)
    if not places:
        raise InputError(f"drop: found all {width} columns, expected that one is left")
    return Columns(places, tuple(names), width, columns is None)


def _places(
    given: Chosen, option: str, names: Sequence[str], width: int, notes: Notes
) -> tuple[int, ...]:
    stripped = [name.strip() for name in names]
    found: list[int] = []
    seen: set[int] = set()
    for wanted in listed(given, option):
        place = _place(wanted, option, stripped, width)
        if _number(wanted) not in (None, place, place - width):
            notes.say(f"{option}: {shown(wanted)} is the name of column {place}")
        if place in seen:
            raise InputError(f"{option}: found {column(place, names)} twice, expected it once")
        found.append(place)
        seen.add(place)
    return tuple(found)


def _place(wanted: str | int, option: str, names: Sequence[str], width: int) -> int:
    named = [i for i, name in enumerate(names) if name == wanted]
    if len(named) > 1:
        raise InputError(
            f"{option}: found the name {shown(wanted)} over columns {named[0]} and {named[1]}, "
            "expected one column; their numbers tell them apart"
        )
    if named:
        return named[0]
    number = _number(wanted)
    if number is not None and -width <= number < width:
        return number % width
    expected = f"a number from 0 to {width - 1}"
    if names:
        some = ", ".join(shown(name) for name in names[:_MOST_NAMED])
        expected = f"{some}{', ...' * (len(names) > _MOST_NAMED)} or {expected}"
    else:
        expected += "; no column has a name (--header=yes, if the first line names them)"
    raise InputError(f"{option}: found {shown(wanted)}, expected {expected}")


def _number(wanted: str | int) -> int | None:
    if isinstance(wanted, int):
        return wanted
    is_short = len(wanted) <= _LONGEST_POSITION
    return int(wanted) if is_short and re.fullmatch(r"-?[0-9]+", wanted) else None


# ---- how messages name columns -------------------------------------------------------------------


def column(place: int, names: Sequence[str]) -> str:
    """A column as a message names it.

    Examples
    --------
    >>> column(1, ["age", "weight"]), column(1, [])
    ("column 1 ('weight')", 'column 1')
    """
    return f"column {place} ({shown(names[place])})" if names else f"column {place}"


def as_option(places: Sequence[int], names: Sequence[str], option: str = "--drop") -> str:
    """The option that names columns, as it is typed in a shell.

    Examples
    --------
    >>> as_option([0, 1], ["Unnamed: 0", "x"])
    "--drop='Unnamed: 0,x'"
    """
    return f"{option}={shlex.quote(','.join(_typed(place, names) for place in places))}"


def _typed(place: int, names: Sequence[str]) -> str:
    """A name if it means this column and nothing has to be quoted twice, else a number."""
    stripped = [name.strip() for name in names]
    name = stripped[place] if names else ""
    is_plain = name.isprintable() and not re.search(r"[,\"]", name) and len(name) <= 40
    if names and is_plain and stripped.count(name) == 1:
        return name
    from_last = str(place - len(names))
    return from_last if str(place) in stripped and from_last not in stripped else str(place)


def _index(values: Matrix) -> int | None:
    """The first column that counts rows, from 0 or from 1."""
    if len(values) < 2:
        return None
    return next((i for i in range(len(values[0])) if _counts(values, i)), None)


def _counts(values: Matrix, i: int) -> bool:
    start = values[0][i]
    return start in (0, 1) and all(row[i] == start + k for k, row in enumerate(values))


def _counted(values: Matrix, i: int) -> str:
    return ", ".join([*(str(row[i]) for row in values[:3]), "..."])


def _target(names: Sequence[str], width: int) -> int:
    named = (i for i, name in enumerate(names) if name.strip().lower() in _TARGETS)
    return next(named, width - 1)
