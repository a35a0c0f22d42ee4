"""Polynomials with rational coefficients, the constant first: those of python-flint, and a little.

Everything is exact; python-flint multiplies, composes and isolates roots.
"""

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from ..core.rational import Vector
from .arithmetic import Arithmetic, N, bits_for, fraction, in_flint, rational, working

if TYPE_CHECKING:
    from flint import acb, fmpq_poly


Polynomial: TypeAlias = "fmpq_poly"


def poly(p: Iterable[Fraction]) -> Polynomial:
    """The polynomial with these coefficients.

    Examples
    --------
    >>> poly([Fraction(1), Fraction(0), Fraction(3, 2)])
    3/2*x^2 + 1
    """
    from flint import fmpq_poly

    return fmpq_poly([in_flint(c) for c in p])


def coefficients(p: Polynomial) -> Vector:
    """The coefficients; those of 0 are one 0.

    Examples
    --------
    >>> [str(c) for c in coefficients(poly([Fraction(1), Fraction(2), Fraction(0)]))]
    ['1', '2']
    """
    return tuple(map(fraction, p.coeffs())) or (Fraction(0),)


def horner(p: Polynomial, m: Arithmetic[N]) -> Callable[[N], N]:
    """The polynomial as a function of floats or balls."""
    falling = [m.number(c) for c in reversed(coefficients(p))]
    zero = m.number(Fraction(0))

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


def real_roots(p: Polynomial, low: Fraction, high: Fraction) -> list[Root]:
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
    >>> square = poly([Fraction(0), Fraction(0), Fraction(1)])
    >>> [(str(r.low), r.multiplicity) for r in real_roots(square, Fraction(0), Fraction(1))]
    [('0', 2)]
    """
    ends = [end for end in (low, high) if not p(in_flint(end))]
    bits = bits_for(low, high)
    while True:
        found, unsure = [], False
        with working(bits):
            # Pairs, whatever the stubs of python-flint say.
            pairs = cast("list[tuple[acb, int]]", p.complex_roots())
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


def bernstein(p: Polynomial, low: Fraction, high: Fraction) -> list[int]:
    """The Bernstein coefficients on [low, high], times a positive number: they are integers.

    With x = low + (high - low) t and all denominators cleared, the polynomial is a sum of
    q_k t^k with integers q_k, whose Bernstein coefficients are sums of q_k C(i, k) / C(n, k).

    Examples
    --------
    >>> bernstein(poly([Fraction(0), Fraction(1, 3)]), Fraction(1), Fraction(2))
    [1, 2]
    """
    q = list(map(int, p(poly([low, high - low])).numer())) or [0]
    ways = [math.comb(len(q) - 1, k) for k in range(len(q))]
    every = math.lcm(*ways)
    q = [x * (every // way) for x, way in zip(q, ways)]
    return [sum(math.comb(i, k) * q[k] for k in range(i + 1)) for i in range(len(q))]
