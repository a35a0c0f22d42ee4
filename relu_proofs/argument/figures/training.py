"""Figures of the page training."""

import numpy as np

from relu_proofs.argument.figures.base import GRID, INK, PAPER, UNITS, Drawing, drawn, panel


@drawn
def two_runs():
    """The loss of one unit on one row, and the first step of two runs from the same start."""
    figure, axes = panel(4.7, 2.9)
    grid = np.linspace(0, 1.25, 60)
    axes.plot([-1.4, *grid], [0.5, *((2 * grid - 1) ** 2 / 2)], color=UNITS[0], linewidth=2.4)
    for end, loss, bend in ((0.5, 0, -0.25), (-1, 0.5, 0.3)):
        axes.annotate(
            "",
            (end, loss),
            (1, 0.5),
            arrowprops={
                "arrowstyle": "->",
                "color": INK,
                "linewidth": 1.4,
                "shrinkA": 5,
                "shrinkB": 5,
                "connectionstyle": f"arc3,rad={bend}",
            },
        )
        axes.plot([end], [loss], "o", color=INK, markersize=7)
    axes.text(0.5, -0.11, "η = 1/4: solved", ha="center", va="center")
    axes.text(-0.2, 0.95, "η = 1: dead", ha="center", va="center")
    axes.plot([1], [0.5], "o", color=PAPER, markeredgecolor=INK, markersize=8)
    axes.text(1.08, 0.46, "start", va="top")
    axes.text(-0.75, 0.38, "flat: no way back", color=UNITS[0], ha="center", va="center")
    axes.set(
        xlim=(-1.5, 1.6),
        ylim=(-0.2, 1.25),
        xticks=[-1, 0, 0.5, 1],
        yticks=[0, 0.5, 1],
        xlabel="w",
        ylabel="loss",
    )
    axes.set_xticklabels(["−1", "0", "1/2", "1"])
    return Drawing(
        figure,
        alt="The loss over the weight w is flat for w ≤ 0 and a parabola with its minimum 0 at "
        "w = 1/2. From w = 1 a step with η = 1/4 lands in the minimum; a step with η = 1 lands "
        "at −1 on the flat part.",
        caption="Same start, same data: one step solves it, or kills the unit for ever.",
    )


@drawn
def two_minima():
    """The loss on the rows (1, 1) and (−1, 2)."""
    figure, axes = panel(4.6, 2.8)
    left, right = np.linspace(-3.6, 0, 60), np.linspace(0, 2.6, 60)
    axes.plot(
        [*left, *right],
        [*((1 + (-left - 2) ** 2) / 2), *(((right - 1) ** 2 + 4) / 2)],
        color=UNITS[0],
        linewidth=2.4,
    )
    for w, loss, words in ((1, 2, "strict minimum,\nloss 2"), (-2, 0.5, "best minimum,\nloss 1/2")):
        axes.plot([w], [loss], "o", color=INK, markersize=7)
        axes.text(w, loss - 0.2, words, ha="center", va="top")
    axes.text(0, 2.62, "ridge, loss 5/2", ha="center", va="bottom")
    axes.set(xlim=(-3.7, 2.7), ylim=(-0.6, 3.4), xticks=[-2, 0, 1], yticks=[0, 1, 2, 3], xlabel="w")
    return Drawing(
        figure,
        alt="A loss curve with two valleys: a shallow one at w = 1 with loss 2 and a deep one at "
        "w = −2 with loss 1/2, and a sharp ridge between them at w = 0.",
        caption="Gradient descent that starts on the right of the ridge ends in the worse valley.",
    )


@drawn
def frames(rows, target, shots, fixed):
    """Frames of a training run, and the best fit with the knots of its first frame.

    Parameters
    ----------
    rows, target : arrays
        The data.
    shots : sequence of pairs
        A title and the parameters (w, b, v, c) at that moment.
    fixed : tuple
        The parameters of the fit with frozen knots, (w, b, v, c).
    """
    panels = []
    for title, (w, b, v, c) in (*shots, ("knots frozen at step 0, best v", fixed)):
        figure, axes = panel(3.4, 2.3)
        knots = sorted((-b[i] / w[i], i) for i in range(len(w)) if abs(b[i]) < 2 * abs(w[i]))
        grid = np.sort([-2, 2, *(t for t, _ in knots)])

        def value(x, w=w, b=b, v=v, c=c):
            return float(np.maximum(w * x + b, 0) @ v + c)

        axes.plot(rows, target, color=GRID, linewidth=7, solid_capstyle="butt")
        axes.plot(grid, [value(x) for x in grid], color=INK, linewidth=1.8)
        for t, unit in knots:
            axes.plot([t], [value(t)], "o", color=UNITS[unit], markersize=7)
        axes.set(
            xlim=(-2.1, 2.1),
            ylim=(-1.7, 2.1),
            xticks=[-2, -1, 0, 1, 2],
            yticks=[-1, 0, 1, 2],
            title=title,
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Four frames. At step 0 the network is far from the hat that is its target. During "
        "training its knots, one dot a unit, travel to the corners of the hat, until it "
        "covers it. With the knots frozen where they started, the best fit misses the corners.",
        caption="Training moves the knots to the corners of the target; a regression has to make "
        "do with the knots it is given.",
    )
