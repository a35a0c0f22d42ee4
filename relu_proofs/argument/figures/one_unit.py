"""Figures of the page one-unit."""

from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes

from ...core.network import Network
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

RELU = Network([([[1]], [0]), ([[1]], [0])])


def _relu(axes: Axes, reach: float, **style: Any) -> None:
    axes.plot([-reach, 0, reach], [0, 0, reach], **{"color": UNITS[0], "linewidth": 2.4, **style})


@drawn
def near_and_far() -> Drawing:
    """ReLU escapes every band around a line; the hat stays in its band for ever."""
    away, left = panel(3.5, 2.6)
    left.fill_between([-8, 8], [-4.6, 3.4], [-3.4, 4.6], color=GRID, linewidth=0)
    left.plot([-8, 8], [-4, 4], color=MUTED, linestyle=(0, (4, 3)), linewidth=1.6)
    _relu(left, 8)
    left.set(
        xlim=(-8, 8), ylim=(-5, 8), xticks=[-8, 0, 8], yticks=[0, 8], title="without biases: gone"
    )
    stay, right = panel(3.5, 2.6)
    right.fill_between([-8, 8], [0, 0], [1, 1], color=GRID, linewidth=0)
    right.plot([-8, 8], [0.5, 0.5], color=MUTED, linestyle=(0, (4, 3)), linewidth=1.6)
    right.plot([-8, -1, 0, 1, 8], [0, 0, 1, 0, 0], color=INK, linewidth=2.4)
    right.set(
        xlim=(-8, 8),
        ylim=(-1.2, 2.2),
        xticks=[-8, 0, 8],
        yticks=[0, 1],
        title="the hat, with biases: stays",
    )
    return Drawing(
        away,
        stay,
        alt="Left: ReLU leaves every band around a line. Right: the hat, 1 at 0 and 0 outside "
        "[−1, 1], never leaves the band from 0 to 1 around the constant 1/2.",
        caption="Without biases a graph that bends runs away from every line; with biases more "
        "bends can bring it back.",
    )


CHORD = {"a": Fraction(-1), "b": Fraction(1), "zoom": Fraction(0)}


def chord_shown(state: Numbers) -> dict[str, Fraction]:
    """The ends of the chord, and how far it passes above the bend at 0."""
    glass = Fraction(10) ** int(state["zoom"])
    a, b = state["a"] / glass, state["b"] / glass
    low, high = min(a, b), max(a, b)
    gap = Fraction(0)
    if low < high:
        middle = min(max(Fraction(0), low), high)
        share = (middle - low) / (high - low)
        at_low, at_middle, at_high = (RELU.evaluate(z)[0] for z in (low, middle, high))
        gap = (1 - share) * at_low + share * at_high - at_middle
    return {"a": a, "b": b, "gap": gap}


@drawn
def chord() -> Drawing:
    """r with its chord from -1 to 1, the gap at 0, and the track of a magnifying glass."""
    figure, axes = panel(4.8, 3.2)
    _relu(axes, 2.2, color=INK, linewidth=2.0)
    axes.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    axes.plot([-1, 1], [0, 1], color=MUTED, linestyle=(0, (4, 3)), gid="still")
    axes.plot([0, 0], [0, 0.5], color=UNITS[1], linewidth=4, gid="still")
    axes.text(-0.1, 0.25, "1/2", color=UNITS[1], fontsize=13, ha="right", va="center", gid="still")
    axes.plot([-1, 1], [0, 1], "o", color=UNITS[0], markersize=8, gid="still")
    for tick in (-2, -1, 1, 2):
        label = str(tick).replace("-", "−")
        axes.text(tick, -0.1, label, color=MUTED, ha="center", va="top", gid="still")
    axes.set(xlim=(-2.2, 2.2), ylim=(-1.15, 2.2), xticks=[], yticks=[])
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return Live(
        figure,
        name="chord",
        state=CHORD,
        shown=chord_shown,
        question="take two points of the graph and join them by a straight segment. When does "
        "the whole segment lie on the graph?",
        choices=(
            "when they are on one side of 0",
            "when they are close enough",
            "never",
        ),
        answer="Whenever both are on the same side of 0; 0 itself belongs to either side. With 0 "
        "strictly between them the segment passes above the bend, however near they are, however "
        "much you magnify.",
        alt="The graph of max(0, z), flat up to 0 and rising with slope 1 from there. A straight "
        "line joins its points at −1 and at 1; at 0 it passes 1/2 above the graph.",
    )
