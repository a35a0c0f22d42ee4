"""What a line costs and what pieces buy: best continuous approximation, with proof of both bounds.

Steps of `best_pieces`: (1) search: for a convex or concave target the knots that balance the
chords (Newton's method in decimals), for any other the tube of `tube`; (2) write the
function and the blocks of alternations down in rationals, tidied where tidy numbers do;
(3) bound the error from above and the best error from below, exactly for a target that can stand
in a certificate, and in ball arithmetic for exp, log, sin and cos.
"""

import math
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from ..core.certificate import Certificate
from ..core.piecewise import Piecewise
from ..core.rational import InputError, exact, text
from . import tube
from .targets import (
    DECIMALS,
    FLOATS,
    Target,
    balls,
    decimals,
    interval,
    multiply,
    polynomial,
    precise,
    target,
)

__all__ = [
    "Best",
    "Enclosure",
    "best_line",
    "best_pieces",
    "best_polynomial",
    "interpolant",
    "least_squares",
]

MOST_PIECES = 256
GRAIN = 1 << 90  # search results are rounded to multiples of 1 / GRAIN


@dataclass(frozen=True)
class Enclosure:
    """A number known to lie between two rationals.

    Examples
    --------
    >>> x = Enclosure(Fraction(1, 3), Fraction(334, 1000))
    >>> float(x), str(x)
    (0.33366666666666667, '0.33 (width 6.7e-04)')
    """

    low: Fraction
    high: Fraction

    @property
    def width(self):
        """The distance between the two bounds."""
        return self.high - self.low

    def __float__(self):
        return float((self.low + self.high) / 2)

    def digits(self, most=12):
        """The digits that both bounds share, at most so many."""
        for count in range(most, 0, -1):
            low, high = (f"{float(x):.{count}g}" for x in (self.low, self.high))
            if low == high:
                return low
        return f"{float(self):.1g}"

    def __str__(self):
        return f"{self.digits()} (width {float(self.width):.1e})"


@dataclass(frozen=True)
class Best:
    """A best approximation by continuous pieces, and the proof that it is one.

    Attributes
    ----------
    target : Target
    interval : pair of Fraction
    pieces : int
        How many were allowed.
    function : Piecewise
    error : Fraction, Enclosure or float
        Of the best function with so many pieces: a Fraction is exact, an Enclosure holds a lower
        bound for every function and what this one reaches, a float is what a search found.
    standing : str
        ``"certified"`` (`certificates`), ``"enclosed"`` (balls) or ``"searched"``.
    cuts, blocks : the evidence of the two bounds
    """

    target: Target
    interval: tuple
    pieces: int
    function: Piecewise
    error: object
    standing: str
    cuts: tuple = ()
    blocks: tuple = ()

    @property
    def knots(self):
        """Where the pieces meet."""
        return self.function.knots

    @property
    def certificates(self):
        """The certificates of kinds ``within`` and ``floor``; InputError if there are none."""
        if self.standing != "certified":
            raise InputError(
                f"{self.target.name}: the bounds are {self.standing}, not in certificates"
            )
        low, high = (
            (self.error,) * 2
            if isinstance(self.error, Fraction)
            else (self.error.low, self.error.high)
        )
        common = {"target": self.target.statement, "interval": [text(x) for x in self.interval]}
        return (
            Certificate(
                {"kind": "within", **common, "error": text(high), **self.function.statement},
                {"cuts": [text(x) for x in self.cuts]},
            ),
            Certificate(
                {"kind": "floor", **common, "error": text(low), "pieces": self.pieces},
                {
                    "blocks": [
                        {
                            "pieces": count,
                            "reference": reference.statement,
                            "points": [text(x) for x in points],
                        }
                        for count, reference, points in self.blocks
                    ]
                },
            ),
        )


