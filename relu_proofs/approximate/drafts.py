"""From what the searches find in floats and balls to rational proposals that can be proved.

Each search gives a raw draft, and one in simple numbers: where the best function has simple knots
and slopes, both bounds meet only there.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..core.piecewise import Piecewise
from .arithmetic import ball, balls, bits_for, power_of_two, rational, working
from .balanced import balanced, touch
from .floors import joined
from .records import Draft, Line, LooseBlock
from .search import search
from .tasks import Task

GRAIN = 1 << 90
"""Search results are rounded to multiples of 1 / GRAIN, or of less where they are small."""

SMALL = Fraction(1, 1 << 40)
"""What is smaller than this is rounded relative to its size."""

SIMPLE_KNOT, NEAR_KNOT = 10**6, Fraction(1, 10**20)
"""A balanced knot that is so near to a fraction with such a denominator is taken for it."""

SIMPLE, NEAR = 1000, Fraction(1, 10**7)
"""The same for what was found in floats."""

UNSEEN = 1 << 70
"""A function may pass its points by such a part of the error."""

MORE = (1, 2, 4)
"""Where the blocks for n pieces exclude fewer, those for so many more are tried: they may do."""

ONE = Fraction(1)

TOP = Fraction(1, 10**15)
"""To such a part of its piece a top is found; the difference there is then right to 10^-30."""


class Drafts(NamedTuple):
    """What a search proposes, made when it is asked for."""

    simple: Callable[[], Draft]
    raw: Callable[[], Draft]


def drafts(task: Task) -> Drafts:
    """Drafts for a task.

    Raises
    ------
    InputError
        If the search broke down.
    """
    try:
        return _from_tube(task) if task.shape == "general" else _from_balance(task)
    except ArithmeticError:
        raise task.unsettled(Fraction(0), None) from None


# ---- convex and concave targets ---------------------------------------------------------------


def _from_balance(task: Task) -> Drafts:
    """The interpolants at balanced knots, shifted by half of the gap."""
    frame, form, sign = task.frame, task.form, 1 if task.shape == "convex" else -1
    low, high = task.interval
    inside = frame.enter(low), frame.enter(high)
    knots, contacts = balanced(frame.inner, *inside, task.pieces, sign)
    places = [frame.leave(t) for pair in zip(contacts, knots[1:]) for t in pair][:-1]
    if form is not None:
        places = [form.near(x) for x in places]
        low, high = form.ends
    found = [low, *(_rounded(w, high - low) for w in places), high]

    def simplified(most: int) -> Draft:
        ws = [low, *(_simple(w, most, low, high) for w in found[1:-1]), high]
        # Numbers that are too simple put knots and contacts out of order.
        ordered = ws if all(u < v for u, v in pairwise(ws)) else found
        return _chords(task, ordered, short=most == 1 and form is not None)

    return Drafts(lambda: simplified(SIMPLE_KNOT), lambda: simplified(1))


def _rounded(x: Fraction, width: Fraction) -> Fraction:
    """A found abscissa, or parameter, on an interval of this width."""
    unit = min(ONE, power_of_two(width))
    if x and abs(x) < SMALL:
        unit = min(unit, power_of_two(abs(x)))
    return round(x * GRAIN / unit) * unit / GRAIN


def _simple(x: Fraction, most: int, low: Fraction, high: Fraction) -> Fraction:
    """The rational of denominator up to ``most`` next to x, if it is very near; else x.

    If there is none, the same is tried with the part of [low, high] that lies before x.
    """
    width = high - low
    found = x.limit_denominator(most)
    if abs(found - x) <= NEAR_KNOT * min(width, max(ONE, abs(found))):
        return found
    part = (x - low) / width
    found = part.limit_denominator(most)
    return low + width * found if abs(found - part) <= NEAR_KNOT else x


def _chords(task: Task, ws: Sequence[Fraction], short: bool) -> Draft:
    """The draft of the chords between knots, which alternate with the contacts.

    All of it is shifted by one half of the gap.  ``short`` asks for a function in short numbers,
    as a certificate likes them.
    """
    xs = [task.form.abscissa(w) for w in ws] if task.form else ws
    heights, gaps, blocks = _heights(task, ws), list[Fraction](), list[LooseBlock[Fraction]]()
    for j in range(0, len(ws) - 1, 2):
        (u, x, v), (y, top, z) = xs[j : j + 3], heights[j : j + 3]
        slope = (z - y) / (v - u)
        gaps.append(y + slope * (x - u) - top)
        line = Line(slope, y - slope * u - gaps[-1] / 2)
        blocks.append(LooseBlock((line,), tuple(ws[j : j + 3])))
    shift = (min(gaps) + max(gaps)) / 4
    points = [(x, y - shift) for x, y in zip(xs[::2], heights[::2])]
    function = _polygon(points, min(map(abs, gaps))) if short else Piecewise.through(points)
    return Draft(function, tuple(blocks), tuple(ws))


def _polygon(points: Sequence[tuple[Fraction, Fraction]], error: Fraction) -> Piecewise:
    """The function through points, past them by no more than is seen, with short slopes.

    Slopes between points have all sorts of denominators, whose common one would be longer than
    the checker likes; these are multiples of one power of two.
    """
    if not error:
        return Piecewise.through(points)
    (x, y), *others = points
    start, slopes = x, list[Fraction]()
    grain = power_of_two(error) / UNSEEN
    steep = power_of_two(grain / (others[-1][0] - x))
    y = first = round(y / grain) * grain
    for u, z in others:
        slopes.append(round((z - y) / (u - x) / steep) * steep)
        y += slopes[-1] * (u - x)
        x = u
    return Piecewise([u for u, _ in others[:-1]], slopes, first, start)


def _heights(task: Task, ws: Sequence[Fraction]) -> list[Fraction]:
    """The values of the target, exact or as near as the working precision goes."""
    if task.form is not None:
        return [task.form.value(w) for w in ws]
    with working(bits_for(task.low, task.high)):
        value = task.target.forms(balls()).value
        return [rational(value(ball(x))) for x in ws]


# ---- all other targets ------------------------------------------------------------------------


def _from_tube(task: Task) -> Drafts:
    """What the search in a tube finds."""
    frame, f = task.frame, task.target
    low, high = frame.enter(task.low), frame.enter(task.high)
    curve, a, b = frame.inner.curve(low, high), float(low), float(high)
    bends = [float(frame.enter((left + right) / 2)) for left, right in task.bends]
    found = floor = search(curve, a, b, task.pieces, bends)
    for more in MORE:
        if floor.excluded < task.pieces and f.proved:
            floor = search(curve, a, b, task.pieces + more, bends)

    def read(line: Line[float]) -> Line[Fraction]:
        return Line(Fraction(line.slope), Fraction(line.constant))

    blocks = tuple(block.moved(read, Fraction) for block in floor.blocks)
    inner = Draft(Piecewise.through(found.points), blocks, tuple(map(Fraction, found.extremes)))

    def simple() -> Draft:
        # Numbers are simple as they stand, or in the coordinates of the frame.
        if task.smooth and f.tame(task.low, task.high):
            return _simplified(_outer(task, inner))
        if not task.smooth and task.pieces == 1 and blocks:
            return _leveled(task, _outer(task, inner).blocks[0].points)
        return _outer(task, _simplified(inner))

    def raw() -> Draft:
        return _short(task, _outer(task, inner), frame.height * Fraction(found.error))

    return Drafts(simple, raw)


def _outer(task: Task, draft: Draft) -> Draft:
    """A draft of the frame as it is outside."""
    frame, g = task.frame, draft.function
    function = joined([frame.outer_line(line) for line in _lines(g)]) or g  # they meet, as before
    return draft.moved(function, frame.outer_line, lambda t: task.within(frame.leave(t)))


def _lines(g: Piecewise) -> list[Line[Fraction]]:
    """The lines of a function, from left to right."""
    return [Line(slope, constant) for *_, slope, constant in g.pieces]


def _simplified(draft: Draft) -> Draft:
    """The draft in small denominators, where the search came very near to such numbers."""

    def simple(x: Fraction) -> Fraction:
        found = x.limit_denominator(SIMPLE)
        return found if abs(found - x) <= NEAR * max(ONE, abs(found)) else x

    def simple_line(line: Line[Fraction]) -> Line[Fraction]:
        return Line(simple(line.slope), simple(line.constant))

    function = joined(list(map(simple_line, _lines(draft.function))))
    return draft if function is None else draft.moved(function, simple_line, simple)


def _leveled(task: Task, points: Sequence[Fraction]) -> Draft:
    """The line that misses a chain of lines by one size at the corners next to three points."""
    f = task.target.exactly
    corners = [*task.interval, *(task.form.knots if task.form else ())]
    u, v, w = (min(corners, key=lambda t: abs(t - x)) for x in points[:3])
    slope = (f(w) - f(u)) / (w - u) if u < w else ONE
    line = Line(slope, (f(u) + f(v) - slope * (u + v)) / 2)
    block = LooseBlock((line,), (u, v, w))
    return Draft(Piecewise([], [slope], line.constant), (block,), ())


def _short(task: Task, draft: Draft, error: Fraction) -> Draft:
    """The draft in short numbers, which pass what was found by no more than is seen."""
    if not error:
        return draft
    g, width = draft.function, task.high - task.low
    start = _rounded(task.low, width)
    points = [(x, g(x)) for x in (start, *(_rounded(t, width) for t in g.knots), task.high)]
    grain = power_of_two(error) / UNSEEN
    steep = power_of_two(grain / width)

    def line(found: Line[Fraction]) -> Line[Fraction]:
        slope = round(found.slope / steep) * steep
        return Line(slope, round(found(start) / grain) * grain - slope * start)

    if not task.smooth:  # f - g is largest where lines meet, and there are cuts in any case
        draft = draft._replace(extremes=())
    return draft.moved(_polygon(points, error), line, lambda x: task.within(_rounded(x, width)))


# ---- where a function is furthest from the target ---------------------------------------------


def with_tops(task: Task, draft: Draft) -> Draft:
    """The draft with the points, between its knots and the target's bends, where f - g is flat.

    Balanced chords touch at their contacts, and pieces at knots: there these points are known.
    """
    if task.shape != "general" or not task.smooth:
        return draft
    g, m, tops = draft.function, balls(), list[Fraction]()
    marks = {task.low, task.high, *g.knots, *((s + t) / 2 for s, t in task.bends)}
    ends = sorted(x for x in marks if task.low <= x <= task.high)
    with working(bits_for(task.low, task.high)):
        forms, tolerance = task.target.forms(m), m.number(TOP)
        for low, high in pairwise(ends):
            slope, u, v = map(ball, (g.line_at((low + high) / 2)[0], low, high))
            left, right = forms.slope(u) - slope, forms.slope(v) - slope
            if left * right < 0:
                sign = 1 if right > 0 else -1
                top = touch(forms, slope, (u, v), (u + v) / 2, m, sign, tolerance)
                tops.append(_rounded(rational(top), task.high - task.low))
    return draft._replace(extremes=(*draft.extremes, *tops))
