"""`best_line` and `best_pieces` beside the slow optimum.

A target is made from a simple one on [0, 1]: stretched to another interval, multiplied, and
tilted by a line.  The best error is multiplied along, so the reference looks at the simple one.
"""

import random
from dataclasses import dataclass
from fractions import Fraction

from relu_proofs import InputError, Malformed, Piecewise, Refused, best_line, best_pieces, check

from . import optimum
from .compare import Finding, Wrong, require
from .draw import NUMBERS, number

MOST_DIGITS = 1000
"""The longest numbers that a target may have: longer ones are refused with their place."""
SURE = Fraction(1, 10**5)
"""Two errors that agree to this share of theirs are one: the search is no better."""


@dataclass(frozen=True)
class Target:
    """A polynomial (coefficients) or a broken line (points) on [0, 1], and where it is moved.

    The target asked about is x -> scale * simple((x - start) / width) + slope * x.
    """

    seed: int
    domain: str
    numbers: str
    simple: tuple
    pieces: int
    scale: Fraction
    start: Fraction
    width: Fraction
    slope: Fraction

    def value(self, x):
        """The simple target."""
        if self.domain == "broken line":
            return optimum.broken_line(self.simple)(x)
        return horner(self.simple, x)

    @property
    def function(self):
        """The function of the package that it is put to."""
        return "best_line" if self.pieces == 1 else "best_pieces"

    @property
    def corners(self):
        """Where the simple target has corners."""
        return [float(x) for x, _ in self.simple] if self.domain == "broken line" else []

    @property
    def interval(self):
        """The ends of the interval asked about."""
        return self.start, self.start + self.width

    @property
    def given(self):
        """The target as the package takes it."""
        if self.domain == "broken line":
            return Piecewise.through(
                [(self.start + self.width * x, self.moved(x)) for x, _ in self.simple]
            )
        inner = [-self.start / self.width, 1 / self.width]
        total = [Fraction(0)]
        for c in reversed(self.simple):
            total = [Fraction(0), *total]
            shifted = [t * inner[1] for t in total]
            for k, t in enumerate(total[1:]):
                shifted[k] += t * inner[0]
            total = shifted
            total[0] += c
        total = [self.scale * t for t in (*total, 0)]
        total[1] += self.slope
        return total

    def moved(self, u):
        """The target asked about, at the place that u of [0, 1] goes to."""
        return self.scale * self.value(u) + self.slope * (self.start + self.width * u)


def horner(coefficients, x):
    """The value of a polynomial, the constant first."""
    total = 0 * x
    for c in reversed(coefficients):
        total = total * x + c
    return total


def case(seed):
    """The target of a seed; none that needs more digits than the package takes."""
    chance = random.Random(f"target {seed}")
    while True:
        target = _drawn(chance, seed)
        given = target.given
        numbers = given if isinstance(given, list) else (*given.knots, *given.slopes, given(0))
        if max(map(_digits, (*numbers, *target.interval))) <= MOST_DIGITS:
            return target


def _digits(number):
    """The digits of a rational, of whichever part has more."""
    return len(str(max(map(abs, number.as_integer_ratio()))))


def _drawn(chance, seed):
    """The next target."""
    numbers = chance.choice(NUMBERS)
    if chance.random() < 0.5:
        domain, simple = "polynomial", _polynomial(chance)
    else:
        domain, simple = "broken line", _broken_line(chance)
    return Target(
        seed,
        domain,
        numbers,
        simple,
        chance.choice((1, 1, 2, 2, 3)),
        number(chance, numbers) or Fraction(1),
        number(chance, numbers),
        abs(number(chance, numbers)) or Fraction(1),
        number(chance, numbers),
    )


def _polynomial(chance):
    degree = chance.randint(0, 5)
    return tuple(
        Fraction(chance.randint(-4, 4), chance.choice((1, 1, 2))) for _ in range(degree + 1)
    )


