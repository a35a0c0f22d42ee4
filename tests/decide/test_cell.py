"""Cells: a point of the relative interior is kept, and its numbers stay short."""

import random
from fractions import Fraction

import pytest

from relu_proofs.core.domains import Hull, Polytope, as_domain
from relu_proofs.core.forms import homogeneous, integer_form
from relu_proofs.core.rational import is_short
from relu_proofs.decide.cell import Cell, past_zero
from tests.core.test_box import random_form
from tests.midpoints import random_domain


def random_cell(chance, scale=1):
    """A domain of any kind, cut by forms that take both signs on it."""
    inputs = chance.randint(1, 3)
    cell = Cell.whole(as_domain(random_domain(chance, inputs).given, inputs))
    for _ in range(chance.randint(0, 4)):
        form = random_form(chance, inputs)
        if scale != 1:
            row, constant = form.rationals()
            form = integer_form([scale * t for t in row], constant)
        if cell.side(form) is None:
            cell = cell.cut(form)
    return cell


def is_inside(cell, x):
    """Whether a point lies in the relative interior: where the cell goes on past it."""
    point = homogeneous(x)
    return all(split.sign_at(point) > 0 for split in cell.splits) and cell.domain.contains(
        [t + (t - s) / 10**9 for s, t in zip(cell.domain.inside, x, strict=True)]
    )


def test_points_of_a_cell_stay_in_its_relative_interior():
    cuts = set()
    for seed in range(150):
        chance = random.Random(f"cell {seed}")
        cell = random_cell(chance)
        assert is_inside(cell, cell.inside)
        for _ in range(3):
            x = cell.around(chance)
            assert cell.domain.contains(x)
            assert all(split.sign_at(homogeneous(x)) > 0 for split in cell.splits)
        cuts.add(len(cell.splits))
    assert len(cuts) > 3


def test_a_side_is_what_the_form_is_throughout():
    seen = set()
    for seed in range(200):
        chance = random.Random(f"side {seed}")
        cell = random_cell(chance)
        form = random_form(chance, len(cell.inside))
        side = cell.side(form)
        values = [form.at(homogeneous(cell.around(chance))) for _ in range(20)]
        if side is None:
            below, above = cell.strictly_below(form), cell.strictly_below(form.negated())
            assert form.sign_at(homogeneous(below)) < 0 < form.sign_at(homogeneous(above))
            assert all(cell.domain.contains(x) for x in (below, above))
        elif side[0] == "on":
            assert min(values) > 0
        else:
            assert max(values) <= 0 and (max(values) == min(values) == 0) == cell.is_zero(form)
        seen.add(side and side[0])
    assert seen == {None, "on", "off"}


def test_numbers_stay_short_however_many_splits():
    for seed in range(40):
        chance = random.Random(f"short {seed}")
        cell = random_cell(chance, Fraction(10**300 + 1, 7))
        assert is_short(cell.inside, 10_000)
        x = cell.around(chance)
        near = cell.shorter(x)
        assert is_inside(cell, near) or near == x


def test_a_long_point_gets_a_short_neighbour_on_a_flat_domain():
    third = Fraction(10**200 + 7, 3 * 10**200 + 11)
    line = Polytope([([1, -1], 0), ([-1, 1], 0), ([1, 0], 0), ([-1, 0], 1)])
    for domain in (line, Hull([[0, 0], [1, 1]])):
        near = Cell.whole(domain).shorter((third, third))
        assert is_short(near, 256) and near[0] == near[1] and domain.contains(near)


@pytest.mark.parametrize("start", [-1, 0, Fraction(-(10**400)), Fraction(-1, 10**400)])
def test_past_zero_and_short_of_the_end(start):
    form = integer_form([Fraction(1)], Fraction(0))
    (x,) = past_zero(form, (Fraction(start),), (Fraction(1),))
    assert 0 < x < 1
