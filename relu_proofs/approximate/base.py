"""What a search and a proof ask of a target: its formulas, where it bends, and its two guises.

A target shows itself to a search as a `Frame`, in which it is of size 1 and floats are at their
best, and to a certificate as an `Algebraic` form, if it has one.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from ..core.piecewise import Piecewise
from ..core.rational import InputError, Interval, Vector, exact, vector
from .arithmetic import FLOATS, Arithmetic, Forms, N, balls, bits_for, power_series, working
from .parameters import Algebraic
from .records import Line, said

Shape: TypeAlias = Literal["convex", "concave", "general"]

MOST_DIGITS = 1000
"""Of a number in a target or an interval.

What is computed from a few such numbers still fits the 4000 digits that a certificate may hold.
"""

_MOST_BITS = 3321
"""Numbers of so many bits have at most `MOST_DIGITS` digits."""

TAME = 64
"""Sizes from 2^-TAME to 2^TAME are far from where floats under- or overflow.

An interval no more than TAME times narrower than its distance from 0 leaves floats of it all but
two digits of each difference.
"""

TERMS = 16
"""Terms of a power series that stands for a target on a narrow interval."""

SETTLED = Fraction(1, 1 << 75)
"""Of a power series: last terms so small, next to the largest bent one, are not missed."""

LAST = 4
"""So many terms are looked at: of the series of sin and cos every second one may vanish."""


def numbers(values: object, where: str) -> Vector:
    """The rationals that values mean, if they are short enough to compute with.

    Raises
    ------
    InputError
        If they are no list of numbers, or one has more than `MOST_DIGITS` digits.
    """
    found = vector(values, where)
    for i, x in enumerate(found):
        _require_short(x, f"{where}[{i}]")
    return found


def _require_short(x: Fraction, where: str) -> None:
    size = max(x.numerator.bit_length(), x.denominator.bit_length())
    if size > _MOST_BITS:
        raise InputError(
            f"{where}: found a number of {size} bits, expected at most {MOST_DIGITS} digits"
        )


def tame(values: Sequence[Fraction], room: int = TAME) -> bool:
    """Whether floats of these numbers, and products of a few of them, keep all their digits."""
    least, most = Fraction(1, 1 << room), Fraction(1 << room)
    return all(not x or least < abs(x) < most for x in values)


class Curve(NamedTuple):
    """A target as the search in a tube sees it, in floats; without forms linear between kinks."""

    value: Callable[[float], float]
    forms: Forms[float] | None
    kinks: tuple[float, ...] = ()


@dataclass(frozen=True)
class Frame:
    """Coordinates t and F in which a target is of size 1.

    x = middle + width t, and f(x) = height F(t) + slope (x - middle) + constant.  A line more or
    less, and a factor, change no best knots; so the search looks at F, where floats lose no
    digits to a steep line, a narrow interval or a large number.
    """

    inner: "Target"
    middle: Fraction = Fraction(0)
    width: Fraction = Fraction(1)
    height: Fraction = Fraction(1)
    slope: Fraction = Fraction(0)
    constant: Fraction = Fraction(0)

    def enter(self, x: Fraction) -> Fraction:
        """The coordinate t of an abscissa."""
        return (x - self.middle) / self.width

    def leave(self, t: Fraction) -> Fraction:
        """The abscissa of a coordinate t."""
        return self.middle + self.width * t

    def outer_line(self, line: Line[Fraction]) -> Line[Fraction]:
        """A line of the frame as it is outside."""
        slope = self.slope + self.height * line.slope / self.width
        at_middle = self.constant + self.height * line.constant
        return Line(slope, at_middle - slope * self.middle)


class Target:
    """A function of one variable that pieces are to approximate.

    Attributes
    ----------
    name : str
        As messages name it.
    proved : bool
        Whether bounds can be proved: there is a formula, not only values in floats.
    """

    name: str
    proved = True

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        """The value and the first and second derivative, in floats or in balls.

        The value also of a power series of balls, which knows fewer functions than a ball: exp,
        log, sqrt, sin, cos, tan and atan, but not tanh.
        """
        raise TypeError(f"{self.name} has no formula")

    @cached_property
    def _floats(self) -> Forms[float]:
        return self.forms(FLOATS)

    def __call__(self, x: object) -> float:
        """The value at a float.

        Raises
        ------
        InputError
            If x is no finite number, or floats hold no value of the target there.
        """
        at = exact(x, "x")
        try:
            y = self.rounded(at)
        except InputError:
            raise
        except (ArithmeticError, ValueError):
            y = math.nan
        if not math.isfinite(y):
            raise InputError(f"x: {self.name} has no value in floats at {said(at)}")
        return y

    def rounded(self, x: Fraction) -> float:
        """The value in floats; may raise what floats raise."""
        return self._floats.value(float(x))

    def exactly(self, x: object) -> Fraction:
        """The value at a rational.

        Raises
        ------
        InputError
            If x is no number, or the target is not a polynomial, a quotient or in pieces.
        """
        raise InputError(f"target: {self.name} has no rational values; call it for one in floats")

    def interval(self, a: object, b: object) -> Interval:
        """The ends of an interval on which the target is defined.

        Raises
        ------
        InputError
            If an end is no number or a very long one, they are in the wrong order, or the target
            is not defined on all of it.
        """
        low, high = exact(a, "a"), exact(b, "b")
        _require_short(low, "a")
        _require_short(high, "b")
        if low >= high:
            raise InputError(f"interval: found [{said(low)}, {said(high)}], expected a < b")
        self.require_defined(low, high)
        return low, high

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        """Raise InputError if the target is not defined on all of [low, high]."""

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        """Where inside [low, high] the second derivative changes its sign.

        Proofs in balls rest on this: where a change is missing, bounds are false.

        Returns
        -------
        list of (left, right), increasing
            Narrow, and each around just one change; between them there is none.
        """
        raise TypeError(f"{self.name} does not say where it bends the other way")

    def shape(self, low: Fraction, high: Fraction, bends: Sequence[Interval]) -> Shape:
        """``"convex"``, ``"concave"`` or ``"general"``; a search asks, nothing rests on it."""
        if bends:
            return "general"
        with working(bits_for(low, high)):
            m = balls()
            bend = self.forms(m).bend(m.number((low + high) / 2))
            return "convex" if bend > 0 else "concave" if bend < 0 else "general"

    def series(self, middle: Fraction, half: Fraction) -> Vector | None:
        """The first coefficients of the power series around a point.

        None where later ones count up to a distance ``half``.
        """
        try:
            with working(bits_for(middle - half, middle + half)):
                terms = power_series(self.forms(balls()).value, middle, TERMS)
        except (ArithmeticError, ValueError):  # a pole so near that balls hold it
            return None
        sizes = [abs(c) * half**k for k, c in enumerate(terms)]
        return terms if 0 < max(sizes[-LAST:]) <= SETTLED * max(sizes[2:]) else None

    def tame(self, low: Fraction, high: Fraction) -> bool:
        """Whether floats of the target on [low, high] are good enough to search in."""
        return tame((low, high)) and (high - low) * TAME >= max(abs(low), abs(high))

    def scaled(self, low: Fraction, high: Fraction) -> Frame:
        """Coordinates that suit an interval on which it is not tame."""
        return Frame(self)

    def curve(self, low: Fraction, high: Fraction) -> Curve:
        """The target in floats, for the search in a tube on [low, high]."""
        return Curve(self._floats.value, self._floats)

    def start(self, low: N, high: N, n: int, m: Arithmetic[N]) -> list[N] | None:
        """A guess at n + 1 balanced knots, ends included, where a formula gives one."""
        return None

    def pieces(self, low: Fraction, high: Fraction) -> Piecewise | None:
        """The target itself where it is piecewise linear."""
        return None

    def algebraic(self, low: Fraction, high: Fraction) -> Algebraic | None:
        """How it stands in certificates about [low, high], if it can."""
        return None
