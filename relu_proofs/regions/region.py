"""One activation region, and all regions of a network as arrays."""

from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ..core.affine import Affine
from ..core.network import Network, Pattern
from ..core.rational import Matrix, Vector
from .arrays import Flags, Floats, Ints
from .floats import quotient

LONG = 10**9
"""A rational with larger numbers is shown rounded."""


def short(x: Fraction) -> str:
    """A rational as text, rounded where it is long."""
    top, bottom = x.as_integer_ratio()
    return str(x) if max(abs(top), bottom) < LONG else f"≈{quotient(top, bottom):.6g}"


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
    >>> from relu_proofs import activation_regions
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
        corners = ", ".join("(" + ", ".join(map(short, x)) + ")" for x in self.vertices)
        return f"<Region {corners}>"


class RegionArrays(NamedTuple):
    """All regions of a network in a box as arrays, in the order of `Regions`.

    Of the exact numbers, ``vertices``, ``U`` and ``c`` have the floats nearest to them: infinite
    ones beyond the largest float.  The vertices of region i are the rows ``offsets[i]`` to
    ``offsets[i + 1] - 1``.
    """

    patterns: Flags
    """Shape (regions, ReLU units), unit after unit, layer after layer: whether it is on."""
    offsets: Ints
    """Shape (regions + 1,): where the vertices of each region start, and where the last end."""
    vertices: Floats
    """Shape (vertices of all regions, inputs): counter-clockwise, or the lower and upper end."""
    U: Floats
    """Shape (regions, outputs, inputs)."""
    c: Floats
    """Shape (regions, outputs): in region i the network is x -> U[i] x + c[i]."""
