"""The checker with one of its conditions removed.

Every call of ``require`` and ``need`` in checker.py is a condition.  A mutant is the checker's
source with one such call replaced by ``None``; a golden that the whole checker rejects and a
mutant does not shows that this condition is needed.
"""

import ast
from functools import cache
from pathlib import Path
from types import ModuleType

import relu_proofs.checker

SOURCE = Path(relu_proofs.checker.__file__).read_text(encoding="utf-8")


def conditions(name):
    """The calls of ``require`` or ``need`` as (function around it, text of the call)."""
    found = []
    tree = ast.parse(SOURCE)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            own = [
                node
                for child in function.body
                for node in ast.walk(child)
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
            ]
            inner = {
                id(node)
                for child in ast.walk(function)
                if child is not function and isinstance(child, ast.FunctionDef)
                for node in ast.walk(child)
            }
            found += [
                (function.name, ast.get_source_segment(SOURCE, node))
                for node in own
                if id(node) not in inner
            ]
    return found


@cache
def mutant(call):
    """The checker as a module, with this one call replaced by ``None``."""
    assert SOURCE.count(call) == 1, f"{SOURCE.count(call)} calls read {call}"
    module = ModuleType("mutant")
    exec(compile(SOURCE.replace(call, "None"), "mutant", "exec"), vars(module))
    return module


def outcome(module, text, folder=None):
    """What a checker says of a text: accepted, refused, malformed, or the exception's name."""
    try:
        module.check(text, folder)
    except Exception as problem:
        return type(problem).__name__.lower()
    return "accepted"
