"""Knots where they are needed: chords in balance, and the best pieces of the root."""

from fractions import Fraction

from ...approximate.best import best_pieces
from ...core.piecewise import Piecewise
from ...core.statements import floor, within
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity

ROOT: Statement = {"type": "sqrt"}
UNIT = ("0", "1")


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
