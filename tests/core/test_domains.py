"""Boxes: what is understood, and what is refused with one clear line."""

from fractions import Fraction

import numpy as np
import pytest

from relu_proofs.core.domains import as_box, parse_box
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


@pytest.mark.parametrize(
    "text", ["", "1", "1,0", "0,1;0,1;0,1", "0,x", "0,1;;0,1", "nan,1", "0,inf"]
)
def test_refused_text(text):
    with pytest.raises(InputError):
        parse_box(text, 2)
