"""Near the data: where one affine map holds, along segments, at the start, and a local minimum."""

from typing import TypeAlias

from ...core.certificate import box
from ...core.network import Network
from ...core.statements import affine_on, not_affine
from ...decide.affinity import decide_affine
from ..claims import Given, Hence, Statement, certified, cited, proved
from ..identities import Node, identity, prove_identity
from ..texts import affine_map

# r(x + y - 1) + r(x - 2y + 2) + 2 r(-y - 1)
THREE = Network([([[1, 1], [1, -2], [0, -1]], [-1, 2, -1]), ([[1, 1, 2]], [0])])
Sides: TypeAlias = tuple[tuple[int | str, int | str], ...]
NEAR: Sides = ((-1, 0), ("-1/2", "1/2"))  # half width 1/2 around (-1/2, 0)
FAR: Sides = (("-3/2", "1/2"), (-1, 1))  # half width 1


def _evidence(sides: Sides) -> Node:
    """What shows that the network is, or is not, one affine map on a box."""
    certificate = decide_affine(THREE, sides).certificate
    assert certificate is not None
    evidence: Node = certificate.evidence
    return evidence


@proved(
    "the-region-reaches-to-the-nearest-wall",
    "Let every unit of a ReLU network, of any depth, have z ≠ 0 at x, and let g be the slope of "
    "its z there. Let ρ be the least |z|/|g| over the units with g ≠ 0. At every input nearer "
    "to x than ρ the pattern is that of x and the network is one affine map, whose slope is the "
    "gradient at x; no larger ball around x has one pattern. In the sup norm, where balls are "
    "boxes, |g| is the sum of the sizes of its entries.",
)
def the_region_reaches_to_the_nearest_wall(given: Given) -> None:
    """Keep the pattern of x, and every z becomes an affine form F(y) = z + g·(y − x).

    Inside the ball |g·(y − x)| ≤ |g|·‖y − x‖ < |z|, with |g| the dual norm, so no form changes its
    sign there.  Layer by layer, then, each unit's true z is its form, and it keeps its side; with
    one pattern the network is one affine map.
    The bound on g·(y − x) is attained in some direction: along it the nearest form reaches 0 at
    distance ρ and has the other sign beyond.  An input beyond with the pattern of x would have its
    z equal to the forms, one of which has the wrong sign; so the pattern there is another one.
    If no g is different from 0, no form ever changes its sign.
    """
    given("one-pattern-one-map")


@certified(
    "one-plane-near-the-point",
    "On the square of half width 1/2 around (−1/2, 0) the network "
    "r(x + y − 1) + r(x − 2y + 2) + 2r(−y − 1) is x − 2y + 2.",
    affine_on(THREE, box(NEAR), affine_map([[1, -2]], [2])),
)
def one_plane_near_the_point(statement: Statement, given: Given) -> Node:
    return _evidence(NEAR)


@certified(
    "no-plane-further-out",
    "On the square of half width 1 around (−1/2, 0) the network "
    "r(x + y − 1) + r(x − 2y + 2) + 2r(−y − 1) is not affine.",
    not_affine(THREE, box(FAR)),
)
def no_plane_further_out(statement: Statement, given: Given) -> Node:
    return _evidence(FAR)


@proved(
    "pieces-along-a-segment",
    "Along a segment a network with one hidden layer has at most 1 + k affine pieces, k the number "
    "of units with z of opposite signs at its two ends. With hidden layers of widths n₁, …, n_L it "
    "has at most (n₁ + 1)·…·(n_L + 1).",
)
def pieces_along_a_segment(given: Given) -> None:
    """Count how often a unit can change sides.

    With one layer each z is affine along the segment: it changes sign once, strictly inside, if
    its signs at the ends are opposite, and otherwise never strictly inside; between two such places
    no unit changes sides and the network is affine.
    With more layers: on a piece on which the values of a layer are affine, each of the n units
    of the next layer changes sides at most once, and cuts it into n + 1 pieces at most.
    """
    given("one-pattern-one-map")


@certified(
    "one-knot-is-an-eighth-at-most",
    "For 0 ≤ t ≤ 1 and 0 ≤ s ≤ 1 the unit r(s − t) stays within t(1 − t)/2 of the line "
    "(1 − t)·s − t(1 − t)/2.",
    identity(
        "abs(r(s - t) - ((1 - t)*s - t*(1 - t)/2)) <= t*(1 - t)/2",
        "s >= 0",
        "s <= 1",
        "t >= 0",
        "t <= 1",
    ),
    Hence(
        "one bend of size c on a segment, the segment run through from s = 0 to s = 1, stays "
        "within |c|/8 of a line.",
        "t(1 − t) is at most 1/4; multiply by |c|.",
    ),
)
def one_knot_is_an_eighth_at_most(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"s": 0, "t": 0}, splits=("s - t",))


