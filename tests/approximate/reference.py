"""What answers about best pieces are compared with: slow, obvious, and in decimals of their own.

Nothing here comes from the package, and balls are not used: a value is a decimal with as many
digits as the interval asks for.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from decimal import Context, Decimal, localcontext
from fractions import Fraction

Value = Callable[[Fraction], Decimal]


def digits_for(a: Fraction, b: Fraction) -> int:
    """Digits with which second differences between a and b still have forty."""
    far = max(abs(a), abs(b), Fraction(1)) / (b - a)
    return 60 + 3 * len(str(int(far))) + len(str(int(max(abs(a), abs(b)))))


@contextmanager
def precise(digits: int):
    """A context for decimals that never over- or underflows on what the tests try."""
    with localcontext(Context(prec=digits, Emax=10**9, Emin=-(10**9))):
        yield


def decimal(x: Fraction) -> Decimal:
    return Decimal(x.numerator) / Decimal(x.denominator)


def pi() -> Decimal:
    """Machin 1706: pi = 16 arctan(1/5) - 4 arctan(1/239)."""

    def arctan(n: int) -> Decimal:
        power = total = 1 / Decimal(n)
        k = 1
        while True:
            power /= -n * n
            k += 2
            if total + power / k == total:
                return total
            total += power / k

    return 16 * arctan(5) - 4 * arctan(239)


def sine(x: Decimal) -> Decimal:
    """The Taylor series, after whole turns are taken off."""
    turn = 2 * pi()
    x -= (x / turn).to_integral_value() * turn
    term = total = x
    k = 1
    while total + term != total or k < 9:
        term *= -x * x / ((k + 1) * (k + 2))
        total += term
        k += 2
    return total


def polynomial(coefficients: Sequence[Fraction]) -> Value:
    def value(x: Fraction) -> Decimal:
        return decimal(sum((c * x**k for k, c in enumerate(coefficients)), Fraction(0)))

    return value


def quotient(top: Sequence[Fraction], bottom: Sequence[Fraction]) -> Value:
    def value(x: Fraction) -> Decimal:
        over, under = (sum(c * x**k for k, c in enumerate(p)) for p in (top, bottom))
        return decimal(Fraction(over) / under)

    return value


VALUES: dict[str, Value] = {
    "exp": lambda x: decimal(x).exp(),
    "log": lambda x: decimal(x).ln(),
    "sqrt": lambda x: decimal(x).sqrt(),
    "sin": lambda x: sine(decimal(x)),
    "cos": lambda x: sine(decimal(x) + pi() / 2),
    "abs": lambda x: abs(decimal(x)),
    "runge": quotient([Fraction(1)], [Fraction(1), Fraction(0), Fraction(25)]),
}


def joined(knots: Sequence[Fraction], slopes: Sequence[Fraction], start: Fraction, x: Fraction):
    """The continuous function with these knots and slopes that is 0 at ``start``, at x."""
    total, low, sign = Fraction(0), min(start, x), 1 if x >= start else -1
    high = max(start, x)
    ends = [low, *(t for t in knots if low < t < high), high]
    for u, v in zip(ends, ends[1:]):
        total += slopes[bisect_left(knots, (u + v) / 2)] * (v - u)
    return sign * total


def largest_gap(f: Value, g, a: Fraction, b: Fraction, places: Sequence[Fraction]) -> Decimal:
    """The largest |f - g| at some points, at knots and at the places given."""
    equal = [a + (b - a) * k / 37 for k in range(38)]
    xs = [x for x in (*equal, *g.knots, *places) if a <= x <= b]
    return max(abs(f(x) - decimal(g(x))) for x in xs)


def floor_holds(f: Value, a: Fraction, b: Fraction, n: int, error: Fraction, blocks) -> bool:
    """Whether the blocks prove that n continuous pieces err by ``error``: the rule, once more."""
    total, end, before = 0, a, None
    for block in blocks:
        g, xs = block.reference, block.points
        gaps = [f(x) - decimal(g(x)) for x in xs]
        sign = 1 if gaps[0] > 0 else -1
        least = min(sign * gap * (-1) ** k for k, gap in enumerate(gaps))
        if any(u >= v for u, v in zip(xs, xs[1:])) or xs[0] < end or xs[-1] > b:
            return False
        if block.pieces != len(xs) - len(g.slopes) - 1:
            return False
        if least < decimal(error) * (1 - Decimal(10) ** -25):
            return False
        first = slope_between(g, *xs[:2])
        if before is not None and before[1] == sign and None not in (first, before[0]):
            total += sign * first <= sign * before[0]
        before = slope_between(g, *xs[-2:]), -sign * (-1) ** len(xs)
        total, end = total + block.pieces, xs[-1]
    return total >= n


def slope_between(g, low: Fraction, high: Fraction):
    """The slope of g there, None if it changes."""
    if any(low < t < high for t in g.knots):
        return None
    return g.slopes[bisect_left(g.knots, high)]


def balanced_error(f: Callable[[float], float], a: float, b: float, n: int) -> float:
    """The best error of n pieces for a convex or concave f: half of the gap that chords can share.

    The gap of a chord grows with its length, so for a gap d the chords that reach furthest are
    found one after the other by halving, and the least d at which n of them reach b too.
    """
    low, high = 0.0, _chord_gap(f, a, b)
    for _ in range(40):
        middle, u = (low + high) / 2, a
        for _ in range(n):
            u = _furthest(f, u, b, middle)
        low, high = (low, middle) if u == b else (middle, high)
    return high / 2


def _furthest(f: Callable[[float], float], u: float, b: float, gap: float) -> float:
    if u == b or _chord_gap(f, u, b) <= gap:
        return b
    low, high = u, b
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _chord_gap(f, u, middle) <= gap else (low, middle)
    return low


def _chord_gap(f: Callable[[float], float], u: float, v: float) -> float:
    """The largest |f - chord|, by ternary search: it has one top."""
    y, slope = f(u), (f(v) - f(u)) / (v - u)
    low, high = u, v

    def gap(x: float) -> float:
        return abs(f(x) - y - slope * (x - u))

    for _ in range(40):
        third = (high - low) / 3
        s, t = low + third, high - third
        low, high = (s, high) if gap(s) < gap(t) else (low, t)
    return gap(low)
