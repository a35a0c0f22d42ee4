"""Figures of `argument/the-flaw`: two sides, a walk, and the split into odd and even part."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from matplotlib.figure import Figure
from mpl_toolkits.mplot3d import Axes3D
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

from ...core.network import Network
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel
from .live import Live, Numbers


@drawn
def walk() -> Drawing:
    """r(x1) + r(x2) along the walk from (-1, 0) to (1, 0), and the U that it would take."""
    top, axes = panel(3.5, 2.7)
    axes.plot([-1, 0], [0, 0], color=MUTED, linewidth=3)
    axes.plot([0, 1], [0, 1], color=UNITS[0], linewidth=3)
    axes.plot([-1, 1], [-1, 1], color=UNITS[0], linestyle=(0, (4, 3)), linewidth=1.2)
    axes.plot([-1, 1], [0, 0], color=MUTED, linestyle=(0, (4, 3)), linewidth=1.2)
    axes.text(-0.96, 0.1, "f = 0", color=MUTED)
    axes.text(0.28, 0.72, "f = t", color=UNITS[0], ha="right")
    axes.text(-0.62, -0.86, "U₁ = 1 would go here", color=UNITS[0], ha="left")
    axes.set(
        xlim=(-1, 1),
        ylim=(-1.05, 1.05),
        xticks=[-1, 0, 1],
        yticks=[-1, 0, 1],
        xlabel="t, on the walk x = (t, 0)",
        ylabel="f(x)",
    )
    below, steps = panel(3.5, 2.7)
    steps.plot([-1, 0], [0, 0], color=MUTED, linewidth=3, solid_capstyle="butt")
    steps.plot([0, 1], [1, 1], color=UNITS[0], linewidth=3, solid_capstyle="butt")
    steps.set(
        xlim=(-1, 1),
        ylim=(-0.3, 1.3),
        xticks=[-1, 0, 1],
        yticks=[0, 1],
        xlabel="t, on the walk x = (t, 0)",
        ylabel="U₁ that fits",
    )
    steps.text(-0.5, 0.1, "0", color=MUTED, ha="center")
    steps.text(0.5, 1.1, "1", color=UNITS[0], ha="center")
    return Drawing(
        top,
        below,
        alt="Left: along x = (t, 0) the network r(x1) + r(x2) is 0 for t below 0 and t above it, "
        "with a sharp corner at 0; the line with slope 1 continues below, away from the graph. "
        "Right: the first entry of U that fits is 0 left of 0 and 1 right of it, a jump.",
        caption="On one straight walk the same U would have to be 0 and then 1: that is what "
        "one U for all x asks for, and what fails.",
    )


def _facets(axes: Axes3D, height: Callable[[int, int], float], colours: Iterable[str]) -> None:
    for (x, y), colour in zip(((1, 1), (-1, 1), (-1, -1), (1, -1)), colours):
        corners = [(0, 0), (x, 0), (x, y), (0, y)]
        axes.add_collection3d(
            Poly3DCollection(
                [[(a, b, height(a, b)) for a, b in corners]],
                facecolor=colour,
                edgecolor=PAPER,
                alpha=0.4,
                linewidth=0.6,
            )
        )
    axes.set(
        xlim=(-1, 1),
        ylim=(-1, 1),
        zlim=(-1, 2),
        xticks=[-1, 0, 1],
        yticks=[0, 1],
        zticks=[-1, 0, 1, 2],
    )
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.set_pane_color((0, 0, 0, 0))
        axis._axinfo["grid"]["color"] = GRID
    axes.view_init(elev=22, azim=-118)


@drawn
def plane_and_pyramid() -> Drawing:
    """r(x1) + r(x2) as the tilted plane (x1 + x2)/2 plus the pyramid (|x1| + |x2|)/2."""
    panels = []
    four = (INK, UNITS[1], MUTED, UNITS[0])
    for title, height, colours in (
        ("f = r(x₁) + r(x₂)", lambda a, b: max(a, 0) + max(b, 0), four),
        ("line half: (x₁ + x₂)/2", lambda a, b: (a + b) / 2, (UNITS[2],) * 4),
        ("fold half: (|x₁| + |x₂|)/2", lambda a, b: (abs(a) + abs(b)) / 2, (UNITS[3],) * 4),
    ):
        figure = Figure(figsize=(2.4, 2.5))
        axes = figure.add_subplot(projection="3d")
        _facets(axes, height, colours)
        axes.set_title(title, fontsize=11)
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Three surfaces over the square from -1 to 1. The network r(x1) + r(x2), folded along "
        "both axes, equals the sum of a flat tilted plane, (x1 + x2)/2, and an upside-down "
        "pyramid with its tip at the origin, (|x1| + |x2|)/2.",
        caption="If x and −x are equally likely, a regression finds the tilt of the plane in the "
        "middle; every fold sits in the pyramid on the right, which stands on its tip.",
    )


SLOPE = {"U": Fraction(1, 2), "v": Fraction(1)}
ONE_U = {"U1": Fraction(1, 2), "U2": Fraction(1, 2)}


def slope_shown(state: Numbers) -> dict[str, object]:
    """On how many of the two sides U is the network's own, and the slope of the left side."""
    f = Network([([[1], [-1]], [0, 0]), ([[1, state["v"]]], [0])])
    sides = [f.affine_piece(f.pattern([x])).U[0][0] for x in (-1, 1)]
    return {"right": sides.count(state["U"]), "left": sides[0]}


