"""Pieces along a segment, against second differences on a grid that holds every knot."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import InputError, Network, on_segment
from tests.strategies import networks, small

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
LINE = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])  # r(x) - r(-x) = x


@st.composite
def asked(draw):
    network = draw(networks(hidden=(1, 3), outputs=2))
    ends = st.lists(small, min_size=network.inputs, max_size=network.inputs).map(tuple)
    return network, *draw(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]))


def at(p, q, t):
    return tuple(a + t * (b - a) for a, b in zip(p, q, strict=True))


@given(asked())
def test_between_the_knots_it_is_straight_and_at_each_it_bends(question):
    network, p, q = question
    found = on_segment(network, p, q)
    assert (found.p, found.q) == (p, q)

    def f(t):
        return network.evaluate(at(p, q, t))

    def bends(t, h):
        return any(
            left + right != 2 * middle
            for left, middle, right in zip(f(t - h), f(t), f(t + h), strict=True)
        )

    ends = [Fraction(0), *found.knots, Fraction(1)]
    assert ends == sorted(set(ends))
    for low, high in pairwise(ends):
        for share in range(1, 8):
            t = low + (high - low) * Fraction(share, 8)
            assert not bends(t, min(t - low, high - t))
    for low, t, high in zip(ends, ends[1:], ends[2:]):
        assert bends(t, min(t - low, high - t) / 2)


@given(asked())
def test_patterns_change_at_the_switches_and_nowhere_else(question):
    network, p, q = question
    found = on_segment(network, p, q)
    places = [t for t, _ in found.switches]
    assert set(found.knots) <= set(places)
    ends = [Fraction(0), *places, Fraction(1)]
    middles = [network.pattern(at(p, q, (low + high) / 2)) for low, high in pairwise(ends)]
    for low, high in pairwise(ends):
        seen = {network.pattern(at(p, q, low + (high - low) * Fraction(k, 7))) for k in range(1, 7)}
        assert len(seen) == 1
    for (_, units), before, after in zip(found.switches, middles, middles[1:]):
        assert units
        assert set(units) == {(k, i) for k, i in network.units if before[k][i] != after[k][i]}


def test_kinks_that_cancel_are_switches_and_no_knots():
    found = on_segment(LINE, -1, 3)
    assert (found.pieces, found.knots) == (1, ())
    assert found.switches == ((Fraction(1, 4), ((0, 0), (0, 1))),)


def test_a_knot_at_an_end_is_none_of_the_segment():
    assert on_segment(FOLD, [0, 0], [1, 0]).pieces == 1


@pytest.mark.parametrize(
    "network, p, q, message",
    [
        (FOLD, [0, 0], [0, 0], "q: found the same point as p"),
        (FOLD, [0], [0, 1], "p: found 1 numbers, expected 2"),
        (FOLD, [0, 0], [0, "a"], r"q\[1\]: found 'a'"),
        (None, [0, 0], [0, 1], "network: found None, expected a Network"),
    ],
)
def test_what_does_not_fit_is_named(network, p, q, message):
    with pytest.raises(InputError, match=message):
        on_segment(network, p, q)
