"""The figure of the first page: is max(0, a) + max(0, b) the same as max(0, a + b)?"""

from fractions import Fraction

from ...core.network import Network
from .base import INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

RELU = Network([([[1]], [0]), ([[1]], [0])])
STATE = {"a": Fraction(-1), "b": Fraction(3, 2)}
_BARS, _WIDE = (2.9, 3.9), 0.5


def _relu(z: Fraction) -> Fraction:
    return RELU.evaluate(z)[0]


def shown(state: Numbers) -> dict[str, Fraction]:
    """The heights of the two bars."""
    a, b = state["a"], state["b"]
    return {"apart": _relu(a) + _relu(b), "joint": _relu(a + b)}


@drawn
def two_points() -> Drawing:
    """The graph of max(0, z), two points on it, and the two sums that a line would make equal."""
    figure, axes = panel(4.8, 3.0)
    axes.plot([-2.2, 0, 2.2], [0, 0, 2.2], color=INK, zorder=3)
    axes.axhline(0, color=MUTED, linewidth=0.8)
    heights = shown(STATE)
    for (name, value), colour in zip(STATE.items(), UNITS):
        x, y = float(value), float(_relu(value))
        axes.plot([x], [y], "o", color=colour, markersize=8, zorder=4, gid="still")
        axes.text(x - 0.15, y + 0.15, name, color=colour, fontsize=13, ha="right", gid="still")
    below = 0.0
    for (_, value), colour in zip(STATE.items(), UNITS):
        height = float(_relu(value))
        axes.bar([_BARS[0]], [height], _WIDE, below, color=colour, alpha=0.6, gid="still")
        below += height
    axes.bar([_BARS[1]], [float(heights["joint"])], _WIDE, color=INK, alpha=0.6, gid="still")
    for x, total in zip(_BARS, heights.values()):
        axes.text(x, float(total) + 0.1, str(total), ha="center", fontsize=13, gid="still")
    axes.set(
        xlim=(-2.2, 4.4), ylim=(0, 4.3), xticks=[-2, -1, 0, 1, 2, *_BARS], yticks=[0, 1, 2, 3, 4]
    )
    axes.set_xticklabels(["−2", "−1", "0", "1", "2", "r(a) + r(b)", "r(a + b)"])
    return Live(
        figure,
        name="sum",
        state=STATE,
        shown=shown,
        question="a straight line f through the point (0, 0) has f(a) + f(b) = f(a + b), whatever "
        "a and b are. When is max(0, a) + max(0, b) equal to max(0, a + b)?",
        choices=(
            "only when neither is negative",
            "whenever a and b are on one side of 0",
            "only when one of them is 0",
        ),
        answer="Whenever a and b are on the same side of 0; 0 itself belongs to either side. With "
        "0 strictly between them the two bars differ, and that is the whole story.",
        alt="The graph of max(0, z): 0 up to zero, then rising with slope 1. Two points on it, a "
        "at minus 1 and b at 3/2. Beside it two bars: r(a) + r(b) is 3/2, r(a + b) is 1/2.",
    )
