"""The trusted checker cannot be stalled: its limits, its files, its command line, any stack."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import relu_proofs.checker as checker
from relu_proofs.core.certificate import dump

from . import goldens, goldens_texts, goldens_trees
from .mutation import outcome
from .test_second_checker import second

CHECKER = Path(checker.__file__)
ATTACKS = {  # files that once stalled a checker, or made the two disagree
    "identity-product-of-two-quintics": "malformed",
    "within-150-zeros-js-slow": "accepted",
    "depth-200-empty-list": "accepted",
}
ATTACK = Path(__file__).parent / "attack"
GOOD = goldens_trees.STABLE.text
MEGABYTES = 300  # what a file of 1 MB may cost


def run(*words, cwd=None, memory=None):
    """The checker in a process of its own, with so many megabytes at most."""

    def limited():
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))

    return subprocess.run(
        [sys.executable, str(CHECKER), *map(str, words)],
        cwd=cwd,
        preexec_fn=limited,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_files_that_stalled_a_checker_are_judged_by_both():
    texts = [(ATTACK / f"{name}.json").read_text() for name in ATTACKS]
    assert [outcome(checker, text) for text in texts] == list(ATTACKS.values())
    assert [found["outcome"] for found in second(texts)] == list(ATTACKS.values())


# ---- texts --------------------------------------------------------------------------------------

NESTS = {
    "open": "[" * 1_200_000,
    "closed": "[" * 600_000 + "]" * 600_000,
    "wide": "[" * 190 + "1," * 500_000 + "1" + "]" * 190,
    "canonical": dump({"format": [[[0] * 100_000]]}),
    "records": '{"a":' * 200_000,
    "spaces": " " * 1_000_000,
    "digits": '{\n  "a": ' + "1" * 1_000_000,
    "text": '{\n  "a": "' + "1" * 1_000_000 + '"\n}\n',
}


@pytest.mark.parametrize("name", NESTS)
def test_a_megabyte_is_read_in_little_memory(tmp_path, name):
    (tmp_path / "c.json").write_text(NESTS[name])
    ran = run("c.json", cwd=tmp_path, memory=MEGABYTES)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith("c.json: malformed: certificate")


@pytest.mark.parametrize("levels, expected", [(200, "accepted"), (201, "malformed")])
def test_nothing_stands_deeper_than_200_levels(levels, expected):
    # an identity 0 = 0 whose tree of cases is so deep that its last sums stand on that level
    node = {"type": "conclusion", "sums": [[], []]}
    for k in range(levels - 4):
        node = {"type": "split", "on": "x", "positive": node, "otherwise": node if not k else END}
    relation = {"left": "0", "relation": "=", "right": "0"}
    statement = {"kind": "identity", "variables": ["x"], "hypotheses": [], "conclusion": relation}
    text = dump(
        {
            "format": "relu-proofs/2",
            "statement": statement,
            "evidence": {"point": ["0"], "tree": node},
        }
    )
    assert max(len(line) - len(line.lstrip()) for line in text.splitlines()) == 2 * levels
    assert outcome(checker, text) == expected


END = {"type": "conclusion", "sums": [[], []]}


# ---- work ---------------------------------------------------------------------------------------


def test_the_limit_of_work_can_be_moved(tmp_path):
    (tmp_path / "c.json").write_text(GOOD)
    assert run("c.json", cwd=tmp_path).returncode == 0
    ran = run("--max-work=0", "c.json", cwd=tmp_path)
    assert ran.returncode == 2
    assert "expected at most 0 steps of work (--max-work)" in ran.stderr
    fifth = goldens.MALFORMED["identity-too-much-work"]
    assert checker.check(fifth, max_work=10_000)["kind"] == "identity"


def test_more_work_is_allowed_for_each_megabyte(monkeypatch):
    with pytest.raises(checker.Malformed, match="work"):
        checker.check(goldens.MALFORMED["identity-too-much-work"])
    monkeypatch.setattr(checker, "MEGABYTE", 50)  # so that the text has begun several of them
    assert checker.check(goldens.MALFORMED["identity-too-much-work"])["kind"] == "identity"


def test_work_is_judged_before_anything_else(monkeypatch):
    judged = []
    monkeypatch.setattr(checker.AffineOn, "judge", lambda *_: judged.append(1))
    with pytest.raises(checker.Malformed, match="work"):
        checker.check(GOOD, max_work=0)
    assert not judged


@pytest.mark.parametrize("kind", checker.RULES)
def test_every_golden_has_a_factor_of_four_to_spare(kind):
    for path in (goldens.FOLDER / "valid").glob("*.json"):
        value = json.loads(path.read_text())
        statement = value.get("statement", {})
        if statement.get("kind") == kind:
            statement, _ = checker.with_network(statement, path.parent)
            rule = checker.RULES[kind](statement, value["evidence"])
            assert 0 < rule.work() < checker.MOST_WORK * 1_000_000 // 4


# ---- files --------------------------------------------------------------------------------------


def in_folder(tmp_path, network):
    """A certificate whose network is a file beside it, made by a function."""
    network(tmp_path / "two.network.json")
    (tmp_path / "c.json").write_text(goldens_texts.in_file("two.network.json", goldens_trees.TWO))
    return "c.json"


NO_FILES = [
    (os.mkfifo, "a pipe or a device"),
    (os.mkdir, "a folder"),
    (lambda path: os.symlink("/dev/zero", path), "a pipe or a device"),
]


@pytest.mark.parametrize(("make", "found"), NO_FILES)
def test_only_regular_files_are_opened(tmp_path, make, found):
    make(tmp_path / "x.json")
    ran = run("x.json", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (
        2,
        f"x.json: malformed: found {found}, expected a file\n",
    )
    ran = run(in_folder(tmp_path, make), cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (
        2,
        f"c.json: malformed: two.network.json: found {found}, expected a file\n",
    )


def test_a_file_needs_a_name():
    with pytest.raises(checker.Malformed, match="^file: expected its name"):
        checker.check_file("")


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    (tmp_path / "x.json").write_text(GOOD + " " * (1 << 20))
    ran = run("--max-mb=1", "x.json", cwd=tmp_path)
    assert ran.returncode == 2
    assert "expected at most 1 MB (--max-mb)" in ran.stderr


def test_a_file_that_grows_while_it_is_read_is_malformed(tmp_path, monkeypatch):
    path = tmp_path / "x.json"
    path.write_text(GOOD)
    stat = Path.stat

    def small(self, **options):
        found = stat(self, **options)
        return os.stat_result((*found[:6], found.st_size - 1, *found[7:]))

    monkeypatch.setattr(Path, "stat", small)
    with pytest.raises(checker.Malformed, match="keeps its size"):
        checker.check_file(path)


def test_a_path_with_a_null_is_malformed():
    with pytest.raises(checker.Malformed, match="cannot be read"):
        checker.check_file("a\0b")


# ---- the command line ---------------------------------------------------------------------------


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
    assert ran.stderr == "usage: checker.py [--max-mb=N] [--max-work=N] FILE...\n"


def test_options_may_stand_anywhere(tmp_path):
    (tmp_path / "c.json").write_text(GOOD)
    assert run("c.json", "--max-work=9", "--max-mb=2", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["a\nb.json", "a\x1b[31mb.json", "\udc80.json", "\u00e9.json"])
def test_control_characters_are_escaped(tmp_path, name):
    (tmp_path / name).write_text("{")
    ran = run(name, cwd=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert all(" " <= letter <= "~" for letter in ran.stderr[:-1])


def test_control_characters_of_a_text_are_escaped(tmp_path):
    (tmp_path / "c.json").write_text("{\n  \x1b[31m\r\x00\n}\n")
    ran = run("c.json", cwd=tmp_path)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert all(" " <= letter <= "~" for letter in ran.stderr[:-1])


# ---- any caller ---------------------------------------------------------------------------------


def at_depth(depth, text):
    return at_depth(depth - 1, text) if depth else outcome(checker, text)


@pytest.mark.parametrize("name", ["affine-on-split", "identity-positive", "unit-sign-three-layers"])
def test_from_however_deep_a_stack_there_is_a_verdict(name):
    text = (goldens.FOLDER / "valid" / f"{name}.json").read_text()
    room = sys.getrecursionlimit() - len(frames()) - 12  # enough to call it and to fail in
    found = [at_depth(depth, text) for depth in range(room - 60, room)]
    assert set(found) == {"accepted", "malformed"}
    assert found == sorted(found)  # accepted, until there is no room left


def frames():
    frame, found = sys._getframe(), []
    while frame:
        found.append(frame)
        frame = frame.f_back
    return found


def test_a_deep_file_needs_no_deeper_stack():
    """The room that judging needs does not grow with the depth of the file."""
    text = (ATTACK / "depth-200-empty-list.json").read_text()
    room = sys.getrecursionlimit() - len(frames()) - 5
    assert at_depth(room - 60, text) == "accepted"
