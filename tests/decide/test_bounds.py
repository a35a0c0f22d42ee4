"""Backward bounds hold at every point, and are exact on the first layer."""

import random
from fractions import Fraction

from relu_proofs import Network
from relu_proofs.core.domains import Box
from relu_proofs.decide.bounds import Bounds
from tests.core.test_box import random_box
from tests.midpoints import random_network


def all_ranges(network, box):
    """The bounds of every layer, taken one after the other."""
    bounds, ranges = Bounds(network, box), []
    for k, places in enumerate(network.relus):
        ranges.append([bounds.range(k, i) for i in places])
        bounds.relax(ranges[-1])
    return bounds, ranges


def test_bounds_hold_at_points():
    for seed in range(60):
        chance = random.Random(f"bounds {seed}")
        network = random_network(chance, chance.randint(1, 3))
        box = Box([(Fraction(low), Fraction(low + 2)) for low in [-1] * network.inputs])
        _, ranges = all_ranges(network, box)
        for _ in range(5):
            z = network.pre_activations(box.around(chance))
            for values, places, layer in zip(z, network.relus, ranges, strict=True):
                for i, (low, high) in zip(places, layer, strict=True):
                    assert low <= values[i] <= high


def test_the_first_layer_is_exact():
    box = random_box(random.Random(2))
    rows = [[1] * box.inputs, [-2] * box.inputs]
    _, ranges = all_ranges(Network([(rows, [0, 1]), ([[1, 1]], [0])]), box)
    low, high = (sum(ends) for ends in zip(*box.intervals, strict=True))
    assert ranges[0] == [(low, high), (1 - 2 * high, 1 - 2 * low)]


def test_half_of_a_range_is_as_good():
    network = random_network(random.Random(3), 2)
    box = Box([(Fraction(-1), Fraction(1))] * network.inputs)
    bounds, ranges = all_ranges(network, box)
    low, high = ranges[1][0]
    assert bounds.half_range(1, 0, 1) == (low, 1)
    assert bounds.half_range(1, 0, -1) == (-1, high)
    assert bounds.half_range(1, 0, 0) == (low, high)


def test_units_that_are_zero_throughout_have_lines():
    network = Network([([[0], [0]], [0, 0]), ([[1, 1]], [0]), ([[1]], [0])])
    _, ranges = all_ranges(network, Box([(Fraction(0), Fraction(1))]))
    assert ranges == [[(0, 0), (0, 0)], [(0, 0)]]
