"""No float where exact numbers decide: held on the syntax tree of the rooms.

Two integers divided are a float, and a wrong verdict was once made of that.  Types catch most of
it; what follows catches the rest, and what types would let through.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "relu_proofs"
ROOMS = ("core", "decide", "regions", "approximate", "checker.py")

# Files that search in floats; what they find is verified in others.
SEARCHES = {
    "approximate/alternation.py": "points of alternation, in floats",
    "approximate/best.py": "until its search and its bounds are two files",
    "approximate/targets.py": "values in floats, decimals and balls",
    "approximate/touching.py": "the tube that floats walk through",
    "approximate/tube.py": "the tube that floats walk through",
    "decide/affinity.py": "until the search for witnesses is a file of its own",
    "decide/units.py": "until the search for witnesses is a file of its own",
    "regions/floats.py": "a filter in floats with error bounds",
    "regions/maps.py": "maps told apart in floats with error bounds",
}

# Functions whose divisions are of a Fraction although it does not show, and why.
DIVISIONS = {
    "checker.py: relu": "a form, a dictionary of Fractions",
    "checker.py: values": "values of polynomials with Fractions for coefficients",
    "checker.py: with_network": "a path, not a number",
    "core/cells.py: _cut": "slopes and constants, Fractions",
    "core/cells.py: inside": "ends of cells, Fractions",
    "core/domains.py: Box.__init__": "intervals of Fractions",
    "core/domains.py: Polytope._edge": "values of forms, Fractions",
    "core/domains.py: Polytope._interior": "solutions of linear programs, Fractions",
    "core/domains.py: Polytope.around": "a size that starts as a Fraction",
    "core/domains.py: Polytope.below": "solutions of linear programs, Fractions",
    "core/domains.py: Polytope.cut": "points, Fractions",
    "core/domains.py: Polytope.frame": "solutions of linear programs, Fractions",
    "core/farkas.py: alternative": "a table of Fractions",
    "core/piecewise.py: Piecewise.through": "vectors of Fractions",
    "core/rational.py: _reduced": "rows of Fractions",
    "decide/on_data.py: best_affine": "inner products, Fractions",
    "decide/simplify.py: _smaller": "sizes and bounds, Fractions",
}

# Functions of `math` that stay exact on exact numbers.
EXACT_MATH = {"comb", "gcd", "isqrt", "lcm"}
OTHER_MATH = {
    "core/rational.py": {"isfinite": "what a reader gives may be a float; it is read exactly"},
}
RANDOM_FLOATS = {"random", "uniform", "gauss", "normalvariate", "triangular"}


def files() -> Iterator[Path]:
    """The files of the exact rooms that do not search in floats."""
    for name in ROOMS:
        place = PACKAGE / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            if relative(path) not in SEARCHES:
                yield path


def relative(path: Path) -> str:
    """A path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


