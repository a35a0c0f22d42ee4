"""Other fits, for comparison: interpolants, least squares, and best polynomials.

They are searched in floats, apart from interpolants; nothing rests on them.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ..approximate.arithmetic import ball, balls, bits_for, rational, working
from ..approximate.targets import Target, target
from ..core.piecewise import Piecewise
from ..core.rational import InputError, vector

__all__ = ["best_polynomial", "interpolant", "least_squares"]

Floats = NDArray[np.float64]

NODES, PARTS = 24, 32
"""Of the Gauss sums: nodes in each of so many parts of each piece; exact up to degree 47."""

FINE = 200
"""Grid points for each of the degree + 2 waves of a best polynomial's error."""

ROUNDS = 30
"""Of Remez's exchange, which converges quadratically; more do not help where floats end."""

LEVEL, FLOOR = 1e-9, 1e-13
"""The error is level when it exceeds the least wave by such a part, or is only rounding."""


def interpolant(f: object, knots: object) -> Piecewise:
    """The continuous piecewise-linear function that meets the target at these points.

    Parameters
    ----------
    f : as for `relu_proofs.best_pieces`
    knots : sequence of numbers, increasing, the ends included

    Returns
    -------
    Piecewise
        Exact for a polynomial, a quotient and a piecewise-linear target; else its values are
        those of the target rounded far beyond floats, or a callable's own.

    Raises
    ------
    InputError
        If there are fewer than two knots, they do not increase, or the target is not defined
        between them.

    Examples
    --------
    >>> interpolant([0, 0, 1], [0, "1/2", 1])
    Piecewise(knots=[1/2], slopes=[1/2, 3/2], value=0)
    """
    goal, xs = target(f), vector(knots, "knots")
    if len(xs) < 2:
        raise InputError(f"knots: found {len(xs)}, expected at least two")
    for i, (x, after) in enumerate(zip(xs, xs[1:]), 1):
        if after <= x:
            raise InputError(f"knots[{i}]: found {after} after {x}, expected increasing knots")
    goal.interval(xs[0], xs[-1])
    return Piecewise.through(list(zip(xs, _values(goal, xs))))


def _values(f: Target, xs: Sequence[Fraction]) -> list[Fraction]:
    if not f.proved:
        return [Fraction(f(x)) for x in xs]
    try:
        return [f.exactly(x) for x in xs]
    except InputError:  # it has no rational values
        with working(bits_for(xs[0], xs[-1])):
            value = f.forms(balls()).value
            return [rational(value(ball(x))) for x in xs]


def least_squares(f: object, a: object, b: object, knots: object = ()) -> tuple[Piecewise, float]:
    """The least squares fit with these knots: linear regression on the features 1, x, r(x - t).

    Parameters
    ----------
    f, a, b : as for `relu_proofs.best_pieces`
    knots : sequence of numbers, increasing, between a and b

    Returns
    -------
    (Piecewise, float)
        The fit, and the root of its mean squared error under the uniform law.

    Raises
    ------
    InputError
        If a knot lies outside of (a, b), or they do not increase.

    Notes
    -----
    The integrals are Gauss sums in floats, of 24 nodes in each of 32 parts of each piece.

    Examples
    --------
    >>> fit, rms = least_squares([0, 0, 1], 0, 1)
    >>> round(rms * rms * 180, 9)
    1.0
    """
    goal = target(f)
    low, high = _tame_interval(goal, a, b)
    inner = vector(knots, "knots")
    for i, (before, t) in enumerate(zip((low, *inner), inner)):
        if not before < t < high:
            raise InputError(f"knots[{i}]: found {t}, expected increasing ones inside the interval")
    x, weights = _gauss([low, *inner, high])
    y = np.array([goal(t) for t in x])
    hinges = [np.maximum(0, x - float(t)) for t in inner]
    features = np.column_stack([np.ones_like(x), x - float(low), *hinges])
    fitted, *_ = np.linalg.lstsq(features * weights[:, None], y * weights, rcond=None)
    rms = float(np.sqrt(np.sum((weights * (features @ fitted - y)) ** 2)))
    slopes = np.cumsum(fitted[1:])
    return Piecewise(inner, list(slopes), float(fitted[0]), low), rms


