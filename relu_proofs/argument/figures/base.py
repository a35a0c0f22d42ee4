"""Figures as inline SVG: the page's own ink, one colour per unit, light and dark at once.

A figure is drawn once, in the colours of a light page.
`Drawing` turns its SVG into markup in which these colours are CSS variables of the page,
so that the same picture is readable on both backgrounds, at any width, and never changes
between two builds.
Its text stays text: it is set in the page's font, and can be read aloud, found and selected.
"""

import base64
import functools
import hashlib
import io
import itertools
import re
import textwrap
from collections.abc import Callable
from html import escape
from os import PathLike
from typing import Any, ParamSpec, TypeVar

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread, imsave
from matplotlib.rcsetup import cycler

from relu_proofs.io.files import write_text

from .palette import LIGHT

# A figure is drawn in the light colours, by which its SVG is found and themed.
INK, MUTED, GRID, PAPER = (LIGHT[name] for name in ("ink", "muted", "grid", "paper"))
UNITS = tuple(colour for name, colour in LIGHT.items() if name.startswith("unit-"))

CARD = (1200, 630)
"""The pixels of a picture for links that are shared, as those who show them ask for it."""

_SHOWN = itertools.count()
"""How many figures this process has shown."""

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn", bound="Drawing")

_STYLE: dict[Any, Any] = {  # matplotlib types the keys as literals, and their values as anything
    "axes.edgecolor": MUTED,
    "axes.facecolor": "none",
    "axes.grid": False,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.9,
    "axes.prop_cycle": cycler(color=UNITS),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlesize": 10.5,
    "axes.unicode_minus": True,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "font.family": "DejaVu Sans",  # only for measuring: the page's own font is used
    "font.size": 10.5,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "hatch.color": MUTED,
    "legend.frameon": False,
    "lines.linewidth": 2.0,
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "miter",  # corners are the subject: never round them
    "path.simplify": False,
    "savefig.facecolor": "none",
    "svg.fonttype": "none",
    "svg.hashsalt": "relu-proofs",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
}


