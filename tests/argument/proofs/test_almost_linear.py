"""Looks for counterexamples to what almost-linear proves by an argument, and to what follows."""

import math
import random
from fractions import Fraction

import flint

from relu_proofs import Network, Piecewise, best_line, decide_affine
from relu_proofs.argument.proofs.almost_linear import HAT
from relu_proofs.argument.proofs.one_unit import RELU


def number(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def second_difference(f, x, h):
    return f(x + h) - 2 * f(x) + f(x - h)


def _random_network(rng, widths, biases):
    return Network(
        [
            (
                [[number(rng) for _ in range(n)] for _ in range(m)],
                [rng.randint(-3, 3) if biases else 0 for _ in range(m)],
            )
            for n, m in zip(widths, widths[1:], strict=False)
        ]
    )


def test_softplus_gap():
    """Tests the mathematics only, in ball arithmetic: the package has no softplus."""
    rng = random.Random(1)
    for _ in range(300):
        beta = flint.arb(rng.randint(1, 400)) / 20
        z = flint.arb(rng.randint(-300, 300)) / 30
        relu = z if z > 0 else flint.arb(0)
        gap = (1 + (beta * z).exp()).log() / beta - relu
        formula = (1 + (-beta * abs(z)).exp()).log() / beta
        assert gap.overlaps(formula)
        if z != 0:
            assert gap < flint.arb(2).log() / beta
        else:
            assert gap.overlaps(flint.arb(2).log() / beta)


def test_one_line_is_a_quarter_away():
    rng = random.Random(16)
    for _ in range(20):
        R = number(rng, 1, 9)
        best = best_line(Piecewise.from_network(RELU), -R, R)
        assert best.error == R / 4
        assert (best.function(0), best.function(R)) == (R / 4, 3 * R / 4)


def test_the_same_at_every_zoom():
    rng = random.Random(17)
    for _ in range(200):
        k, x = number(rng, 1, 9), number(rng)
        assert RELU(k * x) == k * RELU(x)
        assert k * RELU(x / k) == RELU(x)


def test_nothing_is_almost_linear():
    rng = random.Random(2)
    bent = 0
    for _ in range(200):
        widths = [2, *(rng.randint(1, 3) for _ in range(rng.randint(1, 3))), 1]
        f = _random_network(rng, widths, biases=False)
        a, q, bound = (rng.randint(-3, 3), rng.randint(-3, 3)), rng.randint(-9, 9), 1000
        x = (rng.randint(-5, 5), rng.randint(-5, 5))
        linear = a[0] * x[0] + a[1] * x[1]
        assert all(f([k * t for t in x]) == k * f(x) for k in (0, Fraction(1, 3), 7))
        if f(x) != linear:  # then far enough along the ray of x the map a.x + q is out of bounds
            bent += 1
            k = math.ceil((bound + abs(q)) / abs(f(x) - linear)) + 1
            assert abs(f([k * t for t in x]) - (k * linear + q)) > bound
    assert bent > 100


def test_a_hat_is_not_affine():
    assert second_difference(HAT, 0, 1) == -2
    assert [HAT(x) for x in (-1, 0, 1)] == [0, 1, 0]


def test_a_hat_is_almost_constant():
    rng = random.Random(18)
    assert decide_affine(HAT, "space").verdict == "not-affine"
    assert all(
        abs(HAT(number(rng, -400, 400)) - Fraction(1, 2)) <= Fraction(1, 2) for _ in range(200)
    )
