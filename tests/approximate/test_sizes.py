"""Intervals and coefficients of any size and place: the right error, or an InputError.

Right is what `tests.approximate.reference` finds, in decimals that share nothing with the package:
the function found errs by no more than is said, and the blocks exclude better ones.
"""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from relu_proofs import InputError
from relu_proofs.approximate.best import best_line, best_pieces
from relu_proofs.approximate.targets import quotient
from relu_proofs.core.piecewise import Piecewise
from tests.approximate import reference

# ---- answers about best pieces, on intervals of any size and place ------------------------------

small = st.builds(Fraction, st.integers(-9, 9), st.sampled_from((1, 1, 2, 3, 7)))
some = small.filter(bool)


@st.composite
def scales(draw, most=60):
    return Fraction(10) ** draw(st.integers(-most, most))


@st.composite
def intervals(draw, most=60, widest=60):
    """Two numbers in order, near or far from 0 and from each other."""
    a = draw(small) * draw(scales(most))
    width = draw(st.integers(1, 9)) * Fraction(10) ** draw(st.integers(-most, widest))
    assume(a + width != a)
    return a, a + width


@st.composite
def positive_intervals(draw):
    a, b = draw(intervals())
    a = abs(a)
    return a, a + abs(b - a) + abs(draw(some)) * draw(scales())


def right(best, value, a, b, n):
    """Assert that an answer is right, by the reference."""
    low, high = best.bounds
    a, b = Fraction(a), Fraction(b)
    assert best.interval == (a, b) and 0 <= low <= high and high - low <= high / 10**6
    assert len(best.function.inside(a, b).slopes) <= n
    if best.proof == "certificates":
        assert best.standing == "certified"
    with reference.precise(reference.digits_for(a, b) + 60):
        places = [block.points for block in best.blocks] if best.proof == "balls" else []
        seen = [x for points in places for x in points]
        reached = reference.largest_gap(value, best.function, a, b, seen)
        assert reached <= reference.decimal(high) * (1 + Decimal(10) ** -20)
        if best.proof == "balls":
            assert best.standing == "enclosed"
            assert reached >= reference.decimal(low) * (1 - Decimal(10) ** -6)
            assert reference.floor_holds(value, a, b, n, low, best.blocks)


counts = st.integers(1, 8)
many = settings(max_examples=40, deadline=None)


@many
@given(intervals(most=40, widest=2), counts)
def test_exp(interval, n):
    a, b = interval
    assume(max(abs(a), abs(b)) <= 3000)
    right(best_pieces("exp", a, b, n), reference.VALUES["exp"], a, b, n)


@many
@given(positive_intervals(), counts)
def test_log(interval, n):
    a, b = interval
    assume(a > 0)
    right(best_pieces("log", a, b, n), reference.VALUES["log"], a, b, n)


@many
@given(positive_intervals(), counts)
def test_sqrt(interval, n):
    a, b = interval
    right(best_pieces("sqrt", a, b, n), reference.VALUES["sqrt"], a, b, n)


@many
@given(intervals(most=40, widest=1), counts, st.sampled_from(("sin", "cos")))
@example((Fraction(1, 100), Fraction(1001, 100)), 1, "cos")  # a top between two samples
def test_waves(interval, n, name):
    a, b = interval
    right(best_pieces(name, a, b, n), reference.VALUES[name], a, b, n)


@many
@given(st.lists(st.builds(Fraction.__mul__, small, scales(20)), max_size=6), intervals(), counts)
def test_polynomials(p, interval, n):
    a, b = interval
    right(best_pieces(p, a, b, n), reference.polynomial(p or [Fraction(0)]), a, b, n)


@many
@given(
    st.lists(small, min_size=1, max_size=4),
    st.lists(small, min_size=1, max_size=4),
    intervals(most=20, widest=4),
    counts,
)
def test_quotients(top, bottom, interval, n):
    """A denominator with a zero in the interval is refused; a narrow peak in a wide one may be."""
    a, b = interval
    zeros = has_zero(bottom, a, b)
    try:
        best = best_pieces(quotient(top, bottom), a, b, n)
    except InputError as problem:
        assert zeros or "did not settle" in str(problem)
    else:
        assert not zeros
        right(best, reference.quotient(top, bottom), a, b, n)


