"""What a network is around one input: its pattern, its affine map, and how far that map reaches.

The inputs with one pattern are those at which certain affine forms of the input keep their signs:
a convex set.  The distance from a point to the nearest form that is about to change its sign is a
quotient, so nothing is searched.
"""

from dataclasses import dataclass
from fractions import Fraction

from ..core.affine import Affine
from ..core.forms import homogeneous
from ..core.network import Network, Pattern, Unit, require_network
from ..core.rational import Vector

__all__ = ["AtPoint", "at_point"]


@dataclass(frozen=True)
class AtPoint:
    """A network around one input.

    Attributes
    ----------
    point : tuple of Fraction
    pattern : tuple of tuples of int
        1 for each unit that is on at the point (z > 0), one tuple for each hidden layer.
    map : Affine
        The map x -> U x + c of this pattern.  Where the radius is not 0, U is the gradient at the
        point, one row for each output.
    radius : Fraction or None
        In the sup norm: every input whose entries are nearer than this has the pattern, and no
        larger number will do.  None if every input has it.  It is 0 at a point where the pattern
        changes at once.
    stops : tuple of pairs (layer, unit)
        The units that change sides at this radius; empty where it is None.
    radius_squared : Fraction or None
        The square of the same radius in the Euclidean norm, which need not be rational itself.
    stops_euclidean : tuple of pairs (layer, unit)
        The units that change sides at that radius.
    """

    point: Vector
    pattern: Pattern
    map: Affine
    radius: Fraction | None
    stops: tuple[Unit, ...]
    radius_squared: Fraction | None
    stops_euclidean: tuple[Unit, ...]


def at_point(network: Network, x: object) -> AtPoint:
    """The pattern and the affine map of a network at an input, and how far they reach.

    Parameters
    ----------
    network : Network
        Any depth, any number of inputs and outputs.
    x : array-like of length ``inputs``
        One number will do for a network of one input.

    Returns
    -------
    AtPoint

    Raises
    ------
    InputError
        If it is no network, or x does not fit it.

    Notes
    -----
    Claim ``the-region-reaches-to-the-nearest-wall`` of the page ``beyond/near-the-data``: the
    radius is the least |z| / ||U_z||, where U_z is the gradient of a unit's pre-activation z at
    the point, over the units with U_z other than 0; the norm is the sum of absolute values for
    the sup norm, and the Euclidean one for itself.
    The radius is that of the pattern: beyond it the map may still be the same one.

    Examples
    --------
    >>> from relu_proofs import Network
    >>> f = Network([([[2], [1]], [1, 2]), ([[3, -1]], ["1/2"])])   # 3r(2x + 1) - r(x + 2) + 1/2
    >>> found = at_point(f, 1)
    >>> found.pattern, str(found.map.U[0][0]), str(found.radius), found.stops
    (((1, 1),), '5', '3/2', ((0, 0),))
    """
    require_network(network)
    point = network.point(x)
    pattern = network.pattern(point)
    whole = homogeneous(point)
    *hidden, last = network.form_walk(pattern)
    # A form's denominator, and so its size, drops out of each distance.
    found = [((k, i), hidden[k][i]) for k, i in network.units]
    walls = [
        (unit, abs(form.sign_at(whole)), form.row[:-1])
        for unit, form in found
        if not form.is_constant()
    ]
    bottom = whole[-1]
    radius, stops = _nearest(
        [(unit, Fraction(z, bottom * sum(map(abs, row)))) for unit, z, row in walls]
    )
    squared, stops_euclidean = _nearest(
        [(unit, Fraction(z**2, bottom**2 * sum(v * v for v in row))) for unit, z, row in walls]
    )
    return AtPoint(point, pattern, Affine.of(last), radius, stops, squared, stops_euclidean)


def _nearest(walls: list[tuple[Unit, Fraction]]) -> tuple[Fraction | None, tuple[Unit, ...]]:
    """The least distance and who has it; None where there is no wall."""
    if not walls:
        return None, ()
    least = min(distance for _, distance in walls)
    return least, tuple(unit for unit, distance in walls if distance == least)
