"""The step that fails: from one U for each case to one U for all cases.

f(x) = v1 r(w11 x1 + w12 x2) + v2 r(w21 x1 + w22 x2) is the question's network, as in `four_cases`.
"""

from ...core.certificate import space
from ...core.network import Network
from ...core.statements import not_linear
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity, summand

DISTANCE = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
TWO_RELUS = Network([([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])])  # r(x1) + r(x2)


def output(x1: str, x2: str) -> str:
    """The question's network at a point, as a formula."""
    first, second = (f"r(w{i}1*({x1}) + w{i}2*({x2}))" for i in (1, 2))
    return f"(v1*{first} + v2*{second})"


@certified(
    "for-every-x-some-u-says-nothing",
    "For two inputs and all numbers g and n with n·(x₁² + x₂²) = 1, the row "
    "U = (g·n·x₁, g·n·x₂) has U·x = g.",
    identity("(g*n*x1)*x1 + (g*n*x2)*x2 = g", "n*(x1**2 + x2**2) = 1"),
    Hence(
        "with any number of inputs, for every x ≠ 0 and every number g there is a U with "
        "U·x = g, namely U = g·x/|x|²: so that for every x there is a U with f(x) = U·x holds for "
        "every function f that is 0 at 0.",
        "With n = 1/|x|², U·x = g·n·Σxᵢ² = g, for any number of inputs. At x = 0 every U gives 0.",
    ),
)
def for_every_x_some_u_says_nothing(statement: Statement, given: Given) -> Node:
    values = {"x2": "0"}
    return {
        "point": [values.get(name, "1") for name in statement["variables"]],
        "tree": {"type": "conclusion", "sums": [[summand([0], "g")], [summand([0], "-g")]]},
    }


@certified(
    "the-distance-is-not-linear",
    "The 2-2-1 network |x₁ − x₂| = r(x₁ − x₂) + r(x₂ − x₁) is not linear.",
    not_linear(DISTANCE, space()),
    Hence(
        "it does not add up: f(3, 1) + f(1, 2) = 2 + 1, but f(4, 3) = 1; none of these points "
        "lies on the crease x₁ = x₂.",
        "(4, 3) is the sum of (3, 1) and (1, 2), and a linear function adds up.",
    ),
)
def the_distance_is_not_linear(statement: Statement, given: Given) -> Node:
    return {
        "points": [["3", "1"], ["1", "2"], ["4", "3"]],
        "coefficients": ["1", "1", "-1"],
        "output": 0,
    }


@certified(
    "four-cases-are-not-one",
    "No one U serves all four cases of f(x) = r(x₁) + r(x₂): f is not linear.",
    not_linear(TWO_RELUS, space()),
    Hence(
        "a function can be linear in each of its cases, as this one is with U = (0, 0), (0, 1), "
        "(1, 0) and (1, 1), and not be linear: f(3, 2) + f(−1, −1) = 5 + 0, but f(2, 1) = 3; none "
        "of these points lies on a crease.",
        "In each case r(xᵢ) is xᵢ or 0 throughout. (2, 1) is the sum of (3, 2) and (−1, −1), and a "
        "linear function adds up.",
        ("case-one-both-off", "case-two-second-on", "case-three-first-on", "case-four-both-on"),
    ),
)
def four_cases_are_not_one(statement: Statement, given: Given) -> Node:
    return {
        "points": [["3", "2"], ["-1", "-1"], ["2", "1"]],
        "coefficients": ["1", "1", "-1"],
        "output": 0,
    }


