"""The search in floats: what it proposes is exact, and in the domain."""

import random

import pytest

from relu_proofs import Network, unit_states
from relu_proofs.core.domains import Box, as_domain
from relu_proofs.decide.witness import bend, climbed, cover, uphill
from tests.midpoints import random_domain, random_network

KINDS = ["space", "box", "polytope", "flat", "hull"]


@pytest.mark.parametrize("kind", KINDS)
def test_three_points_that_bend_are_a_witness(kind):
    found = 0
    for seed in range(30):
        chance = random.Random(f"bend {kind} {seed}")
        network = random_network(chance, 2)
        domain = as_domain(random_domain(chance, network.inputs, (kind,)).given, network.inputs)
        combination = bend(network, domain, random.Random(0))
        if combination is None:
            continue
        places, coefficients, _ = combination
        assert sum(coefficients) == 0 and combination.distance(network) > 0
        assert all(domain.contains(x) for x in places)
        columns = zip(*places, strict=True)
        assert not any(
            sum(m * t for m, t in zip(coefficients, column, strict=True)) for column in columns
        )
        found += 1
    assert found > 3


def test_numbers_beyond_floats_are_not_searched():
    huge = Network([([["1e400"]], [0]), ([[1]], [0]), ([[1]], [0])])
    relu = Network([([[1]], [0]), ([[1]], [0]), ([[1]], [0])])
    far = as_domain(("-1e400", "1e400"), 1)
    assert bend(huge, as_domain((-1, 1), 1), random.Random(0)) is None
    assert bend(relu, far, random.Random(0)) is None
    wanted = [((0, 0), 1)]
    assert uphill(huge, as_domain((-1, 1), 1), wanted, 3) == []
    assert uphill(relu, far, wanted, 3) == []
    assert cover(huge, wanted, [(1,), (2,)]) == [(1,), (2,)]


def test_corners_uphill_are_corners():
    network = random_network(random.Random(1), 3)
    box = Box([(low, low + 2) for low in network.point([-1] * network.inputs)])
    wanted = [(unit, sign) for unit in network.units for sign in (-1, 1)]
    corners = uphill(network, box, wanted, 4)
    assert len(corners) == len(wanted)
    assert all(t in ends for x in corners for t, ends in zip(x, box.intervals, strict=True))


def test_uphill_goes_up():
    network = Network([([[1, -1]], [0]), ([[1]], [0]), ([[1]], [0])])
    box = as_domain((-1, 1), 2)
    assert uphill(network, box, [((0, 0), 1), ((0, 0), -1)], 3) == [(1, -1), (-1, 1)]


def test_a_few_points_cover_every_sign_that_is_seen():
    network = Network([([[1], [-1], [0]], [0, 0, 1]), ([[1, 1, 1]], [0])])
    wanted = [((0, i), sign) for i in range(3) for sign in (-1, 1)]
    points = [network.point(x) for x in (0, 1, 2, -1, -3)]
    assert cover(network, wanted, points) == [points[1], points[3]]
    assert cover(network, [], points) == points


def test_a_sign_is_found_that_only_a_small_place_inside_shows():
    # 1 - 40 |x - 3/10| - 40 |y - 1/5|
    spike = Network(
        [
            ([[1, 0], [-1, 0], [0, 1], [0, -1]], ["-3/10", "3/10", "-1/5", "1/5"]),
            ([[-40] * 4], [1]),
            ([[1]], [0]),
        ]
    )
    square = as_domain((-1, 1), 2)
    (point,) = climbed(spike, square, [((1, 0), 1)])
    assert square.contains(point) and list(spike.walk(point))[1][0][0] > 0
    assert [unit.state for unit in unit_states(spike, (-1, 1), cells=0)][-1] == "switching"


def test_a_box_beyond_floats_is_not_climbed():
    relu = Network([([[1]], [0]), ([[1]], [0])])
    far = as_domain(("-1e400", "1e400"), 1)
    assert climbed(relu, far, [((0, 0), 1)]) == []
    assert cover(relu, [((0, 0), 1)], []) == []
    assert [unit.state for unit in unit_states(relu, ("-1e400", "1e400"))] == ["switching"]
