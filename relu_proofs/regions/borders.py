"""Steps 1 and 2 of a cut: units vanish inside edges, and around the cells that they touch.

The legend of the index spaces stands in `complex`.
"""

from typing import NamedTuple

import numpy as np

from .arrays import Bits, Floats, Ints, ranges, set_bits, starts_of
from .exact import Exact
from .floats import Between, order_along, zero_place


class Cells(NamedTuple):
    """Convex cells that fill a box."""

    xy: Floats
    """Vertex -> its two coordinates, rounded: for figures alone."""
    edge_ends: Ints
    """Shape (edges, 2): the vertices between which an edge runs."""
    edge_line: Ints
    """Edge -> the line on which it lies."""
    corner_vertex: Ints
    """Corner -> its vertex."""
    corner_edge: Ints
    """Corner -> the edge to the next corner of its cell, counter-clockwise."""
    first_corner: Ints
    """Cell -> its first corner; one more entry, the number of corners."""

    @property
    def corner_cell(self) -> Ints:
        """Corner -> its cell."""
        return np.repeat(np.arange(len(self.first_corner) - 1), np.diff(self.first_corner))

    def corners_of(self, cells: Ints) -> tuple[Ints, Ints]:
        """The corners of some cells, one cell after the other, and how many each has."""
        counts = np.diff(self.first_corner)[cells]
        return ranges(self.first_corner[cells], counts), counts


class Values(NamedTuple):
    """The pre-activations of a layer at the vertices of the complex that it cuts."""

    of_layer: int
    """The number of the layer, counted from 0."""
    z: Floats
    """Shape (vertices, units): pre-activations, rounded, with the right signs."""
    error: Floats
    """Shape (2, vertices): bounds of the largest error and of the Euclidean norm of all errors."""
    positive: Bits
    """Vertex -> the units with z > 0."""
    zero: Bits
    """Vertex -> the units with z = 0."""


# ---- 1: edges -----------------------------------------------------------------------------------


class EdgeCuts(NamedTuple):
    """Units that vanish strictly inside edges, and the parts into which they cut them."""

    new: Between
    """The new vertices, edge after edge, each edge from its first end to its second."""
    edge: Ints
    """New vertex -> the edge on which it lies."""
    crossing_unit: Ints
    """Crossing -> its unit."""
    first_crossing: Ints
    """New vertex -> its first crossing; one more entry, the number of crossings."""
    inside: Ints
    """Edge -> the number of its new vertices."""
    first_part: Ints
    """Edge -> its first part; one more entry, the number of parts."""
    part_ends: Ints
    """Shape (parts, 2): the vertices between which a part runs, in the direction of its edge."""


def cut_edges(cells: Cells, values: Values, exact: Exact) -> EdgeCuts:
    """Step 1.  Where units change sign inside edges; both cells beside the edge are cut there."""
    a, b = cells.edge_ends.T  # edge -> vertex
    positive, zero = values.positive, values.zero
    # A unit vanishes inside an edge where it has strictly opposite signs at the ends.  Where it
    # is 0 at an end, that vertex is marked in step 3.
    edge, unit = set_bits((positive[a] ^ positive[b]) & ~(zero[a] | zero[b]))  # by crossing
    start, end = a[edge], b[edge]  # crossing -> vertex
    place, bound = zero_place(  # by crossing
        abs(values.z[start, unit]),
        abs(values.z[end, unit]),
        values.error[0, start],
        values.error[0, end],
    )
    order, apart = order_along(
        edge,
        place,
        bound,
        lambda i: exact.ratio(values.of_layer, int(start[i]), int(end[i]), int(unit[i])),
    )
    # Crossings at one place of an edge make one vertex; floats take the place of the first.
    first = np.flatnonzero(apart)  # new vertex -> its first crossing, as sorted
    lead = order[first]  # new vertex -> its first crossing, as found
    new = Between(
        ends=cells.edge_ends[edge[lead]].T,
        place=place[lead],
        bound=bound[lead],
    )
    vertex = len(cells.xy) + np.arange(len(first))
    # Each edge falls into one part more than it has new vertices.
    part_ends, inside, first_part = subdivide(a, b, edge[lead], vertex)
    return EdgeCuts(
        new,
        edge=edge[lead],
        crossing_unit=unit[order],
        first_crossing=np.append(first, len(order)),
        inside=inside,
        first_part=first_part,
        part_ends=part_ends,
    )


