"""The fewest lines from one end to the other of a tube around a function.

Source: Imai and Iri 1986 and Suri 1986 (minimum-link paths), O'Rourke 1981 (a line through
vertical slits).  Steps: (1) through the door where the last line left its region, find the line
that reaches furthest; (2) it ends where it leaves the tube; the part of it behind its last contact
is the next door; (3) count the lines to the other end.

A slit is a sample (x, low, high): a line has to pass between low and high there.  While the slits
are walked from left to right, two lines limit all those that pass: the least steep one, which
rests on the lower wall in front and touches the upper wall behind, and the steepest one, for which
it is the other way round.  The line that reaches furthest is the limit that the wall stops last.
Everything here is in floats and only searches: `exactly` and `in_balls` prove what it finds.
"""

from bisect import bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple, TypeAlias

LOWER, UPPER = 0, 1
"""The two walls: f - E and f + E."""

Slit: TypeAlias = tuple[float, float, float]
"""A sample: x and the heights of the two walls there, infinite where a wall does not count."""

Point: TypeAlias = tuple[float, float]


class Touch(NamedTuple):
    """A point where a line touches a wall, or crosses it on its way out."""

    x: float
    side: int


class Step(NamedTuple):
    """A line y = slope x + constant of a path, and where it touches the walls.

    A line that did not reach the end has three touching points of alternating sides, the last
    where it leaves the tube.  One that did (``done``) has two or four: those of the limits whose
    mean it is.
    """

    slope: float
    constant: float
    touching: tuple[Touch, ...]
    done: bool


class _Limit(NamedTuple):
    """The steepest or the least steep line, and the abscissas of the two points it rests on."""

    slope: float
    constant: float
    behind: float
    ahead: float


class _Hull:
    """The points of one wall that a limit can still rest on: a convex chain.

    ``sign`` is 1 for the upper wall, of which the chain below matters, -1 for the lower one.
    """

    __slots__ = ("first", "points", "sign")

    def __init__(self, sign: int) -> None:
        self.sign = sign
        self.points: list[Point] = []
        self.first = 0

    def push(self, x: float, y: float) -> None:
        """Add a point in front and drop those that are no corners any more."""
        points, sign = self.points, self.sign
        while len(points) - self.first > 1:
            (p, q), (r, s) = points[-2], points[-1]
            if sign * ((s - q) * (x - r) - (y - s) * (r - p)) < 0:
                break
            points.pop()
        points.append((x, y))

    def tangent(self, x: float, y: float) -> _Limit:
        """The line from the chain to a point in front of it.

        Corners behind the contact are dropped: later limits turn the other way and cannot touch
        them.
        """
        points, sign = self.points, self.sign
        while len(points) - self.first > 1:
            (p, q), (r, s) = points[self.first], points[self.first + 1]
            if sign * ((y - s) * (x - p) - (y - q) * (x - r)) < 0:
                break
            self.first += 1
        u, v = points[self.first]
        slope = (y - v) / (x - u)
        return _Limit(slope, v - slope * u, u, x)


def path(
    xs: Sequence[float], fs: Sequence[float], error: float, most: int
) -> tuple[list[Step], bool]:
    """Lines from left to right in the tube of this width, and whether they reach the end.

    Parameters
    ----------
    xs, fs : the samples, increasing, both ends included, and the values there
    error : the tube's width E
    most : after so many lines it stops
    """
    samples = [(x, y - error, y + error) for x, y in zip(xs, fs)]
    x, low, high = samples[0]
    door: list[Point] = [(x, low), (x, high)]
    steps: list[Step] = []
    while True:
        step = _furthest(_from(samples, door), door)
        steps.append(step)
        if step.done:
            return steps, True
        if len(steps) == most:
            return steps, False
        # The next line starts between the last contact and the exit, which are on two walls.
        for x, side in step.touching[1:]:
            door[side] = (x, step.slope * x + step.constant)


def _from(samples: list[Slit], door: Sequence[Point]) -> list[Slit]:
    """The slits from a door on: up to its further end one wall does not count."""
    first = LOWER if door[LOWER][0] <= door[UPPER][0] else UPPER
    (begin, y), (later, z) = door[first], door[1 - first]
    i = bisect_right(samples, begin, key=_abscissa)
    if begin == later:
        return [(begin, door[LOWER][1], door[UPPER][1]), *samples[i:]]

    def with_walls(x: float, own: float, other: float) -> Slit:
        return (x, own, other) if first == LOWER else (x, other, own)

    nowhere = inf if first == LOWER else -inf
    slits = [with_walls(begin, y, nowhere)]
    while i < len(samples) and samples[i][0] < later:
        slits.append(with_walls(samples[i][0], samples[i][1 + first], nowhere))
        i += 1
    if i < len(samples):
        if samples[i][0] == later:
            slits.append(with_walls(later, samples[i][1 + first], z))
            i += 1
        else:
            slits.append(with_walls(later, -nowhere, z))
    return slits + samples[i:]


def _abscissa(slit: Slit) -> float:
    return slit[0]


def _furthest(slits: Sequence[Slit], door: Sequence[Point]) -> Step:
    """The line through the slits that reaches furthest."""
    lower, upper = _Hull(-1), _Hull(1)
    flat = _Limit(0.0, -inf, 0.0, 0.0)  # the least steep line: the lower wall lifts it
    steep = _Limit(0.0, inf, 0.0, 0.0)  # the steepest line: the upper wall presses it down
    for x, low, high in slits:
        top = steep.slope * x + steep.constant
        bottom = flat.slope * x + flat.constant
        # Does a limit leave the tube here?  Then no line passes, and that one came furthest.
        if top < low:
            return _stopped(steep, LOWER, lower, (x, low))
        if bottom > high:
            return _stopped(flat, UPPER, upper, (x, high))
        # Tighten the limits, each against the other wall's points behind.
        if bottom < low and upper.points:
            flat = upper.tangent(x, low)
        if top > high and lower.points:
            steep = lower.tangent(x, high)
        if low > -inf:
            lower.push(x, low)
        if high < inf:
            upper.push(x, high)
    return _arrived(flat, steep, door)


def _stopped(limit: _Limit, side: int, wall: _Hull, point: Point) -> Step:
    """A limit that leaves the tube through a wall between two samples of it."""
    (u, v), (x, y) = wall.points[-1], point
    inside = limit.slope * u + limit.constant - v
    outside = limit.slope * x + limit.constant - y
    share = inside / (inside - outside) if inside != outside else 1.0
    touching = (
        Touch(limit.behind, side),
        Touch(limit.ahead, 1 - side),
        Touch(u + (x - u) * share, side),
    )
    return Step(limit.slope, limit.constant, touching, done=False)


def _arrived(flat: _Limit, steep: _Limit, door: Sequence[Point]) -> Step:
    """The mean of the limits that a line to the end has; any line through the door without."""
    lines: list[tuple[float, float]] = []
    touching: list[Touch] = []
    for limit, ahead in ((flat, LOWER), (steep, UPPER)):
        if abs(limit.constant) < inf:
            lines.append((limit.slope, limit.constant))
            touching += [Touch(limit.behind, 1 - ahead), Touch(limit.ahead, ahead)]
    if not lines:
        (x, y), (u, z) = sorted(door)
        slope = (z - y) / (u - x) if x < u else 0.0
        lines.append((slope, y - slope * x if x < u else (y + z) / 2))
        touching = [Touch(x, LOWER), Touch(u, UPPER)]
    slope, constant = (sum(line[k] for line in lines) / len(lines) for k in (0, 1))
    return Step(slope, constant, tuple(touching), done=True)
