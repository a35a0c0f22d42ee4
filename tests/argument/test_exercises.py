"""Exercises: right answers are accepted, ours and others; wrong ones are told what is wrong."""

import itertools
import random
from fractions import Fraction

import pytest

from relu_proofs import InputError, Network, Piecewise
from relu_proofs.argument.boards import AT, FIRST, line_of
from relu_proofs.argument.exercises import EXERCISES, answer


def one(w, b, v, c=0):
    return Network([(w, b), ([v], [c])])


RIGHT = {
    "two-points": [([1, 0], [0, 1]), ([3, 1], ["-1/2", 4])],
    "live-and-linear": [
        one([[1, 2], [-1, -2]], [0, 0], [1, -1]),
        one([["1/2", 1], [-2, -4]], [0, 0], [2, "-1/2"]),
    ],
    "only-one-line": [(1, 0)],
    "certify-a-sign": [(2, 0, 0, 1)],
    "and-without-biases": [
        one([[1, 0], [0, 1], [1, -1], [-1, 1]], [0] * 4, ["1/2", "1/2", "-1/2", "-1/2"]),
        Network([([[1, 0], [1, -1]], [0, 0]), ([[1, -1]], [0]), ([[1]], [0])]),
    ],
    "flatten-the-crease": [(1, 2, -1), ("-3/2", "-3/2", 1)],
    "build-the-hat": [one([[1], [1], [1]], [1, 0, -1], [1, -2, 1])],
    "line-through-a-parabola": [(1, "-1/8")],
    "six-pieces-from-four-units": [
        Network([([[1], [1]], [0, "-1/2"]), ([[2, -4], [2, -4]], [0, "-1/2"]), ([[2, -4]], [0])]),
        Network([([[1], [-1]], [1, 1]), ([[-1, -1], [-1, -1]], [3, 4]), ([[1, 1]], [0])]),
    ],
    "alive-and-zero": [
        Network([([[1, 2], [3, 4]], [0, 0]), ([[-1, -1], [-2, -1]], [0, 0]), ([[1, 1]], [0])])
    ],
    "find-the-hill": [(1, 0, 1), ["7/8", 0, 1]],
    "draw-the-sum": [
        [1, 0, 0, 1, 2, 1, 0],
        Piecewise.from_network(one([[1], [1], [-1]], [1, -1, -2], [1, -2, 1])),
    ],
    "bend-without-biases": [
        [3, 2, 1, 0, 1, 2, 3],
        [0, 0, 0, 0, -1, -2, -3],
        ["3/2", 1, "1/2", 0, "1/3", "2/3", 1],
        Piecewise([0, 7], [-1, 2, 5], 0),
    ],
    "three-pieces-from-two-units": [
        [0, 0, 0, 0, 1, 2, 2],
        [3, 2, 1, 1, 1, 3, 5],
        [3, 2, 1, 0, 1, 2, 4],
        Piecewise(["-1/2", "1/3"], [1, 5, 4], 0),
        Piecewise(["-1/2", "1/3"], [4, 5, 0], 0),
    ],
}

