"""Where the lines of a path touch their tube, to the last digit, by Newton's method.

A path through samples says which points each line touches; the function itself says where they
are.  A touching point is a door (an end, or a point where the line before touched or left the
tube: it lies where that line put it) or a tangent point.  Along the chain of lines every point
has a rate, its derivative by the tube's width E; with them Newton's method finds the E at which
the first line that could not pass a hump of the wall just passes it.
Everything here is in floats and only searches.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .arithmetic import Forms
from .tube import UPPER, Step, Touch

NEAR = 1e-9
"""The step of Newton's method, relative, after which the next one would be below rounding."""

ROUNDS = 60
"""Steps after which it is lost; from near enough it takes five."""

HUMPS = 4
"""So many humps are tried, those that were nearly passed first: one of them is the next."""

FLAT = 1e-12
"""A gap to the wall so small, next to E, is none: an exit may be a double root."""


class _Lost(ArithmeticError):
    """The points did not settle near the ones of the samples."""


class _Rated(NamedTuple):
    """A touching point: its abscissa, and the rate of that."""

    x: float
    rate: float


class _Line(NamedTuple):
    """A line through two points of the walls; at x its height has the rate rise + turn (x - x0)."""

    slope: float
    constant: float
    points: tuple[_Rated, _Rated]
    rise: float
    turn: float

    def __call__(self, x: float) -> float:
        return self.slope * x + self.constant

    def rate(self, x: float) -> float:
        """How fast its height at x grows with E."""
        return self.rise + self.turn * (x - self.points[0].x)


class _Hump(NamedTuple):
    """A wall's top that a line does not pass: the number of its step, and where the top is."""

    step: int
    top: float


def settled(
    forms: Forms[float],
    xs: Sequence[float],
    narrow: Sequence[Step],
    wide: Sequence[Step],
    error: float,
) -> Iterator[tuple[list[Step], list[Step], float]]:
    """Both paths at the width where the narrow tube opens; none if the samples are too rough.

    Parameters
    ----------
    forms : the function and its first two derivatives
    xs : the samples, both ends included
    narrow, wide : the steps of a tube just too narrow and of one just wide enough
    error : the width of the narrow tube

    Yields
    ------
    (wide, narrow, E)
        Where a hump of the wall is passed that some line was stopped by; those first that were
        nearly passed.  The caller finds out which of these is the width asked for.
    """
    chains = _Chains(forms, xs)
    for hump in _humps(forms, xs, narrow, error)[:HUMPS]:
        try:
            yield chains.opening(narrow, wide, error, hump)
        except (ArithmeticError, ValueError):
            continue


def _humps(
    forms: Forms[float], xs: Sequence[float], steps: Sequence[Step], error: float
) -> list[_Hump]:
    """The steps whose lines leave the tube by little, and where each is furthest out."""
    found: list[tuple[float, _Hump]] = []
    for k, step in enumerate(steps):
        if step.done:
            break
        out, side = step.touching[2]
        sign = 1 if side == UPPER else -1
        outside = [(0.0, out)]
        inside = False
        for x in xs[bisect_right(xs, out) :]:
            gap = (step.slope * x + step.constant - forms.value(x)) * sign - error
            if not 0 < gap < error:
                inside = gap <= 0
                break
            outside.append((gap, x))
        most, top = max(outside)
        # Back in the tube behind the top, or at the end: only the hump was in the way.
        if most > 0 and (inside or top == xs[-1]):
            found.append((most, _Hump(k, top)))
    return [hump for _, hump in sorted(found)]


