"""Looks for counterexamples to the claims of training that are proved by an argument."""

import random
from fractions import Fraction


def _step(w, eta):
    """One gradient step of (r(2w) - 1)^2 / 2, for w other than 0."""
    return w - eta * (2 * w - 1) * 2 if w > 0 else w


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


def _relu(value, derivative, g):
    """r on a value and its derivative, with the number g for r'(0)."""
    slope = g if value == 0 else int(value > 0)
    return max(value, 0), slope * derivative


def test_autodiff_at_zero():
    rng = random.Random(2)
    for _ in range(200):
        g, z = Fraction(rng.randint(0, 12), 12), Fraction(rng.randint(-5, 5), rng.randint(1, 3))
        for value in (z, Fraction(0)):
            (a, da), (b, db) = _relu(value, 1, g), _relu(-value, -1, g)
            assert a - b == value
            assert da - db == (1 if value else 2 * g)
