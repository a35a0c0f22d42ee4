"""Exact witnesses against one affine map: a crease that does not cancel, or two different maps."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

from ..core.affine import Affine
from ..core.forms import Form, homogeneous
from ..core.level import Level
from ..core.network import Network
from ..core.polytope import between
from ..core.rational import Vector, is_short
from .cell import Cell, past_zero
from .decision import Combination
from .tree import Walk

__all__ = ["across_a_crease", "between_two_maps", "uncancelled"]


def uncancelled(level: Level, found: Walk, output: int) -> tuple[int, list[int]] | None:
    """An atom of an output that no others cancel, and all atoms that bend along its crease.

    On a domain with an interior different atoms have different creases.  On a flat one several
    may share one: there r(c A) = |c| r(A), up to an affine form, so the bends add up.
    """
    atoms = found.outputs[output].atoms
    if not level:
        return (min(atoms), [min(atoms)]) if atoms else None
    groups: dict[Vector, list[int]] = {}
    bends: dict[Vector, Fraction] = {}
    for atom in sorted(atoms):
        row = level.reduced(Form(found.atoms[atom][0], 1, {}))
        size = next(value for value in row if value)
        crease = tuple(Fraction(value, size) for value in row)
        groups.setdefault(crease, []).append(atom)
        bends[crease] = bends.get(crease, Fraction(0)) + atoms[atom] * abs(size)
    return next(((group[0], group) for crease, group in groups.items() if bends[crease]), None)


def across_a_crease(
    cell: Cell, form: Form, others: Sequence[Form], output: int, chance: Random
) -> Combination:
    """Three points on a line with one crease between the outer two, and no other.

    ``form`` is what changes its sign there, ``others`` are what other creases of the cell belong
    to.  Along the three points the network has one bend, so its second difference is not 0.
    """
    other_side = form.negated()
    high_end, low_end = cell.below(other_side), cell.below(form)
    room = Fraction(0)
    while not room:  # nearly every pair of points does
        plus = cell.shorter(past_zero(form, cell.around(chance), high_end), form)
        minus = cell.shorter(past_zero(other_side, cell.around(chance), low_end), other_side)
        share = _root(form, minus, plus)
        free = (abs(share - root) for root in _roots(others, minus, plus))
        room = min(share, 1 - share, *free)
    if is_short((share, room), _LONG):
        low, high = (between(minus, plus, place) for place in (share - room, share + room))
    else:
        low, high = _short_ends(cell, form, others, (minus, plus), (share, room))
    points = (low, between(low, high, Fraction(1, 2)), high)
    return Combination(points, (Fraction(1), Fraction(-2), Fraction(1)), output)


_LONG = 64
"""Bits of a place on a line from which on a shorter one near it serves better."""


def _short_ends(
    cell: Cell,
    form: Form,
    others: Sequence[Form],
    line: tuple[Vector, Vector],
    place: tuple[Fraction, Fraction],
) -> tuple[Vector, Vector]:
    """Points with short numbers near the two places on a line, ``room`` to each side of a share.

    At each the form and the others have the signs that they have at the place, which is a little
    nearer than ``room`` so that none is 0 there.  So between them only the form changes its sign.
    """
    share, room = place
    near = room * Fraction(7, 8)
    low, high = (between(*line, where) for where in (share - near, share + near))
    forms = (form, *others)
    return (
        cell.shorter(low, *_positive(forms, low)),
        cell.shorter(high, *_positive(forms, high)),
    )


def _positive(forms: Sequence[Form], x: Vector) -> list[Form]:
    """The forms with the signs with which they are > 0 at a point."""
    point = homogeneous(x)
    return [form if form.sign_at(point) > 0 else form.negated() for form in forms]


def _root(form: Form, start: Vector, end: Vector) -> Fraction:
    """Where between two points a form is 0, as a share of the way."""
    here, there = form.at(homogeneous(start)), form.at(homogeneous(end))
    return Fraction(-here, there - here)


def _roots(forms: Sequence[Form], start: Vector, end: Vector) -> Iterator[Fraction]:
    """Where other forms are 0 on the line, those that change along it."""
    a, b = homogeneous(start), homogeneous(end)
    for form in forms:
        here, there = form.at(a), form.at(b)
        if here != there:
            yield Fraction(-here, there - here)


def between_two_maps(
    network: Network, piece: Affine, x: Vector, cell: Cell, chance: Random
) -> Combination:
    """Three points on a line: two near x, where the network is a map, one where it is not."""
    y = cell.inside
    while network.values(y) == piece(y):
        y = cell.shorter(cell.around(chance))
    step = Fraction(1)
    near = y
    while network.values(near) != piece(near):
        step *= Fraction(1, 2)
        near = between(x, y, step)
    pairs = zip(network.values(y), piece(y))
    output = next(k for k, (a, b) in enumerate(pairs) if a != b)
    back = Fraction(1, step)
    return Combination((x, near, y), (back - 1, -back, Fraction(1)), output)
