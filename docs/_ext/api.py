"""`% modules: PACKAGE` on a line of its own: every module of a package, from its docstrings.

With ` (all)` after it, functions without a docstring are listed too.
"""

import importlib
import pkgutil
import re

LINE = re.compile(r"^% modules: ([\w.]+)( \(all\))?$", re.MULTILINE)
BLOCK = """\
## `{name}`

```{{eval-rst}}
.. automodule:: {name}
   :members:{all}
```
"""


def modules(package):
    """Return the names of a package's modules, not of its packages, sorted."""
    path = importlib.import_module(package).__path__
    found = pkgutil.iter_modules(path, f"{package}.")
    return sorted(module.name for module in found if not module.ispkg)


def _expand(app, docname, source):
    def blocks(line):
        also = "\n   :undoc-members:" if line[2] else ""
        return "\n".join(BLOCK.format(name=name, all=also) for name in modules(line[1]))

    source[0] = LINE.sub(blocks, source[0])


def setup(app):
    """Expand the lines before a page is read."""
    app.connect("source-read", _expand)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
