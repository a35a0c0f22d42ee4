"""Convex cells that fill a box, cut by the units of one layer after the other.

What is stored is combinatorial: cells are cycles of vertices, a vertex is named by two lines that
meet in it, a line by the unit that vanishes on it and a cell where it does.  Each decision is the
sign of a number: of a pre-activation at a vertex, or which of two units vanishes first on a
segment.  Floats with an error bound decide nearly all of them; those that the bound leaves open
are decided by integers.  Everything after the decisions, such as which chords of a convex cell
cross, follows from the order of their ends around it.

Notes
-----
Things are numbered, kind by kind, and arrays are indexed by these numbers.  Of an array with one
entry for each node we say "by node"; where the entries are vertices, "node -> vertex".

In a complex (`Cells`, and `Exact` for the names):

vertex
    where lines meet.  Keeps its number for ever.  ``xy``, ``vertex_names``, rows of hidden values.
line
    where a unit vanishes on a cell, or a side of the box.  Keeps its number.  ``line_names``.
edge
    a segment between two vertices with none inside.  ``edge_ends``, ``edge_line``.
cell
    a convex polygon, the corners ``first_corner[c]`` to ``first_corner[c + 1] - 1``.  ``patterns``.
corner
    a vertex of one cell, with the edge to the next.  ``corner_vertex``, ``corner_edge``.

During a cut by one layer:

crossing
    an edge and a unit that changes sign inside it.  ``crossing_unit``.
new vertex
    a vertex inside an edge where crossings lie; the old vertices come first in its number as a
    vertex.  ``first_crossing``, ``EdgeCuts.new``.
part
    of an edge, between neighbouring vertices on it: the edges of the next complex, first.
touched cell
    where a unit vanishes at a corner or inside an edge.  ``Borders.cell``, ``first_node``.
node
    a place on the boundary of a touched cell: a corner or a new vertex.  ``Borders.vertex``.
mark
    a node and a unit that vanishes there.
chord
    a segment through a touched cell, from node to node, where units vanish.  `Chords`.
pair, visit
    two chords that cross, left and right; a pair seen from one of them: first all from the left.
inner vertex
    where chords cross; after the new ones in its number as a vertex.  ``Meetings.new``.
point
    a node or an inner vertex: the nodes first, then the inner vertices.
segment
    a piece of a chord between neighbouring points: the edges of the next complex, after the parts.
half-edge
    one side of a segment, or the inner side of a part: the nodes (each for the part that follows
    it), then all segments forward, then all segments back.
face
    a part of a touched cell between chords: a cycle of half-edges.  The cells of the next
    complex, after those that were not touched.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..core.clock import OutOfTime, tick
from ..core.network import Network
from ..core.rational import Interval
from .arrays import Bits, Cycles, Flags, Floats, Ints, no_bits, packed, starts_of
from .borders import Borders, Cells, EdgeCuts, Values, cut_edges, walk_borders
from .chords import Chords, Meetings, cross_chords, find_chords
from .exact import SIDES, Exact
from .faces import face_cells, find_faces, find_flips, first_states
from .floats import ROUND, TINY, Between, FloatLayer, lengths, nearest, quotients, values_after


@dataclass(frozen=True)
class Complex:
    """The cells of a network in a box, after all its layers."""

    box: Sequence[Interval]
    cells: Cells
    exact: Exact
    """The names of vertices and lines, and the patterns of cells."""
    layers: list[FloatLayer]
    signs: int
    """How many signs of units at vertices were needed."""
    decided_exactly: int
    """How many of them floats left open."""

    @property
    def patterns(self) -> Bits:
        """The patterns of the cells."""
        return self.exact.patterns[-1]

    def neighbours(self) -> Ints:
        """Shape (2, pairs): the cells that share an edge."""
        cells = self.cells
        # An edge belongs to two corners, of the cells on either side, or to one on the rim.
        order = np.argsort(cells.corner_edge)
        twice = np.flatnonzero(np.diff(cells.corner_edge[order]) == 0)
        return cells.corner_cell[np.stack([order[twice], order[twice + 1]])]

    def rim(self) -> tuple[Ints, Ints]:
        """The edges on the sides of the box, and the cell of each."""
        edge = self.cells.corner_edge
        at = np.flatnonzero(self.cells.edge_line[edge] < SIDES)
        return edge[at], self.cells.corner_cell[at]


class Unfinished(OutOfTime):
    """The time was over before all layers were cut.

    Attributes
    ----------
    layers, all_layers : int
        How many hidden layers were cut, and how many there are.
    at_least : int
        The regions of the layers that were cut.  The other layers only divide these further, so
        the network has no fewer.
    """

    def __init__(self, layers: int, all_layers: int, at_least: int) -> None:
        super().__init__(
            f"{layers} of {all_layers} hidden layers were cut in the time; "
            f"the regions are {at_least} or more"
        )
        self.layers = layers
        self.all_layers = all_layers
        self.at_least = at_least


@np.errstate(all="ignore")  # what overflows is undecided, hence decided by integers
def cut_box(
    network: Network, box: Sequence[Interval], progress: Callable[[int, int], object] | None = None
) -> Complex:
    """The complex of a network of two inputs in a box.

    ``progress`` is told the layers done and their number.

    Raises
    ------
    Unfinished
        If a clock is over.
    """
    exact = Exact(network, box)
    layers = [FloatLayer(layer) for layer in network.layers]
    (a, b), (c, d) = box
    numbers, same = nearest([a, c, b, c, b, d, a, d])
    cells = Cells(
        xy=numbers.reshape(4, 2),  # counter-clockwise from the lower left
        edge_ends=np.array([[0, 1], [1, 2], [2, 3], [3, 0]]),
        edge_line=np.array([2, 1, 3, 0]),
        corner_vertex=np.arange(4),
        corner_edge=np.arange(4),
        first_corner=np.array([0, 4]),
    )
    relu = [np.array(own) for own in network.relu]
    hidden = cells.xy
    # Two coordinates, each off by u times the largest: twice that bounds the norm as well.
    error = np.zeros((2, 4)) if same else np.full((2, 4), 2 * ROUND * abs(cells.xy).max())
    signs = decided_exactly = 0
    for k, float_layer in enumerate(layers[:-1]):
        try:
            values, undecided = _settled(k, *float_layer(hidden, error), relu[k], exact)
            signs += len(values.z) * int(relu[k].sum())
            decided_exactly += undecided
            cells, stages = _cut(cells, values, exact)
        except OutOfTime:
            raise Unfinished(k, len(layers) - 1, len(cells.first_corner) - 1) from None
        if k < len(layers) - 2:
            hidden, error = values_after(values.z, values.error, stages, relu[k])
        if progress:
            progress(k + 1, len(layers) - 1)
    exact.forget_rows()
    return Complex(box, cells, exact, layers, signs, decided_exactly)


def _settled(layer: int, z: Floats, error: Floats, relu: Flags, exact: Exact) -> tuple[Values, int]:
    """Pre-activations with every sign right, and how many signs integers had to decide.

    A unit that passes on needs no sign: it counts as positive, so that it changes nowhere, cuts
    nothing, and is on in every pattern.
    """
    # What is not a number is undecided.
    undecided = ~(abs(z) > error[0][:, None]) & relu
    count, zero = 0, no_bits(*z.shape)
    at = np.flatnonzero(undecided.any(axis=1))
    if len(at):
        count = int(undecided[at].sum())
        # The whole row is replaced, which makes all its errors small for the layers to come.
        rows = exact.rows(at.tolist(), layer)
        z[at] = quotients(rows[:, :-1], rows[:, -1:])
        error[:, at] = 2 * ROUND * lengths(z[at]) + TINY
        zero[at] = packed((rows[:, :-1] == 0).astype(bool) & relu)
    return Values(layer, z, error, positive=packed((z > 0) | ~relu), zero=zero), count


def _cut(cells: Cells, values: Values, exact: Exact) -> tuple[Cells, tuple[Between, Between]]:
    """Cut every cell by the units of a layer, in eight steps.

    Returns the cells, and where the new vertices lie: those inside edges, then the inner ones.
    The names of lines and vertices and the patterns of the cells are added to ``exact``.
    """
    tick()
    # 1 to 4.  Where units vanish: inside edges, around cells, through cells; where two do.
    cuts = cut_edges(cells, values, exact)
    borders = walk_borders(cells, cuts, values.zero)
    chords = find_chords(cells, cuts, borders, values, exact)
    meetings = cross_chords(cuts, borders, chords, values, exact)
    tick()
    # 5 and 6.  The faces between chords, and the states of units there.
    faces = find_faces(borders, chords, meetings)
    of_cell = face_cells(borders, chords, meetings, faces)
    flips = find_flips(borders, chords, meetings, faces)
    near = first_states(cells, borders, values)
    # 7.  The next complex: the cells that were not touched, then the faces.
    untouched = np.ones(len(cells.first_corner) - 1, bool)
    untouched[borders.cell] = False
    kept = np.flatnonzero(untouched)
    before = exact.patterns[-1][np.concatenate([kept, of_cell])]
    states = np.concatenate([near[kept], near[of_cell] ^ flips])
    exact.patterns.append(np.concatenate([before, states], axis=1))
    # 8.  Coordinates of the new vertices; their values are found when another layer follows.
    stages = (cuts.new, meetings.new)
    xy = _coordinates(cells.xy, stages)
    return _next_cells(cells, xy, kept, cuts, borders, chords, meetings, faces), stages


def _next_cells(
    cells: Cells,
    xy: Floats,
    kept: Ints,
    cuts: EdgeCuts,
    borders: Borders,
    chords: Chords,
    meetings: Meetings,
    faces: Cycles,
) -> Cells:
    """Step 7.  The cells that were kept, then the faces."""
    corner, counts = cells.corners_of(kept)
    nodes, inner = len(borders.vertex), len(meetings.new.place)
    vertex = np.concatenate([borders.vertex, np.arange(len(xy) - inner, len(xy))])  # of each point
    tail, head = meetings.segment_ends.T
    segment_edge = cuts.first_part[-1] + np.arange(len(tail))
    # Of each half-edge: the vertex at which it starts, and the edge that it becomes.
    start = vertex[np.concatenate([np.arange(nodes), tail, head])]
    edge = np.concatenate([borders.side, segment_edge, segment_edge])
    part_line = np.repeat(cells.edge_line, cuts.inside + 1)
    return Cells(
        xy,
        edge_ends=np.concatenate([cuts.part_ends, vertex[meetings.segment_ends]]),
        edge_line=np.concatenate([part_line, chords.line[meetings.segment_chord]]),
        corner_vertex=np.concatenate([cells.corner_vertex[corner], start[faces.elements]]),
        # The edges of kept cells are not cut: each has one part.
        corner_edge=np.concatenate(
            [cuts.first_part[cells.corner_edge[corner]], edge[faces.elements]]
        ),
        first_corner=starts_of(np.concatenate([counts, faces.size])),
    )


def _coordinates(xy: Floats, stages: Sequence[Between]) -> Floats:
    """The coordinates of all vertices: the old ones, then those of each stage."""
    for (p, q), place, _ in stages:
        w = place[:, None]
        xy = np.concatenate([xy, (1 - w) * xy[p] + w * xy[q]])
    return xy
