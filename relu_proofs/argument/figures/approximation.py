"""Figures of the page approximation."""

import numpy as np

from relu_proofs.approximate.best import best_pieces
from relu_proofs.approximate.targets import target
from relu_proofs.argument.figures.base import GRID, INK, MUTED, UNITS, Drawing, drawn, label, panel
from relu_proofs.argument.fits import best_polynomial

COUNTS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]
"""The numbers of pieces whose errors `race` compares."""


@drawn
def race(trained):
    """Largest error against the number of pieces or the degree, for exp and for the root.

    Parameters
    ----------
    trained : dict from the number of pieces to the error that a trained network reached on exp
    """
    return Drawing(
        _smooth(trained),
        _steep(),
        alt="Two plots with logarithmic axes: the largest error against the number of pieces or "
        "the degree. For exp the polynomial's error plunges below 1e−12 at degree 9, while "
        "pieces gain a factor 4 for each doubling; trained networks stay above the best "
        "pieces. For the square root the best pieces gain a factor 4, polynomials a factor 2, "
        "equal knots only the root of 2.",
        caption="Each wins somewhere: polynomials on the smooth curve, located knots on the curve "
        "that bends ever more sharply towards 0.",
    )


def _smooth(trained):
    """The panel of exp, on which polynomials win."""
    figure, axes = _errors("exp", range(1, 10))
    axes.loglog(list(trained), list(trained.values()), "D", color=UNITS[3], markersize=5)
    axes.set(ylim=(1e-13, 1))
    label(axes, 9.5, 1e-9, "polynomials", UNITS[0], ha="left")
    label(axes, 20, 2.5e-6, "best pieces", UNITS[2], ha="left")
    label(axes, 70, 6e-2, "trained networks", UNITS[3], ha="right")
    label(axes, 1.6, 2.6e-1, "equal knots", UNITS[1], ha="left")
    _ticks(axes, "exp on [0, 1]", [-12, -9, -6, -3, 0])
    return figure


def _steep():
    """The panel of the square root, on which located knots win."""
    figure, axes = _errors("sqrt", COUNTS)
    axes.set(ylim=(3e-5, 0.4))
    label(axes, 7, 7e-2, "equal knots", UNITS[1], ha="left")
    label(axes, 70, 1.25e-3, "polynomials", UNITS[0], ha="right")
    label(axes, 13, 2.5e-4, "best pieces", UNITS[2], ha="right")
    _ticks(axes, "√x on [0, 1]", [-4, -3, -2, -1])
    return figure


def _errors(name, degrees):
    """A panel with the errors of equal knots, best knots and polynomials on [0, 1]."""
    figure, axes = panel(3.6, 3.6)
    equal = [_half_chord(target(name), n) for n in COUNTS]
    best = [float(best_pieces(name, 0, 1, n).error) for n in COUNTS]
    powers = [best_polynomial(name, 0, 1, degree) for degree in degrees]
    axes.loglog(COUNTS, equal, "o-", color=UNITS[1], markersize=3.5, linewidth=1.6)
    axes.loglog(COUNTS, best, "s-", color=UNITS[2], markersize=3.5, linewidth=1.6)
    axes.loglog(degrees, powers, "^-", color=UNITS[0], markersize=3.5, linewidth=1.6)
    return figure, axes


def _ticks(axes, title, powers_of_ten):
    """Words and ticks of two logarithmic axes."""
    axes.set(
        title=f"largest error, {title}",
        xlabel="pieces, or degree",
        xlim=(0.9, 80),
        xticks=[1, 4, 16, 64],
    )
    axes.set_xticklabels(["1", "4", "16", "64"])
    axes.minorticks_off()
    axes.set_yticks([10.0**k for k in powers_of_ten])
    axes.set_yticklabels(["1" if k == 0 else f"1e−{-k}" for k in powers_of_ten])


def _half_chord(f, n):
    """The best error with n equal knots: half of the largest chord gap (f is convex or concave)."""
    worst = 0.0
    for j in range(n):
        x = np.linspace(j / n, (j + 1) / n, 101)
        y = np.array([f(t) for t in x])
        worst = max(worst, float(np.max(np.abs(y - np.interp(x, x[[0, -1]], y[[0, -1]])))))
    return worst / 2


@drawn
def runge():
    """Interpolation at equal nodes, and pieces at the same nodes."""
    nodes = np.linspace(-1, 1, 11)
    f = target("runge")
    x = np.linspace(-1, 1, 601)
    y = np.array([f(t) for t in x])
    heights = np.array([f(t) for t in nodes])
    panels = []
    for title, values, colour in (
        ("one polynomial", np.polyval(np.polyfit(nodes, heights, 10), x), UNITS[0]),
        ("ten pieces", np.interp(x, nodes, heights), UNITS[2]),
    ):
        figure, axes = panel(3.5, 2.9)
        axes.plot(x, y, color=INK, linewidth=1.4)
        axes.plot(x, values, color=colour, linewidth=2)
        axes.plot(nodes, heights, "o", color=INK, markersize=4)
        axes.set(
            title=title, xlim=(-1.05, 1.05), ylim=(-0.6, 2.1), xticks=[-1, 0, 1], yticks=[0, 1, 2]
        )
        panels.append(figure)
    return Drawing(
        *panels,
        alt="The hill 1/(1 + 25x²) with eleven equal nodes. The polynomial through them swings up "
        "to nearly 2 near the ends; the ten pieces through them stay close to the hill.",
        caption="Through the same eleven points: the polynomial swings, the pieces do not.",
    )


@drawn
def outside():
    """Four pieces that are best on [0, 1], and where they go outside."""
    best = best_pieces([0, 0, 1], 0, 1, 4).function
    figure, axes = panel(4.6, 3.0)
    x = np.linspace(-1, 2.2, 121)
    axes.axvspan(0, 1, color=GRID, alpha=0.5, linewidth=0)
    axes.plot(x, x * x, color=INK, linewidth=1.4)
    ends = [-1, *map(float, best.knots), 2.2]
    axes.plot(ends, [float(best(t)) for t in ends], color=UNITS[2], linewidth=2.2)
    axes.plot(ends[1:-1], [float(best(t)) for t in ends[1:-1]], "o", color=UNITS[2], markersize=6)
    for t in (-0.8, 2):
        axes.plot([t, t], [t * t, float(best(t))], color=UNITS[1], linewidth=2)
    label(axes, 0.5, 2.6, "fitted here", MUTED, ha="center")
    label(axes, 1.4, 3.4, "x²", INK, ha="center")
    axes.set(xlim=(-1.05, 2.25), ylim=(-0.7, 4.9), xticks=[-1, 0, 1, 2], yticks=[0, 2, 4])
    return Drawing(
        figure,
        alt="The parabola from −1 to 2.2 and four pieces that follow it closely on [0, 1]. Outside "
        "they go straight on, and the gap to the parabola opens on both sides.",
        caption="Beyond the last knot a network is a straight line, whatever it was fitted to.",
    )
