"""Looks for counterexamples to the claims of approximation that are proved by an argument."""

import math
import random
from fractions import Fraction

from relu_proofs.approximate.best import best_pieces
from relu_proofs.argument.fits import interpolant
from relu_proofs.core.piecewise import Piecewise


def _random_pieces(rng, n):
    """A continuous function of n pieces on [0, 1] near random heights."""
    knots = sorted(Fraction(x, 60) for x in rng.sample(range(1, 60), n - 1))
    xs = [Fraction(0), *knots, Fraction(1)]
    return Piecewise.through([(x, Fraction(rng.randint(-8, 8), 8)) for x in xs])


def test_blocks_bound_every_function():
    """A function that errs by less than E at all block points never has so few pieces."""
    rng = random.Random(1)
    tried = 0
    while tried < 200:
        h, g = _random_pieces(rng, rng.randint(1, 4)), _random_pieces(rng, rng.randint(1, 2))
        xs = sorted(Fraction(x, 120) for x in rng.sample(range(121), 6))
        gaps = [h(x) - g(x) for x in xs]
        runs = [gap for k, gap in enumerate(gaps) if gap and (k == 0 or gap * gaps[k - 1] <= 0)]
        if any(a * b >= 0 for a, b in zip(runs, runs[1:])) or len(runs) < len(g.slopes) + 2:
            continue
        tried += 1
        assert len(h.slopes) > len(runs) - len(g.slopes) - 1


def test_chords_in_balance():
    """Random knots, continuous or not between them, are never better than the balanced ones."""
    rng = random.Random(2)
    for f, name in ((math.exp, "exp"), (math.sqrt, "sqrt")):
        for n in (1, 2, 3, 4):
            least = float(best_pieces(name, 0, 1, n).error)
            for _ in range(60):
                ends = [0.0, *sorted(rng.random() for _ in range(n - 1)), 1.0]
                reached = 0.0
                for u, v in zip(ends, ends[1:]):
                    slope = (f(v) - f(u)) / (v - u) if v > u else 0.0
                    gap = max(
                        abs(f(x) - f(u) - slope * (x - u))
                        for x in (u + (v - u) * k / 200 for k in range(201))
                    )
                    reached = max(reached, gap / 2)  # the best line on this interval
                assert reached >= least * (1 - 1e-3)


def test_triangular_knots():
    for n in range(1, 12):
        total = n * (n + 1) // 2
        gaps = {
            (b - a) ** 2 / (4 * (a + b))
            for a, b in (
                (Fraction(j * (j - 1), 2 * total), Fraction(j * (j + 1), 2 * total))
                for j in range(1, n + 1)
            )
        }
        assert gaps == {Fraction(1, 2 * n * (n + 1))}
        equal = [
            (math.sqrt(j / n) - math.sqrt((j - 1) / n)) ** 2
            / (4 * (math.sqrt(j / n) + math.sqrt((j - 1) / n)))
            for j in range(1, n + 1)
        ]
        assert max(equal) / 2 == equal[0] / 2
        assert math.isclose(equal[0] / 2, 1 / (8 * math.sqrt(n)))


def test_parabola_in_n_pieces():
    for n in range(1, 9):
        best = best_pieces([0, 0, 1], 0, 1, n)
        g = interpolant([0, 0, 1], [Fraction(j, n) for j in range(n + 1)])
        middles = [Fraction(2 * j + 1, 2 * n) for j in range(n)]
        assert best.error == Fraction(1, 8 * n * n)
        assert {g(x) - x * x for x in middles} == {Fraction(1, 4 * n * n)}


def test_small_pieces_suffice():
    rng = random.Random(3)
    for _ in range(100):
        f = _random_pieces(rng, rng.randint(2, 6))
        n = rng.randint(1, 12)
        g = interpolant(f, [Fraction(j, n) for j in range(n + 1)])
        steepest = max(map(abs, f.slopes))  # f changes by at most steepest * h over a distance h
        assert all(abs(f(x) - g(x)) <= steepest / n for x in (Fraction(k, 97) for k in range(98)))
