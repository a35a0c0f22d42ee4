import random
from fractions import Fraction

from relu_proofs.core.farkas import alternative, combination


def dot(a, b):
    return sum(a.get(key, 0) * b.get(key, 0) for key in {*a, *b})


def test_one_of_two_alternatives_holds():
    found = {True: 0, False: 0}
    for seed in range(2000):
        chance = random.Random(f"farkas {seed}")
        size = chance.randint(1, 4)
        target, *generators = [
            {key: Fraction(chance.randint(-2, 2)) for key in range(size)}
            for _ in range(chance.randint(1, 6))
        ]
        coefficients, y = alternative(target, generators)
        assert combination(target, generators) == coefficients
        if y is None:
            assert min(coefficients, default=0) >= 0
            for key in range(size):
                assert target[key] == sum(
                    c * g[key] for c, g in zip(coefficients, generators, strict=True)
                )
        else:
            assert dot(y, target) < 0 and all(dot(y, g) >= 0 for g in generators)
        found[y is None] += 1
    assert min(found.values()) > 100
