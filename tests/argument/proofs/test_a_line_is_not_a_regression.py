"""Looks for counterexamples to the claim about frozen hinges that is proved by an argument."""

import random
from fractions import Fraction

from relu_proofs.core.linalg import solve
from relu_proofs.core.rational import matvec


def test_frozen_hinges_are_a_regression():
    rng = random.Random(1)
    for _ in range(100):
        rows, units = rng.randint(1, 7), rng.randint(1, 4)
        hidden = [
            (rng.randint(-2, 2), rng.randint(-2, 2), rng.randint(-3, 3)) for _ in range(units)
        ]
        x = [(rng.randint(-3, 3), rng.randint(-3, 3)) for _ in range(rows)]
        y = [rng.randint(-5, 5) for _ in range(rows)]
        H = [[max(0, a * s + b * t + c) for a, b, c in hidden] for s, t in x]
        columns = list(zip(*H, strict=True))
        gram = [
            [Fraction(sum(p * q for p, q in zip(a, b, strict=True))) for b in columns]
            for a in columns
        ]
        v = solve(gram, [Fraction(sum(p * q for p, q in zip(a, y, strict=True))) for a in columns])
        assert v is not None  # the normal equations always have a solution

        def squares(weights, H=H, y=y):
            return sum((t - s) ** 2 for t, s in zip(y, matvec(H, weights), strict=True))

        for _ in range(10):
            u = [value + Fraction(rng.randint(-4, 4), 3) for value in v]
            difference = matvec(H, [p - q for p, q in zip(v, u, strict=True)])
            assert squares(u) == squares(v) + sum(t * t for t in difference)
