"""Is a network affine on a data set: on its rows, their hull, their bounding box; how far off."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from ..core.affine import Affine
from ..core.box import bounding
from ..core.clock import Clock, OutOfTime, finishing, rest, running, tick
from ..core.domains import Domain, Hull, Points, as_domain
from ..core.linalg import solve_square
from ..core.network import Network, require_network
from ..core.options import require_flags, require_functions
from ..core.rational import Vector, over_one_denominator
from .convex import decide_convex, decide_in_half, farthest
from .decision import Decision, Outcome, Progress, cells_of
from .rows import by_the_box, by_the_rows, decide_rows, spread
from .survey import Survey

__all__ = ["BestAffine", "DataVerdict", "Report", "best_affine", "decide_on_data"]

Report: TypeAlias = Callable[[str, Domain, Decision], None]
"""Called with the name of a domain, the domain, and what was decided."""

_MOMENT = 1
"""Seconds for the best map, however little the decisions left of the time: mostly enough."""


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
    rows : array-like, one row for each input; or `Points`

    Returns
    -------
    BestAffine

    Raises
    ------
    InputError
        If it is no network, there is no row, or rows do not fit the network.

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
    return _best(Survey(network, _data(network, rows)))


def _data(network: Network, rows: object) -> Points:
    require_network(network)
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
    _, free = survey.basis
    gram = [[Fraction(0)] * len(free) for _ in free]
    for i, p in enumerate(free):
        for j, q in enumerate(free[: i + 1]):
            tick()
            gram[i][j] = gram[j][i] = columns[p].dot(columns[q])
    moments = [[columns[i].dot(y) for i in free] for y in targets]
    piece = spread(solve_square(gram, moments), free, survey.points.inputs)
    forms = piece.forms
    residuals = []
    for point, values in zip(survey.points.whole, survey.values):
        tick()
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
    after it, and any affine map that serves the box serves the hull and the rows.  ``best`` is
    None where the time was over before it was found; it has a second at least.
    """

    rows: Decision
    hull: Decision
    box: Decision
    best: BestAffine | None


def decide_on_data(
    network: Network,
    rows: object,
    *,
    budget: int | None = None,
    budget_seconds: float | None = None,
    progress: Progress | None = None,
    check: bool | None = None,
    report: Report | None = None,
) -> DataVerdict:
    """Decide whether a network is affine on rows of data, on their hull and on their box.

    Parameters
    ----------
    network : Network
    rows : array-like, one row for each input; or `Points`
    budget : int, optional
        As in `decide_affine`, for each decision.
    budget_seconds : float, optional
        As in `decide_affine`, for all together.
    progress : callable, optional
        As in `decide_affine`.
    check : bool, optional
        As in `decide_affine`.
    report : callable, optional
        Called with a name, ``"rows"``, ``"box"`` or ``"hull"``, the domain and the decision, as
        soon as each is found.

    Returns
    -------
    DataVerdict

    Raises
    ------
    InputError
        If it is no network, there is no row, rows do not fit the network, ``budget`` is no whole
        number >= 0, ``budget_seconds`` is not above 0, ``progress`` or ``report`` is no function,
        or ``check`` is neither True nor False.

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
    require_functions(progress=progress, report=report)
    require_flags(check=check)
    survey = Survey(network, points)
    answers = _Answers(network, check, report)
    with running(Clock(budget_seconds)):
        _decide(survey, answers, cells_of(budget, budget_seconds), progress)
        left = rest(_MOMENT)
    best = None
    if answers["rows"].verdict != "undecided":
        with finishing(), running(left), suppress(OutOfTime):
            best = _best(survey)
    return DataVerdict(answers["rows"], answers["hull"], answers["box"], best)


class _Answers(dict[str, Decision]):
    """The decisions under their names, each made and reported when its outcome is there."""

    def __init__(self, network: Network, check: bool | None, report: Report | None) -> None:
        super().__init__()
        self._network = network
        self._check = check
        self._report = report

    def take(self, name: str, domain: Domain, outcome: Outcome) -> None:
        """Make a decision of an outcome."""
        with finishing():
            self[name] = Decision.of(self._network, domain, outcome, self._check)
            if self._report:
                self._report(name, domain, self[name])


def _decide(survey: Survey, answers: _Answers, budget: int, progress: Progress | None) -> None:
    """Decide the rows, then the hull if they say it, then the box, then the hull if it is open."""
    network, points = survey.network, survey.points
    on_rows = decide_rows(network, survey)
    answers.take("rows", points, on_rows)
    hull, box = Hull(points), bounding(points.rows)
    on_hull = by_the_rows(network, survey, on_rows)
    if on_hull is not None:
        answers.take("hull", hull, on_hull)
        if on_rows.combination is None:
            answers.take("box", box, decide_convex(network, box, budget, progress))
        else:
            answers.take("box", box, farthest(network, box, on_rows))
        return
    on_box = decide_in_half(network, box, budget, progress)
    if not on_box.is_open:
        answers.take("box", box, on_box)
    on_hull = by_the_box(hull, box, on_box) or decide_convex(network, hull, budget, progress)
    answers.take("hull", hull, on_hull)
    if on_box.is_open:  # points of the hull are points of the box
        answers.take("box", box, on_box if on_hull.combination is None else on_hull)
