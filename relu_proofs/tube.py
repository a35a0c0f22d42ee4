"""The fewest pieces that stay in a tube around a function, and from it the best n pieces.

Source: Imai and Iri 1986 and Suri 1986 (minimum-link paths), O'Rourke 1981 (a line through
vertical slits).  Steps: (1) through the door where the last line left its region, find the line
that reaches furthest; (2) count the lines to the other end; (3) bisect the tube's width;
(4) refine the samples where the lines touch; (5) read a lower bound off the touching points.
Everything here is in floats and only searches: `relu_proofs.approximation` proves what it finds.
"""

from bisect import bisect_right
from typing import NamedTuple

__all__ = ["Step", "best_path", "blocks"]

LAST = 1e-16
"""The relative width to which the tube is bisected in the end: as far as floats go."""


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
                    return Step(limit[0], limit[1], ((limit[2], side), (limit[3], 1 - side),
                                                     (out, side)), False)
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
    found = [line for line in extreme if line is not None]
    if not found:
        (x, y), (u, z) = sorted(starts)
        found = [(*_line((x, y), (u, z)), x, u)] if x < u else [(0.0, (y + z) / 2, x, u)]
    slope, constant = (sum(line[k] for line in found) / len(found) for k in (0, 1))
    return Step(slope, constant, tuple((x, 0) for line in found for x in line[2:]), True)


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
                extra.update(centre + sign * h / 16 ** k for k in (0, 1) for sign in (-1, 1))
    return sorted({x for x in extra if base[0] < x < base[-1]}.union(base))


def best_path(f, a, b, n, kinks=()):
    """The lines of the best continuous n pieces, and the touching lines of a tube just too narrow.

    Parameters
    ----------
    f : function of a float
    a, b : float
    n : int
    kinks : floats that must be samples

    Returns
    -------
    (steps in the tube, steps in the narrower tube, its width E)
    """
    count = max(48, 10 * n)
    base = sorted({a, b, *kinks, *(a + (b - a) * k / count for k in range(1, count))})
    low, high, before, xs, tolerance, unsure = 0.0, None, 0.0, base, 1e-4, 1e-3
    for _ in range(12):
        fs = [f(x) for x in xs]
        if high is None:
            high = (max(fs) - min(fs)) / 2 * (1 + 1e-9) + 1e-300
        else:
            low, high = _bracket(xs, fs, n, low, high)
        while high - low > tolerance * high and low < (low + high) / 2 < high:
            middle = (low + high) / 2 if low else high / 4
            if _path(xs, fs, middle, n)[1]:
                high = middle
            else:
                low = middle
        narrow, wide = _path(xs, fs, low, n)[0], _path(xs, fs, high, n)[0]
        if len(xs) > len(base):
            if tolerance == LAST:
                break
            unsure = max(2 * abs(low - before) / high, unsure / 1000)
        before = low
        base = base if len(base) < 600 else base[::2]
        xs = _refined(base, [*narrow, wide[-1]], f, min(unsure * (b - a), (b - a) / count / 4),
                      2 * (b - a) / count)
        tolerance = unsure / 100 if unsure > 1e-10 else LAST
    return wide, narrow, low


def _bracket(xs, fs, n, low, high):
    """Two widths, too narrow and wide enough, near the ones that were so with other samples."""
    step = max(high - low, 1e-15 * high)
    while low > 0 and _path(xs, fs, low, n)[1]:
        low, step = max(low - step, 0.0), step * 8
    step = max(high - low, 1e-15 * high)
    while not _path(xs, fs, high, n)[1]:
        high, step = high + step, step * 8
    return low, high


def blocks(f, steps, error):
    """Disjoint blocks of alternations of f - g, chosen among the touching points of a tube.

    Returns
    -------
    (int, list of (lines of the reference, points))
        How many pieces the blocks exclude, as many as this search can make it, and the blocks;
        a block of m lines and p points counts p - m - 1.
    """
    points = sorted({x for step in steps for x, _ in step.touching})
    place = {x: k for k, x in enumerate(points)}
    ending = {}
    for i, step in enumerate(steps):
        for j in range(i, min(i + 3, len(steps))):
            near = [place[x] for other in steps[max(i - 1, 0):j + 2] for x, _ in other.touching]
            window = points[min(near):max(near) + 1]
            lines = [(step.slope, step.constant) for step in steps[i:j + 1]]
            for chosen in _alternations(f, lines, window, error):
                ending.setdefault(place[chosen[-1]], []).append(
                    (place[chosen[0]], (len(chosen) - len(lines) - 1, lines, chosen)))
    best, chains = [(0, ())], []  # the most pieces with blocks up to a point, and their chain
    for k in range(1, len(points)):
        best.append(best[-1])
        for start, block in ending.get(k, ()):
            count, chain = best[start]
            for end, total, earlier in chains[-200:]:
                if end <= start and total >= count and (
                        total > count or _junction(f, earlier[1], block)):
                    count, chain = total + _junction(f, earlier[1], block), earlier
            found = (k, count + block[0], (chain, block))
            chains.append(found)
            best[k] = max(best[k], found[1:], key=lambda entry: entry[0])
    found, (total, chain) = [], best[-1]
    while chain:
        chain, block = chain
        found.append(block[1:])
    return total, found[::-1]


def _junction(f, left, right):
    """1 if every continuous function in the tube needs a knot between the two blocks."""
    (_, lines, (*_, s, _)), (_, others, (u, v, *_)) = left, right
    before, after = lines[-1][0], others[0][0]
    knots, more = crossings(lines), crossings(others)
    if (knots and knots[-1] > s - 1e-9) or (more and more[0] < v + 1e-9):
        return 0  # a knot inside, or so near that rounding could put it there
    falls = f(s) - lines[-1][0] * s - lines[-1][1] > 0
    then_falls = f(u) - others[0][0] * u - others[0][1] > 0
    return int(falls != then_falls and (after <= before if then_falls else after >= before))


def crossings(lines):
    """Where neighbouring lines meet, or None if they do not meet in order."""
    if any(s == t for (s, _), (t, _) in zip(lines, lines[1:])):
        return None
    knots = [(d - c) / (s - t) for (s, c), (t, d) in zip(lines, lines[1:])]
    return knots if all(s < t for s, t in zip(knots, knots[1:])) else None


def _alternations(f, lines, window, error):
    """Runs of points in the window where f minus the lines alternates in sign, as large as E."""
    knots = crossings(lines)
    if knots is None or (knots and not window[0] < knots[0] <= knots[-1] < window[-1]):
        return
    gaps = []
    for x in window:
        slope, constant = lines[bisect_right(knots, x)]
        gaps.append(f(x) - slope * x - constant)
    for start in range(len(window)):
        chosen, last = [], 0
        for x, gap in zip(window[start:], gaps[start:]):
            if abs(gap) >= error and gap * last <= 0:
                chosen.append(x)
                last = gap
                if len(chosen) >= len(lines) + 2:
                    yield list(chosen)
            elif not chosen:
                break
