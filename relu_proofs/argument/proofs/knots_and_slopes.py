"""One input: a network is a list of knots and slopes, and every such list is a network."""

from ...core.network import Network
from ...core.piecewise import equality
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity

ROOF = Network([([[1], [-2], [2]], [1, 0, -3]), ([[1, 1, "-3/2"]], [-1])])
ROOF_EQUALS = equality(ROOF)
FOLDED = Network([([[1], [-1]], [0, 0]), ([[1, 1], [-1, -1]], [-1, 1]), ([[1, 2]], [0])])
FOLDED_EQUALS = equality(FOLDED)


@certified(
    "knots-and-slopes-read-off",
    "The network r(x + 1) + r(−2x) − (3/2)·r(2x − 3) − 1 is, on the whole line, the "
    "function with knots −1, 0 and 3/2, slopes −2, −1, 1 and −2, and the value 0 at 0.",
    ROOF_EQUALS.statement,
)
def knots_and_slopes_read_off(statement: Statement, given: Given) -> Node:
    evidence: Node = ROOF_EQUALS.evidence
    return evidence


@proved(
    "kinks-add-up",
    "For every step h > 0 a one-hidden-layer network of one input has the second difference "
    "f(x + h) − 2f(x) + f(x − h) = Σ cⱼ·max(0, h − |x − tⱼ|), with one term for each knot tⱼ: "
    "cⱼ is the sum of vᵢ|wᵢ| over the units i with this knot.",
)
def kinks_add_up(given: Given) -> None:
    """A unit v r(wx + b) with w ≠ 0 and the knot t = −b/w is v|w| r(x − t) if w > 0.

    If w < 0 it is v|w| r(t − x) = v|w| r(x − t) − v|w| (x − t), which differs by an affine term,
    and second differences of affine terms are 0.  One unit c r(x − t) has the second difference
    c max(0, h − |x − t|); units with w = 0 are constants; the differences of a sum add up.
    """
    given("all-the-bend-sits-at-the-knot")
    given("the-same-at-every-zoom")


@proved(
    "fewest-units",
    "A continuous piecewise-linear function of one variable with k ≥ 1 knots needs exactly k "
    "hidden units in one layer next to a skip connection and an output bias. Without a skip "
    "connection it needs k if some of its slope changes (perhaps none) add up to minus its "
    "leftmost slope, and k + 1 otherwise. On an interval the same holds with the knots inside it.",
)
def fewest_units(given: Given) -> None:
    """By `kinks-add-up` every knot is the knot of some unit: k are necessary.

    Write f = m x + constant + Σ c_j r(x − t_j).  With a skip connection this is a network.
    Without one, and with k units, unit j sits at t_j and contributes the slope change c_j; to the
    left of all knots only the units that face left have a slope, −c_j each.  So −Σ c_j over them
    is m: that is the condition, and where it holds, letting these units face left gives every
    slope, and the output bias the constant.  Otherwise take k + 1: split the first knot into
    a r(x − t) + b r(t − x) with a + b = c_1 and b = −m.
    """
    given("kinks-add-up")


@certified(
    "two-units-are-too-few",
    "−2a − 2b = 1 has no solution with a ≥ 0 and b ≥ 0.",
    identity("false", "a >= 0", "b >= 0", "-2*a - 2*b = 1"),
    Hence(
        "the function with the knots 0 and 1 and the slopes 1, 3 and 5 is no network of two units "
        "in one hidden layer without a skip connection.",
        "Its two knots would be those of the two units, and the slope changes 2 and 2 theirs. To "
        "the left of both knots a unit that faces left has the slope −2 and one that faces right "
        "has 0, so the leftmost slope is −2a − 2b with a and b 0 or 1, and not 1.",
        ("kinks-add-up",),
    ),
)
def two_units_are_too_few(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "a-deeper-network-is-a-list-too",
    "The network of two hidden layers r(|x| − 1) + 2r(1 − |x|) is the function with knots "
    "−1, 0 and 1, slopes −1, 2, −2 and 1, and the value 2 at 0.",
    FOLDED_EQUALS.statement,
)
def a_deeper_network_is_a_list_too(statement: Statement, given: Given) -> Node:
    evidence: Node = FOLDED_EQUALS.evidence
    return evidence


@certified(
    "neighbours-meet",
    "A unit moves no faster than its input: for x ≥ y, |r(x) − r(y)| ≤ x − y.",
    identity("abs(r(x) - r(y)) <= x - y", "x >= y"),
    Hence(
        "a network cannot jump.",
        "A small step of the input is a step of each unit that is no larger; adding, scaling and "
        "chaining finitely many of them makes of it at most a multiple that depends on the weights "
        "alone.",
    ),
)
def neighbours_meet(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 1, "y": 0}, splits=("x", "y"))


@proved(
    "pieces-must-meet",
    "Two neighbouring pieces of a network agree at the knot between them: with slopes and "
    "knots given, only one constant is free.",
)
def pieces_must_meet(given: Given) -> None:
    """Units are continuous, sums and compositions of continuous functions are.

    So the formulas of both sides have the value f(t) at their knot t, and each constant follows
    from the one before: the next piece differs by c (x − t).
    """
    given("neighbours-meet")


@certified(
    "one-function-two-descriptions",
    "For every x, (r(−x) + r(x))² = x².",
    identity("(r(-x) + r(x))**2 = x**2"),
    Hence(
        "the function with the two pieces −x and x is also one formula, √(x²).",
        "r(−x) + r(x) is not negative, so it is the root of its square.",
    ),
)
def one_function_two_descriptions(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)
