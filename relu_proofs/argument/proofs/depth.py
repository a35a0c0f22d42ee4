"""What a second layer buys: folds that double, and creases that stop."""

from fractions import Fraction

from ...core.certificate import box, network_json, space
from ...core.network import Network
from ...core.piecewise import equality
from ...core.rational import text
from ..claims import certified, cited, proved
from ..identities import identity, prove_identity

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


def folds(k):
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


def three_lines(b):
    """The 2-3-1 network with units x, y and b - x - y."""
    return Network([([[1, 0], [0, 1], [-1, -1]], [0, 0, b]), ([[1, 1, 1]], [0])])


def _regions(b, count):
    return {
        "kind": "regions",
        "network": network_json(three_lines(b)),
        "domain": box([(-2, 2), (-2, 2)]),
        "regions": count,
        "maps": count,
    }


def _counted(b):
    """The regions of `three_lines`, as evidence.  Only here do the proofs need numpy."""
    from ...regions.regions import activation_regions, regions_certificate

    return regions_certificate(activation_regions(three_lines(b), (-2, 2))).evidence


SEVEN = Network(
    [
        ([[1], [-1]], [1, 1]),  # r(3 - s) + r(4 - s) with
        ([[-1, -1], [-1, -1]], [3, 4]),
        ([[1, 1]], [0]),
    ]
)  # s = r(x + 1) + r(1 - x)
T = "(2*r(x) - 4*r(x - 1/2))"
EIGHT = {
    "knots": [text(Fraction(j, 8)) for j in range(9)],  # three folds
    "slopes": ["0", *["8", "-8"] * 4, "0"],
    "at": "0",
    "value": "0",
}


@certified(
    "the-tent-is-one-fold",
    "For x ≥ 0, T(x) = 2r(x) − 4r(x − ½) = 1 − |2x − 1|: up to 1 at x = ½, and down again.",
    identity(f"{T} = 1 - r(2*x - 1) - r(1 - 2*x)", "x >= 0"),
)
def the_tent_is_one_fold(statement, given):
    return prove_identity(statement, {"x": 0})


@certified(
    "the-fold-matches-both-halves",
    "On [0, 1] the tent maps x and 1 − x to one value: T(x) = T(1 − x).",
    identity("2*r(x) - 4*r(x - 1/2) = 2*r(1 - x) - 4*r(1/2 - x)", "x >= 0", "1 - x >= 0"),
)
def the_fold_matches_both_halves(statement, given):
    return prove_identity(statement, {"x": 0})


@proved(
    "each-fold-doubles-the-pieces",
    "The tent composed with itself k times, a network of k hidden layers with two units each, "
    "has exactly 2ᵏ affine pieces on [0, 1], between the values 0, 1, 0, 1, … at j/2ᵏ.",
)
def each_fold_doubles_the_pieces(given):
    """T maps [0, ½] and [½, 1] affinely onto [0, 1], each once.  So T∘…∘T repeats on each half
    what one fold fewer does on [0, 1]: the pieces double, slopes become ±2ᵏ in turn, and the
    values at j/2ᵏ are 0 for even j and 1 for odd j.  Neighbouring slopes differ: no fewer pieces.
    """
    given("the-tent-is-one-fold")
    given("the-fold-matches-both-halves")


@certified(
    "three-folds-on-the-line",
    "Three folds have ten pieces on the whole line, eight of them on [0, 1] with slopes 8 "
    "and −8 in turn; outside they stay at 0.",
    {"kind": "equals", "network": network_json(folds(3)), **EIGHT},
)
def three_folds_on_the_line(statement, given):
    return equality(folds(3)).evidence


@certified(
    "four-units-make-seven-pieces",
    "r(3 − s) + r(4 − s) with s = r(x + 1) + r(1 − x), a network of two hidden layers with "
    "two units each, has seven pieces: knots −3, −2, −1, 1, 2, 3.",
    {
        "kind": "equals",
        "network": network_json(SEVEN),
        "at": "0",
        "value": "3",
        "knots": ["-3", "-2", "-1", "1", "2", "3"],
        "slopes": ["0", "1", "2", "0", "-2", "-1", "0"],
    },
)
def four_units_make_seven_pieces(statement, given):
    return equality(SEVEN).evidence


