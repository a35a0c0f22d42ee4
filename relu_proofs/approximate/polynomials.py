"""Polynomials with rational coefficients, the constant first: the little algebra that targets need.

Everything is exact.  The roots are isolated by python-flint; the rest is schoolbook.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, cast

from ..core.rational import Vector
from .arithmetic import Arithmetic, N, bits_for, rational, working

if TYPE_CHECKING:
    from flint import acb

__all__ = [
    "Root",
    "bernstein",
    "derivative",
    "horner",
    "moved",
    "multiply",
    "real_roots",
    "series",
    "subtract",
    "trimmed",
    "value",
]

ZERO = Fraction(0)


def trimmed(p: Sequence[Fraction]) -> Vector:
    """Without leading zeros, but never empty."""
    size = len(p)
    while size > 1 and not p[size - 1]:
        size -= 1
    return tuple(p[:size]) or (ZERO,)


def multiply(p: Sequence[Fraction], q: Sequence[Fraction]) -> Vector:
    """The product.

    Examples
    --------
    >>> [str(c) for c in multiply([Fraction(1), Fraction(1)], [Fraction(-1), Fraction(1)])]
    ['-1', '0', '1']
    """
    product = [ZERO] * (len(p) + len(q) - 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            product[i + j] += x * y
    return tuple(product)


def subtract(p: Sequence[Fraction], q: Sequence[Fraction]) -> Vector:
    """The difference p - q."""
    return tuple(x - y for x, y in zip_longest(p, q, fillvalue=ZERO))


def derivative(p: Sequence[Fraction]) -> Vector:
    """The derivative."""
    return tuple(k * c for k, c in enumerate(p))[1:] or (ZERO,)


def value(p: Sequence[Fraction], x: Fraction) -> Fraction:
    """The value at a rational."""
    total = ZERO
    for c in reversed(p):
        total = total * x + c
    return total


def moved(p: Sequence[Fraction], middle: Fraction, width: Fraction) -> Vector:
    """The polynomial p(middle + width t) in t.

    Examples
    --------
    >>> [str(c) for c in moved([Fraction(0), Fraction(0), Fraction(1)], Fraction(3), Fraction(2))]
    ['9', '12', '4']
    """
    found: Vector = (ZERO,)
    for c in reversed(p):
        found = multiply(found, (middle, width))
        found = (found[0] + c, *found[1:])
    return found[: len(p)] or (ZERO,)


def series(top: Sequence[Fraction], bottom: Sequence[Fraction], count: int) -> Vector:
    """The first coefficients of the power series of top / bottom, where bottom(0) is not 0.

    Examples
    --------
    >>> [str(c) for c in series([Fraction(1)], [Fraction(1), Fraction(-1)], 4)]
    ['1', '1', '1', '1']
    """
    found: list[Fraction] = []
    for k in range(count):
        known = sum((bottom[i] * found[k - i] for i in range(1, min(k, len(bottom) - 1) + 1)), ZERO)
        found.append(((top[k] if k < len(top) else ZERO) - known) / bottom[0])
    return tuple(found)


def horner(p: Sequence[Fraction], m: Arithmetic[N]) -> Callable[[N], N]:
    """The polynomial as a function of floats or balls."""
    falling = [m.number(c) for c in reversed(p)]
    zero = m.number(ZERO)

    def evaluate(x: N) -> N:
        total = zero
        for c in falling:
            total = total * x + c
        return total

    return evaluate


class Root(NamedTuple):
    """A real root between two rationals, which are equal if it is one of the interval's ends."""

    low: Fraction
    high: Fraction
    multiplicity: int


def real_roots(p: Sequence[Fraction], low: Fraction, high: Fraction) -> list[Root]:
    """The real roots in [low, high], both ends included, from left to right.

    Parameters
    ----------
    p : polynomial that is not 0

    Notes
    -----
    Arb isolates all complex roots and marks the real ones by an imaginary part of exactly 0
    (Johansson, `arb_fmpz_poly_complex_roots`).  A ball around an end of the interval holds that
    end as a root if the polynomial is 0 there, and else shrinks until it lies on one side.

    Examples
    --------
    >>> [(str(r.low), r.multiplicity) for r in real_roots([Fraction(0)] * 2 + [Fraction(1)],
    ...                                                   Fraction(0), Fraction(1))]
    [('0', 2)]
    """
    from flint import fmpz_poly

    bottom = math.lcm(*(c.denominator for c in p))
    whole = fmpz_poly([int(c * bottom) for c in p])
    ends = [end for end in (low, high) if not value(p, end)]
    bits = bits_for(low, high)
    while True:
        found, unsure = [], False
        with working(bits):
            # Pairs, whatever the stubs of python-flint say.
            pairs = cast("list[tuple[acb, int]]", whole.complex_roots())
            for root, multiplicity in pairs:
                if not root.imag.is_zero():
                    continue
                left, right = rational(root.real.lower()), rational(root.real.upper())
                end = next((end for end in ends if left <= end <= right), None)
                if end is not None:
                    found.append(Root(end, end, multiplicity))
                elif low < left and right < high:
                    found.append(Root(left, right, multiplicity))
                else:
                    unsure = unsure or not (right < low or high < left)
        if not unsure:
            return sorted(found)
        bits *= 2


def bernstein(p: Sequence[Fraction], low: Fraction, high: Fraction) -> list[int]:
    """The Bernstein coefficients on [low, high], times a positive number: they are integers.

    With x = low + (high - low) t and all denominators cleared, the polynomial is a sum of
    q_k t^k with integers q_k, whose Bernstein coefficients are sums of q_k C(i, k) / C(n, k).
    """
    unit = math.lcm(low.denominator, high.denominator)
    scale = math.lcm(*(c.denominator for c in p))
    start, width = int(low * unit), int((high - low) * unit)
    power, q = 1, list[int]()
    for c in reversed(p):
        q = [x * start + y * width for x, y in zip([*q, 0], [0, *q])]
        q[0] += int(c * scale) * power
        power *= unit
    ways = [math.comb(len(q) - 1, k) for k in range(len(q))]
    every = math.lcm(*ways)
    q = [x * (every // way) for x, way in zip(q, ways)]
    return [sum(math.comb(i, k) * q[k] for k in range(i + 1)) for i in range(len(q))]