WRONG = {
    "two-points": [([1, 0], [2, 0]), ([1, 1], [0, 1], [1, 0]), ([1], [2]), "corner"],
    "live-and-linear": [
        one([[1, 2], [1, 2]], [0, 0], [1, -1]),
        one([[1, 2], [-1, -2]], [1, 0], [1, -1]),
        one([[1, 2], [0, 1]], [0, 0], [1, -1]),
        one([[1, 2], [-1, -2]], [0, 0], [1, 1]),
        3,
    ],
    "only-one-line": [(1, 1), (2, 0), (1,)],
    "certify-a-sign": [(2, 0, -1, 0), (2, 0, 0, 2), (3, 1, 0, 1), (1, 0, 0, 1)],
    "and-without-biases": [
        one([[1, -1], [-1, 1]], [0, 0], [1, 1]),
        one([[1, 1]], [-1], [1]),
        one([[1]], [0], [1]),
    ],
    "flatten-the-crease": [(1, 1, 1), (1, -1, 0), (1, -1, 1)],
    "build-the-hat": [
        one([[1], [-1], [1]], [1, 0, -1], [1, -2, 1]),
        one([[1], [1], [1]], [1, 0, -1], [1, -2, 2]),
        one([[1], [1], [1], [1]], [1, 0, -1, -5], [1, -2, 1, 0]),
        one([[1], [1], [1]], [2, 0, -2], [1, -2, 1]),
    ],
    "line-through-a-parabola": [(1, 0), (0, 0), (3, -1)],
    "six-pieces-from-four-units": [
        Network([([[1], [-1]], [0, 0]), ([[1, 1], [1, 1]], [0, 0]), ([[1, 1]], [0])]),
        one([[1], [1]], [0, 1], [1, 1]),
    ],
    "alive-and-zero": [
        Network([([[1, 2], [3, 4]], [0, 0]), ([[-1, 1], [-2, -1]], [0, 0]), ([[1, 1]], [0])]),
        Network([([[1, 2], [3, 4]], [0, 0]), ([[-1, -1], [-2, -1]], [0, 0]), ([[1, 0]], [0])]),
    ],
    "find-the-hill": [(1, 1, 1), (0, 0, 0), (5, 5, 5), (1, 0)],
    "draw-the-sum": [
        FIRST["draw-the-sum"],
        [0, 0, 0, 1, 2, 1, 0],
        [1, 0, 0, 1, 2, 1],
        Piecewise([-2, -1, "1/2", 1, "3/2"], [-1, 0, 1, 3, -3, -1], 1),
        3,
    ],
    "bend-without-biases": [
        FIRST["bend-without-biases"],
        [3, 2, 1, 0, 0, 1, 2],
        [-3, -2, -1, 0, 1, 2, 3],
        [0] * 7,
        Piecewise([0, "5/2"], [0, 1, 2], 0),
        Piecewise([5], [0, 1], 0),
    ],
    "three-pieces-from-two-units": [
        FIRST["three-pieces-from-two-units"],
        [0] * 7,
        [2, 1, 0, 0, 0, 1, 3],
        [3, 2, 1, 0, 1, 2, 3],
        [None] * 7,
    ],
}


def test_every_exercise_is_tested():
    assert list(EXERCISES) == list(RIGHT) == list(WRONG)


@pytest.mark.parametrize("name", RIGHT)
def test_right_answers(name):
    for value in RIGHT[name]:
        verdict = answer(name, value)
        assert verdict.right and repr(verdict).startswith("Right. "), verdict
        assert verdict._repr_html_().startswith("<p><strong>Right.")


@pytest.mark.parametrize("name", WRONG)
def test_wrong_answers(name):
    for value in WRONG[name]:
        verdict = answer(name, value)
        assert not verdict.right and repr(verdict).startswith("Not yet. "), (value, verdict)


SAID = {
    ("draw-the-sum", 5): "At x = 2 the three units are 3, -2 and 0, which makes 1; you drew 7.",
    ("bend-without-biases", 5): "At x = 1 your slope changes from 1 to 6; without biases the only "
    "knot is at 0.",
    ("bend-without-biases", 3): "At x = 0 you drew 7; without biases every unit is 0 there, and "
    "so is the network.",
}


@pytest.mark.parametrize("name, moved", SAID)
def test_the_place_that_is_wrong_is_named_with_both_values(name, moved):
    heights = list(RIGHT[name][0])
    heights[moved] = 7
    assert answer(name, heights).reason == SAID[name, moved]


def test_two_units_do_where_the_package_finds_that_they_do():
    """The judge of three pieces, against the least number of units, at every kind of line."""
    seen = set()
    for slopes in itertools.product(range(-2, 3), repeat=3):
        for knots in ([-2, 1], ["-1/2", 2]):
            line = Piecewise(knots, slopes, 1)
            fewest = line.fewest_units()
            right = len(line.knots) == 2 and fewest.count == 2
            verdict = answer("three-pieces-from-two-units", line)
            assert verdict.right == right, (line, verdict)
            seen.add((len(line.knots), fewest.count))
    assert seen >= {(2, 2), (2, 3), (1, 1), (0, 2)}


def test_a_bend_without_biases_is_computed_without_biases():
    """An accepted drawing is what the network of its reason computes, and nothing else is."""
    chance, accepted = random.Random("bends"), 0
    for _ in range(500):
        knots = sorted(chance.sample(range(-2, 3), chance.randrange(3)))
        slopes = [Fraction(chance.randrange(-2, 3)) for _ in range(len(knots) + 1)]
        function = Piecewise(knots, slopes, chance.choice((0, 0, 0, 1)))
        line = line_of([function(x) for x in AT])
        left, right = -line(-1), line(1)
        network = one([[1], [-1]], [0, 0], [right, -left])
        same = line == Piecewise.from_network(network)
        verdict = answer("bend-without-biases", line)
        assert verdict.right == (same and left != right), (line, verdict)
        if verdict.right:
            accepted += 1
            assert f"with a = {right} and b = {-left}," in verdict.reason
    assert accepted > 20


def test_no_such_exercise():
    with pytest.raises(InputError, match="two-points"):
        answer("three-points", 0)
