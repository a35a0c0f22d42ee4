"""All regions at once, in a loop and as arrays: what the items have one by one, rounded once."""

import math
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs import Network, activation_regions
from relu_proofs.regions.floats import rounded

from .networks import BOX, degenerate, flags, tent, unusual

LARGEST = Fraction(2) ** 1024 - Fraction(2) ** 970
"""From here on, half a unit in the last place above the largest float, numbers are infinite."""


def is_nearest(value, x):
    """Whether no float is nearer to a rational."""
    if math.isinf(value):
        return abs(x) >= LARGEST and (value > 0) == (x > 0)
    around = [math.nextafter(value, side) for side in (-math.inf, math.inf)]
    gaps = [abs(Fraction(t) - x) for t in around if math.isfinite(t)]
    return abs(x) < LARGEST and all(abs(Fraction(value) - x) <= gap for gap in gaps)


def same(found):
    """The arrays and the loop beside the items, one by one."""
    items = [found[i] for i in range(len(found))]
    assert [(item.pattern, item.vertices) for item in found] == [
        (item.pattern, item.vertices) for item in items
    ]
    patterns, offsets, vertices, U, c = found.arrays()
    network = found.network
    assert patterns.dtype == bool and patterns.shape == (len(found), len(network.units))
    assert U.shape == (len(found), network.outputs, network.inputs)
    assert c.shape == (len(found), network.outputs)
    assert vertices.shape == (offsets[-1], network.inputs)
    for i, item in enumerate(items):
        assert patterns[i].tolist() == [bool(on) for row in item.pattern for on in row]
        corners = vertices[offsets[i] : offsets[i + 1]].tolist()
        pairs = [
            *zip(corners, item.vertices, strict=True),
            *zip(U[i].tolist(), item.U, strict=True),
            (c[i].tolist(), item.c),
        ]
        for values, exact in pairs:
            assert all(map(is_nearest, values, exact)) and len(values) == len(exact)


@pytest.mark.parametrize("seed", range(80))
def test_arrays_are_the_items_rounded_once(seed):
    layers, box = degenerate(seed)
    same(activation_regions(Network(layers, flags(seed, layers) if seed % 2 else None), box))


@pytest.mark.parametrize("inputs", [1, 2])
@pytest.mark.parametrize("seed", range(80))
def test_numbers_out_of_the_ordinary(seed, inputs):
    layers, box = unusual(seed, inputs)
    same(activation_regions(Network(layers, flags(seed, layers) if seed % 2 else None), box))


@pytest.mark.parametrize("inputs", [1, 2])
@pytest.mark.parametrize("seed", range(30))
def test_parts_of_a_box(seed, inputs):
    layers, box = unusual(seed, 1) if inputs == 1 else degenerate(seed)
    with ThreadPoolExecutor(1) as executor:
        same(activation_regions(Network(layers), box, executor=executor))


def test_parts_of_which_each_is_a_region():
    """A crease on each cut: as many cells as regions, though in several parts."""
    layers = [([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])]
    with ThreadPoolExecutor(1) as executor:
        found = activation_regions(Network(layers), BOX, executor=executor)
    assert len(found) == 4
    same(found)


def test_one_dimension_and_no_hidden_layer():
    same(activation_regions(tent(6), (0, 1)))
    same(activation_regions(Network.affine([[1, "1/3"]], [3]), (-1, 1)))
    same(activation_regions(Network.affine([[1], ["1/3"]], [3, 0]), (-1, 1)))


def test_a_wider_network_in_more_than_one_go(monkeypatch):
    monkeypatch.setattr("relu_proofs.regions.regions.AT_ONCE", 7)
    rng = np.random.default_rng(0)
    layers = [
        (rng.standard_normal((n, m)), rng.standard_normal(n)) for m, n in ((2, 9), (9, 9), (9, 2))
    ]
    found = activation_regions(Network(layers), (-1, 1))
    assert len(found) > 50
    same(found)


def test_quotients_are_rounded_once():
    tops = [1, -1, 2**53 + 1, -(2**53 + 1), 10**400, -(10**400), 1, -1, 0, 3 * 2**1073, 1]
    bottoms = [3, 3, 2, 2, 1, 1, 10**400, 2**1075, 7, 2**1074, 2**1074]
    for one, two in zip(tops, bottoms, strict=True):
        alone = rounded(np.array([one], object), np.array([two], object))
        assert is_nearest(float(alone[0]), Fraction(one, two))
    together = rounded(np.array(tops, object), np.array(bottoms, object))
    assert all(map(is_nearest, together.tolist(), map(Fraction, tops, bottoms)))
    assert rounded(np.array([1, 2**1080], object), 3).tolist() == [1 / 3, math.inf]
