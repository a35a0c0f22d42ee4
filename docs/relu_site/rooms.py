"""The picture of the package's rooms, drawn from its imports while the site is built.

`{rooms}` on a page becomes an inline SVG: a box for each room, an arrow from each room to those
that it imports, but for those that it reaches over another room anyway; below it, what each room
says of itself in its docstring.  What is written by hand nowhere cannot drift.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

PACKAGE = Path(__file__).resolve().parents[2] / "relu_proofs"
FRONT = "__init__"
"""The room of names only: who imports a name from here imports the room that it comes from."""

WIDTH, ROW, BOX_WIDTH, BOX_HEIGHT = 460, 84, 106, 48
"""Of the drawing, in pixels: its words are still legible where it shrinks to a phone's width."""


def rooms(package: Path = PACKAGE) -> dict[str, list[Path]]:
    """The files of each room: a folder of the package, or one file that stands beside them."""
    found: dict[str, list[Path]] = {}
    for path in sorted(package.rglob("*.py")):
        found.setdefault(path.relative_to(package).parts[0].removesuffix(".py"), []).append(path)
    found.pop(FRONT, None)
    return found


def imported(path: Path, package: Path = PACKAGE) -> Iterator[str]:
    """The modules of the package that a file imports, anywhere in it, by their full names."""
    parents = [package.name, *path.relative_to(package).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = parents[: len(parents) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def arrows(package: Path = PACKAGE) -> set[tuple[str, str]]:
    """The pairs (room, room that it imports)."""
    houses = rooms(package)
    front = package / f"{FRONT}.py"
    handed = [name.split(".") for name in imported(front, package)]
    homes = {parts[-1]: parts[1] for parts in handed if parts[0] == package.name}
    found = set()
    for room, paths in houses.items():
        for path in paths:
            for name in imported(path, package):
                root, _, rest = name.partition(".")
                other = rest.partition(".")[0]
                other = other if other in houses else homes.get(other)
                if root == package.name and other in houses and other != room:
                    found.add((room, other))
    return found


def direct(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs that no way over other rooms replaces."""
    reach = set(pairs)
    while more := {(a, d) for a, b in reach for c, d in pairs if b == c} - reach:
        reach |= more
    return {
        (room, other)
        for room, other in pairs
        if not any((room, between) in reach and (between, other) in reach for between, _ in pairs)
    }


def floors(names: list[str], pairs: set[tuple[str, str]]) -> list[list[str]]:
    """The rooms by floor, the highest first: each right above the highest that it imports."""
    left, built = sorted(names), []
    while left:
        floor = [name for name in left if not any((name, other) in pairs for other in left)]
        if not floor:
            raise ValueError(f"there is a circle of imports among {', '.join(left)}")
        built.insert(0, floor)
        left = [name for name in left if name not in floor]
    return built


def described(pairs: set[tuple[str, str]], names: list[str]) -> str:
    """The picture in words."""
    sentences = []
    for name in names:
        others = sorted(other for room, other in pairs if room == name)
        sentences.append(f"{name} imports {', '.join(others) if others else 'no other room'}.")
    return "The rooms of the package, each above those that it imports. " + " ".join(sentences)


def picture(package: Path = PACKAGE) -> str:
    """The SVG: rooms by floor, the highest on top, with the number of files in each."""
    houses, pairs = rooms(package), arrows(package)
    levels = floors(list(houses), pairs)
    height = ROW * len(levels)
    places = {}
    for k, floor in enumerate(levels):
        gap = WIDTH / len(floor)
        places |= {name: (gap * (i + 0.5), ROW * (k + 0.5)) for i, name in enumerate(floor)}
    words = described(pairs, [name for floor in levels for name in floor])
    parts = [
        f'<svg class="rooms" role="img" aria-label="{escape(words)}" '
        f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        'font-size="14" text-anchor="middle" '
        'fill="none" stroke="currentColor">',
        '<defs><marker id="rooms-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8" fill="none" '
        'stroke="currentColor"/></marker></defs>',
        *(_arrow(places[room], places[other]) for room, other in sorted(direct(pairs))),
        *(_box(name, len(houses[name]), *places[name]) for name in places),
        "</svg>",
    ]
    return "\n".join(parts)


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    """From the bottom of one box to the top of a lower one."""
    (x, y), (u, v) = start, end
    ends = f"M{x:.0f} {y + BOX_HEIGHT / 2:.0f}L{u:.0f} {v - BOX_HEIGHT / 2:.0f}"
    return f'<path d="{ends}" stroke-opacity="0.6" marker-end="url(#rooms-tip)"/>'


def _box(name: str, files: int, x: float, y: float) -> str:
    """A room with its name and the number of its files."""
    left, top = x - BOX_WIDTH / 2, y - BOX_HEIGHT / 2
    count = "1 file" if files == 1 else f"{files} files"
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" '
        'fill="var(--color-background-primary)"/>'
        f'<g fill="currentColor" stroke="none"><text x="{x:.0f}" y="{y - 4:.0f}">{name}</text>'
        f'<text x="{x:.0f}" y="{y + 15:.0f}" font-size="13">{count}</text></g>'
    )


def said(room: str, package: Path = PACKAGE) -> list[str]:
    """What a room says of itself: the paragraphs of a folder, the first one of a file."""
    folder = package / room
    path = folder / "__init__.py" if folder.is_dir() else package / f"{room}.py"
    words = ast.get_docstring(ast.parse(path.read_bytes())) or ""
    paragraphs = [" ".join(lines.split()) for lines in words.split("\n\n")]
    return paragraphs if folder.is_dir() else paragraphs[:1]


def _paragraph(text: str) -> nodes.paragraph:
    """A paragraph of a docstring, with what stands in backticks as code."""
    paragraph = nodes.paragraph()
    for number, part in enumerate(re.split("`+", text)):
        paragraph += nodes.literal(text=part) if number % 2 else nodes.Text(part)
    return paragraph


class Rooms(SphinxDirective):
    """The picture, and a paragraph a room, where they stand on a page."""

    def run(self) -> list[nodes.Node]:
        """Return the picture and the list."""
        # The page is read again when a file of the package changes.
        for paths in rooms().values():
            for path in paths:
                self.env.note_dependency(str(path))
        figure = f'<figure class="drawing"><div class="panels">{picture()}</div></figure>'
        listed = nodes.definition_list()
        for name in itertools.chain(*floors(list(rooms()), arrows())):
            term = nodes.term("", "", nodes.literal(text=name))
            words = nodes.definition("", *map(_paragraph, said(name)))
            listed += nodes.definition_list_item("", term, words)
        return [nodes.raw("", figure, format="html"), listed]


def setup(app):
    """Register the directive."""
    app.add_directive("rooms", Rooms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
