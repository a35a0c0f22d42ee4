"""Sizes of the code, by a measure that packing does not please: `python -m tests.measures [ROOT]`.

Lines and functions are counted as `ruff format` writes them, Python's tokens without comments,
docstrings, layout and annotations: a name costs as much as a sign, whatever its length.
"""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ("core", "decide", "regions", "approximate", "checker.py")
LAYOUT = {
    tokenize.ENCODING,
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Block = ast.Module | ast.ClassDef | Function


def python_files(root: Path = ROOT) -> list[Path]:
    """All Python files of the package, the site and the tests."""
    folders = (root / name for name in ("relu_proofs", "tests", "docs/relu_site"))
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "__pycache__" not in path.parts
    ) + [root / "conftest.py"]


def lines(path: Path) -> int:
    """The number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its lines, without its docstring and its decorators."""

    def visit(node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        for child in ast.iter_child_nodes(node):
            inner = names
            if isinstance(child, Function | ast.ClassDef):
                inner = (*names, child.name)
            if isinstance(child, Function):
                yield ".".join(inner), span(child) - sum(map(span, docstrings(child)))
            yield from visit(child, inner)

    yield from visit(ast.parse(path.read_bytes()), ())


def span(node: ast.stmt | ast.expr) -> int:
    """The number of lines that a node takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def docstrings(node: ast.AST) -> list[ast.stmt]:
    """The statements of a block that are a text and nothing else: they only explain."""
    return [
        statement
        for statement in (node.body if isinstance(node, Block) else ())
        if isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    ]


def tokens(text: str) -> int:
    """The tokens of a module without comments, docstrings, layout and annotations."""
    nodes = list(_unmeasured(ast.parse(text)))
    outside = [
        ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)) for node in nodes
    ]
    rows, count = text.split("\n"), 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in LAYOUT:
            row, column = token.start
            # Python's trees count bytes in a line, its tokens characters.
            place = row, len(rows[row - 1][:column].encode())
            count += not any(low <= place < high for low, high in outside)
    return count - sum(isinstance(node, ast.expr) for node in nodes)


def _unmeasured(tree: ast.Module) -> Iterator[ast.stmt | ast.expr]:
    """Docstrings (statements), and annotations (expressions, each behind one sign of its own)."""
    for node in ast.walk(tree):
        yield from docstrings(node)
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        if isinstance(node, Function) and node.returns:
            yield node.returns


def engine_tokens(root: Path = ROOT) -> dict[str, int]:
    """The tokens of each room of the engine, and of the checker."""
    found = {}
    for name in ENGINE:
        place = root / "relu_proofs" / name
        paths = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        found[name] = sum(tokens(path.read_text(encoding="utf-8")) for path in paths)
    return found


def code_lines(path: Path) -> int:
    """The lines of Python that hold code: no docstring, comment or blank line."""
    text = path.read_text(encoding="utf-8")
    explained = {
        line
        for node in ast.walk(ast.parse(text))
        for statement in docstrings(node)
        for line in range(statement.lineno, statement.lineno + span(statement))
    }
    used = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in LAYOUT:
            used |= set(range(token.start[0], token.end[0] + 1))
    return len(used - explained)


def script_lines(path: Path) -> int:
    """The lines of a script that hold code; its comments begin a line or are blocks."""
    count, inside = 0, False
    for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
        inside = inside or line.startswith("/*")
        if line and not inside and not line.startswith("//"):
            count += 1
        inside = inside and not line.endswith("*/")
    return count


def rules(root: Path = ROOT) -> set[str]:
    """The rules of the checkers: the classes of checker.py that bound work, judge and say why.

    Each has methods `work` and `judge`, and in its docstring a paragraph that begins with
    ``Sound:``, which argues that what it accepts is true.
    """
    text = (root / "relu_proofs" / "checker.py").read_text(encoding="utf-8")
    return {
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef)
        and {"work", "judge"} <= {part.name for part in node.body if isinstance(part, Function)}
        and "\n\nSound: " in (ast.get_docstring(node) or "")
    }


def checker_lines(root: Path = ROOT) -> dict[str, int]:
    """The lines of code of both checkers."""
    return {
        "checker.py": code_lines(root / "relu_proofs" / "checker.py"),
        "checker.js": script_lines(root / "docs" / "_static" / "checker.js"),
    }


def main(root: Path = ROOT) -> None:
    """Print what `test_measures` limits."""
    paths = python_files(root)
    sizes = sorted(((lines(path), path) for path in paths), reverse=True)
    print(f"{len(paths)} Python files, {sum(size for size, _ in sizes)} lines; over 400:")
    for size, path in sizes:
        if size > 400:
            print(f"  {size:5}  {path.relative_to(root)}")
    long = [(size, path, name) for path in paths for name, size in functions(path) if size > 50]
    print(f"{len(long)} functions over 50 lines without docstring:")
    for size, path, name in sorted(long, reverse=True):
        print(f"  {size:5}  {path.relative_to(root)}: {name}")
    print(f"checkers, lines of code ({len(rules(root))} rules): {checker_lines(root)}")
    counted = engine_tokens(root)
    print(f"tokens: {sum(counted.values())}, {counted}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT)
