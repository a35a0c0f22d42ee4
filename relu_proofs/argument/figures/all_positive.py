"""Figures of the page all-positive."""

from relu_proofs.argument.figures.base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel

NOTE = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
ROWS = (-0.5, 0, 1, 3)


def _elbows(x):
    return 3 * max(0, 2 * x + 1) - max(0, x + 2) + 0.5


@drawn
def rows_and_beyond():
    """The network on its four rows, and the same network from further away."""
    near, left = panel(3.4, 2.8)
    left.plot([-0.5, 3], [_elbows(-0.5), _elbows(3)], color=INK, linewidth=2.4)
    left.plot(ROWS, [_elbows(x) for x in ROWS], "o", color=INK, markersize=6)
    left.text(1.4, 5.6, "5x + 3/2", ha="left", va="top")
    left.set(
        xlim=(-0.8, 3.3),
        ylim=(-3.5, 18),
        xticks=[0, 1, 2, 3],
        yticks=[0, 10],
        title="what the rows show",
    )
    far, right = panel(3.4, 2.8)
    right.plot([-4, -0.5], [-18.5, -1], color=MUTED, linestyle=(0, (4, 3)), linewidth=1.6)
    right.plot([-4, -2, -0.5, 3], [_elbows(x) for x in (-4, -2, -0.5, 3)], color=INK, linewidth=2.4)
    right.plot(ROWS, [_elbows(x) for x in ROWS], "o", color=INK, markersize=5)
    for knot, unit, words, x, y, side in (
        (-0.5, 0, "first unit\nswitches", -0.3, -11, "left"),
        (-2, 1, "second unit\nswitches", -2.2, 12, "right"),
    ):
        right.axvline(knot, color=UNITS[unit], linewidth=1.2)
        right.text(x, y, words, color=UNITS[unit], ha=side, va="center")
    right.text(-5, -6, "5x + 3/2", color=MUTED)
    right.set(
        xlim=(-5.2, 3.3),
        ylim=(-19, 18),
        xticks=[-4, -2, 0, 2],
        yticks=[-10, 0, 10],
        title="what the network does",
    )
    return Drawing(
        near,
        far,
        alt="Left: four rows on the line 5x + 3/2. Right: the same network further out; it leaves "
        "that line at −1/2, where the first unit switches, and bends again at −2, where the "
        "second does.",
        caption="The rows see one line. Left of them the network turns away from it, twice.",
    )


@drawn
def square_and_creases():
    """The unit square, and the creases of both units, which miss it."""
    figure, axes = panel(4.4, 3.5)
    axes.fill([0, 1, 1, 0], [0, 0, 1, 1], color=GRID, linewidth=0)
    axes.text(0.5, 0.5, "f = x + y + 1/4", ha="center", va="center")
    axes.plot([-0.85, 0.6], [0.6, -0.85], color=UNITS[0])
    axes.plot([0.4, 1.85], [-0.85, 0.6], color=UNITS[1])
    for (x, y), (dx, dy), unit in (
        ((-0.125, -0.125), (0.22, 0.22), 0),
        ((1.125, -0.125), (0.22, -0.22), 1),
    ):
        axes.annotate(
            "",
            (x + dx, y + dy),
            (x, y),
            arrowprops={"arrowstyle": "->", "color": UNITS[unit], "linewidth": 1.6},
        )
    axes.text(-0.78, 0.78, "first unit:\non this way", color=UNITS[0], ha="left")
    axes.text(1.3, -0.62, "second unit:\non this way", color=UNITS[1], ha="left")
    axes.set(
        xlim=(-1, 2.1),
        ylim=(-0.95, 1.25),
        xticks=[0, 1],
        yticks=[0, 1],
        aspect="equal",
        xlabel="x",
        ylabel="y",
    )
    return Drawing(
        figure,
        alt="The unit square between two lines. The crease of the first unit passes its lower left "
        "corner, with the square on the side where the unit is on; the crease of the second "
        "passes the lower right corner, with the square on the side where it is off.",
        caption="One unit always on, one always off, and one affine map on the whole square.",
    )


@drawn
def two_rays():
    """ReLU and the line z + 1."""
    figure, axes = panel(4.4, 2.7)
    axes.plot([-3, 0, 2.2], [0, 0, 2.2], color=UNITS[0], linewidth=2.4)
    axes.plot([-2.2, 2.2], [-1.2, 3.2], color=UNITS[1])
    for z in (0, 1, 2):
        axes.annotate("", (z, z + 1), (z, z), arrowprops={"arrowstyle": "<->", "color": INK})
        axes.text(z + 0.09, z + 0.6, "1", va="center")
    axes.plot([-1], [0], "o", color=INK, markersize=6)
    axes.text(-1.08, 0.22, "they meet here", ha="right")
    axes.text(2.25, 2.15, "r(z)", color=UNITS[0])
    axes.text(2.25, 3.1, "z + 1", color=UNITS[1])
    axes.set(xlim=(-3.1, 2.9), ylim=(-1.3, 3.5), xticks=[-2, -1, 0, 1, 2], yticks=[0, 1, 2, 3])
    return Drawing(
        figure,
        alt="ReLU and the line z + 1. For z ≥ 0 they run side by side, 1 apart; they meet only at "
        "z = −1, where ReLU is off.",
        caption="With w = b = 1 the line misses by 1 wherever the unit is on.",
    )
