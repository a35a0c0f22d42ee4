"""The best continuous pieces of any target, by the width of the tube in which they just fit.

Steps: (1) bisect the width at which n lines reach the end of the tube; (2) settle the touching
points and the width off the samples; (3) accept what blocks of alternation prove, or refine the
samples where the lines touch and go on.
Everything here is in floats and only searches: `exactly` and `in_balls` prove what it finds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from .alternation import blocks
from .arithmetic import Forms
from .balanced import alike
from .base import Curve
from .records import LooseBlock
from .touching import settled
from .tube import Step, path

LAST = 1e-16
"""The relative width to which the tube is bisected in the end: as far as floats go."""

MOST_SAMPLES = 8000
"""In all rounds together: after that many a search for a function with corners gives up."""

NOISE = 4e-15
"""What floats of values may be wrong by, relative to the largest: some twenty units."""

SLACK = 1e-9
"""By such a part of E the width may be off where a settled path is accepted."""

SLACKS = (1e-9, 1e-7, 1e-5)
"""And where no path was accepted: the blocks that exclude enough with the least of these."""

TINY = 1e-300
"""Keeps a width from being 0, where a step relative to it would end nothing."""

FIRST_UNSURE = 1e-1
"""How well, relative to the interval, touching points are known after the first round."""

SURE = 1e-10
"""When they are known so well, the last bisection goes as far as floats do."""

GROWTH = 8
"""By such a factor a step grows that looks for a width on the other side."""

MOST_BASE = 600
"""With more base samples than this every second one is dropped as rounds add others."""


class Found(NamedTuple):
    """What a search found, in floats.

    ``points`` the best function goes through, at its ends and knots; ``blocks`` of alternation
    that exclude ``excluded`` pieces at the width ``error``; ``extremes`` near which the function
    is furthest from a line.
    """

    points: list[tuple[float, float]]
    blocks: list[LooseBlock[float]]
    excluded: int
    extremes: list[float]
    error: float


def search(curve: Curve, a: float, b: float, n: int, bends: Sequence[float] = ()) -> Found:
    """The best continuous n pieces, and why there are no better ones.

    Parameters
    ----------
    curve : Curve
    a, b : float
    n : int
    bends : where the second derivative changes its sign

    Returns
    -------
    Found
        With fewer pieces excluded than n if the search failed to see a reason.
    """
    count = _count(n, bends)
    rounds = _Rounds(curve, _base(curve, a, b, count, bends), n, count)
    while True:
        rounds.bisect()
        found = rounds.accepted()
        if found is not None:
            return found
        if rounds.over():
            return rounds.unsettled()
        rounds.refine()


def _base(curve: Curve, a: float, b: float, count: int, bends: Sequence[float]) -> list[float]:
    """The samples that every round looks at."""
    if curve.forms is None:
        return sorted({a, b, *curve.kinks})
    # Where two bends are closer than samples there is a peak that samples would miss.
    close = [(s, t) for s, t in zip(bends, bends[1:]) if t - s < 2 * (b - a) / count]
    peaks = [x for s, t in close for x in (s, (s + t) / 2, t)]
    return sorted({a, b, *alike(curve.forms.bend, a, b, count, count, 1.0), *peaks})


def _count(n: int, bends: Sequence[float]) -> int:
    """How many samples: what a wall of chords does to a line adds up along n lines."""
    return max(36, 12 * n, int(round(1.5 * n**1.5)), 8 * (len(bends) + 1))


@dataclass
class _Rounds:
    """The samples of a round, and the two widths between which n lines begin to fit.

    ``base`` are the samples of every round, ``low`` the width of a tube that n lines do not pass
    and ``high`` of one that they do.  ``unsure`` says how well the touching points are known;
    ``missed`` are places outside of a settled tube that no sample was near to.
    """

    curve: Curve
    base: list[float]
    n: int
    count: int

    def __post_init__(self) -> None:
        self._sample(self.base)
        self.low = 0.0
        self.high = (max(self.fs) - min(self.fs)) / 2 * (1 + SLACK) + self.noise + TINY
        smooth = self.curve.forms is not None
        self.tolerance = 0.5 / max(50, self.n) if smooth else LAST
        self.unsure, self.before, self.work = FIRST_UNSURE, 0.0, 0
        self.narrow, self.wide, self.missed = list[Step](), list[Step](), set[float]()

    def _sample(self, xs: list[float]) -> None:
        self.xs, self.fs = xs, [self.curve.value(x) for x in xs]
        self.noise = NOISE * max(map(abs, self.fs))
        if not isfinite(self.noise) or any(y != y for y in self.fs):
            raise ArithmeticError("the values leave the floats")

    def _fits(self, error: float) -> bool:
        return path(self.xs, self.fs, error, self.n)[1]

    def bisect(self) -> None:
        """Narrow the two widths down to the tolerance, and draw the lines at both."""
        low, high, least = self.low, self.high, self.noise / 10
        while high - low > self.tolerance * high and low < (low + high) / 2 < high > least:
            middle = (low + high) / 2 if low else high / 4
            low, high = (low, middle) if self._fits(middle) else (middle, high)
        self.low, self.high = low, high
        self.narrow, _ = path(self.xs, self.fs, low, self.n)
        self.wide, _ = path(self.xs, self.fs, high, self.n)

    def accepted(self) -> Found | None:
        """What settles off the samples, if its own blocks prove it and it stays in its tube."""
        forms = self.curve.forms
        if forms is None:
            return None
        for wide, narrow, error in settled(forms, self.xs, self.narrow, self.wide, self.low):
            slack = SLACK * error + self.noise
            found = self._found(wide, narrow, error, slack)
            if found.excluded >= self.n:
                missed = _outside(forms, self.xs, found, slack)
                if not missed:
                    return found
                self.missed.update(missed)
        return None

    def over(self) -> bool:
        """Whether more rounds would find nothing new."""
        self.work += len(self.xs)
        last = self.tolerance == LAST and self.missed <= set(self.base)
        return last or self.work > MOST_SAMPLES

    def refine(self) -> None:
        """Take more samples where the lines touch, and find the two widths again with them."""
        end, length = self.base[-1], self.base[-1] - self.base[0]
        if self.before:
            self.unsure = max(2 * abs(self.low - self.before) / self.high, self.unsure / 1000)
        self.before = self.low
        if len(self.base) >= MOST_BASE:
            self.base = [*self.base[:-1:2], end]
        self.base = sorted({*self.base, *self.missed})
        steps = [*self.narrow, self.wide[-1]]
        h = min(self.unsure * length, length / self.count / 4)
        trust = 2 * length / self.count
        self._sample(_refined(self.base, steps, self.curve.value, h, trust))
        self.tolerance = self.unsure / 100 if self.unsure > SURE else LAST
        self._bracket(self.noise / 10 + TINY)

    def _bracket(self, least: float) -> None:
        """Two widths, too narrow and wide enough, near the ones that were so before."""
        step = max(self.high - self.low, 1e-15 * self.high, least)
        while self.low > 0 and self._fits(self.low):
            self.low, step = max(self.low - step, 0.0), step * GROWTH
        step = max(self.high - self.low, 1e-15 * self.high, least)
        while not self._fits(self.high):
            self.high, step = self.high + step, step * GROWTH

    def unsettled(self) -> Found:
        """The paths as the last round left them, with the blocks that exclude most."""
        slacks = (slack * self.low for slack in SLACKS)
        found = [self._found(self.wide, self.narrow, self.low, slack) for slack in slacks]
        return max(found, key=lambda each: min(each.excluded, self.n))

    def _found(
        self, wide: Sequence[Step], narrow: Sequence[Step], error: float, slack: float
    ) -> Found:
        """The function along the wide path, its knots in the doors, and the narrow one's blocks."""
        a, b = self.base[0], self.base[-1]
        points = [(a, wide[0].slope * a + wide[0].constant)]
        for step, after in zip(wide, wide[1:]):
            low, high = step.touching[1].x, step.touching[2].x
            x = (low + high) / 2
            if step.slope != after.slope:
                meeting = (after.constant - step.constant) / (step.slope - after.slope)
                x = min(max(meeting, low), high)
            if points[-1][0] < x < b:  # else the line in between is not needed
                points.append((x, step.slope * x + step.constant))
        points.append((b, wide[-1].slope * b + wide[-1].constant))
        excluded, chosen = blocks(self.curve.value, narrow, error - slack)
        extremes = [touch.x for step in (*wide, *narrow) for touch in step.touching]
        return Found(points, chosen, excluded, extremes, error)


def _refined(
    base: Sequence[float],
    steps: Sequence[Step],
    f: Callable[[float], float],
    h: float,
    trust: float,
) -> list[float]:
    """The base samples and more of them where the lines touch, which is known up to h or so."""
    extra, width = set[float](), max(h, 1e-5 * (base[-1] - base[0]))
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


def _outside(forms: Forms[float], xs: Sequence[float], found: Found, slack: float) -> set[float]:
    """Where the function leaves the tube: samples, touching points, and tops in between."""
    most, places = found.error + slack, sorted({*xs, *found.extremes})
    outside = set[float]()
    for (u, y), (v, z) in zip(found.points, found.points[1:]):
        slope = (z - y) / (v - u)
        piece = [u, *places[bisect_right(places, u) : bisect_left(places, v)], v]
        falls = [forms.slope(x) - slope for x in piece]
        # Where f - g turns between two places, its top is where the slope crosses 0, linearly.
        tops = [
            s + (t - s) * d / (d - e)
            for s, t, d, e in zip(piece, piece[1:], falls, falls[1:])
            if d * e < 0
        ]
        outside |= {x for x in piece + tops if abs(forms.value(x) - y - slope * (x - u)) > most}
    return outside
