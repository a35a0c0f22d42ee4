"""Looks for counterexamples to what approximation proves by an argument, hence included."""

import math
import random
from fractions import Fraction

from relu_proofs import CLAIMS, best_line, best_pieces
from relu_proofs.argument.fits import interpolant
from relu_proofs.argument.proofs.approximation import THREE_QUARTERS, triangular
from relu_proofs.core.piecewise import Piecewise


def _random_pieces(rng, n):
    """A continuous function of n pieces on [0, 1] near random heights."""
    knots = sorted(Fraction(x, 60) for x in rng.sample(range(1, 60), n - 1))
    xs = [Fraction(0), *knots, Fraction(1)]
    return Piecewise.through([(x, Fraction(rng.randint(-8, 8), 8)) for x in xs])


def test_blocks_bound_every_function():
    """A function that errs by less than E at all block points never has so few pieces.

    Both functions are the package's, but the argument is tested, not its search for blocks.
    """
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


def test_the_best_line_of_the_square():
    rng = random.Random(11)
    best = best_line([0, 0, 1], 0, 1)
    assert best.error == Fraction(1, 8)
    assert [best.function(x) for x in (0, 1)] == [Fraction(-1, 8), Fraction(7, 8)]
    for _ in range(100):
        p, q = Fraction(rng.randint(-8, 16), 8), Fraction(rng.randint(-16, 8), 8)
        assert max(abs(x * x - p * x - q) for x in (0, Fraction(1, 2), 1)) >= best.error


def test_sixteen_pieces_are_enough():
    statement = CLAIMS["sixteen-pieces-are-enough"].statement
    rule = [Fraction(j * (j + 1), 272) ** 2 for j in range(1, 16)]
    assert statement["knots"] == [str(knot) for knot in rule]
    assert best_pieces("sqrt", 0, 1, 16).error == Fraction(statement["error"]) < Fraction(1, 1000)
    g, roots = triangular(16), [Fraction(j * (j + 1), 272) for j in range(17)]
    assert all(g(u * u) == u + Fraction(1, 1088) for u in roots)


def test_fifteen_pieces_are_too_few():
    error = best_pieces("sqrt", 0, 1, 15).error
    assert error == Fraction(1, 960) > Fraction(1, 1000)


def test_a_second_piece_can_be_useless():
    """The package's best two pieces of the cube err like its best line."""
    cube = [0, 0, 0, 1]
    errors = [best_pieces(cube, -1, 1, n).error for n in (1, 2)]
    assert errors == [Fraction(1, 4)] * 2
    grid = [Fraction(k, 64) for k in range(-64, 65)]
    assert max(abs(x**3 - THREE_QUARTERS(x)) for x in grid) == Fraction(1, 4)


def test_chord_gap_of_the_root():
    """The package's interpolant of the root at two squares is its chord."""
    rng = random.Random(12)
    for _ in range(100):
        a, b = sorted(Fraction(k, 8) for k in rng.sample(range(40), 2))
        chord = interpolant("sqrt", [a * a, b * b])
        assert [chord(x) for x in (a * a, b * b)] == [a, b]
        largest, middle = (b - a) ** 2 / (4 * (a + b)), (a + b) / 2
        assert middle - chord(middle**2) == largest
        u = a + (b - a) * Fraction(rng.randint(0, 16), 16)
        assert u - chord(u * u) <= largest


def test_chords_in_balance():
    """Random knots, continuous or not between them, are never better than the balanced ones.

    What is compared with them in floats is the package's best error.
    """
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
        best = best_pieces("sqrt", 0, 1, n)
        assert (best.error, best.knots) == (Fraction(1, 4 * n * (n + 1)), triangular(n).knots)
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
