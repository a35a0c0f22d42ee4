"""Targets: their values, where they bend, and the coordinates in which they are searched."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import InputError, best_pieces
from relu_proofs.approximate.arithmetic import FLOATS, ball, balls, working
from relu_proofs.approximate.base import Target
from relu_proofs.approximate.polynomials import poly, real_roots
from relu_proofs.approximate.targets import NAMED, polynomial, quotient, stated, target
from relu_proofs.approximate.tasks import framed
from relu_proofs.core.piecewise import Piecewise
from tests.approximate.reference import VALUES, digits_for, largest_gap, precise

small = st.integers(-6, 6).map(lambda n: Fraction(n, 2))


@pytest.mark.parametrize("name", list(NAMED))
def test_values_are_right_to_the_last_digit_or_so(name):
    for x in (0.5, 1.25, 3.0, 300.0):
        with precise(60):
            expected = float(VALUES[name](Fraction(x)))
        assert target(name)(x) == pytest.approx(expected, rel=4e-16)


@pytest.mark.parametrize("name", list(NAMED))
@pytest.mark.parametrize("ends", [(Fraction(-1, 2), 4), (Fraction(1, 2), 4), (1, 7)])
def test_bounds_hold_where_the_target_bends(name, ends):
    """Whether or not it turns inside: what is proved is above the gap at many places."""
    a, b = map(Fraction, ends)
    if a < 0 and name in {"log", "sqrt"}:
        a = Fraction(1, 4)
    best = best_pieces(name, a, b, 2)
    places = [a + (b - a) * k / 200 for k in range(201)]
    with precise(40):
        gap = largest_gap(VALUES[name], best.function, a, b, places)
    assert gap <= float(best.bounds[1]) * (1 + 1e-12)


def test_a_target_says_where_it_bends():
    with pytest.raises(TypeError, match="does not say where it bends"):
        type("Wild", (Target,), {"name": "wild"})().bends(Fraction(0), Fraction(1))


def test_values_of_polynomials_are_rounded_once():
    wild = [(-1) ** k * math.comb(20, k) for k in range(21)]  # (1 - x)^20
    assert polynomial(wild)(0.75) == 0.25**20
    assert polynomial([10**400, 1, -(10**400)])(1) == 1
    assert quotient([0, 0, 1], [0, 1])(10**200) == 1e200


@pytest.mark.parametrize(
    "f, x, said",
    [
        ("log", 0, "log has no value in floats at 0"),
        ("sqrt", -1, "sqrt has no value in floats at -1"),
        ("exp", 1000, "exp has no value in floats at 1000"),
        ("runge", math.nan, "x: found nan"),
        ("sin", None, "x: found None"),
        ([0, 0, 1], 10**200, "polynomial has no value in floats"),
        (quotient([1], [-1, 1]), 1, "zero denominator at 1"),
        (stated(math.log, "concave"), 0, "at 0.0 the callable raised ValueError"),
        (stated(lambda x: "much", "general"), 0, "found 'much', expected a finite number"),
    ],
)
def test_values_that_do_not_exist_are_refused(f, x, said):
    with pytest.raises(InputError, match=said):
        target(f)(x)


def test_rational_values_are_exact_or_refused():
    assert target([0, 0, 1]).exactly("1/3") == Fraction(1, 9)
    assert target("runge").exactly(1) == Fraction(1, 26)
    assert target("abs").exactly(-2) == 2
    with pytest.raises(InputError, match="exp has no rational values"):
        target("exp").exactly(0)


@given(st.lists(small, min_size=3, max_size=7))
def test_bends_are_all_changes_of_sign_of_the_second_derivative(p):
    f, (low, high) = target(p), (Fraction(-3), Fraction(3))
    bends, second = f.bends(low, high), f.forms(FLOATS).bend
    assert all(low <= left <= right <= high for left, right in bends)
    ends = [low, *((left + right) / 2 for left, right in bends), high]
    signs = []
    for u, v in zip(ends, ends[1:]):
        inside = [second(float(u + (v - u) * k / 9)) for k in range(1, 9)]
        found = {y > 0 for y in inside if abs(y) > 1e-9}
        assert len(found) <= 1
        signs += found
    assert all(s != t for s, t in zip(signs, signs[1:]))


@pytest.mark.parametrize("name, offset", [("sin", 0), ("cos", Fraction(1, 2))])
@pytest.mark.parametrize("start", [0, -7, 101, 10**6, 10**30])
def test_bends_of_the_waves_are_their_zeros(name, offset, start):
    low, high = Fraction(start), Fraction(start) + 20
    bends = target(name).bends(low, high)
    assert len(bends) in (6, 7)
    with precise(2 * digits_for(low, high)):
        for left, right in bends:
            assert VALUES[name](left) * VALUES[name](right) <= 0
    assert all(after[0] - before[1] > 3 for before, after in zip(bends, bends[1:]))


@given(st.lists(small, min_size=2, max_size=5, unique=True), st.lists(small, max_size=2))
def test_real_roots_are_found_with_their_multiplicity(roots, twice):
    p = [Fraction(1)]
    for root in (*roots, *twice):
        p = [-root * p[0], *(c - root * d for c, d in zip(p, p[1:])), p[-1]]
    found = real_roots(poly(p), Fraction(-1), Fraction(1))
    expected = sorted({root for root in (*roots, *twice) if -1 <= root <= 1})
    assert len(found) == len(expected)
    for root, right in zip(found, expected):
        assert root.low <= right <= root.high
        assert root.multiplicity == [*roots, *twice].count(right)


NARROW = [
    (f, a, a + Fraction(1, 10**k), k)
    for f in ("exp", "log", "sqrt", "sin", "cos", "runge")
    for a in (Fraction(1), Fraction(10**6))
    for k in (6, 12, 40)
    if (f, a) != ("exp", 10**6)
]
WIDE = [
    ([0, 10**50, 3, Fraction(1, 10**50)], Fraction(-(10**50)), Fraction(10**50), 0),
    (Piecewise([10**40, 2 * 10**40], [1, 3, -2], 5), Fraction(0), Fraction(3 * 10**40), 0),
    ("sin", Fraction(10**20), Fraction(10**20 + 30), 0),
]


@pytest.mark.parametrize("f, a, b, k", [*NARROW, *WIDE])
def test_in_its_frame_a_target_is_of_size_one_and_itself(f, a, b, k):
    """The frame's F, moved out, is the target up to a line and a factor, where those are left."""
    f = target(f)
    frame = framed(f, a, b)
    low, high = frame.enter(a), frame.enter(b)
    assert -64 < low < high < 64
    inside = [low + (high - low) * j / 8 for j in range(9)]
    curve = frame.inner.curve(low, high)
    found = without_chord([curve.value(float(t)) for t in inside])
    with working(2000 + 20 * k):
        expected = without_chord([in_balls(f, frame.leave(t)) for t in inside])
        expected = [float(y) for y in expected]
    assert found == pytest.approx(expected, abs=1e-9)


def in_balls(f, x):
    return ball(f.exactly(x)) if f.name == "piecewise" else f.forms(balls()).value(ball(x))


def without_chord(ys):
    """Values less the chord of the first and the last, divided by the largest."""
    bent = [y - ys[0] - (ys[-1] - ys[0]) * j / (len(ys) - 1) for j, y in enumerate(ys)]
    most = max(abs(y) for y in bent)
    return [y / most for y in bent]
