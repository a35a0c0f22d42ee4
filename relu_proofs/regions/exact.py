"""The same complex in integers: which lines name a vertex, and every number that follows.

A vertex is named by two lines that meet in it, a line by a unit that vanishes on it and a cell
where it does.  Coordinates and pre-activations are computed from the names, and only where they
are asked for: integers over a common positive scale.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import gcd, prod
from typing import NamedTuple

import numpy as np

from ..core.clock import tick
from ..core.network import Network
from ..core.rational import Interval, over_one_denominator
from .arrays import Bits, Flags, Ints, Whole, unpacked_layers
from .digits import Planes, integers, planes_of, product

SIDES = 4
"""The lines 0 to 3 are x = low, x = high, y = low, y = high: line 2 axis + end."""
MACHINE = 2**62
"""Sums below this in size are formed in machine integers: half their range, to be clear of it."""


MOST_PLANES = 12
"""Of a layer whose products are formed in floats: with more digits, Python's are as fast."""

CHUNK = 1024
"""Of forms pulled back at once: few enough that their digits stay near the processor."""

_gcd = np.frompyfunc(gcd, 3, 1)


class IntegerLayer(NamedTuple):
    """A layer times its least common denominator."""

    rows: Whole
    """Shape (units + 1, inputs + 1): weights and bias of each unit, then zeros and the scale.

    So a column of numbers over a scale becomes the next one, with its scale last, and a row, a
    form with its constant last, becomes that form of the numbers before.
    """
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
        # Lines (A, B, C) and points (X, Y, S), S > 0, both without a common factor: where
        # A x + B y + C = 0, and (X/S, Y/S).  Rows of zeros are not known yet.
        self._lines: Whole = _sides(box)
        self._points: Whole = np.zeros((len(self.vertex_names), 3), object)
        self._rows: list[dict[int, Whole]] = [{} for _ in network.layers]

    @cached_property
    def layers(self) -> list[IntegerLayer]:
        """Each layer in integers; formed when the first number is asked for."""
        return [_whole(layer.weight, layer.bias) for layer in self.network.layers]

    @cached_property
    def _planes(self) -> list[Planes] | None:
        """The layers in digits; None where numbers are so long that these do not pay."""
        planes = [planes_of(layer.rows) for layer in self.layers]
        return planes if max(map(len, planes)) <= MOST_PLANES else None

    # ---- names ----------------------------------------------------------------------------------

    def add_lines(self, layer: int, unit: Ints, cell: Ints) -> Ints:
        """The numbers of new lines, where a unit of a layer vanishes on a cell before it."""
        names = np.stack([np.full(len(unit), layer), unit, cell], axis=1)
        first = len(self.line_names)
        self.line_names = np.concatenate([self.line_names, names])
        self._lines = _longer(self._lines, len(unit))
        return np.arange(first, len(self.line_names))

    def add_vertices(self, lines: Ints) -> None:
        """New vertices where two lines meet; ``lines`` has the shape (new vertices, 2)."""
        self.vertex_names = np.concatenate([self.vertex_names, lines])
        self._points = _longer(self._points, len(lines))

    def states(self, patterns: Bits) -> list[Flags]:
        """The states of each layer in patterns, which may end before the last layer.

        Of all units: those that pass on are on throughout.
        """
        return unpacked_layers(patterns, self.network.widths)

    # ---- numbers --------------------------------------------------------------------------------

    def points(self, vertices: Sequence[int] | Ints) -> Whole:
        """The coordinates of vertices.

        Returns
        -------
        array of shape (vertices, 3)
            Integers (X, Y, S) without a common factor, S > 0, for the point (X/S, Y/S).
        """
        asked = np.asarray(vertices, dtype=np.int64)
        fresh = np.unique(asked[self._points[asked, 2] == 0])
        if len(fresh):
            names = self.vertex_names[fresh]
            self._find_lines(np.unique(names))
            self._points[fresh] = _meetings(*(self._lines[names[:, k]] for k in (0, 1)))
        found: Whole = self._points[asked]
        return found

    def _find_lines(self, lines: Ints) -> None:
        """Pull the units that name lines back to the inputs, layer by layer."""
        fresh = lines[(self._lines[lines] == 0).all(axis=1)]
        of_layer = self.line_names[fresh, 0]
        for layer in np.unique(of_layer).tolist():
            chosen = fresh[of_layer == layer]
            _, unit, cell = self.line_names[chosen].T
            forms = self.pulled_back(layer, unit, self.patterns[layer][cell])
            # Without their common factor, the numbers stay as small as the line lets them.
            self._lines[chosen] = forms // _common(forms)

    def pulled_back(self, layer: int, unit: Ints, patterns: Bits) -> Whole:
        """Pre-activations of a layer, or outputs, as forms of the inputs.

        Parameters
        ----------
        layer : int
        unit : array of ints
        patterns : array of words, a row for each unit
            The states of all layers before this one; what follows is not looked at.

        Returns
        -------
        array of shape (units, 3)
            Integers: the form, times the scales of this layer and all before.
        """
        some = [slice(i, i + CHUNK) for i in range(0, len(unit), CHUNK)]
        return np.concatenate([self._pulled(layer, unit[k], patterns[k]) for k in some])

    def _pulled(self, layer: int, unit: Ints, patterns: Bits) -> Whole:
        tick()
        # Rows are forms in the values after layer k and a constant, for k = layer - 1 down to 0;
        # off units contribute nothing, on units their own form.
        states = reversed(self.states(patterns)[:layer])
        keep = [np.pad(on, ((0, 0), (0, 1)), constant_values=True) for on in states]
        if self._planes is None:
            rows = self.layers[layer].rows[unit]
            for before, on in zip(reversed(self.layers[:layer]), keep, strict=True):
                rows = np.where(on, rows, 0) @ before.rows
            return rows
        planes = [plane[unit] for plane in self._planes[layer]]
        for digits, on in zip(reversed(self._planes[:layer]), keep, strict=True):
            planes = product([plane * on for plane in planes], digits)
        return integers(planes)

    def affine_maps(self, patterns: Bits) -> Whole:
        """The affine maps of whole patterns.

        Returns
        -------
        array of shape (patterns, outputs, 3)
            Integers: a form of the inputs for each output, times ``scale``.
        """
        outputs = self.network.outputs
        unit = np.tile(np.arange(outputs), len(patterns))
        forms = self.pulled_back(len(self.layers) - 1, unit, patterns.repeat(outputs, axis=0))
        return forms.reshape(len(patterns), outputs, 3)

    @property
    def scale(self) -> int:
        """The product of the denominators of all layers."""
        return prod(layer.scale for layer in self.layers)

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
            return self.points(vertices)
        return np.array([self._rows[layer][v] for v in vertices])

    def _next_rows(self, before: Whole, layer: int) -> Whole:
        """The rows of a layer from those of the layer before, or from points."""
        tick()
        values = before
        if layer:  # the scale, the last number of a row, is positive and stays
            passes = [*(not own for own in self.network.relu[layer - 1]), True]
            values = np.where((before > 0) | passes, before, 0)
        rows, _, most = self.layers[layer]
        return _product(values, rows.T, most)

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


