"""Figures of `practice/exercises`: the boards to draw on, each with its first try.

Where scripts run, ``docs/_static/drawing.js`` puts handles on the points of the first try.
"""

import json
from html import escape

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...core.rational import text
from ..boards import AT, FIRST, HIGHEST, THREE_UNITS, heights_of
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, label, panel
from .live import scales

_MARGIN = 0.4  # beyond the outermost points, so that their marks are whole
_RIM = 0.3  # above the highest point
LABELS = ((1.93, 3.5, "right"), (1.93, -3.5, "right"), (-2.93, 1.5, "left"))
"""Where the names of the three units stand: beside their rays, apart from points and lines."""
_BROAD = 4.5  # wider than the line that is drawn over a unit, so that its colour stays seen


class Board(Drawing):
    """A figure whose points can be moved up and down where scripts run.

    Parameters
    ----------
    panel : matplotlib.figure.Figure
        One axes; the line that makes way has the gid ``still``.
    name : str
        The exercise that it belongs to, of `FIRST`.
    units : dict of str to sequences of numbers
        Heights that are read aloud at each point, by the name of their unit.
    ground : str
        What stays as it is, in words; empty where the line is alone.
    caption : str
        As for `Drawing`.
    """

    def __init__(
        self,
        panel: Figure,
        *,
        name: str,
        units: dict[str, list[str]] | None = None,
        ground: str = "",
        caption: str,
    ) -> None:
        heights = ", ".join(map(text, FIRST[name]))
        first = f"A line with the heights {heights} at x = {text(AT[0])} to {text(AT[-1])}."
        super().__init__(panel, alt=f"{ground} {first}", caption=caption)
        self.name = name
        self.given = {
            "label": f"{ground} A line to be moved at seven points.".strip(),
            "panels": [scales(panel)],
            "at": [text(x) for x in AT],
            "highest": HIGHEST,
            "state": {f"y{j}": text(y) for j, y in enumerate(FIRST[name])},
            "units": units or {},
        }

    @property
    def html(self) -> str:
        """The figure, and the room for what is seen."""
        return (
            f'<div class="live-picture drawing-board is-ready" data-board="{self.name}" '
            f'data-live="{escape(json.dumps(self.given))}">{super().html}'
            '<p class="seen" hidden></p><p class="live-tools" hidden></p></div>'
        )


def _ground() -> tuple[Figure, Axes]:
    """The grid that the points snap to."""
    figure, axes = panel(4.8, 4.0)
    heights = range(-HIGHEST, HIGHEST + 1)
    for x in AT:
        axes.axvline(float(x), color=GRID, linewidth=0.8, zorder=0)
    for y in heights:
        axes.axhline(y, color=GRID, linewidth=0.8, zorder=0)
    axes.axhline(0, color=MUTED, linewidth=0.8, zorder=0.5)
    axes.set(
        xlim=(float(AT[0]) - _MARGIN, float(AT[-1]) + _MARGIN),
        ylim=(-HIGHEST - _RIM, HIGHEST + _RIM),
        xticks=[float(x) for x in AT],
        yticks=list(heights)[::2],
    )
    return figure, axes


def _first_try(axes: Axes, name: str) -> None:
    places, heights = [float(x) for x in AT], [float(y) for y in FIRST[name]]
    axes.plot(places, heights, color=INK, gid="still")
    axes.plot(places, heights, "o", color=INK, markersize=8, gid="still marks")


@drawn
def draw_the_sum() -> Board:
    """Three units, and a line over seven places."""
    figure, axes = _ground()
    left, right = float(AT[0]) - _MARGIN, float(AT[-1]) + _MARGIN
    for k, (words, unit) in enumerate(THREE_UNITS.items()):
        knot = float(unit.knots[0])
        end = left if unit.slopes[0] else right
        height = float(unit.slopes[0] or unit.slopes[1]) * (end - knot)
        axes.plot([knot, end], [0, height], color=UNITS[k], linewidth=_BROAD)
        x, y, side = LABELS[k]
        label(axes, x, y, words, UNITS[k], ha=side, va="center")
    _first_try(axes, "draw-the-sum")
    table = [heights_of(x) for x in AT]
    return Board(
        figure,
        name="draw-the-sum",
        units={words: [text(row[k]) for row in table] for k, words in enumerate(THREE_UNITS)},
        ground="Three units, each 0 up to its knot: r(x + 1) climbs to the right from minus 1 "
        "with slope 1; minus 2 times r(x - 1) falls to the right from 1 with slope minus 2; "
        "r(-x - 2) climbs to the left from minus 2.",
        caption="Broad: each unit from its knot on; up to there it is 0. With points: your line.",
    )


def _alone(name: str, caption: str) -> Board:
    """A board on which nothing stands but the line."""
    figure, axes = _ground()
    _first_try(axes, name)
    return Board(figure, name=name, caption=caption)


@drawn
def bend_without_biases() -> Board:
    """A line over seven places that begins as a V with its tip at 1."""
    return _alone("bend-without-biases", "Your line, to be moved at its seven points.")


@drawn
def three_pieces_from_two_units() -> Board:
    """A line over seven places that begins as a zigzag."""
    return _alone("three-pieces-from-two-units", "Your line; its outer pieces go on for ever.")
