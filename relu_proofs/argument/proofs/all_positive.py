"""Where every unit keeps to one side: on the rows of a data set, on a domain, on all inputs."""

from ...core.certificate import box, hull, network_json, polytope, space
from ...core.network import Network
from ..claims import certified, proved
from ..identities import identity, prove_identity

ELBOWS = Network([([[2], [1]], [1, 2]), ([[3, -1]], ["1/2"])])  # 3r(2x + 1) - r(x + 2) + 1/2
SIDES = Network([([[1, 1], [1, -1]], ["1/4", "-5/4"]), ([[1, 1]], [0])])
ROWS = ["-1/2"], ["0"], ["1"], ["3"]


@certified(
    "units-that-are-on-collapse",
    "If both hidden units are on at x, z₁ = w₁·x + b₁ ≥ 0 and z₂ = w₂·x + b₂ ≥ 0, then "
    "v₁r(z₁) + v₂r(z₂) + c is (v₁w₁ + v₂w₂)·x + v₁b₁ + v₂b₂ + c, whatever the weights are.",
    identity(
        "v1*r(w11*x1 + w12*x2 + b1) + v2*r(w21*x1 + w22*x2 + b2) + c "
        "= (v1*w11 + v2*w21)*x1 + (v1*w12 + v2*w22)*x2 + v1*b1 + v2*b2 + c",
        "w11*x1 + w12*x2 + b1 >= 0",
        "w21*x1 + w22*x2 + b2 >= 0",
    ),
)
def units_that_are_on_collapse(statement, given):
    return prove_identity(statement, {}, splits=("v1", "v2"))


@proved(
    "one-pattern-one-map",
    "If every hidden unit of a ReLU network, of any depth, keeps to one side on a set S (z ≥ 0 "
    "on all of S, or z ≤ 0 on all of S), then on S the network is one affine map.",
)
def one_pattern_one_map(given):
    """Go through the layers: if the values before a ReLU are affine on S, so are those after it.

    The first layer's pre-activations are affine.  A unit with z ≥ 0 on S passes its affine z
    on, a unit with z ≤ 0 on S passes 0 on; the next layer takes sums of these.  By induction the
    output is affine on S: U = W_L D_(L−1) W_(L−1) … D₁ W₁ with D₁, D₂, … fixed on S.
    """
    given("units-that-are-on-collapse")


@proved(
    "rows-decide-their-hull",
    "If every hidden unit, in every layer, has z ≥ 0 at all rows of a data set or z ≤ 0 at all "
    "of them, then the network is one affine map on the convex hull of the rows.",
)
def rows_decide_their_hull(given):
    """Go through the layers: what an affine function keeps at the rows it keeps between them.

    In the first layer z is affine, and an affine function that is ≥ 0 at the rows is ≥ 0 at
    their weighted means, which make up the hull; likewise ≤ 0.  So each unit keeps to one side on
    the hull, its output is affine there, and the next layer's z is again affine on the hull with
    the signs it has at the rows.  After the last layer, use one-pattern-one-map.
    """
    given("one-pattern-one-map")


@certified(
    "four-rows-one-line",
    "At the rows −1/2, 0, 1, 3 both units of 3r(2x + 1) − r(x + 2) + 1/2 are on, so on "
    "[−1/2, 3] the network is the line 5x + 3/2.",
    {
        "kind": "affine-on",
        "network": network_json(ELBOWS),
        "domain": hull(ROWS),
        "U": [["5"]],
        "c": ["3/2"],
    },
)
def four_rows_one_line(statement, given):
    signs = [{"unit": [0, i], "state": "on", "multipliers": []} for i in range(2)]
    return {"tree": {"signs": signs, "then": {"type": "equal"}}}


@certified(
    "a-half-line-one-line",
    "On the whole domain x ≥ −1/2 the network 3r(2x + 1) − r(x + 2) + 1/2 is 5x + 3/2: "
    "each z is a multiple ≥ 0 of x + 1/2 plus a number ≥ 0.",
    {
        "kind": "affine-on",
        "network": network_json(ELBOWS),
        "domain": polytope([((1,), "1/2")]),
        "U": [["5"]],
        "c": ["3/2"],
    },
)
def a_half_line_one_line(statement, given):
    signs = [
        {"unit": [0, i], "state": "on", "multipliers": [[0, factor]]}
        for i, factor in enumerate(("2", "1"))
    ]
    return {"point": ["0"], "tree": {"signs": signs, "then": {"type": "equal"}}}


