"""Backward bounds of units on a box: exact sums over two short lines for each earlier unit.

r(z) of each earlier unit is put between two lines, and the form that bounds z is followed down to
the inputs, where its exact minimum over the box is read off (CROWN: Zhang et al. 2018).  Slopes
are short rationals and sums are exact integers; the rule is that of the kind ``unit-sign``.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import compress
from math import lcm
from typing import NamedTuple

from ..core.certificate import JSON, texts
from ..core.clock import tick
from ..core.domains import Box
from ..core.network import Network, Unit
from ..core.rational import Interval, over_one_denominator, text
from .cell import Weak

__all__ = ["Bounds"]

_BITS = 16
"""Of the slopes, and of the bounds relative to the largest of their layer: more bits make longer
certificates, and decide no more units on the networks that were tried."""


class _Line(NamedTuple):
    """r(z) >= lower z always, and r(z) <= slope z + shift where low <= z <= high."""

    low: Fraction
    high: Fraction
    lower: Fraction
    slope: Fraction
    shift: Fraction


_ZERO, _ONE = Fraction(0), Fraction(1)
_EXACT: Mapping[Weak, _Line] = {
    "on": _Line(_ZERO, _ONE, _ONE, _ONE, _ZERO),
    "off": _Line(-_ONE, _ZERO, _ZERO, _ZERO, _ZERO),
}
"""The lines of a unit that is on or off: r(z) = z and r(z) = 0."""


def _line(low: Fraction, high: Fraction, unit: Fraction) -> _Line:
    """The lines of a unit, its bounds rounded outward to multiples of ``unit``."""
    low, high = low // unit * unit, -(-high // unit) * unit
    if low >= 0 or high <= 0:
        state = Fraction(low >= 0)
        return _Line(low, high, state, state, _ZERO)
    steps = -(-high * (1 << _BITS) // (high - low))
    slope = Fraction(steps, 1 << _BITS)  # at least high / (high - low)
    return _Line(low, high, Fraction(high > -low), slope, max(-slope * low, high - slope * high))


class _Lines(NamedTuple):
    """The lines of a layer, and their numbers over one denominator."""

    lines: list[_Line]
    lower: list[int]
    slopes: list[int]
    shifts: list[int]
    bottom: int


def _together(lines: list[_Line]) -> _Lines:
    flat = [value for line in lines for value in (line.lower, line.slope, line.shift)]
    numbers, bottom = over_one_denominator(flat)
    return _Lines(lines, numbers[::3], numbers[1::3], numbers[2::3], bottom)


class _Layer(NamedTuple):
    """A layer over one denominator: a row for each unit, and a column for each input and 1."""

    rows: list[list[int]]
    columns: list[tuple[int, ...]]
    bottom: int


class Bounds:
    """Bounds of the pre-activations of a network over a box, layer after layer.

    The lines of a layer must be taken, by `relax`, before the next layer is asked about.
    """

    def __init__(self, network: Network, box: Box) -> None:
        self._network = network
        self._box = box
        self._lines: list[_Lines] = []
        self._layers = [
            _Layer(rows, list(zip(*rows)), bottom) for rows, bottom in network.whole[:-1]
        ]

    def range(self, k: int, i: int) -> Interval:
        """Bounds of a pre-activation: layer k, unit i."""
        return self._least(k, i, 1), -self._least(k, i, -1)

    def half_range(self, k: int, i: int, value: int) -> Interval:
        """The same, but trivial on the side that a value of z shows to be useless."""
        low = self._least(k, i, 1) if value >= 0 else Fraction(-1)
        high = -self._least(k, i, -1) if value <= 0 else Fraction(1)
        return low, high

    def _least(self, k: int, i: int, sign: int) -> Fraction:
        """A lower bound of sign times z."""
        return self.least_in((k, i), sign, {}, {}, {})

    def least_in(
        self,
        unit: Unit,
        sign: int,
        states: Mapping[Unit, Weak],
        slopes: Mapping[Unit, Fraction],
        less: Mapping[Unit, Fraction],
    ) -> Fraction:
        """A lower bound of sign times z in a case, less what splits say is >= 0.

        Parameters
        ----------
        unit, sign : layer and unit, 1 or -1
        states : units that are on or off in the case
        slopes : lower slopes, where they are not those of `relaxation`
        less : for units of the case what times their z is taken away; it has their sign
        """
        tick()
        k, i = unit
        rows, _, bottom = self._layers[k]
        *form, constant = (sign * value for value in rows[i])
        for j in range(k - 1, -1, -1):
            lines = self._in_case(j, states, slopes)
            below = sum(v * t for v, t in zip(form, lines.shifts) if v < 0)
            constant = constant * lines.bottom + below
            form = [v * (s if v < 0 else a) for v, s, a in zip(form, lines.slopes, lines.lower)]
            bottom *= lines.bottom
            here = {n: value for (layer, n), value in less.items() if layer == j}
            if here:
                factor = lcm(*(value.denominator for value in here.values()))
                bottom, constant = bottom * factor, constant * factor
                form = [value * factor for value in form]
                for n, value in here.items():
                    form[n] -= value.numerator * (bottom // value.denominator)
            _, columns, own = self._layers[j]
            *form, shift = (sum(map(int.__mul__, form, column)) for column in columns)
            constant = constant * own + shift
            bottom *= own
        return self._box.least((*form, constant)) * Fraction(1, bottom)

    def _in_case(
        self, j: int, states: Mapping[Unit, Weak], slopes: Mapping[Unit, Fraction]
    ) -> "_Lines":
        """The lines of a layer in a case."""
        lines = list(self._lines[j].lines)
        changed = False
        for (layer, n), state in states.items():
            if layer == j:
                lines[n], changed = _EXACT[state], True
        for (layer, n), slope in slopes.items():
            if layer == j:
                lines[n], changed = lines[n]._replace(lower=slope), True
        return _together(lines) if changed else self._lines[j]

    def open_units(self, layers: int) -> Iterator[tuple[Unit, Fraction]]:
        """The units of the first layers that lines do not follow, and their lower slopes."""
        for k, lines in enumerate(self._lines[:layers]):
            for i, line in enumerate(lines.lines):
                if line.low < 0 < line.high:
                    yield (k, i), line.lower

    def floats(self, k: int) -> tuple[list[float], list[float], list[float]]:
        """The lines of a layer in floats: lower slopes, upper slopes, shifts."""
        lines = self._lines[k].lines
        lists = zip(*((line.lower, line.slope, line.shift) for line in lines))
        lower, slope, shift = ([float(value) for value in values] for values in lists)
        return lower, slope, shift

    def relax(self, ranges: Sequence[Interval]) -> None:
        """Take the next layer's lines from the bounds of its ReLU units."""
        size = max((max(abs(low), abs(high)) for low, high in ranges), default=_ZERO)
        scale = size.numerator.bit_length() - size.denominator.bit_length() - _BITS
        unit = Fraction(2) ** scale
        relu = self._network.relu[len(self._lines)]
        lines = [_EXACT["on"]] * len(relu)  # of what is passed on, whatever its sign
        for i, (low, high) in zip(compress(range(len(relu)), relu), ranges, strict=True):
            lines[i] = _line(low, high, unit)
        self._lines.append(_together(lines))

    def relaxation(self, k: int) -> JSON:
        """The lines of a layer as a certificate holds them."""
        return [
            {
                "low": text(line.low),
                "high": text(line.high),
                "lower": text(line.lower),
                "upper": texts([line.slope, line.shift]),
            }
            for line in compress(self._lines[k].lines, self._network.relu[k])
        ]
