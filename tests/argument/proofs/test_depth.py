"""Looks for counterexamples to what depth proves by an argument, hence included."""

import itertools
import random
from fractions import Fraction

from relu_proofs import CLAIMS
from relu_proofs.argument.proofs.depth import (
    SEVEN,
    TENT,
    folds,
    parabola,
)
from relu_proofs.core.piecewise import Piecewise


def test_the_tent_is_one_fold():
    f = Piecewise.from_network(TENT).inside(0, 1)
    assert (f.knots, f.slopes) == ((Fraction(1, 2),), (2, -2))
    assert [TENT(x) for x in (0, Fraction(1, 2), 1)] == [0, 1, 0]


def test_four_units_make_seven_pieces():
    assert SEVEN.widths == (2, 2)
    assert len(Piecewise.from_network(SEVEN).slopes) == 7


def test_each_fold_doubles_the_pieces():
    for k in range(1, 7):
        f, n = folds(k), 2**k
        assert f.widths == (2,) * k
        fine = [f(Fraction(j, 4 * n)) for j in range(4 * n + 1)]
        slopes = [4 * n * (b - a) for a, b in itertools.pairwise(fine)]
        assert slopes == [n * (-1) ** (j // 4) for j in range(4 * n)]
        assert fine[::4] == [j % 2 for j in range(n + 1)]


def test_all_or_nothing():
    rng, half = random.Random(1), Fraction(1, 2)
    for _ in range(100):
        k = rng.randint(1, 5)
        f, n = folds(k), 2**k
        knots = sorted(rng.sample([Fraction(j, 8 * n) for j in range(1, 8 * n)], n - 2))
        ends = [0, *knots, 1]  # a continuous g with n - 1 pieces that follows f where it can
        g = Piecewise.through([(x, f(x) + Fraction(rng.randint(-2, 2), 4)) for x in ends])
        assert max(abs(f(x) - g(x)) for x in (Fraction(j, n) for j in range(n + 1))) >= half
        assert max(abs(f(Fraction(j, n)) - half) for j in range(n + 1)) == half


def test_seven_pieces_get_nothing():
    statement = CLAIMS["seven-pieces-get-nothing"].statement["target"]
    values = (statement["knots"], statement["slopes"], statement["value"], statement["at"])
    target, rng, half = Piecewise(*values), random.Random(5), Fraction(1, 2)
    assert target == Piecewise.from_network(folds(3))
    grid = [Fraction(j, 8) for j in range(9)]
    assert max(abs(target(x) - half) for x in grid) == half
    for _ in range(50):
        ends = [0, *sorted(rng.sample([Fraction(j, 64) for j in range(1, 64)], 6)), 1]
        g = Piecewise.through([(x, Fraction(rng.randint(-2, 6), 4)) for x in ends])
        assert max(abs(target(x) - g(x)) for x in grid) >= half


def test_each_fold_quarters_the_error():
    for m in range(1, 6):
        n = 2**m
        tents = [folds(s) for s in range(1, m + 1)]
        errors, chain = [], parabola(m)
        assert chain.widths == (3,) * m
        for j in range(4 * n + 1):
            x = Fraction(j, 4 * n)
            value = x - sum(tent(x) / 4**s for s, tent in enumerate(tents, 1))
            assert chain(x) == value
            errors.append(value - x * x)
        assert not any(errors[::4])
        assert max(errors) == Fraction(1, 4 ** (m + 1)) and min(errors) == 0
        assert all(error == max(errors) for error in errors[2::4])
