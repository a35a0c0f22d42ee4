"""A cell: a convex domain and the splits above it, with a point of its relative interior."""

from fractions import Fraction
from functools import cached_property
from random import Random
from typing import Literal, TypeAlias

from ..core.domains import Convex
from ..core.forms import Form, Homogeneous, homogeneous
from ..core.polytope import Multipliers, between
from ..core.rational import Vector, is_short, rounded

__all__ = ["Cell", "Weak", "past_zero"]

Weak: TypeAlias = Literal["on", "off"]
"""The state that a weak sign gives: z >= 0 or z <= 0 throughout."""


def past_zero(form: Form, x: Vector, end: Vector) -> Vector:
    """The point x if form > 0 there, else one short of the end, where form > 0.

    Short of the end, so that the interior of a cell is not left where the end lies on its edge.
    """
    value = form.at(homogeneous(x))
    if value > 0:
        return x
    # the share 1 - 1/2^n of the way serves as soon as 2^n > 1 - form(x) / form(end)
    ratio = 1 - Fraction(value, form.at(homogeneous(end)))
    power = (ratio.numerator // ratio.denominator).bit_length()
    return between(x, end, 1 - Fraction(1, 1 << power))


_SHORT = 256
"""Bits of a coordinate that is left as it is."""
_ROUNDINGS = (8, 32, 128, 512, 1024, 2048, 3072, 4096, 6144, 8192)
"""Bits that a longer one is rounded to, the first that serves."""


class Cell:
    """The part of a domain where all splits are >= 0.

    Each split takes both strict signs on the cell that it cuts, so a cell has as many dimensions
    as its domain: what holds at ``inside`` and near it decides what is identically 0.
    """

    def __init__(self, domain: Convex, splits: tuple[Form, ...], inside: Vector) -> None:
        self.domain = domain
        self.splits = splits
        self.inside = inside

    @classmethod
    def whole(cls, domain: Convex) -> "Cell":
        """The cell that is the domain."""
        return cls(domain, (), domain.inside)

    @cached_property
    def _inside(self) -> Homogeneous:
        return homogeneous(self.inside)

    def prove(self, form: Form) -> Multipliers | None:
        """Multipliers that show form >= 0 on the cell; None exactly where it is < 0 somewhere."""
        return self.domain.prove(form, self.splits)

    def below(self, form: Form) -> Vector:
        """A point of the cell where form < 0, where `prove` found none to show that it is >= 0."""
        return self.domain.below(form, self.splits, self.inside)

    def is_zero(self, form: Form) -> bool:
        """Whether a form without atoms is identically 0 on the cell."""
        level = self.domain.level
        return not any(level.reduced(form) if level else form.row)

    def side(self, form: Form) -> tuple[Weak, Multipliers] | None:
        """The weak sign that a form without atoms keeps on the cell, and what shows it.

        A form that is identically 0 is off.  None where both strict signs occur: at a point of
        the relative interior a form that keeps its sign is 0 only if it is so throughout.
        """
        value = form.sign_at(self._inside)
        if value == 0 and not self.is_zero(form):
            return None
        state: Weak = "on" if value > 0 else "off"
        multipliers = self.prove(form if value > 0 else form.negated())
        return None if multipliers is None else (state, multipliers)

    def cut(self, form: Form) -> "Cell":
        """The part where a form is >= 0 that takes both strict signs on the cell."""
        inside = self.inside
        if form.sign_at(self._inside) <= 0:
            inside = past_zero(form, inside, self.below(form.negated()))
        return Cell(self.domain, (*self.splits, form), self.shorter(inside, form))

    def shorter(self, x: Vector, *positive: Form) -> Vector:
        """A point near x with shorter numbers, if those of x are long.

        Like x it lies in the relative interior, where these forms are > 0.  Coordinates of points
        are ratios of determinants and would double with each split; a certificate holds only so
        many digits.
        """
        if is_short(x, _SHORT):
            return x
        for bits in _ROUNDINGS:
            near = self.domain.level.completed([rounded(t, bits) for t in x])
            point = homogeneous(near)
            if all(form.sign_at(point) > 0 for form in (*self.splits, *positive)):
                # as far again from x and still in the domain: near is inside, as x is
                if self.domain.contains(between(x, near, Fraction(2))):
                    return near
        return x

    def strictly_below(self, form: Form) -> Vector:
        """A point where form < 0, where `prove` found none to show that it is >= 0."""
        end = self.below(form)
        if is_short(end, _SHORT):
            return end
        opposite = form.negated()
        return self.shorter(past_zero(opposite, self.inside, end), opposite)

    def around(self, chance: Random) -> Vector:
        """A random point of the relative interior."""
        x = self.domain.around(chance)
        there = homogeneous(x)
        share = Fraction(1)
        for split in self.splits:
            here, value = split.at(self._inside), split.at(there)
            if value <= 0:
                share = min(share, Fraction(here, here - value) * Fraction(1, 2))
        return between(self.inside, x, share)
