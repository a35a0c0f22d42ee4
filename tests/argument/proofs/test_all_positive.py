"""Looks for counterexamples to what all-positive proves by an argument, hence included."""

import itertools
import random
from fractions import Fraction

import z3

from relu_proofs import Network, unit_states
from relu_proofs.argument.proofs.all_positive import ELBOWS, LINE, ROWS, SIDES
from relu_proofs.argument.proofs.one_unit import RELU


def _network(rng):
    """A random network and its affine pieces at hand, deep, with many zeros."""
    widths = [2, *(rng.randint(1, 3) for _ in range(rng.randint(1, 3))), rng.randint(1, 2)]
    return Network(
        [
            (
                [[rng.randint(-2, 2) for _ in range(n)] for _ in range(m)],
                [rng.randint(-2, 4) for _ in range(m)],
            )
            for n, m in zip(widths, widths[1:], strict=False)
        ]
    )


def _shared_pattern(f, points):
    """On where z >= 0 at all points, off where z <= 0 at all; None if a unit does neither."""
    before = [f.pre_activations(x) for x in points]
    pattern = []
    for layer in zip(*before, strict=True):
        units = list(zip(*layer, strict=True))
        if not all(min(z) >= 0 or max(z) <= 0 for z in units):
            return None
        pattern.append([int(min(z) >= 0) for z in units])
    return pattern


def _mean(rng, rows):
    weights = [rng.randint(0, 3) for _ in rows]
    weights[rng.randrange(len(rows))] += 1
    return [
        Fraction(sum(w * x[i] for w, x in zip(weights, rows, strict=True)), sum(weights))
        for i in range(len(rows[0]))
    ]


def test_rows_decide_their_hull():
    rng = random.Random(1)
    shared = 0
    for _ in range(1500):
        f = _network(rng)
        rows = [[rng.randint(-2, 2), rng.randint(-2, 2)] for _ in range(rng.randint(1, 5))]
        pattern = _shared_pattern(f, rows)
        if pattern is None:
            continue
        shared += 1
        piece = f.affine_piece(pattern)
        for _ in range(5):
            x = _mean(rng, rows)
            assert f.evaluate(x) == piece(x)
    assert shared > 200


def test_one_pattern_one_map():
    rng = random.Random(2)
    shared = 0
    for _ in range(600):
        f, corner = _network(rng), [rng.randint(-2, 1), rng.randint(-2, 1)]
        # scattered points, neither convex nor connected: the set S of the claim
        points = [[t + Fraction(rng.randint(0, 8), 8) for t in corner] for _ in range(6)]
        pattern = _shared_pattern(f, points)
        if pattern is not None:
            shared += 1
            piece = f.affine_piece(pattern)
            assert all(f.evaluate(x) == piece(x) for x in points)
    assert shared > 100


def test_four_rows_one_line():
    rng = random.Random(4)
    assert all(min(ELBOWS.pre_activations(row)[0]) >= 0 for row in ROWS)
    low, high = Fraction(-1, 2), Fraction(3)
    for _ in range(100):
        x = [low + (high - low) * Fraction(rng.randint(0, 64), 64)]
        assert ELBOWS.evaluate(x) == LINE(x)


def test_two_elbows_outside():
    points = (-3, -1, 1)
    assert [ELBOWS(x) for x in points] == [Fraction(1, 2), Fraction(-1, 2), Fraction(13, 2)]
    assert all(0 not in ELBOWS.pre_activations(x)[0] for x in points)
    assert ELBOWS(-3) - 2 * ELBOWS(-1) + ELBOWS(1) == 8


def test_one_on_one_off_and_affine():
    states = [unit.state for unit in unit_states(SIDES, (0, 1))]
    assert states == ["on", "off"]
    for x in itertools.product((0, 1), repeat=2):  # an affine z is least and greatest at corners
        first, second = SIDES.pre_activations(x)[0]
        assert first >= Fraction(1, 4) and second <= Fraction(-1, 4)


def test_only_w_one_b_zero():
    """Two points of the graph of ReLU settle the line."""
    rng = random.Random(5)
    for _ in range(100):
        s, t = (Fraction(k, 4) for k in rng.sample(range(1, 40), 2))
        slope = (RELU(s) - RELU(t)) / (s - t)
        assert (slope, RELU(s) - slope * s) == (1, 0)


def test_on_everywhere_means_constant():
    rng = random.Random(3)
    for _ in range(300):
        d, R = rng.randint(1, 4), Fraction(rng.randint(1, 9), rng.randint(1, 3))
        w, b = [rng.randint(-3, 3) for _ in range(d)], Fraction(rng.randint(-20, 60), 2)
        unit = Network([([w], [b]), ([[1]], [0])])
        corners = itertools.product((-R, R), repeat=d)
        lowest = min(unit.pre_activations(x)[0][0] for x in corners)
        assert (lowest >= 0) == (b >= R * sum(map(abs, w)))
        if any(w):  # some box is large enough to turn the unit off
            assert b < (abs(b) + 1) * sum(map(abs, w))
    w1, w2, b, R = z3.Reals("w1 w2 b R")
    x1, x2 = z3.Reals("x1 x2")
    solver = z3.Solver()  # the worst corner is reached: on at all four corners, b too small
    size = z3.If(w1 > 0, w1, -w1) + z3.If(w2 > 0, w2, -w2)
    solver.add(
        R >= 0, b < R * size, *(s * R * w1 + t * R * w2 + b >= 0 for s in (1, -1) for t in (1, -1))
    )
    assert solver.check() == z3.unsat
