"""Every page of the built site in a browser: its faults, and what it asks for."""

import gzip
import itertools
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .window import TOO_WIDE, view, violations, wait_until

ROOT = Path(__file__).resolve().parents[2]
SCHEMES, WIDTHS = ("light", "dark"), (1440, 390)
LOOKS = list(itertools.product(SCHEMES, WIDTHS))
OTHER = dict(zip(WIDTHS, WIDTHS[::-1]))
GENERATED = ("_modules/", "embed/", "reference/api/", "reference/theorems/")
EVERY = 72  # of the pages made from source one in so many is visited
FIRST_LOAD, OWN_SCRIPTS = 250_000, 30_000  # bytes, compressed
ALL, OURS = "all.js", "site.js"  # what all pages run, and our part of it
SHORT = "checker.short.js"  # made of our own checker.js
COMPRESSED = {".woff", ".png", ".ipynb"}
SMALLEST_TEXT = 9.5  # pixels, in a figure on a phone
TOKEN = re.compile(r'<span class="([a-z][a-z0-9]?)">')  # as Pygments marks them

TOO_SMALL = """limit => [...document.querySelectorAll("figure.drawing text")]
    .filter(text => parseFloat(getComputedStyle(text).fontSize)
                    * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b) < limit)
    .map(text => text.textContent)"""
OUT_OF_REACH = """[...document.querySelectorAll("pre, .table-wrapper, div.math")]
    .filter(block => block.checkVisibility() && block.scrollWidth > block.clientWidth
                     && block.tabIndex < 0).length"""
# Punctuation on the line after its formula; one of many parts may break anywhere.
PARTED = """[...document.querySelectorAll("article .katex")].filter(formula => {
    const text = formula.closest("span.math")?.nextSibling, range = document.createRange();
    if (!/^[.,;:!?)]/.test(text?.data ?? "") || !formula.checkVisibility()) return false;
    range.setStart(text, 0);
    range.setEnd(text, 1);
    const parts = [...formula.querySelectorAll(".base")], last = parts.at(-1);
    const [behind, before] = [range, last].map((box) => box.getBoundingClientRect());
    return parts.length < 4 && behind.top > before.bottom;
}).length"""
# The other rows of a long table are like the first.
SHORTENED = """document.querySelectorAll("tbody > tr:nth-child(n + 20)")
    .forEach(row => row.remove())"""
SHEETS = "[...document.styleSheets].map(sheet => String(sheet.href))"
CHECKER = """() => !document.querySelector(".doubt.is-open, .certificate-desk")
    || !!document.querySelector(".doubt.is-open button, .certificate-desk input")"""


def shapes(window):
    """What is too wide, too small or out of reach as the page looks now."""
    wide = window.evaluate(TOO_WIDE)
    if wide > 0:
        yield f"{wide} pixels wider than the window"
    for text in window.evaluate(TOO_SMALL, SMALLEST_TEXT):
        yield f"too small in a figure: {text!r}"
    if count := window.evaluate(OUT_OF_REACH):
        yield f"{count} scrolling blocks that no key reaches"
    if count := window.evaluate(PARTED):
        yield f"{count} lines begin with the punctuation of a formula"


def visited(pages, everything):
    """The pages to visit: all, or of those made from source, which are alike, one in so many."""
    made_from_source = [name for name in pages if name.startswith(GENERATED)]
    left_out = set() if everything else set(made_from_source) - set(made_from_source[::EVERY])
    return [name for name in pages if name not in left_out]


def looked_at(window, page, look, met, everything):
    """The faults of a page that stands in the window, at both widths.

    axe looks at it in one look, unless all tests are asked for: that takes nearly all of the time.
    It also compares the colours of code where a kind of coloured word is new in another scheme, and
    reads the style sheets where they are new, for the one rule that needs them.
    """
    sheets = ("sheets", *window.evaluate(SHEETS))
    tokens = set(TOKEN.findall(page.read_text(encoding="utf-8")))
    for scheme, width in LOOKS if everything else ((look[0], OTHER[look[1]]), look):
        window.emulate_media(color_scheme=scheme)
        window.set_viewport_size(view(width))
        window.evaluate("new Promise(requestAnimationFrame)")
        found = list(shapes(window))
        if (scheme, width) == look and not everything:
            window.evaluate(SHORTENED)
        if everything or (scheme, width) == look:
            found += violations(window, preload=sheets not in met)
            met |= {sheets} | {(scheme, token) for token in tokens}
        yield from (f"{scheme}, {width}: {fault}" for fault in found)
    for scheme in SCHEMES:
        if new := {(scheme, token) for token in tokens} - met:
            window.emulate_media(color_scheme=scheme)
            for fault in violations(window, {"include": [["pre"]]}, runOnly=["color-contrast"]):
                yield f"{scheme}, code: {fault}"
            met |= new


@pytest.fixture(scope="session")
def visits(browser, address, pages, request):
    """What every page asked for, and its faults."""
    seen, looks, met = {}, itertools.cycle(LOOKS), set()
    everything = request.config.getoption("--all")
    window = browser.new_page()
    window.set_default_timeout(60_000)
    asked, errors = [], []
    window.on("request", lambda request: asked.append(request.url))
    window.on("pageerror", lambda error: errors.append(str(error)))
    for name in visited(pages, everything):
        asked.clear()
        errors.clear()
        window.goto(address + name)
        window.evaluate("document.fonts.ready")
        wait_until(window, CHECKER)  # it comes after the page stands
        loaded = window.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        found = looked_at(window, pages[name], next(looks), met, everything)
        seen[name] = {
            "faults": [f"{name}, {fault}" for fault in found] + errors,
            "asked": {*asked, *loaded, address + name},
        }
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


@cache
def weight(path):
    """The bytes a file costs over a connection that compresses text."""
    data = path.read_bytes()
    return len(data) if path.suffix in COMPRESSED else len(gzip.compress(data))


def test_weight(visits, site, address):
    """The first load of any page, compressed, and our own scripts in it."""
    heavy = []
    for name, visit in visits.items():
        sizes = {
            path: weight(path)
            for path in {site / urlsplit(url).path.lstrip("/") for url in visit["asked"]}
        }
        own = sum(
            weight(path.with_name(OURS)) if path.name == ALL else size
            for path, size in sizes.items()
            if path.suffix == ".js"
            and (path.name in {ALL, SHORT} or (ROOT / "docs" / path.relative_to(site)).exists())
        )
        if sum(sizes.values()) > FIRST_LOAD or own > OWN_SCRIPTS:
            heavy.append(f"{name}: {sum(sizes.values())} bytes, {own} of them own scripts")
    assert not heavy, "\n".join(heavy)
