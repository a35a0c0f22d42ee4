"""The built site, and a browser to look at it with."""

import contextlib
import functools
import http.server
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from . import built
from .window import Browser

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built site, with nothing left over from earlier builds.

    ``RELU_PROOFS_SITE`` names a site that stands already, for a quick look at one test.
    """
    if standing := os.environ.get("RELU_PROOFS_SITE"):
        return Path(standing).resolve()
    if failure := built.finished(tmp_path_factory.getbasetemp()):
        pytest.fail(failure, pytrace=False)
    return built.SITE


@pytest.fixture(scope="session")
def pages(site):
    """All pages, by their address from the root."""
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def address(site):
    """Where the built site is served."""
    handler = functools.partial(_Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser():
    """A Chromium; without one the tests that need it are listed as skipped, and fail under CI."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        message = "no Chromium on this machine: the built site is not looked at"
        if os.environ.get("CI"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        start = functools.partial(
            playwright.chromium.launch,
            executable_path=found,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        with contextlib.closing(Browser(start)) as chromium:
            yield chromium
