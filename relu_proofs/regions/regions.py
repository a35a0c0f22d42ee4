"""All activation regions of a network in a box, exactly, in one and two dimensions."""

from collections.abc import Callable, Iterator, Sequence
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
from ..core.network import Network, Pattern, require_network
from ..core.options import require_executor, require_functions
from ..core.rational import InputError, Interval, Vector
from .arrays import Flags, Floats, Ints, distinct_rows, merged, ranges, starts_of
from .complex import Complex, cut_box
from .floats import rounded
from .glue import Corner, hull, pairs_across
from .maps import map_numbers
from .region import Region, RegionArrays

__all__ = [
    "Region",
    "RegionArrays",
    "Regions",
    "activation_regions",
    "regions_certificate",
]

REPORT_EVERY = 256
"""Regions written between two reports of progress."""
AHEAD = 16
"""Regions of which vertices are computed with those of one: together they cost little more."""
AT_ONCE = 4096
"""Patterns turned into tuples at once, to bound memory."""


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
    an item are turned into Fractions when it is asked for, which is far faster for all of them,
    in a loop, than one by one; `arrays` has them as floats.  A *cell* is a convex polygon of one
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
        # Of each part, its first cell and its first vertex when all are counted on.
        self._first_cell = np.cumsum([0, *(len(part.patterns) for part in parts)])
        self._first_vertex = np.cumsum([0, *(len(part.cells.xy) for part in parts)])
        self._points: dict[int, Corner] = {}  # the vertices that were asked for, so counted

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
        (pattern,) = self._patterns_of(i, i + 1)
        return Region(self.network, pattern, self._corners(i))

    def __iter__(self) -> Iterator[Region]:
        for start in range(0, len(self), AT_ONCE):
            for i, pattern in enumerate(self._patterns_of(start, start + AT_ONCE), start):
                yield Region(self.network, pattern, self._corners(i, len(self)))

    def arrays(self) -> RegionArrays:
        """All regions at once, as arrays of floats correct to the last bit.

        Returns
        -------
        RegionArrays
            ``patterns``, ``offsets``, ``vertices``, ``U`` and ``c``.

        Examples
        --------
        >>> tent = Network([([[1], [1]], [0, "-1/3"]), ([[3, -6]], [0])])
        >>> found = activation_regions(tent, (0, 1)).arrays()
        >>> found.patterns.tolist(), found.offsets.tolist()
        ([[True, False], [True, True]], [0, 2, 4])
        >>> found.vertices[:, 0].tolist()
        [0.0, 0.3333333333333333, 0.3333333333333333, 1.0]
        >>> found.U[:, 0, 0].tolist(), found.c[:, 0].tolist()
        ([3.0, -3.0], [0.0, 2.0])
        """
        exact = self._parts[0].exact
        states = exact.states(self._patterns)
        units = [on[:, list(places)] for on, places in zip(states, self.network.relus, strict=True)]
        maps = rounded(exact.affine_maps(self._patterns), exact.scale)
        offsets, vertices = self._all_corners()
        return RegionArrays(
            patterns=np.concatenate([np.zeros((len(self), 0), bool), *units], axis=1),
            offsets=offsets,
            vertices=vertices,
            U=maps[:, :, : self.network.inputs],
            c=maps[:, :, -1],
        )

    def drawn(self) -> tuple[list[Floats], Ints]:
        """The cells for figures: their vertices in floats, and the region each is a part of.

        Returns
        -------
        polygons : list of arrays of shape (vertices, 2)
        region : array of ints, one for each cell
        """
        first, vertex = self._polygons
        xy = np.concatenate([part.cells.xy for part in self._parts])
        return np.split(xy[vertex], first[1:-1]), self._region

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

    def _patterns_of(self, first: int, end: int) -> list[Pattern]:
        """The patterns of regions that follow each other."""
        some = self._patterns[first:end]
        states = self._parts[0].exact.states(some)
        layers = [
            _tuples(on[:, list(places)])
            for on, places in zip(states, self.network.relus, strict=True)
        ]
        return list(zip(*layers, strict=True)) if layers else [()] * len(some)

    @cached_property
    def _polygons(self) -> tuple[Ints, Ints]:
        """Where the corners of each cell start, and their vertices, counted through all parts."""
        cells = [part.cells for part in self._parts]
        counts = np.concatenate([np.diff(part.first_corner) for part in cells])
        firsts = self._first_vertex.tolist()
        vertex = [part.corner_vertex + first for part, first in zip(cells, firsts, strict=False)]
        return starts_of(counts), np.concatenate(vertex)

    @cached_property
    def _lists(self) -> tuple[list[int], list[int]]:
        """The same as lists, which are faster to read one by one."""
        first, vertex = self._polygons
        return first.tolist(), vertex.tolist()

    def _corners(self, i: int, ahead: int = AHEAD) -> tuple[Vector, ...]:
        """The exact vertices of a region; so many regions from it on are settled with it."""
        first, vertex = self._lists
        cells = self._cells[self._first[i] : self._first[i + 1]].tolist()
        vertices = [v for cell in cells for v in vertex[first[cell] : first[cell + 1]]]
        try:
            corners = [self._points[v] for v in vertices]
        except KeyError:
            self._settle(self._cells[self._first[i] : self._first[min(i + ahead, len(self))]])
            corners = [self._points[v] for v in vertices]
        if self.network.inputs == 1:  # a rectangle of the strip
            return min(corners)[:1], max(corners)[:1]
        return tuple(hull(corners) if len(cells) > 1 else corners)

    def _settle(self, cells: Ints) -> None:
        """Compute the exact vertices of cells, all at once."""
        first, vertex = self._polygons
        vertices = np.unique(vertex[ranges(first[cells], np.diff(first)[cells])])
        ends = np.searchsorted(vertices, self._first_vertex)  # of each part, the first of these
        for k, part in enumerate(self._parts):
            own = vertices[ends[k] : ends[k + 1]]
            points = part.exact.points(own - self._first_vertex[k]).tolist()
            for v, (x, y, s) in zip(own.tolist(), points, strict=True):
                self._points[v] = Fraction(x, s), Fraction(y, s)

    def _all_corners(self) -> tuple[Ints, Floats]:
        """Where the vertices of each region start, and all of them in floats."""
        inputs = self.network.inputs
        if len(self._cells) > len(self):  # some regions have several cells: hulls are exact
            corners = [region.vertices for region in self]
            ratios = [x.as_integer_ratio() for points in corners for point in points for x in point]
            tops, bottoms = np.array(ratios, dtype=object).T
            counts = np.array(list(map(len, corners)))
            return starts_of(counts), rounded(tops, bottoms).reshape(-1, inputs)
        points = [part.exact.points(np.arange(len(part.cells.xy))) for part in self._parts]
        xy = np.concatenate([rounded(p[:, :inputs], p[:, 2:]) for p in points])
        first, vertex = self._polygons
        if inputs == 2:  # regions are numbered in the order of cells
            return first, xy[vertex]
        # Of a rectangle of the strip, the ends of its first side; rounding keeps their order.
        ends = [end.reduceat(xy[vertex, 0], first[:-1]) for end in (np.minimum, np.maximum)]
        return 2 * np.arange(len(self) + 1), np.stack(ends, axis=1).reshape(-1, 1)


def _tuples(flags: Flags) -> list[tuple[int, ...]]:
    """Rows of flags as tuples of 0 and 1; equal ones, of which there are many, are one tuple."""
    octets, width = flags.tobytes(), flags.shape[1]
    rows = [octets[i * width : (i + 1) * width] for i in range(len(flags))]
    known = {row: tuple(row) for row in set(rows)}
    return [known[row] for row in rows]


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
        If it is no network, or one of more than two inputs, the box is none,
        ``budget_seconds`` is not above 0, ``progress`` is no function, or ``executor`` has no
        ``submit``.
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
    require_network(network)
    require_functions(progress=progress)
    require_executor(executor)
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
