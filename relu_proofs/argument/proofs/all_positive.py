"""Where every unit keeps to one side: on the rows of a data set, on a domain, on all inputs."""

from ...core.certificate import box, hull, polytope, space
from ...core.network import Network
from ...core.statements import affine_on, not_affine
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity, summand
from ..texts import affine_map

ELBOWS = Network([([[2], [1]], [1, 2]), ([[3, -1]], ["1/2"])])  # 3r(2x + 1) - r(x + 2) + 1/2
SIDES = Network([([[1, 1], [1, -1]], ["1/4", "-5/4"]), ([[1, 1]], [0])])
ROWS = ("-1/2",), (0,), (1,), (3,)
LINE = affine_map([[5]], ["3/2"])


@certified(
    "units-that-are-on-collapse",
    "If z₁ = w₁·x + b₁ ≥ 0 and z₂ = w₂·x + b₂ ≥ 0 at x = (x₁, x₂), then v₁r(z₁) + v₂r(z₂) + c is "
    "(v₁w₁ + v₂w₂)·x + v₁b₁ + v₂b₂ + c, whatever the weights are.",
    identity(
        "v1*r(w11*x1 + w12*x2 + b1) + v2*r(w21*x1 + w22*x2 + b2) + c "
        "= (v1*w11 + v2*w21)*x1 + (v1*w12 + v2*w22)*x2 + v1*b1 + v2*b2 + c",
        "w11*x1 + w12*x2 + b1 >= 0",
        "w21*x1 + w22*x2 + b2 >= 0",
    ),
)
def units_that_are_on_collapse(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {}, splits=("v1", "v2"))


@proved(
    "one-pattern-one-map",
    "If every hidden unit of a ReLU network, of any depth, keeps to one side on a set S (z ≥ 0 "
    "on all of S, or z ≤ 0 on all of S), then on S the network is one affine map.",
)
def one_pattern_one_map(given: Given) -> None:
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
def rows_decide_their_hull(given: Given) -> None:
    """Go through the layers: what an affine function keeps at the rows it keeps between them.

    In the first layer z is affine, and an affine function that is ≥ 0 at the rows is ≥ 0 at
    their weighted means, which make up the hull; likewise ≤ 0.  So each unit keeps to one side on
    the hull, its output is affine there, and the next layer's z is again affine on the hull with
    the signs it has at the rows.  After the last layer, use one-pattern-one-map.
    """
    given("one-pattern-one-map")


@certified(
    "four-rows-one-line",
    "On the convex hull of the rows −1/2, 0, 1 and 3 the network 3r(2x + 1) − r(x + 2) + 1/2 is "
    "the line 5x + 3/2.",
    affine_on(ELBOWS, hull(ROWS), LINE),
    Hence(
        "it is 5x + 3/2 on all of [−1/2, 3], because both units have z ≥ 0 at these four rows.",
        "The hull is the interval from the least row to the greatest. An affine z that is ≥ 0 at "
        "the rows is ≥ 0 between them, so each unit passes its z on there.",
    ),
)
def four_rows_one_line(statement: Statement, given: Given) -> Node:
    signs = [{"unit": [0, i], "state": "on", "multipliers": []} for i in range(2)]
    return {"tree": {"signs": signs, "then": {"type": "equal"}}}


@certified(
    "a-half-line-one-line",
    "On the whole domain x ≥ −1/2 the network 3r(2x + 1) − r(x + 2) + 1/2 is 5x + 3/2.",
    affine_on(ELBOWS, polytope([((1,), "1/2")]), LINE),
)
def a_half_line_one_line(statement: Statement, given: Given) -> Node:
    # 2x + 1 = 2(x + 1/2) and x + 2 = (x + 1/2) + 3/2
    signs = [
        {"unit": [0, i], "state": "on", "multipliers": [[0, factor]]}
        for i, factor in enumerate(("2", "1"))
    ]
    return {"point": ["0"], "tree": {"signs": signs, "then": {"type": "equal"}}}


@certified(
    "two-elbows-outside",
    "On all inputs the network 3r(2x + 1) − r(x + 2) + 1/2 is not affine.",
    not_affine(ELBOWS, space()),
    Hence(
        "beyond the rows it leaves the line that it follows between them: "
        "f(−3) − 2f(−1) + f(1) = 8, and none of these points is a knot.",
        "f(−3) = 1/2, f(−1) = −1/2 and f(1) = 13/2; on a line the sum would be 0. The knots are −2 "
        "and −1/2.",
    ),
)
def two_elbows_outside(statement: Statement, given: Given) -> Node:
    return {"points": [["-3"], ["-1"], ["1"]], "coefficients": ["1", "-2", "1"], "output": 0}


