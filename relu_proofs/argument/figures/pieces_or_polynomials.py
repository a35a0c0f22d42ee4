"""Figures of the page pieces-or-polynomials."""

import functools
import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...approximate.best import best_pieces
from ...approximate.targets import target
from ..fits import best_polynomial
from .base import GRID, INK, MUTED, UNITS, Drawing, drawn, label, panel
from .live import Live, Numbers

COUNTS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]
"""The numbers of pieces whose errors `race` compares."""

TARGETS = (("exp", "eˣ", 0, 1), ("sqrt", "√x", 0, 1), ("abs", "|x|", -1, 1))
MOST = 8
"""Pieces, and the degree, in the live picture."""
STATE = {"n": Fraction(2), "d": Fraction(2), "target": Fraction(1)}
FLOOR, TRACK = -3.9, -5
"""Where an error 0 is drawn on the logarithmic scale, and the switch between targets."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@functools.cache
def errors(which: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The least errors of 1, ..., 8 pieces and of polynomials of degree 1, ..., 8."""
    name, _, a, b = TARGETS[which]
    counts = range(1, MOST + 1)
    pieces = tuple(float(best_pieces(name, a, b, n).error) for n in counts)
    return pieces, tuple(best_polynomial(name, a, b, d) for d in counts)


def said(error: float) -> str:
    """Three digits, as the picture writes them."""
    if error >= 0.001 or not error:
        return f"{error:.3g}"
    digits, power = f"{error:.2e}".split("e")
    return f"{digits} × 10{str(int(power)).translate(_RAISED)}"


def shown(state: Numbers) -> dict[str, str]:
    """Both errors, and who is nearer."""
    pieces, powers = errors(int(state["target"]))
    mine, theirs = pieces[int(state["n"]) - 1], powers[int(state["d"]) - 1]
    nearer = "pieces" if mine < theirs else "polynomial"
    if said(mine) == said(theirs):
        nearer = "neither"
    return {"pieces": said(mine), "polynomial": said(theirs), "nearer": nearer}


def _height(error: float) -> float:
    return math.log10(error) if error else FLOOR


@drawn
def contest() -> Drawing:
    """The largest error of two pieces and of degree two on the root, on one logarithmic scale."""
    figure, axes = panel(4.8, 3.4)
    for found, colour, number in zip(errors(1), (UNITS[2], UNITS[0]), ("n", "d")):
        end = int(STATE[number])
        heights = [_height(error) for error in found[:end]]
        axes.plot(range(1, end + 1), heights, color=colour, gid="still")
        axes.plot([end], heights[-1:], "o", color=colour, markersize=8, gid="still")
    axes.text(2.2, -1.5, "pieces", color=UNITS[2], fontsize=13, va="top", gid="still")
    axes.text(2.2, -1.05, "polynomial", color=UNITS[0], fontsize=13, va="bottom", gid="still")
    axes.plot([2, 5], [TRACK] * 2, color=MUTED, linewidth=1.2, gid="still")
    axes.text(1.75, TRACK, "curve", color=MUTED, ha="right", va="center", gid="still")
    for at, (_, name, _, _) in zip((2, 3.5, 5), TARGETS):
        axes.text(at, TRACK - 0.3, name, color=MUTED, ha="center", va="top", gid="still")
    axes.plot([3.5], [TRACK], "o", color=MUTED, markersize=8, gid="still")
    axes.set(xlim=(0.6, 8.4), ylim=(-5.7, 0.2), xticks=range(1, 9), yticks=[])
    for k, words in enumerate(("1", "0.1", "0.01", "0.001")):
        axes.text(0.45, -k, words, color=MUTED, ha="right", va="center", gid="still")
    axes.xaxis.set_ticks_position("top")
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_bounds(FLOOR, 0.2)
    axes.set_title("largest error, by pieces or degree")
    return Live(
        figure,
        name="contest",
        state=STATE,
        shown=shown,
        question="the best two straight pieces come nearer to √x, from 0 to 1, than the best "
        "polynomial of degree two. Eight pieces against degree eight: which comes nearer?",
        choices=("the polynomial", "the eight pieces", "both alike"),
        answer="The eight pieces, and by a larger factor: they can be short near 0, where the root "
        "bends ever more sharply. Slide the curve, too: |x| has one corner, and two pieces are "
        "exact; for eˣ, smooth all over, the polynomial wins by far.",
        alt="A scale of errors from 1 down. For the square root two best pieces miss by "
        f"{said(errors(1)[0][1])}, the best polynomial of degree 2 by {said(errors(1)[1][1])}.",
    )


@drawn
def race(trained: Mapping[int, float]) -> Drawing:
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


def _smooth(trained: Mapping[int, float]) -> Figure:
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


def _steep() -> Figure:
    """The panel of the square root, on which located knots win."""
    figure, axes = _errors("sqrt", COUNTS)
    axes.set(ylim=(3e-5, 0.4))
    label(axes, 7, 7e-2, "equal knots", UNITS[1], ha="left")
    label(axes, 70, 1.25e-3, "polynomials", UNITS[0], ha="right")
    label(axes, 13, 2.5e-4, "best pieces", UNITS[2], ha="right")
    _ticks(axes, "√x on [0, 1]", [-4, -3, -2, -1])
    return figure


def _errors(name: str, degrees: Iterable[int]) -> tuple[Figure, Axes]:
    """A panel with the errors of equal knots, best knots and polynomials on [0, 1]."""
    figure, axes = panel(3.6, 3.6)
    equal = [_half_chord(target(name), n) for n in COUNTS]
    best = [float(best_pieces(name, 0, 1, n).error) for n in COUNTS]
    powers = [best_polynomial(name, 0, 1, degree) for degree in degrees]
    axes.loglog(COUNTS, equal, "o-", color=UNITS[1], markersize=3.5, linewidth=1.6)
    axes.loglog(COUNTS, best, "s-", color=UNITS[2], markersize=3.5, linewidth=1.6)
    axes.loglog(degrees, powers, "^-", color=UNITS[0], markersize=3.5, linewidth=1.6)
    return figure, axes


def _ticks(axes: Axes, title: str, powers_of_ten: list[int]) -> None:
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


def _half_chord(f: Callable[[float], float], n: int) -> float:
    """The best error with n equal knots: half of the largest chord gap (f is convex or concave)."""
    worst = 0.0
    for j in range(n):
        x = np.linspace(j / n, (j + 1) / n, 101)
        y = np.array([f(t) for t in x])
        worst = max(worst, float(np.max(np.abs(y - np.interp(x, x[[0, -1]], y[[0, -1]])))))
    return worst / 2


@drawn
def runge() -> Drawing:
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
def outside() -> Drawing:
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
        caption="Four pieces, best on [0, 1]: outside they go straight on, and x² does not.",
    )
