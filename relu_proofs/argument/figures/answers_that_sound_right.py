"""Figures of the page answers-that-sound-right."""

import numpy as np

from relu_proofs.argument.figures.base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel


@drawn
def signs_and_ends() -> Drawing:
    """What sums with positive weights miss, and what lies beyond the last knot."""
    sums, left = panel(3.5, 2.7)
    left.plot([-1, 0, 1], [-1, 0, -1], color=INK, linewidth=2.4)
    left.plot([-1, 1], [-0.5, -0.5], color=UNITS[0])
    left.plot([-1, 0, 1], [-0.1, -0.6, -0.4], color=UNITS[1], linewidth=1.4)
    for x, low, high in ((-1, -1, -0.5), (0, -0.5, 0), (1, -1, -0.5)):
        left.plot([x, x], [low, high], color=MUTED, linewidth=1.1)
    left.text(0.03, -0.4, "1/2", color=INK)
    left.text(0.3, -0.2, "−|x|", color=INK)
    left.text(-0.96, 0.03, "some convex sum", color=UNITS[1])
    left.text(-0.42, -0.75, "best convex sum", color=UNITS[0])
    left.set(
        xlim=(-1.1, 1.1),
        ylim=(-1.1, 0.25),
        xticks=[-1, 0, 1],
        yticks=[-1, 0],
        title="output weights ≥ 0",
    )
    beyond, right = panel(3.5, 2.7)
    grid = np.linspace(-1, 3.2, 80)
    right.fill_between([-1, 1], [0, 0], [10, 10], color=GRID, linewidth=0)
    right.plot(grid, grid**2, color=MUTED, linestyle=(0, (4, 3)), linewidth=1.8)
    knots = [-1, -0.5, 0, 0.5, 3.2]
    right.plot(knots, [1, 0.25, 0, 0.25, 3.2 * 1.5 - 0.5], color=INK, linewidth=2.2)
    right.text(2.55, 8.4, "x²", color=MUTED, ha="right")
    right.text(3.25, 1.1, "3x/2 − 1/2", color=INK, ha="right")
    right.text(0, 9, "data", color=INK, ha="center")
    right.set(
        xlim=(-1, 3.3),
        ylim=(0, 10),
        xticks=[-1, 0, 1, 2, 3],
        yticks=[0, 4, 9],
        title="beyond the last knot",
    )
    return Drawing(
        sums,
        beyond,
        alt="Left: −|x| is a roof; a sum of units with output weights ≥ 0 cannot follow it, and "
        "the best it can do, the constant −1/2, errs by 1/2. Right: a network that meets x² on "
        "the data goes on as a straight line outside, and the gap to x² grows like a square.",
        caption="With one hidden layer and no negative output weights there is no roof; beyond "
        "the last knot there is only a line.",
    )
