"""Ten answers that sound right; what is not settled on a page of the argument is settled here."""

from ...core.certificate import polytope
from ...core.network import Network
from ...core.statements import affine_on
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity
from ..texts import affine_map

# equal to x^2 at -1, -1/2, 0, 1/2 and 1, with knots at -1/2, 0, 1/2
NEAR_SQUARE = Network(
    [([[1], [-1], [1], [-1]], [0, 0, "-1/2", "-1/2"]), ([["1/2", "1/2", 1, 1]], [0])]
)


@certified(
    "relu-has-no-jump",
    "|r(x) − r(y)| ≤ |x − y| for all x and y.",
    identity("abs(r(x) - r(y)) <= abs(x - y)"),
    Hence(
        "ReLU has no jump.",
        "As y comes near to x, r(y) comes near to r(x).",
    ),
)
def relu_has_no_jump(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, splits=("x - y",))


@certified(
    "convex-of-convex-need-not-be-convex",
    "For f(x) = r(1 − |x|) and 0 < h ≤ 1, 2f(0) > f(h) + f(−h).",
    identity("2*r(1 - abs(0)) > r(1 - abs(h)) + r(1 - abs(-h))", "h > 0", "h <= 1"),
    Hence(
        "r(1 − |x|) is not convex, although r(1 − u) is a convex function of u, and |x| is one "
        "of x.",
        "A convex function is at 0 at most the mean of its values at h and −h. r, an affine "
        "function before r, and |x| = r(x) + r(−x) are convex.",
    ),
)
def convex_of_convex_need_not_be_convex(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"h": 1})


@certified(
    "two-linear-layers-are-one",
    "A linear layer from two inputs to three values followed by one from three values to "
    "one is one linear layer from two inputs to one value, whatever the weights.",
    identity(
        "v1*(a1*x1 + b1*x2) + v2*(a2*x1 + b2*x2) + v3*(a3*x1 + b3*x2) "
        "= (v1*a1 + v2*a2 + v3*a3)*x1 + (v1*b1 + v2*b2 + v3*b3)*x2"
    ),
)
def two_linear_layers_are_one(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "a-constant-bends-nothing",
    "f(x) = wx + b has f(x + h) − 2f(x) + f(x − h) = 0 for all x and h, whatever b is.",
    identity("(w*(x + h) + b) - 2*(w*x + b) + (w*(x - h) + b) = 0"),
)
def a_constant_bends_nothing(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "a-positive-unit-is-convex",
    "With v ≥ 0 the unit v·r(z) lies on or below its chords: "
    "v·r((1 − t)p + tq) ≤ (1 − t)·v·r(p) + t·v·r(q) for 0 ≤ t ≤ 1.",
    identity("v*r((1 - t)*p + t*q) <= (1 - t)*v*r(p) + t*v*r(q)", "v >= 0", "t >= 0", "t <= 1"),
)
def a_positive_unit_is_convex(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"t": 0, "v": 1}, degree=3)


@proved(
    "positive-sums-are-convex",
    "A sum of any number of ReLU units with output weights ≥ 0, plus an affine map, is convex: "
    "no such sum of one input comes nearer to −|x| on [−1, 1] than 1/2.",
)
def positive_sums_are_convex(given: Given) -> None:
    """Add the chords: each unit lies on or below its own, hence the sum lies below the sum's.

    A convex g has g(0) ≤ (g(−1) + g(1))/2.  If |g(x) + |x|| ≤ E at −1, 0 and 1, then
    −E ≤ g(0) ≤ (g(−1) + g(1))/2 ≤ E − 1, so E ≥ 1/2.  The constant −1/2 attains it.
    """
    given("a-positive-unit-is-convex")


@certified(
    "beyond-the-last-knot",
    "For x ≥ 1/2 the network (r(x) + r(−x))/2 + r(x − 1/2) + r(−x − 1/2) is the line 3x/2 − 1/2.",
    affine_on(NEAR_SQUARE, polytope([((1,), "-1/2")]), affine_map([["3/2"]], ["-1/2"])),
)
def beyond_the_last_knot(statement: Statement, given: Given) -> Node:
    states = ("on", "off", "on", "off")
    return {
        "point": ["1"],
        "tree": {
            "signs": [
                {"unit": [0, i], "state": state, "multipliers": [[0, "1"]]}
                for i, state in enumerate(states)
            ],
            "then": {"type": "equal"},
        },
    }


@certified(
    "outside-the-data-the-error-is-quadratic",
    "A line mx + c falls behind x² by a multiple of x² at most: "
    "x² − mx − c ≤ (1 + |m| + |c|)·x² for every x ≥ 1.",
    identity("(1 + abs(m) + abs(c))*x**2 >= x**2 - m*x - c", "x >= 1"),
)
def outside_the_data_the_error_is_quadratic(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 1}, degree=3)


@certified(
    "outside-the-data-half-the-square-is-missed",
    "A line mx + c falls behind x² by half of it at least: x² − mx − c ≥ x²/2 for every x with "
    "x ≥ 4|m| and x² ≥ 4|c|.",
    identity("x**2 - m*x - c >= x**2/2", "x >= 4*abs(m)", "x**2 >= 4*abs(c)"),
    Hence(
        "beyond its last knot, where it is a line, a network of one input falls behind x² by "
        "between x²/2 and a fixed multiple of x² for all large x: like a square, not like an "
        "exponential.",
        "Both bounds hold as soon as x ≥ 1, x ≥ 4|m| and x² ≥ 4|c|; to the left of all knots the "
        "same holds with −x for x.",
        ("beyond-the-last-knot", "outside-the-data-the-error-is-quadratic"),
    ),
)
def outside_the_data_half_the_square_is_missed(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"m": 0, "c": 0})
