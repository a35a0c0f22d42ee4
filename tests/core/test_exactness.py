"""The exact rooms hold no float: what could make one is banned on the syntax tree.

Two integers divided by ``/`` are a float, and so is a negative power of an integer; `Fraction(a,
b)` divides integers and fractions alike.  The search in floats is one module and a few functions.
"""

import ast
from pathlib import Path

import pytest

import relu_proofs

PACKAGE = Path(relu_proofs.__file__).parent
EXACT_MATH = {"comb", "gcd", "isqrt", "lcm"}
SEARCHES_IN_FLOATS = {"decide/witness.py"}
ENCLOSES = {"argument/proofs/approximation.py"}  # by the rigorous balls of a library
DIVIDES_FRACTIONS = {"core/cells.py", "core/piecewise.py"}  # and no integers: types hold them
ALLOWED = {
    ("core/network.py", "in_floats", "float()"),  # the weights, for the search
    ("core/rational.py", "exact", "math.isfinite"),  # of a float that a reader gave
}


def exact_files():
    """The modules that hold exact arithmetic only."""
    folders = ("core", "decide", "argument/proofs")
    found = [path for folder in folders for path in (PACKAGE / folder).glob("*.py")]
    found += (PACKAGE / "regions").glob("exact.py")
    names = sorted(str(path.relative_to(PACKAGE)) for path in found)
    return [name for name in names if name not in SEARCHES_IN_FLOATS | ENCLOSES]


def inexact(text):
    """What in a module may make a float: pairs (function that it stands in, what it is)."""
    from_math = set()

    def name_of(node):
        match node:
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                return "/"
            case ast.BinOp(op=ast.Pow(), left=ast.Constant(), right=right) if not (
                isinstance(right, ast.Constant) and right.value >= 0
            ):
                return "power of an integer"
            case ast.Call(func=ast.Name(id="float" | "complex" as name)):
                return f"{name}()"
            case ast.Constant(value=float() | complex()):
                return repr(node.value)
            case ast.Attribute(value=ast.Name(id="math"), attr=attr) if attr not in EXACT_MATH:
                return f"math.{attr}"
            case ast.Name(id=name) if name in from_math:
                return f"math.{name}"
        return None

    def visit(node, function):
        if isinstance(node, ast.ImportFrom) and node.module == "math":
            from_math.update(
                alias.asname or alias.name for alias in node.names if alias.name not in EXACT_MATH
            )
        if isinstance(node, ast.FunctionDef):
            function = node.name
        name = name_of(node)
        if name:
            yield function, name
        for child in ast.iter_child_nodes(node):
            yield from visit(child, function)

    return list(visit(ast.parse(text), "module"))


def found_in(name):
    """What is found in a module, as `ALLOWED` names it."""
    divides = name in DIVIDES_FRACTIONS
    places = inexact((PACKAGE / name).read_text(encoding="utf-8"))
    return {(name, *place) for place in places if not (divides and place[1] == "/")}


@pytest.mark.parametrize("name", exact_files())
def test_no_float_can_arise(name):
    assert found_in(name) <= ALLOWED


def test_nothing_is_allowed_that_is_not_there():
    assert set().union(*map(found_in, exact_files())) >= ALLOWED


def test_every_exact_room_is_looked_at():
    rooms = {name.rsplit("/", 1)[0] for name in exact_files()}
    assert rooms >= {"core", "decide", "argument/proofs"} and len(exact_files()) > 40


@pytest.mark.parametrize(
    "text, what",
    [
        ("def f(a, b):\n    return a / b", ("f", "/")),
        ("a /= 2", ("module", "/")),
        ("x = float(3)", ("module", "float()")),
        ("x = 0.5", ("module", "0.5")),
        ("import math\nx = math.sqrt(2)", ("module", "math.sqrt")),
        ("from math import floor\nx = floor(2)", ("module", "math.floor")),
        ("x = 2**n", ("module", "power of an integer")),
    ],
)
def test_what_makes_a_float_is_seen(text, what):
    assert inexact(text) == [what]


@pytest.mark.parametrize(
    "text", ["Fraction(a, b)", "a // b", "2**16", "Fraction(2) ** n", "gcd(a)"]
)
def test_what_stays_exact_is_allowed(text):
    assert inexact("from math import gcd\n" + text) == []
