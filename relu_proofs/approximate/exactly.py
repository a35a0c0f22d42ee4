"""Both bounds for a target that can stand in certificates, in rational arithmetic.

Steps: (1) a draft in simple numbers is the answer if what its blocks exclude is what its function
reaches; (2) else the raw draft has a floor and a bound next to each other.  That f - g stays
within a bound is proved as the checker does it: by Bernstein coefficients between cuts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from ..core.piecewise import Piecewise
from ..core.rational import Vector, rounded
from .arithmetic import in_flint
from .drafts import Drafts, with_tops
from .floors import floor
from .parameters import Algebraic
from .polynomials import bernstein
from .records import Best, Block, Draft, Enclosure, Line
from .tasks import Task

CLOSE = Fraction(1, 10**6)
"""A gap between the two bounds that is a larger part of them is no answer."""

SLACKS = (18, 15, 12, 10, 8, 6)
"""Powers of ten: the bound is higher than what was seen by the first such part that can be proved.

At a point where f - g is largest Bernstein coefficients need a little room, or a cut just there.
"""

SHALLOW, DEEP, MOST_CUTS = 40, 200, 5000
"""Of the cuts: an interval is halved so often, and so many are kept, before it is given up.

Where the bound is just what f - g reaches, and not at a cut, no depth is enough; with a little room
only a peak as narrow as its distance to a pole takes more than SHALLOW.
"""

SHORT = 80
"""Bits of bounds that are not exact anyway: outward, to 2^-80 of themselves."""

RETRIES = 20
"""Each time a larger difference is seen between the cuts the bound is raised, so often at most."""


def certified(task: Task, form: Algebraic, drafts: Drafts) -> Best:
    """The best of the drafts with both bounds, exact if they meet.

    Raises
    ------
    InputError
        If the search did not bring the bounds together.
    """
    simple = drafts.simple()
    blocks, bound = _floor(task, form, simple)
    if bound:
        cuts = _Stay(*task.interval, form, simple.function).cuts(bound, simple.extremes, SHALLOW)
        if isinstance(cuts, tuple):
            return task.best(simple.function, bound, "certificates", cuts, blocks)
    raw = with_tops(task, drafts.raw())
    others, least = _floor(task, form, raw)
    if least:
        blocks, bound = others, least
    reached = _Stay(*task.interval, form, raw.function).reached(raw.extremes)
    if not bound or reached is None or reached[0] - bound > CLOSE * reached[0]:
        raise task.unsettled(bound, reached and reached[0])
    error, cuts = reached
    known = Enclosure(rounded(bound, SHORT), error)
    return task.best(raw.function, known, "certificates", cuts, blocks)


def itself(task: Task, g: Piecewise) -> Best | None:
    """The target where it is piecewise linear with no more pieces than allowed: error 0.

    Every function errs by 0 at least; as a block, f - f alternates in sign anywhere.
    """
    form, (low, high) = task.form, task.interval
    if form is None:
        return None
    cuts: Vector | Fraction | None = tuple(sorted({low, high, *g.knots}))
    if form.bottom.degree():  # where it is seen to be positive takes more cuts
        cuts = _Stay(*task.interval, form, g).cuts(Fraction(0), (), DEEP)
    if not isinstance(cuts, tuple):
        return None
    count = task.pieces + len(g.slopes) + 1
    points = tuple(low + (high - low) * k / (count - 1) for k in range(count))
    return task.best(g, Fraction(0), "certificates", cuts, (Block(task.pieces, g, points),))


def _floor(task: Task, form: Algebraic, draft: Draft) -> tuple[tuple[Block, ...], Fraction]:
    """The draft's blocks, and the error that they prove for so many pieces; 0 if they do not."""

    def gap(w: Fraction, reference: Piecewise) -> Fraction:
        return form.value(w) - reference(form.abscissa(w))

    return floor(task, draft.blocks, form.abscissa, gap, lambda size: size)


@dataclass(frozen=True)
class _Stay:
    """How far a function stays from the target."""

    low: Fraction
    high: Fraction
    form: Algebraic
    g: Piecewise

    def reached(self, hints: Sequence[Fraction]) -> tuple[Fraction, Vector] | None:
        """A bound for |f - g| next to the largest value seen, and the cuts that prove it."""
        seen = max(abs(self._gap(w)) for w in (*hints, *self.form.ends, *(self._corners or ())))
        for slack in SLACKS:
            for _ in range(RETRIES):
                bound = -rounded(-seen * (1 + Fraction(1, 10**slack)), SHORT)
                cuts = self.cuts(bound, hints, DEEP)
                if not isinstance(cuts, Fraction):
                    break
                seen = cuts
            if isinstance(cuts, tuple):
                return bound, cuts
        return None

    def cuts(
        self, error: Fraction, hints: Sequence[Fraction], most_depth: int
    ) -> Vector | Fraction | None:
        """Parameters between which |f - g| <= error is seen.

        A Fraction is a larger value of |f - g| that was met instead; None means neither.
        """
        (low, high), corners = self.form.ends, self._corners
        if corners is None:
            return None
        ends = sorted({low, high, *corners, *(w for w in hints if low < w < high)})
        found, todo = [low], [(s, t, 0) for s, t in pairwise(ends)][::-1]
        while todo:
            left, right, depth = todo.pop()
            if self._holds(left, right, error):
                found.append(right)
                continue
            middle = (left + right) / 2
            gap = abs(self._gap(middle))
            if gap > error:
                return gap
            if depth == most_depth or len(found) > MOST_CUTS:
                return None
            todo += [(middle, right, depth + 1), (left, middle, depth + 1)]
        return tuple(found)

    @cached_property
    def _corners(self) -> list[Fraction] | None:
        """The parameters at which f - g changes its formula; None if one is not rational."""
        knots = (t for t in (*self.g.knots, *self.form.knots) if self.low < t < self.high)
        found = [self.form.parameter(t) for t in knots]
        rational = [w for w in found if w is not None]
        return rational if len(rational) == len(found) else None

    def _gap(self, w: Fraction) -> Fraction:
        return self.form.value(w) - self.g(self.form.abscissa(w))

    def _holds(self, low: Fraction, high: Fraction, error: Fraction) -> bool:
        """Whether the Bernstein coefficients of E q +- (p - g q) are >= 0 for f = p / q."""
        middle = (low + high) / 2
        top, bottom = self.form.quotient(middle)
        line = self.form.line(Line(*self.g.line_at(self.form.abscissa(middle))))
        if min(bernstein(bottom, low, high)) <= 0:
            return False
        over, room = top - line * bottom, bottom * in_flint(error)
        return all(min(bernstein(p, low, high)) >= 0 for p in (room + over, room - over))
