"""The coordinates in which a target is searched."""

from fractions import Fraction

from ..core.rational import Vector
from .algebraic import Quotient
from .arithmetic import power_of_two
from .base import Frame, Target


def framed(f: Target, low: Fraction, high: Fraction) -> Frame:
    """Coordinates in which the target on [low, high] is of size 1.

    A polynomial, and any target on an interval so narrow that a few terms of its power series
    are all there is to see, is searched as a polynomial around the middle, without constant and
    linear term.  Of a tame target floats are good enough as it is; but a chain of lines costs
    nothing to scale, and its best pieces are simple where its ends and its height are 1.
    """
    if f.pieces(low, high) is not None:
        return f.scaled(low, high)
    middle, half = (low + high) / 2, (high - low) / 2
    terms = f.series(middle, half) if f.proved else None
    if terms is not None:
        return _polynomial_frame(terms, middle, power_of_two(half))
    return Frame(f) if f.tame(low, high) else f.scaled(low, high)


def _polynomial_frame(terms: Vector, middle: Fraction, width: Fraction) -> Frame:
    constant, slope = (*terms, Fraction(0))[:2]
    bent = [c * width**k for k, c in enumerate(terms[2:], 2)]
    height = power_of_two(max(map(abs, bent)))
    inner = Quotient((Fraction(0), Fraction(0), *(c / height for c in bent)))
    return Frame(inner, middle, width, height, slope, constant)
