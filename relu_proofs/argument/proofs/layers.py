"""Layers: which are affine, which piecewise linear, which neither; attention; two kinds of mask."""

from ..claims import Given, Hence, Statement, certified, cited, proved
from ..identities import Node, identity, prove_identity

HARD_SWISH = "({0})*(r(({0}) + 3) - r(({0}) - 3))/6"


@proved(
    "fixed-sums-are-affine",
    "A layer whose every output is a sum of its inputs times fixed numbers, plus a fixed number, "
    "is affine: dense layers, convolutions of any stride and padding, average pooling, reshaping, "
    "batch norm with stored mean and variance, dropout when it is switched off.",
)
def fixed_sums_are_affine(given: Given) -> None:
    """Write the numbers into a matrix W and a vector b: the layer is x → Wx + b.

    A convolution writes the same few weights into each row, shifted, and 0 elsewhere.  Batch norm
    with stored numbers is γ(x − μ)/√(σ² + ε) + β, a fixed factor and a fixed number for each
    channel.  Dropout that is switched off hands its inputs on, times a fixed factor or not.
    """


@proved(
    "pieces-of-pieces-are-pieces",
    "Sums and compositions of affine and piecewise linear maps are piecewise linear. So is every "
    "network of affine layers, ReLUs, maxima and skip connections.",
)
def pieces_of_pieces_are_pieces(given: Given) -> None:
    """At every input such a map is one of finitely many affine ones, and it is continuous.

    If f is one of f₁, …, f_m and g one of g₁, …, g_n at each input, then f + g is one of the
    f_i + g_j, and g(f(x)) one of the g_j(f_i(x)); sums and compositions of affine maps are affine.
    Now apply finitely-many-affine-maps-make-pieces to each output.
    """
    given("a-ruler-makes-no-angle")
    given("finitely-many-affine-maps-make-pieces")


@certified(
    "a-maximum-is-one-relu",
    "a + r(b − a) is a or b: (a + r(b − a) − a)·(a + r(b − a) − b) = 0.",
    identity("(a + r(b - a) - a)*(a + r(b - a) - b) = 0"),
    Hence(
        "it is the larger of the two, so that max pooling is affine layers and ReLUs.",
        "r(b − a) is at least 0 and at least b − a. The maximum of more numbers is taken two by "
        "two.",
    ),
)
def a_maximum_is_one_relu(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "relu6-is-two-units",
    "r(z) − r(z − 6) = 6 − r(6 − r(z)) for every z.",
    identity("r(z) - r(z - 6) = 6 - r(6 - r(z))"),
    Hence(
        "ReLU6, the smaller of 6 and r(z), is two plain units.",
        "6 − r(6 − y) is the smaller of 6 and y.",
    ),
)
def relu6_is_two_units(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "hard-swish-is-curved",
    "For h > 0 with z − h ≥ −3 and z + h ≤ 3 hard-swish, F(z) = z·(r(z + 3) − r(z − 3))/6, has the "
    "second difference F(z + h) − 2F(z) + F(z − h) = h²/3.",
    identity(
        f"{HARD_SWISH.format('z + h')} - 2*{HARD_SWISH.format('z')} "
        f"+ {HARD_SWISH.format('z - h')} = h**2/3",
        "h > 0",
        "z - h >= -3",
        "z + h <= 3",
    ),
    Hence(
        "hard-swish is not piecewise linear.",
        "Finitely many affine pieces would leave some interval between −3 and 3 to one of them, "
        "and on it the second differences would be 0.",
    ),
)
def hard_swish_is_curved(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": 0, "h": 1})


@proved(
    "bounded-and-rising-is-not-in-pieces",
    "A function on the line that is bounded and strictly increasing is not piecewise linear. Such "
    "are sigmoid, tanh, the first output of softmax at (t, 0), and the first output of a layer "
    "norm with ε > 0 at (t, −t).",
)
def bounded_and_rising_is_not_in_pieces(given: Given) -> None:
    """Beyond its last knot a piecewise linear function is a line.

    A bounded line is constant, and a constant does not increase.
    Sigmoid and tanh rise between their bounds; softmax at (t, 0) gives the sigmoid of t; at (t, −t)
    the mean is 0 and the variance t², so a layer norm gives t/√(t² + ε), which lies between −1 and
    1 and rises, since its slope is ε divided by the power 3/2 of t² + ε.
    """


@proved(
    "attention-is-not-in-pieces",
    "Dot-product attention of two tokens x and 0 (numbers; query, key and value the token itself) "
    "hands on x·σ(x²) for the first, σ the sigmoid: not piecewise linear. Of a single token it "
    "hands on the value: linear.",
)
def attention_is_not_in_pieces(given: Given) -> None:
    """The scores of the first token are x·x and x·0, and softmax at (x², 0) is σ(x²) and the rest.

    Were x·σ(x²) piecewise linear it would be mx + c beyond some point.  But it is x − x·σ(−x²), and
    x·σ(−x²) goes to 0 as x grows; so m = 1 and c = 0, and x·σ(−x²) would be 0, which it is not.
    Softmax of a single number is 1.
    """


cited(
    "attention-has-no-bound",
    "Dot-product self-attention on unbounded inputs is not Lipschitz: no fixed number bounds how "
    "fast its outputs change.",
    module=__name__,
    key="kim2021",
    source="Kim, Papamakarios and Mnih 2021, abstract",
)


@certified(
    "a-coin-keeps-the-mean",
    "Let two hidden values a₁, a₂ be kept with probability p each, independently, and set to 0 "
    "otherwise. The mean of the outputs v₁a₁ + v₂a₂ + c, v₁a₁ + c, v₂a₂ + c and c is "
    "c + p·(v₁a₁ + v₂a₂).",
    identity(
        "p*p*(v1*a1 + v2*a2 + c) + p*(1 - p)*(v1*a1 + c) + (1 - p)*p*(v2*a2 + c) "
        "+ (1 - p)*(1 - p)*c = c + p*(v1*a1 + v2*a2)"
    ),
    Hence(
        "dropout behind the last ReLU has on average the output that the network has with these "
        "values times p.",
        "The mean of a sum is the sum of the means, for any number of units.",
    ),
)
def a_coin_keeps_the_mean(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@proved(
    "a-mask-that-does-not-look-is-linear",
    "Let m be a mask of zeros and ones that does not depend on x. Then x → vᵀ·diag(m)·W·x is "
    "linear. With the mask D(x) of the units that are on at x the same formula is the bias-free "
    "ReLU network with one hidden layer, which need not be linear.",
)
def a_mask_that_does_not_look_is_linear(given: Given) -> None:
    """For a fixed m it is a product of fixed matrices.

    r(z) is 1·z for the units that are on and 0·z for the others; and r(x₁) + r(x₂) is not linear.
    """
    given("each-input-has-its-own-u")
    given("four-cases-are-not-one")
