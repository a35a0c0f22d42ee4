"""Every page of the built site in a browser: its faults, and what it asks for."""

import gzip
import itertools
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .window import AXE, OPTIONS, TOO_WIDE, wait_until

ROOT = Path(__file__).resolve().parents[2]
LOOKS = list(itertools.product(("light", "dark"), (1440, 390)))
GENERATED = ("_modules/", "embed/", "reference/api/", "reference/theorems/")
EVERY = 8  # of the pages made from source one in so many is visited
FIRST_LOAD, OWN_SCRIPTS = 250_000, 30_000  # bytes, compressed
COMPRESSED = {".woff2", ".png", ".ipynb"}
SMALLEST_TEXT = 9.5  # pixels, in a figure on a phone
TOKEN = re.compile(r'<span class="([a-z][a-z0-9]?)">')  # as Pygments marks them

TOO_SMALL = """limit => [...document.querySelectorAll("figure.drawing text")]
    .filter(text => parseFloat(getComputedStyle(text).fontSize)
                    * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b) < limit)
    .map(text => text.textContent)"""
OUT_OF_REACH = """[...document.querySelectorAll("pre, .table-wrapper, div.math")]
    .filter(block => block.checkVisibility() && block.scrollWidth > block.clientWidth
                     && block.tabIndex < 0).length"""
SHEETS = "[...document.styleSheets].map(sheet => String(sheet.href))"
CHECKER = """() => !document.querySelector(".doubt.is-open, .certificate-desk")
    || !!document.querySelector(".doubt.is-open button, .certificate-desk input")"""


def faults(window, axe, **options):
    """What is wrong with the page in the window as it looks now, with what axe finds or without."""
    wide = window.evaluate(TOO_WIDE)
    if wide > 0:
        yield f"{wide} pixels wider than the window"
    for text in window.evaluate(TOO_SMALL, SMALLEST_TEXT):
        yield f"too small in a figure: {text!r}"
    if count := window.evaluate(OUT_OF_REACH):
        yield f"{count} scrolling blocks that no key reaches"
    if axe:
        run, options = "options => axe.run(document, options)", {**OPTIONS, **options}
        for rule in window.evaluate(run, options)["violations"]:
            for node in rule["nodes"]:
                yield f"{rule['id']}: {node['target']}: {node['failureSummary']}"


def visited(pages, everything):
    """The pages to visit: all, or of those made from source, which are alike, one in so many."""
    made_from_source = [name for name in pages if name.startswith(GENERATED)]
    left_out = set() if everything else set(made_from_source) - set(made_from_source[::EVERY])
    return [name for name in pages if name not in left_out]


def looked_at(window, page, look, met, everything):
    """The faults of a page that stands in the window, in every look.

    axe looks at it in one of them, unless all tests are asked for: what it knows takes nearly all
    of the time.  It looks once more where a kind of coloured word is new in another scheme, and
    reads the style sheets where they are new, for the one rule that needs them.
    """
    tokens = set(TOKEN.findall(page.read_text(encoding="utf-8")))
    for scheme, width in LOOKS:
        window.emulate_media(color_scheme=scheme)
        window.set_viewport_size({"width": width, "height": 844 if width < 500 else 900})
        window.evaluate("new Promise(requestAnimationFrame)")
        new = {(scheme, token) for token in tokens} - met
        axe = everything or (scheme, width) == look or bool(new)
        sheets = ("sheets", *window.evaluate(SHEETS))
        for fault in faults(window, axe, preload=sheets not in met):
            yield f"{scheme}, {width}: {fault}"
        if axe:
            met |= new | {sheets}


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
        window.evaluate(AXE)
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
            size
            for path, size in sizes.items()
            if path.suffix == ".js" and (ROOT / "docs" / path.relative_to(site)).exists()
        )
        if sum(sizes.values()) > FIRST_LOAD or own > OWN_SCRIPTS:
            heavy.append(f"{name}: {sum(sizes.values())} bytes, {own} of them own scripts")
    assert not heavy, "\n".join(heavy)
