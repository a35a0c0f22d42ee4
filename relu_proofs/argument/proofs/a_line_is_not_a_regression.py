"""A line, a class of lines, and the procedure that picks a line from data are three things."""

from ..claims import certified, proved
from ..identities import identity, prove_identity

ROWS = (1, 2, 3)


@certified(
    "no-line-is-the-estimator",
    "No fixed line px + q satisfies the least-squares equations of both data sets "
    "{(0, 0), (1, 2)} and {(0, 0), (1, 1)}: the equations of the two contradict each other.",
    identity(
        "false",
        "(0 - p*0 - q) + (2 - p*1 - q) = 0",
        "0*(0 - p*0 - q) + 1*(2 - p*1 - q) = 0",
        "(0 - p*0 - q) + (1 - p*1 - q) = 0",
        "0*(0 - p*0 - q) + 1*(1 - p*1 - q) = 0",
    ),
)
def no_line_is_the_estimator(statement, given):
    return prove_identity(statement)


@certified(
    "no-vertical-regression-line",
    "No p and q give a line y = px + q through both (0, 0) and (0, 1): a vertical line is a "
    "straight line that no linear regression model represents.",
    identity("false", "p*0 + q = 0", "p*0 + q = 1"),
)
def no_vertical_regression_line(statement, given):
    return prove_identity(statement)


def _sum(entry):
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
)
def orthogonal_residuals_are_least(statement, given):
    """The sums of squares differ by Σ g² − 2 Σ e·g with g = s·a + t·b, and Σ e·g = 0."""
    # a square is >= 0 because g >= 0 or -g >= 0: split on the sign of each of the three
    squares = [{"factors": [2 + k, 2 + k], "times": "1"} for k in range(3)]
    rest = [{"factors": [i], "times": ["*", "-2", name]} for i, name in enumerate("st")]
    tree = {"type": "conclusion", "sums": [squares + rest]}
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
    "The least-squares slope p of three rows satisfies p·Var(x) = Cov(x, y): where "
    "Var(x) > 0 it is 1 exactly when Cov(x, y) = Var(x).",
    identity(
        "p*(3*(x1*x1 + x2*x2 + x3*x3) - (x1 + x2 + x3)**2) "
        "= 3*(x1*y1 + x2*y2 + x3*y3) - (x1 + x2 + x3)*(y1 + y2 + y3)",
        " + ".join(f"(y{k} - p*x{k} - q)" for k in ROWS) + " = 0",
        " + ".join(f"(y{k} - p*x{k} - q)*x{k}" for k in ROWS) + " = 0",
    ),
)
def slope_is_covariance_over_variance(statement, given):
    return prove_identity(statement, {"p": 0, "q": 1, "x1": 0})


@certified(
    "frozen-hinges-are-linear-in-v",
    "With the hidden layer frozen the network is linear in its output weights: at every x, "
    "the network with weights s·v + t·u is s times the one with v plus t times the one "
    "with u.",
    identity(
        "(s*v1 + t*u1)*r(w1*x + b1) + (s*v2 + t*u2)*r(w2*x + b2) "
        "= s*(v1*r(w1*x + b1) + v2*r(w2*x + b2)) "
        "+ t*(u1*r(w1*x + b1) + u2*r(w2*x + b2))"
    ),
)
def frozen_hinges_are_linear_in_v(statement, given):
    return prove_identity(statement)


@certified(
    "hidden-weights-enter-bent",
    "In its hidden weight the network is not even affine: at x = 1 the weights w = 1 and "
    "w = −1 give r(wx) the mean 1/2, while their mean weight 0 gives 0.",
    identity("r(1*1) + r(-1*1) - 2*r(0*1) = 1"),
)
def hidden_weights_enter_bent(statement, given):
    return prove_identity(statement)


@proved(
    "frozen-hinges-are-a-regression",
    "Fitting the output weights of a network whose hidden layer is frozen, by least squares, "
    "is linear regression on the features r(wᵢ·x + bᵢ), for any number of rows and units.",
)
def frozen_hinges_are_a_regression(given):
    """The prediction is Hv with the fixed matrix H of entries r(wᵢ·x_k + bᵢ).

    Both problems minimise |y − Hv|² over v, so they have the same minimisers: those with
    Hᵀ(y − Hv) = 0, because |y − Hu|² = |y − Hv|² + |H(v − u)|² for such v.
    """
    given("frozen-hinges-are-linear-in-v")
    given("orthogonal-residuals-are-least")
