"""Regions and creases: what the lines of one layer can do, and what takes a second layer."""

from ...core.certificate import box, space
from ...core.network import Network
from ...core.statements import not_linear, regions
from ..claims import Given, Hence, Statement, certified, cited, proved
from ..identities import Node, identity, prove_identity

MAXIMUM = Network(
    [
        ([[1, -1], [0, 1], [0, -1]], [0, 0, 0]),  # x - y, y, -y
        ([[1, 1, -1]], [0]),
        ([[1]], [0]),
    ]
)  # r(r(x - y) + y) = max(0, x, y)


MIRRORED = Network(
    [  # max(0, x, y) - max(0, -x, -y)
        ([[1, -1], [0, 1], [0, -1], [-1, 1]], [0, 0, 0, 0]),
        ([[1, 1, -1, 0], [0, -1, 1, 1]], [0, 0]),
        ([[1, -1]], [0]),
    ]
)


def three_lines(b: int) -> Network:
    """The 2-3-1 network with units x, y and b - x - y."""
    return Network([([[1, 0], [0, 1], [-1, -1]], [0, 0, b]), ([[1, 1, 1]], [0])])


def _regions(b: int, count: int) -> Statement:
    return regions(three_lines(b), box([(-2, 2), (-2, 2)]), count, count)


def _counted(b: int) -> Node:
    """The regions of `three_lines`, as evidence.  Only here do the proofs need numpy."""
    from ...regions.regions import activation_regions, regions_certificate

    found = regions_certificate(activation_regions(three_lines(b), (-2, 2)))
    evidence: Node = found.evidence
    return evidence


@certified(
    "maximum-in-two-layers",
    "For all real x and y, r(r(x − y) + r(y) − r(−y)) = r(x) + r(y − r(x)).",
    identity("r(r(x - y) + r(y) - r(-y)) = r(x) + r(y - r(x))"),
    Hence(
        "two hidden layers compute max(0, x, y).",
        "The left side is a network of two hidden layers. The right side is the larger of r(x) and "
        "y, since p + r(q − p) is the larger of p and q, and r(x) is the larger of 0 and x.",
    ),
)
def maximum_in_two_layers(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "the-maximum-has-a-bent-odd-part",
    "The network r(r(x − y) + r(y) − r(−y)) − r(r(y − x) + r(−y) − r(y)) is not linear.",
    not_linear(MIRRORED, space()),
    Hence(
        "the odd part of f = max(0, x, y) is not linear: O(p) = f(p) − f(−p), twice the odd part, "
        "has O(1, 0) + O(0, 1) − O(1, 1) = 1.",
        "The network is O, since its first half is f(x, y) and its second f(−x, −y). O is 1 at all "
        "three points, and a linear function adds up.",
        ("maximum-in-two-layers",),
    ),
)
def the_maximum_has_a_bent_odd_part(statement: Statement, given: Given) -> Node:
    return {
        "points": [["1", "0"], ["0", "1"], ["1", "1"]],
        "coefficients": ["1", "1", "-1"],
        "output": 0,
    }


@proved(
    "maximum-needs-a-second-layer",
    "No network with one hidden layer, of any width, with or without biases, computes "
    "max(0, x, y) for all x and y.",
)
def maximum_needs_a_second_layer(given: Given) -> None:
    """max(0, x, y) is positively homogeneous, so biases could be deleted; what is left has a
    linear odd part, and the odd part of max(0, x, y) is not linear."""
    given("biases-can-be-deleted")
    given("odd-part-is-linear-at-any-width")
    given("the-maximum-has-a-bent-odd-part")


@proved(
    "regions-of-one-layer",
    "N units with d inputs cut the space into at most C(N, 0) + … + C(N, d) activation "
    "regions, and without biases at most 2·(C(N−1, 0) + … + C(N−1, d−1)); in general position "
    "these are the numbers. Three units and two inputs: 7 and 6.",
)
def regions_of_one_layer(given: Given) -> None:
    """Add one hyperplane H at a time, as Zaslavsky (1975) does for any arrangement. The others
    cut H into at most as many parts as N − 1 hyperplanes cut a space of dimension d − 1,
    and each part splits one region in two: R(N, d) ≤ R(N−1, d) + R(N−1, d−1), with
    equality in general position. Start from R(0, d) = R(N, 0) = 1, or through the origin
    from R(1, d) = R(N, 1) = 2: Pascal's rule gives the sums."""


@certified(
    "three-lines-leave-out-one-pattern",
    "No input turns the three units x, y and 1 − x − y off together: x ≤ 0, y ≤ 0 and "
    "1 − x − y ≤ 0 exclude each other.",
    identity("false", "x <= 0", "y <= 0", "1 - x - y <= 0"),
    Hence(
        "of the eight patterns of on and off, seven are left.",
        "The other seven occur, at (−1, 3), (−1, 1), (3, −1), (1, −1), (1, 1), (1/3, 1/3) and "
        "(−1, −1).",
    ),
)
def three_lines_leave_out_one_pattern(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "three-units-make-seven-regions",
    "The 2-3-1 network r(x) + r(y) + r(1 − x − y) has exactly 7 activation regions in the square "
    "[−2, 2]², and 7 affine maps on them.",
    _regions(1, 7),
)
def three_units_make_seven_regions(statement: Statement, given: Given) -> Node:
    return _counted(1)


@certified(
    "without-biases-three-units-make-six",
    "With the bias taken away, r(x) + r(y) + r(−x − y) has exactly 6 activation regions in "
    "[−2, 2]², and 6 affine maps on them.",
    _regions(0, 6),
)
def without_biases_three_units_make_six(statement: Statement, given: Given) -> Node:
    return _counted(0)


cited(
    "every-piecewise-linear-function-is-a-network",
    "Every continuous piecewise linear function of d inputs is a ReLU network with at most "
    "⌈log₂(d + 1)⌉ hidden layers.",
    module=__name__,
    source="Arora, Basu, Mianjy, Mukherjee 2018, Theorem 2.1",
    key="arora2018",
)


cited(
    "fewer-layers-suffice",
    "⌈log₃(d − 1)⌉ + 1 hidden layers suffice for every continuous piecewise linear function of "
    "d ≥ 3 inputs; max of five numbers takes two.",
    module=__name__,
    key="bakaev2025",
    source="Bakaev, Brunck, Hertrich, Stade, Yehudayoff 2025, abstract",
)


cited(
    "lower-bounds-under-restrictions",
    "With weights that are decimal fractions, max(0, x₁, …, xₙ) needs at least ⌈log₃(n + 1)⌉ "
    "hidden layers; with integer weights, at least ⌈log₂(n + 1)⌉.",
    module=__name__,
    key="averkov2025",
    also=("haase2023",),
    source="Averkov, Hojny, Merkert 2025, abstract; Haase, Hertrich, Loho 2023, abstract",
)
