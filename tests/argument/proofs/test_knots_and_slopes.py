"""Looks for counterexamples to what knots-and-slopes proves by an argument, hence included."""

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
        x, h = _number(rng), abs(_number(rng)) + Fraction(1, 6)
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


def test_two_units_are_too_few():
    f = Piecewise([0, 1], [1, 3, 5], 0)
    assert f.fewest_units().count == 3
    assert {-2 * a - 2 * b for a in (0, 1) for b in (0, 1)} == {0, -2, -4}
    rng = random.Random(4)
    for _ in range(200):  # two units at the knots 0 and 1 with the slope changes 2 and 2
        facing = [rng.choice((1, -1)) for _ in range(2)]
        sizes = [Fraction(rng.randint(1, 9), rng.randint(1, 4)) for _ in range(2)]
        w = [sign * size for sign, size in zip(facing, sizes, strict=True)]
        g = Network([([[w[0]], [w[1]]], [0, -w[1]]), ([[2 / sizes[0], 2 / sizes[1]]], [0])])
        found = Piecewise.from_network(g)
        assert (found.knots, found.jumps) == (f.knots, f.jumps)
        assert found.slopes[0] != f.slopes[0]


def test_neighbours_meet():
    """A step of the input moves a network by at most a multiple that its weights decide."""
    rng = random.Random(5)
    for _ in range(200):
        f = _shallow(rng, rng.randint(1, 5))
        (rows, _), ((v,), _) = f.layers
        multiple = sum(abs(c * w) for (w,), c in zip(rows, v, strict=True))
        x, step = _number(rng), Fraction(1, rng.randint(1, 1000))
        assert abs(f(x + step) - f(x)) <= multiple * step


def test_one_function_two_descriptions():
    rng = random.Random(6)
    f = Network([([[-1], [1]], [0, 0]), ([[1, 1]], [0])])
    found = Piecewise.from_network(f)
    assert (found.knots, found.slopes, found(0)) == ((0,), (-1, 1), 0)
    for _ in range(100):
        x = _number(rng)
        assert f(x) >= 0 and f(x) ** 2 == x**2


def test_pieces_must_meet():
    rng = random.Random(3)
    for _ in range(200):
        f = Piecewise.from_network(_shallow(rng, rng.randint(1, 5)))
        for (_, t, slope, constant), (_, _, after, other) in itertools.pairwise(f.pieces):
            assert slope * t + constant == after * t + other == f(t)
