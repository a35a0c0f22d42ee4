"""The search in floats: points that may show something, which exact arithmetic then verifies.

The one module of the decisions that uses numpy, and only where it is there; without it nothing
is found here, and the exact search goes on alone.  Nothing that is returned rests on a float:
weights of points are dyadic, so points are exact, and callers evaluate the network there exactly.
"""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from ..core.clock import tick
from ..core.domains import Box, Convex
from ..core.network import Network, Unit
from ..core.polytope import between
from ..core.rational import Vector, dot
from .decision import Combination
from .slopes import arrays

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]
    Whole: TypeAlias = npt.NDArray[np.int64]

    from .slopes import Layers

__all__ = ["bend", "climbed", "cover", "uphill"]

_POOL = 16
"""Points at the edge of the domain, and as many inside it, that lines are made of."""
_LINES = 48
"""Lines looked at in each round."""
_ROUNDS = 4
"""After the first, lines are mixed from the three that bend most."""
_STEPS = 16
"""Points on a line, less one; all triples of them are looked at."""
_KEPT = 3
_SHARES = (0.0, 0.25, 0.5)
"""How much of another line is mixed into a good one: dyadic, so that points stay exact."""
_SEED = 5
_STARTS = 256
"""Random points of a box, from the best of which it goes uphill."""
_CLIMB, _FIRST, _SHORTER = 40, 0.5, 0.88
"""Steps uphill, how long the first one is as a share of the box, and each next one of the last."""
_BITS = 16
"""Of the coordinates that are found, as shares of the box."""
_TINY = 1e-300
"""Instead of the length of a gradient that is 0."""


def _in_floats(network: Network, points: Sequence[Vector]) -> "tuple[Layers, Floats] | None":
    """A network and points as arrays; None without numpy, or where a number is beyond floats."""
    layers = arrays(network)
    if layers is None:
        return None
    import numpy as np

    try:
        return layers, np.array([[float(t) for t in x] for x in points])
    except OverflowError:
        return None


def _forward(layers: "Layers", x: "Floats") -> "list[Floats]":
    """For each layer the values before its ReLU at rows of points."""
    import numpy as np

    before = []
    for weight, bias, floor in layers:
        x = x @ weight.T + bias
        before.append(x)
        x = np.maximum(x, floor)
    return before


# ---- three points on a line that bend


def bend(network: Network, domain: Convex, chance: Random) -> Combination | None:
    """Three points on a line that bend most, verified exactly; None if none bend.

    The ends of the lines are means, with weights that floats hold exactly, of a few points of the
    domain, so all three points lie in it.
    """
    pool = domain.far(chance, _POOL)
    ends = len(pool)
    pool += [domain.around(chance) for _ in range(_POOL)]
    known = _in_floats(network, pool)
    if known is None:
        return None
    layers, points = known
    best = _bent_lines(layers, points, ends)
    triples = [_triple(pool, at, line) for value, at, line in best if value > 0]
    found = max(triples, key=lambda triple: triple.distance(network), default=None)
    return found if found is not None and found.distance(network) else None


def _bent_lines(
    layers: "Layers", points: "Floats", ends: int
) -> "list[tuple[float, list[int], Floats]]":
    """The lines that bend most: by how much, where, and the weights of their ends."""
    import numpy as np

    rng = np.random.default_rng(_SEED)
    corners = np.eye(len(points))
    lines = corners[rng.integers(ends, size=(_LINES, 2))]
    best: list[tuple[float, list[int], Floats]] = []
    with np.errstate(all="ignore"):
        for _ in range(_ROUNDS):
            tick()
            values, places = _bends(layers, lines @ points)
            found = zip(values.tolist(), places.tolist(), lines)
            best = sorted([*best, *found], key=lambda entry: -entry[0])[:_KEPT]
            seeds = np.stack([entry[2] for entry in best])
            share = rng.choice(_SHARES, size=(_LINES, 2, 1))
            others = corners[rng.integers(len(points), size=(_LINES, 2))]
            lines = (1 - share) * seeds[rng.integers(len(best), size=_LINES)] + share * others
    return best


def _bends(layers: "Layers", lines: "Floats") -> "tuple[Floats, Whole]":
    """For each line, how far its worst three points are from a line, and which: i, j, k, output."""
    import numpy as np

    s = np.linspace(0, 1, _STEPS + 1)[:, None, None]
    x = ((1 - s) * lines[:, 0] + s * lines[:, 1]).reshape(-1, lines.shape[2])
    y = _forward(layers, x)[-1].reshape(_STEPS + 1, len(lines), -1)
    best = np.zeros(len(lines))
    which = np.zeros((len(lines), 4), dtype=np.int64)
    for i in range(_STEPS - 1):
        for k in range(i + 2, _STEPS + 1):
            share = ((np.arange(i + 1, k) - i) / (k - i))[:, None, None]
            miss = np.abs(y[i + 1 : k] - (1 - share) * y[i] - share * y[k]) / 2
            flat = np.moveaxis(miss, 1, 0).reshape(len(lines), -1)
            at, value = flat.argmax(1), flat.max(1)
            middle, output = np.divmod(at, y.shape[2])
            entry = np.stack([at * 0 + i, middle + i + 1, at * 0 + k, output], 1)
            which[value > best] = entry[value > best]
            best = np.fmax(best, value)
    return best, which


