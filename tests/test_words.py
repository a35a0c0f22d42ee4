"""The words of the pages: no number typed beside a claim, and the field's own terms."""

import re
from pathlib import Path

import pytest

from relu_proofs import CLAIMS, sentences

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [
    DOCS / "index.md",
    *sorted((DOCS / "argument").glob("*.md")),
    *sorted((DOCS / "practice").glob("*.md")),
]
NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|^(`{3,})[^\n]*\n.*?^\1`*$|\$\$.*?\$\$|\$[^$\n]+\$|`[^`\n]+`|\]\([^)]*\)",
    re.DOTALL | re.MULTILINE,
)
FORBIDDEN = re.compile(
    r"stitch|owns? (a|the|its) (piece|segment)|"
    r"\bis responsible for (the|a|its) .{0,10}(piece|segment)",
    re.IGNORECASE,
)


def prose(text):
    """A page without front matter, code, formulas and addresses; quotations too."""
    return re.sub(r"[“\"][^”\"]*[”\"]", "", NOT_PROSE.sub("", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_decimal_is_typed_in_prose(page):
    found = re.findall(r"(?<![\w.])\d+\.\d+(?![\w.])", prose(page.read_text(encoding="utf-8")))
    assert not found, "a number in prose comes out of a cell, by glue"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_units_contribute_from_their_knots_on(page):
    found = FORBIDDEN.search(prose(page.read_text(encoding="utf-8")))
    assert not found, f"{found[0]!r}: write 'contributes from its knot on'"


def test_claims_and_corrections_speak_alike():
    for claim in CLAIMS.values():
        assert not FORBIDDEN.search(claim.sentence), claim.id
    for sentence in sentences():
        assert not FORBIDDEN.search(sentence.correction), sentence.id


def test_the_tests_see_what_they_look_for():
    page = "It is 0.5, says `0.25` and $0.125$.\n```\n0.75\n```\n"
    assert prose(page) == "It is 0.5, says  and .\n\n"
    assert FORBIDDEN.search("units stitched together") and FORBIDDEN.search("owns the segment")