def drawn(function: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """Run a figure function under the house style.

    Parameters
    ----------
    function : callable
        Returns a `Drawing`.

    Returns
    -------
    callable
        The same function, drawn in the same style wherever it is called.
    """

    @functools.wraps(function)
    def styled(*args: Asked.args, **kwargs: Asked.kwargs) -> Drawn:
        with matplotlib.rc_context(_STYLE):
            return function(*args, **kwargs)

    return styled


def panel(width: float = 4.8, height: float = 3.2, **subplot: Any) -> tuple[Figure, Axes]:
    """Start one panel.

    Parameters
    ----------
    width, height : float
        Inches, 96 pixels of the page each.
        Keep a panel at most 4.8 wide: on a phone it shrinks to 3.7, and the text with it.
    **subplot
        Passed to `matplotlib.figure.Figure.add_subplot`.

    Returns
    -------
    tuple
        The matplotlib figure and its axes.
    """
    figure = Figure(figsize=(width, height))
    axes: Axes = figure.add_subplot(**subplot)
    return figure, axes


def label(axes: Axes, x: float, y: float, words: str, colour: str, **where: Any) -> None:
    """Words on a patch of paper, so that lines behind them do not cross them out."""
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    axes.text(x, y, words, color=colour, **where, bbox=paper)


class Drawing:
    """A figure for a page: one or more panels, what they show in words, and a caption.

    Parameters
    ----------
    *panels : matplotlib.figure.Figure
        Shown side by side where there is room, one below the other on a phone.
    alt : str
        What a reader who cannot see the figure has to know.
    caption : str
        One sentence about the answer, not about the axes.

    Examples
    --------
    >>> @drawn
    ... def kink():
    ...     figure, axes = panel()
    ...     _ = axes.plot([-1, 0, 1], [0, 0, 1], color=UNITS[0])
    ...     return Drawing(figure, alt="A line that bends at 0.", caption="One unit, one bend.")
    >>> kink()
    <Drawing: A line that bends at 0.>
    """

    may_be_empty: frozenset[str] = frozenset()

    def __init__(self, *panels: Figure, alt: str, caption: str) -> None:
        if not panels:
            raise ValueError("a Drawing needs at least one panel; got none")
        for name, text in (("alt", alt), ("caption", caption)):
            if not isinstance(text, str) or not (text.strip() or name in self.may_be_empty):
                raise ValueError(f"a Drawing needs {name} text in words; got {text!r}")
        self.alt = " ".join(alt.split())
        self.caption = " ".join(caption.split())
        self.panels = tuple(panels)
        # Rendered at once, under the style of the function that draws it.
        self._svg = tuple(_themed(_svg(figure)) for figure in panels)

    def __repr__(self) -> str:
        return f"<Drawing: {textwrap.shorten(self.alt, 60)}>"

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, str]]:
        shown = {"text/html": self.html, "text/plain": f"{self.alt}\n{self.caption}"}
        if next(_SHOWN):  # a page is a process of its own, and shares its first figure
            return shown, {}
        return shown, {"card": base64.b64encode(self.card()).decode()}  # not shown on the page

    @property
    def html(self) -> str:
        """The figure as HTML, the SVG inline."""
        mark = hashlib.sha256("".join((self.alt, *self._svg)).encode()).hexdigest()[:8]
        panels = "".join(
            _named_apart(svg, f"f{mark}{k}").replace("<svg ", '<svg aria-hidden="true" ', 1)
            for k, svg in enumerate(self._svg)
        )
        return (
            '<figure class="drawing">'
            f'<div class="panels" role="img" aria-label="{escape(self.alt)}">{panels}</div>'
            + (f"<figcaption>{escape(self.caption)}</figcaption>" if self.caption else "")
            + "</figure>"
        )

    def card(self) -> bytes:
        """The figure as a PNG picture for links that are shared: all panels in a row, on paper.

        Returns
        -------
        bytes
            A picture of 1200 by 630 pixels.
        """
        sizes = [figure.get_size_inches() for figure in self.panels]
        wide, high = sum(width for width, _ in sizes), max(height for _, height in sizes)
        dpi = 0.92 * min(CARD[0] / wide, CARD[1] / high)  # the rest is margin
        paper = matplotlib.colors.to_rgb(PAPER)
        whole = np.tile(np.array(paper, dtype=np.float32), (CARD[1], CARD[0], 1))
        left = round((CARD[0] - wide * dpi) / 2)
        for figure in self.panels:
            pixels = _pixels(figure, dpi)
            height, width, _ = pixels.shape
            top = (CARD[1] - height) // 2
            whole[top : top + height, left : left + width] = pixels
            left += width
        out = io.BytesIO()
        imsave(out, whole, format="png")
        return out.getvalue()

    def save(self, path: str | PathLike[str]) -> None:
        """Write a figure of one panel as an SVG file that stands alone, on white.

        Parameters
        ----------
        path : str or pathlib.Path
            Where to; an existing file is replaced.
        """
        write_text(path, self.alone())

    def alone(self) -> str:
        """A figure of one panel as the text of an SVG file that stands alone, on white.

        Raises
        ------
        ValueError
            If there are several panels.
        """
        if len(self.panels) != 1:
            raise ValueError(f"only a figure of one panel can be saved; got {len(self.panels)}")
        return _svg(self.panels[0], facecolor="white")


def _svg(figure: Figure, **options: Any) -> str:
    """Return one panel as SVG text; the same figure always gives the same text."""
    out = io.StringIO()
    with matplotlib.rc_context(_STYLE):
        nameless = {"Date": None, "Creator": None}
        figure.savefig(out, format="svg", metadata=nameless, **options)
    return out.getvalue()


def _pixels(figure: Figure, dpi: float) -> Any:
    """Return one panel on paper as an array of rows, columns and colours."""
    out = io.BytesIO()
    with matplotlib.rc_context(_STYLE):
        figure.savefig(out, format="png", dpi=dpi, facecolor=PAPER)
    out.seek(0)
    return imread(out)[..., :3]


def _themed(svg: str) -> str:
    """Make standalone SVG fit for a page: its font, its variables, no rules of its own."""
    svg = svg[svg.index("<svg ") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    # The sheet matplotlib writes would apply to the whole page.
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<[^>]+>", lambda tag: _short(tag[0]), svg)
    svg = re.sub(r">\s+<", "><", svg).strip()
    svg = svg.replace("'DejaVu Sans'", "inherit")
    svg = re.sub(r'<g id="still\b[^"]*"', '<g class="still"', svg)  # what a live picture moves
    for name, colour in LIGHT.items():
        svg = re.sub(colour + r"\b", f"var(--{name}, {colour})", svg)
    return svg


def _short(tag: str) -> str:
    """Write a tag on one line, its numbers to a hundredth of a point."""
    return re.sub(r"(\.\d\d)\d+", r"\1", re.sub(r"\s+", " ", tag))


def _named_apart(svg: str, prefix: str) -> str:
    """Drop the ids nothing refers to, and give the others a prefix of their own."""
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', svg))
    svg = re.sub(
        r' id="([^"]+)"',
        lambda found: f' id="{prefix}-{found[1]}"' if found[1] in used else "",
        svg,
    )
    return re.sub(r'(url\(#|href="#)', rf"\g<1>{prefix}-", svg)
