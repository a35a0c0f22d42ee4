"""Any function: how near one layer of ReLUs comes, on which sets, and at what price."""

from ..claims import Given, Hence, Statement, certified, cited, proved
from ..identities import Node, identity, prove_identity


@proved(
    "through-any-points",
    "Through any n + 1 points with different x goes a network of one input and one hidden layer of "
    "n units, one knot at each point but the last: the straight way from each point to the next.",
)
def through_any_points(given: Given) -> None:
    """Add up slopes: y₀ + m₁·r(x − x₀) + (m₂ − m₁)·r(x − x₁) + … + (m_n − m_(n−1))·r(x − x_(n−1)).

    Let x₀ < x₁ < … and let m_j be the slope from point j − 1 to point j.  At x₀ the sum is y₀.
    Between x_(j−1) and x_j just the first j units are on, and their slopes add up to m_j.  So the
    sum goes from each point straight to the next.
    """
    given("kinks-add-up")


@certified(
    "between-two-points",
    "If f is within s of a and within 1 − s of b, 0 ≤ s ≤ 1, then it is within 1/2 of "
    "(1 − s)·a + s·b.",
    identity(
        "abs(f - ((1 - s)*a + s*b)) <= 1/2",
        "s >= 0",
        "s <= 1",
        "abs(f - a) <= s",
        "abs(f - b) <= 1 - s",
    ),
    Hence(
        "if |f(x) − f(y)| ≤ L·|x − y|, the straight way between the values of f at two points "
        "h apart misses f by at most Lh/2.",
        "Divide all values by Lh: at the share s of the way f is within s of the first value and "
        "within 1 − s of the second.",
    ),
)
def between_two_points(statement: Statement, given: Given) -> Node:
    # |f - (1-s)a - sb| <= (1-s) s + s (1-s) = 1/2 - 2 (s - 1/2)^2
    return prove_identity(statement, {"s": 0, "a": 0, "b": 0, "f": 0}, splits=("s - 1/2",))


@proved(
    "the-price-in-one-input",
    "If |f(x) − f(y)| ≤ L·|x − y| on [a, b], then one hidden layer of n ≥ L(b − a)/(2ε) units "
    "comes within ε of f on [a, b].",
)
def the_price_in_one_input(given: Given) -> None:
    """Put n + 1 points at equal distances h = (b − a)/n on the graph, and go straight between them.

    That takes n units, and misses f by at most Lh/2 = L(b − a)/(2n) ≤ ε.
    """
    given("through-any-points")
    given("between-two-points")


cited(
    "weierstrass-and-stone",
    "Let A be a set of continuous functions on a compact set that holds the constants, is closed "
    "under sums, products and multiples, and tells any two points apart. Then every continuous "
    "function on the set is as near as one likes to some function of A.",
    module=__name__,
    key="weierstrass1885",
    source="Weierstrass 1885 and M. H. Stone; in textbooks of analysis",
)


@proved(
    "any-continuous-function",
    "Let K be a closed and bounded set of inputs, f continuous on K and ε > 0. Some network with "
    "one hidden layer is within ε of f on K.",
)
def any_continuous_function(given: Given) -> None:
    """First sums of waves in one direction each, then each wave in straight pieces.

    The sums of functions c·exp(w·x) hold the constants (w = 0), are closed under products, since
    exp(w·x)·exp(u·x) = exp((w + u)·x), and tell any two points apart.  So one of them, with m
    summands, is within ε/2 of f on K.
    The numbers w·x with x in K lie in a closed bounded interval, on which small pieces come within
    ε/(2m) of c·exp.  Pieces in t = w·x are units r(w·x − t_j) of one layer and a linear part,
    which is two units more.
    """
    given("weierstrass-and-stone")
    given("small-pieces-suffice")
    given("relu-pair-is-the-identity")


@proved(
    "a-product-in-two-directions",
    "On [0, 1]² a network with one hidden layer of 2(n − 1) units and a skip connection is within "
    "1/(4n²) of x·y.",
)
def a_product_in_two_directions(given: Given) -> None:
    """x·y = ((x + y)² − (x − y)²)/4.

    On [0, 2] the interpolant of s² with n equal pieces lies above it by at most (2/n)²/4 = 1/n²,
    and nowhere below; the same on [−1, 1] for x − y.  The difference of the two misses by at most
    1/n², a quarter of it by 1/(4n²).  Each interpolant has n − 1 knots; its first piece is affine.
    """
    given("parabola-in-n-pieces")


@certified(
    "a-jump-is-missed-by-half",
    "If p is within E of 0 and also within E of 1, then E ≥ 1/2.",
    identity("E >= 1/2", "abs(p) <= E", "abs(p - 1) <= E"),
    Hence(
        "no continuous function, hence no ReLU network, comes nearer than 1/2 to a step from 0 to "
        "1.",
        "Just before and just after the step a continuous function has nearly the same value p. If "
        "it were within some E < 1/2 on both sides, then so would p be, by continuity.",
    ),
)
def a_jump_is_missed_by_half(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"E": 1, "p": 0})


cited(
    "one-layer-beats-fixed-features",
    "For functions whose Fourier transform has a finite first moment, n sigmoidal units in one "
    "layer reach an integrated squared error of order 1/n; n fixed functions combined linearly "
    "cannot do better than order 1/n^(2/d) for all of them, d the number of inputs.",
    module=__name__,
    key="barron1993",
    source="Barron 1993, abstract",
)
