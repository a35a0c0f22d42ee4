"""Affine forms over the inputs with integer coefficients, and networks read as rows of them.

A weight means exactly what it is; one denominator a row keeps the inner loops in integers.
"""

from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

__all__ = ["Form", "Integers", "combine", "common", "inner", "integer_form", "rectified"]


class Form(NamedTuple):
    """The form (row . (x, 1) + sum of atoms) / den; an atom is a ReLU that kept its own name."""

    row: tuple
    den: int
    atoms: dict

    def at(self, x):
        """The value at a point of a form without atoms, given ``common(x)``."""
        numbers, bottom = x
        return Fraction(sum(map(int.__mul__, self.row, numbers)), self.den * bottom)

    def rationals(self):
        """The coefficients of the inputs, and the constant."""
        *row, constant = (Fraction(value, self.den) for value in self.row)
        return tuple(row), constant


def common(x):
    """The numerators of (x, 1) over one denominator, and that denominator."""
    bottom = lcm(*(value.denominator for value in x))
    return [*(value.numerator * (bottom // value.denominator) for value in x), bottom], bottom


def integer_form(row, constant):
    """The form row . x + constant."""
    numbers, bottom = common((*row, constant))
    return Form(tuple(numbers[:-1]), bottom, {})


def inner(a, b):
    """The sum of products of two vectors, in integers; for long vectors of long numbers."""
    (*left, _), under = common(a)
    (*right, _), bottom = common(b)
    return Fraction(sum(map(int.__mul__, left, right)), under * bottom)


def combine(weights, bias, parts, width):
    """The form sum of weights_i parts_i + bias, in lowest terms; ``width`` counts the constant."""
    used = [(w, part) for w, part in zip(weights, parts, strict=True) if w]
    den = lcm(bias.denominator, *(w.denominator * part.den for w, part in used))
    row, atoms = [0] * width, {}
    row[-1] = bias.numerator * (den // bias.denominator)
    for w, part in used:
        factor = w.numerator * (den // (w.denominator * part.den))
        if any(part.row):
            row = [a + factor * b for a, b in zip(row, part.row, strict=True)]
        for atom, value in part.atoms.items():
            atoms[atom] = atoms.get(atom, 0) + factor * value
    divisor = gcd(den, *row, *atoms.values())
    return Form(
        tuple(value // divisor for value in row),
        den // divisor,
        {atom: value // divisor for atom, value in atoms.items() if value},
    )


def rectified(form, table):
    """The form r(form), by r(cA) = c r(A) for c > 0, r(-A) = r(A) - A, r(constant) = max(0, it).

    An atom A is primitive with its first coefficient positive; ``table`` maps it to its name.
    """
    zero = (0,) * len(form.row)
    lead = next(
        (
            value
            for value in (*form.row[:-1], *(form.atoms[a] for a in sorted(form.atoms)))
            if value
        ),
        0,
    )
    if not lead:
        return Form(form.row if form.row[-1] > 0 else zero, form.den, {})
    divisor = gcd(*form.row, *form.atoms.values())
    sign = divisor if lead > 0 else -divisor
    key = (
        tuple(value // sign for value in form.row),
        tuple(sorted((atom, value // sign) for atom, value in form.atoms.items())),
    )
    name = table.setdefault(key, len(table))
    if lead > 0:
        return Form(zero, form.den, {name: divisor})
    return Form(form.row, form.den, {**form.atoms, name: divisor})


class Integers:
    """A network whose rows are integers over one denominator each: the same values, faster.

    Examples
    --------
    >>> from .network import Network
    >>> f = Integers(Network([([["1/2", 1]], [1]), ([[2]], [0])]))
    >>> [str(value) for value in f.evaluate((Fraction(1), Fraction(1, 3)))]
    ['11/3']
    """

    def __init__(self, network):
        self.layers = [
            [integer_form(row, b) for row, b in zip(*layer, strict=True)]
            for layer in network.layers
        ]

    def pre_activations(self, x):
        """The values before the ReLU of each hidden layer, then the outputs."""
        for k, layer in enumerate(self.layers):
            if k:
                x = [value if value > 0 else Fraction(0) for value in x]
            shared = common(x)
            x = [form.at(shared) for form in layer]
            yield x

    def evaluate(self, x):
        """The outputs at a point given as rationals."""
        *_, last = self.pre_activations(x)
        return tuple(last)
