"""A line, a class of lines, and the procedure that picks a line from data are three things."""

from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity, summand

ROWS = (1, 2, 3)


@certified(
    "no-line-is-the-estimator",
    "No fixed line px + q satisfies the least-squares equations of both data sets "
    "{(0, 0), (1, 2)} and {(0, 0), (1, 1)}: that the errors y − px − q add up to 0, and so do "
    "the errors times x.",
    identity(
        "false",
        "(0 - q) + (2 - p - q) = 0",
        "0*(0 - q) + 1*(2 - p - q) = 0",
        "(0 - q) + (1 - p - q) = 0",
        "0*(0 - q) + 1*(1 - p - q) = 0",
    ),
)
def no_line_is_the_estimator(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "no-vertical-regression-line",
    "No p and q give a line y = px + q through both (0, 0) and (0, 1).",
    identity("false", "p*0 + q = 0", "p*0 + q = 1"),
    Hence(
        "a vertical line is a straight line that no linear regression model represents.",
        "For the vertical line through (a, 0), move both points to x = a: pa + q would have to be "
        "0 and 1.",
    ),
)
def no_vertical_regression_line(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


def _sum(entry: str) -> str:
    return " + ".join(entry.format(k=k) for k in ROWS)


@certified(
    "orthogonal-residuals-are-least",
    "For three rows and any two features a, b: if the residuals e of a fit are orthogonal "
    "to both features, no change of the two coefficients, to e − s·a − t·b, makes the sum "
    "of squares smaller.",
    identity(
        _sum("(e{k} - s*a{k} - t*b{k})**2") + " >= " + _sum("e{k}**2"),
        _sum("e{k}*a{k}") + " = 0",
        _sum("e{k}*b{k}") + " = 0",
    ),
    Hence(
        "the same holds for any number of rows and of features: where the residuals are "
        "orthogonal to every feature, the sum of squares is least.",
        "A change takes away a vector g that is a sum of multiples of the features, so Σ e·g = 0 "
        "and Σ(e − g)² = Σe² + Σg².",
    ),
)
def orthogonal_residuals_are_least(statement: Statement, given: Given) -> Node:
    """The sums of squares differ by Σ g² − 2 Σ e·g with g = s·a + t·b, and Σ e·g = 0."""
    # a square is >= 0 because g >= 0 or -g >= 0: split on the sign of each of the three
    squares = [summand([2 + k, 2 + k]) for k in range(3)]
    rest = [summand([i], f"-2*{name}") for i, name in enumerate("st")]
    tree: Node = {"type": "conclusion", "sums": [squares + rest]}
    for k in reversed(ROWS):
        tree = {
            "type": "split",
            "on": ["+", ["*", "s", f"a{k}"], ["*", "t", f"b{k}"]],
            "positive": tree,
            "otherwise": tree,
        }
    return {"tree": tree, "point": ["0"] * len(statement["variables"])}


@certified(
    "slope-is-covariance-over-variance",
    "The least-squares slope p of three rows (x, y) satisfies p·(3Σx² − (Σx)²) = 3Σxy − Σx·Σy.",
    identity(
        "p*(3*(x1*x1 + x2*x2 + x3*x3) - (x1 + x2 + x3)**2) "
        "= 3*(x1*y1 + x2*y2 + x3*y3) - (x1 + x2 + x3)*(y1 + y2 + y3)",
        " + ".join(f"(y{k} - p*x{k} - q)" for k in ROWS) + " = 0",
        " + ".join(f"(y{k} - p*x{k} - q)*x{k}" for k in ROWS) + " = 0",
    ),
    Hence(
        "for any number of rows p·Var(x) = Cov(x, y); where Var(x) > 0, the slope is 1 exactly "
        "when Cov(x, y) = Var(x).",
        "With n rows multiply Σ(y − px − q)x = 0 by n and take away Σx times Σ(y − px − q) = 0: q "
        "drops out, and p·(nΣx² − (Σx)²) = nΣxy − Σx·Σy, which is n² times the equation.",
    ),
)
def slope_is_covariance_over_variance(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"p": 0, "q": 1, "x1": 0})


@certified(
    "frozen-hinges-are-linear-in-v",
    "With the hidden layer frozen, a network of one input and two units is linear in its output "
    "weights: at every x, the network with weights s·v + t·u is s times the one with v plus t "
    "times the one with u.",
    identity(
        "(s*v1 + t*u1)*r(w1*x + b1) + (s*v2 + t*u2)*r(w2*x + b2) "
        "= s*(v1*r(w1*x + b1) + v2*r(w2*x + b2)) "
        "+ t*(u1*r(w1*x + b1) + u2*r(w2*x + b2))"
    ),
    Hence(
        "so it is with any number of inputs, units and hidden layers, as long as only the output "
        "weights change.",
        "At a given x the values of the last hidden layer are fixed numbers h, and v·h is linear "
        "in v.",
    ),
)
def frozen_hinges_are_linear_in_v(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "hidden-weights-enter-bent",
    "At x = 1 the unit r(wx) has r(1) + r(−1) − 2r(0) = 1, for the weights w = 1, −1 and 0.",
    identity("r(1*1) + r(-1*1) - 2*r(0*1) = 1"),
    Hence(
        "in its hidden weight a network need not even be affine.",
        "0 is the mean of the weights 1 and −1, and an affine function of w would give 0.",
    ),
)
def hidden_weights_enter_bent(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@proved(
    "frozen-hinges-are-a-regression",
    "Fitting the output weights of a network whose hidden layer is frozen, by least squares, "
    "is linear regression on the features r(wᵢ·x + bᵢ), for any number of rows and units.",
)
def frozen_hinges_are_a_regression(given: Given) -> None:
    """The prediction is Hv with the fixed matrix H of entries r(wᵢ·x_k + bᵢ).

    Both problems minimise |y − Hv|² over v, so they have the same minimisers: those with
    Hᵀ(y − Hv) = 0, because |y − Hu|² = |y − Hv|² + |H(v − u)|² for such v.
    """
    given("frozen-hinges-are-linear-in-v")
    given("orthogonal-residuals-are-least")
