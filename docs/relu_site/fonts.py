"""The fonts of formulas, cut to the characters that the formulas of the site have: half of them.

A page asks for two of them before anything else, and waits for them on a slow line.
"""

import logging
import re
from html import unescape
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

FOLDER = "_static/vendor/katex/fonts"
ITALIC, CLASS = "KaTeX_Math-Italic", "mathnormal"
"""The font that letters of formulas are set in, and the class of these letters."""

FORMULA = re.compile(r'<span class="katex-html" aria-hidden="true">')
SPAN = re.compile(r'<span class="([^"]*)"[^>]*>([^<]+)<')


def used(pages):
    """Return the characters of all formulas: those of letters, and all others.

    Whatever follows a formula on its page may be among them: too many do no harm.
    """
    letters, others = set(), set()
    for page in pages:
        for part in FORMULA.split(page)[1:]:
            for classes, text in SPAN.findall(part):
                (letters if CLASS in classes.split() else others).update(unescape(text))
    return letters, others


def cut(source, target, characters):
    """Write a font that has no other characters; its hints are for screens of another time."""
    options = Options()
    options.flavor, options.hinting = "woff", False
    font = load_font(source, options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    save_font(font, target, options)


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # KaTeX's fonts were made in 1970
    paths = Path(app.outdir).rglob("*.html")
    letters, others = used(path.read_text(encoding="utf-8") for path in paths)
    for source in Path(app.srcdir, FOLDER).glob("*.woff"):
        cut(
            source,
            Path(app.outdir, FOLDER, source.name),
            letters if source.stem == ITALIC else others,
        )


def setup(app):
    """Cut them when all pages stand."""
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
