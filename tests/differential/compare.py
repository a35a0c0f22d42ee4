"""The package's answers about one case beside the reference's: what differs, as findings."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from relu_proofs import (
    Hull,
    InputError,
    Malformed,
    Network,
    Piecewise,
    Points,
    Polytope,
    Refused,
    activation_regions,
    best_affine,
    check,
    decide_affine,
    decide_on_data,
    simplify,
    unit_states,
)
from relu_proofs.core.piecewise import equality
from relu_proofs.regions.regions import regions_certificate

from . import reference
from .draw import DOMAINS
from .reference import Cells, Domain, polyhedron

REFUSED = {("simplify", "points"), ("simplify", "hull")}
"""Domains that a function refuses by name."""


@dataclass(frozen=True)
class Finding:
    """One answer that is not right: whose, on what kind of domain, what is wrong, in words."""

    function: str
    domain: str
    fault: str
    detail: str = ""

    @property
    def kind(self):
        """What it has in common with others."""
        return self.function, self.domain, self.fault


class Wrong(Exception):
    """An answer that is not right: the fault, and details."""

    def __init__(self, fault, detail=""):
        super().__init__(fault, detail)
        self.fault, self.detail = fault, str(detail)


def require(condition, fault, detail=""):
    """Raise `Wrong` unless the condition holds."""
    if not condition:
        raise Wrong(fault, detail)


# ---- a case as the package takes it, and as a statement has it


def given(case):
    """The domain of a case as a reader would give it."""
    if case.domain == "space":
        return "space"
    if case.domain == "box":
        return list(case.data)
    return {"points": Points, "hull": Hull}.get(case.domain, Polytope)(case.data)


def network_json(layers):
    """A network as certificates have it: the flags only where a unit passes on."""
    found, version = [], 1
    for weight, bias, relu in layers:
        found.append({"weight": [list(map(str, row)) for row in weight]})
        found[-1]["bias"] = list(map(str, bias))
        if not all(relu):
            found[-1]["relu"], version = list(relu), 2
    return {"format": f"relu-network/{version}", "layers": found}


def chain(network):
    """A network of the package as the reference has it."""
    flags = [*network.relu, (True,) * network.outputs]
    return [(*layer, own) for layer, own in zip(network.layers, flags, strict=True)]


def is_same_domain(value, case):
    """Whether the domain of a statement is the set of inputs that the case has."""
    kind = "polytope" if case.domain == "flat" else case.domain
    if value["type"] != kind:
        return False
    if kind == "space":
        return True
    if kind == "box":
        return [tuple(map(Fraction, pair)) for pair in value["intervals"]] == list(case.data)
    if kind in ("points", "hull"):
        return {tuple(map(Fraction, x)) for x in value["points"]} == set(case.data)
    rows = [(tuple(map(Fraction, a)), Fraction(b)) for a, b in value["rows"]]
    return is_same_polyhedron(case.inputs, rows, case.data)


def is_same_polyhedron(dimension, one, two):
    """Whether two lists of rows (a, b) are satisfied by the same points."""
    pairs = ((one, two), (two, one))
    return all(
        polyhedron(dimension, rows).cone.holds(generator, [(*a, b) for a, b in others])
        for rows, others in pairs
        for generator in polyhedron(dimension, rows).cone.generators
    )


def accepted(certificate, layers, same_domain: Callable[[dict], bool] | None):
    """The statement that the checker verified, after a comparison with what was asked for."""
    require(certificate is not None, "no certificate")
    try:
        statement = check(certificate.text)
    except (Malformed, Refused) as found:
        raise Wrong("certificate not accepted", found) from None
    require(statement == certificate.statement, "another statement was checked")
    network = statement.get("network")
    require(network == network_json(layers), "certificate about another network", statement["kind"])
    if same_domain:
        about = statement.get("domain", {"type": "none"})
        require(same_domain(about), "certificate about another domain", about["type"])
    return statement


# ---- one function after the other


def decision(found, truth, layers, region, same_domain, rows=None):
    """A `Decision` about the domain: a region of the reference, or rows."""
    require(found.verdict != "undecided", "undecided", found.tried)
    right = "affine" if truth else "not-affine"
    require(found.verdict == right, "wrong verdict", f"{found.verdict}, right is {right}")
    require((found.distance > 0) == (right == "not-affine"), "wrong distance", found.distance)
    require((found.map is not None) == (right == "affine"), "map with a no, or yes without")
    if found.map is not None and rows is None:
        require(Cells(layers, region).equals_map(*found.map), "wrong map", found.map)
    if found.map is not None and rows is not None:
        values = [reference.evaluate([found.map], x)[-1] for x in rows]
        right = [reference.evaluate(layers, x)[-1] for x in rows]
        require(values == right, "wrong map", found.map)
    statement = accepted(found.certificate, layers, same_domain)
    kind = {"affine": "affine-on"}.get(found.verdict, "not-affine")
    require(statement["kind"] == kind, "another kind of certificate", statement["kind"])
    if found.map is not None:
        U = [[str(Fraction(u)) for u in row] for row in found.map.U]
        require(statement["U"] == U, "certificate of another map")
        require(statement["c"] == [str(Fraction(c)) for c in found.map.c], "another constant")


def decide_affine_of(case, network):
    """`decide_affine` on the domain of the case."""
    found = decide_affine(network, given(case))

    def same(value):
        return is_same_domain(value, case)

    if case.domain == "points":
        truth = reference.is_affine_on_rows(case.chain, case.data)
        decision(found, truth, case.chain, None, same, case.data)
        return
    cells = Cells(case.chain, case.region)
    decision(found, cells.is_affine, case.chain, case.region, same)
    if found.distance and case.region.cone.is_bounded:
        nearest = min(cells.farthest(cell.outputs) for cell in cells.cells)
        require(found.distance <= nearest, "distance too large", found.distance)


def unit_states_of(case, network):
    """`unit_states`, and that its certificate speaks of every unit."""
    found = unit_states(network, given(case))
    if case.domain == "points":
        right = reference.states_at(case.chain, case.data)
    else:
        right = Cells(case.chain, case.region).states
    states = {(unit.layer, unit.unit): unit.state for unit in found}
    require(list(states) == list(right), "other units")
    wrong = {unit: (states[unit], right[unit]) for unit in right if states[unit] != right[unit]}
    said = {unit: pair for unit, pair in wrong.items() if pair[0] != "undecided"}
    require(not said, "wrong state", said)
    require(not wrong, "undecided", wrong)
    if right:
        statement = accepted(
            found.certificate, case.chain, lambda value: is_same_domain(value, case)
        )
        proved = {tuple(unit["unit"]): unit["state"] for unit in statement["units"]}
        require(proved == states, "certificate of other states")


def simplify_of(case, network):
    """`simplify`: the same function, no larger, and a certificate of the difference."""
    found = simplify(network, given(case))
    smaller = chain(found.network)
    cells = Cells(case.chain, case.region)
    require(cells.equals(smaller), "another function")
    before, after = (len(net.units) for net in (network, found.network))
    require(after <= before, "more units", f"{after} for {before}")
    rows = [sum(net.widths) for net in (network, found.network)]
    require(rows[1] <= rows[0], "more values handed on", rows)
    require(after == 0 or not cells.is_affine, "units left in an affine network", after)
    require(bool(found.removed) == (found.network != network), "removed nothing, or in silence")
    if found.certificate is None:
        require(found.network == network, "no certificate")
        return
    statement = accepted(
        found.certificate,
        chain(network.minus(found.network)),  # as the package documents it
        lambda value: is_same_domain(value, case),
    )
    require(statement["kind"] == "affine-on", "another kind of certificate")
    zero = not any(map(Fraction, [t for row in statement["U"] for t in row] + statement["c"]))
    require(zero, "certificate of a difference that is not 0")


def regions_of(case, network):
    """`activation_regions` of a box of one or two inputs: each pattern, its polygon, its map."""
    found = activation_regions(network, given(case))
    cells = Cells(case.chain, case.region).cells
    require(len(found) == len(cells), "wrong number of regions", f"{len(found)}, {len(cells)}")
    by_pattern = {cell.pattern: cell for cell in cells}
    for region in found:
        cell = by_pattern.get(region.pattern)
        require(cell is not None, "a pattern that does not occur", region.pattern)
        vertices = set(region.vertices)
        require(vertices == set(cell.cone.corners), "wrong vertices", region.pattern)
        require(len(vertices) == len(region.vertices), "a vertex twice", region.pattern)
        forms = tuple((*row, c) for row, c in zip(region.U, region.c, strict=True))
        require(forms == cell.outputs, "wrong map", region.pattern)
    maps = len({cell.outputs for cell in cells})
    require(found.distinct_affine_maps == maps, "wrong number of maps")
    statement = accepted(
        regions_certificate(found), case.chain, lambda value: is_same_domain(value, case)
    )
    numbers = statement["regions"], statement["maps"]
    require(numbers == (len(cells), maps), "certificate of other numbers", numbers)


def best_affine_of(case, network):
    """`best_affine`: residuals and R^2 of the normal equations."""
    found = best_affine(network, case.data)
    right = reference.least_squares(case.chain, case.data)
    for k, (residuals, r_squared) in enumerate(right):
        require([row[k] for row in found.residuals] == residuals, "wrong residuals", k)
        require(found.r_squared[k] == r_squared, "wrong R^2", k)
    for x, missed in zip(case.data, found.residuals, strict=True):
        values = reference.evaluate(case.chain, x)[-1]
        nearest = reference.evaluate([found.map], x)[-1]
        require([y - e for y, e in zip(values, missed)] == nearest, "map and residuals differ")


def decide_on_data_of(case, network):
    """`decide_on_data`: rows, their hull, their box."""
    found = decide_on_data(network, case.data)
    ends = [(min(column), max(column)) for column in zip(*case.data)]

    def same(domain):
        return lambda value: (
            {tuple(map(Fraction, x)) for x in value.get("points", ())} == set(case.data)
            and value["type"] == domain
        )

    truth = reference.is_affine_on_rows(case.chain, case.data)
    decision(found.rows, truth, case.chain, None, same("points"), case.data)
    for part, region, domain in (
        (found.hull, reference.hull(case.data), same("hull")),
        (found.box, bounding_box(ends), lambda value: is_box(value, ends)),
    ):
        truth = Cells(case.chain, region).is_affine
        decision(part, truth, case.chain, region, domain)


def bounding_box(ends):
    """The box between these ends, flat where two are equal."""
    return Domain(
        polyhedron(len(ends), reference.box_rows(ends)).cone, reference.identity(len(ends))
    )


def is_box(value, ends):
    """Whether a statement's domain is a box, written as a polytope or one point where flat."""
    if value["type"] == "box":
        return [tuple(map(Fraction, pair)) for pair in value["intervals"]] == ends
    if value["type"] in ("points", "hull"):
        return [[(Fraction(t), Fraction(t)) for t in x] for x in value["points"]] == [ends]
    if value["type"] != "polytope":
        return False
    rows = [(tuple(map(Fraction, a)), Fraction(b)) for a, b in value["rows"]]
    return is_same_polyhedron(len(ends), rows, reference.box_rows(ends))


