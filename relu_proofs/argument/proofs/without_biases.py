"""What a network without biases can make, at any depth and in one layer."""

from ...core.network import Network
from ...core.rational import exact
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity, summand
from ..polynomials import Polynomial, evaluated, plus, quotient, term
from ..texts import parsed

HEXAGON = ((1, 0), (1, 1), (0, 1), (-1, 0), (-1, -1), (0, -1))  # corners xp + yq, as pairs (x, y)
TWO_LAYERS = Network(
    [  # y - 2x + 3r(r(x) - r(y)) - 3r(r(-x) - r(-y)): 1, -1, 1, ... there
        ([[1, 0], [-1, 0], [0, 1], [0, -1]], [0] * 4),
        ([[1, 0, -1, 0], [0, 1, 0, -1], [-2, 2, 1, -1], [2, -2, -1, 1]], [0] * 4),
        ([[3, -3, 1, -1]], [0]),
    ]
)


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
    "six-points-see-no-unit",
    "For all numbers a and b, r(a) − r(a + b) + r(b) − r(−a) + r(−a − b) − r(−b) = 0.",
    identity("r(a) - r(a + b) + r(b) - r(-a) + r(-a - b) - r(-b) = 0"),
    Hence(
        "the alternating sum of a unit r(w·x) over the six corners p, p + q, q, −p, −p − q, −q of "
        "a hexagon is 0, for every weight w and all p and q, with any number of inputs: no unit "
        "without bias is seen there.",
        "Take a = w·p and b = w·q.",
    ),
)
def six_points_see_no_unit(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "cosine-alternates-on-the-hexagon",
    "If c is 1, ½, −½ or −1, that is if (c² − 1)(4c² − 1) = 0, then (4c³ − 3c)² = 1.",
    identity("(4*c**3 - 3*c)**2 = 1", "(c**2 - 1)*(4*c**2 - 1) = 0"),
    Hence(
        "at the corners 0°, 60°, 120°, … of the regular hexagon cos 3θ is 1 and −1 in turn.",
        "There c = cos θ is 1, ½, −½, −1, −½ and ½, and cos 3θ = 4cos³θ − 3cos θ by the addition "
        "theorem: 1, −1, 1, −1, 1, −1.",
    ),
)
def cosine_alternates_on_the_hexagon(statement: Statement, given: Given) -> Node:
    # 16c⁶ − 24c⁴ + 9c² − 1 = (4c⁴ − 5c² + 1)(4c² − 1)
    sums = [[summand([0], "4*c**2 - 1")], [summand([0], "1 - 4*c**2")]]
    return {"point": ["1"], "tree": {"type": "conclusion", "sums": sums}}


@proved(
    "one-layer-stays-one-away",
    "On the unit circle, every one-hidden-layer network without biases errs by at least 1 "
    "from cos 3θ, whatever its width; the zero network errs by exactly 1.",
)
def one_layer_stays_one_away(given: Given) -> None:
    """The corners at 0°, 60°, …, 300° are p, p + q, q, −p, −p − q, −q with p = (1, 0) and
    q = (−½, √3/2).  The alternating sum of f over them is 0, unit by unit; that of cos 3θ is 6,
    since it alternates between 1 and −1.  Six errors add up to 6, so one of them is at least 1."""
    given("six-points-see-no-unit")
    given("cosine-alternates-on-the-hexagon")


CIRCLE = "x**2 - x*y + y**2"  # |xp + yq|^2
TRIPLE = "4*(x - y/2)**3 - 3*(x - y/2)"  # cos 3θ
GAP = f"(y - 2*x + 3*r(r(x) - r(y)) - 3*r(r(-x) - r(-y)) - ({TRIPLE}))"


