"""Looks for counterexamples to the claims of deciding-deep-networks that are proved by argument."""

import itertools
import random
from fractions import Fraction

from relu_proofs import Network, activation_regions, decide_affine
from relu_proofs.argument.proofs.deciding_deep_networks import gadget


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
            holds = all(
                any((vertex[abs(c) - 1] == 1) == (c > 0) for c in clause) for clause in clauses
            )
            satisfiable = satisfiable or holds
            assert (G(vertex) == Fraction(1, 2)) if holds else (G(vertex) == 0)
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