@certified(
    "no-one-u-for-two-relus",
    "For f(x) = r(x₁) + r(x₂) and any p with p₁ > 0 and p₂ > 0, no U has both U·p = f(p) and "
    "U·(−p) = f(−p).",
    identity(
        "false",
        "p1 > 0",
        "p2 > 0",
        "U1*p1 + U2*p2 = r(p1) + r(p2)",
        "U1*(-p1) + U2*(-p2) = r(-p1) + r(-p2)",
    ),
    Hence(
        "on a straight walk through 0, from case 4 into case 1, the U that fits has to change.",
        "The walk passes p and −p for some p with p₁ > 0 and p₂ > 0.",
    ),
)
def no_one_u_for_two_relus(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "positive-scaling-passes-through",
    "For all real weights of a bias-free 2-2-1 network f and every t > 0, f(tx) = t·f(x).",
    identity(f"{output('t*x1', 't*x2')} = t*{output('x1', 'x2')}", "t > 0"),
    Hence(
        "f is positively homogeneous: f(tx) = t·f(x) for every t ≥ 0.",
        "For t = 0 both sides are 0.",
    ),
)
def positive_scaling_passes_through(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "negative-scaling-does-not",
    "For f(x) = |x₁ − x₂| = r(x₁ − x₂) + r(x₂ − x₁) and every x, f(−x) = f(x).",
    identity("r(-x1 - (-x2)) + r(-x2 - (-x1)) = r(x1 - x2) + r(x2 - x1)"),
    Hence(
        "f(tx) = t·f(x) fails for t = −1, wherever x₁ ≠ x₂.",
        "There f(x) = |x₁ − x₂| > 0, so f(−x) = f(x) is not −f(x).",
    ),
)
def negative_scaling_does_not(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "relu-is-half-line-half-fold",
    "For every real z, r(z) = z/2 + |z|/2, where |z| is the number m ≥ 0 with m² = z².",
    identity("r(z) = z/2 + m/2", "m >= 0", "m**2 = z**2"),
)
def relu_is_half_line_half_fold(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": 1, "m": 1}, splits=("z - m", "m - z", "z + m", "-z - m"))


@certified(
    "odd-part-is-linear",
    "For all real weights, f(x) − f(−x) = (vᵀW)·x.",
    identity(
        f"{output('x1', 'x2')} - {output('-x1', '-x2')} "
        "= (v1*w11 + v2*w21)*x1 + (v1*w12 + v2*w22)*x2"
    ),
)
def odd_part_is_linear(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "even-part-is-all-the-nonlinearity",
    "For all real weights, 2f(x) = (vᵀW)·x + f(x) + f(−x): f is ½(vᵀW)·x plus its even part "
    "½(f(x) + f(−x)).",
    identity(
        f"2*{output('x1', 'x2')} = (v1*w11 + v2*w21)*x1 + (v1*w12 + v2*w22)*x2"
        f" + {output('x1', 'x2')} + {output('-x1', '-x2')}"
    ),
    Hence(
        "f is linear exactly when its even part is 0 everywhere.",
        "If the even part is 0, f is ½(vᵀW)·x. If f is linear, f(−x) = −f(x).",
    ),
)
def even_part_is_all_the_nonlinearity(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@proved(
    "least-squares-slope-is-half-vw",
    "Let x and −x be equally likely, the mean of |x|² finite and the covariance of x invertible. "
    "Then the least-squares slope of a bias-free network with one hidden layer, of any width and "
    "with any number of inputs, is exactly ½vᵀW.",
)
def least_squares_slope_is_half_vw(given: Given) -> None:
    """The even part times x averages to 0, so the slope is that of the odd part ½(vᵀW)x.

    Each unit is r(zᵢ) = zᵢ/2 + |zᵢ|/2 with zᵢ = wᵢ·x, so f(x) is ½(vᵀW)x plus the even function
    g(x) = ½Σ vᵢ|wᵢ·x|, at any width.  Means exist, since |f(x)| is at most a multiple of |x|.  As x
    and −x are equally likely, x has mean 0 and so has x·g(x): the covariance of x with f is that
    with ½(vᵀW)x, and multiplied by the inverse covariance of x it is ½(vᵀW)ᵀ.
    """
    given("relu-is-half-line-half-fold")


@certified(
    "one-live-unit-is-never-linear",
    "For one unit f(x) = v·r(w·x) with two inputs, f(w) + f(−w) = v·n with n = |w|².",
    identity("v*r(n) + v*r(-n) = v*n", "n = w1**2 + w2**2", "n >= 0"),
    Hence(
        "a live unit alone, v ≠ 0 and w ≠ 0, with any number of inputs, is never linear.",
        "A linear function gives f(w) + f(−w) = 0, and v·|w|² is not 0. With any number of inputs "
        "the pre-activations at w and −w are n and −n with n = |w|² ≥ 0.",
    ),
)
def one_live_unit_is_never_linear(statement: Statement, given: Given) -> Node:
    # The second hypothesis follows from the first: it spares the proof that squares are >= 0.
    return prove_identity(statement, {"n": 2}, splits=("v", "n"))


@certified(
    "independent-units-are-never-linear",
    "For all real weights, with p = (w₂₂, −w₂₁) and Δ = w₁₁w₂₂ − w₁₂w₂₁, f(p) + f(−p) = v₁·|Δ|.",
    identity(
        f"{output('w22', '-w21')} + {output('-w22', 'w21')} = v1*abs(w11*w22 - w12*w21)",
    ),
    Hence(
        "if v₁ ≠ 0 and Δ ≠ 0, the network is not linear.",
        "A linear function gives f(p) + f(−p) = 0.",
    ),
)
def independent_units_are_never_linear(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "opposite-units-can-cancel-their-folds",
    "If w₂ = −m·w₁ with m > 0 and v₁ = −m·v₂, then f(x) = v₁w₁·x for every x.",
    identity(
        "v1*r(w11*x1 + w12*x2) + v2*r((-m*w11)*x1 + (-m*w12)*x2) = v1*(w11*x1 + w12*x2)",
        "m > 0",
        "v1 = -m*v2",
    ),
    Hence(
        "a 2-2-1 network can be linear, and every linear function of two inputs is one of these.",
        "u·x is the network with w₁ = u, v₁ = 1, m = 1 and v₂ = −1.",
    ),
)
def opposite_units_can_cancel_their_folds(statement: Statement, given: Given) -> Node:
    z = "v1*(w11*x1 + w12*x2)"  # its sign settles the points where both units are 0
    return prove_identity(statement, {"v1": -1}, splits=("v1", z, f"-{z}"))


@certified(
    "units-of-one-direction-are-one-unit",
    "Two units of one direction act as one: if w₂ = m·w₁ with m > 0, then "
    "f(x) = (v₁ + m·v₂)·r(w₁·x) for every x.",
    identity(
        "v1*r(w11*x1 + w12*x2) + v2*r((m*w11)*x1 + (m*w12)*x2) = (v1 + m*v2)*r(w11*x1 + w12*x2)",
        "m > 0",
    ),
)
def units_of_one_direction_are_one_unit(statement: Statement, given: Given) -> Node:
    z = "v2*(w11*x1 + w12*x2)"
    return prove_identity(statement, splits=("v2", z, f"-{z}"))


@certified(
    "folds-that-do-not-cancel-stay",
    "If w₂ = k·w₁, then f(w₁) + f(−w₁) = (v₁ + |k|·v₂)·n with n = |w₁|².",
    identity(
        "v1*r(n) + v2*r(k*n) + v1*r(-n) + v2*r(-k*n) = (v1 + abs(k)*v2)*n",
        "n = w11**2 + w12**2",
        "n >= 0",
    ),
    Hence(
        "if w₁ ≠ 0 and v₁ + |k|·v₂ ≠ 0, the network is not linear.",
        "A linear function gives f(w₁) + f(−w₁) = 0.",
    ),
)
def folds_that_do_not_cancel_stay(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"n": 2}, splits=("k", "v1", "v2"), degree=3)


@proved(
    "two-two-one-linear-exactly-when",
    "A 2-2-1 network without biases is linear exactly when both its units are idle (vᵢ = 0 or "
    "wᵢ = 0), or none is and w₂ = k·w₁ for a number k with v₁ + |k|·v₂ = 0.",
)
def two_two_one_linear_exactly_when(given: Given) -> None:
    """Each way in which two units can lie has a certified claim of its own.

    Both idle: f is 0.  One live: never linear.  Two live: if w1, w2 are independent, never; if
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
def finitely_many_affine_maps_make_pieces(given: Given) -> None:
    """Cut the domain where two of the maps agree: no cell can hold two of them.

    Let the maps L₁, …, Lₘ be different.  Where two of them agree is a hyperplane or nothing, and
    these hyperplanes cut the domain into finitely many convex open cells, in which no two maps
    agree anywhere.  In a cell C the sets {f = Lᵢ} are disjoint and cover C, and each is closed in
    C, since f and Lᵢ are continuous.  C is convex, hence connected, so that it is not the union
    of finitely many disjoint closed sets unless one of them is all of C.  So f = Lᵢ on C for one
    i, and by continuity on the part of the domain that lies in the closure of C.  These parts are
    convex, and they cover the domain, since finitely many hyperplanes have no interior.
    """
