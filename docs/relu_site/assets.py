"""What a page loads before it can be read: one style sheet, the fonts of formulas, no script.

The sheet is that of the theme and of all extensions, less the rules for classes that no page has: a
third of it.  What all pages run once they can be read is one script, since on a slow line each file
costs a way there and back.
"""

import os
import re
import zlib
from functools import cache
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx.builders.html._assets import _JavaScript

FONTS = {
    "katex": "Main-Regular",
    "mathnormal": "Math-Italic",
    "mathsf": "SansSerif-Regular",
    "large-op": "Size2-Regular",
}
"""What a class of KaTeX is set in: asked for at once, or lines move when the fonts come."""

SHORT = "checker.short.js"
SHEET, SCRIPT = "_static/all.css", "_static/all.js"

RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SAID = re.compile(r"^[ \t]*(?://.*|/\*(?!!)[^*]*(?:\*(?!/)[^*]*)*\*/[ \t]*)\n", re.MULTILINE)
"""Lines of a script that are comments and no licence; text over several lines has none such."""

PLACE = re.compile(r"url\((?![\"']?(?:data:|[a-z]+:|/|#))([\"']?)([^)\"']+)\1\)")


HANDS = {
    '<form class="exercise"': ["exact.js", "exercises.js"],
    '<div class="live-picture drawing-board': ["live.js", "drawing.js"],
    '<div class="own-network"': ["exact.js", "own-network.js", "own-network-form.js"],
    '<div class="vote"': ["votes.js"],
}
"""What readers fill in, by the HTML that stands for it, and its scripts in their order."""


def _live_scripts(body):
    """Return the scripts of the live pictures that a page has, their ground first."""
    names = dict.fromkeys(re.findall(r'class="live-picture" data-picture="([a-z0-9-]+)"', body))
    pictures = ["live.js", *(f"live/{name}.js" for name in names)] if names else []
    hands = [script for opening, scripts in HANDS.items() if opening in body for script in scripts]
    return [f"_static/{script}" for script in dict.fromkeys(pictures + hands)]


def _version(app, env):
    """Number the style sheet by what it is made of: our own rules, and the pages."""
    version = zlib.crc32(app.config.package_digest_now.encode())
    sources = [Path(env.doc2path(name)) for name in sorted(env.found_docs)]
    for path in (Path(app.srcdir, "_static", "site.css"), *sources):
        version = zlib.crc32(path.read_bytes(), version)
    env.sheet_version = version


def _is_for_tabs(script):
    return os.fspath(script.filename or "").endswith("design-tabs.js")


def _is_for_all(script):
    """Whether a script is one of those that all pages run, in one file."""
    return os.fspath(script.filename or "").startswith("_static/") and not _is_for_tabs(script)


@cache
def _join(folder, names):
    """Write what all pages run as one script, before the first page that numbers it."""
    texts = (SAID.sub("", Path(folder, name).read_text(encoding="utf-8")) for name in names)
    whole = Path(folder, SCRIPT)
    part = whole.with_suffix(f".{os.getpid()}")  # another process may write it, too
    part.write_text("\n;\n".join(texts), encoding="utf-8")
    part.replace(whole)


def _deferred(script):
    attributes = {"defer": "defer", **script.attributes}
    return type(script)(script.filename, priority=script.priority, **attributes)


def _page_context(app, pagename, templatename, context, doctree):
    if app.builder.format != "html" or pagename == "search":  # its own scripts do not wait
        return
    context["css_files"] = [f"{SHEET}?v={app.env.sheet_version:08x}"]
    has_tabs = doctree is not None and any(
        "sd-tab-set" in node["classes"] for node in doctree.findall(nodes.container)
    )
    for_all = filter(_is_for_all, sorted(context["script_files"], key=lambda one: one.priority))
    _join(app.outdir, tuple(os.fspath(script.filename) for script in for_all))
    context["script_files"] = [
        _JavaScript(SCRIPT, defer="defer"),
        *(
            _deferred(script)
            for script in context["script_files"]
            if (has_tabs if _is_for_tabs(script) else not _is_for_all(script))
        ),
        *(
            _JavaScript(script, priority=800, defer="defer")
            for script in _live_scripts(context.get("body", ""))
        ),
    ]
    used = set(" ".join(re.findall('class="([^"]*)"', context.get("body", ""))).split())
    folder = context["pathto"]("_static/vendor/katex/fonts", resource=True)
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<link rel="preload" href="{folder}/KaTeX_{font}.woff" as="font" type="font/woff" '
        "crossorigin>"
        for name, font in FONTS.items()
        if name in used
    )


def _classes(folder):
    """Every class of a built page, and every word of a script, which may give one."""
    found = set()
    for path in folder.rglob("*.html"):
        for names in re.findall('class="([^"]*)"', path.read_text(encoding="utf-8")):
            found.update(names.split())
    for path in folder.rglob("*.js"):
        found.update(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    return found


def _without_unused(sheet, classes):
    """Return a style sheet less the rules of which each selector needs a class that nothing has.

    A selector that is not plain, with brackets, an id or an escape, is taken to be needed.
    """

    def is_needed(selector):
        names = re.findall(r"\.([A-Za-z][\w-]*)", selector)
        return re.search(r"[(#\\@]", selector) or classes.issuperset(names)

    def kept(rule):
        return rule[0] if any(map(is_needed, rule[1].split(","))) else ""

    return RULE.sub(kept, COMMENT.sub("", sheet))


def _finish(app, error):
    """Write all style sheets as one: only now the last of them stand in the output."""
    if error or app.builder.format != "html":
        return
    parts, classes = [], _classes(Path(app.outdir))
    sheets = app.builder.globalcontext["css_files"]
    for sheet in sorted(sheets, key=lambda sheet: sheet.priority):
        name = os.fspath(sheet.filename)
        folder = PurePosixPath(name).parent.relative_to("_static")
        text = Path(app.outdir, name).read_text(encoding="utf-8").removeprefix("\ufeff")
        if name == "_static/site.css":  # whose scripts build names of classes
            text = COMMENT.sub("", text)
        else:
            text = _without_unused(text, classes)
        parts.append(PLACE.sub(lambda found, folder=folder: f"url({folder / found[2]})", text))
    Path(app.outdir, SHEET).write_text("\n".join(parts), encoding="utf-8")
    _shorten(Path(app.outdir, "_static"))


def _shorten(static):
    """Write the checker that pages load, without the lines that are comments: a fifth of it."""
    code = SAID.sub("", (static / "checker.js").read_text(encoding="utf-8"))
    text = f"// checker.js, without the lines that are comments.\n{code}"
    (static / SHORT).write_text(text, encoding="utf-8")


def setup(app):
    """Run last: other extensions add what they need."""
    app.connect("env-updated", _version)
    app.connect("html-page-context", _page_context, priority=950)
    app.connect("build-finished", _finish, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
