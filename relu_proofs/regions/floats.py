"""Pre-activations in floats, with bounds of their errors; what the bounds leave open is said.

Notes
-----
*Rounding.*  u = 2^-53 is the relative error of one operation, or the result underflows and is
off by less than 2^-1074: the standard model, N. J. Higham, *Accuracy and Stability of Numerical
Algorithms*, 2nd edition 2002, section 2.2.  A term of a sum of n products passes through at most
n roundings in whatever order the sum is formed, fused or not (Higham, section 3.1), so that the
sum is off by at most n u / (1 - n u) times the sum of the sizes of the terms.  A library that
multiplies matrices by a scheme of fewer products, such as Strassen's, would not do.

*Two bounds for each vertex.*  For the errors e of a row of values we keep a bound of the largest
|e_i| and one of the Euclidean norm of e.  Through a matrix W the largest is at most
max_i |w_i| |e| (Cauchy and Schwarz), with the Euclidean norm of the rows w_i, or the largest row
sum times the largest |e_i|; the norm is at most the spectral norm of W times |e|.  The norm grows
far less from layer to layer than the largest error alone would let us say.

*Overflow.*  A bound that is not a finite number decides nothing, as no comparison with it holds.
And where the bound of a matrix product is finite, no partial sum can have overflowed: by Cauchy
and Schwarz they are at most |w_i| |h|, a number that the bound contains.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from ..core.layers import Layer
from .arrays import Flags, Floats, Ints, Whole, run_starts

ROUND = 2.0**-53
"""u, the relative error of one operation."""
SLACK = 1 + 2.0**-20
"""A factor for the rounding of the bounds themselves: enough for 2^32 operations."""
TINY = 1e-140
"""Covers what underflows: a lost square (of a number below 2^-537, 1e-162) most of all."""
SMALLEST = 5e-324
"""The smallest positive float, 2^-1074."""

SQUARINGS = 5
"""Of W'W when its norm is bounded: what is left is a factor of at most (shorter side)^(1/64)."""

PLACE_BITS = 62
"""Of the integer by which groups and places are sorted: int64 has 63 and a sign."""


# ---- numbers ------------------------------------------------------------------------------------


def nearest(numbers: Iterable[Fraction]) -> tuple[Floats, bool]:
    """The floats nearest to rationals, and whether they are all equal to them."""
    ratios = [(x.numerator, x.denominator) for x in numbers]
    try:
        values = [top / bottom for top, bottom in ratios]  # rounded once, to nearest
    except OverflowError:
        return np.array([quotient(*ratio) for ratio in ratios]), False
    return np.array(values), all(map(tuple.__eq__, map(float.as_integer_ratio, values), ratios))


def quotient(top: int, bottom: int) -> float:
    """The quotient as a float of the same sign; an infinite one decides nothing later on."""
    try:
        value = top / bottom
    except OverflowError:
        return math.inf if top > 0 else -math.inf
    if value or not top:
        return value
    return SMALLEST if top > 0 else -SMALLEST


def rounded(tops: Whole, bottoms: Whole | int) -> Floats:
    """The floats nearest to the quotients of integers; an infinite one beyond the largest."""
    try:
        values = tops / bottoms  # Python rounds a quotient of its integers once, to nearest
    except OverflowError:
        values = _overflowing(tops, bottoms)
    return np.asarray(values, dtype=float)


def _nearest(top: int, bottom: int) -> float:
    # Like `quotient`, which is called too often to be made of this one, but for what underflows.
    try:
        return top / bottom
    except OverflowError:
        return math.inf if top > 0 else -math.inf


_overflowing = np.frompyfunc(_nearest, 2, 1)
_quotients = np.frompyfunc(quotient, 2, 1)


def quotients(tops: Whole, bottoms: Whole) -> Floats:
    """The quotients of integers as floats of the same signs."""
    return np.asarray(_quotients(tops, bottoms), dtype=float)


def lengths(rows: Floats) -> Floats:
    """Upper bounds of the Euclidean norms of rows."""
    norms: Floats = SLACK * np.sqrt(np.einsum("ij,ij->i", rows, rows)) + TINY * rows.any(axis=1)
    return norms


