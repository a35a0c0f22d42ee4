"""What a line costs and what knots buy: floors, best pieces, and both bounds of each."""

from fractions import Fraction

from ...approximate.best import best_line, best_pieces
from ...core.piecewise import Piecewise
from ..claims import certified, cited, enclosed, proved
from ..identities import identity, prove_identity

SQUARE = {"type": "polynomial", "coefficients": ["0", "0", "1"]}
CUBE = {"type": "polynomial", "coefficients": ["0", "0", "0", "1"]}
HILL = {"type": "quotient", "top": ["1"], "bottom": ["1", "0", "25"]}
ROOT = {"type": "sqrt"}
UNIT, BOTH = ["0", "1"], ["-1", "1"]


def triangular(n):
    """The best n pieces of the root on [0, 1]: its interpolant at triangular knots, lifted.

    Examples
    --------
    >>> [str(t) for t in triangular(3).knots]
    ['1/36', '1/4']
    """
    roots = [Fraction(j * (j + 1), n * (n + 1)) for j in range(n + 1)]
    return Piecewise.through([(u * u, u) for u in roots]).plus(Fraction(1, 4 * n * (n + 1)))


def within(target, interval, error, g):
    return {"kind": "within", "target": target, "interval": interval, "error": error, **g.statement}


def floor(target, interval, pieces, error):
    return {
        "kind": "floor",
        "target": target,
        "interval": interval,
        "pieces": pieces,
        "error": error,
    }


@proved(
    "blocks-bound-every-function",
    "If on disjoint blocks of an interval f − gⱼ alternates in sign at nⱼ + mⱼ + 1 points with "
    "size at least E, where gⱼ is continuous with mⱼ pieces, then every continuous function "
    "with at most Σ nⱼ pieces errs by E or more somewhere. Each junction of two blocks where "
    "the slopes found in them cannot be those of one piece counts one piece more.",
)
def blocks_bound_every_function(given):
    """Let h be continuous with |f − h| < E everywhere: then h − g_j has the sign of f − g_j.

    It alternates at these points, so its slope changes sign n_j + m_j − 1 times in block j; at each
    change h or g_j has a knot, and g_j has m_j − 1.  So h has n_j knots inside block j, Σ n_j knots
    altogether, and Σ n_j + 1 pieces.  Where g_j has slope s between its last two points and h − g_j
    rises there, h is somewhere steeper than s; if the next block begins with h less steep than
    some t ≤ s, then h has a knot in between, which was not counted yet (and the same with falls).
    """


@certified(
    "a-line-misses-the-square",
    "On [0, 1] no line comes nearer to x² than 1/8: at 0, 1/2 and 1 the square lies 1/8 "
    "above, below and above the line x − 1/8.",
    floor(SQUARE, UNIT, 1, "1/8"),
)
def a_line_misses_the_square(statement, given):
    return best_line([0, 0, 1], 0, 1).certificates[1].evidence


@certified(
    "the-best-line-of-the-square",
    "The line x − 1/8 stays within 1/8 of x² on [0, 1].",
    within(SQUARE, UNIT, "1/8", Piecewise([], [1], "-1/8")),
)
def the_best_line_of_the_square(statement, given):
    return best_line([0, 0, 1], 0, 1).certificates[0].evidence


@certified(
    "root-with-three-pieces",
    "On [0, 1] three pieces with the knots 1/36 and 1/4 stay within 1/48 of √x.",
    within(ROOT, UNIT, "1/48", triangular(3)),
)
def root_with_three_pieces(statement, given):
    return best_pieces("sqrt", 0, 1, 3).certificates[0].evidence


@certified(
    "no-three-pieces-are-nearer-to-the-root",
    "No continuous function of at most three pieces stays nearer to √x on [0, 1] than 1/48.",
    floor(ROOT, UNIT, 3, "1/48"),
)
def no_three_pieces_are_nearer_to_the_root(statement, given):
    return best_pieces("sqrt", 0, 1, 3).certificates[1].evidence


@certified(
    "sixteen-pieces-are-enough",
    "Sixteen pieces stay within 1/1088, less than 1/1000, of √x on [0, 1].",
    within(ROOT, UNIT, "1/1088", triangular(16)),
)
def sixteen_pieces_are_enough(statement, given):
    return best_pieces("sqrt", 0, 1, 16).certificates[0].evidence


@certified(
    "fifteen-pieces-are-too-few",
    "Every continuous function of at most fifteen pieces misses √x on [0, 1] by 1/960, "
    "more than 1/1000, somewhere.",
    floor(ROOT, UNIT, 15, "1/960"),
)
def fifteen_pieces_are_too_few(statement, given):
    return best_pieces("sqrt", 0, 1, 15).certificates[1].evidence


@certified(
    "a-second-piece-can-be-useless",
    "On [−1, 1] no continuous function of at most two pieces comes nearer to x³ than 1/4, "
    "which the line (3/4)x reaches: a second piece buys nothing there.",
    floor(CUBE, BOTH, 2, "1/4"),
)
def a_second_piece_can_be_useless(statement, given):
    return {
        "blocks": [
            {
                "pieces": 2,
                "reference": Piecewise([], ["3/4"], 0).statement,
                "points": ["-1", "-1/2", "1/2", "1"],
            }
        ]
    }


