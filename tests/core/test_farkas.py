import random
from fractions import Fraction

from relu_proofs.core.farkas import alternative, alternative_among, combination


def dot(a, b):
    return sum(a.get(key, 0) * b.get(key, 0) for key in {*a, *b})


def random_vectors(seed, most=6):
    """A target and generators, of numbers of every size."""
    chance = random.Random(f"farkas {seed}")
    size = chance.randint(1, 4)
    scale = chance.choice((1, 1, 2**61 - 1, Fraction(1, 3), 10**30))
    return [
        {key: scale * Fraction(chance.randint(-2, 2)) for key in range(size)}
        for _ in range(chance.randint(2, most))
    ]


def test_one_of_two_alternatives_holds():
    found = {True: 0, False: 0}
    for seed in range(2000):
        target, *generators = random_vectors(seed)
        coefficients, y = alternative(target, generators)
        assert combination(target, generators) == coefficients
        if y is None:
            assert min(coefficients) >= 0
            for key in target:
                assert target[key] == sum(
                    c * g[key] for c, g in zip(coefficients, generators, strict=True)
                )
        else:
            assert dot(y, target) < 0 and all(dot(y, g) >= 0 for g in generators)
        found[y is None] += 1
    assert min(found.values()) > 100


def test_of_many_generators_a_few_do():
    found = {True: 0, False: 0}
    for seed in range(400):
        chance = random.Random(f"among {seed}")
        size = chance.randint(1, 4)
        target, *generators = [
            [chance.randint(-3, 3) for _ in range(size)] for _ in range(chance.randint(2, 60))
        ]
        few = generators[: chance.randint(0, 2)]
        many = generators[len(few) :]
        coefficients, y = alternative_among(target, few, many)
        if y is None:
            assert 0 not in coefficients.values() and len(coefficients) <= size
            total = [
                sum(c * generators[j][k] for j, c in coefficients.items()) for k in range(size)
            ]
            assert total == target and min(coefficients.values(), default=1) > 0
        else:
            signs = [sum(a * b for a, b in zip(y, g, strict=True)) for g in [target, *generators]]
            assert signs[0] < 0 <= min(signs[1:])
        found[y is None] += 1
        assert (y is None) == (
            combination(dict(enumerate(target)), [dict(enumerate(g)) for g in generators])
            is not None
        )
    assert min(found.values()) > 20
