"""What tests do with the window of a browser."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(os.environ.get("RELU_PROOFS_NODE_MODULES", ROOT / "node_modules"))
AXE = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
"""The accessibility checker, to be run inside a page."""


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
