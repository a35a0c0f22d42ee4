"""What a line costs and what knots buy: floors, best pieces, and both bounds of each."""

from fractions import Fraction

from ...approximate.best import Enclosure, best_line, best_pieces
from ...core.piecewise import Piecewise
from ...core.statements import floor, within
from ..claims import Given, Hence, Statement, certified, cited, enclosed, proved
from ..identities import Node, identity, prove_identity

SQUARE: Statement = {"type": "polynomial", "coefficients": ["0", "0", "1"]}
CUBE: Statement = {"type": "polynomial", "coefficients": ["0", "0", "0", "1"]}
HILL: Statement = {"type": "quotient", "top": ["1"], "bottom": ["1", "0", "25"]}
ROOT: Statement = {"type": "sqrt"}
UNIT, BOTH = ("0", "1"), ("-1", "1")
FULL_TURN = Fraction(6.283185307179586)  # the float next to 2π
THREE_QUARTERS = Piecewise([], ["3/4"], 0)


def triangular(n: int) -> Piecewise:
    """The best n pieces of the root on [0, 1]: its interpolant at triangular knots, lifted.

    Examples
    --------
    >>> [str(t) for t in triangular(3).knots]
    ['1/36', '1/4']
    """
    roots = [Fraction(j * (j + 1), n * (n + 1)) for j in range(n + 1)]
    return Piecewise.through([(u * u, u) for u in roots]).plus(Fraction(1, 4 * n * (n + 1)))


def _both_bounds(f: object, a: int, b: int, n: int) -> tuple[Node, Node]:
    """The evidence of the best n pieces: what they reach, and that no others do better."""
    reached, floor_below = best_pieces(f, a, b, n).certificates
    return reached.evidence, floor_below.evidence


@proved(
    "blocks-bound-every-function",
    "If on disjoint blocks of an interval f − gⱼ alternates in sign at nⱼ + mⱼ + 1 points with "
    "size at least E, where gⱼ is continuous with mⱼ affine pieces, then every continuous "
    "function with at most Σ nⱼ affine pieces errs by E or more somewhere. Each junction of two "
    "blocks where the slopes found in them cannot be those of one piece counts one piece more.",
)
def blocks_bound_every_function(given: Given) -> None:
    """Let h be continuous with |f − h| < E everywhere: then h − g_j has the sign of f − g_j.

    It alternates at these points, so its slope changes sign n_j + m_j − 1 times in block j; at each
    change h or g_j has a knot, and g_j has m_j − 1.  So h has n_j knots inside block j, Σ n_j knots
    altogether, and Σ n_j + 1 pieces.  Where g_j has slope s between its last two points and h − g_j
    rises there, h is somewhere steeper than s; if the next block begins with h less steep than
    some t ≤ s, then h has a knot in between, which was not counted yet (and the same with falls).
    """


@certified(
    "a-line-misses-the-square",
    "On [0, 1] no line comes nearer to x² than 1/8.",
    floor(SQUARE, UNIT, 1, "1/8"),
)
def a_line_misses_the_square(statement: Statement, given: Given) -> Node:
    # At 0, 1/2 and 1 the square lies 1/8 above, below and above the line x - 1/8.
    evidence: Node = best_line([0, 0, 1], 0, 1).certificates[1].evidence
    return evidence


@certified(
    "the-best-line-of-the-square",
    "The line x − 1/8 stays within 1/8 of x² on [0, 1].",
    within(SQUARE, UNIT, "1/8", Piecewise([], [1], "-1/8").statement),
    Hence(
        "it is a best line there, and the distance from x² to the nearest line is exactly 1/8.",
        "No line comes nearer.",
        ("a-line-misses-the-square",),
    ),
)
def the_best_line_of_the_square(statement: Statement, given: Given) -> Node:
    evidence: Node = best_line([0, 0, 1], 0, 1).certificates[0].evidence
    return evidence


@certified(
    "root-with-three-pieces",
    "On [0, 1] the function with the knots 1/36 and 1/4, the slopes 6, 3/2 and 2/3 and the value "
    "1/48 at 0 stays within 1/48 of √x.",
    within(ROOT, UNIT, "1/48", triangular(3).statement),
)
def root_with_three_pieces(statement: Statement, given: Given) -> Node:
    return _both_bounds("sqrt", 0, 1, 3)[0]


@certified(
    "no-three-pieces-are-nearer-to-the-root",
    "No continuous function of at most three affine pieces stays nearer to √x on [0, 1] than 1/48.",
    floor(ROOT, UNIT, 3, "1/48"),
)
def no_three_pieces_are_nearer_to_the_root(statement: Statement, given: Given) -> Node:
    return _both_bounds("sqrt", 0, 1, 3)[1]