def best_pieces(f, a, b, n):
    """The best continuous piecewise-linear function with at most n pieces, in the sup norm.

    Parameters
    ----------
    f : str, sequence of numbers, Piecewise or Target
        A name such as ``"exp"``, the coefficients of a polynomial (the constant first), or what
        `relu_proofs.approximate.targets` makes: ``quotient(top, bottom)``,
        ``stated(function, convexity)``.
    a, b : number
    n : int

    Returns
    -------
    Best

    Notes
    -----
    Claims ``chords-in-balance``, ``blocks-bound-every-function`` of the page
    ``argument/approximation``.  The search can fail to close the gap between the two bounds;
    then the width of the enclosure says so.

    Examples
    --------
    >>> best_pieces([0, 0, 1], 0, 1, 4).error
    Fraction(1, 128)
    >>> best = best_pieces("sqrt", 0, 1, 3)
    >>> best.error, [str(t) for t in best.knots]
    (Fraction(1, 48), ['1/36', '1/4'])
    """
    f = target(f)
    a, b = interval(f, a, b)
    if not isinstance(n, int) or isinstance(n, bool) or not 1 <= n <= MOST_PIECES:
        raise InputError(f"n: found {n!r}, expected a whole number from 1 to {MOST_PIECES}")
    if f.piecewise and len(f.piecewise.inside(a, b).slopes) <= n:
        return _itself(f, a, b, n)
    exactly = _certifiable(f, a, b)
    if not f.stated and f.shape(float(a), float(b)) != "general":
        drafts = _balanced(f, a, b, n, exactly)
    else:
        draft = _searched(f, a, b, n)
        drafts = [_tidied(draft), draft] if exactly else [draft]
    if f.stated:
        g = drafts[-1].function
        return Best(f, (a, b), n, g, _sampled(f, g, drafts[-1].extremes), "searched")
    return (_certified if exactly else _enclosed)(f, a, b, n, drafts)


def best_line(f, a, b):
    """The best affine function in the sup norm: the floor of every linear regression.

    Examples
    --------
    >>> best_line([0, 0, 1], 0, 1).error
    Fraction(1, 8)
    >>> best_line("exp", 0, 1).error.digits(12)
    '0.105933416258'
    """
    return best_pieces(f, a, b, 1)


@dataclass
class _Draft:
    """A function, blocks (lines, points) of alternation, and points near which f - g is extreme."""

    function: Piecewise
    blocks: list
    extremes: list


def _meeting(lines):
    return [(d - c) / (s - t) for (s, c), (t, d) in zip(lines, lines[1:])]


def _joined(lines):
    """The function of these lines, each up to where it meets the next."""
    slope, constant = lines[0]
    return (
        Piecewise(_meeting(lines), [s for s, _ in lines], constant, 0)
        if len(lines) == 1
        else Piecewise(
            (knots := _meeting(lines)), [s for s, _ in lines], slope * knots[0] + constant, knots[0]
        )
    )


def _round(x):
    return Fraction(round(Fraction(x) * GRAIN), GRAIN)


# ---- search: convex and concave targets ---------------------------------------------------------


def _balanced(f, a, b, n, exactly):
    """Knots between which all chords have one gap, and the points where each has it.

    The best function is the interpolant at these knots, shifted by half of the gap.
    Newton's method on the knots and the gap, first in floats and then in decimals.
    """
    spread = f.spread
    if spread is None:
        knots = tube.alike(lambda x: f.forms[2](x, FLOATS), float(a), float(b), 2048, n)
    else:
        low, high = spread(float(a)), spread(float(b))
        inverse = {"exp": lambda s: 2 * math.log(s), "log": math.exp, "sqrt": lambda s: s**4}
        knots = [inverse[f.name](low + (high - low) * j / n) for j in range(n + 1)]
    knots[0], knots[-1] = float(a), float(b)
    contacts = [(u + v) / 2 for u, v in zip(knots, knots[1:])]
    knots, contacts, _ = _level(f, knots, contacts, FLOATS, 60, 1e-7)
    with precise():
        knots = [decimals(a), *map(Decimal, knots[1:-1]), decimals(b)]
        knots, contacts, _ = _level(
            f, knots, [*map(Decimal, contacts)], DECIMALS, 8, Decimal("1e-20")
        )
        root = exactly and f.name == "sqrt"
        knots, contacts = (
            [_round(x.sqrt() if root else x) for x in xs] for xs in (knots, contacts)
        )
        knots[0], knots[-1] = (_root(a), _root(b)) if root else (a, b)
        place = _place if exactly else _nearly
        return [
            _chords(
                f,
                place,
                *([_tidy(w, most, Fraction(1, 10**20)) for w in ws] for ws in (knots, contacts)),
            )
            for most in (10**6, 1)
        ]


