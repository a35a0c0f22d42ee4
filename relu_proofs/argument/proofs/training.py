"""Training: what gradient descent does to a knot, and what no theorem promises about it."""

from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity


def loss(w: str) -> str:
    """The sum of squares of r(wx) on the data (1, 1), (-1, 2), as a formula."""
    return f"(r({w}) - 1)**2 + (r(-({w})) - 2)**2"


@certified(
    "data-on-the-left-do-not-pull",
    "Moving a knot from t to s changes nothing at an input x that is left of both: "
    "c·r(x − t) = c·r(x − s) if x ≤ t and x ≤ s.",
    identity("c*r(x - t) = c*r(x - s)", "x <= t", "x <= s"),
)
def data_on_the_left_do_not_pull(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"c": 1, "t": 1, "s": 1, "x": 0}, splits=("c",))


@certified(
    "data-on-the-right-pull-by-c",
    "At an input x that is right of both knots, x ≥ t and x ≥ s, moving the knot from t to s "
    "changes the output by c·r(x − s) − c·r(x − t) = −c(s − t).",
    identity("c*r(x - s) - c*r(x - t) = -c*(s - t)", "x >= t", "x >= s"),
    Hence(
        "at every input right of the knot, the derivative of the output by the knot is −c.",
        "Divide by s − t. Where x > t, all s near t are left of x too.",
    ),
)
def data_on_the_right_pull_by_c(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"c": 1, "t": 0, "s": 0, "x": 1}, splits=("c",))


@certified(
    "a-knot-beyond-the-data-is-lost",
    "Data (0, 0), (1, 0), (2, 1), (3, 2), model r(x − t): for every knot t ≥ 3 the sum of "
    "squares is 5.",
    identity("r(0 - t)**2 + r(1 - t)**2 + (r(2 - t) - 1)**2 + (r(3 - t) - 2)**2 = 5", "t >= 3"),
    Hence(
        "gradient descent leaves a knot t > 3 where it is, although t = 1 has the sum 0.",
        "Around t > 3 the sum of squares is constant, so its derivative is 0. With t = 1 the "
        "model meets all four rows.",
    ),
)
def a_knot_beyond_the_data_is_lost(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"t": 3})


@certified(
    "off-is-flat",
    "Model r(wx), one row (2, 1): the squared error is 1 for every w ≤ 0.",
    identity("(r(2*w) - 1)**2 = 1", "w <= 0"),
    Hence(
        "the loss is flat there, and gradient descent leaves any w < 0 where it is.",
        "Around w < 0 the squared error is constant, so its derivative is 0.",
    ),
)
def off_is_flat(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"w": -1})


@certified(
    "a-large-step-kills",
    "With w = 1 and a step size η > 1/2, the weight w′ = w − η·(r(2w) − 1)·2 has r(2w′) = 0.",
    identity("r(2*(1 - eta*(r(2*1) - 1)*2)) = 0", "eta > 1/2"),
    Hence(
        "from w = 1 one gradient step on the row (2, 1) lands at w = 1 − 2η < 0, where the unit is "
        "off, if η > 1/2.",
        "The loss (r(2w) − 1)²/2 has the derivative (r(2w) − 1)·2 at w > 0; at w = 1 it is 2.",
    ),
)
def a_large_step_kills(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"eta": 1})


@certified(
    "small-steps-stay-alive",
    "With 0 < η < 1/2 and 0 < w ≤ 1, the weight w′ = w − η·(r(2w) − 1)·2 is positive.",
    identity("w - eta*(r(2*w) - 1)*2 > 0", "w > 0", "w <= 1", "eta > 0", "eta < 1/2"),
    Hence(
        "after such a gradient step on the row (2, 1) the unit is on again.",
        "The loss (r(2w) − 1)²/2 has the derivative (r(2w) − 1)·2 at w > 0, and 2w′ > 0.",
    ),
)
def small_steps_stay_alive(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"w": 1, "eta": "1/4"})


@proved(
    "solved-or-dead-from-the-same-start",
    "r(wx) on the row (2, 1), loss (r(2w) − 1)²/2, start w = 1: with η = 1/4 gradient descent "
    "is done after one step; with any η > 1/2 the unit is off after one step, for ever; with "
    "0 < η < 1/2 it converges to the solution.",
)
def solved_or_dead_from_the_same_start(given: Given) -> None:
    """While the unit is on, the error w − 1/2 is multiplied by 1 − 4η in each step.

    η = 1/4 makes that factor 0.  η > 1/2 lands at 1 − 2η < 0, where the loss is flat, so that
    no step leaves.  For 0 < η < 1/2 the factor lies strictly between −1 and 1: the error shrinks
    and w stays in (0, 1], where the unit is on, so w → 1/2.
    At η = 1/2 the step lands on w = 0 itself: what follows depends on the value used for r′(0).
    """
    given("a-large-step-kills")
    given("off-is-flat")
    given("small-steps-stay-alive")


@certified(
    "a-minimum-that-is-not-the-best",
    "r(wx) on the data (1, 1), (−1, 2): at every other w ≥ 0 the sum of squares is greater than "
    "at w = 1.",
    identity(f"{loss('w')} > {loss('1')}", "w >= 0", "w != 1"),
    Hence(
        "w = 1 is a strict local minimum, with the sum of squares 4.",
        "All w near 1 are ≥ 0; and (1 − 1)² + (0 − 2)² = 4.",
    ),
)
def a_minimum_that_is_not_the_best(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"w": 2})


@certified(
    "the-best-minimum-is-elsewhere",
    "r(wx) on the data (1, 1), (−1, 2): at every other w the sum of squares is greater than at "
    "w = −2.",
    identity(f"{loss('w')} > {loss('-2')}", "w != -2"),
    Hence(
        "the local minimum at w = 1 is not the best: its sum of squares is 4, that of w = −2 is 1.",
        "(0 − 1)² + (2 − 2)² = 1.",
        ("a-minimum-that-is-not-the-best",),
    ),
)
def the_best_minimum_is_elsewhere(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"w": 1}, splits=("w", "w - 1"))


@proved(
    "autodiff-at-zero",
    "The network r(z) − r(−z) is z, with derivative 1 everywhere; automatic differentiation "
    "at z = 0 returns 2g, where g is the number used for r′(0): right only for g = 1/2.",
)
def autodiff_at_zero(given: Given) -> None:
    """The chain rule with the number g: g·1 − g·(−1) = 2g.

    Any g in [0, 1] is a slope of a line through the bend of r that stays below r; most libraries
    use g = 0 and return 0.
    """
    given("two-straight-sides")
    given("flat-on-the-left")
