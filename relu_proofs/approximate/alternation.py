"""A reason why there are no better pieces: blocks of alternation, read off the lines of a tube.

On a block, f minus some lines alternates in sign, by E or more each time; so many alternations
that every function which stays nearer to f needs a knot there, or several.
Everything here is in floats and only searches: `relu_proofs.approximate.best` proves what it finds.
"""

from bisect import bisect_right

__all__ = ["blocks"]


def blocks(f, steps, error):
    """Disjoint blocks of alternations of f - g, chosen among the touching points of a tube.

    Returns
    -------
    (int, list of (lines of the reference, points))
        How many pieces the blocks exclude, as many as this search can make it, and the blocks;
        a block of m lines and p points counts p - m - 1.
    """
    steps = _leveled(steps, 1e-12 * error)
    points = sorted({x for step in steps for x, _ in step.touching})
    place = {x: k for k, x in enumerate(points)}
    ending = {}
    for i, step in enumerate(steps):
        for j in range(i, min(i + 3, len(steps))):
            near = [place[x] for other in steps[max(i - 1, 0) : j + 2] for x, _ in other.touching]
            window = points[min(near) : max(near) + 1]
            lines = [(step.slope, step.constant) for step in steps[i : j + 1]]
            for chosen in _alternations(f, lines, window, error):
                ending.setdefault(place[chosen[-1]], []).append(
                    (place[chosen[0]], (len(chosen) - len(lines) - 1, lines, chosen))
                )
    best, chains = [(0, ())], []  # the most pieces with blocks up to a point, and their chain
    for k in range(1, len(points)):
        best.append(best[-1])
        for start, block in ending.get(k, ()):
            count, chain = best[start]
            for end, total, earlier in chains[-200:]:
                if end <= start and total >= count:
                    joined = total + _junction(f, earlier[1], block)
                    if joined > count:
                        count, chain = joined, earlier
            found = (k, count + block[0], (chain, block))
            chains.append(found)
            best[k] = max(best[k], found[1:], key=lambda entry: entry[0])
    found, (total, chain) = [], best[-1]
    while chain:
        chain, block = chain
        found.append(block[1:])
    return total, found[::-1]


def _leveled(steps, rise):
    """The steps, those of nearly one slope with exactly one: the rule of junctions asks for it."""
    ends = [x for step in steps for x, _ in step.touching]
    level, slopes, last = rise / (max(ends) - min(ends)), {}, None
    for slope in sorted(step.slope for step in steps):
        last = slope if last is None or slope - last > level else last
        slopes[slope] = last
    return [
        step._replace(
            slope=slopes[step.slope],
            constant=step.constant + (step.slope - slopes[step.slope]) * step.touching[1][0],
        )
        for step in steps
    ]


def _junction(f, left, right):
    """1 if every continuous function in the tube needs a knot between the two blocks."""
    (_, lines, (*_, s, _)), (_, others, (u, v, *_)) = left, right
    before, after = lines[-1][0], others[0][0]
    knots, more = _crossings(lines), _crossings(others)
    if (knots and knots[-1] > s - 1e-9) or (more and more[0] < v + 1e-9):
        return 0  # a knot inside, or so near that rounding could put it there
    falls = f(s) - lines[-1][0] * s - lines[-1][1] > 0
    then_falls = f(u) - others[0][0] * u - others[0][1] > 0
    return int(falls != then_falls and (after <= before if then_falls else after >= before))


def _crossings(lines):
    """Where neighbouring lines meet, or None if they do not meet in order."""
    if any(s == t for (s, _), (t, _) in zip(lines, lines[1:])):
        return None
    knots = [(d - c) / (s - t) for (s, c), (t, d) in zip(lines, lines[1:])]
    return knots if all(s < t for s, t in zip(knots, knots[1:])) else None


def _alternations(f, lines, window, error):
    """Runs of points in the window where f minus the lines alternates in sign, as large as E."""
    knots = _crossings(lines)
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
