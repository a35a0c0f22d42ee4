"""Pieces on an interval and beyond it, and polynomials beside them."""

from ...approximate.best import Enclosure, best_pieces
from ...core.piecewise import Piecewise
from ...core.statements import floor
from ..claims import Given, Statement, certified, cited, enclosed, proved
from ..identities import Node

BOTH = ("-1", "1")
HILL: Statement = {"type": "quotient", "top": ["1"], "bottom": ["1", "0", "25"]}


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


@enclosed(
    "two-pieces-of-exp",
    "The best two continuous pieces of exp on [0, 1] err by 0.0263486916…; the best line by "
    "0.1059334162….",
)
def two_pieces_of_exp(given: Given) -> dict[str, Enclosure]:
    errors = {f"E_{n}": best_pieces("exp", 0, 1, n).error for n in (1, 2)}
    return {name: error for name, error in errors.items() if isinstance(error, Enclosure)}


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