def _level(f, knots, contacts, arithmetic, rounds, tolerance):
    """Move the inner knots until all chords have one gap; (knots, contacts, gap).

    Newton's method doubles the digits: the last step may be the root of the error to reach.
    """
    value, first, second = (lambda x, form=form: form(x, arithmetic) for form in f.forms)
    n = len(contacts)
    sign = 1 if second(contacts[0]) > 0 else -1
    gap = 0
    for _ in range(rounds):
        # Moving the knots by d changes gap j by p d_(j-1) + q d_j: with d_j = alpha + beta gap
        # and d_0 = 0 the last equation, d_n = 0, gives the gap.
        alpha, beta = [knots[0] * 0], [knots[0] * 0]
        values = list(map(value, knots))
        for j, (u, v, y, z) in enumerate(zip(knots, knots[1:], values, values[1:])):
            slope = (z - y) / (v - u)
            m = contacts[j] = _touch(first, second, slope, u, v, contacts[j], sign, tolerance)
            now = sign * (y + slope * (m - u) - value(m))
            p = sign * (v - m) / (v - u) * (first(u) - slope) if j else now * 0
            q = sign * (m - u) / (v - u) * (first(v) - slope)
            alpha.append((-now - p * alpha[-1]) / q)
            beta.append((1 - p * beta[-1]) / q)
        gap = -alpha[n] / beta[n]
        moves = [x + y * gap for x, y in zip(alpha, beta)]
        moves[n] = moves[0]
        scale = 1
        while any(
            v + scale * e - u - scale * d < (v - u) / 8
            for u, v, d, e in zip(knots, knots[1:], moves, moves[1:])
        ):
            scale /= 2
        if scale != 1:
            scale = arithmetic.number(scale)
        knots = [t + scale * d for t, d in zip(knots, moves)]
        if scale == 1 and max(map(abs, moves)) <= tolerance * (knots[-1] - knots[0]):
            break
    return knots, contacts, gap


def _touch(first, second, slope, u, v, m, sign, tolerance):
    """Where f' takes the slope of the chord between u and v: Newton's method inside a bracket."""
    low, high = u, v
    m = m if u < m < v else (u + v) / 2
    for _ in range(200):
        rise = sign * (first(m) - slope)
        low, high = (low, m) if rise > 0 else (m, high)
        step = rise / (sign * second(m))
        after = m - step if low < m - step < high else (low + high) / 2
        if abs(after - m) <= tolerance * (v - u) / 8:
            return after
        m = after
    return m


# ---- search: all other targets ------------------------------------------------------------------


def _searched(f, a, b, n):
    """The draft that the tube gives."""
    kinks = [float(t) for t in f.piecewise.knots if a < t < b] if f.piecewise else []
    # A line more or less changes no error, but floats lose digits to it: a polynomial is
    # searched without its tangent at the middle.
    middle, (y, slope) = Fraction(0), (Fraction(0), Fraction(0))
    if f.name == "polynomial":
        middle, taylor = (a + b) / 2, [Fraction(0)]
        for c in reversed(f.statement["coefficients"]):
            taylor = multiply(taylor, [middle, Fraction(1)])
            taylor[0] += Fraction(c)
        y, slope, *rest = [*taylor, Fraction(0)]
        f = polynomial([0, 0, *rest])
    low, high = float(a - middle), float(b - middle)
    forms = [f] if f.piecewise else f.floats(low, high)
    found = floor = tube.search(forms, low, high, n, kinks)
    for more in (1, 2, 4):  # a floor for more pieces is one for n
        if floor.excluded < n and not f.stated:
            floor = tube.search(forms, low, high, n + more, kinks)
    points = [
        (middle + x, z + y + slope * x) for x, z in (map(Fraction, point) for point in found.points)
    ]
    points[0], points[-1] = (a, points[0][1]), (b, points[-1][1])
    blocks = [
        (
            [
                (slope + Fraction(s), y + Fraction(c) - (slope + Fraction(s)) * middle)
                for s, c in lines
            ],
            [min(max(middle + Fraction(x), a), b) for x in xs],
        )
        for lines, xs in floor.blocks
    ]
    return _Draft(Piecewise.through(points), blocks, [middle + Fraction(x) for x in found.extremes])


