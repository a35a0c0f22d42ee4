"""Examples in README and on pages are tests; slow tests run only when asked for."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent

# No test may fail for being slow; in CI the examples are the same in every run.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("house")


class ConsoleParser(CodeBlockParser):
    """Runs what follows `$ ` in a console block and compares what it prints."""

    language = "console"

    def evaluate(self, example):
        """Run one block; `...` matches anything."""
        folder = example.namespace["folder"].name
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", example.parsed, re.M):
            words = shlex.split(command)
            words[0:1] = {
                "relu-proofs": [sys.executable, "-m", "relu_proofs"],
                "python": [sys.executable],
            }[words[0]]
            words = [str(ROOT / w) if w.startswith("relu_proofs/") else w for w in words]
            ran = subprocess.run(
                words,
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                check=False,
            )
            found = ran.stdout + ran.stderr
            if not OutputChecker().check_output(expected, found, ELLIPSIS):
                return f"$ {command}\nexpected:\n{expected}\nfound:\n{found}"
        return None


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), ConsoleParser()],
    patterns=["README.md", "docs/**/*.md"],
    excludes=["docs/_build/**"],
    setup=lambda names: names.update(folder=tempfile.TemporaryDirectory()),
    teardown=lambda names: names["folder"].cleanup(),
).pytest()


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="also run the slow tests")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: runs only with --all")


def pytest_collection_modifyitems(config, items):
    # The slowest file first, so that it does not run alone at the end.
    items.sort(key=lambda item: item.path.name != "test_site.py")
    if config.getoption("--all"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]
