"""Numbers and networks: what is exact stays exact, what is wrong is named."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs.core.network import Network
from relu_proofs.core.rational import (
    InputError,
    exact,
    matrix,
    matvec,
    null_vector,
    solve,
    text,
    vector,
)
from tests import oracle
from tests.strategies import matrices, networks, vectors


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_means_its_dyadic_value(value):
    assert float(exact(value)) == value
    assert exact(np.float64(value)) == exact(value) == vector(np.array([value]))[0]


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_a_float32_means_its_dyadic_value(value):
    assert exact(np.float32(value)) == vector(np.array([value], dtype=np.float32))[0] == value


@given(st.fractions())
def test_text_round_trips(value):
    assert exact(text(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        np.nan,
        True,
        None,
        "",
        "x",
        "1/0",
        "1e",
        "1_0",
        "\u0661",
        1j,
        [1],
        b"1",
        "9" * 200_000,
        "1e999999999",
        np.array(["a"])[0],
        np.datetime64("2020-01-01"),
    ],
)
def test_what_is_no_number_is_refused_with_its_place(value):
    with pytest.raises(InputError, match=r"^here: found"):
        exact(value, "here")


@pytest.mark.parametrize(
    "layers, said",
    [
        ([], "layers: found none"),
        (7, "layers: expected a sequence"),
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


@given(matrices(3, 3), vectors(3))
def test_solve_and_null_vector(rows, right):
    x = solve(rows, right)
    kernel = null_vector(rows, 3)
    if x is not None:
        assert list(matvec(rows, x)) == right
    if kernel is None:
        assert x is not None
    else:
        assert any(kernel) and not any(matvec(rows, kernel))


def test_a_matrix_of_numpy_is_exact():
    assert matrix(np.array([[0.1]], dtype=np.float32))[0][0] == Fraction(13421773, 134217728)
