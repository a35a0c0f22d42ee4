"""What tests do with the window of a browser."""

import contextlib
import json
import os
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(os.environ.get("RELU_PROOFS_NODE_MODULES", ROOT / "node_modules"))
AXE = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
"""The accessibility checker, to be run inside a page."""

OPTIONS = {"resultTypes": ["violations"], "preload": False}
"""Style sheets are not read again for the one rule that reads them: `test_visits` has it run."""

VIOLATIONS = """addEventListener("securitypolicyviolation",
    event => (window.violations ||= []).push(event.violatedDirective + " " + event.blockedURI))"""

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NOWHERE = "about:blank"
_FREE = {}
"""Windows that no test uses now, by their browser and how they look: a new one costs three times
as much as another page in it."""


class Browser:
    """A browser that is started anew where it has closed by itself.

    The test in which that happens fails, those after it do not; a warning is listed in any case.
    """

    def __init__(self, start):
        self._start = start
        self._started = start()

    def running(self):
        """The browser that runs now."""
        if not self._started.is_connected():
            warnings.warn("the browser closed by itself and is started anew", stacklevel=2)
            self._started = self._start()
        return self._started

    def new_page(self):
        """A page in a window of its own, to be closed by whoever asks."""
        return self.running().new_page()

    def close(self):
        """Close the browser that runs now."""
        self._started.close()


@contextlib.contextmanager
def opened(browser, url, width=1440, **context):
    """A page in a window that nobody else uses; no error may occur, nothing its policy forbids.

    The window goes back to those that are free, unless a test failed in it.  Whatever a page keeps
    is kept by the pages of the next test too, which no page of the site does.
    """
    running = browser.running()
    free = _FREE.setdefault((running, width, json.dumps(context, sort_keys=True)), [])
    window, errors = free.pop() if free else made(running, width, context)
    try:
        window.goto(url)
        if scripts := context.get("java_script_enabled", True):
            window.add_style_tag(content="html { scroll-behavior: auto !important }")
        yield window
        if scripts:
            assert not window.evaluate("window.violations || []")
        leave(window, context.get("color_scheme", "light"))
        assert not errors
    except BaseException:
        window.context.close()
        raise
    free.append((window, errors))


def view(width):
    """The size of a window: that of a phone or of a laptop."""
    return {"width": width, "height": 844 if width < 500 else 900}


def made(browser, width, context):
    """A window of its own, and the list of errors on its pages."""
    window, errors = browser.new_context(viewport=view(width), **context).new_page(), []
    window.set_default_timeout(20_000)
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.add_init_script(VIOLATIONS)
    return window, errors


def leave(window, scheme):
    """Make a window as if it were new: no page, no pointer over it, nothing emulated."""
    window.goto(NOWHERE)
    window.mouse.move(0, 0)
    window.emulate_media(media="null", color_scheme=scheme)


def violations(window, where=None, **options):
    """What axe finds in the page, or in the part of it that a selector names."""
    if not window.evaluate("!!window.axe"):
        window.evaluate(AXE)
    run = "([where, options]) => axe.run(where || document, options)"
    for rule in window.evaluate(run, [where, {**OPTIONS, **options}])["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']}: {node['target']}: {node['failureSummary']}"


def require_accessible(window, where=None):
    """Fail if axe finds a violation there, or the page is wider than the window."""
    faults = list(violations(window, where))
    assert not faults, faults
    assert window.evaluate(TOO_WIDE) <= 0


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
