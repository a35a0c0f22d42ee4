"""Weak signs of units in a box by cases: splits at units, and bounds with slopes of their own.

Floats search for slopes and multipliers (`slopes`); each case is closed by an exact sum over
them, the rule ``bounded`` of the kind ``unit-sign``.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ..core.certificate import DEEPEST_SPLIT, JSON, JSONObject
from ..core.domains import Box
from ..core.network import Unit
from ..core.rational import Vector, rounded, text
from .bounds import Bounds
from .cell import Weak
from .slopes import Search, Tried

if TYPE_CHECKING:
    from .slopes import Layers

__all__ = ["Branching"]

_STATES: Mapping[int, Weak] = {1: "on", -1: "off"}
_BITS = (6, 12, 24)
"""Bits of slopes and multipliers, the first that serve."""


class _Split(NamedTuple):
    """A case that was divided: at a unit, into the parts where it is on and off."""

    unit: Unit


class Branching:
    """The search for one weak sign of a unit, to be gone on with as long as there is time.

    Parameters
    ----------
    layers : list of `slopes.FloatLayer`, or None
        The network as `slopes.arrays` gives it.
    sign : 1 or -1
        z >= 0 is to be shown, or -z >= 0.

    Attributes
    ----------
    looked : int
        How many cases were looked at.
    points : list of points of the box where z may have the other sign
    """

    def __init__(
        self, layers: "Layers | None", box: Box, bounds: Bounds, unit: Unit, sign: int
    ) -> None:
        self.unit = unit
        self.sign = sign
        self.looked = 0
        self.points: list[Vector] = []
        self._box = box
        self._bounds = bounds
        self._ends: list[tuple[float, float]] = []
        self._closed: dict[tuple[tuple[Unit, int], ...], JSONObject | _Split] = {}
        self._search = self._begun(layers)

    def _begun(self, layers: "Layers | None") -> Search | None:
        """The search in floats; None where a number is beyond them."""
        ends = self._box.in_floats()
        if layers is None or ends is None:
            return None
        self._ends = ends
        k, i = self.unit
        weight, bias, _ = layers[k]
        row, constant = self.sign * weight[i], self.sign * bias[i]
        lines = [self._bounds.floats(j) for j in range(k)]
        return Search(layers[:k], row, constant, ends, lines)

    @property
    def is_stuck(self) -> bool:
        """Whether going on is of no use: some case can be neither closed nor divided."""
        return self._search is None

    def go_on(self, most: int) -> JSONObject | None:
        """Look at cases until there are ``most``; the tree, if all of them are closed by then.

        Ends at points where floats see the other sign, which are then in ``points``.

        Raises
        ------
        OutOfTime
            If a clock is over.
        """
        while self._search and self._search.open and self.looked < most and not self.points:
            for tried in self._search.look():
                self.looked += 1
                self.points += map(self._exactly, tried.points)
                if self._search and not self._close(self._search, tried):
                    self._search = None
        if self._search and not self._search.open and not self.points:
            return self._tree(())
        return None

    def _exactly(self, point: list[float]) -> Vector:
        """A point of the box near one in floats; at an end where floats are there or beyond."""
        return tuple(
            low if t <= least else high if t >= most else min(max(Fraction(t), low), high)
            for t, (least, most), (low, high) in zip(point, self._ends, self._box.intervals)
        )

    def _close(self, search: Search, tried: Tried) -> bool:
        """Close a case or divide it; False if neither can be done."""
        splits = tried.case.splits
        if search.closes(tried):
            for bits in _BITS:
                leaf = self._leaf(tried, bits)
                if leaf is not None:
                    self._closed[splits] = leaf
                    return True
        if tried.worst is None or len(splits) >= DEEPEST_SPLIT:
            return False
        self._closed[splits] = _Split(tried.worst)
        search.split(tried)
        return True

    def _leaf(self, tried: Tried, bits: int) -> JSONObject | None:
        """The leaf of a case, with slopes and multipliers of so many bits, if these do."""
        splits = tried.case.splits
        states = {unit: _STATES[sign] for unit, sign in splits}
        lower_slopes = {}
        for unit, lower in self._bounds.open_units(self.unit[0]):
            slope = Fraction(round(tried.slope(unit) * (1 << bits)), 1 << bits)
            if unit not in states and slope != lower:
                lower_slopes[unit] = slope
        found = (rounded(Fraction(tried.multiplier(unit)), bits) for unit, _ in splits)
        multipliers = [(j, value) for j, value in enumerate(found) if value]
        less: dict[Unit, Fraction] = {}
        for j, value in multipliers:
            unit, sign = splits[j]
            less[unit] = sign * value
        if self._bounds.least_in(self.unit, self.sign, states, lower_slopes, less) < 0:
            return None
        return {
            "type": "bounded",
            "slopes": [
                {"unit": list[JSON](unit), "lower": text(value)}
                for unit, value in sorted(lower_slopes.items())
            ],
            "multipliers": [[j, text(value)] for j, value in multipliers],
        }

    def _tree(self, splits: tuple[tuple[Unit, int], ...]) -> JSONObject:
        found = self._closed[splits]
        if not isinstance(found, _Split):
            return found
        return {
            "type": "split",
            "unit": list[JSON](found.unit),
            "on": self._tree((*splits, (found.unit, 1))),
            "off": self._tree((*splits, (found.unit, -1))),
        }