def has_zero(p, a, b):
    """Whether a polynomial has a zero in [a, b], by Sturm's theorem."""
    while len(p) > 1 and not p[-1]:
        p = p[:-1]
    chain = [p, [k * c for k, c in enumerate(p)][1:]]
    while any(chain[-1]):
        rest, by = list(chain[-2]), chain[-1]
        while by and not by[-1]:
            by = by[:-1]
        while len(rest) >= len(by):
            factor = rest[-1] / by[-1]
            rest = [c - factor * d for c, d in zip(rest, [0] * (len(rest) - len(by)) + list(by))][
                :-1
            ]
        chain.append([-c for c in rest])

    def changes(x):
        values = [sum(c * x**k for k, c in enumerate(q)) for q in chain]
        signs = [value > 0 for value in values if value]
        return sum(s != t for s, t in zip(signs, signs[1:]))

    def zero_at(x):
        return not sum(c * x**k for k, c in enumerate(p))

    return zero_at(a) or zero_at(b) or changes(a) != changes(b)


@many
@given(intervals(), st.lists(st.fractions(0, 1, max_denominator=20), max_size=6), st.data())
def test_pieces(interval, places, data):
    (a, b), n = interval, data.draw(counts)
    knots = sorted({a + (b - a) * part for part in places})
    slopes = data.draw(st.lists(small, min_size=len(knots) + 1, max_size=len(knots) + 1))
    f = Piecewise(knots, slopes, data.draw(small), at=a)
    start = f(a)

    def value(x):
        return reference.decimal(start + reference.joined(knots, slopes, a, x))

    right(best_pieces(f, a, b, n), value, a, b, n)


PLAIN = {
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "runge": lambda x: 1 / (1 + 25 * x * x),
}


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(sorted(PLAIN)), st.floats(0.2, 20), st.floats(0.1, 20), st.integers(1, 3))
def test_convex_and_concave_targets_against_greedy_chords(name, a, width, n):
    """The best error itself, from chords that reach as far as they can, halved and halved."""
    expected = reference.balanced_error(PLAIN[name], a, a + width, n)
    bounds = best_pieces(name, a, a + width, n).bounds
    assert [float(x) for x in bounds] == pytest.approx([expected] * 2, rel=1e-6)


# ---- the cases that were wrong once --------------------------------------------------------------

TINY, HUGE = Fraction(1, 10**8), 10**400
CASES = {
    "exp, 1e-8 wide": ("exp", 1, 1 + TINY, 1, math.e / 16 * 1e-16),
    "exp to 710": ("exp", 0, 710, 1, 1.1050954e308),
    "exp far left": ("exp", -3000, -2999, 1, 0.0),
    "log to 1e300": ("log", 1, 10**300, 1, 341.618856489),
    "log from 1e-300": ("log", 1e-300, 1, 1, 341.618856489),
    "sqrt on [0, 1e-40]": ("sqrt", 0, 1e-40, 1, 1.25e-21),
    "sqrt on [0, 1e300]": ("sqrt", 0, 1e300, 1, 1.25e149),
    "sin on [101, 102]": ("sin", 101, 102, 1, 0.05062031),
    "sin near 1e300": ("sin", 10**300, 10**300 + 1, 1, 0.05793373),
    "sin, 1e-8 about pi": ("sin", math.pi - 1e-8, math.pi + 1e-8, 1, 4.1666667e-26),
    "sin, 31 half waves": ("sin", 0, 100, 1, 1.0),
    "square, 1e-8 wide": ([0, 0, 1], 1, 1 + TINY, 3, 1e-16 / 72),
    "cube, 1e-8 wide": ([0, 0, 0, 1], -TINY, TINY, 1, 2.5e-25),
    "beside 1e400": ([HUGE, 0, 1], 0, 1, 1, 1 / 8),
    "1e-400": ([0, 0, Fraction(1, HUGE)], 0, 1, 1, 0.0),
    "abs, 1e-30 wide": ("abs", -Fraction(1, 10**30), Fraction(1, 10**30), 1, 5e-31),
    "a line as a quotient": (quotient([1, 1], [2]), -1, 1, 1, 0.0),
    "0 as a quotient": (quotient([0], [2, 1]), -1, 1, 3, 0.0),
    "a negative denominator": (quotient([0, 0, 1], [-1]), 0, 2, 1, 1 / 2),
}


@pytest.mark.parametrize("name", list(CASES))
def test_right_where_floats_end(name):
    f, a, b, n, expected = CASES[name]
    best = best_pieces(f, a, b, n)
    assert best.standing in ("certified", "enclosed")
    assert float(best.error) == pytest.approx(expected, rel=1e-6)
    low, high = best.bounds
    assert high - low <= high / 10**12


def test_errors_beyond_floats_are_exact():
    assert best_line([0, 0, HUGE], 0, 1).error == Fraction(HUGE, 8)
    assert best_line([0, 0, Fraction(1, HUGE)], 0, 1).error == Fraction(1, 8 * HUGE)
    best = best_line("exp", -3000, 3000)
    assert float(best.error) == math.inf and str(best.error).startswith("3.81692012459e+1302 ")
