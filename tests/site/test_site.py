"""The built site, as a reader's browser meets it."""

import gzip
import itertools
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from relu_proofs import CLAIMS, check, sentences

from .window import AXE, mark_of, wait_until

ROOT = Path(__file__).resolve().parents[2]
LOOKS = list(itertools.product(("light", "dark"), (1440, 390)))
FIRST_LOAD, OWN_SCRIPTS = 250_000, 30_000  # bytes, compressed
COMPRESSED = {".woff2", ".png", ".ipynb"}
MOST_WORDS = 900
ALONE = {"404.html", "search.html"}  # one stands by itself, one has scripts of Sphinx's own order
SMALLEST_TEXT = 9.5  # pixels, in a figure on a phone


class Page(HTMLParser):
    """What a page links to, and what can be linked to on it."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids, self.boxes = [], set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids |= {found[name] for name in ("id", "name") if found.get(name)}
        if tag in {"a", "link"} and found.get("href"):
            self.links.append(found["href"])
        if tag in {"img", "script"} and found.get("src"):
            self.links.append(found["src"])
        if "claim-panel" in (found.get("class") or "").split():
            self.boxes.append(found["id"])


@cache
def parsed(path):
    return Page(path)


@pytest.fixture(scope="session")
def pages(site):
    """All pages, by their address from the root."""
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}


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


def test_a_page_of_the_argument_is_read_in_five_minutes(site):
    words = {path.stem: visible_words(path) for path in (site / "argument").glob("*.html")}
    assert len(words) == 14 and min(words.values()) > 100
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
        if re.fullmatch(r"(argument|practice|reference)/[^/]+", name):
            assert f"({name})" in text
    assert "isn’t it? ReLU is straight on each side of 0" in text  # the question and its answer
    assert "\\" not in text  # formulas are words too


TOO_SMALL = """limit => [...document.querySelectorAll("figure.drawing text")]
    .filter(text => parseFloat(getComputedStyle(text).fontSize)
                    * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b) < limit)
    .map(text => text.textContent)"""
OUT_OF_REACH = """[...document.querySelectorAll("pre, .table-wrapper, div.math")]
    .filter(block => block.checkVisibility() && block.scrollWidth > block.clientWidth
                     && block.tabIndex < 0).length"""
CHECKER = """() => !document.querySelector(".doubt.is-open, .certificate-desk")
    || !!document.querySelector(".doubt.is-open button, .certificate-desk input")"""


TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(window, colours=True):
    """What is wrong with the page in the window as it looks now."""
    wide = window.evaluate(TOO_WIDE)
    if wide > 0:
        yield f"{wide} pixels wider than the window"
    for text in window.evaluate(TOO_SMALL, SMALLEST_TEXT):
        yield f"too small in a figure: {text!r}"
    if count := window.evaluate(OUT_OF_REACH):
        yield f"{count} scrolling blocks that no key reaches"
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    for rule in window.evaluate("options => axe.run(document, options)", options)["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']}: {node['target']}: {node['failureSummary']}"


@pytest.fixture(scope="session")
def visits(browser, address, pages, request):
    """What every page asked for, and its faults in every look.

    Pages made from source are alike, and thousands of coloured words each: they share the four
    looks among them, unless all tests are asked for.
    """
    seen, made = {}, itertools.cycle(LOOKS)
    window = browser.new_page()
    window.set_default_timeout(60_000)
    asked, errors = [], []
    window.on("request", lambda request: asked.append(request.url))
    window.on("pageerror", lambda error: errors.append(str(error)))
    for name in pages:
        asked.clear()
        errors.clear()
        found = []
        window.goto(address + name)
        window.evaluate("document.fonts.ready")
        wait_until(window, CHECKER)  # it comes after the page stands
        loaded = window.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        window.evaluate(AXE)
        generated = name.startswith(("_modules/", "reference/api/"))
        alike = generated and not request.config.getoption("--all")
        for scheme, width in [next(made)] if alike else LOOKS:
            window.emulate_media(color_scheme=scheme)
            window.set_viewport_size({"width": width, "height": 844 if width < 500 else 900})
            window.evaluate("new Promise(requestAnimationFrame)")
            colours = width > 500 or not generated  # they are the same at any width
            found += [f"{name}, {scheme}, {width}: {fault}" for fault in faults(window, colours)]
        seen[name] = {"faults": found + errors, "asked": {*asked, *loaded, address + name}}
    window.close()
    return seen


def test_accessible_and_within_the_window(visits):
    """No violation that axe knows, nothing wider than the window, text in figures legible."""
    found = [fault for visit in visits.values() for fault in visit["faults"]]
    assert not found, "\n".join(found)


def test_nothing_is_asked_of_other_hosts(visits, address):
    assert not {
        url for visit in visits.values() for url in visit["asked"] if not url.startswith(address)
    }


def test_weight(visits, site, address):
    """The first load of any page, compressed, and our own scripts in it."""
    heavy = []
    for name, visit in visits.items():
        sizes = {
            path: weight(path)
            for path in {site / urlsplit(url).path.lstrip("/") for url in visit["asked"]}
        }
        own = sum(
            size
            for path, size in sizes.items()
            if path.suffix == ".js" and (ROOT / "docs" / "_static" / path.name).exists()
        )
        if sum(sizes.values()) > FIRST_LOAD or own > OWN_SCRIPTS:
            heavy.append(f"{name}: {sum(sizes.values())} bytes, {own} of them own scripts")
    assert not heavy, "\n".join(heavy)


def test_one_style_sheet_and_no_script_stand_before_the_first_paint(pages):
    for name, path in pages.items():
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        sheets = page.find_all("link", rel="stylesheet")
        scripts = [
            script["src"]
            for script in page.find_all("script", src=True)
            if not script.has_attr("defer")
        ]
        fonts = page.find_all("link", rel="preload")
        assert name in ALONE or (len(sheets) == 1 and not scripts), name
        assert bool(fonts) == (page.find(class_="katex") is not None and name not in ALONE), name
        for link in (*sheets, *fonts):
            assert (path.parent / urlsplit(link["href"]).path).is_file(), (name, link)


@cache
def weight(path):
    """The bytes a file costs over a connection that compresses text."""
    data = path.read_bytes()
    return len(data) if path.suffix in COMPRESSED else len(gzip.compress(data))


def test_the_ledger_is_filtered_by_keyboard(browser, address):
    window = browser.new_page()
    window.goto(address + "reference/ledger.html")
    rows = window.locator("table.ledger-claims tbody tr")
    assert rows.filter(visible=True).count() == len(CLAIMS)
    window.locator(".filter input").first.focus()
    window.keyboard.type("four-cases-are-not-one")
    assert rows.filter(visible=True).count() == 1
    assert window.locator(".filter output").first.text_content() == f"1 of {len(CLAIMS)}"
    window.keyboard.press("Tab")
    window.keyboard.type("proved")
    assert rows.filter(visible=True).count() == 0
    window.close()


def test_a_sentence_is_copied_with_its_link(browser, address):
    claim = next(iter(CLAIMS.values()))
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    window = context.new_page()
    window.goto(f"{address}{claim.page}.html")
    mark_of(window, claim.id).click()
    window.locator(f"#claim-{claim.id} > button.copy").click()
    copied = window.evaluate("navigator.clipboard.readText()")
    assert copied == f"{claim.sentence}\n{address}{claim.page}.html#claim-{claim.id}"
    context.close()


# The second checker, in the pages.


@pytest.mark.slow
def test_two_builds_are_the_same(tmp_path, monkeypatch):
    """Every byte, from one place to another, with nothing taken from a cache."""
    from .conftest import build_site

    seen = []
    for number in range(2):
        out = tmp_path / "out"
        build_site(out, tmp_path / f"doctrees{number}", RELU_PROOFS_EXECUTE="force")
        seen.append(
            {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        )
        out.rename(tmp_path / f"built{number}")
    first, second = seen
    assert first.keys() == second.keys()
    assert not [str(name) for name in first if first[name] != second[name]]
