"""The checker's rules for both bounds, tried with statements near the truth."""

import json
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_proofs.approximate.best import best_pieces
from relu_proofs.approximate.targets import target
from relu_proofs.core.certificate import Certificate, dump
from relu_proofs.core.piecewise import Piecewise
from tests.approximate.test_best import ALGEBRAIC
from tests.goldens import FOLDER
from tests.mutation import SOURCE, outcome
from tests.test_checker import checker


def statement_of(f, a, b):
    """The target as certificates have it."""
    return target(f).algebraic(Fraction(a), Fraction(b)).statement


@pytest.mark.parametrize("f, a, b, n", ALGEBRAIC)
def test_statements_a_little_beyond_the_truth_are_refused(f, a, b, n):
    """The bounds meet, so one part in a million beyond either is false, whatever the evidence."""
    best = best_pieces(f, a, b, n)
    if not best.error:
        return
    for certificate, factor in zip(
        best.certificates, (1 - Fraction(1, 10**6), 1 + Fraction(1, 10**6))
    ):
        whole = json.loads(certificate.text)
        error = Fraction(whole["statement"]["error"]) * factor
        whole["statement"]["error"] = str(error)
        assert outcome(checker, dump(whole)) == "refused"


@given(
    st.lists(st.integers(-3, 3), min_size=2, max_size=4),
    st.integers(-8, 8),
    st.integers(-8, 8),
    st.integers(1, 12),
)
def test_within_accepts_only_what_is_true(p, slope, constant, error):
    f, g = target(p), Piecewise([], [Fraction(slope, 2)], Fraction(constant, 2))
    statement = {
        "kind": "within",
        "target": statement_of(p, 0, 1),
        "interval": ["0", "1"],
        "error": str(Fraction(error, 2)),
        **g.statement,
    }
    text = Certificate(statement, {"cuts": [str(Fraction(k, 8)) for k in range(9)]}).text
    worst = max(abs(f.exactly(x) - g(x)) for x in (Fraction(k, 64) for k in range(65)))
    if outcome(checker, text) == "accepted":
        assert worst <= Fraction(error, 2)
    elif worst * 2 < error - 2:
        raise AssertionError("a margin of 1 on eighths should be provable")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 24), st.integers(1, 2)),
        min_size=3,
        max_size=5,
        unique_by=lambda entry: entry[0],
    ),
    st.integers(1, 3),
    st.randoms(),
)
def test_floor_accepts_only_what_best_pieces_cannot_beat(points, n, rng):
    """Random points of a zigzag, and a floor read off them as the rule allows."""
    xs = sorted(Fraction(x, 24) for x, _ in points)
    f = Piecewise(
        [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)],
        [rng.randint(1, 4), -rng.randint(1, 4), rng.randint(1, 4), -rng.randint(1, 4)],
        0,
    )
    g = Piecewise([], [Fraction(rng.randint(-4, 4), 2)], Fraction(rng.randint(-2, 2), 4))
    error = min(abs(f(x) - g(x)) for x in xs)
    statement = {
        "kind": "floor",
        "target": statement_of(f, 0, 1),
        "interval": ["0", "1"],
        "pieces": n,
        "error": str(error),
    }
    block = {"pieces": len(xs) - 2, "reference": g.statement, "points": [str(x) for x in xs]}
    if outcome(checker, Certificate(statement, {"blocks": [block]}).text) == "accepted":
        assert best_pieces(f, 0, 1, n).bounds[1] >= error


@pytest.mark.parametrize(
    "condition, without, lie",
    [
        ("total += first * here <= first * slope", "total += 1", "floor-pieces-not-counted"),
        ("if sign == first and here", "if here", "floor-junction-of-two-rises"),
        (" if j == bisect_left(self.knots, high) else None", "", "floor-junction-across-a-knot"),
    ],
)
def test_each_condition_of_a_junction_is_needed(condition, without, lie):
    text = (FOLDER / "invalid" / f"{lie}.json").read_text()
    module = ModuleType("mutant")
    assert SOURCE.count(condition) == 1
    exec(compile(SOURCE.replace(condition, without), "mutant", "exec"), vars(module))
    assert (outcome(checker, text), outcome(module, text)) == ("refused", "accepted")
