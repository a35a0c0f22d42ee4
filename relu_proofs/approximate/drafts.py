"""From what the searches find in floats and balls to rational proposals that can be proved.

Each search gives a raw draft, and before it drafts in small numbers: where the best function has
simple knots and slopes, both bounds meet only there.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from ..core.piecewise import Piecewise
from .arithmetic import ball, balls, bits_for, power_of_two, rational, working
from .balanced import balanced, touch
from .base import Task
from .floors import joined
from .records import Draft, Line, LooseBlock
from .search import Found, search

__all__ = ["drafts", "with_tops"]

GRAIN = 1 << 90
"""Search results are rounded to multiples of 1 / GRAIN, or of less where they are small."""

SMALL = Fraction(1, 1 << 40)
"""What is smaller than this is rounded relative to its size."""

LONG, LONG_GRAIN = 2000, 1 << 200
"""Values with more bits than LONG are rounded too: certificates hold 4000 digits."""

SIMPLE_KNOT, NEAR_KNOT = 10**6, Fraction(1, 10**20)
"""A balanced knot that is so near to a fraction with such a denominator is taken for it."""

SIMPLE, NEAR = 1000, Fraction(1, 10**7)
"""The same for what was found in floats."""

MORE = (1, 2, 4)
"""Where the blocks for n pieces exclude fewer, those for so many more are tried: they may do."""

TOP = Fraction(1, 10**15)
"""To such a part of its piece a top is found; the difference there is then right to 10^-30."""


def drafts(task: Task) -> list[Draft]:
    """Drafts for a task, the raw one last.

    Raises
    ------
    InputError
        If the search broke down.
    """
    try:
        return _from_tube(task) if task.shape == "general" else _from_balance(task)
    except ArithmeticError:
        raise task.unsettled("its numbers leave the floats") from None


# ---- convex and concave targets ---------------------------------------------------------------


def _from_balance(task: Task) -> list[Draft]:
    """The interpolants at balanced knots, shifted by half of the gap."""
    frame, sign = task.frame, 1 if task.shape == "convex" else -1
    inside = frame.enter(task.low), frame.enter(task.high)
    knots, contacts = balanced(frame.inner, *inside, task.pieces, sign)
    inner, touching = ([frame.leave(t) for t in ts] for ts in (knots[1:-1], contacts))
    form = task.form
    if form is None:
        width = task.high - task.low
        ends = [task.low, *(_rounded(x, width) for x in inner), task.high]
        return [_chords(task, ends, [_rounded(x, width) for x in touching])]
    low, high = form.ends
    ends = [low, *(_rounded(form.near(x), high - low) for x in inner), high]
    middles = [_rounded(form.near(x), high - low) for x in touching]
    # Knots and contacts alternate; numbers that are too simple put them out of order.
    raw = [w for pair in zip(ends, middles) for w in pair] + [high]
    tried = [[_simple(w, most, low, high) for w in raw] for most in (SIMPLE_KNOT, 1)]
    ordered = [ws if all(u < v for u, v in pairwise(ws)) else raw for ws in tried]
    return [_chords(task, ws[::2], ws[1::2]) for ws in ordered]


def _rounded(x: Fraction, width: Fraction) -> Fraction:
    """A found abscissa, or parameter, on an interval of this width."""
    unit = min(Fraction(1), power_of_two(width))
    if x and abs(x) < SMALL:
        unit = min(unit, power_of_two(abs(x)))
    return round(x * GRAIN / unit) * unit / GRAIN


def _simple(x: Fraction, most: int, low: Fraction, high: Fraction) -> Fraction:
    """The rational of denominator up to ``most`` next to x, if it is very near; else x.

    If there is none, the same is tried with the part of [low, high] that lies before x.
    """
    width = high - low
    found = x.limit_denominator(most)
    if abs(found - x) <= NEAR_KNOT * min(1, width) * max(1, abs(found)):
        return found
    part = (x - low) / width
    found = part.limit_denominator(most)
    return low + width * found if abs(found - part) <= NEAR_KNOT else x


def _chords(task: Task, knots: Sequence[Fraction], contacts: Sequence[Fraction]) -> Draft:
    """The draft of the chords at these knots, all shifted by one half of the gap."""
    places, tops = _places(task, knots, contacts)
    gaps, blocks = list[Fraction](), list[LooseBlock]()
    points = zip(knots, contacts, knots[1:])
    for ((u, y), (v, z)), (x, value), ws in zip(pairwise(places), tops, points):
        slope = (z - y) / (v - u)
        gaps.append(y + slope * (x - u) - value)
        blocks.append(LooseBlock((Line(slope, y - slope * u - gaps[-1] / 2),), ws))
    shift = (min(gaps) + max(gaps)) / 4
    function = Piecewise.through([(x, y - shift) for x, y in places])
    return Draft(function, tuple(blocks), (*knots, *contacts))


Place = tuple[Fraction, Fraction]


def _places(
    task: Task, knots: Sequence[Fraction], contacts: Sequence[Fraction]
) -> tuple[list[Place], list[Place]]:
    """The points of the target at knots and contacts; values that are not short are rounded."""
    every = [*knots, *contacts]
    if task.form is not None:
        found = [task.form.place(w) for w in every]
        longest = max(max(y.numerator.bit_length(), y.denominator.bit_length()) for _, y in found)
        grain = LONG_GRAIN if longest > LONG else None
    else:
        with working(bits_for(task.low, task.high)):
            value = task.target.forms(balls()).value
            found = [(x, rational(value(ball(x)))) for x in every]
        grain = GRAIN
    if grain is not None:
        (u, y), (v, z), (x, value_there) = found[0], found[1], found[len(knots)]
        gap = abs(y + (z - y) / (v - u) * (x - u) - value_there)
        unit = power_of_two(gap) if 0 < gap < SMALL or task.form is not None else Fraction(1)
        found = [(x, round(y * grain / unit) * unit / grain) for x, y in found]
    return found[: len(knots)], found[len(knots) :]


# ---- all other targets ------------------------------------------------------------------------


def _from_tube(task: Task) -> list[Draft]:
    """What the search in a tube finds."""
    frame = task.frame
    low, high = frame.enter(task.low), frame.enter(task.high)
    curve, a, b = frame.inner.curve(low, high), float(low), float(high)
    bends = [float(frame.enter((left + right) / 2)) for left, right in task.bends]
    found = floor = search(curve, a, b, task.pieces, bends)
    for more in MORE:
        if floor.excluded < task.pieces and task.target.proved:
            floor = search(curve, a, b, task.pieces + more, bends)
    inner = _read(found, floor)
    raw = _outer(task, inner)
    if task.form is None:
        return [raw]
    simple, simple_inside = _simplified(raw), _outer(task, _simplified(inner))
    return [simple, raw] if simple == simple_inside else [simple, simple_inside, raw]


def _read(found: Found, floor: Found) -> Draft:
    """Floats as the rationals that they are."""
    points = [(Fraction(t), Fraction(y)) for t, y in found.points]
    blocks = tuple(
        LooseBlock(
            tuple(Line(Fraction(line.slope), Fraction(line.constant)) for line in block.lines),
            tuple(map(Fraction, block.points)),
        )
        for block in floor.blocks
    )
    return Draft(Piecewise.through(points), blocks, tuple(map(Fraction, found.extremes)))


def _outer(task: Task, draft: Draft) -> Draft:
    """A draft of the frame as it is outside."""
    frame = task.frame

    def leave(t: Fraction) -> Fraction:
        return min(max(frame.leave(t), task.low), task.high)

    g, start = draft.function, frame.enter(task.low)
    at, value = frame.outer_point(start, g(start))
    knots = [frame.leave(t) for t in g.knots]
    function = Piecewise(knots, [frame.outer_slope(s) for s in g.slopes], value, at)
    blocks = tuple(
        LooseBlock(
            tuple(frame.outer_line(line) for line in block.lines),
            tuple(leave(t) for t in block.points),
        )
        for block in draft.blocks
    )
    return Draft(function, blocks, tuple(leave(t) for t in draft.extremes))


def _simplified(draft: Draft) -> Draft:
    """The draft in small denominators, where the search came very near to such numbers."""

    def simple(x: Fraction) -> Fraction:
        found = x.limit_denominator(SIMPLE)
        return found if abs(found - x) <= NEAR * max(1, abs(found)) else x

    def simple_line(line: Line) -> Line:
        return Line(simple(line.slope), simple(line.constant))

    g = draft.function
    ends = g.knots or (Fraction(0),)
    lines = [Line(s, g(t) - s * t) for s, t in zip(g.slopes, [ends[0], *ends])]
    function = joined([simple_line(line) for line in lines])
    if function is None:
        return draft
    blocks = tuple(
        LooseBlock(tuple(map(simple_line, block.lines)), tuple(map(simple, block.points)))
        for block in draft.blocks
    )
    return Draft(function, blocks, tuple(map(simple, draft.extremes)))


# ---- where a function is furthest from the target ---------------------------------------------


def with_tops(task: Task, draft: Draft) -> Draft:
    """The draft with the points, between its knots and the target's bends, where f - g is flat.

    Balanced chords touch at their contacts, and pieces at knots: there these points are known.
    """
    if task.shape != "general" or not task.smooth:
        return draft
    frame, g = task.frame, draft.function
    marks = {task.low, task.high, *g.knots, *((s + t) / 2 for s, t in task.bends)}
    ends = sorted(frame.enter(x) for x in marks if task.low <= x <= task.high)
    tops, m = list[Fraction](), balls()
    with working(bits_for(ends[0], ends[-1])):
        forms, tolerance = frame.inner.forms(m), m.number(TOP)
        for low, high in pairwise(ends):
            outer, _ = g.line_at(frame.leave((low + high) / 2))
            slope, u, v = (m.number(x) for x in (frame.inner_slope(outer), low, high))
            left, right = forms.slope(u) - slope, forms.slope(v) - slope
            if left * right < 0:
                sign = 1 if right > 0 else -1
                top = touch(forms, slope, (u, v), (u + v) / 2, m, sign, tolerance)
                tops.append(_rounded(frame.leave(m.rational(top)), task.high - task.low))
    return draft._replace(extremes=(*draft.extremes, *tops))
