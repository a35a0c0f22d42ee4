"""Exact scalars, vectors and matrices, and what a number given by a reader means.

An integer means itself, a float means exactly the dyadic rational that it stores, a text
``"p/q"`` or ``"0.1"`` means what is written.  Nothing here rounds.
"""

import math
import numbers
import operator
import re
import reprlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

Vector: TypeAlias = tuple[Fraction, ...]
"""An exact vector: one rational for each entry."""
Matrix: TypeAlias = tuple[Vector, ...]
"""An exact matrix: one row after the other, all of one length."""
Interval: TypeAlias = tuple[Fraction, Fraction]
"""A pair (low, high)."""

MOST_DIGITS = 4000
"""Of a numerator or a denominator: what the certificates hold, and below the limit of `int`."""
_MOST_BITS = 13287
"""Numbers of so many bits have at most `MOST_DIGITS` digits."""
_MOST_EXPONENT = 2000
"""Of a decimal text: it is what makes a short text a long number."""

_NUMBER = re.compile(r"[+-]?(\d+/\d+|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)")
_SHORT = reprlib.Repr()  # never the text of the whole value, which may be a file's
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60


class InputError(ValueError):
    """Input that cannot be used; the message names the place, what was found and expected."""


def shown(value: object) -> str:
    """A value as an error message quotes it: short, on one line."""
    if isinstance(value, numbers.Rational):
        quoted = str(value) if _fits(value) else f"a number of {_bits(value)} bits"
    else:
        quoted = _SHORT.repr(value)
    return quoted if len(quoted) <= 60 else quoted[:57] + "..."


def _bits(value: numbers.Rational) -> int:
    return max(int(value.numerator).bit_length(), int(value.denominator).bit_length())


def _fits(value: numbers.Rational) -> bool:
    return _bits(value) <= _MOST_BITS


def exact(value: object, where: str = "number") -> Fraction:
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
    if type(value) is Fraction and _fits(value):
        return value  # the most frequent case by far
    value = _out_of_numpy(value)
    if isinstance(value, bool):
        raise InputError(f"{where}: found {value!r}, expected a number")
    if isinstance(value, str):
        return _from_text(value, where)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise InputError(f"{where}: found {value!r}, expected a finite number")
        return Fraction(value)
    if not isinstance(value, numbers.Rational):
        raise InputError(f"{where}: found {shown(value)}, expected a number")
    if not _fits(value):
        raise InputError(f"{where}: found {shown(value)}, expected at most {MOST_DIGITS} digits")
    return Fraction(value)


def whole_number(value: object, where: str, most: int | None = None, least: int = 1) -> int:
    """A whole number, at least ``least`` and at most ``most``.

    Raises
    ------
    InputError
        If it is another number, a boolean, or no number.

    Examples
    --------
    >>> whole_number(3, "n", most=8)
    3
    """
    try:
        found = None if isinstance(value, bool) else operator.index(value)  # type: ignore[arg-type]  # raises
    except TypeError:
        found = None
    if found is None or found < least or (most is not None and found > most):
        allowed = f">= {least}" if most is None else f"from {least} to {most}"
        raise InputError(f"{where}: found {shown(value)}, expected a whole number {allowed}")
    return found


def _out_of_numpy(value: object) -> object:
    """A numpy scalar as a number of Python: exactly the same value, float32 included."""
    item = getattr(value, "item", None)
    if hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0 and callable(item):
        inner: object = item()
        return inner
    return value


def _from_text(value: str, where: str) -> Fraction:
    if len(value) > MOST_DIGITS:
        raise InputError(
            f"{where}: found a number of {len(value)} characters, expected at most {MOST_DIGITS}"
        )
    found = _NUMBER.fullmatch(value.strip())
    if not found or not value.isascii():
        raise InputError(
            f"{where}: found {shown(value)}, expected a number such as '-3/2' or '0.1'"
        )
    exponent = found[3]
    if exponent and abs(int(exponent[1:])) > _MOST_EXPONENT:
        raise InputError(
            f"{where}: found {shown(value)}, expected an exponent of at most {_MOST_EXPONENT}"
        )
    try:
        return _read(value.strip())
    except ZeroDivisionError:
        raise InputError(
            f"{where}: found {shown(value)}, expected a denominator other than 0"
        ) from None


