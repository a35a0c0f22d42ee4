"""Steps 5 and 6 of a cut: the faces into which chords cut cells, and the states of units there.

The legend of the index spaces stands in `complex`.
"""

import numpy as np

from .arrays import Bits, Cycles, Ints, cycles, run_bounds
from .borders import Borders, Cells, Values
from .chords import Chords, Meetings


def find_faces(borders: Borders, chords: Chords, meetings: Meetings) -> Cycles:
    """Step 5.  Each face as a cycle of half-edges with the face on their left.

    Around a point, half-edges are ordered by direction.  In a convex cell that is the order of
    the nodes to which they lead: no angle is computed.
    """
    nodes, segments = len(borders.vertex), len(meetings.segment_ends)
    tail, head = meetings.segment_ends.T
    chord = meetings.segment_chord
    # Half-edges along chords: all segments forward, then all back.
    origin = np.concatenate([tail, head])
    towards = np.concatenate([chords.end[chord], chords.start[chord]])
    # At a node, directions turn counter-clockwise from the side that leaves it, so the nodes
    # before it come last.  At an inner point any start will do.
    turn = np.where((origin < nodes) & (towards < origin), towards + nodes, towards)
    order = np.argsort(origin * 2 * nodes + turn)
    origin, half = origin[order], nodes + order
    fan = run_bounds(origin)  # all that leave one point
    first, last = fan[:-1], fan[1:] - 1
    # The next one clockwise: before the first at a node its side, at an inner point the last.
    clockwise = np.roll(half, 1)
    clockwise[first] = np.where(origin[first] < nodes, origin[first], half[last])
    # With the face on its left, a walk turns clockwise from the way back: from the half-edge
    # with which `half` makes a pair, it goes on by the neighbour of `half`.
    follows = np.empty(nodes + 2 * segments, np.int64)
    twin = nodes + (order + segments) % max(2 * segments, 1)
    follows[twin] = clockwise
    # A side goes on by the next side, or by the last chord of the node to which it leads.
    ring = np.arange(1, nodes + 1)
    ring[borders.first_node + borders.nodes - 1] = borders.first_node
    follows[:nodes] = ring
    leaves = last[origin[last] < nodes]
    into = np.empty(nodes, np.int64)
    into[ring] = np.arange(nodes)
    follows[into[origin[leaves]]] = half[leaves]
    return cycles(follows)


def face_cells(borders: Borders, chords: Chords, meetings: Meetings, faces: Cycles) -> Ints:
    """Face -> the cell of which it is a part."""
    of_segment = borders.owner[chords.start[meetings.segment_chord]]
    of_half = np.concatenate([borders.owner, of_segment, of_segment])
    cell: Ints = borders.cell[of_half[faces.elements[faces.start]]]
    return cell


def first_states(cells: Cells, borders: Borders, values: Values) -> Bits:
    """Cell -> the units that are positive next to its last edge, near its first corner.

    Where a unit is 0 at that corner, the other end of the edge decides, the last corner; where it
    is 0 there as well, it vanishes along the edge, or everywhere, and has one sign in the cell:
    that of any corner.
    """
    first = cells.corner_vertex[cells.first_corner[:-1]]
    states = values.positive[first]
    if not len(borders.cell):
        return states
    last = cells.corner_vertex[cells.first_corner[borders.cell + 1] - 1]
    corner, counts = cells.corners_of(borders.cell)
    somewhere = np.bitwise_or.reduceat(
        values.positive[cells.corner_vertex[corner]], np.cumsum(counts) - counts, axis=0
    )
    beside = values.positive[last] | (values.zero[last] & somewhere)
    states[borders.cell] |= values.zero[first[borders.cell]] & beside
    return states


def find_flips(borders: Borders, chords: Chords, meetings: Meetings, faces: Cycles) -> Bits:
    """Step 6.  Face -> the units whose state differs from that next to its cell's last edge.

    A chord leads from an earlier to a later node, so the way from the last node to the first lies
    on its left.  Each face of a cell but the one there has a chord with the face on its right;
    behind it lies a face that differs by the units of that chord.  The differences add up on the
    way to the face at the last edge.
    """
    nodes, segments = len(borders.vertex), len(meetings.segment_chord)
    face = np.empty(len(faces.elements), np.int64)  # half-edge -> face
    face[faces.elements] = np.repeat(np.arange(len(faces.start)), faces.size)
    left, right = face[nodes : nodes + segments], face[nodes + segments :]
    beyond, segment = np.unique(right, return_index=True)
    parent = np.arange(len(faces.start))
    parent[beyond] = left[segment]
    flips = np.zeros((len(parent), chords.units.shape[1]), np.uint64)
    flips[beyond] = chords.units[meetings.segment_chord[segment]]
    # Each round doubles the way that is added up.
    while (parent != parent[parent]).any():
        flips ^= flips[parent]
        parent = parent[parent]
    return flips
