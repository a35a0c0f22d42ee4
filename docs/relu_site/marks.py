"""The mark of a claim, and what it opens: the sentence, its formula, what was checked, and how.

Closed, a claim costs no line and no word.  Its mark is a link to the part that it opens, so that
it works without scripts, and so that an address with the claim's fragment opens it.
"""

import inspect
import re
from html import escape

from docutils import nodes
from sphinx.addnodes import pending_xref

from relu_proofs.argument.formal import record

from .theorems import statements


class claim_link(nodes.General, nodes.Element):
    """A link that is known once the builder is: to a claim, a certificate or a proof."""


def link_to(name, content):
    """A link to the home of a claim."""
    return claim_link("", content, to="claim", claim=name)


def unbroken(sentence):
    """Keep both sides of a relation on one line."""
    return re.sub(" ([=≠<>≤≥∈]) ", "\u00a0\\1\u00a0", sentence)


def slug(standing):
    """The first word of a standing, for classes."""
    return standing.split()[0]


def tick(claim):
    """The mark: a tick in a frame whose shape says the standing."""
    said = escape(f"{claim.standing}: what was proved, and how ({claim.id})")
    return (
        f'<a class="mark mark-{slug(claim.standing)}" href="#claim-{claim.id}" '
        f'aria-controls="claim-{claim.id}" aria-label="{said}" title="{claim.standing}">'
        '<span aria-hidden="true">✓</span></a>'
    )


def doubt(name, *classes):
    """The place where a script lets the reader check and break a certificate."""
    return f'<div class="{" ".join(("doubt", *classes))}" data-claim="{name}"></div>'


def second_sentence(claim):
    """What follows from a claim's sentence by a step of words: inline, to stand behind it."""
    if claim.hence is None:
        return []
    words = nodes.inline("", " " + unbroken(claim.hence.sentence))
    return [nodes.Text(" "), nodes.emphasis("", "hence"), words]


def formula(claim):
    """The machine statement as a formula, words and mathematics in turn, inline."""
    parts = [
        nodes.math("", part.latex) if part.latex else nodes.Text(part.text)
        for part in claim.formula.parts
    ]
    return nodes.inline("", "", *parts, classes=["claim-formula"])


def panel(claim):
    """What a mark opens."""
    box = nodes.container(ids=[f"claim-{claim.id}"], classes=["claim-panel"])
    sentence = nodes.paragraph(classes=["claim-words"])
    sentence += nodes.inline("", unbroken(claim.sentence))
    box += sentence
    if claim.hence is not None:
        box += nodes.paragraph("", "", *second_sentence(claim)[1:], classes=["claim-hence"])
    if claim.kind == "proved on the page":
        box += _argument(claim)
    rows = nodes.definition_list()
    for term, *definition in _rows(claim):
        rows += _row(term, *definition)
    box += rows
    if claim.parts:
        box += statements(claim.parts)
    if claim.statement is not None:
        box += nodes.raw("", doubt(claim.id), format="html")
    return box


def _argument(claim):
    """The proof in words, as the docstring of the proof function has it."""
    paragraphs = inspect.getdoc(claim.proof).split("\n\n")
    return [nodes.paragraph("", " ".join(part.split())) for part in paragraphs]


def _rows(claim):
    """What was checked and what was not, and where to look."""
    if claim.statement is not None:
        note = f" ({claim.formula.note})" if claim.formula.note else ""
        yield "Statement", formula(claim), nodes.Text(note)
    yield "Standing", _badge(claim.standing), nodes.Text(f" {claim.checked}")
    yield "Not checked", nodes.Text(claim.unchecked)
    if claim.parts:
        yield "Theorems", *_by_coq(claim)
    if claim.given:
        yield "Leans on", *_claims(claim.given)
    if claim.hence is not None:
        yield "Hence", *_step(claim)
    if claim.statement is not None:
        link = claim_link("", nodes.Text(f"{claim.id}.json"), to="certificate", claim=claim.id)
        command = nodes.literal("", f"relu-proofs prove {claim.id}")
        yield "Certificate", link, nodes.Text(", or "), command
    if claim.proof:
        line = claim.proof.__code__.co_firstlineno
        text = nodes.Text(f"{claim.module.replace('.', '/')}.py, line {line}")
        yield "Proof", claim_link("", text, to="proof", claim=claim.id)
    if claim.source:
        yield "Source", *_source(claim)
    yield "Link", link_to(claim.id, nodes.literal("", claim.id))


def _by_coq(claim):
    """When and by what the theorems were checked."""
    how = pending_xref(
        "",
        nodes.inline("", "how, and what must still be believed"),
        refdomain="std",
        reftype="doc",
        reftarget="/reference/formal",
        refexplicit=True,
        refwarn=True,
    )
    said = f"Accepted by {record().by} on {record().on} ("
    return [nodes.Text(said), how, nodes.Text("). Each part of the sentence, as Coq prints it:")]


def _badge(standing):
    return nodes.inline("", standing, classes=["badge", f"badge-{slug(standing)}"])


def _step(claim):
    """The argument of the second sentence, its standing, and what it leans on."""
    words = f" {claim.hence.argument} A property test, {claim.test}, looks for counterexamples."
    shown = [_badge(claim.hence_standing), nodes.Text(words)]
    if claim.hence.leans_on:
        shown += [nodes.Text(" It leans on "), *_claims(claim.hence.leans_on), nodes.Text(".")]
    return shown


def _claims(names):
    return _comma([link_to(name, nodes.Text(name)) for name in names])


def _source(claim):
    """The source, with a link to each of its entries in the bibliography."""
    links = [
        pending_xref(
            "",
            nodes.inline("", label),
            refdomain="std",
            reftype="ref",
            reftarget=label,
            refexplicit=True,
            refwarn=True,
        )
        for label in (claim.key, *claim.also)
    ]
    return [nodes.Text(f"{claim.source}. In the bibliography: "), *_comma(links)]


def _row(term, *definition):
    return nodes.definition_list_item(
        "", nodes.term("", term), nodes.definition("", nodes.paragraph("", "", *definition))
    )


def _comma(links):
    out = []
    for link in links:
        out += [nodes.Text(", "), link] if out else [link]
    return out