def _read(number: str) -> Fraction:
    """A fraction or a decimal; `Fraction` would look for its parts a second time."""
    top, _, bottom = number.partition("/")
    if bottom:
        return Fraction(int(top), int(bottom))
    digits, _, exponent = top.lower().partition("e")
    whole, _, after = digits.partition(".")
    shift = int(exponent or 0) - len(after)
    value = int(whole + after)
    if shift < 0:
        return Fraction(value, 10**-shift)
    return Fraction(value * 10**shift)


def text(value: int | Fraction | str) -> str:
    """A rational as text: lowest terms, no denominator 1.

    Raises
    ------
    InputError
        If it takes more than 4000 digits: no certificate and no file holds it.

    Examples
    --------
    >>> text(exact(0.75)), text(exact(-2))
    ('3/4', '-2')
    """
    number = value if type(value) is Fraction else exact(value)
    try:
        written = str(number)
    except ValueError:  # above the limit of the interpreter, which is above ours
        written = ""
    if written and (len(written) <= MOST_DIGITS or _fits(number)):
        return written
    raise InputError(
        f"numbers: the answer needs {shown(number)}, and a certificate holds at most "
        f"{MOST_DIGITS} digits; weights and domains with shorter numbers help"
    )


_NO_SEQUENCES = (str, bytes, dict, set, frozenset)  # sets have no order


def sequence(values: object, where: str, what: str) -> list[object]:
    """The items of anything array-like; ``what`` names in an error what was expected."""
    if not isinstance(values, Iterable) or isinstance(values, _NO_SEQUENCES):
        raise InputError(f"{where}: found {shown(values)}, expected {what}")
    if getattr(values, "ndim", 1) == 0:
        raise InputError(f"{where}: found a single number, expected {what}")
    as_list = getattr(values, "tolist", None)
    if callable(as_list) and getattr(getattr(values, "dtype", None), "kind", "O") in "fiu":
        return list(as_list())  # exact, and far faster than one numpy scalar at a time
    return list(values)


def vector(values: object, where: str = "vector") -> Vector:
    """A tuple of rationals from anything array-like of one dimension.

    Examples
    --------
    >>> vector([1, 0.5, "1/3"])
    (Fraction(1, 1), Fraction(1, 2), Fraction(1, 3))
    """
    items = sequence(values, where, "a list of numbers")
    return tuple(
        # nearly all are rationals already, and naming the place of each is what takes time
        value if type(value) is Fraction and _fits(value) else exact(value, f"{where}[{i}]")
        for i, value in enumerate(items)
    )


def matrix(values: object, where: str = "matrix") -> Matrix:
    """A tuple of rows of rationals, all of one length, from anything array-like.

    Examples
    --------
    >>> matrix([[1, 2], [3, "1/4"]])[1]
    (Fraction(3, 1), Fraction(1, 4))
    """
    items = sequence(values, where, "a list of rows")
    rows = tuple(vector(row, f"{where}[{i}]") for i, row in enumerate(items))
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise InputError(
                f"{where}[{i}]: found {len(row)} numbers, expected {len(rows[0])} as in row 0"
            )
    return rows


def over_one_denominator(values: Iterable[Fraction]) -> tuple[list[int], int]:
    """The numerators of rationals over their least common denominator, and that denominator.

    Examples
    --------
    >>> over_one_denominator([Fraction(1, 2), Fraction(-2, 3), Fraction(1)])
    ([3, -4, 6], 6)
    """
    pairs = [value.as_integer_ratio() for value in values]
    bottom = math.lcm(*(below for _, below in pairs))
    return [above * (bottom // below) for above, below in pairs], bottom


def rounded(value: Fraction, bits: int) -> Fraction:
    """A rational near a value, of about so many bits and a power of two.

    Examples
    --------
    >>> rounded(Fraction(1, 3), 4)
    Fraction(5, 16)
    """
    size = value.numerator.bit_length() - value.denominator.bit_length()
    unit = Fraction(2) ** (size - bits)
    return (value // unit) * unit


def is_short(values: Iterable[Fraction], bits: int) -> bool:
    """Whether all numerators and denominators have at most so many bits."""
    return all(_bits(value) <= bits for value in values)


def dot(a: Iterable[int | Fraction], b: Iterable[int | Fraction]) -> Fraction:
    """The sum of products of two vectors of one length, exact."""
    total = Fraction(0)
    for x, y in zip(a, b, strict=True):
        if x and y:
            total += x * y
    return total


def matmul(a: Iterable[Sequence[Fraction]], b: Iterable[Sequence[Fraction]]) -> Matrix:
    """Matrix times matrix, both as tuples of rows."""
    columns = list(zip(*b, strict=True))
    return tuple(tuple(dot(row, column) for column in columns) for row in a)
