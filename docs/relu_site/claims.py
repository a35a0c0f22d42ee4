"""The directives and roles of claims: `claim`, `claimref`, `claims`, `break` and `moved`.

A home is a directive (the claim's own sentence) or a role (a mark behind the page's sentence).

Every claim has exactly one home, on the page its proof module is named after.
Before a page is written, every claim is proved again and its certificate checked;
the certificates are offered for download beside the pages.
"""

import json
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.osutil import relative_uri

from relu_proofs import CLAIMS, check, sentences

from .marks import claim_link, doubt, formula, link_to, panel, second_sentence, tick, unbroken
from .pages import facts, problem

BIBLIOGRAPHY = "reference/bibliography"


class claim_mark(nodes.Inline, nodes.Element):
    """The small tick behind a sentence; what it opens is put behind the block it stands in."""


def _home(env, name, line):
    """Note that a claim has its home here; None if there is no such claim."""
    docname = env.current_document.docname
    claim = CLAIMS.get(name)
    if claim is None:
        problem(env, docname, line, f"{{claim}} {name}: there is no such claim")
        return None
    facts(env, docname)["homes"].setdefault(name, []).append(line)
    return claim


class Claim(SphinxDirective):
    """The home of a claim whose sentence stands by itself; the body, if any, follows it.

    The mark stands behind the sentence that it is of, before what follows from it.
    With ``:box:`` the sentence stands in a box: for the one or two theorems of a page.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"box": directives.flag}

    def run(self):
        claim = _home(self.env, self.arguments[0], self.lineno)
        if claim is None:
            return []
        sentence = nodes.paragraph(classes=["claim-sentence"])
        sentence += nodes.inline("", unbroken(claim.sentence))
        sentence += claim_mark(claim=claim.id)
        sentence += second_sentence(claim)
        body = self.parse_content_to_nodes() if self.content else []
        if "box" not in self.options:
            return [sentence, *body]
        return [nodes.container("", sentence, *body, classes=["claim-box"])]


class ClaimMark(SphinxRole):
    """The home of a claim in the middle of a text: a mark behind the page's own sentence."""

    def run(self):
        claim = _home(self.env, self.text, self.lineno)
        return ([claim_mark(claim=claim.id)] if claim else []), []


class Break(SphinxDirective):
    """A certificate of a claim to be changed by the reader's hand, open from the start."""

    required_arguments = 1

    def run(self):
        name = self.arguments[0]
        if name not in CLAIMS:
            message = f"{{break}} {name}: there is no such claim"
            problem(self.env, self.env.current_document.docname, self.lineno, message)
            return []
        line = nodes.paragraph("", "", link_to(name, nodes.Text(CLAIMS[name].sentence)))
        return [line, nodes.raw("", doubt(name, "is-open"), format="html")]


class Moved(SphinxDirective):
    """Claims whose home was this page once: their old addresses lead on.

    The body names them; each keeps its fragment here, as a link that a script follows at once.
    """

    has_content = True

    def run(self):
        items = nodes.bullet_list()
        for name in " ".join(self.content).split():
            if name not in CLAIMS:
                message = f"{{moved}} {name}: there is no such claim"
                problem(self.env, self.env.current_document.docname, self.lineno, message)
                continue
            line = nodes.paragraph("", "", link_to(name, nodes.Text(name.replace("-", " "))))
            items += nodes.list_item("", line, ids=[f"claim-{name}"])
        opening = '<details class="moved"><summary>Claims that have moved to other pages</summary>'
        return [
            nodes.raw("", opening, format="html"),
            items,
            nodes.raw("", "</details>", format="html"),
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
        return [link_to(name, nodes.Text(text))], []


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
        shown = nodes.paragraph("", unbroken(claim.sentence))
        shown += second_sentence(claim)
        link = link_to(claim.id, nodes.literal("", claim.id))
        where = nodes.paragraph("", "", link, classes=["where"])
        if claim.statement is None:
            return [shown, where]
        return [shown, nodes.paragraph("", "", formula(claim)), where]

    def sentence(self, said):
        where = [nodes.Text(f"{said.id} · thread {said.thread} · {said.speaker}")]
        if said.claim:
            link = link_to(said.claim, nodes.literal("", said.claim))
            where += [nodes.Text(" · "), link]
        parts = [nodes.paragraph("", "“" + said.quotation + "”", classes=["quotation"])]
        if said.correction:
            parts.append(nodes.paragraph("", said.correction))
        return [*parts, nodes.paragraph("", "", *where, classes=["where"])]


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


def _open_marks(app, doctree):
    """Put what a mark opens behind the block in which the mark stands."""
    for mark in list(doctree.findall(claim_mark)):
        claim = CLAIMS[mark["claim"]]
        block = mark
        while isinstance(block.parent, nodes.TextElement):
            block = block.parent
        behind = block.parent.index(block) + 1
        while behind < len(block.parent) and "claim-panel" in block.parent[behind].get(
            "classes", ()
        ):
            behind += 1  # several marks in one block open in their order
        block.parent.insert(behind, panel(claim))
        mark.replace_self(nodes.raw("", tick(claim), format="html"))


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
    if not app.config.pages_only:
        _find_sources(env, homes)
    return []


def _find_sources(env, homes):
    """Every cited claim names entries of the bibliography."""
    labels = env.domaindata["std"]["anonlabels"]
    for name, places in homes.items():
        claim = CLAIMS[name]
        for label in (claim.key, *claim.also) if claim.kind == "cited" else ():
            if labels.get(label, ("",))[0] != BIBLIOGRAPHY:
                message = f"{{claim}} {name}: {BIBLIOGRAPHY} has no entry ({label})="
                problem(env, *places[0], message)


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
            _offer(app, path)


def _offer(app, path):
    """A certificate for download, and as a script for the page: a folder has no other way."""
    target = Path(app.outdir, "certificates", path.name)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(path.read_bytes())
    script = Path(app.outdir, "_static", "certificates", f"{path.stem}.js")
    script.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(path.read_text(encoding="ascii"))
    script.write_text(f'reluProofs.texts["{path.stem}"] = {text};\n', encoding="ascii")


def setup(app):
    """Register the directives and the checks that span pages."""
    app.add_node(claim_link)
    app.add_node(claim_mark)
    app.add_directive("claim", Claim)
    app.add_directive("break", Break)
    app.add_directive("moved", Moved)
    app.add_role("claim", ClaimMark())
    app.add_directive("claims", Claims)
    app.add_role("claimref", ClaimRef())
    app.connect("env-updated", _homes, priority=500)
    app.connect("doctree-read", _open_marks)
    app.connect("doctree-resolved", _resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
