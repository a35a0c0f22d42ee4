"""Figures of the page training."""

from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ...core.network import Network
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

Floats = NDArray[np.float64]
Fit = tuple[Floats, Floats, Floats, float]
"""The weights w, biases b, output weights v and output bias c of one hidden layer."""

HALF = Fraction(1, 2)
RUN = {"w": Fraction(1), "eta": Fraction(1, 4)}
STEPS = 6
ROWS = ((0, 0), (1, 0), (2, 1), (3, 2))
KNOT = {"t": Fraction(3, 2), "y": Fraction(0)}


def loss(w: Fraction) -> Fraction:
    """Half the squared error of r(wx) on the row (2, 1)."""
    miss = _unit(w).evaluate(2)[0] - 1
    return miss * miss / 2


def _unit(w: Fraction) -> Network:
    return Network([([[w]], [0]), ([[1]], [0])])


def run(w: Fraction, eta: Fraction) -> list[Fraction]:
    """Where some steps of gradient descent lead, with 0 for the slope of a unit that is off."""
    found = [w]
    for _ in range(STEPS):
        f = _unit(found[-1])
        ((on,),) = f.pattern(2)
        found.append(found[-1] - eta * (f.evaluate(2)[0] - 1) * 2 * on)
    return found


def run_shown(state: Numbers) -> dict[str, object]:
    """The steps, the loss at the end, and what becomes of the unit."""
    found = run(state["w"], state["eta"])
    end, before = found[-1], found[-2]
    if end <= 0:
        verdict = "dead"
    elif end == HALF:
        verdict = "solved"
    elif end == before:
        verdict = "still"
    else:
        verdict = "to and fro" if end == found[-3] else "closing in"
    steps = {f"w{k}": value for k, value in enumerate(found)}
    return {**steps, "loss": loss(end), "verdict": verdict}


def _bare(axes: Axes) -> None:
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


@drawn
def descent() -> Drawing:
    """The loss of one unit on one row, with a start and a step size to choose."""
    figure, axes = panel(4.7, 3.2)
    right = [Fraction(k, 40) for k in range(56)]
    losses = (float(loss(w)) for w in right)
    axes.plot([-1.4, *map(float, right)], [0.5, *losses], color=UNITS[0])
    axes.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    axes.plot([1, 0.5], [0.5, 0], color=INK, linewidth=1.2, gid="still")
    axes.plot([0.5], [0], "o", color=UNITS[2], markersize=8, gid="still")
    axes.plot([1], [0.5], "o", color=INK, markersize=8, gid="still")
    axes.plot([-1, 1], [-0.42, -0.42], color=MUTED, linewidth=1.2, gid="still")
    axes.text(-1.1, -0.42, "step size", color=MUTED, ha="right", va="center", gid="still")
    axes.plot([-1 / 3], [-0.42], "o", color=MUTED, markersize=8, gid="still")
    axes.text(-0.75, 0.56, "flat: the unit is off", color=UNITS[0], ha="center", va="bottom")
    for w, label in ((-1, "w = −1"), (0, "0"), (0.5, "1/2"), (1, "1")):
        axes.text(w, -0.06, label, color=MUTED, ha="center", va="top")
    axes.set(xlim=(-1.75, 1.55), ylim=(-0.6, 1.3), xticks=[], yticks=[])
    _bare(axes)
    return Live(
        figure,
        name="descent",
        state=RUN,
        shown=run_shown,
        question="the curve is the loss, half the squared miss, over the weight w. Each step "
        "subtracts from w the slope there, times the step size. At w = 1 the slope is 2, and step "
        "size 1/4 leads into the valley. Where does w end with step size 3/4?",
        choices=("there too", "on the flat part", "nowhere: to and fro"),
        answer="On the flat part: the first step takes w to 1 − 2 · 3/4 = −1/2. The slope is 0 "
        "there, and w never moves again. From w = 1 that happens with every step size above 1/2. "
        "With exactly 1/2 it takes w to 0, the edge of the flat part, and what follows depends on "
        "the slope that one takes there.",
        alt="The loss over the weight w: level for w ≤ 0, where the unit is off, and a valley with "
        "its bottom at w = 1/2. From w = 1 one step with step size 1/4 reaches the bottom.",
    )


def knot_shown(state: Numbers) -> dict[str, object]:
    """The slope by the knot of half the sum of squares, where a step leads, and who pulls."""
    t, y = state["t"], state["y"]
    f = Network([([[1]], [-t]), ([[1]], [0])])
    targets = [y if x == 1 else Fraction(target) for x, target in ROWS]
    misses = [f.evaluate(x)[0] - target for (x, _), target in zip(ROWS, targets)]
    on = [f.pattern(x)[0][0] for x, _ in ROWS]
    slope = sum((-miss for miss, is_on in zip(misses, on) if is_on), Fraction(0))
    pulling = [str(x) for (x, _), miss, is_on in zip(ROWS, misses, on) if is_on and miss]
    squares = sum((miss * miss for miss in misses), Fraction(0))
    return {"slope": slope, "next": t - slope / 2, "squares": squares, "rows": " ".join(pulling)}


