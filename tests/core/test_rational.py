"""Numbers: what is exact stays exact, what is wrong is named with its place."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs.core.rational import (
    MOST_DIGITS,
    InputError,
    dot,
    exact,
    matrix,
    over_one_denominator,
    shown,
    text,
    vector,
)
from tests.strategies import vectors


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
        np.True_,
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
        10**MOST_DIGITS,
        Fraction(1, 10**MOST_DIGITS),
        np.array(["a"])[0],
        np.datetime64("2020-01-01"),
    ],
)
def test_what_is_no_number_is_refused_with_its_place(value):
    with pytest.raises(InputError, match=r"^here: found"):
        exact(value, "here")


@pytest.mark.parametrize("values", ["12", b"12", {0: 1}, None, 3, np.array(1.0)])
def test_what_is_no_list_is_refused_with_its_place(values):
    with pytest.raises(InputError, match=r"^here: found"):
        vector(values, "here")


def test_the_longest_number_is_read_and_written():
    longest = 10**MOST_DIGITS - 1
    shorter = 2**13287 - 1  # the limit is one of bits
    assert len(str(longest)) == len(str(shorter)) == MOST_DIGITS
    assert exact(text(exact(shorter))) == shorter


def test_a_number_too_long_for_a_certificate_says_so():
    with pytest.raises(InputError, match="needs a number of 13288 bits"):
        text(Fraction(10**MOST_DIGITS))


def test_a_value_is_shown_on_one_short_line():
    assert shown(Fraction(1, 3)) == "1/3"
    assert shown(10**5000) == "a number of 16610 bits"
    assert len(shown("x" * 1000)) <= 60 and len(shown(10**100)) <= 60


@given(st.lists(st.fractions(), max_size=5))
def test_numbers_over_one_denominator_are_the_same(values):
    numbers, bottom = over_one_denominator(values)
    assert [Fraction(number, bottom) for number in numbers] == values


@given(vectors(3), vectors(3))
def test_a_dot_product_is_a_fraction(a, b):
    found = dot(a, b)
    assert type(found) is Fraction and found == sum(x * y for x, y in zip(a, b, strict=True))
    assert type(dot([1, 2], [3, 4])) is Fraction


def test_a_matrix_of_numpy_is_exact():
    assert matrix(np.array([[0.1]], dtype=np.float32))[0][0] == Fraction(13421773, 134217728)


def test_rows_of_different_lengths_are_refused():
    with pytest.raises(InputError, match=r"rows\[1\]: found 1 numbers, expected 2"):
        matrix([[1, 2], [3]], "rows")


def test_a_text_means_what_fractions_read():
    chance, read = random.Random("texts"), 0
    while read < 2000:
        text = "".join(chance.choice("+-0123456789./eE") for _ in range(chance.randint(1, 5)))
        try:
            wanted = Fraction(text)
        except (ValueError, ZeroDivisionError):
            with pytest.raises(InputError):
                exact(text)
            continue
        assert exact(text) == wanted
        read += 1


def test_many_digits_with_an_exponent_are_read():
    many = "1" * 3990
    assert exact(f"{many}e2000") == Fraction(int(many)) * 10**2000
    assert exact(f".{many}e-2000") == Fraction(int(many), 10**5990)