def _tidy(x, most, near):
    """The rational of denominator up to ``most`` next to x if it is very near, or x."""
    found = Fraction(x).limit_denominator(most)
    return found if abs(found - x) <= near * max(1, abs(found)) else Fraction(x)


def _tidied(draft):
    """The draft in small denominators, where the search came very near to such numbers."""

    def tidy(x):
        return _tidy(x, 1000, Fraction(1, 10**7))

    def tidy_line(line):
        return tuple(map(tidy, line))

    g = draft.function
    ends = g.knots or (Fraction(0),)
    lines = [tidy_line((s, g(t) - s * t)) for s, t in zip(g.slopes, [ends[0], *ends])]
    lines = [line for line, after in zip(lines, [*lines[1:], None]) if line != after]
    blocks = [
        (list(map(tidy_line, reference)), list(map(tidy, points)))
        for reference, points in draft.blocks
    ]
    try:
        return _Draft(_joined(lines), blocks, list(map(tidy, draft.extremes)))
    except (InputError, ZeroDivisionError):
        return draft


# ---- the two bounds, exactly --------------------------------------------------------------------


def _root(x):
    """The rational square root, or None."""
    if x < 0:
        return None
    top, bottom = math.isqrt(x.numerator), math.isqrt(x.denominator)
    return (
        Fraction(top, bottom)
        if top * top == x.numerator and (bottom * bottom == x.denominator)
        else None
    )


def _certifiable(f, a, b):
    return f.statement is not None and (f.name != "sqrt" or None not in (_root(a), _root(b)))


def _place(f, w):
    """The abscissa and the value that a certificate's point means: u means u^2 for sqrt."""
    return (w * w, w) if f.name == "sqrt" else (w, f.exactly(w))


def _nearly(f, x):
    """The abscissa and a rational very near to the value."""
    with precise():
        return x, _round(f.forms[0](decimals(x), DECIMALS))


def _chords(f, place, knots, contacts):
    """The draft of the chords at these knots, shifted by half of the gap, from points w."""
    places, middles = [place(f, w) for w in knots], [place(f, w) for w in contacts]
    gaps, blocks, slopes = [], [], []
    for (u, y), (v, z), (m, value), *points in zip(
        places, places[1:], middles, knots, contacts, knots[1:]
    ):
        slope = (z - y) / (v - u)
        gaps.append(y + slope * (m - u) - value)
        blocks.append(([(slope, y - slope * u - gaps[-1] / 2)], points))
        slopes.append(slope)
    shift = (min(gaps) + max(gaps)) / 4
    function = Piecewise.through([(x, y - shift) for x, y in places])
    return _Draft(function, blocks, [*knots, *contacts])


