"""The figure of `argument/without-biases`: a slice through creases that all pass through 0."""

from fractions import Fraction

from ...core.network import Network
from ..proofs.without_biases import constant_as_input
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

STATE = {"s": Fraction(1), "b": Fraction(-1)}
FAR = 9
"""An input beyond all knots that the picture can reach."""


def network(b: Fraction) -> Network:
    """Three units with the biases 1, 0 and b, and a fourth input weight in place of each bias."""
    return constant_as_input(Network([([[1], [1], [1]], [1, 0, b]), ([[1, -2, 1]], [0])]))


def shown(state: Numbers) -> dict[str, Fraction]:
    """Where the units bend on the slice, and the values in the middle and far to the right."""
    s, g = state["s"], network(state["b"])
    rows = g.layers[0].weight[:3]
    knots = {f"knot{k}": -row[1] * s / row[0] for k, row in enumerate(rows, 1)}
    middle, far = (g.evaluate([x, s])[0] for x in (0, FAR))
    return {**knots, "middle": middle, "far": far}


@drawn
def fan() -> Drawing:
    """The plane of x and s with three creases through 0, and the slice s = 1, which is the hat."""
    plane, axes = panel(3.4, 2.5)
    for k, slope in enumerate((-1, 0, 1)):
        gid = "still" if k == 2 else None
        axes.plot([0, 2.2 * slope], [0, 2.2], color=UNITS[k], gid=gid)
        axes.plot([slope], [1], "o", color=UNITS[k], markersize=7, gid="still")
    axes.plot([-2.6, 2.6], [1, 1], color=INK, linestyle=(0, (4, 3)), linewidth=1.4, gid="still")
    axes.plot([2.3], [1], "o", color=INK, markersize=8, gid="still")
    axes.set(xlim=(-2.6, 2.6), ylim=(-0.25, 2.2), xticks=[-2, 0, 2], yticks=[0, 1, 2])
    axes.set_title("the inputs x and s")
    cut, below = panel(3.4, 2.5)
    below.plot([-2.6, -1, 0, 1, 2.6], [0, 0, 1, 0, 0], color=INK, gid="still")
    for k, (x, y) in enumerate(((-1, 0), (0, 1), (1, 0))):
        below.plot([x], [y], "o", color=UNITS[k], markersize=7, gid="still")
    below.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    below.text(2.5, -1.9, "x", color=MUTED, ha="right")
    below.set(xlim=(-2.6, 2.6), ylim=(-2.2, 2.2), xticks=[-2, 0, 2], yticks=[-2, 0, 2])
    below.set_title("along the dashed line")
    return Live(
        plane,
        cut,
        name="fan",
        state=STATE,
        shown=shown,
        question="a network without biases has two inputs, x and s. It bends along the three lines "
        "in the first panel. Walk along the dashed line, where s is 1, and you meet three bends. "
        "What becomes of them when the dashed line slides down to s = 0?",
        choices=("they stay apart", "they run off to the sides", "they come together"),
        answer="They come together at x = 0, and here they even cancel. What kept them apart was "
        "the input s: at s = 1 its weights act as biases, at s = 0 as nothing.",
        alt="Left, the plane of x and s with three creases that meet at the origin; the dashed "
        "line s = 1 crosses them at x = −1, 0 and 1. Right, the network along that line: 0 up to "
        "−1, up to 1 at 0, down to 0 at 1, and 0 from there.",
    )
