"""How often each word stands on each page that explains: Sphinx's index only says whether it does.

The search page loads the counts, and `search-scorer.js` lets them order pages that have all words.
"""

import json
import re
from collections import Counter
from pathlib import Path

from docutils import nodes
from sphinx.search import IndexBuilder

EXPLAINS = re.compile(r"index$|argument/|practice/|beyond/|reference/glossary$")
FILE = "frequencies.js"
SELDOM = 2  # a word that stands less often on a page says little about it


def frequencies(env, lang, docname):
    """The number of words of a page, and how often each stem stands there that is not rare."""
    tree = env.get_doctree(docname).deepcopy()
    for hidden in [*tree.findall(nodes.raw), *tree.findall(nodes.comment)]:
        hidden.parent.remove(hidden)
    words = [word.lower() for word in lang.split(tree.astext()) if lang.word_filter(word)]
    counts = Counter(lang.stem(word) for word in words)
    return [len(words), {stem: n for stem, n in sorted(counts.items()) if n >= SELDOM}]


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    config = app.config
    lang = IndexBuilder(app.env, config.language, config.html_search_options, "").lang
    names = sorted(name for name in app.env.found_docs if EXPLAINS.match(name))
    found = {name: frequencies(app.env, lang, name) for name in names}
    text = json.dumps(found, separators=(",", ":"), ensure_ascii=False)
    place = Path(app.outdir, "_static", FILE)
    place.write_text(f"const reluFrequencies = {text};\n", encoding="utf-8")


def setup(app):
    """Write the counts when all pages stand."""
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
