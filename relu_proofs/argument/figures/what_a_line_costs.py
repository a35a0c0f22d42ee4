"""Figures of the page what-a-line-costs."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes

from ...approximate.best import best_line, best_pieces
from ...core.piecewise import Piecewise
from .base import INK, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

SQUARE = [0, 0, 1]
LINE = {"a": Fraction(0), "b": Fraction(1)}
PLACES = (Fraction(0), Fraction(1, 2), Fraction(1))


def floor_shown(state: Numbers) -> dict[str, Fraction]:
    """What the line from (0, a) to (1, b) misses the square by: at three points, and at most."""
    line = Piecewise.through([(0, state["a"]), (1, state["b"])])
    left, middle, right = (x * x - line(x) for x in PLACES)
    turning = min(max(line.slopes[0] / 2, Fraction(0)), Fraction(1))
    largest = max(abs(x * x - line(x)) for x in (*PLACES, turning))
    least, _ = best_line(SQUARE, 0, 1).bounds
    assert largest >= least
    return {
        "left": left,
        "middle": middle,
        "right": right,
        "sum": left - 2 * middle + right,
        "largest": largest,
    }


def _errors(axes: Axes, found: Mapping[str, Fraction]) -> None:
    """The errors at three points and the largest, against the floor."""
    sizes = [abs(found[name]) for name in ("left", "middle", "right", "largest")]
    for i, size in enumerate(sizes):
        colour = UNITS[1 if i < 3 else 0]
        axes.bar([i], [float(size)], width=0.6, color=colour, alpha=0.6, gid="still")
        axes.text(i, float(size) + 0.01, str(size), color=colour, ha="center", gid="still")
    axes.plot([-0.5, 3.5], [0.125, 0.125], color=INK, linestyle=(0, (4, 3)), gid="still")
    axes.text(-0.45, 0.575, "dashed: 1/8", color=INK)
    axes.set(title="by how much it misses", xlim=(-0.5, 3.5), ylim=(0, 0.66), yticks=[0, 0.5])
    axes.set_xticks(range(4), ["at 0", "at 1/2", "at 1", "at most"])


@drawn
def floor() -> Live:
    """The square and its chord from 0 to 1, with the errors at three points and the largest."""
    over, left = panel(3.6, 2.8)
    x = np.linspace(0, 1, 81)
    left.plot(x, x * x, color=INK)
    left.plot([0, 1], [0, 1], color=UNITS[0], gid="still")
    left.plot([0.5, 0.5], [0.25, 0.5], color=UNITS[1], linewidth=4, gid="still")
    left.plot([0, 1], [0, 1], "o", color=UNITS[0], markersize=8, gid="still")
    left.text(0.72, 0.36, "x²", color=INK)
    left.set(title="x² and a line", xlim=(-0.08, 1.08), ylim=(-0.55, 1.55))
    left.set(xticks=[0, 0.5, 1], yticks=[0, 1])
    missed, right = panel(3.6, 2.8)
    _errors(right, floor_shown(LINE))
    return Live(
        over,
        missed,
        name="floor",
        state=LINE,
        shown=floor_shown,
        question="this line misses x² by 1/4 in the middle. Can another straight line miss x² by "
        "less than 1/8 everywhere from 0 to 1?",
        choices=("no", "yes, a little less", "yes, as little as you like"),
        answer="No: 1/8 can be had, and not less. What a line gains at the ends it loses in the "
        "middle.",
        alt="Left: the graph of x² from 0 to 1 and the straight line from 0 to 1, which passes 1/4 "
        "above it in the middle. Right: its misses, 0 at both ends and 1/4 in the middle, and a "
        "dashed line at 1/8.",
    )


@drawn
def useless_piece() -> Drawing:
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
        "above and below in turn. Right: three pieces that follow the cube nearly five times "
        "closer.",
        caption="Four equal misses, in turn above and below, rule out two pieces; only a third "
        "piece lowers the error.",
    )
