"""What every page of the site must do: run, describe its images, and say what was checked.

The build fails when a cell did not run, when an image has no words, or when assertions are off.
Each page that runs gets an executed notebook, and every page a receipt at its foot.
"""

import ast
import hashlib
import json
import os
import re
import shutil
import sys
from copy import deepcopy
from html import escape
from pathlib import Path
from textwrap import shorten

import myst_nb.core.render
import myst_nb.sphinx_
import nbformat
from docutils import nodes
from jupyter_cache import get_cache
from myst_nb.core.render import NbElementRenderer
from sphinx.addnodes import toctree
from sphinx.errors import ExtensionError
from sphinx.util.osutil import relative_uri

SYMBOLS = {"cdot": "·", "le": "≤", "ge": "≥", "ne": "≠", "times": "×"}
WORDLESS = re.compile(r"<img\b(?![^>]*\balt=\"[^\"]+\")|<svg\b(?![^>]*(?:aria-hidden|aria-label))")


def package_digest(root):
    """Return the SHA-256 of everything a page's outputs depend on besides the page.

    These are the package's sources, the locked requirements, Python, the site's extensions, and
    the measured tables that pages draw.
    """
    root = Path(root)
    files = sorted(
        path
        for folder in ("relu_proofs", "docs/relu_site", "docs/reference", "requirements")
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".toml", ".txt", ".csv", ".v", ".json"}
    )
    digest = hashlib.sha256(sys.version.encode())
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def facts(env, docname=None):
    """Return what the extensions noted: of one page, or of all as a mapping by page."""
    if not hasattr(env, "page_facts"):
        env.page_facts = {}
    if docname is None:
        return env.page_facts
    empty = {"problems": [], "homes": {}, "cells": 0, "asserts": 0}
    return env.page_facts.setdefault(docname, empty)


def problem(env, docname, line, message):
    """Note something that fails the build, with its place."""
    place = [env.doc2path(docname, base=False), *([line] if line else [])]
    facts(env, docname)["problems"].append(f"{':'.join(map(str, place))}: {message}")


def _open_cache(app):
    """Make the cache's tables before several processes want to at once."""
    if app.config.nb_execution_mode == "cache":
        get_cache(app.config.nb_execution_cache_path).list_cache_records()


def _own_profile(app):
    """Give the kernels a profile of their own, so that nobody's settings change what pages print.

    They talk over local sockets and need not warn of that on each page.
    """
    folder = Path(app.doctreedir).absolute().parent / "ipython"
    settings = folder / "profile_default" / "ipython_kernel_config.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"IPKernelApp": {"log_level": "ERROR"}}\n', encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(folder)


def _purge(app, env, docname):
    facts(env).pop(docname, None)


def _merge(app, env, docnames, other):
    facts(env).update({name: facts(other)[name] for name in docnames if name in facts(other)})


def _read(app, doctree):
    """Look at one page after it was read and run."""
    env, docname = app.env, app.env.current_document.docname
    for image in doctree.findall(nodes.image):
        # MyST-NB leaves the text out, and the writer would then put the file's name there.
        alt = image.get("alt", "").strip()
        if alt in {"", image["uri"], Path(image["uri"]).name}:
            message = "an image without alt text; a cell returns a Drawing, which has it"
            problem(env, docname, image.line, message)
    for raw in doctree.findall(nodes.raw):
        if raw["format"] == "html" and WORDLESS.search(raw.astext()):
            problem(env, docname, raw.line, "an image in raw HTML without alt text")
    if "kernelspec" not in env.metadata[docname]:
        return
    noted = facts(env, docname)
    cells = json.loads(kept_notebook(app.doctreedir, docname).read_text(encoding="utf-8"))["cells"]
    for number, cell in enumerate((c for c in cells if c["cell_type"] == "code"), start=1):
        noted["cells"] += 1
        noted["asserts"] += _assertions("".join(cell["source"]))
        if cell.get("execution_count") is None:
            problem(env, docname, None, f"code cell {number} has no execution count: it never ran")


class _Keep(NbElementRenderer):
    """Keep each page's notebook as it ran: what MyST-NB writes lacks the outputs it had cached."""

    def render_nb_finalise(self, metadata):
        super().render_nb_finalise(metadata)
        env = self.renderer.sphinx_env
        path = kept_notebook(env.doctreedir, env.docname)
        path.parent.mkdir(parents=True, exist_ok=True)
        notebook = deepcopy(self.renderer.nb_client.notebook)
        # Nothing that differs from run to run.
        for number, cell in enumerate(notebook["cells"], start=1):
            cell["id"] = f"cell-{number}"
            cell["metadata"].pop("execution", None)
            if cell["cell_type"] == "code":
                cell["outputs"] = _streams_joined(cell["outputs"])
        notebook = json.loads(nbformat.writes(notebook))
        notebook["metadata"].pop("source_map", None)
        glued = self.renderer.nb_client.glue_data.items()
        if glued:  # numbers in prose, which stand in no output
            notebook["metadata"]["glued"] = {
                key: "".join(output["data"].get("text/plain", "")) for key, output in glued
            }
        text = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8")


