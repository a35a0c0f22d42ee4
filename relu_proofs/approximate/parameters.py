"""How a target stands in certificates: points are parameters of which all else is polynomial."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from ..core.certificate import JSON
from ..core.piecewise import Piecewise
from ..core.rational import Interval, Vector
from .arithmetic import ball, rational, working
from .polynomials import value
from .records import Line

__all__ = ["Algebraic", "InPieces", "InPlace", "InSquares", "Statement", "perfect_root"]

Statement: TypeAlias = dict[str, JSON]

ONE = (Fraction(1),)


class Algebraic(Protocol):
    """How a target stands in certificates.

    Points are given by a parameter w of which target and lines are rational functions: x itself,
    but w = sqrt(x) for the square root.
    """

    @property
    def statement(self) -> Statement:
        """The target's JSON form."""

    @property
    def ends(self) -> Interval:
        """The parameters of the interval's ends."""

    @property
    def knots(self) -> Vector:
        """The abscissas at which the formula changes."""

    def place(self, w: Fraction) -> tuple[Fraction, Fraction]:
        """The abscissa and the value at a parameter."""

    def abscissa(self, w: Fraction) -> Fraction:
        """The abscissa at a parameter."""

    def parameter(self, x: Fraction) -> Fraction | None:
        """The parameter of an abscissa, if it is rational."""

    def near(self, x: Fraction) -> Fraction:
        """A parameter as near to an abscissa's as the working precision goes."""

    def quotient(self, w: Fraction) -> tuple[Vector, Vector]:
        """The target around w as numerator and denominator, polynomials in the parameter."""

    def line(self, line: Line) -> Vector:
        """A line as a polynomial in the parameter."""


@dataclass(frozen=True)
class InPlace:
    """A polynomial or a quotient in certificates; the denominator is positive."""

    statement: Statement
    ends: Interval
    top: Vector
    bottom: Vector
    knots: Vector = ()

    def place(self, w: Fraction) -> tuple[Fraction, Fraction]:
        return w, value(self.top, w) / value(self.bottom, w)

    def abscissa(self, w: Fraction) -> Fraction:
        return w

    def parameter(self, x: Fraction) -> Fraction | None:
        return x

    def near(self, x: Fraction) -> Fraction:
        return x

    def quotient(self, w: Fraction) -> tuple[Vector, Vector]:
        return self.top, self.bottom

    def line(self, line: Line) -> Vector:
        return line.constant, line.slope


@dataclass(frozen=True)
class InSquares:
    """The square root in certificates: everything in terms of w = sqrt(x)."""

    statement: Statement
    ends: Interval
    bits: int
    knots: Vector = ()

    def place(self, w: Fraction) -> tuple[Fraction, Fraction]:
        return w * w, w

    def abscissa(self, w: Fraction) -> Fraction:
        return w * w

    def parameter(self, x: Fraction) -> Fraction | None:
        return perfect_root(x)

    def near(self, x: Fraction) -> Fraction:
        with working(self.bits):
            return rational(ball(x).sqrt())

    def quotient(self, w: Fraction) -> tuple[Vector, Vector]:
        return (Fraction(0), *ONE), ONE

    def line(self, line: Line) -> Vector:
        return line.constant, Fraction(0), line.slope


@dataclass(frozen=True)
class InPieces:
    """A piecewise-linear function in certificates."""

    statement: Statement
    ends: Interval
    function: Piecewise

    @property
    def knots(self) -> Vector:
        return self.function.knots

    def place(self, w: Fraction) -> tuple[Fraction, Fraction]:
        return w, self.function(w)

    def abscissa(self, w: Fraction) -> Fraction:
        return w

    def parameter(self, x: Fraction) -> Fraction | None:
        return x

    def near(self, x: Fraction) -> Fraction:
        return x

    def quotient(self, w: Fraction) -> tuple[Vector, Vector]:
        slope, constant = self.function.line_at(w)
        return (constant, slope), ONE

    def line(self, line: Line) -> Vector:
        return line.constant, line.slope


def perfect_root(x: Fraction) -> Fraction | None:
    """The rational square root, or None."""
    if x < 0:
        return None
    top, bottom = math.isqrt(x.numerator), math.isqrt(x.denominator)
    root = Fraction(top, bottom)
    return root if root * root == x else None
