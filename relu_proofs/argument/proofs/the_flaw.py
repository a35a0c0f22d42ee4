"""The step that fails: from "for every x some U" to "one U for every x".

f(x) = v1 r(a x1 + b x2) + v2 r(c x1 + d x2) is the question's network, as in `four_cases`.
"""

from ...core.certificate import network_json, space
from ...core.network import Network
from ..claims import certified, proved
from ..identities import identity, prove_identity

DISTANCE = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
TWO_RELUS = Network([([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])])  # r(x1) + r(x2)


def output(x1, x2):
    """The question's network at a point, as a formula."""
    return f"(v1*r(a*({x1}) + b*({x2})) + v2*r(c*({x1}) + d*({x2})))"


def _not_linear(network):
    return {"kind": "not-linear", "network": network_json(network), "domain": space()}


@certified(
    "for-every-x-some-u-says-nothing",
    "For every x ≠ 0 and every number g there is a U with U·x = g, namely U = g·x/|x|²: "
    "so “for every x there is a U” holds for every function with g(0) = 0.",
    identity("(g*n*x1)*x1 + (g*n*x2)*x2 = g", "n*(x1**2 + x2**2) = 1"),
)
def for_every_x_some_u_says_nothing(statement, given):
    side = [[{"factors": [0], "times": ["*", sign, "g"]}] for sign in ("1", "-1")]
    point = {"n": "1", "x1": "1", "x2": "0", "g": "1"}
    return {
        "point": [point[name] for name in statement["variables"]],
        "tree": {"type": "conclusion", "sums": side},
    }


@certified(
    "four-cases-are-not-one",
    "The 2-2-1 network |x₁ − x₂| is linear in each of its cases, but it is not linear: "
    "f(1, 0) + f(0, 1) − f(1, 1) = 2, where a linear function gives 0.",
    _not_linear(DISTANCE),
)
def four_cases_are_not_one(statement, given):
    return {
        "points": [["1", "0"], ["0", "1"], ["1", "1"]],
        "coefficients": ["1", "1", "-1"],
        "output": 0,
    }


@certified(
    "no-one-u-for-two-relus",
    "r(x₁) + r(x₂) is not linear: f(1, 0) + f(−1, 0) = 1, where a linear function gives 0.",
    _not_linear(TWO_RELUS),
)
def no_one_u_for_two_relus(statement, given):
    return {"points": [["1", "0"], ["-1", "0"]], "coefficients": ["1", "1"], "output": 0}


@certified(
    "positive-scaling-passes-through",
    "For all real weights and every t > 0, f(tx) = t·f(x): a bias-free 2-2-1 network is "
    "positively homogeneous.",
    identity(f"{output('t*x1', 't*x2')} = t*{output('x1', 'x2')}", "t > 0"),
)
def positive_scaling_passes_through(statement, given):
    return prove_identity(statement)


@certified(
    "negative-scaling-does-not",
    "The same fails for t = −1: with f(x) = |x₁ − x₂|, f(1, 0) + f(−1, 0) = 2 and not 0.",
    _not_linear(DISTANCE),
)
def negative_scaling_does_not(statement, given):
    return {"points": [["1", "0"], ["-1", "0"]], "coefficients": ["1", "1"], "output": 0}


@certified(
    "relu-is-half-line-half-fold",
    "For every real z, r(z) = z/2 + |z|/2.",
    identity("r(z) = z/2 + m/2", "m >= 0", "m**2 = z**2"),
)
def relu_is_half_line_half_fold(statement, given):
    return prove_identity(statement, {"z": 1, "m": 1}, splits=("z - m", "m - z", "z + m", "-z - m"))


@certified(
    "odd-part-is-linear",
    "For all real weights, f(x) − f(−x) = (vᵀW)·x.",
    identity(
        f"{output('x1', 'x2')} - {output('-x1', '-x2')} = (v1*a + v2*c)*x1 + (v1*b + v2*d)*x2"
    ),
)
def odd_part_is_linear(statement, given):
    return prove_identity(statement)


@certified(
    "even-part-is-all-the-nonlinearity",
    "For all real weights, f(x) is ½(vᵀW)·x plus its even part ½(f(x) + f(−x)): so f is "
    "linear exactly when its even part is 0 everywhere.",
    identity(
        f"2*{output('x1', 'x2')} = (v1*a + v2*c)*x1 + (v1*b + v2*d)*x2"
        f" + {output('x1', 'x2')} + {output('-x1', '-x2')}"
    ),
)
def even_part_is_all_the_nonlinearity(statement, given):
    given("odd-part-is-linear")
    return prove_identity(statement)


@proved(
    "least-squares-slope-is-half-vw",
    "Where inputs are as likely as their negatives and no input direction is constant, the "
    "least-squares slope of a bias-free network with one hidden layer is exactly ½vᵀW.",
)
def least_squares_slope_is_half_vw(given):
    """The even part times x averages to 0, so the slope is that of the odd part ½(vᵀW)x."""
    given("even-part-is-all-the-nonlinearity")


