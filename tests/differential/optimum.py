"""How well continuous pieces can do at best: a slow search that shares nothing with the package.

For given knots the best values there are a linear program over a grid that holds all places where
the error can be largest; the knots themselves are found by trying many and creeping downhill.
What it finds is a function, so its error bounds the optimum from above; for one piece and a
piecewise-linear target the optimum is known exactly.
"""

from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
from scipy.optimize import linprog, minimize

GRID, FINE = 64, 4096
"""Points of the grid of a search, and of the one on which its result is judged."""
STARTS = 10
"""Places tried for each knot before the way downhill."""


def broken_line(points):
    """The function through points (x, y), exact, between the first and the last."""

    def value(x):
        for (a, y), (b, z) in pairwise(points):
            if x <= b:
                return y + (z - y) * (x - a) / (b - a)
        return points[-1][1]

    return value


def line_error(points):
    """The error of the best line for a broken line: the worst of any three of its corners.

    A line within E of three points exists if and only if the middle one is within 2 E of the
    chord of the others; three at a time decide for all of them (Helly's theorem).
    """
    return max(
        (
            abs(y - (u + (w - u) * (x - a) / (b - a))) / 2
            for (a, u), (x, y), (b, w) in combinations(points, 3)
        ),
        default=Fraction(0),
    )


def pieces_error(value, corners, pieces):
    """An error that some continuous function of so many pieces reaches on [0, 1], as a float.

    ``value`` is a function of one float, ``corners`` are the places where it has some.
    """
    grid = np.unique([*np.linspace(0, 1, GRID + 1), *corners])
    values = np.array([value(x) for x in grid])

    def fitted(inner):
        knots = np.array([0.0, *sorted(inner), 1.0])
        places = np.concatenate([grid, knots])
        return knots, _fitted(places, np.append(values, [value(x) for x in knots]), knots)

    def error(inner):
        if np.diff([0.0, *sorted(inner), 1.0]).min() < 1e-9:
            return np.inf
        return fitted(inner)[1][1]

    inner = ()
    if pieces > 1:
        starts = sorted({*np.linspace(0, 1, STARTS + 1)[1:-1], *corners} - {0.0, 1.0})
        inner = min(combinations(starts, pieces - 1), key=error)
        downhill = {"xatol": 1e-9, "fatol": 1e-12}
        found = minimize(error, inner, method="Nelder-Mead", options=downhill)
        inner = found.x if found.fun < error(inner) else inner
    knots, (heights, _) = fitted(inner)
    fine = np.unique([*np.linspace(0, 1, FINE + 1), *corners, *knots])
    return max(abs(np.interp(fine, knots, heights) - [value(x) for x in fine]))


def _fitted(places, values, knots):
    """The heights at the knots that make the largest error at these places least, and this error.

    Linear programming: the unknowns are the heights and the error.
    """
    at = np.clip(np.searchsorted(knots, places, side="right") - 1, 0, len(knots) - 2)
    share = (places - knots[at]) / (knots[at + 1] - knots[at])
    rows = np.zeros((len(places), len(knots) + 1))
    rows[np.arange(len(places)), at] = 1 - share
    rows[np.arange(len(places)), at + 1] = share
    over, under = rows.copy(), -rows
    over[:, -1] = under[:, -1] = -1
    goal = np.append(np.zeros(len(knots)), 1)
    found = linprog(
        goal,
        A_ub=np.vstack([over, under]),
        b_ub=np.concatenate([values, -values]),
        bounds=[*[(None, None)] * len(knots), (0, None)],
    )
    return found.x[:-1], found.fun
