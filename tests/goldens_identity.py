"""Goldens of the kind identity; `tests.goldens` writes them."""

from relu_proofs.argument.identities import identity, prove_identity
from relu_proofs.core.certificate import Certificate


def proof(conclusion, *hypotheses, point=None, **search):
    statement = identity(conclusion, *hypotheses)
    return Certificate(statement, prove_identity(statement, point, **search))


def case(conclusion, hypotheses, point, tree):
    return Certificate(
        identity(conclusion, *hypotheses),
        {"tree": tree, **({"point": point} if point is not None else {})},
    )


def summand(times, *factors):
    return {"factors": list(factors), "times": times}


POSITIVE = proof("r(x) > 0", "x > 0")
DIFFERENT = proof("x != 0", "x*y = 1")
NEVER = proof("false", "x > 0", "-x >= 0")
PAIR = proof("r(z) - r(-z) = z")

VALID = {
    "identity-positive": POSITIVE,
    "identity-not-zero": DIFFERENT,
    "identity-never": NEVER,
}

DONE = {"type": "conclusion", "sums": [[], []]}
INVALID = {
    "identity-without-a-point": case("x = 0", ["x > 0", "-x >= 0"], ["0"], NEVER.evidence["tree"]),
    "identity-split-on-an-undecided-term": case(
        "r(x) = r(x)",
        [],
        ["0"],
        {
            "type": "split",
            "on": ["r", "x"],
            **{
                side: {"type": "conclusion", "sums": [[], []]} for side in ("positive", "otherwise")
            },
        },
    ),
    "identity-contradiction-without-a-positive-term": case(
        "false",
        ["x >= 0", "-x >= 0"],
        None,
        {"type": "contradiction", "sum": [summand("1", 0), summand("1", 1)]},
    ),
    "identity-contradiction-that-is-positive": case(
        "false", ["x > 0"], None, {"type": "contradiction", "sum": [summand("1", 0)]}
    ),
    "identity-conclusion-left-undecided": case(
        "r(x) = 0", [], ["0"], {"type": "conclusion", "sums": [[], []]}
    ),
    "identity-sum-without-a-positive-term": case(
        "x > 0", ["x >= 0"], ["1"], {"type": "conclusion", "sums": [[summand("1", 0)]]}
    ),
    "identity-another-difference": case(
        "x = y", [], ["0", "0"], {"type": "conclusion", "sums": [[], []]}
    ),
    "identity-undecided-factor": case(
        "x >= 0", ["x >= 0"], ["1"], {"type": "conclusion", "sums": [[summand(["r", "x"], 0)]]}
    ),
    "identity-missing-fact": case(
        "x >= 0", ["x >= 0"], ["1"], {"type": "conclusion", "sums": [[summand("1", 1)]]}
    ),
    "identity-undecided-fact": case(
        "false", ["r(x) > 0"], None, {"type": "contradiction", "sum": [summand("1", 0)]}
    ),
    "identity-negative-factor": case(
        "-x >= 0", ["x >= 0"], ["0"], {"type": "conclusion", "sums": [[summand("-1", 0)]]}
    ),
    "identity-free-factor-without-an-equality": case(
        "x*y >= 0", ["x >= 0"], ["0", "0"], {"type": "conclusion", "sums": [[summand("y", 0)]]}
    ),
}
