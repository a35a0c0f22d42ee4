"""One unit: straight on each side of zero, and bent at zero."""

from ...core.certificate import space
from ...core.network import Network
from ...core.statements import not_affine
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity

RELU = Network([([[1]], [0]), ([[1]], [0])])
SECOND_DIFFERENCE: Node = {
    "points": [["-1"], ["0"], ["1"]],
    "coefficients": ["1", "-2", "1"],
    "output": 0,
}


@certified(
    "relu-is-not-affine",
    "ReLU is not affine.",
    not_affine(RELU, space()),
    Hence(
        "not all its second differences are 0: r(−1) − 2r(0) + r(1) = 1.",
        "An affine function mx + q gives (−m + q) − 2q + (m + q) = 0 there; ReLU gives 0 − 0 + 1.",
    ),
)
def relu_is_not_affine(statement: Statement, given: Given) -> Node:
    return SECOND_DIFFERENCE


@certified(
    "two-straight-sides",
    "For every z ≥ 0, r(z) = z.",
    identity("r(z) = z", "z >= 0"),
)
def two_straight_sides(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": 1})


@certified(
    "flat-on-the-left",
    "For every z ≤ 0, r(z) = 0.",
    identity("r(z) = 0", "z <= 0"),
)
def flat_on_the_left(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": -1})


@certified(
    "affine-where-zero-is-not-inside",
    "If ab ≥ 0 and 0 ≤ t ≤ 1, then r((1 − t)a + tb) = (1 − t)·r(a) + t·r(b).",
    identity("r((1 - t)*a + t*b) = (1 - t)*r(a) + t*r(b)", "a*b >= 0", "t >= 0", "t <= 1"),
    Hence(
        "r is affine on every interval that does not have 0 strictly inside.",
        "Zero is strictly between a and b exactly when ab < 0. With ab ≥ 0, the equation says "
        "that on the interval from a to b, whose points are the (1 − t)a + tb, r is the line "
        "through its values at the ends. An unbounded interval is the union of such ones.",
    ),
)
def affine_where_zero_is_not_inside(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"a": 1, "b": 2, "t": 0}, splits=("a", "-a", "b", "-b"))


@certified(
    "bent-where-zero-is-inside",
    "If a < 0 < b and 0 < t < 1, then r((1 − t)a + tb) < (1 − t)·r(a) + t·r(b).",
    identity("r((1 - t)*a + t*b) < (1 - t)*r(a) + t*r(b)", "a < 0", "b > 0", "t > 0", "t < 1"),
    Hence(
        "where 0 is strictly inside an interval [a, b], r lies strictly below its chord between "
        "the ends, and is not affine there.",
        "The left side is the value of r strictly between a and b, the right side the height of "
        "the chord there; an affine function lies on its chords.",
    ),
)
def bent_where_zero_is_inside(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"a": -1, "b": 1, "t": "1/2"})


@certified(
    "all-the-bend-sits-at-the-knot",
    "For every step h > 0, the unit c·r(x − t) has the second difference "
    "c·r(x + h − t) − 2c·r(x − t) + c·r(x − h − t) = c·max(0, h − |x − t|).",
    identity("c*r(x + h - t) - 2*c*r(x - t) + c*r(x - h - t) = c*r(h - abs(x - t))", "h > 0"),
    Hence(
        "with c ≠ 0 the unit bends at its knot t and nowhere else.",
        "At x = t the second difference is c·h ≠ 0 for every step; at any other x it is 0 for "
        "every step h ≤ |x − t|.",
    ),
)
def all_the_bend_sits_at_the_knot(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"h": 1})


@certified(
    "leaky-relu-bends-too",
    "For every h > 0, leaky ReLU with slope a on the left, r(x) − a·r(−x), has the second "
    "difference (1 − a)·max(0, h − |x|).",
    identity(
        "(r(x + h) - a*r(-x - h)) - 2*(r(x) - a*r(-x)) + (r(x - h) - a*r(h - x)) "
        "= (1 - a)*r(h - abs(x))",
        "h > 0",
    ),
    Hence(
        "it bends at 0 by 1 − a, and is affine exactly for a = 1.",
        "At x = 0 the second difference is (1 − a)·h, not 0 unless a = 1; for a = 1 the function "
        "is r(x) − r(−x) = x.",
    ),
)
def leaky_relu_bends_too(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"h": 1})


@proved(
    "a-ruler-makes-no-angle",
    "Sums, multiples and compositions of affine maps are affine: no number of steps with "
    "affine maps makes a bend.",
)
def a_ruler_makes_no_angle(given: Given) -> None:
    """Count the steps: each of them keeps the set of affine maps.

    With f(x) = Ax + b and g(x) = Cx + d, the map f + g is (A + C)x + (b + d), kf is kAx + kb, and
    f(g(x)) is (AC)x + (Ad + b): affine again.  By induction so is whatever finitely many steps
    make.  ReLU is not among them, nor is anything else with a bend.
    """
    given("relu-is-not-affine")
