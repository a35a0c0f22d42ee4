"""Targets that can stand in certificates: polynomials, their quotients, the square root, pieces."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from ..core.certificate import JSONObject, texts
from ..core.piecewise import Piecewise
from ..core.rational import InputError, Interval, Vector, exact
from .arithmetic import Arithmetic, Forms, N, bits_for, power_of_two
from .base import Curve, Frame, Series, Shape, Target, tame
from .parameters import Algebraic, InPieces, InSquares, perfect_root
from .polynomials import (
    Root,
    derivative,
    horner,
    moved,
    multiply,
    real_roots,
    series,
    subtract,
    trimmed,
    value,
)
from .records import said

__all__ = ["FAR", "TERMS", "Linear", "Polynomial", "Quotient", "SquareRoot"]

TERMS = 16
"""Terms of a power series that stands for a target on a narrow interval."""

FAR = 40
"""A power series settles soon where the next pole is FAR times as far as the end.

Its last terms are then below 40^-14 of the largest, which is about 2^-75.
"""


class _Rational(Target):
    """A target with rational values: rounded they are better than what floats compute."""

    def rounded(self, x: Fraction) -> float:
        return float(self.exactly(x))


@dataclass(frozen=True, eq=False)
class Polynomial(_Rational):
    """A polynomial, by its coefficients: the constant first, the last one not 0."""

    coefficients: Vector

    @property
    def name(self) -> str:
        return "polynomial"

    @cached_property
    def _derivatives(self) -> tuple[Vector, Vector]:
        first = derivative(self.coefficients)
        return first, derivative(first)

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        first, second = self._derivatives
        return Forms(horner(self.coefficients, m), horner(first, m), horner(second, m))

    def exactly(self, x: object) -> Fraction:
        return value(self.coefficients, exact(x, "x"))

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        return _odd_roots(self._derivatives[1], low, high)

    def series(self, middle: Fraction, half: Fraction) -> Series | None:
        return Series(moved(self.coefficients, middle, Fraction(1)), whole=True)

    def pieces(self, low: Fraction, high: Fraction) -> Piecewise | None:
        if len(self.coefficients) > 2:
            return None
        constant, slope = (*self.coefficients, Fraction(0))[:2]
        return Piecewise([], [slope], constant)

    def algebraic(self, low: Fraction, high: Fraction) -> Algebraic:
        statement: JSONObject = {"type": "polynomial", "coefficients": texts(self.coefficients)}
        return Algebraic(statement, (low, high), self.coefficients)


def _odd_roots(p: Sequence[Fraction], low: Fraction, high: Fraction) -> list[Interval]:
    """Where inside [low, high] a polynomial changes its sign."""
    if not any(p):
        return []
    roots = real_roots(p, low, high)
    return [
        (root.low, root.high)
        for root in roots
        if root.multiplicity % 2 and low < root.low and root.high < high
    ]


@dataclass(frozen=True, eq=False)
class Quotient(_Rational):
    """A quotient of two polynomials, given by coefficients; the denominator is not 0."""

    top: Vector
    bottom: Vector

    @property
    def name(self) -> str:
        return "quotient"

    @cached_property
    def _fractions(self) -> list[tuple[Vector, Vector]]:
        """Numerators and denominators of the quotient and of its first two derivatives."""
        found = [(self.top, self.bottom)]
        for _ in range(2):
            p, q = found[-1]
            over = subtract(multiply(derivative(p), q), multiply(p, derivative(q)))
            found.append((trimmed(over), multiply(q, q)))
        return found

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        def form(p: Vector, q: Vector) -> Callable[[N], N]:
            over, under = horner(p, m), horner(q, m)
            return lambda x: over(x) / under(x)

        value, slope, bend = (form(p, q) for p, q in self._fractions)
        return Forms(value, slope, bend)

    def exactly(self, x: object) -> Fraction:
        at = exact(x, "x")
        under = value(self.bottom, at)
        if not under:
            raise InputError(f"x: {self.name} has a zero denominator at {said(at)}")
        return value(self.top, at) / under

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        roots = real_roots(self.bottom, low, high)
        if not roots:
            return
        pole, between = _simplest(roots[0], self.bottom), f"in [{said(low)}, {said(high)}]"
        if not value(self.top, pole):
            raise InputError(
                f"interval: numerator and denominator are both 0 at {said(pole)} {between}; "
                "divide both by their common factor, or leave that point out"
            )
        raise InputError(
            f"interval: the denominator is 0 at {said(pole)} {between}, a pole; "
            "choose an interval without it"
        )

    @cached_property
    def _bend(self) -> Vector:
        """The numerator of (p/q)'' = ((p'' q - p q'') q - 2 (p' q - p q') q') / q^3."""
        p, q = self.top, self.bottom
        first, second = derivative(q), derivative(derivative(q))
        outer = subtract(multiply(derivative(derivative(p)), q), multiply(p, second))
        inner = multiply(self._fractions[1][0], first)
        return subtract(multiply(outer, q), [2 * c for c in inner])

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        return _odd_roots(self._bend, low, high)

    def series(self, middle: Fraction, half: Fraction) -> Series | None:
        bottom = trimmed(moved(self.bottom, middle, Fraction(1)))
        # Where the other terms stay below the constant one there is no pole.
        others = sum(abs(c) * (FAR * half) ** k for k, c in enumerate(bottom) if k)
        if others >= abs(bottom[0]):
            return None
        top = moved(self.top, middle, Fraction(1))
        if len(bottom) == 1:
            return Series(tuple(c / bottom[0] for c in top), whole=True)
        return Series(series(top, bottom, TERMS), whole=False)

    def pieces(self, low: Fraction, high: Fraction) -> Piecewise | None:
        if any(self._bend):
            return None
        return Piecewise.through([(x, self.exactly(x)) for x in (low, high)])

    def algebraic(self, low: Fraction, high: Fraction) -> Algebraic:
        # The rule asks for a positive denominator: -p / -q is the same function.
        sign = 1 if value(self.bottom, (low + high) / 2) > 0 else -1
        top, bottom = (tuple(sign * c for c in p) for p in (self.top, self.bottom))
        statement: JSONObject = {"type": "quotient", "top": texts(top), "bottom": texts(bottom)}
        return Algebraic(statement, (low, high), top, bottom)


def _simplest(root: Root, p: Sequence[Fraction]) -> Fraction:
    """The root itself if it is rational, for then its denominator divides the leading coefficient.

    Else a number next to it.
    """
    middle, bottom = (root.low + root.high) / 2, math.lcm(*(c.denominator for c in p))
    leading = next(abs(int(c * bottom)) for c in reversed(p) if c)
    found = middle.limit_denominator(leading)
    return middle if value(p, found) else found


@dataclass(frozen=True, eq=False)
class SquareRoot(Target):
    """The square root; in certificates between ends whose roots are rational."""

    @property
    def name(self) -> str:
        return "sqrt"

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        return Forms(
            m.sqrt,
            lambda x: 1 / (2 * m.sqrt(x)),
            lambda x: -1 / (4 * x * m.sqrt(x)),
        )

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        if low < 0:
            raise InputError(f"interval: sqrt is not defined at {said(low)}, expected a >= 0")

    def shape(self, low: Fraction, high: Fraction, bends: Sequence[Interval]) -> Shape:
        return "concave"

    def scaled(self, low: Fraction, high: Fraction) -> Frame:
        return Frame(self, width=power_of_two(high))  # sqrt(c x) = sqrt(c) sqrt(x)

    def series(self, middle: Fraction, half: Fraction) -> Series | None:
        if FAR * half >= middle:
            return None
        terms = [Fraction(1)]  # of sqrt(1 + s / middle): the factor sqrt(middle) is left out
        for k in range(1, TERMS):
            terms.append(terms[-1] * (Fraction(3, 2) - k) / (k * middle))
        return Series(tuple(terms), whole=False)

    def start(self, low: N, high: N, n: int, m: Arithmetic[N]) -> list[N] | None:
        # The root of -f'' is x^(-3/4) / 2, and its antiderivative 2 x^(1/4).
        first, last = (m.sqrt(m.sqrt(x)) for x in (low, high))
        return [(first + (last - first) * j / n) ** 4 for j in range(n + 1)]

    def algebraic(self, low: Fraction, high: Fraction) -> Algebraic | None:
        first, last = perfect_root(low), perfect_root(high)
        if first is None or last is None:
            return None
        return InSquares(
            {"type": "sqrt"}, (first, last), (Fraction(0), Fraction(1)), bits=bits_for(low, high)
        )


@dataclass(frozen=True, eq=False)
class Linear(_Rational):
    """A continuous piecewise-linear function."""

    function: Piecewise

    @property
    def name(self) -> str:
        return "piecewise"

    def exactly(self, x: object) -> Fraction:
        return self.function(x)

    def shape(self, low: Fraction, high: Fraction, bends: Sequence[Interval]) -> Shape:
        return "general"

    def tame(self, low: Fraction, high: Fraction) -> bool:
        f = self.function
        return super().tame(low, high) and tame([*f.knots, *f.slopes, f(low), f(high)])

    def scaled(self, low: Fraction, high: Fraction) -> Frame:
        f, middle, width = self.function, (low + high) / 2, (high - low) / 2
        slope, constant = (f(high) - f(low)) / (high - low), f(low)
        # Without the line through the ends, the highest knot at a height of 1, or the lowest at -1.
        above = [f(t) - constant - slope * (t - low) for t in f.knots if low < t < high]
        height = max(map(abs, above))
        knots = [(t - middle) / width for t in f.knots]
        slopes = [(s - slope) * width / height for s in f.slopes]
        inner = Piecewise(knots, slopes, 0, at=(low - middle) / width)
        at_middle = constant + slope * (middle - low)
        return Frame(Linear(inner), middle, width, height, slope, at_middle)

    def curve(self, low: Fraction, high: Fraction) -> Curve:
        kinks = tuple(float(t) for t in self.function.knots if low < t < high)
        return Curve(cache(lambda x: float(self.function(x))), None, kinks)

    def pieces(self, low: Fraction, high: Fraction) -> Piecewise:
        return self.function.inside(low, high)

    def algebraic(self, low: Fraction, high: Fraction) -> Algebraic:
        statement: JSONObject = {"type": "piecewise", **self.function.statement}
        return InPieces(statement, (low, high), (), function=self.function)
