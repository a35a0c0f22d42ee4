"""Boxes: what is understood, and what is refused with one clear line."""

import itertools
import random
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs.core.box import Box, as_box, bounding, parse_box
from relu_proofs.core.forms import homogeneous, integer_form
from relu_proofs.core.rational import InputError

UNIT = ((Fraction(-1), Fraction(1)),)


@pytest.mark.parametrize(
    "box",
    [
        (-1, 1),
        [-1, 1],
        np.array([-1, 1]),
        ("-1", "1"),
        np.array([[-1, 1]] * 3),
        [(-1, 1)] * 3,
        [("-1", 1.0)] * 3,
    ],
)
def test_one_pair_serves_every_input(box):
    assert as_box(box, 3) == UNIT * 3


@pytest.mark.parametrize("text", ["-1,1", "-1, 1.0", "-1,1;-1,1;-2/2,1"])
def test_box_of_a_text(text):
    assert parse_box(text, 3) == UNIT * 3


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((1, 1), "expected low < high"),
        ((1, -1), "expected low < high"),
        ((0, float("nan")), "expected a finite number"),
        ((0, float("inf")), "expected a finite number"),
        ([(0, 1)] * 3, "found 3 pairs, expected 2"),
        ([(0, 1)], "found 1 pairs, expected 2"),
        ([(0, 1, 2), (0, 1)], "found 3 numbers, expected a pair"),
        ((0, 1, 2), "found 3 numbers"),
        ([(0, 1), 5], r"box\[1\]: found 5, expected a pair"),
        (3, "box: found 3"),
        ("01", "box: found"),
        ([[-1, -1], [1, 1]], r"box\[0\]: found -1 to -1"),
        ({0: 1, 2: 3}, "box: found"),
        ([], "found 0"),
        ((0, True), "expected a number"),
        ([("a", "b")] * 2, "expected a number"),
    ],
)
def test_refused(box, said):
    with pytest.raises(InputError, match=said):
        as_box(box, 2)


def test_a_pair_can_fix_an_input_where_that_is_allowed():
    box = [("1/2", "1/2"), (0, 1)]
    assert as_box(box, 2, flat=True)[0] == (Fraction(1, 2), Fraction(1, 2))
    assert parse_box("1/2,1/2;0,1", 2, flat=True) == as_box(box, 2, flat=True)
    with pytest.raises(InputError, match=r"box\[0\]: found 1/2 to 1/2, expected low < high"):
        as_box(box, 2)


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((1, 1), "found 1 to 1"),
        ([(1, 1), (2, 2)], "found low = high in every pair, expected low < high in one"),
        ([[-1, -1], [1, 1]], "found low = high in every pair"),  # two vectors, lows and highs
        ([(1, 1), (2, 1)], r"box\[1\]: found 2 to 1"),
    ],
)
def test_a_box_in_which_nothing_moves_is_refused(box, said):
    with pytest.raises(InputError, match=said):
        as_box(box, 2, flat=True)


@pytest.mark.parametrize(
    "text", ["", "1", "1,0", "0,1;0,1;0,1", "0,x", "0,1;;0,1", "nan,1", "0,inf"]
)
def test_refused_text(text):
    with pytest.raises(InputError):
        parse_box(text, 2)


def test_the_least_value_is_at_a_corner():
    for seed in range(100):
        chance = random.Random(f"corner {seed}")
        box = random_box(chance)
        form = random_form(chance, box.inputs)
        corners = itertools.product(*box.intervals)
        least = min(form.at(homogeneous(x)) for x in corners)
        assert box.least(form.row) * Fraction(1, form.den) == least
        multipliers = box.prove(form)
        assert (multipliers is None) == (least < 0)
        if multipliers is None:
            x = box.below(form, (), box.inside)
            assert box.contains(x) and form.at(homogeneous(x)) == least
        else:
            assert rest(form, multipliers, box.half_spaces) == least


def rest(form, multipliers, half_spaces):
    """The constant that is left of a form, or an error where more is left."""
    row, constant = form.rationals()
    for j, factor in multipliers:
        assert factor > 0
        other, c = half_spaces[j].rationals()
        row = tuple(a - factor * b for a, b in zip(row, other, strict=True))
        constant -= factor * c
    assert not any(row)
    return constant


def random_box(chance, flat=False):
    ends = [
        (low, low + Fraction(chance.choice((0, 1, 5) if flat else (1, 2, 5)), 3))
        for low in (Fraction(chance.randint(-3, 3), 2) for _ in range(chance.randint(1, 3)))
    ]
    return Box(ends)


def random_form(chance, inputs):
    """A form of small numbers; its constant is large now and then, so that it keeps its sign."""
    row = [Fraction(chance.randint(-3, 3), chance.choice((1, 2))) for _ in range(inputs)]
    return integer_form(row, Fraction(chance.randint(-4, 4), 3) + chance.choice((0, 0, 8)))


def test_a_box_that_is_flat_is_a_polytope_to_statements():
    seen = set()
    for seed in range(40):
        box = random_box(random.Random(f"flat {seed}"), flat=True)
        flat = any(low == high for low, high in box.intervals)
        assert box.json["type"] == ("polytope" if flat else "box")
        assert bool(box.level) == flat == box.flat
        for _ in range(5):
            x = box.around(random.Random(seed))
            assert box.contains(x) and all(
                form.sign_at(homogeneous(x)) >= 0 for form in box.half_spaces
            )
        seen.add(flat)
    assert seen == {True, False}


def test_the_smallest_box_around_points():
    rows = [(Fraction(0), Fraction(3)), (Fraction(2), Fraction(-1))]
    assert bounding(rows).intervals == ((0, 2), (-1, 3))
