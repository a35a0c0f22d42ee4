"""Looks for counterexamples to what deciding-deep-networks proves by an argument."""

import itertools
import random
from fractions import Fraction

from relu_proofs import Network, activation_regions, decide_affine, unit_states
from relu_proofs.argument.proofs.deciding_deep_networks import (
    CANCELLING,
    FORMULA,
    NEEDS_A_SPLIT,
    STABLE,
    gadget,
)
from relu_proofs.core.piecewise import Piecewise


def _network(rng, widths, biases=True):
    return Network(
        [
            (
                [[rng.randint(-2, 2) for _ in range(n)] for _ in range(m)],
                [rng.randint(-2, 2) * biases for _ in range(m)],
            )
            for n, m in zip(widths, widths[1:])
        ]
    )


def _point(rng):
    return [Fraction(rng.randint(-64, 64), 32) for _ in range(2)]


def test_affine_exactly_when_the_cells_agree():
    rng, seen = random.Random(1), set()
    for _ in range(40):
        f = _network(rng, (2, 2, 2, 1))
        maps = {(region.U, region.c) for region in activation_regions(f, (-2, 2))}
        verdict = decide_affine(f, (-2, 2)).verdict
        seen.add(verdict)
        assert verdict == ("affine" if len(maps) == 1 else "not-affine")
    assert len(seen) == 2


def test_three_points_refute():
    rng, refuted = random.Random(2), 0
    for _ in range(60):
        f = _network(rng, (2, 2, 2, 1))
        found = False
        for _ in range(400):
            a, b = _point(rng), _point(rng)
            found = found or f(a) + f(b) != 2 * f([(s + t) / 2 for s, t in zip(a, b)])
        refuted += found
        assert found == (decide_affine(f, (-2, 2)).verdict == "not-affine")
    assert refuted > 10


def test_a_cancelling_pair_is_constant():
    """Each unit lies in [0, 1] on the domain, and both ends are reached, one without the other."""
    half, seen = Fraction(1, 2), set()
    for s, t in itertools.product((0, 1), repeat=2):
        ((first, _),), ((_, second),) = (CANCELLING.pre_activations(x) for x in (s, t))
        seen.add(first - second + half)
    assert (min(seen), max(seen)) == (-half, 3 * half)
    assert {CANCELLING(Fraction(k, 8)) for k in range(9)} == {half}


def test_settled_units_have_multipliers():
    assert [unit.state for unit in unit_states(STABLE, (0, 1))] == ["on", "off"]
    rng = random.Random(11)
    for _ in range(100):
        x, y = (Fraction(rng.randint(-16, 32), 16) for _ in range(2))
        first, second = STABLE.pre_activations([x, y])[0]
        assert first == x + y + Fraction(1, 4)
        assert -second == (1 - x) + y + Fraction(1, 4)


def test_a_split_settles_the_second_layer():
    rng = random.Random(12)
    for _ in range(100):
        x = Fraction(rng.randint(-99, 99), rng.randint(1, 9))
        _, second = NEEDS_A_SPLIT.pre_activations(x)
        assert second == (1 + abs(x), max(x, 0), max(-x, 0))
        assert NEEDS_A_SPLIT(x) == 1


def test_four_units_treat_zero_and_one_alike():
    rows, bias = [[-1], [1], [1], [1]], [0, 0, Fraction(-1, 2), -1]
    f = Network([(rows, bias), ([[1, 1, -2, 2]], [0])])
    assert Piecewise.from_network(f).knots == (0, Fraction(1, 2), 1)
    rng = random.Random(13)
    for _ in range(100):
        t = Fraction(rng.randint(-40, 60), 16)
        assert f(t) == min(abs(t), abs(1 - t))


def holds(clauses, vertex):
    """Whether a formula holds at a vertex."""
    return all(any((vertex[abs(c) - 1] == 1) == (c > 0) for c in clause) for clause in clauses)


def test_unsatisfiable_means_zero():
    """The network says the same as the truth table, for every set of clauses of two variables."""
    for size in range(1, 5):
        for clauses in itertools.combinations(FORMULA, size):
            satisfiable = any(holds(clauses, v) for v in itertools.product((0, 1), repeat=2))
            assert satisfiable == (size < 4)
            verdict = decide_affine(gadget(clauses), "space").verdict
            assert verdict == ("not-affine" if satisfiable else "affine")


def test_satisfiable_means_a_bump():
    f = gadget(FORMULA[:3])
    assert holds(FORMULA[:3], (1, 1))
    assert [f(x) for x in ([1, 1], [0, 1], [2, 1])] == [Fraction(1, 2), 0, 0]


def test_deciding_is_conp_complete():
    # the reduction: G is 1/2 at every satisfying vertex, and 0 everywhere if there is none
    rng, seen = random.Random(3), set()
    all_clauses = [
        tuple(sign * v for sign, v in zip(signs, (1, 2, 3)))
        for signs in itertools.product((1, -1), repeat=3)
    ]
    for _ in range(60):
        clauses = rng.sample(all_clauses, rng.choice((4, 6, 7, 8)))
        G, satisfiable = gadget(clauses), False
        for vertex in itertools.product((0, 1), repeat=3):
            true = holds(clauses, vertex)
            satisfiable = satisfiable or true
            assert G(vertex) == (Fraction(1, 2) if true else 0)
        seen.add(satisfiable)
        for _ in range(30):
            x = [Fraction(rng.randint(-16, 32), 16) for _ in range(3)]
            assert satisfiable or G(x) == 0
        assert G([9, 9, 9]) == 0
    assert seen == {True, False}


def test_one_random_network_in_sixteen_vanishes():
    # the event itself: all four signs of layer 2, at points that make layer 1 a unit vector
    rng = random.Random(4)
    for signs in itertools.product((1, -1), repeat=4):
        for _ in range(20):
            a, b, c, d = (Fraction(rng.gauss(0, 1)) for _ in range(4))
            W = [
                [Fraction(rng.random() + 0.001) * sign for sign in signs[:2]],
                [Fraction(rng.random() + 0.001) * sign for sign in signs[2:]],
            ]
            f = Network(
                [
                    ([[a, b], [c, d]], [0, 0]),
                    (W, [0, 0]),
                    ([[rng.gauss(0, 1), rng.gauss(0, 1)]], [0]),
                ]
            )
            D = a * d - b * c
            values = [f(x) for x in ([d / D, -c / D], [-b / D, a / D])]
            assert any(values) == (1 in signs)
            assert f([(-d + b) / D, (c - a) / D]) == 0  # where both first units are off