def _broken_line(chance):
    inner = sorted({Fraction(chance.randint(1, 11), 12) for _ in range(chance.randint(0, 4))})
    return tuple(
        (x, Fraction(chance.randint(-4, 4), chance.choice((1, 1, 2)))) for x in (0, *inner, 1)
    )


def findings(target):
    """Everything that is wrong about one target."""
    try:
        _compare(target)
    except Wrong as wrong:
        fault = wrong.fault, wrong.detail
    except InputError as found:
        fault = "InputError", str(found)
    except Exception as found:  # whatever it is, it is the finding
        fault = type(found).__name__, str(found)
    else:
        return []
    return [Finding(target.function, target.domain, *fault)]


def _compare(target):
    low, high = target.interval
    if target.pieces == 1:
        best = best_line(target.given, low, high)
    else:
        best = best_pieces(target.given, low, high, target.pieces)
    require(best.standing == "certified", "not certified", best.standing)
    exact = isinstance(best.error, Fraction)
    least, most = (best.error,) * 2 if exact else (best.error.low, best.error.high)
    inner = [t for t in best.knots if low < t < high]
    require(len(inner) < target.pieces, "more pieces than allowed", best.function)
    _judge_function(target, best.function, most)
    _judge_error(target, least, most)
    _judge_certificates(target, best, least, most)


def _judge_function(target, function, most):
    """Nowhere on a fine grid, nor at a knot or a corner, may the error be larger than stated."""
    places = {Fraction(k, 256) for k in range(257)}
    places |= {Fraction(x) for x, _ in target.simple} if target.corners else set()
    places |= {(t - target.start) / target.width for t in function.knots}
    for u in places:
        if 0 <= u <= 1:
            missed = abs(function(target.start + target.width * u) - target.moved(u))
            require(missed <= most, "the function misses by more", float(missed / (most or 1)))


def _judge_error(target, least, most):
    """The stated bounds against the optimum, both for the simple target."""
    least, most = least / abs(target.scale), most / abs(target.scale)
    require(least <= most, "bounds the wrong way round")
    require(most - least <= most * SURE, "a gap left open", float((most - least) / (most or 1)))
    if target.domain == "broken line" and target.pieces == 1:
        right = optimum.line_error(target.simple)
        require(least <= right <= most, "wrong error", f"{least} to {most}, right is {right}")
        return
    corners = target.corners
    found = optimum.pieces_error(lambda x: float(target.value(x)), corners, target.pieces)
    slack = 1e-9
    require(float(least) <= found * (1 + SURE) + slack, "a floor too high", (float(least), found))
    require(float(most) <= found * (1 + SURE) + slack, "not the best", (float(most), found))


def _judge_certificates(target, best, least, most):
    """Both certificates speak of this target, this interval, this function and these errors."""
    for certificate, error in zip(best.certificates, (most, least), strict=True):
        try:
            statement = check(certificate.text)
        except (Malformed, Refused) as found:
            raise Wrong("certificate not accepted", str(found)) from None
        require(statement == certificate.statement, "another statement was checked")
        require(statement["interval"] == [str(t) for t in target.interval], "another interval")
        require(statement["error"] == str(error), "certificate of another error")
        _judge_target(target, statement["target"])
    within, floor = (certificate.statement for certificate in best.certificates)
    require(within["kind"] == "within" and floor["kind"] == "floor", "other kinds")
    require(floor["pieces"] == target.pieces, "a floor for another number of pieces")
    require(within["knots"] == [str(t) for t in best.knots], "certificate of other knots")
    require(within["slopes"] == [str(t) for t in best.function.slopes], "of other slopes")


def _judge_target(target, value):
    """The target of a statement, by its values at more points than its degree."""
    for k in range(9):
        u = Fraction(k, 8)
        x = target.start + target.width * u
        if value["type"] == "piecewise":
            y = Piecewise(value["knots"], value["slopes"], value["value"], value["at"])(x)
        else:
            y = horner(list(map(Fraction, value["coefficients"])), x)
        require(y == target.moved(u), "certificate about another target", value["type"])
