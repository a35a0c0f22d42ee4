"""Figures of the page knots-and-slopes."""

from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...core.network import Network
from ...core.piecewise import Piecewise
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

LEFT, RIGHT, TOP = -3.2, 3.2, 4.6
STAIRS = {
    "t0": Fraction(-1),
    "f0": Fraction(1),
    "v0": Fraction(1),
    "t1": Fraction(0),
    "f1": Fraction(0),
    "v1": Fraction(2),
    "t2": Fraction(3, 2),
    "f2": Fraction(1),
    "v2": Fraction(-3),
}
"""Knot, facing (1: right, 0: left) and output weight of three units."""


def stairs_network(state: Numbers) -> Network:
    """Three units with input weights 1 and -1, and the output bias -1."""
    sides = [2 * state[f"f{i}"] - 1 for i in range(3)]
    biases = [-side * state[f"t{i}"] for i, side in enumerate(sides)]
    weights = [state[f"v{i}"] for i in range(3)]
    return Network([([[side] for side in sides], biases), ([weights], [-1])])


def stairs_shown(state: Numbers) -> dict[str, object]:
    """The sum as a list of knots and slopes."""
    f = Piecewise.from_network(stairs_network(state))

    def words(numbers: tuple[Fraction, ...]) -> str:
        return " ".join(str(number).replace("-", "−") for number in numbers)

    return {"knots": words(f.knots), "slopes": words(f.slopes), "right": f.slopes[-1]}


def _draw(axes: Axes, f: Piecewise, low: float = LEFT, high: float = RIGHT, **style: Any) -> None:
    xs = [low, *(float(t) for t in f.knots if low < t < high), high]
    axes.plot(xs, [float(f(x)) for x in xs], **style)


def _ground(title: str, top: float, ticks: list[int]) -> tuple[Figure, Axes]:
    figure, axes = panel(3.4, 2.8)
    axes.axhline(0, color=GRID, linewidth=1, zorder=0)
    axes.set(title=title, xlim=(LEFT, RIGHT), ylim=(-top, top), xticks=[-2, 0, 2], yticks=ticks)
    return figure, axes


def _arms(axes: Axes) -> None:
    """Each unit from its knot on, and dashed what r cuts off."""
    for i in range(3):
        t, v = (float(STAIRS[f"{name}{i}"]) for name in "tv")
        side = 2 * float(STAIRS[f"f{i}"]) - 1
        long = min(RIGHT - side * t, TOP / abs(v))
        axes.plot([t, t + side * long], [0, v * long], color=UNITS[i], gid="still")
        axes.plot(
            [t, t - side],
            [0, -v],
            color=UNITS[i],
            linewidth=1.2,
            linestyle=(0, (4, 3)),
            gid="still",
        )
        axes.plot([t, t + side], [0, v], "o", color=UNITS[i], markersize=8, gid="still")


@drawn
def staircase() -> Live:
    """Three units; their sum minus 1 and the staircase of its slope, up to the last knot.

    What comes beyond it is asked.
    """
    f = Piecewise.from_network(stairs_network(STAIRS))
    units, first = _ground("three units, each from its knot on", 4.8, [-4, 0, 4])
    _arms(first)
    total, second = _ground("their sum, minus 1", 4.8, [-4, 0, 4])
    ends = [-2.8, *(float(t) for t in f.knots)]
    second.plot(ends, [float(f(x)) for x in ends], color=INK, gid="still")
    slopes, third = _ground("its slope: one step for each unit", 9.6, [-9, -6, -3, 0, 3, 6, 9])
    steps = [LEFT, *(float(t) for t in f.knots for _ in range(2))][:-1]
    third.plot(steps, [float(u) for u in f.slopes[:-1] for _ in range(2)], color=INK, gid="still")
    for i, t in enumerate(f.knots):
        second.plot([float(t)], [float(f(t))], "o", color=UNITS[i], markersize=6, gid="still")
    for i, t in enumerate(f.knots[:-1]):
        sides = [float(u) for u in f.slopes[i : i + 2]]
        third.plot([float(t)] * 2, sides, color=UNITS[i], linewidth=4, gid="still")
    return Live(
        units,
        total,
        slopes,
        name="staircase",
        state=STAIRS,
        shown=stairs_shown,
        question="three units are added. Each has a dot of its own on the axis, its knot, and is 0 "
        "on one side of it. Two contribute to the right of their knots, with the slopes 1 and −3; "
        "one to the left of its knot, with the slope −2. Which slope does the sum have on the far "
        "right?",
        choices=("−3", "1 − 3 = −2", "1 − 2 − 3 = −4"),
        answer="−2, the slopes of the two units that contribute to the right, added up. A "
        "unit begins at its knot, where its z is 0, and goes on for ever: it does not end where "
        "the next one begins. The unit that contributes to the left is 0 there.",
        alt="Three panels over one axis. First three units: one rises to the right from −1 with "
        "slope 1, one rises to the left from 0, slope −2, one falls to the right from 3/2, slope "
        "−3. Second their sum and the constant −1, up to the last knot. Third its slope up to "
        "there, a staircase −2, −1, 1. What comes to the right of 3/2 is not drawn.",
    )


@drawn
def two_or_three_units() -> Drawing:
    """One function that two units can make and one that takes three, with their units' sides."""
    panels = []
    for slopes, title in (
        ((1, 0, 3), "slopes 1, 0, 3: two units"),
        ((1, 3, 5), "slopes 1, 3, 5: three units"),
    ):
        f = Piecewise([0, 1], slopes, 0)
        found = f.fewest_units()
        figure, axes = panel(3.4, 2.9)
        _draw(axes, f, -1.2, 1.7, color=INK, linewidth=2.2)
        (rows, biases), _ = found.network.layers
        height = 0.0
        for i, ((w,), b) in enumerate(zip(rows, biases)):
            t, side = float(-b / w), 1 if w > 0 else -1
            height += 0.75
            axes.plot([t], [float(f(-b / w))], "o", color=INK, markersize=7)
            axes.annotate(
                "",
                (t + side * 0.75, -1.4 - height),
                (t, -1.4 - height),
                arrowprops={"arrowstyle": "-|>", "color": UNITS[i], "linewidth": 2, "shrinkA": 0},
            )
            axes.plot(
                [t] * 2,
                [-1.4 - height, float(f(-b / w))],
                color=UNITS[i],
                linewidth=0.9,
                linestyle=":",
            )
        axes.text(0.25, -4.7, "which way the units face", color=MUTED, ha="center", va="center")
        axes.set(title=title, xlim=(-1.3, 1.9), ylim=(-5.2, 5), xticks=[0, 1], yticks=[0, 3])
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Left: slopes 1, 0, 3 with two knots; the unit at 0 faces left, the unit at 1 faces "
        "right. Right: slopes 1, 3, 5 with the same knots; two units sit at 0, one facing left "
        "and one facing right, and a third at 1 faces right.",
        caption="The slope on the far left has to come from units that face left: in the first "
        "panel the unit at 0 makes it, in the second no two units can.",
    )
