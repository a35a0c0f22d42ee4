"""Figures of the page one-unit."""

import math
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes

from ...core.network import Network
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

RELU = Network([([[1]], [0]), ([[1]], [0])])

NOTE = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}


def _relu(axes: Axes, reach: float, **style: Any) -> None:
    axes.plot([-reach, 0, reach], [0, 0, reach], **{"color": UNITS[0], "linewidth": 2.4, **style})


@drawn
def below_the_chord() -> Drawing:
    """r between −1 and 1, with its chord and the gap at 0."""
    figure, axes = panel(4.6, 2.7)
    axes.plot([-1, 1], [0, 1], color=MUTED, linestyle=(0, (4, 3)), linewidth=1.6)
    _relu(axes, 1.35)
    axes.plot([-1, 0, 1], [0, 0, 1], "o", color=UNITS[0], markersize=6)
    axes.annotate("", (0, 0.5), (0, 0), arrowprops={"arrowstyle": "<->", "color": INK})
    axes.text(-0.07, 0.2, "1/2", va="center", ha="right")
    axes.text(-0.62, 0.37, "chord", color=MUTED, ha="right")
    axes.text(-1.3, -0.2, "slope 0: r(z) = 0", color=UNITS[0])
    axes.text(0.72, 0.42, "slope 1: r(z) = z", color=UNITS[0], bbox=NOTE)
    axes.set(xlim=(-1.4, 1.75), ylim=(-0.3, 1.45), xticks=[-1, 0, 1], yticks=[0, 1])
    return Drawing(
        figure,
        alt="ReLU is 0 up to z = 0 and then rises with slope 1. The chord from its point at −1 to "
        "its point at 1 passes 1/2 above its value at 0.",
        caption="Straight on both sides, and still half a unit below its own chord at 0.",
    )


@drawn
def the_bend() -> Drawing:
    """Second differences of r for three steps, and softplus above r."""
    hills, left = panel(3.5, 2.7)
    for step, shade in ((1, 0.35), (0.5, 0.65), (0.25, 1)):
        left.plot([-1.2, -step, 0, step, 1.2], [0, 0, 1 / step, 0, 0], color=UNITS[0], alpha=shade)
    for step, x, y in ((1, 0.62, 0.55), (0.5, 0.33, 1.15), (0.25, 0.16, 2.7)):
        left.text(x, y, f"h = {step:g}", color=INK)
    left.set(
        xlim=(-1.25, 1.25),
        ylim=(0, 4.7),
        xticks=[-1, 0, 1],
        yticks=[0, 2, 4],
        title="second difference ÷ h²",
    )
    soft, right = panel(3.5, 2.7)
    grid = [k / 60 for k in range(-120, 121)]
    for beta, shade in ((1, 0.45), (3, 1)):
        right.plot(grid, [_softplus(beta, z) for z in grid], color=UNITS[1], alpha=shade)
    _relu(right, 2)
    right.text(-0.35, 0.72, "β = 1", color=INK, ha="right")
    right.text(-0.32, 0.17, "β = 3", color=INK, ha="right")
    right.text(0.42, 0.16, "ReLU", color=UNITS[0])
    right.set(
        xlim=(-2, 2),
        ylim=(-0.12, 2),
        xticks=[-2, 0, 2],
        yticks=[0, 1, 2],
        title="softplus above ReLU",
    )
    return Drawing(
        hills,
        soft,
        alt="Left: three hills of area 1 over 0, of half-width 1, 1/2 and 1/4, the narrower the "
        "taller. Right: softplus curves for β = 1 and β = 3 above ReLU; the gap is widest at "
        "0 and shrinks as β grows.",
        caption="However small the step, the whole bend is found at 0; softplus spreads the same "
        "bend around it.",
    )


def _softplus(beta: float, z: float) -> float:
    return (max(beta * z, 0) + math.log1p(math.exp(-abs(beta * z)))) / beta


@drawn
def every_zoom() -> Drawing:
    """r, its best line on [−R, R] and the band of R/4 around it, for R = 1 and R = 100."""
    panels = []
    for reach in (1, 100):
        figure, axes = panel(3.4, 2.7)
        ends, quarter = [-reach, reach], reach / 4
        line = [-reach / 4, 3 * reach / 4]
        axes.fill_between(
            ends, [y - quarter for y in line], [y + quarter for y in line], color=GRID, linewidth=0
        )
        axes.plot(ends, line, color=MUTED, linestyle=(0, (4, 3)), linewidth=1.6)
        _relu(axes, reach)
        for x, top in ((-reach, 0), (0, quarter), (reach, reach)):
            axes.plot([x, x], [top - quarter, top], color=INK, linewidth=1.1)
        axes.text(-0.94 * reach, -0.13 * reach, f"{quarter:g}", va="center", ha="left", bbox=NOTE)
        axes.text(0.06 * reach, 0.12 * reach, f"{quarter:g}", va="center", bbox=NOTE)
        axes.text(0.94 * reach, 0.87 * reach, f"{quarter:g}", va="center", ha="right", bbox=NOTE)
        axes.set(
            xlim=(-1.06 * reach, 1.06 * reach),
            ylim=(-0.55 * reach, 1.06 * reach),
            xticks=[-reach, 0, reach],
            yticks=[0, reach],
            title=f"R = {reach}",
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Two pictures, of ReLU and its nearest line on [−1, 1] and on [−100, 100]. They are "
        "alike up to the numbers on the axes: the error is R/4 at both ends and at 0.",
        caption="Step back a hundred times: the gap is a hundred times larger, and the picture "
        "is the same.",
    )


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
        caption="Without biases a bend grows for ever; with biases a network can take it back.",
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
        gap = (1 - share) * RELU(low) + share * RELU(high) - RELU(middle)
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
        question="join two points of the graph by a straight line, one on each side of 0. Where "
        "does that line run?",
        choices=("above the bend", "through the bend", "below the bend"),
        answer="Above it, and it stays so however much you magnify. With both points on one side "
        "of 0 the line lies on the graph.",
        alt="The graph of max(0, z), flat up to 0 and rising with slope 1 from there. A straight "
        "line joins its points at −1 and at 1; at 0 it passes 1/2 above the graph.",
    )
