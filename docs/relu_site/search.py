"""What the search knows beside Sphinx's index.

How often a word stands on a page that explains, which of our words the glossary gives for a
reader's, and what readers say that a page is about: the search page loads all three, and
`search-scorer.js` lets them choose and order the pages.
"""

import json
import posixpath
import re
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains.python import PythonDomain
from sphinx.search import IndexBuilder

from relu_proofs import _HOMES
from relu_proofs.argument.claims import CLAIMS

from .marks import claim_link

FRONT, QUESTIONS, GLOSSARY = "index", "practice/questions", "reference/glossary"
BRIDGES = "words-that-readers-bring-along"
SAYS = "Here we say"
ASKED = "asked-in-other-words"  # the section of a page with questions that it answers
EXPLAINS = re.compile(  # not what is only listed, nor the page that has moved
    r"index$|argument/(?!approximation$)|practice/|beyond/"
    r"|reference/(glossary|formal|certificates|command-line|how-we-know)$"
)
MADE = ("reference/api/", "reference/theorems/")
PUBLIC = {f"relu_proofs.{home}.{name}" for home, names in _HOMES.items() for name in names}
NOT_SEARCHED = -1  # a priority of Sphinx's
FILE = "search-words.js"
SIGNS = {"squared": ("²", "^2"), "cubed": ("³", "^3")}  # as the scorer finds them, too
SHORTENED = re.compile(r"\b\w+n[’']t\b|[’'](s|ll|re|ve|d|m)\b")  # isn't, what's: say nothing
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
    for terms, definition in _entries(_section(env.get_doctree(GLOSSARY), BRIDGES)):
        said, *rest = definition.next_node(nodes.paragraph).children
        if said.astext().strip() != SAYS:
            continue
        ours = rest[0]["reftarget"] if isinstance(rest[0], pending_xref) else rest[0].astext()
        found |= {_stems(lang, term.astext()): _stems(lang, ours) for term in terms}
    return {theirs: ours for theirs, ours in sorted(found.items()) if theirs != ours}


def lines(env, lang):
    """For each page the lines that say what it is about, beside its headings: kind, stems, place.

    A line with a place has its words, too, so that a result can show them.

    They are ``asked`` (what readers say or ask, on the page itself or on the first one), ``answer``
    (what the page answers), ``led`` (a question of the page of questions whose answer leads here),
    ``term`` (an entry of the glossary) and ``named`` (such an entry, for the pages it leads to).
    """
    found = defaultdict(list)
    for page, kind, words, place in chain(_asked(env), _rows(env), _led(env), _terms(env)):
        stems = _stems(lang, SHORTENED.sub("", words)).split()
        known = " ".join(stem for stem in stems if lang.word_filter(stem))
        line = [kind, known, place, words] if place else [kind, known]
        if known and line not in found[page]:
            found[page].append(line)
    return dict(sorted(found.items()))


def _asked(env):
    """What readers say, set off on a page, its answer, and the questions that stand at its end."""
    for page in _explaining(env):
        tree = env.get_doctree(page)
        for said in tree.findall(nodes.block_quote):
            yield page, "asked", said.astext(), ""
        for answer in tree.findall(nodes.strong):
            if len(answer.parent) == 1:
                yield page, "answer", answer.astext(), ""
        for paragraph in _section(tree, ASKED).findall(nodes.paragraph):
            question = paragraph.next_node()
            if isinstance(question, nodes.emphasis):
                readable = not question.next_node(nodes.math)  # as a result without formulas
                yield page, "asked", question.astext(), ASKED if readable else ""


def _rows(env):
    """The first page's table: what a reader thinks, and the pages to read then."""
    if FRONT in env.found_docs:
        for row in env.get_doctree(FRONT).findall(nodes.row):
            thought, *read = row.findall(nodes.entry)
            for page in chain.from_iterable(_linked(env, FRONT, entry) for entry in read):
                yield page, "asked", thought.astext(), ""


def _led(env):
    """The questions, for the pages that their answers lead to."""
    if QUESTIONS in env.found_docs:
        for section in env.get_doctree(QUESTIONS).findall(nodes.section):
            if not section.next_node(nodes.section):  # a question, not a group of them
                title = section.next_node(nodes.title).astext()
                for page in _linked(env, QUESTIONS, section):
                    yield page, "led", title, ""


def _terms(env):
    """The words of the glossary, for itself and for the pages that an entry leads to."""
    if GLOSSARY in env.found_docs:
        for terms, definition in _entries(env.get_doctree(GLOSSARY)):
            for term in terms:
                yield GLOSSARY, "term", term.astext(), term["ids"][0]
                for page in _linked(env, GLOSSARY, definition):
                    yield page, "named", term.astext(), ""


def _linked(env, page, node):
    """The pages that explain and that something on a page leads to, each once."""
    claims = [CLAIMS[link["claim"]].page for link in node.findall(claim_link) if "claim" in link]
    texts = [link for link in node.findall(pending_xref) if link["reftype"] == "doc"]
    for link in texts:
        folder = "" if link["reftarget"].startswith("/") else posixpath.dirname(page)
        claims.append(posixpath.normpath(posixpath.join(folder, link["reftarget"].lstrip("/"))))
    return [name for name in dict.fromkeys(claims) if EXPLAINS.match(name) and name != page]


def _entries(node):
    """The entries of glossaries: all terms of each, and its definition."""
    for item in node.findall(nodes.definition_list_item):
        yield list(item.findall(nodes.term)), item.next_node(nodes.definition)


def _section(tree, name):
    """A section of a page, or an empty one."""
    found = (section for section in tree.findall(nodes.section) if name in section["ids"])
    return next(found, nodes.section())


def _explaining(env):
    return sorted(name for name in env.found_docs if EXPLAINS.match(name))


def _stems(lang, words):
    return " ".join(lang.stem(word.lower()) for word in lang.split(words))


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    config = app.config
    lang = IndexBuilder(app.env, config.language, config.html_search_options, "").lang
    known = {
        "reluFrequencies": {
            name: frequencies(app.env, lang, name) for name in _explaining(app.env)
        },
        "reluAlike": alike(app.env, lang),
        "reluLines": lines(app.env, lang),
    }
    text = [
        f"const {name} = {json.dumps(value, separators=(',', ':'), ensure_ascii=False)};\n"
        for name, value in known.items()
    ]
    Path(app.outdir, "_static", FILE).write_text("".join(text), encoding="utf-8")


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