@proved(
    "a-segment-is-nearly-straight",
    "On the segment from p to q a network with one hidden layer and one output stays within "
    "⅛·Σ|vᵢ|·|wᵢ·(q − p)| of an affine function, the sum taken over the units with z of opposite "
    "signs at p and q.",
)
def a_segment_is_nearly_straight(given: Given) -> None:
    """Add up the units' distances.

    Along p + s(q − p), 0 ≤ s ≤ 1, a unit that does not change sides is affine.  One that does is
    v·r(a(s − t)) with |a| = |w·(q − p)| and 0 < t < 1: for a > 0 that is v·a·r(s − t); for a < 0 it
    is v·|a|·r(t − s), which differs from v·|a|·r(s − t) by an affine function.  Each is within
    |v||a|/8 of a line, and the sum of the lines is a line.
    """
    given("one-knot-is-an-eighth-at-most")
    given("relu-pair-is-the-identity")


@proved(
    "half-the-units-are-on",
    "Let the weights and bias of a unit be drawn so that (w, b) and (−w, −b) have one law, and "
    "z = 0 has probability 0 at x. Then the unit is on at x with probability ½; N such units of "
    "one layer, drawn independently, are all on with probability 2⁻ᴺ.",
)
def half_the_units_are_on(given: Given) -> None:
    """Turning (w, b) into (−w, −b) turns z into −z.

    So z > 0 and z < 0 are equally likely, and together they have probability 1.  Independent units
    multiply.
    """


@proved(
    "centred-rows-switch",
    "If the rows of the data add up to 0, a first-layer unit without a bias and with w·x ≠ 0 at "
    "some row has z > 0 at one row and z < 0 at another.",
)
def centred_rows_switch(given: Given) -> None:
    """The numbers z = w·x of all rows add up to w·0 = 0.

    One of them is not 0; if it is positive the others add up to something negative, so that one of
    them is negative, and the same the other way round.
    """


@certified(
    "positive-everything-is-on",
    "With x₁, x₂ ≥ 0 and w₁, w₂, b ≥ 0, w₁x₁ + w₂x₂ + b ≥ 0.",
    identity("w1*x1 + w2*x2 + b >= 0", "x1 >= 0", "x2 >= 0", "w1 >= 0", "w2 >= 0", "b >= 0"),
)
def positive_everything_is_on(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "no-line-comes-below-a-sixth",
    "Rows (0, 0), (1, 0), (2, 1), model v·r(wx + b) + c: as long as wx + b > 0 at all three rows, "
    "the sum of squares is at least 1/6.",
    identity(
        "(v*r(b) + c)**2 + (v*r(w + b) + c)**2 + (v*r(2*w + b) + c - 1)**2 >= 1/6",
        "b > 0",
        "w + b > 0",
        "2*w + b > 0",
    ),
    Hence(
        "r(x + 1)/2 − 2/3, which is the line of least squares at these rows, is a local minimum "
        "with the sum of squares 1/6, while r(x − 1) has the sum 0.",
        "At x = 0, 1, 2 it has x + 1 > 0, which small changes of w and b keep, and the errors "
        "−1/6, 1/3 and −1/6. And r(−1), r(0) and r(1) are 0, 0 and 1.",
    ),
)
def no_line_comes_below_a_sixth(statement: Statement, given: Given) -> Node:
    # 3 (vb + c + vw - 1/3)^2 + 2 (vw - 1/2)^2 + 1/6 once every unit passes its z on
    return prove_identity(
        statement, {"v": 1, "w": 1, "b": 1, "c": 0}, splits=("v*w - 1/2", "v*b + c + v*w - 1/3")
    )


@proved(
    "a-regression-is-a-local-minimum",
    "Take squared loss, any finite data, and a ReLU network with one output, biases in all its "
    "hidden layers and an output bias, as deep and as wide as you like. Some values of its "
    "parameters make it the least-squares affine map at the rows, with z > 0 for every unit at "
    "every row, and all such values are local minima of the loss.",
)
def a_regression_is_a_local_minimum(given: Given) -> None:
    """Strict signs survive small changes, and with the signs fixed nothing beats least squares.

    Let u·x + c be a least-squares map.  In the first layer let one unit have z = u·x + B with B so
    large that z > 0 at all rows; let one unit of each further layer pass it on, with weight 1; let
    all others have weights 0 and bias 1, and let nobody use them.  With output weight 1 and output
    bias c − B the network is u·x + c at the rows, and every z is positive there.
    Around any such values every z stays positive at the rows, so that there the network is one
    affine map, by rows-decide-their-hull; its sum of squares is at least that of least squares.
    """
    given("rows-decide-their-hull")


cited(
    "bad-minima-are-the-rule",
    "The squared loss of networks with one hidden layer has local minima that are not global in "
    "most cases; for ReLU there are infinitely many local minima for almost all practical data "
    "sets.",
    module=__name__,
    key="yun2019",
    source="Yun, Sra and Jadbabaie 2019, abstract",
)


cited(
    "gradient-descent-can-end-there",
    "For a large class of distributions of data with one input, gradient descent on squared loss, "
    "from a usual random start with biases 0, finds with high probability only a bad local minimum "
    "of a ReLU network with one hidden layer, which essentially performs linear regression.",
    module=__name__,
    key="holzmuller2020",
    source="Holzmüller and Steinwart 2020, abstract",
)
