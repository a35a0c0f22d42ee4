"""What is asked of a search, and the coordinates in which it is answered."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..core.piecewise import Piecewise
from ..core.rational import InputError, Interval, Vector
from .algebraic import Quotient
from .arithmetic import power_of_two
from .base import Frame, Shape, Target
from .parameters import Algebraic
from .records import Best, Block, Enclosure, Proof, said


@dataclass(frozen=True)
class Task:
    """The target, the ends of the interval, and how many pieces are allowed."""

    target: Target
    low: Fraction
    high: Fraction
    pieces: int

    @property
    def interval(self) -> Interval:
        """The two ends."""
        return self.low, self.high

    @cached_property
    def form(self) -> Algebraic | None:
        """How the target stands in certificates there, None if it does not."""
        return self.target.algebraic(self.low, self.high)

    @cached_property
    def frame(self) -> Frame:
        """Coordinates that suit floats."""
        return framed(self.target, self.low, self.high)

    @cached_property
    def bends(self) -> list[Interval]:
        """Where the second derivative changes its sign."""
        return self.target.bends(self.low, self.high)

    @cached_property
    def shape(self) -> Shape:
        """Whether it does not, and which sign it has."""
        return self.target.shape(self.low, self.high, self.bends)

    @cached_property
    def smooth(self) -> bool:
        """Whether the target is no chain of lines."""
        return self.target.pieces(self.low, self.high) is None

    def within(self, x: Fraction) -> Fraction:
        """The place itself, or the end that it passes."""
        return min(max(x, self.low), self.high)

    def best(
        self,
        function: Piecewise,
        error: Fraction | Enclosure | float,
        proof: Proof,
        cuts: Vector = (),
        blocks: tuple[Block, ...] = (),
    ) -> Best:
        """The answer: a function, its error, and what proves it."""
        statement = self.form.statement if self.form else None
        given = self.target, self.interval, self.pieces
        return Best(*given, function, error, proof, cuts, blocks, statement)

    def unsettled(self, floor: Fraction, reached: Fraction | None) -> InputError:
        """What to say where the search did not bring the two bounds together."""
        above = "unknown" if reached is None else said(reached)
        return InputError(
            f"interval: the search for {self.pieces} pieces near {self.target.name} on "
            f"[{said(self.low)}, {said(self.high)}] did not settle, it proved no more than "
            f"{said(floor)} <= error <= {above}; expected fewer pieces or a narrower interval"
        )


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