def _sides(box: Sequence[Interval]) -> Whole:
    """The four sides of the box, in the order of `SIDES`."""
    (a, b), (c, d) = box
    lines = [
        *((x.denominator, 0, -x.numerator) for x in (a, b)),
        *((0, y.denominator, -y.numerator) for y in (c, d)),
    ]
    return np.array(lines, dtype=object)


def _longer(rows: Whole, count: int) -> Whole:
    """With so many rows of zeros more."""
    return np.concatenate([rows, np.zeros((count, rows.shape[1]), object)])


def _whole(weight: Sequence[Sequence[Fraction]], bias: Sequence[Fraction]) -> IntegerLayer:
    # One scale for the whole layer, so that a row of values keeps one scale as well.
    numbers, scale = over_one_denominator(
        x for row, constant in zip(weight, bias, strict=True) for x in (*row, constant)
    )
    last = [0] * len(weight[0]) + [scale]
    rows = np.array([*numbers, *last], dtype=object).reshape(len(bias) + 1, -1)
    most = max(abs(rows).sum(axis=axis).max() for axis in (0, 1))
    return IntegerLayer(rows, scale, most)


def _meetings(one: Whole, two: Whole) -> Whole:
    """Where lines meet, pair by pair: the cross products of their coefficients."""
    (a, b, c), (d, e, f) = one.T, two.T
    points = np.stack([b * f - c * e, c * d - a * f, a * e - b * d], axis=1)
    found: Whole = points // (_common(points) * np.where(points[:, 2:] > 0, 1, -1))
    return found


def _common(rows: Whole) -> Whole:
    """Shape (rows, 1): the greatest common divisors of three numbers each."""
    return np.asarray(_gcd(*rows.T), dtype=object)[:, None]


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
