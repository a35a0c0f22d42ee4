"""Products of integers in floats: exact, of any size."""

import random

import numpy as np
import pytest

from relu_proofs.regions.digits import BASE, HALF, TERMS, _carry, integers, planes_of, product


def matrix(rng, rows, columns, most):
    return np.array(
        [[rng.randint(-most, most) for _ in range(columns)] for _ in range(rows)], dtype=object
    )


@pytest.mark.parametrize("bits", [0, 1, 19, 20, 21, 39, 40, 62, 63, 200])
def test_digits_are_of_the_integers(bits):
    rng = random.Random(bits)
    numbers = matrix(rng, 20, 5, 2**bits)
    numbers[0] = [2**bits, -(2**bits), 2**bits - 1, 1 - 2**bits, 0]
    planes = planes_of(numbers)
    assert all(abs(plane).max() <= HALF for plane in planes)
    assert (integers(planes) == numbers).all()


@pytest.mark.parametrize("inner", [1, 7, TERMS - 1, TERMS, 2 * TERMS + 1])
@pytest.mark.parametrize("bits", [(19, 19), (10, 70), (150, 40), (79, 79)])
def test_products_are_exact_where_all_terms_are_largest(bits, inner):
    rng = random.Random(inner)
    one = matrix(rng, 4, inner, 2 ** bits[0])
    two = matrix(rng, inner, 3, 2 ** bits[1])
    one[0], one[1] = 2 ** bits[0], -(2 ** bits[0])
    two[:, 0], two[:, 1] = 2 ** bits[1], 2 ** bits[1] - 1
    found = product(planes_of(one), planes_of(two))
    assert all(abs(plane).max() <= HALF for plane in found)
    assert (integers(found) == one @ two).all()


def test_digits_that_fill_their_places():
    """All digits at the largest size, on both sides: no sum of any plane may round."""
    inner = TERMS
    one = [np.full((1, inner), float(sign * HALF)) for sign in (1, 1, 1)]
    two = [np.full((inner, 1), float(HALF))] * 3
    value = sum(HALF * BASE**k for k in range(3))
    assert integers(product(one, two))[0, 0] == inner * value**2


def test_the_longest_sums_of_the_largest_digits_are_exact():
    """Odd digits, so that a sum beyond what floats hold exactly is rounded."""
    rng = random.Random(0)
    row = [HALF - 1 - 2 * rng.randrange(4) for _ in range(TERMS)]
    planes = [np.array([row], dtype=float)] * 2
    columns = [plane.T for plane in planes]
    value = sum((x + x * BASE) ** 2 for x in row)
    assert integers(product(planes, columns))[0, 0] == value
    assert TERMS * HALF**2 + HALF < 2**53


def test_what_is_carried_is_half_a_base_at_most():
    planes = [np.array([[2.0**51 + 1, -(2.0**51) - HALF]])]
    before = [[2**51 + 1, -(2**51) - HALF]]
    _carry(planes)
    assert len(planes) == 3 and all(abs(plane).max() <= HALF for plane in planes)
    assert integers(planes).tolist() == before
