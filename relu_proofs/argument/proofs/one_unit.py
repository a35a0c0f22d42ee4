"""One unit: straight on each side of zero, bent at zero, and what that means from near and far."""

from ...core.certificate import network_json, space
from ...core.network import Network
from ..claims import certified, proved
from ..identities import identity, prove_identity

RELU = Network([([[1]], [0]), ([[1]], [0])])
HAT = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, -2, 1]], [0])])  # 1 at 0, 0 outside [-1, 1]


@certified(
    "relu-is-not-affine",
    "ReLU is not affine: r(−1) − 2 r(0) + r(1) = 1, where every affine function gives 0.",
    {"kind": "not-affine", "network": network_json(RELU), "domain": space()},
)
def relu_is_not_affine(statement, given):
    return {"points": [["-1"], ["0"], ["1"]], "coefficients": ["1", "-2", "1"], "output": 0}


@certified(
    "two-straight-sides",
    "For every z ≥ 0, r(z) = z and r(−z) = 0.",
    identity("(r(z) - z)**2 + r(-z)**2 = 0", "z >= 0"),
)
def two_straight_sides(statement, given):
    return prove_identity(statement, {"z": 1})


@certified(
    "affine-where-zero-is-not-inside",
    "If 0 is not strictly between a and b (ab ≥ 0), r is affine on the interval between "
    "them: r((1 − t)a + tb) = (1 − t) r(a) + t r(b) for every t in [0, 1].",
    identity("r((1 - t)*a + t*b) = (1 - t)*r(a) + t*r(b)", "a*b >= 0", "t >= 0", "1 - t >= 0"),
)
def affine_where_zero_is_not_inside(statement, given):
    return prove_identity(statement, {"a": 1, "b": 2, "t": 0}, splits=("a", "-a", "b", "-b"))


@certified(
    "bent-where-zero-is-inside",
    "If a < 0 < b, every point strictly between lies strictly below the chord: "
    "r((1 − t)a + tb) < (1 − t) r(a) + t r(b) for every t with 0 < t < 1.",
    identity("(1 - t)*r(a) + t*r(b) > r((1 - t)*a + t*b)", "-a > 0", "b > 0", "t > 0", "1 - t > 0"),
)
def bent_where_zero_is_inside(statement, given):
    return prove_identity(statement, {"a": -1, "b": 1, "t": "1/2"})


@certified(
    "all-the-bend-sits-at-the-knot",
    "A unit c·r(x − t) bends at its knot t and nowhere else: for every step h > 0, "
    "c·r(x + h − t) − 2c·r(x − t) + c·r(x − h − t) = c·max(0, h − |x − t|).",
    identity(
        "c*r(x + h - t) - 2*c*r(x - t) + c*r(x - h - t) = c*r(h - r(x - t) - r(t - x))", "h > 0"
    ),
)
def all_the_bend_sits_at_the_knot(statement, given):
    return prove_identity(statement, {"h": 1})


@certified(
    "leaky-relu-bends-too",
    "Leaky ReLU with slope a on the left, r(x) − a·r(−x), bends at 0 by 1 − a: "
    "for every h > 0 its second difference is (1 − a)·max(0, h − |x|), so it is affine "
    "only for a = 1.",
    identity(
        "(r(x + h) - a*r(-x - h)) - 2*(r(x) - a*r(-x)) + (r(x - h) - a*r(h - x)) "
        "= (1 - a)*r(h - r(x) - r(-x))",
        "h > 0",
    ),
)
def leaky_relu_bends_too(statement, given):
    return prove_identity(statement, {"h": 1})


@proved(
    "softplus-gap",
    "For every β > 0 the softplus ln(1 + exp(βz))/β lies above r(z) by ln(1 + exp(−β|z|))/β: "
    "by exactly ln 2 / β at z = 0, and by less everywhere else.",
)
def softplus_gap(given):
    """Factor the larger exponential out of the logarithm.

    1 + exp(βz) = exp(βz)(1 + exp(−βz)) for z ≥ 0, so ln(1 + exp(βz))/β = z + ln(1 + exp(−βz))/β
    there; for z ≤ 0 there is nothing to factor.  Both cases read r(z) + ln(1 + exp(−β|z|))/β.
    The last term falls strictly as |z| grows, from ln 2 / β at z = 0 towards 0.
    """