@dataclass(frozen=True)
class _Chains:
    """The lines of a path drawn again, each from the door that the line before it left."""

    forms: Forms[float]
    xs: Sequence[float]

    def opening(
        self, narrow: Sequence[Step], wide: Sequence[Step], error: float, hump: _Hump
    ) -> tuple[list[Step], list[Step], float]:
        """Both paths at the E at which the line just passes the hump: Newton's method on E."""
        before = error
        for _ in range(ROUNDS):
            steps, change = self._chain(narrow[: hump.step + 1], error, hump)
            if not error / 2 < error + change < 2 * error:
                raise _Lost
            error += change
            hump = _Hump(hump.step, steps[-1].touching[2].x)
            # Steps that do not halve any more are rounding: E is as good as floats get.
            if abs(change) <= NEAR * error and abs(change) >= before / 2:
                stopped, _ = self._chain(narrow, error, hump)
                if hump.step + 1 == len(narrow):
                    return stopped, stopped, error
                return self._chain(wide, error, None)[0], stopped, error
            before = abs(change)
        raise _Lost

    def _chain(
        self, steps: Sequence[Step], error: float, hump: _Hump | None
    ) -> tuple[list[Step], float]:
        """The steps with their points settled, and the change of E that the hump asks for."""
        end = self.xs[-1]
        # Where the doors of the samples are by now; a door at an end never moves.
        doors = {x: _Rated(x, 0.0) for x in (self.xs[0], end)}
        done, change = list[Step](), 0.0
        for k, step in enumerate(steps):
            if step.done:
                done.append(self._last(step, doors, error))
                break
            line = self._drawn(step.touching[:2], doors, error)
            guess, side = step.touching[2]
            sign = 1 if side == UPPER else -1
            if hump is not None and k == hump.step:
                out = _Rated(self._top(hump, line), 0.0)
                gap = sign * error - line(out.x) + self.forms.value(out.x)
                change = gap / (line.rate(out.x) - sign)
            else:
                x = self._exit(line.points[1].x, guess, line, sign * error)
                out = _Rated(x, (line.rate(x) - sign) / (self.forms.slope(x) - line.slope))
            done.append(_moved(step, [line], [*line.points, out]))
            doors = {end: _Rated(end, 0.0), step.touching[1].x: line.points[1], guess: out}
        return done, change

    def _last(self, step: Step, doors: dict[float, _Rated], error: float) -> Step:
        """The last step of a path that arrives: one limit, or the mean of two."""
        pairs = [step.touching[k : k + 2] for k in range(0, len(step.touching), 2)]
        lines = [self._drawn(pair, doors, error) for pair in pairs]
        return _moved(step, lines, [point for line in lines for point in line.points])

    def _drawn(self, touching: Sequence[Touch], doors: dict[float, _Rated], error: float) -> _Line:
        """The line through two points of the walls: doors, or else tangent points to be settled."""
        value, first, second = self.forms
        start, end = self.xs[0], self.xs[-1]
        signs = [1 if touch.side == UPPER else -1 for touch in touching]
        free = [touch.x not in doors for touch in touching]
        (x, speed), (y, other) = (doors.get(t.x, _Rated(t.x, 0.0)) for t in touching)
        for _ in range(ROUNDS):
            height, ahead = value(x) + signs[0] * error, value(y) + signs[1] * error
            slope = (ahead - height) / (y - x)
            # The chord's slope does not change with a tangent point to first order, so that each
            # of the two can move as if it were alone.
            left = (slope - first(x)) / second(x) if free[0] else 0.0
            right = (slope - first(y)) / second(y) if free[1] else 0.0
            constant, x, y = height - slope * x, x + left, y + right
            if not start <= x < y <= end:
                raise _Lost
            if max(abs(left), abs(right)) <= NEAR * (end - start):
                break
        else:
            raise _Lost
        # A point of a wall rises with E by the wall's sign, and along the wall if it moves.
        rise, lift = (
            sign + ((first(u) - slope) * rate if rate else 0.0)
            for u, rate, sign in ((x, speed, signs[0]), (y, other, signs[1]))
        )
        turn = (lift - rise) / (y - x)
        behind = _Rated(x, turn / second(x) if free[0] else speed)
        ahead_of = _Rated(y, turn / second(y) if free[1] else other)
        return _Line(slope, constant, (behind, ahead_of), rise, turn)

    def _top(self, hump: _Hump, line: _Line) -> float:
        """Where a hump is furthest from the line: at the end, or where f has its slope."""
        start, end, x = self.xs[0], self.xs[-1], hump.top
        if x == end:
            return x
        for _ in range(ROUNDS):
            step = (line.slope - self.forms.slope(x)) / self.forms.bend(x)
            x += step
            if not start < x < end:
                raise _Lost
            if abs(step) <= NEAR * (end - start):
                return x
        raise _Lost

    def _exit(self, low: float, x: float, line: _Line, rise: float) -> float:
        """Where the line leaves the tube after low; a root that may be double."""
        end = self.xs[-1]
        for _ in range(ROUNDS):
            gap = line(x) - self.forms.value(x) - rise
            step = gap / (line.slope - self.forms.slope(x)) if gap else 0.0
            x = min(x - step, end)
            if x <= low:
                raise _Lost
            if abs(step) <= NEAR * (end - low) or abs(gap) <= FLAT * abs(rise):
                return x
        raise _Lost


def _moved(step: Step, lines: Sequence[_Line], points: Sequence[_Rated]) -> Step:
    """A step along the mean of its lines, through the settled points."""
    slope = sum(line.slope for line in lines) / len(lines)
    constant = sum(line.constant for line in lines) / len(lines)
    touching = tuple(Touch(p.x, touch.side) for p, touch in zip(points, step.touching))
    return Step(slope, constant, touching, step.done)
