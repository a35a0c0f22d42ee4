"""What a page loads before it can be read: one style sheet, the fonts of formulas, no script."""

import os
import re
import zlib
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

PLACE = re.compile(r"url\((?![\"']?(?:data:|[a-z]+:|/|#))([\"']?)([^)\"']+)\1\)")


HANDS = {
    '<form class="exercise"': ["exact.js", "exercises.js"],
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


def _page_context(app, pagename, templatename, context, doctree):
    if app.builder.format != "html" or pagename == "search":  # its own scripts do not wait
        return
    own = Path(app.srcdir, "_static", "site.css").read_bytes()
    version = zlib.crc32(own, zlib.crc32(app.config.package_digest_now.encode()))
    context["css_files"] = [f"_static/all.css?v={version:08x}"]
    tabs = doctree is not None and any(
        "sd-tab-set" in node["classes"] for node in doctree.findall(nodes.container)
    )
    context["script_files"] = [
        type(script)(
            script.filename, priority=script.priority, **{"defer": "defer", **script.attributes}
        )
        for script in context["script_files"]
        if tabs or not os.fspath(script.filename or "").endswith("design-tabs.js")
    ] + [
        _JavaScript(script, priority=800, defer="defer")
        for script in _live_scripts(context.get("body", ""))
    ]
    used = set(" ".join(re.findall('class="([^"]*)"', context.get("body", ""))).split())
    folder = context["pathto"]("_static/vendor/katex/fonts", resource=True)
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<link rel="preload" href="{folder}/KaTeX_{font}.woff2" as="font" type="font/woff2" '
        "crossorigin>"
        for name, font in FONTS.items()
        if name in used
    )


def _finish(app, error):
    """Write all style sheets as one: only now the last of them stand in the output."""
    if error or app.builder.format != "html":
        return
    parts = []
    sheets = app.builder.globalcontext["css_files"]
    for sheet in sorted(sheets, key=lambda sheet: sheet.priority):
        name = os.fspath(sheet.filename)
        folder = PurePosixPath(name).parent.relative_to("_static")
        text = Path(app.outdir, name).read_text(encoding="utf-8").removeprefix("\ufeff")
        parts.append(PLACE.sub(lambda found, folder=folder: f"url({folder / found[2]})", text))
    Path(app.outdir, "_static", "all.css").write_text("\n".join(parts), encoding="utf-8")
    _shorten(Path(app.outdir, "_static"))


def _shorten(static):
    """Write the checker that pages load, without the lines that are comments: a fifth of it."""
    lines = (static / "checker.js").read_text(encoding="utf-8").splitlines(keepends=True)
    code = [line for line in lines if not line.lstrip().startswith("//")]
    text = "".join(["// checker.js, without the lines that are comments.\n", *code])
    (static / SHORT).write_text(text, encoding="utf-8")


def setup(app):
    """Run last: other extensions add what they need."""
    app.connect("html-page-context", _page_context, priority=950)
    app.connect("build-finished", _finish, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
