"""The best pieces of a convex or concave target: knots between which all chords have one gap.

The best function is then the interpolant at these knots, shifted by half of the gap (claim
``chords-in-balance``).  Steps: (1) guess the knots, by a formula or where the target bends alike;
(2) Newton's method on knots and gap, in floats while they can, then in balls without their
radius.  Everything here only searches: `exactly` and `in_balls` prove what it finds.
"""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple

from .arithmetic import FLOATS, Arithmetic, Forms, N, balls, bits_for, working
from .base import Target

if TYPE_CHECKING:
    from flint import arb


CELLS = 2048
"""In which the second derivative is looked at for a first guess."""

ROUGH, ROUGH_ROUNDS = 1e-7, 60
"""To such a part of the interval the knots are found in floats: half of their digits."""

FINE, FINE_ROUNDS = Fraction(1, 10**20), 200
"""To such a part they are found in balls; the last step of Newton's method squares it."""

TOUCHES, PATIENCE = 200, 8
"""Steps of the search for one contact, and those after which it is halved at every second one.

Near a contact Newton's method takes five; far from it its steps may only double, or halve.
"""

CROWDED = 8
"""By no more than this factor may one step of Newton's method shorten a piece."""

WIDE = 1024
"""Between positive numbers with such a ratio it is ratios that count, not differences."""


def balanced(
    f: Target, low: Fraction, high: Fraction, n: int, sign: int
) -> tuple[list[Fraction], list[Fraction]]:
    """Balanced knots, ends included, and contacts: where each chord is furthest away.

    ``sign`` is 1 for a convex target, -1 for a concave one.

    Returns
    -------
    (knots, contacts)
        n + 1 and n rationals, right to about 40 digits.
    """
    rough = _in_floats(f, low, high, n, sign)
    m = balls()
    with working(bits_for(low, high)):
        first, last = m.number(low), m.number(high)
        if rough is not None:
            knots: list[arb] = [m.number(Fraction(x)) for x in rough[0]]
            contacts = [m.number(Fraction(x)) for x in rough[1]]
        else:
            equal = [first + (last - first) * j / n for j in range(n + 1)]
            knots = f.start(first, last, n, m) or equal
            contacts = [(u + v) / 2 for u, v in pairwise(knots)]
        knots[0], knots[-1] = first, last
        newton = _Newton(f.forms(m), m, sign, m.number(FINE))
        knots, contacts = newton.leveled(knots, contacts, FINE_ROUNDS)
        chords = newton.chords(knots, contacts)  # the last step moved the knots once more
        inner = [m.rational(t) for t in knots[1:-1]]
        return [low, *inner, high], [m.rational(chord.contact) for chord in chords]


def _in_floats(
    f: Target, low: Fraction, high: Fraction, n: int, sign: int
) -> tuple[list[float], list[float]] | None:
    """The same in floats; None where they overflow, divide by 0 or lose their order."""
    try:
        a, b, forms = float(low), float(high), f.forms(FLOATS)
        knots = f.start(a, b, n, FLOATS) or alike(forms.bend, a, b, CELLS, n)
        knots[0], knots[-1] = a, b
        contacts = [(u + v) / 2 for u, v in pairwise(knots)]
        newton = _Newton(forms, FLOATS, sign, ROUGH)
        knots, contacts = newton.leveled(knots, contacts, ROUGH_ROUNDS)
    except (ArithmeticError, ValueError):
        return None
    in_order = all(u < x < v for (u, v), x in zip(pairwise(knots), contacts))
    return (knots, contacts) if in_order and math.isfinite(b - a) else None


def alike(
    bend: Callable[[float], float], a: float, b: float, cells: int, parts: int, even: float = 0.0
) -> list[float]:
    """The ends of parts of [a, b] in which f bends alike: best knots follow the root of f''.

    ``even`` is the weight of equal lengths beside it; f'' is taken in the middle of each cell.
    """
    grid = [a + (b - a) * k / cells for k in range(cells)] + [b]
    roots = [math.sqrt(abs(bend((u + v) / 2))) for u, v in pairwise(grid)]
    level = even * (math.fsum(roots) / cells or 1.0)
    totals = [0.0, *accumulate(root + level for root in roots)]
    found, step = [], totals[-1] / parts
    for j in range(parts + 1):
        # The cell that holds this part of the total, and the place in it, linearly.
        k = min(max(bisect_right(totals, j * step) - 1, 0), cells - 1)
        share = (j * step - totals[k]) / (totals[k + 1] - totals[k])
        found.append(grid[k] + (grid[k + 1] - grid[k]) * min(share, 1.0))
    return found


