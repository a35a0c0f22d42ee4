"""Polytopes: what is shown of a form on a cell, or a point where it does not hold."""

import random
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs.core.domains import Space
from relu_proofs.core.forms import homogeneous, integer_form
from relu_proofs.core.polytope import Polytope
from relu_proofs.core.rational import InputError

from .test_box import random_form, rest


def random_polytope(chance, inputs):
    """Rows of small numbers around 0, flat now and then."""
    rows = [
        ([chance.randint(-2, 2) for _ in range(inputs)], chance.randint(0, 3))
        for _ in range(chance.randint(1, 5))
    ]
    if chance.random() < 0.4:
        level = [chance.randint(-2, 2) for _ in range(inputs)]
        rows += [(level, 0), ([-t for t in level], 0)]
    return Polytope(rows)


def test_a_form_is_shown_or_refuted_on_every_cell():
    shown = {True: 0, False: 0}
    for seed in range(300):
        chance = random.Random(f"cells {seed}")
        inputs = chance.randint(1, 3)
        domain = chance.choice((random_polytope(chance, inputs), Space(inputs)))
        splits = [random_form(chance, inputs) for _ in range(chance.randint(0, 2))]
        splits = [s for s in splits if s.sign_at(homogeneous(domain.inside)) > 0]
        form = random_form(chance, inputs)
        multipliers = domain.prove(form, splits)
        if multipliers is None:
            x = domain.below(form, splits, domain.inside)
            point = homogeneous(x)
            assert domain.contains(x) and form.sign_at(point) < 0
            assert all(split.sign_at(point) >= 0 for split in splits)
        else:
            assert rest(form, multipliers, [*domain.half_spaces, *splits]) >= 0
        shown[multipliers is not None] += 1
    assert min(shown.values()) > 50


def test_the_inner_point_is_in_the_relative_interior():
    flat = 0
    for seed in range(200):
        chance = random.Random(f"inside {seed}")
        inputs = chance.randint(1, 3)
        domain = random_polytope(chance, inputs)
        inside = homogeneous(domain.inside)
        for form in domain.half_spaces:
            value = form.sign_at(inside)
            zero = not any(domain.level.reduced(form))
            assert value >= 0 and (value == 0) == zero
            # 0 at the inner point is 0 throughout: the opposite sign is shown too
            assert zero == (domain.prove(form.negated()) is not None and value == 0)
        flat += bool(domain.level)
        for x in [domain.around(chance), *domain.far(chance, 3)]:
            assert domain.contains(x)
    assert 40 < flat < 160


def test_points_around_lie_strictly_inside():
    for seed in range(60):
        chance = random.Random(f"around {seed}")
        domain = random_polytope(chance, chance.randint(1, 3))
        x = homogeneous(domain.around(chance))
        for form in domain.half_spaces:
            assert form.sign_at(x) > 0 or not any(domain.level.reduced(form))


def test_a_flat_polytope_far_from_zero():
    p = 2**61 - 1
    line = Polytope([([3, 1], -p), ([-3, -1], p), ([1, 0], f"1/{p}")])
    assert line.contains(line.inside) and len(line.level.directions) == 1
    form = integer_form([Fraction(3), Fraction(1)], Fraction(-p))
    assert line.prove(form) is not None and line.prove(form.negated()) is not None


def test_a_single_point():
    point = Polytope([([1], -2), ([-1], 2)])
    assert point.inside == (2,) and point.level.directions == ()
    assert point.around(random.Random(0)) == (2,)


def test_a_row_of_zeros_says_nothing_or_everything():
    assert Polytope([([0], 0)]).level.directions is None
    assert Polytope([([0], 3)]).contains((5,))
    with pytest.raises(InputError, match="no point"):
        Polytope([([0], -1)])


@pytest.mark.parametrize(
    "rows, said",
    [
        ([([1], -1), ([-1], 0)], "no point"),
        ([], "at least one row"),
        (None, "polytope: found None"),
        ([1], r"polytope\[0\]: found 1"),
        ([([1],)], r"polytope\[0\]: found 1 items"),
        ([(1, 2)], r"polytope\[0\]\[0\]: found 1"),
        ([([1], "x")], r"polytope\[0\]\[1\]: found 'x'"),
        ([([1], np.nan)], r"polytope\[0\]\[1\]: found nan"),
        ([([1], 0), ([1, 2], 0)], "all of one length"),
        ([([], 0)], "at least one row"),
    ],
)
def test_what_is_no_polytope_is_refused(rows, said):
    with pytest.raises(InputError, match=said):
        Polytope(rows)
