"""Exact linear programming in the one form that certificates need: non-negative combinations.

The tableau holds integers: a row may be multiplied by any positive number, so each is kept
without denominators and without a common divisor, which costs a fraction of exact fractions.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import TypeAlias, TypeVar

from .clock import tick
from .rational import over_one_denominator

Key = TypeVar("Key", bound=Hashable)
Sparse: TypeAlias = Mapping[Key, int | Fraction]
_Row: TypeAlias = dict[int, int]


def combination(target: Sparse[Key], generators: Sequence[Sparse[Key]]) -> list[Fraction] | None:
    """Coefficients l >= 0 with sum l_j generators_j = target, or None if there are none.

    Parameters
    ----------
    target : dict of key -> Fraction
        A sparse vector; any keys will do.
    generators : sequence of dicts
        Sparse vectors of the same sort.

    Returns
    -------
    list of Fraction, one for each generator, or None

    Notes
    -----
    Phase one of the simplex method with Bland's rule (Bland 1977, Theorem 2.2: it ends), in
    exact arithmetic.  Dantzig's rule goes first, since it is faster, for as long as the
    objective improves.

    Examples
    --------
    >>> [str(c) for c in combination({"x": 1, 1: 3}, [{"x": 2}, {1: 1}])]
    ['1/2', '3']
    >>> combination({"x": -1}, [{"x": 2}]) is None
    True
    """
    return alternative(target, generators)[0]


def alternative(
    target: Sparse[Key], generators: Sequence[Sparse[Key]]
) -> tuple[list[Fraction], None] | tuple[None, dict[Key, Fraction]]:
    """Coefficients as in `combination`, or else a functional that shows there are none.

    Returns
    -------
    pair (coefficients, None) or (None, functional)
        The functional is a dict y of key -> Fraction with y . target < 0 and
        y . generators_j >= 0 for every j (Farkas' lemma; Schrijver 1986, Corollary 7.1d).

    Examples
    --------
    >>> alternative({"x": -1}, [{"x": 2}])[1]
    {'x': Fraction(1, 1)}
    """
    keys = sorted({key for vector in (target, *generators) for key in vector}, key=repr)
    tableau = _Tableau(keys, target, generators)
    while tableau.short():
        tick()
        enter = tableau.entering()
        if enter is None:
            return None, dict(tableau.functional(keys))
        tableau.pivot(enter)
    return tableau.coefficients(), None


class _Tableau:
    """The rows of ``sum l_j generators_j = target``, an artificial variable in each at first.

    Column j < n belongs to generator j.  Column n + i follows the unit vector of key i through
    the eliminations: its entry in the cost row is the functional's value at this key.
    """

    def __init__(
        self, keys: Sequence[Key], target: Sparse[Key], generators: Sequence[Sparse[Key]]
    ) -> None:
        self.count = n = len(generators)
        self.rows: list[_Row] = []
        self.right: list[int] = []
        for i, key in enumerate(keys):
            used = [(j, vector[key]) for j, vector in enumerate(generators) if vector.get(key)]
            values = [Fraction(value) for _, value in used]
            right = Fraction(target.get(key, 0))
            (*numbers, top), bottom = over_one_denominator([*values, right])
            sign = -1 if top < 0 else 1
            row = {j: sign * number for (j, _), number in zip(used, numbers)}
            row[n + i] = sign * bottom
            self.rows.append(row)
            self.right.append(sign * top)
        self.basis = [n + i for i in range(len(keys))]
        self.cost, self.total = self._sum_of_rows()
        self.stalled = False

    def _sum_of_rows(self) -> tuple[_Row, int]:
        """The sum of the artificial variables, which is to be driven to 0."""
        bottoms = [abs(row[self.count + i]) for i, row in enumerate(self.rows)]
        whole, _ = over_one_denominator([Fraction(1, bottom) for bottom in bottoms])
        cost: _Row = {}
        for factor, row in zip(whole, self.rows):
            for j, value in row.items():
                cost[j] = cost.get(j, 0) + factor * value
        return cost, sum(factor * value for factor, value in zip(whole, self.right))

    def short(self) -> bool:
        """Whether some artificial variable is not 0 yet."""
        return self.total > 0

    def entering(self) -> int | None:
        """A generator that brings the sum down: the steepest, or the first after a stall."""
        gains = [j for j, value in self.cost.items() if value > 0 and j < self.count]
        if not gains:
            return None
        return min(gains) if self.stalled else max(gains, key=lambda j: (self.cost[j], -j))

    def pivot(self, enter: int) -> None:
        """Let a generator enter for the variable that first comes down to 0."""
        leave = self._leaving(enter)
        row, right = self.rows[leave], self.right[leave]
        self.stalled = right == 0
        self.basis[leave] = enter
        for i, other in enumerate(self.rows):
            if i != leave and enter in other:
                self.right[i] = _eliminate(other, self.right[i], row, right, enter)
        self.total = _eliminate(self.cost, self.total, row, right, enter)

    def _leaving(self, enter: int) -> int:
        found = -1
        for i, row in enumerate(self.rows):
            if row.get(enter, 0) <= 0:
                continue
            if found < 0:
                found = i
                continue
            # right[i] / row[enter] against the least so far, ties by Bland's rule
            here = self.right[i] * self.rows[found][enter]
            least = self.right[found] * row[enter]
            if here < least or (here == least and self.basis[i] < self.basis[found]):
                found = i
        return found

    def functional(self, keys: Sequence[Key]) -> Iterable[tuple[Key, Fraction]]:
        """What shows that no combination is the target, at the end without one."""
        for i, key in enumerate(keys):
            value = self.cost.get(self.count + i, 0)
            if value:
                yield key, Fraction(-value)

    def coefficients(self) -> list[Fraction]:
        """The combination, once all artificial variables are 0."""
        found = [Fraction(0)] * self.count
        for row, right, j in zip(self.rows, self.right, self.basis):
            if j < self.count:
                found[j] = Fraction(right, row[j])
        return found


def _eliminate(row: _Row, right: int, pivot: _Row, pivot_right: int, column: int) -> int:
    """Clear a column of a row, in place, by a pivot row; the row's new right side."""
    factor, lead = row[column], pivot[column]
    divisor = gcd(factor, lead)
    factor, lead = factor // divisor, lead // divisor
    if lead != 1:
        for j in row:
            row[j] *= lead
        right *= lead
    for j, value in pivot.items():
        new = row.get(j, 0) - factor * value
        if new:
            row[j] = new
        else:
            del row[j]
    right -= factor * pivot_right
    divisor = gcd(right, *row.values())
    if divisor > 1:
        for j in row:
            row[j] //= divisor
        right //= divisor
    return right


_AT_ONCE = 8
"""How many of the many generators join a linear program together; more make each one slower."""


def alternative_among(
    target: Sequence[int], few: Sequence[Sequence[int]], many: Sequence[Sequence[int]]
) -> tuple[dict[int, Fraction], None] | tuple[None, list[Fraction]]:
    """`alternative` for dense vectors where the generators are ``few`` and then ``many`` more.

    Only those of the many that a functional fails on are given to the linear program, a few at a
    time, until there is a combination or a functional that serves them all (delayed column
    generation: Dantzig and Wolfe 1960).  It ends, since each round brings in new ones.

    Returns
    -------
    pair (coefficients, None) or (None, functional)
        Coefficients by index, few first and then many, those that are 0 left out.

    Examples
    --------
    >>> alternative_among([2, 3], [], [[1, 0], [0, 1]])[0]
    {0: Fraction(2, 1), 1: Fraction(3, 1)}
    >>> alternative_among([-1], [[2]], [[3], [4]])[1]
    [Fraction(1, 1)]
    """
    used: list[int] = []
    while True:
        generators = [*few, *(many[p] for p in used)]
        found, y = alternative(dict(enumerate(target)), [dict(enumerate(g)) for g in generators])
        if found is not None:
            names = [*range(len(few)), *(len(few) + p for p in used)]
            return {j: value for j, value in zip(names, found) if value}, None
        assert y is not None
        functional = [y.get(key, Fraction(0)) for key in range(len(target))]
        whole, _ = over_one_denominator(functional)
        values = [sum(map(int.__mul__, whole, generator)) for generator in many]
        failing = sorted((value, p) for p, value in enumerate(values) if value < 0)
        if not failing:
            return None, functional
        used += [p for _, p in failing[:_AT_ONCE]]
