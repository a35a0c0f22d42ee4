"""The step that fails: from one U for each case to one U for all cases.

f(x) = v1 r(w11 x1 + w12 x2) + v2 r(w21 x1 + w22 x2) is the question's network, as in `four_cases`.
"""

from ...core.certificate import space
from ...core.network import Network
from ...core.statements import not_linear
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity, summand
from ..texts import output

DISTANCE = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
TWO_RELUS = Network([([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])])  # r(x1) + r(x2)


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
        "of these points lies on the border of a case.",
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
