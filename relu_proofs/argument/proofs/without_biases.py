"""What a network without biases can make, at any depth and in one layer."""

from ...core.network import Network
from ...core.rational import exact
from ..claims import certified, proved
from ..identities import identity, prove_identity

HEXAGON = ((1, 0), (1, 1), (0, 1), (-1, 0), (-1, -1), (0, -1))  # corners xp + yq, as pairs (x, y)
TWO_LAYERS = Network(
    [  # y - 2x + 3r(r(x) - r(y)) - 3r(r(-x) - r(-y)): 1, -1, 1, ... there
        ([[1, 0], [-1, 0], [0, 1], [0, -1]], [0] * 4),
        ([[1, 0, -1, 0], [0, 1, 0, -1], [-2, 2, 1, -1], [2, -2, -1, 1]], [0] * 4),
        ([[3, -3, 1, -1]], [0]),
    ]
)


def without_biases(network):
    """The same weights with every bias, the output's too, set to 0.

    Examples
    --------
    >>> relu = Network([([[1]], [-2]), ([[3]], [1])])
    >>> [str(f(4)) for f in (relu, without_biases(relu))]
    ['7', '12']
    """
    return Network([(layer.weight, [0] * len(layer.bias)) for layer in network.layers])


def constant_as_input(network):
    """A bias-free network with one input more: at (x, 1) it computes what the network does at x.

    Each hidden layer passes the constant on through one unit, r(s) = s for s >= 0.

    Examples
    --------
    >>> relu = Network([([[1]], [-2]), ([[3]], [1])])
    >>> g = constant_as_input(relu)
    >>> str(g([4, 1])), any(any(layer.bias) for layer in g.layers)
    ('7', False)
    """
    layers = []
    for k, layer in enumerate(network.layers):
        weight = [(*row, b) for row, b in zip(layer.weight, layer.bias, strict=True)]
        if k < len(network.layers) - 1:
            weight.append((exact(0),) * len(layer.weight[0]) + (exact(1),))
        layers.append((weight, [0] * len(weight)))
    return Network(layers)


@proved(
    "bias-free-networks-scale",
    "A network without biases, of any depth and width, is positively homogeneous: "
    "f(tx) = t·f(x) for every t ≥ 0. In particular f(0) = 0.",
)
def bias_free_networks_scale(given):
    """Each linear layer passes the factor t on, and so does each ReLU; go through the layers.
    For the thread's network this is certified for all weights at once."""
    given("the-same-at-every-zoom")
    given("positive-scaling-passes-through")


@certified(
    "the-gap-of-homogeneity",
    "If f(tx) = t·f(x) and a target g is matched within e at x and at tx, t ≥ 0, then "
    "(1 + t)·e ≥ g(tx) − t·g(x).",
    identity(
        "(1 + t)*e >= G - t*g",
        "t >= 0",
        "F = t*f",
        "e >= f - g",
        "e >= g - f",
        "e >= F - G",
        "e >= G - F",
    ),
)
def the_gap_of_homogeneity(statement, given):
    return prove_identity(statement, {"t": 0, "F": 0, "f": 0, "g": 1, "G": 1, "e": 1})


@proved(
    "no-bias-free-network-is-near-one",
    "No network without biases comes closer than 1 to the constant 1 on a set that contains "
    "the origin, and the zero network is exactly that close.",
)
def no_bias_free_network_is_near_one(given):
    """f(0) = 0 by scaling with t = 0, so the error at the origin is 1."""
    given("bias-free-networks-scale")
    given("the-gap-of-homogeneity")


@proved(
    "one-input-two-slopes",
    "With one input and no biases, a network of any depth and width is "
    "f(x) = f(1)·r(x) + f(−1)·r(−x): two slopes, and a bend only at 0.",
)
def one_input_two_slopes(given):
    """f(x) = x·f(1) for x ≥ 0 and f(x) = (−x)·f(−1) for x ≤ 0, by scaling."""
    given("bias-free-networks-scale")


@certified(
    "xor-without-biases",
    "On inputs that are 0 or 1, the bias-free network r(x₁ − x₂) + r(x₂ − x₁) is XOR: "
    "x₁ + x₂ − 2x₁x₂.",
    identity("r(x1 - x2) + r(x2 - x1) = x1 + x2 - 2*x1*x2", "x1*(x1 - 1) = 0", "x2*(x2 - 1) = 0"),
)
def xor_without_biases(statement, given):
    # Where p > q, the two sides differ by 2e, e = q(1 - p).  Modulo the hypotheses (0 and 1),
    # e·(p - q) = -e: so e > 0 is a contradiction, and -e >= 0 gives e = -e·(p - q) >= 0 too.
    def side(p, q, h, k):  # h, k: the hypotheses about p and q
        e, away = ["+", q, ["*", "-1", p, q]], ["+", "1", ["*", "-1", p]]
        product = {"factors": [2, 3], "times": "1"}
        return {
            "type": "split",
            "on": e,
            "positive": {
                "type": "contradiction",
                "sum": [
                    product,
                    {"factors": [3], "times": "1"},
                    {"factors": [h], "times": q},
                    {"factors": [k], "times": away},
                ],
            },
            "otherwise": {
                "type": "conclusion",
                "sums": [
                    [{"factors": [3], "times": "2"}],
                    [
                        {**product, "times": "2"},
                        {"factors": [h], "times": ["*", "-2", q]},
                        {"factors": [k], "times": ["*", "-2", away]},
                    ],
                ],
            },
        }

    return {
        "point": ["1", "0"],
        "tree": {
            "type": "split",
            "on": ["+", "x1", ["*", "-1", "x2"]],
            "positive": side("x1", "x2", 0, 1),
            "otherwise": side("x2", "x1", 1, 0),
        },
    }


