"""Why this bend: what sigmoid and ReLU pass, and which activation functions do at all."""

from ..claims import Given, Hence, Statement, certified, cited, proved
from ..identities import Node, identity, prove_identity


@certified(
    "a-sigmoid-passes-a-quarter",
    "For every number s, s(1 − s) ≤ 1/4.",
    identity("s*(1 - s) <= 1/4"),
    Hence(
        "the slope of a sigmoid is at most 1/4, and a path through L sigmoid units passes, in "
        "size, at most the size of the product of its weights times 1/4 to the power of L.",
        "The sigmoid s = 1/(1 + e⁻ᵗ) has the slope s(1 − s), which is positive. By the chain rule "
        "a path passes the product of its weights and of the slopes of its units.",
    ),
)
def a_sigmoid_passes_a_quarter(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, splits=("s - 1/2",))


@proved(
    "relu-passes-all-or-nothing",
    "Let no unit of a ReLU network have z = 0 at x. The derivative of an output by an input is "
    "then the sum, over the paths from that input to that output whose units are all on, of the "
    "products of the weights along them.",
)
def relu_passes_all_or_nothing(given: Given) -> None:
    """Multiply out U = W_L·D_(L−1)·W_(L−1)·…·D₁·W₁.

    Around x the pattern stays, so U is the derivative.  An entry of a product of matrices is a
    sum over paths; the diagonal matrices D leave those whose units are all on.
    """
    given("the-region-reaches-to-the-nearest-wall")


@proved(
    "a-layer-that-is-off-passes-nothing",
    "If all units of one hidden layer of a network without skip connections have z < 0 at x, the "
    "output does not depend on the input around x, and its derivatives by all weights and biases "
    "up to that layer are 0 there.",
)
def a_layer_that_is_off_passes_nothing(given: Given) -> None:
    """A pre-activation depends continuously on the input and on all parameters before it.

    Small changes of these keep z < 0 in the whole layer; it hands on 0 throughout, and what comes
    after it stays the same.
    """


@certified(
    "squares-stay-an-eighth-away",
    "If ax² + bx + c stays within E of |x| at the four points −1, −1/2, 0 and 1/2, then E ≥ 1/8.",
    identity(
        "E >= 1/8",
        "abs(a - b + c - 1) <= E",
        "abs(a/4 - b/2 + c - 1/2) <= E",
        "abs(c) <= E",
        "abs(a/4 + b/2 + c - 1/2) <= E",
    ),
    Hence(
        "no network of one hidden layer with z² instead of ReLU, however wide, comes nearer to |x| "
        "on [−1, 1] than 1/8.",
        "A sum of squares of affine functions of x, plus a constant, is ax² + bx + c.",
    ),
)
def squares_stay_an_eighth_away(statement: Statement, given: Given) -> Node:
    # g(1/2) - 3 g(0) + 3 g(-1/2) - g(-1) is 0 for every quadratic, and 1 for |x|
    return prove_identity(statement, {"E": 1, "a": 0, "b": 0, "c": "1/2"})


@certified(
    "one-square-is-an-eighth-away",
    "On [−1, 1], x² + 1/8 stays within 1/8 of |x|.",
    identity("abs(x**2 + 1/8 - abs(x)) <= 1/8", "x >= -1", "x <= 1"),
)
def one_square_is_an_eighth_away(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 0}, splits=("x", "x - 1/2", "x + 1/2"))


@certified(
    "two-leaky-units-are-a-relu",
    "With φ(z) = r(z) − a·r(−z), φ(z) + a·φ(−z) = (1 − a²)·r(z).",
    identity("(r(z) - a*r(-z)) + a*(r(-z) - a*r(z)) = (1 - a**2)*r(z)"),
    Hence(
        "for a² ≠ 1 one layer of leaky units makes just what one layer of ReLUs makes, with at "
        "most twice as many units.",
        "Divide by 1 − a²; and a leaky unit is two ReLUs.",
    ),
)
def two_leaky_units_are_a_relu(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@proved(
    "four-bends-with-one-line",
    "ReLU, softplus ln(1 + eᶻ), SiLU z·σ(z) and GELU z·Φ(z) (σ the sigmoid, Φ the distribution "
    "function of the normal law) all satisfy φ(z) − φ(−z) = z.",
)
def four_bends_with_one_line(given: Given) -> None:
    """For ReLU it is relu-pair-is-the-identity.

    ln(1 + eᶻ) − ln(1 + e⁻ᶻ) = ln((1 + eᶻ)/(1 + e⁻ᶻ)) = ln eᶻ = z.
    σ(z) + σ(−z) = 1, so z·σ(z) − (−z)·σ(−z) = z; Φ(z) + Φ(−z) = 1 gives the same for GELU.
    """
    given("relu-pair-is-the-identity")


@certified(
    "odd-functions-miss-the-v",
    "If p and −p both stay within E of 1, then E ≥ 1.",
    identity("E >= 1", "abs(p - 1) <= E", "abs(-p - 1) <= E"),
    Hence(
        "a network of tanh units without biases, of any depth and width, misses |x| by 1 or more "
        "at 1 or at −1, while two ReLUs without biases make |x| exactly.",
        "tanh and products with weights turn round with x, so f(−1) = −f(1); the target is 1 at "
        "both. And r(x) + r(−x) = |x|.",
    ),
)
def odd_functions_miss_the_v(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"E": 1, "p": 0})


@proved(
    "a-step-cannot-be-pulled",
    "A unit that is 1 for z > 0 and 0 otherwise has slope 0 wherever it has a slope: gradient "
    "descent on a loss of such units does not move the weights and biases that feed them.",
)
def a_step_cannot_be_pulled(given: Given) -> None:
    """Around every z ≠ 0 the step is constant.

    By the chain rule the derivative of the loss by what feeds the unit has the factor 0.
    """


cited(
    "any-bend-that-is-no-polynomial",
    "One hidden layer with biases and enough units comes as near as one likes to every continuous "
    "function on a compact set, if and only if the activation function, locally bounded and "
    "piecewise continuous, is not a polynomial, nor equal to one almost everywhere.",
    module=__name__,
    key="leshno1993",
    source="Leshno, Lin, Pinkus and Schocken 1993",
)
