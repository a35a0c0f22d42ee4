"""Figures of `beyond/near-the-data`: the largest square around a point on which one map holds."""

from fractions import Fraction

from ...core.network import Network
from ...decide.point import at_point
from ..proofs.near_the_data import THREE
from .base import INK, UNITS, drawn, panel
from .live import Live, Numbers

NETWORK: Network = THREE
STATE = {"x1": Fraction(-1, 2), "x2": Fraction(0)}
_SIZE = 3
_CREASES: tuple[tuple[list[float], list[float]], ...] = (
    ([-2, 3], [3, -2]),
    ([-3, 3], [-0.5, 2.5]),
    ([-3, 3], [-1, -1]),
)
"""Of each unit two points of its crease, as the x1 of both and the x2 of both."""


def shown(state: Numbers) -> dict[str, object]:
    """U at the point, the half width of the square, and the units that stop it."""
    found = at_point(NETWORK, (state["x1"], state["x2"]))
    (U,) = found.map.U
    stops = " and ".join(str(i + 1) for _, i in found.stops)
    return {"U1": U[0], "U2": U[1], "radius": found.radius, "stops": stops}


@drawn
def square() -> Live:
    """Three creases in the plane, a point, and the square around it that meets none of them."""
    figure, axes = panel(4.2, 4.0)
    for k, (ends, colour) in enumerate(zip(_CREASES, UNITS)):
        axes.plot(*ends, color=colour, linewidth=1.2)
        axes.text(
            (-2.4, 2.3, -2.6)[k], (2.6, 2.6, -1.45)[k], f"unit {k + 1}", color=colour, ha="center"
        )
    x, y = (float(value) for value in STATE.values())
    radius = at_point(NETWORK, tuple(STATE.values())).radius
    assert radius is not None  # the creases end it
    reach = float(radius)
    left, right, low, high = x - reach, x + reach, y - reach, y + reach
    axes.fill(
        [left, right, right, left],
        [low, low, high, high],
        color=INK,
        alpha=0.16,
        linewidth=0,
        gid="still",
    )
    axes.plot([x], [y], "o", color=INK, markersize=8, gid="still")
    axes.text(x + 0.15, y + 0.15, "x", color=INK, fontsize=13, gid="still")
    axes.set(
        xlim=(-_SIZE, _SIZE),
        ylim=(-_SIZE, _SIZE),
        aspect="equal",
        xticks=[-2, 0, 2],
        yticks=[-2, 0, 2],
    )
    return Live(
        figure,
        name="near",
        state=STATE,
        shown=shown,
        question="two inputs, three units: each bends the graph along its line. The square "
        "has x in its middle and is as large as it can be without a line in its inside, so one "
        "straight formula holds in it. If x is dragged onto a line, what is left of the square?",
        choices=("all of it", "nothing", "half of it"),
        answer="Nothing. The square always ends at the first line that it meets as it grows: "
        "inside it no unit changes sides, so one formula serves all of it, and beyond the line "
        "that is no longer sure. (In a square either input may change by the same amount. A circle "
        "would do as well; it, too, ends at the first line that it meets.)",
        alt="The plane with the lines of three units. The point x = (minus 1/2, 0) has a square of "
        "half width 1/2 around it, whose corner touches the line of unit 2.",
    )
