"""Linear systems: exact solutions and ranks, also of numbers that vanish modulo a prime."""

import random
from fractions import Fraction

import pytest
from hypothesis import given

from relu_proofs.core import linalg
from relu_proofs.core.clock import Clock, OutOfTime, running
from relu_proofs.core.rational import dot
from tests.strategies import matrices

PRIME = linalg._PRIME  # what ranks are found by at first


def eliminated(rows):
    """Gauss and Jordan in fractions: the slow twin of `linalg.echelon`."""
    rows, pivots = [list(row) for row in rows], []
    for column in range(len(rows[0])):
        at = len(pivots)
        found = next((i for i in range(at, len(rows)) if rows[i][column]), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for i, row in enumerate(rows):
            if i != at and row[column]:
                factor = row[column]
                rows[i] = [x - factor * y for x, y in zip(row, rows[at], strict=True)]
        pivots.append(column)
    return tuple(map(tuple, rows[: len(pivots)])), tuple(pivots)


def rank(rows):
    """The number of independent rows."""
    return len(linalg.echelon(rows)[1]) if rows else 0


def random_rows(seed):
    """A rational matrix of low rank now and then, some entries multiples of a prime."""
    chance = random.Random(f"rows {seed}")
    height, width = chance.randint(1, 6), chance.randint(1, 6)
    scale = chance.choice((1, 1, PRIME, Fraction(1, PRIME), 10**400))
    rows = [
        [scale * Fraction(chance.randint(-9, 9), chance.choice((1, 2, 7))) for _ in range(width)]
        for _ in range(height)
    ]
    for i in range(1, height):
        if chance.random() < 0.3:
            rows[i] = [3 * a for a in rows[0]]
    return rows


def test_the_echelon_form_is_that_of_elimination():
    ranks = set()
    for seed in range(300):
        rows = random_rows(seed)
        found = eliminated(rows)
        assert linalg.echelon(rows) == found
        ranks.add(len(rows) - len(found[1]))
    assert len(ranks) > 3


def test_a_rank_is_never_that_modulo_a_prime():
    for prime in (PRIME, 2**61 - 1, 2**31 - 1, 2**64 - 59, 2**63 - 25, 18446744073709551557):
        rows = [[Fraction(prime), Fraction(1)], [Fraction(0), Fraction(prime)]]
        assert rank(rows) == 2
        assert linalg.independent(rows) == ([0, 1], [0, 1])
        product = [[Fraction(prime) * (2**62 - 57)]]
        assert rank(product) == 1


@given(matrices(2, 4))
def test_the_null_space_is_all_of_it(rows):
    basis = linalg.null_space(rows, 4)
    assert len(basis) == 4 - rank(rows) == rank(basis)
    assert not any(dot(row, x) for x in basis for row in rows)


def test_no_equations_leave_everything():
    assert linalg.null_space((), 2) == ((1, 0), (0, 1))
    assert rank(()) == 0


@pytest.mark.parametrize(
    "rows, found",
    [
        ([[0, 0], [0, 3]], ([1], [1])),
        ([[0, 0]], ([], [])),
        ([[1, 1], [1, 1], [1, 2]], ([0, 2], [0, 1])),
        ([[PRIME], [1]], ([1], [0])),
        ([[PRIME]], ([0], [0])),
        ([[0, 0, 0]] * 40 + [[0, 1, 0]] * 40 + [[1, 1, 1]], ([40, 80], [0, 1])),
    ],
)
def test_a_part_of_full_rank(rows, found):
    assert linalg.independent([[Fraction(value) for value in row] for row in rows]) == found


def test_the_part_is_a_largest_one():
    for seed in range(200):
        rows = random_rows(seed) * 4
        kept, columns = linalg.independent(rows)
        part = [[rows[i][j] for j in columns] for i in kept]
        assert len(kept) == len(columns) == rank(rows)
        assert rank(part) == len(kept)


def test_square_systems_of_many_right_sides():
    solved = 0
    for seed in range(300):
        chance = random.Random(f"rights {seed}")
        rows = random_rows(seed)
        kept, columns = linalg.independent(rows)
        part = [[rows[i][j] for j in columns] for i in kept]
        rights = [
            [Fraction(chance.randint(-9, 9), chance.randint(1, 9)) for _ in kept]
            for _ in range(chance.randint(0, 3))
        ]
        found = linalg.solve_square(part, rights)
        assert [[dot(row, x) for row in part] for x in found] == rights
        solved += bool(kept and rights)
    assert solved > 100


def test_a_singular_system_is_no_square_system():
    with pytest.raises(ZeroDivisionError):
        linalg.solve_square([[Fraction(0)]], [[Fraction(1)]])


def test_a_system_that_will_not_be_solved_in_time_is_not_begun():
    rows = [[Fraction(i == j) for j in range(9)] for i in range(9)]
    with running(Clock(1e-6)), pytest.raises(OutOfTime):
        linalg.solve_square(rows, [[Fraction(1)] * 9])
