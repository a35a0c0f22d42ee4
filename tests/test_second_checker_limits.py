"""The second checker cannot be stalled: its limits, its files, its command line, any stack."""

import json
import re
import subprocess
from pathlib import Path

import pytest

import relu_proofs.checker as checker
from relu_proofs.core.certificate import dump

from . import goldens
from .test_checker import FILES, TEXTS
from .test_checker_limits import ATTACK, ATTACKS, GOOD, NESTS, NO_FILES, in_folder
from .test_second_checker import NODE, disagreements, second

SOURCE = Path(__file__).parents[1] / "docs" / "_static" / "checker.js"


@pytest.mark.parametrize("name", ATTACKS)
def test_a_file_that_stalled_a_checker(name):
    text = (ATTACK / f"{name}.json").read_text()
    assert second([text])[0]["outcome"] == ATTACKS[name]


def test_both_find_the_same_work():
    texts = {path: TEXTS[path] for group in ("valid", "invalid") for path in FILES[group]}
    for path, theirs in zip(
        texts, second(texts.values(), goldens.FOLDER / "valid", 0), strict=True
    ):
        with pytest.raises(checker.Malformed) as ours:
            checker.check(texts[path], goldens.FOLDER / "valid", max_work=0)
        found = [re.search(r"[0-9]+", said) for said in (str(ours.value), theirs["message"])]
        assert "work" in theirs["message"]
        assert found[0][0] == found[1][0], path.stem


def test_work_is_limited_and_the_limit_can_be_moved():
    text = goldens.MALFORMED["identity-too-much-work"]
    assert [second([text], work=work)[0]["outcome"] for work in (None, 10_000)] == [
        "malformed",
        "accepted",
    ]


@pytest.mark.parametrize("levels", [200, 201])
def test_nothing_stands_deeper_than_200_levels(levels):
    text = (ATTACK / "depth-200-empty-list.json").read_text()
    whole = json.loads(text)
    deepest = max(len(line) - len(line.lstrip()) for line in text.splitlines())
    assert deepest == 400
    if levels == 201:
        tree = {"type": "split", "on": "x", "positive": whole["evidence"]["tree"]}
        whole["evidence"]["tree"] = {**tree, "otherwise": {"type": "conclusion", "sums": [[], []]}}
    assert not disagreements({levels: dump(whole)})


