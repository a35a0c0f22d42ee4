"""All activation regions of a network in a box, exactly, in one and two dimensions."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import overload

import numpy as np

from ..core import certificate as record
from ..core import statements
from ..core.box import as_box
from ..core.clock import Clock, running
from ..core.network import Affine, Network, Pattern
from ..core.rational import InputError, Interval, Matrix, Vector
from .arrays import Floats, Ints, distinct_rows, merged
from .complex import Complex, cut_box
from .floats import quotient
from .glue import hull, pairs_across
from .maps import map_numbers

__all__ = ["Region", "Regions", "activation_regions", "regions_certificate", "slice_of"]

REPORT_EVERY = 256
"""Regions written between two reports of progress."""
LONG = 10**9
"""A vertex with larger numbers is shown rounded by ``repr``."""


class Region:
    """One activation region: where a network has one pattern.

    Attributes
    ----------
    pattern : tuple of tuples of 0 and 1
        One tuple for each hidden layer, with an entry for each of its ReLU units: 1 where the
        pre-activation is > 0 inside the region.
    vertices : tuple of points, each a tuple of Fraction
        Counter-clockwise in two dimensions, the lower and the upper end in one.
    U : tuple of tuples of Fraction
        One row for each output, with one entry for each input.
    c : tuple of Fraction
        One entry for each output: the network is x -> U x + c on the closure of the region.

    Examples
    --------
    >>> f = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])   # a tent on [0, 1]
    >>> up, down = activation_regions(f, (0, 1))
    >>> up
    <Region (0), (1/2)>
    >>> down.pattern, str(down.U[0][0]), str(down.c[0])
    (((1, 1),), '-2', '2')
    """

    def __init__(self, network: Network, pattern: Pattern, vertices: tuple[Vector, ...]):
        self._network, self.pattern, self.vertices = network, pattern, vertices

    @cached_property
    def _piece(self) -> Affine:
        return self._network.affine_piece(self.pattern)

    @property
    def U(self) -> Matrix:
        return self._piece.U

    @property
    def c(self) -> Vector:
        return self._piece.c

    def __repr__(self) -> str:
        corners = ", ".join("(" + ", ".join(map(_shown, x)) + ")" for x in self.vertices)
        return f"<Region {corners}>"


def _shown(x: Fraction) -> str:
    """A rational as text, rounded where it is long."""
    top, bottom = x.as_integer_ratio()
    return str(x) if max(abs(top), bottom) < LONG else f"≈{quotient(top, bottom):.6g}"


class Regions(Sequence[Region]):
    """The activation regions of a network in a box: a sequence of `Region`.

    Their interiors are disjoint and their closures fill the box.  The order is the same whenever
    the same network is cut in the same box and the same way; nothing else is promised of it.
    `activation_regions` makes them.

    Attributes
    ----------
    network : Network
    box : tuple of pairs of Fraction, one for each input
    signs, decided_exactly : int
        How many signs of units at vertices were needed, and how many of them floats left open.

    Notes
    -----
    The cells, their patterns and the lines that name their vertices are settled; the numbers of
    an item are turned into Fractions when it is asked for.  A *cell* is a convex polygon of one
    part of the box; only where an executor cut several parts does a region have several cells.

    Examples
    --------
    >>> step = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, 0, -1]], [0])])   # slopes 0 1 1 0
    >>> found = activation_regions(step, (-2, 2))
    >>> len(found), found.distinct_affine_maps, found.connected_pieces
    (4, 3, 3)
    >>> [str(region.U[0][0]) for region in found[1:3]]
    ['1', '1']
    """

    def __init__(self, network: Network, box: tuple[Interval, ...], parts: Sequence[Complex]):
        self.network, self.box, self._parts = network, box, parts
        self.signs = sum(part.signs for part in parts)
        self.decided_exactly = sum(part.decided_exactly for part in parts)
        # Where a pattern holds is convex, so cells of one pattern in several parts of the box are
        # one region, and in one part no two cells share a pattern.
        patterns = parts[0].patterns  # region -> pattern, in words
        self._region = np.arange(len(patterns))  # cell -> region
        if len(parts) > 1:
            of_cells = np.concatenate([part.patterns for part in parts])
            first, self._region = distinct_rows(of_cells)
            patterns = of_cells[first]
        self._patterns = patterns
        self._cells = np.argsort(self._region, kind="stable")  # the cells, region after region
        self._first = np.searchsorted(self._region[self._cells], np.arange(len(patterns) + 1))
        self._first_cell = np.cumsum([0, *(len(part.patterns) for part in parts)])  # of a part

    def __len__(self) -> int:
        return len(self._patterns)

    @overload
    def __getitem__(self, i: int) -> Region: ...

    @overload
    def __getitem__(self, i: slice) -> list[Region]: ...

    def __getitem__(self, i: int | slice) -> Region | list[Region]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        i = range(len(self))[i]
        on = self._parts[0].exact.states(self._patterns[i : i + 1])
        pattern = tuple(
            tuple(states[0, places].astype(int).tolist())
            for states, places in zip(on, map(list, self.network.relus), strict=True)
        )
        return Region(self.network, pattern, self._corners(i))

    def settle_points(self) -> None:
        """Compute all vertices at once, which is faster than one region after the other."""
        for part in self._parts:
            part.exact.points(range(len(part.exact.vertex_names)))

    def drawn(self) -> tuple[list[Floats], Ints]:
        """The cells for figures: their vertices in floats, and the region each is a part of.

        Returns
        -------
        polygons : list of arrays of shape (vertices, 2)
        region : array of ints, one for each cell
        """
        polygons = [
            part.cells.xy[vertices]
            for part, vertices in map(self._polygon, range(len(self._region)))
        ]
        return polygons, self._region

    @cached_property
    def map_numbers(self) -> Ints:
        """A number 0, 1, ... for each region: equal where the affine maps are."""
        return map_numbers(self._parts[0], self._patterns)

    @property
    def distinct_affine_maps(self) -> int:
        """The number of distinct affine maps x -> U x + c among the regions.

        All outputs together make a map.  At most the number of regions, as different patterns may
        have one map.
        """
        return int(self.map_numbers.max()) + 1

    @cached_property
    def connected_pieces(self) -> int:
        """The number of pieces left when regions that share an edge and a map are joined.

        At least `distinct_affine_maps`: one map may return at places that do not touch, or touch
        in a point only.  In one dimension, the pieces that a graph of the network shows.
        """
        beside = [
            part.neighbours() + first
            for part, first in zip(self._parts, self._first_cell, strict=False)
        ]
        across = pairs_across(self._parts, self._first_cell[:-1].tolist())
        left, right = self._region[np.concatenate([*beside, across], axis=1)]
        same = self.map_numbers[left] == self.map_numbers[right]
        return len(np.unique(merged(len(self), left[same], right[same])))

    def _polygon(self, cell: int) -> tuple[Complex, Ints]:
        """The part of a cell, and its vertices there."""
        k = int(np.searchsorted(self._first_cell, cell, "right")) - 1
        part, cell = self._parts[k], cell - int(self._first_cell[k])
        start, end = part.cells.first_corner[cell : cell + 2]
        return part, part.cells.corner_vertex[start:end]

    def _corners(self, i: int) -> tuple[Vector, ...]:
        """The exact vertices of a region."""
        cells = self._cells[self._first[i] : self._first[i + 1]].tolist()
        corners = [
            (Fraction(x, s), Fraction(y, s))
            for part, vertices in map(self._polygon, cells)
            for x, y, s in part.exact.points(vertices.tolist())
        ]
        if self.network.inputs == 1:  # a rectangle of the strip
            return min(corners)[:1], max(corners)[:1]
        return tuple(hull(corners) if len(cells) > 1 else corners)


def activation_regions(
    network: Network,
    box: object,
    *,
    executor: Executor | None = None,
    budget_seconds: float | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Regions:
    """All activation regions of a network of one or two inputs in a box.

    Parameters
    ----------
    network : Network
        Of one or two inputs; `slice_of` restricts one of more inputs to a plane.
    box : pair of numbers, or one such pair for each input
        Of lower ends and upper ends, low < high.
    executor : concurrent.futures.Executor, optional
        Does the work by parts of the box, glued exactly: any object with its ``submit``.
    budget_seconds : float, optional
        The search ends after this time; an executor's workers do not look at it.
    progress : callable, optional
        Told the layers done and their number, while one part is cut.

    Returns
    -------
    Regions
        A sequence of `Region`, each with its pattern, exact vertices and affine map.

    Raises
    ------
    InputError
        If the network has more than two inputs, the box is none, or ``budget_seconds`` is not
        above 0.
    Unfinished
        If the time is over: an `OutOfTime` with ``layers``, how many were cut until then, and
        ``at_least``, how many regions these have, and so the network at least.

    Notes
    -----
    A region is the interior of the set where z > 0 for its on units and z <= 0 for its off
    units, counted when it is not empty; a unit that is 0 on all of it is off.  Units are ReLUs:
    what a layer passes on bends nowhere.  How the cells are
    found is told in `relu_proofs.regions.complex`; `regions_certificate` proves the numbers.

    Examples
    --------
    >>> f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])   # |x1 - x2|
    >>> for region in activation_regions(f, (-1, 1)):
    ...     print(region.pattern, [str(u) for u in region.U[0]])
    ((1, 0),) ['1', '-1']
    ((0, 1),) ['-1', '1']
    """
    if network.inputs not in (1, 2):
        raise InputError(
            f"network: found {network.inputs} inputs, expected 1 or 2; slice_of (on the command "
            "line --slice) restricts a network of more inputs to a plane"
        )
    ends = as_box(box, network.inputs)
    flat, whole = network, ends
    if network.inputs == 1:  # a strip: the second input is not looked at
        first, *rest = network.layers
        wide = tuple((weight, Fraction(0)) for (weight,) in first.weight)
        flat = Network([first._replace(weight=wide), *rest], network.relu)
        whole = (*ends, (Fraction(0), Fraction(1)))
    if executor is None:
        with running(Clock(budget_seconds)):
            return Regions(network, ends, [cut_box(flat, whole, progress)])
    halves = [_halves(*pair) for pair in ends]
    if network.inputs == 1:
        halves.append([whole[1]])
    futures = [executor.submit(cut_box, flat, part) for part in product(*halves)]
    return Regions(network, ends, [future.result() for future in futures])


def _halves(low: Fraction, high: Fraction) -> list[Interval]:
    middle = Fraction(low + high, 2)
    return [(low, middle), (middle, high)]


def slice_of(network: Network, point: Sequence[object], directions: Sequence[object]) -> Network:
    """The network on a plane: (s, t) -> network(point + s first + t second).

    Parameters
    ----------
    network : Network
    point : vector of length ``network.inputs``
        What s = t = 0 stands for.
    directions : two vectors of length ``network.inputs``
        What one step of s and of t adds.

    Returns
    -------
    Network
        Of two inputs, s and t; the same number of layers, the first one multiplied out.

    Raises
    ------
    InputError
        If there are not two directions, a length is another, or a number is not finite.

    Examples
    --------
    >>> f = Network([([[1, 1, 1]], [0]), ([[1]], [0])])
    >>> str(slice_of(f, [1, 0, 0], [[0, 1, 0], [0, 0, 2]])((1, 1)))
    '4'
    """
    if not hasattr(directions, "__len__") or len(directions) != 2:
        raise InputError("directions: expected two vectors")
    columns = [network.point(entry, f"directions[{i}]") for i, entry in enumerate(directions)]
    plane = Network.affine(list(zip(*columns, strict=True)), network.point(point, "point"))
    return network.after(plane)


def regions_certificate(
    regions: Regions, progress: Callable[[int, int], object] | None = None
) -> record.Certificate:
    """The certificate of the numbers of regions and of distinct affine maps.

    Parameters
    ----------
    regions : Regions
        Of `activation_regions`.
    progress : callable, optional
        Told the regions done and their number.

    Returns
    -------
    Certificate
        Of kind ``regions``: the vertices, and the pattern and the vertices of each region; the
        page ``reference/certificates`` has the rule.

    Raises
    ------
    InputError
        If a vertex has numbers of more than 4000 digits: the format ends there.

    Examples
    --------
    >>> from relu_proofs.checker import check
    >>> f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])   # |x1 - x2|
    >>> certificate = regions_certificate(activation_regions(f, (-1, 1)))
    >>> check(certificate.text)["regions"]
    2
    """
    table: dict[Vector, int] = {}  # vertex -> its number in the certificate
    cells: list[record.JSON] = []
    regions.settle_points()
    for k, region in enumerate(regions):
        if progress and (k % REPORT_EVERY == 0 or k == len(regions) - 1):
            progress(k + 1, len(regions))
        cells.append(
            {
                "pattern": ["".join(map(str, states)) for states in region.pattern],
                "points": [table.setdefault(x, len(table)) for x in region.vertices],
            }
        )
    return record.Certificate(
        statements.regions(
            regions.network,
            record.box(regions.box),
            count=len(regions),
            maps=regions.distinct_affine_maps,
        ),
        {"points": record.points(table)["points"], "cells": cells},
    )
