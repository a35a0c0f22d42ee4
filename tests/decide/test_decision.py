"""An answer is checked before it is given, and says whether it was."""

from fractions import Fraction

import pytest

from relu_proofs import (
    Hull,
    Network,
    Points,
    checker,
    decide_affine,
    decide_on_data,
    simplify,
    unit_states,
)
from relu_proofs.core import certificate
from relu_proofs.core.affine import Affine
from relu_proofs.core.domains import Box
from relu_proofs.decide.decision import Combination, Decision, Outcome

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
ROWS = [[1, 0], [2, 0], [3, 1]]
ASK = {
    "affine in a box": lambda check: decide_affine(FOLD, (-1, 1), check=check),
    "affine on a hull": lambda check: decide_affine(FOLD, Hull(ROWS), check=check),
    "affine on rows": lambda check: decide_affine(FOLD, Points(ROWS), check=check),
    "units": lambda check: unit_states(FOLD, (-1, 1), check=check),
    "units on rows": lambda check: unit_states(FOLD, Points(ROWS), check=check),
    "simplify": lambda check: simplify(FOLD, [(0, 1), (-1, 0)], check=check),
    "rows of data": lambda check: decide_on_data(FOLD, ROWS, check=check).rows,
    "hull of data": lambda check: decide_on_data(FOLD, ROWS, check=check).hull,
    "box of data": lambda check: decide_on_data(FOLD, ROWS, check=check).box,
}


@pytest.mark.parametrize("question", ASK)
def test_an_answer_says_whether_it_was_checked(question, monkeypatch):
    checked = []

    def check(text, **options):
        checked.append(text)
        return checker_check(text, **options)

    checker_check = checker.check
    monkeypatch.setattr(checker, "check", check)
    ask = ASK[question]
    assert not ask(False).checked and not checked
    assert ask(True).checked and checked
    assert ask(None).checked
    monkeypatch.setattr(certificate, "CHECKED_UP_TO", 3)
    assert not ask(None).checked and ask(True).checked


RELU = Network([([[1]], [0]), ([[1]], [0])])
POINTS = tuple((Fraction(t),) for t in (-1, 0, 1))


def test_an_outcome_that_is_wrong_is_not_answered_with():
    box = Box([(Fraction(-1), Fraction(1))])
    lie = Combination(POINTS, tuple(map(Fraction, (1, -1, 1))), 0)
    with pytest.raises(RuntimeError, match="does not accept"):
        Decision.of(RELU, box, Outcome("a lie", combination=lie), True)
    another = Outcome("a lie", Affine(((Fraction(1),),), (Fraction(0),)), {"point": ["0"]})
    with pytest.raises(RuntimeError, match="cannot read"):
        Decision.of(RELU, box, another, True)


def test_the_distance_is_what_the_combination_proves():
    found = Combination(POINTS, tuple(map(Fraction, (1, -2, 1))), 0)
    assert found.distance(RELU) == Fraction(1, 4)