@certified(
    "two-layers-come-within-a-fifth",
    "In the coordinates x, y of the point xp + yq, with p = (1, 0) and q = (−½, √3/2): where "
    "x² − xy + y² = 1, the two-layer network f = y − 2x + 3r(r(x) − r(y)) − 3r(r(−x) − r(−y)) has "
    "(f − (4c³ − 3c))² ≤ 1/27 with c = x − y/2.",
    identity(f"{GAP}**2 <= 1/27", f"{CIRCLE} = 1"),
    Hence(
        "on the whole unit circle two layers without biases come within 1/√27, less than 1/5, of "
        "cos 3θ: at the point (X, Y) feed the network x = X + Y/√3 and y = 2Y/√3.",
        "This (x, y) has xp + yq = (X, Y), and x² − xy + y² = X² + Y² = 1; c = X = cos θ, and "
        "4cos³θ − 3cos θ = cos 3θ. 27 is more than 25.",
    ),
)
def two_layers_come_within_a_fifth(statement: Statement, given: Given) -> Node:
    """On each of six sectors f is linear, 1 at one corner and −1 at the next."""
    # fact 0 is the circle; each split adds one: x > 0 or -x >= 0, then y, then x - y if needed
    right = {
        "type": "split",
        "on": "y",
        "positive": {
            "type": "split",
            "on": parsed("x - y"),
            "positive": _sector("x - 2*y", 2, 3),
            "otherwise": _sector("y - 2*x", 1, 3),
        },
        "otherwise": _sector("x + y", 1, 2),
    }
    left = {
        "type": "split",
        "on": "y",
        "positive": _sector("x + y", 1, 2),
        "otherwise": {
            "type": "split",
            "on": parsed("y - x"),
            "positive": _sector("x - 2*y", 2, 3),
            "otherwise": _sector("y - 2*x", 1, 3),
        },
    }
    values = {"x": "1", "y": "0"}
    return {
        "point": [values[name] for name in statement["variables"]],
        "tree": {"type": "split", "on": "x", "positive": right, "otherwise": left},
    }


EDGES = {"x - 2*y": "y*(x - y)", "y - 2*x": "x*(y - x)", "x + y": "-x*y"}
"""The product of the two edges of the sectors on which the network is a linear form."""


def _sector(linear: str, first: int, second: int) -> Node:
    """Where f is this linear form, ±2s with s the sine of the angle from the sector's middle.

    There 1/27 - (f - cos 3θ)² = 16 m² (1/3 - s²) on the circle, with m = s² - 1/12; 1/3 - s² is
    1/12 + 1/4 - s², and 1/4 - s² is 3/4 of the product of the edges, facts ``first`` and
    ``second``.  A last split, on m, puts m² among the products of facts.
    """
    names, middle = ["x", "y"], f"({linear})**2/4 - 1/12"

    def polynomial(text: str) -> Polynomial:
        return evaluated(parsed(text), names, {})

    wanted = polynomial(f"1/27 - ({linear} - ({TRIPLE}))**2")
    shown = polynomial(f"16*({middle})**2*(1/12 + 3*({EDGES[linear]})/4)")
    on_circle = quotient(plus(wanted, shown, -1), polynomial(f"{CIRCLE} - 1"))
    last = second + 1
    total = [
        summand([last, last], "4/3"),
        summand([last, last, first, second], "12"),
        summand([0], term(on_circle, names)),
    ]
    leaf = {"type": "conclusion", "sums": [total]}
    return {"type": "split", "on": parsed(middle), "positive": leaf, "otherwise": leaf}


@proved(
    "in-the-plane-one-layer-makes-every-even-function",
    "With two inputs, every even, positively homogeneous, continuous piecewise linear function "
    "is a one-hidden-layer network without biases. So in the plane one layer without biases makes "
    "exactly the sums of a linear function and such an even one.",
)
def in_the_plane_one_layer_makes_every_even_function(given: Given) -> None:
    """Such a function bends along finitely many rays from 0, in opposite pairs with equal second
    differences κ(H)·h, since it is even.  Subtract κ(H)/2·(r(n·x) + r(−n·x)) for each line H: the
    rest bends nowhere, so it is linear, and even, so it is 0.  A linear function is a network too,
    r(u·x) − r(−u·x).  The converse is the odd part."""
    given("odd-part-is-linear-at-any-width")
    given("a-kink-is-a-second-difference")


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
