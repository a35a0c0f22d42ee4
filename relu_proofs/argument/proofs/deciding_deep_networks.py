"""Deep networks: evidence is easy to check and, from two hidden layers on, hard to find."""

from collections.abc import Sequence
from fractions import Fraction

from ...core.certificate import box, space
from ...core.network import Network
from ...core.statements import affine_on, not_affine, unit_sign
from ...decide.affinity import decide_affine
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity
from ..texts import affine_map

CANCELLING = Network([([[1], [1]], [0, 0]), ([[1, -1]], ["1/2"])])  # r(x) - r(x) + 1/2
STABLE = Network([([[1, 1], [1, -1]], ["1/4", "-5/4"]), ([[1, 1]], [0])])  # settled by [0, 1]^2
NEEDS_A_SPLIT = Network(
    [
        ([[1], [-1]], [0, 0]),  # r(1 + |x|) - |x|, that is 1
        ([[1, 1], [1, 0], [0, 1]], [1, 0, 0]),
        ([[1, -1, -1]], [0]),
    ]
)
FORMULA = ((1, 2), (1, -2), (-1, 2), (-1, -2))  # x or y, x or not y, not x or y, not x or not y


def gadget(clauses: Sequence[Sequence[int]]) -> Network:
    """A network with two hidden layers that is 0 everywhere unless the formula can be satisfied.

    Parameters
    ----------
    clauses : sequence of clauses
        A clause is a sequence of literals with different variables: 2 stands for the second
        variable, -2 for its negation; one of them has to hold.

    Returns
    -------
    Network
        G = r(1/2 - F), where F(x) adds up the distances of all x_i from {0, 1} and, for each
        clause, r(1 - the sum of its literals), a literal being x_i or 1 - x_i.

    Notes
    -----
    Claim ``deciding-is-conp-complete``.  At a satisfying vertex F is 0 and G is 1/2; if there is
    none, F >= 1 and G is 0 everywhere.

    Examples
    --------
    >>> G = gadget([(1, 2), (-1, -2)])                         # exactly one of the two
    >>> str(G([1, 0])), str(G([1, 1])), str(G([5, 5]))
    ('1/2', '0', '0')
    """
    variables = max(abs(literal) for clause in clauses for literal in clause)
    weight, bias, total = [], [], []
    for i in range(variables):
        for sign, shift, factor in ((-1, 0, 1), (1, 0, 1), (1, Fraction(-1, 2), -2), (1, -1, 2)):
            weight.append([sign * (k == i) for k in range(variables)])
            bias.append(shift)
            total.append(factor)
    for clause in clauses:
        row = [0] * variables
        for literal in clause:
            row[abs(literal) - 1] -= 1 if literal > 0 else -1
        weight.append(row)
        bias.append(1 - sum(literal < 0 for literal in clause))
        total.append(1)
    return Network([(weight, bias), ([[-t for t in total]], [Fraction(1, 2)]), ([[1]], [0])])


@proved(
    "affine-exactly-when-the-cells-agree",
    "A ReLU network of any depth is affine on a convex domain with interior exactly when all "
    "its activation regions there that have an interior carry the same affine map.",
)
def affine_exactly_when_the_cells_agree(given: Given) -> None:
    """The regions are finitely many and their closures cover the domain.  One map on all of them
    is the network's, by continuity; and an affine network has one map, which two regions with
    interior cannot disagree about."""


@proved(
    "three-points-refute",
    "If a ReLU network is not affine on a convex domain with interior, there are two rational "
    "points x and y of the domain with f(x) + f(y) ≠ 2f((x + y)/2).",
)
def three_points_refute(given: Given) -> None:
    """If the equation held at all rational points of the interior it would hold at all points, f
    being continuous, and a continuous function that satisfies it on a convex set is affine."""


@certified(
    "a-cancelling-pair-is-constant",
    "r(x) − r(x) + ½ = ½ on [0, 1].",
    affine_on(CANCELLING, box([(0, 1)]), affine_map([[0]], ["1/2"])),
    Hence(
        "intervals alone know less: they only give [−½, 3/2].",
        "Each r(x) lies in [0, 1]; a value of [0, 1] minus another one plus ½ lies in [−½, 3/2], "
        "and every number there is of this form.",
    ),
)
def a_cancelling_pair_is_constant(statement: Statement, given: Given) -> Node:
    return {"point": ["0"], "tree": {"signs": [], "then": {"type": "equal"}}}


