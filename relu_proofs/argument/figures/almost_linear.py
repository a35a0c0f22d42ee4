"""Figures of the page almost-linear: the nearest line in a window."""

from fractions import Fraction

from matplotlib.axes import Axes

from ...approximate.best import best_line
from ...core.piecewise import Piecewise
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

STATE = {"R": Fraction(1)}


def shown(state: Numbers) -> dict[str, Fraction]:
    """The error of the nearest line in the window from -R to R, and its share of R."""
    R = state["R"]
    found = best_line(Piecewise([0], [0, 1], at=0, value=0), -R, R)
    assert isinstance(found.error, Fraction)  # of a target in pieces it is exact
    return {"error": found.error, "share": found.error / R, "slope": found.function.slopes[0]}


def _window(axes: Axes, reach: float, end: float) -> None:
    miss = reach / 4
    axes.fill_between(
        [-reach, reach],
        -0.35 * reach,
        1.15 * reach,
        color=MUTED,
        alpha=0.16,
        linewidth=0,
        gid="still",
    )
    axes.plot([-end, 0, end], [0, 0, end], color=UNITS[0], gid="still")
    axes.plot(
        [-reach, reach],
        [miss - reach / 2, miss + reach / 2],
        color=UNITS[1],
        linestyle=(0, (4, 3)),
        gid="still",
    )
    for x in (-reach, 0, reach):
        axes.plot([x, x], [max(0, x), x / 2 + miss], color=INK, linewidth=4, gid="still")


@drawn
def window() -> Drawing:
    """ReLU with the nearest line in the window from -1 to 1: as it is, and filling the view."""
    whole, left = panel(3.4, 2.6)
    _window(left, 1, 4.2)
    left.set(xlim=(-4.2, 4.2), ylim=(-1.5, 4.7), xticks=[-4, -2, 0, 2, 4], yticks=[0, 2, 4])
    left.set_title("as it is")
    near, right = panel(3.4, 2.6)
    _window(right, 1, 1.1)
    right.text(-0.07, 0.28, "1/4", ha="right", fontsize=13, gid="still")
    for x, label in ((-1, "−1"), (1, "1")):
        right.text(x, -0.45, label, color=MUTED, ha="center", va="top", gid="still")
    right.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    right.set(xlim=(-1.1, 1.1), ylim=(-0.45, 1.2), xticks=[], yticks=[])
    right.set_title("the window, filling the view")
    return Live(
        whole,
        near,
        name="window",
        state=STATE,
        shown=shown,
        question="you step back, and see more of ReLU at once. Does it look more like a straight "
        "line then?",
        choices=("it looks just the same", "yes, straighter", "no, more bent"),
        answer="Just the same. The nearest line misses by a quarter of the window's half width, "
        "in every window with the bend in its middle: the miss grows as you step back, "
        "and the window grows with it.",
        alt="Two pictures of ReLU with the nearest straight line in the window from minus 1 to 1, "
        "which misses it by 1/4 at three points: at both ends and at 0. Right, the window alone.",
    )