def _streams_joined(outputs):
    """Put the parts of a stream together, as they are: where it is cut is chance.

    The parts themselves stay: the page and its notebook are both made of them.
    """
    kept, streams = [], {}
    for output in outputs:
        if output["output_type"] != "stream":
            kept.append(output)
        elif output["name"] in streams:
            streams[output["name"]]["text"] += output["text"]
        else:
            streams[output["name"]] = deepcopy(output)
            kept.append(streams[output["name"]])
    return kept


def kept_notebook(doctreedir, docname):
    """The path of a page's notebook as it ran."""
    return Path(doctreedir, "notebooks", f"{docname}.ipynb")


def _assertions(source):
    lines = [line for line in source.splitlines() if not re.match(r"\s*[%!]", line)]
    try:
        tree = ast.parse("\n".join(lines))
    except SyntaxError:
        return 0
    return sum(isinstance(node, ast.Assert) for node in ast.walk(tree))


def _settle(app, env):
    """Raise everything noted, at every build: a second try must not pass what the first refused."""
    problems = [text for noted in facts(env).values() for text in noted["problems"]]
    if problems:
        raise ExtensionError("\n".join(["the site does not hold together:", *sorted(problems)]))
    return []


def _page_context(app, pagename, templatename, context, doctree):
    # A heading without a level is none; Sphinx writes such captions.
    tree = context.get("furo_navigation_tree", "")
    tree = tree.replace('role="heading"', 'role="heading" aria-level="2"')
    context["furo_navigation_tree"] = tree
    if doctree is None:
        return
    context["metatags"] += f'<meta name="description" content="{escape(summary(doctree))}">'
    noted, here = facts(app.env, pagename), app.builder.get_target_uri(pagename)
    context["receipt"] = {
        "digest": app.config.package_digest_now[:12],
        "cells": noted["cells"],
        "asserts": noted["asserts"],
        "certificates": noted.get("certificates", 0),
        "notebook": relative_uri(here, f"notebooks/{pagename}.ipynb"),
    }


def summary(doctree):
    """Return a page's first paragraph as plain text, its formulas too.

    Where that is the reader's own sentence, the plain answer in bold follows it.
    """
    paragraphs = list(doctree.findall(nodes.paragraph)) or [nodes.paragraph()]
    first = paragraphs[0]
    if isinstance(first.parent, nodes.block_quote):
        answer = next(filter(_is_bold, paragraphs), nodes.paragraph())
        return shorten(f"{_words(first)} {_words(answer)}", 300, placeholder=" …")
    return shorten(_words(first), 200, placeholder=" …")


def _is_bold(paragraph):
    """Whether a paragraph begins with words in bold."""
    parts = (part for part in paragraph.children if part.astext().strip())
    return isinstance(next(parts, None), nodes.strong)


def _words(paragraph):
    """The text of a paragraph, formulas in characters."""
    paragraph = paragraph.deepcopy()
    for formula in list(paragraph.findall(nodes.math)):
        words = re.sub(
            r"\\([a-z]+) ?", lambda found: SYMBOLS.get(found[1], found[1]), formula.astext()
        )
        formula.replace_self(nodes.Text(re.sub("[{}_]", "", words)))
    return " ".join(paragraph.astext().split())


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    for docname, noted in facts(app.env).items():
        if noted["cells"]:
            target = Path(app.outdir, "notebooks", f"{docname}.ipynb")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept_notebook(app.doctreedir, docname), target)
    _write_llms_txt(app)
    # Outputs of earlier states of the package are of no use to anybody.
    current = Path(app.config.nb_execution_cache_path)
    for old in current.parent.glob("[0-9a-f]" * 16):
        if old.name != current.name:
            shutil.rmtree(old)


def _write_llms_txt(app):
    """List the pages, each with its first words, in the order of the table of contents."""
    env, root = app.env, app.config.root_doc
    lines = [f"# {app.config.html_title}", "", f"> {summary(env.get_doctree(root))}"]
    for tree in env.get_doctree(root).findall(toctree):
        lines += ["", f"## {tree['caption']}", ""] if tree["caption"] else [""]
        for _, docname in tree["entries"]:
            words = summary(env.get_doctree(docname))
            place = app.builder.get_target_uri(docname)
            lines.append(f"- [{env.titles[docname].astext()}]({place}): {words}")
    Path(app.outdir, "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def setup(app):
    """Connect the checks; refuse to build where assertions would not run."""
    if sys.flags.optimize or os.environ.get("PYTHONOPTIMIZE"):
        raise ExtensionError("PYTHONOPTIMIZE is set: the assertions on the pages would not run")
    myst_nb.sphinx_.load_renderer = lambda name: _Keep
    # Its own joins the parts with line ends between them, in the middle of a line too.
    myst_nb.core.render.coalesce_streams = _streams_joined
    app.add_config_value("package_digest_now", "", "env")
    app.add_config_value("pages_only", "", "env")
    app.connect("builder-inited", _open_cache)
    app.connect("builder-inited", _own_profile)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("doctree-read", _read)
    app.connect("env-updated", _settle, priority=900)
    app.connect("html-page-context", _page_context, priority=900)  # after the theme
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
