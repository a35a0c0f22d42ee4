"""Ten answers that sound right; what is not settled on a page of the argument is settled here."""

from ...core.certificate import network_json, polytope
from ...core.network import Network
from ..claims import certified, proved
from ..identities import identity, prove_identity

# equal to x^2 at -1, -1/2, 0, 1/2 and 1, with knots at -1/2, 0, 1/2
NEAR_SQUARE = Network(
    [([[1], [-1], [1], [-1]], [0, 0, "-1/2", "-1/2"]), ([["1/2", "1/2", 1, 1]], [0])]
)


@certified(
    "relu-has-no-jump",
    "ReLU has no jump: |r(x) − r(y)| ≤ |x − y| for all x and y.",
    identity("(x - y)**2 >= (r(x) - r(y))**2"),
)
def relu_has_no_jump(statement, given):
    return prove_identity(statement, splits=("x - y",))


@certified(
    "convex-of-convex-need-not-be-convex",
    "r(1 − u) and |x| are convex, but r(1 − |x|) is not: for 0 < h ≤ 1 its value at 0 is "
    "above the mean of its values at −h and h.",
    identity(
        "2*r(1 - r(0) - r(-0)) > r(1 - r(h) - r(-h)) + r(1 - r(-h) - r(h))", "h > 0", "1 - h >= 0"
    ),
)
def convex_of_convex_need_not_be_convex(statement, given):
    return prove_identity(statement, {"h": 1})


@certified(
    "two-linear-layers-are-one",
    "A linear layer from two inputs to three values followed by one from three values to "
    "one is one linear layer, whatever the weights: shapes that differ do not matter.",
    identity(
        "v1*(a1*x1 + b1*x2) + v2*(a2*x1 + b2*x2) + v3*(a3*x1 + b3*x2) "
        "= (v1*a1 + v2*a2 + v3*a3)*x1 + (v1*b1 + v2*b2 + v3*b3)*x2"
    ),
)
def two_linear_layers_are_one(statement, given):
    return prove_identity(statement)


@certified(
    "a-constant-bends-nothing",
    "wx + b has no bend, whatever b is: f(x + h) − 2f(x) + f(x − h) = 0 for all x and h.",
    identity("(w*(x + h) + b) - 2*(w*x + b) + (w*(x - h) + b) = 0"),
)
def a_constant_bends_nothing(statement, given):
    return prove_identity(statement)


@certified(
    "a-positive-unit-is-convex",
    "With v ≥ 0 the unit v·r(z) lies on or below its chords: "
    "v·r((1 − t)p + tq) ≤ (1 − t)v·r(p) + t·v·r(q) for 0 ≤ t ≤ 1.",
    identity("(1 - t)*v*r(p) + t*v*r(q) >= v*r((1 - t)*p + t*q)", "v >= 0", "t >= 0", "1 - t >= 0"),
)
def a_positive_unit_is_convex(statement, given):
    return prove_identity(statement, {"t": 0, "v": 1}, degree=3)


@proved(
    "positive-sums-are-convex",
    "A sum of any number of ReLU units with output weights ≥ 0, plus an affine map, is convex: "
    "no such sum comes nearer to −|x| on [−1, 1] than 1/2.",
)
def positive_sums_are_convex(given):
    """Add the chords: each unit lies on or below its own, hence the sum lies below the sum's.

    A convex g has g(0) ≤ (g(−1) + g(1))/2.  If |g(x) + |x|| ≤ E at −1, 0 and 1, then
    −E ≤ g(0) ≤ (g(−1) + g(1))/2 ≤ E − 1, so E ≥ 1/2.  The constant −1/2 attains it.
    """
    given("a-positive-unit-is-convex")


@certified(
    "beyond-the-last-knot",
    "For x ≥ 1/2, beyond its last knot, the network (r(x) + r(−x))/2 + r(x − 1/2) "
    "+ r(−x − 1/2) is the line 3x/2 − 1/2 for ever.",
    {
        "kind": "affine-on",
        "network": network_json(NEAR_SQUARE),
        "domain": polytope([((1,), "-1/2")]),
        "U": [["3/2"]],
        "c": ["-1/2"],
    },
)
def beyond_the_last_knot(statement, given):
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
    "Where a network is a line mx + c, it falls behind x² by a multiple of x² at most: "
    "x² − mx − c ≤ (1 + |m| + |c|)·x² for every x ≥ 1.",
    identity("(1 + r(m) + r(-m) + r(c) + r(-c))*x**2 >= x**2 - m*x - c", "x - 1 >= 0"),
)
def outside_the_data_the_error_is_quadratic(statement, given):
    given("beyond-the-last-knot")
    return prove_identity(statement, {"x": 1}, degree=3)