@certified(
    "the-line-that-two-pieces-cannot-beat",
    "The line (3/4)x stays within 1/4 of x³ on [−1, 1].",
    within(CUBE, BOTH, "1/4", Piecewise([], ["3/4"], 0)),
)
def the_line_that_two_pieces_cannot_beat(statement, given):
    return {"cuts": ["-1", "-1/2", "1/2", "1"]}


@certified(
    "three-pieces-below-the-hill",
    "No continuous function of at most three pieces stays nearer to 1/(1 + 25x²) on [−1, 1] "
    "than 53/250: two blocks, and a knot that their slopes force between them.",
    floor(HILL, BOTH, 3, "53/250"),
)
def three_pieces_below_the_hill(statement, given):
    left = Piecewise([], ["971/1000"], "3987/5000").statement
    return {
        "blocks": [
            {"pieces": 1, "reference": left, "points": ["-1", "-73/200", "-1/50"]},
            {
                "pieces": 1,
                "reference": {**left, "slopes": ["-971/1000"]},
                "points": ["1/50", "73/200", "1"],
            },
        ]
    }


@proved(
    "chords-in-balance",
    "For a continuous convex or concave function and n pieces: choose the knots so that all n "
    "chords miss it by the same amount, and shift the interpolant by half of that. No function "
    "of at most n affine pieces, continuous or not, is nearer.",
)
def chords_in_balance(given):
    """Let every chord miss f by at most d, and exactly d somewhere; shifted by d/2 all err by d/2.

    Any n pieces have n − 1 breaks, so inside one of the n balanced intervals there is none.
    In that interval f − chord is 0, ±d and 0 at three points, so it alternates about the
    chord shifted by d/2 with size d/2, and no line is nearer: a line needs two sign changes for
    that.  For continuous functions this is `blocks-bound-every-function` with n blocks.
    """
    given("blocks-bound-every-function")


@certified(
    "chord-gap-of-the-root",
    "The chord of √x between a² and b² misses it by exactly (b − a)²/(4(a + b)), at "
    "√x = (a + b)/2: for u = √x the gap is (u − a)(b − u)/(a + b).",
    identity("(b - a)**2 - 4*(u - a)*(b - u) = (2*u - a - b)**2"),
)
def chord_gap_of_the_root(statement, given):
    return prove_identity(statement)


@proved(
    "triangular-knots",
    "On [0, 1] the best n pieces of √x have the knots (Tⱼ/Tₙ)² with Tⱼ = j(j + 1)/2, and err "
    "by exactly 1/(4n(n + 1)). With n equal pieces the best error is exactly 1/(8√n).",
)
def triangular_knots(given):
    """With a = T_(j−1)/T_n and b = T_j/T_n: b − a = j/T_n and a + b = j²/T_n.

    So every chord misses by (j/T_n)²/(4j²/T_n) = 1/(4T_n), half of which is 1/(4n(n + 1)).
    With equal pieces the first chord, a = 0 and b = 1/√n, misses by b/4 = 1/(4√n), the others by
    less; half of it is reached by the shifted interpolant and needed on the first piece.
    """
    given("chord-gap-of-the-root")
    given("chords-in-balance")


@proved(
    "parabola-in-n-pieces",
    "The best n pieces of x² on [0, 1] are equally long and err by exactly 1/(8n²); the "
    "interpolant at the same knots errs by 1/(4n²).",
)
def parabola_in_n_pieces(given):
    """The chord of x² between u and v misses it by (v − u)²/4 in the middle.

    All n chords miss alike when the pieces are equally long: by 1/(4n²), half of which is best.
    """
    given("chords-in-balance")


@proved(
    "small-pieces-suffice",
    "If a continuous f changes by at most ω over any distance up to h, the interpolant at "
    "knots at most h apart errs by at most ω: on a bounded interval pieces reach any "
    "accuracy. On the whole line finitely many pieces cannot even follow x².",
)
def small_pieces_suffice(given):
    """Between two knots the interpolant is a mean of the two values there, each within ω of f(x).

    On the whole line a function of finitely many pieces is affine beyond its last knot, and x²
    minus an affine function is unbounded.
    """


@enclosed(
    "two-pieces-of-exp",
    "The best two continuous pieces of exp on [0, 1] err by 0.0263486916, all digits "
    "enclosed from both sides; the best line by 0.1059334162.",
)
def two_pieces_of_exp(given):
    found = {n: best_pieces("exp", 0, 1, n).error for n in (1, 2)}
    return {
        f"E_{n}": f"{error.digits(12)}, width {float(error.width):.0e}"
        for n, error in found.items()
    }


@enclosed(
    "three-pieces-of-sin",
    "On [0, 2π] (its end rounded to a float) the best line and the best two continuous "
    "pieces of sin err by the same 0.6824595705; three pieces by 0.1200262395.",
)
def three_pieces_of_sin(given):
    end = Fraction(6.283185307179586)
    found = {n: best_pieces("sin", 0, end, n).error for n in (1, 2, 3)}
    return {
        f"E_{n}": f"{error.digits(12)}, width {float(error.width):.0e}"
        for n, error in found.items()
    }


cited(
    "bernstein-constant",
    "The best polynomials of degree m on [−1, 1] miss |x| by about 0.2802/m: the product of "
    "degree and error tends to Bernstein's constant, 0.2801694990 to ten digits.",
    module=__name__,
    key="varga1987",
    source="Varga and Carpenter 1987 (the limit exists: Bernstein 1914)",
)
