"""The two sorts of numbers in which a target is evaluated: floats to search, balls to prove.

A ball is a number of python-flint (the library Arb): a midpoint with a radius.  Every operation
on balls returns one that holds the true result, so what a ball says is proved; what a float says
is a guess.  A formula is written once and takes its elementary functions from an `Arithmetic`.
"""

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from flint import arb, arb_series, fmpq


N = TypeVar("N", float, "arb")
"""A float or a ball."""

BITS = 240
"""Working precision of balls: enough that rounding to 2^-90, not the ball, limits what is shown."""


@dataclass(frozen=True)
class Arithmetic(Generic[N]):
    """The elementary functions of one sort of numbers.

    ``number`` makes one of a rational; ``middle`` drops the radius of a ball: an iteration that
    corrects itself needs no error bound, and would only blow it up; ``rational`` gives what is
    left.
    """

    number: Callable[[Fraction], N]
    middle: Callable[[N], N]
    rational: Callable[[N], Fraction]
    exp: Callable[[N], N]
    log: Callable[[N], N]
    sqrt: Callable[[N], N]
    sin: Callable[[N], N]
    cos: Callable[[N], N]


class Forms(NamedTuple, Generic[N]):
    """A function with its first and second derivative, in one sort of numbers."""

    value: Callable[[N], N]
    slope: Callable[[N], N]
    bend: Callable[[N], N]


FLOATS: Arithmetic[float] = Arithmetic(
    number=float,
    middle=lambda x: x,
    rational=Fraction,
    exp=math.exp,
    log=math.log,
    sqrt=math.sqrt,
    sin=math.sin,
    cos=math.cos,
)


@cache
def balls() -> "Arithmetic[arb]":
    """Ball arithmetic, in the working precision of the moment; see `working`."""
    return Arithmetic(
        number=ball,
        middle=lambda x: x.mid(),
        rational=rational,
        exp=lambda x: x.exp(),
        log=lambda x: x.log(),
        sqrt=lambda x: x.sqrt(),
        sin=lambda x: x.sin(),
        cos=lambda x: x.cos(),
    )


def working(bits: int) -> AbstractContextManager[None]:
    """A context in which balls are computed with so many bits; the caller's precision returns."""
    from flint import ctx

    return ctx.workprec(bits)


def bits_for(low: Fraction, high: Fraction) -> int:
    """The precision that an interval asks for.

    What matters between the ends are differences of values there, and then differences of
    slopes: each loses as many bits as the interval is narrower than its distance from 0, or than
    the 1 on which exp and the waves change.
    """
    far = max(abs(low), abs(high), Fraction(1)) / (high - low)
    return BITS + 2 * max(0, far.numerator.bit_length() - far.denominator.bit_length())


def in_flint(x: Fraction) -> "fmpq":
    """A rational as python-flint has it."""
    from flint import fmpq

    return fmpq(x.numerator, x.denominator)


def fraction(x: "fmpq") -> Fraction:
    """A rational of python-flint as Python has it."""
    return Fraction(int(x.p), int(x.q))


def ball(x: Fraction) -> "arb":
    """The ball of a rational."""
    from flint import arb

    return arb(in_flint(x))


def power_series(
    value: "Callable[[arb], arb]", middle: Fraction, count: int
) -> tuple[Fraction, ...]:
    """The first coefficients of the power series of a formula in balls, their middles.

    Raises
    ------
    ArithmeticError
        If one is not finite.

    Examples
    --------
    >>> power_series(lambda x: 1 / x, Fraction(2), 3)
    (Fraction(1, 2), Fraction(-1, 4), Fraction(1, 8))
    """
    from flint import arb_series, ctx

    before, ctx.cap = ctx.cap, count
    try:
        # It has the operations that `Target.forms` names.
        step = cast("arb", arb_series([ball(middle), 1]))
        terms = cast("arb_series", value(step))
    finally:
        ctx.cap = before
    return tuple(rational(terms[k]) for k in range(count))


def rational(x: "arb") -> Fraction:
    """The midpoint of a ball, exactly.

    Raises
    ------
    ArithmeticError
        If it is not finite.

    Examples
    --------
    >>> rational(ball(Fraction(3, 8)))
    Fraction(3, 8)
    """
    if not x.is_finite():
        raise ArithmeticError("a ball without a middle")
    mantissa, exponent = x.mid().man_exp()
    top, shift = int(mantissa), int(exponent)
    return Fraction(top << shift) if shift >= 0 else Fraction(top, 1 << -shift)


def power_of_two(x: Fraction) -> Fraction:
    """The greatest power of two up to a positive rational.

    Examples
    --------
    >>> power_of_two(Fraction(5)), power_of_two(Fraction(1, 3))
    (Fraction(4, 1), Fraction(1, 4))
    """
    power = x.numerator.bit_length() - x.denominator.bit_length()
    found = Fraction(1 << power) if power >= 0 else Fraction(1, 1 << -power)
    return found if found <= x else found / 2
