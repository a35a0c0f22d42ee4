"""Figures of the page all-positive."""

from fractions import Fraction

from ...core.hull import Hull
from ...core.network import Network
from ...decide.affinity import decide_affine
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, panel
from .live import Live, Numbers

ROWS = (-0.5, 0, 1, 3)


def _elbows(x: float) -> float:
    return 3 * max(0, 2 * x + 1) - max(0, x + 2) + 0.5


@drawn
def rows_and_beyond() -> Drawing:
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
        caption="The rows see one line. Left of them the network leaves it, and bends once more.",
    )


@drawn
def square_and_creases() -> Drawing:
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
def two_rays() -> Drawing:
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


BUMP = {"t": Fraction(5, 2), "h": Fraction(1)}
BUMP_ROWS = (1, 2, 3, 4)


def bump_network(state: Numbers) -> Network:
    """r(x), with a bump of half width 1/2 and height h at t: three units more."""
    t, h = state["t"], state["h"]
    knots = (t - Fraction(1, 2), t, t + Fraction(1, 2))
    rows = [[1], *([2] for _ in knots)]
    return Network([(rows, [0, *(-2 * knot for knot in knots)]), ([[1, h, -2 * h, h]], [0])])


def bump_shown(state: Numbers) -> dict[str, object]:
    """What the rows give, how many units have both signs there, and straight or not between."""
    f = bump_network(state)
    layers = [f.pre_activations([x])[0] for x in BUMP_ROWS]
    both = sum(min(unit) < 0 < max(unit) for unit in zip(*layers, strict=True))
    verdict = decide_affine(f, (BUMP_ROWS[0], BUMP_ROWS[-1])).verdict
    values = " ".join(str(f([x])).replace("-", "−") for x in BUMP_ROWS)
    return {"values": values, "both": both, "straight": verdict.replace("-", " ")}


@drawn
def bump() -> Live:
    """Four rows on one line, and nothing said of what is between them."""
    figure, axes = panel(4.8, 3.9)
    for x in BUMP_ROWS:
        axes.plot([x, x], [-2.3, x], color=MUTED, linewidth=1.2, linestyle=(0, (4, 3)), gid="still")
    axes.plot(BUMP_ROWS, BUMP_ROWS, "o", color=INK, markersize=8, gid="still")
    axes.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    axes.set(xlim=(-0.3, 6.3), ylim=(-2.4, 7.2), xticks=[1, 2, 3, 4], yticks=[0, 2, 4, 6])
    return Live(
        figure,
        name="bump",
        state=BUMP,
        shown=bump_shown,
        question="at the inputs 1, 2, 3 and 4 a network gives 1, 2, 3 and 4. Is it "
        "straight between them?",
        choices=("certainly", "this does not tell", "certainly not"),
        answer="Their outputs do not tell: here a bump stands between two of them. Look at the "
        "signs of each unit's z at the four rows (a row is one data point): drag the bump out to "
        "either side. As soon as no unit's z has both signs there, the network is straight between "
        "them.",
        alt="Four rows, at 1, 2, 3 and 4, with the values 1, 2, 3 and 4: dots on one straight "
        "line. What the network does between them is not drawn.",
    )


CREASE = {"a": Fraction(1), "b": Fraction(0)}
CLOUD = ((-2, 0), (-1, 2), (1, 1), (2, -1), (0, -2), (0, 0))
CLOUD_HULL = CLOUD[:5]


def crease_unit(state: Numbers) -> Network:
    """The unit whose crease runs from (-3, a) to (3, b), on above it."""
    a, b = state["a"], state["b"]
    return Network([([[(a - b) / 6, 1]], [-(a + b) / 2]), ([[1]], [0])])


def crease_shown(state: Numbers) -> dict[str, object]:
    """The least and the greatest z at the rows, and the unit's state on their hull."""
    f = crease_unit(state)
    z = [f.pre_activations(row)[0][0] for row in CLOUD]
    affine = decide_affine(f, Hull([list(row) for row in CLOUD])).verdict == "affine"
    state_on = ("on" if max(z) > 0 else "off") if affine else "switching"
    return {"least": min(z), "greatest": max(z), "map": state_on}


@drawn
def crease() -> Live:
    """Six rows, their hull, and a crease from (-3, 1) to (3, 0)."""
    figure, axes = panel(4.4, 4.0)
    a, b = (float(CREASE[name]) for name in "ab")
    axes.fill([-3, 3, 3, -3], [a, b, 3, 3], color=UNITS[0], alpha=0.16, linewidth=0, gid="still")
    hull = list(zip(*CLOUD_HULL, strict=True))
    axes.fill(*hull, color=MUTED, alpha=0.16, linewidth=0, gid="still")
    axes.plot([-3, 3], [a, b], color=UNITS[0], gid="still")
    f = crease_unit(CREASE)
    for row in CLOUD:
        z = str(f.pre_activations(row)[0][0]).replace("-", "−")
        axes.plot(*row, "o", color=INK, markersize=8, gid="still")
        axes.text(row[0] + 0.12, row[1] + 0.1, z, color=INK, gid="still")
    axes.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), xticks=[-2, 0, 2], yticks=[-2, 0, 2])
    axes.set(aspect="equal", xlabel="x₁", ylabel="x₂")
    return Live(
        figure,
        name="crease",
        state=CREASE,
        shown=crease_shown,
        question="six rows, and a line that can lie anywhere: on it a unit's z is 0, it is the "
        "unit's crease. At which rows is it enough, and needed, to look at z, to be sure that the "
        "unit keeps to one side everywhere between them?",
        choices=("all six", "the five outer ones", "the two farthest apart"),
        answer="The five outer ones. A z that is not negative at two rows is not negative "
        "between them: so all that lies between the five, the sixth row too, is on their side, "
        "and the unit is one straight formula there. Any one of the five can be cut off alone.",
        alt="Six rows in the plane with their hull, a pentagon. The crease of one unit runs across "
        "it, falling from 1 on the left to 0 on the right; beside each row stands its z, of both "
        "signs.",
    )
