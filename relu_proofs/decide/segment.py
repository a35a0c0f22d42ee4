"""The pieces of a network along the straight way from one input to another, exactly."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..core.cells import Cell, walk
from ..core.network import Network, Unit, require_network
from ..core.rational import InputError, Vector

__all__ = ["OnSegment", "on_segment"]


@dataclass(frozen=True)
class OnSegment:
    """A network on the segment p + t(q - p), 0 <= t <= 1.

    Attributes
    ----------
    p, q : tuples of Fraction
        Its ends.
    knots : tuple of Fraction
        The t strictly between 0 and 1 at which some output changes its slope, increasing.
    switches : tuple of pairs (t, units)
        The t strictly between 0 and 1 at which the pattern changes, increasing, each with the
        units (layer, unit) that are on along the way on one side of t and off on the other.  More
        than there are knots, where kinks cancel or do not reach the output.
    """

    p: Vector
    q: Vector
    knots: Vector
    switches: tuple[tuple[Fraction, tuple[Unit, ...]], ...]

    @property
    def pieces(self) -> int:
        """The number of affine pieces of the network along the segment."""
        return len(self.knots) + 1


def on_segment(network: Network, p: object, q: object) -> OnSegment:
    """Where a network bends on the way from one input to another, and which units change sides.

    Parameters
    ----------
    network : Network
        Any depth, any number of inputs and outputs.
    p, q : array-like of length ``inputs``
        The ends, two different inputs.

    Returns
    -------
    OnSegment

    Raises
    ------
    InputError
        If it is no network, an end does not fit it, or the ends are one point.

    Notes
    -----
    Along a line a network is one of a single input t; claims ``pieces-along-a-segment`` and
    ``a-segment-is-nearly-straight`` of the page ``beyond/near-the-data``.

    Examples
    --------
    >>> from relu_proofs import Network
    >>> f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])   # |x1 - x2|
    >>> found = on_segment(f, [0, 1], [3, 1])
    >>> found.pieces, [str(t) for t in found.knots]
    (2, ['1/3'])
    """
    require_network(network)
    start, end = network.point(p, "p"), network.point(q, "q")
    if start == end:
        raise InputError("q: found the same point as p, expected another one")
    way = Network.affine([[b - a] for a, b in zip(start, end, strict=True)], start)
    knots, switches = list[Fraction](), list[tuple[Fraction, tuple[Unit, ...]]]()
    for before, after in pairwise(walk(network.after(way), Fraction(0), Fraction(1))):
        t = after.low
        assert t is not None  # only the first cell of a whole line has none
        if changed := _changed(before, after):
            switches.append((t, changed))
        if before.slope != after.slope:
            knots.append(t)
    return OnSegment(start, end, tuple(knots), tuple(switches))


def _changed(before: Cell, after: Cell) -> tuple[Unit, ...]:
    """The units whose states differ between two neighbouring cells."""
    return tuple(
        (k, i)
        for k, (left, right) in enumerate(zip(before.pattern, after.pattern, strict=True))
        for i, (one, other) in enumerate(zip(left, right, strict=True))
        if one != other
    )
