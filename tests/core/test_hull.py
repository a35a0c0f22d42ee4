"""Hulls of rows: forms by their values at the rows and multipliers of splits, points by weights."""

import random
from fractions import Fraction

import pytest

from relu_proofs.core.forms import homogeneous
from relu_proofs.core.hull import Hull
from relu_proofs.core.rational import InputError

from .test_box import random_form


def random_hull(chance, inputs):
    rows = [
        [Fraction(chance.randint(-3, 3), chance.choice((1, 2))) for _ in range(inputs)]
        for _ in range(chance.randint(1, 7))
    ]
    return Hull([*rows, rows[0]])


def weighted(hull, weights):
    """The point with these weights of rows, which are positive and add up to 1."""
    assert min(weights.values()) > 0 and sum(weights.values()) == 1
    assert list(weights) == sorted(weights)
    return tuple(sum(w * hull.rows[p][i] for p, w in weights.items()) for i in range(hull.inputs))


def test_a_form_is_shown_or_refuted_on_every_cell():
    shown = {True: 0, False: 0}
    for seed in range(400):
        chance = random.Random(f"hull {seed}")
        hull = random_hull(chance, chance.randint(1, 3))
        inside = homogeneous(hull.inside)
        splits = [random_form(chance, hull.inputs) for _ in range(chance.randint(0, 3))]
        splits = [split for split in splits if split.sign_at(inside) > 0]
        form = random_form(chance, hull.inputs)
        multipliers = hull.prove(form, splits)
        if multipliers is None:
            x = hull.below(form, splits, hull.inside)
            point = homogeneous(x)
            assert hull.contains(x) and form.sign_at(point) < 0
            assert all(split.sign_at(point) >= 0 for split in splits)
        else:
            assert all(factor > 0 for _, factor in multipliers)
            for row in map(homogeneous, hull.rows):
                others = sum((q * splits[j].at(row) for j, q in multipliers), Fraction(0))
                assert form.at(row) - others >= 0
        shown[multipliers is not None] += 1
    assert min(shown.values()) > 100


def test_points_have_few_weights():
    for seed in range(100):
        chance = random.Random(f"weights {seed}")
        hull = random_hull(chance, chance.randint(1, 3))
        for x in [hull.inside, hull.around(chance), *hull.far(chance, 3), *hull.rows]:
            weights = hull.weights(x)
            assert weighted(hull, weights) == tuple(x) and len(weights) <= hull.inputs + 1


def test_what_lies_outside_has_no_weights():
    triangle = Hull([[0, 0], [1, 0], [0, 1]])
    assert triangle.weights((Fraction(2, 3), Fraction(2, 3))) is None
    assert not triangle.contains((-1, 0)) and triangle.contains((Fraction(1, 3), Fraction(1, 3)))
    with pytest.raises(ValueError, match="outside the hull"):
        triangle.evidence([(Fraction(2), Fraction(2))])


def test_the_inner_point_is_in_the_relative_interior():
    flat = 0
    for seed in range(150):
        chance = random.Random(f"middle {seed}")
        hull = random_hull(chance, chance.randint(1, 3))
        form = random_form(chance, hull.inputs)
        values = [form.at(homogeneous(row)) for row in hull.rows]
        zero = not any(hull.level.reduced(form))
        assert zero == (not any(values))
        if form.at(homogeneous(hull.inside)) == 0 and not zero:
            assert min(values) < 0 < max(values)
        flat += bool(hull.level)
    assert 20 < flat < 130


def test_one_row_is_a_point():
    point = Hull([[1, 2], [1, 2]])
    assert point.inside == (1, 2) and point.around(random.Random(0)) == (1, 2)
    assert point.json == {"type": "hull", "points": [["1", "2"], ["1", "2"]]}
    assert point.evidence([point.inside]) == {"weights": [[[0, "1"]]]}


@pytest.mark.parametrize("rows", [[], [[]], None, 3, [[1], [1, 2]], [["x"]]])
def test_what_is_no_hull_is_refused(rows):
    with pytest.raises(InputError, match="hull"):
        Hull(rows)
