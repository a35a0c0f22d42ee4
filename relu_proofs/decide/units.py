"""Which units of a network are off, on or switching on a domain, and how that is known.

Off means z <= 0 throughout (so a unit that is identically 0 is off), on z >= 0 throughout and
z > 0 somewhere, switching both z < 0 and z > 0 somewhere.  A strict sign is shown by a point, a
weak one by backward bounds on a box, by a tree of splits elsewhere and where bounds do not do.
On a convex domain `signs.Findings` decides, on rows `survey.Survey`; the words are those of
`core.statements.State`.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..core.certificate import Certificate, JSONObject, confirm
from ..core.clock import Clock, OutOfTime, finishing, running
from ..core.domains import AnyDomain, Points, as_domain
from ..core.network import Network, Unit, require_network
from ..core.options import require_flags, require_functions
from ..core.rational import whole_number
from ..core.statements import State, unit_sign
from .decision import Progress, cells_of
from .signs import Findings
from .survey import Survey

__all__ = ["UnitState", "UnitStates", "unit_states"]


_CELLS = 4000
"""Cells and cases, where the caller sets neither them nor seconds."""


class UnitState(NamedTuple):
    """One unit: ``state`` is off, on, switching or undecided; ``by`` says how that is known."""

    layer: int
    unit: int
    state: Literal["off", "on", "switching", "undecided"]
    by: str


@dataclass(frozen=True)
class UnitStates:
    """The states of all hidden units, in order.

    Attributes
    ----------
    units : tuple of UnitState
    certificate : Certificate or None
        Of kind ``unit-sign``, for all decided units; None where no unit is decided.
    checked : bool
        Whether the checker has accepted the certificate, and its statement was the question.
    """

    units: tuple[UnitState, ...]
    certificate: Certificate | None
    checked: bool = False

    def __iter__(self) -> Iterator[UnitState]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)

    @property
    def decided(self) -> list[tuple[Unit, State]]:
        """The places (layer, unit) and states of decided units: what is certified."""
        return [((of.layer, of.unit), of.state) for of in self.units if of.state != "undecided"]


def unit_states(
    network: Network,
    domain: object,
    *,
    budget: int = 12,
    cells: int | None = None,
    budget_seconds: float | None = None,
    progress: Progress | None = None,
    check: bool | None = None,
) -> UnitStates:
    """Decide for each hidden unit whether it is off, on or switching on a domain.

    Parameters
    ----------
    network : Network
    domain : "space", a box, a `Polytope`, `Points` or a `Hull`
        A box is a pair (low, high) for every input or a sequence of such pairs.
    budget : int
        Steps of the search in floats for points of a box where a unit has a certain sign.
    cells : int, optional
        How many cells and cases the trees of splits may look at, all units together; by default
        4000, or with ``budget_seconds`` as many as these allow.
    budget_seconds : float, optional
        The search ends after this time; units that are not settled by then are undecided.  To
        write the certificate down and to check it comes on top.
    progress : callable, optional
        Called with how much is done of how much: layers, then in each further round units.
    check : bool, optional
        Whether the checker judges the certificate before the answer is given; by default where
        that costs little.

    Returns
    -------
    UnitStates

    Raises
    ------
    InputError
        If it is no network, the domain does not fit it, ``budget`` or ``cells`` is no whole
        number >= 0, ``budget_seconds`` is not above 0, ``progress`` is no function, or ``check``
        is neither True nor False.

    Notes
    -----
    Off: z <= 0 throughout.  On: z >= 0 throughout and z > 0 somewhere.  Switching: both strict
    signs occur.  On a box layer 0 is exact by intervals, and deeper backward bounds go first
    (CROWN: Zhang et al. 2018); the rules are those of the kind ``unit-sign``.

    Examples
    --------
    >>> from relu_proofs import Hull, Network
    >>> f = Network([([[1], [1], [-1]], [2, 0, -2]), ([[1, 1, 1]], [0])])
    >>> [(unit.state, unit.by) for unit in unit_states(f, (-1, 1))]
    [('on', 'interval'), ('switching', 'witness'), ('off', 'interval')]
    >>> [unit.state for unit in unit_states(f, Hull([[0], [1]]))]
    ['on', 'on', 'off']
    """
    require_network(network)
    require_functions(progress=progress)
    require_flags(check=check)
    place = as_domain(domain, network.inputs)
    steps = whole_number(budget, "budget", least=0)
    most = cells_of(cells, budget_seconds, _CELLS, "cells")
    with running(Clock(budget_seconds)):
        if isinstance(place, Points):
            units = _on_points(network, place)
            evidence: JSONObject = {}
        else:
            findings = Findings(network, place, steps, most)
            with suppress(OutOfTime):
                findings.settle(progress)
            units = [UnitState(*unit, *findings.state(unit)) for unit in network.units]
            with finishing():
                evidence = findings.evidence()
    with finishing():
        return _answer(network, place, units, evidence, check)


def _on_points(network: Network, points: Points) -> list[UnitState]:
    survey = Survey(network, points)
    try:
        return [UnitState(*unit, survey.state(unit), "rows") for unit in network.units]
    except OutOfTime:
        known = survey.switching()
        return [
            UnitState(*unit, "switching", "rows")
            if unit in known
            else UnitState(*unit, "undecided", "the time was over")
            for unit in network.units
        ]


def _answer(
    network: Network,
    domain: AnyDomain,
    units: list[UnitState],
    evidence: JSONObject,
    check: bool | None,
) -> UnitStates:
    found = UnitStates(tuple(units), None)
    if not found.decided:
        return found
    statement = unit_sign(network, domain.json, found.decided)
    certificate = Certificate(statement, evidence)
    return replace(found, certificate=certificate, checked=confirm(certificate, statement, check))
