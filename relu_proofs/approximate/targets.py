"""The functions to approximate, by name, by coefficients, or as a callable.

A family of targets is a class: those that can stand in a certificate are in `algebraic`, those
that only balls enclose in `transcendental`, and a stranger's callable is here.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from ..core.piecewise import Piecewise
from ..core.rational import InputError, Interval, Vector, shown
from .algebraic import Linear, Quotient, SquareRoot
from .arithmetic import Forms
from .base import Curve, Shape, Target, numbers
from .polynomials import coefficients, poly
from .records import said
from .transcendental import Exponential, Logarithm, Wave

__all__ = ["Stated", "Target", "polynomial", "quotient", "stated", "target"]

MOST_DEGREE = 24
"""Of a polynomial: floats of a wilder one are noise, and the checker's work grows fast."""

NARROWEST = Fraction(1, 1 << 20)
"""Relative width of an interval below which differences of a callable's floats are noise."""

STEP = 1e-4
"""Of the differences that stand for a callable's derivatives, relative to the interval.

Rounding, at most about 1e-16 of the value, is then 1e-8 of a second difference.
"""


@dataclass(frozen=True, eq=False)
class Stated(Target):
    """A callable whose convexity its author states; nothing about it is proved."""

    function: Callable[[float], float]
    convexity: Shape

    name = "callable"
    proved = False

    def rounded(self, x: Fraction) -> float:
        return self._value(float(x))

    def _value(self, x: float) -> float:
        try:
            y = self.function(x)
        except Exception as problem:  # whatever a stranger's callable raises
            raise InputError(
                f"target: at {x!r} the callable raised {type(problem).__name__}: {problem}"
            ) from problem
        if type(y) is float and -math.inf < y < math.inf:
            return y
        return _finite(y, f"target: the callable's value at {x!r}")

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        far = max(abs(low), abs(high))
        if high - low < far * NARROWEST or not Fraction(1, 10**200) < far < 10**200:
            raise InputError(
                f"interval: [{said(low)}, {said(high)}] is too narrow, too small or too large "
                "for a callable, which is known in floats only; expected one at least "
                f"{NARROWEST} as wide as its distance from 0"
            )

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        return []  # nothing is proved about a callable

    def shape(self, low: Fraction, high: Fraction, bends: Sequence[Interval]) -> Shape:
        return "general"  # a search in the tube needs no derivatives that can be trusted

    def tame(self, low: Fraction, high: Fraction) -> bool:
        return True

    def curve(self, low: Fraction, high: Fraction) -> Curve:
        a, b = float(low), float(high)
        f, h = self._value, (b - a) * STEP

        def around(x: float) -> tuple[float, float, float]:
            x = min(max(x, a + h), b - h)
            return f(x - h), f(x), f(x + h)

        def slope(x: float) -> float:
            below, _, above = around(x)
            return (above - below) / (2 * h)

        def bend(x: float) -> float:
            below, y, above = around(x)
            return (above - 2 * y + below) / (h * h)

        return Curve(f, Forms(f, slope, bend))


def _finite(y: object, where: str) -> float:
    """What a callable returned, as a float, or InputError."""
    try:
        value = math.nan if isinstance(y, (str, bytes)) else float(y)  # type: ignore[arg-type]  # it may be anything
    except (TypeError, ValueError, OverflowError):
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"{where}: found {shown(y)}, expected a finite number")
    return value


def _coefficients(values: object, where: str) -> Vector:
    found = coefficients(poly(numbers(values, where)))
    if len(found) > MOST_DEGREE + 1:
        raise InputError(f"{where}: found degree {len(found) - 1}, expected at most {MOST_DEGREE}")
    return found


def polynomial(coefficients: object) -> Target:
    """The polynomial with these rational coefficients, the constant first.

    Parameters
    ----------
    coefficients : sequence of numbers

    Raises
    ------
    InputError
        If one is no number or very long, or there are very many.

    Examples
    --------
    >>> polynomial([0, 0, 1])(3)
    9.0
    """
    return Quotient(_coefficients(coefficients, "coefficients"))


def quotient(top: object, bottom: object) -> Target:
    """The quotient of two polynomials, given by coefficients, the constant first.

    Raises
    ------
    InputError
        As for `polynomial`, or if the denominator is 0 everywhere.  Where it is 0 at a point,
        only an interval that holds the point is refused.

    Examples
    --------
    >>> quotient([1], [1, 0, 25])(0.2)
    0.5
    """
    over, under = _coefficients(top, "top"), _coefficients(bottom, "bottom")
    if not any(under):
        raise InputError("bottom: found the polynomial 0, expected another denominator")
    if len(under) == 1:
        return Quotient(tuple(c / under[0] for c in over))
    return Quotient(over, under)


def stated(function: Callable[[float], float], convexity: Shape) -> Target:
    """A callable of one float whose convexity is stated: "convex", "concave" or "general".

    What is found about it was searched in floats and is not certified.

    Raises
    ------
    InputError
        If it is no callable, or the word is another.

    Examples
    --------
    >>> stated(lambda x: abs(x - 1), "convex")(3)
    2.0
    """
    if not (isinstance(convexity, str) and convexity in get_args(Shape) and callable(function)):
        raise InputError(
            f"convexity: found {shown(convexity)}, expected convex, concave or general, "
            "for a callable"
        )
    return Stated(function, convexity)


NAMED: dict[str, Target] = {
    "exp": Exponential(),
    "log": Logarithm(),
    "sqrt": SquareRoot(),
    "sin": Wave(quarters=0),
    "cos": Wave(quarters=1),
    "abs": Linear(Piecewise([0], [-1, 1], 0)),
    "runge": Quotient((Fraction(1),), (Fraction(1), Fraction(0), Fraction(25))),
}
"""The targets that have a name."""


def target(value: object) -> Target:
    """The target that a name, a list of coefficients, a Piecewise or a Target means.

    Raises
    ------
    InputError
        If it is none of these.

    Examples
    --------
    >>> target("sqrt")(4), target([0, 0, 1]).name
    (2.0, 'polynomial')
    """
    if isinstance(value, Target):
        return value
    if isinstance(value, Piecewise):
        return Linear(value)
    if isinstance(value, str):
        if value not in NAMED:
            raise InputError(f"target: found {shown(value)}, expected one of {', '.join(NAMED)}")
        return NAMED[value]
    if callable(value):
        raise InputError(
            "target: found a callable, expected one with its convexity: stated(function, 'convex')"
        )
    return polynomial(value)
