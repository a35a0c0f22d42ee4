"""All activation regions of a network in a box, exactly: in one and two dimensions.

The box is cut layer by layer.  What is stored is combinatorial: cells are cycles of vertices, a
vertex is named by two lines that meet in it, a line by the unit that vanishes on it and a cell
where it does.  Each decision is the sign of a number: of a pre-activation at a vertex, or which of
two units vanishes first on a segment.  Floats with an error bound decide nearly all of them;
those that the bound leaves open are decided by integers.  Everything after the decisions, such
as which chords of a convex cell cross, follows from the order of their ends around it.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import gcd, lcm

import numpy as np

from ..core import certificate as record
from ..core.domains import as_box
from ..core.network import Network
from ..core.rational import InputError

__all__ = ["Region", "Regions", "activation_regions", "regions_certificate", "slice_of"]

ROUND = 2.0**-53  # the relative error of one float operation
SLACK = 1 + 2.0**-20  # covers the rounding of the bounds themselves
TINY = 1e-140  # covers underflow, of squares too
MOST = 10**4000  # of a number in a certificate
MOST_PAIRS = 1 << 22  # of chords looked at in one go, to bound memory


# ---- exact values -------------------------------------------------------------------------------


class _Exact:
    """Lines, points and pre-activations as integers with a common positive scale."""

    def __init__(self, network, box):
        self.network = network
        (a, b), (c, d) = box
        sides = [(x.denominator, 0, -x.numerator) for x in (a, b)] + [
            (0, x.denominator, -x.numerator) for x in (c, d)
        ]
        self.lines, self.points_of = dict(enumerate(sides)), {}
        self.rows_of = [{} for _ in network.layers]

    @cached_property
    def layers(self):
        """Each layer as an integer matrix that ends in the bias, its scale, its largest sum."""
        layers = []
        for weight, bias in self.network.layers:
            scale = lcm(*(x.denominator for row in (*weight, bias) for x in row))
            whole = [
                [x.numerator * (scale // x.denominator) for x in (*row, b)]
                for row, b in zip(weight, bias, strict=True)
            ]
            whole = np.array(whole, dtype=object)
            size = max(abs(whole).sum(axis=k).max() for k in (0, 1))
            layers.append((whole, scale, size))
        return layers

    def name_lines(self, cells, indices):
        """Find the lines A x + B y + C = 0, where the numbers have no common factor."""
        fresh = np.array([k for k in indices if k not in self.lines], dtype=np.int64)
        of_layer = cells.line_table[fresh, 0]
        for layer in np.unique(of_layer):
            chosen = fresh[of_layer == layer]
            _, unit, cell = cells.line_table[chosen].T
            rows, states = self.layers[layer][0][unit], cells.unpack(cells.patterns[layer][cell])
            for (whole, scale, size), on in zip(
                reversed(self.layers[:layer]), reversed(states), strict=True
            ):
                rows, constant = np.where(on, rows[:, :-1], 0), rows[:, -1] * scale
                rows = _product(rows, whole, size)
                rows[:, -1] += constant
            for k, row in zip(chosen.tolist(), rows.tolist(), strict=True):
                common = gcd(*row)
                self.lines[k] = [x // common for x in row]

    def points(self, cells, vertices):
        """Integers (X, Y, S) with S > 0 for each vertex: the point (X/S, Y/S)."""
        fresh = [v for v in vertices if v not in self.points_of]
        names = cells.named_by[fresh].tolist()
        self.name_lines(cells, {k for pair in names for k in pair})
        for v, (one, two) in zip(fresh, names, strict=True):
            (a, b, c), (d, e, f) = self.lines[one], self.lines[two]
            x, y, s = b * f - c * e, c * d - a * f, a * e - b * d
            common = gcd(x, y, s) if s > 0 else -gcd(x, y, s)
            self.points_of[v] = x // common, y // common, s // common
        return [self.points_of[v] for v in vertices]

    def rows(self, cells, vertices, layer):
        """The pre-activations of a layer at vertices, as rows of integers that end in a scale."""
        known = self.rows_of[layer]
        fresh = [v for v in vertices if v not in known]
        if fresh:
            if layer:
                values = self.rows(cells, fresh, layer - 1)
                values = np.where(values > 0, values, 0)
            else:
                values = np.array(self.points(cells, fresh), dtype=object)
            whole, factor, size = self.layers[layer]
            z = np.append(_product(values, whole.T, size), values[:, -1:] * factor, axis=1)
            known.update(zip(fresh, z, strict=True))
            if len(fresh) == len(vertices):
                return z
        return np.array([known[v] for v in vertices])


def _product(one, two, size):
    """The product of integer matrices: in machine integers where they must suffice.

    No sum of sizes in a column of the second may exceed ``size``.
    """
    kind = np.int64 if abs(one).max(initial=1) * size < 2**62 else object
    return (one.astype(kind) @ two.astype(kind)).astype(object)


def _floats(numbers):
    """Floats nearest to rationals, and whether they are all equal to them."""
    ratios = [(x.numerator, x.denominator) for x in numbers]
    try:
        values = [top / bottom for top, bottom in ratios]
    except OverflowError:
        return np.array([_quotient(*ratio) for ratio in ratios]), False
    return np.array(values), all(map(tuple.__eq__, map(float.as_integer_ratio, values), ratios))


def _quotient(top, bottom):
    """top / bottom as a float of the same sign; what is too large decides nothing later on."""
    try:
        value = top / bottom
    except OverflowError:
        return math.inf if top > 0 else -math.inf
    return value or (5e-324 if top > 0 else -5e-324 if top < 0 else 0.0)


_quotients = np.frompyfunc(_quotient, 2, 1)


def _lengths(rows):
    """Upper bounds of the Euclidean norms of rows."""
    return SLACK * np.sqrt(np.einsum("ij,ij->i", rows, rows)) + TINY * rows.any(axis=1)


def _spectral(weight):
    """An upper bound of the spectral norm: row sums of the powers 2, 4, 8, 16 of W'W."""
    power = weight @ weight.T if len(weight) < len(weight[0]) else weight.T @ weight
    norm, root = 1.0, 2
    for _ in range(5):
        most = abs(power).sum(axis=1).max() * (SLACK + max(weight.shape) ** 2.5 * ROUND)
        if not 0 < most < np.inf:
            break
        norm, root, power = norm * most ** (1 / root), 2 * root, power / most
        power = power @ power
    size = _lengths(weight.reshape(1, -1))[0]
    return min(size, SLACK * norm + TINY) if root > 2 else size


