"""A network on rows of data: the outputs, and which strict signs each unit takes."""

from fractions import Fraction
from functools import cached_property

from ..core.bulk import Block, blocks
from ..core.network import Network, Unit
from ..core.points import Points
from ..core.rational import Matrix, Vector
from ..core.statements import State
from .cell import Weak

__all__ = ["Survey"]


class Survey:
    """A network on finitely many inputs, evaluated when it is asked about, and once.

    Attributes
    ----------
    points : Points
    rows : tuple of tuples of Fraction, in order
    """

    def __init__(self, network: Network, points: Points) -> None:
        self.network = network
        self.points = points
        self.rows: Matrix = points.rows
        self._below: set[Unit] = set()
        self._above: set[Unit] = set()
        self._seen = False  # whether all signs are known that there are

    @cached_property
    def different(self) -> list[int]:
        """The first row of each sort of equal ones, by index."""
        return list(self.points.first.values())

    @cached_property
    def basis(self) -> tuple[list[int], list[int]]:
        """Of the different rows, each with a 1: rows that span them all, and columns."""
        from ..core.linalg import independent

        return independent([(*self.rows[p], Fraction(1)) for p in self.different])

    @cached_property
    def values(self) -> list[Vector]:
        """The outputs, a tuple of Fraction for each row."""
        found: list[Vector] = []
        last = len(self.network.layers) - 1
        for block in blocks(self.network, self.points.whole):
            if block.layer < last:
                self._look_at(block)
                continue
            columns = [block.column(k) for k in range(self.network.outputs)]
            found += (
                tuple(Fraction(int(value), bottom) for value in values)
                for *values, bottom in zip(*columns, block.bottoms)
            )
        self._seen = True
        return found

    def _look_at(self, block: Block) -> None:
        """Note the signs in a block of units that are not known to switch."""
        for i in self.network.relus[block.layer]:
            unit = block.layer, i
            if unit in self._above and unit in self._below:
                continue
            column = block.column(i)
            if max(column) > 0:
                self._above.add(unit)
            if min(column) < 0:
                self._below.add(unit)

    def _signs(self) -> None:
        """Look at rows until all signs are known; where every unit switches a few rows do."""
        if self._seen:
            return
        units = len(self.network.units)
        for block in blocks(self.network, self.points.whole):
            if len(self.switching()) == units:
                break
            if block.layer < len(self.network.widths):
                self._look_at(block)
        self._seen = True

    def state(self, unit: Unit) -> State:
        """The state of a unit on the rows."""
        self._signs()
        if unit not in self._above:
            return "off"
        return "switching" if unit in self._below else "on"

    def switching(self) -> set[Unit]:
        """The units that switch between those rows that were looked at until now."""
        return self._above & self._below

    def weak_pattern(self) -> dict[Unit, Weak] | None:
        """The weak signs that all rows share; None where a unit switches between rows.

        Then the rows' hull shares them too: what an affine form keeps at the rows it keeps
        between them.
        """
        self._signs()
        if self.switching():
            return None
        return {unit: "on" if unit in self._above else "off" for unit in self.network.units}
