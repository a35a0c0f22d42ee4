"""Steps 3 and 4 of a cut: chords through the touched cells, and where they cross each other.

The legend of the index spaces stands in `complex`.
"""

from typing import NamedTuple

import numpy as np

from .arrays import Bits, Floats, Ints, merged, packed, ranges, run_bounds, set_bits
from .borders import Borders, Cells, EdgeCuts, Values, subdivide
from .exact import Exact
from .floats import ROUND, SLACK, TINY, Between, order_along, zero_place

MOST_PAIRS = 1 << 22
"""Of chords looked at in one go, to bound memory: 32 MB for each array of them."""


# ---- 3: chords ----------------------------------------------------------------------------------


class Chords(NamedTuple):
    """Segments through cells where units vanish, from border to border; sorted by their nodes."""

    start: Ints
    """Chord -> the node where it starts, the earlier one around its cell."""
    end: Ints
    """Chord -> the node where it ends."""
    one_unit: Ints
    """Chord -> one of the units that vanish on it."""
    units: Bits
    """Chord -> all of them."""
    line: Ints
    """Chord -> its line."""


def find_chords(
    cells: Cells, cuts: EdgeCuts, borders: Borders, values: Values, exact: Exact
) -> Chords:
    """Step 3.  Units that vanish at two places of a boundary that are not the ends of one edge.

    A unit is affine on a cell, so it vanishes at its boundary nowhere, at one corner, at two
    places, or at all corners and nowhere else that we mark: then it is 0 on the whole cell.
    The lines of the chords and the new vertices get their names.
    """
    units, nodes = values.z.shape[1], len(borders.vertex)
    # All marks of one unit in one cell next to each other, in the order of their nodes.
    node, unit = _marks(cells, cuts, borders, values.zero)  # by mark
    key = borders.owner[node] * units + unit
    order = np.argsort(key * nodes + node)
    node, unit, key = node[order], unit[order], key[order]
    runs = run_bounds(key)
    two = runs[:-1][np.diff(runs) == 2]  # the first of two marks that are all of their unit
    start, end, unit = node[two], node[two + 1], unit[two]  # by couple of marks
    # Two corners may be neighbours: then the unit vanishes along an edge and cuts nothing.
    # With a new vertex among them they lie on two edges, or the unit would be 0 along its edge.
    gap = borders.corner[end] - borders.corner[start]
    around = borders.corners[borders.owner[start]]
    new = (borders.step[start] > 0) | (borders.step[end] > 0)
    inside = new | ((gap > 1) & (gap < around - 1))
    # Units that vanish at the same two nodes share a chord: equal, opposite or stretched ones,
    # and those that happen to be so on this cell.
    ends, chord = np.unique(start[inside] * nodes + end[inside], return_inverse=True)
    flags = np.zeros((len(ends), units), bool)
    flags[chord, unit[inside]] = True
    one = np.empty(len(ends), np.int64)
    one[chord] = unit[inside]  # the last one written stays: any of them will do
    start, end = np.divmod(ends, max(nodes, 1))  # by chord
    line = exact.add_lines(values.of_layer, one, borders.cell[borders.owner[start]])
    chords = Chords(start, end, one_unit=one, units=packed(flags), line=line)
    exact.add_vertices(_new_vertex_lines(cells, cuts, borders, chords))
    return chords


def _marks(cells: Cells, cuts: EdgeCuts, borders: Borders, zero: Bits) -> tuple[Ints, Ints]:
    """All pairs of a node and a unit that vanishes there: at new vertices, then at corners."""
    inner = np.flatnonzero(borders.step)  # the nodes that are new vertices
    new = borders.vertex[inner] - len(cells.xy)
    counts = np.diff(cuts.first_crossing)[new]
    at_new = cuts.crossing_unit[ranges(cuts.first_crossing[new], counts)]
    corner = np.flatnonzero(borders.step == 0)  # the nodes that are corners
    i, at_corner = set_bits(zero[borders.vertex[corner]])
    node = np.concatenate([np.repeat(inner, counts), corner[i]])
    return node, np.concatenate([at_new, at_corner])


def _new_vertex_lines(cells: Cells, cuts: EdgeCuts, borders: Borders, chords: Chords) -> Ints:
    """Shape (new vertices, 2): the line of the edge, and that of a chord that ends there.

    A unit that changes sign inside an edge is cut out by a chord on either side of it, so each
    new vertex has one; any will do.
    """
    lines = np.stack([cells.edge_line[cuts.edge]] * 2, axis=1)
    for node in (chords.start, chords.end):
        new = borders.step[node] > 0
        lines[borders.vertex[node[new]] - len(cells.xy), 1] = chords.line[new]
    return lines


# ---- 4: where chords cross ----------------------------------------------------------------------


