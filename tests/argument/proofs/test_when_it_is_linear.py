"""Looks for counterexamples to what when-it-is-linear proves by an argument, hence included."""

import random
from fractions import Fraction

from relu_proofs import Network, decide_affine
from relu_proofs.argument.proofs.when_it_is_linear import OUTSIDE, THREE

SIDE = 2  # the domain is the open square (-SIDE, SIDE)^2


def _networks(seed, count):
    """Random one-hidden-layer networks whose creases often coincide and whose kinks often cancel,
    as lists of units (v, w, b) and the network."""
    rng = random.Random(seed)
    for _ in range(count):
        units = []
        for _ in range(rng.randint(1, 3)):
            w, b = [rng.randint(-2, 2), rng.randint(-2, 2)], rng.randint(-5, 5)
            v = rng.randint(-2, 2)
            units.append((Fraction(v), w, b))
            if rng.random() < 0.7:  # a partner on the same crease
                scale = Fraction(rng.choice([-2, -1, 1, 2]), rng.choice([1, 3]))
                cancel = -v / abs(scale) if rng.random() < 0.8 else rng.randint(-2, 2)
                units.append((Fraction(cancel), [scale * value for value in w], scale * b))
        network = Network(
            [
                ([w for _, w, _ in units], [b for _, _, b in units]),
                ([[v for v, _, _ in units]], [rng.randint(-2, 2)]),
            ]
        )
        yield rng, units, network


def _range(w, b):
    reach = SIDE * sum(map(abs, w))
    return b - reach, b + reach


def _kinks(units):
    """The kink weight of every crease that meets the open square."""
    kinks = {}
    for v, w, b in units:
        low, high = _range(w, b)
        if any(w) and low < 0 < high:
            lead = next(value for value in w if value)
            crease = (*(Fraction(value) / lead for value in w), Fraction(b) / lead)
            kinks[crease] = kinks.get(crease, 0) + v * abs(lead)
    return kinks.values()


def _point(rng):
    return [Fraction(rng.randint(-SIDE * 32 + 1, SIDE * 32 - 1), 32) for _ in range(2)]


def _second_differences(rng, network, count=400):
    for _ in range(count):
        a, b = _point(rng), _point(rng)
        yield network(a) + network(b) - 2 * network([(s + t) / 2 for s, t in zip(a, b)])


def test_affine_exactly_when_kinks_cancel():
    seen = set()
    for rng, units, network in _networks(1, 60):
        affine = not any(_kinks(units))
        seen.add(affine)
        assert affine == (not any(_second_differences(rng, network)))
    assert seen == {True, False}


def test_the_affine_map_that_remains():
    tried = 0
    for rng, units, network in _networks(2, 60):
        if any(_kinks(units)):
            continue
        tried += 1
        for _ in range(20):
            x = _point(rng)
            value = network.layers[1].bias[0]
            for v, w, b in units:
                low, high = _range(w, b)
                z = w[0] * x[0] + w[1] * x[1] + b
                if not any(w):
                    value += v * max(b, 0)
                elif low < 0 < high:
                    value += v * z / 2
                elif low >= 0:
                    value += v * z
            assert value == network(x)
    assert tried > 10


def test_convex_exactly_when_kinks_are_not_negative():
    seen = set()
    for rng, units, network in _networks(3, 60):
        convex = all(kink >= 0 for kink in _kinks(units))
        seen.add(convex)
        assert convex == all(d >= 0 for d in _second_differences(rng, network))
    assert seen == {True, False}


def _bias_free(rng, inputs, units):
    return Network(
        [
            ([[rng.randint(-5, 5) for _ in range(inputs)] for _ in range(units)], [0] * units),
            ([[rng.randint(-5, 5) for _ in range(units)]], [0]),
        ]
    )


def test_odd_part_is_linear_at_any_width():
    rng = random.Random(4)
    for _ in range(200):
        inputs, units = rng.randint(1, 4), rng.randint(1, 6)
        f = _bias_free(rng, inputs, units)
        x = [Fraction(rng.randint(-9, 9), rng.randint(1, 5)) for _ in range(inputs)]
        (W, _), (v, _) = f.layers
        expected = sum(v[0][i] * W[i][j] * x[j] for i in range(units) for j in range(inputs))
        assert f(x) - f([-value for value in x]) == expected


def test_random_two_two_one_is_not_linear():
    rng = random.Random(5)
    for _ in range(300):
        a, b, c, d, v1, v2 = (rng.gauss(0, 1) for _ in range(6))
        f = Network([([[a, b], [c, d]], [0, 0]), ([[v1, v2]], [0])])
        assert f([-Fraction(d), c]) + f([d, -Fraction(c)]) != 0


def test_a_kink_is_a_second_difference():
    rng = random.Random(6)
    for _ in range(100):
        factor, h = (Fraction(rng.randint(-9, 9), rng.randint(1, 4)) for _ in range(2))
        units = [Network([([[sign * factor]], [0]), ([[1]], [0])]) for sign in (1, -1)]
        left, right = (f(abs(h)) - 2 * f(0) + f(-abs(h)) for f in units)
        assert left == right == abs(factor) * abs(h)


def test_three_units_on_one_crease():
    (weights, _), (v, _) = THREE.layers
    normal = (1, 1)
    factors = [w[0] for w in weights]
    assert [tuple(k * n for n in normal) for k in factors] == [tuple(w) for w in weights]
    assert all(v[0]) and all(factors)
    assert sum(c * abs(k) for c, k in zip(v[0], factors, strict=True)) == 0


def test_a_crease_on_the_edge_does_not_bend():
    rng = random.Random(7)
    for _ in range(200):
        x = [Fraction(rng.randint(-8, 8), 8) for _ in range(2)]
        ((first, second),) = OUTSIDE.pre_activations(x)
        assert first <= 0 and second >= 1
    assert OUTSIDE.pre_activations([1, 0])[0][0] == 0


def test_the_same_crease_bends_a_larger_square():
    assert OUTSIDE([0, 0]) - 2 * OUTSIDE([1, 0]) + OUTSIDE([2, 0]) == 1
    for side in (Fraction(1, 2), 1, Fraction(9, 8), 2):
        assert (decide_affine(OUTSIDE, (-side, side)).verdict == "affine") == (side <= 1)
