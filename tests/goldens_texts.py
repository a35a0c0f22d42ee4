"""Texts that are no certificates; the name says why.  `tests.goldens` writes them."""

import hashlib
import json

from relu_proofs.core.certificate import Certificate, dump, network_json, points
from relu_proofs.core.network import Network

from .changes import changed, replaced
from .goldens_identity import PAIR, case
from .goldens_trees import FOLD, STABLE, TWO, affine_on

GOOD, TERM = json.loads(STABLE.text), json.loads(PAIR.text)
NETWORK, STATEMENT, EVIDENCE = ("statement", "network"), ("statement",), ("evidence",)
LAYERS = (*NETWORK, "layers")


def in_file(name, network):
    """`STABLE` with its network in a file, and the digest of this network's file."""
    digest = hashlib.sha256(dump(network_json(network)).encode()).hexdigest()
    return changed(STABLE, "statement", "network", {"file": name, "sha256": digest}).text


def with_(*path_and_value):
    *path, value = path_and_value
    return dump(replaced(GOOD, path, value))


def identity_with(*path_and_value, point=None):
    *path, value = path_and_value
    whole = replaced(TERM, ["evidence", "point"], point) if point else TERM
    return dump(replaced(whole, path, value))


def nested(times):
    """A term so deep."""
    term = "z"
    for _ in range(times):
        term = ["+", term, "0"]
    return term


DONE = {"type": "conclusion", "sums": [[], []]}
NAMES = [f"x{i}" for i in range(16)]
POWER = ["*", *[["+", "1", *NAMES]] * 5]
FIFTH = Certificate(
    {
        "kind": "identity",
        "variables": NAMES,
        "hypotheses": [],
        "conclusion": {"left": POWER, "relation": "=", "right": POWER},
    },
    {"point": ["0"] * 16, "tree": DONE},
)
NINE = case("x*x*x*x*x*x*x*x*x = x*x*x*x*x*x*x*x*x", [], ["1"], DONE)
TINY = [f"1/{10**3990 + k}" for k in range(10)]  # no two have a common factor worth mentioning
COMMON = affine_on(Network([([TINY], [0])]), points([[0] * 10]), [["0"] * 10], ["0"])

MALFORMED = {
    "not-json": "{",
    "not-ascii": STABLE.text.replace("relu", "r\u00e9lu"),
    "not-canonical-spaces": STABLE.text + "\n",
    "not-canonical-indent": STABLE.text.replace('\n  "format"', '\n   "format"'),
    "not-canonical-comma": STABLE.text.replace("]\n}\n", "],\n}\n", 1).replace("}\n}\n", "},\n}\n"),
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
    "unknown-kind": with_(*STATEMENT, "kind", "believe-me"),
    "statement-without-a-network": dump({**GOOD, "statement": {"kind": "affine-on"}}),
    "rational-with-a-sign": with_(*LAYERS, 0, "bias", 0, "+1"),
    "rational-not-in-lowest-terms": with_(*LAYERS, 0, "bias", 0, "2/4"),
    "rational-with-denominator-one": with_(*LAYERS, 0, "bias", 0, "2/1"),
    "rational-as-an-integer": with_(*LAYERS, 0, "bias", 0, 1),
    "rational-of-5000-digits": with_(*LAYERS, 0, "bias", 0, "1" * 5000),
    "index-below-zero": with_(*EVIDENCE, "tree", "signs", 0, "multipliers", 0, 0, -1),
    "index-beyond-2-to-the-53": with_(*EVIDENCE, "tree", "signs", 0, "multipliers", 0, 0, 2**53),
    "index-that-is-true": with_(*EVIDENCE, "tree", "signs", 0, "multipliers", 0, 0, True),
    "state-that-is-neither-on-nor-off": with_(*EVIDENCE, "tree", "signs", 0, "state", "maybe"),
    "text-read-as-a-list": with_(*LAYERS, 0, "bias", "12"),
    "no-layers": with_(*LAYERS, []),
    "a-ragged-weight": with_(*LAYERS, 0, "weight", 1, ["1"]),
    "layers-that-do-not-chain": with_(*LAYERS, 1, "weight", [["1"]]),
    "a-bias-too-long": with_(*LAYERS, 0, "bias", ["1", "2", "3"]),
    "box-of-another-dimension": with_(*STATEMENT, "domain", "intervals", [["0", "1"]]),
    "box-without-volume": with_(*STATEMENT, "domain", "intervals", 0, ["1", "1"]),
    "domain-without-a-type": with_(*STATEMENT, "domain", {"intervals": []}),
    "pair-of-three": with_(*STATEMENT, "domain", "intervals", 0, ["0", "1", "2"]),
    "map-with-a-row-too-many": with_(*STATEMENT, "U", [["1", "1"], ["1", "1"]]),
    "points-without-a-point": dump(
        {
            **GOOD,
            "statement": {**GOOD["statement"], "domain": {"type": "points", "points": []}},
            "evidence": {},
        }
    ),
    "identity-degree-nine": NINE.text,
    "identity-too-much-work": FIFTH.text,
    "common-denominator-too-large": COMMON.text,
    "term-with-an-undeclared-variable": identity_with("statement", "conclusion", "left", "y"),
    "term-nested-200-deep": identity_with("statement", "conclusion", "left", nested(200)),
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
