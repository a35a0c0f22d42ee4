"""The repository itself: layers, style, files that other programs read, and what is locked."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import relu_proofs

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def run(*command):
    """Run a command in the repository; what it prints is the message of a failure."""
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_imports_point_downward():
    run(BIN / "lint-imports", "--no-cache")


def test_style():
    run(BIN / "ruff", "check", "--no-cache", ".")
    run(BIN / "ruff", "format", "--check", "--no-cache", ".")


def test_types():
    run(BIN / "mypy")


def test_every_ignored_type_has_its_reason():
    for path in (ROOT / "relu_proofs").rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if "type: ignore" in line:
                reasoned = re.search(r"# type: ignore\[[\w-]+\]  # \w+", line)
                assert reasoned, f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.readthedocs", ".readthedocs.yaml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
def test_schema(schema, name):
    run(BIN / "check-jsonschema", "--builtin-schema", schema, name)


def test_commit_hooks_ask_no_other_host():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]
    for hook in hooks["repos"][0]["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/")


def test_the_version_stands_once():
    """In the package; the citation file, which other programs read, has to say it again."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    attribute = project["tool"]["setuptools"]["dynamic"]["version"]["attr"]
    assert attribute == "relu_proofs.__version__"
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == relu_proofs.__version__


@pytest.mark.parametrize("name", ["requirements/docs.txt", "requirements/test.txt"])
def test_requirements_are_pinned_with_hashes_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(index|extra-index|find-links)", text, re.M)
    entries = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.M | re.S)
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_requirements_agree():
    """What the site is built with is what the tests run with."""
    pins = [
        set(re.findall(r"^(\S+==\S+)", (ROOT / "requirements" / name).read_text(), re.M))
        for name in ("docs.txt", "test.txt")
    ]
    assert pins[0] <= pins[1]


def test_the_node_lock_has_no_address():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') == text.count('"node_modules/')


def test_the_katex_served_is_the_katex_that_renders():
    from sphinxcontrib.katex import katex_version

    assert f'"katex": "{katex_version}"' in (ROOT / "package.json").read_text(encoding="utf-8")
