"""Settings of the site. What does the work stands in `relu_site/`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]
# The kernels that run the pages start elsewhere: they must find the same package.
os.environ["PYTHONPATH"] = str(ROOT)

from relu_proofs.argument.figures.palette import DARK, LIGHT

from relu_site.pages import package_digest

project = "relu-proofs"
author = "the relu-proofs authors"
project_copyright = "the relu-proofs authors. Text and figures: CC BY 4.0. Code: MIT"
html_title = "When is a ReLU network linear?"
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_design",
    "relu_site.api",
    "relu_site.assets",
    "relu_site.cards",
    "relu_site.claims",
    "relu_site.embed",
    "relu_site.fonts",
    "relu_site.formulas",
    "relu_site.found",
    "relu_site.hands",
    "relu_site.pages",
    "relu_site.rooms",
    "relu_site.theorems",
    "relu_site.search",
    "relu_site.policy",
]
exclude_patterns = ["_build", "relu_site"]
templates_path = ["_templates"]
default_role = "code"
nitpicky = True
# Types in docstrings are words ("array-like"); only our own names must resolve.
nitpick_ignore_regex = [("py:.*", r"(?!relu_proofs).*")]
# A type in a docstring may be a word ("number", "points") that several classes use as a name.
suppress_warnings = ["ref.python"]

# One page alone, for whoever is writing it: `make page PAGE=argument/the-flaw`.
pages_only = os.environ.get("RELU_PROOFS_PAGE", "")
if pages_only:
    root_doc = pages_only
    include_patterns = [f"{pages_only}.md"]
    suppress_warnings += ["ref.*", "myst.xref_missing", "toc.*"]

# Pages run when they are built, and again when the package, the lock or Python changes.
package_digest_now = package_digest(ROOT)
nb_execution_mode = os.environ.get("RELU_PROOFS_EXECUTE", "cache")
nb_execution_cache_path = str(ROOT / "docs" / "_build" / "executed" / package_digest_now[:16])
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 120
nb_merge_streams = True
nb_output_stderr = "warn"
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "substitution"]
myst_heading_anchors = 3

katex_prerender = True
katex_css_path = "vendor/katex/katex.min.css"

add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_numpy_docstring = True
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
viewcode_follow_imported_members = False
toc_object_entries = False
viewcode_line_numbers = True

html_theme = "furo"
html_static_path = ["_static"]
html_extra_path = ["404.html"]
html_favicon = "_static/favicon.svg"
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_search_scorer = str(ROOT / "docs" / "search-scorer.js")  # becomes part of a script
html_copy_source = False
html_show_sourcelink = False
pygments_style = "xcode"
pygments_dark_style = "github-dark"
_type = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


def _variables(palette):
    """Furo's own variables in the colours of the figures."""
    brand = dict.fromkeys(["primary", "content", "visited"], palette["unit-0"])
    return {
        **palette,
        "font-stack": _type,
        "color-foreground-primary": palette["ink"],
        **{f"color-brand-{name}": colour for name, colour in brand.items()},
    }


html_theme_options = {
    "light_css_variables": _variables(LIGHT),
    "dark_css_variables": _variables(DARK),
}
