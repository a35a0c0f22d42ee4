"""What the room hands on: lines and blocks of a search, best pieces and bounds with their proof.

A standing is never typed.  `Best.standing` is given by the checker, which has to accept both
certificates while it is read, or by the balls that computed the bounds; what neither has seen is
called searched.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from ..checker import Malformed, check
from ..core import statements
from ..core.certificate import JSON, Certificate, JSONObject, texts
from ..core.piecewise import Piecewise
from ..core.rational import InputError, Interval, Vector, exact

if TYPE_CHECKING:
    from .base import Target


Real = TypeVar("Real", float, Fraction)
Proof: TypeAlias = Literal["certificates", "balls", "search"]

LEAST, MOST = 1e-300, 1e300
"""Sizes between which a float has all its digits, and prints as people expect."""


def _rounded(x: Fraction, digits: int, form: str, rounding: str = ROUND_HALF_EVEN) -> str:
    """A rational rounded to so many digits, written as floats are, whatever its size."""
    context = Context(prec=digits, rounding=rounding)
    near = context.divide(Decimal(x.numerator), Decimal(x.denominator))
    if not x or LEAST < abs(near) < MOST:
        return format(float(near), form)
    return f"{near.normalize():e}"


def _digits(x: Fraction, count: int, rounding: str = ROUND_HALF_EVEN) -> str:
    return _rounded(x, count, f".{count}g", rounding)


def said(x: Fraction) -> str:
    """A rational in a message: exactly if that is short, else about.

    Examples
    --------
    >>> said(Fraction(3, 11)), said(Fraction(1, 3**99))
    ('3/11', 'about 5.82098e-48')
    """
    longest = max(x.numerator.bit_length(), x.denominator.bit_length())
    return str(x) if longest <= 64 else f"about {_digits(x, 6)}"


@dataclass(frozen=True)
class Enclosure:
    """A number known to lie between two rationals.

    Raises
    ------
    InputError
        If an end is no number, or they are in the wrong order.

    Examples
    --------
    >>> x = Enclosure(Fraction(1, 3), Fraction(334, 1000))
    >>> float(x), str(x)
    (0.33366666666666667, '0.33 (width 6.7e-04)')
    """

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", exact(self.low, "low"))
        object.__setattr__(self, "high", exact(self.high, "high"))
        if self.low > self.high:
            raise InputError(
                f"high: found {said(self.high)}, expected at least {said(self.low)}, the low end"
            )

    @property
    def width(self) -> Fraction:
        """The distance between the two bounds."""
        return self.high - self.low

    def __float__(self) -> float:
        """The midpoint, rounded to a float; infinite where it is larger than floats are."""
        middle = (self.low + self.high) / 2
        try:
            return float(middle)
        except OverflowError:
            return math.inf if middle > 0 else -math.inf

    def digits(self, most: int = 12) -> str:
        """The digits that both bounds share after rounding, at most so many; "" if none."""
        for count in range(most, 0, -1):
            low = _digits(self.low, count)
            if low == _digits(self.high, count):
                return low
        return ""

    def __str__(self) -> str:
        shared = self.digits()
        if shared:
            return f"{shared} (width {_rounded(self.width, 2, '.1e')})"
        low, high = _digits(self.low, 3, ROUND_FLOOR), _digits(self.high, 3, ROUND_CEILING)
        return f"between {low} and {high}"


@dataclass(frozen=True, slots=True)
class Line(Generic[Real]):
    """The line y = slope x + constant, in floats or exact."""

    slope: Real
    constant: Real

    def __call__(self, x: Real) -> Real:
        return self.slope * x + self.constant


def crossings(lines: Sequence[Line[Real]]) -> list[Real] | None:
    """Where neighbouring lines meet, or None if they do not meet in order."""
    if any(left.slope == right.slope for left, right in pairwise(lines)):
        return None
    knots = [(b.constant - a.constant) / (a.slope - b.slope) for a, b in pairwise(lines)]
    return knots if all(s < t for s, t in pairwise(knots)) else None


class LooseBlock(NamedTuple, Generic[Real]):
    """Points at which f minus these lines, each up to where it meets the next, should alternate.

    From a search: nothing is known of it yet.
    """

    lines: tuple[Line[Real], ...]
    points: tuple[Real, ...]

    def moved(
        self, line: Callable[[Line[Real]], Line[Fraction]], point: Callable[[Real], Fraction]
    ) -> "LooseBlock[Fraction]":
        """The block after a change of each line and of each point."""
        return LooseBlock(tuple(map(line, self.lines)), tuple(map(point, self.points)))


class Block(NamedTuple):
    """Evidence for a floor: at these points f - reference alternates.

    It excludes ``pieces`` pieces: as many as there are points, less those of the reference,
    less one.
    """

    pieces: int
    reference: Piecewise
    points: Vector


class Draft(NamedTuple):
    """What a search proposes: a function, blocks, and points near which f - g is extreme.

    Where the target stands in certificates, points of blocks and extremes are parameters; see
    `relu_proofs.approximate.base.Algebraic`.
    """

    function: Piecewise
    blocks: tuple[LooseBlock[Fraction], ...]
    extremes: Vector

    def moved(
        self,
        function: Piecewise,
        line: Callable[[Line[Fraction]], Line[Fraction]],
        point: Callable[[Fraction], Fraction],
    ) -> "Draft":
        """Another function, with this draft's lines and points after a change of each."""
        blocks = tuple(block.moved(line, point) for block in self.blocks)
        return Draft(function, blocks, tuple(map(point, self.extremes)))


