"""The four cases of the question, for all real weights, inputs and outputs.

Throughout, f(x) = v1 r(z1) + v2 r(z2) with z1 = w11 x1 + w12 x2 and z2 = w21 x1 + w22 x2.
"""

from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, parsed, prove_identity, summand

Z1, Z2 = "(w11*x1 + w12*x2)", "(w21*x1 + w22*x2)"
F = f"v1*r{Z1} + v2*r{Z2}"
DELTA = "w11*w22 - w12*w21"


@certified(
    "a-unit-is-on-exactly-when-z-is-positive",
    "If a unit's output r(z) is not 0, then z > 0.",
    identity("z > 0", "r(z) != 0"),
    Hence(
        "a unit is on, z > 0, exactly when its output is not 0.",
        "Conversely, where z > 0 the output is r(z) = z, which is not 0.",
        ("two-straight-sides",),
    ),
)
def a_unit_is_on(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"z": 1})


@certified(
    "a-unit-passes-z-or-nothing",
    "For every real z, r(z)·(r(z) − z) = 0.",
    identity("r(z)*(r(z) - z) = 0"),
    Hence(
        "r(z) is 0 or z.",
        "A product is 0 only where one of its factors is.",
    ),
)
def a_unit_passes_z_or_nothing(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "output-is-one-of-four",
    "For all real v₁, v₂, z₁, z₂ the output y = v₁r(z₁) + v₂r(z₂) satisfies "
    "y·(y − v₂z₂)·(y − v₁z₁)·(y − v₁z₁ − v₂z₂) = 0.",
    identity("y * (y - v2*z2) * (y - v1*z1) * (y - v1*z1 - v2*z2) = 0", "y = v1*r(z1) + v2*r(z2)"),
    Hence(
        "the output is one of 0, v₂z₂, v₁z₁ and v₁z₁ + v₂z₂.",
        "A product is 0 only where one of its factors is.",
    ),
)
def output_is_one_of_four(statement: Statement, given: Given) -> Node:
    # In each of the four cases of signs one factor is y - v1 r(z1) - v2 r(z2), the hypothesis:
    # the others are what it is multiplied by.
    factors = {
        (0, 0): "(y - v2*z2) * (y - v1*z1) * (y - v1*z1 - v2*z2)",
        (0, 1): "y * (y - v1*z1) * (y - v1*z1 - v2*z2)",
        (1, 0): "y * (y - v2*z2) * (y - v1*z1 - v2*z2)",
        (1, 1): "y * (y - v2*z2) * (y - v1*z1)",
    }

    def leaf(first: int, second: int) -> Node:
        others = factors[first, second]
        sums = [[summand([0], others)], [summand([0], f"-({others})")]]
        return {"type": "conclusion", "sums": sums}

    def half(first: int) -> Node:
        return {
            "type": "split",
            "on": "z2",
            "positive": leaf(first, 1),
            "otherwise": leaf(first, 0),
        }

    values = {"y": "2", "v1": "1", "z1": "1", "v2": "1", "z2": "1"}
    return {
        "point": [values[name] for name in statement["variables"]],
        "tree": {"type": "split", "on": "z1", "positive": half(1), "otherwise": half(0)},
    }


@certified(
    "case-one-both-off",
    "Case 1, for all real weights: where z₁ ≤ 0 and z₂ ≤ 0, so that both units are off, f(x) = 0.",
    identity(f"{F} = 0", f"{Z1} <= 0", f"{Z2} <= 0"),
)
def case_one(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x1": -1, "x2": 0})


@certified(
    "case-two-second-on",
    "Case 2, for all real weights: where z₁ ≤ 0 and z₂ > 0, so that only the second unit is on, "
    "f(x) = v₂(w₂₁x₁ + w₂₂x₂).",
    identity(f"{F} = v2*{Z2}", f"{Z1} <= 0", f"{Z2} > 0"),
)
def case_two(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"w11": -1, "x2": 0})


@certified(
    "case-three-first-on",
    "Case 3, for all real weights: where z₁ > 0 and z₂ ≤ 0, so that only the first unit is on, "
    "f(x) = v₁(w₁₁x₁ + w₁₂x₂).",
    identity(f"{F} = v1*{Z1}", f"{Z1} > 0", f"{Z2} <= 0"),
)
def case_three(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"w21": -1, "x2": 0})


