"""A network around one input, against difference quotients and against points on both sides."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import InputError, Network, at_point
from tests.strategies import networks, small

FLAT = Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0])])  # |x|


@st.composite
def asked(draw):
    network = draw(networks(hidden=(1, 3), outputs=2))
    return network, tuple(draw(st.lists(small, min_size=network.inputs, max_size=network.inputs)))


def moved(x, direction, step):
    return tuple(a + step * b for a, b in zip(x, direction, strict=True))


def slow_gradients(network, x, step):
    """For every unit and then every output, the slopes by exact quotients over a small step."""
    axes = [tuple(int(i == j) for j in range(len(x))) for i in range(len(x))]

    def values(y):
        return [*(z for layer in network.pre_activations(y) for z in layer), *network.evaluate(y)]

    here = values(x)
    there = [values(moved(x, axis, step)) for axis in axes]
    return [
        tuple((other[k] - value) / step for other in there) for k, value in enumerate(here)
    ], here


@given(asked())
def test_map_and_radius_are_those_of_the_slow_way(question):
    network, x = question
    found = at_point(network, x)
    assert (found.point, found.pattern) == (x, network.pattern(x))
    assert found.map(x) == network.evaluate(x)
    if found.radius == 0:
        return
    step = Fraction(1) if found.radius is None else found.radius / 2
    slopes, values = slow_gradients(network, x, step)
    count = len(network.units)
    assert found.map.U == tuple(slopes[count:])
    distances = {
        unit: abs(z) / sum(map(abs, slope))
        for unit, slope, z in zip(network.units, slopes, values)
        if any(slope)
    }
    assert found.radius == min(distances.values(), default=None)
    assert found.stops == tuple(
        unit for unit, distance in distances.items() if distance == found.radius
    )
    squares = {
        unit: z * z / sum(s * s for s in slope)
        for unit, slope, z in zip(network.units, slopes, values)
        if any(slope)
    }
    assert found.radius_squared == min(squares.values(), default=None)
    assert set(found.stops_euclidean) == {
        unit for unit, square in squares.items() if square == found.radius_squared
    }


@given(asked(), st.lists(st.integers(-8, 8), min_size=3, max_size=3))
def test_inside_the_radius_is_one_pattern_and_beyond_it_another(question, way):
    network, x = question
    found = at_point(network, x)
    direction = [Fraction(number, 8) for number in way[: len(x)]]
    inside = Fraction(5) if found.radius is None else found.radius * Fraction(99, 100)
    y = moved(x, direction, inside)
    assert found.radius == 0 or network.pattern(y) == found.pattern
    assert found.radius == 0 or network.evaluate(y) == found.map(y)
    if found.radius is None:
        return
    # just beyond the wall, straight across it: a longer way in every coordinate that counts
    k, i = found.stops[0]
    *hidden, _ = network.affine_walk(found.pattern)
    row = hidden[k].U[i]
    z = hidden[k](x)[i]
    towards = [(-1 if z > 0 else 1) * ((value > 0) - (value < 0)) for value in row]
    beyond = moved(x, towards, found.radius + Fraction(1, 1000))
    assert network.pattern(beyond) != found.pattern


def test_on_a_crease_the_radius_is_zero():
    found = at_point(FLAT, 0)
    assert (found.pattern, found.radius, found.radius_squared) == (((0, 0),), 0, 0)
    assert found.stops == ((0, 0), (0, 1))


def test_a_unit_that_is_zero_all_around_stops_nothing():
    network = Network([([[1]], [0]), ([[1], [1]], [0, 1]), ([[1, 1]], [0])])
    found = at_point(network, -2)  # the first unit of the second layer is 0 for every x <= 0
    assert (found.radius, found.stops) == (2, ((0, 0),))


@pytest.mark.parametrize(
    "network", [Network.affine([[2, 1]], [3]), Network([([[0, 0]], [1]), ([[1]], [0])])]
)
def test_where_no_unit_can_change_there_is_no_radius(network):
    found = at_point(network, [1, 2])
    assert (found.radius, found.stops, found.radius_squared) == (None, (), None)


@pytest.mark.parametrize(
    "network, x, message",
    [
        (FLAT, [1, 2], "x: found 2 numbers, expected 1"),
        (FLAT, "one", "x: found 'one', expected"),
        ("net.json", 1, "network: found 'net.json', expected a Network"),
        (FLAT, float("nan"), "expected a finite number"),
    ],
)
def test_what_does_not_fit_is_named(network, x, message):
    with pytest.raises(InputError, match=message):
        at_point(network, x)
