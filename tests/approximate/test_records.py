"""Enclosures: what they print, and that they are in order."""

import math
from fractions import Fraction

import pytest

from relu_proofs import Enclosure, InputError


@pytest.mark.parametrize(
    "low, high, shown",
    [
        (Fraction(1, 3), Fraction(334, 1000), "0.33 (width 6.7e-04)"),
        (Fraction(1, 8), Fraction(1, 8), "0.125 (width 0.0e+00)"),
        (0, 941, "between 0 and 941"),  # no digit is shared, none is made up
        (Fraction(1, 3), Fraction(2, 3), "between 0.333 and 0.667"),  # rounded outward
        (-1, 1, "between -1 and 1"),
        (10**400, 10**400 + 10**380, "1e+400 (width 1e+380)"),
        (Fraction(1, 10**400), Fraction(1, 10**400), "1e-400 (width 0.0e+00)"),
    ],
    ids=["two digits", "exact", "wide", "outward", "both signs", "huge", "tiny"],
)
def test_enclosures_print_the_digits_that_both_bounds_share(low, high, shown):
    assert str(Enclosure(low, high)) == shown


def test_a_float_of_an_enclosure_always_works():
    assert float(Enclosure(1, 2)) == 1.5
    assert float(Enclosure(10**400, 10**401)) == math.inf
    assert float(Enclosure(-(10**401), -(10**400))) == -math.inf
    assert float(Enclosure(0, Fraction(1, 10**400))) == 0


@pytest.mark.parametrize(
    "low, high, said",
    [(2, 1, "high: found 1"), (math.nan, 1, "low: found nan"), (0, None, "high: found None")],
)
def test_ends_out_of_order_are_refused(low, high, said):
    with pytest.raises(InputError, match=said):
        Enclosure(low, high)
