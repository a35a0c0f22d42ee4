"""Figures of the page half-line-half-fold: one function as a line half and a fold half."""

from fractions import Fraction

from ...core.network import Network
from .base import INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

STATE = {"x": Fraction(1), "v": Fraction(1, 2)}


def shown(state: Numbers) -> dict[str, Fraction]:
    """f(x) and f(-x), and the halves that their difference and their sum give."""
    f = Network([([[1], [-1]], [0, 0]), ([[1, state["v"]]], [0])])
    here, there = (f.evaluate(x)[0] for x in (state["x"], -state["x"]))
    return {"here": here, "there": there, "odd": (here - there) / 2, "even": (here + there) / 2}


@drawn
def halves() -> Drawing:
    """r(x) + r(-x)/2, the line x/4 and the fold 3|x|/4 that add up to it."""
    figure, axes = panel(4.8, 3.2)
    x, v = float(STATE["x"]), float(STATE["v"])
    tilt, fold = (1 - v) / 2, (1 + v) / 2
    dashes = (0, (4, 3))
    axes.plot([-2, 2], [-2 * tilt, 2 * tilt], color=UNITS[2], linestyle=dashes, gid="still")
    axes.plot([-2, 0, 2], [2 * fold, 0, 2 * fold], color=UNITS[3], linestyle=dashes, gid="still")
    axes.plot([-2, 0, 2], [2 * v, 0, 2], color=INK, gid="still")
    axes.plot([x, x], [0, x], color=MUTED, linestyle=dashes, linewidth=1.2, gid="still")
    for at, height, colour in (
        (x, x, INK),
        (-x, v * x, INK),
        (x, tilt * x, UNITS[2]),
        (x, fold * x, UNITS[3]),
    ):
        axes.plot([at], [height], "o", color=colour, markersize=7, gid="still")
    axes.axhline(0, color=MUTED, linewidth=0.8)
    axes.text(2.05, 2.0, "f", color=INK, fontsize=13, va="center")
    axes.text(-2.15, -1.75, "line half", color=UNITS[2])
    axes.text(-1.35, -1.75, "fold half", color=UNITS[3])
    axes.set(xlim=(-2.3, 2.3), ylim=(-2.1, 2.3), xticks=[-2, -1, 0, 1, 2], yticks=[-2, 0, 2])
    return Live(
        figure,
        name="halves",
        state=STATE,
        shown=shown,
        question="f is the sum of the two dashed graphs, a straight line and a fold, that is a V. "
        "If the left arm of f is pulled up until it is as steep as the right one, what becomes "
        "of the two?",
        choices=("both get steeper", "the line lies flat", "the fold lies flat"),
        answer="The line lies flat: f is then the same at x and −x, and all of it is the fold. "
        "Pull the arm down until f is straight, and the fold lies flat: the fold, the mean of f(x) "
        "and f(−x), is 0 exactly when f is linear. The line is the mean of f(x) and −f(−x). "
        "Together the two are always f.",
        alt="The graph of f(x) = r(x) + r(−x)/2, which falls with slope −1/2 left of 0 and rises "
        "with slope 1 right of it. Its line half x/4 and its fold half 3|x|/4 are dashed. At "
        "x = 1: f is 1, the line half 1/4, the fold half 3/4.",
    )