@certified(
    "one-live-unit-is-never-linear",
    "One unit alone, v·r(w·x) with v ≠ 0 and w ≠ 0, is never linear: f(w) + f(−w) = v|w|², "
    "where a linear function gives 0.",
    identity("v*r(a*a + b*b) + v*r(-a*a - b*b) != 0", "v != 0", "a*a + b*b > 0"),
)
def one_live_unit_is_never_linear(statement, given):
    return prove_identity(statement)


@certified(
    "independent-units-are-never-linear",
    "If v₁ ≠ 0 and w₁₁w₂₂ − w₁₂w₂₁ ≠ 0, the network is not linear: at p = (w₂₂, −w₂₁), "
    "where the second unit is 0, f(p) + f(−p) is not 0.",
    identity(f"{output('d', '-c')} + {output('-d', 'c')} != 0", "v1 != 0", "a*d - b*c != 0"),
)
def independent_units_are_never_linear(statement, given):
    return prove_identity(statement, {"a": 1, "b": 0, "c": 0, "d": 1}, degree=2)


@certified(
    "opposite-units-can-cancel-their-folds",
    "If w₂ = −m·w₁ with m > 0 and v₁ = −m·v₂, then f(x) = v₁w₁·x for every x: a 2-2-1 "
    "network can be linear, and every linear function is one of these.",
    identity(
        "v1*r(a*x1 + b*x2) + v2*r(-m*(a*x1 + b*x2)) = v1*(a*x1 + b*x2)", "m > 0", "v1 = -m*v2"
    ),
)
def opposite_units_can_cancel_their_folds(statement, given):
    z = "v1*(a*x1 + b*x2)"  # its sign settles the points where both units are 0
    return prove_identity(statement, {"v1": -1}, splits=("v1", z, f"-{z}"))


@certified(
    "units-of-one-direction-are-one-unit",
    "If w₂ = m·w₁ with m > 0, then f(x) = (v₁ + m·v₂)·r(w₁·x): the two units act as one.",
    identity("v1*r(a*x1 + b*x2) + v2*r(m*(a*x1 + b*x2)) = (v1 + m*v2)*r(a*x1 + b*x2)", "m > 0"),
)
def units_of_one_direction_are_one_unit(statement, given):
    z = "v2*(a*x1 + b*x2)"
    return prove_identity(statement, splits=("v2", z, f"-{z}"))


@certified(
    "folds-that-do-not-cancel-stay",
    "If w₂ = k·w₁ with w₁ ≠ 0 and v₁ + |k|·v₂ ≠ 0, the network is not linear: "
    "f(w₁) + f(−w₁) = (v₁ + |k|·v₂)·|w₁|² is not 0.",
    identity(
        "v1*r(n) + v1*r(-n) + v2*r(k*n) + v2*r(-k*n) != 0",
        "n = a*a + b*b",
        "n > 0",
        "v1 + (r(k) + r(-k))*v2 != 0",
    ),
)
def folds_that_do_not_cancel_stay(statement, given):
    return prove_identity(statement, {"n": 2}, splits=("k",), degree=3)


@proved(
    "two-two-one-linear-exactly-when",
    "A 2-2-1 network without biases is linear exactly when both its units are dead (vᵢ = 0 or "
    "wᵢ = 0), or none is and w₂ = k·w₁ for a number k with v₁ + |k|·v₂ = 0.",
)
def two_two_one_linear_exactly_when(given):
    """Each way in which two units can lie has a certified claim of its own.

    Both dead: f is 0.  One live: never linear.  Two live: if w1, w2 are independent, never; if
    w2 = k w1 then k is not 0, and f is linear when v1 + |k| v2 = 0 (one unit with weight 0 for
    k > 0, cancelled folds for k < 0) and is not linear when v1 + |k| v2 is not 0.
    """
    for name in (
        "one-live-unit-is-never-linear",
        "independent-units-are-never-linear",
        "units-of-one-direction-are-one-unit",
        "opposite-units-can-cancel-their-folds",
        "folds-that-do-not-cancel-stay",
    ):
        given(name)


@proved(
    "finitely-many-affine-maps-make-pieces",
    "A continuous function on ℝᵈ, or on a convex open set, that equals at every input one of "
    "finitely many affine maps is piecewise linear: on each of finitely many convex pieces that "
    "cover its domain it is one of these maps.",
)
def finitely_many_affine_maps_make_pieces(given):
    """Cut the domain where two of the maps agree: no cell can hold two of them.

    Let the maps L₁, …, Lₘ be different.  Where two of them agree is a hyperplane or nothing, and
    these hyperplanes cut the domain into finitely many convex open cells, in which no two maps
    agree anywhere.  In a cell C the sets {f = Lᵢ} are disjoint and cover C, and each is closed in
    C, since f and Lᵢ are continuous.  C is convex, hence connected, so that it is not the union
    of finitely many disjoint closed sets unless one of them is all of C.  So f = Lᵢ on C for one
    i, and by continuity on the part of the domain that lies in the closure of C.  These parts are
    convex, and they cover the domain, since finitely many hyperplanes have no interior.
    """
