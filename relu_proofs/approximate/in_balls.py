"""Both bounds for a target that only balls enclose: exp, log, sqrt, sin and cos.

From below: at the points of the blocks balls enclose f - g.  From above: between the cuts g is one
line and f bends one way, so that f - g stays below its tangents at both ends or above its chord;
where f'' changes its sign, on slivers far below what is printed, a ball holds all of it.
"""

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from ..core.piecewise import Piecewise
from .arithmetic import Forms, ball, balls, bits_for, rational, working
from .drafts import with_tops
from .exactly import CLOSE
from .floors import floor
from .records import Best, Draft, Enclosure
from .tasks import Task

if TYPE_CHECKING:
    from flint import arb


def enclosed(task: Task, draft: Draft) -> Best:
    """The draft with both bounds, enclosed.

    Raises
    ------
    InputError
        If the search did not bring the bounds together.
    """
    with working(bits_for(task.low, task.high)):
        forms = task.target.forms(balls())

        def gap(x: Fraction, reference: Piecewise) -> "arb":
            return forms.value(ball(x)) - ball(reference(x))

        blocks, least = floor(
            task, draft.blocks, lambda x: x, gap, lambda size: rational(size.lower())
        )
    draft = with_tops(task, draft)
    g = draft.function
    with working(bits_for(task.low, task.high)):
        cuts = _cuts(task, draft)
        error = max(_over(forms, g, u, v, _bent(task, u, v)) for u, v in pairwise(cuts))
    if error - least > CLOSE * error:
        raise task.unsettled(least, error)
    return task.best(g, Enclosure(least, error), "balls", cuts, blocks)


def _cuts(task: Task, draft: Draft) -> tuple[Fraction, ...]:
    """The ends, the knots, the places where f - g may be largest, and both sides of each bend."""
    bends = [x for bend in task.bends for x in bend]
    places = (*draft.function.knots, *draft.extremes, *bends)
    inner = {x for x in places if task.low < x < task.high}
    return tuple(sorted({task.low, task.high, *inner}))


def _bent(task: Task, u: Fraction, v: Fraction) -> bool:
    """Whether the second derivative may change its sign between two neighbouring cuts."""
    return any(left < v and u < right for left, right in task.bends)


def _over(forms: "Forms[arb]", g: Piecewise, u: Fraction, v: Fraction, bent: bool) -> Fraction:
    """An upper bound of |f - g| on [u, v], where g is one line."""
    slope, constant = map(ball, g.line_at((u + v) / 2))
    first, last = ball(u), ball(v)
    bend = forms.bend(ball((u + v) / 2))
    if bent or not (bend > 0 or bend < 0):
        x = first.union(last)
        return rational(abs(forms.value(x) - slope * x - constant).upper())
    ends = [forms.value(x) - slope * x - constant for x in (first, last)]
    bulge = 1 if bend < 0 else -1
    # Towards the side where it bulges, f - g stays below its tangents at both ends.
    tops = []
    for x, end, side in zip((first, last), ends, (1, -1)):
        rise = bulge * side * (forms.slope(x) - slope) * (last - first)
        if rise.is_finite():  # the tangent of sqrt at 0 is vertical
            tops.append((bulge * end + max(ball(Fraction(0)), rise.upper())).upper())
    return rational(max(min(tops), *(abs(end).upper() for end in ends)))
