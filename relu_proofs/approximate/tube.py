"""The fewest pieces that stay in a tube around a function, and from it the best n pieces.

Source: Imai and Iri 1986 and Suri 1986 (minimum-link paths), O'Rourke 1981 (a line through
vertical slits).  Steps: (1) through the door where the last line left its region, find the line
that reaches furthest; (2) count the lines to the other end; (3) bisect the tube's width;
(4) settle the touching points and the width off the samples (`touching`); (5) accept
what blocks of alternation prove (`alternation`), or refine the samples and go on.
Everything here is in floats and only searches: `best` proves what it finds.
"""

import math
from bisect import bisect_left, bisect_right
from typing import NamedTuple

import numpy as np

from .alternation import blocks
from .touching import settled

__all__ = ["Found", "Step", "alike", "search"]

LAST = 1e-16
"""The relative width to which the tube is bisected in the end: as far as floats go."""


MOST_SAMPLES = 8000
"""In all rounds together: after that many a search for a function with corners gives up."""


class Step(NamedTuple):
    """A line y = slope x + constant, the points where it touches, and whether it reached the end.

    ``touching`` holds (x, side), side 1 for the upper wall f + E; three points of alternating
    sides for a line that did not reach the end, the last of them where it leaves the tube.
    """

    slope: float
    constant: float
    touching: tuple
    done: bool


def _line(p, q):
    slope = (q[1] - p[1]) / (q[0] - p[0])
    return slope, p[1] - slope * p[0]


def _tangent(hull, point, sign):
    """Drop the hull's points in front that later lines cannot touch; the line through the rest."""
    x, y = point
    while len(hull) - hull[0] > 2:
        (p, q), (r, s) = hull[hull[0] + 1], hull[hull[0] + 2]
        if sign * ((y - s) * (x - p) - (y - q) * (x - r)) < 0:
            break
        hull[0] += 1
    first = hull[hull[0] + 1]
    return (*_line(first, point), first[0], x)


def _push(hull, point, sign):
    x, y = point
    while len(hull) - hull[0] > 2:
        (p, q), (r, s) = hull[-2], hull[-1]
        if sign * ((s - q) * (x - r) - (y - s) * (r - p)) < 0:
            break
        hull.pop()
    hull.append(point)


def _furthest(slits, starts):
    """The line between the walls that reaches furthest.

    ``slits`` has for each sample ((0, point of the lower wall), (1, point of the upper wall)),
    ``starts`` the points from which the two walls count.
    """
    hulls = [0], [0]  # of a list [number of points dropped in front, points ...]
    extreme = [None, None]  # the line of least slope and the one of greatest
    last = [None, None]
    first, other = sorted((0, 1), key=lambda side: starts[side][0])
    i = bisect_right(slits, starts[first][0], key=lambda slit: slit[0][1][0])
    events = [(first, starts[first])]
    later = starts[other]
    if later[0] == starts[first][0]:
        events.append((other, later))
        later = None
    while True:
        for side, point in events:
            limit = extreme[1 - side]  # the greatest slope fails at the lower wall
            if limit is not None:
                x, y = point
                gap = limit[0] * x + limit[1] - y
                if gap > 0 if side else gap < 0:
                    u, v = last[side]
                    rise = limit[0] * u + limit[1] - v
                    out = u + (x - u) * (rise / (rise - gap) if rise != gap else 1.0)
                    return Step(
                        limit[0],
                        limit[1],
                        ((limit[2], side), (limit[3], 1 - side), (out, side)),
                        False,
                    )
        for side, point in events:
            line, hull = extreme[side], hulls[1 - side]
            if len(hull) - hull[0] > 1:
                gap = 0 if line is None else line[0] * point[0] + line[1] - point[1]
                if line is None or (gap > 0 if side else gap < 0):
                    extreme[side] = _tangent(hull, point, -1 if side else 1)
        for side, point in events:
            _push(hulls[side], point, 1 if side else -1)
            last[side] = point
        if i == len(slits):
            break
        events = slits[i]
        if later is None:
            i += 1
        elif later[0] < events[0][1][0]:
            events, later = ((other, later),), None
        else:
            i += 1
            if later[0] == events[0][1][0]:
                events, later = (events[first], (other, later)), None
            else:
                events = (events[first],)
    found = [
        (*line[:2], (line[2], 1 - side), (line[3], side))
        for side, line in enumerate(extreme)
        if line is not None
    ]
    if not found:
        (x, y), (u, z) = sorted(starts)
        line = _line((x, y), (u, z)) if x < u else (0.0, (y + z) / 2)
        found = [(*line, (x, 0), (u, 1))]
    slope, constant = (sum(line[k] for line in found) / len(found) for k in (0, 1))
    return Step(slope, constant, tuple(point for line in found for point in line[2:]), True)


