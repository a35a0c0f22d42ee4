"""The integers behind a complex: they are the numbers of the network, of whatever size."""

import random
from fractions import Fraction

import pytest

from relu_proofs import Network
from relu_proofs.regions import exact as integers
from relu_proofs.regions.complex import cut_box
from relu_proofs.regions.regions import activation_regions

from .agreement import agree
from .networks import BOX, PRIME, degenerate, flags, unusual


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("case", [degenerate, unusual])
def test_rows_are_the_pre_activations(seed, case):
    layers, box = case(seed)
    network = Network(layers)
    exact = cut_box(network, box).exact
    vertices = list(range(len(exact.vertex_names)))
    random.Random(seed).shuffle(vertices)
    half = vertices[::2]
    for layer in reversed(range(len(network.widths))):
        exact.rows(half, layer)  # some are known when all are asked for
        rows = exact.rows(vertices, layer)
        for (x, y, s), (*row, scale) in zip(exact.points(vertices), rows.tolist(), strict=True):
            expected = network.pre_activations((Fraction(x, s), Fraction(y, s)))[layer]
            assert scale > 0
            assert tuple(Fraction(z, scale) for z in row) == expected


@pytest.mark.parametrize("size", [2**29, 2**30, 2**31, PRIME, 2**62, 2**64])
@pytest.mark.parametrize("far", [True, False])
def test_sums_near_the_limit_of_machine_integers(size, far):
    """Products that fit and sums that do not: in rows, and in the columns of a line's unit."""
    first = ([[size, size]] * 16, [0] * 16)
    second = ([[size] * 16, [size, -size] * 8], [-8 * size**2 if far else size, size])
    network = Network([first, second, ([[1, 1]], [0])])
    agree(network.layers, BOX)
    exact = cut_box(network, BOX).exact
    vertices = range(len(exact.vertex_names))
    rows = exact.rows(vertices, 1).tolist()
    for (x, y, s), (*row, scale) in zip(exact.points(vertices), rows, strict=True):
        expected = network.pre_activations((Fraction(x, s), Fraction(y, s)))[1]
        assert tuple(Fraction(z, scale) for z in row) == expected


def test_names_give_lines_without_a_common_factor():
    layers = [([[2, 4], [3, -3]], [-6, 0]), ([[1, 1]], [0])]
    exact = cut_box(Network(layers), BOX).exact
    points = exact.points(range(len(exact.vertex_names))).tolist()
    assert [1, 1, 1] in points
    assert all(scale > 0 for *_, scale in points)


@pytest.mark.parametrize("most", [integers.MOST_PLANES, 0])
@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("case", [degenerate, unusual])
def test_exact_maps_are_those_of_the_items(seed, case, most, monkeypatch):
    """By digits in floats, and without."""
    monkeypatch.setattr(integers, "MOST_PLANES", most)
    monkeypatch.setattr(integers, "CHUNK", 3)
    layers, box = case(seed)
    network = Network(layers, flags(seed, layers))
    found = activation_regions(network, box)
    part = cut_box(network, box)
    maps = part.exact.affine_maps(part.patterns)
    for region, rows in zip(found, maps.tolist(), strict=True):
        numbers = [[Fraction(x, part.exact.scale) for x in row] for row in rows]
        assert numbers == [[*row, c] for row, c in zip(region.U, region.c, strict=True)]


def test_no_more_is_kept_than_is_asked_for():
    """Pre-activations at vertices are most of what integers cost; nothing reads them later."""
    layers, box = degenerate(1)
    part = cut_box(Network(layers), box)
    assert part.decided_exactly
    assert not any(part.exact._rows)
