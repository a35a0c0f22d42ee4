import random
from fractions import Fraction

import pytest

from relu_proofs.core import linalg
from relu_proofs.core.rational import solve


def random_part(seed):
    """A square part of a random rational matrix, not singular, with a right side."""
    chance = random.Random(f"system {seed}")
    size = chance.randint(1, 7)
    rows = [
        [Fraction(chance.randint(-9, 9), chance.choice((1, 1, 2, 3, 7))) for _ in range(size)]
        for _ in range(size)
    ]
    if seed % 3 == 0 and size > 1:
        rows[-1] = [2 * a + b for a, b in zip(rows[0], rows[-2], strict=True)]
    kept, columns = linalg.nonsingular(rows)
    return (
        [[rows[i][j] for j in columns] for i in kept],
        [Fraction(chance.randint(-9, 9), chance.randint(1, 9)) for _ in kept],
    )


def test_the_solution_is_that_of_elimination(monkeypatch):
    monkeypatch.setattr(linalg, "solve", None)  # the way out is not taken
    for seed in range(300):
        rows, right = random_part(seed)
        assert not rows or linalg.Square(rows).solve(right) == solve(rows, right)


def test_what_lifting_gets_wrong_is_solved_again(monkeypatch):
    monkeypatch.setattr(linalg, "_fraction", lambda *_: (1, 1))
    rows, right = random_part(1)
    assert linalg.Square(rows).solve(right) == solve(rows, right)


@pytest.mark.parametrize(
    "rows, found",
    [
        ([[0, 0], [0, 3]], ([1], [1])),
        ([[0, 0]], ([], [])),
        ([[1, 1], [1, 1], [1, 2]], ([0, 2], [0, 1])),
    ],
)
def test_a_part_of_full_rank(rows, found):
    assert linalg.nonsingular(rows) == found
