"""Looks for counterexamples to what near-the-data proves by an argument, and to what follows."""

import itertools
import random
from fractions import Fraction
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import Network, at_point, best_line, decide_affine, on_segment
from relu_proofs.core.piecewise import Piecewise
from tests.strategies import networks, small


def number(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def layer(rng, inputs, width):
    weight = [[number(rng) for _ in range(inputs)] for _ in range(width)]
    return weight, [number(rng) for _ in range(width)]


def random_network(rng, *widths):
    return Network([layer(rng, n, m) for n, m in itertools.pairwise(widths)])


def test_the_region_reaches_to_the_nearest_wall():
    rng = random.Random(1)
    ended = 0
    for _ in range(150):
        widths = [2, *(rng.randint(1, 3) for _ in range(rng.randint(1, 2))), 1]
        network = random_network(rng, *widths)
        x = (number(rng), number(rng))
        if any(z == 0 for layer in network.pre_activations(x) for z in layer):
            continue
        found = at_point(network, x)
        reach = found.radius or Fraction(9)
        around = [(x[0] - reach, x[0] + reach), (x[1] - reach, x[1] + reach)]
        assert decide_affine(network, around).verdict == "affine"
        if found.radius is None:
            continue
        # Somewhere on the border of a square a little larger the pattern is another one.
        wide = reach * Fraction(1001, 1000)
        corners = [(x[0] + a * wide, x[1] + b * wide) for a in (-1, 1) for b in (-1, 1)]
        assert any(network.pattern(corner) != found.pattern for corner in corners)
        ended += 1
    assert ended > 80


def test_pieces_along_a_segment():
    rng = random.Random(2)
    for _ in range(150):
        widths = [2, *(rng.randint(1, 4) for _ in range(rng.randint(1, 3))), 1]
        network = random_network(rng, *widths)
        p, q = [number(rng), number(rng)], [number(rng), number(rng)]
        if p == q:
            continue
        pieces = on_segment(network, p, q).pieces
        assert pieces <= prod(n + 1 for n in network.widths)
        if len(network.widths) == 1:
            ends = zip(network.pre_activations(p)[0], network.pre_activations(q)[0], strict=True)
            assert pieces <= 1 + sum(a * b < 0 for a, b in ends)


def test_one_knot_is_an_eighth_at_most():
    rng = random.Random(3)
    for _ in range(30):
        t, c = Fraction(rng.randint(0, 12), 12), number(rng)
        unit = Piecewise([t], [0, c], 0)
        error = best_line(unit, 0, 1).error
        assert error == abs(c) * t * (1 - t) / 2 <= abs(c) / 8


def test_a_segment_is_nearly_straight():
    rng = random.Random(4)
    for _ in range(60):
        network = random_network(rng, 2, rng.randint(1, 4), 1)
        p, q = [number(rng), number(rng)], [number(rng), number(rng)]
        way = Network.affine([[b - a] for a, b in zip(p, q, strict=True)], p)
        (first, _), ((v,), _) = network.layers
        bound = Fraction(0)
        for i, (a, b) in enumerate(
            zip(network.pre_activations(p)[0], network.pre_activations(q)[0], strict=True)
        ):
            if a * b < 0:
                bound += abs(v[i] * (b - a)) / 8
        if p != q:
            along = Piecewise.from_network(network.after(way))
            error = best_line(along, 0, 1).error
            assert (error if isinstance(error, Fraction) else error.low) <= bound


@given(networks(hidden=(1, 1)), st.lists(small, min_size=3, max_size=3))
def test_half_the_units_are_on(network, x):
    """All ways to turn units over: of the patterns that they have at a point each comes once."""
    point = x[: network.inputs]
    (weight, bias), last = network.layers
    if any(z == 0 for z in network.pre_activations(point)[0]):
        return
    seen = []
    for signs in itertools.product((1, -1), repeat=len(bias)):
        turned = [[s * w for w in row] for s, row in zip(signs, weight, strict=True)]
        other = Network([(turned, [s * b for s, b in zip(signs, bias, strict=True)]), last])
        seen.append(other.pattern(point)[0])
    assert sorted(seen) == sorted(itertools.product((0, 1), repeat=len(bias)))


def test_centred_rows_switch():
    rng = random.Random(5)
    switched = 0
    for _ in range(200):
        rows = [[number(rng), number(rng)] for _ in range(rng.randint(1, 5))]
        rows.append([-sum(column) for column in zip(*rows, strict=True)])
        unit = Network([([[number(rng), number(rng)]], [0]), ([[1]], [0])])
        z = [unit.pre_activations(row)[0][0] for row in rows]
        if any(z):
            switched += 1
            assert min(z) < 0 < max(z)
    assert switched > 150


ROWS = [(0, 0), (1, 0), (2, 1)]


def squares(network):
    return sum((network(x) - y) ** 2 for x, y in ROWS)


def test_no_line_comes_below_a_sixth():
    rng = random.Random(6)
    half = Network([([[1]], [1]), ([["1/2"]], ["-2/3"])])
    assert squares(half) == Fraction(1, 6)
    assert squares(Network([([[1]], [-1]), ([[1]], [0])])) == 0
    for _ in range(300):
        w, b, v, c = (Fraction(rng.randint(-9, 9), 100) for _ in range(4))
        near = Network([([[1 + w]], [1 + b]), ([[Fraction(1, 2) + v]], [Fraction(-2, 3) + c])])
        assert squares(near) >= Fraction(1, 6)


def test_a_regression_is_a_local_minimum():
    """The values of the argument, at random widths, and many small changes of all of them."""
    rng = random.Random(7)
    for _ in range(40):
        widths = [rng.randint(1, 3) for _ in range(rng.randint(1, 3))]
        layers, before = [], 1
        for k, width in enumerate(widths):
            weight = [[Fraction(0)] * before for _ in range(width)]
            weight[0][0] = Fraction(1, 2) if k == 0 else Fraction(1)
            layers.append((weight, [Fraction(5 if k == 0 else 0)] + [Fraction(1)] * (width - 1)))
            before = width
        last = [[Fraction(1)] + [Fraction(0)] * (before - 1)], [Fraction(-1, 6) - 5]
        network = Network([*layers, last])
        assert squares(network) == Fraction(1, 6)
        assert all(z > 0 for x, _ in ROWS for layer in network.pre_activations(x) for z in layer)
        for _ in range(20):
            near = Network(
                [
                    (
                        [[w + Fraction(rng.randint(-5, 5), 1000) for w in row] for row in weight],
                        [b + Fraction(rng.randint(-5, 5), 1000) for b in bias],
                    )
                    for weight, bias in network.layers
                ]
            )
            assert squares(near) >= Fraction(1, 6)
