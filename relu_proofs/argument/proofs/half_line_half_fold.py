"""Claims of the page half-line-half-fold: the odd and the even part, and which 2-2-1 are linear."""

from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity
from ..texts import output


@certified(
    "relu-is-half-line-half-fold",
    "For every real z, r(z) = z/2 + |z|/2, where |z| is the number m ≥ 0 with m² = z².",
    identity("r(z) = z/2 + m/2", "m >= 0", "m**2 = z**2"),
)
def relu_is_half_line_half_fold(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": 1, "m": 1}, splits=("z - m", "m - z", "z + m", "-z - m"))


@certified(
    "odd-part-is-linear",
    "For all real weights, f(x) − f(−x) = (vᵀW)·x.",
    identity(
        f"{output('x1', 'x2')} - {output('-x1', '-x2')} "
        "= (v1*w11 + v2*w21)*x1 + (v1*w12 + v2*w22)*x2"
    ),
)
def odd_part_is_linear(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "even-part-is-all-the-nonlinearity",
    "For all real weights, 2f(x) = (vᵀW)·x + f(x) + f(−x): f is ½(vᵀW)·x plus its even part "
    "½(f(x) + f(−x)).",
    identity(
        f"2*{output('x1', 'x2')} = (v1*w11 + v2*w21)*x1 + (v1*w12 + v2*w22)*x2"
        f" + {output('x1', 'x2')} + {output('-x1', '-x2')}"
    ),
    Hence(
        "f is linear exactly when its even part is 0 everywhere.",
        "If the even part is 0, f is ½(vᵀW)·x. If f is linear, f(−x) = −f(x).",
    ),
)
def even_part_is_all_the_nonlinearity(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@proved(
    "least-squares-slope-is-half-vw",
    "Let x and −x be equally likely, the mean of |x|² finite and the covariance of x invertible. "
    "Then the least-squares slope of a bias-free network with one hidden layer, of any width and "
    "with any number of inputs, is exactly ½vᵀW.",
)
def least_squares_slope_is_half_vw(given: Given) -> None:
    """The even part times x averages to 0, so the slope is that of the odd part ½(vᵀW)x.

    Each unit is r(zᵢ) = zᵢ/2 + |zᵢ|/2 with zᵢ = wᵢ·x, so f(x) is ½(vᵀW)x plus the even function
    g(x) = ½Σ vᵢ|wᵢ·x|, at any width.  Means exist, since |f(x)| is at most a multiple of |x|.  As x
    and −x are equally likely, x has mean 0 and so has x·g(x): the covariance of x with f is that
    with ½(vᵀW)x, and multiplied by the inverse covariance of x it is ½(vᵀW)ᵀ.
    """
    given("relu-is-half-line-half-fold")


@certified(
    "one-live-unit-is-never-linear",
    "For one unit f(x) = v·r(w·x) with two inputs, f(w) + f(−w) = v·n with n = |w|².",
    identity("v*r(n) + v*r(-n) = v*n", "n = w1**2 + w2**2", "n >= 0"),
    Hence(
        "a live unit alone, v ≠ 0 and w ≠ 0, with any number of inputs, is never linear.",
        "A linear function gives f(w) + f(−w) = 0, and v·|w|² is not 0. With any number of inputs "
        "the pre-activations at w and −w are n and −n with n = |w|² ≥ 0.",
    ),
)
def one_live_unit_is_never_linear(statement: Statement, given: Given) -> Node:
    # The second hypothesis follows from the first: it spares the proof that squares are >= 0.
    return prove_identity(statement, {"n": 2}, splits=("v", "n"))


@certified(
    "independent-units-are-never-linear",
    "For all real weights, with p = (w₂₂, −w₂₁) and Δ = w₁₁w₂₂ − w₁₂w₂₁, f(p) + f(−p) = v₁·|Δ|.",
    identity(
        f"{output('w22', '-w21')} + {output('-w22', 'w21')} = v1*abs(w11*w22 - w12*w21)",
    ),
    Hence(
        "if v₁ ≠ 0 and Δ ≠ 0, the network is not linear.",
        "A linear function gives f(p) + f(−p) = 0.",
    ),
)
def independent_units_are_never_linear(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "opposite-units-can-cancel-their-folds",
    "If w₂ = −m·w₁ with m > 0 and v₁ = −m·v₂, then f(x) = v₁w₁·x for every x.",
    identity(
        "v1*r(w11*x1 + w12*x2) + v2*r((-m*w11)*x1 + (-m*w12)*x2) = v1*(w11*x1 + w12*x2)",
        "m > 0",
        "v1 = -m*v2",
    ),
    Hence(
        "a 2-2-1 network can be linear, and every linear function of two inputs is one of these.",
        "u·x is the network with w₁ = u, v₁ = 1, m = 1 and v₂ = −1.",
    ),
)
def opposite_units_can_cancel_their_folds(statement: Statement, given: Given) -> Node:
    z = "v1*(w11*x1 + w12*x2)"  # its sign settles the points where both units are 0
    return prove_identity(statement, {"v1": -1}, splits=("v1", z, f"-{z}"))


@certified(
    "units-of-one-direction-are-one-unit",
    "Two units of one direction act as one: if w₂ = m·w₁ with m > 0, then "
    "f(x) = (v₁ + m·v₂)·r(w₁·x) for every x.",
    identity(
        "v1*r(w11*x1 + w12*x2) + v2*r((m*w11)*x1 + (m*w12)*x2) = (v1 + m*v2)*r(w11*x1 + w12*x2)",
        "m > 0",
    ),
)
def units_of_one_direction_are_one_unit(statement: Statement, given: Given) -> Node:
    z = "v2*(w11*x1 + w12*x2)"
    return prove_identity(statement, splits=("v2", z, f"-{z}"))


@certified(
    "folds-that-do-not-cancel-stay",
    "If w₂ = k·w₁, then f(w₁) + f(−w₁) = (v₁ + |k|·v₂)·n with n = |w₁|².",
    identity(
        "v1*r(n) + v2*r(k*n) + v1*r(-n) + v2*r(-k*n) = (v1 + abs(k)*v2)*n",
        "n = w11**2 + w12**2",
        "n >= 0",
    ),
    Hence(
        "if w₁ ≠ 0 and v₁ + |k|·v₂ ≠ 0, the network is not linear.",
        "A linear function gives f(w₁) + f(−w₁) = 0.",
    ),
)
def folds_that_do_not_cancel_stay(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"n": 2}, splits=("k", "v1", "v2"), degree=3)


@proved(
    "two-two-one-linear-exactly-when",
    "A 2-2-1 network without biases is linear exactly when both its units are idle (vᵢ = 0 or "
    "wᵢ = 0), or none is and w₂ = k·w₁ for a number k with v₁ + |k|·v₂ = 0.",
)
def two_two_one_linear_exactly_when(given: Given) -> None:
    """Each way in which two units can lie has a certified claim of its own.

    Both idle: f is 0.  One live: never linear.  Two live: if w1, w2 are independent, never; if
    w2 = k w1 then k is not 0, and f is linear when v1 + |k| v2 = 0 (one unit with weight 0 for
    k > 0, cancelled folds for k < 0) and is not linear when v1 + |k| v2 is not 0.
    """
    for name in (
        "one-live-unit-is-never-linear",
        "independent-units-are-never-linear",
        "units-of-one-direction-are-one-unit",
        "opposite-units-can-cancel-their-folds",
        "folds-that-do-not-cancel-stay",
    ):
        given(name)
