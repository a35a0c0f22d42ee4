"""Exercises: right answers are accepted, ours and others; wrong ones are told what is wrong."""

import pytest

from relu_proofs import InputError, Network
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


def test_no_such_exercise():
    with pytest.raises(InputError, match="two-points"):
        answer("three-points", 0)
