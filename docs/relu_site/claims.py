"""`{claim}`, a claim's home; `{claimref}`, any other mention of it; `{claims}`, the ledger.

Every claim has exactly one home, on the page its proof module is named after.
Before a page is written, every claim is proved again and its certificate checked;
the certificates are offered for download beside the pages.
"""

import inspect
import re
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.osutil import relative_uri

from relu_proofs import CLAIMS, check, sentences

from .pages import facts, problem

EMBEDDED = 60_000  # bytes of a certificate that a page carries for its reader's browser to check


class claim_data(nodes.General, nodes.Element):
    """The place of a claim's certificate in the page, known once it is proved."""


class claim_link(nodes.General, nodes.Element):
    """A link that is known once the builder is: to a claim, a certificate or a proof."""


class Claim(SphinxDirective):
    """The home of a claim: its sentence, its standing, and everything needed to doubt it.

    The body, if any, is shown between the sentence and the standing.
    """

    required_arguments = 1
    has_content = True

    def run(self):
        name, docname = self.arguments[0], self.env.current_document.docname
        claim = CLAIMS.get(name)
        if claim is None:
            problem(self.env, docname, self.lineno, f"{{claim}} {name}: there is no such claim")
            return []
        facts(self.env, docname)["homes"].setdefault(name, []).append(self.lineno)
        box = nodes.container(ids=[f"claim-{name}"], classes=["claim"])
        box += self.head(claim)
        sentence = nodes.paragraph(classes=["claim-sentence"])
        sentence += nodes.inline("", _unbroken(claim.sentence))
        box += sentence
        if self.content:
            box += nodes.container("", *self.parse_content_to_nodes(), classes=["claim-body"])
        if claim.kind == "proved on the page":
            box += self.argument(claim)
        box += self.standing(claim)
        self.set_source_info(box)
        return [box]

    def head(self, claim):
        """The name of the claim, its permalink, and the place of the copy button."""
        line = nodes.paragraph(classes=["claim-head"])
        line += _link_to(claim.id, nodes.literal("", claim.id))
        return line

    def argument(self, claim):
        """The proof in words, as the docstring of the proof function has it."""
        paragraphs = inspect.getdoc(claim.proof).split("\n\n")
        opening = '<details class="claim-argument"><summary>the argument</summary>'
        return [
            nodes.raw("", opening, format="html"),
            *(nodes.paragraph("", " ".join(part.split())) for part in paragraphs),
            nodes.raw("", "</details>", format="html"),
        ]

    def standing(self, claim):
        """What was checked and what was not, and where to look."""
        slug = claim.standing.split()[0]
        summary = f'<details class="claim-standing"><summary><span class="badge badge-{slug}">'
        opening = f"{summary}{claim.standing}</span> what was checked, what not</summary>"
        rows = nodes.definition_list()
        rows += _row("Checked", nodes.Text(claim.checked))
        rows += _row("Not checked", nodes.Text(claim.unchecked))
        if claim.given:
            links = [_link_to(given, nodes.Text(given)) for given in claim.given]
            rows += _row("Leans on", *_comma(links))
        if claim.statement is not None:
            text = nodes.Text(f"{claim.id}.json")
            command = nodes.literal("", f"relu-proofs prove {claim.id}")
            link = claim_link("", text, to="certificate", claim=claim.id)
            rows += _row("Certificate", link, nodes.Text(", or "), command)
        if claim.proof:
            line = claim.proof.__code__.co_firstlineno
            text = nodes.Text(f"{claim.module.replace('.', '/')}.py, line {line}")
            rows += _row("Proof", claim_link("", text, to="proof", claim=claim.id))
        if claim.source:
            rows += _row("Source", nodes.Text(claim.source))
        return [
            nodes.raw("", opening, format="html"),
            nodes.container("", rows),
            nodes.raw("", "</details>", format="html"),
            *([claim_data(claim=claim.id)] if claim.statement is not None else []),
        ]


class ClaimRef(SphinxRole):
    """A mention of a claim, linked to its home: by id, or as ``words <id>``."""

    def run(self):
        words, _, name = self.text.rpartition("<")
        name = name.rstrip(">").strip()
        if name not in CLAIMS:
            message = f"{{claimref}} {name}: there is no such claim"
            problem(self.env, self.env.current_document.docname, self.lineno, message)
            return [], []
        text = words.strip() or name.replace("-", " ")
        return [_link_to(name, nodes.Text(text))], []


class Claims(SphinxDirective):
    """The ledger: a table of all claims, or of what was said in the threads."""

    required_arguments = 1

    def run(self):
        kind = self.arguments[0]
        if kind == "claims":
            head = ("Standing", "Claim")
            rows = [(claim.standing, self.claim(claim)) for claim in CLAIMS.values()]
        elif kind == "sentences":
            head = ("Verdict", "Said, and what holds")
            rows = [(said.verdict, self.sentence(said)) for said in sentences()]
        else:
            raise self.error(f"{{claims}} takes `claims` or `sentences`; found {kind!r}")
        room = nodes.raw("", '<div class="filter-room"></div>', format="html")  # for a script
        return [room, _table(head, rows, kind)]

    def claim(self, claim):
        link = _link_to(claim.id, nodes.literal("", claim.id))
        where = nodes.paragraph("", "", link, classes=["where"])
        return [nodes.paragraph("", _unbroken(claim.sentence)), where]

    def sentence(self, said):
        where = [nodes.Text(f"{said.id} · thread {said.thread} · {said.speaker}")]
        if said.claim:
            link = _link_to(said.claim, nodes.literal("", said.claim))
            where += [nodes.Text(" · "), link]
        parts = [nodes.paragraph("", "“" + said.quotation + "”", classes=["quotation"])]
        if said.correction:
            parts.append(nodes.paragraph("", said.correction))
        return [*parts, nodes.paragraph("", "", *where, classes=["where"])]


