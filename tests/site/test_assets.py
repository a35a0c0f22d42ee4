"""The one style sheet: all rules that a page may need, and none for classes that no page has."""

import re

from relu_site.assets import _without_unused

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


def words(sheet):
    return " ".join(sheet.replace("{", " { ").replace("}", " } ").split())


def test_rules_whose_every_selector_needs_a_class_that_nothing_has_are_left_out():
    assert words(_without_unused(SHEET, {"used"})) == words(KEPT)


def test_the_sheet_has_our_own_rules_and_no_theme_rule_that_is_not_needed(site):
    sheet = (site / "_static" / "all.css").read_text(encoding="utf-8")
    assert (site / "_static" / "site.css").read_text(encoding="utf-8") in sheet
    theme = (site / "_static" / "sphinx-design.min.css").read_text(encoding="utf-8")
    named, kept = (set(re.findall(r"\.(sd-[\w-]+)", text)) for text in (theme, sheet))
    assert {"sd-card", "sd-summary-title"} <= kept < named
