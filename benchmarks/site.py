"""The built site as a slow phone loads it: Lighthouse on every page that somebody wrote.

    make html && python benchmarks/site.py

writes docs/reference/benchmarks/site.md.  Needs a Chromium, and Lighthouse on the path or named by
the variable LIGHTHOUSE (it is an npm package, and no part of the lock).
"""

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "docs" / "_build" / "html"
PAGE = ROOT / "docs" / "reference" / "benchmarks" / "site.md"
SCORES = ("performance", "accessibility", "best-practices", "seo")
BUDGETS = {
    "performance": 98,
    "accessibility": 100,
    "best-practices": 100,
    "seo": 100,
    "paint": 1.5,
    "shift": 0.02,
    "bytes": 250,
    "scripts": 30,
    "hosts": 0,
}
PARTS = ("argument", "beyond", "practice", "reference", "reference/benchmarks")
PACKED = (".html", ".css", ".js", ".svg", ".json", ".txt")


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves text compressed, as a host of documentation does."""

    def log_message(self, *args):
        """Say nothing."""

    def do_GET(self):
        """Send the file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in PACKED or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def report(lighthouse, chromium, address):
    """What Lighthouse says of a page, and the names of the checks that the page fails."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        subprocess.run(
            [
                lighthouse,
                address,
                "--quiet",
                "--output=json",
                f"--output-path={out}",
                f"--only-categories={','.join(SCORES)}",
                "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic "
                "--disable-background-networking --disable-component-update --no-first-run",
            ],
            check=True,
            env={**os.environ, "CHROME_PATH": chromium},
        )
        found = json.loads(out.read_text(encoding="utf-8"))
    loads = found["audits"]["network-requests"]["details"]["items"]
    loads = [load for load in loads if load["url"].startswith("http")]
    host = urlsplit(address).netloc
    failed = sorted(
        name
        for name, audit in found["audits"].items()
        if audit["score"] is not None
        and audit["score"] < 0.9
        and audit["scoreDisplayMode"] == "binary"
    )
    return {
        **{name: round(found["categories"][name]["score"] * 100) for name in SCORES},
        "paint": found["audits"]["largest-contentful-paint"]["numericValue"] / 1000,
        "shift": found["audits"]["cumulative-layout-shift"]["numericValue"],
        "bytes": sum(load["transferSize"] for load in loads) / 1000,
        "scripts": sum(load["transferSize"] for load in loads if load["resourceType"] == "Script")
        / 1000,
        "hosts": sum(urlsplit(load["url"]).netloc != host for load in loads),
    }, failed


def row(name, found):
    """A line of the table."""
    return (
        f"| {name} | "
        + ", ".join(str(found[score]) for score in SCORES)
        + f" | {found['paint']:.2f}\xa0s | {found['shift']:.3f} | {found['bytes']:.0f}\xa0kB"
        f" | {found['scripts']:.0f}\xa0kB | {found['hosts']} |"
    )


def main(names):
    """Measure the pages named, or all that somebody wrote."""
    lighthouse = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    if not lighthouse or not chromium or not BUILT.is_dir():
        sys.exit("needs the built site (make html), a Chromium and Lighthouse")
    names = names or [
        path.relative_to(BUILT).as_posix()
        for path in (
            BUILT / "index.html",
            *(found for part in PARTS for found in sorted((BUILT / part).glob("*.html"))),
        )
    ]
    handler, table = functools.partial(Packed, directory=BUILT), {}
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name in names:
            address = f"http://127.0.0.1:{server.server_port}/{name}"
            table[name], failed = report(lighthouse, chromium, address)
            print(row(name, table[name]), *failed, flush=True)
        server.shutdown()
    worst = {
        key: (min if key in SCORES else max)(found[key] for found in table.values())
        for key in BUDGETS
    }
    PAGE.write_text(
        "\n".join(
            [
                "# Benchmark: the site",
                "",
                "Generated by `python benchmarks/site.py`; not typed. One run of Lighthouse for each page, "
                "as a phone: 1.6 Mbit/s, 150 ms there and back, the processor slowed four times.",
                "The scores are performance, accessibility, best practices and SEO; performance and the "
                "paint are noisy on a shared machine, the other numbers are not.",
                "",
                "| page | scores | largest paint | shift | loaded | scripts | other hosts |",
                "|---|---|---|---|---|---|---|",
                row("**budget**", BUDGETS),
                row("**worst**", worst),
                *(row(f"`{name.removesuffix('.html')}`", found) for name, found in table.items()),
                "",
            ]
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
