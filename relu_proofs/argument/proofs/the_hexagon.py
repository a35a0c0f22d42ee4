"""What one layer without biases cannot do on a hexagon, and two layers can."""

from ...core.network import Network
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
