"""Figures of the page a-line-is-not-a-regression."""

from relu_proofs.argument.figures.base import INK, MUTED, UNITS, Drawing, drawn, panel

Y = (2, 1, 0, 1, 3)


@drawn
def data_in_line_out():
    """Two data sets with their least-squares lines; and a function that ignores both."""
    sets = (((0, 0), (1, 2), "o", "-"), ((0, 0), (1, 1), "s", (0, (4, 3))))
    moves, left = panel(3.4, 2.8)
    stays, right = panel(3.4, 2.8)
    for axes in (left, right):
        for k, ((a, b), (c, d), marker, _) in enumerate(sets):
            axes.plot([a, c], [b, d], marker, color=(INK, MUTED)[k], markersize=8 - 2 * k)
        axes.set(xlim=(-1.1, 1.6), ylim=(-1.1, 2.4), xticks=[-1, 0, 1], yticks=[0, 1, 2])
    for k, slope in enumerate((2, 1)):
        end = (1.15, 1.5)[k]
        left.plot(
            [-0.5, end], [-0.5 * slope, end * slope], color=(INK, MUTED)[k], linestyle=sets[k][3]
        )
        left.text(1.2, (2.05, 0.85)[k], f"slope {slope}", color=(INK, MUTED)[k], va="center")
    left.set_title("least squares: data in, line out")
    right.plot([-1.1, 0, 1.5], [0, 0, 1.5], color=UNITS[0], linewidth=2.4)
    right.text(-1, 0.2, "r", color=UNITS[0])
    right.set_title("ReLU: nothing goes in")
    return Drawing(
        moves,
        stays,
        alt="Left: two data sets of two rows each, and their least-squares lines of slope 2 and "
        "slope 1. Right: the same rows beside the graph of ReLU, which is the same for both.",
        caption="A regression answers its data. A function, straight or not, is what it is.",
    )


@drawn
def line_and_hinges():
    """The best line for five rows, and the best output weights for three frozen units."""
    one, left = panel(3.4, 2.9)
    left.plot([-0.2, 4.2], [1 - 0.2 / 5, 1 + 4.2 / 5], color=INK)
    many, right = panel(3.4, 2.9)
    weights = (71 / 35, -38 / 35, 18 / 7)
    parts = ([weights[0]] * 3, [0, 2 * weights[1], 4 * weights[1]], [0, 0, 2 * weights[2]])
    for unit, part in enumerate(parts):
        right.plot([0, 2, 4], part, color=UNITS[unit], linewidth=1.4)
    right.plot([0, 2, 4], [sum(values) for values in zip(*parts, strict=True)], color=INK)
    for words, x, y, unit in (
        ("(71/35)·r(0x + 1)", 0.55, 2.3, 0),
        ("−(38/35)·r(x)", 2.6, -2.35, 1),
        ("(18/7)·r(x − 2)", 3.62, 4.45, 2),
    ):
        right.text(x, y, words, color=UNITS[unit], ha="right" if unit == 2 else "left")
    for axes, top in ((left, "features 1, x"), (right, "features: three frozen units")):
        axes.plot(range(5), Y, "o", color=INK, markersize=6)
        axes.set(xlim=(-0.3, 4.4), ylim=(-4.6, 5.4), xticks=range(5), yticks=[-4, 0, 4], title=top)
    return Drawing(
        one,
        many,
        alt="Left: five rows in the shape of a V and the best line, far from them. Right: the "
        "weighted outputs of three frozen units and their sum, a V that passes close to all "
        "five rows. Each unit contributes from its knot on.",
        caption="The same least squares, with other features: the line cannot bend, the frozen "
        "units can.",
    )
