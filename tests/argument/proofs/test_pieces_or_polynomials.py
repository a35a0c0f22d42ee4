"""Looks for counterexamples to what pieces-or-polynomials proves by an argument."""

import random
from fractions import Fraction

from relu_proofs.argument.fits import interpolant

from .test_what_a_line_costs import random_pieces


def test_small_pieces_suffice():
    rng = random.Random(3)
    for _ in range(100):
        f = random_pieces(rng, rng.randint(2, 6))
        n = rng.randint(1, 12)
        g = interpolant(f, [Fraction(j, n) for j in range(n + 1)])
        steepest = max(map(abs, f.slopes))  # f changes by at most steepest * h over a distance h
        assert all(abs(f(x) - g(x)) <= steepest / n for x in (Fraction(k, 97) for k in range(98)))
