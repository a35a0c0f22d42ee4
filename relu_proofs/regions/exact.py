"""The same complex in integers: which lines name a vertex, and every number that follows.

A vertex is named by two lines that meet in it, a line by a unit that vanishes on it and a cell
where it does.  Coordinates and pre-activations are computed from the names, and only where they
are asked for: integers over a common positive scale.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import NamedTuple, TypeAlias

import numpy as np

from ..core.clock import tick
from ..core.network import Network
from ..core.rational import Interval, over_one_denominator
from .arrays import Bits, Flags, Ints, Whole, unpacked_layers

Line: TypeAlias = tuple[int, int, int]
"""Integers (A, B, C) without a common factor: where A x + B y + C = 0."""
Point: TypeAlias = tuple[int, int, int]
"""Integers (X, Y, S) without a common factor, S > 0: the point (X/S, Y/S)."""

SIDES = 4
"""The lines 0 to 3 are x = low, x = high, y = low, y = high: line 2 axis + end."""
MACHINE = 2**62
"""Sums below this in size are formed in machine integers: half their range, to be clear of it."""


class IntegerLayer(NamedTuple):
    """A layer times its least common denominator."""

    rows: Whole
    """Shape (units, inputs + 1): weights, then the bias."""
    scale: int
    """The least common denominator."""
    most: int
    """The largest sum of sizes in a row or column of ``rows``."""


class Exact:
    """Names of lines and vertices, and the integers that follow from them.

    Lines and vertices are numbered as they are added and keep their numbers.

    Attributes
    ----------
    network : Network
        Of two inputs.
    line_names : array of shape (lines, 3)
        Layer, unit, and cell before that layer; -1 for the sides of the box.
    vertex_names : array of shape (vertices, 2)
        Two lines that meet in the vertex.
    patterns : list of arrays of words
        The patterns of the cells before layer 0, 1, ...: the states of all layers before.
    """

    def __init__(self, network: Network, box: Sequence[Interval]):
        self.network = network
        self.line_names: Ints = np.full((SIDES, 3), -1)
        self.vertex_names: Ints = np.array([[0, 2], [1, 2], [1, 3], [0, 3]])
        self.patterns: list[Bits] = [np.zeros((1, 0), np.uint64)]
        self._lines: dict[int, Line] = dict(enumerate(_sides(box)))
        self._points: dict[int, Point] = {}
        self._rows: list[dict[int, Whole]] = [{} for _ in network.layers]

    @cached_property
    def layers(self) -> list[IntegerLayer]:
        """Each layer in integers; formed when the first number is asked for."""
        return [_whole(layer.weight, layer.bias) for layer in self.network.layers]

    # ---- names ----------------------------------------------------------------------------------

    def add_lines(self, layer: int, unit: Ints, cell: Ints) -> Ints:
        """The numbers of new lines, where a unit of a layer vanishes on a cell before it."""
        names = np.stack([np.full(len(unit), layer), unit, cell], axis=1)
        first = len(self.line_names)
        self.line_names = np.concatenate([self.line_names, names])
        return np.arange(first, len(self.line_names))

    def add_vertices(self, lines: Ints) -> None:
        """New vertices where two lines meet; ``lines`` has the shape (new vertices, 2)."""
        self.vertex_names = np.concatenate([self.vertex_names, lines])

    def states(self, patterns: Bits) -> list[Flags]:
        """The states of each layer in patterns, which may end before the last layer.

        Of all units: those that pass on are on throughout.
        """
        return unpacked_layers(patterns, self.network.widths)

    # ---- numbers --------------------------------------------------------------------------------

    def points(self, vertices: Sequence[int]) -> list[Point]:
        """The coordinates of vertices."""
        fresh = [v for v in vertices if v not in self._points]
        names = self.vertex_names[fresh].tolist()
        self._find_lines({line for pair in names for line in pair})
        for v, (one, two) in zip(fresh, names, strict=True):
            self._points[v] = _meeting(self._lines[one], self._lines[two])
        return [self._points[v] for v in vertices]

    def _find_lines(self, lines: Iterable[int]) -> None:
        """Pull the units that name lines back to the inputs, layer by layer."""
        fresh = np.array([k for k in lines if k not in self._lines], dtype=np.int64)
        of_layer = self.line_names[fresh, 0]
        for layer in np.unique(of_layer).tolist():
            chosen = fresh[of_layer == layer]
            _, unit, cell = self.line_names[chosen].T
            states = self.states(self.patterns[layer][cell])  # of all layers before this one
            # rows: forms in the values after layer k and a constant, for k = layer - 1 down to 0;
            # off units contribute nothing, on units their own form.
            rows = self.layers[layer].rows[unit]
            for inner, on in zip(reversed(self.layers[:layer]), reversed(states), strict=True):
                constant = rows[:, -1] * inner.scale
                rows = _product(np.where(on, rows[:, :-1], 0), inner.rows, inner.most)
                rows[:, -1] += constant
            # Without their common factor, the numbers stay as small as the line lets them.
            for k, (a, b, c) in zip(chosen.tolist(), rows.tolist(), strict=True):
                common = gcd(a, b, c)
                self._lines[k] = a // common, b // common, c // common

    def rows(self, vertices: Sequence[int], layer: int) -> Whole:
        """The pre-activations of a layer at vertices.

        Returns
        -------
        array of shape (vertices, units + 1)
            Integers; the last in each row is the scale > 0 by which the others are to be divided.
        """
        # Back to the layers where these vertices are known, then forward from there: a loop, as a
        # network may be deeper than Python recurses.
        steps: list[tuple[int, Sequence[int]]] = []
        fresh = vertices
        for k in range(layer, -1, -1):
            fresh = [v for v in fresh if v not in self._rows[k]]
            if not fresh:
                break
            steps.append((k, fresh))
        # Each list of vertices holds the next one in its order: equally long, they are the same.
        found = np.empty((0, 0), object)
        for k, fresh in reversed(steps):
            before = found if len(found) == len(fresh) else self._known_rows(fresh, k - 1)
            found = self._next_rows(before, k)
            self._rows[k].update(zip(fresh, found, strict=True))
        return found if len(found) == len(vertices) else self._known_rows(vertices, layer)

    def _known_rows(self, vertices: Sequence[int], layer: int) -> Whole:
        """The rows of a layer at vertices where they are known; of layer -1, the points."""
        if layer < 0:
            return np.array(self.points(vertices), dtype=object)
        return np.array([self._rows[layer][v] for v in vertices])

    def _next_rows(self, before: Whole, layer: int) -> Whole:
        """The rows of a layer from those of the layer before, or from points."""
        tick()
        values = before
        if layer:  # the scale, the last number of a row, is positive and stays
            passes = [*(not own for own in self.network.relu[layer - 1]), True]
            values = np.where((before > 0) | passes, before, 0)
        rows, scale, most = self.layers[layer]
        return np.append(_product(values, rows.T, most), values[:, -1:] * scale, axis=1)

    def ratio(self, layer: int, start: int, end: int, unit: int) -> Fraction:
        """A number that grows with the place where a unit vanishes between two vertices.

        The place is s / (s + t) with the sizes s and t of its pre-activation at the ends, so s / t
        grows with it.  The scales of both rows are left out: for these vertices, a constant.
        """
        one, two = self.rows([start, end], layer)[:, unit].tolist()
        return Fraction(abs(one), abs(two))

    def forget_rows(self) -> None:
        """Let go of the pre-activations: once all layers have cut, only points are asked for."""
        self._rows = [{} for _ in self._rows]


def _sides(box: Sequence[Interval]) -> list[Line]:
    """The four sides of the box, in the order of `SIDES`."""
    (a, b), (c, d) = box
    return [
        *((x.denominator, 0, -x.numerator) for x in (a, b)),
        *((0, y.denominator, -y.numerator) for y in (c, d)),
    ]


def _whole(weight: Sequence[Sequence[Fraction]], bias: Sequence[Fraction]) -> IntegerLayer:
    # One scale for the whole layer, so that a row of values keeps one scale as well.
    numbers, scale = over_one_denominator(
        x for row, constant in zip(weight, bias, strict=True) for x in (*row, constant)
    )
    rows = np.array(numbers, dtype=object).reshape(len(bias), -1)
    most = max(abs(rows).sum(axis=axis).max() for axis in (0, 1))
    return IntegerLayer(rows, scale, most)


def _meeting(one: Line, two: Line) -> Point:
    """Where two lines meet: the cross product of their coefficients."""
    (a, b, c), (d, e, f) = one, two
    x, y, s = b * f - c * e, c * d - a * f, a * e - b * d
    common = gcd(x, y, s) if s > 0 else -gcd(x, y, s)
    return x // common, y // common, s // common


def _product(one: Whole, two: Whole, most: int) -> Whole:
    """The product of integer matrices: in machine integers where they must suffice.

    No sum of sizes in a column of ``two`` may exceed ``most``.  The entries themselves have to
    fit as well: a factor of at least 1 on both sides sees to that.
    """
    # Each sum is at most the largest entry of `one` times the sum of a column of `two`.
    size = abs(one).max(initial=1) * max(most, 1)
    kind = np.int64 if size < MACHINE else object
    product: Whole = (one.astype(kind) @ two.astype(kind)).astype(object)
    return product
