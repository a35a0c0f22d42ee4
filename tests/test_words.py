"""The words of the pages: no number typed, the field's own terms, and quotations word for word."""

import re
import tomllib
from pathlib import Path

import pytest

from relu_proofs import CLAIMS, sentences

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [
    DOCS / "index.md",
    *sorted((DOCS / "argument").glob("*.md")),
    *sorted((DOCS / "beyond").glob("*.md")),
    *sorted((DOCS / "practice").glob("*.md")),
]
NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|^(`{3,})[^\n]*\n.*?^\1`*$|\$\$.*?\$\$|\$[^$\n]+\$|`[^`\n]+`|\]\([^)]*\)",
    re.DOTALL | re.MULTILINE,
)
NOT_TEXT = re.compile(  # formulas stay: a quotation may hold one
    r"\A---\n.*?\n---\n|^ *(`{3,})[^\n]*\n.*?^ *\1`*$|<!--.*?-->|\]\([^)]*\)",
    re.DOTALL | re.MULTILINE,
)
TEX = {r"\hat{y}": "ŷ", r"\neq": "≠", r"\infty": "∞", "~": " ", "$": "", "’": "'"}
SOURCES = tomllib.loads((Path(__file__).parent / "quoted.toml").read_text(encoding="utf-8"))
ALL_PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)
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


def plain(text):
    """Formulas in the characters that both sides of a comparison use, one space between words."""
    for tex, sign in TEX.items():
        text = text.replace(tex, sign)
    return re.sub(r"\s+(?=[.,;:?!])", "", re.sub(r"\s+", " ", text)).strip()


SAID = [plain(sentence["text"]) for sentence in SOURCES["sentence"]]


def sources(quotation, *, marked=False):
    """The sentences of the discussions in which the parts between the cuts stand, in order.

    Where the quotation stands alone, a cut at its beginning or end has to be `marked` as well.
    """
    quotation = plain(quotation)
    pattern = ".*?".join(whole(part.strip()) for part in quotation.split("…") if part.strip())
    if marked and not quotation.startswith("…"):
        pattern = r"\A" + pattern
    if marked and not quotation.endswith("…"):
        pattern += r"\Z"
    return [said for said in SAID if re.search(pattern, said)]


def whole(part):
    """A pattern for a part of a sentence that cuts no word in two."""
    left = r"\b" if re.match(r"\w", part) else ""
    right = r"\b" if re.search(r"\w\Z", part) else ""
    return left + re.escape(part) + right


def quotations(text):
    """What stands between double quotation marks on a page, roles and code apart."""
    text = re.sub(r"\{[\w:]+\}`([^`<]*?)(?: <[^`]*>)?`", r"\1", NOT_TEXT.sub("", text))
    text = re.sub(r"`[^`\n]+`", "", text)
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        assert paragraph.count('"') % 2 == 0, f"a quotation without its end: {paragraph}"
        found += re.findall(r'"([^"]*)"|“([^”]*)”', paragraph)
    return [straight or curved for straight, curved in found]


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_what_a_page_quotes_was_said(page):
    for quotation in quotations(page.read_text(encoding="utf-8")):
        assert sources(quotation), f"nobody said {quotation!r}: no quotation marks, or their words"


@pytest.mark.parametrize("sentence", sentences(), ids=lambda sentence: sentence.id)
def test_what_the_ledger_quotes_was_said_and_cuts_are_marked(sentence):
    assert sources(sentence.quotation, marked=True), sentence.quotation
    for quotation in quotations(sentence.correction):
        assert sources(quotation), quotation


def test_figures_quote_nobody():
    for path in (Path(__file__).parents[1] / "relu_proofs" / "argument" / "figures").glob("*.py"):
        assert not re.search("[“”]", path.read_text(encoding="utf-8")), path.name


def test_no_source_is_kept_that_nothing_quotes():
    used = {said for sentence in sentences() for said in sources(sentence.quotation, marked=True)}
    assert used == set(SAID)


def test_quotations_that_are_not_word_for_word_are_seen():
    assert sources("a small region … so useful") and sources("a slope 0 or 1")
    assert not sources("either 0 or z")
    assert not sources("so useful … a small region")  # in another order
    assert not sources("with slope 0 or 1")
    assert not sources("lope 0 or 1") and not sources("with a slope 0 o")  # words cut in two
    assert not sources("having a protractor", marked=True)
    assert sources("… having a protractor …", marked=True)
    page = 'It "is {term}`affine <x>`", `"no"` and $a$ "or $b_1$".\n\n```python\n"x"\n```\n'
    assert quotations(page) == ["is affine", "or $b_1$"]