def piecewise_of(case, network):
    """`Piecewise` of a network of one input and output: knots, values, fewest units."""
    found = Piecewise.from_network(network)
    knots, slopes, value = reference.knots_and_slopes(case.chain)
    require((list(found.knots), list(found.slopes)) == (knots, slopes), "wrong knots or slopes")
    require(found(0) == value, "wrong value")
    for x in (*knots, *(t + s for t in knots for s in (-1, Fraction(1, 10**18), 5)), 7):
        right = reference.evaluate(case.chain, [x])[-1][0]
        require(found(x) == right, "wrong value", x)
    statement = accepted(equality(network), case.chain, None)
    numbers = [str(t) for t in knots], [str(s) for s in slopes]
    require((statement["knots"], statement["slopes"]) == numbers, "certificate of other knots")
    units = found.fewest_units()
    right = fewest(knots, slopes)
    require(units.count == units.at_least == right, "not the fewest units", right)
    again = reference.knots_and_slopes(chain(units.network))
    require(again == (knots, slopes, value), "the fewest units compute another function")


def fewest(knots, slopes):
    """The least number of units: one a knot, and one more if no subset balances the left slope."""
    if not knots:
        return 2 * (slopes[0] != 0)
    sums = {Fraction(0)}
    for before, after in zip(slopes, slopes[1:]):
        sums |= {total + after - before for total in sums}
    return len(knots) + (-slopes[0] not in sums)