@certified(
    "settled-units-have-multipliers",
    "On [0, 1]² the unit x + y + ¼ is on and the unit x − y − 5/4 is off.",
    unit_sign(STABLE, box([(0, 1), (0, 1)]), [((0, 0), "on"), ((0, 1), "off")]),
    Hence(
        "the signs are sums of the square's own inequalities: x + y + ¼ is x plus y plus ¼, and "
        "−(x − y − 5/4) is (1 − x) plus y plus ¼.",
        "On the square x, 1 − x, y and 1 − y are ≥ 0.",
    ),
)
def settled_units_have_multipliers(statement: Statement, given: Given) -> Node:
    def leaf(*half_spaces: int) -> Node:
        multipliers = [[j, "1"] for j in half_spaces]
        return {"signs": [], "then": {"type": "sign", "multipliers": multipliers}}

    # half-spaces 0 to 3: x >= 0, 1 - x >= 0, y >= 0, 1 - y >= 0
    return {
        "relaxations": [],
        "points": [["0", "0"]],
        "witnesses": [[0], []],
        "trees": [{"unit": [0, 0], "tree": leaf(0, 2)}, {"unit": [0, 1], "tree": leaf(1, 2)}],
    }


@certified(
    "a-split-settles-the-second-layer",
    "r(1 + |x|) − r(r(x)) − r(r(−x)) = 1 for every x.",
    affine_on(NEEDS_A_SPLIT, space(), affine_map([[0]], [1])),
    Hence(
        "split at x = 0, the second layer is settled on each side, and the network with two hidden "
        "layers r(1 + |x|) − |x| is constant.",
        "On either side 1 + |x| > 0, and r(x) and r(−x) are ≥ 0, so all three units of the second "
        "layer pass their z on; r(x) + r(−x) = |x|.",
    ),
)
def a_split_settles_the_second_layer(statement: Statement, given: Given) -> Node:
    def side(first: str, second: str) -> Node:
        # the split's half-space, x >= 0 or -x >= 0, is number 0
        def on(unit: int, *half_spaces: int) -> Node:
            multipliers = [[j, "1"] for j in half_spaces]
            return {"unit": [1, unit], "state": "on", "multipliers": multipliers}

        signs = [
            {"unit": [0, 1], "state": second, "multipliers": [[0, "1"]]},
            on(0, 0),
            on(1, *([0] if first == "on" else [])),
            on(2, *([0] if second == "on" else [])),
        ]
        return {"signs": signs, "then": {"type": "equal"}}

    split = {
        "type": "split",
        "unit": [0, 0],
        "on": side("on", "off"),
        "off": side("off", "on"),
    }
    return {"point": ["0"], "tree": {"signs": [], "then": split}}


@certified(
    "four-units-measure-the-distance-to-zero",
    "For t ≤ ½, r(−t) + r(t) − 2r(t − ½) + 2r(t − 1) = |t|.",
    identity("r(-t) + r(t) - 2*r(t - 1/2) + 2*r(t - 1) = abs(t)", "t <= 1/2"),
)
def four_units_measure_the_distance_to_zero(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"t": 0})


