"""Layers in integers: a sparse one gives what a dense one does."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import Network
from relu_proofs.core.integers import IntegerLayer
from relu_proofs.core.layers import Layer

NUMBER = st.fractions(-3, 3, max_denominator=8)


@st.composite
def sparse_layers(draw):
    """A layer with few numbers that are not 0, some rows without any, and numbers to meet it."""
    width, height = draw(st.integers(16, 40)), draw(st.integers(1, 6))
    rows = [[Fraction(0)] * width for _ in range(height)]
    for _ in range(draw(st.integers(0, width * height // 4 - 1))):
        i, j = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        rows[i][j] = draw(NUMBER)
    bias = draw(st.lists(NUMBER, min_size=height, max_size=height))
    numbers = draw(st.lists(st.integers(-9, 9), min_size=width + 1, max_size=width + 1))
    return Layer(tuple(map(tuple, rows)), tuple(bias)), numbers


@given(sparse_layers())
def test_a_sparse_layer_multiplies_as_a_dense_one(drawn):
    layer, numbers = drawn
    integers = IntegerLayer(layer)
    assert integers.is_sparse
    *point, one = numbers
    expected = [
        sum(w * t for w, t in zip(row, point)) + b * one for row, b in zip(*layer, strict=True)
    ]
    assert [Fraction(value, integers.bottom) for value in integers.times(numbers)] == expected
    assert integers.rows == [
        [value * integers.bottom for value in (*row, b)] for row, b in zip(*layer, strict=True)
    ]


def test_what_is_dense_or_short_is_no_sparse_layer():
    zeros = ((Fraction(0),) * 15,)
    quarter = ((Fraction(1),) * 4 + (Fraction(0),) * 12,)
    assert not IntegerLayer(Layer(zeros, (Fraction(1),))).is_sparse
    assert not IntegerLayer(Layer(quarter, (Fraction(1),))).is_sparse
    assert IntegerLayer(
        Layer(((Fraction(1),) * 3 + (Fraction(0),) * 13,), (Fraction(1),))
    ).is_sparse


def test_a_network_of_sparse_layers():
    picks = [[Fraction(j == 3 * i) for j in range(20)] for i in range(5)]
    network = Network([(picks, [0] * 5), ([[1, -1, 1, -1, 1]], [Fraction(1, 3)])])
    x = [Fraction(i - 7, 2) for i in range(20)]
    assert [layer.is_sparse for layer in network.in_integers] == [True, False]
    assert network(x) == Fraction(1, 3) + 0 - 0 + 0 - 1 + Fraction(5, 2)
    assert network.pattern(x) == ((0, 0, 0, 1, 1),)
