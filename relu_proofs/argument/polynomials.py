"""Polynomials with rational coefficients, and terms of statements as polynomials.

A polynomial is a dict of exponents, one for each variable, to coefficients that are not 0.
"""

import itertools
from fractions import Fraction
from typing import TypeAlias

from ..core.rational import text
from .formulas.terms import Term

__all__ = ["Polynomial", "Undecided", "constant", "evaluated", "plus", "quotient", "term", "times"]

Polynomial: TypeAlias = dict[tuple[int, ...], Fraction]
Decided: TypeAlias = dict[frozenset[tuple[tuple[int, ...], Fraction]], Polynomial]
"""The value of r(p) by the items of p, for every p whose sign is known."""


class Undecided(Exception):
    """Holds the polynomial p of the innermost r(p) whose sign is not known yet."""

    def __init__(self, p: Polynomial) -> None:
        super().__init__()
        self.polynomial = p


def constant(value: Fraction | int, count: int) -> Polynomial:
    """The constant polynomial in this number of variables."""
    return {(0,) * count: Fraction(value)} if value else {}


def plus(p: Polynomial, q: Polynomial, factor: Fraction | int = 1) -> Polynomial:
    """The sum p + factor * q."""
    total = dict(p)
    for key, value in q.items():
        total[key] = total.get(key, Fraction(0)) + factor * value
    return {key: value for key, value in total.items() if value}


def scaled(p: Polynomial, factor: Fraction | int) -> Polynomial:
    """The polynomial times a number other than 0."""
    return {key: factor * value for key, value in p.items()}


def times(p: Polynomial, q: Polynomial) -> Polynomial:
    """The product of two polynomials."""
    total: Polynomial = {}
    for (a, x), (b, y) in itertools.product(p.items(), q.items()):
        key = tuple(i + j for i, j in zip(a, b, strict=True))
        total[key] = total.get(key, Fraction(0)) + x * y
    return {key: value for key, value in total.items() if value}


def quotient(p: Polynomial, divisor: Polynomial) -> Polynomial:
    """The polynomial q with p = q * divisor.

    Parameters
    ----------
    p, divisor : Polynomial
        Of the same variables; the divisor is not 0.

    Returns
    -------
    Polynomial

    Raises
    ------
    ArithmeticError
        If the division leaves a remainder.

    Examples
    --------
    >>> square = {(2,): Fraction(1), (0,): Fraction(-1)}
    >>> quotient(square, {(1,): Fraction(1), (0,): Fraction(1)})
    {(1,): Fraction(1, 1), (0,): Fraction(-1, 1)}
    """
    lead = max(divisor)
    found: Polynomial = {}
    while p:
        key = max(p)
        exponents = tuple(i - j for i, j in zip(key, lead, strict=True))
        if min(exponents) < 0:
            raise ArithmeticError("the division leaves a remainder")
        found[exponents] = p[key] / divisor[lead]
        p = plus(p, times({exponents: found[exponents]}, divisor), -1)
    return found


def term(p: Polynomial, names: list[str]) -> Term:
    """A polynomial as a term of a statement."""
    summands = list[Term]()
    for exponents, value in sorted(p.items(), reverse=True):
        factors: list[Term] = [
            name for name, n in zip(names, exponents, strict=True) for _ in range(n)
        ]
        if value != 1 or not factors:
            factors = [text(value), *factors]
        summands.append(factors[0] if len(factors) == 1 else ["*", *factors])
    if not summands:
        return "0"
    return summands[0] if len(summands) == 1 else ["+", *summands]


def evaluated(entry: Term, names: list[str], decided: Decided) -> Polynomial:
    """A term as a polynomial, where the signs of some polynomials are known.

    Parameters
    ----------
    entry : term of a statement
    names : list of str
        The variables, in the order of the exponents.
    decided : dict
        The value of each r(p) that is known.

    Raises
    ------
    Undecided
        If the sign of a ReLU's argument is not known.
    """
    if isinstance(entry, str):
        if entry in names:
            return {tuple(int(name == entry) for name in names): Fraction(1)}
        return constant(Fraction(entry), len(names))
    values = [evaluated(part, names, decided) for part in entry[1:]]
    if entry[0] == "r":
        return _relu(values[0], len(names), decided)
    result = values[0]
    for value in values[1:]:
        result = plus(result, value) if entry[0] == "+" else times(result, value)
    return result


def _relu(p: Polynomial, count: int, decided: Decided) -> Polynomial:
    if set(p) <= {(0,) * count}:
        return {key: value for key, value in p.items() if value > 0}
    try:
        return decided[frozenset(p.items())]
    except KeyError:
        raise Undecided(p) from None