@certified(
    "one-on-one-off-and-affine",
    "On the square [0, 1]² the network r(x + y + 1/4) + r(x − y − 5/4) is x + y + 1/4.",
    affine_on(SIDES, box([(0, 1), (0, 1)]), affine_map([[1, 1]], ["1/4"])),
    Hence(
        "signs that differ from unit to unit do not make a network nonlinear: here the first unit "
        "is on throughout the square and the second is off throughout.",
        "On the square x + y + 1/4 ≥ 1/4 and x − y − 5/4 ≤ −1/4.",
    ),
)
def one_on_one_off_and_affine(statement: Statement, given: Given) -> Node:
    # half-spaces 0 to 3: x >= 0, 1 - x >= 0, y >= 0, 1 - y >= 0
    signs = [
        {"unit": [0, 0], "state": "on", "multipliers": [[0, "1"], [2, "1"]]},
        {"unit": [0, 1], "state": "off", "multipliers": [[1, "1"], [2, "1"]]},
    ]
    return {"point": ["1/2", "1/2"], "tree": {"signs": signs, "then": {"type": "equal"}}}


@certified(
    "a-bias-that-holds-a-unit-on",
    "If b ≥ R(|w₁| + |w₂|), then z = w₁x₁ + w₂x₂ + b ≥ 0 on the whole box [−R, R]².",
    identity(
        "w1*x1 + w2*x2 + b >= 0",
        "b >= R*(abs(w1) + abs(w2))",
        "x1 >= -R",
        "x1 <= R",
        "x2 >= -R",
        "x2 <= R",
    ),
)
def a_bias_that_holds_a_unit_on(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"R": 1, "w1": 1, "w2": 1, "x1": 1, "x2": 1, "b": 2})


@proved(
    "on-everywhere-means-constant",
    "For R > 0, z = w·x + b is ≥ 0 on the box [−R, R]ᵈ exactly when b ≥ R·Σ|wᵢ|; so it is "
    "≥ 0 for all x exactly when w = 0 and b ≥ 0.",
)
def on_everywhere_means_constant(given: Given) -> None:
    """Look at the corner that is worst for w.

    At the corner xᵢ = −R·sign(wᵢ) of the box z is b − R·Σ|wᵢ|, and nowhere in the box
    is it less, since wᵢxᵢ ≥ −R|wᵢ|.  If z ≥ 0 for all x then b ≥ R·Σ|wᵢ| for every R,
    which forces w = 0; then z = b.
    """
    given("a-bias-that-holds-a-unit-on")


@certified(
    "only-w-one-b-zero",
    "If r(z) = wz + b holds at two different z > 0, then (w − 1)² + b² > 0 is impossible.",
    identity(
        "false",
        "s > 0",
        "t > 0",
        "s != t",
        "r(s) = w*s + b",
        "r(t) = w*t + b",
        "(w - 1)**2 + b**2 > 0",
    ),
    Hence(
        "w = 1 and b = 0.",
        "A sum of two squares that is not positive has two squares that are 0.",
    ),
)
def only_w_one_b_zero(statement: Statement, given: Given) -> Node:
    """The equations give (w − 1)(s − t) = 0 and b(s − t) = 0; square, add, and compare."""
    # with e1 = s - ws - b = 0 and e2 = t - wt - b = 0: (w - 1)(s - t) = e2 - e1 and
    # b(s - t) = t e1 - s e2, so ((w - 1)^2 + b^2)(s - t)^2 is a sum of multiples of e1 and e2
    slope, level = "(w - 1)*(s - t)", "b*(s - t)"

    def dead(fact: int, split: int) -> Node:
        return {"type": "contradiction", "sum": [summand([fact]), summand([split])]}

    done = {
        "type": "contradiction",
        "sum": [
            summand([5, 2]),
            summand([3], f"{slope} - t*{level}"),
            summand([4], f"s*{level} - {slope}"),
        ],
    }
    right = {"type": "split", "on": "t", "otherwise": dead(1, 7), "positive": done}
    return {"tree": {"type": "split", "on": "s", "otherwise": dead(0, 6), "positive": right}}


@certified(
    "w-and-b-one-miss-by-one",
    "With w = b = 1 the line z + 1 misses r(z) by exactly 1 at every z ≥ 0: (z + 1) − r(z) = 1.",
    identity("(z + 1) - r(z) = 1", "z >= 0"),
)
def w_and_b_one_miss_by_one(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": 1})
