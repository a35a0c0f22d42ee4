"""Best pieces: the known values, both bounds, and where a standing comes from."""

import dataclasses
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_proofs import InputError, Network, Refused, check
from relu_proofs.approximate import records
from relu_proofs.approximate.best import Enclosure, best_line, best_pieces
from relu_proofs.approximate.targets import quotient, stated
from relu_proofs.core.piecewise import Piecewise, equality

coefficient = st.integers(-6, 6).map(lambda n: Fraction(n, 2))


@pytest.mark.parametrize("n", [1, 2, 3, 4, 7, 16, 64])
def test_the_square_has_exactly_one_over_eight_n_squared(n):
    best = best_pieces([0, 0, 1], 0, 1, n)
    assert best.error == Fraction(1, 8 * n * n)
    assert best.knots == tuple(Fraction(j, n) for j in range(1, n))


@pytest.mark.parametrize("n", [1, 2, 3, 5, 16, 64])
def test_the_root_has_triangular_knots_and_exactly_one_over_four_n_n_plus_one(n):
    best = best_pieces("sqrt", 0, 1, n)
    triangle = [j * (j + 1) // 2 for j in range(n + 1)]
    assert best.error == Fraction(1, 4 * n * (n + 1))
    assert best.knots == tuple(Fraction(t, triangle[n]) ** 2 for t in triangle[1:n])
    assert best.function.slopes == tuple(Fraction(triangle[n], j * j) for j in range(1, n + 1))


@pytest.mark.parametrize(
    "f, a, b, n, digits",
    [
        ("exp", 0, 1, 1, "0.105933416258"),
        ("exp", 0, 1, 2, "0.0263486916234"),
        ("exp", 0, 1, 4, "0.00657852158043"),
        ("exp", 0, 1, 64, "2.56860361048e-05"),
        ("exp", -1, 1, 1, "0.278801585796"),
        ("sin", 0, math.pi / 2, 1, "0.105256831177"),
        ("sin", -math.pi, math.pi, 1, "0.682459570501"),
        ("sin", -math.pi, math.pi, 2, "0.682459570501"),
    ],
)
def test_enclosures_hold_the_known_digits(f, a, b, n, digits):
    best = best_pieces(f, a, b, n)
    assert best.standing == "enclosed"
    assert best.error.low <= best.error.high and float(best.error.width) < 1e-13
    assert best.error.digits() == digits


def test_lines_of_other_targets():
    assert best_line("abs", -1, 1).error == Fraction(1, 2)
    assert best_line(Piecewise([0], [0, 1], 0), -1, 1).error == Fraction(1, 4)
    assert best_line([0, 0, 1], -1, 1).error == Fraction(1, 2)
    assert best_line([0, 0, 0, 1], -1, 1).error == Fraction(1, 4)
    assert best_line([0, 0, 0, 0, 1], -1, 1).error == Fraction(1, 2)  # flat in the middle
    assert best_line("runge", -1, 1).error == Fraction(25, 52)
    assert best_pieces("abs", -1, 1, 2).error == 0


def test_two_pieces_do_no_better_than_one_line_on_the_cube():
    assert best_pieces([0, 0, 0, 1], -1, 1, 2).error == Fraction(1, 4)


ALGEBRAIC = [
    ([0, 0, 1], 0, 1, 5),
    ("sqrt", 0, 1, 4),
    ("sqrt", 1, 4, 3),
    ("abs", -1, 1, 1),
    ("abs", -1, 1, 3),
    ([0, 0, 0, 1], -1, 1, 3),
    ([1, -3, 0, 2, "1/2"], -2, 2, 7),
    *(("runge", -1, 1, n) for n in range(1, 9)),
    (quotient([0, 1], [1, 0, 1]), -3, 3, 4),
    (quotient([0, 0, 1], [-1]), 0, 2, 2),  # the denominator is negative
    (quotient([1], [-5, 1]), 0, 2, 2),
    (quotient([2, 3, 1], [1, 1]), 0, 2, 1),  # x + 2, once the factor x + 1 is divided out
    (quotient([0], [Fraction(5, 2), Fraction(4, 3), Fraction(4, 3)]), -(10**16), 10**38, 1),
]


@pytest.mark.parametrize("f, a, b, n", ALGEBRAIC)
def test_both_certificates_are_accepted_and_meet(f, a, b, n):
    best = best_pieces(f, a, b, n)
    upper, lower = best.certificates
    assert check(upper.text) == upper.statement
    assert check(lower.text) == lower.statement
    assert best.standing == "certified"
    assert lower.statement["pieces"] == n and len(best.function.slopes) <= n
    gap = Fraction(upper.statement["error"]) - Fraction(lower.statement["error"])
    assert 0 <= gap < Fraction(1, 10**12)


@settings(max_examples=12, deadline=None)
@given(st.lists(coefficient, min_size=3, max_size=6), st.integers(1, 6))
def test_bounds_meet_on_random_polynomials(p, n):
    best = best_pieces(p, -1, 1, n)
    assert best.standing == "certified"
    low, high = best.bounds
    assert 0 <= high - low <= Fraction(1, 10**9)


# ---- a standing is given by the checker or the balls, nowhere else ------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda best: {"error": Fraction(1, 49)},  # below what the function reaches
        lambda best: {"error": Fraction(1, 47)},  # above what is proved of every function
        lambda best: {"pieces": 4},
        lambda best: {"cuts": best.interval},
        lambda best: {"blocks": best.blocks[1:]},
        lambda best: {"function": Piecewise([], [1], 0)},
    ],
)
def test_certified_cannot_be_read_without_the_checker(change):
    """Whatever a record claims: its standing is read only if both certificates are accepted."""
    best = best_pieces("sqrt", 0, 1, 3)
    changed = dataclasses.replace(best, **change(best))
    with pytest.raises(Refused):
        _ = changed.standing


