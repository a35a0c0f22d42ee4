"""What a second layer buys: folds that double, and creases that stop."""

from fractions import Fraction

from ...core.certificate import box, space
from ...core.network import Network
from ...core.piecewise import equality
from ...core.rational import text
from ...core.statements import equals, floor, not_linear, regions
from ..claims import Given, Hence, Statement, certified, cited, proved
from ..identities import Node, identity, prove_identity

TENT = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])  # 2r(x) - 4r(x - 1/2)
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


def folds(k: int) -> Network:
    """The tent map composed with itself k times, a network of k hidden layers of two units.

    Examples
    --------
    >>> [str(folds(2)(x)) for x in (0, 0.25, 0.5, 0.75, 1)]
    ['0', '1', '0', '1', '0']
    """
    result = TENT
    for _ in range(k - 1):
        result = TENT.after(result)
    return result


def parabola(m: int) -> Network:
    """The approximation x - T(x)/4 - ... - T^m(x)/4^m of x² on [0, 1], three units a layer.

    Two units of a layer fold once more; the third carries the sum of what is done, which is at
    least x² and so passes its ReLU untouched.

    Examples
    --------
    >>> f = parabola(2)
    >>> f, [str(f(Fraction(j, 4))) for j in range(5)]
    (<Network 1-3-3-1>, ['0', '1/16', '1/4', '9/16', '1'])
    """
    shift = [Fraction(0), Fraction(-1, 2), Fraction(0)]
    fold = [Fraction(2), Fraction(-4), Fraction(0)]  # T of the layer before, from its two units
    layers = [([[Fraction(1)]] * 3, shift)]  # x, x - 1/2 and the sum so far, x
    for s in range(1, m):
        layers.append(([fold, fold, _share(s)], shift))
    return Network([*layers, ([_share(m)], [Fraction(0)])])


def _share(s: int) -> list[Fraction]:
    """The sum so far, less T^s / 4^s."""
    return [Fraction(-2, 4**s), Fraction(4, 4**s), Fraction(1)]


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


SEVEN = Network(
    [
        ([[1], [-1]], [1, 1]),  # r(3 - s) + r(4 - s) with
        ([[-1, -1], [-1, -1]], [3, 4]),
        ([[1, 1]], [0]),
    ]
)  # s = r(x + 1) + r(1 - x)
T = "(2*r(x) - 4*r(x - 1/2))"
EIGHT: Statement = {
    "knots": [text(Fraction(j, 8)) for j in range(9)],  # three folds
    "slopes": ["0", *["8", "-8"] * 4, "0"],
    "at": "0",
    "value": "0",
}


@certified(
    "the-tent-is-one-fold",
    "For x ≥ 0, T(x) = 2r(x) − 4r(x − ½) = 1 − |2x − 1|.",
    identity(f"{T} = 1 - abs(2*x - 1)", "x >= 0"),
    Hence(
        "on [0, 1] the tent goes from 0 up to 1 at x = ½, and down again to 0: one fold.",
        "|2x − 1| falls from 1 to 0 on [0, ½] and rises to 1 again on [½, 1].",
    ),
)
def the_tent_is_one_fold(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 0})


@certified(
    "the-fold-matches-both-halves",
    "On [0, 1] the tent maps x and 1 − x to one value: T(x) = T(1 − x).",
    identity("2*r(x) - 4*r(x - 1/2) = 2*r(1 - x) - 4*r(1/2 - x)", "x >= 0", "x <= 1"),
)
def the_fold_matches_both_halves(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 0})


@proved(
    "each-fold-doubles-the-pieces",
    "The tent composed with itself k times, a network of k hidden layers with two units each, "
    "has exactly 2ᵏ affine pieces on [0, 1], between the values 0, 1, 0, 1, … at j/2ᵏ.",
)
def each_fold_doubles_the_pieces(given: Given) -> None:
    """T maps [0, ½] and [½, 1] affinely onto [0, 1], each once.  So T∘…∘T repeats on each half
    what one fold fewer does on [0, 1]: the pieces double, slopes become ±2ᵏ in turn, and the
    values at j/2ᵏ are 0 for even j and 1 for odd j.  Neighbouring slopes differ: no fewer pieces.
    """
    given("the-tent-is-one-fold")
    given("the-fold-matches-both-halves")


@certified(
    "three-folds-on-the-line",
    "Three folds of the tent, a network of three hidden layers, have on the whole line the knots "
    "0, 1/8, 2/8, …, 1, between them the slopes 8 and −8 in turn, outside the slope 0, and the "
    "value 0 at 0.",
    equals(folds(3), EIGHT),
)
def three_folds_on_the_line(statement: Statement, given: Given) -> Node:
    evidence: Node = equality(folds(3)).evidence
    return evidence


