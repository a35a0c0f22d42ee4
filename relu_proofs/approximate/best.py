"""What a line costs and what pieces buy: best continuous approximation, with proof of both bounds.

Steps of `best_pieces`: (1) search, in coordinates that suit floats: for a convex or concave target
the knots that balance the chords, for any other the tube in which n lines just fit; (2) write the
function and the blocks of alternations down in rationals, simple ones where those do; (3) bound
the error from above and the best error from below, exactly for a target that can stand in a
certificate, and in ball arithmetic for exp, log, sin and cos.
"""

from fractions import Fraction

from ..core.rational import whole_number
from .drafts import drafts
from .exactly import certified, itself
from .in_balls import enclosed
from .records import Best, Draft, Enclosure
from .targets import target
from .tasks import Task

__all__ = ["Best", "Enclosure", "best_line", "best_pieces"]

MOST_PIECES = 256
"""The search is written for the few pieces that a reader looks at, and takes seconds there."""

LOOKS = 4096
"""Equal steps in which a callable is compared with what was found for it."""


def best_pieces(f: object, a: object, b: object, n: object) -> Best:
    """The best continuous piecewise-linear function with at most n pieces, in the sup norm.

    Parameters
    ----------
    f : str, sequence of numbers, Piecewise or Target
        A name such as ``"exp"``, the coefficients of a polynomial (the constant first), or what
        `relu_proofs.approximate.targets` makes: ``quotient(top, bottom)``,
        ``stated(function, convexity)``.
    a, b : number
        The ends of the interval, a < b.
    n : int
        From 1 to 256.

    Returns
    -------
    Best

    Raises
    ------
    InputError
        If the target is unknown or not defined on the whole interval (a pole is named), an
        argument is no number or out of range, or the search does not bring the two bounds of the
        error together; the message says what is proved then.

    Notes
    -----
    Claims ``chords-in-balance`` of the page ``argument/moving-knots`` and
    ``blocks-bound-every-function`` of the page ``argument/what-a-line-costs``.

    Examples
    --------
    >>> best_pieces([0, 0, 1], 0, 1, 4).error
    Fraction(1, 128)
    >>> best = best_pieces("sqrt", 0, 1, 3)
    >>> best.error, [str(t) for t in best.knots], best.standing
    (Fraction(1, 48), ['1/36', '1/4'], 'certified')
    """
    goal, most = target(f), whole_number(n, "n", MOST_PIECES)
    task = Task(goal, *goal.interval(a, b), most)
    own = goal.pieces(*task.interval)
    if own is not None and len(own.slopes) <= most:
        found = itself(task, own)
        if found is not None:
            return found
    proposed = drafts(task)
    if task.form is not None:
        return certified(task, task.form, proposed)
    raw = proposed.raw()
    return enclosed(task, raw) if goal.proved else _searched(task, raw)


def best_line(f: object, a: object, b: object) -> Best:
    """The best affine function in the sup norm: the floor of every linear regression.

    Parameters, exceptions as for `best_pieces`.

    Examples
    --------
    >>> best_line([0, 0, 1], 0, 1).error
    Fraction(1, 8)
    >>> best_line("exp", 0, 1).error.digits(12)
    '0.105933416258'
    """
    return best_pieces(f, a, b, 1)


def _searched(task: Task, draft: Draft) -> Best:
    """What was found for a callable, with the largest |f - g| that was seen, a float."""
    g, value = draft.function, task.target.rounded
    a, b = float(task.low), float(task.high)
    equal = [a + (b - a) * k / LOOKS for k in range(LOOKS)] + [b]
    places = (*map(Fraction, equal), *draft.extremes, *g.knots)
    seen = max(abs(value(x) - float(g(x))) for x in places)
    return task.best(g, seen, "search")