def _bernstein(p, low, high):
    """The Bernstein coefficients on [low, high], times a positive number: they are integers."""
    unit, scale = (math.lcm(*(c.denominator for c in cs)) for cs in ((low, high), p))
    start, width, power, q = int(low * unit), int((high - low) * unit), 1, []
    for c in reversed(p):
        q = [x * start + y * width for x, y in zip([*q, 0], [0, *q])]
        q[0] += int(c * scale) * power
        power *= unit
    ways = [math.comb(len(q) - 1, k) for k in range(len(q))]
    every = math.lcm(*ways)
    q = [x * (every // way) for x, way in zip(q, ways)]
    return [sum(math.comb(i, k) * q[k] for k in range(i + 1)) for i in range(len(q))]


def _upper(f, g, a, b, error, hints):
    """Cuts between which f - g stays within the error by Bernstein coefficients, or None."""
    root = f.name == "sqrt"
    marks = {
        a,
        b,
        *(t for t in g.knots if a < t < b),
        *(t for t in (f.piecewise.knots if f.piecewise else ()) if a < t < b),
    }
    marks = {_root(x) for x in marks} if root else marks
    if None in marks:
        return None
    first, last = min(marks), max(marks)
    ends = sorted(marks.union(w for w in hints if first < w < last))
    cuts, todo = [first], [(s, t, 0) for s, t in zip(ends, ends[1:])][::-1]
    while todo:
        low, high, depth = todo.pop()
        if _stays(f, g, low, high, error):
            cuts.append(high)
        elif depth == 40 or len(cuts) > 5000:
            return None
        else:
            middle = (low + high) / 2
            todo += [(middle, high, depth + 1), (low, middle, depth + 1)]
    return tuple(cuts)


def _stays(f, g, low, high, error):
    x = (low + high) / 2
    at = x * x if f.name == "sqrt" else x
    slope, constant = _piece(g, at)
    one = [Fraction(1)]
    if f.piecewise:
        top, bottom = list(_piece(f.piecewise, at))[::-1], one
    elif f.name == "sqrt":
        top, bottom = [Fraction(0), *one], one
    else:
        top, bottom = (
            list(map(Fraction, f.statement.get(key, ["1"])))
            for key in ("top" if "top" in f.statement else "coefficients", "bottom")
        )
    line = multiply(
        [constant, Fraction(0), slope] if f.name == "sqrt" else [constant, slope], bottom
    )
    if min(_bernstein(bottom, low, high)) <= 0:
        return False
    return all(
        min(
            _bernstein(
                [
                    sum(
                        c * p[k]
                        for c, p in ((error, bottom), (sign, top), (-sign, line))
                        if k < len(p)
                    )
                    for k in range(max(len(top), len(line)))
                ],
                low,
                high,
            )
        )
        >= 0
        for sign in (1, -1)
    )


def _piece(g, x):
    slope = g.slopes[bisect_left(g.knots, x)]
    return slope, g(x) - slope * x


def _counts(blocks, falls):
    """How many pieces the blocks exclude, by the rule of the checker.

    ``falls`` has 1 for a block in which f - g is positive first, and else -1.
    """
    total, before = 0, None
    for (count, g, points), sign in zip(blocks, falls):
        first, last = _piece_between(g, *points[:2]), _piece_between(g, *points[-2:])
        if before and before[1] == sign and None not in (before[0], first):
            total += sign * first <= sign * before[0]
        before, total = (last, -sign * (-1) ** len(points)), total + count
    return total


def _piece_between(g, low, high):
    return None if any(low < t < high for t in g.knots) else _piece(g, (low + high) / 2)[0]


def _lower(f, blocks, place, number=Fraction):
    """The blocks as certificates have them, how many pieces they exclude, the least alternation."""
    found, falls, least = [], [], []
    for lines, points in blocks:
        reference = _joined(lines)
        gaps = [y - number(reference(x)) for x, y in (place(f, w) for w in points)]
        falls.append(1 if gaps[0] > 0 else -1)
        least += [falls[-1] * gap * (-1) ** k for k, gap in enumerate(gaps)]
        found.append((len(points) - len(reference.slopes) - 1, reference, tuple(points)))
    xs = [
        (n, g, [w * w for w in points] if f.name == "sqrt" and place is _place else points)
        for n, g, points in found
    ]
    return tuple(found), _counts(xs, falls), least


def _certified(f, a, b, n, drafts):
    """The tidy draft if its two bounds are one number, or else the draft with both bounds."""
    for draft in drafts:
        blocks, count, sizes = _lower(f, draft.blocks, _place)
        low, g, hints = min(sizes, default=Fraction(0)), draft.function, draft.extremes
        if draft is drafts[0] and count >= n:
            cuts = _upper(f, g, a, b, low, hints)
            if cuts:
                return Best(f, (a, b), n, g, low, "certified", cuts, blocks)
    if count < n:
        raise InputError(f"{f.name}: the search found no floor for {n} pieces on [{a}, {b}]")
    hints = [*hints, *_tops(f, g, a, b)]
    marks = [*hints, *map(_root, g.knots)] if f.name == "sqrt" else [*hints, *g.knots, a, b]
    high = max(abs(y - g(x)) for x, y in (_place(f, w) for w in marks))
    for slack in (18, 15, 12, 10, 8, 6, 4):
        cuts = _upper(f, g, a, b, high * (1 + Fraction(1, 10**slack)), hints)
        if cuts:
            break
    return Best(
        f,
        (a, b),
        n,
        g,
        Enclosure(low, high * (1 + Fraction(1, 10**slack))),
        "certified",
        cuts,
        blocks,
    )


def _tops(f, g, a, b):
    """Where f - g is flat, between knots of g and bends of f."""
    if f.piecewise or f.name == "sqrt":
        return []
    bends = map(Fraction, f.bends(float(a), float(b)))
    ends, found = sorted({a, b, *(x for x in (*g.knots, *bends) if a < x < b)}), []
    with precise():
        _, first, second = (lambda x, form=form: form(x, DECIMALS) for form in f.forms)
        for u, v in zip(map(decimals, ends), map(decimals, ends[1:])):
            slope = decimals(_piece(g, Fraction((u + v) / 2))[0])
            if (first(u) - slope) * (first(v) - slope) < 0:
                sign = 1 if first(v) > slope else -1
                found.append(
                    _round(_touch(first, second, slope, u, v, (u + v) / 2, sign, Decimal("1e-15")))
                )
    return found


# ---- the two bounds, in balls -------------------------------------------------------------------


def _fraction(x):
    """An exact ball as a rational."""
    top, exponent = x.man_exp()
    return Fraction(int(top)) * Fraction(2) ** int(exponent)


def _enclosed(f, a, b, n, drafts):
    """Both bounds, rigorously: f - g has one convexity between the cuts, or a ball holds it."""
    m, draft = balls(), drafts[-1]
    blocks, count, sizes = _lower(
        f, draft.blocks, lambda f, x: (x, f.forms[0](m.number(x), m)), m.number
    )
    g, hints = draft.function, [*draft.extremes, *_tops(f, draft.function, a, b)]
    low = min((_fraction(size.lower()) for size in sizes), default=Fraction(0))
    low = low if count >= n and low > 0 else Fraction(0)
    sliver = Fraction(1, 10**12)
    bends = [Fraction(x) for x in f.bends(float(a), float(b))]
    cuts = sorted(
        {
            a,
            b,
            *g.knots,
            *(x for x in hints if a < x < b),
            *(x + side for x in bends for side in (-sliver, sliver) if a < x + side < b),
        }
    )
    high = Fraction(0)
    for u, v in zip(cuts, cuts[1:]):
        bent = any(u < x < v for x in bends)
        high = max(high, _over(f, g, u, v, bent, m))
    return Best(f, (a, b), n, g, Enclosure(low, high), "enclosed", tuple(cuts), blocks)


def _over(f, g, u, v, bent, m):
    """An upper bound of |f - g| on [u, v], where g is one line and f - g has one convexity."""
    slope, constant = map(m.number, _piece(g, (u + v) / 2))
    first, last = m.number(u), m.number(v)
    if bent:
        x = first.union(last)
        return _fraction(abs(f.forms[0](x, m) - slope * x - constant).upper())
    ends = [f.forms[0](x, m) - slope * x - constant for x in (first, last)]
    bulge = 1 if f.forms[2](m.number((u + v) / 2), m) < 0 else -1
    # On the side where f - g bulges it stays below its tangents at both ends.
    over = [
        (
            bulge * end
            + max(
                m.number(0), (bulge * side * (f.forms[1](x, m) - slope) * m.number(v - u)).upper()
            )
        ).upper()
        for x, end, side in zip((first, last), ends, (1, -1))
        if x != 0 or f.name != "sqrt"
    ]
    return _fraction(max(min(over), *(abs(end).upper() for end in ends)))


def _sampled(f, g, hints):
    """The largest |f - g| that was seen, a float."""
    low, high = min(hints), max(hints)
    xs = [float(x) for x in (*hints, *g.knots)] + list(np.linspace(float(low), float(high), 4097))
    return max(abs(f(x) - float(g(x))) for x in xs)


def _itself(f, a, b, n):
    """A piecewise-linear target that needs no more than n pieces: error 0."""
    g = f.piecewise.inside(a, b)
    count = n + len(g.slopes) + 1
    points = tuple(a + (b - a) * k / (count - 1) for k in range(count))
    cuts = tuple(sorted({a, b, *g.knots}))
    return Best(f, (a, b), n, g, Fraction(0), "certified", cuts, ((n, g, points),))


# ---- simpler approximations: at given knots -----------------------------------------------------


def interpolant(f, knots):
    """The continuous piecewise-linear function that meets the target at these points.

    Parameters
    ----------
    f : as for `best_pieces`
    knots : sequence of numbers, increasing, the ends included

    Returns
    -------
    Piecewise
        Exact for a polynomial or a quotient; else its values are rounded to 27 digits.

    Examples
    --------
    >>> interpolant([0, 0, 1], [0, "1/2", 1])
    Piecewise(knots=[1/2], slopes=[1/2, 3/2], value=0)
    """
    f = target(f)
    xs = [exact(x, f"knots[{i}]") for i, x in enumerate(knots)]
    if f.stated:
        return Piecewise.through([(x, f(x)) for x in xs])
    exactly = f.statement is not None and f.name != "sqrt"
    return Piecewise.through([(x, f.exactly(x)) if exactly else _nearly(f, x) for x in xs])


def least_squares(f, a, b, knots=()):
    """The least squares fit with these knots: linear regression on the features 1, x, r(x - t).

    Returns
    -------
    (Piecewise, float)
        The fit, and the root of its mean squared error under the uniform law.

    Notes
    -----
    The integrals are Gauss sums in floats, of 24 nodes in each of 32 parts of each piece.

    Examples
    --------
    >>> fit, rms = least_squares([0, 0, 1], 0, 1)
    >>> round(rms * rms * 180, 9)
    1.0
    """
    f = target(f)
    a, b = interval(f, a, b)
    inner = [exact(t, "knots") for t in knots]
    nodes, weights = np.polynomial.legendre.leggauss(24)
    ends = np.concatenate(
        [np.linspace(float(u), float(v), 33)[:-1] for u, v in zip((a, *inner), (*inner, b))]
        + [[float(b)]]
    )
    half = np.diff(ends)[:, None] / 2
    x = (ends[:-1, None] + half + half * nodes).ravel()
    w = np.sqrt((half * weights).ravel() / float(b - a))
    y = np.array([f(t) for t in x])
    features = np.column_stack(
        [np.ones_like(x), x - float(a)] + [np.maximum(0, x - float(t)) for t in inner]
    )
    fitted, *_ = np.linalg.lstsq(features * w[:, None], y * w, rcond=None)
    rms = float(np.sqrt(np.sum((w * (features @ fitted - y)) ** 2)))
    slopes = np.cumsum(fitted[1:])
    return Piecewise(inner, list(slopes), float(fitted[0]), a), rms


def best_polynomial(f, a, b, degree, rounds=30):
    """The error of the best polynomial of this degree: a search in floats, for comparison.

    Returns
    -------
    float

    Notes
    -----
    Remez's exchange with barycentric interpolation (Pachón and Trefethen 2009): level the error
    on degree + 2 points, move each point to the top of its wave on a fine grid, repeat.

    Examples
    --------
    >>> round(best_polynomial([0, 0, 1], 0, 1, 1), 9)
    0.125
    """
    f, a, b = target(f), float(a), float(b)
    angles = np.linspace(0, np.pi, 200 * (degree + 2) + 1)
    grid = (a + b) / 2 - (b - a) / 2 * np.cos(angles)
    values = np.array([f(min(max(x, a), b)) for x in grid])
    places = np.linspace(0, len(grid) - 1, degree + 2).round().astype(int)
    signs = (-1.0) ** np.arange(degree + 2)
    for _ in range(rounds):
        x = grid[places]
        weights = 1 / np.prod((x[:, None] - x) * 4 / (b - a) + np.eye(len(x)), axis=1)
        level = weights @ values[places] / (weights @ signs)
        with np.errstate(divide="ignore", invalid="ignore"):
            kernel = weights / (grid[:, None] - x)
            gap = values - kernel @ (values[places] - signs * level) / kernel.sum(axis=1)
        gap[places] = signs * level
        waves = np.split(np.arange(len(grid)), np.flatnonzero(np.diff(np.sign(gap))) + 1)
        tops = [wave[np.argmax(np.abs(gap[wave]))] for wave in waves]
        while len(tops) > degree + 2:
            tops = tops[1:] if abs(gap[tops[0]]) < abs(gap[tops[-1]]) else tops[:-1]
        most = np.max(np.abs(gap))
        if len(tops) < degree + 2 or most <= max(abs(level) * (1 + 1e-9), 1e-13):
            break
        places, signs = np.array(tops), signs * np.sign(gap[tops[0]]) * np.sign(signs[0])
    return float(np.max(np.abs(gap)))
