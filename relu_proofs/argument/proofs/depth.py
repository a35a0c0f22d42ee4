"""What folding buys: pieces that double with every layer."""

from fractions import Fraction

from ...core.network import Network
from ...core.piecewise import equality
from ...core.rational import text
from ...core.statements import equals, floor
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity

TENT = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])  # 2r(x) - 4r(x - 1/2)


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
    "k copies of the tent, one behind the other, a network of k hidden layers with two units each, "
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
    "network with at most 2ᵏ − 2 units, misses k folds of the tent by at least ½ somewhere on "
    "[0, 1]. The constant ½ misses them by ½ at most.",
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
    "f = x − T(x)/4 − … − Tᵐ(x)/4ᵐ, where Tᵐ is the tent applied m times, approximates x² on "
    "[0, 1] with largest error exactly 1/4ᵐ⁺¹, and on [0, 1] a network of m hidden layers with "
    "three units each computes it.",
)
def each_fold_quarters_the_error(given: Given) -> None:
    """Apply the fold of the parabola m times: f(x) − x² = (y − y²)/4ᵐ with y = Tᵐ(x).
    As x runs over [0, 1], y takes every value in [0, 1], and y − y² is largest, ¼, at y = ½.
    In each layer two units fold once more, and the third carries the sum so far: it is at least
    x² ≥ 0, so its ReLU does nothing."""
    given("one-fold-of-the-parabola")
    given("each-fold-doubles-the-pieces")
