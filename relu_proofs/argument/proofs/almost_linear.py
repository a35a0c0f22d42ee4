"""Claims of the page almost-linear: how far ReLU and its networks are from a straight line."""

from ...core.certificate import space
from ...core.network import Network
from ...core.statements import not_affine
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity

HAT = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, -2, 1]], [0])])  # 1 at 0, 0 outside [-1, 1]


@proved(
    "softplus-gap",
    "For every β > 0 the softplus ln(1 + exp(βz))/β lies above r(z) by ln(1 + exp(−β|z|))/β: "
    "by exactly ln 2 / β at z = 0, and by less everywhere else.",
)
def softplus_gap(given: Given) -> None:
    """Factor the larger exponential out of the logarithm.

    1 + exp(βz) = exp(βz)(1 + exp(−βz)) for z ≥ 0, so ln(1 + exp(βz))/β = z + ln(1 + exp(−βz))/β
    there; for z ≤ 0 there is nothing to factor.  Both cases read r(z) + ln(1 + exp(−β|z|))/β.
    The last term falls strictly as |z| grows, from ln 2 / β at z = 0 towards 0.
    """


@certified(
    "no-line-is-nearer-than-a-quarter",
    "If a line px + q stays within E of r at the three points −R, 0 and R > 0, then E ≥ R/4.",
    identity(
        "E >= R/4",
        "R > 0",
        "abs(r(-R) + p*R - q) <= E",
        "abs(r(0) - q) <= E",
        "abs(r(R) - p*R - q) <= E",
    ),
)
def no_line_is_nearer_than_a_quarter(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"R": 1, "E": 1, "p": 0, "q": 0})


@certified(
    "one-line-is-a-quarter-away",
    "For R > 0 the line x/2 + R/4 stays within R/4 of r on all of [−R, R].",
    identity("abs(r(x) - (x/2 + R/4)) <= R/4", "R > 0", "x >= -R", "x <= R"),
    Hence(
        "the distance from ReLU to the nearest line on [−R, R] is exactly R/4.",
        "No line is nearer, already at the three points −R, 0 and R.",
        ("no-line-is-nearer-than-a-quarter",),
    ),
)
def one_line_is_a_quarter_away(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"R": 1, "x": 0})


@certified(
    "the-same-at-every-zoom",
    "r(kx) = k·r(x) for every k ≥ 0 and every x.",
    identity("r(k*x) = k*r(x)", "k >= 0"),
    Hence(
        "zooming changes nothing: the graph of r, enlarged or shrunk around 0 by a factor k > 0 "
        "in both directions, is the graph of r.",
        "The point (x, r(x)) goes to (kx, k·r(x)), which is the point of the graph at kx; and "
        "every point of the graph is reached, from x/k.",
    ),
)
def the_same_at_every_zoom(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"k": 1}, splits=("k", "x"))


@proved(
    "nothing-is-almost-linear",
    "Let f(kx) = k·f(x) for all k ≥ 0 and all x in ℝᵈ, as for every ReLU network without "
    "biases, of any depth. Then the distance on ℝᵈ from f to the affine maps is 0 or infinite: "
    "f is linear, or no affine map stays within any bound of it.",
)
def nothing_is_almost_linear(given: Given) -> None:
    """Walk away from the origin along a ray on which f and the linear part differ.

    ReLU and linear maps pass a factor k ≥ 0 through, hence so does any chain of them.
    Let L(x) = a·x + q be affine with |f − L| ≤ E everywhere.  For any x and k ≥ 0,
    k·|f(x) − a·x| = |f(kx) − a·kx| ≤ |f(kx) − L(kx)| + |q| ≤ E + |q|.  The right side does not
    depend on k, so f(x) = a·x.  As x was any point, f is linear and the distance is 0.
    """
    given("the-same-at-every-zoom")


@certified(
    "a-hat-is-not-affine",
    "The hat h(x) = r(x + 1) − 2r(x) + r(x − 1), a network with biases, is not affine.",
    not_affine(HAT, space()),
    Hence(
        "its second differences are not all 0: h(−1) − 2h(0) + h(1) = −2.",
        "Its values are 0, 1 and 0; an affine function gives 0.",
    ),
)
def a_hat_is_not_affine(statement: Statement, given: Given) -> Node:
    return {"points": [["-1"], ["0"], ["1"]], "coefficients": ["1", "-2", "1"], "output": 0}


@certified(
    "a-hat-is-almost-constant",
    "On the whole line the hat h(x) = r(x + 1) − 2r(x) + r(x − 1) stays within 1/2 of the "
    "constant 1/2.",
    identity("abs(r(x + 1) - 2*r(x) + r(x - 1) - 1/2) <= 1/2"),
    Hence(
        "a network with biases can stay within a bound of an affine map, here of a constant, on "
        "the whole line without being affine.",
        "The hat is not affine.",
        ("a-hat-is-not-affine",),
    ),
)
def a_hat_is_almost_constant(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)
