"""Affine maps with exact coefficients."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from .forms import Form, integer_form
from .rational import Matrix, Vector, dot

__all__ = ["Affine"]


class Affine(NamedTuple):
    """The affine map x -> U x + c; U has one row per output.

    Examples
    --------
    >>> str(Affine(((1, -1),), (0,))((3, 1))[0])
    '2'
    """

    U: Matrix
    c: Vector

    def __call__(self, x: Sequence[int | Fraction]) -> Vector:
        """The value at a point of exact numbers, one for each column of U."""
        return tuple(dot(row, x) + c for row, c in zip(self.U, self.c, strict=True))

    @classmethod
    def zero(cls, inputs: int, outputs: int) -> "Affine":
        """The map that sends every point to 0."""
        none = Fraction(0)
        return cls(((none,) * inputs,) * outputs, (none,) * outputs)

    @property
    def forms(self) -> list[Form]:
        """Each output as a form of the inputs."""
        return [integer_form(row, c) for row, c in zip(*self)]

    @classmethod
    def of_rows(cls, rows: Sequence[Vector]) -> "Affine":
        """The map of these rows, one for each output, the constant last."""
        return cls(tuple(row[:-1] for row in rows), tuple(row[-1] for row in rows))

    @classmethod
    def of(cls, forms: Sequence[Form]) -> "Affine":
        """The map whose outputs are these forms, which have no atoms."""
        rows = [form.rationals() for form in forms]
        return cls(tuple(row for row, _ in rows), tuple(constant for _, constant in rows))
