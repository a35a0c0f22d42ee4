"""Targets that can stand in certificates: polynomials, their quotients, the square root, pieces."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from ..core.certificate import JSONObject, texts
from ..core.piecewise import Piecewise
from ..core.rational import InputError, Interval, Vector, exact
from .arithmetic import Arithmetic, Forms, N, bits_for, fraction, in_flint, power_of_two
from .base import Curve, Frame, Shape, Target, tame
from .parameters import Algebraic, InPieces, InSquares, perfect_root
from .polynomials import Polynomial, coefficients, horner, poly, real_roots
from .records import said


class _Rational(Target):
    """A target with rational values: rounded they are better than what floats compute."""

    def rounded(self, x: Fraction) -> float:
        return float(self.exactly(x))


@dataclass(frozen=True, eq=False)
class Quotient(_Rational):
    """A quotient of two polynomials, by their coefficients, the constant first, the last not 0.

    If the denominator has no other coefficient it is 1: then this is a polynomial.
    """

    top: Vector
    bottom: Vector = (Fraction(1),)

    @cached_property
    def name(self) -> str:  # type: ignore[override]  # it is only read
        return "quotient" if len(self.bottom) > 1 else "polynomial"

    @cached_property
    def _formulas(self) -> list[tuple[Polynomial, Polynomial]]:
        """Numerators and denominators of the quotient and of its first two derivatives."""
        p, q = poly(self.top), poly(self.bottom)
        slope = p.derivative() * q - p * q.derivative()
        bend = slope.derivative() * q - 2 * slope * q.derivative()
        return [(p, q), (slope, q * q), (bend, q * q * q)]

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        def form(p: Polynomial, q: Polynomial) -> Callable[[N], N]:
            over, under = horner(p, m), horner(q, m)
            return (lambda x: over(x) / under(x)) if q.degree() else over

        value, slope, bend = (form(p, q) for p, q in self._formulas)
        return Forms(value, slope, bend)

    def exactly(self, x: object) -> Fraction:
        at = exact(x, "x")
        over, under = (p(in_flint(at)) for p in self._formulas[0])
        if not under:
            raise InputError(f"x: {self.name} has a zero denominator at {said(at)}")
        return fraction(over / under)

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        top, bottom = self._formulas[0]
        poles = real_roots(bottom, low, high)
        if not poles:
            return
        first, between = poles[0], f"in [{said(low)}, {said(high)}]"
        known = (fraction(root) for root, _ in bottom.roots())  # the rational ones
        pole = next((x for x in known if first.low <= x <= first.high), first.low)
        if not top(in_flint(pole)):
            raise InputError(
                f"interval: numerator and denominator are both 0 at {said(pole)} {between}; "
                "divide both by their common factor, or leave that point out"
            )
        raise InputError(
            f"interval: the denominator is 0 at {said(pole)} {between}, a pole; "
            "choose an interval without it"
        )

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        bend, _ = self._formulas[2]
        return [
            (root.low, root.high)
            for root in (real_roots(bend, low, high) if bend else [])
            if root.multiplicity % 2 and low < root.low and root.high < high
        ]

    def series(self, middle: Fraction, half: Fraction) -> Vector | None:
        top, bottom = self._formulas[0]
        if bottom.degree():
            return super().series(middle, half)
        return coefficients(top(poly([middle, Fraction(1)])))

    def pieces(self, low: Fraction, high: Fraction) -> Piecewise | None:
        if self._formulas[2][0]:
            return None
        return Piecewise.through([(x, self.exactly(x)) for x in (low, high)])

    def algebraic(self, low: Fraction, high: Fraction) -> Algebraic:
        top, bottom = self._formulas[0]
        if not bottom.degree():
            statement: JSONObject = {"type": "polynomial", "coefficients": texts(self.top)}
            return Algebraic(statement, (low, high), top, bottom)
        # The rule asks for a positive denominator: -p / -q is the same function.
        if bottom(in_flint(low)) < 0:
            top, bottom = -top, -bottom
        over, under = texts(coefficients(top)), texts(coefficients(bottom))
        statement = {"type": "quotient", "top": over, "bottom": under}
        return Algebraic(statement, (low, high), top, bottom)


@dataclass(frozen=True, eq=False)
class SquareRoot(Target):
    """The square root; in certificates between ends whose roots are rational."""

    name = "sqrt"

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        return Forms(
            m.sqrt,
            lambda x: 1 / (2 * m.sqrt(x)),
            lambda x: -1 / (4 * x * m.sqrt(x)),
        )

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        if low < 0:
            raise InputError(f"interval: sqrt is not defined at {said(low)}, expected a >= 0")

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        return []  # its second derivative has one sign

    def scaled(self, low: Fraction, high: Fraction) -> Frame:
        return Frame(self, width=power_of_two(high))  # sqrt(c x) = sqrt(c) sqrt(x)

    def start(self, low: N, high: N, n: int, m: Arithmetic[N]) -> list[N] | None:
        # The root of -f'' is x^(-3/4) / 2, and its antiderivative 2 x^(1/4).
        first, last = (m.sqrt(m.sqrt(x)) for x in (low, high))
        return [(first + (last - first) * j / n) ** 4 for j in range(n + 1)]

    def algebraic(self, low: Fraction, high: Fraction) -> Algebraic | None:
        first, last = perfect_root(low), perfect_root(high)
        if first is None or last is None:
            return None
        root, one = poly([Fraction(0), Fraction(1)]), poly([Fraction(1)])
        return InSquares({"type": "sqrt"}, (first, last), root, one, bits=bits_for(low, high))


@dataclass(frozen=True, eq=False)
class Linear(_Rational):
    """A continuous piecewise-linear function."""

    function: Piecewise

    name = "piecewise"

    def exactly(self, x: object) -> Fraction:
        return self.function(x)

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        return []  # its second derivative is 0 but at knots

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
        return InPieces(statement, (low, high), poly([]), poly([Fraction(1)]), self.function)
