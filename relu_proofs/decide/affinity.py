"""Is a network affine on a domain?  Decided exactly, with evidence either way.

Floats only search.  A "no" is a combination of points that every affine map sends to 0; a "yes"
is a tree of splits at whose leaves every unit is decided or cancels (page
``argument/when-it-is-linear`` for one hidden layer, ``argument/deciding-deep-networks`` beyond).
"""

from ..core.clock import Clock, finishing, running
from ..core.domains import Hull, Points, as_domain
from ..core.network import Network, require_network
from ..core.options import require_flags, require_functions
from .convex import decide_convex
from .decision import Decision, Outcome, Progress, cells_of

__all__ = ["Decision", "decide_affine"]


def decide_affine(
    network: Network,
    domain: object,
    *,
    budget: int | None = None,
    budget_seconds: float | None = None,
    progress: Progress | None = None,
    check: bool | None = None,
) -> Decision:
    """Decide whether a network is one affine map on a domain.

    Parameters
    ----------
    network : Network
    domain : "space", a box, a `Polytope`, `Points` or a `Hull`
        A box is a pair (low, high) for every input or a sequence of such pairs.  Polytopes and
        hulls may lack an interior.
    budget : int, optional
        At most this many cells are looked at; by default 1000, or with ``budget_seconds`` as many
        as these allow.  One hidden layer never needs more than one on a domain with an interior.
    budget_seconds : float, optional
        The search ends after this time, and what it has found by then is the answer.  To write
        the certificate down and to check it comes on top.
    progress : callable, optional
        Called with the number of cells looked at and the budget, now and then.
    check : bool, optional
        Whether the checker judges the certificate before the answer is given; by default where
        that costs little.

    Returns
    -------
    Decision

    Raises
    ------
    InputError
        If it is no network, the domain does not fit it, ``budget`` is no whole number >= 0,
        ``budget_seconds`` is not above 0, ``progress`` is no function, or ``check`` is neither
        True nor False.

    Notes
    -----
    One hidden layer: theory of the page ``argument/when-it-is-linear`` (units are grouped by
    hyperplane, and the weights of each that meets the interior must cancel).  Deeper: a search in
    floats for three points on a line, verified exactly, then exact splits; deciding this is
    coNP-complete from two hidden layers on (``argument/deciding-deep-networks``).

    Examples
    --------
    >>> from relu_proofs import Network
    >>> f = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])    # r(x) - r(-x)
    >>> yes = decide_affine(f, "space")
    >>> yes.verdict, [str(u) for u in yes.map.U[0]]
    ('affine', ['1'])
    >>> g = Network([([[1]], [0]), ([[1]], [0])])
    >>> no = decide_affine(g, (-1, 1))
    >>> no.verdict, no.distance > 0, no.checked
    ('not-affine', True, True)
    """
    require_network(network)
    require_functions(progress=progress)
    require_flags(check=check)
    place = as_domain(domain, network.inputs)
    cells = cells_of(budget, budget_seconds)
    with running(Clock(budget_seconds)):
        outcome = (
            _on_rows(network, place, cells, progress)
            if isinstance(place, (Points, Hull))
            else decide_convex(network, place, cells, progress)
        )
    with finishing():
        return Decision.of(network, place, outcome, check)


def _on_rows(
    network: Network, place: Points | Hull, budget: int, progress: Progress | None
) -> Outcome:
    # imported where they are used: linear algebra is a library that the rest does without
    from .rows import decide_hull, decide_rows
    from .survey import Survey

    survey = Survey(network, place if isinstance(place, Points) else place.points)
    on_rows = decide_rows(network, survey)
    if isinstance(place, Hull):
        return decide_hull(network, place, survey, on_rows, budget, progress)
    return on_rows
