"""How a target stands in certificates: points are parameters of which all else is polynomial."""

import math
from dataclasses import dataclass
from fractions import Fraction

from ..core.certificate import JSONObject
from ..core.piecewise import Piecewise
from ..core.rational import Interval, Vector
from .arithmetic import ball, fraction, in_flint, rational, working
from .polynomials import Polynomial, poly
from .records import Line


@dataclass(frozen=True)
class Algebraic:
    """A polynomial or a quotient of two in certificates.

    Points are given by a parameter w of which target and lines are rational functions: here it
    is x itself.

    Attributes
    ----------
    statement : dict
        The target's JSON form.
    ends : pair of Fraction
        The parameters of the interval's ends.
    top, bottom : polynomials
        Numerator and denominator as polynomials in w; the denominator is positive.
    """

    statement: JSONObject
    ends: Interval
    top: Polynomial
    bottom: Polynomial

    @property
    def knots(self) -> Vector:
        """The abscissas at which the formula changes."""
        return ()

    def abscissa(self, w: Fraction) -> Fraction:
        """The abscissa at a parameter."""
        return w

    def parameter(self, x: Fraction) -> Fraction | None:
        """The parameter of an abscissa, if it is rational."""
        return x

    def near(self, x: Fraction) -> Fraction:
        """A parameter as near to an abscissa's as the working precision goes."""
        return x

    def quotient(self, w: Fraction) -> tuple[Polynomial, Polynomial]:
        """Numerator and denominator around w."""
        return self.top, self.bottom

    def value(self, w: Fraction) -> Fraction:
        """The value of the target at a parameter."""
        (top, bottom), at = self.quotient(w), in_flint(w)
        return fraction(top(at) / bottom(at))

    def line(self, line: Line[Fraction]) -> Polynomial:
        """A line as a polynomial in the parameter."""
        return poly([line.constant, line.slope])


@dataclass(frozen=True)
class InSquares(Algebraic):
    """The square root in certificates: w is the root, and x = w^2."""

    bits: int

    def abscissa(self, w: Fraction) -> Fraction:
        return w * w

    def parameter(self, x: Fraction) -> Fraction | None:
        return perfect_root(x)

    def near(self, x: Fraction) -> Fraction:
        with working(self.bits):
            return rational(ball(x).sqrt())

    def value(self, w: Fraction) -> Fraction:
        return w

    def line(self, line: Line[Fraction]) -> Polynomial:
        return poly([line.constant, Fraction(0), line.slope])


@dataclass(frozen=True)
class InPieces(Algebraic):
    """A piecewise-linear function in certificates."""

    function: Piecewise

    @property
    def knots(self) -> Vector:
        return self.function.knots

    def quotient(self, w: Fraction) -> tuple[Polynomial, Polynomial]:
        return self.line(Line(*self.function.line_at(w))), self.bottom


def perfect_root(x: Fraction) -> Fraction | None:
    """The rational square root, or None."""
    if x < 0:
        return None
    root = Fraction(math.isqrt(x.numerator), math.isqrt(x.denominator))
    return root if root * root == x else None
