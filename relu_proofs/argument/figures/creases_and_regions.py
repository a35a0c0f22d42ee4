"""Figures of `argument/creases-and-regions`: lines that cut the plane, and creases that stop."""

import itertools
from fractions import Fraction

from ...core.network import Network
from ...regions.regions import activation_regions
from .base import GRID, INK, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

SIZE = 3
STATE = {"c": Fraction(-2), "d": Fraction(-1), "l": Fraction(2), "m": Fraction(-2)}
_SIGNS = {1: "+", 0: "−"}
_GRIPS = (-2.6, 1.9)
"""Where along the third line its two handles are."""


def network(state: Numbers) -> Network:
    """Units that are on right of a line, above one, and below one through (−3, l) and (3, m)."""
    rise = (state["m"] - state["l"]) / (2 * SIZE)
    rows = [[1, 0], [0, 1], [rise, -1]]
    shifts = [-state["c"], -state["d"], state["l"] + rise * SIZE]
    return Network([(rows, shifts), ([[1, 1, 1]], [0])])


def _found(state: Numbers) -> list[tuple[int, ...]]:
    """The patterns of the regions in the square."""
    return [region.pattern[0] for region in activation_regions(network(state), (-SIZE, SIZE))]


def shown(state: Numbers) -> dict[str, object]:
    """How many regions there are in the square, and which patterns of on and off are missing."""
    found = _found(state)
    missing = [way for way in itertools.product((1, 0), repeat=3) if way not in found]
    words = ["".join(_SIGNS[unit] for unit in way) for way in missing]
    return {"regions": len(found), "missing": " ".join(words)}


@drawn
def three_lines() -> Drawing:
    """Three lines in a square, each the crease of a unit, and the pattern in each region."""
    figure, axes = panel(4.2, 4.0)
    axes.plot([-2, -2], [-SIZE, SIZE], color=UNITS[0], gid="still")
    axes.plot([-SIZE, SIZE], [-1, -1], color=UNITS[1], gid="still")
    axes.plot([-SIZE, SIZE], [2, -2], color=UNITS[2], gid="still")
    falling = [(x, float(2 - 4 * (x + SIZE) / 6), 2) for x in _GRIPS]
    for x, y, k in ((-2, -2.7, 0), (2.7, -1, 1), *falling):
        axes.plot([x], [y], "o", color=UNITS[k], markersize=8, gid="still")
    for region in activation_regions(network(STATE), (-SIZE, SIZE)):
        x, y = (float(sum(at) / len(at)) for at in zip(*region.vertices))
        words = "".join(_SIGNS[unit] for unit in region.pattern[0])
        axes.text(x, y, words, ha="center", va="center", fontsize=13, gid="still")
    axes.set(xlim=(-SIZE, SIZE), ylim=(-SIZE, SIZE), aspect="equal", xticks=[], yticks=[])
    for side in axes.spines.values():
        side.set_color(GRID)
        side.set_visible(True)
    return Live(
        figure,
        name="lines",
        state=STATE,
        shown=shown,
        question="three lines, where three units switch. Seven of the eight patterns of on (+) and "
        "off (−) occur here; − − − does not. The lines can be moved, and the third one turned. Can "
        "all eight occur?",
        choices=("yes", "no, but another one can be missing", "no, − − − is always missing"),
        answer="No, though it can be another one that is missing. Two lines make four parts at "
        "most. The third crosses them at two points at most, so it cuts at most three of the four "
        "in two: seven. If three different lines go through one point, only six parts are left.",
        alt="A square cut by three lines, one upright, one level, one falling, into seven regions. "
        "Each is marked by three signs, plus for a unit that is on; three minus signs are not "
        "among them.",
    )


@drawn
def creases_that_stop() -> Drawing:
    """max(0, x, y), whose creases are half-lines, beside creases of one layer."""
    panels = []
    for title, lines in (
        (
            "max(0, x, y)",
            (((0, 2), (0, 2), UNITS[0]), ((0, 0), (0, -2), UNITS[1]), ((0, -2), (0, 0), UNITS[2])),
        ),
        (
            "one layer",
            (
                ((-2, 2), (-2, 2), UNITS[0]),
                ((0, 0), (2, -2), UNITS[1]),
                ((2, -2), (0, 0), UNITS[2]),
            ),
        ),
    ):
        figure, axes = panel(3.1, 2.9)
        for xs, ys, colour in lines:
            axes.plot(xs, ys, color=colour, linewidth=2.8)
        if title != "one layer":
            for x, y, words in ((1.1, -0.9, "x"), (-0.9, 1.1, "y"), (-1.1, -1.1, "0")):
                axes.text(x, y, words, color=INK, ha="center", fontsize=14)
        axes.set(
            xlim=(-2, 2),
            ylim=(-2, 2),
            xticks=[-2, 0, 2],
            yticks=[-2, 0, 2],
            xlabel="x",
            ylabel="y",
            aspect="equal",
            title=title,
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Left: the plane is cut into three parts, where max(0, x, y) is 0, x and y, by three "
        "half-lines that end at the origin. Right: the creases of one layer are the three whole "
        "lines; they go on beyond the origin.",
        caption="A crease that stops is what one layer cannot make: its creases run on for ever.",
    )
