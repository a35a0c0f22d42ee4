"""Looks for counterexamples to the claims of one-unit that are proved by an argument."""

import math
import random
from fractions import Fraction

import flint

from relu_proofs import Network


def test_softplus_gap():
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


def _random_network(rng, widths, biases):
    return Network(
        [
            (
                [
                    [Fraction(rng.randint(-6, 6), rng.randint(1, 4)) for _ in range(n)]
                    for _ in range(m)
                ],
                [rng.randint(-3, 3) if biases else 0 for _ in range(m)],
            )
            for n, m in zip(widths, widths[1:], strict=False)
        ]
    )


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


def test_a_ruler_makes_no_angle():
    rng = random.Random(3)
    for _ in range(200):
        maps = [lambda x: x, lambda x: 1]
        for _ in range(12):
            f, g, p, q = rng.choice(maps), rng.choice(maps), rng.randint(-3, 3), rng.randint(-3, 3)
            maps.append(
                rng.choice(
                    [
                        lambda x, f=f, g=g: f(x) + g(x),
                        lambda x, f=f, p=p, q=q: p * f(x) + q,
                        lambda x, f=f, g=g: f(g(x)),
                    ]
                )
            )
        x, h = Fraction(rng.randint(-20, 20), 7), Fraction(rng.randint(1, 20), 3)
        assert maps[-1](x + h) - 2 * maps[-1](x) + maps[-1](x - h) == 0
