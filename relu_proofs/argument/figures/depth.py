"""Figures of `argument/depth`: folds, and what a shallow network gets."""

from fractions import Fraction

from ...core.piecewise import Piecewise
from ..proofs.depth import folds
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

STATE = {"x": Fraction(5, 16), "k": Fraction(1)}


def shown(state: Numbers) -> dict[str, Fraction | int]:
    """Where x is after each fold, and how many pieces the folds have; and one layer at most."""
    x, k = state["x"], int(state["k"])
    f = folds(k)
    steps = {f"step{j}": folds(j).evaluate(x)[0] for j in range(1, k + 1)}
    pieces = len(Piecewise.from_network(f).inside(0, 1).slopes)
    return {**steps, "pieces": pieces, "beside": sum(f.widths) + 1}


@drawn
def cobweb() -> Drawing:
    """One fold: the tent with the way of x through it, and the fold itself with its pieces."""
    square, left = panel(3.1, 2.9)
    x, y = float(STATE["x"]), float(folds(1).evaluate(STATE["x"])[0])
    left.plot([0, 0.5, 1], [0, 1, 0], color=UNITS[0])
    left.plot([0, 1], [0, 1], color=GRID, linewidth=1.2, zorder=0)
    left.plot([x, x], [0, y], color=INK, linestyle=(0, (4, 3)), linewidth=1.4, gid="still")
    left.plot([x], [0], "o", color=INK, markersize=8, gid="still")
    left.plot([x], [y], "o", color=UNITS[1], markersize=7, gid="still")
    left.set(xlim=(-0.05, 1.05), ylim=(-0.08, 1.1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    for axis in (left.set_xticklabels, left.set_yticklabels):
        axis(["0", "1/2", "1"])
    left.set_title("x goes up to the fold, across, up again")
    zigzag, right = panel(3.4, 2.9)
    right.plot([0, 0.5, 1], [0, 1, 0], color=UNITS[1], gid="still")
    right.plot([x], [y], "o", color=UNITS[1], markersize=7, gid="still")
    right.plot([0, 1], [-0.3, -0.3], color=MUTED, linewidth=1.2, gid="still")
    right.text(-0.04, -0.3, "folds", color=MUTED, ha="right", va="center", gid="still")
    right.plot([0], [-0.3], "o", color=MUTED, markersize=8, gid="still")
    for k in range(4):
        right.text(k / 3, -0.52, str(k + 1), color=MUTED, ha="center", va="center", gid="still")
    right.set(xlim=(-0.05, 1.05), ylim=(-0.6, 1.1), xticks=[], yticks=[0, 1])
    right.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    right.set_title("where it ends, for every x")
    for side in ("left", "bottom"):
        right.spines[side].set_visible(False)
    return Live(
        square,
        zigzag,
        name="folds",
        state=STATE,
        shown=shown,
        question="two units make a fold: while x runs from 0 to 1, the output goes from 0 up to 1 "
        "and back to 0, in 2 straight pieces. (Their other bend lies at 0, at the edge.) Three "
        "folds stand one behind the other, each fed with the one before. How many pieces do these "
        "six units make between 0 and 1?",
        choices=("6", "7", "8", "64"),
        answer="Eight: while x goes from 0 to 1, the first fold goes up from 0 to 1 and back "
        "again, so whatever comes behind it is run through twice, forwards and backwards. Six "
        "units side by side make seven at most.",
        alt="Left, a tent from 0 up to 1 at x = 1/2 and down to 0 at 1; x = 5/16 goes up to 5/8. "
        "Right, the same tent, one fold with two pieces, and a slider for the number of folds.",
    )


@drawn
def all_or_nothing() -> Drawing:
    """Three folds, the constant 1/2 and a zigzag of seven pieces."""
    figure, axes = panel(4.6, 2.8)
    xs = [j / 8 for j in range(9)]
    heights = [float(folds(3).evaluate(x)[0]) for x in xs]
    axes.fill_between([0, 1], [0, 0], [1, 1], color=UNITS[1], alpha=0.10, linewidth=0)
    axes.plot(xs, heights, color=UNITS[2], linewidth=2.2)
    axes.plot([0, 1], [0.5, 0.5], color=UNITS[1], linewidth=2.2)
    axes.plot(
        [*xs[:7], 1],
        [*heights[:7], 0.5],
        color=MUTED,
        linestyle=(0, (4, 3)),
        linewidth=1.6,
    )
    axes.plot([1], [0.5], "o", color=MUTED, markersize=5)
    axes.plot([0.875], [1], "o", color=UNITS[2], markersize=6)
    axes.text(
        0.02, 0.56, "½", color=UNITS[1], bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1}
    )
    axes.set(xlim=(0, 1.02), ylim=(-0.05, 1.12), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1], xlabel="x")
    return Drawing(
        figure,
        alt="The zigzag of three folds with its eight pieces, and the horizontal line one half, "
        "whose band of half-width one half contains the whole zigzag. A dashed line of seven "
        "pieces follows the zigzag to x = 3/4 and then goes straight on: it misses the last peak, "
        "at x = 7/8, by more than one half.",
        caption="The dashed line of seven pieces follows the zigzag's first six and then misses "
        "its last peak by more than ½. The flat line at ½ misses nothing by more than ½.",
    )


@drawn
def parabola() -> Drawing:
    """The parabola and its first approximations; the errors, each a quarter of the one before."""
    curve, axes = panel(3.4, 2.7)
    many = [j / 64 for j in range(65)]
    axes.plot(many, [x * x for x in many], color=MUTED, linewidth=4, alpha=0.5)
    errors, below = panel(3.4, 2.7)
    for m in (0, 1, 2):
        n = 2**m
        axes.plot(
            [j / n for j in range(n + 1)],
            [(j / n) ** 2 for j in range(n + 1)],
            color=UNITS[m],
            linewidth=1.8,
        )
        xs = [j / 256 for j in range(257)]
        ys = [(x * n % 1) * (1 - x * n % 1) / n**2 for x in xs]
        below.plot(xs, ys, color=UNITS[m], linewidth=1.8)
        below.annotate(
            ("0 folds", "1 fold", "2 folds")[m],
            ((0.5, 0.25, 0.625)[m], 0.25 / 4**m),
            ((0.5, 0.3, 0.5)[m], (0.258, 0.072, 0.135)[m]),
            color=UNITS[m],
            ha="center",
            arrowprops={"arrowstyle": "-", "color": UNITS[m]} if m == 2 else None,
        )
    axes.set(
        xlim=(0, 1),
        ylim=(-0.02, 1.02),
        xticks=[0, 0.5, 1],
        yticks=[0, 1],
        xlabel="x",
        title="x², and 0, 1, 2 folds",
    )
    below.set(
        xlim=(0, 1),
        ylim=(0, 0.29),
        xticks=[0, 0.5, 1],
        yticks=[0, 1 / 16, 1 / 4],
        xlabel="x",
        title="how much too high",
    )
    below.set_yticklabels(["0", "1/16", "1/4"])
    return Drawing(
        curve,
        errors,
        alt="Left: the parabola and its interpolants with 1, 2 and 4 pieces. Right: their errors, "
        "arches of height 1/4, two arches of height 1/16 and four arches of height 1/64.",
        caption="One fold more, a quarter of the error: the error is the same arch, folded.",
    )