class _FloatLayer:
    """A layer in floats: pre-activations by one matrix product, and two bounds for each row.

    The first bounds the error of each value, the second the Euclidean norm of all the errors:
    through a layer that grows with the spectral norm, far less than the largest error may.
    """

    def __init__(self, layer):
        flat, _ = _floats([x for row in layer.weight for x in row])
        self.bias, self.same_bias = _floats(layer.bias)
        self.weight = flat.reshape(len(layer.weight), -1)
        self.row, self.all = _lengths(self.weight).max(), _lengths(flat[None])[0]
        self.sums, self.norm = SLACK * abs(self.weight).sum(axis=1).max(), _spectral(self.weight)

    def __call__(self, hidden, error):
        z = hidden @ self.weight.T
        z += self.bias
        length = _lengths(hidden) + error[1]
        shift = np.array([[abs(self.bias).max()], [SLACK * np.linalg.norm(self.bias)]])
        bound = np.stack(
            [np.minimum(self.row * error[1], self.sums * error[0]), self.norm * error[1]]
        )
        sizes = np.array([[self.row], [self.all]])
        bound += (hidden.shape[1] + 6) * ROUND * (sizes * length + shift)
        return z, np.where(
            length == 0,
            0.0 if self.same_bias else 2 * ROUND * shift + TINY,
            SLACK * bound + TINY * (1 + length),
        )


# ---- small tools on arrays ----------------------------------------------------------------------


