"""Figures of `argument/without-biases`: a wave that one layer cannot follow, a hat from a slice."""

import math

from ...core.network import Network
from ..proofs.without_biases import TWO_LAYERS
from .base import INK, MUTED, PAPER, UNITS, Drawing, drawn, panel

SIX = [60 * j for j in range(6)]


@drawn
def wave():
    """cos 3 theta on the circle, with a network of one layer, then with one of two."""
    angles = [a / 2 for a in range(721)]
    one = Network([([[2, 1], [-1, 2], [-1, -3]], [0, 0, 0]), ([[0.5, -0.7, 0.4]], [0])])
    panels = []
    for title, colour, value in (
        ("one layer: the alternating sum is 0", UNITS[1], lambda c, s: float(one([c, s]))),
        (
            "two layers: all six corners hit",
            UNITS[0],
            lambda c, s: float(TWO_LAYERS([c + s / 3**0.5, 2 * s / 3**0.5])),
        ),
    ):
        figure, axes = panel(3.55, 2.7)
        circle = [(math.cos(math.radians(a)), math.sin(math.radians(a))) for a in angles]
        axes.plot(
            angles, [math.cos(math.radians(3 * a)) for a in angles], color=MUTED, linewidth=1.5
        )
        axes.plot(angles, [value(c, s) for c, s in circle], color=colour)
        axes.plot(SIX, [(-1) ** j for j in range(6)], "o", color=INK, markersize=6)
        axes.set(
            xlim=(-8, 360),
            ylim=(-1.9, 1.9),
            xticks=[0, 120, 240, 360],
            yticks=[-1, 0, 1],
            xlabel="θ in degrees",
            title=title,
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="The wave cos 3 theta over one turn, with dots where it is 1 and -1 in turn, at 0, "
        "60, ..., 300 degrees. Left, a network with one hidden layer: it misses several dots by "
        "more than 1. Right, a network with two hidden layers: it passes through all six dots and "
        "stays close to the wave.",
        caption="One layer without biases misses some dot by at least 1, however wide it is; two "
        "layers go through all six.",
    )


@drawn
def slice_of_cones():
    """The hat as the slice s = 1 of a bias-free network in the plane (x, s)."""
    plane, axes = panel(3.4, 2.8)
    for k, slope in enumerate((-1, 0, 1)):
        axes.plot([-2 * slope, 2 * slope], [-2, 2], color=UNITS[k])
        axes.plot([slope], [1], "o", color=UNITS[k], markersize=7)
    axes.axhline(1, color=INK, linestyle=(0, (4, 3)), linewidth=1.4)
    axes.text(
        -1.95, 1.13, "s = 1", color=INK, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1}
    )
    axes.set(
        xlim=(-2, 2),
        ylim=(-1, 2),
        xticks=[-2, -1, 0, 1, 2],
        yticks=[-1, 0, 1, 2],
        xlabel="x",
        ylabel="s",
        title="g(x, s): creases through 0",
    )
    hat, below = panel(3.4, 2.8)
    below.plot([-2, -1, 0, 1, 2], [0, 0, 1, 0, 0], color=INK)
    for k, (x, y) in enumerate(((-1, 0), (0, 1), (1, 0))):
        below.plot([x], [y], "o", color=UNITS[k], markersize=7)
    below.set(
        xlim=(-2, 2),
        ylim=(-0.25, 1.25),
        xticks=[-2, -1, 0, 1, 2],
        yticks=[0, 1],
        xlabel="x",
        title="its slice g(x, 1): the hat",
    )
    return Drawing(
        plane,
        hat,
        alt="Left: the plane of x and s with three creases, all through the origin; the dashed "
        "line s = 1 crosses them at x = -1, 0 and 1. Right: along that line the network is the "
        "hat, with knots at -1, 0 and 1.",
        caption="A bias is the weight of a constant input: on the slice s = 1 the creases through "
        "0 become knots anywhere.",
    )
