"""Looks for counterexamples to what half-line-half-fold proves by an argument."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from relu_proofs import Network, decide_affine
from relu_proofs.argument.linear_systems import solve
from relu_proofs.core.rational import dot, matmul
from tests.strategies import matrices, networks, small, vectors

decided = settings(max_examples=40)
"""For tests that ask the package for a verdict, some 20 ms each."""


def minus(x):
    return [-t for t in x]


def one_layer(w, v):
    return Network([(w, [0] * len(w)), ([v], [0])])


def linear_by_the_rule(v, w):
    live = [i for i in range(2) if v[i] and any(w[i])]
    if not live:
        return True
    if len(live) == 1 or w[0][0] * w[1][1] != w[0][1] * w[1][0]:
        return False
    at = 0 if w[0][0] else 1
    k = w[1][at] / w[0][at]
    return v[0] + abs(k) * v[1] == 0


@decided
@given(networks(inputs=2, hidden=(1, 1), biases=False))
def test_even_part_is_all_the_nonlinearity(f):
    """f + f(-.) as a network of twice the units, decided by the package."""
    hidden, last = f.layers
    even = Network(
        [
            ([*hidden.weight, *map(minus, hidden.weight)], [0] * 2 * len(hidden.weight)),
            ([[*last.weight[0], *last.weight[0]]], [0]),
        ]
    )
    zero = decide_affine(even, "space")
    vanishes = zero.verdict == "affine" and not any(zero.map.U[0])
    assert vanishes == (decide_affine(f, "space").verdict == "affine")


@given(networks(inputs=2, hidden=(1, 1), biases=False), matrices(4, 2))
def test_least_squares_slope_is_half_vw(f, half):
    sample = half + [minus(x) for x in half]
    rows = [(*x, 1) for x in sample]
    gram = matmul(list(zip(*rows, strict=True)), rows)
    moments = [dot(column, [f(x) for x in sample]) for column in zip(*rows, strict=True)]
    assume(len({tuple(x) for x in half}) > 1)
    a, b = gram[0][:2], gram[1][:2]
    assume(a[0] * b[1] != a[1] * b[0])  # no direction of the inputs is constant
    hidden, last = f.layers
    slope = [value / 2 for value in matmul(last.weight, hidden.weight)[0]]
    assert list(solve(gram, moments)[:2]) == slope


@decided
@given(st.data())
def test_one_live_unit_is_never_linear(data):
    w, v = data.draw(vectors(data.draw(st.integers(1, 4)))), data.draw(small)
    f = one_layer([w], [v])
    assert f(w) + f(minus(w)) == v * dot(w, w)
    assert (decide_affine(f, "space").verdict == "affine") == (v == 0 or not any(w))


@decided
@given(matrices(2, 2), vectors(2))
def test_independent_units_are_never_linear(w, v):
    f, delta = one_layer(w, v), w[0][0] * w[1][1] - w[0][1] * w[1][0]
    p = [w[1][1], -w[1][0]]
    assert f(p) + f(minus(p)) == v[0] * abs(delta)
    if v[0] and delta:
        assert decide_affine(f, "space").verdict == "not-affine"


@decided
@given(vectors(2), vectors(2))
def test_opposite_units_can_cancel_their_folds(u, x):
    f = one_layer([u, minus(u)], [1, -1])
    assert f(x) == dot(u, x)
    found = decide_affine(f, "space")
    assert (found.verdict, list(found.map.U[0])) == ("affine", u)


@decided
@given(vectors(2), vectors(2), small)
def test_folds_that_do_not_cancel_stay(w, v, k):
    f = one_layer([w, [k * t for t in w]], v)
    kink = v[0] + abs(k) * v[1]
    assert f(w) + f(minus(w)) == kink * dot(w, w)
    if any(w) and kink:
        assert decide_affine(f, "space").verdict == "not-affine"


@decided
@given(matrices(2, 2), vectors(2))
def test_two_two_one_linear_exactly_when(w, v):
    f = one_layer(w, v)
    # linear means odd; four points decide, since each direction in which f folds is among them
    four = [*w, *([-y, x] for x, y in w)]
    odd = all(f(p) + f(minus(p)) == 0 for p in four)
    assert odd == linear_by_the_rule(v, w) == (decide_affine(f, "space").verdict == "affine")
    if odd:
        slope = [dot(v, column) / 2 for column in zip(*w, strict=True)]
        for x in ([1, 0], [0, 1], [-2, 3], [Fraction(1, 3), -1], *four):
            assert f(x) == dot(slope, x)