class Meetings(NamedTuple):
    """The vertices where chords cross, and the segments into which they cut each other."""

    new: Between
    """The inner vertices."""
    segment_ends: Ints
    """Shape (segments, 2): points, in the direction of the chord."""
    segment_chord: Ints
    """Segment -> its chord; segments are sorted by chord and along it."""


def cross_chords(
    cuts: EdgeCuts, borders: Borders, chords: Chords, values: Values, exact: Exact
) -> Meetings:
    """Step 4.  Chords of a convex cell cross where their ends alternate around it.

    The inner vertices get their names: two chords that cross there.
    """
    left, right = _alternating(chords.start, chords.end, borders.owner)  # pair -> chord
    pairs, nodes = len(left), len(borders.vertex)
    # By visit: a pair, seen from one of its chords; the unit of the other vanishes there.
    chord, pair = np.concatenate([left, right]), np.tile(np.arange(pairs), 2)
    across = chords.one_unit[np.concatenate([right, left])]
    # Along its chord that unit is affine, so its values at the ends say where it is 0.
    start, end = borders.vertex[chords.start[chord]], borders.vertex[chords.end[chord]]
    at_start, start_error = _sizes_at(start, across, cuts.new, values)
    at_end, end_error = _sizes_at(end, across, cuts.new, values)
    place, bound = zero_place(at_start, at_end, start_error, end_error)
    order, apart = order_along(
        chord,
        place,
        bound,
        lambda i: exact.ratio(values.of_layer, int(start[i]), int(end[i]), int(across[i])),
    )
    # Pairs that meet at one place of a chord meet in one vertex; floats take the place of the
    # first of these pairs, on its left chord.
    tie = np.flatnonzero(~apart)  # visits at the place of the visit before
    label = merged(pairs, pair[order[tie - 1]], pair[order[tie]])
    lead, inner = np.unique(label, return_inverse=True)  # inner vertex -> pair, pair -> inner
    new = Between(
        ends=np.stack([start[lead], end[lead]]),
        place=place[lead],
        bound=bound[lead],
    )
    exact.add_vertices(chords.line[np.stack([left[lead], right[lead]], axis=1)])
    once = order[apart]  # of the visits that meet a chord at one place, the first
    segment_ends, count, _ = subdivide(
        chords.start, chords.end, chord[once], nodes + inner[pair[once]]
    )
    return Meetings(
        new,
        segment_ends=segment_ends,
        segment_chord=np.repeat(np.arange(len(chords.start)), count + 1),
    )


def _alternating(start: Ints, end: Ints, owner: Ints) -> tuple[Ints, Ints]:
    """The pairs of chords (sorted by start, then end) with start < start' < end < end'.

    Nodes are numbered through all cells, so the chords of a pair are of one cell by themselves.
    """
    cell = owner[start]
    # Where no chord of a cell ends later than the one before it, they are nested: none cross.
    # That is the case in most cells of a deep layer, which one or two units cut.
    rising = np.zeros(cell[-1] + 1 if len(cell) else 0, bool)
    step = np.flatnonzero((end[1:] > end[:-1]) & (cell[1:] == cell[:-1]))
    rising[cell[step]] = True
    # Candidates: the chords that start strictly between start and end, a range of chords.  Those
    # that end later than the chord itself cross it.
    low = np.searchsorted(start, start, "right")
    count = np.where(rising[cell], np.searchsorted(start, end) - low, 0)
    total = np.cumsum(count)
    found, i = [np.zeros((2, 0), np.int64)], 0
    while i < len(start):
        # The chords i to j - 1 have MOST_PAIRS candidates together at most, or are one chord.
        most = total[i] - count[i] + MOST_PAIRS
        j = max(i + 1, int(np.searchsorted(total, most, "right")))
        left = np.repeat(np.arange(i, j), count[i:j])
        right = ranges(low[i:j], count[i:j])
        cross = end[right] > end[left]
        found.append(np.stack([left[cross], right[cross]]))
        i = j
    left, right = np.concatenate(found, axis=1)
    return left, right


def _sizes_at(vertex: Ints, unit: Ints, new: Between, values: Values) -> tuple[Floats, Floats]:
    """The sizes of pre-activations at vertices on borders, and bounds of their errors.

    An old vertex has its value; a new one lies between two old ones.  The bound is that of
    `floats.values_after`, for one unit.
    """
    old = np.arange(len(values.z))
    p, q = np.concatenate([[old, old], new.ends], axis=1)[:, vertex]
    w = np.concatenate([np.zeros(len(old)), new.place])[vertex]
    spread = np.concatenate([np.zeros(len(old)), new.bound])[vertex]
    zp, zq, ep, eq = values.z[p, unit], values.z[q, unit], values.error[0, p], values.error[0, q]
    bound = np.maximum(ep, eq) + spread * (abs(zp - zq) + ep + eq) + 4 * ROUND * (abs(zp) + abs(zq))
    return abs((1 - w) * zp + w * zq), SLACK * bound + TINY
