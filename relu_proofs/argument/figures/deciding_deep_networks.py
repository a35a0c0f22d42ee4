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
    return Drawing(
        _landscape(FORMULA[:3], "can be satisfied"),
        _landscape(FORMULA, "one clause more"),
        alt="Left: the network of a formula that only x = y = 1 satisfies is a single hill of "
        "height one half at (1, 1) and 0 at the other three corners. Right: with one clause more "
        "the formula cannot be satisfied, and the network is 0 everywhere.",
        caption="Is there a hill somewhere? That is the question whether the formula can be "
        "satisfied.",
    )


def _landscape(clauses, title):
    """The panel of the network of a formula: its heights, and its values at the corners."""
    figure, axes = panel(3.2, 3.0)
    grid = np.linspace(-0.5, 1.5, 161)
    x, y = np.meshgrid(grid, grid)
    height = 0.5 - _misses(clauses, x, y)
    for level in (0.001, 0.1, 0.2, 0.3, 0.4):
        if (height > level).any():
            axes.contourf(x, y, height, levels=[level, 1], colors=[UNITS[0]], alpha=0.22)
    for a, b in itertools.product((0, 1), repeat=2):
        value = gadget(clauses)([a, b])
        colour, inside = (INK, INK) if value > 0 else (MUTED, PAPER)
        axes.plot([a], [b], "o", color=colour, markerfacecolor=inside, markersize=7)
        paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1, "alpha": 0.75}
        axes.text(a + 0.1, b + 0.08, str(value), color=INK, bbox=paper)
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
    return figure


def _misses(clauses, x, y):
    """How far a point is from a corner that satisfies all clauses, as the network adds it up."""
    total = sum(np.minimum(np.abs(t), np.abs(t - 1)) for t in (x, y))
    for clause in clauses:
        literals = ((x if abs(k) == 1 else y, k) for k in clause)
        total = total + np.maximum(0, 1 - sum(t if k > 0 else 1 - t for t, k in literals))
    return total


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