def _path(xs, fs, error, most):
    """Lines from left to right between the walls, and whether at most so many reach the end."""
    slits = [((0, (x, y - error)), (1, (x, y + error))) for x, y in zip(xs, fs)]
    starts, steps = [point for _, point in slits[0]], []
    while True:
        step = _furthest(slits, starts)
        steps.append(step)
        if step.done:
            return steps, True
        if len(steps) == most:
            return steps, False
        for x, side in step.touching[1:]:
            starts[side] = (x, step.slope * x + step.constant)


def _refined(base, steps, f, h, trust):
    """The base samples and more of them where the lines touch, which is known up to h or so."""
    extra, width = set(), max(h, 1e-5 * (base[-1] - base[0]))
    for step in steps:
        for x, _ in step.touching:
            t = min(max(x, base[0] + width), base[-1] - width)
            p, q, r = (f(s) - step.slope * s for s in (t - width, t, t + width))
            bend = r - 2 * q + p
            top = t - (r - p) / bend * width / 2 if bend else x  # one step of Newton's method
            for centre in {x, top if abs(top - x) < trust else x}:
                extra.add(centre)
                extra.update(centre + sign * h / 16**k for k in (0, 1) for sign in (-1, 1))
    return sorted({x for x in extra if base[0] < x < base[-1]}.union(base))


class Found(NamedTuple):
    """What a search found, in floats.

    ``points`` the best function goes through, at its ends and knots; ``blocks`` of alternation,
    (lines of the reference, points), that exclude ``excluded`` pieces at the width ``error``;
    ``extremes`` near which the function is furthest from a line.
    """

    points: list
    blocks: list
    excluded: int
    extremes: list
    error: float


def search(forms, a, b, n, kinks=()):
    """The best continuous n pieces, and why there are no better ones.

    Parameters
    ----------
    forms : the function and its first two derivatives, of a float
        Without derivatives f is linear between its kinks.
    a, b : float
    n : int
    kinks : where f is not smooth

    Returns
    -------
    Found
        With fewer pieces excluded than n if the search failed to see a reason.
    """
    f, smooth = forms[0], len(forms) == 3
    # What a rough width or a wall of chords does to a line adds up along n lines.
    count = max(36, 12 * n, round(1.5 * n**1.5))
    base = sorted({a, b, *(alike(forms[2], a, b, count, count, 1.0) if smooth else kinks)})
    low, high, before, xs, unsure, work = 0.0, None, 0.0, base, 1e-1, 0
    tolerance = 0.5 / max(50, n) if smooth else LAST
    while True:
        fs = [f(x) for x in xs]
        noise = 4e-15 * max(map(abs, fs))
        if high is None:
            high = (max(fs) - min(fs)) / 2 * (1 + 1e-9) + noise + 1e-300
        else:
            low, high = _bracket(xs, fs, n, low, high, noise / 10 + 1e-300)
        while high - low > tolerance * high and low < (low + high) / 2 < high > noise / 10:
            middle = (low + high) / 2 if low else high / 4
            if _path(xs, fs, middle, n)[1]:
                high = middle
            else:
                low = middle
        narrow, wide = _path(xs, fs, low, n)[0], _path(xs, fs, high, n)[0]
        for paths in settled(forms, xs, narrow, wide, low) if smooth else ():
            slack = 1e-9 * paths[2] + noise
            found = _found(f, a, b, *paths, slack)
            if found.excluded >= n and _inside(forms, xs, found, slack):
                return found
        work += len(xs)
        if tolerance == LAST or work > MOST_SAMPLES:
            break
        if before:
            unsure = max(2 * abs(low - before) / high, unsure / 1000)
        before = low
        base = base if len(base) < 600 else [*base[:-1:2], b]
        xs = _refined(
            base,
            [*narrow, wide[-1]],
            f,
            min(unsure * (b - a), (b - a) / count / 4),
            2 * (b - a) / count,
        )
        tolerance = unsure / 100 if unsure > 1e-10 else LAST
    return max(
        (_found(f, a, b, wide, narrow, low, slack * low) for slack in (1e-9, 1e-7, 1e-5)),
        key=lambda found: min(found.excluded, n),
    )


