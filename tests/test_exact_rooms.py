"""No float where exact numbers decide: held on the syntax tree of the rooms.

Two integers divided are a float, and a wrong verdict was once made of that.  Types catch most of
it; what follows catches the rest, and what types would let through.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "relu_proofs"
ROOMS = ("core", "decide", "regions", "approximate", "argument/proofs", "checker.py")

# Files that search in floats, or filter with error bounds; what they find is decided in others.
SEARCHES = {
    "approximate/algebraic.py": "what a search asks of targets that stand in certificates",
    "approximate/alternation.py": "blocks of alternation, read off a search",
    "approximate/arithmetic.py": "the functions in floats and in balls",
    "approximate/balanced.py": "knots in balance, by Newton's method",
    "approximate/base.py": "what a search asks of any target",
    "approximate/drafts.py": "from floats and balls to rational proposals",
    "approximate/search.py": "the width of a tube, by bisection",
    "approximate/targets.py": "where named functions bend, in floats",
    "approximate/touching.py": "where lines touch their tube, by Newton's method",
    "approximate/transcendental.py": "targets whose values only balls enclose",
    "approximate/tube.py": "the lines through a tube",
    "core/clock.py": "seconds",
    "decide/slopes.py": "slopes and multipliers that floats propose",
    "decide/witness.py": "points that floats propose",
    "regions/digits.py": "whole numbers in floats, none of them beyond what floats hold exactly",
    "regions/floats.py": "a filter in floats with error bounds",
    "regions/maps.py": "maps told apart in floats with error bounds",
}

# Functions that meet floats although what stands around them is exact, and why.
MEET_FLOATS = {
    "approximate/best.py: _searched": "the error of a callable is sampled, and says so",
    "approximate/records.py: Enclosure.__float__": "a reader asked for a float",
    "approximate/records.py: _rounded": "digits for reading",
    "approximate/records.py: module": "the range of those digits",
    "argument/proofs/what_a_line_costs.py: module": "an interval that ends in a float, exactly",
    "core/box.py: Box.in_floats": "the ends, for a search",
    "core/network.py: Network.floats": "the weights, for a search",
    "decide/bounds.py: Bounds.floats": "the lines, for a search",
    "core/rational.py: exact": "what a reader gives may be a float; it is read exactly",
}

# Functions that divide a Fraction, or take a power that is not negative, although it does not
# show, and why.
EXACT_ANYWAY = {
    "approximate/exactly.py: _Stay.cuts": "ends of parts, Fractions",
    "approximate/exactly.py: _Stay.reached": "a slack, given as a number of digits",
    "approximate/exactly.py: itself": "ends of an interval, Fractions",
    "approximate/records.py: crossings": "lines, of Fractions in a proof, of floats in a search",
    "approximate/tasks.py: _polynomial_frame": "coefficients, Fractions",
    "approximate/parameters.py: Algebraic.value": "values of polynomials, of python-flint",
    "core/rational.py: _read": "powers of 10 that are not negative",
    "argument/proofs/depth.py: _share": "a number of steps",
    "checker.py: Quotient.at": "values of polynomials, Fractions",
    "core/cells.py: _cut": "slopes and constants, Fractions",
    "core/cells.py: inside": "ends of cells, Fractions",
    "core/piecewise.py: Piecewise.through": "vectors of Fractions",
}

# Functions of `math` that stay exact on exact numbers.
EXACT_MATH = {"comb", "gcd", "isqrt", "lcm", "prod"}
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
        self.name, self.found, self.allowed = name, [], set()
        self.functions: list[str] = []
        self.fractions: list[set[str]] = [set()]

    def say(self, node: ast.AST, what: str, allowed: dict[str, str] = MEET_FLOATS) -> None:
        place = f"{self.name}: {'.'.join(self.functions) or 'module'}"
        if place in allowed:
            self.allowed.add(place)
        else:
            self.found.append(f"{self.name}:{node.lineno}: {what}")

    def divides(self, node: ast.BinOp | ast.AugAssign, one: ast.expr, other: ast.expr) -> None:
        if isinstance(node.op, ast.Div) and not (self.is_fraction(one) or self.is_fraction(other)):
            what = f"`{ast.unparse(node)}` divides what may be two integers"
            self.say(node, what, EXACT_ANYWAY | MEET_FLOATS)

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
        self.divides(node, node.left, node.right)
        counts = isinstance(node.right, ast.Constant) and type(node.right.value) is int
        negative = isinstance(node.right, ast.UnaryOp) and isinstance(node.right.op, ast.USub)
        whole = isinstance(node.left, ast.Constant) and not counts
        if isinstance(node.op, ast.Pow) and (whole or negative) and not self.is_fraction(node.left):
            self.say(node, f"`{ast.unparse(node)}` may be a float", EXACT_ANYWAY | MEET_FLOATS)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.divides(node, node.target, node.value)
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
        if name not in EXACT_MATH:
            self.say(node, f"math.{name} works in floats")


def is_named(annotation: ast.expr | None) -> bool:
    """Whether an annotation is `Fraction`."""
    return isinstance(annotation, ast.Name) and annotation.id == "Fraction"


def read(text: str, name: str = "a.py") -> Inexact:
    """A text, looked through."""
    visitor = Inexact(name)
    visitor.visit(ast.parse(text))
    return visitor


def inexact(text: str) -> list[str]:
    """What may make a float in a text."""
    return read(text).found


@pytest.fixture(scope="module")
def looked_through() -> list[Inexact]:
    """All files of the exact rooms."""
    return [read(path.read_text("utf-8"), relative(path)) for path in files()]


def test_exact_rooms_make_no_float(looked_through):
    assert len(looked_through) > 60
    found = [each for visitor in looked_through for each in visitor.found]
    assert not found, "\n".join(found)


def test_nothing_is_allowed_that_is_not_there(looked_through):
    met = {place for visitor in looked_through for place in visitor.allowed}
    assert met == MEET_FLOATS.keys() | EXACT_ANYWAY.keys()


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
        "a = 2 ** b",
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
