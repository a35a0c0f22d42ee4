"""One solution of a linear system, for the pages that fit a line to data."""

from collections.abc import Sequence
from fractions import Fraction

from ..core.linalg import echelon
from ..core.rational import Vector

__all__ = ["solve"]


def solve(rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> Vector | None:
    """One solution x of ``rows x = right``, free entries 0; None where there is none.

    Parameters
    ----------
    rows : matrix of m rows and n columns
    right : vector of length m

    Returns
    -------
    tuple of Fraction of length n, or None

    Examples
    --------
    >>> from relu_proofs.core.rational import matrix, vector
    >>> solve(matrix([[1, 1], [1, -1]]), vector([3, 1]))
    (Fraction(2, 1), Fraction(1, 1))
    """
    width = len(rows[0])
    reduced, pivots = echelon([(*row, value) for row, value in zip(rows, right, strict=True)])
    if width in pivots:
        return None
    solution = [Fraction(0)] * width
    for row, column in zip(reduced, pivots):
        solution[column] = row[width]
    return tuple(solution)
