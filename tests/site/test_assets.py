"""The one style sheet, the one script, the fonts: all that a page may need, and little else."""

import re
from pathlib import Path

from fontTools.ttLib import TTFont

from relu_site import fonts
from relu_site.assets import SAID, _without_unused

ROOT = Path(__file__).resolve().parents[2]

SHEET = """
/* A comment that names a.class. */
h1, .used > p { color: red; }
.unused { color: red }
@media print { .unused p, h2.unused { color: red } .unused, .used { color: red } }
.unused:not(.used), #search .unused { color: red; }
@keyframes turn { 0% { opacity: 0 } 100% { opacity: 1 } }
"""
KEPT = """
h1, .used > p { color: red; }
@media print { .unused, .used { color: red } }
.unused:not(.used), #search .unused { color: red; }
@keyframes turn { 0% { opacity: 0 } 100% { opacity: 1 } }
"""


SCRIPT = """
// A line.
/* Several
 * lines. */
/*! A licence. */
const a = 1; // at the end
  /** Also this. */
const b = "/* none */";
"""
CODE = """
/*! A licence. */
const a = 1; // at the end
const b = "/* none */";
"""


def words(sheet):
    return " ".join(sheet.replace("{", " { ").replace("}", " } ").split())


def test_rules_whose_every_selector_needs_a_class_that_nothing_has_are_left_out():
    assert words(_without_unused(SHEET, {"used"})) == words(KEPT)


def test_lines_that_are_comments_are_left_out():
    assert SAID.sub("", SCRIPT) == CODE


def test_the_sheet_has_our_own_rules_and_no_theme_rule_that_is_not_needed(site):
    sheet = (site / "_static" / "all.css").read_text(encoding="utf-8")
    ours = (site / "_static" / "site.css").read_text(encoding="utf-8")
    assert re.sub(r"/\*.*?\*/", "", ours, flags=re.DOTALL) in sheet
    theme = (site / "_static" / "sphinx-design.min.css").read_text(encoding="utf-8")
    named, kept = (set(re.findall(r"\.(sd-[\w-]+)", text)) for text in (theme, sheet))
    assert {"sd-card", "sd-summary-title"} <= kept < named


def test_a_page_runs_one_script_that_all_pages_run(site):
    whole = (site / "_static" / "all.js").read_text(encoding="utf-8")
    for name in ("site.js", "doctools.js", "scripts/furo.js"):
        assert SAID.sub("", (site / "_static" / name).read_text(encoding="utf-8")) in whole
    page = (site / "argument" / "the-flaw.html").read_text(encoding="utf-8")
    assert page.count("_static/all.js?v=") == 1
    assert not re.search(r'src="[^"]*(site|doctools|furo)\.js', page)


def test_a_font_keeps_the_characters_of_all_formulas_and_no_others(site, tmp_path):
    """Those of the whole font that a page may ask for are in the one that it loads."""
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    letters, others = fonts.used(pages)
    whole = Path(ROOT, "docs", fonts.FOLDER)
    for name, asked in ((fonts.ITALIC, letters), ("KaTeX_Main-Regular", others)):
        asked = set(map(ord, asked))
        has, had = (
            TTFont(folder / f"{name}.woff").getBestCmap().keys()
            for folder in (site / fonts.FOLDER, whole)
        )
        assert asked & had <= has < had
