"""Figures of `argument/when-it-is-linear`: two units, the creases of a plane, a square's edge."""

from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel


def _cross(axes, low=-1, high=1):
    axes.axhline(0, color=GRID, linewidth=0.9, zorder=0)
    axes.axvline(0, color=GRID, linewidth=0.9, zorder=0)
    axes.set(
        xlim=(-1, 1),
        ylim=(low - 0.12, high + 0.12),
        xticks=[-1, 0, 1],
        yticks=[-1, 0, 1],
        xlabel="x",
    )


@drawn
def add_and_subtract():
    """r(x) and r(-x); their difference is a line, their sum a V."""
    panels = []
    for title, curves in (
        ("two units", (([0, 0, 1], UNITS[0], "r(x)"), ([1, 0, 0], UNITS[1], "r(−x)"))),
        ("subtracted", (([-1, 0, 1], INK, "r(x) − r(−x) = x"),)),
        ("added", (([1, 0, 1], INK, "r(x) + r(−x) = |x|"),)),
    ):
        figure, axes = panel(2.4, 2.3)
        _cross(axes)
        for values, colour, _ in curves:
            axes.plot([-1, 0, 1], values, color=colour, linewidth=2.6)
        if len(curves) == 2:
            axes.text(0.5, 0.72, "r(x)", color=UNITS[0], ha="right")
            axes.text(-0.5, 0.72, "r(−x)", color=UNITS[1], ha="left")
        else:
            axes.text(
                0,
                -0.9,
                curves[0][2],
                color=INK,
                ha="center",
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
            )
        axes.set_title(title)
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Three graphs. First the units r(x), which rises right of 0, and r(-x), which rises "
        "left of 0; both bend at 0. Their difference is the straight line x. Their sum is the V "
        "of |x|.",
        caption="The same two bends: subtracted they are gone, added they are doubled.",
    )


@drawn
def creases():
    """Three creases in the plane, coloured by their kink weights."""
    figure, axes = panel(4.2, 3.7)
    for xs, ys, colour, style, label, x, y in (
        ([-2, 2], [-2, 2], UNITS[0], "-", "κ = 2: a valley", 0.35, 1.5),
        ([-1, 2], [2, -1], UNITS[1], "-", "κ = −1: a ridge", -1.05, 0.5),
        ([-2, 2], [-1, -1], MUTED, (0, (2, 3)), "κ = 0: flat", 0.4, -1.4),
    ):
        axes.plot(xs, ys, color=colour, linestyle=style, linewidth=2.6)
        axes.text(
            x,
            y,
            label,
            color=colour,
            ha="center",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
        )
    axes.set(
        xlim=(-2, 2),
        ylim=(-2, 2),
        xticks=[-2, 0, 2],
        yticks=[-2, 0, 2],
        xlabel="x₁",
        ylabel="x₂",
        aspect="equal",
    )
    return Drawing(
        figure,
        alt="The plane with three straight creases. The diagonal has kink weight 2, a valley; a "
        "falling line has kink weight -1, a ridge; a horizontal line, dotted, has kink weight 0 "
        "and does not bend the surface at all.",
        caption="Add the kink weights crease by crease: two creases bend this surface, the third "
        "has cancelled, though units switch on it.",
    )


@drawn
def edge():
    """The crease x1 = 1 and a square that it touches, then one that it crosses."""
    panels = []
    for size, title in ((1, "only touched: affine"), (2, "crossed: bent")):
        figure, axes = panel(3.2, 3.0)
        axes.fill(
            [-size, size, size, -size],
            [-size, -size, size, size],
            color=UNITS[2],
            alpha=0.16,
            linewidth=0,
        )
        if size > 1:
            axes.fill(
                [1, size, size, 1],
                [-size, -size, size, size],
                color=UNITS[0],
                alpha=0.25,
                linewidth=0,
            )
        axes.plot([1, 1], [-2.4, 2.4], color=UNITS[0], linewidth=2.6)
        axes.text(0.9, 2.12, "x₁ = 1", color=UNITS[0], ha="right")
        axes.plot([-2.4, 2.4], [-2, -2], color=UNITS[1], linewidth=2.6, alpha=0.35 + 0.3 * size)
        axes.text(
            -2.3,
            -1.85,
            "x₂ = −2",
            color=UNITS[1],
            ha="left",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
        )
        axes.set(
            xlim=(-2.4, 2.4),
            ylim=(-2.4, 2.4),
            xticks=[-2, -1, 0, 1, 2],
            yticks=[-2, -1, 0, 1, 2],
            xlabel="x₁",
            ylabel="x₂",
            aspect="equal",
            title=title,
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Left: the square from -1 to 1; the crease x1 = 1 runs along its right edge, the "
        "crease x2 = -2 passes below it. Right: the square from -2 to 2; the crease x1 = 1 now "
        "cuts a strip off it.",
        caption="The same network on two squares: a crease on the edge does not bend the inside.",
    )