@certified(
    "four-units-make-seven-pieces",
    "r(3 − s) + r(4 − s) with s = r(x + 1) + r(1 − x), a network of two hidden layers with "
    "two units each, has the knots −3, −2, −1, 1, 2, 3, the slopes 0, 1, 2, 0, −2, −1, 0 and the "
    "value 3 at 0.",
    equals(
        SEVEN,
        {
            "at": "0",
            "value": "3",
            "knots": ["-3", "-2", "-1", "1", "2", "3"],
            "slopes": ["0", "1", "2", "0", "-2", "-1", "0"],
        },
    ),
    Hence(
        "two hidden layers of two units can make seven pieces.",
        "Six knots at which the slope changes part the line into seven pieces.",
    ),
)
def four_units_make_seven_pieces(statement: Statement, given: Given) -> Node:
    evidence: Node = equality(SEVEN).evidence
    return evidence


@proved(
    "all-or-nothing",
    "Every continuous function with fewer than 2ᵏ affine pieces, so every one-hidden-layer "
    "network with at most 2ᵏ − 2 units, is at distance at least ½ from k folds of the tent on "
    "[0, 1]. The constant ½ is at distance exactly ½.",
)
def all_or_nothing(given: Given) -> None:
    """The folds are 0, 1, 0, 1, … at the 2ᵏ + 1 points j/2ᵏ.  Nearer than ½, a function g is below
    ½ at the first, above at the next, and so on, so it meets ½ inside each of the 2ᵏ gaps between
    them, and an affine piece does so in one gap only.  N units bend at most N times."""
    given("each-fold-doubles-the-pieces")


@certified(
    "seven-pieces-get-nothing",
    "Let f have the knots 0, 1/8, 2/8, …, 1, between them the slopes 8 and −8 in turn, outside the "
    "slope 0, and the value 0 at 0. Every continuous function with at most seven affine pieces "
    "misses f by ½ or more somewhere on [0, 1].",
    floor({"type": "piecewise", **EIGHT}, ("0", "1"), 7, "1/2"),
    Hence(
        "on [0, 1] seven affine pieces come no nearer to three folds of the tent than the "
        "constant ½ does.",
        "f is three folds of the tent. Its values on [0, 1] lie between 0 and 1, so the constant ½ "
        "misses them by at most ½.",
        ("three-folds-on-the-line",),
    ),
)
def seven_pieces_get_nothing(statement: Statement, given: Given) -> Node:
    half = {"knots": [], "slopes": ["0"], "at": "0", "value": "1/2"}
    return {
        "blocks": [
            {"pieces": 7, "reference": half, "points": [text(Fraction(j, 8)) for j in range(9)]}
        ]
    }


@certified(
    "one-fold-of-the-parabola",
    "For x ≥ 0, with T = 2r(x) − 4r(x − ½) the tent, x − x² = T/4 + (T − T²)/4: what one fold "
    "leaves of the parabola is a quarter of the same parabola at T.",
    identity(f"x - x**2 = {T}/4 + ({T} - {T}**2)/4", "x >= 0"),
)
def one_fold_of_the_parabola(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 0})


@proved(
    "each-fold-quarters-the-error",
    "f = x − T(x)/4 − … − Tᵐ(x)/4ᵐ approximates x² on [0, 1] with largest error exactly "
    "1/4ᵐ⁺¹, and is there a network of m hidden layers with three units each.",
)
def each_fold_quarters_the_error(given: Given) -> None:
    """Apply the fold of the parabola m times: f(x) − x² = (y − y²)/4ᵐ with y = Tᵐ(x).
    As x runs over [0, 1], y takes every value in [0, 1], and y − y² is largest, ¼, at y = ½.
    In each layer two units fold once more, and the third carries the sum so far: it is at least
    x² ≥ 0, so its ReLU does nothing."""
    given("one-fold-of-the-parabola")
    given("each-fold-doubles-the-pieces")


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
    "With weights that are decimal fractions, max(0, x₁, …, xₙ) needs ⌈log₃(n + 1)⌉ hidden "
    "layers; with integer weights, ⌈log₂(n + 1)⌉.",
    module=__name__,
    key="averkov2025",
    also=("haase2023",),
    source="Averkov, Hojny, Merkert 2025, abstract; Haase, Hertrich, Loho 2023, abstract",
)
