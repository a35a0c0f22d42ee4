"""Figures of the page a-line-is-not-a-regression."""

from fractions import Fraction

from ...core.rational import dot
from ..linear_systems import solve
from .base import INK, MUTED, UNITS, drawn, panel
from .live import Live, Numbers

PLACES = (-2, -1, 0, 1, 2)
NO_HINGE = 2
ROWS = {
    **{f"y{i}": Fraction(y) for i, y in enumerate((2, 1, 0, 1, 3))},
    "knot": Fraction(NO_HINGE),
}


def _features(x: int, knot: Fraction) -> list[Fraction]:
    """The constant, x, and the hinge r(x - knot), if there is one."""
    hinge = [max(Fraction(0), x - knot)] if knot != NO_HINGE else []
    return [Fraction(1), Fraction(x), *hinge]


def _fitted(state: Numbers) -> tuple[tuple[Fraction, ...], Fraction]:
    """The coefficients with the least sum of squares, and that sum."""
    table = [_features(x, state["knot"]) for x in PLACES]
    y = [state[f"y{i}"] for i in range(len(PLACES))]
    columns = list(zip(*table, strict=True))
    gram = [[dot(a, b) for b in columns] for a in columns]
    v = solve(gram, [dot(a, y) for a in columns])
    assert v is not None  # the features are independent at these places
    errors = [target - dot(row, v) for target, row in zip(y, table, strict=True)]
    return tuple(v), dot(errors, errors)


def fit_shown(state: Numbers) -> dict[str, object]:
    """The coefficients, by the names of their features, and the sum of squares."""
    (constant, slope, *hinge), squares = _fitted(state)
    return {
        "constant": constant,
        "slope": slope,
        "hinge": hinge[0] if hinge else "none",
        "squares": squares,
    }


@drawn
def fit() -> Live:
    """Five rows in the shape of a V, the best line, and the graph of ReLU."""
    q, p = (float(number) for number in _fitted(ROWS)[0])
    figure, axes = panel(4.8, 3.9)
    axes.plot([-2.3, 0, 2.3], [0, 0, 2.3], color=UNITS[0], linestyle=(0, (4, 3)), gid="still")
    axes.text(2.36, 2.2, "r(x)", color=UNITS[0], gid="still")
    for i, x in enumerate(PLACES):
        y = float(ROWS[f"y{i}"])
        axes.plot([x, x], [y, q + p * x], color=MUTED, linewidth=1.2, gid="still")
        axes.plot([x], [y], "o", color=INK, markersize=8, gid="still")
    axes.plot([-2.3, 2.3], [q - 2.3 * p, q + 2.3 * p], color=UNITS[1], gid="still")
    axes.plot([-1, 2], [-3.1, -3.1], color=UNITS[2], linewidth=1.2, gid="still")
    axes.plot([2], [-3.1], "o", color=UNITS[2], markersize=8, gid="still")
    axes.text(-1.15, -3.2, "hinge at", color=UNITS[2], ha="right", gid="still")
    axes.text(2, -2.9, "no hinge", color=MUTED, ha="center", gid="still")
    axes.set(xlim=(-2.5, 2.8), ylim=(-3.5, 3.4), xticks=PLACES, yticks=[-2, 0, 2])
    return Live(
        figure,
        name="fit",
        state=ROWS,
        shown=fit_shown,
        question="here are five rows (data points), the straight line fitted to them, and ReLU. "
        "If one row is pulled up, which graph moves?",
        choices=("the fitted line", "ReLU", "both"),
        answer="Only the fitted line: it is an answer to the rows. ReLU is a function and takes no "
        "notice of them. (The slider below the graph, the hinge, is for later on this page.)",
        alt="Five rows in the shape of a V, from left to right at 2, 1, 0, 1 and 3. The straight "
        "line fitted to them passes far from most of them. Dashed, the graph of r(x), which bends "
        "at 0.",
    )
