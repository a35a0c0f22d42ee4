"""Boxes: as people give them, and as a domain.

A box is one pair (low, high) for every input, or one pair for each; never two vectors.
"""

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from random import Random

from . import certificate
from .certificate import JSONObject
from .forms import Form, integer_form
from .level import Level
from .polytope import HalfSpaces, Multipliers
from .rational import InputError, Interval, Vector, exact, over_one_denominator, sequence, shown


def as_box(
    box: object, inputs: int, where: str = "box", *, flat: bool = False
) -> tuple[Interval, ...]:
    """A box as one pair of rationals for each input.

    Parameters
    ----------
    box : pair of numbers, or sequence of such pairs
        One pair (low, high) serves every input; a sequence holds one pair for each input.
        Two vectors, of the lows and of the highs, are never meant.
    inputs : int
    where : str
        The place named in an error.
    flat : bool
        Whether low = high, in a sequence of pairs, fixes an input; one input has to move.

    Returns
    -------
    tuple of pairs of Fraction

    Raises
    ------
    InputError
        If the number of pairs is not that of the inputs, a number is not finite,
        or low < high does not hold.

    Examples
    --------
    >>> as_box((-1, 1), 2) == as_box([(-1, 1), ("-1", 1.0)], 2)
    True
    >>> as_box([(0, 1)], 2)
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: box: found 1 pairs, expected 2, one for each input
    """
    pairs = sequence(box, where, _EXPECTED)
    if not any(_is_row(entry) for entry in pairs):
        return (_pair(pairs, where, False),) * inputs
    if len(pairs) != inputs:
        raise InputError(
            f"{where}: found {len(pairs)} pairs, expected {inputs}, one for each input"
        )
    found = tuple(
        _pair(sequence(entry, f"{where}[{i}]", _EXPECTED), f"{where}[{i}]", flat)
        for i, entry in enumerate(pairs)
    )
    if all(low == high for low, high in found):
        raise InputError(f"{where}: found low = high in every pair, expected low < high in one")
    return found


_EXPECTED = "a pair (low, high) or one such pair for each input"


def parse_box(
    text: str, inputs: int, where: str = "box", *, flat: bool = False
) -> tuple[Interval, ...]:
    """A box from the text ``LO,HI[;LO,HI...]``; one pair serves every input.

    Examples
    --------
    >>> [[str(end) for end in pair] for pair in parse_box("-1,1/2;0.5,2", 2)]
    [['-1', '1/2'], ['1/2', '2']]
    """
    pairs = [part.split(",") for part in text.split(";")]
    return as_box(pairs[0] if len(pairs) == 1 else pairs, inputs, where, flat=flat)


def _is_row(value: object) -> bool:
    listed = hasattr(value, "__iter__") and not isinstance(value, str)
    return listed and getattr(value, "ndim", 1) > 0


def _pair(entry: list[object], where: str, flat: bool) -> Interval:
    if len(entry) != 2:
        raise InputError(f"{where}: found {len(entry)} numbers, expected a pair (low, high)")
    low, high = (exact(value, f"{where}[{i}]") for i, value in enumerate(entry))
    if low > high or (low == high and not flat):
        raise InputError(f"{where}: found {shown(low)} to {shown(high)}, expected low < high")
    return low, high


class Box(HalfSpaces):
    """A box, from one pair (low, high) with low <= high for each input.

    The half-spaces are x_i - low_i >= 0 and high_i - x_i >= 0, for input 0, then 1, and so on.
    A box that is flat, with low = high somewhere, is a polytope to the certificates.
    """

    def __init__(self, intervals: Sequence[Interval]) -> None:
        self.intervals = tuple(intervals)
        self.inputs = len(self.intervals)
        self.flat = any(low == high for low, high in self.intervals)
        self.level = Level(self.inputs, self._equations())
        half = Fraction(1, 2)
        self.inside = tuple((low + high) * half for low, high in self.intervals)
        ends = [end for pair in self.intervals for end in pair]
        numbers, self._bottom = over_one_denominator(ends)
        self._lows, self._highs = numbers[::2], numbers[1::2]

    def _equations(self) -> Iterator[Vector]:
        """x_i - low_i = 0 for each input that does not move."""
        for i, (low, high) in enumerate(self.intervals):
            if low == high:
                yield (*self._unit(i), -low)

    def _unit(self, i: int, sign: int = 1) -> Vector:
        return tuple(Fraction(sign * (i == j)) for j in range(self.inputs))

    def _sides(self) -> Iterator[tuple[Vector, Fraction]]:
        for i, (low, high) in enumerate(self.intervals):
            yield self._unit(i), -low
            yield self._unit(i, -1), high

    @cached_property
    def json(self) -> JSONObject:
        """The domain as statements name it."""
        return certificate.polytope(self._sides()) if self.flat else certificate.box(self.intervals)

    @cached_property
    def half_spaces(self) -> tuple[Form, ...]:
        """Made when they are asked for: a box of 784 inputs has many, and most questions none."""
        return tuple(integer_form(row, b) for row, b in self._sides())

    def in_floats(self) -> list[tuple[float, float]] | None:
        """The intervals in floats, to search with; None where an end is beyond them."""
        try:
            return [(float(low), float(high)) for low, high in self.intervals]
        except OverflowError:
            return None

    def least(self, row: Sequence[int]) -> Fraction:
        """The exact minimum over the box of an integer row, its constant last."""
        total = 0
        for a, low, high in zip(row, self._lows, self._highs):
            if a:
                total += a * low if a > 0 else a * high
        return row[-1] + Fraction(total, self._bottom)

    def prove(self, form: Form, splits: Sequence[Form] = ()) -> Multipliers | None:
        """As in `HalfSpaces.prove`; over the whole box the interval bound is the exact minimum."""
        if self.least(form.row) >= 0:
            return [
                (2 * i + (a < 0), Fraction(abs(a), form.den))
                for i, a in enumerate(form.row[:-1])
                if a
            ]
        return super().prove(form, splits) if splits else None

    def below(self, form: Form, splits: Sequence[Form], inside: Vector) -> Vector:
        """As in `HalfSpaces.below`; in the whole box the corner where the form is least."""
        if splits:
            return super().below(form, splits, inside)
        return tuple(low if a >= 0 else high for a, (low, high) in zip(form.row, self.intervals))

    def contains(self, x: Sequence[Fraction]) -> bool:
        """Whether a point lies in the domain."""
        return all(low <= t <= high for t, (low, high) in zip(x, self.intervals, strict=True))

    def around(self, chance: Random) -> Vector:
        """A random point in the interior."""
        shares = [chance.randint(1, 63) for _ in self.intervals]
        ends = zip(shares, self._lows, self._highs)
        values = ((64 - share) * low + share * high for share, low, high in ends)
        return tuple(Fraction(value, 64 * self._bottom) for value in values)

    def far(self, chance: Random, count: int) -> list[Vector]:
        """All corners where ``count`` allows, else random ones, each with the one across."""
        if 1 << self.inputs <= count:
            return list(itertools.product(*self.intervals))
        picks = [[chance.randrange(2) for _ in self.intervals] for _ in range(-(-count // 2))]
        return [
            tuple(pair[bit ^ across] for bit, pair in zip(pick, self.intervals))
            for pick in picks
            for across in (0, 1)
        ]


def bounding(rows: Sequence[Vector]) -> Box:
    """The smallest box around points.

    Examples
    --------
    >>> bounding([(Fraction(0), Fraction(1)), (Fraction(2), Fraction(1))]).json["type"]
    'polytope'
    """
    return Box([(min(column), max(column)) for column in zip(*rows)])
