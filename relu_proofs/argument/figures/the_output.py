"""Figures of `beyond/the-output`: four points, one line with two handles, and a fold for it."""

from fractions import Fraction

from ...core.network import Network
from .base import INK, MUTED, PAPER, UNITS, drawn, panel
from .live import Live, Numbers

CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))
STATE = {
    "p1": Fraction(-1, 4),
    "p2": Fraction(3, 4),
    "q1": Fraction(5, 4),
    "q2": Fraction(3, 4),
    "v": Fraction(0),
}
_LOW, _HIGH = -0.5, 1.5


def network(state: Numbers) -> Network:
    """The line through P and Q, positive above it where Q is right of P, less a fold of size v."""
    (p1, p2, q1, q2, v) = (state[name] for name in ("p1", "p2", "q1", "q2", "v"))
    a, b = p2 - q2, q1 - p1
    # the line itself passes on as r(z) - r(-z)
    line, fold = [[a, b], [-a, -b]], [1, 1]
    bias = -a * p1 - b * p2
    return Network([([*line, fold], [bias, -bias, -1]), ([[1, -1, -v]], [0])])


def shown(state: Numbers) -> dict[str, object]:
    """Which of the four points lie where f > 0, and how many are classified as XOR wants it."""
    f = network(state)
    on = [f.evaluate(corner)[0] > 0 for corner in CORNERS]
    right = sum(one == (a != b) for one, (a, b) in zip(on, CORNERS, strict=True))
    return {"on": "".join(str(int(one)) for one in on), "right": right}


@drawn
def xor() -> Live:
    """The four points of XOR and a line through two points, with two of them right."""
    figure, axes = panel(4.2, 4.2)
    axes.fill(
        [_LOW, _HIGH, _HIGH, _LOW],
        [0.75, 0.75, _HIGH, _HIGH],
        color=UNITS[0],
        alpha=0.16,
        linewidth=0,
        gid="still",
    )
    axes.plot([_LOW, _HIGH], [0.75, 0.75], color=UNITS[0], gid="still")
    for name, x in (("P", -0.25), ("Q", 1.25)):
        axes.plot([x], [0.75], "o", color=UNITS[0], markersize=8, gid="still")
        axes.text(x + 0.05, 0.82, name, color=UNITS[0], fontsize=13, gid="still")
    for a, b in CORNERS:
        axes.plot([a], [b], "s" if a != b else "o", color=INK, markersize=11, zorder=4)
        axes.text(
            a,
            b,
            "1" if a != b else "0",
            color=PAPER,
            ha="center",
            va="center",
            fontsize=9,
            zorder=5,
        )
    axes.plot([0, 1], [-0.75, -0.75], color=MUTED, linewidth=1.2)
    axes.text(-0.08, -0.75, "fold", color=MUTED, ha="right", va="center")
    axes.set(xlim=(_LOW, _HIGH), ylim=(-0.9, _HIGH), aspect="equal", xticks=[0, 1], yticks=[0, 1])
    return Live(
        figure,
        name="xor",
        state=STATE,
        shown=shown,
        question="the squares (0, 1) and (1, 0) shall lie on the coloured side of a straight line, "
        "the discs (0, 0) and (1, 1) on the other. For how many of the four can one line get it "
        "right, at best?",
        choices=("three", "all four", "two"),
        answer="Three: no line gets more. Then add one ReLU unit to its formula (slide the fold): "
        "the boundary between the two sides bends, or a second one appears, and all four are "
        "possible.",
        alt="Four points: discs at (0, 0) and (1, 1), squares at (1, 0) and (0, 1). A level line "
        "through P and Q at height 3/4 has the square (0, 1) and the disc (1, 1) on its coloured "
        "side: two of the four are right.",
    )
