"""Questions people ask; the small facts behind answers that no other page states."""

from ..claims import Given, Hence, Statement, certified
from ..identities import Node, identity, prove_identity


@certified(
    "odd-and-homogeneous",
    "Let m(x, y) = r(r(x − y) + r(y) − r(−y)). For t ≥ 0, m(tx, ty) = t·m(x, y).",
    identity("r(r(t*x - t*y) + r(t*y) - r(-t*y)) = t*r(r(x - y) + r(y) - r(-y))", "t >= 0"),
    Hence(
        "g(x, y) = m(x, y) − m(−x, −y) has g(ax, ay) = a·g(x, y) for every real a, negative ones "
        "too.",
        "g changes its sign when x and y do; so a factor −t is a change of sign and a factor t.",
    ),
)
def odd_and_homogeneous(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"t": 1}, splits=("t",))


@certified(
    "a-gap-between-two-units",
    "For 0 ≤ x ≤ 1, r(x − 1) + r(−x) = 0.",
    identity("r(x - 1) + r(-x) = 0", "x >= 0", "x <= 1"),
)
def a_gap_between_two_units(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 0})


@certified(
    "two-layers-keep-their-balance",
    "Let e = w₁w₂ − 1. One step of gradient descent on e²/2 with step size η changes w₁² − w₂² by "
    "the factor 1 − η²e².",
    identity(
        "(w1 - eta*e*w2)**2 - (w2 - eta*e*w1)**2 = (w1**2 - w2**2)*(1 - eta**2*e**2)",
        "e = w1*w2 - 1",
    ),
)
def two_layers_keep_their_balance(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"w1": 1, "w2": 1, "e": 0})


@certified(
    "downhill-along-the-diagonal",
    "For 0 < t ≤ 1, (t·t − 1)² < 1.",
    identity("(t*t - 1)**2 < 1", "t > 0", "t <= 1"),
)
def downhill_along_the_diagonal(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"t": 1}, degree=4)


@certified(
    "the-central-quotient-is-a-half",
    "For h > 0, r(h) − r(−h) = h.",
    identity("r(h) - r(-h) = h", "h > 0"),
    Hence("the central quotient of ReLU at 0 is ½ for every step h.", "It is h divided by 2h."),
)
def the_central_quotient_is_a_half(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"h": 1})


@certified(
    "decay-charges-the-kink",
    "For all v and w, (v² + w²)/2 ≥ |vw|.",
    identity("(v**2 + w**2)/2 >= abs(v*w)"),
)
def decay_charges_the_kink(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, splits=("v - w", "v + w"))


@certified(
    "what-lazy-training-leaves-out",
    "If z ≥ 0 and z + c ≥ 0, then (v + d)·r(z + c) = v·r(z) + dz + vc + dc.",
    identity("(v + d)*r(z + c) = v*r(z) + d*z + v*c + d*c", "z >= 0", "z + c >= 0"),
    Hence(
        "for a unit that is on before and after, dc, the change of v times that of z, is all that "
        "is not linear in the two changes.",
        "The other three terms are a constant and two multiples of one change each.",
    ),
)
def what_lazy_training_leaves_out(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": 1, "c": 0}, splits=("v", "d"))