class Inexact(ast.NodeVisitor):
    """Collects what may make a float, each with its place."""

    def __init__(self, name: str) -> None:
        self.name, self.found = name, []
        self.functions: list[str] = []
        self.fractions: list[set[str]] = [set()]

    def say(self, node: ast.AST, what: str) -> None:
        self.found.append(f"{self.name}:{node.lineno}: {what}")

    @property
    def place(self) -> str:
        """The function that is being read, as `DIVISIONS` has it."""
        return f"{self.name}: {'.'.join(self.functions)}"

    # ---- what is visibly a Fraction

    def is_fraction(self, node: ast.expr) -> bool:
        """Whether the expression is a Fraction, whatever the rest of the code does."""
        if isinstance(node, ast.Name):
            return node.id in self.fractions[-1]
        if isinstance(node, ast.UnaryOp):
            return self.is_fraction(node.operand)
        if isinstance(node, ast.BinOp):
            left = self.is_fraction(node.left)
            return left or (not isinstance(node.op, ast.Pow) and self.is_fraction(node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "abs":
                return self.is_fraction(node.args[0])
            return node.func.id in {"Fraction", "exact", "dot"}
        return False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        known = {argument.arg for argument in arguments if is_named(argument.annotation)}
        self.functions.append(node.name)
        self.fractions.append(self.fractions[-1] | known)
        self.generic_visit(node)
        self.fractions.pop()
        self.functions.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.functions.append(node.name)
        self.generic_visit(node)
        self.functions.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if is_named(node.annotation) and isinstance(node.target, ast.Name):
            self.fractions[-1].add(node.target.id)
        self.generic_visit(node)

    # ---- what may make a float

    def visit_BinOp(self, node: ast.BinOp) -> None:
        visible = self.is_fraction(node.left) or self.is_fraction(node.right)
        if isinstance(node.op, ast.Div) and not visible and self.place not in DIVISIONS:
            self.say(node, f"`{ast.unparse(node)}` divides what may be two integers")
        negative = isinstance(node.right, ast.UnaryOp) and isinstance(node.right.op, ast.USub)
        if isinstance(node.op, ast.Pow) and negative and not self.is_fraction(node.left):
            self.say(node, f"`{ast.unparse(node)}` may be a float")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        visible = self.is_fraction(node.value) or self.is_fraction(node.target)
        if isinstance(node.op, ast.Div) and not visible and self.place not in DIVISIONS:
            self.say(node, f"`{ast.unparse(node)}` divides what may be two integers")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, float | complex):
            self.say(node, f"the float {node.value}")

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in {"float", "complex"}:
            self.say(node, f"`{ast.unparse(node)}`")
        if isinstance(node.func, ast.Attribute) and node.func.attr in RANDOM_FLOATS:
            self.say(node, f"`{ast.unparse(node)}` draws a float")
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id in {"math", "cmath"}:
            self.mathematics(node, node.attr)
        self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module in {"math", "cmath"}:
            for alias in node.names:
                self.mathematics(node, alias.name)

    def mathematics(self, node: ast.AST, name: str) -> None:
        if name not in EXACT_MATH and name not in OTHER_MATH.get(self.name, {}):
            self.say(node, f"math.{name} works in floats")


def is_named(annotation: ast.expr | None) -> bool:
    """Whether an annotation is `Fraction`."""
    return isinstance(annotation, ast.Name) and annotation.id == "Fraction"


def inexact(text: str, name: str = "a.py") -> list[str]:
    """What may make a float in a text."""
    visitor = Inexact(name)
    visitor.visit(ast.parse(text))
    return visitor.found


def test_exact_rooms_make_no_float():
    paths = list(files())
    assert len(paths) > 10
    found = [each for path in paths for each in inexact(path.read_text("utf-8"), relative(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", sorted(SEARCHES))
def test_every_file_that_searches_is_there(name):
    assert (PACKAGE / name).exists()


@pytest.mark.parametrize(
    "text",
    [
        "a = b / c",
        "a = len(b) / 2",
        "def f(a: Fraction, b, c):\n    return a * (b / c)",
        "a /= 2",
        "a = 2 ** -b",
        "a = float(b)",
        "a = 0.5",
        "a = 1e3",
        "import math\na = math.sqrt(b)",
        "from math import floor",
        "a = chance.random()",
        "def f(a: Fraction):\n    pass\nb = a / 2",
        "b = min(Fraction(a), 1) / 2",
        "b = 2 ** Fraction(a) / 3",
    ],
)
def test_what_may_be_a_float_is_seen(text):
    assert inexact(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = Fraction(b, c)",
        "a = b // c",
        "a = Fraction(b) / c",
        "a = 1 / (b - abs(Fraction(c)))",
        "def f(a: Fraction, b):\n    return b / -a",
        "def f(b):\n    a: Fraction = b\n    a /= 2",
        "a = Fraction(2) ** -b",
        "from math import gcd\nimport math\na = math.isqrt(b)",
        "a = isinstance(b, float)",
        "import random\na = random.Random(5).randint(1, 3)",
    ],
)
def test_what_is_exact_passes(text):
    assert not inexact(text)