def _packed(flags):
    """Rows of booleans as rows of 64-bit words."""
    whole = np.zeros((len(flags), -(-flags.shape[1] // 64) * 64), bool)
    whole[:, : flags.shape[1]] = flags
    return np.packbits(whole, axis=1, bitorder="little").view(np.uint64)


def _unpacked(words, width):
    """The first booleans of rows of 64-bit words."""
    words = np.ascontiguousarray(words).view(np.uint8)
    return np.unpackbits(words, axis=1, count=width, bitorder="little").view(bool)


def _set_bits(words):
    """The places (row, bit) of the ones, in order."""
    rows = np.flatnonzero(words.any(axis=1))
    bits = np.unpackbits(words[rows].view(np.uint8), axis=1, bitorder="little")
    i, bit = np.nonzero(bits)
    return rows[i], bit


def _distinct(words):
    """Where each row of words comes first, and the number of each row among the distinct ones."""
    words = np.pad(words, ((0, 0), (0, 1)))  # at least one column
    _, first, number = np.unique(
        words.view(f"V{8 * words.shape[1]}"), return_index=True, return_inverse=True
    )
    order = np.argsort(first)
    return first[order], np.argsort(order)[number.ravel()]


def _changes(values, after=False):
    """Where a sorted array has another value than before; at its end, too, if asked for."""
    changes = np.ones(len(values) + after, bool)
    changes[1 : len(values)] = values[1:] != values[:-1]
    return changes


def _ranges(starts, counts):
    """The ranges start, ..., start + count - 1 one after the other."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)


def _subdivided(start, end, group, node):
    """Segments cut at nodes, sorted by segment: both ends of each part, and the parts before."""
    count = np.bincount(group, minlength=len(start))
    before = np.concatenate([[0], np.cumsum(count + 1)])
    first, last = np.empty((2, before[-1]), np.int64)
    first[before[:-1]], last[before[1:] - 1] = start, end
    place = group + np.arange(len(group))
    first[place + 1], last[place] = node, node
    return first, last, count, before


def _zero_on(start, end, start_error, end_error):
    """Where on a segment a form with these values of opposite sign vanishes, from 0 to 1."""
    total = start + end
    place = start / total
    bound = (
        SLACK * np.maximum(start_error, end_error) / (total - SLACK * (start_error + end_error))
        + 4 * ROUND
    )
    return place, np.where((bound >= 0) & (bound < 1), bound, 1.0)


def _order_along(group, place, bound, key):
    """Sort by group and place; say for each whether it lies beyond the one before.

    Where the bounds leave the order open, ``key(i)`` is an exact value of the place.
    """
    if not len(group):
        return np.zeros(0, np.int64), np.zeros(0, bool)
    steps = 62 - int(group.max() + 1).bit_length()  # the place as an integer of this many bits
    order = np.argsort(
        (group << steps) + (np.nan_to_num(place) * (2.0**steps - 1024)).astype(np.int64)
    )  # truncation may swap places less than 2 units apart
    group, place = group[order], place[order]
    fresh = _changes(group)
    starts = np.flatnonzero(fresh)
    radius = np.maximum.reduceat(bound[order], starts) + 2.0 ** (1 - steps)
    radius = radius[np.cumsum(fresh) - 1]
    apart = fresh.copy()
    apart[1:] |= place[1:] - place[:-1] > 2 * radius[1:]
    if not apart.all():
        for i in np.flatnonzero(apart & ~np.append(apart[1:], True)):
            j = i + 1
            while j < len(apart) and not apart[j]:
                j += 1
            keys = {k: key(k) for k in order[i:j].tolist()}
            order[i:j] = sorted(keys, key=keys.get)
            values = [keys[k] for k in order[i:j].tolist()]
            apart[i + 1 : j] = [x != y for x, y in zip(values, values[1:], strict=False)]
    return order, apart


def _merged(count, left, right):
    """Labels 0 ... count-1 where the pairs (left, right) share the least label of all joined."""
    label = np.arange(count)
    while True:
        least = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, least)
        np.minimum.at(label, right, least)
        label = label[label]
        if (label == before).all():
            return label


def _cycles(follows):
    """The cycles of a permutation: their elements in order, and where each cycle starts."""
    label, jump = np.arange(len(follows)), follows
    while True:
        least = np.minimum(label, label[jump])
        if (least == label).all():
            break
        label, jump = least, jump[jump]
    lead = np.flatnonzero(label == np.arange(len(follows)))
    size = np.bincount(label, minlength=len(follows))[lead]
    start = np.cumsum(size) - size
    order = np.empty(len(follows), np.int64)
    at, step, left = lead, 0, np.arange(len(lead))
    while len(left):
        order[start[left] + step] = at
        step += 1
        keep = size[left] > step
        left, at = left[keep], follows[at[keep]]
    return order, start, size


# ---- the complex of cells -----------------------------------------------------------------------


class _Complex:
    """Convex cells that fill a box, cut by the units of one layer after the other."""

    @np.errstate(all="ignore")  # what overflows is undecided, hence decided by integers
    def __init__(self, network, box, progress=None):
        self.exact = _Exact(network, box)
        self.layers = [_FloatLayer(layer) for layer in network.layers]
        self.box, self.widths = box, network.widths
        (a, b), (c, d) = box
        corners, same = _floats([a, c, b, c, b, d, a, d])
        self.xy = corners.reshape(4, 2)
        self.named_by = np.array([[0, 2], [1, 2], [1, 3], [0, 3]])
        self.ends = np.array([[0, 1], [1, 2], [2, 3], [3, 0]])
        self.edge_line = np.array([2, 1, 3, 0])
        self.vertex, self.edge, self.start = np.arange(4), np.arange(4), np.array([0, 4])
        self.line_table = np.full((4, 3), -1)
        self.patterns = [np.zeros((1, 0), np.uint64)]  # of the cells before layer 0, 1, ...
        self.offsets = [0]
        self.signs = self.decided_exactly = 0
        hidden, error = self.xy, np.full((2, 4), 0.0 if same else 2 * ROUND * abs(self.xy).max())
        for k, layer in enumerate(self.layers[:-1]):
            hidden, error = self.cut(k, *layer(hidden, error), k == len(self.widths) - 1)
            if progress:
                progress(k + 1, len(self.widths))

    def unpack(self, words):
        """The states of each layer in rows of patterns, which may end before the last layer."""
        return [
            _unpacked(words[:, a:b], width)
            for a, b, width in zip(self.offsets, self.offsets[1:], self.widths, strict=False)
            if b <= words.shape[1]
        ]

    def rim(self):
        """The edges on the border of the box, each with its cell."""
        cell = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        at = np.flatnonzero(self.edge_line[self.edge] < 4)
        return zip(self.edge[at].tolist(), cell[at].tolist(), strict=True)

    def neighbours(self):
        """The pairs of cells that share an edge."""
        cell = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        order = np.argsort(self.edge)
        twice = np.flatnonzero(np.diff(self.edge[order]) == 0)
        return cell[np.stack([order[twice], order[twice + 1]])]

    def settle(self, layer, z, error):
        """Make every sign of z right, and return the positive and the zero ones as bits."""
        open_ = ~(abs(z) > error[0][:, None])
        zero = np.zeros((len(z), -(-z.shape[1] // 64)), np.uint64)
        self.signs += z.size
        at = np.flatnonzero(open_.any(axis=1))
        if len(at):
            self.decided_exactly += int(open_.sum())
            rows = self.exact.rows(self, at.tolist(), layer)
            z[at] = _quotients(rows[:, :-1], rows[:, -1:]).astype(float)
            error[:, at] = 2 * ROUND * _lengths(z[at]) + TINY
            zero[at] = _packed((rows[:, :-1] == 0).astype(bool))
        return _packed(z > 0), zero

    def ratio(self, layer, start, end, unit):
        """A number that grows with the place where the unit vanishes between two vertices."""
        one, two = self.exact.rows(self, [int(start), int(end)], layer)[:, unit]
        return Fraction(abs(one), abs(two))

    def cut(self, layer, z, error, last):
        """Cut every cell by the units of a layer; returns the values after it, and their bound."""
        positive, zero = self.settle(layer, z, error)
        old, units = z.shape
        # 1. Where units vanish inside edges.  Both cells beside the edge are cut there.
        a, b = self.ends.T
        e, u = _set_bits((positive[a] ^ positive[b]) & ~(zero[a] | zero[b]))
        place, bound = _zero_on(abs(z[a[e], u]), abs(z[b[e], u]), error[0, a[e]], error[0, b[e]])
        order, apart = _order_along(
            e, place, bound, lambda i: self.ratio(layer, a[e[i]], b[e[i]], u[i])
        )
        e, u, place, bound = e[order], u[order], place[order], bound[order]
        crossing = np.append(np.flatnonzero(apart), len(e))  # where each new vertex has its units
        one, place, bound = crossing[:-1], place[crossing[:-1]], bound[crossing[:-1]]
        new = old + np.arange(len(one))
        vanish = [(new[np.cumsum(apart) - 1], u)]
        first, second, count, before = _subdivided(a, b, e[one], new)
        parents = np.concatenate([[np.arange(old)] * 2, self.ends[e[one]].T], axis=1)
        place, bound = (np.concatenate([np.zeros(old), x]) for x in (place, bound))
        named_by = np.stack([self.edge_line[e[one]]] * 2, axis=1)

        # 2. The cells that are touched, with the new vertices on their boundaries.
        touched_vertex = zero.any(axis=1)
        hit = (count[self.edge] > 0) | touched_vertex[self.vertex]
        sizes = np.diff(self.start)
        cells = np.flatnonzero(np.add.reduceat(hit, self.start[:-1]))
        corner = _ranges(self.start[cells], sizes[cells])
        edge, parts = self.edge[corner], count[self.edge[corner]] + 1
        which = np.repeat(np.arange(len(corner)), parts)
        step = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
        on_edge, along = edge[which], (a[edge] == self.vertex[corner])[which]
        base = before[on_edge]
        node = np.where(
            step == 0,
            self.vertex[corner][which],
            old + base - on_edge + np.where(along, step - 1, count[on_edge] - step),
        )
        side = base + np.where(along, step, count[on_edge] - step)
        cell = np.repeat(np.arange(len(cells)), sizes[cells])[which]
        size = np.bincount(cell, minlength=len(cells))
        begin = np.cumsum(size) - size

        # 3. Chords: units that vanish at two places of a boundary, not the ends of one edge.
        at = np.flatnonzero(step)
        each = np.diff(crossing)[node[at] - old]
        spot, name = np.repeat(at, each), u[_ranges(crossing[node[at] - old], each)]
        at = np.flatnonzero((step == 0) & touched_vertex[self.vertex[corner][which]])
        i, more = _set_bits(zero[node[at]])
        spot, name = np.concatenate([spot, at[i]]), np.concatenate([name, more])
        key = cell[spot] * units + name
        order = np.argsort(key * len(node) + spot)
        spot, name, key = spot[order], name[order], key[order]
        run = np.flatnonzero(_changes(key, after=True))
        run = run[:-1][np.diff(run) == 2]
        start, end, name = spot[run], spot[run + 1], name[run]
        gap = which[end] - which[start]
        ring = sizes[cells][cell[start]]
        chord = (step[start] > 0) | (step[end] > 0) | ((gap > 1) & (gap < ring - 1))
        both, member = np.unique(start[chord] * len(node) + end[chord], return_inverse=True)
        start, end, name = both // max(len(node), 1), both % max(len(node), 1), name[chord]
        unit = np.empty(len(start), np.int64)
        unit[member] = name
        mask = np.zeros((len(start), units), bool)
        mask[member, name] = True
        line = len(self.line_table) + np.arange(len(start))
        self.line_table = np.concatenate(
            [
                self.line_table,
                np.stack([np.full(len(start), layer), unit, cells[cell[start]]], axis=1),
            ]
        )
        for spot in (start, end):
            fresh = step[spot] > 0
            named_by[node[spot[fresh]] - old, 1] = line[fresh]
        self.named_by = np.concatenate([self.named_by, named_by])

        # 4. Chords of a cell cross where their ends alternate around it.
        left, right = _crossing(start, end, cell)
        chord = np.concatenate([left, right])
        across = unit[np.concatenate([right, left])]
        pair = np.concatenate([np.arange(len(left))] * 2)
        tips = []
        for tip in (node[start[chord]], node[end[chord]]):
            (p, q), w = parents[:, tip], place[tip]
            zp, zq, ep, eq = z[p, across], z[q, across], error[0, p], error[0, q]
            tips.append(
                (
                    abs((1 - w) * zp + w * zq),
                    SLACK
                    * (
                        np.maximum(ep, eq)
                        + bound[tip] * (abs(zp - zq) + ep + eq)
                        + 4 * ROUND * (abs(zp) + abs(zq))
                    )
                    + TINY,
                )
            )
        (z_start, error_start), (z_end, error_end) = tips
        inner, inner_bound = _zero_on(z_start, z_end, error_start, error_end)
        order, apart = _order_along(
            chord,
            inner,
            inner_bound,
            lambda i: self.ratio(layer, node[start[chord[i]]], node[end[chord[i]]], across[i]),
        )
        tie = np.flatnonzero(~apart)
        label = _merged(len(left), pair[order][tie - 1], pair[order][tie])
        kept, place_of = np.unique(label, return_inverse=True)
        order = order[apart]
        meeting = place_of[pair[order]]
        from_, to, parts, _ = _subdivided(start, end, chord[order], len(node) + meeting)
        deep = len(self.named_by) + np.arange(len(kept))
        self.named_by = np.concatenate(
            [self.named_by, np.stack([line[left[kept]], line[right[kept]]], axis=1)]
        )
        vanish.append((deep[place_of[pair]], across))
        vertex_of = np.concatenate([node, deep])
        segment = np.repeat(np.arange(len(start)), parts + 1)

        # 5. Faces, by walking with the cell on the left.
        rim, inside = len(node), len(segment)
        walk, face_start, face_size = _faces(from_, to, start[segment], end[segment], begin, size)

        # 6. A face differs from the one behind the chord towards the cell's first corner.
        face = np.empty(len(walk), np.int64)
        face[walk] = np.repeat(np.arange(len(face_start)), face_size)
        parent = np.arange(len(face_start))
        flips = np.zeros((len(parent), positive.shape[1]), np.uint64)
        far, through = np.unique(face[rim + inside :], return_index=True)
        flips[far], parent[far] = _packed(mask)[segment[through]], face[rim + through]
        while (parent != parent[parent]).any():
            flips ^= flips[parent]
            parent = parent[parent]
        head = self.vertex[self.start[:-1]]
        states = positive[head]
        ends = self.vertex[self.start[cells + 1] - 1]
        some = (
            np.bitwise_or.reduceat(
                positive[self.vertex[corner]], np.cumsum(sizes[cells]) - sizes[cells], axis=0
            )
            if len(cells)
            else states[:0]
        )
        states[cells] |= zero[head[cells]] & (positive[ends] | (zero[ends] & some))
        half_cell = np.concatenate([cell, *[cell[start[segment]]] * 2])
        owner = cells[half_cell[walk[face_start]]]

        # 7. The new complex: cells that were not touched, then the faces.
        whole = np.ones(len(sizes), bool)
        whole[cells] = False
        whole = np.flatnonzero(whole)
        corner = _ranges(self.start[whole], sizes[whole])
        tail_of = np.concatenate([np.arange(rim), from_, to])
        side = np.concatenate([side, *[before[-1] + np.arange(inside)] * 2])
        self.vertex = np.concatenate([self.vertex[corner], vertex_of[tail_of[walk]]])
        self.edge = np.concatenate([before[self.edge[corner]], side[walk]])
        self.start = np.concatenate([[0], np.cumsum(np.concatenate([sizes[whole], face_size]))])
        self.ends = np.concatenate(
            [np.stack([first, second], axis=1), vertex_of[np.stack([from_, to], axis=1)]]
        )
        self.edge_line = np.concatenate([np.repeat(self.edge_line, count + 1), line[segment]])
        origin = np.concatenate([whole, owner])
        states = np.concatenate([states[whole], states[owner] ^ flips])
        self.patterns.append(np.concatenate([self.patterns[-1][origin], states], axis=1))
        self.offsets.append(self.offsets[-1] + states.shape[1])

        # 8. Floats at the new vertices, between the ends of the edge or chord they lie on.
        ends = np.stack([node[start[left[kept]]], node[end[left[kept]]]])
        stages = (
            (parents[:, old:], place[old:], bound[old:]),
            (ends, inner[kept], inner_bound[kept]),
        )
        for (p, q), w, _ in stages:
            self.xy = np.concatenate(
                [self.xy, (1 - w)[:, None] * self.xy[p] + w[:, None] * self.xy[q]]
            )
        if last:
            return None, None
        return _between(z, error, stages, vanish)


def _between(z, error, stages, vanish):
    """Values after a layer at all vertices, old and new, with their bounds.

    A stage holds new vertices: the two vertices each lies between, where, and that place's bound.
    """
    values, dead = z, (z <= 0).all(axis=1)
    for ((p, q), place, spread), (v, unit) in zip(stages, vanish, strict=True):
        one, two, w = values[p], values[q], place[:, None]
        row = (1 - w) * one + w * two
        one -= two
        size = np.stack([abs(one).max(axis=1, initial=0), _lengths(one)])
        error = np.concatenate(
            [
                error,
                SLACK
                * (
                    np.maximum(error[:, p], error[:, q])
                    + spread * (size + error[:, p] + error[:, q])
                    + 8 * ROUND * (_lengths(row) + size[1])
                )
                + TINY,
            ],
            axis=1,
        )
        dead = np.concatenate([dead, dead[p] & dead[q]])
        values = np.concatenate([values, row])
        values[v, unit] = 0
    return np.maximum(values, 0, out=values), np.where(dead, 0, error)


def _faces(from_, to, start, end, begin, size):
    """The faces into which chords cut cells, each as a cycle of half-edges on its left.

    Half-edges are the boundaries once, then the parts of the chords there, then back.  ``from_``
    and ``to`` are the ends of a part, ``start`` and ``end`` the boundary places to which its chord
    leads: around a point of a convex cell, directions are ordered as the places they lead to.
    """
    rim, inside = size.sum(), len(from_)
    origin, towards = np.concatenate([from_, to]), np.concatenate([end, start])
    order = np.argsort(
        origin * 2 * rim + np.where((origin < rim) & (towards < origin), towards + rim, towards)
    )
    origin, half = origin[order], rim + order
    runs = _changes(origin, after=True)
    head, tail = runs[:-1], runs[1:].copy()
    before = np.concatenate([half[-1:], half[:-1]])  # clockwise
    before[head] = np.where(origin[head] < rim, origin[head], half[tail])
    follows = np.empty(rim + 2 * inside, np.int64)
    follows[:rim] = np.arange(1, rim + 1)
    follows[begin + size - 1] = begin
    follows[rim + (order + inside) % max(2 * inside, 1)] = before
    tail &= origin < rim
    into = np.arange(-1, rim - 1)
    into[begin] = begin + size - 1
    follows[into[origin[tail]]] = half[tail]
    return _cycles(follows)


def _crossing(start, end, cell):
    """The pairs of chords (sorted by start) whose ends alternate."""
    rising = np.zeros(cell[-1] + 1 if len(cell) else 0, bool)
    step = np.flatnonzero((end[1:] > end[:-1]) & (cell[start[1:]] == cell[start[:-1]]))
    rising[cell[start[step]]] = True  # in the other cells the chords are nested: none cross
    low = np.searchsorted(start, start, "right")
    count = np.where(rising[cell[start]], np.searchsorted(start, end) - low, 0)
    total, found, i = np.cumsum(count), [np.zeros((2, 0), np.int64)], 0
    while i < len(start):
        j = max(i + 1, np.searchsorted(total, total[i] - count[i] + MOST_PAIRS, "right"))
        left = np.repeat(np.arange(i, j), count[i:j])
        right = _ranges(low[i:j], count[i:j])
        cross = end[right] > end[left]
        found.append(np.stack([left[cross], right[cross]]))
        i = j
    return np.concatenate(found, axis=1)


@np.errstate(all="ignore")
def _map_numbers(cells, patterns):
    """Number the affine maps of patterns of a complex.

    Units that no path of on units joins to an output do not matter.  Floats with a bound tell
    nearly all of the remaining patterns apart; integers tell the others.
    """
    *hidden, last = [np.array(layer.weight) != 0 for layer in cells.exact.network.layers]
    on = cells.unpack(patterns)
    reached = np.broadcast_to(last.any(axis=0), (len(patterns), last.shape[1]))
    for states, joined in zip(reversed(on), reversed(hidden), strict=True):
        states &= reached
        reached = states.astype(np.float32) @ joined.astype(np.float32) > 0
    at, number = _distinct(np.concatenate([patterns[:, :0], *map(_packed, on)], axis=1))
    on = [states[at] for states in on]
    value, bound = np.concatenate(
        [
            _fingerprints(
                cells.layers, [states[i : i + 8192] for states in on], len(at[i : i + 8192])
            )
            for i in range(0, len(at), 8192)
        ],
        axis=1,
    )
    order, most = np.argsort(value), np.where(bound >= 0, bound, np.inf).max()
    apart = np.append(True, np.diff(value[order]) > 2 * SLACK * most)
    label = np.empty(len(at), np.int64)
    seen = {}
    for n, i in enumerate(order.tolist()):
        alone = apart[n] and (n + 1 == len(order) or apart[n + 1])
        key = n if alone else _exact_map(cells.exact.layers, [states[i] for states in on])
        label[i] = seen.setdefault(key, len(seen))
    return label[number]


def _fingerprints(layers, on, count):
    """One number for each pattern's map: a sum of its outputs at a point, with a bound."""
    hidden, error = np.tile([0.7315, -0.4279], (count, 1)), np.zeros((2, count))
    for layer, states in zip(layers, on, strict=False):
        hidden, error = layer(hidden, error)
        hidden = hidden * states
    hidden, error = layers[-1](hidden, error)
    mix = 1 / (1 + np.arange(hidden.shape[1]) * math.pi / 4)
    size = SLACK * np.linalg.norm(mix)
    return np.stack([hidden @ mix, size * (error[1] + len(mix) * 4 * ROUND * _lengths(hidden))])


def _exact_map(layers, on):
    """The affine map of a pattern, as integers over one scale that all patterns share."""
    rows, *_ = layers[-1]
    for (whole, scale, _), states in zip(reversed(layers[:-1]), reversed(on), strict=True):
        constant = rows[:, -1] * scale
        rows = rows[:, :-1][:, states] @ whole[states]
        rows[:, -1] += constant
    return tuple(rows.ravel())


# ---- what is handed out -------------------------------------------------------------------------


class Region:
    """One activation region: where a network has one pattern.

    Attributes
    ----------
    pattern : tuple of tuples of 0 and 1
        One tuple for each hidden layer; 1 where the pre-activation is > 0 inside the region.
    vertices : tuple of points, each a tuple of Fraction
        Counter-clockwise in two dimensions, the two ends in one.
    U, c : tuples of Fraction
        The affine map x -> U x + c of the network on the region; U has one row per output.
    """

    def __init__(self, network, pattern, vertices):
        self._network, self.pattern, self.vertices = network, pattern, vertices

    @cached_property
    def _piece(self):
        return self._network.affine_piece(self.pattern)

    @property
    def U(self):
        return self._piece.U

    @property
    def c(self):
        return self._piece.c

    def __repr__(self):
        corners = ", ".join("(" + ", ".join(map(str, x)) + ")" for x in self.vertices)
        return f"<Region {corners}>"


class Regions(Sequence):
    """The activation regions of a network in a box: a sequence of `Region`.

    The cells, their patterns and the lines that name their vertices are settled; the numbers of
    an item are turned into Fractions when it is asked for.

    Attributes
    ----------
    network : Network
    box : tuple of pairs of Fraction
    signs, decided_exactly : int
        How many signs of units at vertices were needed, and how many of them floats left open.
    """

    def __init__(self, network, box, parts):
        self.network, self.box, self._parts = network, box, parts
        self.signs, self.decided_exactly = (
            sum(getattr(part, name) for part in parts) for name in ("signs", "decided_exactly")
        )
        words = np.concatenate([part.patterns[-1] for part in parts])
        # A region is convex, so cells of one pattern in several parts of the box are one region.
        first, self._region = _distinct(words) if len(parts) > 1 else (np.arange(len(words)),) * 2
        self._patterns = words[first]
        self._cells = np.argsort(self._region, kind="stable")
        self._starts = np.searchsorted(self._region[self._cells], np.arange(len(first) + 1))
        self._before = np.cumsum([0, *(len(part.start) - 1 for part in parts)])

    def __len__(self):
        return len(self._patterns)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        i = range(len(self))[i]
        on = self._parts[0].unpack(self._patterns[i : i + 1])
        return Region(
            self.network,
            tuple(tuple(states[0].astype(int).tolist()) for states in on),
            self._corners(i),
        )

    def settle_points(self):
        """Compute all vertices at once, which is faster than one region after the other."""
        for part in self._parts:
            part.exact.points(part, range(len(part.named_by)))

    def _polygon(self, cell):
        """The part and the vertices of a cell."""
        k = np.searchsorted(self._before, cell, "right") - 1
        part, cell = self._parts[k], cell - self._before[k]
        return part, part.vertex[part.start[cell] : part.start[cell + 1]]

    def _corners(self, i):
        polygons = [
            self._polygon(cell) for cell in self._cells[self._starts[i] : self._starts[i + 1]]
        ]
        corners = [
            tuple(Fraction(x, s) for x in xy)
            for part, vertices in polygons
            for *xy, s in part.exact.points(part, vertices.tolist())
        ]
        if self.network.inputs == 1:
            return (min(corners)[:1], max(corners)[:1])
        return tuple(_hull(corners) if len(polygons) > 1 else corners)

    def drawn(self):
        """The cells as arrays of floats, for figures, and the region each is a part of."""
        cells = (self._polygon(cell) for cell in range(len(self._region)))
        return [part.xy[vertices] for part, vertices in cells], self._region

    @cached_property
    def map_numbers(self):
        """A number 0, 1, ... for each region: equal where the affine maps are."""
        return _map_numbers(self._parts[0], self._patterns)

    @property
    def distinct_affine_maps(self):
        """The number of distinct affine maps x -> U x + c among the regions."""
        return int(self.map_numbers.max()) + 1

    @cached_property
    def connected_pieces(self):
        """The number of pieces left when regions that share an edge and a map are joined."""
        beside = [part.neighbours() + k for k, part in zip(self._before, self._parts, strict=False)]
        beside = self._region[np.concatenate([*beside, self._across()], axis=1)]
        same = beside[:, self.map_numbers[beside[0]] == self.map_numbers[beside[1]]]
        return len(np.unique(_merged(len(self), *same)))

    def _across(self):
        """The pairs of cells that share a segment of a border between two parts."""
        borders = {}
        for k, part in enumerate(self._parts):
            for edge, cell in part.rim():
                axis, end = divmod(int(part.edge_line[edge]), 2)
                ends = sorted(
                    Fraction(p[1 - axis], p[2])
                    for p in part.exact.points(part, part.ends[edge].tolist())
                )
                borders.setdefault((axis, part.box[axis][end]), ([], []))[end].append(
                    (*ends, cell + self._before[k])
                )
        pairs = []
        for sides in borders.values():
            one, two = map(sorted, sides)
            while one and two:
                if min(one[-1][1], two[-1][1]) > max(one[-1][0], two[-1][0]):
                    pairs.append((one[-1][2], two[-1][2]))
                (one if one[-1][0] >= two[-1][0] else two).pop()
        return np.array(pairs, dtype=np.int64).reshape(-1, 2).T


def _hull(points):
    """The corners of the convex hull of points, counter-clockwise."""
    corners = []
    for walk in (sorted(set(points)), sorted(set(points), reverse=True)):
        least = len(corners) + 1
        for p in walk:
            while len(corners) > least and _turn(*corners[-2:], p) <= 0:
                corners.pop()
            corners.append(p)
        corners.pop()
    return corners


def _turn(p, q, r):
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def regions_certificate(regions, progress=None):
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
        Of kind ``regions``; the page ``reference/certificates`` has the rule.

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
    table, cells = {}, []
    regions.settle_points()
    for k, region in enumerate(regions):
        if progress and (k % 256 == 0 or k == len(regions) - 1):
            progress(k + 1, len(regions))
        cells.append(
            {
                "pattern": ["".join(map(str, states)) for states in region.pattern],
                "points": [table.setdefault(x, len(table)) for x in region.vertices],
            }
        )
    if any(max(map(abs, x.as_integer_ratio())) >= MOST for point in table for x in point):
        raise InputError(
            "network: a vertex has numbers of more than 4000 digits, more than a "
            "certificate may hold"
        )
    return record.Certificate(
        {
            "kind": "regions",
            "network": record.network_json(regions.network),
            "domain": record.box(regions.box),
            "regions": len(regions),
            "maps": regions.distinct_affine_maps,
        },
        {"points": record.points(table)["points"], "cells": cells},
    )


def activation_regions(network, box, *, executor=None, progress=None):
    """All activation regions of a network of one or two inputs in a box.

    Parameters
    ----------
    network : Network
    box : pair of numbers, or one such pair for each input
    executor : concurrent.futures.Executor, optional
        Does the work by parts of the box, glued exactly: any object with its ``submit``.
    progress : callable, optional
        Told the layers done and their number, while one part is cut.

    Returns
    -------
    Regions

    Raises
    ------
    InputError
        If the network has more than two inputs, or the box is none.

    Notes
    -----
    A region is the interior of the set where z > 0 for its on units and z <= 0 for its off
    units, counted when it is not empty; a unit that is 0 on all of it is off.

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
            f"network: found {network.inputs} inputs, expected 1 or 2; "
            "slice_of cuts a plane out of more"
        )
    box = as_box(box, network.inputs)
    flat, whole = network, box
    if network.inputs == 1:  # a strip: the second input is not looked at
        first, *rest = network.layers
        wide = tuple((weight, Fraction(0)) for (weight,) in first.weight)
        flat = Network([first._replace(weight=wide), *rest])
        whole = (*box, (Fraction(0), Fraction(1)))
    if executor is None:
        return Regions(network, box, [_Complex(flat, whole, progress)])
    halves = [[(low, (low + high) / 2), ((low + high) / 2, high)] for low, high in whole]
    if network.inputs == 1:
        halves[1] = [whole[1]]
    futures = [executor.submit(_Complex, flat, part) for part in product(*halves)]
    return Regions(network, box, [future.result() for future in futures])


def slice_of(network, point, directions):
    """The network on a plane: (s, t) -> network(point + s first + t second).

    Parameters
    ----------
    network : Network
    point : vector of length ``network.inputs``
    directions : two such vectors

    Returns
    -------
    Network
        Of two inputs.

    Examples
    --------
    >>> f = Network([([[1, 1, 1]], [0]), ([[1]], [0])])
    >>> str(slice_of(f, [1, 0, 0], [[0, 1, 0], [0, 0, 2]])((1, 1)))
    '4'
    """
    if not hasattr(directions, "__len__") or len(directions) != 2:
        raise InputError("directions: expected two vectors")
    columns = [network.point(entry, f"directions[{i}]") for i, entry in enumerate(directions)]
    return network.after(
        Network.affine(list(zip(*columns, strict=True)), network.point(point, "point"))
    )
