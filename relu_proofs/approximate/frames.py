"""The coordinates in which a target is searched."""

from fractions import Fraction

from ..core.rational import Vector
from .algebraic import Quotient
from .arithmetic import power_of_two
from .base import Frame, Target

SETTLED = Fraction(1, 1 << 75)
"""Of a power series: last terms so small, next to the largest bent one, are not missed."""

LAST = 4
"""So many terms are looked at: of the series of sin and cos every second one may vanish."""


def framed(f: Target, low: Fraction, high: Fraction) -> Frame:
    """Coordinates in which the target on [low, high] is of size 1.

    A polynomial, and any target on an interval so narrow that a few terms of its power series
    are all there is to see, is searched as a polynomial around the middle, without constant and
    linear term.  Of a tame target floats are good enough as it is; but a chain of lines costs
    nothing to scale, and its best pieces are simple where its ends and its height are 1.
    """
    middle, half = (low + high) / 2, (high - low) / 2
    width = power_of_two(half)
    series = f.series(middle, half)
    if series is not None and (series.whole or _settles(series.terms, half)):
        return _polynomial_frame(series.terms, middle, width)
    straight = f.pieces(low, high) is not None
    return f.scaled(low, high) if straight or not f.tame(low, high) else Frame(f)


def _settles(terms: Vector, half: Fraction) -> bool:
    sizes = [abs(c) * half**k for k, c in enumerate(terms)]
    return 0 < max(sizes[-LAST:]) <= SETTLED * max(sizes[2:])


def _polynomial_frame(terms: Vector, middle: Fraction, width: Fraction) -> Frame:
    constant, slope = (*terms, Fraction(0))[:2]
    bent = [c * width**k for k, c in enumerate(terms[2:], 2)]
    height = power_of_two(max(map(abs, bent)))
    inner = Quotient((Fraction(0), Fraction(0), *(c / height for c in bent)))
    return Frame(inner, middle, width, height, slope, constant)
