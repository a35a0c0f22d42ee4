"""A smaller network that is the same function on a domain, with a certificate that it is."""

from contextlib import suppress
from dataclasses import dataclass, replace

from ..core.affine import Affine
from ..core.certificate import Certificate, confirm
from ..core.clock import Clock, OutOfTime, finishing, half, running
from ..core.domains import Box, Convex, Polytope, Space, as_domain
from ..core.network import Network, Unit, require_network
from ..core.options import require_flags
from ..core.statements import affine_on
from .cell import Cell, Weak
from .convex import decide_in_half, prove_map
from .decision import cells_of
from .signs import Findings
from .smaller import Reasons, smaller
from .tree import Exhausted, Walk, is_hopeless, walk

__all__ = ["Simpler", "simplify"]

_STEPS = 12
"""Of the search for points where a unit behind kinks has a sign, as `unit_states` has them."""


@dataclass(frozen=True)
class Simpler:
    """The smaller network and why it is the same.

    Attributes
    ----------
    network : Network
    certificate : Certificate or None
        ``affine-on`` of the difference with U = 0 and c = 0, on the domain that was asked about;
        None where nothing was removed.
    removed : tuple of (layer, unit, reason)
        The units of the given network that are gone, in order.
    checked : bool
        Whether the checker has accepted the certificate, and its statement was the question.
    finished : bool
        False where the time was over first; nothing is removed then.
    more : bool
        Whether more cells might do more: units behind kinks are kept of which it is not known
        that they switch, or not proved within the cells.
    """

    network: Network
    certificate: Certificate | None
    removed: tuple[tuple[int, int, str], ...]
    checked: bool = False
    finished: bool = True
    more: bool = False


def simplify(
    network: Network,
    domain: object,
    *,
    budget: int | None = None,
    budget_seconds: float | None = None,
    check: bool | None = None,
) -> Simpler:
    """Remove what a network does not need on a domain.

    Units that are off, constant or unused go; units on one crease with one orientation become
    one, and none where their weights cancel; units that are always on pass straight to the next
    layer where that saves units, or where the network passes on values anyhow; a layer without
    kinks goes altogether; a network that is affine keeps no unit.

    Parameters
    ----------
    network : Network
    domain : "space", a box or a `Polytope`
        The polytope may lack an interior.
    budget : int, optional
        At most this many cells are looked at to find out whether the network is affine, and as
        many to prove what is gone behind kinks; by default 1000, or with ``budget_seconds`` as
        many as these allow.
    budget_seconds : float, optional
        The search ends after this time, and nothing is removed that is not proved by then.
    check : bool, optional
        Whether the checker judges the certificate before the answer is given; by default where
        that costs little.

    Returns
    -------
    Simpler

    Raises
    ------
    InputError
        If it is no network, the domain does not fit it, or is a data set or a hull, ``budget`` is
        no whole number >= 0, ``budget_seconds`` is not above 0, or ``check`` is neither True nor
        False.

    Notes
    -----
    The sign of a unit whose pre-activation is one affine form on the domain costs one cell.  Of
    units behind kinks the certificate has to go through the cells that the kinks make; that is
    done where the budget suffices, so with few inputs or few kinks.

    Examples
    --------
    >>> f = Network([([[1], [1], [2]], [0, -2, 0]), ([[1, 1, 1]], [0])])
    >>> small = simplify(f, (-1, 1))
    >>> small.network, small.removed
    (<Network 1-1-1>, ((0, 1, 'off'), (0, 2, 'same crease as unit 0')))
    """
    require_network(network)
    require_flags(check=check)
    place = as_domain(domain, network.inputs, (Space, Box, Polytope))
    assert isinstance(place, (Space, Box, Polytope))
    cells = cells_of(budget, budget_seconds)
    with running(Clock(budget_seconds)):
        try:
            found = _found(network, place, cells)
        except OutOfTime:
            return Simpler(network, None, (), finished=False)
        except Exhausted:
            return Simpler(network, None, (), more=True)
    certificate = found.certificate
    if certificate is None:
        return found
    with finishing():
        return replace(found, checked=confirm(certificate, certificate.statement, check))


def _found(network: Network, domain: Space | Box | Polytope, budget: int) -> Simpler:
    """The smaller network, with its certificate, which nobody has checked yet."""
    piece = decide_in_half(network, domain, budget).piece
    if piece is not None:
        reasons = dict.fromkeys(network.units, "the network is affine")
        return _proved(network, domain, Network.affine(*piece), reasons, budget)
    found = walk(network, Cell.whole(domain), {})
    first = _proved(network, domain, *smaller(network, domain, found), budget)
    try:
        with running(half()):
            return _behind_kinks(network, domain, found, first, budget)
    except (Exhausted, OutOfTime):
        return replace(first, more=True)


def _proved(
    network: Network, domain: Convex, less: Network, reasons: Reasons, budget: int
) -> Simpler:
    """A smaller network with what is gone and why, and the proof that it is the same."""
    removed = tuple((k, i, reasons[k, i]) for k, i in network.units if (k, i) in reasons)
    if not removed:
        return Simpler(network, None, ())
    difference = network.minus(less)
    zero = Affine.zero(network.inputs, network.outputs)
    evidence = prove_map(difference, domain, zero, budget)
    return Simpler(less, Certificate(affine_on(difference, domain.json, zero), evidence), removed)


def _behind_kinks(
    network: Network,
    domain: Space | Box | Polytope,
    found: Walk,
    first: Simpler,
    budget: int,
) -> Simpler:
    """What is gone where the signs of units behind kinks are used too; ``first`` is without them.

    Raises
    ------
    Exhausted
        If a proof with so many cells is out of reach.
    OutOfTime
        If a clock is over.
    """
    gone = {(k, i) for k, i, _ in first.removed}
    behind = [unit for unit in network.units if found.forms[unit].atoms]
    if gone.issuperset(behind):
        return first
    _require_few_cells(network, found, behind[-1][0], budget)
    findings = Findings(network, domain, _STEPS, budget)
    with suppress(OutOfTime):
        findings.settle(None)
    states: dict[Unit, Weak] = {}
    undecided = False
    for unit in behind:
        state, _ = findings.state(unit)
        undecided |= state == "undecided" and unit not in gone
        if state == "on" or state == "off":
            states[unit] = state
    again = walk(network, Cell.whole(domain), states)
    again.signs.update({unit: (state, []) for unit, state in states.items()})
    less, reasons = smaller(network, domain, again)
    better = len(less.units) < len(first.network.units)
    answer = _proved(network, domain, less, reasons, budget) if better else first
    return replace(answer, more=undecided)


def _require_few_cells(network: Network, found: Walk, layer: int, budget: int) -> None:
    """Raise `Exhausted` if the kinks before a layer could make far too many cells."""
    kinks = sum(
        unit[0] < layer and unit not in found.signs and not found.forms[unit].is_constant()
        for unit in network.units
    )
    if is_hopeless(kinks, network.inputs, budget):
        raise Exhausted
