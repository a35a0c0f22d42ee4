"""Targets whose values only balls enclose: exp, log, sin and cos."""

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from ..core.rational import InputError, Interval
from .arithmetic import Arithmetic, Forms, N, ball, bits_for, power_of_two, rational, working
from .base import Frame, Target
from .records import said

if TYPE_CHECKING:
    from flint import arb


MOST_EXPONENT = 3000
"""Of exp: its values there have 1303 digits, and numbers made of two of them fit into 4000."""

MOST_BENDS = 500
"""Of sin and cos on an interval: about twice as many half waves as there may be pieces."""


@dataclass(frozen=True, eq=False)
class Exponential(Target):
    """The exponential function."""

    name = "exp"

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        return Forms(m.exp, m.exp, m.exp)

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        if max(-low, high) > MOST_EXPONENT:
            raise InputError(
                f"interval: found [{said(low)}, {said(high)}], for exp expected numbers "
                f"between -{MOST_EXPONENT} and {MOST_EXPONENT}; exp(x + c) is exp(c) exp(x)"
            )

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        return []  # its second derivative has one sign

    def scaled(self, low: Fraction, high: Fraction) -> Frame:
        return Frame(self, middle=high)  # exp(x) = exp(high) exp(x - high)

    def start(self, low: N, high: N, n: int, m: Arithmetic[N]) -> list[N] | None:
        # The root of f'' is exp(x/2), and its antiderivative 2 exp(x/2).
        first, last = m.exp(low / 2), m.exp(high / 2)
        return [2 * m.log(first + (last - first) * j / n) for j in range(n + 1)]


@dataclass(frozen=True, eq=False)
class Logarithm(Target):
    """The natural logarithm."""

    name = "log"

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        return Forms(m.log, lambda x: 1 / x, lambda x: -1 / (x * x))

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        if low <= 0:
            raise InputError(f"interval: log is not defined at {said(low)}, expected a > 0")

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        return []  # its second derivative has one sign

    def scaled(self, low: Fraction, high: Fraction) -> Frame:
        return Frame(self, width=power_of_two(high))  # log(c x) = log(c) + log(x)

    def start(self, low: N, high: N, n: int, m: Arithmetic[N]) -> list[N] | None:
        # The root of -f'' is 1/x, and its antiderivative log(x).
        first, last = m.log(low), m.log(high)
        return [m.exp(first + (last - first) * j / n) for j in range(n + 1)]


@dataclass(frozen=True, eq=False)
class Wave(Target):
    """The sine, after so many quarter turns: sin and cos."""

    quarters: int

    @cached_property
    def name(self) -> str:  # type: ignore[override]  # it is only read
        return "cos" if self.quarters else "sin"

    def forms(self, m: Arithmetic[N]) -> Forms[N]:
        cycle = (m.sin, m.cos, lambda x: -m.sin(x), lambda x: -m.cos(x))
        value, slope, bend = (cycle[(self.quarters + k) % 4] for k in range(3))
        return Forms(value, slope, bend)

    def require_defined(self, low: Fraction, high: Fraction) -> None:
        if high - low > MOST_BENDS * 3:
            raise InputError(
                f"interval: [{said(low)}, {said(high)}] holds over {MOST_BENDS} half waves of "
                f"{self.name}, and pieces that follow none of them err by about 1; "
                f"expected at most {3 * MOST_BENDS} between the ends"
            )

    def bends(self, low: Fraction, high: Fraction) -> list[Interval]:
        with working(bits_for(low, high)):
            # The zeros of the target itself, multiples of pi for sin, half odd ones for cos.
            half_turn, offset = _pi(), Fraction(self.quarters, 2)
            first, last = (math.floor(rational(ball(x) / half_turn)) for x in (low, high))
            zeros = [half_turn * ball(k + offset) for k in range(first - 1, last + 2)]
            found = [(rational(x.lower()), rational(x.upper())) for x in zeros]
        # A zero that the precision cannot tell from an end counts as inside.
        return [(left, right) for left, right in found if low < right and left < high]

    def scaled(self, low: Fraction, high: Fraction) -> Frame:
        with working(bits_for(low, high)):
            turn = 2 * _pi()
            turns = math.floor(rational(ball(low) / turn))
            return Frame(self, middle=rational(turns * turn))  # as near as balls go


def _pi() -> "arb":
    from flint import arb

    return arb.pi()