def spectral_norm(weight: Floats) -> float:
    """An upper bound of the spectral norm |W|.

    Notes
    -----
    T = W'W is symmetric: |T| = |W|^2, |T^2| = |T|^2, and |T| is at most its largest row sum m.
    So |W| = |T|^(1/2) = m^(1/2) |T / m|^(1/2) = m^(1/2) |(T / m)^2|^(1/4), and so on; the last
    norm is at most 1.  Rounding: let N be the longer side of W.  A product of matrices is off by
    N u times the product of their sizes entry by entry, hence by N^2 u times the product of the
    norms, since the sizes of a matrix have at most sqrt(N) times its norm.  Squaring doubles the
    relative error, so 5 squarings leave 2^5 N^2 u, and sqrt(N) times as much in a row sum.
    """
    size = float(lengths(weight.reshape(1, -1))[0])  # of all entries: a bound without more ado
    # The smaller of WW' and W'W: they have the same norm.
    power = weight @ weight.T if len(weight) < len(weight[0]) else weight.T @ weight
    rounding = SLACK + 2**SQUARINGS * max(weight.shape) ** 2.5 * ROUND
    norm, root = 1.0, 2
    for _ in range(SQUARINGS):
        most = float(abs(power).sum(axis=1).max() * rounding)
        if not 0 < most < math.inf:
            break
        norm, root = norm * most ** (1 / root), 2 * root
        power = power / most
        power = power @ power
    return min(size, SLACK * norm + TINY) if root > 2 else size


# ---- layers -------------------------------------------------------------------------------------


class FloatLayer:
    """A layer in floats: pre-activations by one matrix product, with bounds of their errors.

    Attributes
    ----------
    weight, bias : arrays of shapes (units, inputs) and (units,)
        The nearest floats.
    longest_row, size, norm : float
        Bounds of the Euclidean norm of a row, of all entries, and of the spectral norm.
    row_sum : float
        A bound of the sum of sizes in a row.
    """

    def __init__(self, layer: Layer):
        flat, _ = nearest([x for row in layer.weight for x in row])
        self.bias, _ = nearest(layer.bias)
        self.weight = flat.reshape(len(layer.weight), -1)
        self.longest_row = lengths(self.weight).max()
        self.size = lengths(flat[None])[0]
        self.row_sum = SLACK * abs(self.weight).sum(axis=1).max()
        self.norm = spectral_norm(self.weight)

    def __call__(self, hidden: Floats, error: Floats) -> tuple[Floats, Floats]:
        """The pre-activations of hidden values.

        Parameters
        ----------
        hidden : array of shape (vertices, inputs)
        error : array of shape (2, vertices)
            Bounds of the largest error of a value and of the Euclidean norm of all of them.

        Returns
        -------
        z, error : arrays of shapes (vertices, units) and (2, vertices)
            The bounds hold against the exact weights and the exact hidden values.
        """
        z = hidden @ self.weight.T
        z += self.bias
        # Of a term w h: one rounding when w became a float, one of the product, at most n of the
        # sum; 4 more pay for the second order.  The sizes of the terms: |w| |h| and |bias|.
        length = lengths(hidden) + error[1]
        shift = np.array([[abs(self.bias).max()], [SLACK * np.linalg.norm(self.bias)]])
        carried = np.stack(
            [
                np.minimum(self.longest_row * error[1], self.row_sum * error[0]),
                self.norm * error[1],
            ]
        )
        terms = np.array([[self.longest_row], [self.size]]) * length + shift
        bound = carried + (hidden.shape[1] + 6) * ROUND * terms
        return z, SLACK * bound + TINY * (1 + length)


# ---- places on segments -------------------------------------------------------------------------


def zero_place(
    start: Floats, end: Floats, start_error: Floats, end_error: Floats
) -> tuple[Floats, Floats]:
    """Where on a segment an affine form vanishes, from 0 to 1, and bounds of the errors.

    Parameters
    ----------
    start, end : arrays of one shape
        The sizes of the form at both ends, where its signs are opposite.
    start_error, end_error : arrays of the same shape

    Notes
    -----
    The place is s / (s + t).  With s off by d and t by e it is off by
    |d t - e s| / ((s + t)(s' + t')) <= max(|d|, |e|) / (s' + t'), where s' + t' is at least the
    sum that we see less both errors.  Two more operations round it: 4 u.
    """
    total = start + end
    place = start / total
    bound = (
        SLACK * np.maximum(start_error, end_error) / (total - SLACK * (start_error + end_error))
        + 4 * ROUND
    )
    # Nothing is known where errors reach the sum, or the sum overflowed.
    known = (bound >= 0) & (bound < 1) & (total < math.inf)
    return place, np.where(known, bound, 1.0)


