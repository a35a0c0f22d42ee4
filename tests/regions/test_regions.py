"""Regions: against the slow reference, on planted degeneracies, and what must always hold."""

import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from fractions import Fraction
from multiprocessing import get_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_proofs import Network
from relu_proofs.core.rational import InputError
from relu_proofs.regions.regions import activation_regions
from relu_proofs.regions.slices import slice_of

from .agreement import agree, doubled_area, told
from .networks import BOX, degenerate, tent


@pytest.mark.parametrize("seed", range(240))
def test_same_as_the_reference(seed):
    agree(*degenerate(seed))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_regions_fill_the_box_once_and_keep_their_pattern(seed):
    layers, box = degenerate(seed)
    network = Network(layers)
    found = activation_regions(network, box)
    (a, b), (c, d) = box
    assert sum(doubled_area(region.vertices) for region in found) == 2 * (b - a) * (d - c)
    assert len({region.pattern for region in found}) == len(found)
    for region in found:
        assert doubled_area(region.vertices) > 0
        middle = [sum(x) / len(region.vertices) for x in zip(*region.vertices, strict=True)]
        assert network.pattern(middle) == region.pattern
        for vertex in region.vertices:
            assert network.evaluate(vertex) == tuple(
                sum(u * x for u, x in zip(row, vertex, strict=True)) + c
                for row, c in zip(region.U, region.c, strict=True)
            )


@pytest.mark.parametrize("seed", range(0, 240, 2))
def test_parts_of_the_box_glue_to_the_whole(seed):
    layers, box = degenerate(seed)
    with ThreadPoolExecutor(1) as executor:
        glued = activation_regions(Network(layers), box, executor=executor)
    assert told(glued) == told(activation_regions(Network(layers), box))
    for region in glued:
        assert doubled_area(region.vertices) > 0


def test_parts_glue_where_creases_lie_on_the_cuts():
    layers = [([[1, 0], [-1, 0], [0, 1], [1, -1]], [0] * 4), ([[1, 1, 1, 0]], [0])]
    with ThreadPoolExecutor(1) as executor:
        for box in (BOX, ((-1, 2), (-1, 1)), ((-3, 3), (-2, 1))):
            assert told(activation_regions(Network(layers), box, executor=executor)) == told(
                activation_regions(Network(layers), box)
            )


def test_a_process_pool_serves():
    layers, box = degenerate(11)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        glued = activation_regions(Network(layers), box, executor=executor)
        line = activation_regions(tent(6), (0, 1), executor=executor)
    assert told(glued) == told(activation_regions(Network(layers), box))
    assert told(line) == told(activation_regions(tent(6), (0, 1)))


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # a scheduler that closes warns of what it drops
def test_a_dask_cluster_serves_unchanged():
    from distributed import Client, LocalCluster

    layers, box = degenerate(11)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        glued = activation_regions(Network(layers), box, executor=client.get_executor())
    assert told(glued) == told(activation_regions(Network(layers), box))


def triangle(size):
    """Three lines that bound a triangle with legs of this length."""
    return [([[1, 0], [0, 1], [-1, -1]], [0, 0, size]), ([[1, 1, 1]], [0])]


@pytest.mark.parametrize("exponent", [2, 20, 30, 40, 200, 1200])
def test_a_tiny_triangle_is_a_region(exponent):
    assert len(agree(triangle(Fraction(1, 2**exponent)), BOX)) == 7


def test_many_lines_through_one_point():
    third = Fraction(1, 3)
    layers = [([[i, 7 - i] for i in range(20)], [-third * 7] * 20), ([[1] * 20], [0])]
    assert len(agree(layers, BOX)) == 40


def test_a_layer_that_vanishes_on_a_region():
    layers = [
        ([[1, 0], [-1, 0], [0, 1]], [0, 0, 0]),
        ([[1, 0, 0], [1, -1, 0], [-1, 0, 0]], [0] * 3),
        ([[1, 2, 3]], [0]),
    ]
    found = agree(layers, BOX)
    assert {region.pattern[1] for region in found} == {(1, 1, 0), (0, 0, 0)}


def test_full_mantissas_and_huge_numbers():
    rng = random.Random(5)
    layers = [
        (
            [[rng.gauss(0, 1) for _ in range(2)] for _ in range(12)],
            [rng.gauss(0, 1) for _ in range(12)],
        ),
        ([[rng.gauss(0, 1) for _ in range(12)] for _ in range(6)], [0.0] * 6),
        ([[1] * 6], [0]),
    ]
    agree(
        [
            (([[Fraction(x) for x in row] for row in w]), [Fraction(x) for x in b])
            for w, b in layers
        ],
        BOX,
    )
    for factor in (Fraction(10) ** 400, Fraction(1, 10**160), Fraction(1, 10**400)):
        scaled = [
            (
                [[Fraction(x) * factor for x in row] for row in w],
                [Fraction(x) * factor ** (k + 1) for x in b],
            )
            for k, (w, b) in enumerate(layers)
        ]
        agree(scaled, BOX)


@pytest.mark.parametrize("times", [1, 2, 5, 10])
def test_one_dimension_tent(times):
    found = activation_regions(tent(times), (0, 1))
    assert len(found) == 2**times
    assert sorted(region.vertices[0][0] for region in found) == [
        Fraction(k, 2**times) for k in range(2**times)
    ]
    assert {region.U for region in found} == {((2**times,),), ((-(2**times),),)}


def test_slice():
    network = Network([([[1, 1, 1], [1, 0, -1]], [0, 0]), ([[1, 1]], [0])])
    plane = slice_of(network, [0, 0, 1], [[1, 0, 0], [0, 1, 0]])
    assert plane((Fraction(1, 2), 3)) == network((Fraction(1, 2), 3, 1))
    assert len(activation_regions(plane, (-1, 1))) == 2
    with pytest.raises(InputError, match="expected 1 or 2"):
        activation_regions(network, (-1, 1))
    with pytest.raises(InputError, match="expected two vectors"):
        slice_of(network, [0, 0, 1], [[1, 0, 0]])


def test_no_hidden_layer_is_one_region():
    (only,) = activation_regions(Network.affine([[1, 2]], [3]), (-1, 1))
    assert (only.pattern, only.U, only.c, len(only.vertices)) == ((), ((1, 2),), (3,), 4)


def test_maps_and_pieces():
    step = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, -1, 1]], [0])])  # slopes 0 1 0 1
    found = activation_regions(step, (-2, 2))
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (4, 4, 4)
    still = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, 0, -1]], [0])])  # slopes 0 1 1 0
    found = activation_regions(still, (-2, 2))
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (4, 3, 3)
    tooth = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, -2, 1]], [0])])  # slopes 0 1 -1 0
    found = activation_regions(tooth, (-2, 2))
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (4, 3, 4)


@pytest.mark.parametrize("k", range(1, 40))
def test_one_map_that_floats_see_as_two(k):
    """The same slope k/10 as a product and as itself: rounded, they may differ."""
    slope = Fraction(k, 10)
    layers = [([[Fraction(1, 10)], [-slope], [1]], [0, 0, 2]), ([[k, -1, 0], [k, -1, k]], [0, 0])]
    found = activation_regions(Network(layers), (-1, 1))
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (2, 1, 1)
