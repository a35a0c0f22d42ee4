"""A reason why there are no better pieces: blocks of alternation, read off the lines of a tube.

On a block, f minus some lines alternates in sign, by E or more each time; so many alternations
that every function which stays nearer to f needs a knot there, or several.  Steps: (1) try as
blocks the touching points of one, two or three neighbouring lines; (2) choose disjoint blocks that
exclude most pieces together, from left to right.
Everything here is in floats and only searches: `exactly` and `in_balls` prove what it finds.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .records import Line, LooseBlock, crossings
from .tube import Step

NEIGHBOURS = 3
"""So many lines at most make a block: a longer one never excluded more than its parts."""

MEMORY = 200
"""So many of the last chains are looked at for one to prolong.

A junction joins neighbours, which were found lately; without a limit the search would take
quadratic time.
"""

LEVEL = 1e-12
"""Slopes that differ by so little of E over the whole interval are one slope, up to rounding."""

CLEAR = 1e-9
"""A knot so near to a block's point could be moved across it by rounding."""


class _Chain(NamedTuple):
    """Disjoint blocks from left to right: the last one and the chain before it."""

    total: int
    end: int
    block: LooseBlock[float]
    before: "_Chain | None"


def blocks(
    f: Callable[[float], float], steps: Sequence[Step], error: float
) -> tuple[int, list[LooseBlock[float]]]:
    """Disjoint blocks of alternations of f - g, chosen among the touching points of a tube.

    Returns
    -------
    (int, list of LooseBlock)
        How many pieces the blocks exclude, as many as this search can make it, and the blocks.
    """
    steps = _leveled(steps, LEVEL * error)
    points = sorted({touch.x for step in steps for touch in step.touching})
    place = {x: k for k, x in enumerate(points)}
    ending: dict[int, list[LooseBlock[float]]] = {}
    for block in _candidates(f, steps, points, place, error):
        ending.setdefault(place[block.points[-1]], []).append(block)
    best: list[_Chain | None] = [None]  # the chain that excludes most up to each point
    chains: list[_Chain] = []
    for k in range(1, len(points)):
        most = best[-1]
        for block in ending.get(k, ()):
            start = place[block.points[0]]
            chain = _prolonged(f, best[start], chains, block, start, k)
            chains.append(chain)
            most = chain if most is None or chain.total > most.total else most
        best.append(most)
    found, last = list[LooseBlock[float]](), best[-1]
    total = last.total if last else 0
    while last:
        found.append(last.block)
        last = last.before
    return total, found[::-1]


def _prolonged(
    f: Callable[[float], float],
    before: _Chain | None,
    chains: Sequence[_Chain],
    block: LooseBlock[float],
    start: int,
    end: int,
) -> _Chain:
    """The block behind the chain with which it excludes most: a junction counts one piece more."""
    count = before.total if before else 0
    for chain in chains[-MEMORY:]:
        if chain.end <= start and chain.total >= count:
            joined = chain.total + _junction(f, chain.block, block)
            if joined > count:
                count, before = joined, chain
    return _Chain(count + len(block.points) - len(block.lines) - 1, end, block, before)


def _leveled(steps: Sequence[Step], rise: float) -> list[Step]:
    """The steps, those of nearly one slope with exactly one: the rule of junctions asks for it."""
    ends = [touch.x for step in steps for touch in step.touching]
    level, slopes = rise / (max(ends) - min(ends)), dict[float, float]()
    last = -float("inf")
    for slope in sorted(step.slope for step in steps):
        if slope - last > level:
            last = slope
        slopes[slope] = last
    # A line turns about its second touching point, which is the door's nearer end.
    return [
        step._replace(
            slope=slopes[step.slope],
            constant=step.constant + (step.slope - slopes[step.slope]) * step.touching[1].x,
        )
        for step in steps
    ]


def _junction(
    f: Callable[[float], float], left: LooseBlock[float], right: LooseBlock[float]
) -> int:
    """1 if every continuous function in the tube needs a knot between the two blocks."""
    before, after = left.lines[-1], right.lines[0]
    s, u, v = left.points[-2], right.points[0], right.points[1]
    knots, others = crossings(left.lines), crossings(right.lines)
    if (knots and knots[-1] > s - CLEAR) or (others and others[0] < v + CLEAR):
        return 0
    # Behind s the function in the tube moves away from the line's side of f, and so it does at u.
    falls, then_falls = f(s) - before(s) > 0, f(u) - after(u) > 0
    if falls == then_falls:
        return 0
    return int(after.slope <= before.slope if then_falls else after.slope >= before.slope)


def _candidates(
    f: Callable[[float], float],
    steps: Sequence[Step],
    points: Sequence[float],
    place: dict[float, int],
    error: float,
) -> Iterator[LooseBlock[float]]:
    """Blocks about one, two or three neighbouring lines, from left to right."""
    for i in range(len(steps)):
        for j in range(i, min(i + NEIGHBOURS, len(steps))):
            around = steps[max(i - 1, 0) : j + 2]
            near = [place[touch.x] for other in around for touch in other.touching]
            window = points[min(near) : max(near) + 1]
            lines = tuple(Line(s.slope, s.constant) for s in steps[i : j + 1])
            for chosen in _alternations(f, lines, window, error):
                yield LooseBlock(lines, chosen)


def _alternations(
    f: Callable[[float], float],
    lines: Sequence[Line[float]],
    window: Sequence[float],
    error: float,
) -> Iterator[tuple[float, ...]]:
    """Runs of points in the window where f minus the lines alternates in sign, as large as E."""
    knots = crossings(lines)
    if knots is None or (knots and not window[0] < knots[0] <= knots[-1] < window[-1]):
        return
    gaps = [f(x) - lines[bisect_right(knots, x)](x) for x in window]
    for start, first in enumerate(gaps):
        if abs(first) < error:
            continue
        chosen, last = [window[start]], first
        for x, gap in zip(window[start + 1 :], gaps[start + 1 :]):
            if abs(gap) >= error and gap * last <= 0:
                chosen.append(x)
                last = gap
                if len(chosen) >= len(lines) + 2:
                    yield tuple(chosen)
