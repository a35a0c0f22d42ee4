"""What the search knows beside Sphinx's index: how often a word stands on a page that explains, and
which of our words the glossary gives for a reader's.

The search page loads both, and `search-scorer.js` lets them choose and order the pages.
"""

import json
import re
from collections import Counter
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains.python import PythonDomain
from sphinx.search import IndexBuilder

from relu_proofs import _HOMES

GLOSSARY, BRIDGES = "reference/glossary", "words-that-readers-bring-along"
SAYS = "Here we say"
EXPLAINS = re.compile(r"index$|argument/|practice/|beyond/|reference/glossary$")
MADE = ("reference/api/", "reference/theorems/")
PUBLIC = {f"relu_proofs.{home}.{name}" for home, names in _HOMES.items() for name in names}
NOT_SEARCHED = -1  # a priority of Sphinx's
FILE = "search-words.js"
SIGNS = {"squared": ("²", "^2"), "cubed": ("³", "^3")}  # as the scorer finds them, too
SELDOM = 2  # a word that stands less often on a page says little about it


def frequencies(env, lang, docname):
    """The number of words of a page, and how often each stem stands there that is not rare."""
    tree = env.get_doctree(docname).deepcopy()
    for hidden in [*tree.findall(nodes.raw), *tree.findall(nodes.comment)]:
        hidden.parent.remove(hidden)
    text = tree.astext()
    words = [word.lower() for word in lang.split(text) if lang.word_filter(word)]
    counts = Counter(lang.stem(word) for word in words)
    for word, signs in SIGNS.items():
        counts[lang.stem(word)] += sum(map(text.count, signs))
    return [len(words), {stem: n for stem, n in sorted(counts.items()) if n >= SELDOM}]


def alike(env, lang):
    """For a reader's word, as stems, the stems of ours, where its entry begins ``Here we say``."""
    found = {}
    if GLOSSARY not in env.found_docs:  # one page alone is built
        return found
    section = next(
        section
        for section in env.get_doctree(GLOSSARY).findall(nodes.section)
        if BRIDGES in section["ids"]
    )
    for item in section.findall(nodes.definition_list_item):
        said, *rest = item.next_node(nodes.definition).next_node(nodes.paragraph).children
        if said.astext().strip() != SAYS or not isinstance(rest[0], pending_xref):
            continue
        stems = _stems(lang, rest[0]["reftarget"])
        found |= {_stems(lang, term.astext()): stems for term in item.findall(nodes.term)}
    return {theirs: ours for theirs, ours in sorted(found.items()) if theirs != ours}


def _stems(lang, words):
    return " ".join(lang.stem(word.lower()) for word in lang.split(words))


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    config = app.config
    lang = IndexBuilder(app.env, config.language, config.html_search_options, "").lang
    names = sorted(name for name in app.env.found_docs if EXPLAINS.match(name))
    found = {name: frequencies(app.env, lang, name) for name in names}
    known = {"reluFrequencies": found, "reluAlike": alike(app.env, lang)}
    lines = [
        f"const {name} = {json.dumps(value, separators=(',', ':'), ensure_ascii=False)};\n"
        for name, value in known.items()
    ]
    Path(app.outdir, "_static", FILE).write_text("".join(lines), encoding="utf-8")


def _leave_out(app, doctree):
    """Of pages that are made from the source only the title and the names are found."""
    if app.env.docname.startswith(MADE):
        app.env.metadata[app.env.docname]["nosearch"] = True


class _Names(PythonDomain):
    """Names in Python: in the package those are searched that are public, and what these have."""

    def get_objects(self):
        for name, shown, kind, page, place, priority in super().get_objects():
            found = name in PUBLIC or name.rpartition(".")[0] in PUBLIC
            yield name, shown, kind, page, place, priority if found else NOT_SEARCHED


def setup(app):
    """Write both when all pages stand."""
    app.connect("doctree-read", _leave_out)
    app.add_domain(_Names, override=True)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
