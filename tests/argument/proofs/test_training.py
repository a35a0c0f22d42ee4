"""Looks for counterexamples to what training proves by an argument, hence included."""

import random
from fractions import Fraction

from relu_proofs import Network


def model(w, b=0, c=1):
    """c r(wx + b) as a network."""
    return Network([([[w]], [b]), ([[c]], [0])])


def squares(network, rows):
    """The sum of squares of a network on rows (x, y)."""
    return sum((network(x) - y) ** 2 for x, y in rows)


def _step(w, eta):
    """One gradient step of (r(2w) - 1)^2 / 2 from w other than 0, from the network's own U."""
    f = Network([([[2]], [0]), ([[1]], [0])])  # in w
    slope = f.affine_piece(f.pattern(w)).U[0][0]
    return w - eta * (f(w) - 1) * slope


HERE = [(1, 1), (-1, 2)]


def test_data_on_the_right_pull_by_c():
    rng = random.Random(11)
    for _ in range(100):
        c, t, x = (Fraction(rng.randint(-9, 9), rng.randint(1, 4)) for _ in range(3))
        x = t + abs(x) + Fraction(1, 4)
        for s in (t - Fraction(1, 8), t + Fraction(1, 8)):
            moved = (model(1, -s, c)(x) - model(1, -t, c)(x)) / (s - t)
            assert moved == -c


def test_a_knot_beyond_the_data_is_lost():
    rows = [(0, 0), (1, 0), (2, 1), (3, 2)]
    rng = random.Random(12)
    for _ in range(50):
        assert squares(model(1, -3 - Fraction(rng.randint(0, 99), 9)), rows) == 5
    assert squares(model(1, -1), rows) == 0


def test_off_is_flat():
    rng = random.Random(13)
    for _ in range(50):
        w = -Fraction(rng.randint(0, 99), 9)
        assert squares(model(w), [(2, 1)]) == 1
        assert w == 0 or _step(w, Fraction(rng.randint(1, 9))) == w


def test_a_large_step_kills():
    rng = random.Random(14)
    for _ in range(50):
        eta = Fraction(1, 2) + Fraction(rng.randint(1, 99), 50)
        w = _step(Fraction(1), eta)
        assert w == 1 - 2 * eta < 0
        assert model(w).pattern(2) == ((0,),)


def test_small_steps_stay_alive():
    rng = random.Random(15)
    for _ in range(100):
        w, eta = Fraction(rng.randint(1, 64), 64), Fraction(rng.randint(1, 63), 128)
        assert model(_step(w, eta)).pattern(2) == ((1,),)


def test_a_minimum_that_is_not_the_best():
    rng = random.Random(16)
    assert squares(model(1), HERE) == 4
    for _ in range(100):
        w = 1 + Fraction(rng.randint(-64, 999), 64)
        assert w == 1 or squares(model(w), HERE) > 4


def test_the_best_minimum_is_elsewhere():
    rng = random.Random(17)
    assert squares(model(-2), HERE) == 1 < squares(model(1), HERE)
    for _ in range(100):
        w = Fraction(rng.randint(-999, 999), 64)
        assert w == -2 or squares(model(w), HERE) > 1


def test_solved_or_dead_from_the_same_start():
    assert _step(Fraction(1), Fraction(1, 4)) == Fraction(1, 2)
    rng = random.Random(1)
    for _ in range(300):
        eta, w = Fraction(rng.randint(1, 400), 200), Fraction(1)
        errors = []
        for _ in range(12):
            w = _step(w, eta)
            errors.append(abs(w - Fraction(1, 2)))
        if eta > Fraction(1, 2):
            assert w == 1 - 2 * eta < 0
        elif eta < Fraction(1, 2):
            assert w > 0
            assert errors == [abs(1 - 4 * eta) ** k / 2 for k in range(1, 13)]
        else:
            assert w == 0


def _derivative(network, x, g):
    """The chain rule through a network of one input, with the number g for r'(0)."""
    first, last = network.layers
    slopes = [g if z == 0 else int(z > 0) for z in network.pre_activations(x)[0]]
    return sum(v * s * w for v, s, (w,) in zip(last.weight[0], slopes, first.weight, strict=True))


def test_autodiff_at_zero():
    rng = random.Random(2)
    pair = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])
    for _ in range(200):
        g, z = Fraction(rng.randint(0, 12), 12), Fraction(rng.randint(-5, 5), rng.randint(1, 3))
        for value in (z, Fraction(0)):
            assert pair(value) == value
            assert _derivative(pair, value, g) == (1 if value else 2 * g)