def _unbroken(sentence):
    """Keep both sides of a relation on one line."""
    return re.sub(" ([=≠<>≤≥∈]) ", "\u00a0\\1\u00a0", sentence)


def _link_to(name, content):
    return claim_link("", content, to="claim", claim=name)


def _row(term, *definition):
    return nodes.definition_list_item(
        "", nodes.term("", term), nodes.definition("", nodes.paragraph("", "", *definition))
    )


def _comma(links):
    out = []
    for link in links:
        out += [nodes.Text(", "), link] if out else [link]
    return out


def _table(head, rows, kind):
    group = nodes.tgroup(cols=2)
    group += [nodes.colspec(colwidth=20), nodes.colspec(colwidth=80)]
    top = nodes.row()
    top += [nodes.entry("", nodes.paragraph("", text)) for text in head]
    group += nodes.thead("", top)
    body = nodes.tbody()
    for badge, cell in rows:
        row = nodes.row(classes=[f"is-{badge.split()[0]}"])
        label = nodes.inline("", badge, classes=["badge", f"badge-{badge.split()[0]}"])
        row += [nodes.entry("", nodes.paragraph("", "", label)), nodes.entry("", *cell)]
        body += row
    group += body
    return nodes.table("", group, classes=["ledger", f"ledger-{kind}"])


def _resolve(app, doctree, docname):
    for link in list(doctree.findall(claim_link)):
        claim = CLAIMS[link["claim"]]
        here = app.builder.get_target_uri(docname)
        title = {}
        if link["to"] == "claim":
            uri = app.builder.get_relative_uri(docname, claim.page) if claim.page != docname else ""
            uri += f"#claim-{claim.id}"
            title = {"reftitle": f"{claim.sentence} ({claim.standing})"}
        elif link["to"] == "certificate":
            uri = relative_uri(here, f"certificates/{claim.id}.json")
        else:
            page = app.builder.get_target_uri(f"_modules/{claim.module.replace('.', '/')}")
            uri = f"{relative_uri(here, page)}#{claim.proof.__name__}"
        reference = nodes.reference("", "", *link.children, internal=True, refuri=uri, **title)
        reference["classes"].append(f"to-{link['to']}")
        link.replace_self(reference)


def _embed(app, doctree, docname):
    """Put each certificate into its page as data, for `certificates.js` beside it."""
    for place in list(doctree.findall(claim_data)):
        name = place["claim"]
        text = (_store(app) / f"{name}.json").read_text(encoding="ascii")
        if len(text) > EMBEDDED:
            page = app.builder.get_relative_uri(docname, "reference/certificates")
            page += "#check-it-here"
            link = nodes.reference("", "page of certificates", internal=True, refuri=page)
            words = f"The certificate has {len(text) // 1000} KB: to check it in your browser, "
            place.replace_self(
                nodes.paragraph(
                    "",
                    f"{words}download it and choose it on the ",
                    link,
                    nodes.Text("."),
                    classes=["where"],
                )
            )
            continue
        if "<" in text:  # could end the block it stands in
            raise ExtensionError(f"claim {name}: its certificate cannot stand in a page")
        block = f'<script type="application/json" class="certificate-data" data-name="{name}">'
        controls = '</script><div class="doubt"></div>'  # its room is kept while scripts load
        place.replace_self(nodes.raw("", f"{block}{text}{controls}", format="html"))


def _store(app):
    return Path(app.doctreedir, "certificates", app.config.package_digest_now[:16])


def _homes(app, env):
    """Every claim has one home, on its own page; a certificate that fails ends the build."""
    homes = {}
    for docname, noted in facts(env).items():
        for name, lines in noted["homes"].items():
            homes.setdefault(name, []).extend((docname, line) for line in lines)
    for name, places in homes.items():
        for docname, line in places:
            if docname != CLAIMS[name].page:
                message = f"{{claim}} {name}: its proof belongs to the page {CLAIMS[name].page}"
                problem(env, docname, line, message)
        if len(places) > 1:
            message = f"{{claim}} {name}: has {len(places)} homes; it needs exactly one"
            problem(env, *places[-1], message)
    if not app.config.pages_only:
        for name in CLAIMS.keys() - homes.keys():
            message = f"claim {name} has no home: write it on {CLAIMS[name].page}"
            problem(env, env.config.root_doc, None, message)
    _certify(app, env, homes)
    return []


def _certify(app, env, homes):
    """Prove and check every claim that has a home, once per state of the package."""
    store = _store(app)
    store.mkdir(parents=True, exist_ok=True)
    for noted in facts(env).values():
        noted["certificates"] = 0
    for name, places in homes.items():
        claim, path = CLAIMS[name], store / f"{name}.json"
        if claim.statement is None:
            continue
        if not path.exists():
            text = claim.prove().text
            if check(text) != claim.statement:
                raise ExtensionError(f"claim {name}: the certificate proves another statement")
            path.write_text(text, encoding="utf-8")
        facts(env, places[0][0])["certificates"] += 1
        if app.builder.format == "html":
            target = Path(app.outdir, "certificates", path.name)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())


def setup(app):
    """Register the directives and the checks that span pages."""
    app.add_node(claim_link)
    app.add_node(claim_data)
    app.add_directive("claim", Claim)
    app.add_directive("claims", Claims)
    app.add_role("claimref", ClaimRef())
    app.connect("env-updated", _homes, priority=500)
    app.connect("doctree-resolved", _embed)
    app.connect("doctree-resolved", _resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