@certified(
    "four-units-treat-zero-and-one-alike",
    "r(−t) + r(t) − 2r(t − ½) + 2r(t − 1) has one value at t and at 1 − t: it is "
    "r(t − 1) + r(1 − t) − 2r(½ − t) + 2r(−t).",
    identity(
        "r(-t) + r(t) - 2*r(t - 1/2) + 2*r(t - 1) = r(t - 1) + r(1 - t) - 2*r(1/2 - t) + 2*r(-t)"
    ),
    Hence(
        "these four units measure the distance of t from the nearer of 0 and 1.",
        "For t ≤ ½ they give |t|, the distance from 0, which is the nearer; for t ≥ ½ they give "
        "the same as at 1 − t ≤ ½, which is |1 − t|.",
        ("four-units-measure-the-distance-to-zero",),
    ),
)
def four_units_treat_zero_and_one_alike(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "a-violated-clause-costs-one",
    "For all real a, b, c, |a| + |b| + |c| + r(1 − a − b − c) ≥ 1.",
    identity("abs(a) + abs(b) + abs(c) + r(1 - a - b - c) >= 1"),
)
def a_violated_clause_costs_one(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "unsatisfiable-means-zero",
    "The network G = r(½ − F) of the formula (x ∨ y)(x ∨ ¬y)(¬x ∨ y)(¬x ∨ ¬y) is 0 on the whole "
    "plane.",
    affine_on(gadget(FORMULA), space(), affine_map([[0, 0]], [0])),
    Hence(
        "the formula cannot be satisfied.",
        "Where a formula holds, each x is 0 or 1 and each clause has a literal that is 1, so F = 0 "
        "and G = ½.",
    ),
)
def unsatisfiable_means_zero(statement: Statement, given: Given) -> Node:
    certificate = decide_affine(gadget(FORMULA), "space").certificate
    if certificate is None:
        raise RuntimeError("the network of a formula with two variables was not decided")
    evidence: Node = certificate.evidence
    return evidence


@certified(
    "satisfiable-means-a-bump",
    "The network G = r(½ − F) of the formula (x ∨ y)(x ∨ ¬y)(¬x ∨ y) is not affine.",
    not_affine(gadget(FORMULA[:3]), space()),
    Hence(
        "there is a hill where the formula holds, at x = y = 1: G is ½ there, and 0 at (0, 1) and "
        "(2, 1).",
        "At (1, 1) every clause has a literal that is 1, so F = 0. At (0, 1) the clause x ∨ ¬y "
        "lacks 1 and at (2, 1) the distance of 2 from 1 is 1, so F ≥ 1 at both.",
    ),
)
def satisfiable_means_a_bump(statement: Statement, given: Given) -> Node:
    return {
        "points": [["0", "1"], ["1", "1"], ["2", "1"]],
        "coefficients": ["1", "-2", "1"],
        "output": 0,
    }


@proved(
    "deciding-is-conp-complete",
    "Deciding whether a ReLU network with two hidden layers and rational weights is affine on "
    "the whole space is coNP-complete, already with one unit in the second hidden layer.",
)
def deciding_is_conp_complete(given: Given) -> None:
    """Hard: build the network G of a formula with three different variables in each clause.
    If the formula holds at a vertex, G is ½ there, and 0 far away since F grows: not affine.
    If not, take any x, let ρ be a nearest vertex and choose a clause that ρ violates.  Its three
    literals are 0 at ρ, so at x they are at most |x_i − ρ_i| in size, and the distances together
    with that clause alone make F(x) ≥ 1.  So G = 0 everywhere.
    In coNP: a network that is not affine has two regions with interior and different maps.  A
    point inside each, with numerators and denominators of polynomial size (a vertex bound for
    linear programs), shows the two patterns, and the maps are compared.
    """
    given("four-units-measure-the-distance-to-zero")
    given("four-units-treat-zero-and-one-alike")
    given("a-violated-clause-costs-one")
    given("affine-exactly-when-the-cells-agree")


@certified(
    "negative-rows-kill-a-unit",
    "If a ≤ 0 and b ≤ 0, then r(a·r(z₁) + b·r(z₂)) = 0 for all z₁ and z₂.",
    identity("r(a*r(z1) + b*r(z2)) = 0", "a <= 0", "b <= 0"),
)
def negative_rows_kill_a_unit(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"a": 0, "b": 0})


@proved(
    "one-random-network-in-sixteen-vanishes",
    "A bias-free 2-2-2-1 network whose weights are independent, symmetric about 0 and have "
    "densities is identically 0 with probability exactly 1/16, and otherwise, with "
    "probability 1, not linear.",
)
def one_random_network_in_sixteen_vanishes(given: Given) -> None:
    """If all four weights of the second layer are ≤ 0, probability 1/2⁴, both its units are off.
    Otherwise some column j has a positive entry.  The first layer is invertible with probability
    1, so some x makes its output the unit vector e_j, where the network gives
    v₁r(w₁ⱼ) + v₂r(w₂ⱼ), not 0 with probability 1.  But the network is 0 on the open cone where
    both first units are off: it is not linear."""
    given("negative-rows-kill-a-unit")