def test_the_checker_is_asked_when_a_standing_is_read(monkeypatch):
    best, asked = best_pieces([0, 0, 1], 0, 1, 2), []
    monkeypatch.setattr(records, "check", lambda text: asked.append(text) or check(text))
    assert best.standing == best.standing == "certified"
    assert asked == [certificate.text for certificate in best.certificates]


def test_a_pole_is_named_whatever_floats_say():
    pole = Fraction(3, 11)
    square = [pole**2, -2 * pole, 1]
    for top, bottom in (([1], square), ([1], [2 * c for c in square]), ([3], square)):
        with pytest.raises(InputError, match=r"interval: the denominator is 0 at 3/11 in \[0, 2\]"):
            best_pieces(quotient(top, bottom), 0, 2, 1)
    with pytest.raises(InputError, match="0 at about 1.41421"):
        best_pieces(quotient([1], [-2, 0, 1]), 1, 2, 1)
    with pytest.raises(InputError, match="0 at 2 in"):  # an end of the interval
        best_pieces(quotient([1], [-2, 1]), 0, 2, 1)
    with pytest.raises(InputError, match="both 0 at 1 in"):
        best_pieces(quotient([-1, 0, 1], [-1, 1]), 0, 2, 1)
    assert best_pieces(quotient([1], square), 1, 2, 1).standing == "certified"


def test_a_denominator_that_comes_near_to_zero_is_no_pole():
    best = best_line(quotient([1], [Fraction(1, 10**20), 0, 1]), -1, 1)
    assert best.standing == "certified"
    assert float(best.error) == pytest.approx(5e19)


def test_a_pole_that_balls_do_not_tell_from_the_interval_is_said_to_be_too_near():
    near = quotient([1], [1 + Fraction(1, 10**100), -2, 1])
    with pytest.raises(InputError, match="did not settle"):
        best_line(near, 0, 2)


def test_callables_are_searched_and_said_to_be():
    best = best_pieces(stated(math.exp, "convex"), 0, 1, 2)
    assert best.standing == "searched"
    assert float(best.error) == pytest.approx(0.0263486916234, abs=1e-9)
    with pytest.raises(InputError, match="searched"):
        _ = best.certificates


def test_enclosures_have_no_certificates_but_a_float():
    best = best_pieces("exp", 0, 1, 2)
    assert float(best.error) == pytest.approx(0.0263486916234)
    with pytest.raises(InputError, match="enclosed"):
        _ = best.certificates
    assert str(Enclosure(Fraction(1, 8), Fraction(1, 8))) == "0.125 (width 0.0e+00)"


def test_bounds_that_do_not_meet_are_an_error_that_says_what_is_proved():
    """The samples between 0 and 10^16 see little of a peak a tenth wide: no midpoint of that."""
    with pytest.raises(InputError, match=r"interval: .* did not settle, it proved no more than"):
        best_pieces("runge", 0, 2 * 10**16, 8)


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: best_pieces("tan", 0, 1, 1), "expected one of exp"),
        (lambda: best_pieces(math.exp, 0, 1, 1), "with its convexity"),
        (lambda: best_pieces("exp", 1, 0, 1), "expected a < b"),
        (lambda: best_pieces("log", 0, 1, 1), "not defined at 0"),
        (lambda: best_pieces("sqrt", -1, 1, 1), "not defined at -1"),
        (lambda: best_pieces(quotient([1], [0, 1]), -1, 1, 1), "denominator"),
        (lambda: best_pieces("exp", 0, 1, 0), "from 1 to"),
        (lambda: best_pieces("exp", 0, 1, -1), "from 1 to"),
        (lambda: best_pieces("exp", 0, 1, 257), "from 1 to"),
        (lambda: best_pieces("exp", 0, 1, True), "from 1 to"),
        (lambda: best_pieces("exp", 0, 1, 2.0), "from 1 to"),
        (lambda: best_pieces("exp", 0, 20000, 1), "between -3000 and 3000"),
        (lambda: best_pieces("sin", 0, 10**6, 1), "over 500 half waves"),
        (lambda: best_pieces([0] * 40 + [1], 0, 1, 1), "found degree 40"),
        (lambda: best_pieces([0, 0, 10**1001], 0, 1, 1), r"coefficients\[2\]: .* 1000 digits"),
        (lambda: best_pieces("sqrt", 0, 10**1001, 1), "b: .* 1000 digits"),
        (lambda: quotient([1], [0]), "bottom: found the polynomial 0"),
        (lambda: stated(math.exp, "curved"), "expected convex"),
        (lambda: stated(1, "convex"), "for a callable"),
    ],
)
def test_bad_input_is_refused_with_the_reason(call, said):
    with pytest.raises(InputError, match=said):
        call()


def test_the_best_function_is_a_network():
    best = best_pieces("sqrt", 0, 1, 3)
    network = best.function.network
    assert isinstance(network, Network) and network.widths == (3,)
    assert check(equality(network).text)["knots"] == ["1/36", "1/4"]
