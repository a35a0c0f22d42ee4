"""A smaller network that is the same function on a domain, with a certificate that it is."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb
from typing import TypeAlias

from ..core.certificate import Certificate, JSONObject, confirm
from ..core.clock import Clock, OutOfTime, finishing, half, running
from ..core.domains import Box, Convex, Polytope, Space, as_domain
from ..core.forms import Atom, Form, combine, primitive
from ..core.layers import Layer
from ..core.network import Affine, Network, Unit
from ..core.rational import Vector, dot
from ..core.statements import affine_on
from .cell import Cell, Weak
from .convex import decide_in_half, prove_map
from .decision import cells_of
from .signs import Findings
from .tree import Exhausted, Walk, walk

__all__ = ["Simpler", "simplify"]

_Reasons: TypeAlias = dict[Unit, str]
"""Why units are gone."""

_STEPS = 12
"""Of the search for points where a unit behind kinks has a sign, as `unit_states` has them."""
_HOPELESS = 4
"""Units behind kinks are left alone if all kinks could make so many times more cells than a tree
may have."""


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
    one; units that are always on pass straight to the next layer where that saves units, or where
    the network passes on values anyhow; a layer without kinks goes altogether; a network that is
    affine keeps no unit.

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
        If the domain does not fit the network, or is a data set or a hull, or ``budget_seconds``
        is not above 0.

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
    place = as_domain(domain, network.inputs, (Space, Box, Polytope))
    assert isinstance(place, (Space, Box, Polytope))
    cells = cells_of(budget, budget_seconds)
    with running(Clock(budget_seconds)):
        try:
            found, evidence = _found(network, place, cells)
        except OutOfTime:
            return Simpler(network, None, (), finished=False)
    with finishing():
        return _certified(network, place, found, evidence, check)


def _found(
    network: Network, domain: Space | Box | Polytope, budget: int
) -> tuple[Simpler, JSONObject]:
    """The smaller network, and evidence that its difference from the given one is 0."""
    piece = decide_in_half(network, domain, budget).piece
    if piece is not None:
        reasons = dict.fromkeys(network.units, "the network is affine")
        return _proved(network, domain, Network.affine(*piece), reasons, budget)
    found = walk(network, Cell.whole(domain), {})
    first = _proved(network, domain, *_smaller(network, domain, found), budget)
    try:
        with running(half()):
            return _behind_kinks(network, domain, found, first, budget)
    except (Exhausted, OutOfTime):
        return replace(first[0], more=True), first[1]


def _proved(
    network: Network,
    domain: Space | Box | Polytope,
    smaller: Network,
    reasons: _Reasons,
    budget: int,
) -> tuple[Simpler, JSONObject]:
    """A smaller network with what is gone and why, and the evidence that it is the same."""
    removed = tuple((k, i, reasons[k, i]) for k, i in network.units if (k, i) in reasons)
    if not removed:
        return Simpler(network, None, ()), {}
    evidence = prove_map(network.minus(smaller), domain, _zero(network), budget)
    return Simpler(smaller, None, removed), evidence


def _behind_kinks(
    network: Network,
    domain: Space | Box | Polytope,
    found: Walk,
    first: tuple[Simpler, JSONObject],
    budget: int,
) -> tuple[Simpler, JSONObject]:
    """What is gone where the signs of units behind kinks are used too; ``first`` is without them.

    Raises
    ------
    Exhausted
        If a proof with so many cells is out of reach.
    OutOfTime
        If a clock is over.
    """
    gone = {unit[:2] for unit in first[0].removed}
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
    smaller, reasons = _smaller(network, domain, again)
    if len(smaller.units) >= len(first[0].network.units):
        return replace(first[0], more=undecided), first[1]
    better, evidence = _proved(network, domain, smaller, reasons, budget)
    return replace(better, more=undecided), evidence


def _require_few_cells(network: Network, found: Walk, layer: int, budget: int) -> None:
    """Raise `Exhausted` if the kinks before a layer could make far too many cells.

    n hyperplanes in d dimensions make at most sum of n choose i, i <= d, cells (Buck 1943).
    """
    kinks = sum(
        unit[0] < layer and unit not in found.signs and not found.forms[unit].is_constant()
        for unit in network.units
    )
    if sum(comb(kinks, i) for i in range(network.inputs + 1)) > _HOPELESS * budget:
        raise Exhausted


def _zero(network: Network) -> Affine:
    nothing = (Fraction(0),) * network.inputs
    return Affine((nothing,) * network.outputs, (Fraction(0),) * network.outputs)


def _certified(
    network: Network, domain: Convex, found: Simpler, evidence: JSONObject, check: bool | None
) -> Simpler:
    if not found.removed:
        return found
    difference = network.minus(found.network)
    statement = affine_on(difference, domain.json, _zero(network))
    certificate = Certificate(statement, evidence)
    done = confirm(certificate, statement, check)
    return replace(found, certificate=certificate, checked=done)


def _reasons(network: Network, found: Walk) -> _Reasons:
    """Why a unit adds nothing but a constant: off, constant, unused; from the last layer."""
    reasons: _Reasons = {}
    live = list(range(network.outputs))
    for k in range(len(network.widths) - 1, -1, -1):
        rows = network.layers[k + 1].weight
        for i in range(network.widths[k]):
            sign = found.signs.get((k, i))
            if sign and sign[0] == "off":
                reasons[k, i] = "off"
            elif found.forms[k, i].is_constant():
                reasons[k, i] = "constant"
            elif not any(rows[j][i] for j in live):
                reasons[k, i] = "unused"
        live = [i for i in range(network.widths[k]) if (k, i) not in reasons]
    return reasons


@dataclass
class _Kept:
    """A unit of the smaller network: what comes in, and its weight in each unit of the next layer.

    ``size`` is the factor of its form over the primitive form of its crease; ``relu`` is False for
    a unit that passes on.
    """

    weight: Vector
    bias: Fraction
    out: Vector
    size: Fraction = Fraction(1)
    relu: bool = True


def _smaller(
    network: Network, domain: Space | Box | Polytope, found: Walk
) -> tuple[Network, _Reasons]:
    """The smaller network by what a walk has found, and why units are gone."""
    reasons, layers, relu = _reasons(network, found), list[Layer](), list[tuple[bool, ...]]()
    before = network.layers[0]  # of the units of a layer, over the units kept before it
    for k, after in enumerate(network.layers[1:]):
        shifts = _with_constants(found, k, after, network.relu[k])
        bent, on = _sorted(found, network.relu[k], k, before, after, reasons)
        if not bent:  # no kink in this layer: two affine layers become one
            reasons |= dict.fromkeys(on, "passed on, with its layer")
            before = _merged(before, after, shifts, on)
            continue
        live = [j for j in range(len(after.weight)) if (k + 1, j) not in reasons]
        kept = bent
        if network.passes_on:
            reasons |= dict.fromkeys(on, "passed on")
            kept += _passing(before, after, on, live)
        elif isinstance(domain, Box) and len(on) > len(live) and _are_forms(found, on):
            reasons |= dict.fromkeys(on, "passed on")
            for j in live:
                unit, low = _passed(found, domain, before, after, on, j)
                kept.append(unit)
                shifts[j] += low
        else:
            kept += [_Kept(before.weight[i], before.bias[i], _column(after, i)) for _, i in on]
        layers.append(Layer(tuple(u.weight for u in kept), tuple(u.bias for u in kept)))
        relu.append(tuple(u.relu for u in kept))
        before = Layer(tuple(zip(*(unit.out for unit in kept))), tuple(shifts))
    return Network([*layers, before], relu), reasons


def _are_forms(found: Walk, units: list[Unit]) -> bool:
    """Whether what units hand on are affine forms of the inputs."""
    return not any(found.forms[unit].atoms for unit in units)


def _with_constants(found: Walk, k: int, after: Layer, relu: Sequence[bool]) -> list[Fraction]:
    """The biases of the next layer, with what constant units add to them."""
    shifts = list(after.bias)
    for i, form in _forms_of(found, k):
        if form.is_constant() and (form.row[-1] > 0 or not relu[i]):
            value = Fraction(form.row[-1], form.den)
            shifts = [b + row[i] * value for b, row in zip(shifts, after.weight)]
    return shifts


def _forms_of(found: Walk, k: int) -> list[tuple[int, Form]]:
    return [(i, form) for (layer, i), form in found.forms.items() if layer == k]


def _column(layer: Layer, i: int) -> Vector:
    return tuple(row[i] for row in layer.weight)


def _sorted(
    found: Walk, relu: Sequence[bool], k: int, before: Layer, after: Layer, reasons: _Reasons
) -> tuple[list[_Kept], list[Unit]]:
    """The units of a layer that bend, one for each crease, and those that hand on z.

    Units with a reason to go are in neither; those that join another get theirs here.
    """
    creases: dict[Atom, tuple[int, _Kept]] = {}
    on = []
    for i, form in _forms_of(found, k):
        if (k, i) in reasons:
            continue
        if (k, i) in found.signs or not relu[i]:
            on.append((k, i))
            continue
        atom, factor = primitive(form)
        crease = atom if factor > 0 else _turned(atom)
        size = Fraction(abs(factor), form.den)
        column = _column(after, i)
        if crease not in creases:
            creases[crease] = i, _Kept(before.weight[i], before.bias[i], column, size)
            continue
        first, unit = creases[crease]
        share = Fraction(size, unit.size)
        unit.out = tuple(a + share * b for a, b in zip(unit.out, column))
        reasons[k, i] = f"same crease as unit {first}"
    return [unit for _, unit in creases.values()], on


def _turned(atom: Atom) -> Atom:
    """The same crease, facing the other way."""
    row, inner = atom
    return tuple(-value for value in row), tuple((name, -value) for name, value in inner)


def _merged(before: Layer, after: Layer, shifts: Sequence[Fraction], on: list[Unit]) -> Layer:
    """Two layers with no kink between them, as one."""
    rows = [[row[i] for _, i in on] for row in after.weight]
    inputs = len(before.weight[0])
    columns = [[before.weight[i][j] for _, i in on] for j in range(inputs)]
    biases = [before.bias[i] for _, i in on]
    return Layer(
        tuple(tuple(dot(row, column) for column in columns) for row in rows),
        tuple(shift + dot(row, biases) for shift, row in zip(shifts, rows)),
    )


def _passing(before: Layer, after: Layer, on: list[Unit], live: list[int]) -> list[_Kept]:
    """Units that pass on what always-on units add to the next layer: the fewer of two ways."""
    if len(on) <= len(live):
        return [
            _Kept(before.weight[i], before.bias[i], _column(after, i), relu=False) for _, i in on
        ]
    merged = _merged(before, after, [Fraction(0)] * len(after.bias), on)
    kept = []
    for j in live:
        out = tuple(Fraction(m == j) for m in range(len(after.weight)))
        kept.append(_Kept(merged.weight[j], merged.bias[j], out, relu=False))
    return kept


def _passed(
    found: Walk, box: Box, before: Layer, after: Layer, on: list[Unit], j: int
) -> tuple[_Kept, Fraction]:
    """One unit for all that always-on units add to unit j of the next layer, and its least value.

    Raised by that least value over the box it is itself always on.
    """
    row = [after.weight[j][i] for _, i in on]
    form = combine(row, Fraction(0), [found.forms[unit] for unit in on], box.inputs + 1)
    low = box.least(form.row) * Fraction(1, form.den)
    columns = zip(*(before.weight[i] for _, i in on))
    weight = tuple(dot(row, column) for column in columns)
    bias = dot(row, [before.bias[i] for _, i in on]) - low
    out = tuple(Fraction(m == j) for m in range(len(after.weight)))
    return _Kept(weight, bias, out), low
