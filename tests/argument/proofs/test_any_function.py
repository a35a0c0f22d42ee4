"""Looks for counterexamples to what any-function proves by an argument, and to what follows."""

import itertools
import math
import random
from fractions import Fraction

from relu_proofs import Network, Piecewise


def number(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def through(points):
    """The network of the argument: one unit for each point but the last."""
    slopes = [(b - a) / (t - s) for (s, a), (t, b) in itertools.pairwise(points)]
    weights = [slopes[0], *(after - before for before, after in itertools.pairwise(slopes))]
    first = [[1]] * len(weights), [-s for s, _ in points[:-1]]
    return Network([first, ([weights], [points[0][1]])])


def test_through_any_points():
    rng = random.Random(1)
    for _ in range(100):
        places = sorted({number(rng, -20, 20) for _ in range(rng.randint(2, 7))})
        if len(places) < 2:
            continue
        points = [(x, number(rng)) for x in places]
        network, way = through(points), Piecewise.through(points)
        assert network.widths == (len(points) - 1,)
        for x, y in points:
            assert network(x) == y
        for s, t in itertools.pairwise(places):
            middle = (2 * s + t) / 3
            assert network(middle) == way(middle)


def lipschitz(rng, low, high):
    """A random function of straight pieces, and the largest size of its slopes."""
    places = [low + (high - low) * Fraction(j, 12) for j in range(13)]
    f = Piecewise.through([(x, number(rng)) for x in places])
    return f, max(map(abs, f.slopes))


def test_between_two_points():
    rng = random.Random(2)
    for _ in range(200):
        f, L = lipschitz(rng, Fraction(0), Fraction(3))
        x, y = sorted([Fraction(rng.randint(0, 24), 8), Fraction(rng.randint(0, 24), 8)])
        if x < y:
            way = Piecewise.through([(x, f(x)), (y, f(y))])
            for k in range(9):
                t = x + (y - x) * Fraction(k, 8)
                assert abs(way(t) - f(t)) <= L * (y - x) / 2


def test_the_price_in_one_input():
    rng = random.Random(3)
    for _ in range(60):
        low = number(rng)
        high = low + number(rng, 1, 6)
        f, L = lipschitz(rng, low, high)
        epsilon = Fraction(rng.randint(1, 20), 8)
        n = max(1, math.ceil(L * (high - low) / (2 * epsilon)))
        points = [low + (high - low) * Fraction(j, n) for j in range(n + 1)]
        network = through([(x, f(x)) for x in points])
        assert network.widths == (n,)
        for k in range(25):
            x = low + (high - low) * Fraction(k, 24)
            assert abs(network(x) - f(x)) <= epsilon


def test_any_continuous_function():
    """The second half of the argument: a sum of waves in two inputs as units of one layer."""
    rng = random.Random(4)
    for _ in range(15):
        waves = [(number(rng, -2, 2), (number(rng, -2, 2), number(rng, -2, 2))) for _ in range(3)]
        rows, biases, out, constant = [], [], [], Fraction(0)
        for c, (a, b) in waves:
            reach = abs(a) + abs(b)  # w . x on the square from -1 to 1
            points = [
                (t, c * Fraction(math.exp(t)).limit_denominator(10**6))
                for t in (-reach + 2 * reach * Fraction(j, 24) for j in range(25))
            ]
            if reach == 0:
                constant += c
                continue
            line = through(points)
            (_, bias), ((weights,), (value,)) = line.layers
            rows += [[a, b]] * len(bias)
            biases += list(bias)
            out += list(weights)
            constant += value
        if not rows:
            continue
        network = Network([(rows, biases), ([out], [constant])])
        assert len(network.widths) == 1
        for _ in range(20):
            x = [Fraction(rng.randint(-8, 8), 8) for _ in range(2)]
            wave = sum(float(c) * math.exp(float(a * x[0] + b * x[1])) for c, (a, b) in waves)
            size = max(abs(a) + abs(b) for _, (a, b) in waves)
            bound = sum(abs(float(c)) for c, _ in waves) * math.exp(size) * float(size / 12) ** 2
            assert abs(float(network(x)) - wave) <= bound / 8 + 1e-4


def test_a_product_in_two_directions():
    for n in range(1, 6):
        plus, minus = (
            Piecewise.through(
                [(low + Fraction(2 * j, n), (low + Fraction(2 * j, n)) ** 2) for j in range(n + 1)]
            )
            for low in (0, -1)
        )
        rows, biases, out = [], [], []
        for f, row, sign in ((plus, [1, 1], 1), (minus, [1, -1], -1)):
            for t, jump in zip(f.knots, f.jumps, strict=True):
                rows.append(row)
                biases.append(-t)
                out.append(sign * jump / 4)
        assert len(rows) == 2 * (n - 1)
        skip = [(plus.slopes[0] - minus.slopes[0]) / 4, (plus.slopes[0] + minus.slopes[0]) / 4]
        constant = (plus(0) - (minus(-1) + minus.slopes[0])) / 4
        bent = Network([(rows, biases), ([out], [0])]) if rows else None
        grid = [Fraction(k, 12) for k in range(13)]
        worst = Fraction(0)
        for x, y in itertools.product(grid, repeat=2):
            value = skip[0] * x + skip[1] * y + constant + (bent([x, y]) if bent else 0)
            assert value == (plus(x + y) - minus(x - y)) / 4
            worst = max(worst, abs(value - x * y))
        assert worst <= Fraction(1, 4 * n * n)


def test_a_jump_is_missed_by_half():
    rng = random.Random(5)
    for _ in range(100):
        network = Network(
            [
                ([[number(rng)] for _ in range(3)], [number(rng) for _ in range(3)]),
                ([[number(rng) for _ in range(3)]], [number(rng)]),
            ]
        )
        f = Piecewise.from_network(network)
        tiny = Fraction(1, 10**9) / (1 + max(map(abs, f.slopes)))
        miss = max(abs(f(-tiny)), abs(f(tiny) - 1))
        assert miss >= Fraction(1, 2) - Fraction(1, 10**8)
