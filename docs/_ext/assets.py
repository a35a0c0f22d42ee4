"""What a page loads before it can be read: one style sheet, the fonts of formulas, no script."""

import os
import re
import zlib
from pathlib import Path, PurePosixPath

from docutils import nodes

FONTS = ("KaTeX_Main-Regular", "KaTeX_Math-Italic")
"""Of nearly every formula: asked for at once, or lines move when they come."""

PLACE = re.compile(r"url\((?![\"']?(?:data:|[a-z]+:|/|#))([\"']?)([^)\"']+)\1\)")


def _bundle(outdir, names):
    """Write these style sheets as one, and return its name."""
    parts = []
    for name in names:
        folder = PurePosixPath(name).parent.relative_to("_static")
        text = Path(outdir, name).read_text(encoding="utf-8").removeprefix("\ufeff")
        parts.append(PLACE.sub(lambda found, folder=folder: f"url({folder / found[2]})", text))
    whole = "\n".join(parts).encode()
    target = Path(outdir, "_static", f"all-{zlib.crc32(' '.join(names).encode()):08x}.css")
    if not target.exists() or target.read_bytes() != whole:  # another process may write it too
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_bytes(whole)
        draft.replace(target)
    return f"_static/{target.name}"


def _page_context(app, pagename, templatename, context, doctree):
    if app.builder.format != "html" or pagename == "search":  # its own scripts do not wait
        return
    sheets = context["css_files"]
    kind = type(sheets[0])
    own = [sheet for sheet in sheets if os.fspath(sheet.filename).startswith("_static/")]
    bundle = kind(_bundle(app.outdir, [os.fspath(sheet.filename) for sheet in own]))
    context["css_files"] = [bundle, *(sheet for sheet in sheets if sheet not in own)]
    tabs = doctree is not None and any(
        "sd-tab-set" in node["classes"] for node in doctree.findall(nodes.container))
    context["script_files"] = [
        type(script)(script.filename, priority=script.priority,
                     **{"defer": "defer", **script.attributes})
        for script in context["script_files"]
        if tabs or not os.fspath(script.filename or "").endswith("design-tabs.js")]
    if 'class="katex' in context.get("body", ""):
        folder = context["pathto"]("_static/vendor/katex/fonts", resource=True)
        context["metatags"] += "".join(
            f'<link rel="preload" href="{folder}/{font}.woff2" as="font" type="font/woff2" '
            "crossorigin>" for font in FONTS)


def setup(app):
    """Run last: other extensions add what they need."""
    app.connect("html-page-context", _page_context, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
