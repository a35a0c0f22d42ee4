"""Figures of `argument/the-hexagon`: two units to aim at a wave, and two layers that follow it."""

import math
from fractions import Fraction

from ...core.network import Network
from ..proofs.the_hexagon import HEXAGON, TWO_LAYERS
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

HALF = Fraction(1, 2)
STATE = {
    **{name: Fraction(value) for name, value in {"a1": 2, "b1": -1, "a2": -1, "b2": 2}.items()},
    "v1": HALF,
    "v2": HALF,
}
SIX = [60 * j for j in range(6)]
ROOT = math.sqrt(3)
_TRACKS = {"v1": (-2.5, "v₁"), "v2": (-3.1, "v₂")}


def one_layer(state: Numbers) -> Network:
    """Two units on the coordinates (x, y) of the point xp + yq, p and q two corners at 120°."""
    rows = [[state["a1"], state["b1"]], [state["a2"], state["b2"]]]
    return Network([(rows, [0, 0]), ([[state["v1"], state["v2"]]], [0])])


def shown(state: Numbers) -> dict[str, Fraction]:
    """The six misses at the corners, their signed sum, and the largest of them."""
    f = one_layer(state)
    misses = [(-1) ** j - f.evaluate(corner)[0] for j, corner in enumerate(HEXAGON)]
    signed = sum(((-1) ** j * miss for j, miss in enumerate(misses)), Fraction(0))
    named = {f"miss{j}": miss for j, miss in enumerate(misses)}
    return {**named, "sum": signed, "largest": max(map(abs, misses))}


def _arrow(a: Fraction, b: Fraction) -> tuple[float, float]:
    """The weights w with w·p = a and w·q = b."""
    return float(a), (float(b) + float(a) / 2) * 2 / ROOT


def _fed(degrees: float) -> list[float]:
    """The coordinates of a point of the circle."""
    x, y = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [x + y / ROOT, 2 * y / ROOT]


@drawn
def six_corners() -> Drawing:
    """The circle with two units' directions, and the wave with what the two units make of it."""
    plane, left = panel(3.0, 3.2)
    turn = [math.radians(3 * k) for k in range(121)]
    left.plot([math.cos(t) for t in turn], [math.sin(t) for t in turn], color=GRID, linewidth=1.2)
    for j, degrees in enumerate(SIX):
        t = math.radians(degrees)
        left.plot([math.cos(t)], [math.sin(t)], "o", color=INK if j % 2 == 0 else MUTED)
        sign = "1" if j % 2 == 0 else "−1"
        beside = t + math.radians(18)  # off the ray, on which an arrow may lie
        left.text(1.3 * math.cos(beside), 1.3 * math.sin(beside), sign, ha="center", va="center")
    for k, name in enumerate(("1", "2")):
        x, y = _arrow(STATE["a" + name], STATE["b" + name])
        left.plot([0, x], [0, y], color=UNITS[k], gid="still")
        left.plot([x], [y], "o", color=UNITS[k], markersize=8, gid="still")
        height, words = _TRACKS["v" + name]
        left.plot([-1.5, 1.5], [height] * 2, color=UNITS[k], linewidth=1.2, gid="still")
        left.text(-1.8, height, words, color=UNITS[k], ha="right", va="center", gid="still")
        at = [float(STATE["v" + name])]
        left.plot(at, [height], "o", color=UNITS[k], markersize=8, gid="still")
    left.set(xlim=(-2.7, 2.7), ylim=(-3.4, 2.4), aspect="equal", xticks=[], yticks=[])
    wave, right = panel(3.6, 2.6)
    angles = [3 * k for k in range(121)]
    f = one_layer(STATE)
    right.plot(angles, [math.cos(math.radians(3 * a)) for a in angles], color=MUTED, linewidth=1.4)
    right.plot(angles, [float(f.evaluate(_fed(a))[0]) for a in angles], color=INK, gid="still")
    for j, corner in enumerate(HEXAGON):
        ends = [(-1) ** j, float(f.evaluate(corner)[0])]
        right.plot([60 * j] * 2, ends, color=UNITS[3], linewidth=4, gid="still")
    right.set(xlim=(0, 360), ylim=(-2.3, 2.3), xticks=[0, 120, 240, 360], yticks=[-2, -1, 0, 1, 2])
    right.set_xticklabels(["0°", "120°", "240°", "360°"])
    right.set_title("once round the circle")
    for side in ("left", "bottom"):
        left.spines[side].set_visible(False)
    return Live(
        plane,
        wave,
        name="hexagon",
        state=STATE,
        shown=shown,
        question="two units without biases are drawn as arrows, their sum as the thick graph, "
        "which is to follow the thin one, the wave. With as many units as you like, in one layer, "
        "how small can the largest miss become?",
        choices=("as small as you like", "1, and no smaller", "1/5, and no smaller"),
        answer="1, and no smaller. Take the six misses, wave minus sum, at the dots on the circle, "
        "multiply them by +, −, +, −, +, − and add: the result is always 6, whatever the units "
        "are. So one of the six is at least 1 in size, and with no units at all each is just 1.",
        alt="Left, a circle with six corners marked 1 and −1 in turn, and the directions of two "
        "units. Right, once round the circle: the wave cos 3θ, the sum of the two units, and its "
        f"miss at each of the six corners as a bar; the largest miss is {shown(STATE)['largest']}.",
    )


@drawn
def two_layers() -> Drawing:
    """cos 3 theta on the circle, with a network of two layers."""
    figure, axes = panel(4.4, 2.5)
    angles = [a / 2 for a in range(721)]
    axes.plot(angles, [math.cos(math.radians(3 * a)) for a in angles], color=MUTED, linewidth=1.5)
    heights = [float(TWO_LAYERS.evaluate(_fed(a))[0]) for a in angles]
    axes.plot(angles, heights, color=UNITS[0])
    axes.plot(SIX, [(-1) ** j for j in range(6)], "o", color=INK, markersize=6)
    axes.set(xlim=(-8, 360), ylim=(-1.3, 1.3), xticks=[0, 120, 240, 360], yticks=[-1, 0, 1])
    axes.set_xticklabels(["0°", "120°", "240°", "360°"])
    return Drawing(
        figure,
        alt="The wave cos 3θ over one turn, with dots where it is 1 and −1 in turn, at 0, 60, ..., "
        "300 degrees. A network with two hidden layers passes through all six dots and stays "
        "close to the wave in between.",
        caption="Two layers go through all six corners and stay near the wave in between.",
    )
