"""Exact scalars, vectors and matrices, and what a number given by a reader means.

An integer means itself, a float means exactly the dyadic rational that it stores, a text
``"p/q"`` or ``"0.1"`` means what is written.  Nothing here rounds.
"""

import math
import numbers
import re
import reprlib
from fractions import Fraction
from typing import TypeAlias

__all__ = [
    "InputError",
    "Interval",
    "Matrix",
    "Vector",
    "dot",
    "exact",
    "matmul",
    "matrix",
    "matvec",
    "null_vector",
    "solve",
    "text",
    "vector",
]

Vector: TypeAlias = tuple[Fraction, ...]
"""An exact vector: one rational for each entry."""
Matrix: TypeAlias = tuple[Vector, ...]
"""An exact matrix: one row after the other, all of one length."""
Interval: TypeAlias = tuple[Fraction, Fraction]
"""A pair (low, high)."""

_NUMBER = re.compile(r"[+-]?(\d+/\d+|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)")
_MOST_DIGITS = 4000
_SHORT = reprlib.Repr()  # never the text of the whole value, which may be a file's
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60
_MOST_EXPONENT = 2000


class InputError(ValueError):
    """Input that cannot be used; the message names the place, what was found and expected."""


def shown(value):
    """A value as an error message quotes it: short, on one line."""
    quoted = _SHORT.repr(value)
    return quoted if len(quoted) <= 60 else quoted[:57] + "..."


def exact(value, where="number"):
    """The rational number that a value means.

    Parameters
    ----------
    value : int, float, Fraction, numpy scalar or str
        A float means its dyadic value; a text is ``p/q`` or a decimal and means what is written.
    where : str
        The place named in an error.

    Returns
    -------
    Fraction

    Raises
    ------
    InputError
        If the value is no number, not finite, a boolean, or has more than 4000 digits.

    Notes
    -----
    Every finite float is a dyadic rational; :meth:`fractions.Fraction.from_float` is exact.

    Examples
    --------
    >>> exact("1/3"), exact("0.1") == exact(0.1)
    (Fraction(1, 3), False)
    """
    if type(value) is Fraction:
        return value
    if hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0:
        value = value.item()  # a numpy scalar, float32 included: its value is exact in Python
    if isinstance(value, bool):
        raise InputError(f"{where}: found {value!r}, expected a number")
    if isinstance(value, str):
        return _from_text(value, where)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise InputError(f"{where}: found {value!r}, expected a finite number")
        return Fraction(value)
    if isinstance(value, numbers.Rational):
        return Fraction(value)
    raise InputError(f"{where}: found {shown(value)}, expected a number")


def _from_text(value, where):
    found = _NUMBER.fullmatch(value.strip())
    if len(value) > _MOST_DIGITS:
        raise InputError(
            f"{where}: found a number of {len(value)} characters, expected at most {_MOST_DIGITS}"
        )
    if not found or not value.isascii():
        raise InputError(
            f"{where}: found {shown(value)}, expected a number such as '-3/2' or '0.1'"
        )
    if found[3] and abs(int(found[3][1:])) > _MOST_EXPONENT:
        raise InputError(
            f"{where}: found {shown(value)}, expected an exponent of at most {_MOST_EXPONENT}"
        )
    try:
        return Fraction(value.strip())
    except ZeroDivisionError:
        raise InputError(
            f"{where}: found {shown(value)}, expected a denominator other than 0"
        ) from None


def text(value):
    """A rational as text: lowest terms, no denominator 1.

    Examples
    --------
    >>> text(exact(0.75)), text(exact(-2))
    ('3/4', '-2')
    """
    return str(value if type(value) is Fraction else Fraction(value))


def _items(values, where, what):
    if isinstance(values, (str, bytes, dict)) or not hasattr(values, "__iter__"):
        raise InputError(f"{where}: found {shown(values)}, expected {what}")
    if getattr(values, "ndim", 1) == 0:
        raise InputError(f"{where}: found a single number, expected {what}")
    if getattr(getattr(values, "dtype", None), "kind", "O") in "fiu":
        values = values.tolist()  # exact, and far faster than one numpy scalar at a time
    return values


def vector(values, where="vector"):
    """A tuple of rationals from anything array-like of one dimension.

    Examples
    --------
    >>> vector([1, 0.5, "1/3"])
    (Fraction(1, 1), Fraction(1, 2), Fraction(1, 3))
    """
    items = _items(values, where, "a list of numbers")
    return tuple(exact(value, f"{where}[{i}]") for i, value in enumerate(items))


def matrix(values, where="matrix"):
    """A tuple of rows of rationals, all of one length, from anything array-like.

    Examples
    --------
    >>> matrix([[1, 2], [3, "1/4"]])[1]
    (Fraction(3, 1), Fraction(1, 4))
    """
    items = _items(values, where, "a list of rows")
    rows = tuple(vector(row, f"{where}[{i}]") for i, row in enumerate(items))
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise InputError(
                f"{where}[{i}]: found {len(row)} numbers, expected {len(rows[0])} as in row 0"
            )
    return rows


def dot(a, b):
    """The sum of products of two vectors of one length; exact where they are."""
    return sum((x * y for x, y in zip(a, b, strict=True) if x and y), Fraction(0))


def matvec(rows, x):
    """Matrix times vector."""
    return tuple(dot(row, x) for row in rows)


def matmul(a, b):
    """Matrix times matrix, both as tuples of rows."""
    columns = list(zip(*b, strict=True))
    return tuple(tuple(dot(row, column) for column in columns) for row in a)


def _reduced(rows, width):
    """The row echelon form with leading ones, and the pivot column of each row."""
    rows, pivots = [list(row) for row in rows], []
    for column in range(width):
        at = len(pivots)
        found = next((i for i in range(at, len(rows)) if rows[i][column]), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        lead = rows[at][column]
        rows[at] = [value / lead for value in rows[at]]
        for i, row in enumerate(rows):
            if i != at and row[column]:
                factor = row[column]
                rows[i] = [x - factor * y for x, y in zip(row, rows[at], strict=True)]
        pivots.append(column)
    return rows, pivots


def solve(rows, right):
    """One solution x of ``rows x = right``, free entries 0; None where there is none.

    Parameters
    ----------
    rows : matrix of m rows and n columns
    right : vector of length m

    Returns
    -------
    tuple of Fraction of length n, or None

    Examples
    --------
    >>> solve(matrix([[1, 1], [1, -1]]), vector([3, 1]))
    (Fraction(2, 1), Fraction(1, 1))
    """
    width = len(rows[0])
    reduced, pivots = _reduced(
        [(*row, value) for row, value in zip(rows, right, strict=True)], width + 1
    )
    if width in pivots:
        return None
    solution = [Fraction(0)] * width
    for row, column in zip(reduced, pivots, strict=False):
        solution[column] = row[width]
    return tuple(solution)


def null_vector(rows, width):
    """A vector x other than 0 with ``rows x = 0``; None where only 0 does it.

    Examples
    --------
    >>> null_vector(matrix([[1, 2]]), 2)
    (Fraction(-2, 1), Fraction(1, 1))
    """
    reduced, pivots = _reduced(rows, width)
    free = next((column for column in range(width) if column not in pivots), None)
    if free is None:
        return None
    found = [Fraction(0)] * width
    found[free] = Fraction(1)
    for row, column in zip(reduced, pivots, strict=False):
        found[column] = -row[free]
    return tuple(found)
