"""Writes the goldens in tests/certificates: `python -m tests.goldens` after a deliberate change.

``valid`` holds the certificate of every certified claim and a few more; ``invalid`` holds lies,
each a valid certificate changed so that one condition of the checker is all that catches it, and
named after the lie; ``malformed`` holds texts that are no certificates.
"""

import hashlib
import json
from pathlib import Path

from relu_proofs import CLAIMS
from relu_proofs.argument.identities import identity, prove_identity
from relu_proofs.core.certificate import (
    Certificate,
    box,
    dump,
    network_json,
    points,
    polytope,
    space,
)
from relu_proofs.core.network import Network

from . import goldens_hulls, goldens_one_variable, goldens_units
from .changes import changed, replaced
from .regions import lies as lies_regions

FOLDER = Path(__file__).parent / "certificates"

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
LINE = Network([([[1], [-2]], [0, 0]), ([[1, "-1/2"]], [0])])  # r(x) - r(-2x)/2 = x
TWO = Network([([[1, 1], [1, -1]], ["1/4", "-5/4"]), ([[1, 1]], [0])])  # stable on [0, 1]^2
DEEP = Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0]), ([[1]], [0])])  # r(r(x) + r(-x))


def node(then, *signs):
    return {"signs": list(signs), "then": then}


def sign(unit, state, *multipliers):
    return {"unit": unit, "state": state, "multipliers": [list(pair) for pair in multipliers]}


EQUAL = {"type": "equal"}


def affine_on(network, domain, U, c, **evidence):
    return Certificate(
        {"kind": "affine-on", "network": network_json(network), "domain": domain, "U": U, "c": c},
        evidence,
    )


def combination(kind, network, domain, where, coefficients, output=0):
    return Certificate(
        {"kind": kind, "network": network_json(network), "domain": domain},
        {"points": where, "coefficients": coefficients, "output": output},
    )


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


STABLE = affine_on(
    TWO,
    box([(0, 1), (0, 1)]),
    [["1", "1"]],
    ["1/4"],
    point=["0", "0"],
    tree=node(
        EQUAL, sign([0, 0], "on", [0, "1"], [2, "1"]), sign([0, 1], "off", [1, "1"], [2, "1"])
    ),
)
SPLIT = affine_on(
    DEEP,
    box([(0, 1)]),
    [["1"]],
    ["0"],
    point=["0"],
    tree=node(
        {
            "type": "split",
            "unit": [0, 0],
            "on": node(EQUAL, sign([0, 1], "off", [2, "1"]), sign([1, 0], "on", [2, "1"])),
            "off": node(
                {"type": "squeezed", "multipliers": [[[[2, "1"]], [[0, "1"]]]]},
                sign([0, 1], "off", [0, "1"]),
                sign([1, 0], "off"),
            ),
        }
    ),
)
EMPTY = affine_on(
    Network([([[1]], [1]), ([[1]], [0])]),
    box([(0, 1)]),
    [["1"]],
    ["1"],
    point=["0"],
    tree=node(
        {
            "type": "split",
            "unit": [0, 0],
            "on": node(EQUAL),
            "off": node({"type": "empty", "multipliers": [[0, "1"], [2, "1"]]}),
        }
    ),
)
WITNESS = combination(
    "not-affine",
    FOLD,
    box([(-1, 1), (-1, 1)]),
    [["1", "0"], ["-1", "0"], ["0", "0"]],
    ["1", "1", "-2"],
)
POSITIVE = proof("r(x) > 0", "x > 0")
DIFFERENT = proof("x != 0", "x*y = 1")
NEVER = proof("false", "x > 0", "-x >= 0")
PAIR = proof("r(z) - r(-z) = z")


def valid():
    found = {claim.id: claim.prove() for claim in CLAIMS.values() if claim.kind == "certified"}
    found |= {
        "affine-on-stable-units": STABLE,
        "affine-on-split": SPLIT,
        "affine-on-empty-cell": EMPTY,
        "affine-on-cancelling-units": affine_on(
            LINE, space(), [["1"]], ["0"], point=["0"], tree=node(EQUAL)
        ),
        "affine-on-points": affine_on(FOLD, points([(1, 0), (2, 1)]), [["1", "-1"]], ["0"]),
        "affine-on-polytope": affine_on(
            FOLD,
            polytope([((1, -1), 0)]),
            [["1", "-1"]],
            ["0"],
            point=["0", "0"],
            tree=node(EQUAL, sign([0, 0], "on", [0, "1"]), sign([0, 1], "off", [0, "1"])),
        ),
        "not-affine-in-a-box": WITNESS,
        "identity-positive": POSITIVE,
        "identity-not-zero": DIFFERENT,
        "identity-never": NEVER,
    }
    return found


