"""Looks for counterexamples to the claim about positive sums that is proved by an argument."""

import random
from fractions import Fraction


def test_positive_sums_are_convex():
    rng = random.Random(1)

    def number(low, high):
        return Fraction(rng.randint(low, high), rng.randint(1, 4))

    for _ in range(400):
        units = [(number(0, 5), number(-5, 5), number(-5, 5)) for _ in range(rng.randint(1, 6))]
        m, c = number(-5, 5), number(-5, 5)

        def g(x, units=units, m=m, c=c):
            return m * x + c + sum(v * max(0, w * x + b) for v, w, b in units)

        x, y, t = number(-9, 9), number(-9, 9), Fraction(rng.randint(0, 8), 8)
        assert g((1 - t) * x + t * y) <= (1 - t) * g(x) + t * g(y)
        assert max(abs(g(x) + abs(x)) for x in (-1, 0, 1)) >= Fraction(1, 2)
