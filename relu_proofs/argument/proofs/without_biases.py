"""What a network without biases can make, at any depth, and how biases come back."""

from ...core.network import Network
from ...core.rational import exact
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity, summand
from ..texts import parsed


def without_biases(network: Network) -> Network:
    """The same weights with every bias, the output's too, set to 0.

    Examples
    --------
    >>> relu = Network([([[1]], [-2]), ([[3]], [1])])
    >>> [str(f(4)) for f in (relu, without_biases(relu))]
    ['7', '12']
    """
    return Network([(layer.weight, [0] * len(layer.bias)) for layer in network.layers])


def constant_as_input(network: Network) -> Network:
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
def bias_free_networks_scale(given: Given) -> None:
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
        "abs(f - g) <= e",
        "abs(F - G) <= e",
    ),
)
def the_gap_of_homogeneity(statement: Statement, given: Given) -> Node:
    # In the statement f and g are the values at x, F and G those at tx.
    return prove_identity(statement, {"t": 0, "F": 0, "f": 0, "g": 1, "G": 1, "e": 1})


@proved(
    "no-bias-free-network-is-near-one",
    "No network without biases comes closer than 1 to the constant 1 on a set that contains "
    "the origin, and the zero network is exactly that close.",
)
def no_bias_free_network_is_near_one(given: Given) -> None:
    """f(0) = 0 by scaling with t = 0, so the error at the origin is 1."""
    given("bias-free-networks-scale")
    given("the-gap-of-homogeneity")


@proved(
    "one-input-two-slopes",
    "With one input and no biases, a network of any depth and width is "
    "f(x) = f(1)·r(x) + f(−1)·r(−x): two slopes, and a bend only at 0.",
)
def one_input_two_slopes(given: Given) -> None:
    """f(x) = x·f(1) for x ≥ 0 and f(x) = (−x)·f(−1) for x ≤ 0, by scaling."""
    given("bias-free-networks-scale")


@certified(
    "xor-without-biases",
    "On inputs that are 0 or 1, the bias-free network r(x₁ − x₂) + r(x₂ − x₁) is x₁ + x₂ − 2x₁x₂.",
    identity("r(x1 - x2) + r(x2 - x1) = x1 + x2 - 2*x1*x2", "x1*(x1 - 1) = 0", "x2*(x2 - 1) = 0"),
    Hence(
        "it is XOR there: 1 where exactly one input is 1, otherwise 0.",
        "x₁ + x₂ − 2x₁x₂ is 0, 1, 1 and 0 at (0, 0), (0, 1), (1, 0) and (1, 1).",
    ),
)
def xor_without_biases(statement: Statement, given: Given) -> Node:
    # Where p > q, the two sides differ by 2e, e = q(1 - p).  Modulo the hypotheses (0 and 1),
    # e·(p - q) = -e: so e > 0 is a contradiction, and -e >= 0 gives e = -e·(p - q) >= 0 too.
    def side(p: str, q: str, about_p: int, about_q: int) -> Node:
        positive = [
            summand([2, 3]),
            summand([3]),
            summand([about_p], q),
            summand([about_q], f"1 - {p}"),
        ]
        negative = [
            summand([2, 3], "2"),
            summand([about_p], f"-2*{q}"),
            summand([about_q], f"-2*(1 - {p})"),
        ]
        return {
            "type": "split",
            "on": parsed(f"{q} - {p}*{q}"),
            "positive": {"type": "contradiction", "sum": positive},
            "otherwise": {"type": "conclusion", "sums": [[summand([3], "2")], negative]},
        }

    return {
        "point": ["1", "0"],
        "tree": {
            "type": "split",
            "on": parsed("x1 - x2"),
            "positive": side("x1", "x2", 0, 1),
            "otherwise": side("x2", "x1", 1, 0),
        },
    }


@certified(
    "a-shift-moves-relu-no-further",
    "For all real z and c, |r(z + c) − r(z)| ≤ |c|.",
    identity("abs(r(z + c) - r(z)) <= abs(c)"),
)
def a_shift_moves_relu_no_further(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, degree=2, splits=("c",))


@proved(
    "biases-can-be-deleted",
    "If a network with biases computes a positively homogeneous function, then the same "
    "network with every bias set to 0 computes that function too.",
)
def biases_can_be_deleted(given: Given) -> None:
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
def one_constant_input_restores_biases(given: Given) -> None:
    """Make each bias the weight of the constant; pass the constant on with one unit, r(1) = 1."""


@certified(
    "the-hat-from-a-constant-input",
    "For every x, r(x + 1) − 2r(x) + r(x − 1) = max(0, 1 − |x|).",
    identity("r(x + 1) - 2*r(x) + r(x - 1) = r(1 - abs(x))"),
    Hence(
        "g(x, s) = r(x + s) − 2r(x) + r(x − s), a network without biases, is the hat at s = 1.",
        "Put s = 1: the left side is g(x, 1), the right side the hat.",
    ),
)
def the_hat_from_a_constant_input(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)
