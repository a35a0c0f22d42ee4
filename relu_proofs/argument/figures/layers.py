"""Figures of `beyond/layers`: six layers of one number, and the second difference of each."""

from collections.abc import Callable
from fractions import Fraction

from ...core.network import Network
from ...core.piecewise import Piecewise
from .base import INK, MUTED, UNITS, drawn, panel
from .live import Live, Numbers

HALF = Fraction(1, 2)
STATE = {"k": Fraction(1), "t": Fraction(0)}


def _units(weights: list[object], biases: list[object], out: list[object], c: object) -> Network:
    return Network([([[w] for w in weights], biases), ([out], [c])])


NETWORKS = (
    Network.affine([["1/2"]], ["1/2"]),  # the average of t and 1
    _units([1], [-1], [1], 1),  # max(t, 1) = 1 + r(t - 1)
    _units([1, 1], [1, -1], [1, -1], -1),  # hard tanh
    _units([1, -1], [0, 0], [1, "-1/4"], 0),  # leaky ReLU
)
CUT = _units([1, 1], [3, -3], [1, -1], 0)  # ReLU6 at t + 3


def layer(k: int) -> Callable[[Fraction], Fraction]:
    """The k-th layer as a function of one number."""
    if k < len(NETWORKS):
        return lambda t: NETWORKS[k].evaluate(t)[0]
    return (lambda t: t * CUT.evaluate(t)[0] / 6) if k == 4 else (lambda t: t * t / 4)


def kind(k: int) -> str:
    """Straight, straight in pieces, or curved; by its knots, if it has finitely many."""
    if k >= len(NETWORKS):
        return "curved"
    return "straight in pieces" if Piecewise.from_network(NETWORKS[k]).knots else "straight"


def shown(state: Numbers) -> dict[str, object]:
    """The value, the second difference with step 1/2, and the kind of the layer."""
    k, t = int(state["k"]), state["t"]
    f = layer(k)
    second = f(t + HALF) - 2 * f(t) + f(t - HALF)
    return {"value": f(t), "second": second, "kind": kind(k)}


@drawn
def probe() -> Live:
    """Max pooling of t and 1, and its second difference: 0 but for a triangle over t = 1."""
    above, axes = panel(4.6, 2.9)
    axes.plot([-4, 1, 4], [1, 1, 4], color=UNITS[0], gid="still")
    axes.plot([0], [1], "o", color=INK, markersize=8, gid="still")
    axes.plot([-4, 4], [-2.6, -2.6], color=MUTED, linewidth=1.2)
    axes.text(-4.2, -2.6, "layer", color=MUTED, ha="right", va="center")
    axes.set(xlim=(-4, 4), ylim=(-3.2, 4.2), xticks=[-4, -2, 0, 2, 4], yticks=[0, 2, 4])
    below, axes = panel(4.6, 1.7)
    axes.plot([-3.5, 0.5, 1, 1.5, 3.5], [0, 0, 0.5, 0, 0], color=UNITS[1], gid="still")
    axes.plot([0], [0], "o", color=INK, markersize=5, gid="still")
    axes.set(xlim=(-4, 4), ylim=(-0.6, 0.7), xticks=[-4, -2, 0, 2, 4], yticks=[-0.5, 0, 0.5])
    axes.set_yticklabels(["−1/2", "0", "1/2"])
    return Live(
        above,
        below,
        name="probe",
        state=STATE,
        shown=shown,
        question="max pooling hands on the larger of two numbers, here of t and 1: two straight "
        "pieces. Average pooling hands on their mean. Attention multiplies numbers that both come "
        "from the input, as in t · t/4. Which of the last two is straight for all t?",
        choices=("both", "only the mean", "only the product", "neither"),
        answer="Only the mean: half of t, and a half. The product is curved. The lower panel tests "
        "for bends: of three values, 1/2 apart in t, it takes left plus right minus twice the "
        "middle, the second difference. Where a layer is straight that is 0; over a single corner "
        "it is a triangle, up or down; along a curve it is hardly ever 0. Slide through the "
        "layers.",
        alt="Above, the larger of t and 1: level up to t = 1, then rising. Below, its second "
        "difference: 0 but for a small triangle over t = 1.",
    )
