"""Figures of the page knots-and-slopes."""

from relu_proofs.argument.figures.base import GRID, INK, MUTED, UNITS, Drawing, drawn, label, panel
from relu_proofs.argument.proofs.knots_and_slopes import ROOF
from relu_proofs.core.piecewise import Piecewise

LEFT, RIGHT = -2.2, 2.7


def _draw(axes, f, low=LEFT, high=RIGHT, **style):
    xs = [low, *(float(t) for t in f.knots if low < t < high), high]
    axes.plot(xs, [float(f(x)) for x in xs], **style)


@drawn
def units_add_up():
    """Each unit's contribution, their sum with a knot for each, and the staircase of slopes."""
    (rows, biases), _ = ROOF.layers
    colours = {-b / w: UNITS[i] for i, ((w,), b) in enumerate(zip(rows, biases))}  # by knot
    f = Piecewise.from_network(ROOF)
    return Drawing(
        _contributions(),
        _sum(f, colours),
        _staircase(f, colours),
        alt="Three panels over the same axis. First the contributions of three units: one rises to "
        "the right from −1, one rises to the left from 0, one falls to the right from 3/2. "
        "Second their sum minus 1, with a corner below each of these knots. Third the slope, a "
        "staircase −2, −1, 1, −2 whose steps have the colours of the units.",
        caption="Every unit contributes from its knot on, to the right or to the left; each step "
        "of the slope comes from one unit.",
    )


def _over_the_knots(axes, title, low, high, heights):
    """What the three panels share: the axis of x, with the knots on it."""
    axes.set(
        title=title,
        xlim=(LEFT, RIGHT),
        ylim=(low, high),
        xticks=[-1, 0, 1.5],
        yticks=heights,
    )
    axes.set_xticklabels(["−1", "0", "3/2"])


def _contributions():
    """The panel of the three units, each from its knot on."""
    (rows, biases), (((*weights,),), _) = ROOF.layers
    figure, axes = panel(3.4, 2.9)
    axes.axhline(0, color=GRID, linewidth=1)
    for colour, (w,), b, v in zip(UNITS, rows, biases, weights):
        t = -b / w
        side = [t, RIGHT] if w > 0 else [LEFT, t]
        axes.plot(side, [float(v * max(0, w * x + b)) for x in side], color=colour, linewidth=2.6)
        axes.plot([float(t)], [0], "o", color=colour, markersize=7)
    label(axes, 1.0, 3.0, "r(x + 1)", UNITS[0], ha="center")
    label(axes, -0.95, 3.6, "r(−2x)", UNITS[1], ha="center")
    label(axes, 0.6, -3.0, "−(3/2)·r(2x − 3)", UNITS[2], ha="center")
    _over_the_knots(axes, "three units, each from its knot on", -4, 4.6, [-4, 0, 4])
    return figure


def _sum(f, colours):
    """The panel of the function, with a corner below each knot."""
    figure, axes = panel(3.4, 2.9)
    _draw(axes, f, color=INK, linewidth=2.2)
    for t, colour in colours.items():
        axes.axvline(float(t), color=colour, linewidth=0.9, linestyle=":")
        axes.plot([float(t)], [float(f(t))], "o", color=colour, markersize=8)
    _over_the_knots(axes, "their sum, minus 1", -4, 4.6, [-4, 0, 4])
    return figure


def _staircase(f, colours):
    """The panel of the slope, with the change at each knot."""
    figure, axes = panel(3.4, 2.9)
    axes.axhline(0, color=GRID, linewidth=1)
    ends = [LEFT, *map(float, f.knots), RIGHT]
    for low, high, slope in zip(ends, ends[1:], f.slopes):
        axes.plot([low, high], [float(slope)] * 2, color=INK, linewidth=2.2)
    for t, before, after in zip(f.knots, f.slopes, f.slopes[1:]):
        axes.plot([float(t)] * 2, [float(before), float(after)], color=colours[t], linewidth=2.6)
        change = after - before
        axes.text(
            float(t) + 0.1,
            float(before + after) / 2,
            f"+{change}" if change > 0 else f"−{-change}",
            color=colours[t],
            va="center",
        )
    _over_the_knots(axes, "its slope: one step for each unit", -2.6, 1.8, [-2, -1, 0, 1])
    return figure


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
