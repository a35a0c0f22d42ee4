"""Figures of the page moving-knots."""

import numpy as np

from ...approximate.best import best_pieces
from ..fits import interpolant
from .base import INK, MUTED, UNITS, Drawing, drawn, panel
from .what_a_line_costs import label


@drawn
def root_knots():
    """Four best pieces of the square root beside four equal ones, and what each misses."""
    best = best_pieces("sqrt", 0, 1, 4)
    raw = interpolant("sqrt", [0, "1/4", "1/2", "3/4", 1])
    equal, panels = raw.plus(1 / 16), []  # the best for equal knots: 1/(8√4) = 1/16
    u = np.linspace(0, 1, 400)
    for f, title, colour in (
        (equal, "equal knots", UNITS[1]),
        (best.function, "best knots", UNITS[2]),
    ):
        figure, axes = panel(3.5, 3.0)
        axes.plot(u * u, u, color=INK, linewidth=1.2)
        ends = [0, *map(float, f.knots), 1]
        axes.plot(ends, [float(f(t)) for t in ends], color=colour, linewidth=2.2)
        axes.plot(ends[1:-1], [float(f(t)) for t in ends[1:-1]], "o", color=colour, markersize=7)
        miss = np.array([t - float(f(t * t)) for t in u])
        axes.fill_between(u * u, -0.35, -0.35 + 2 * miss, color=colour, alpha=0.35, linewidth=0)
        axes.axhline(-0.35, color=MUTED, linewidth=0.8)
        label(axes, 0.98, -0.16, "the miss, twice as large", MUTED, ha="right")
        axes.set(
            title=title,
            xlim=(-0.03, 1.03),
            ylim=(-0.55, 1.1),
            xticks=[0, 0.5, 1],
            yticks=[0, 0.5, 1],
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Two panels with the square root on [0, 1]. Four pieces with equal knots miss it most "
        "on the first piece. Four best pieces have their knots crowded towards 0, and miss it "
        "by the same amount on every piece.",
        caption="The best knots crowd where the curve bends most, until every piece misses by the "
        "same amount.",
    )
