"""The search in floats: that it settles, from either side, and that nothing near beats it."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_proofs.approximate import search as rounds
from relu_proofs.approximate.arithmetic import FLOATS, Forms
from relu_proofs.approximate.base import Curve
from relu_proofs.approximate.best import best_pieces
from relu_proofs.approximate.search import search
from relu_proofs.approximate.targets import stated, target
from tests.approximate.test_best import coefficient

TURN = 2 * math.pi
NAMED = [("sin", 0, TURN), ("cos", 0, math.pi), ("runge", -1, 1), ([0, 0, 0, 1], -1, 1)]


def float_search(f, a, b, n):
    forms = target(f).forms(FLOATS)
    return search(Curve(forms.value, forms), float(a), float(b), n)


@settings(max_examples=5, deadline=None)
@given(st.lists(coefficient, min_size=4, max_size=5), st.integers(1, 5))
def test_walking_from_the_right_finds_the_same_error(p, n):
    value, first, second = target(p).forms(FLOATS)
    there = search(Curve(value, Forms(value, first, second)), -1.0, 1.0, n).error
    mirrored = Forms(lambda x: value(-x), lambda x: -first(-x), lambda x: second(-x))
    back = search(Curve(mirrored.value, mirrored), -1.0, 1.0, n).error
    assert there == pytest.approx(back, rel=1e-9, abs=1e-13)


@pytest.mark.parametrize("f, a, b", [*NAMED, ([0, -1, 0, 0, 0, 0, 1], -1, 1)])
def test_touching_points_settle_in_two_rounds(f, a, b, monkeypatch):
    """What makes the search fast: without it every round bisects and refines again."""
    refinements = []
    refined = rounds._refined
    monkeypatch.setattr(rounds, "_refined", lambda *given: refinements.append(1) or refined(*given))
    for n in (1, 2, 3, 4, 5, 6, 7, 8, 16, 64):
        refinements.clear()
        assert float_search(f, a, b, n).excluded >= n and len(refinements) <= 1, n


@pytest.mark.parametrize("f, a, b", NAMED)
def test_bisection_alone_finds_what_settles(f, a, b, monkeypatch):
    errors = [float_search(f, a, b, n).error for n in (1, 3, 6)]
    monkeypatch.setattr(rounds, "settled", lambda *given: ())
    assert [float_search(f, a, b, n).error for n in (1, 3, 6)] == pytest.approx(errors, rel=1e-9)


@pytest.mark.parametrize(
    "f, a, b, n",
    [
        # the lines of all periods have one slope, which rounding must keep
        ("cos", -21.5, 21.5, 13),
        # floats near 5 do not tell errors of this size apart
        ([5, 0, 0, "1/100000"], -3, 7, 48),
        # leaves the tube between samples
        (["-1/2", 0, 3, "-3/2", -1, "-5/2"], -1, 1, 5),
        # bends nowhere at 0
        ([0, -1, 0, 0, 0, 0, 1], -1, 1, 64),
        # what is rough in one line adds up along the others
        ("sin", 0, 6, 256),
        # its terms are ten million times its values
        ("chebyshev", -1, 1, 3),
    ],
)
def test_bounds_meet_where_floats_are_at_their_worst(f, a, b, n):
    error = best_pieces(chebyshev(20) if f == "chebyshev" else f, a, b, n).error
    assert 0 < error.low and error.width <= error.low / 10**9


def chebyshev(degree):
    """The polynomial that goes up and down between -1 and 1 so many times."""
    before, now = [1], [0, 1]
    for _ in range(degree - 1):
        doubled = [0, *(2 * c for c in now)]
        before, now = now, [c - d for c, d in zip(doubled, [*before, 0, 0])]
    return now


def test_a_search_for_a_function_of_few_pieces_ends():
    assert float(best_pieces(stated(lambda x: abs(x - 0.3), "convex"), -1, 1, 16).error) < 1e-12


def test_no_continuous_function_found_at_random_beats_a_floor():
    """A hill climb over knots and values, started at the best function, finds nothing better."""
    rng = random.Random(3)

    def error(points):
        return max(abs(y - value) for y, value in zip(ys, interpolate(points, xs)))

    for f, a, b, n in (("sin", 0, TURN, 3), ([0, 0, 0, 1], -1, 1, 3), ("runge", -1, 1, 3)):
        best, f = best_pieces(f, a, b, n), target(f)
        xs = [a + (b - a) * k / 400 for k in range(401)]
        ys = [f(x) for x in xs]
        points = [(float(x), float(best.function(x))) for x in (a, *best.knots, b)]
        least = error(points)
        for _ in range(400):
            size = 10 ** rng.uniform(-4, -0.5)
            moved = [
                (x + (0 if x in (a, b) else rng.gauss(0, size)), y + rng.gauss(0, size))
                for x, y in points
            ]
            if all(p[0] < q[0] for p, q in zip(moved, moved[1:])) and error(moved) < least:
                points, least = moved, error(moved)
        assert least > float(best.error) - 2e-4 * (b - a) ** 2  # the grid misses that much


def interpolate(points, xs):
    j = 0
    for x in xs:
        while j < len(points) - 2 and x > points[j + 1][0]:
            j += 1
        (u, y), (v, z) = points[j], points[j + 1]
        yield y + (z - y) * (x - u) / (v - u)