# ---- all of them

ROWS = ("points", "hull")


def questions(case):
    """The functions that a case is put to."""
    yield "decide_affine", decide_affine_of
    yield "unit_states", unit_states_of
    yield "simplify", simplify_of
    if case.domain == "box" and case.inputs < 3:
        yield "activation_regions", regions_of
    if case.domain in ROWS:
        yield "best_affine", best_affine_of
        yield "decide_on_data", decide_on_data_of
    if case.inputs == 1 and len(case.layers[-1][1]) == 1:
        yield "Piecewise", piecewise_of


def answer(ask, case):
    """Put one question; the fault, or None."""
    as_text = case.seed // len(DOMAINS) % 2  # the same numbers, given in two ways
    layers = case.layers
    if as_text:
        layers = [([[str(w) for w in row] for row in a], [str(t) for t in b]) for a, b in layers]
    try:
        ask(case, Network(layers, case.relu))
    except Wrong as wrong:
        return wrong.fault, wrong.detail
    except InputError as found:
        return "InputError", str(found)
    except Exception as found:  # whatever it is, it is the finding
        return type(found).__name__, str(found)
    return None


def findings(case):
    """Everything that is wrong about one case."""
    found = []
    for name, ask in questions(case):
        fault = answer(ask, case)
        if (name, case.domain) in REFUSED:
            named = fault is not None and fault[0] == "InputError" and "domain" in fault[1]
            fault = None if named else ("not refused by name", str(fault))
        if fault:
            found.append(Finding(name, case.domain, *fault))
    return found
