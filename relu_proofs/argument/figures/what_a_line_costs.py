"""Figures of the page what-a-line-costs."""

import numpy as np

from ...approximate.best import best_line, best_pieces
from .base import GRID, INK, PAPER, UNITS, Drawing, drawn, panel

NOTE = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}


def label(axes, x, y, words, colour, **where):
    """Words on a patch of paper."""
    axes.text(x, y, words, color=colour, **where, bbox=NOTE)


@drawn
def floor():
    """The square, its best line, and the three points that no line can do better at."""
    best = best_line([0, 0, 1], 0, 1)
    figure, axes = panel(4.6, 3.2)
    x = np.linspace(0, 1, 81)
    y = x * x
    line = np.array([float(best.function(t)) for t in x])
    axes.fill_between(x, line - 0.125, line + 0.125, color=GRID, alpha=0.6, linewidth=0)
    axes.plot(x, y, color=INK, linewidth=2.2)
    axes.plot(x, line, color=UNITS[0], linewidth=2.2)
    for t in (0, 0.5, 1):
        axes.plot([t, t], [t * t, t - 0.125], color=UNITS[1], linewidth=2)
        axes.plot([t], [t * t], "o", color=UNITS[1], markersize=7)
    label(axes, 0.77, 0.44, "x²", INK)
    label(axes, 0.36, 0.52, "x − 1/8", UNITS[0], ha="right")
    axes.set(xlim=(-0.05, 1.05), ylim=(-0.3, 1.05), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    return Drawing(
        figure,
        alt="The parabola and the line x − 1/8 on [0, 1]. The parabola is 1/8 above the line at 0, "
        "1/8 below at 1/2 and 1/8 above at 1, on the edges of a band around the line.",
        caption="Above, below, above: any line that came nearer at one of the three points would "
        "be further at another.",
    )


@drawn
def useless_piece():
    """The cube and its best line, with four touching points; and three pieces."""
    panels, x = [], np.linspace(-1, 1, 121)
    for n, title in ((2, "one line, or two pieces"), (3, "three pieces")):
        best = best_pieces([0, 0, 0, 1], -1, 1, n).function
        figure, axes = panel(3.5, 2.8)
        axes.plot(x, x**3, color=INK, linewidth=1.4)
        ends = [-1, *map(float, best.knots), 1]
        axes.plot(ends, [float(best(t)) for t in ends], color=UNITS[2], linewidth=2.2)
        if n == 2:
            for t in (-1, -0.5, 0.5, 1):
                axes.plot([t, t], [t**3, 0.75 * t], color=UNITS[1], linewidth=2)
                axes.plot([t], [t**3], "o", color=UNITS[1], markersize=6)
        else:
            axes.plot(
                ends[1:-1], [float(best(t)) for t in ends[1:-1]], "o", color=UNITS[2], markersize=6
            )
        axes.set(
            title=title, xlim=(-1.1, 1.1), ylim=(-1.15, 1.15), xticks=[-1, 0, 1], yticks=[-1, 0, 1]
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Left: the cube and the line 3x/4, which misses it by 1/4 at −1, −1/2, 1/2 and 1, "
        "below and above in turn. Right: three pieces that follow the cube five times closer.",
        caption="Four alternating points rule out two pieces at once; the third one pays.",
    )
