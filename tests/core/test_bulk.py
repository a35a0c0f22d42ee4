"""Many points at once: the same values, exactly, as one after the other."""

import random
from fractions import Fraction

import pytest

from relu_proofs.core import bulk
from relu_proofs.core.clock import Clock, OutOfTime, running
from relu_proofs.core.points import Points
from tests.midpoints import random_network


def random_point(chance, inputs):
    return [Fraction(chance.randint(-50, 50), chance.randint(1, 9)) for _ in range(inputs)]


@pytest.mark.parametrize("rows_at_once", [1, 3, 1024])
def test_values_are_those_of_one_point_after_the_other(monkeypatch, rows_at_once):
    monkeypatch.setattr(bulk, "_ROWS", rows_at_once)
    for seed in range(40):
        chance = random.Random(f"bulk {seed}")
        network = random_network(chance, chance.randint(1, 3))
        points = Points([random_point(chance, network.inputs) for _ in range(7)])
        seen = 0
        for block in bulk.blocks(network, points.whole):
            for p, bottom in enumerate(block.bottoms):
                numbers, own = list(network.walk(points.rows[block.first + p]))[block.layer]
                for i, number in enumerate(numbers):
                    value = Fraction(int(block.column(i)[p]), bottom)
                    assert value == Fraction(number, own)
                    seen += 1
        assert seen == 7 * sum(len(layer.weight) for layer in network.layers)


def test_a_clock_ends_it():
    network = random_network(random.Random(0), 2)
    with running(Clock()) as clock, pytest.raises(OutOfTime):
        clock.stop()
        list(bulk.blocks(network, [(1,) * (network.inputs + 1)]))
