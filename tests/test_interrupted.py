"""Ctrl-C while Python loads the command or the checker, and while it ends: no traceback."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from relu_proofs import checker
from relu_proofs.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
GOOD = next((ROOT / "tests" / "certificates" / "valid").glob("four-cases*.json"))
CTRL_C = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"
AT_THE_END = "import atexit, os, signal\natexit.register(os.kill, os.getpid(), signal.SIGINT)\n"
BY_ITS_NAME = "import sys; from relu_proofs.__main__ import main; sys.exit(main())"
COMMAND = {
    "module": ["-m", "relu_proofs", "check", GOOD],
    "script": ["-c", BY_ITS_NAME, "check", GOOD],
}
CHECKER = {
    "module": ["-m", "relu_proofs.checker", GOOD],
    "file": [Path(checker.__file__), GOOD],
}


def run(folder, module, source, words):
    """Python, where a module of the standard library is one that stands in a folder.

    It is not measured: what measures would import that module first.
    """
    (folder / f"{module}.py").write_text(source)
    names = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(
        [sys.executable, *map(str, words)],
        env={**names, "PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT)))},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("way", COMMAND)
def test_while_the_command_is_loaded(tmp_path, way):
    ran = run(tmp_path, "argparse", CTRL_C, COMMAND[way])
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "relu-proofs: interrupted\n")


@pytest.mark.parametrize("way", COMMAND)
def test_when_the_command_has_answered(tmp_path, way):
    ran = run(tmp_path, "sitecustomize", AT_THE_END, COMMAND[way])
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ": accepted: " in ran.stdout


def test_a_program_that_calls_the_command_keeps_its_own_answer_to_ctrl_c():
    before = signal.getsignal(signal.SIGINT)
    assert main(["check", str(GOOD)]) == 0
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("way", CHECKER)
def test_while_the_checker_is_loaded(tmp_path, way):
    ran = run(tmp_path, "hashlib", CTRL_C, CHECKER[way])
    assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGINT, "", "")
