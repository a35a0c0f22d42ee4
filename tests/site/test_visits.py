"""Every page of the built site in a browser: its faults, and what it asks for."""

import gzip
import itertools
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .window import AXE, wait_until

ROOT = Path(__file__).resolve().parents[2]
LOOKS = list(itertools.product(("light", "dark"), (1440, 390)))
GENERATED = ("_modules/", "embed/", "reference/api/", "reference/theorems/")
CONTRASTS = {("light", 1440), ("dark", 390)}
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

    Unless all tests are asked for, every fourth page made from source is visited, in one of the
    four looks: these pages are alike.  Measuring contrast is half of the time: it is done once in
    each scheme and once at each width, and on pages made from source where a kind of coloured word
    is new.
    """
    seen, made, everything = {}, itertools.cycle(LOOKS), request.config.getoption("--all")
    met = set()
    window = browser.new_page()
    window.set_default_timeout(60_000)
    asked, errors = [], []
    window.on("request", lambda request: asked.append(request.url))
    window.on("pageerror", lambda error: errors.append(str(error)))
    made_from_source = [name for name in pages if name.startswith(GENERATED)]
    left_out = set() if everything else set(made_from_source) - set(made_from_source[::4])
    for name in [name for name in pages if name not in left_out]:
        generated = name.startswith(GENERATED)
        asked.clear()
        errors.clear()
        found = []
        window.goto(address + name)
        window.evaluate("document.fonts.ready")
        wait_until(window, CHECKER)  # it comes after the page stands
        loaded = window.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        window.evaluate(AXE)
        tokens = set(TOKEN.findall(pages[name].read_text(encoding="utf-8")))
        for scheme, width in [next(made)] if generated and not everything else LOOKS:
            window.emulate_media(color_scheme=scheme)
            window.set_viewport_size({"width": width, "height": 844 if width < 500 else 900})
            window.evaluate("new Promise(requestAnimationFrame)")
            new = {(scheme, token) for token in tokens} - met
            colours = bool(new) if generated else (scheme, width) in CONTRASTS
            seen_now = faults(window, colours or everything)
            found += [f"{name}, {scheme}, {width}: {fault}" for fault in seen_now]
            met |= new
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