@certified(
    "six-points-see-no-unit",
    "The alternating sum of r(w·x) over the six corners p, p + q, q, −p, −p − q, −q of a "
    "hexagon is 0, for every weight w and all p, q: no unit is seen.",
    identity("r(a) - r(a + b) + r(b) - r(-a) + r(-a - b) - r(-b) = 0"),
)
def six_points_see_no_unit(statement, given):
    return prove_identity(statement)


@certified(
    "cosine-alternates-on-the-hexagon",
    "At a corner (c, s) of the regular hexagon, where c is 1, ½, −½ or −1, the value "
    "cos 3θ = 4c³ − 3c is 1 or −1.",
    identity("(4*c**3 - 3*c)**2 = 1", "(c**2 - 1)*(4*c**2 - 1) = 0"),
)
def cosine_alternates_on_the_hexagon(statement, given):
    # 16c⁶ − 24c⁴ + 9c² − 1 = (4c⁴ − 5c² + 1)(4c² − 1)
    side = [{"factors": [0], "times": ["+", ["*", "4", "c", "c"], "-1"]}]
    other = [{"factors": [0], "times": ["+", ["*", "-4", "c", "c"], "1"]}]
    return {"point": ["1"], "tree": {"type": "conclusion", "sums": [side, other]}}


@proved(
    "one-layer-stays-one-away",
    "On the unit circle, every one-hidden-layer network without biases errs by at least 1 "
    "from cos 3θ, whatever its width; the zero network errs by exactly 1.",
)
def one_layer_stays_one_away(given):
    """The corners at 0°, 60°, …, 300° are p, p + q, q, −p, −p − q, −q with p = (1, 0) and
    q = (−½, √3/2).  The alternating sum of f over them is 0, unit by unit; that of cos 3θ is 6,
    since it alternates between 1 and −1.  Six errors add up to 6, so one of them is at least 1."""
    given("six-points-see-no-unit")
    given("cosine-alternates-on-the-hexagon")


@certified(
    "two-layers-come-within-a-fifth",
    "At the angle φ from the middle between two corners, cos 3θ is ±(3s − 4s³) and the "
    "two-layer network of this page ±2s, s = sin φ: for |s| ≤ ½ they differ by at most "
    "1/√27, less than 1/5.",
    identity("1/27 >= (3*s - 4*s**3 - 2*s)**2", "1/2 - s >= 0", "s + 1/2 >= 0"),
)
def two_layers_come_within_a_fifth(statement, given):
    # 1/27 - (s - 4s^3)^2 = 16 p^2 (1/3 - s^2) with p = s^2 - 1/12, and 1/4 - s^2 is the product
    # of the hypotheses
    squares = [{"factors": [2, 2], "times": "4/3"}, {"factors": [2, 2, 0, 1], "times": "16"}]
    leaf = {"type": "conclusion", "sums": [squares]}
    return {
        "point": ["0"],
        "tree": {
            "type": "split",
            "on": ["+", ["*", "s", "s"], "-1/12"],
            "positive": leaf,
            "otherwise": leaf,
        },
    }


@proved(
    "in-the-plane-one-layer-makes-every-even-function",
    "With two inputs, every even, positively homogeneous, continuous piecewise linear function "
    "is a one-hidden-layer network without biases. So in the plane one layer makes exactly "
    "linear plus even.",
)
def in_the_plane_one_layer_makes_every_even_function(given):
    """Such a function bends along finitely many rays from 0, in opposite pairs with equal second
    differences κ(H)·h, since it is even.  Subtract κ(H)/2·(r(n·x) + r(−n·x)) for each line H: the
    rest bends nowhere, so it is linear, and even, so it is 0.  The converse is the odd part."""
    given("odd-part-is-linear-at-any-width")
    given("a-kink-is-a-second-difference")


@certified(
    "a-shift-moves-relu-no-further",
    "For all real z and c: |r(z + c) − r(z)| ≤ |c|, that is (r(z + c) − r(z))² ≤ c².",
    identity("c**2 >= (r(z + c) - r(z))**2"),
)
def a_shift_moves_relu_no_further(statement, given):
    return prove_identity(statement, degree=2, splits=("c",))


@proved(
    "biases-can-be-deleted",
    "If a network with biases computes a positively homogeneous function, then the same "
    "network with every bias set to 0 computes that function too.",
)
def biases_can_be_deleted(given):
    """For t > 0, f(x) = f(tx)/t is the same network with all biases divided by t: pull t out of
    every layer.  As t grows these biases go to 0, and since layers are continuous in their biases
    (a ReLU moves no further than its input) the limit is the network without biases."""
    given("the-same-at-every-zoom")
    given("a-shift-moves-relu-no-further")


@proved(
    "one-constant-input-restores-biases",
    "Every network with biases is a network without biases that is given one more input, "
    "always equal to 1.",
)
def one_constant_input_restores_biases(given):
    """Make each bias the weight of the constant; pass the constant on with one unit, r(1) = 1."""


@certified(
    "the-hat-from-a-constant-input",
    "g(x, s) = r(x + s) − 2r(x) + r(x − s) has no biases, and g(x, 1) is the hat "
    "max(0, 1 − |x|), where |x| = r(x) + r(−x).",
    identity("r(x + 1) - 2*r(x) + r(x - 1) = r(1 - r(x) - r(-x))"),
)
def the_hat_from_a_constant_input(statement, given):
    return prove_identity(statement)
