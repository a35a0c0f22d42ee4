"""Examples in README and on pages are tests; slow tests run only when asked for."""

import os
import tempfile
from doctest import ELLIPSIS
from pathlib import Path

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from tests.console import failures

ROOT = Path(__file__).parent
NOT_QUICK = {
    "CONTRIBUTING.md",
    "README.md",
    "docs",
    "tests/argument/test_identities.py",
    "tests/command/test_fuzz.py",
    "tests/differential",
    "tests/io/test_fuzz.py",
    "tests/site",
    "tests/test_checker_limits.py",
    "tests/test_command_line.py",
    "tests/test_mutated_certificates.py",
    "tests/test_second_checker.py",
}
"""What `make quick` leaves out: the site and its browser, whoever starts many programs, and
whoever asks many times."""

FIRST = ["test_visits.py", "test_live.py", "test_build_failures.py", "test_differential.py"]
"""The slowest files, so that none of them runs alone at the end."""

# No test may fail for being slow; in CI the examples are the same in every run.  A failure prints
# how to draw its example again.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("house")


class ConsoleParser(CodeBlockParser):
    """Runs what follows `$ ` in a console block and compares what it prints."""

    language = "console"

    def evaluate(self, example):
        """Run one block; the first command that prints something else, or None."""
        return next(failures(example.parsed, example.namespace["folder"].name), None)


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), ConsoleParser()],
    patterns=["README.md", "CONTRIBUTING.md", "docs/**/*.md"],
    excludes=["docs/_build/**"],
    setup=lambda names: names.update(folder=tempfile.TemporaryDirectory()),
    teardown=lambda names: names["folder"].cleanup(),
).pytest()


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="also run the slow tests")
    parser.addoption("--quick", action="store_true", help="leave out the site and long searches")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: runs only with --all")


def pytest_collection_modifyitems(config, items):
    items.sort(key=lambda item: FIRST.index(item.path.name) if item.path.name in FIRST else 99)
    everything, quick = config.getoption("--all"), config.getoption("--quick")

    def is_left_out(item):
        is_slow = item.get_closest_marker("slow") and not everything
        return is_slow or (quick and is_not_quick(item.path))

    config.hook.pytest_deselected(items=list(filter(is_left_out, items)))
    items[:] = [item for item in items if not is_left_out(item)]


def is_not_quick(path):
    """Whether a file, or a folder that it is in, is one that `make quick` leaves out."""
    places = path.relative_to(ROOT)
    return any(place.as_posix() in NOT_QUICK for place in (places, *places.parents))
