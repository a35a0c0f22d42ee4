"""Figures of the page knots-and-slopes."""

from relu_proofs.argument.figures.base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel
from relu_proofs.argument.proofs.knots_and_slopes import ROOF
from relu_proofs.core.piecewise import Piecewise

LEFT, RIGHT = -2.2, 2.7


def _draw(axes, f, low=LEFT, high=RIGHT, **style):
    xs = [low, *(float(t) for t in f.knots if low < t < high), high]
    axes.plot(xs, [float(f(x)) for x in xs], **style)


@drawn
def units_add_up():
    """Each unit's contribution, their sum with a knot for each, and the staircase of slopes."""
    (rows, biases), (((*weights,),), (constant,)) = ROOF.layers
    f = Piecewise.from_network(ROOF)
    parts, total, stairs = panel(3.4, 2.9), panel(3.4, 2.9), panel(3.4, 2.9)
    axes = parts[1]
    axes.axhline(0, color=GRID, linewidth=1)
    knot = {}
    for i, ((w,), b, v) in enumerate(zip(rows, biases, weights)):
        t = -b / w
        knot[t] = UNITS[i]
        side = [t, RIGHT] if w > 0 else [LEFT, t]
        axes.plot(side, [float(v * max(0, w * x + b)) for x in side], color=UNITS[i], linewidth=2.6)
        axes.plot([float(t)], [0], "o", color=UNITS[i], markersize=7)
    for x, y, words, i in (
        (1.0, 3.0, "r(x + 1)", 0),
        (-0.95, 3.6, "r(−2x)", 1),
        (0.6, -3.0, "−(3/2)·r(2x − 3)", 2),
    ):
        axes.text(
            x,
            y,
            words,
            color=UNITS[i],
            ha="center",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
        )
    axes.set(
        title="three units, each from its knot on",
        xlim=(LEFT, RIGHT),
        ylim=(-4, 4.6),
        xticks=[-1, 0, 1.5],
        yticks=[-4, 0, 4],
    )
    axes = total[1]
    _draw(axes, f, color=INK, linewidth=2.2)
    for t, colour in knot.items():
        axes.axvline(float(t), color=colour, linewidth=0.9, linestyle=":")
        axes.plot([float(t)], [float(f(t))], "o", color=colour, markersize=8)
    axes.set(
        title="their sum, minus 1",
        xlim=(LEFT, RIGHT),
        ylim=(-4, 4.6),
        xticks=[-1, 0, 1.5],
        yticks=[-4, 0, 4],
    )
    axes = stairs[1]
    axes.axhline(0, color=GRID, linewidth=1)
    ends = [LEFT, *map(float, f.knots), RIGHT]
    for low, high, slope in zip(ends, ends[1:], f.slopes):
        axes.plot([low, high], [float(slope)] * 2, color=INK, linewidth=2.2)
    for t, before, after in zip(f.knots, f.slopes, f.slopes[1:]):
        axes.plot([float(t)] * 2, [float(before), float(after)], color=knot[t], linewidth=2.6)
        change = after - before
        axes.text(
            float(t) + 0.1,
            float(before + after) / 2,
            f"+{change}" if change > 0 else f"−{-change}",
            color=knot[t],
            va="center",
        )
    axes.set(
        title="its slope: one step for each unit",
        xlim=(LEFT, RIGHT),
        ylim=(-2.6, 1.8),
        xticks=[-1, 0, 1.5],
        yticks=[-2, -1, 0, 1],
    )
    for _, each in (parts, total, stairs):
        each.set_xticklabels(["−1", "0", "3/2"])
    return Drawing(
        parts[0],
        total[0],
        stairs[0],
        alt="Three panels over the same axis. First the contributions of three units: one rises to "
        "the right from −1, one rises to the left from 0, one falls to the right from 3/2. "
        "Second their sum minus 1, with a corner below each of these knots. Third the slope, a "
        "staircase −2, −1, 1, −2 whose steps have the colours of the units.",
        caption="Every unit contributes from its knot on, to the right or to the left; each step "
        "of the slope comes from one unit.",
    )


@drawn
def two_or_three_units():
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
        height = 0
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
        "panel one of the two can do it, in the second neither.",
    )