@certified(
    "sixteen-pieces-are-enough",
    "The interpolant of √x at the knots (j(j + 1)/272)², j = 0, …, 16, sixteen pieces raised by "
    "1/1088, stays within 1/1088 of √x on [0, 1].",
    within(ROOT, UNIT, "1/1088", triangular(16).statement),
    Hence(
        "sixteen pieces are enough to come within 1/1000.",
        "1/1088 is less than 1/1000.",
    ),
)
def sixteen_pieces_are_enough(statement: Statement, given: Given) -> Node:
    return _both_bounds("sqrt", 0, 1, 16)[0]


@certified(
    "fifteen-pieces-are-too-few",
    "Every continuous function of at most fifteen affine pieces misses √x on [0, 1] by 1/960 or "
    "more somewhere.",
    floor(ROOT, UNIT, 15, "1/960"),
    Hence(
        "fifteen pieces are too few to come within 1/1000.",
        "1/960 is more than 1/1000.",
    ),
)
def fifteen_pieces_are_too_few(statement: Statement, given: Given) -> Node:
    return _both_bounds("sqrt", 0, 1, 15)[1]


@certified(
    "the-line-that-two-pieces-cannot-beat",
    "The line (3/4)x stays within 1/4 of x³ on [−1, 1].",
    within(CUBE, BOTH, "1/4", THREE_QUARTERS.statement),
)
def the_line_that_two_pieces_cannot_beat(statement: Statement, given: Given) -> Node:
    return {"cuts": ["-1", "-1/2", "1/2", "1"]}


@certified(
    "a-second-piece-can-be-useless",
    "On [−1, 1] no continuous function of at most two affine pieces comes nearer to x³ than 1/4.",
    floor(CUBE, BOTH, 2, "1/4"),
    Hence(
        "a second piece buys nothing there.",
        "The line (3/4)x, a single piece, already comes within 1/4.",
        ("the-line-that-two-pieces-cannot-beat",),
    ),
)
def a_second_piece_can_be_useless(statement: Statement, given: Given) -> Node:
    block = {
        "pieces": 2,
        "reference": THREE_QUARTERS.statement,
        "points": ["-1", "-1/2", "1/2", "1"],
    }
    return {"blocks": [block]}


@certified(
    "three-pieces-below-the-hill",
    "No continuous function of at most three affine pieces stays nearer to 1/(1 + 25x²) on "
    "[−1, 1] than 53/250.",
    floor(HILL, BOTH, 3, "53/250"),
)
def three_pieces_below_the_hill(statement: Statement, given: Given) -> Node:
    # Two blocks, and a knot that their slopes force between them.
    left = Piecewise([], ["971/1000"], "3987/5000").statement
    right = {**left, "slopes": ["-971/1000"]}
    return {
        "blocks": [
            {"pieces": 1, "reference": left, "points": ["-1", "-73/200", "-1/50"]},
            {"pieces": 1, "reference": right, "points": ["1/50", "73/200", "1"]},
        ]
    }


@proved(
    "chords-in-balance",
    "Let f be continuous and convex, or continuous and concave, on a closed bounded interval, and "
    "n ≥ 1. There are knots at which all n chords miss f by the same amount; the interpolant at "
    "these knots, shifted by half of that amount, is best: no function of at most n affine "
    "pieces, continuous or not, is nearer.",
)
def chords_in_balance(given: Given) -> None:
    """Let every chord miss f by at most d, and exactly d somewhere; shifted by d/2 all err by d/2.

    Such knots exist: let f be convex on [a, b].  The largest gap between f and its chord over
    [s, t] is continuous in s and t, does not fall as the interval grows, and once it is positive it
    rises strictly with t.  For δ > 0 lay n pieces of gap δ side by side from a on: their last end
    moves continuously and strictly with δ, and some δ puts it at b.  If no δ > 0 does, f itself has
    at most n affine pieces, and its own knots, with gap 0, are the ones.

    Any n pieces have n − 1 breaks, so inside one of the n balanced intervals there is none.
    In that interval f − chord is 0, ±d and 0 at three points, so it alternates about the
    chord shifted by d/2 with size d/2, and no line is nearer: a line needs two sign changes for
    that.  For continuous functions this is `blocks-bound-every-function` with n blocks.
    """
    given("blocks-bound-every-function")