def run(*words, cwd=None, megabytes=4000):
    """The second checker in a process of its own, with so many megabytes for its objects."""
    memory = f"--max-old-space-size={megabytes}"
    command = [NODE, memory, SOURCE, *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def falling(count):
    """Forms of so many atoms, and so many of them, through two rows: half a megabyte of text."""
    long = [str(10**39 + 2 * i + 1) for i in range(count)]
    layers = [
        ([[f"-{w}"] for w in long], ["1"] * count),
        ([long, long[::-1]], ["1", "3"]),
        ([[w, "1"] for w in long], ["1"] * count),
        ([["0"] * count], ["0"]),
    ]
    network = [{"weight": weight, "bias": bias} for weight, bias in layers]
    statement = {
        "kind": "affine-on",
        "network": {"format": "relu-network/1", "layers": network},
        "domain": {"type": "space"},
        "U": [["0"]],
        "c": ["0"],
    }
    evidence = {"point": ["0"], "tree": {"signs": [], "then": {"type": "equal"}}}
    return dump({"format": checker.FORMAT, "statement": statement, "evidence": evidence})


def test_long_forms_are_not_all_there_at_once(tmp_path):
    (tmp_path / "c.json").write_text(falling(1200))
    ran = run("c.json", cwd=tmp_path, megabytes=150)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_where_there_is_no_memory_a_certificate_is_malformed(tmp_path):
    (tmp_path / "c.json").write_text(dump([str(number) for number in range(300_000)]))
    ran = run("c.json", cwd=tmp_path, megabytes=15)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "c.json: malformed: " in ran.stderr and "memory" in ran.stderr


@pytest.mark.parametrize("name", NESTS)
def test_a_megabyte_is_read_in_little_memory(tmp_path, name):
    (tmp_path / "c.json").write_text(NESTS[name])
    ran = run("c.json", cwd=tmp_path, megabytes=100)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith("c.json: malformed: certificate")


# ---- any caller ---------------------------------------------------------------------------------

DEEP = """
const { check, Malformed } = require(process.argv[1]);
const text = require("fs").readFileSync(process.argv[2], "latin1");
const verdict = () => {
  try {
    return check(text) && "accepted";
  } catch (problem) {
    if (problem instanceof Malformed) return "malformed";
    throw problem;
  }
};
const from = (depth) => (depth ? from(depth - 1) : verdict());
verdict();
const found = {};
let own = 0;
for (let depth = 0; depth < 20_000; depth += 13) {
  try {
    const said = from(depth);
    found[said] = (found[said] || 0) + 1;
  } catch (problem) {
    if (problem.name !== "RangeError") throw problem;
    own += 1;
  }
}
console.log(JSON.stringify({ ...found, own: own > 0 }));
"""


@pytest.mark.parametrize("name", ["affine-on-split", "identity-positive", "unit-sign-three-layers"])
def test_from_however_deep_a_stack_there_is_a_verdict(name):
    path = goldens.FOLDER / "valid" / f"{name}.json"
    ran = subprocess.run(
        [NODE, "-e", DEEP, SOURCE, path], capture_output=True, text=True, check=True
    )
    found = json.loads(ran.stdout)
    assert found.keys() <= {"accepted", "malformed", "own"}
    assert found["own"] and found["accepted"] > 100


def test_a_page_has_one_object_that_it_may_extend():
    script = """
    const vm = require("vm"), fs = require("fs");
    const page = vm.createContext({ text: fs.readFileSync(process.argv[2], "utf8"), TextDecoder });
    vm.runInContext(fs.readFileSync(process.argv[1], "utf8"), page);
    const names = vm.runInContext(`reluProofs.texts = {}; reluProofs.doubt = 1;
      const { check, canonical, Malformed, Refused, texts } = reluProofs;
      [check(text).kind, canonical(JSON.parse(text)) === text, typeof Malformed, typeof Refused,
        typeof texts]`, page);
    console.log(JSON.stringify([names, Object.keys(page)]));
    """
    path = goldens.FOLDER / "valid" / "within-root.json"
    ran = subprocess.run(
        [NODE, "-e", script, SOURCE, path], capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == [
        ["within", True, "function", "function", "object"],
        ["text", "TextDecoder"],
    ]


# ---- files and the command line -----------------------------------------------------------------


def test_it_runs_alone(tmp_path):
    valid = next(path for path in TEXTS if path.stem == "affine-on-network-in-a-file")
    lie = next(path for path in TEXTS if path.parent.name == "invalid")
    (tmp_path / "x.json").write_text("[]")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xff")
    for path, code, said in (
        (valid, 0, "accepted: affine-on"),
        (lie, 1, "refused: "),
        (tmp_path / "x.json", 2, "malformed: "),
        (tmp_path / "bytes.json", 2, "malformed: certificate: found byte 0, expected ASCII text"),
        (tmp_path / "missing.json", 2, "malformed: "),
    ):
        ran = run(path)
        assert ran.returncode == code
        assert (ran.stdout + ran.stderr).startswith(f"{path}: {said}")
        assert (ran.stdout + ran.stderr).count("\n") == 1
    assert run(lie, valid, tmp_path / "x.json").returncode == 2


@pytest.mark.parametrize(("make", "found"), NO_FILES)
def test_only_regular_files_are_opened(tmp_path, make, found):
    make(tmp_path / "x.json")
    for name, place in (("x.json", ""), (in_folder(tmp_path, make), "two.network.json: ")):
        ran = run(name, cwd=tmp_path)
        said = f"{name}: malformed: {place}found {found}, expected a file\n"
        assert (ran.returncode, ran.stderr) == (2, said)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    (tmp_path / "x.json").write_text(GOOD + " " * (1 << 20))
    ran = run("--max-mb=1", "x.json", cwd=tmp_path)
    assert ran.returncode == 2
    assert "(--max-mb)" in ran.stderr


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        ["-x", "c.json"],
        ["--max-work", "3", "c.json"],
        ["--max-mb=", "c.json"],
        ["--max-work=1e3", "c.json"],
        ["--max-mb=1"],
        ["c.json", "--verbose"],
    ],
)
def test_a_wrong_call_is_one_line_of_usage(tmp_path, words):
    (tmp_path / "c.json").write_text(GOOD)
    ran = run(*words, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "usage: node checker.js [--max-mb=N] [--max-work=N] FILE...\n"


def test_options_may_stand_anywhere(tmp_path):
    (tmp_path / "c.json").write_text(GOOD)
    assert run("c.json", "--max-work=9", "--max-mb=2", cwd=tmp_path).returncode == 0
    ran = run("--max-work=0", "c.json", cwd=tmp_path)
    assert (ran.returncode, "(--max-work)" in ran.stderr) == (2, True)


@pytest.mark.parametrize("name", ["a\nb.json", "a\x1b[31mb.json", "\u00e9.json"])
def test_control_characters_are_escaped(tmp_path, name):
    (tmp_path / name).write_text("{\n  \x1b[31m\r\x00\n}\n")
    ran = run(name, cwd=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert all(" " <= letter <= "~" for letter in ran.stderr[:-1])
