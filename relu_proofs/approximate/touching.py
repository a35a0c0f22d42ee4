"""Where the lines of a path touch their tube, to the last digit, by Newton's method.

A path through samples says which points each line touches; the function itself says where they
are.  A touching point is a door (an end, or a point where the line before touched or left the
tube: it lies where that line put it) or a tangent point.  Along the chain of lines every point
has a rate, its derivative by the tube's width E; with them Newton's method finds the E at which
the first line that could not pass a hump of the wall just passes it.
Everything here is in floats and only searches.
"""

from bisect import bisect_right
from typing import NamedTuple

__all__ = ["settled"]

NEAR = 1e-9
"""The step of Newton's method, relative, after which the next one would be below rounding."""

ROUNDS = 60


class _Lost(ArithmeticError):
    """The points did not settle near the ones of the samples."""


class _Line(NamedTuple):
    """A line through two points of the walls, given as (x, rate of x); its rate in x and slope."""

    slope: float
    constant: float
    points: tuple
    rise: float
    turn: float

    def rate(self, x):
        return self.rise + self.turn * (x - self.points[0][0])


def settled(forms, xs, narrow, wide, error):
    """Both paths at the width where the narrow tube opens; none if the samples are too rough.

    Parameters
    ----------
    forms : the function and its first two derivatives, of a float
    xs : the samples, both ends included
    narrow, wide : lists of `relu_proofs.approximate.tube.Step`
        Of a tube just too narrow and of one just wide enough.
    error : the width of the narrow tube

    Yields
    ------
    (wide, narrow, E)
        Where a hump of the wall is passed that some line was stopped by; those first that were
        nearly passed.  The caller finds out which of these is the width asked for.
    """
    for hump in _humps(forms[0], xs, narrow, error)[:4]:
        try:
            yield _opening(forms, xs, narrow, wide, error, hump)
        except (ArithmeticError, ValueError):
            continue


def _humps(f, xs, steps, error):
    """The steps whose lines leave the tube by little, and where each is furthest out."""
    found = []
    for k, step in enumerate(steps):
        out, side = step.touching[2]
        outside = [(0.0, out)]
        for x in xs[bisect_right(xs, out) :]:
            gap = (step.slope * x + step.constant - f(x)) * (1 if side else -1) - error
            if not 0 < gap < error:
                break
            outside.append((gap, x))
        most, top = max(outside)
        if 0 < most and (gap <= 0 or top == xs[-1]):
            found.append((most, k, top))
    return [hump for _, *hump in sorted(found)]


def _opening(forms, xs, narrow, wide, error, hump):
    before = error
    for _ in range(ROUNDS):
        steps, change = _chain(forms, xs, narrow[: hump[0] + 1], error, hump)
        if not error / 2 < error + change < 2 * error:
            raise _Lost
        error, hump = error + change, (hump[0], steps[-1].touching[2][0])
        if abs(change) <= NEAR * error and abs(change) >= before / 2:
            narrow, last = _chain(forms, xs, narrow, error, hump)[0], hump[0] + 1 == len(narrow)
            return narrow if last else _chain(forms, xs, wide, error)[0], narrow, error
        before = abs(change)
    raise _Lost


def _chain(forms, xs, steps, error, hump=(-1, None)):
    """The steps with their points settled, and the change of E that the step at the hump asks for.

    ``hump`` is the number of the step that ends at a hump of the wall, and where that is.
    """
    b = xs[-1]
    doors, done, change = {x: (x, 0.0) for x in (xs[0], b)}, [], 0.0
    for k, step in enumerate(steps):
        pairs = [step.touching] if not step.done else zip(*[iter(step.touching)] * 2)
        lines = [_drawn(forms, xs, pair[:2], doors, error) for pair in pairs]
        slope, constant = (sum(line[i] for line in lines) / len(lines) for i in (0, 1))
        places = [x for line in lines for x, _ in line.points]
        if not step.done:
            (line,), (guess, side) = lines, step.touching[2]
            sign, rate = 1 if side else -1, 0.0
            if k == hump[0]:
                out = hump[1] if hump[1] == b else _tangent(forms, xs, hump[1], slope)
                change = (sign * error - slope * out - constant + forms[0](out)) / (
                    line.rate(out) - sign
                )
            else:
                out = _exit(forms, places[1], b, guess, line, sign * error)
                rate = (line.rate(out) - sign) / (forms[1](out) - slope)
            places.append(out)
            doors = {b: (b, 0.0), step.touching[1][0]: line.points[1], guess: (out, rate)}
        done.append(
            step._replace(
                slope=slope,
                constant=constant,
                touching=tuple((x, side) for x, (_, side) in zip(places, step.touching)),
            )
        )
    return done, change


def _drawn(forms, xs, touching, doors, error):
    """The line through two points of the walls: doors, or else tangent points to be settled."""
    value, first, second = forms
    near = NEAR * (xs[-1] - xs[0])
    signs = [1 if side else -1 for _, side in touching]
    free = [x not in doors for x, _ in touching]
    (x, speed), (y, other) = (doors.get(x, (x, 0.0)) for x, _ in touching)
    for _ in range(ROUNDS):
        start, end = value(x) + signs[0] * error, value(y) + signs[1] * error
        slope = (end - start) / (y - x)
        # The chord's slope does not change with a tangent point to first order, so that each of
        # the two can move as if it were alone.
        left = (slope - first(x)) / second(x) if free[0] else 0.0
        right = (slope - first(y)) / second(y) if free[1] else 0.0
        constant, x, y = start - slope * x, x + left, y + right
        if not xs[0] <= x < y <= xs[-1]:
            raise _Lost
        if abs(left) <= near and abs(right) <= near:
            break
    else:
        raise _Lost
    rise, lift = (
        sign + ((first(u) - slope) * rate if rate else 0.0)
        for u, rate, sign in ((x, speed, signs[0]), (y, other, signs[1]))
    )
    turn = (lift - rise) / (y - x)
    points = tuple(
        (u, turn / second(u) if tangent else rate)
        for u, rate, tangent in ((x, speed, free[0]), (y, other, free[1]))
    )
    return _Line(slope, constant, points, rise, turn)


def _tangent(forms, xs, x, slope):
    for _ in range(ROUNDS):
        step = (slope - forms[1](x)) / forms[2](x)
        x += step
        if not xs[0] < x < xs[-1]:
            raise _Lost
        if abs(step) <= NEAR * (xs[-1] - xs[0]):
            return x
    raise _Lost


def _exit(forms, low, b, x, line, rise):
    """Where the line leaves the tube after low; a root that may be double."""
    for _ in range(ROUNDS):
        gap = line.slope * x + line.constant - forms[0](x) - rise
        step = gap / (line.slope - forms[1](x)) if gap else 0.0
        x = min(x - step, b)
        if x <= low:
            raise _Lost
        if abs(step) <= NEAR * (b - low) or abs(gap) <= 1e-12 * abs(rise):
            return x
    raise _Lost
