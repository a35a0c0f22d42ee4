"""Affine forms over the inputs with integer coefficients, and the atoms that a ReLU leaves.

A weight means exactly what it is; one denominator a form keeps the inner loops in integers.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple, TypeAlias

from .rational import Vector, over_one_denominator

Homogeneous: TypeAlias = Sequence[int]
"""A point as integers: its coordinates times a number > 0, and last that number."""
Atom: TypeAlias = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]
"""What stands inside a ReLU: a row as in `Form`, and pairs (atom, factor)."""


class Form(NamedTuple):
    """The form (row . (x, 1) + sum of factor * atom) / den; an atom is a ReLU kept by number.

    ``row`` holds one integer for each input and the constant last; ``den`` is > 0.
    """

    row: tuple[int, ...]
    den: int
    atoms: dict[int, int]

    def at(self, x: Homogeneous) -> Fraction:
        """The value at a point of a form without atoms."""
        return Fraction(self.sign_at(x), self.den * x[-1])

    def sign_at(self, x: Homogeneous) -> int:
        """A number with the sign of the value at a point of a form without atoms."""
        return sum(map(int.__mul__, self.row, x))

    def negated(self) -> "Form":
        """The form with the opposite sign."""
        atoms = {atom: -value for atom, value in self.atoms.items()}
        return Form(tuple(-value for value in self.row), self.den, atoms)

    def is_constant(self) -> bool:
        """Whether no input and no atom has a coefficient."""
        return not self.atoms and not any(self.row[:-1])

    def rationals(self) -> tuple[Vector, Fraction]:
        """The coefficients of the inputs, and the constant."""
        *row, constant = (Fraction(value, self.den) for value in self.row)
        return tuple(row), constant


def homogeneous(x: Iterable[Fraction]) -> list[int]:
    """The numerators of a point over one denominator, and that denominator.

    Examples
    --------
    >>> homogeneous([Fraction(1, 2), Fraction(3)])
    [1, 6, 2]
    """
    numbers, bottom = over_one_denominator(x)
    return [*numbers, bottom]


def integer_form(row: Iterable[Fraction], constant: Fraction) -> Form:
    """The form row . x + constant.

    Examples
    --------
    >>> integer_form([Fraction(1, 2)], Fraction(1))
    Form(row=(1, 2), den=2, atoms={})
    """
    numbers, bottom = over_one_denominator([*row, constant])
    return Form(tuple(numbers), bottom, {})


def combine(weights: Iterable[Fraction], bias: Fraction, parts: Iterable[Form], width: int) -> Form:
    """The form sum of weights_i parts_i + bias, in lowest terms; ``width`` counts the constant."""
    used = [(w, part) for w, part in zip(weights, parts, strict=True) if w]
    den = lcm(bias.denominator, *(w.denominator * part.den for w, part in used))
    row, atoms = [0] * width, dict[int, int]()
    row[-1] = bias.numerator * (den // bias.denominator)
    for w, part in used:
        factor = w.numerator * (den // (w.denominator * part.den))
        if any(part.row):
            row = [a + factor * b for a, b in zip(row, part.row)]
        for atom, value in part.atoms.items():
            atoms[atom] = atoms.get(atom, 0) + factor * value
    divisor = gcd(den, *row, *atoms.values())
    return Form(
        tuple(value // divisor for value in row),
        den // divisor,
        {atom: value // divisor for atom, value in atoms.items() if value},
    )


def primitive(form: Form) -> tuple[Atom, int]:
    """A = form * den / factor with coprime integers; the factor has the sign of the first one.

    Two forms have the same A if and only if they are multiples of each other; forms without any
    coefficient but the constant have none and are not meant here.

    Examples
    --------
    >>> primitive(Form((-2, 4), 3, {}))
    (((1, -2), ()), -2)
    """
    divisor = gcd(*form.row, *form.atoms.values())
    factor = divisor if _lead(form) > 0 else -divisor
    row = tuple(value // factor for value in form.row)
    return (row, tuple(sorted((atom, v // factor) for atom, v in form.atoms.items()))), factor


def _lead(form: Form) -> int:
    """The first coefficient that is not 0, inputs before atoms; 0 for a constant."""
    coefficients: Sequence[int] = (
        *form.row[:-1],
        *(form.atoms[atom] for atom in sorted(form.atoms)),
    )
    return next((value for value in coefficients if value), 0)


def rectified(form: Form, table: dict[Atom, int]) -> Form:
    """The form r(form), by r(cA) = c r(A) for c > 0, r(-A) = r(A) - A, r(constant) = max(0, it).

    ``table`` holds the number of each primitive A met so far, and takes a new one.
    """
    zero = (0,) * len(form.row)
    if form.is_constant():
        return Form(form.row if form.row[-1] > 0 else zero, form.den, {})
    atom, factor = primitive(form)
    number = table.setdefault(atom, len(table))
    if factor > 0:
        return Form(zero, form.den, {number: factor})
    atoms = dict(form.atoms)
    atoms[number] = -factor
    return Form(form.row, form.den, atoms)
