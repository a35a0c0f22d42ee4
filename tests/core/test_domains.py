"""Domains as callers name them: five kinds, and refusals that name what was found."""

import random
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs.core.domains import Box, Hull, Points, Polytope, Space, as_domain
from relu_proofs.core.forms import homogeneous, integer_form
from relu_proofs.core.rational import InputError

TRIANGLE = Polytope([([1, 0], 0), ([0, 1], 0), ([-1, -1], 1)])
FIVE = {
    "space": "space",
    "box": (-1, 1),
    "polytope": TRIANGLE,
    "points": Points([[0, 1]]),
    "hull": Hull([[0, 1], [1, 0]]),
}


@pytest.mark.parametrize("kind", FIVE)
def test_each_kind_names_itself(kind):
    found = as_domain(FIVE[kind], 2)
    assert found.json["type"] == kind and found.inputs == 2
    x = found.rows[0] if kind == "points" else found.inside
    assert found.contains(x)
    assert found.evidence([x]).keys() == {"weights" if kind == "hull" else "points"}


@pytest.mark.parametrize("kind", FIVE)
def test_a_kind_that_is_not_taken_is_refused_by_name(kind):
    classes = {"space": Space, "box": Box, "polytope": Polytope, "points": Points, "hull": Hull}
    others = tuple(cls for name, cls in classes.items() if name != kind)
    with pytest.raises(InputError, match="^domain: found .*, expected one of: "):
        as_domain(FIVE[kind], 2, others)
    assert as_domain(FIVE[kind], 2, (classes[kind],)).json["type"] == kind


@pytest.mark.parametrize("kind", ["polytope", "points", "hull"])
def test_a_domain_of_other_inputs_is_refused(kind):
    with pytest.raises(InputError, match="^domain: found 2 .*expected 3"):
        as_domain(FIVE[kind], 3)


@pytest.mark.parametrize("domain", [np.array([1, 2, 3]), {"box": 1}])
def test_what_is_no_box_is_refused(domain):
    with pytest.raises(InputError, match="^box: found"):
        as_domain(domain, 2)


@pytest.mark.parametrize("domain", ["everywhere", None, 3])
def test_what_is_no_domain_is_refused_with_all_there_are(domain):
    said = f"domain: found {domain!r}, expected one of: the space"
    with pytest.raises(InputError, match=rf'^{said} \("space"\), a box .*, Points, a Hull$'):
        as_domain(domain, 2)


def test_an_array_of_ends_is_a_box():
    assert as_domain(np.array([[-1.0, 1.0], [0.0, 2.0]]), 2).intervals == ((-1, 1), (0, 2))


def test_straight_downhill_in_the_space():
    for seed in range(100):
        chance = random.Random(f"downhill {seed}")
        scale = chance.choice((1, 10**400, Fraction(1, 10**400)))
        row = [scale * chance.randint(-3, 3) for _ in range(2)]
        form = integer_form(row, scale * Fraction(chance.randint(-3, 9)))
        space = Space(2)
        multipliers = space.prove(form)
        if multipliers is None:
            assert form.sign_at(homogeneous(space.below(form, (), space.inside))) < 0
        else:
            assert not any(row) and form.row[-1] >= 0 and multipliers == []


@pytest.mark.parametrize("rows", [[], [[]], None, [[1], [1, 2]]])
def test_points_need_rows_of_one_length(rows):
    with pytest.raises(InputError, match="points"):
        Points(rows)
