"""The output: sigmoid and softmax on top, decision boundaries, XOR, and ReLU on the output."""

from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity

SIGMOID = "1/(1 + e⁻ᵗ)"


@proved(
    "a-sigmoid-moves-no-boundary",
    f"Let σ(t) = {SIGMOID} and 0 < p < 1. Then σ(f(x)) > p exactly where f(x) > ln(p/(1 − p)); in "
    "particular σ(f(x)) > ½ exactly where f(x) > 0. Softmax keeps the order of the outputs: the "
    "largest stays the largest.",
)
def a_sigmoid_moves_no_boundary(given: Given) -> None:
    """Both are increasing functions of what they get.

    e⁻ᵗ falls strictly, so σ rises strictly, and σ(t) = p for e⁻ᵗ = (1 − p)/p, that is
    t = ln(p/(1 − p)), which is 0 for p = ½.  Softmax divides e to the power of each output by one
    and the same positive number, and e to the power of t rises strictly.
    """


@certified(
    "no-line-makes-xor",
    "No a, b, c give ax + by + c > 0 at (1, 0) and (0, 1) and ax + by + c ≤ 0 at (0, 0) and "
    "(1, 1).",
    identity("false", "a + c > 0", "b + c > 0", "c <= 0", "a + b + c <= 0"),
    Hence(
        "one straight line classifies at most three of the four points of XOR rightly, whichever "
        "of its sides is for which class; and three it can.",
        "With the classes exchanged, c > 0 and a + b + c > 0 have a sum above 0, and a + c ≤ 0 and "
        "b + c ≤ 0 have the same sum. The line x + y = ½ gets all but (1, 1) right.",
    ),
)
def no_line_makes_xor(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@proved(
    "one-unit-cuts-straight",
    "For one ReLU unit, f(x) = v·r(w·x + b) + c, the set where f > 0 is a half-space without its "
    "border, all of space, or empty. So a network of one unit without a skip connection does not "
    "make XOR.",
)
def one_unit_cuts_straight(given: Given) -> None:
    """The function of z = w·x + b is v·r(z) + c, which is constant for z ≤ 0 and straight beyond.

    For v > 0: c > 0 gives all of space; c ≤ 0 gives z > −c/v, and −c/v ≥ 0.  For v < 0: c > 0 gives
    z < c/|v|; c ≤ 0 gives nothing.  For v = 0 it is all or nothing.  And the condition on z is a
    half-space of x, or all or nothing if w = 0.  By no-line-makes-xor no half-space, and neither
    all nor nothing, holds just two opposite corners.
    """
    given("no-line-makes-xor")


@certified(
    "a-fold-makes-xor",
    "At inputs that are 0 or 1, x + y − 2r(x + y − 1) − ½ is x + y − 2xy − ½.",
    identity(
        "x + y - 2*r(x + y - 1) - 1/2 = x + y - 2*x*y - 1/2", "x*(x - 1) = 0", "y*(y - 1) = 0"
    ),
    Hence(
        "one unit with a skip connection makes XOR: the values at (0, 0), (1, 0), (0, 1) and "
        "(1, 1) are −½, ½, ½ and −½.",
        "Put the four points into x + y − 2xy − ½.",
    ),
)
def a_fold_makes_xor(statement: Statement, given: Given) -> Node:
    # Modulo the hypotheses e = (1 - x)(1 - y) has e·(x + y - 1) = -e, and xy·(x + y - 1) = xy.
    return prove_identity(
        statement, {"x": 0, "y": 0}, splits=("x + y - 1", "(1 - x)*(1 - y)", "x*y")
    )


@certified(
    "crossing-a-crease-turns",
    "For all numbers, u₁·(u₂ + v·w₂) − u₂·(u₁ + v·w₁) = v·(u₁w₂ − u₂w₁).",
    identity("u1*(u2 + v*w2) - u2*(u1 + v*w1) = v*(u1*w2 - u2*w1)"),
    Hence(
        "in the plane, where a decision boundary with slope U on one side crosses the crease of "
        "one unit with v ≠ 0, at a point on no other crease, it turns.",
        "Beyond the crease the slope is U + v·w. To cross the crease means that U is no multiple "
        "of w, so that u₁w₂ − u₂w₁ ≠ 0; then U and U + v·w are no multiples of each other, and the "
        "lines at right angles to them have different directions.",
    ),
)
def crossing_a_crease_turns(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "straight-across-four-creases",
    "For x > y, r(x) − r(y) + r(x − 2y) − r(y − 2x) > 0.",
    identity("r(x) - r(y) + r(x - 2*y) - r(y - 2*x) > 0", "x > y"),
    Hence(
        "the boundary of this network is the straight line x = y, although it crosses four "
        "creases, all of them at 0.",
        "Exchanging x and y changes the sign of the network, so that it is negative for x < y and "
        "0 for x = y.",
    ),
)
def straight_across_four_creases(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 1, "y": 0})


@certified(
    "a-relu-cannot-go-below-zero",
    "If y ≤ 0, then (r(g) − y)² ≥ y² for every g.",
    identity("(r(g) - y)**2 >= y**2", "y <= 0"),
)
def a_relu_cannot_go_below_zero(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"y": 0})


@certified(
    "cutting-off-never-hurts",
    "If y ≥ 0, then (r(g) − y)² ≤ (g − y)² for every g.",
    identity("(r(g) - y)**2 <= (g - y)**2", "y >= 0"),
)
def cutting_off_never_hurts(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"y": 0})


@proved(
    "straight-outputs-make-convex-classes",
    "If every output is affine in x, each class of softmax, the inputs at which its output is "
    "greater than all others, is convex. With ReLUs before the outputs it need not be.",
)
def straight_outputs_make_convex_classes(given: Given) -> None:
    """Such a class is an intersection of half-spaces, one for each other output.

    For the second sentence take the outputs f = |x − y| − ½, made of two units, and 0: the class of
    f holds (1, 0) and (0, 1), where f is ½, but not (½, ½) between them, where f is −½.
    """
