"""Looks for counterexamples to what creases-and-regions proves by an argument, hence included."""

import itertools
import math
import random
from fractions import Fraction

from relu_proofs import Network, activation_regions
from relu_proofs.argument.linear_systems import solve
from relu_proofs.argument.proofs.creases_and_regions import MAXIMUM, MIRRORED, three_lines


def test_maximum_in_two_layers():
    rng = random.Random(6)
    assert len(MAXIMUM.widths) == 2
    for _ in range(200):
        x, y = (Fraction(rng.randint(-20, 20), rng.randint(1, 6)) for _ in range(2))
        assert MAXIMUM([x, y]) == max(0, x, y)


def test_the_maximum_has_a_bent_odd_part():
    rng = random.Random(7)
    for _ in range(200):
        x, y = (Fraction(rng.randint(-20, 20), rng.randint(1, 6)) for _ in range(2))
        assert MIRRORED([x, y]) == MAXIMUM([x, y]) - MAXIMUM([-x, -y])
    assert [MIRRORED(p) for p in ([1, 0], [0, 1], [1, 1])] == [1, 1, 1]


def test_three_lines_leave_out_one_pattern():
    third = Fraction(1, 3)
    points = [(-1, 3), (-1, 1), (3, -1), (1, -1), (1, 1), (third, third), (-1, -1)]
    found = {three_lines(1).pattern(point)[0] for point in points}
    assert found == set(itertools.product((0, 1), repeat=3)) - {(0, 0, 0)}
    assert {region.pattern[0] for region in activation_regions(three_lines(1), (-2, 2))} == found


def test_maximum_needs_a_second_layer():
    """No weighting of a layer's units and an affine part hits max(0, x, y) all over a grid."""
    rng = random.Random(2)
    grid = [(Fraction(x), Fraction(y)) for x in range(-3, 4) for y in range(-3, 4)]
    for _ in range(40):
        hinges = [(1, 0, 0), (0, 1, 0), (1, -1, 0)]
        hinges += [tuple(rng.randint(-3, 3) for _ in range(3)) for _ in range(rng.randint(0, 5))]
        layer = [[a, b] for a, b, _ in hinges], [c for _, _, c in hinges]
        one = [[int(i == j) for j in range(len(hinges))] for i in range(len(hinges))]
        units = Network([layer, (one, [0] * len(hinges))])
        rows = [[*units.evaluate(point), *point, 1] for point in grid]
        assert solve(rows, [MAXIMUM(point) for point in grid]) is None


def _patterns(rows, dimension):
    """The patterns next to the vertices of an arrangement, all of them if it is in general
    position and has a vertex in each region's closure: exact, by settling the units that pass
    through a vertex every way."""
    found = set()
    for chosen in itertools.combinations(range(len(rows)), dimension):
        x = solve([rows[i][0] for i in chosen], [-rows[i][1] for i in chosen])
        z = [sum(w * t for w, t in zip(row, x)) + b for row, b in rows]
        for way in itertools.product((False, True), repeat=dimension):
            states = [value > 0 for value in z]
            for i, on in zip(chosen, way):
                states[i] = on
            found.add(tuple(states))
    return found


def test_regions_of_one_layer():
    rng = random.Random(3)
    for d, n in ((1, 4), (2, 2), (2, 3), (2, 5), (3, 3), (3, 5)):
        rows = [
            ([Fraction(rng.randint(-99, 99)) for _ in range(d)], rng.randint(-99, 99))
            for _ in range(n)
        ]
        assert len(_patterns(rows, d)) == sum(math.comb(n, i) for i in range(d + 1))
        # without biases: what is met at x_d = 1, and the same mirrored at x_d = -1
        through = [([Fraction(rng.randint(-99, 99)) for _ in range(d + 1)], 0) for _ in range(n)]
        slices = [[(w[:d], sign * w[d]) for w, _ in through] for sign in (1, -1)]
        found = set().union(*(_patterns(rows, d) for rows in slices))
        assert len(found) == 2 * sum(math.comb(n - 1, i) for i in range(d + 1))
        f = Network([([w for w, _ in through], [0] * n), ([[1] * n], [0])])
        for _ in range(100):
            (pattern,) = f.pattern([rng.randint(-99, 99) for _ in range(d + 1)])
            assert tuple(map(bool, pattern)) in found
