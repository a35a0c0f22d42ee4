"""Networks: their values and pieces are exact, what is no network is named."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs.core.network import Network
from relu_proofs.core.rational import InputError
from tests import oracle
from tests.midpoints import random_network
from tests.strategies import networks, vectors


@pytest.mark.parametrize(
    "layers, said",
    [
        ([], "layers: found none"),
        (7, "layers: found 7, expected a sequence"),
        ([([[1]],)], r"layers\[0\]: found 1 items"),
        ([([], [])], r"layers\[0\].weight: found no"),
        ([([[]], [0])], r"layers\[0\].weight: found no"),
        ([([[1], [1, 2]], [0, 0])], r"weight\[1\]"),
        ([([[1]], [0, 0])], r"layers\[0\].bias: found 2"),
        ([([1], [0])], r"weight\[0\]: found"),
        ([([[1]], [0]), ([[1, 2]], [0])], r"layers\[1\].weight: found 2 columns"),
        ([([["nan"]], [0])], r"weight\[0\]\[0\]: found 'nan'"),
        ([("11", [0])], "weight: found '11'"),
        ([([[np.inf]], [0])], r"weight\[0\]\[0\]: found inf"),
    ],
)
def test_what_is_no_network_is_refused_with_its_place(layers, said):
    with pytest.raises(InputError, match=said):
        Network(layers)


@given(st.data())
def test_evaluation_agrees_with_the_oracle_and_with_the_piece(data):
    from relu_proofs.core.certificate import network_json

    f = data.draw(networks(outputs=2, hidden=(0, 3)))
    x = data.draw(vectors(f.inputs))
    assert list(f.evaluate(x)) == oracle.network(network_json(f), x)
    assert f.affine_piece(f.pattern(x))(x) == f.evaluate(x)


@given(st.data())
def test_composition_and_difference(data):
    f = data.draw(networks(inputs=2, outputs=2, hidden=(0, 2)))
    g = data.draw(networks(inputs=2, outputs=2, hidden=(0, 2)))
    x = data.draw(vectors(2))
    assert f.after(g).evaluate(x) == f.evaluate(g.evaluate(x))
    assert f.minus(g).evaluate(x) == tuple(
        a - b for a, b in zip(f.evaluate(x), g.evaluate(x), strict=True)
    )


def test_composition_of_unlike_networks_is_refused():
    one, two = Network.affine([[1]], [0]), Network.affine([[1, 1]], [0])
    with pytest.raises(InputError, match="composition"):
        two.after(one)
    with pytest.raises(InputError, match="difference"):
        two.minus(one)


@pytest.mark.parametrize("pattern", [[], [[1]], [[1, 2]], [[1, 1], [1]]])
def test_a_pattern_has_one_bit_a_unit(pattern):
    with pytest.raises(InputError, match="pattern"):
        Network([([[1], [1]], [0, 0]), ([[1, 1]], [0])]).affine_piece(pattern)


@pytest.mark.parametrize("x", [[1], [1, 2, 3], 1, "12", None, [1, float("nan")]])
def test_a_point_has_one_number_an_input(x):
    with pytest.raises(InputError, match="^x"):
        Network([([[1, -1]], [0]), ([[1]], [0])])(x)


def test_a_network_up_to_a_unit_is_its_pre_activation():
    for seed in range(60):
        chance = random.Random(f"units {seed}")
        network = random_network(chance, chance.randint(1, 3))
        x = [Fraction(chance.randint(-9, 9), 4) for _ in range(network.inputs)]
        z = network.pre_activations(x)
        for k, i in network.units:
            assert network.up_to((k, i)).evaluate(x) == (z[k][i],)


@pytest.mark.parametrize("unit", [(0, -1), (0, 3), (1, 0), (-1, 0), ("0", 0)])
def test_there_is_no_network_up_to_a_unit_that_there_is_not(unit):
    with pytest.raises(InputError, match="unit: found"):
        Network([([[1]] * 3, [0] * 3), ([[1] * 3], [0])]).up_to(unit)


def test_values_of_one_walk_are_exact_whatever_their_size():
    p = 2**61 - 1
    f = Network([([["1e400"], ["1e-400"], [p]], [0, 1, "1/3"]), ([[1, 1, f"1/{p}"]], [0])])
    x = Fraction(1, 7)
    assert f(x) == x * 10**400 + x / 10**400 + 1 + x + Fraction(1, 3 * p)
    (numbers, bottom), _ = f.walk((x,))
    assert [Fraction(n, bottom) for n in numbers] == list(f.pre_activations(x)[0])


def test_floats_are_for_searching_and_none_beyond_them():
    f = Network([([["1/3", "1e-400"]], [2]), ([[1]], [0])])
    assert f.floats == [([[1 / 3, 0.0]], [2.0]), ([[1.0]], [0.0])]
    assert Network.affine([["1e400"]], [0]).floats is None


def test_the_walk_of_a_pattern_ends_in_its_piece():
    f = Network([([[1], [-1]], [0, 1]), ([[1, 2]], [3]), ([[1]], [0])])
    maps = list(f.affine_walk([[1, 0], [1]]))
    assert [m.U for m in maps] == [((1,), (-1,)), ((1,),), ((1,),)]
    assert maps[-1] == f.affine_piece([[1, 0], [1]])