@dataclass(frozen=True)
class Best:
    """A best approximation by continuous pieces, and the proof that it is one.

    Attributes
    ----------
    target : Target
    interval : pair of Fraction
    pieces : int
        How many were allowed.
    function : Piecewise
    error : Fraction, Enclosure or float
        Of the best function with so many pieces: a Fraction is exact, an Enclosure holds a lower
        bound for every function and what this one reaches, a float is what a search found.
    proof : str
        What backs the error: ``"certificates"``, ``"balls"`` or only a ``"search"``.
    cuts, blocks : the evidence of the two bounds
    statement : dict, optional
        The target as certificates have it.

    Examples
    --------
    >>> from relu_proofs import best_line
    >>> best = best_line([0, 0, 1], 0, 1)
    >>> str(best.error), best.standing, [c.statement["kind"] for c in best.certificates]
    ('1/8', 'certified', ['within', 'floor'])
    """

    target: "Target"
    interval: Interval
    pieces: int
    function: Piecewise
    error: Fraction | Enclosure | float
    proof: Proof
    cuts: Vector = ()
    blocks: tuple[Block, ...] = ()
    statement: JSONObject | None = None

    @property
    def knots(self) -> Vector:
        """Where the pieces meet."""
        return self.function.knots

    @cached_property
    def standing(self) -> str:
        """``"certified"``, ``"enclosed"`` or ``"searched"``.

        The first only once the checker has accepted both certificates for these statements,
        which happens here.

        Raises
        ------
        Refused
            If the checker does not accept one of them: a fault of this package.
        InputError
            If one asks for more work than the checker does unless it is told to.
        """
        if self.proof == "search":
            return "searched"
        if self.proof == "balls":
            return "enclosed"
        for certificate in self.certificates:
            try:
                proved = check(certificate.text)
            except Malformed as problem:
                raise InputError(
                    f"n: the checker judges no certificate for {self.pieces} pieces near this "
                    f"{self.target.name} ({problem}); expected fewer pieces, a lower degree or "
                    "shorter numbers"
                ) from None
            if proved != certificate.statement:
                raise RuntimeError(f"{self.target.name}: the certificate proves something else")
        return "certified"

    @property
    def bounds(self) -> Interval:
        """A floor for every function with so many pieces, and what this one reaches."""
        if isinstance(self.error, Enclosure):
            return self.error.low, self.error.high
        return Fraction(self.error), Fraction(self.error)

    @property
    def certificates(self) -> tuple[Certificate, Certificate]:
        """The certificates of kinds ``within`` and ``floor``; InputError if there are none."""
        if self.proof != "certificates":
            raise InputError(
                f"{self.target.name}: the bounds are {self.standing}, not in certificates; "
                "those hold polynomials, quotients of them, pieces, and sqrt between squares"
            )
        floor, reached = self.bounds
        target, function = self.statement or {}, self.function.statement
        return (
            Certificate(
                statements.within(target, self.interval, reached, function),
                {"cuts": texts(self.cuts)},
            ),
            Certificate(
                statements.floor(target, self.interval, self.pieces, floor),
                {"blocks": [_block_json(block) for block in self.blocks]},
            ),
        )


def _block_json(block: Block) -> JSON:
    return {
        "pieces": block.pieces,
        "reference": block.reference.statement,
        "points": texts(block.points),
    }
