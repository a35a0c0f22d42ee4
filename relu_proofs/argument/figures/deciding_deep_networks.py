"""Figures of `argument/deciding-deep-networks`: a hill or nothing, sixteen tiles."""

import itertools
from fractions import Fraction

import numpy as np

from ...core.network import Network
from ..proofs.deciding_deep_networks import FORMULA, gadget
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

CORNERS = tuple(itertools.product((0, 1), repeat=2))
NAMES = ("x or y", "x or not y", "not x or y", "not x or not y")
NOTHING = ((2, -2),)
"""A clause that always holds: it stands for a formula without clauses."""
STATE = {
    "x": Fraction(7, 8),
    "y": Fraction(1),
    **{f"c{k}": Fraction(k < len(FORMULA)) for k in range(1, len(FORMULA) + 1)},
}
_LEVELS = (0.001, 0.125, 0.25, 0.375)


def _network(state: Numbers) -> Network:
    """The network of the clauses that are on."""
    chosen = [clause for k, clause in enumerate(FORMULA, 1) if state[f"c{k}"]]
    return gadget(chosen or NOTHING)


def shown(state: Numbers) -> dict[str, object]:
    """What the network is at the point, and on how many corners a hill stands."""
    G = _network(state)
    hills = sum(G.evaluate(corner)[0] > 0 for corner in CORNERS)
    return {"G": G([state["x"], state["y"]]), "hills": hills}


@drawn
def hill() -> Drawing:
    """The hill of a formula with three clauses, and switches for four."""
    G = _network(STATE)
    plane, left = panel(3.2, 2.9)
    grid = np.linspace(-0.5, 1.5, 161)
    heights = np.array([[float(G.evaluate([x, y])[0]) for x in grid] for y in grid])
    for level in _LEVELS:
        left.contourf(
            grid, grid, heights, levels=[level, 1], colors=[UNITS[0]], alpha=0.16
        ).set_gid("still")
    for corner in CORNERS:
        left.plot(*[[value] for value in corner], "o", color=MUTED, markersize=4)
    left.plot([float(STATE["x"])], [1], "o", color=INK, markersize=8, gid="still")
    left.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), aspect="equal", xticks=[0, 1], yticks=[0, 1])
    left.set(xlabel="x", ylabel="y")
    switches, right = panel(3.3, 2.2)
    for k, name in enumerate(NAMES, 1):
        look = UNITS[k]
        right.plot([0, 1], [-k, -k], color=look, linewidth=1.2, gid="still")
        right.text(-0.25, -k, name, color=look, ha="right", va="center", gid="still")
        right.plot([float(STATE[f"c{k}"])], [-k], "o", color=look, markersize=8, gid="still")
    right.text(0, -0.2, "off", color=MUTED, ha="center", va="center")
    right.text(1, -0.2, "on", color=MUTED, ha="center", va="center")
    right.set(xlim=(-3, 1.6), ylim=(-4.6, 0.2), xticks=[], yticks=[])
    for side in ("left", "bottom"):
        right.spines[side].set_visible(False)
    return Live(
        plane,
        switches,
        name="hill",
        state=STATE,
        shown=shown,
        question="the network is ½ at each corner (x and y are 0 or 1) at which every clause that "
        "is on holds, and 0 at the other corners. Three clauses are on, and a hill stands over "
        "(1, 1). Where is a hill if the fourth is switched on too?",
        choices=("over (1, 1), but lower", "nowhere", "over another corner"),
        answer="Nowhere: at every corner one of the four clauses does not hold, and the network "
        "is 0 everywhere. A hill stands over a corner exactly when every clause that is on holds "
        "there.",
        alt="Left, the square of x and y with a hill over the corner (1, 1), the only one at which "
        "three clauses hold. Right, switches for four clauses: x or y, x or not y, and not x or "
        "y are on; not x or not y is off.",
    )


@drawn
def sixteen() -> Drawing:
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
