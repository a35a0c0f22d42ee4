"""How near one line can come, and how that is proved for every line and every few pieces."""

from fractions import Fraction

from ...approximate.best import Enclosure, best_line, best_pieces
from ...core.piecewise import Piecewise
from ...core.statements import floor, within
from ..claims import Given, Hence, Statement, certified, enclosed, proved
from ..identities import Node

SQUARE: Statement = {"type": "polynomial", "coefficients": ["0", "0", "1"]}
CUBE: Statement = {"type": "polynomial", "coefficients": ["0", "0", "0", "1"]}
UNIT, BOTH = ("0", "1"), ("-1", "1")
FULL_TURN = Fraction(6.283185307179586)  # the float next to 2π
THREE_QUARTERS = Piecewise([], ["3/4"], 0)


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


@enclosed(
    "three-pieces-of-sin",
    "On [0, 2π] (its end rounded to a float) the best line of sin errs by 0.6824595705…, the best "
    "two continuous pieces by 0.6824595705… too, and three pieces by 0.1200262395….",
)
def three_pieces_of_sin(given: Given) -> dict[str, Enclosure]:
    errors = {f"E_{n}": best_pieces("sin", 0, FULL_TURN, n).error for n in (1, 2, 3)}
    return {name: error for name, error in errors.items() if isinstance(error, Enclosure)}
