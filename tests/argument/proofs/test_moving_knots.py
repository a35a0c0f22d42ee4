"""Looks for counterexamples to what moving-knots proves by an argument, hence included."""

import math
import random
from fractions import Fraction

from relu_proofs import CLAIMS, best_pieces
from relu_proofs.argument.fits import interpolant
from relu_proofs.argument.proofs.moving_knots import triangular


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