@certified(
    "no-line-is-nearer-than-a-quarter",
    "If a line px + q stays within E of r at the three points −R, 0 and R > 0, then E ≥ R/4.",
    identity(
        "E >= R/4", "R > 0", "E >= r(R) - p*R - q", "E >= p*0 + q - r(0)", "E >= r(-R) + p*R - q"
    ),
)
def no_line_is_nearer_than_a_quarter(statement, given):
    return prove_identity(statement, {"R": 1, "E": 1, "p": 0, "q": 0})


@certified(
    "one-line-is-a-quarter-away",
    "The line x/2 + R/4 stays within R/4 of r on all of [−R, R]; no line is nearer, so the "
    "distance from ReLU to a line on [−R, R] is exactly R/4.",
    identity("(R/4)**2 >= (r(x) - x/2 - R/4)**2", "R > 0", "x + R >= 0", "R - x >= 0"),
)
def one_line_is_a_quarter_away(statement, given):
    given("no-line-is-nearer-than-a-quarter")
    return prove_identity(statement, {"R": 1, "x": 0})


@certified(
    "the-same-at-every-zoom",
    "Zooming changes nothing: r(kx) = k·r(x) for every k ≥ 0.",
    identity("r(k*x) = k*r(x)", "k >= 0"),
)
def the_same_at_every_zoom(statement, given):
    return prove_identity(statement, {"k": 1}, splits=("k", "x"))


@proved(
    "nothing-is-almost-linear",
    "Let f(kx) = k·f(x) for all k ≥ 0 and all x in ℝᵈ, as for every ReLU network without "
    "biases, of any depth. Then the distance on ℝᵈ from f to the affine maps is 0 or infinite: "
    "f is linear, or no affine map stays within any bound of it.",
)
def nothing_is_almost_linear(given):
    """Walk away from the origin along a ray on which f and the linear part differ.

    ReLU and linear maps pass a factor k ≥ 0 through, hence so does any chain of them.
    Let L(x) = a·x + q be affine with |f − L| ≤ E everywhere.  For any x and k ≥ 0,
    k·|f(x) − a·x| = |f(kx) − a·kx| ≤ |f(kx) − L(kx)| + |q| ≤ E + |q|.  The right side does not
    depend on k, so f(x) = a·x.  As x was any point, f is linear and the distance is 0.
    """
    given("the-same-at-every-zoom")


@certified(
    "a-hat-is-not-affine",
    "The hat h(x) = r(x + 1) − 2r(x) + r(x − 1), a network with biases, is not affine: "
    "h(−1) − 2h(0) + h(1) = −2.",
    {"kind": "not-affine", "network": network_json(HAT), "domain": space()},
)
def a_hat_is_not_affine(statement, given):
    return {"points": [["-1"], ["0"], ["1"]], "coefficients": ["1", "-2", "1"], "output": 0}


@certified(
    "a-hat-is-almost-constant",
    "The hat h is not affine, and yet h(x)·(1 − h(x)) ≥ 0 for every x, so that on the whole "
    "line it stays within 1/2 of the constant 1/2: networks with biases can be almost "
    "linear.",
    identity("(r(x + 1) - 2*r(x) + r(x - 1)) * (1 - (r(x + 1) - 2*r(x) + r(x - 1))) >= 0"),
)
def a_hat_is_almost_constant(statement, given):
    given("a-hat-is-not-affine")
    return prove_identity(statement)


@proved(
    "a-ruler-makes-no-angle",
    "Sums, multiples and compositions of affine maps are affine: no number of steps with "
    "affine maps makes a bend.",
)
def a_ruler_makes_no_angle(given):
    """Count the steps: each of them keeps the set of affine maps.

    With f(x) = Ax + b and g(x) = Cx + d, the map f + g is (A + C)x + (b + d), kf is kAx + kb, and
    f(g(x)) is (AC)x + (Ad + b): affine again.  By induction so is whatever finitely many steps
    make.  ReLU is not among them, nor is anything else with a bend.
    """
    given("relu-is-not-affine")