@certified(
    "chord-gap-of-the-root",
    "Let 0 ≤ a ≤ b, and let c = (1 − t)a + tb be the height of the chord of √x between a² and b² "
    "at x = (1 − t)a² + tb², 0 ≤ t ≤ 1. Then u = √x has "
    "4(a + b)(u − c) = (b − a)² − (2u − a − b)².",
    identity(
        "4*(a + b)*(u - c) = (b - a)**2 - (2*u - a - b)**2",
        "a >= 0",
        "b >= a",
        "t >= 0",
        "t <= 1",
        "c = (1 - t)*a + t*b",
        "u >= 0",
        "u**2 = (1 - t)*a**2 + t*b**2",
    ),
    Hence(
        "for a < b the chord misses √x by exactly (b − a)²/(4(a + b)), where √x = (a + b)/2, and "
        "nowhere by more.",
        "Divide by 4(a + b) > 0: the gap u − c is greatest where 2u = a + b, and this u lies "
        "between a and b.",
    ),
)
def chord_gap_of_the_root(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"a": 0, "b": 1, "t": 1, "c": 1, "u": 1})


@proved(
    "triangular-knots",
    "On [0, 1] the knots (Tⱼ/Tₙ)² with Tⱼ = j(j + 1)/2 are best for n pieces of √x, which err "
    "by exactly 1/(4n(n + 1)). With n equally long pieces the best error is exactly 1/(8√n).",
)
def triangular_knots(given: Given) -> None:
    """With a = T_(j−1)/T_n and b = T_j/T_n: b − a = j/T_n and a + b = j²/T_n.

    So every chord misses by (j/T_n)²/(4j²/T_n) = 1/(4T_n), half of which is 1/(4n(n + 1)).
    With equal pieces the first chord, a = 0 and b = 1/√n, misses by b/4 = 1/(4√n), the others by
    less; half of it is reached by the shifted interpolant and needed on the first piece.
    """
    given("chord-gap-of-the-root")
    given("chords-in-balance")


@proved(
    "parabola-in-n-pieces",
    "On [0, 1] equally long pieces are best for n pieces of x², and err by exactly 1/(8n²); the "
    "interpolant at the same knots errs by 1/(4n²).",
)
def parabola_in_n_pieces(given: Given) -> None:
    """The chord of x² between u and v misses it by (v − u)²/4 in the middle.

    All n chords miss alike when the pieces are equally long: by 1/(4n²), half of which is best.
    """
    given("chords-in-balance")


@proved(
    "small-pieces-suffice",
    "If a continuous f on a closed bounded interval changes by at most ω over any distance up to "
    "h, the interpolant at its ends and at knots between them, neighbours at most h apart, errs by "
    "at most ω: so pieces reach any accuracy there. On the whole line finitely many pieces cannot "
    "stay within any bound of x².",
)
def small_pieces_suffice(given: Given) -> None:
    """Between two knots the interpolant is a mean of the two values there, each within ω of f(x).

    A continuous function on a closed bounded interval is uniformly continuous: for every ω > 0
    there is such an h.
    On the whole line a function of finitely many pieces is affine beyond its last knot, and x²
    minus an affine function is unbounded.
    """


def _enclosed_errors(f: str, end: int | Fraction, most: int) -> dict[str, Enclosure]:
    """The least errors of up to so many continuous pieces on [0, end], by name."""
    errors = {f"E_{n}": best_pieces(f, 0, end, n).error for n in range(1, most + 1)}
    return {name: error for name, error in errors.items() if isinstance(error, Enclosure)}


@enclosed(
    "two-pieces-of-exp",
    "The best two continuous pieces of exp on [0, 1] err by 0.0263486916…; the best line by "
    "0.1059334162….",
)
def two_pieces_of_exp(given: Given) -> dict[str, Enclosure]:
    return _enclosed_errors("exp", 1, 2)


@enclosed(
    "three-pieces-of-sin",
    "On [0, 2π] (its end rounded to a float) the best line of sin errs by 0.6824595705…, the best "
    "two continuous pieces by 0.6824595705… too, and three pieces by 0.1200262395….",
)
def three_pieces_of_sin(given: Given) -> dict[str, Enclosure]:
    return _enclosed_errors("sin", FULL_TURN, 3)


cited(
    "bernstein-constant",
    "The best polynomials of degree m on [−1, 1] miss |x| by about 0.28/m: the product of degree "
    "and error tends to Bernstein's constant, which is held by rigorous bounds and, numerically, "
    "is 0.2801694990….",
    module=__name__,
    key="varga1987",
    also=("bernstein1914",),
    source="Bernstein 1914 (the limit exists); Varga and Carpenter 1987, abstract (rigorous "
    "bounds; the digits are estimated by Richardson extrapolation)",
)
