"""Figures of the page moving-knots."""

import math
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes

from ...approximate.best import best_pieces
from ...core.piecewise import Piecewise
from ..fits import interpolant
from .base import INK, MUTED, UNITS, Drawing, drawn, label, panel
from .live import Live, Numbers

KNOTS = {"u": Fraction(7, 12), "v": Fraction(10, 12)}
"""The roots of two knots."""


def _roots(state: Numbers) -> list[Fraction]:
    return [Fraction(0), *sorted((state["u"], state["v"])), Fraction(1)]


def _halves(state: Numbers) -> list[Fraction]:
    """Half of what each chord misses: the root less the interpolant, where it is most."""
    roots = _roots(state)
    g = Piecewise.through([(u * u, u) for u in sorted(set(roots))])
    middles = [(a + b) / 2 for a, b in zip(roots, roots[1:], strict=False)]
    return [(middle - g(middle**2)) / 2 for middle in middles]


def knots_shown(state: Numbers) -> dict[str, object]:
    """The knots in their order, half of what each chord misses, and the largest of these."""
    halves, (_, low, high, _) = _halves(state), _roots(state)
    least, _ = best_pieces("sqrt", 0, 1, 3).bounds
    assert max(halves) >= least
    words = " ".join(str(size) for size in halves)
    return {"low": low**2, "high": high**2, "halves": words, "error": max(halves)}


def _missed(axes: Axes, halves: list[Fraction]) -> None:
    """Half of what each chord misses, beside equal knots and against the best."""
    for i, size in enumerate(halves):
        axes.bar([i], [float(size)], width=0.6, color=UNITS[3], alpha=0.6, gid="still")
        axes.text(i, float(size) + 0.003, str(size), color=UNITS[3], ha="center", gid="still")
    equal = 1 / (8 * math.sqrt(3))
    axes.bar([3], [equal], width=0.6, color=MUTED, alpha=0.4)
    axes.text(3, equal + 0.003, "1/(8√3)", color=MUTED, ha="center")
    axes.plot([-0.5, 3.5], [1 / 48] * 2, color=INK, linestyle=(0, (4, 3)), gid="still")
    axes.text(-0.45, 0.128, "dashed: the best, 1/48", color=INK)
    axes.set(title="half of what each chord misses", xlim=(-0.5, 3.5), ylim=(0, 0.14))
    axes.set_xticks(range(4), ["first", "second", "third", "equal"])
    axes.set_yticks([0, 0.1])


@drawn
def knots() -> Live:
    """The root with two knots far from where they should be, and what its chords miss."""
    under, left = panel(3.6, 2.8)
    root = np.linspace(0, 1, 121)
    left.plot(root**2, root, color=INK, linewidth=1.4)
    roots = [float(u) for u in _roots(KNOTS)]
    left.plot([u * u for u in roots], roots, color=UNITS[2], gid="still")
    chords = np.interp(root**2, [u * u for u in roots], roots)
    left.fill_between(root**2, chords, root, color=UNITS[3], alpha=0.6, linewidth=0, gid="still")
    for i, u in enumerate(roots[1:-1]):
        left.plot([u * u], [u], "o", color=UNITS[i], markersize=8, gid="still")
    left.set(title="√x and three chords", xlim=(-0.05, 1.05), ylim=(0, 1.1))
    left.set(xticks=[0, 0.5, 1], yticks=[0, 1])
    missed, right = panel(3.6, 2.8)
    _missed(right, _halves(KNOTS))
    return Live(
        under,
        missed,
        name="root-knots",
        state=KNOTS,
        shown=knots_shown,
        question="three straight pieces, joined at two knots, are to follow √x from 0 to 1, with "
        "the largest miss as small as can be. Where do the two knots have to go?",
        choices=("towards 0", "towards 1", "to equal parts"),
        answer="Towards 0, where the root bends most: with the knots at 1/36 and 1/4 all three "
        "chords, straight lines from point to point of the root, miss by the same amount, 1/24. "
        "Lift all three by half of that: now they miss by 1/48 above and below, and no three "
        "pieces do better.",
        alt="Left: the graph of the root from 0 to 1 with three chords and the knots 49/144 and "
        "25/36; the first chord misses by far the most. Right: half of what each chord misses, "
        "beside that of equal parts, and a dashed line at 1/48.",
    )


@drawn
def root_knots() -> Drawing:
    """Four best pieces of the square root beside four equal ones, and what each misses."""
    best = best_pieces("sqrt", 0, 1, 4)
    raw = interpolant("sqrt", [0, "1/4", "1/2", "3/4", 1])
    equal, panels = raw.plus(1 / 16), []  # the best for equal knots: 1/(8√4) = 1/16
    u = np.linspace(0, 1, 400)
    for f, title, colour in (
        (equal, "equal knots", UNITS[1]),
        (best.function, "best knots", UNITS[2]),
    ):
        figure, axes = panel(3.5, 3.0)
        axes.plot(u * u, u, color=INK, linewidth=1.2)
        ends = [0, *map(float, f.knots), 1]
        axes.plot(ends, [float(f(t)) for t in ends], color=colour, linewidth=2.2)
        axes.plot(ends[1:-1], [float(f(t)) for t in ends[1:-1]], "o", color=colour, markersize=7)
        miss = np.array([t - float(f(t * t)) for t in u])
        axes.fill_between(u * u, -0.35, -0.35 + 2 * miss, color=colour, alpha=0.35, linewidth=0)
        axes.axhline(-0.35, color=MUTED, linewidth=0.8)
        label(axes, 0.98, -0.16, "the miss, drawn twice as large", MUTED, ha="right")
        axes.set(
            title=title,
            xlim=(-0.03, 1.03),
            ylim=(-0.55, 1.1),
            xticks=[0, 0.5, 1],
            yticks=[0, 0.5, 1],
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="Two panels with the square root on [0, 1]. Four pieces with equal knots miss it most "
        "on the first piece. Four best pieces have their knots crowded towards 0, and miss it "
        "by the same amount on every piece.",
        caption="The best knots crowd where the curve bends most, until every piece misses by the "
        "same amount.",
    )