def subdivide(start: Ints, end: Ints, segment: Ints, place: Ints) -> tuple[Ints, Ints, Ints]:
    """Segments cut into parts at places that are sorted by segment and along it.

    Returns
    -------
    part_ends : array of shape (parts, 2)
    count : array
        Segment -> the number of places inside it.
    first_part : array
        Segment -> its first part; one more entry, the number of parts.
    """
    count = np.bincount(segment, minlength=len(start))
    first_part = starts_of(count + 1)
    part_ends = np.empty((first_part[-1], 2), np.int64)
    # The first part of a segment starts where it starts, its last part ends where it ends.
    part_ends[first_part[:-1], 0], part_ends[first_part[1:] - 1, 1] = start, end
    # The part before a place: one part ends at each place before it, one at the end of each
    # segment before its own.
    before = segment + np.arange(len(segment))
    part_ends[before, 1], part_ends[before + 1, 0] = place, place
    return part_ends, count, first_part


# ---- 2: the boundaries of touched cells ---------------------------------------------------------


class Borders(NamedTuple):
    """The boundaries of the touched cells, counter-clockwise, one after the other."""

    cell: Ints
    """Touched cell -> cell."""
    corners: Ints
    """Touched cell -> the number of its corners."""
    first_node: Ints
    """Touched cell -> its first node, which is its first corner."""
    nodes: Ints
    """Touched cell -> the number of its nodes."""
    owner: Ints
    """Node -> its touched cell."""
    corner: Ints
    """Node -> the corner that it is or comes after, among the corners of touched cells."""
    step: Ints
    """Node -> 0 for a corner, then 1, 2, ... for the new vertices on the edge after it."""
    vertex: Ints
    """Node -> its vertex."""
    side: Ints
    """Node -> the part of an edge that leads from it to the next node."""


def walk_borders(cells: Cells, cuts: EdgeCuts, zero: Bits) -> Borders:
    """Step 2.  The cells where a unit vanishes at the boundary, and all vertices around them.

    ``zero`` says of each old vertex which units vanish there.
    """
    on_edge, at_corner = cuts.inside > 0, np.any(zero != 0, axis=1)  # by edge, by old vertex
    hit = on_edge[cells.corner_edge] | at_corner[cells.corner_vertex]  # by corner
    cell = np.flatnonzero(np.logical_or.reduceat(hit, cells.first_corner[:-1]))
    # From here on corners are counted over the touched cells alone.
    at, corners = cells.corners_of(cell)
    vertex, edge = cells.corner_vertex[at], cells.corner_edge[at]  # by corner
    along = cells.edge_ends[edge, 0] == vertex  # whether the edge is walked in its own direction
    # A corner gives one node, and one more for each new vertex on its edge: as many as parts.
    parts = cuts.inside[edge] + 1
    corner = np.repeat(np.arange(len(at)), parts)  # node -> corner
    step = np.arange(len(corner)) - np.repeat(np.cumsum(parts) - parts, parts)
    # The part after a node and the new vertex at it: both are numbered in the direction of the
    # edge, against which one of its two cells walks.  Each edge has one new vertex less than
    # parts, so the new vertices of edge e start at first_part[e] - e.
    edge, along = edge[corner], along[corner]  # by node, like all that follows
    first_part, count = cuts.first_part[edge], cuts.inside[edge]
    side = first_part + np.where(along, step, count - step)
    new = first_part - edge + np.where(along, step - 1, count - step)
    owner = np.repeat(np.arange(len(cell)), corners)[corner]
    nodes = np.bincount(owner, minlength=len(cell))
    return Borders(
        cell,
        corners,
        first_node=np.cumsum(nodes) - nodes,
        nodes=nodes,
        owner=owner,
        corner=corner,
        step=step,
        vertex=np.where(step == 0, vertex[corner], len(cells.xy) + new),
        side=side,
    )
