"""Linear systems with rational numbers, by python-flint: exact ranks, pivots and solutions.

FLINT is imported when a system is solved, and only here among the rooms of exact arithmetic;
everything that goes in and comes out is `Fraction`.  Its row echelon forms are proved, not
probable: a rank modulo a prime, which it may use to guess, is checked before it is returned.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from .rational import Matrix, Vector, over_one_denominator

if TYPE_CHECKING:
    import flint


Rows = Sequence[Sequence[Fraction]]


def echelon(rows: Rows) -> tuple[Matrix, tuple[int, ...]]:
    """The reduced row echelon form without its zero rows, and the column of each leading one.

    Parameters
    ----------
    rows : matrix, m rows of n numbers

    Returns
    -------
    pair of a matrix of r rows of n numbers and of r column indices, r the rank

    Examples
    --------
    >>> found, pivots = echelon([[Fraction(0), Fraction(2), Fraction(1)]])
    >>> [str(value) for value in found[0]], pivots
    (['0', '1', '1/2'], (1,))
    """
    reduced, bottom, pivots = _reduced(rows)
    found = tuple(
        tuple(Fraction(int(reduced[i, j]), bottom) for j in range(reduced.ncols()))
        for i in range(len(pivots))
    )
    return found, pivots


def _reduced(rows: Rows) -> "tuple[flint.fmpz_mat, int, tuple[int, ...]]":
    """The reduced echelon form times a common denominator, that denominator, and the pivots."""
    from flint import fmpz_mat

    whole = [over_one_denominator(row)[0] for row in rows]
    reduced, bottom, rank = fmpz_mat(whole).rref()
    pivots, column = [], 0
    for i in range(rank):
        while not reduced[i, column]:
            column += 1
        pivots.append(column)
    return reduced, int(bottom), tuple(pivots)


def null_space(rows: Rows, width: int) -> Matrix:
    """A basis of the x with ``rows x = 0``: one vector for each column without a pivot.

    Examples
    --------
    >>> [[str(value) for value in x] for x in null_space([[Fraction(1), Fraction(2)]], 2)]
    [['-2', '1']]
    """
    reduced, pivots = echelon(rows) if rows else ((), ())
    basis = []
    for free in range(width):
        if free in pivots:
            continue
        found = [Fraction(0)] * width
        found[free] = Fraction(1)
        for row, column in zip(reduced, pivots):
            found[column] = -row[free]
        basis.append(tuple(found))
    return tuple(basis)


def independent(rows: Rows) -> tuple[list[int], list[int]]:
    """Indices of rows and of columns of a largest square part that is not singular.

    The first rows and the first columns that do it, so equal data give equal answers.

    Examples
    --------
    >>> independent([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]])
    ([0], [0])
    """
    width, kept = len(rows[0]), [0] if any(rows[0]) else []
    for start in range(1, len(rows), 2 * width):
        if len(kept) == width:
            break
        # a few rows at a time: of many rows, the first ones nearly always do
        chosen = [*kept, *range(start, min(start + 2 * width, len(rows)))]
        _, _, pivots = _reduced(list(zip(*(rows[i] for i in chosen), strict=True)))
        kept = [chosen[pivot] for pivot in pivots]
    columns = _reduced([rows[i] for i in kept])[2] if kept else ()
    return kept, list(columns)


def solve_square(rows: Rows, rights: Rows) -> list[Vector]:
    """The solution x of ``rows x = right`` for each right side; the matrix is not singular.

    Parameters
    ----------
    rows : matrix of n rows and n columns
    rights : sequence of vectors of length n

    Returns
    -------
    list of tuples of Fraction, one for each right side

    Raises
    ------
    ZeroDivisionError
        If the matrix is singular.

    Examples
    --------
    >>> rows = [[Fraction(2), Fraction(1)], [Fraction(1), Fraction(3, 2)]]
    >>> [[str(t) for t in x] for x in solve_square(rows, [[Fraction(1), Fraction(0)]])]
    [['3/4', '-1/2']]
    """
    if not rows or not rights:
        return [() for _ in rights]
    found = _flint(rows).solve(_flint(list(zip(*rights, strict=True))))
    entries = [Fraction(int(value.p), int(value.q)) for value in found.entries()]
    return [tuple(entries[k :: len(rights)]) for k in range(len(rights))]


def _flint(rows: Rows) -> "flint.fmpq_mat":
    from flint import fmpq, fmpq_mat

    values = [fmpq(value.numerator, value.denominator) for row in rows for value in row]
    return fmpq_mat(len(rows), len(rows[0]), values)
