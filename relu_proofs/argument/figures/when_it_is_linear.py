"""Figures of `argument/when-it-is-linear`: two units, the creases of a plane, a square's edge."""

from fractions import Fraction

from matplotlib.axes import Axes

from ...core.network import Network
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, label, panel
from .live import Live, Numbers


def _cross(axes: Axes, low: float = -1, high: float = 1) -> None:
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
def add_and_subtract() -> Drawing:
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
            label(axes, 0, -0.9, curves[0][2], INK, ha="center")
        axes.set_title(title)
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Three graphs. First the units r(x), which rises right of 0, and r(-x), which rises "
        "left of 0; both bend at 0. Their difference is the straight line x. Their sum is the V "
        "of |x|.",
        caption="The same two bends: subtracted they are gone, added they make one twice as large.",
    )


@drawn
def creases() -> Drawing:
    """Three creases in the plane, coloured by their kink weights."""
    figure, axes = panel(4.2, 3.7)
    for xs, ys, colour, style, words, x, y in (
        ([-2, 2], [-2, 2], UNITS[0], "-", "κ = 2: a valley", 0.35, 1.5),
        ([-1, 2], [2, -1], UNITS[1], "-", "κ = −1: a ridge", -1.05, 0.5),
        ([-2, 2], [-1, -1], MUTED, (0, (2, 3)), "κ = 0: flat", 0.4, -1.4),
    ):
        axes.plot(xs, ys, color=colour, linestyle=style, linewidth=2.6)
        label(axes, x, y, words, colour, ha="center")
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
        caption="Kink weights, added up crease by crease: two creases bend this surface; on the "
        "third, dotted, they have cancelled, though units switch there.",
    )


@drawn
def edge() -> Drawing:
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


KINKS = {name: Fraction(value) for name, value in {"w1": 1, "v1": 1, "w2": -1, "v2": 1}.items()}
ROWS = {"w1": -2.6, "v1": -3.4, "w2": -4.4, "v2": -5.2}


def kinks_shown(state: Numbers) -> dict[str, Fraction]:
    """The slopes on both sides of 0, and how much they differ: the kink."""
    weights, outer = [state["w1"], state["w2"]], [state["v1"], state["v2"]]
    f = Network([([[w] for w in weights], [0, 0]), ([outer], [0])])
    left, right = (f.affine_piece(f.pattern([x])).U[0][0] for x in (-1, 1))
    return {"left": left, "right": right, "kink": right - left}


@drawn
def one_crease() -> Drawing:
    """Two units that bend at 0 and their sum; four tracks with the numbers that make them."""
    figure, axes = panel(4.8, 4.6)
    axes.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    for k, arms in enumerate(([0, 0, 2], [2, 0, 0])):
        axes.plot(
            [-2, 0, 2],
            arms,
            color=UNITS[k],
            linestyle=(0, (4, 3)),
            linewidth=1.2,
            gid="still",
        )
    axes.plot([-2, 0, 2], [2, 0, 2], color=INK, gid="still")
    for name, y in ROWS.items():
        colour = UNITS[int(name[1]) - 1]
        axes.plot([-2, 2], [y, y], color=colour, linewidth=1.2, gid="still")
        axes.plot([float(KINKS[name])], [y], "o", color=colour, markersize=8, gid="still")
        label = name[0] + "₁₂"[int(name[1]) - 1]
        axes.text(-2.2, y, label, color=colour, ha="right", va="center", gid="still")
    for x in (-2, -1, 0, 1, 2):
        axes.text(x, -5.9, str(x).replace("-", "−"), color=MUTED, ha="center")
    axes.set(xlim=(-2.7, 2.4), ylim=(-6.0, 2.3), xticks=[], yticks=[-2, 0, 2])
    axes.spines["bottom"].set_visible(False)
    return Live(
        figure,
        name="kinks",
        state=KINKS,
        shown=kinks_shown,
        question="the sum r(x) + r(−x) bends at 0, though its two units face opposite ways. Which "
        "of these is straight?",
        choices=(
            "r(x) + r(x), one turned round",
            "r(x) − r(−x), one subtracted",
            "r(x) + r(−2x), one steeper",
        ),
        answer="r(x) − r(−x), where one is subtracted. At its bend the slope of v·r(wx) "
        "changes by v times the size of w, whichever way it faces: so turning it round changes "
        "nothing, and with a steeper one the sum bends more. What cancels its partner's bend is a "
        "v of the other sign, with v times the size of w just as large.",
        alt="Two units, dashed: r(x) rises right of 0, r(−x) rises left of 0. Their sum is a V. "
        "Below it four numbers: w1 = 1, v1 = 1, w2 = −1, v2 = 1.",
    )
