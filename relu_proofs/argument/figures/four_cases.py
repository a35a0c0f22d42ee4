"""Figures of `argument/four-cases`: r(x1) + r(x2), one formula in each cone of the plane."""

from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

from ...core.network import Network
from ...regions.regions import activation_regions
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

CASES = (  # the corner of the cone, what is on there, U
    ((1, 1), "both on", "U = (1, 1)"),
    ((-1, 1), "second on", "U = (0, 1)"),
    ((-1, -1), "both off", "U = (0, 0)"),
    ((1, -1), "first on", "U = (1, 0)"),
)


def _plane(axes: Axes, size: float = 2) -> None:
    axes.set(xlim=(-size, size), ylim=(-size, size), aspect="equal", xticks=[], yticks=[])
    for side in axes.spines.values():
        side.set_visible(False)


@drawn
def cones() -> Drawing:
    """The plane cut into its four cones, each with its own U."""
    figure, axes = panel(4.2, 4.0)
    _plane(axes)
    axes.fill_between([0, 2], -2, 2, color=UNITS[0], alpha=0.13, linewidth=0)
    axes.fill_between([-2, 2], 0, 2, color=UNITS[1], alpha=0.13, linewidth=0)
    axes.plot([0, 0], [-2, 2], color=UNITS[0])
    axes.plot([-2, 2], [0, 0], color=UNITS[1])
    for (x, y), on, u in CASES:
        axes.text(x, y + 0.16, u, ha="center", va="center", fontsize=13, color=INK)
        axes.text(x, y - 0.2, on, ha="center", va="center", color=MUTED)
    axes.text(0.07, -1.9, "z₁ = x₁ = 0", color=UNITS[0], ha="left")
    axes.text(-1.95, 0.1, "z₂ = x₂ = 0", color=UNITS[1], ha="left")
    return Drawing(
        figure,
        alt="The plane cut by the lines x1 = 0 and x2 = 0 into four quadrants. The formula on each "
        "is U times x with its own U: (1, 1) upper right, (0, 1) upper left, (0, 0) lower left "
        "and (1, 0) lower right.",
        caption="Four cases, four formulas: walk across a line and one unit switches, and U "
        "changes with it.",
    )


@drawn
def surface() -> Drawing:
    """The graph of r(x1) + r(x2): four flat facets that meet in sharp creases."""
    figure = Figure(figsize=(4.4, 3.6))
    axes = figure.add_subplot(projection="3d")
    for (x, y), _, _ in CASES:
        corners = [(0, 0), (x, 0), (x, y), (0, y)]
        facet = [(a, b, max(a, 0) + max(b, 0)) for a, b in corners]
        on = (x > 0) + (y > 0)
        colour = {0: MUTED, 2: INK}.get(on, UNITS[0] if x > 0 else UNITS[1])
        axes.add_collection3d(
            Poly3DCollection([facet], facecolor=colour, edgecolor=PAPER, alpha=0.35, linewidth=0.6)
        )
    for a, b, k in ((0, 1, 0), (0, -1, 0), (1, 0, 1), (-1, 0, 1)):
        axes.plot([0, a], [0, b], [0, max(a, 0) + max(b, 0)], color=UNITS[k])
    axes.set(
        xlim=(-1, 1),
        ylim=(-1, 1),
        zlim=(0, 2),
        xticks=[-1, 0, 1],
        yticks=[0, 1],
        zticks=[0, 1, 2],
        xlabel="x₁",
        ylabel="x₂",
    )
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.set_pane_color((0, 0, 0, 0))
        axis._axinfo["grid"]["color"] = GRID
    axes.view_init(elev=24, azim=-118)
    return Drawing(
        figure,
        alt="The graph of f(x) = r(x1) + r(x2) over the square from -1 to 1: a flat floor on the "
        "lower left quadrant, two ramps beside it, a steeper facet rising to 2 at (1, 1). The "
        "facets meet in straight sharp creases above the two axes.",
        caption="Each facet lies in a plane through 0, so each case is linear; the surface is not, "
        "since it is bent where they meet.",
    )


TURN = {
    name: Fraction(value)
    for name, value in {"v1": 1, "v2": 0, "w1": 0, "w2": 1, "x1": 2, "x2": 1}.items()
}


def turn_shown(state: Numbers) -> dict[str, object]:
    """U and f at the input, and on how many patterns an open part of the plane lies."""
    w = [[state["v1"], state["v2"]], [state["w1"], state["w2"]]]
    f = Network([(w, [0, 0]), ([[1, 1]], [0])])
    x = [state["x1"], state["x2"]]
    U = f.affine_piece(f.pattern(x)).U[0]
    return {"U1": U[0], "U2": U[1], "f": f(x), "colours": len(activation_regions(f, (-1, 1)))}


@drawn
def turn() -> Drawing:
    """The plane coloured by two units that look along the axes, with their directions and x."""
    figure, axes = panel(4.2, 4.0)
    size = 3
    right = [0, size, size, 0], [-size, -size, size, size]
    upper = [-size, size, size, -size], [0, 0, size, size]
    for half, colour in zip((right, upper), UNITS):
        axes.fill(*half, color=colour, alpha=0.16, linewidth=0, gid="still")
    axes.plot([0, 0], [-size, size], color=UNITS[0], linewidth=1.2, gid="still")
    axes.plot([-size, size], [0, 0], color=UNITS[1], linewidth=1.2, gid="still")
    for k, (x, y) in enumerate(((1, 0), (0, 1))):
        axes.plot([0, x], [0, y], color=UNITS[k], gid="still")
        axes.plot([x], [y], "o", color=UNITS[k], markersize=8, gid="still")
        name = "w" + "₁₂"[k]
        axes.text(x + 0.2, y + 0.2, name, color=UNITS[k], fontsize=13, gid="still")
    axes.plot([2], [1], "o", color=INK, markersize=8, gid="still")
    axes.text(2.2, 1.2, "x", color=INK, fontsize=13, gid="still")
    axes.set(
        xlim=(-size, size),
        ylim=(-size, size),
        aspect="equal",
        xticks=[-2, 0, 2],
        yticks=[-2, 0, 2],
        xlabel="x₁",
        ylabel="x₂",
    )
    return Live(
        figure,
        name="cones",
        state=TURN,
        shown=turn_shown,
        question="the input is a point of the plane. Each of two ReLUs has a line through 0 and "
        "colours one side of it, where its z is positive and it is on: four areas. If you turn one "
        "line onto the other, how many areas are left?",
        choices=("1", "2", "3", "4"),
        answer="Two, one on each side of the line. If both arrows point the same way, both "
        "ReLUs are on together; if they point opposite ways, exactly one is on, except "
        "on the line itself, where none is. All four cases occur only when the lines differ.",
        alt="The plane in four coloured quarters. The first unit's arrow points right, "
        "w1 = (1, 0), and the unit is on in the right half; the second one's points up, "
        "w2 = (0, 1), and that unit is on in the upper half. "
        "The input x = (2, 1) lies where both are on.",
    )
