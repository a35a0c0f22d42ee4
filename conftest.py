"""Examples in README and on pages are tests; slow tests run only when asked for."""

import os
import tempfile
from doctest import ELLIPSIS
from pathlib import Path

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from tests.console import failures
from tests.site import built

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

FIRST = [
    "test_identities.py",
    "test_checker.py",
    "test_mutated_certificates.py",
    "test_differential.py",
    "test_formal.py",
    "test_build_failures.py",
]
LAST = ["test_live.py", "test_visits.py", "test_marks.py"]
"""The slowest files, so that none of them runs alone at the end: first whoever needs no site, while
that is built, then the others."""

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
    with_site = {item.path for item in items if "site" in fixtures_of(item)}
    items.sort(key=lambda item: turn(item.path, with_site))
    everything, quick = config.getoption("--all"), config.getoption("--quick")

    def is_left_out(item):
        is_slow = item.get_closest_marker("slow") and not everything
        return is_slow or (quick and is_not_quick(item.path))

    config.hook.pytest_deselected(items=list(filter(is_left_out, items)))
    items[:] = [item for item in items if not is_left_out(item)]


def turn(path, with_site):
    """When a file's turn comes: without the site, with it; in each the slowest files first."""
    slowest = LAST if path in with_site else FIRST
    place = slowest.index(path.name) if path.name in slowest else len(slowest)
    return path in with_site, place


def fixtures_of(item):
    """The fixtures that a test uses, itself or through others; an example on a page has none."""
    return getattr(item, "fixturenames", ())


@pytest.fixture(scope="session", autouse=True)
def site_is_being_built(request, tmp_path_factory):
    """Start at once what takes longest, if a test of this run will ask for it."""
    wanted = any("site" in fixtures_of(item) for item in request.session.items)
    if wanted and "RELU_PROOFS_SITE" not in os.environ:
        built.begin(tmp_path_factory.getbasetemp())


def is_not_quick(path):
    """Whether a file, or a folder that it is in, is one that `make quick` leaves out."""
    places = path.relative_to(ROOT)
    return any(place.as_posix() in NOT_QUICK for place in (places, *places.parents))
