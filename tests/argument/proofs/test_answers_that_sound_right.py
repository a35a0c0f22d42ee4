"""Looks for counterexamples to what answers-that-sound-right proves by an argument."""

import random
from fractions import Fraction

from relu_proofs import Network, Piecewise
from relu_proofs.argument.proofs.answers_that_sound_right import NEAR_SQUARE
from relu_proofs.argument.proofs.one_unit import RELU

ROOF = Network([([[1], [-1]], [0, 0]), ([[-1, -1]], [1]), ([[1]], [0])])  # r(1 - |x|)


def number(rng, low=-5, high=5):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def test_relu_has_no_jump():
    rng = random.Random(11)
    for _ in range(200):
        x, step = number(rng), Fraction(1, rng.randint(1, 1000))
        assert abs(RELU(x + step) - RELU(x)) <= step


def test_convex_of_convex_need_not_be_convex():
    rng = random.Random(12)
    assert min(Piecewise.from_network(ROOF).jumps) < 0, "a convex function's slope never falls"
    for outer in ([[-1]], [[1]]):  # r(1 - u), and r(x)
        assert min(Piecewise.from_network(Network([(outer, [1]), ([[1]], [0])])).jumps) >= 0
    for _ in range(50):
        h = Fraction(rng.randint(1, 12), 12)
        assert 2 * ROOF(0) > ROOF(h) + ROOF(-h)


def test_positive_sums_are_convex():
    rng = random.Random(1)
    for _ in range(200):
        units = [(number(rng, 0), number(rng), number(rng)) for _ in range(rng.randint(1, 6))]
        hidden = ([[w] for _, w, _ in units], [b for _, _, b in units])
        rise = number(rng)  # an affine map, as r(x) and -r(-x) and an output bias
        hidden = ([*hidden[0], [1], [-1]], [*hidden[1], 0, 0])
        g = Network([hidden, ([[*(v for v, _, _ in units), rise, -rise]], [number(rng)])])
        assert all(jump >= 0 for jump in Piecewise.from_network(g).jumps)
        x, y, t = number(rng), number(rng), Fraction(rng.randint(0, 8), 8)
        assert g((1 - t) * x + t * y) <= (1 - t) * g(x) + t * g(y)
        assert max(abs(g(x) + abs(x)) for x in (-1, 0, 1)) >= Fraction(1, 2)


def test_outside_the_data_half_the_square_is_missed():
    """Beyond all knots of a random network, and of the one on the page."""
    rng = random.Random(13)
    for k in range(60):
        f = NEAR_SQUARE
        if k:
            n = rng.randint(1, 4)
            hidden = [[number(rng)] for _ in range(n)], [number(rng) for _ in range(n)]
            f = Network([hidden, ([[number(rng) for _ in range(n)]], [number(rng)])])
        low, _, m, c = Piecewise.from_network(f).pieces[-1]
        x = max(1, low or 0, 4 * abs(m), 4 * abs(c)) + rng.randint(0, 50)
        assert x * x >= 4 * abs(c)
        assert x * x / 2 <= x * x - f(x) <= (1 + abs(m) + abs(c)) * x * x
