"""Looks for counterexamples to what what-a-line-costs proves by an argument, hence included."""

import random
from fractions import Fraction

from relu_proofs import best_line, best_pieces
from relu_proofs.argument.proofs.what_a_line_costs import THREE_QUARTERS
from relu_proofs.core.piecewise import Piecewise


def random_pieces(rng, n):
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
        h, g = random_pieces(rng, rng.randint(1, 4)), random_pieces(rng, rng.randint(1, 2))
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


def test_a_second_piece_can_be_useless():
    """The package's best two pieces of the cube err like its best line."""
    cube = [0, 0, 0, 1]
    errors = [best_pieces(cube, -1, 1, n).error for n in (1, 2)]
    assert errors == [Fraction(1, 4)] * 2
    grid = [Fraction(k, 64) for k in range(-64, 65)]
    assert max(abs(x**3 - THREE_QUARTERS(x)) for x in grid) == Fraction(1, 4)
