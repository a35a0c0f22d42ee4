"""A plane through the inputs of a network: where networks of more than two inputs are cut."""

from collections.abc import Sequence

from ..core.network import Network
from ..core.rational import InputError

__all__ = ["slice_of"]


def slice_of(network: Network, point: Sequence[object], directions: Sequence[object]) -> Network:
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
        If there are not two directions, a length is another, or a number is not finite.

    Examples
    --------
    >>> f = Network([([[1, 1, 1]], [0]), ([[1]], [0])])
    >>> str(slice_of(f, [1, 0, 0], [[0, 1, 0], [0, 0, 2]])((1, 1)))
    '4'
    """
    if not hasattr(directions, "__len__") or len(directions) != 2:
        raise InputError("directions: expected two vectors")
    columns = [network.point(entry, f"directions[{i}]") for i, entry in enumerate(directions)]
    plane = Network.affine(list(zip(*columns, strict=True)), network.point(point, "point"))
    return network.after(plane)
