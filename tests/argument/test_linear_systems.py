"""Linear systems: a solution where there is one."""

from hypothesis import given

from relu_proofs.argument.linear_systems import solve
from relu_proofs.core.linalg import echelon
from relu_proofs.core.rational import dot
from tests.strategies import matrices, vectors


@given(matrices(3, 3), vectors(3))
def test_a_system_has_a_solution_where_the_rank_says_so(rows, right):
    x = solve(rows, right)
    if x is not None:
        assert [dot(row, x) for row in rows] == right
    wider = [(*row, value) for row, value in zip(rows, right, strict=True)]
    assert (x is not None) == (len(echelon(rows)[1]) == len(echelon(wider)[1]))
