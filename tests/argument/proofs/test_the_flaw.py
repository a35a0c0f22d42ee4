"""Looks for counterexamples to what the-flaw proves by an argument, hence sentences included."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from relu_proofs import Network
from relu_proofs.argument.proofs.the_flaw import DISTANCE, TWO_RELUS
from relu_proofs.core.rational import dot
from tests.strategies import networks, small, vectors

decided = settings(max_examples=40)
"""For tests that ask the package for a verdict, some 20 ms each."""


def minus(x):
    return [-t for t in x]


def added(x, y):
    return [s + t for s, t in zip(x, y, strict=True)]


@given(st.data())
def test_for_every_x_some_u_says_nothing(data):
    """The network without hidden layers whose row is U has any wanted value g at a given x."""
    x, g = data.draw(vectors(data.draw(st.integers(1, 5)))), data.draw(small)
    assume(any(x))
    row = [g * t / dot(x, x) for t in x]
    assert Network.affine([row], [0])(x) == g


def test_the_distance_is_not_linear():
    p, q = [3, 1], [1, 2]
    assert (DISTANCE(p), DISTANCE(q), DISTANCE(added(p, q))) == (2, 1, 1)
    assert all(0 not in DISTANCE.pre_activations(x)[0] for x in (p, q, added(p, q)))


def test_four_cases_are_not_one():
    p, q = [3, 2], [-1, -1]
    assert (TWO_RELUS(p), TWO_RELUS(q), TWO_RELUS(added(p, q))) == (5, 0, 3)
    assert all(0 not in TWO_RELUS.pre_activations(x)[0] for x in (p, q, added(p, q)))
    cases = {(0, 0): (0, 0), (0, 1): (0, 1), (1, 0): (1, 0), (1, 1): (1, 1)}
    for pattern, row in cases.items():
        piece = TWO_RELUS.affine_piece([pattern])
        assert (piece.U, piece.c) == ((row,), (0,))


@given(vectors(2))
def test_no_one_u_for_two_relus(x):
    p = [abs(t) + 1 for t in x]
    at, opposite = (TWO_RELUS.affine_piece(TWO_RELUS.pattern(x)) for x in (p, minus(p)))
    assert at.U != opposite.U
    assert TWO_RELUS(p) + TWO_RELUS(minus(p)) != 0


@given(networks(inputs=2, hidden=(1, 1), biases=False), vectors(2), small)
def test_positive_scaling_passes_through(f, x, t):
    assert f([abs(t) * value for value in x]) == abs(t) * f(x)
    assert f([0, 0]) == 0


@given(vectors(2))
def test_negative_scaling_does_not(x):
    assert DISTANCE(minus(x)) == DISTANCE(x)
    assert (DISTANCE(minus(x)) == -DISTANCE(x)) == (x[0] == x[1])


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


def order(maps, x):
    """How the values of the maps at x lie to each other; None where two of them agree."""
    values = [one(x)[0] for one in maps]
    return (
        None if len(set(values)) < len(values) else sorted(range(len(maps)), key=values.__getitem__)
    )


@given(
    networks(inputs=2, hidden=(1, 2), width=2), vectors(2), vectors(2), st.sampled_from((1, 8, 64))
)
def test_finitely_many_affine_maps_make_pieces(f, x, step, near):
    """In one cell, where the maps of all patterns keep their order, the network keeps its map."""
    patterns = product(*(list(product((0, 1), repeat=width)) for width in f.widths))
    maps = sorted({f.affine_piece(pattern) for pattern in patterns})
    y = [a + b / near for a, b in zip(x, step, strict=True)]
    assume(order(maps, x) is not None and order(maps, x) == order(maps, y))
    (at_x,), (at_y,) = ([one for one in maps if one(p)[0] == f(p)] for p in (x, y))
    assert at_x == at_y
