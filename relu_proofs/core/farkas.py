"""Exact linear programming in the one form that certificates need: non-negative combinations."""

from fractions import Fraction

__all__ = ["alternative", "combination"]


def combination(target, generators):
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
    rational arithmetic.  Dantzig's rule goes first, since it is faster, for as long as the
    objective improves.

    Examples
    --------
    >>> [str(c) for c in combination({"x": 1, 1: 3}, [{"x": 2}, {1: 1}])]
    ['1/2', '3']
    >>> combination({"x": -1}, [{"x": 2}]) is None
    True
    """
    return alternative(target, generators)[0]


def alternative(target, generators):
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
    n, m = len(generators), len(keys)
    rows = []
    for i, key in enumerate(keys):
        right = Fraction(target.get(key, 0))
        sign = -1 if right < 0 else 1
        row = {j: sign * Fraction(v[key]) for j, v in enumerate(generators) if v.get(key)}
        row[n + i] = Fraction(sign)  # follows the functional's value at this key
        rows.append((row, sign * right, n + i))
    table = [dict(row) for row, _, _ in rows]
    right = [value for _, value, _ in rows]
    basis = [artificial for _, _, artificial in rows]
    cost = {}
    for row in table:  # the sum of the artificial variables, to be driven to 0
        for j, value in row.items():
            cost[j] = cost.get(j, 0) + value
    total, stalled = sum(right, Fraction(0)), False
    while total > 0:
        gains = [j for j, value in cost.items() if value > 0 and j < n]
        if not gains:
            return None, {key: -cost[n + i] for i, key in enumerate(keys) if cost.get(n + i)}
        enter = min(gains) if stalled else max(gains, key=lambda j: (cost[j], -j))
        leave = min(
            (i for i in range(m) if table[i].get(enter, 0) > 0),
            key=lambda i: (right[i] / table[i][enter], basis[i]),
        )
        step = right[leave] / table[leave][enter]
        stalled = step == 0
        pivot = table[leave][enter]
        table[leave] = {j: value / pivot for j, value in table[leave].items()}
        right[leave] = step
        basis[leave] = enter
        total -= cost[enter] * step
        for row, i in [*((table[i], i) for i in range(m) if i != leave), (cost, None)]:
            factor = row.get(enter)
            if not factor:
                continue
            for j, value in table[leave].items():
                new = row.get(j, 0) - factor * value
                if new:
                    row[j] = new
                else:
                    row.pop(j, None)
            if i is not None:
                right[i] -= factor * step
    found = [Fraction(0)] * n
    for i, j in enumerate(basis):
        if j < n:
            found[j] = right[i]
    return found, None
