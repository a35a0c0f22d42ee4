"""Build the site, serve it, and build again when something under it changes: `make serve`."""

import functools
import http.server
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SITE = ROOT / "docs" / "_build" / "html"
PORT = 8000


def state():
    """Return what the site is made from, by time of change."""
    files = [*(ROOT / "docs").rglob("*.*"), *(ROOT / "relu_proofs").rglob("*.*")]
    skip = {"_build", "vendor", "__pycache__"}
    return {path: path.stat().st_mtime for path in files if not skip & set(path.parts)}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *args):
        pass


def main():
    """Serve until interrupted."""
    subprocess.run(["make", "html"], cwd=ROOT, check=False)
    handler = functools.partial(Quiet, directory=SITE)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Serving http://127.0.0.1:{PORT}/ until Ctrl-C")
    seen = state()
    while True:
        time.sleep(0.5)
        if (now := state()) != seen:
            seen = now
            subprocess.run(["make", "html"], cwd=ROOT, check=False)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print()
