"""Domains given by half-spaces, and what is exactly known of an affine form on a cell of them.

A *cell* is a domain together with *splits*, further affine forms that are >= 0 there.  What a
certificate shows on a cell it shows by multipliers: numbers l_j >= 0 such that a form minus the
sum of l_j times half-space j is a constant >= 0.  Linear programming finds them, or else a point.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import TypeAlias

from . import certificate
from .certificate import JSONObject, texts
from .farkas import alternative
from .forms import Form, Homogeneous, homogeneous, integer_form
from .level import Level
from .rational import InputError, Vector, exact, sequence, vector

Multipliers: TypeAlias = list[tuple[int, Fraction]]
"""Pairs (index of a half-space, multiplier > 0); those of the domain come before the splits."""

_FAR = Fraction(16)
"""How far a random point goes in a direction in which a domain does not end."""


def between(a: Vector, b: Vector, share: Fraction) -> Vector:
    """The point a + share (b - a)."""
    return tuple(x + share * (y - x) for x, y in zip(a, b, strict=True))


class HalfSpaces:
    """The points where all of finitely many affine forms are >= 0, at least one point.

    Attributes
    ----------
    inputs : int
    half_spaces : tuple of Form
    inside : tuple of Fraction
        A point of the relative interior: a form that is >= 0 on the domain and 0 there is 0 on
        the whole domain.
    level : Level
        The affine equations that hold throughout the domain; none where it has an interior.
    """

    inputs: int
    inside: Vector
    level: Level

    @cached_property
    def half_spaces(self) -> tuple[Form, ...]:
        """The forms that are >= 0 on the domain; the space has none."""
        return ()

    @cached_property
    def _sparse(self) -> list[dict[int, int]]:
        return [_sparse(form) for form in self.half_spaces]

    def _solve(
        self, form: Form, splits: Sequence[Form]
    ) -> tuple[list[Fraction], None] | tuple[None, dict[int, Fraction]]:
        """The form as a combination of half-spaces, splits and 1; else a point or a direction.

        A functional y that is >= 0 on them and < 0 on the form is, over its last entry, a point
        of the cell where the form is < 0; where that entry is 0, a direction to go.
        """
        one = {self.inputs: 1}
        return alternative(_sparse(form), [*self._sparse, *map(_sparse, splits), one])

    def prove(self, form: Form, splits: Sequence[Form] = ()) -> Multipliers | None:
        """Multipliers that show form >= 0 on a cell; None exactly where it is < 0 somewhere."""
        found, _ = self._solve(form, splits)
        if found is None:
            return None
        spaces = (*self.half_spaces, *splits)
        return [
            (j, value * Fraction(space.den, form.den))
            for j, (value, space) in enumerate(zip(found, spaces))
            if value
        ]

    def below(self, form: Form, splits: Sequence[Form], inside: Vector) -> Vector:
        """A point of a cell where form < 0, where `prove` found none to show that it is >= 0.

        ``inside`` is any point of the cell.
        """
        _, y = self._solve(form, splits)
        assert y is not None
        return self._reached(form, y, inside)

    def _reached(self, form: Form, y: Mapping[int, Fraction], inside: Vector) -> Vector:
        """The point that a functional is, or one in its direction with form < 0."""
        ray = tuple(y.get(i, Fraction(0)) for i in range(self.inputs))
        bottom = y.get(self.inputs, Fraction(0))
        if bottom:
            return tuple(Fraction(value, bottom) for value in ray)
        start = homogeneous(inside)
        here, slope = form.at(start), _slope(form, ray)
        step = Fraction(max(Fraction(0), here), -slope) + 1
        return tuple(a + step * t for a, t in zip(inside, ray))

    def contains(self, x: Sequence[Fraction]) -> bool:
        """Whether a point lies in the domain."""
        point = homogeneous(x)
        return all(form.sign_at(point) >= 0 for form in self.half_spaces)

    def around(self, chance: Random) -> Vector:
        """A random point of the relative interior."""
        ray = self._direction(chance)
        share = Fraction(chance.randint(1, 63), 64)
        return self._along(ray, share * self._room(ray))

    def far(self, chance: Random, count: int) -> list[Vector]:
        """Random points at the edge, or far out where there is none in their direction."""
        rays = [self._direction(chance) for _ in range(count)]
        return [self._along(ray, self._room(ray)) for ray in rays]

    def _along(self, ray: Vector, step: Fraction) -> Vector:
        return tuple(a + step * t for a, t in zip(self.inside, ray))

    def _direction(self, chance: Random) -> Vector:
        basis = self.level.directions
        if basis is None:
            return tuple(Fraction(chance.randint(-64, 64), 64) for _ in range(self.inputs))
        ray = (Fraction(0),) * self.inputs
        for t in basis:
            factor = Fraction(chance.randint(-64, 64), 64)
            ray = tuple(a + factor * b for a, b in zip(ray, t))
        return ray

    def _room(self, ray: Vector) -> Fraction:
        """How many times a direction fits between the inner point and the edge."""
        start = homogeneous(self.inside)
        steps = []
        for form in self.half_spaces:
            slope = _slope(form, ray)
            if slope < 0:
                steps.append(Fraction(form.at(start), -slope))
        return min(steps, default=_FAR)

    def evidence(self, points: Iterable[Vector]) -> JSONObject:
        """Points of the domain, as the field of the evidence that holds them."""
        return {"points": [texts(x) for x in points]}


def _sparse(form: Form) -> dict[int, int]:
    return {i: value for i, value in enumerate(form.row) if value}


def _slope(form: Form, ray: Sequence[Fraction]) -> Fraction:
    """How fast a form without atoms grows in a direction."""
    numbers: Homogeneous = homogeneous(ray)
    return Fraction(sum(map(int.__mul__, form.row[:-1], numbers)), form.den * numbers[-1])


class Polytope(HalfSpaces):
    """The points where a . x + b >= 0 for each row (a, b); it may lack an interior.

    Parameters
    ----------
    rows : sequence of pairs (a, b)
        ``a`` is array-like with one number for each input, ``b`` a number.

    Raises
    ------
    InputError
        If there is no row, a row is no such pair, the rows have different lengths, or no point
        satisfies them all.

    Examples
    --------
    >>> triangle = Polytope([([1, 0], 0), ([0, 1], 0), ([-1, -1], 1)])
    >>> triangle.contains(triangle.inside)
    True
    """

    def __init__(self, rows: object) -> None:
        self.rows = [
            _row(row, f"polytope[{i}]")
            for i, row in enumerate(sequence(rows, "polytope", "a list of rows (a, b)"))
        ]
        lengths = {len(a) for a, _ in self.rows}
        if len(lengths) != 1 or 0 in lengths:
            found = f"rows of {sorted(lengths)} numbers" if lengths else "none"
            raise InputError(
                f"polytope: found {found}, expected at least one row (a, b), all of one length"
            )
        self.inputs = len(self.rows[0][0])
        self.inside, flat = self._middle()
        self.level = Level(self.inputs, [self.half_spaces[j].row for j in flat])

    @cached_property
    def json(self) -> JSONObject:
        """The domain as statements name it."""
        return certificate.polytope(self.rows)

    @cached_property
    def half_spaces(self) -> tuple[Form, ...]:
        """The rows as forms, in order."""
        return tuple(integer_form(a, b) for a, b in self.rows)

    def _middle(self) -> tuple[Vector, list[int]]:
        """A point of the relative interior, and the rows that are 0 throughout.

        For each row a point where it is > 0 is looked for; where a row has none it is 0
        throughout, and the mean of the points found is > 0 in all others.
        """
        nowhere = Form((0,) * self.inputs + (-1,), 1, {})  # -1 >= 0: what an empty set would show
        _, y = self._solve(nowhere, ())
        if y is None:
            raise InputError("polytope: found no point that satisfies all rows, expected one")
        found = [self._reached(nowhere, y, ())]  # -1 < 0 everywhere: y is a point, no direction
        flat = []
        for j, form in enumerate(self.half_spaces):
            if any(form.sign_at(homogeneous(x)) > 0 for x in found):
                continue
            _, y = self._solve(form.negated(), ())
            if y is None:
                flat.append(j)
            else:
                found.append(self._reached(form.negated(), y, found[0]))
        share = Fraction(1, len(found))
        return tuple(sum(column, Fraction(0)) * share for column in zip(*found)), flat


def _row(row: object, where: str) -> tuple[Vector, Fraction]:
    pair = sequence(row, where, "a pair (a, b)")
    if len(pair) != 2:
        raise InputError(f"{where}: found {len(pair)} items, expected a pair (a, b)")
    return vector(pair[0], f"{where}[0]"), exact(pair[1], f"{where}[1]")
