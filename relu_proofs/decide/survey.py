"""One pass over rows of data: the outputs, and which strict signs each unit takes."""

from collections.abc import Sequence
from fractions import Fraction

from ..core.forms import Homogeneous, homogeneous
from ..core.network import Network, Unit
from ..core.rational import Matrix, Vector
from ..core.statements import State
from .cell import Weak

__all__ = ["Survey"]


class Survey:
    """A network on finitely many inputs.

    Attributes
    ----------
    rows : tuple of tuples of Fraction, in order
    values : list of the outputs, one tuple for each row
    below, above : sets of units with z < 0, and with z > 0, at some row
    """

    def __init__(self, network: Network, rows: Matrix) -> None:
        self.rows = rows
        self.values: list[Vector] = []
        self.below: set[Unit] = set()
        self.above: set[Unit] = set()
        for row in rows:
            *hidden, (numbers, bottom) = network.walk(row)
            self.values.append(tuple(Fraction(value, bottom) for value in numbers))
            for k, (signs, _) in enumerate(hidden):
                self.below.update((k, i) for i, value in enumerate(signs) if value < 0)
                self.above.update((k, i) for i, value in enumerate(signs) if value > 0)
        self._units = network.units

    def state(self, unit: Unit) -> State:
        """The state of a unit on the rows."""
        if unit not in self.above:
            return "off"
        return "switching" if unit in self.below else "on"

    def weak_pattern(self) -> dict[Unit, Weak] | None:
        """The weak signs that all rows share; None where a unit switches between rows.

        Then the rows' hull shares them too: what an affine form keeps at the rows it keeps
        between them.
        """
        if self.below & self.above:
            return None
        return {unit: "on" if unit in self.above else "off" for unit in self._units}

    def homogeneous(self) -> Sequence[Homogeneous]:
        """The rows over one denominator each, for forms to be evaluated on."""
        return [homogeneous(row) for row in self.rows]