@drawn
def one_slope() -> Drawing:
    """The V of r(x) + r(-x) and the line x/2 through 0, right on neither side."""
    figure, axes = panel(4.8, 3.2)
    axes.axhline(0, color=MUTED, linewidth=0.8)
    axes.fill([0, -2, -2], [0, 2, -1], color=UNITS[1], alpha=0.16, linewidth=0, gid="still")
    axes.fill([0, 2, 2], [0, 2, 1], color=UNITS[1], alpha=0.16, linewidth=0, gid="still")
    axes.plot([-2, 0, 2], [2, 0, 2], color=INK, gid="still")
    axes.plot([-2, 2], [-1, 1], color=UNITS[0], linestyle=(0, (4, 3)), gid="still")
    axes.plot([1.5], [0.75], "o", color=UNITS[0], markersize=8, gid="still")
    axes.text(1.62, 0.5, "U x", color=UNITS[0], fontsize=13, gid="still")
    axes.set(xlim=(-2.2, 2.2), ylim=(-2.1, 2.3), xticks=[-2, -1, 0, 1, 2], yticks=[-2, 0, 2])
    return Live(
        figure,
        name="one-slope",
        state=SLOPE,
        shown=slope_shown,
        question="f(x) = max(0, x) + max(0, −x) has a straight formula on each side of 0. On how "
        "many of the two sides can one straight line U x be right?",
        choices=("on both", "on one", "on none"),
        answer="On one: the right side needs U = 1, the left one U = −1. Pull the left arm down "
        "until the bend is gone, and one U serves both.",
        alt="The graph of f, a V with its tip at 0, and a straight line through 0 with slope "
        "U = 1/2, which lies on neither arm of the V.",
    )


def one_u_shown(state: Numbers) -> dict[str, object]:
    """On how many of the four cones of r(x1) + r(x2) this U is the network's own."""
    f = Network([([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])])
    inside = [(x, y) for x in (-1, 1) for y in (-1, 1)]
    own = [f.affine_piece(f.pattern(x)).U[0] for x in inside]
    return {"right": own.count((state["U1"], state["U2"]))}


@drawn
def one_u() -> Drawing:
    """The four cones of r(x1) + r(x2), each with the U that it needs, and U = (1/2, 1/2)."""
    figure, axes = panel(4.2, 4.0)
    for a, b in ((0, 0), (1, 0), (0, 1), (1, 1)):
        x, y = 2 * (2 * a - 1), 2 * (2 * b - 1)
        axes.fill([0, x, x, 0], [0, 0, y, y], color=UNITS[1], alpha=0.16, linewidth=0, gid="still")
        axes.text(
            0.62 * x,
            0.86 * y,
            f"needs ({a}, {b})",
            color=UNITS[1],
            ha="center",
            fontsize=13,
            gid="still",
        )
        axes.plot([a], [b], "o", color=MUTED, markersize=5, gid="still")
    axes.plot([0, 0.5], [0, 0.5], color=UNITS[0], gid="still")
    axes.plot([0.5], [0.5], "o", color=UNITS[0], markersize=8, gid="still")
    axes.text(0.65, 0.6, "U", color=UNITS[0], fontsize=13, gid="still")
    axes.axhline(0, color=INK, linewidth=1.2)
    axes.axvline(0, color=INK, linewidth=1.2)
    axes.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    return Live(
        figure,
        name="one-u",
        state=ONE_U,
        shown=one_u_shown,
        question="f = max(0, x₁) + max(0, x₂) needs a U of its own in each of the four quarters. "
        "The mean of the four is U = (1/2, 1/2). In how many of the quarters is it right?",
        choices=("in none", "in one", "in all four"),
        answer="In none: a mean of four different pairs need not be one of them. Move U onto one "
        "of the four, and it is right in that quarter; in two at once it is never right.",
        alt="The plane in four quarters. The lower left one needs U = (0, 0), the lower right one "
        "(1, 0), the upper left one (0, 1), the upper right one (1, 1). The arrow U = (1/2, 1/2) "
        "is none of them.",
    )
