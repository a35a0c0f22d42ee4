"""Linear systems with rational numbers, by python-flint: exact ranks, pivots and solutions.

FLINT is imported when a system is solved, and only here among the rooms of exact arithmetic;
everything that goes in and comes out is `Fraction`.  Ranks are proved, not probable: one that is
found modulo a prime is checked before it is returned.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING

from .clock import expect, tick
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
    reduced, bottom, pivots = _reduced(_whole(rows))
    found = tuple(
        tuple(Fraction(int(reduced[i, j]), bottom) for j in range(reduced.ncols()))
        for i in range(len(pivots))
    )
    return found, pivots


def _whole(rows: Rows) -> list[list[int]]:
    """Each row times a number > 0, in integers: ranks and pivots stay."""
    return [over_one_denominator(row)[0] for row in rows]


def _reduced(whole: list[list[int]]) -> "tuple[flint.fmpz_mat, int, tuple[int, ...]]":
    """The reduced echelon form times a common denominator, that denominator, and the pivots."""
    from flint import fmpz_mat

    reduced, bottom, rank = fmpz_mat(whole).rref()
    return reduced, int(bottom), _leading(reduced, rank)


def _leading(reduced: "flint.fmpz_mat | flint.nmod_mat", rank: int) -> tuple[int, ...]:
    """The columns of the leading ones of a reduced echelon form."""
    pivots, column = [], 0
    for i in range(rank):
        while not reduced[i, column]:
            column += 1
        pivots.append(column)
    return tuple(pivots)


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

    The first rows and columns that do it, by what is found modulo a prime, if that is enough; so
    equal data give equal answers.

    Examples
    --------
    >>> independent([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]])
    ([0], [0])
    """
    kept, columns = _chosen(rows, _modulo)
    if len(kept) < min(len(rows), len(rows[0])) and not _spans(rows, kept, columns):
        kept, columns = _chosen(rows, _exactly)
    return kept, columns


def _chosen(
    rows: Rows, pivots_of: Callable[[list[list[int]]], tuple[int, ...]]
) -> tuple[list[int], list[int]]:
    whole = _whole(rows)
    width, kept = len(rows[0]), list[int]()
    for start in range(0, len(rows), 2 * width):
        if len(kept) == width:
            break
        tick()
        # a few rows at a time: of many rows, the first ones nearly always do
        chosen = [*kept, *range(start, min(start + 2 * width, len(rows)))]
        turned = [list(column) for column in zip(*(whole[i] for i in chosen), strict=True)]
        kept = [chosen[pivot] for pivot in pivots_of(turned)]
    return kept, list(pivots_of([whole[i] for i in kept]) if kept else ())


def _exactly(whole: list[list[int]]) -> tuple[int, ...]:
    _, _, pivots = _reduced(whole)
    return pivots


_PRIME = (1 << 61) - 31
"""Any prime below 2^63 does: where it makes a rank smaller, that is found, and all done exactly."""


def _modulo(whole: list[list[int]]) -> tuple[int, ...]:
    """The same modulo a prime: a minor that is not 0 there is not 0, so it is independent."""
    from flint import nmod_mat

    entries = [value % _PRIME for row in whole for value in row]
    reduced, rank = nmod_mat(len(whole), len(whole[0]), entries, _PRIME).rref()
    return _leading(reduced, rank)


def _spans(rows: Rows, kept: list[int], columns: list[int]) -> bool:
    """Whether in all rows the other columns are the combination of these that they are in some."""
    others = [j for j in range(len(rows[0])) if j not in set(columns)]
    part = [[rows[i][j] for j in columns] for i in kept]
    for j, factors in zip(others, solve_square(part, [[rows[i][j] for i in kept] for j in others])):
        numbers, bottom = over_one_denominator(factors)
        for row in rows:
            tick()
            if sum(map(mul, numbers, (row[i] for i in columns))) != bottom * row[j]:
                return False
    return True


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
    OutOfTime
        If a clock will be over before it is done, as far as can be told: it cannot be interrupted.

    Examples
    --------
    >>> rows = [[Fraction(2), Fraction(1)], [Fraction(1), Fraction(3, 2)]]
    >>> [[str(t) for t in x] for x in solve_square(rows, [[Fraction(1), Fraction(0)]])]
    [['3/4', '-1/2']]
    """
    if not rows or not rights:
        return [() for _ in rights]
    expect(_seconds(rows))
    found = _flint(rows).solve(_flint(list(zip(*rights, strict=True))))
    entries = [Fraction(int(value.p), int(value.q)) for value in found.entries()]
    return [tuple(entries[k :: len(rights)]) for k in range(len(rights))]


_A_SECOND = 4_000_000_000
"""The size below of a system that took a second, or less, with 60 to 240 columns."""


def _seconds(rows: Rows) -> Fraction:
    """How long it will take to solve a system, roughly: entries, times bits of the solution."""
    sizes = (t.numerator.bit_length() + t.denominator.bit_length() for row in rows for t in row)
    bits = len(rows) * max(sizes, default=0)
    return Fraction(len(rows) ** 2 * bits * bits.bit_length(), _A_SECOND)


def _flint(rows: Rows) -> "flint.fmpq_mat":
    from flint import fmpq, fmpq_mat

    values = [fmpq(value.numerator, value.denominator) for row in rows for value in row]
    return fmpq_mat(len(rows), len(rows[0]), values)
