"""Interpolants, least squares and best polynomials, which pages compare with best pieces."""

import math
from fractions import Fraction

import pytest

from relu_proofs import InputError
from relu_proofs.argument.fits import best_polynomial, interpolant, least_squares


def test_interpolation_of_the_square_errs_twice_as_much_as_the_best():
    g = interpolant([0, 0, 1], [0, "1/4", "1/2", "3/4", 1])
    gaps = [x * x - g(x) for x in (Fraction(k, 64) for k in range(65))]
    assert (max(gaps), min(gaps)) == (0, -Fraction(1, 64))


def test_interpolants_meet_targets_without_rational_values_beyond_floats():
    g = interpolant("exp", [0, 1, 2])
    assert g(0) == 1
    assert abs(g(1) - Fraction("2.718281828459045235360287471352662497757")) < Fraction(1, 10**38)


@pytest.mark.parametrize(
    "f, a, b, rms",
    [
        ([0, 0, 1], 0, 1, 1 / math.sqrt(180)),
        ("sqrt", 0, 1, 1 / math.sqrt(450)),
        ("exp", 0, 1, 0.0627711950151),
        ("sin", -math.pi, math.pi, 0.442760035542),
    ],
)
def test_least_squares_lines(f, a, b, rms):
    assert least_squares(f, a, b)[1] == pytest.approx(rms, rel=1e-5)


def test_least_squares_finds_a_function_with_its_knots():
    fit, rms = least_squares("abs", -1, 1, [0])
    assert rms < 1e-12 and float(fit(-1)) == pytest.approx(1)


def test_best_polynomials_of_known_error():
    assert best_polynomial([0, 0, 0, 1], -1, 1, 2) == pytest.approx(1 / 4, rel=1e-4)
    assert best_polynomial("abs", -1, 1, 2) == pytest.approx(1 / 8, rel=1e-4)


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: interpolant("exp", [0, 0]), r"knots\[1\]: found 0 after 0"),
        (lambda: interpolant("exp", [0]), "expected at least two"),
        (lambda: interpolant("log", [0, 1]), "not defined at 0"),
        (lambda: least_squares("exp", 0, 1, [1]), r"knots\[0\]: found 1"),
        (lambda: least_squares("exp", 0, 1, ["1/2", "1/3"]), r"knots\[1\]: found 1/3"),
        (lambda: best_polynomial("exp", 1, 0, 2), "expected a < b"),
    ],
)
def test_bad_input_is_refused_with_the_reason(call, said):
    with pytest.raises(InputError, match=said):
        call()
