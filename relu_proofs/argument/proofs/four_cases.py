"""The four cases of the question, for all real weights, inputs and outputs.

Throughout, f(x) = v1 r(z1) + v2 r(z2) with z1 = a x1 + b x2 and z2 = c x1 + d x2; a, b are the
question's w11, w12 and c, d its w21, w22.
"""

from ..claims import certified, proved
from ..identities import identity, prove_identity

Z1, Z2 = "(a*x1 + b*x2)", "(c*x1 + d*x2)"
F = f"v1*r{Z1} + v2*r{Z2}"


@certified(
    "a-unit-is-on-exactly-when-z-is-positive",
    "If a unit's output r(z) is not 0, then z > 0.",
    identity("z > 0", "r(z) != 0"),
)
def a_unit_is_on(statement, given):
    return prove_identity(statement, {"z": 1})


@certified(
    "a-unit-passes-z-or-nothing",
    "For every real z, r(z) is 0 or z: r(z)·(r(z) − z) = 0.",
    identity("r(z)*(r(z) - z) = 0"),
)
def a_unit_passes_z_or_nothing(statement, given):
    return prove_identity(statement)


@certified(
    "output-is-one-of-four",
    "For all real v₁, v₂, z₁, z₂ the output v₁r(z₁) + v₂r(z₂) is one of 0, v₂z₂, v₁z₁ and "
    "v₁z₁ + v₂z₂.",
    identity(
        "(v1*r(z1) + v2*r(z2)) * (v1*r(z1) + v2*r(z2) - v2*z2)"
        " * (v1*r(z1) + v2*r(z2) - v1*z1)"
        " * (v1*r(z1) + v2*r(z2) - v1*z1 - v2*z2) = 0"
    ),
)
def output_is_one_of_four(statement, given):
    return prove_identity(statement)


@certified(
    "case-one-both-off",
    "Case 1, for all real weights: where both units output 0, the network outputs 0.",
    identity(f"{F} = 0", f"r{Z1} = 0", f"r{Z2} = 0"),
)
def case_one(statement, given):
    return prove_identity(statement, {"x1": -1, "x2": 0})


@certified(
    "case-two-second-on",
    "Case 2, for all real weights: where only the second unit is on, f(x) = v₂(w₂₁x₁ + w₂₂x₂).",
    identity(f"{F} = v2*{Z2}", f"r{Z1} = 0", f"r{Z2} != 0"),
)
def case_two(statement, given):
    return prove_identity(statement, {"a": -1, "x2": 0})


@certified(
    "case-three-first-on",
    "Case 3, for all real weights: where only the first unit is on, f(x) = v₁(w₁₁x₁ + w₁₂x₂).",
    identity(f"{F} = v1*{Z1}", f"r{Z1} != 0", f"r{Z2} = 0"),
)
def case_three(statement, given):
    return prove_identity(statement, {"c": -1, "x2": 0})


@certified(
    "case-four-both-on",
    "Case 4, for all real weights: where both units are on, f(x) = U₁x₁ + U₂x₂ with "
    "U = vᵀW, that is Uⱼ = v₁w₁ⱼ + v₂w₂ⱼ.",
    identity(f"{F} = (v1*a + v2*c)*x1 + (v1*b + v2*d)*x2", f"r{Z1} != 0", f"r{Z2} != 0"),
)
def case_four(statement, given):
    return prove_identity(statement)


@certified(
    "neighbouring-cases-agree",
    "For all real weights, case 4 and case 2 agree on their border: where z₁ = 0, "
    "v₁z₁ + v₂z₂ = v₂z₂.",
    identity(f"v1*{Z1} + v2*{Z2} = v2*{Z2}", f"{Z1} = 0"),
)
def neighbouring_cases_agree(statement, given):
    return prove_identity(statement, {"x1": 0, "x2": 0})


@certified(
    "independent-rows-reach-every-case",
    "At x = Δ·(w₂₂s − w₁₂t, w₁₁t − w₂₁s), Δ = w₁₁w₂₂ − w₁₂w₂₁, the pre-activations are Δ²s "
    "and Δ²t: if Δ ≠ 0, every pair of signs (s, t) occurs, and with it each of the four "
    "cases.",
    identity(
        "m*(a*x1 + b*x2) + n*(c*x1 + d*x2) = D*D*(m*s + n*t)",
        "D = a*d - b*c",
        "x1 = D*(d*s - b*t)",
        "x2 = D*(a*t - c*s)",
    ),
)
def independent_rows_reach_every_case(statement, given):
    # m and n are free, so the equation holds for z1 (m = 1, n = 0) and z2 (m = 0, n = 1) alone.
    # left - right = (m a + n c) times the second hypothesis + (m b + n d) times the third
    #                + D (m s + n t) times the negative of the first
    ma, mb = ["+", ["*", "m", "a"], ["*", "n", "c"]], ["+", ["*", "m", "b"], ["*", "n", "d"]]
    ds = ["*", "D", ["+", ["*", "m", "s"], ["*", "n", "t"]]]

    def side(sign):
        return [
            {"factors": [1], "times": ["*", sign, ma]},
            {"factors": [2], "times": ["*", sign, mb]},
            {"factors": [0], "times": ["*", "-1", sign, ds]},
        ]

    point = {
        "a": 1,
        "b": 0,
        "c": 0,
        "d": 1,
        "D": 1,
        "s": 1,
        "t": -1,
        "x1": 1,
        "x2": -1,
        "m": 1,
        "n": 1,
    }
    return {
        "point": [str(point[name]) for name in statement["variables"]],
        "tree": {"type": "conclusion", "sums": [side("1"), side("-1")]},
    }


@certified(
    "dependent-rows-miss-a-case",
    "If w₁₁w₂₂ − w₁₂w₂₁ = 0, then case 2 and case 4 do not both occur: no p has z₁ ≤ 0 "
    "and z₂ > 0 while some q has both positive.",
    identity(
        "false",
        "a*d - b*c = 0",
        "-(a*p1 + b*p2) >= 0",
        "c*p1 + d*p2 > 0",
        "a*q1 + b*q2 > 0",
        "c*q1 + d*q2 > 0",
    ),
)
def dependent_rows_miss_a_case(statement, given):
    # z1(q) z2(p) - z1(p) z2(q) = (ad - bc)(q1 p2 - q2 p1): positive + non-negative = 0
    cross = ["+", ["*", "q2", "p1"], ["*", "-1", "q1", "p2"]]
    return {
        "tree": {
            "type": "contradiction",
            "sum": [
                {"factors": [2, 3], "times": "1"},
                {"factors": [1, 4], "times": "1"},
                {"factors": [0], "times": cross},
            ],
        }
    }


@proved(
    "each-input-has-its-own-u",
    "A bias-free ReLU network of any depth and width is f(x) = U(x)·x with "
    "U(x) = vᵀDₙ(x)Wₙ ⋯ D₁(x)W₁, where Dₖ(x) is diagonal with 1 for the units that are on "
    "at x and 0 for the others.",
)
def each_input_has_its_own_u(given):
    """By induction over the layers: r(z) = D z, with D = 1 where z > 0 and 0 where it is not."""
    given("a-unit-passes-z-or-nothing")
