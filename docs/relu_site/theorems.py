"""The theorems that Coq checked: their files as pages, and what a claim's part shows of them.

The pages `reference/theorems/` are written before Sphinx looks for them, one for each `.v` file,
with a label in front of each theorem of the registry; `reference/formal` lists them, no table of
contents does.  `{theorems}` lists what the check rests on.
"""

import shutil
from functools import cache
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from relu_proofs.argument.formal import record, rules
from relu_proofs.argument.formal.registry import files, registry
from relu_proofs.argument.formal.source import FOLDER, sentences

PAGES = "reference/theorems"
WHOLE = "everything.v"


def _label(theorem):
    return f"theorem-{theorem.replace('_', '-')}"


def _page(name, text):
    """The page of one file: its text, cut where a theorem of the registry begins."""
    known = set(registry().theorems)
    lines = text.splitlines()
    cuts = {1: ""}
    for one in sentences(text):
        if one.command == "Theorem" and one.name in known:
            comment = one.shown.count("\n", 0, one.shown.index("Theorem"))
            cuts[one.line - comment] = one.name
    begins = sorted(cuts)
    out = ["---", "orphan: true", "---", "", f"# `{name}`", ""]
    out += ["One of {doc}`/reference/formal`.", ""]
    out += [f"<a href='../../{PAGES}/{name}' download>Download {name}</a>", ""]
    for begin, end in zip(begins, [*begins[1:], len(lines) + 1], strict=True):
        if cuts[begin]:
            out += [f"({_label(cuts[begin])})=", ""]
        block = "\n".join(lines[begin - 1 : end - 1]).rstrip()
        if block:
            out += ["```{code-block} coq", f":lineno-start: {begin}", "", block, "```", ""]
    return "\n".join(out)


def _write_pages(app, config):
    if config.pages_only:
        return
    folder = Path(app.srcdir, PAGES)
    folder.mkdir(parents=True, exist_ok=True)
    texts = {Path(name).stem: _page(name, text) for name, text in files().items()}
    for path in folder.glob("*.md"):
        if path.stem not in texts:
            path.unlink()
    for name, text in texts.items():
        path = folder / f"{name.replace('_', '-')}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _offer_files(app, error):
    """The files for download, each by itself and all as one that Coq takes as it is."""
    if error or app.builder.format != "html":
        return
    target = Path(app.outdir, PAGES)
    target.mkdir(parents=True, exist_ok=True)
    for name in files():
        shutil.copyfile(FOLDER / name, target / name)
    (target / WHOLE).write_text("\n".join(files().values()), encoding="utf-8")


def _code(text, language):
    block = nodes.literal_block(text, text, language=language)
    return nodes.container("", block, classes=["formal-wrap"])


def _link(theorem):
    """A link to a theorem in the page of its file."""
    return pending_xref(
        "",
        nodes.literal("", theorem),
        refdomain="std",
        reftype="ref",
        reftarget=_label(theorem),
        refexplicit=True,
        refwarn=True,
    )


def statements(parts):
    """Each part in words with its theorem as Coq prints it, then the definitions they use."""
    known = record()
    shown, used = [], {}
    for part in parts:
        line = nodes.paragraph("", part.says + ": ", classes=["formal-says"])
        shown.append(line)
        if not part.theorem:
            line += nodes.Text(f"no theorem covers this: {part.missing}")
            continue
        theorem = known.theorems[part.theorem]
        line += _link(part.theorem)
        shown.append(_code(theorem.statement, "text"))
        used.update({one.name: one for one in theorem.uses})
    if used:
        summary = f"<summary>The {len(used)} definitions that these statements use</summary>"
        shown += [
            nodes.raw("", f'<details class="formal-definitions">{summary}', format="html"),
            _code("\n\n".join(one.shown for one in _in_order(used)), "coq"),
            nodes.raw("", "</details>", format="html"),
        ]
    return shown


@cache
def _places():
    """Where each name stands in the files, in their order."""
    names = (one.name for text in files().values() for one in sentences(text) if one.name)
    return {name: place for place, name in enumerate(names)}


def _in_order(used):
    return sorted(used.values(), key=lambda one: _places()[one.name])


class Theorems(SphinxDirective):
    """What the record says: `axioms`, or the `rules` of the checker that theorems are about."""

    required_arguments = 1

    def run(self):
        kind = self.arguments[0]
        if kind == "axioms":
            return [self.axioms()]
        if kind == "rules":
            named = [nodes.paragraph("", "", nodes.literal("", one.of)) for one in rules()]
            shown = [statements((one,)) for one in rules()]
            return [node for head, body in zip(named, shown) for node in (head, *body)]
        raise self.error(f"{{theorems}} takes `axioms` or `rules`; found {kind!r}")

    def axioms(self):
        listed = nodes.definition_list()
        for name, kind in record().axioms.items():
            listed += nodes.definition_list_item(
                "",
                nodes.term("", "", nodes.literal("", name)),
                nodes.definition("", _code(kind, "text")),
            )
        return listed


def _verify(app):
    """A file that is not the one that Coq checked ends the build."""
    try:
        record()
    except ValueError as fault:
        raise ExtensionError(escape(str(fault), quote=False)) from None


def setup(app):
    """Write the pages, offer the files, see that they are those that were checked."""
    app.add_directive("theorems", Theorems)
    app.connect("config-inited", _write_pages)
    app.connect("builder-inited", _verify)
    app.connect("build-finished", _offer_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