@drawn
def pull() -> Drawing:
    """The model r(x - t) with its knot at 3/2, four rows, and what it misses them by."""
    figure, axes = panel(4.7, 3.0)
    axes.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    axes.plot([-0.6, 1.5, 4], [0, 0, 2.5], color=UNITS[0], gid="still")
    for x, y in ((2, 1), (3, 2)):
        axes.plot([x, x], [y, x - 1.5], color=UNITS[1], linewidth=4, gid="still")
    for x, y in ROWS:
        colour, gid = (MUTED, "still") if x == 1 else (INK, None)  # the row that can be moved
        axes.plot([x], [y], "o", color=colour, markersize=7, gid=gid)
        axes.text(x, -0.2, str(x), color=MUTED, ha="center", va="top")
    axes.plot([1.5], [0], "o", color=UNITS[0], markersize=8, gid="still")
    after = float(str(knot_shown(KNOT)["next"]))
    axes.plot([1.5, after], [-0.7, -0.7], color=UNITS[1], gid="still")
    axes.plot([after], [-0.7], "o", color=UNITS[1], markersize=5, gid="still")
    axes.text(after, -0.8, "next step", color=UNITS[1], ha="center", va="top", gid="still")
    axes.set(xlim=(-0.6, 4), ylim=(-1.2, 2.7), xticks=[], yticks=[])
    _bare(axes)
    return Live(
        figure,
        name="pull",
        state=KNOT,
        shown=knot_shown,
        question="four rows of data (dots) and one unit that contributes from its knot on. The "
        "knot can be moved, and the row at x = 1. Let the knot lie at none of the rows: at which "
        "rows can a small move of the knot, to one side or the other, make the miss smaller?",
        choices=("missed rows right of the knot", "all rows that are missed", "all four rows"),
        answer="At the missed rows right of the knot; these pull at it. Moving the knot a little "
        "changes nothing on the left of it, however large the miss is there; and beyond the last "
        "row nothing pulls.",
        alt="A flat line that rises with slope 1 from the knot at 3/2 on. Rows at x = 0 and 1 with "
        "the value 0 lie on it; rows at 2 and 3 with the values 1 and 2 lie 1/2 above it.",
    )


@drawn
def two_minima() -> Drawing:
    """The loss on the rows (1, 1) and (−1, 2)."""
    figure, axes = panel(4.6, 2.8)
    left, right = np.linspace(-3.6, 0, 60), np.linspace(0, 2.6, 60)
    axes.plot(
        [*left, *right],
        [*((1 + (-left - 2) ** 2) / 2), *(((right - 1) ** 2 + 4) / 2)],
        color=UNITS[0],
        linewidth=2.4,
    )
    for w, loss, words in ((1, 2, "a valley,\nloss 2"), (-2, 0.5, "the deepest point,\nloss 1/2")):
        axes.plot([w], [loss], "o", color=INK, markersize=7)
        axes.text(w, loss - 0.2, words, ha="center", va="top")
    axes.text(0, 2.62, "ridge, loss 5/2", ha="center", va="bottom")
    axes.set(xlim=(-3.7, 2.7), ylim=(-0.6, 3.4), xticks=[-2, 0, 1], yticks=[0, 1, 2, 3], xlabel="w")
    return Drawing(
        figure,
        alt="A loss curve with two valleys: a shallow one at w = 1 with loss 2 and a deep one at "
        "w = −2 with loss 1/2, and a sharp ridge between them at w = 0.",
        caption="Gradient descent with small steps that starts on the right of the ridge ends in "
        "the worse valley.",
    )


def _value(fit: Fit, x: float) -> float:
    """The network w, b, v, c at one input."""
    w, b, v, c = fit
    return float(np.maximum(w * x + b, 0) @ v + c)


@drawn
def frames(rows: Floats, target: Floats, shots: list[tuple[str, Fit]], fixed: Fit) -> Drawing:
    """Frames of a training run, and the best fit with the knots of its first frame.

    Parameters
    ----------
    rows, target : arrays
        The data.
    shots : sequence of pairs
        A title and the parameters (w, b, v, c) at that moment.
    fixed : tuple
        The parameters of the fit with frozen knots, (w, b, v, c).
    """
    panels = []
    for title, (w, b, v, c) in (*shots, ("knots frozen at step 0, best v", fixed)):
        figure, axes = panel(3.4, 2.3)
        knots = sorted((-b[i] / w[i], i) for i in range(len(w)) if abs(b[i]) < 2 * abs(w[i]))
        grid = np.sort([-2, 2, *(t for t, _ in knots)])

        axes.plot(rows, target, color=GRID, linewidth=7, solid_capstyle="butt")
        axes.plot(grid, [_value((w, b, v, c), x) for x in grid], color=INK, linewidth=1.8)
        for t, unit in knots:
            axes.plot([t], [_value((w, b, v, c), t)], "o", color=UNITS[unit], markersize=7)
        axes.set(
            xlim=(-2.1, 2.1),
            ylim=(-1.7, 2.1),
            xticks=[-2, -1, 0, 1, 2],
            yticks=[-1, 0, 1, 2],
            title=title,
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Four frames. At step 0 the network is far from the hat that is its target. During "
        "training its knots, one dot a unit, travel to the corners of the hat, until it "
        "covers it. With the knots frozen where they started, the best fit misses the corners.",
        caption="This run moves the knots to the corners of the target; a regression has to make "
        "do with the knots it is given.",
    )
