"""Figures of `argument/deciding-deep-networks`: interval and truth, a bump or nothing, 16 tiles."""

import itertools

import numpy as np

from ..proofs.deciding_deep_networks import FORMULA, gadget
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel


@drawn
def interval():
    """r(x) - r(x) + 1/2 on [0, 1], and what intervals know about it."""
    figure, axes = panel(4.2, 2.5)
    axes.fill_between([0, 1], [-0.5, -0.5], [1.5, 1.5], color=UNITS[1], alpha=0.16, linewidth=0)
    axes.plot([0, 1], [0.5, 0.5], color=UNITS[0], linewidth=2.6)
    axes.text(0.5, 1.2, "what intervals allow", color=UNITS[1], ha="center")
    axes.text(0.5, 0.6, "the network: ½", color=UNITS[0], ha="center")
    axes.set(xlim=(0, 1), ylim=(-0.6, 1.6), xticks=[0, 1], yticks=[-0.5, 0.5, 1.5], xlabel="x")
    axes.set_yticklabels(["−½", "½", "3/2"])
    return Drawing(
        figure,
        alt="On [0, 1] the network r(x) - r(x) + 1/2 is the horizontal line 1/2; interval "
        "arithmetic allows the whole band from -1/2 to 3/2 around it.",
        caption="Intervals forget that both units see the same x; the truth is a single line.",
    )


@drawn
def bump():
    """The networks of a satisfiable and of an unsatisfiable formula."""
    panels = []
    grid = np.linspace(-0.5, 1.5, 161)

    def distance(t):
        return np.minimum(np.abs(t), np.abs(t - 1))

    def literal(k, x, y):
        value = x if abs(k) == 1 else y
        return value if k > 0 else 1 - value

    x, y = np.meshgrid(grid, grid)
    for clauses, title in ((FORMULA[:3], "can be satisfied"), (FORMULA, "one clause more")):
        total = distance(x) + distance(y)
        for clause in clauses:
            total = total + np.maximum(0, 1 - sum(literal(k, x, y) for k in clause))
        figure, axes = panel(3.2, 3.0)
        for level in (0.001, 0.1, 0.2, 0.3, 0.4):
            if (0.5 - total > level).any():
                axes.contourf(x, y, 0.5 - total, levels=[level, 1], colors=[UNITS[0]], alpha=0.22)
        for a, b in itertools.product((0, 1), repeat=2):
            holds = gadget(clauses)([a, b]) > 0
            axes.plot(
                [a],
                [b],
                "o",
                color=INK if holds else MUTED,
                markerfacecolor=INK if holds else PAPER,
                markersize=7,
            )
            axes.text(
                a + 0.1,
                b + 0.08,
                str(gadget(clauses)([a, b])),
                color=INK,
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1, "alpha": 0.75},
            )
        axes.set(
            xlim=(-0.5, 1.5),
            ylim=(-0.5, 1.5),
            xticks=[0, 1],
            yticks=[0, 1],
            xlabel="x",
            ylabel="y",
            aspect="equal",
            title=title,
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Left: the network of a formula that only x = y = 1 satisfies is a single hill of "
        "height one half at (1, 1) and 0 at the other three corners. Right: with one clause more "
        "the formula cannot be satisfied, and the network is 0 everywhere.",
        caption="Is there a hill somewhere? That is the question whether the formula can be "
        "satisfied.",
    )


@drawn
def sixteen():
    """The 16 sign patterns of the second layer; one of them kills the network."""
    figure, axes = panel(3.4, 3.4)
    for k, signs in enumerate(itertools.product((1, -1), repeat=4)):
        column, row = k % 4, 3 - k // 4
        dead = all(sign < 0 for sign in signs)
        axes.fill(
            [column + 0.06, column + 0.94, column + 0.94, column + 0.06],
            [row + 0.06, row + 0.06, row + 0.94, row + 0.94],
            color=UNITS[1] if dead else GRID,
            alpha=1 if dead else 0.45,
            linewidth=0,
        )
        for i, sign in enumerate(signs):
            axes.text(
                column + 0.32 + 0.36 * (i % 2),
                row + 0.66 - 0.32 * (i // 2),
                "+" if sign > 0 else "−",
                color=PAPER if dead else INK,
                ha="center",
                va="center",
                fontsize=13,
            )
    axes.set(xlim=(0, 4), ylim=(0, 4), xticks=[], yticks=[], aspect="equal")
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return Drawing(
        figure,
        alt="Sixteen tiles, one for each way to choose the four signs of the second layer's "
        "weights. One tile, with four minus signs, is marked.",
        caption="Sixteen equally likely patterns of signs; the marked one switches the second "
        "layer off for good.",
    )
