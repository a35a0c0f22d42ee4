"""The affine equations that hold throughout a domain, and forms read modulo them.

A domain without interior lies in a plane of fewer dimensions; there many forms are one function.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from .forms import Form
from .rational import Matrix, Vector


class Level:
    """Equations row . (x, 1) = 0 that have a solution; none for a domain with an interior.

    Parameters
    ----------
    inputs : int
    rows : rows of integers or fractions, one for each input and the constant last

    Examples
    --------
    >>> diagonal = Level(2, [(1, -1, 0)])       # x - y = 0
    >>> [str(value) for value in diagonal.reduced(Form((1, 1, 5), 1, {}))]
    ['0', '2', '5']
    """

    def __init__(self, inputs: int, rows: Iterable[Sequence[int | Fraction]] = ()) -> None:
        self.inputs = inputs
        self._given: Matrix = tuple(tuple(map(Fraction, row)) for row in rows if any(row))

    def __bool__(self) -> bool:
        """Whether there is an equation: whether the domain lacks an interior."""
        return bool(self._given)

    @cached_property
    def _solved(self) -> list[tuple[int, dict[int, Fraction]]]:
        """Pairs (input, equation with coefficient 1 there); no other equation has this input."""
        if not self:
            return []
        from .linalg import echelon  # where it is used: most domains have an interior

        rows, pivots = echelon(self._given)
        return [
            (pivot, {j: value for j, value in enumerate(row) if value})
            for row, pivot in zip(rows, pivots)
        ]

    def reduced(self, form: Form) -> Vector:
        """The coefficients of a form without atoms, the inputs at pivots expressed by the others.

        Two forms are the same function on the domain exactly if these are the same.
        """
        row = [Fraction(value, form.den) for value in form.row]
        for pivot, equation in self._solved:
            factor = row[pivot]
            if factor:
                for j, value in equation.items():
                    row[j] -= factor * value
        return tuple(row)

    def completed(self, x: Sequence[Fraction]) -> Vector:
        """The point of the plane that shares all inputs with x but those at pivots."""
        point = list(x)
        for pivot, equation in self._solved:
            constant = equation.get(self.inputs, Fraction(0))
            others = (
                value * x[j] for j, value in equation.items() if j not in (pivot, self.inputs)
            )
            point[pivot] = -sum(others, constant)
        return tuple(point)

    @cached_property
    def directions(self) -> Matrix | None:
        """A basis of the directions in which the domain extends; None for all directions."""
        if not self:
            return None
        from .linalg import null_space

        return null_space([row[:-1] for row in self._given], self.inputs)
