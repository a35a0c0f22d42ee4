"""What tests do with the window of a browser."""

import contextlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(os.environ.get("RELU_PROOFS_NODE_MODULES", ROOT / "node_modules"))
AXE = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
"""The accessibility checker, to be run inside a page."""


VIOLATIONS = """addEventListener("securitypolicyviolation",
    event => (window.violations ||= []).push(event.violatedDirective + " " + event.blockedURI))"""


@contextlib.contextmanager
def opened(browser, url, width=1440, **context):
    """A page in a window of its own; no error may occur, and nothing that its policy forbids."""
    height = 844 if width < 500 else 900
    view = {"width": width, "height": height}
    with contextlib.closing(browser.new_context(viewport=view, **context)) as alone:
        window, errors = alone.new_page(), []
        window.set_default_timeout(20_000)
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.add_init_script(VIOLATIONS)
        window.goto(url)
        if context.get("java_script_enabled", True):
            window.add_style_tag(content="html { scroll-behavior: auto !important }")
        yield window
        if context.get("java_script_enabled", True):
            assert not window.evaluate("window.violations || []")
        assert not errors


def require_accessible(window, where=None):
    """Fail if axe finds a violation, or the page is wider than the window.

    ``where`` is a selector; without it the whole document is looked at.
    """
    if not window.evaluate("!!window.axe"):
        window.evaluate(AXE)
    options = {"resultTypes": ["violations"]}
    run = "([where, options]) => axe.run(where || document, options)"
    found = window.evaluate(run, [where, options])["violations"]
    assert not [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]]
    assert window.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def wait_until(window, condition):
    """Ask again and again from outside: a page's policy lets nobody evaluate text inside it."""
    for _ in range(200):
        if window.evaluate(condition):
            return
        window.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def mark_of(window, name):
    """The mark of a claim in a sentence."""
    return window.locator(f'a.mark[href="#claim-{name}"]')
