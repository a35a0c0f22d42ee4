"""Looks for counterexamples to the claims of knots and slopes that are proved by an argument."""

import itertools
import random
from fractions import Fraction

from relu_proofs.core.network import Network
from relu_proofs.core.piecewise import Piecewise


def _number(rng):
    return Fraction(rng.randint(-6, 6), rng.choice((1, 2, 3)))


def _shallow(rng, units):
    return Network(
        [
            ([[_number(rng)] for _ in range(units)], [_number(rng) for _ in range(units)]),
            ([[_number(rng) for _ in range(units)]], [_number(rng)]),
        ]
    )


def test_kinks_add_up():
    rng = random.Random(1)
    for _ in range(300):
        f = _shallow(rng, rng.randint(1, 5))
        (rows, biases), (((*v,),), _) = f.layers
        x, h = _number(rng), abs(_number(rng))
        kinks = sum(
            c * abs(w) * max(0, h - abs(x + b / w)) for (w,), b, c in zip(rows, biases, v) if w
        )
        assert f(x + h) - 2 * f(x) + f(x - h) == kinks


def test_fewest_units():
    """No network with one unit a knot has the leftmost slope unless a subset of changes has it."""
    rng = random.Random(2)
    for _ in range(300):
        knots = sorted(rng.sample(range(-5, 6), rng.randint(1, 5)))
        f = Piecewise(knots, [_number(rng) for _ in range(len(knots) + 1)], _number(rng))
        if not f.knots:
            continue
        found = f.fewest_units()
        assert Piecewise.from_network(found.network) == f
        slopes = {
            sum((-c for c, left in zip(f.jumps, facing) if left), Fraction(0))
            for facing in itertools.product((0, 1), repeat=len(f.knots))
        }
        assert found.count == len(f.knots) + (f.slopes[0] not in slopes)


def test_pieces_must_meet():
    rng = random.Random(3)
    for _ in range(200):
        f = Piecewise.from_network(_shallow(rng, rng.randint(1, 5)))
        for (_, t, slope, constant), (_, _, after, other) in itertools.pairwise(f.pieces):
            assert slope * t + constant == after * t + other == f(t)