@certified(
    "case-four-both-on",
    "Case 4, for all real weights: where z₁ > 0 and z₂ > 0, so that both units are on, "
    "f(x) = U₁x₁ + U₂x₂ with U = vᵀW, that is Uⱼ = v₁w₁ⱼ + v₂w₂ⱼ.",
    identity(
        f"{F} = (v1*w11 + v2*w21)*x1 + (v1*w12 + v2*w22)*x2",
        f"{Z1} > 0",
        f"{Z2} > 0",
    ),
)
def case_four(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "neighbouring-cases-agree",
    "For all real weights, where z₁ = 0, v₁z₁ + v₂z₂ = v₂z₂.",
    identity(f"v1*{Z1} + v2*{Z2} = v2*{Z2}", f"{Z1} = 0"),
    Hence(
        "the formulas of case 4 and case 2 agree on the border between these cases, and so do "
        "those of any two cases that share a border.",
        "Between case 4 and case 2 the border lies where z₁ = 0. Everywhere what comes or goes at "
        "a border is a term vᵢzᵢ with zᵢ = 0.",
    ),
)
def neighbouring_cases_agree(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x1": 0, "x2": 0})


@certified(
    "independent-rows-reach-every-case",
    "Let Δ = w₁₁w₂₂ − w₁₂w₂₁. At x = Δ·(w₂₂s − w₁₂t, w₁₁t − w₂₁s), for all numbers m and n, "
    "m·z₁ + n·z₂ = Δ²·(ms + nt).",
    identity(
        f"m*{Z1} + n*{Z2} = Delta**2*(m*s + n*t)",
        f"Delta = {DELTA}",
        "x1 = Delta*(w22*s - w12*t)",
        "x2 = Delta*(w11*t - w21*s)",
    ),
    Hence(
        "if Δ ≠ 0, every pair of signs (s, t) is the pair of signs of (z₁, z₂) at some input, "
        "and with it each of the four cases occurs.",
        "With (m, n) = (1, 0) and (0, 1), the pre-activations at x are z₁ = Δ²s and z₂ = Δ²t, "
        "and Δ² > 0.",
    ),
)
def independent_rows_reach_every_case(statement: Statement, given: Given) -> Node:
    # m and n are free, so the equation holds for z1 (m = 1, n = 0) and z2 (m = 0, n = 1) alone.
    # left - right = (m w11 + n w21) times the second hypothesis
    #              + (m w12 + n w22) times the third
    #              + D (m s + n t) times the negative of the first
    def side(sign: int) -> list[Node]:
        return [
            summand([1], f"{sign}*(m*w11 + n*w21)"),
            summand([2], f"{sign}*(m*w12 + n*w22)"),
            summand([0], f"{-sign}*Delta*(m*s + n*t)"),
        ]

    values = {"w12": "0", "w21": "0", "t": "-1", "x2": "-1"}
    return {
        "point": [values.get(name, "1") for name in statement["variables"]],
        "tree": {"type": "conclusion", "sums": [side(1), side(-1)]},
    }


@certified(
    "dependent-rows-miss-a-case",
    "If w₁₁w₂₂ − w₁₂w₂₁ = 0, then case 2 and case 4 do not both occur: there are no inputs p and "
    "q with z₁(p) ≤ 0, z₂(p) > 0, z₁(q) > 0 and z₂(q) > 0.",
    identity(
        "false",
        f"{DELTA} = 0",
        "w11*p1 + w12*p2 <= 0",
        "w21*p1 + w22*p2 > 0",
        "w11*q1 + w12*q2 > 0",
        "w21*q1 + w22*q2 > 0",
    ),
)
def dependent_rows_miss_a_case(statement: Statement, given: Given) -> Node:
    # z1(q) z2(p) - z1(p) z2(q) = (ad - bc)(q1 p2 - q2 p1): positive + non-negative = 0
    total = [summand([2, 3]), summand([1, 4]), summand([0], parsed("q2*p1 - q1*p2"))]
    return {"tree": {"type": "contradiction", "sum": total}}


@proved(
    "each-input-has-its-own-u",
    "A bias-free ReLU network of one output, of any depth and width, is f(x) = U(x)·x with "
    "U(x) = vᵀDₙ(x)Wₙ ⋯ D₁(x)W₁, where Dₖ(x) is diagonal with 1 for the units that are on "
    "at x and 0 for the others.",
)
def each_input_has_its_own_u(given: Given) -> None:
    """By induction over the layers: r(z) = D z, with D = 1 where z > 0 and 0 where it is not."""
    given("a-unit-passes-z-or-nothing")