@proved(
    "all-or-nothing",
    "Every continuous function with fewer than 2ᵏ affine pieces, so every one-hidden-layer "
    "network with at most 2ᵏ − 2 units, is at distance at least ½ from k folds of the tent on "
    "[0, 1]. The constant ½ is at distance exactly ½.",
)
def all_or_nothing(given):
    """The folds are 0, 1, 0, 1, … at the 2ᵏ + 1 points j/2ᵏ.  Nearer than ½, a function g is below
    ½ at the first, above at the next, and so on, so it meets ½ inside each of the 2ᵏ gaps between
    them, and an affine piece does so in one gap only.  N units bend at most N times."""
    given("each-fold-doubles-the-pieces")


@certified(
    "seven-pieces-get-nothing",
    "Every continuous function with at most seven affine pieces misses three folds of the "
    "tent by ½ or more somewhere on [0, 1].",
    {
        "kind": "floor",
        "interval": ["0", "1"],
        "pieces": 7,
        "error": "1/2",
        "target": {"type": "piecewise", **EIGHT},
    },
)
def seven_pieces_get_nothing(statement, given):
    given("three-folds-on-the-line")
    half = {"knots": [], "slopes": ["0"], "at": "0", "value": "1/2"}
    return {
        "blocks": [
            {"pieces": 7, "reference": half, "points": [text(Fraction(j, 8)) for j in range(9)]}
        ]
    }


@certified(
    "one-fold-of-the-parabola",
    "For x ≥ 0, with T the tent: x − x² = T(x)/4 + (T(x) − T(x)²)/4. The parabola's "
    "remainder after one fold is a quarter of the same parabola, folded.",
    identity(f"x - x**2 = {T}/4 + ({T} - {T}**2)/4", "x >= 0"),
)
def one_fold_of_the_parabola(statement, given):
    return prove_identity(statement, {"x": 0})


@proved(
    "each-fold-quarters-the-error",
    "f = x − T(x)/4 − … − Tᵐ(x)/4ᵐ approximates x² on [0, 1] with largest error exactly "
    "1/4ᵐ⁺¹, from m folds of two units each.",
)
def each_fold_quarters_the_error(given):
    """Apply the fold of the parabola m times: f(x) − x² = (y − y²)/4ᵐ with y = Tᵐ(x).
    As x runs over [0, 1], y takes every value in [0, 1], and y − y² is largest, ¼, at y = ½."""
    given("one-fold-of-the-parabola")
    given("each-fold-doubles-the-pieces")


@certified(
    "maximum-in-two-layers",
    "For all real x and y: r(r(x − y) + r(y) − r(−y)) = r(x) + r(y − r(x)), the larger of "
    "r(x) and y, which is max(0, x, y).",
    identity("r(r(x - y) + r(y) - r(-y)) = r(x) + r(y - r(x))"),
)
def maximum_in_two_layers(statement, given):
    return prove_identity(statement)


@certified(
    "the-maximum-has-a-bent-odd-part",
    "With f = max(0, x, y), the odd part O(p) = f(p) − f(−p) is not linear: "
    "O(1, 0) + O(0, 1) − O(1, 1) = 1.",
    {"kind": "not-linear", "network": network_json(MIRRORED), "domain": space()},
)
def the_maximum_has_a_bent_odd_part(statement, given):
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
def maximum_needs_a_second_layer(given):
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
def regions_of_one_layer(given):
    """Zaslavsky's count, by adding one hyperplane H at a time.  The others cut H into at most as
    many parts as N − 1 hyperplanes cut a space of dimension d − 1, and each part splits one region
    in two: R(N, d) ≤ R(N−1, d) + R(N−1, d−1), with equality in general position.  Start from
    R(0, d) = R(N, 0) = 1, or through the origin from R(1, d) = R(N, 1) = 2: Pascal's rule gives
    the sums."""


@certified(
    "three-lines-leave-out-one-pattern",
    "With units x, y and 1 − x − y, no input turns all three off: of eight patterns, seven "
    "are left.",
    identity("false", "-x >= 0", "-y >= 0", "x + y - 1 >= 0"),
)
def three_lines_leave_out_one_pattern(statement, given):
    return prove_identity(statement)


@certified(
    "three-units-make-seven-regions",
    "The 2-3-1 network with units x, y and 1 − x − y has 7 activation regions in the square "
    "[−2, 2]², and 7 affine maps.",
    _regions(1, 7),
)
def three_units_make_seven_regions(statement, given):
    return _counted(1)


@certified(
    "without-biases-three-units-make-six",
    "With the bias taken away, units x, y and −x − y have 6 activation regions there.",
    _regions(0, 6),
)
def without_biases_three_units_make_six(statement, given):
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
    source="Averkov, Hojny, Merkert 2025, abstract; Haase, Hertrich, Loho 2023, abstract",
)
