"""A plane through the inputs of a network: where networks of more than two inputs are cut."""

from ..core.network import Network, require_network
from ..core.rational import InputError, sequence

__all__ = ["slice_of"]


def slice_of(network: Network, point: object, directions: object) -> Network:
    """The network on a plane: (s, t) -> network(point + s first + t second).

    Parameters
    ----------
    network : Network
    point : vector of length ``network.inputs``
        What s = t = 0 stands for.
    directions : two vectors of length ``network.inputs``
        What one step of s and of t adds.

    Returns
    -------
    Network
        Of two inputs, s and t; the same number of layers, the first one multiplied out.

    Raises
    ------
    InputError
        If it is no network, there are not two directions, a length is another, or a number is
        not finite.

    Examples
    --------
    >>> f = Network([([[1, 1, 1]], [0]), ([[1]], [0])])
    >>> str(slice_of(f, [1, 0, 0], [[0, 1, 0], [0, 0, 2]])((1, 1)))
    '4'
    """
    require_network(network)
    pair = sequence(directions, "directions", "two vectors")
    if len(pair) != 2:
        raise InputError(f"directions: found {len(pair)} entries, expected two vectors")
    columns = [network.point(entry, f"directions[{i}]") for i, entry in enumerate(pair)]
    plane = Network.affine(list(zip(*columns, strict=True)), network.point(point, "point"))
    return network.after(plane)
