"""The built site, as a reader's browser meets it."""

import json
import re
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from relu_proofs import CLAIMS, check, sentences

from .built import build
from .parsed import parsed
from .window import mark_of, opened

MOST_WORDS = 900
LEFT = {"argument/approximation.html"}  # leads on from an old address
ALONE = {"404.html", "search.html"}  # one stands by itself, one has scripts of Sphinx's own order


def test_links_resolve(site, pages):
    broken = []
    for name, path in pages.items():
        for link in parsed(path).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            place = unquote(parts.path)
            if place == "/":
                target = site / "index.html"
            else:
                target = (path.parent / place).resolve() if place else path
            if not target.is_file():
                broken.append(f"{name}: {link}: no such file")
            elif parts.fragment and target.suffix == ".html":
                if unquote(parts.fragment) not in parsed(target).ids | {""}:
                    broken.append(f"{name}: {link}: no such place")
    assert not broken, "\n".join(broken)


def visible_words(path):
    """The words that a reader meets with every block closed: no code, formulas or figures."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find("article")
    closed = "details, .claim-panel, .mark, .card, button, figure"
    for hidden in page.select(f"{closed}, .katex, script, style, .highlight, .output"):
        hidden.decompose()
    return len(page.get_text(" ").split())


def argued(site):
    """The pages of the argument, and those beyond it."""
    found = {path for part in ("argument", "beyond") for path in (site / part).glob("*.html")}
    return found - {site / name for name in LEFT}


def test_a_page_of_the_argument_is_read_in_five_minutes(site):
    words = {path.stem: visible_words(path) for path in argued(site)}
    assert len(words) == 23 and min(words.values()) > 100
    assert max(words.values()) <= MOST_WORDS, words


def test_every_claim_has_one_box_and_its_certificate(site, pages):
    homes = {box: name for name, path in pages.items() for box in parsed(path).boxes}
    assert homes == {f"claim-{claim.id}": f"{claim.page}.html" for claim in CLAIMS.values()}
    for claim in CLAIMS.values():
        path = site / "certificates" / f"{claim.id}.json"
        assert path.is_file() == (claim.statement is not None)
        if claim.statement is not None:
            assert check(path.read_text(encoding="ascii")) == claim.statement
            assert f"../certificates/{path.name}" in parsed(pages[f"{claim.page}.html"]).links


def test_the_checker_of_the_pages_is_the_one_to_read_without_its_comments(site):
    whole, short = (
        (site / "_static" / name).read_text(encoding="utf-8").splitlines()
        for name in ("checker.js", "checker.short.js")
    )
    code = [line for line in whole if not line.lstrip().startswith("//")]
    assert short[1:] == code and len(code) < len(whole)


def test_the_receipts_are_right(site, pages):
    for path in (site / "notebooks").rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        ran = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
        assert ran == list(range(1, len(ran) + 1)), path
        name = path.relative_to(site / "notebooks").with_suffix(".html").as_posix()
        text = " ".join(pages[name].read_text(encoding="utf-8").split())
        receipt = re.search(r'class="receipt">.*?(\d+) cells? ran', text)
        assert receipt, name
        assert int(receipt[1]) == len(ran)


def test_the_ledger_needs_no_script(site):
    text = (site / "reference" / "ledger.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<tr class=\"is-", text)) == len(CLAIMS) + len(sentences())


def test_llms_txt_names_every_page(site, pages):
    text = (site / "llms.txt").read_text(encoding="utf-8")
    for name in pages:
        if re.fullmatch(r"(argument|beyond|practice|reference)/[^/]+", name):
            assert (f"({name})" in text) == (name not in LEFT)
    assert "isn’t it? No: each half is a straight line" in text  # the question and its answer
    assert "\\" not in text  # formulas are words too


def test_one_style_sheet_and_no_script_stand_before_the_first_paint(pages):
    for name, path in pages.items():
        page = parsed(path)
        assert name in ALONE or (len(page.sheets) == 1 and not page.scripts), name
        assert bool(page.fonts) == (page.has_formulas and name not in ALONE), name
        for link in (*page.sheets, *page.fonts):
            assert (path.parent / urlsplit(link).path).is_file(), (name, link)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_ledger_is_filtered_by_keyboard(width, browser, address):
    with opened(browser, address + "reference/ledger.html", width) as window:
        rows = window.locator("table.ledger-claims tbody tr")
        assert rows.filter(visible=True).count() == len(CLAIMS)
        window.locator(".filter input").first.focus()
        window.keyboard.type("four-cases-are-not-one")
        assert rows.filter(visible=True).count() == 1
        assert window.locator(".filter output").first.text_content() == f"1 of {len(CLAIMS)}"
        window.keyboard.press("Tab")
        window.keyboard.type("proved")
        assert rows.filter(visible=True).count() == 0


def test_a_sentence_is_copied_with_its_link(browser, address):
    claim = next(iter(CLAIMS.values()))
    clipboard = ["clipboard-read", "clipboard-write"]
    with opened(browser, f"{address}{claim.page}.html", permissions=clipboard) as window:
        mark_of(window, claim.id).click()
        window.locator(f"#claim-{claim.id} > button.copy").click()
        copied = window.evaluate("navigator.clipboard.readText()")
        assert copied == f"{claim.sentence}\n{address}{claim.page}.html#claim-{claim.id}"


@pytest.mark.slow
def test_two_builds_are_the_same(tmp_path, monkeypatch):
    """Every byte, from one place to another, with nothing taken from a cache."""
    seen = []
    for number in range(2):
        out = tmp_path / "out"
        assert not build(out, tmp_path / f"doctrees{number}", RELU_PROOFS_EXECUTE="force")
        seen.append(
            {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        )
        out.rename(tmp_path / f"built{number}")
    first, second = seen
    assert first.keys() == second.keys()
    assert not [str(name) for name in first if first[name] != second[name]]
