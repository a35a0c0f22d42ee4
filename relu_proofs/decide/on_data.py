"""Is a network affine on a data set: on its rows, their hull, their bounding box; how far off."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..core.box import bounding
from ..core.domains import Hull, Points, as_domain
from ..core.forms import homogeneous, integer_form
from ..core.linalg import independent, solve_square
from ..core.network import Affine, Network
from ..core.rational import Vector, over_one_denominator
from .convex import decide_convex
from .decision import Decision, Outcome, Progress
from .rows import decide_hull, decide_rows
from .survey import Survey

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
    residuals: tuple[Vector, ...]
    r_squared: tuple[Fraction | None, ...]


def best_affine(network: Network, rows: object) -> BestAffine:
    """The best affine map in least squares over rows of data, by exact normal equations.

    Parameters
    ----------
    network : Network
    rows : array-like, one row for each input

    Returns
    -------
    BestAffine

    Raises
    ------
    InputError
        If there is no row, or rows do not fit the network.

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
    data = _data(network, rows)
    return _best(Survey(network, data.rows))


def _data(network: Network, rows: object) -> Points:
    points = rows if isinstance(rows, Points) else Points(rows)
    as_domain(points, network.inputs)
    return points


class _Column:
    """Numbers over one denominator: one for each row of data."""

    def __init__(self, values: Sequence[Fraction]) -> None:
        self.numbers, self.bottom = over_one_denominator(values)

    def dot(self, other: "_Column") -> Fraction:
        """The sum of products."""
        total = sum(map(int.__mul__, self.numbers, other.numbers))
        return Fraction(total, self.bottom * other.bottom)


def _best(survey: Survey) -> BestAffine:
    ones = [(*x, Fraction(1)) for x in survey.rows]
    columns = [_Column(column) for column in zip(*ones)]
    targets = [_Column(column) for column in zip(*survey.values)]
    _, free = independent(ones)
    gram = [[columns[i].dot(columns[j]) for j in free] for i in free]
    moments = [[columns[i].dot(y) for i in free] for y in targets]
    betas = [dict(zip(free, beta)) for beta in solve_square(gram, moments)]
    full = [[beta.get(j, Fraction(0)) for j in range(len(columns))] for beta in betas]
    piece = Affine(tuple(tuple(beta[:-1]) for beta in full), tuple(beta[-1] for beta in full))
    forms = [integer_form(row, c) for row, c in zip(*piece)]
    residuals = []
    for x, values in zip(survey.rows, survey.values):
        point = homogeneous(x)
        residuals.append(tuple(y - form.at(point) for y, form in zip(values, forms)))
    lost = [_Column(column) for column in zip(*residuals)]
    r_squared = tuple(map(_r_squared, targets, lost))
    return BestAffine(piece, tuple(residuals), r_squared)


def _r_squared(values: _Column, lost: _Column) -> Fraction | None:
    count, total = len(values.numbers), Fraction(sum(values.numbers), values.bottom)
    spread = values.dot(values) - Fraction(total**2, count)
    return 1 - Fraction(lost.dot(lost), spread) if spread else None


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


def decide_on_data(
    network: Network,
    rows: object,
    *,
    budget: int = 1000,
    progress: Progress | None = None,
    check: bool | None = None,
) -> DataVerdict:
    """Decide whether a network is affine on rows of data, on their hull and on their box.

    Parameters
    ----------
    network : Network
    rows : array-like, one row for each input
    budget : int
        As in `decide_affine`, for each decision.
    progress : callable, optional
        As in `decide_affine`.
    check : bool, optional
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
    Where a column never changes, the box has no interior, and its certificate names it as a
    polytope.  The page ``argument/all-positive`` has the theorem.

    Examples
    --------
    >>> from relu_proofs import Network
    >>> f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])   # |x1 - x2|
    >>> found = decide_on_data(f, [[1, 0], [2, 0], [3, 1], [4, 2]])
    >>> found.rows.verdict, found.hull.verdict, found.box.verdict
    ('affine', 'affine', 'not-affine')
    """
    points = _data(network, rows)
    hull, box = Hull(points.rows), bounding(points.rows)
    survey = Survey(network, points.rows)
    on_rows = decide_rows(network, survey)
    on_box = decide_convex(network, box, budget, progress)
    on_hull = decide_hull(network, hull, survey, on_rows, budget, progress, on_box)
    if _is_open(on_box) and on_hull.combination:
        on_box = on_hull  # points of the hull are points of the box
    return DataVerdict(
        Decision.of(network, points, on_rows, check),
        Decision.of(network, hull, on_hull, check),
        Decision.of(network, box, on_box, check),
        _best(survey),
    )


def _is_open(outcome: Outcome) -> bool:
    return outcome.piece is None and outcome.combination is None
