"""Polyhedra by their corners, edges and lines, exactly: the slow reference's geometry.

A polyhedron of dimension n is the slice at height 1 of a cone in n + 1 dimensions, and a cone is
kept by what it is generated from (Motzkin's double description).  A generator (x, t) with t > 0 is
the corner x/t, one with t = 0 a direction in which the polyhedron does not end.  The sign of an
affine form on a polyhedron is then the sign of finitely many numbers.  Whole numbers throughout.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import gcd, lcm


def whole(values):
    """A positive multiple of a rational vector, in whole numbers without a common factor."""
    values = [Fraction(value) for value in values]
    scale = lcm(*(value.denominator for value in values))
    numbers = [value.numerator * (scale // value.denominator) for value in values]
    common = gcd(*numbers) or 1
    return tuple(number // common for number in numbers)


def at(form, generator):
    """The value of a form (slopes, then the constant) at a generator (x, t)."""
    return sum(a * x for a, x in zip(form, generator, strict=True))


@dataclass(frozen=True)
class Cone:
    """A cone: its lines, its rays, and for each ray the half-spaces at whose border it lies."""

    lines: tuple
    rays: tuple
    borders: tuple
    count: int

    @classmethod
    def everything(cls, dimension):
        """The whole space of a dimension, at height 1."""
        unit = [tuple(int(i == j) for j in range(dimension + 1)) for i in range(dimension + 1)]
        return cls(tuple(unit), (), (), 0).cut(unit[-1])

    @property
    def generators(self):
        """Vectors whose sums, with factors >= 0, are the cone."""
        return self.rays + self.lines + tuple(tuple(-x for x in line) for line in self.lines)

    @property
    def corners(self):
        """The corners of the polyhedron, as points."""
        return [tuple(Fraction(x, t) for x in values) for *values, t in self.rays if t > 0]

    @property
    def is_empty(self):
        """Whether no point of the cone has height 1."""
        return not any(ray[-1] > 0 for ray in self.rays)

    @property
    def is_bounded(self):
        """Whether the polyhedron has no direction in which it does not end."""
        return not self.lines and all(ray[-1] > 0 for ray in self.rays)

    def signs(self, form):
        """Whether a form is negative somewhere on the polyhedron, and whether it is positive."""
        form = whole(form)
        values = [at(form, generator) for generator in self.generators]
        return min(values) < 0, max(values) > 0

    def vanishes(self, form):
        """Whether a form is 0 on the whole polyhedron."""
        return self.signs(form) == (False, False)

    def holds(self, generator, half_spaces):
        """Whether a generator satisfies all half-spaces."""
        return all(at(whole(form), generator) >= 0 for form in half_spaces)

    def cut(self, form):
        """The part where a form is >= 0."""
        form, bit = whole(form), 1 << self.count
        through = next((line for line in self.lines if at(form, line)), None)
        if through is not None:
            return self._cut_lines(form, bit, through)
        values = [at(form, ray) for ray in self.rays]
        rays, borders = [], []
        for ray, border, value in zip(self.rays, self.borders, values, strict=True):
            if value >= 0:
                rays.append(ray)
                borders.append(border | bit * (value == 0))
        for i, j in product(range(len(values)), repeat=2):
            if values[i] > 0 > values[j] and self._adjacent(i, j):
                pairs = zip(self.rays[i], self.rays[j], strict=True)
                rays.append(whole([values[i] * y - values[j] * x for x, y in pairs]))
                borders.append(self.borders[i] & self.borders[j] | bit)
        return Cone(self.lines, tuple(rays), tuple(borders), self.count + 1)

    def _cut_lines(self, form, bit, through):
        """One line becomes a ray; along it everything else is moved to the border."""
        if at(form, through) < 0:
            through = tuple(-x for x in through)
        height = at(form, through)

        def moved(vector):
            return whole([height * x - at(form, vector) * y for x, y in zip(vector, through)])

        others = [moved(line) for line in self.lines if any(moved(line))]
        rays = (*map(moved, self.rays), through)
        borders = (*(border | bit for border in self.borders), bit - 1)
        return Cone(tuple(others), rays, borders, self.count + 1)

    def _adjacent(self, i, j):
        """Whether two rays span a face: no third lies at all the borders that they share."""
        shared = self.borders[i] & self.borders[j]
        return not any(
            shared & border == shared for k, border in enumerate(self.borders) if k not in (i, j)
        )
