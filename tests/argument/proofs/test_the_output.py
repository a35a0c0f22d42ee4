"""Looks for counterexamples to what the-output proves by an argument, and to what follows."""

import itertools
import math
import random
from fractions import Fraction

import flint

from relu_proofs import Network

CORNERS = [(0, 0), (1, 0), (0, 1), (1, 1)]


def number(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def sigmoid(t):
    return 1 / (1 + (-flint.arb(t.numerator) / t.denominator).exp())


def unit(rng):
    """v r(w . x + b) + c, often with weights that are 0."""
    v, b, c, w1, w2 = (rng.choice([Fraction(0), number(rng), number(rng)]) for _ in range(5))
    return Network([([[w1, w2]], [b]), ([[v]], [c])])


def test_a_sigmoid_moves_no_boundary():
    rng = random.Random(1)
    for _ in range(200):
        f = unit(rng)([number(rng), number(rng)])
        p = Fraction(rng.randint(1, 19), 20)
        threshold = (flint.arb(p.numerator) / (p.denominator - p.numerator)).log()
        if p != Fraction(1, 2) or f != 0:
            value = flint.arb(f.numerator) / f.denominator
            share = flint.arb(p.numerator) / p.denominator
            assert (sigmoid(f) > share) == (value > threshold)
        assert (f > 0) == (sigmoid(f) > flint.arb(1) / 2)
        outputs = [float(unit(rng)([1, 2])) for _ in range(3)]
        parts = [math.exp(t - max(outputs)) for t in outputs]
        assert parts.index(max(parts)) == outputs.index(max(outputs))


def right(f):
    """How many of the four points of XOR are classified rightly by f > 0."""
    return sum((f(corner) > 0) == (corner[0] != corner[1]) for corner in CORNERS)


def test_no_line_makes_xor():
    best = 0
    for a, b, c in itertools.product(range(-4, 5), repeat=3):
        line = Network.affine([[a, b]], [Fraction(c, 2)])
        best = max(best, right(line), 4 - right(line))
    assert best == 3
    assert right(Network.affine([[1, 1]], ["-1/2"])) == 3


def test_one_unit_cuts_straight():
    rng = random.Random(2)
    kinds = set()
    for _ in range(400):
        f = unit(rng)
        v, c = f.layers[1].weight[0][0], f.layers[1].bias[0]
        points = [(number(rng), number(rng)) for _ in range(12)]
        inside = [f(x) > 0 for x in points]
        # what the argument says: a threshold for z, from one side, or all, or nothing
        z = [f.pre_activations(x)[0][0] for x in points]
        if v > 0:
            said = [True] * 12 if c > 0 else [value > -c / v for value in z]
        elif v < 0:
            said = [c > 0 and value < c / -v for value in z]
        else:
            said = [c > 0] * 12
        assert inside == said
        assert right(f) < 4
        kinds.add((v > 0, v < 0, c > 0))
    assert len(kinds) == 6


def test_a_fold_makes_xor():
    fold = Network([([[1, 1], [-1, -1], [1, 1]], [0, 0, -1]), ([[1, -1, -2]], ["-1/2"])])
    assert [fold(corner) for corner in CORNERS] == [
        Fraction(-1, 2),
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(-1, 2),
    ]


def test_crossing_a_crease_turns():
    """Boundaries of u . x + v r(w . x), through 0, where the unit's crease runs through 0 too."""
    rng = random.Random(3)
    turned = 0
    for _ in range(300):
        u, w = [(number(rng), number(rng)) for _ in range(2)]
        v = number(rng)
        across = u[0] * w[1] - u[1] * w[0]
        if not v or not across:
            continue
        f = Network(
            [([u, (-u[0], -u[1]), w], [0, 0, 0]), ([[1, -1, v]], [0])],
        )
        beyond = (u[0] + v * w[0], u[1] + v * w[1])
        # a point of the boundary on either side of the crease
        one = next(p for p in ((-u[1], u[0]), (u[1], -u[0])) if w[0] * p[0] + w[1] * p[1] < 0)
        other = next(
            p
            for p in ((-beyond[1], beyond[0]), (beyond[1], -beyond[0]))
            if w[0] * p[0] + w[1] * p[1] > 0
        )
        assert f(one) == f(other) == 0
        assert one[0] * other[1] != one[1] * other[0]  # not on one line through 0
        turned += 1
    assert turned > 200


def test_straight_across_four_creases():
    rows = [[1, 0], [0, 1], [1, -2], [-2, 1]]
    f = Network([(rows, [0] * 4), ([[1, -1, 1, -1]], [0])])
    rng = random.Random(4)
    for _ in range(300):
        x, y = number(rng), number(rng)
        assert (f([x, y]) > 0, f([x, y]) == 0) == (x > y, x == y)


def test_straight_outputs_make_convex_classes():
    rng = random.Random(5)
    found = 0
    for _ in range(300):
        logits = Network.affine(
            [[number(rng), number(rng)] for _ in range(3)], [number(rng) for _ in range(3)]
        )

        def first(x, logits=logits):
            a, b, c = logits(x)
            return a > b and a > c

        p, q = [(number(rng), number(rng)) for _ in range(2)]
        if first(p) and first(q):
            found += 1
            t = Fraction(rng.randint(0, 6), 6)
            assert first([a + t * (b - a) for a, b in zip(p, q, strict=True)])
    assert found > 20
    f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], ["-1/2"])])
    assert f([1, 0]) > 0 < f([0, 1]) and f(["1/2", "1/2"]) < 0
