"""A network at many points at once: exact products of integer matrices, by python-flint."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import TYPE_CHECKING, TypeAlias

from .clock import tick
from .network import Network

if TYPE_CHECKING:
    import flint

    Integer: TypeAlias = flint.fmpz

_ROWS = 1024
"""Points at once: products of fewer are slower, the values of more take memory."""


class Block:
    """The values before the ReLUs of one layer, and of the last layer the outputs.

    Attributes
    ----------
    layer : int
    first : int
        The number of the first of the points.
    bottoms : list of int, one for each point
        What the numbers of this point are over; each is > 0.
    """

    def __init__(
        self,
        layer: int,
        first: int,
        relu: Sequence[bool],
        bottoms: list[int],
        numbers: "list[Integer]",
    ) -> None:
        self.layer = layer
        self.first = first
        self.bottoms = bottoms
        self._relu = relu  # which values are rectified; of outputs any
        self._width = len(relu)
        self._numbers = numbers

    def column(self, i: int) -> "list[Integer]":
        """The numbers of a unit or output, one for each point."""
        return self._numbers[i :: self._width]

    def rectified(self) -> "list[list[Integer | int]]":
        """For each point the numbers after the ReLU, and its bottom."""
        pairs = zip(self._numbers, cycle(self._relu))
        flat: list[Integer | int] = [value if value > 0 or not own else 0 for value, own in pairs]
        w = self._width
        return [[*flat[p * w : (p + 1) * w], b] for p, b in enumerate(self.bottoms)]


def blocks(network: Network, points: Sequence[tuple[int, ...]]) -> Iterator[Block]:
    """Evaluate a network: some points through all layers, then the next ones.

    Parameters
    ----------
    network : Network
    points : sequence of tuples of int
        Each a point times a number > 0, which is last.

    Raises
    ------
    OutOfTime
        If a clock is over.

    Examples
    --------
    >>> fold = Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0])])
    >>> *_, last = blocks(fold, [(-2, 1), (3, 2)])
    >>> [int(value) for value in last.column(0)], last.bottoms
    ([2, 3], [1, 2])
    """
    from flint import fmpz_mat

    relu = [*network.relu, (True,) * network.outputs]
    layers = [
        (fmpz_mat(rows).transpose(), flags, own)
        for (rows, own), flags in zip(network.whole, relu, strict=True)
    ]
    for first in range(0, len(points), _ROWS):
        some = points[first : first + _ROWS]
        rows, bottoms = fmpz_mat(some), [x[-1] for x in some]
        for k, (matrix, flags, own) in enumerate(layers):
            tick()
            bottoms = [bottom * own for bottom in bottoms]
            block = Block(k, first, flags, bottoms, (rows * matrix).entries())
            yield block
            if k < len(layers) - 1:
                rows = fmpz_mat(block.rectified())
