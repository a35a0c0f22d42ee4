"""Is a network affine on a data set: on its rows, their hull, their bounding box; how far off."""

from dataclasses import dataclass, replace
from fractions import Fraction

from ..core.domains import Box, Hull, Points
from ..core.forms import Integers, common, integer_form
from ..core.linalg import Square, nonsingular
from ..core.network import Affine, Network
from .affinity import Decision, decide_affine

__all__ = ["BestAffine", "DataVerdict", "best_affine", "decide_on_data"]


@dataclass(frozen=True)
class BestAffine:
    """The affine map nearest to a network on rows of data, in least squares; all exact.

    Attributes
    ----------
    map : Affine
        Where several maps do it, those inputs that the others already determine have slope 0.
    residuals : tuple
        For each row the outputs of the network minus those of the map.
    r_squared : tuple
        For each output 1 - (sum of squared residuals) / (sum of squares about the mean); None
        where the output is the same on all rows.
    """

    map: Affine
    residuals: tuple
    r_squared: tuple


def best_affine(network, rows):
    """The best affine map in least squares over rows of data, by exact normal equations.

    Parameters
    ----------
    network : Network
    rows : array-like, one row for each input

    Returns
    -------
    BestAffine

    Notes
    -----
    The normal equations always have a solution; ``argument/a-line-is-not-a-regression`` tells the
    estimator from the function.

    Examples
    --------
    >>> from relu_proofs import Network
    >>> best = best_affine(Network([([[1]], [0]), ([[1]], [0])]), [[-1], [0], [1]])
    >>> str(best.map.U[0][0]), str(best.map.c[0]), str(best.r_squared[0])
    ('1/2', '1/3', '3/4')
    """
    rows = network_rows(network, rows)
    integers = Integers(network)
    values = [integers.evaluate(x) for x in rows]
    columns = [_integers(column) for column in zip(*((*x, Fraction(1)) for x in rows), strict=True)]
    targets = [_integers(column) for column in zip(*values, strict=True)]
    _, free = nonsingular([(*x, Fraction(1)) for x in rows])
    gram = Square([[_inner(columns[i], columns[j]) for j in free] for i in free])
    betas = [
        dict(zip(free, gram.solve([_inner(columns[i], y) for i in free]), strict=True))
        for y in targets
    ]
    betas = [[beta.get(j, Fraction(0)) for j in range(len(columns))] for beta in betas]
    piece = Affine(tuple(tuple(beta[:-1]) for beta in betas), tuple(beta[-1] for beta in betas))
    forms = [integer_form(*row) for row in zip(*piece, strict=True)]
    residuals = tuple(
        tuple(y - form.at(x) for y, form in zip(value, forms, strict=True))
        for x, value in zip(map(common, rows), values, strict=True)
    )
    r_squared = []
    for y, misses in zip(targets, zip(*residuals, strict=True), strict=True):
        spread = _inner(y, y) - _inner(y, columns[-1]) ** 2 / len(rows)
        lost = _integers(misses)
        r_squared.append(1 - _inner(lost, lost) / spread if spread else None)
    return BestAffine(piece, residuals, tuple(r_squared))


def network_rows(network, rows):
    """Rows of data as tuples of rationals, as many numbers each as the network has inputs."""
    return Points(rows).fit(network.inputs).rows


def _integers(column):
    (*numbers, _), bottom = common(column)
    return numbers, bottom


def _inner(a, b):
    return Fraction(sum(map(int.__mul__, a[0], b[0])), a[1] * b[1])


@dataclass(frozen=True)
class DataVerdict:
    """Three decisions for one data set, and the best affine map on its rows.

    The rows alone, their convex hull, and their bounding box: a "no" for one is a "no" for those
    after it, and any affine map that serves the box serves the hull and the rows.
    """

    rows: Decision
    hull: Decision
    box: Decision
    best: BestAffine


def decide_on_data(network, rows, *, budget=1000, progress=None):
    """Decide whether a network is affine on rows of data, on their hull and on their box.

    Parameters
    ----------
    network : Network
    rows : array-like, one row for each input
    budget : int
        As in `decide_affine`, for each decision.
    progress : callable, optional
        As in `decide_affine`.

    Returns
    -------
    DataVerdict

    Raises
    ------
    InputError
        If there is no row, or rows do not fit the network.

    Notes
    -----
    A column that never changes is held at its value in the box; the certificate then speaks of
    the network after the map ``box.through``.  The page ``argument/all-positive`` has the theorem.

    Examples
    --------
    >>> from relu_proofs import Network
    >>> f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])   # |x1 - x2|
    >>> found = decide_on_data(f, [[1, 0], [2, 0], [3, 1], [4, 2]])
    >>> found.rows.verdict, found.hull.verdict, found.box.verdict
    ('affine', 'affine', 'not-affine')
    """
    rows = network_rows(network, rows)
    options = {"budget": budget, "progress": progress}
    alone = decide_affine(network, Points(rows), **options)
    hull = decide_affine(network, Hull(rows), **options)
    ends = [(min(column), max(column)) for column in zip(*rows, strict=True)]
    free = [i for i, (low, high) in enumerate(ends) if low < high]
    if len(free) == network.inputs:
        box = decide_affine(network, Box(tuple(ends)), **options)
    elif not free:
        box = alone
    else:
        unit = {i: tuple(Fraction(i == j) for j in free) for i in range(network.inputs)}
        into = Affine(
            tuple(unit.values()),
            tuple(Fraction(0) if i in free else low for i, (low, _) in enumerate(ends)),
        )
        box = decide_affine(
            network.after(Network.affine(*into)), Box(tuple(ends[i] for i in free)), **options
        )
        back = box.map and Affine(
            tuple(
                tuple(
                    row[free.index(i)] if i in free else Fraction(0) for i in range(network.inputs)
                )
                for row in box.map.U
            ),
            box.map.c,
        )
        box = replace(box, through=into, map=back)
    return DataVerdict(alone, hull, box, best_affine(network, rows))
