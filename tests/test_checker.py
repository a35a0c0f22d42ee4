"""The trusted checker: goldens, and every condition of every rule shown to be needed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import relu_proofs.checker as checker
from relu_proofs import CLAIMS
from relu_proofs.core.certificate import dump

from . import goldens, slips
from .mutation import changed, conditions, mutant, outcome

FOLDER = goldens.FOLDER
FILES = {
    group: sorted(
        path for path in (FOLDER / group).glob("*.json") if not path.name.endswith(".network.json")
    )
    for group in ("valid", "invalid", "malformed")
}
EXPECTED = {"valid": "accepted", "invalid": "refused", "malformed": "malformed"}
TEXTS = {path: path.read_text(encoding="utf-8") for group in FILES.values() for path in group}


def judged(module, path):
    return outcome(module, TEXTS[path], path.parent)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden_is_judged_as_its_folder_says(path):
    assert judged(checker, path) == EXPECTED[path.parent.name]


def test_goldens_are_what_their_generator_writes():
    found = goldens.goldens()
    assert set(found) == goldens.files(), "run python -m tests.goldens"
    for name, text in found.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run python -m tests.goldens"


@pytest.mark.parametrize("path", FILES["valid"], ids=lambda path: path.stem)
def test_check_returns_the_statement_of_the_text(path):
    assert checker.check(TEXTS[path], path.parent) == json.loads(TEXTS[path])["statement"]


@pytest.mark.parametrize("condition", conditions("require"), ids=lambda found: found.function)
def test_a_lie_needs_each_condition_of_each_rule(condition):
    caught = [
        path.stem
        for path in FILES["invalid"]
        if judged(mutant(condition), path) not in ("refused", "malformed")
    ]
    assert caught, f"no golden in invalid/ is caught only by {condition.call}"


@pytest.mark.parametrize("lie", slips.TRUSTED)
def test_a_lie_needs_each_place_that_is_no_condition(lie):
    path = FOLDER / "invalid" / f"{lie}.json"
    assert judged(checker, path) == "refused"
    assert judged(changed(*slips.TRUSTED[lie]), path) == "accepted"


@pytest.mark.parametrize(
    "condition",
    # those of files, not texts, are in tests/test_command_line.py
    [found for found in conditions("need") if found.function != "read_bytes"],
    ids=lambda found: found.function,
)
def test_a_malformed_text_needs_each_condition_of_reading(condition):
    caught = [
        path.stem
        for path in FILES["malformed"]
        if judged(mutant(condition), path) != "malformed"
        or outcome(mutant(condition), TEXTS[path]) != outcome(checker, TEXTS[path])
    ]
    assert caught, f"no golden in malformed/ is caught only by {condition.call}"


def test_a_number_too_long_to_print_is_judged_too():
    long = "1" * 3000
    unit = {"weight": [[long]], "bias": ["0"]}
    whole = {
        "format": "relu-proofs/2",
        "evidence": {
            "tree": {
                "signs": [{"unit": [0, 0], "state": "on", "multipliers": []}],
                "then": {"type": "equal"},
            }
        },
        "statement": {
            "kind": "affine-on",
            "network": {"format": "relu-network/1", "layers": [unit, unit]},
            "domain": {"type": "hull", "points": [[long]]},
            "U": [["1"]],
            "c": ["0"],
        },
    }
    assert outcome(checker, dump(whole)) == "refused"
    long = f"1/{10**2999 + 7}"
    layers = [
        {"weight": [[long]], "bias": [long]},
        {"weight": [[long]], "bias": ["0"]},
        {"weight": [["1"]], "bias": ["0"]},
    ]
    whole = {
        "format": "relu-proofs/2",
        "statement": {
            "kind": "unit-sign",
            "network": {"format": "relu-network/1", "layers": layers},
            "domain": {"type": "box", "intervals": [["0", "1"]]},
            "units": [{"unit": [1, 0], "state": "on"}],
        },
        "evidence": {
            "relaxations": [[{"low": "0", "high": "1", "lower": "0", "upper": ["1", "0"]}]],
            "points": [["1"]],
            "witnesses": [[0]],
            "trees": [],
        },
    }
    assert outcome(checker, dump(whole)) == "accepted"


def test_no_assert_in_the_checker():
    assert "\nassert " not in Path(checker.__file__).read_text().replace("    ", "\n")


@pytest.mark.parametrize("flag", ["-I", "-O"])
def test_the_checker_runs_alone_anywhere(tmp_path, flag):
    copy = shutil.copy(checker.__file__, tmp_path)
    for group, code in (("valid", 0), ("invalid", 1), ("malformed", 2)):
        run = subprocess.run(
            [sys.executable, flag, copy, *FILES[group]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == code
        lines = (run.stdout if code == 0 else run.stderr).splitlines()
        assert len(lines) == len(FILES[group])
        assert all(f": {EXPECTED[group]}: " in line for line in lines)


def test_nesting_100_000_deep_is_malformed():
    assert outcome(checker, "[" * 100_000 + "]" * 100_000) == "malformed"


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim.id)
def test_every_claim_earns_its_standing(claim):
    standings = ("certified", "checked by Coq", "enclosed", "proved on the page", "cited")
    assert claim.standing in standings
    assert (claim.standing == "certified") <= (claim.statement is not None)
