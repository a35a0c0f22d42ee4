"""The checker with one of its conditions removed.

Every call of ``require`` and ``need`` in checker.py is a condition.  A mutant is the checker's
source with one such call replaced by ``None``; a golden that the whole checker rejects and a
mutant does not shows that this condition is needed.
"""

import ast
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import relu_proofs.checker

SOURCE = Path(relu_proofs.checker.__file__).read_text(encoding="utf-8")


class Condition(NamedTuple):
    """A call of ``require`` or ``need``: the function around it, its text and where it stands."""

    function: str
    call: str
    start: int
    end: int


def conditions(name):
    """The calls of ``require`` or ``need``, in the order of the source."""
    lines = [0]
    for line in SOURCE.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found = {}
    for function in ast.walk(ast.parse(SOURCE)):  # outer functions come before inner ones
        for node in ast.walk(function) if isinstance(function, ast.FunctionDef) else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                start = lines[node.lineno - 1] + node.col_offset
                end = lines[node.end_lineno - 1] + node.end_col_offset
                found[start] = Condition(function.name, SOURCE[start:end], start, end)
    return [found[start] for start in sorted(found)]


@cache
def mutant(condition):
    """The checker as a module, with this one call replaced by ``None``."""
    return _module(SOURCE[: condition.start] + "None" + SOURCE[condition.end :])


def changed(*pairs):
    """The checker as a module, with pieces of its source replaced, each of which stands once."""
    source = SOURCE
    for old, new in pairs:
        assert source.count(old) == 1, f"{old} stands {source.count(old)} times in the checker"
        source = source.replace(old, new)
    return _module(source)


def _module(source):
    module = ModuleType("mutant")
    exec(compile(source, "mutant", "exec"), vars(module))
    return module


def outcome(module, text, folder=None):
    """What a checker says of a text: accepted, refused, malformed, or the exception's name."""
    try:
        module.check(text, folder)
    except module.Malformed:  # or a kind of it
        return "malformed"
    except Exception as problem:
        return type(problem).__name__.lower()
    return "accepted"
