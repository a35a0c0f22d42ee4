"""Finitely many inputs: rows of data."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from . import certificate
from .certificate import JSONObject, texts
from .forms import homogeneous
from .rational import InputError, Matrix, Vector, matrix


class Points:
    """Finitely many inputs, one a row: a data set.

    Parameters
    ----------
    rows : array-like, one row for each input
    where : str
        The place named in an error.

    Raises
    ------
    InputError
        If there is no row, or the rows have different lengths.

    Examples
    --------
    >>> len(Points([[0, 1], [1, 0]]).rows)
    2
    """

    def __init__(self, rows: object, where: str = "points") -> None:
        self.rows: Matrix = matrix(rows, where)
        if not self.rows or not self.rows[0]:
            raise InputError(f"{where}: found no numbers, expected at least one row and column")
        self.inputs = len(self.rows[0])

    @cached_property
    def json(self) -> JSONObject:
        """The domain as statements name it."""
        return certificate.points(self.rows)

    def contains(self, x: Sequence[Fraction]) -> bool:
        """Whether a point is one of the rows."""
        return tuple(x) in self.rows

    def evidence(self, points: Iterable[Vector]) -> JSONObject:
        """Points of the domain, as the field of the evidence that holds them."""
        return {"points": [texts(x) for x in points]}

    @cached_property
    def whole(self) -> list[tuple[int, ...]]:
        """Each row as integers times a number > 0, which is last: equal rows are equal here."""
        return [tuple(homogeneous(row)) for row in self.rows]

    @cached_property
    def first(self) -> dict[tuple[int, ...], int]:
        """Each different row as integers, and where it stands first, in order."""
        found: dict[tuple[int, ...], int] = {}
        for p, row in enumerate(self.whole):
            found.setdefault(row, p)
        return found
