"""Hover cards: what a word of the glossary means, at its first use on a page.

The card is part of the page and needs no script to be seen, by pointer or by keyboard focus;
``site.js`` lets Escape close it and lets a finger open it before the link is followed.
"""

import posixpath
import re
from functools import cache
from html import escape
from textwrap import shorten

from docutils import nodes
from sphinx.addnodes import pending_xref

GLOSSARY = "reference/glossary"
LONGEST = 240  # characters of a card: two or three short sentences
SIGNS = {  # of formulas, in characters
    "\\lambda": "λ",
    "\\cdot": "·",
    "\\ge": "≥",
    "\\le": "≤",
    "\\neq": "≠",
    "\\max": "max",
    "\\ln": "ln",
    "\\beta": "β",
    "\\eta": "η",
    "\\tfrac12": "½",
    "\\,": " ",
}
COMMAND = re.compile(r"\\tfrac12|\\[A-Za-z]+|\\.")
SUBSCRIPTS = str.maketrans("0123456789ij", "₀₁₂₃₄₅₆₇₈₉ᵢⱼ")


@cache
def _meanings(env):
    """Return the glossary as plain text by the id of each term; it is read once in a process."""
    found = {}
    for item in env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
        body = next(item.findall(nodes.definition)).deepcopy()
        for formula in list(body.findall(nodes.math)):
            formula.replace_self(nodes.Text(_plain(formula.astext())))
        for link in list(body.findall(pending_xref)):
            if link["reftype"] == "doc" and not link["refexplicit"]:  # no words of its own
                page = posixpath.join("/reference", link["reftarget"])
                title = env.titles[posixpath.normpath(page).lstrip("/")]
                link.replace_self(nodes.Text(title.astext()))
        paragraph = next(body.findall(nodes.paragraph), None)
        if paragraph is None:
            continue
        words = shorten(" ".join(paragraph.astext().split()), LONGEST, placeholder=" …")
        for term in item.findall(nodes.term):
            found.update(dict.fromkeys(term["ids"], words))
    return found


def _plain(formula):
    """A short formula in characters; a command without one stays, and a test finds it."""
    formula = re.sub(COMMAND, lambda sign: SIGNS.get(sign[0], sign[0]), formula)
    formula = re.sub(r"\^\{([^{}]*)\}", r"^(\1)", formula)
    formula = re.sub(r"_(\w)", lambda sign: sign[1].translate(SUBSCRIPTS), formula)
    return re.sub(r"[{}]", "", formula).replace("-", "−").replace("^2", "²")


def _resolved(app, doctree, docname):
    if app.builder.format != "html" or docname == GLOSSARY:
        return
    if GLOSSARY not in app.env.found_docs:  # one page alone is built
        return
    meanings, seen = _meanings(app.env), set()
    for reference in list(doctree.findall(nodes.reference)):
        target = reference.get("refuri", "").partition("#")[2] or reference.get("refid", "")
        inner = next(reference.findall(nodes.inline), None)
        is_term = inner is not None and "std-term" in inner["classes"]
        if not is_term or target in seen or target not in meanings:
            continue
        seen.add(target)
        opening = f'<span class="card" role="tooltip" id="card-{len(seen)}">'
        card = f"{opening}{escape(meanings[target])}</span>"
        wrapped = nodes.inline(classes=["carded"])
        reference.replace_self(wrapped)
        wrapped += [reference, nodes.raw("", card, format="html")]
        reference.attributes.pop("reftitle", None)


def setup(app):
    """Put the cards in when references are resolved."""
    app.connect("doctree-resolved", _resolved, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