def _triple(pool: Sequence[Vector], at: Sequence[int], line: "Floats") -> Combination:
    """The three points, exactly, with coefficients that every affine map sends to 0."""
    i, j, k, output = at
    start, end = (_mean(pool, weights) for weights in line.tolist())
    share = Fraction(j - i, k - i)
    points = tuple(between(start, end, Fraction(step, _STEPS)) for step in (i, j, k))
    return Combination(points, (share - 1, Fraction(1), -share), output)


def _mean(pool: Sequence[Vector], weights: Sequence[float]) -> Vector:
    used = [(x, Fraction(weight)) for x, weight in zip(pool, weights) if weight]
    exact = [weight for _, weight in used]
    return tuple(dot(exact, column) for column in zip(*(x for x, _ in used)))


# ---- points that give units their signs


def uphill(
    network: Network, box: Box, wanted: Sequence[tuple[Unit, int]], steps: int
) -> list[Vector]:
    """For each unit and sign a corner of the box where the signed pre-activation may be large.

    From the middle a step goes to the corner that the gradient points to, and on from there; of
    the corners met the best is kept.
    """
    known = _in_floats(network, box.intervals)
    if known is None or not wanted:
        return []
    import numpy as np

    layers, ends = known

    signs = np.array([float(sign) for _, sign in wanted])
    units = [unit for unit, _ in wanted]
    x = np.tile(ends.mean(1), (len(wanted), 1))
    corners = best = np.zeros(x.shape, dtype=bool)
    values = np.full(len(wanted), -np.inf)
    with np.errstate(all="ignore"):
        for step in range(steps):
            tick()
            before = _forward(layers[:-1], x)
            reached = signs * np.array([before[k][row, i] for row, (k, i) in enumerate(units)])
            if step:
                better = reached > values
                best[better] = corners[better]
                values = np.fmax(values, reached)
            corners = _gradients(layers, before, units) * signs[:, None] > 0
            x = np.where(corners, ends[:, 1], ends[:, 0])
    return [
        tuple(pair[int(up)] for pair, up in zip(box.intervals, corner)) for corner in best.tolist()
    ]


def climbed(network: Network, box: Box, wanted: Sequence[tuple[Unit, int]]) -> list[Vector]:
    """For each unit and sign a point of the box where the signed pre-activation may be large.

    From the best of random points shorter and shorter steps go along the gradient, not only to
    corners: the largest value may lie inside.
    """
    known = _in_floats(network, box.intervals)
    if known is None or not wanted:
        return []
    import numpy as np

    layers, ends = known

    rng = np.random.default_rng(_SEED)
    shares = rng.random((_STARTS, box.inputs))
    low, size = ends[:, 0], ends[:, 1] - ends[:, 0]
    units, signs = [unit for unit, _ in wanted], np.array([float(sign) for _, sign in wanted])
    with np.errstate(all="ignore"):
        before = _forward(layers[:-1], low + shares * size)
        s = shares[[int((sign * before[k][:, i]).argmax()) for (k, i), sign in wanted]]
        best, values = s, np.full(len(wanted), -np.inf)
        for step in range(_CLIMB):
            tick()
            before = _forward(layers[:-1], low + s * size)
            reached = signs * np.array([before[k][row, i] for row, (k, i) in enumerate(units)])
            best = np.where((reached > values)[:, None], s, best)
            values = np.fmax(values, reached)
            up = _gradients(layers, before, units) * signs[:, None] * size
            longest = np.maximum(np.abs(up).max(1, keepdims=True), _TINY)
            s = np.clip(best + _FIRST * _SHORTER**step * up / longest, 0, 1)
    rounded = np.rint(best * (1 << _BITS)) / (1 << _BITS)  # so that points are short
    return [
        tuple(a + Fraction(share) * (b - a) for (a, b), share in zip(box.intervals, point))
        for point in rounded.tolist()
    ]


def _gradients(layers: "Layers", before: "list[Floats]", units: Sequence[Unit]) -> "Floats":
    """The gradient of each unit's pre-activation at its own row of points."""
    import numpy as np

    gradient = np.zeros((len(units), layers[0].weight.shape[1]))
    for k in {k for k, _ in units}:
        rows = [row for row, unit in enumerate(units) if unit[0] == k]
        flow = layers[k].weight[[units[row][1] for row in rows]]
        for j in range(k - 1, -1, -1):
            flow = (flow * (before[j][rows] > layers[j].floor)) @ layers[j].weight
        gradient[rows] = flow
    return gradient


def cover(
    network: Network, wanted: Sequence[tuple[Unit, int]], candidates: Sequence[Vector]
) -> list[Vector]:
    """A few of the candidates that give every unit every sign that floats see at any of them."""
    known = _in_floats(network, candidates)
    if known is None or not wanted or not candidates:
        return list(candidates)
    import numpy as np

    layers, points = known

    with np.errstate(all="ignore"):
        before = _forward(layers[:-1], points)
    seen = np.stack([sign * before[k][:, i] > 0 for (k, i), sign in wanted], axis=1)
    order: list[int] = []
    while seen.any():
        order.append(int(seen.sum(1).argmax()))
        seen &= ~seen[order[-1]]
    return [candidates[index] for index in order]