def _tame_interval(f: Target, a: object, b: object) -> tuple[Fraction, Fraction]:
    """An interval on which floats do."""
    low, high = f.interval(a, b)
    if not f.tame(low, high):
        raise InputError(
            f"interval: [{low}, {high}] is too narrow, too small or too large for a fit in floats; "
            "expected numbers of ordinary size"
        )
    return low, high


def _gauss(knots: Sequence[Fraction]) -> tuple[Floats, Floats]:
    """Nodes, and the roots of weights with which a sum of squares is a mean square."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    pieces = [np.linspace(float(u), float(v), PARTS + 1) for u, v in zip(knots, knots[1:])]
    ends = np.concatenate([*(piece[:-1] for piece in pieces), pieces[-1][-1:]])
    half = np.diff(ends)[:, None] / 2
    x = (ends[:-1, None] + half + half * nodes).ravel()
    return x, np.sqrt((half * weights).ravel() / (ends[-1] - ends[0]))


def best_polynomial(f: object, a: object, b: object, degree: int) -> float:
    """The error of the best polynomial of this degree: a search in floats, for comparison.

    Parameters
    ----------
    f, a, b : as for `relu_proofs.best_pieces`
    degree : int

    Returns
    -------
    float

    Notes
    -----
    Remez's exchange with barycentric interpolation (Pachón and Trefethen 2009): level the error
    on degree + 2 points, move each point to the top of its wave on a fine grid, repeat.

    Examples
    --------
    >>> round(best_polynomial([0, 0, 1], 0, 1, 1), 9)
    0.125
    """
    goal = target(f)
    low, high = map(float, _tame_interval(goal, a, b))
    angles = np.linspace(0, np.pi, FINE * (degree + 2) + 1)
    grid = (low + high) / 2 - (high - low) / 2 * np.cos(angles)
    values = np.array([goal(min(max(x, low), high)) for x in grid])
    places = np.linspace(0, len(grid) - 1, degree + 2).round().astype(int)
    signs: Floats = np.where(np.arange(degree + 2) % 2, -1.0, 1.0)
    for _ in range(ROUNDS):
        gap, level = _leveled(grid, values, places, signs)
        tops = _tops(gap, degree + 2)
        most = float(np.max(np.abs(gap)))
        if len(tops) < degree + 2 or most <= max(abs(level) * (1 + LEVEL), FLOOR):
            break
        places = np.array(tops)
        signs = signs * np.sign(gap[tops[0]]) * np.sign(signs[0])
    return most


def _leveled(
    grid: Floats, values: Floats, places: NDArray[np.int_], signs: Floats
) -> tuple[Floats, float]:
    """The error, on the grid, of the polynomial that errs by one level at these places."""
    x, scale = grid[places], 4 / (grid[-1] - grid[0])
    weights = 1 / np.prod((x[:, None] - x) * scale + np.eye(len(x)), axis=1)
    level = float(weights @ values[places] / (weights @ signs))
    with np.errstate(divide="ignore", invalid="ignore"):
        kernel = weights / (grid[:, None] - x)
        gap = values - kernel @ (values[places] - signs * level) / kernel.sum(axis=1)
    gap[places] = signs * level  # at a node the formula is 0 / 0
    return gap, level


def _tops(gap: Floats, most: int) -> list[int]:
    """Where each wave of the error is highest, without the lower ones of too many at the ends."""
    waves = np.split(np.arange(len(gap)), np.flatnonzero(np.diff(np.sign(gap))) + 1)
    tops = [int(wave[np.argmax(np.abs(gap[wave]))]) for wave in waves]
    while len(tops) > most:
        tops = tops[1:] if abs(gap[tops[0]]) < abs(gap[tops[-1]]) else tops[:-1]
    return tops
