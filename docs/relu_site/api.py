"""The reference of the package, from its docstrings: one page for each module.

The pages are written before Sphinx looks for them, and only when their text changes.  They are in
no table of contents: the sidebar of every page would name each of them.  `% list of modules` on a
line of a page lists them; `% modules: PACKAGE` shows a package's modules on that page instead.
"""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

from sphinx.pycode.ast import _UnparseVisitor

LINE = re.compile(r"^% modules: ([\w.]+)$", re.MULTILINE)
LIST = re.compile(r"^% list of modules$", re.MULTILINE)
PAGE = """\
---
orphan: true
---

{block}
Part of {{doc}}`/reference/api`.
"""
# The examples of a docstring know the names of its module.
BLOCK = """\
{level} `{name}`

```{{eval-rst}}
.. testsetup::

   import {name}
   globals().update(vars({name}))

.. automodule:: {name}
   :members:{also}
```
"""
LISTED = "relu_proofs.argument.proofs"
"""The package whose modules stand on one page, `reference/proofs`."""


def packages():
    """Return the names of all packages but the one that is listed."""
    root = importlib.import_module("relu_proofs")
    found = pkgutil.walk_packages(root.__path__, "relu_proofs.")
    return ["relu_proofs", *(each.name for each in found if each.ispkg and each.name != LISTED)]


def modules(package):
    """Return the names of a package's modules, not of its packages, sorted."""
    path = importlib.import_module(package).__path__
    found = pkgutil.iter_modules(path, f"{package}.")
    return sorted(module.name for module in found if not module.ispkg)


def _subject(name):
    """What a module says of itself in its first line."""
    return (importlib.import_module(name).__doc__ or "").strip().partition("\n")[0]


def _list(line):
    """Each room with its subject, and a link to each of its modules with theirs."""
    rooms = ((package, modules(package)) for package in packages())
    return "\n".join(
        f"\n**`{package}`**: {_subject(package)}\n\n"
        + "\n".join(f"- [`{name}`](api/{name}.md): {_subject(name)}" for name in names)
        for package, names in rooms
        if names
    )


def _write_pages(app, config):
    if config.pages_only:
        return
    folder = Path(app.srcdir, "reference", "api")
    folder.mkdir(exist_ok=True)
    names = {name for package in packages() for name in modules(package)}
    for path in folder.glob("*.md"):
        if path.stem not in names:
            path.unlink()
    for name in names:
        path = folder / f"{name}.md"
        text = PAGE.format(block=BLOCK.format(level="#", name=name, also=""))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _expand(app, docname, source):
    def blocks(line):
        also = "\n   :undoc-members:"
        names = modules(line[1])
        return "\n".join(BLOCK.format(level="##", name=name, also=also) for name in names)

    if LIST.search(source[0]):
        app.env.note_reread()  # a module may be new, or say something else of itself
    source[0] = LIST.sub(_list, LINE.sub(blocks, source[0]))


def _bars(app, what, name, obj, options, lines):
    """Let `|x|` in a docstring mean an absolute value, not a substitution."""
    example = False
    for number, line in enumerate(lines):
        example = bool(line.strip()) and (example or line.lstrip().startswith(">>>"))
        if not example:
            parts = re.split(r"(`+.+?`+)", line)
            parts[::2] = [words.replace("|", r"\|") for words in parts[::2]]
            lines[number] = "".join(parts)


def _look_again(app):
    """Let a module whose source could not be read once be read again."""
    modules = getattr(app.env, "_viewcode_modules", {})
    for name in [name for name, entry in modules.items() if not entry]:
        del modules[name]


def setup(app):
    """Write the pages, expand the lines, keep the bars."""
    # Sphinx's own way stumbles over `{**a}` in a decorator, and the module gets no source page.
    _UnparseVisitor.visit_Dict = lambda self, node: ast.unparse(node)
    app.connect("config-inited", _write_pages)
    app.connect("autodoc-process-docstring", _bars)
    app.connect("builder-inited", _look_again)
    app.connect("source-read", _expand)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