def invalid():
    """Lies: the name says what is wrong, and only one condition of the checker sees it."""
    tree = ("evidence", "tree")
    one = Network([([[1]], [0]), ([[1]], [0])])  # r(x)
    return {
        # not-affine, not-linear
        "combination-more-points-than-coefficients": changed(
            WITNESS, "evidence", "points", [*WITNESS.evidence["points"], ["0", "0"]]
        ),
        "combination-of-a-missing-output": changed(WITNESS, "evidence", "output", 1),
        "combination-point-outside-the-box": combination(
            "not-affine", one, box([(0, 1)]), [["-1"], ["1"], ["0"]], ["1", "1", "-2"]
        ),
        "combination-point-not-among-the-points": combination(
            "not-affine", one, points([(0,), (1,)]), [["-1"], ["1"], ["0"]], ["1", "1", "-2"]
        ),
        "combination-that-does-not-cancel-the-inputs": combination(
            "not-linear", Network.affine([[1]], [0]), space(), [["1"]], ["1"]
        ),
        "combination-whose-coefficients-do-not-cancel": combination(
            "not-affine", Network.affine([[1]], [1]), space(), [["0"]], ["1"]
        ),
        "combination-of-outputs-that-is-zero": combination(
            "not-affine",
            Network.affine([[1]], [0]),
            space(),
            [["1"], ["-1"], ["0"]],
            ["1", "1", "-2"],
        ),
        # affine-on
        "affine-on-wrong-at-a-point": affine_on(
            FOLD, points([(1, 0), (0, 1)]), [["1", "-1"]], ["0"]
        ),
        "affine-on-an-empty-polytope": affine_on(
            one,
            polytope([((1,), -1), ((-1,), 0)]),
            [["7"]],
            ["7"],
            point=["0"],
            tree=node({"type": "empty", "multipliers": [[0, "1"], [1, "1"]]}),
        ),
        "affine-on-split-at-a-missing-unit": affine_on(
            LINE,
            space(),
            [["1"]],
            ["0"],
            point=["0"],
            tree=node({"type": "split", "unit": [0, 2], "on": node(EQUAL), "off": node(EQUAL)}),
        ),
        "affine-on-cell-called-empty": affine_on(
            one,
            space(),
            [["1"]],
            ["0"],
            point=["0"],
            tree=node(
                {
                    "type": "split",
                    "unit": [0, 0],
                    "on": node(EQUAL),
                    "off": node({"type": "empty", "multipliers": []}),
                }
            ),
        ),
        "affine-on-sign-against-the-split-above": affine_on(
            Network([([[1], [0]], [0, 1]), ([[1, 0]], [0])]),
            box([(-1, 1)]),
            [["0"]],
            ["0"],
            point=["0"],
            tree=node(
                {
                    "type": "split",
                    "unit": [0, 0],
                    "off": node(EQUAL),
                    "on": node(
                        {"type": "split", "unit": [0, 1], "on": node(EQUAL), "off": node(EQUAL)},
                        sign([0, 0], "off"),
                    ),
                }
            ),
        ),
        "affine-on-another-map": affine_on(
            LINE, space(), [["2"]], ["0"], point=["0"], tree=node(EQUAL)
        ),
        "affine-on-squeezed-from-one-side": affine_on(
            one,
            box([(-1, 1)]),
            [["0"]],
            ["0"],
            point=["0"],
            tree=node(
                {
                    "type": "split",
                    "unit": [0, 0],
                    "on": node({"type": "squeezed", "multipliers": [[[[2, "1"]], []]]}),
                    "off": node(EQUAL),
                }
            ),
        ),
        "affine-on-sign-with-a-negative-constant": affine_on(
            one,
            box([(-1, 1)]),
            [["1"]],
            ["0"],
            point=["0"],
            tree=node(EQUAL, sign([0, 0], "on", [0, "1"])),
        ),
        "affine-on-missing-half-space": changed(
            STABLE, *tree, "signs", 0, "multipliers", [[0, "1"], [2, "1"], [9, "1"]]
        ),
        "affine-on-negative-multiplier": affine_on(
            one,
            box([(-1, 0)]),
            [["1"]],
            ["0"],
            point=["0"],
            tree=node(EQUAL, sign([0, 0], "on", [1, "-1"])),
        ),
        "affine-on-multipliers-that-leave-an-input": affine_on(
            one, box([(-1, 1)]), [["1"]], ["0"], point=["0"], tree=node(EQUAL, sign([0, 0], "on"))
        ),
        # identity
        "identity-without-a-point": case(
            "x = 0", ["x > 0", "-x >= 0"], ["0"], NEVER.evidence["tree"]
        ),
        "identity-split-on-an-undecided-term": case(
            "r(x) = r(x)",
            [],
            ["0"],
            {
                "type": "split",
                "on": ["r", "x"],
                **{
                    side: {"type": "conclusion", "sums": [[], []]}
                    for side in ("positive", "otherwise")
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
        "identity-negative-factor": case(
            "-x >= 0", ["x >= 0"], ["0"], {"type": "conclusion", "sums": [[summand("-1", 0)]]}
        ),
        "identity-free-factor-without-an-equality": case(
            "x*y >= 0", ["x >= 0"], ["0", "0"], {"type": "conclusion", "sums": [[summand("y", 0)]]}
        ),
    }


def in_file(name, network):
    """`STABLE` with its network in a file, and the digest of this network's file."""
    digest = hashlib.sha256(dump(network_json(network)).encode()).hexdigest()
    return changed(STABLE, "statement", "network", {"file": name, "sha256": digest}).text


def malformed():
    """Texts that are no certificates; the name says why."""
    good = json.loads(STABLE.text)

    def with_(*path_and_value):
        *path, value = path_and_value
        return dump(replaced(good, path, value))

    network, statement, evidence = (("statement", "network"), ("statement",), ("evidence",))
    term = json.loads(PAIR.text)

    def identity_with(*path_and_value, point=None):
        *path, value = path_and_value
        whole = replaced(term, ["evidence", "point"], point) if point else term
        return dump(replaced(whole, path, value))

    layers = (*network, "layers")
    names = [f"x{i}" for i in range(16)]
    power = ["*", *[["+", "1", *names]] * 5]
    fifth = Certificate(
        {
            "kind": "identity",
            "variables": names,
            "hypotheses": [],
            "conclusion": {"left": power, "relation": "=", "right": power},
        },
        {"point": ["0"] * 16, "tree": {"type": "conclusion", "sums": [[], []]}},
    )
    tiny = [f"1/{10**3990 + k}" for k in range(10)]
    common = affine_on(Network([([tiny], [0])]), points([[0] * 10]), [["0"] * 10], ["0"])
    nine = case(
        "x*x*x*x*x*x*x*x*x = x*x*x*x*x*x*x*x*x",
        [],
        ["1"],
        {"type": "conclusion", "sums": [[], []]},
    )
    nested = "z"
    for _ in range(200):
        nested = ["+", nested, "0"]
    return {
        "not-json": "{",
        "not-ascii": STABLE.text.replace("relu", "r\u00e9lu"),
        "not-canonical-spaces": STABLE.text + "\n",
        "not-canonical-indent": STABLE.text.replace('\n  "format"', '\n   "format"'),
        "not-canonical-comma": STABLE.text.replace("]\n}\n", "],\n}\n", 1).replace(
            "}\n}\n", "},\n}\n"
        ),
        "not-canonical-bracket": STABLE.text.replace("],", "},", 1),
        "not-canonical-name": STABLE.text.replace('"1/4"', '"c": "1/4"', 1),
        "not-canonical-end": STABLE.text[: -len("}\n")],
        "field-twice": STABLE.text.replace('{\n  "evidence"', '{\n  "format": "x",\n  "evidence"'),
        "a-list": "[]\n",
        "a-float": STABLE.text.replace('"1/4"', "0.25", 1),
        "not-a-number": STABLE.text.replace('"1/4"', "NaN", 1),
        "another-format": with_("format", "relu-proofs/3"),
        "format-of-version-1": with_("format", "relu-proofs/1"),
        "a-field-too-many": with_("note", "trust me"),
        "statement-that-is-a-list": with_("statement", []),
        "unknown-kind": with_(*statement, "kind", "believe-me"),
        "statement-without-a-network": dump({**good, "statement": {"kind": "affine-on"}}),
        "rational-with-a-sign": with_(*layers, 0, "bias", 0, "+1"),
        "rational-not-in-lowest-terms": with_(*layers, 0, "bias", 0, "2/4"),
        "rational-with-denominator-one": with_(*layers, 0, "bias", 0, "2/1"),
        "rational-as-an-integer": with_(*layers, 0, "bias", 0, 1),
        "rational-of-5000-digits": with_(*layers, 0, "bias", 0, "1" * 5000),
        "index-below-zero": with_(*evidence, "tree", "signs", 0, "multipliers", 0, 0, -1),
        "index-beyond-2-to-the-53": with_(
            *evidence, "tree", "signs", 0, "multipliers", 0, 0, 2**53
        ),
        "index-that-is-true": with_(*evidence, "tree", "signs", 0, "multipliers", 0, 0, True),
        "state-that-is-neither-on-nor-off": with_(*evidence, "tree", "signs", 0, "state", "maybe"),
        "text-read-as-a-list": with_(*layers, 0, "bias", "12"),
        "no-layers": with_(*layers, []),
        "a-ragged-weight": with_(*layers, 0, "weight", 1, ["1"]),
        "layers-that-do-not-chain": with_(*layers, 1, "weight", [["1"]]),
        "a-bias-too-long": with_(*layers, 0, "bias", ["1", "2", "3"]),
        "box-of-another-dimension": with_(*statement, "domain", "intervals", [["0", "1"]]),
        "box-without-volume": with_(*statement, "domain", "intervals", 0, ["1", "1"]),
        "domain-without-a-type": with_(*statement, "domain", {"intervals": []}),
        "pair-of-three": with_(*statement, "domain", "intervals", 0, ["0", "1", "2"]),
        "map-with-a-row-too-many": with_(*statement, "U", [["1", "1"], ["1", "1"]]),
        "points-without-a-point": dump(
            {
                **good,
                "statement": {**good["statement"], "domain": {"type": "points", "points": []}},
                "evidence": {},
            }
        ),
        "identity-degree-nine": nine.text,
        "identity-too-much-work": fifth.text,
        "common-denominator-too-large": common.text,
        "term-with-an-undeclared-variable": identity_with("statement", "conclusion", "left", "y"),
        "term-nested-200-deep": identity_with("statement", "conclusion", "left", nested),
        "term-that-is-empty": identity_with("statement", "conclusion", "left", []),
        "term-with-r-of-two": identity_with("statement", "conclusion", "left", ["r", "z", "z"]),
        "statement-without-variables": identity_with("statement", {"kind": "identity"}),
        "variable-that-is-a-number": identity_with(
            "statement", "variables", ["z", "1"], point=["1", "1"]
        ),
        "variable-twice": identity_with("statement", "variables", ["z", "z"], point=["1", "1"]),
        "network-in-a-file-of-another-folder": in_file("../valid/two.network.json", TWO),
        "network-in-a-file-that-is-not-there": in_file("one.network.json", TWO),
        "network-in-a-file-with-another-digest": in_file("two.network.json", FOLD),
    }


def goldens():
    """Every golden: path below tests/certificates -> text."""
    found = {}
    for folder, *groups in (
        (
            "valid",
            valid(),
            goldens_hulls.valid(),
            goldens_one_variable.valid(),
            lies_regions.VALID,
            goldens_units.valid(),
        ),
        (
            "invalid",
            invalid(),
            goldens_hulls.invalid(),
            goldens_one_variable.invalid(),
            lies_regions.INVALID,
            goldens_units.invalid(),
        ),
    ):
        found |= {
            f"{folder}/{name}.json": certificate.text
            for group in groups
            for name, certificate in group.items()
        }
    for group in (
        malformed(),
        goldens_hulls.malformed(),
        goldens_one_variable.malformed(),
        lies_regions.MALFORMED,
        goldens_units.malformed(),
    ):
        found |= {f"malformed/{name}.json": text for name, text in group.items()}
    found["valid/affine-on-network-in-a-file.json"] = in_file("two.network.json", TWO)
    found |= {
        f"{folder}/two.network.json": dump(network_json(TWO)) for folder in ("valid", "malformed")
    }
    return found


def files():
    """Every golden that is there: path below tests/certificates."""
    return {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.json")}


def main():
    found = goldens()
    for path in files() - set(found):
        (FOLDER / path).unlink()
    for path, text in found.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
