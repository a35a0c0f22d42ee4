"""Figures of `argument/depth`: folds, what a shallow network gets, creases that stop, regions."""

from fractions import Fraction

from ..proofs.depth import folds
from .base import GRID, INK, MUTED, PAPER, UNITS, Drawing, drawn, panel


@drawn
def folding():
    """One, two and three folds of the tent on [0, 1]."""
    panels = []
    for k in (1, 2, 3):
        figure, axes = panel(2.4, 2.2)
        n = 2**k
        xs = [Fraction(j, n) for j in range(n + 1)]
        axes.plot(xs, [folds(k)(x) for x in xs], color=UNITS[k - 1], linewidth=2.2)
        axes.set(
            xlim=(0, 1),
            ylim=(-0.05, 1.1),
            xticks=[0, 1],
            yticks=[0, 1],
            title=("1 fold", "2 folds", "3 folds")[k - 1] + f": {n} pieces",
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Zigzag lines on [0, 1] between the values 0 and 1: one tent with 2 pieces, two tents "
        "with 4 pieces, four tents with 8 pieces.",
        caption="Each fold is two more units, and doubles the pieces of all folds before it.",
    )


@drawn
def all_or_nothing():
    """Three folds, the constant 1/2 and a zigzag of seven pieces."""
    figure, axes = panel(4.6, 2.8)
    xs = [Fraction(j, 8) for j in range(9)]
    axes.fill_between([0, 1], [0, 0], [1, 1], color=UNITS[1], alpha=0.10, linewidth=0)
    axes.plot(xs, [folds(3)(x) for x in xs], color=UNITS[2], linewidth=2.2)
    axes.plot([0, 1], [0.5, 0.5], color=UNITS[1], linewidth=2.2)
    axes.plot(
        xs[:7] + [1],
        [folds(3)(x) for x in xs[:7]] + [0.5],
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
        caption="Seven pieces follow six and miss the last peak by more than ½; the flat line "
        "misses everything by just ½.",
    )


@drawn
def parabola():
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


@drawn
def creases_that_stop():
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


@drawn
def seven_or_six():
    """Three lines in general position, and through one point."""
    panels = []
    for b, title, spots in (
        (
            1,
            "with biases: 7",
            (
                (0.28, 0.28),
                (1.3, 1.0),
                (-0.8, 1.0),
                (-0.85, 2.45),
                (-1.1, -1.1),
                (1.0, -0.8),
                (2.45, -0.85),
            ),
        ),
        (
            0,
            "without: 6",
            ((1.2, 1.2), (-0.6, 1.6), (-1.6, 0.6), (-1.2, -1.2), (0.6, -1.6), (1.6, -0.6)),
        ),
    ):
        figure, axes = panel(3.1, 2.9)
        if b:
            axes.fill([0, 1, 0], [0, 0, 1], color=UNITS[3], alpha=0.35, linewidth=0)
        axes.plot([0, 0], [-3, 3], color=UNITS[0])
        axes.plot([-3, 3], [0, 0], color=UNITS[1])
        axes.plot([-3, 3], [b + 3, b - 3], color=UNITS[2])
        for k, (x, y) in enumerate(spots, 1):
            axes.text(x, y, str(k), color=INK, ha="center", va="center")
        axes.set(
            xlim=(-2, 3) if b else (-2.2, 2.2),
            ylim=(-2, 3) if b else (-2.2, 2.2),
            xticks=[],
            yticks=[],
            aspect="equal",
            title=title,
        )
        for side in ("left", "bottom"):
            axes.spines[side].set_color(GRID)
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Left: three lines in general position cut the plane into seven numbered parts, the "
        "first a small triangle in the middle. Right: three lines through one point cut it into "
        "six.",
        caption="Pull the three creases through one point, and the triangle is gone.",
    )