@certified(
    "two-elbows-outside",
    "On all inputs the same network 3r(2x + 1) − r(x + 2) + 1/2 is not affine: "
    "f(−5/2) − 2f(−1/2) + f(3/2) = 11.",
    {"kind": "not-affine", "network": network_json(ELBOWS), "domain": space()},
)
def two_elbows_outside(statement, given):
    return {"points": [["-5/2"], ["-1/2"], ["3/2"]], "coefficients": ["1", "-2", "1"], "output": 0}


@certified(
    "one-on-one-off-and-affine",
    "On the square [0, 1]² the first unit of r(x + y + 1/4) + r(x − y − 5/4) is always on "
    "and the second always off, and the network is x + y + 1/4: mixed signs across units "
    "do not make a network nonlinear.",
    {
        "kind": "affine-on",
        "network": network_json(SIDES),
        "domain": box([(0, 1), (0, 1)]),
        "U": [["1", "1"]],
        "c": ["1/4"],
    },
)
def one_on_one_off_and_affine(statement, given):
    # half-spaces 0 to 3: x >= 0, 1 - x >= 0, y >= 0, 1 - y >= 0
    signs = [
        {"unit": [0, 0], "state": "on", "multipliers": [[0, "1"], [2, "1"]]},
        {"unit": [0, 1], "state": "off", "multipliers": [[1, "1"], [2, "1"]]},
    ]
    return {"point": ["1/2", "1/2"], "tree": {"signs": signs, "then": {"type": "equal"}}}


@certified(
    "a-bias-that-holds-a-unit-on",
    "If b ≥ R(|w₁| + |w₂|), the unit z = w₁x₁ + w₂x₂ + b is on, z ≥ 0, on the whole box [−R, R]².",
    identity(
        "w1*x1 + w2*x2 + b >= 0",
        "b >= R*(r(w1) + r(-w1) + r(w2) + r(-w2))",
        "x1 + R >= 0",
        "R - x1 >= 0",
        "x2 + R >= 0",
        "R - x2 >= 0",
    ),
)
def a_bias_that_holds_a_unit_on(statement, given):
    return prove_identity(statement, {"R": 1, "w1": 1, "w2": 1, "x1": 1, "x2": 1, "b": 2})


@proved(
    "on-everywhere-means-constant",
    "z = w·x + b is ≥ 0 on the box [−R, R]ᵈ exactly when b ≥ R·Σ|wᵢ|; so it is "
    "≥ 0 for all x exactly when w = 0 and b ≥ 0.",
)
def on_everywhere_means_constant(given):
    """Look at the corner that is worst for w.

    At the corner xᵢ = −R·sign(wᵢ) of the box z is b − R·Σ|wᵢ|, and nowhere in the box
    is it less, since wᵢxᵢ ≥ −R|wᵢ|.  If z ≥ 0 for all x then b ≥ R·Σ|wᵢ| for every R,
    which forces w = 0; then z = b.
    """
    given("a-bias-that-holds-a-unit-on")


@certified(
    "only-w-one-b-zero",
    "If r(z) = wz + b holds at two different z > 0, then w = 1 and b = 0: "
    "(w − 1)² + b² > 0 is impossible.",
    identity(
        "false",
        "s > 0",
        "t > 0",
        "s != t",
        "r(s) = w*s + b",
        "r(t) = w*t + b",
        "(w - 1)**2 + b**2 > 0",
    ),
)
def only_w_one_b_zero(statement, given):
    """The equations give (w − 1)(s − t) = 0 and b(s − t) = 0; square, add, and compare."""
    # with e1 = s - ws - b = 0 and e2 = t - wt - b = 0: (w - 1)(s - t) = e2 - e1 and
    # b(s - t) = t e1 - s e2, so ((w - 1)^2 + b^2)(s - t)^2 is a sum of multiples of e1 and e2
    slope, level = "(w - 1)*(s - t)", "b*(s - t)"
    first, second = f"{slope} - t*{level}", f"s*{level} - {slope}"

    def summand(factors, times="1"):
        return {"factors": factors, "times": identity(f"{times} = 0")["conclusion"]["left"]}

    def dead(fact, split):
        return {"type": "contradiction", "sum": [summand([fact]), summand([split])]}

    done = {
        "type": "contradiction",
        "sum": [summand([5, 2]), summand([3], first), summand([4], second)],
    }
    return {
        "tree": {
            "type": "split",
            "on": "s",
            "otherwise": dead(0, 6),
            "positive": {"type": "split", "on": "t", "otherwise": dead(1, 7), "positive": done},
        }
    }


@certified(
    "w-and-b-one-miss-by-one",
    "With w = b = 1 the line z + 1 misses r(z) by exactly 1 at every z ≥ 0.",
    identity("(1*z + 1) - r(z) = 1", "z >= 0"),
)
def w_and_b_one_miss_by_one(statement, given):
    return prove_identity(statement, {"z": 1})
