"""Looks for counterexamples to what four-cases proves by an argument, hence sentences included."""

import itertools
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from relu_proofs import Network
from relu_proofs.argument.proofs.one_unit import RELU
from relu_proofs.core.rational import dot
from tests.strategies import matrices, networks, small, vectors


def two_units(w, v):
    """The question's network."""
    return Network([(w, [0, 0]), ([v], [0])])


@given(small)
def test_a_unit_is_on_exactly_when_z_is_positive(z):
    ((on,),) = RELU.pattern(z)
    assert bool(on) == (z > 0) == (RELU(z) != 0)


@given(small)
def test_a_unit_passes_z_or_nothing(z):
    assert RELU(z) in (0, z)


@given(matrices(2, 2), vectors(2), vectors(2))
def test_output_is_one_of_four(w, v, x):
    f = two_units(w, v)
    ((first, second),) = f.pre_activations(x)
    assert f(x) in (0, v[1] * second, v[0] * first, v[0] * first + v[1] * second)


@given(matrices(2, 2), vectors(2), vectors(2), st.integers(0, 1))
def test_neighbouring_cases_agree(w, v, x, unit):
    """At an input on a unit's crease, the maps with the unit on and off have one value."""
    f = two_units(w, v)
    x = [-w[unit][1] * x[0], w[unit][0] * x[0]]
    assert f.pre_activations(x)[0][unit] == 0
    values = set()
    for state in (0, 1):
        pattern = list(f.pattern(x)[0])
        pattern[unit] = state
        values.add(f.affine_piece([pattern])(x))
    assert values == {(f(x),)}


@given(matrices(2, 2))
def test_independent_rows_reach_every_case(w):
    (a, b), (c, d) = w
    delta = a * d - b * c
    assume(delta)
    f, seen = two_units(w, [1, 1]), set()
    for s, t in itertools.product((-1, 0, 1), repeat=2):
        x = [delta * (d * s - b * t), delta * (a * t - c * s)]
        assert f.pre_activations(x) == ((delta**2 * s, delta**2 * t),)
        seen.add(f.pattern(x)[0])
    assert len(seen) == 4


@given(st.data())
def test_each_input_has_its_own_u(data):
    f = data.draw(networks(hidden=(0, 3), biases=False))
    x = data.draw(vectors(f.inputs))
    U, c = f.affine_piece(f.pattern(x))
    assert not any(c)
    assert dot(U[0], x) == f(x)
    assert f([Fraction(0)] * f.inputs) == 0
