"""Where nobody takes an answer, or nothing can be written: one line or nothing, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from relu_proofs import checker

from .test_second_checker import NODE

ROOT = Path(__file__).resolve().parents[1]
GOOD = next((ROOT / "tests" / "certificates" / "valid").glob("four-cases*.json"))
NONE = GOOD.with_name("none.json")
COMMAND = [sys.executable, "-m", "relu_proofs"]
CHECKER = [sys.executable, checker.__file__]
SECOND = [NODE, ROOT / "docs" / "_static" / "checker.js"]
PROGRAMS = {
    "check": ([*COMMAND, "check"], "relu-proofs: standard output: No space left on device\n"),
    "check --json": (
        [*COMMAND, "check", "--json"],
        "relu-proofs: standard output: No space left on device\n",
    ),
    "checker": (CHECKER, "checker.py: output: No space left on device\n"),
    "second": (SECOND, "checker.js: output: ENOSPC: no space left on device, write\n"),
}
PYTHON = [name for name in PROGRAMS if name != "second"]


def run(words, redirected):
    """A program as a shell starts it; Python tries again when it ends, as it does by itself."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirected}', "sh", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_full_disk_is_one_line(name):
    words, said = PROGRAMS[name]
    ran = run([*words, GOOD], ">/dev/full")
    assert (ran.returncode, ran.stderr) == (2, said)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_reader_who_leaves_gets_no_traceback(name):
    words, _ = PROGRAMS[name]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as unread:
        ran = subprocess.run(
            [*map(str, words), str(GOOD)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=unread,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.stderr.count("\n") <= 1 and "rror:" not in ran.stderr


@pytest.mark.parametrize("name", PYTHON)
def test_without_any_output_the_code_is_the_answer(name):
    words, _ = PROGRAMS[name]
    for file, code in ((GOOD, 0), (NONE, 2)):
        assert run([*words, file], ">&- 2>&-").returncode == code


@pytest.mark.parametrize("name", PROGRAMS)
def test_where_no_error_can_be_written_the_code_says_it(name):
    words, _ = PROGRAMS[name]
    assert run([*words, NONE], "2>/dev/full").returncode == 2


@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full"])
def test_without_errors_there_is_no_answer_either(redirected):
    ran = run([*COMMAND, "affine", NONE, "--space"], redirected)
    assert (ran.returncode, ran.stdout) == (2, "")


def test_a_verb_that_flushes_its_answer_needs_no_output(tmp_path):
    layers = '[{"weight": [["1"]], "bias": ["0"]}]'
    path = tmp_path / "net.json"
    path.write_text(f'{{"format": "relu-network/1", "layers": {layers}}}')
    assert run([*COMMAND, "affine", path, "--space"], ">&-").returncode == 0