def alike(second, a, b, cells, parts, even=0.0):
    """The ends of parts of [a, b] in which f bends alike: best knots follow the root of f''.

    ``even`` is the weight of equal lengths beside it; f'' is taken in the middle of each cell.
    """
    grid = np.linspace(a, b, cells + 1)
    bend = np.array([math.sqrt(abs(second(x))) for x in ((grid[1:] + grid[:-1]) / 2).tolist()])
    total = np.concatenate([[0], np.cumsum(bend + even * (bend.mean() or 1))])
    return np.interp(np.linspace(0, total[-1], parts + 1), total, grid).tolist()


def _found(f, a, b, wide, narrow, error, slack):
    """The function along the wide path, its knots in the doors, and blocks of the narrow one."""
    points = [(a, wide[0].slope * a + wide[0].constant)]
    for step, after in zip(wide, wide[1:]):
        (low, _), (high, _) = step.touching[1:]
        x = (low + high) / 2
        if step.slope != after.slope:
            meeting = (after.constant - step.constant) / (step.slope - after.slope)
            x = min(max(meeting, low), high)
        if points[-1][0] < x < b:  # else the line in between is not needed
            points.append((x, step.slope * x + step.constant))
    points.append((b, wide[-1].slope * b + wide[-1].constant))
    excluded, found = blocks(f, narrow, error - slack)
    extremes = [x for step in (*wide, *narrow) for x, _ in step.touching]
    return Found(points, found, excluded, extremes, error)


def _inside(forms, xs, found, slack):
    """Whether the function stays in the tube at samples, touching points and tops in between."""
    f, first, _ = forms
    most, places = found.error + slack, sorted({*xs, *found.extremes})
    for (u, y), (v, z) in zip(found.points, found.points[1:]):
        slope = (z - y) / (v - u)
        piece = [u, *places[bisect_right(places, u) : bisect_left(places, v)], v]
        falls = [first(x) - slope for x in piece]
        tops = [
            s + (t - s) * d / (d - e)
            for s, t, d, e in zip(piece, piece[1:], falls, falls[1:])
            if d * e < 0
        ]
        if any(abs(f(x) - y - slope * (x - u)) > most for x in piece + tops):
            return False
    return True


def _bracket(xs, fs, n, low, high, least):
    """Two widths, too narrow and wide enough, near the ones that were so with other samples."""
    step = max(high - low, 1e-15 * high, least)
    while low > 0 and _path(xs, fs, low, n)[1]:
        low, step = max(low - step, 0.0), step * 8
    step = max(high - low, 1e-15 * high, least)
    while not _path(xs, fs, high, n)[1]:
        high, step = high + step, step * 8
    return low, high