class _Chord(NamedTuple, Generic[N]):
    """A chord between two knots, where f is furthest from it, and how far."""

    left: N
    right: N
    slope: N
    contact: N
    gap: N


@dataclass(frozen=True)
class _Newton(Generic[N]):
    """Newton's method on the knots and the gap.

    ``sign`` is 1 for a convex target, -1 for a concave one; ``tolerance`` is relative.
    """

    forms: Forms[N]
    m: Arithmetic[N]
    sign: int
    tolerance: N

    def leveled(self, knots: list[N], contacts: list[N], rounds: int) -> tuple[list[N], list[N]]:
        """Move the inner knots until all chords have one gap."""
        middle = self.m.middle
        for _ in range(rounds):
            contacts, moves = self._step(knots, contacts)
            scale = _damping(knots, moves)
            factor = self.m.number(scale)
            knots = [middle(t + factor * d) for t, d in zip(knots, moves)]
            if scale == 1 and self._small(knots, moves):
                break
        return knots, contacts

    def _small(self, knots: list[N], moves: list[N]) -> bool:
        """Whether no knot moved by more than the tolerance, relative to what counts there."""
        low, high = knots[0], knots[-1]
        wide = _wide(low, high)
        return all(
            abs(d) <= self.tolerance * (t if wide else high - low) for t, d in zip(knots, moves)
        )

    def chords(self, knots: list[N], contacts: list[N]) -> list[_Chord[N]]:
        """The chords between knots, with contacts that were near before."""
        found, value = list[_Chord[N]](), self.forms.value
        heights = [value(t) for t in knots]
        for (u, v), (y, z), near in zip(pairwise(knots), pairwise(heights), contacts):
            slope = (z - y) / (v - u)
            x = touch(self.forms, slope, (u, v), near, self.m, self.sign, self.tolerance)
            gap = self.sign * (y + slope * (x - u) - value(x))
            found.append(_Chord(u, v, slope, x, gap))
        return found

    def _step(self, knots: list[N], contacts: list[N]) -> tuple[list[N], list[N]]:
        """The contacts at these knots, and how Newton's method would move each knot.

        Moving the knots by d changes gap j by p_j d_(j-1) + q_j d_j.  All gaps are to become one,
        g: so d_j = alpha_j + beta_j g, from left to right with d_0 = 0, and d_n = 0 gives g.
        """
        sign, rate, zero = self.sign, self.forms.slope, knots[0] * 0
        alpha, beta = [zero], [zero]
        chords = self.chords(knots, contacts)
        for j, (u, v, slope, x, gap) in enumerate(chords):
            p = sign * (v - x) / (v - u) * (rate(u) - slope) if j else zero
            q = sign * (x - u) / (v - u) * (rate(v) - slope)
            alpha.append((-gap - p * alpha[-1]) / q)
            beta.append((1 - p * beta[-1]) / q)
        level = -alpha[-1] / beta[-1]
        moves = [a + b * level for a, b in zip(alpha, beta)]
        moves[-1] = zero
        return [chord.contact for chord in chords], moves


def _damping(knots: list[N], moves: list[N]) -> Fraction:
    """The part of the moves after which no piece is much shorter than before."""
    pieces = [(v - u, e - d) for (u, v), (d, e) in zip(pairwise(knots), pairwise(moves))]
    for halvings in range(TOUCHES):
        scale = 0.5**halvings
        if not any(length + scale * change < length / CROWDED for length, change in pieces):
            return Fraction(scale)
    raise ArithmeticError("knots out of order")


def touch(
    forms: Forms[N],
    slope: N,
    ends: tuple[N, N],
    start: N,
    m: Arithmetic[N],
    sign: int,
    tolerance: N,
) -> N:
    """Where f' takes a slope between two ends: Newton's method inside a bracket.

    ``sign`` is 1 where f' increases, -1 where it decreases.
    """
    low, high = u, v = ends
    x = start if u < start < v else (u + v) / 2
    for k in range(TOUCHES):
        rise = sign * (forms.slope(x) - slope)
        if rise == 0:
            return x
        low, high = (low, x) if rise > 0 else (x, high)
        bend = sign * forms.bend(x)
        after = x - rise / bend if bend > 0 else low
        if not low < after < high or (k > PATIENCE and k % 2):
            after = m.sqrt(low) * m.sqrt(high) if _wide(low, high) else (low + high) / 2
        after = m.middle(after)
        if abs(after - x) <= tolerance * (x if _wide(u, v) else v - u) / 8:
            return after
        x = after
    return x


def _wide(low: N, high: N) -> bool:
    """Whether ratios count between these numbers rather than differences."""
    return low > 0 and high > WIDE * low
