"""Figures of `beyond/why-this-bend`: what a chain of ReLUs passes, and one of sigmoids."""

from fractions import Fraction
from math import log10

from ...core.network import Network
from ...decide.point import at_point
from .base import MUTED, UNITS, drawn, panel
from .live import Live, Numbers

STATE = {"L": Fraction(2), "w": Fraction(1)}
_LAYERS, _LOW, _HIGH = 10, -7, 6.5
_TRACKS = {"layers": -9, "weight": -11}


def chain(layers: int, weight: Fraction) -> Network:
    """So many hidden layers of one unit each, all with this weight, and output weight 1."""
    return Network([*(([[weight]], [0]) for _ in range(layers)), ([[1]], [0])])


def shown(state: Numbers) -> dict[str, Fraction]:
    """The slope of the ReLU chain at 1, and the bound for sigmoids."""
    layers, w = int(state["L"]), state["w"]
    slope = at_point(chain(layers, w), 1).map.U[0][0]
    return {"relu": slope, "sigmoid": (abs(w) / 4) ** layers}


@drawn
def passed_back() -> Live:
    """The slope that is left after each layer, for weights 1: ReLU stays at 1, sigmoid falls."""
    figure, axes = panel(4.8, 4.0)
    layers = range(int(STATE["L"]) + 1)
    for share, colour in ((1, UNITS[0]), (4, UNITS[1])):
        heights = [-k * log10(share) for k in layers]
        axes.plot(layers, heights, "o-", color=colour, markersize=5, gid="still")
    axes.text(2.2, 0.4, "ReLU that is on", color=UNITS[0], gid="still")
    axes.text(2.2, -1.9, "sigmoid, at most", color=UNITS[1], gid="still")
    for words, y in _TRACKS.items():
        axes.plot([0, _LAYERS], [y, y], color=MUTED, linewidth=1.2)
        axes.text(-0.4, y, words, color=MUTED, ha="right", va="center")
    axes.plot([2], [_TRACKS["layers"]], "o", color=MUTED, markersize=8, gid="still")
    axes.plot([4], [_TRACKS["weight"]], "o", color=MUTED, markersize=8, gid="still")
    axes.set(
        xlim=(0, _LAYERS + 0.4),
        ylim=(-12, _HIGH),
        xticks=[0, 2, 4, 6, 8, 10],
        yticks=[-6, -3, 0, 3, 6],
    )
    axes.set_yticklabels(["10⁻⁶", "10⁻³", "1", "10³", "10⁶"])
    return Live(
        figure,
        name="chain",
        state=STATE,
        shown=shown,
        question="five sigmoid layers in a row, one unit each, all weights 1. How much of a small "
        "change at the input can arrive at the output, at most?",
        choices=("a quarter", "about a twentieth", "about a thousandth"),
        answer="About a thousandth: each layer passes at most 1/4, so at most 1/1024 is left after "
        "five. Through ReLUs that are on, all of it arrives. Slide the weight below 0: at the "
        "input 1 the first ReLU is then off, and nothing arrives.",
        alt="The slope that is left after 0, 1 and 2 layers with weight 1, on a scale of powers of "
        "ten. For ReLUs that are on it stays 1, for sigmoids it is at most 1, 1/4 and 1/16.",
    )