def order_along(
    group: Ints, place: Floats, bound: Floats, key: Callable[[int], Fraction]
) -> tuple[Ints, Flags]:
    """Sort items by group and by place within it; floats decide where they can.

    Parameters
    ----------
    group : array of ints >= 0
    place, bound : arrays of floats
        Places from 0 to 1 and bounds of their errors.
    key : callable
        An exact value for item i that grows with its place in its group; asked for where the
        bounds leave the order open.

    Returns
    -------
    order : array of ints
        The items, sorted.
    apart : array of flags, as ``order``
        Whether the item lies beyond the one before, not at the same place of the same group.
    """
    if not len(group):
        return np.zeros(0, np.int64), np.zeros(0, bool)
    # One integer holds both: the group above, the place below in units of 2^-steps.  Places that
    # are less than 2 units apart may be swapped by that, which the radius below allows for.
    # 1024 less than 2^steps: a place of 1, however it is rounded, stays below the next group.
    steps = PLACE_BITS - int(group.max() + 1).bit_length()
    fixed = (np.nan_to_num(place) * (2.0**steps - 1024)).astype(np.int64)
    order = np.argsort((group << steps) + fixed)
    group, place = group[order], place[order]
    fresh = run_starts(group)
    starts = np.flatnonzero(fresh)
    radius = np.maximum.reduceat(bound[order], starts) + 2.0 ** (1 - steps)  # one for each group
    radius = radius[np.cumsum(fresh) - 1]
    apart = fresh.copy()
    apart[1:] |= place[1:] - place[:-1] > 2 * radius[1:]
    if not apart.all():
        _settle_order(order, apart, key)
    return order, apart


def _settle_order(order: Ints, apart: Flags, key: Callable[[int], Fraction]) -> None:
    """Sort each run of items that are not known to be apart by exact values, in place."""
    for i in np.flatnonzero(apart & ~np.append(apart[1:], True)):
        j = i + 1
        while j < len(apart) and not apart[j]:
            j += 1
        keys = {k: key(k) for k in order[i:j].tolist()}
        order[i:j] = sorted(keys, key=keys.__getitem__)
        values = [keys[k] for k in order[i:j].tolist()]
        apart[i + 1 : j] = [x != y for x, y in zip(values, values[1:], strict=False)]


class Between(NamedTuple):
    """New vertices, each on the segment between two older ones."""

    ends: Ints
    """Shape (2, new vertices): the two older vertices."""
    place: Floats
    """New vertex -> where it lies between them, from 0 to 1."""
    bound: Floats
    """New vertex -> a bound of the error of the place."""


def values_after(
    z: Floats, error: Floats, stages: Sequence[Between], relu: Flags
) -> tuple[Floats, Floats]:
    """The values after a hidden layer at all vertices, the new ones too, and their bounds.

    Parameters
    ----------
    z : array of shape (vertices, units)
        Pre-activations at the old vertices, with the right signs.
    error : array of shape (2, vertices)
        As in `FloatLayer`.
    stages : sequence of Between
        New vertices in their order; the later ones may lie between the earlier ones.
    relu : array of flags, one for each unit
        The others pass on.

    Notes
    -----
    A pre-activation is affine on an edge and on a chord.  At the place w its value is
    (1 - w) p + w q; with p, q and w off it is off by at most the larger of their errors, and the
    error of w times |p - q| and these errors.  Forming it rounds 4 times, in terms that
    are together at most |(1 - w) p + w q| + |p - q|: if p and q have one sign they add up to the
    first, otherwise neither exceeds the second.
    """
    values = z
    for (p, q), place, spread in stages:
        first, last, w = values[p], values[q], place[:, None]
        row = (1 - w) * first + w * last
        first -= last
        size = np.stack([abs(first).max(axis=1, initial=0), lengths(first)])
        bound = (
            np.maximum(error[:, p], error[:, q])
            + spread * (size + error[:, p] + error[:, q])
            + 8 * ROUND * (lengths(row) + size[1])
        )
        values = np.concatenate([values, row])
        error = np.concatenate([error, SLACK * bound + TINY], axis=1)
    # The ReLU moves no two values further apart, so the bounds stay.
    floor = np.where(relu, 0, -np.inf)
    return np.maximum(values, floor, out=values), error
