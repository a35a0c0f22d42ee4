"""The functions to approximate: their values and derivatives in floats, decimals, rationals, balls.

A target is written once, in terms of a small set of elementary functions; each sort of number
brings its own.  Only polynomials, quotients of them, the square root and piecewise-linear
functions can stand in a certificate; for the others a rigorous value is a ball of python-flint.
"""

import decimal
import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import SimpleNamespace

import numpy as np

from ..core.piecewise import Piecewise
from ..core.rational import InputError, exact, text, vector

__all__ = ["Target", "polynomial", "quotient", "stated", "target"]

DIGITS = 40
FLOATS = SimpleNamespace(
    number=float, exp=math.exp, log=math.log, sqrt=math.sqrt, sin=math.sin, cos=math.cos
)
EXACT = SimpleNamespace(number=Fraction)


def decimals(x):
    """A rational as a decimal of the working precision."""
    return Decimal(x.numerator) / Decimal(x.denominator)


def _sine(x):
    term, total, k = x, Decimal(0), 1
    while total + term != total:  # the Taylor series; arguments here are small
        total, term, k = total + term, -term * x * x / ((k + 1) * (k + 2)), k + 2
    return total


def _cosine(x):
    term, total, k = Decimal(1), Decimal(0), 0
    while total + term != total:
        total, term, k = total + term, -term * x * x / ((k + 1) * (k + 2)), k + 2
    return total


DECIMALS = SimpleNamespace(
    number=lambda c: decimals(Fraction(c)),
    exp=Decimal.exp,
    log=Decimal.ln,
    sqrt=Decimal.sqrt,
    sin=_sine,
    cos=_cosine,
)


@cache
def balls():
    """Ball arithmetic; every result encloses the true value."""
    try:
        import flint
    except ImportError:
        raise InputError(
            "a rigorous value of this target needs python-flint: "
            "pip install 'relu-proofs[enclosures]'"
        ) from None
    flint.ctx.prec = 240

    def number(c):
        return flint.arb(flint.fmpq(c.numerator, c.denominator))

    return SimpleNamespace(
        number=number,
        **{
            name: (lambda x, name=name: getattr(x, name)())
            for name in ("exp", "log", "sqrt", "sin", "cos")
        },
    )


@dataclass(frozen=True, eq=False)
class Target:
    """A function of one variable that pieces are to approximate.

    Attributes
    ----------
    name : str
    forms : tuple of three functions of (x, arithmetic)
        The value and the first and second derivative.
    statement : dict or None
        The form it has in certificates.
    bends : function of two floats
        Where the second derivative changes its sign between them.
    spread : function of a float, optional
        An antiderivative of the root of the second derivative's size.
    least : float
        Where its domain starts.
    piecewise : Piecewise or None
    stated : str
        The convexity of a callable, as stated by its author: nothing is certified about it.
    """

    name: str
    forms: tuple
    statement: dict | None = None
    bends: object = lambda a, b: []
    spread: object = None
    least: float = -math.inf
    piecewise: Piecewise | None = None
    stated: str = ""

    def __call__(self, x):
        """The value at a float."""
        return float(self.forms[0](float(x), FLOATS))

    def exactly(self, x):
        """The value at a rational, for a target that can stand in a certificate (not sqrt)."""
        return self.piecewise(x) if self.piecewise else self.forms[0](Fraction(x), EXACT)

    def floats(self, a, b):
        """The value and both derivatives as functions of a float in [a, b]."""
        if not self.stated:
            return [lambda x, form=form: float(form(x, FLOATS)) for form in self.forms]
        h = (b - a) * 1e-4

        def around(x):
            x = min(max(x, a + h), b - h)
            return self(x - h), self(x), self(x + h)

        def first(x):
            low, _, high = around(x)
            return (high - low) / (2 * h)

        def second(x):
            low, y, high = around(x)
            return (high - 2 * y + low) / (h * h)

        return [self, first, second]

    def shape(self, a, b):
        """``"convex"``, ``"concave"`` or ``"general"`` between two floats; only a search asks."""
        if self.piecewise or self.stated or self.bends(a, b):
            return self.stated or "general"
        bend = self.forms[2]((a + b) / 2, FLOATS)
        return "convex" if bend > 0 else "concave" if bend < 0 else "general"


def _horner(coefficients):
    falling = list(reversed(coefficients))
    floats = list(map(float, falling))

    def value(x, arithmetic):
        total = arithmetic.number(0)
        for c in floats if arithmetic is FLOATS else map(arithmetic.number, falling):
            total = total * x + c
        return total

    return value


def _derivative(p):
    return [k * c for k, c in enumerate(p)][1:] or [Fraction(0)]


def multiply(p, q):
    """The product of two polynomials, given by coefficients with the constant first."""
    product = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            product[i + j] += x * y
    return product


def _crossings(p):
    """Where a polynomial changes its sign inside an interval of floats."""
    value = _horner([float(c) for c in p])

    def found(a, b):
        roots = np.roots([float(c) for c in reversed(p)])
        inside = sorted(float(r.real) for r in roots if abs(r.imag) < 1e-9 and a < r.real < b)
        near = [(s + t) / 2 for s, t in zip([a, *inside], [*inside, b])]
        signs = [value(x, FLOATS) > 0 for x in near]
        return [r for r, s, t in zip(inside, signs, signs[1:]) if s != t]

    return found


def polynomial(coefficients):
    """The polynomial with these rational coefficients, the constant first.

    Examples
    --------
    >>> polynomial([0, 0, 1])(3)
    9.0
    """
    p = list(vector(coefficients, "coefficients")) or [Fraction(0)]
    while len(p) > 1 and not p[-1]:
        p.pop()
    line = Piecewise([], [*p[1:], 0][:1], p[0]) if len(p) <= 2 else None
    first, second = _derivative(p), _derivative(_derivative(p))
    return Target(
        "polynomial",
        tuple(map(_horner, (p, first, second))),
        {"type": "polynomial", "coefficients": [text(c) for c in p]},
        _crossings(second),
        piecewise=line,
    )


def quotient(top, bottom):
    """The quotient of two polynomials, given by coefficients, the constant first.

    Examples
    --------
    >>> quotient([1], [1, 0, 25])(0.2)
    0.5
    """
    fractions = [(list(vector(top, "top")), list(vector(bottom, "bottom")))]
    for _ in range(2):
        p, q = fractions[-1]
        over = [
            x - y
            for x, y in zip(
                *(
                    [*part, *[Fraction(0)] * (len(p) + len(q))]
                    for part in (multiply(_derivative(p), q), multiply(p, _derivative(q)))
                )
            )
        ][: len(p) + len(q)]
        fractions.append((over, multiply(q, q)))

    def form(p, q):
        p, q = _horner(p), _horner(q)
        return lambda x, arithmetic: p(x, arithmetic) / q(x, arithmetic)

    statement = {
        "type": "quotient",
        "top": [text(c) for c in fractions[0][0]],
        "bottom": [text(c) for c in fractions[0][1]],
    }
    return Target(
        "quotient", tuple(form(p, q) for p, q in fractions), statement, _crossings(fractions[2][0])
    )


def stated(function, convexity):
    """A callable of one float whose convexity is stated: "convex", "concave" or "general".

    What is found about it was searched in floats and is not certified.
    """
    if convexity not in ("convex", "concave", "general") or not callable(function):
        raise InputError(
            f"convexity: found {convexity!r}, expected convex, concave or general, for a callable"
        )
    return Target("callable", (lambda x, _: function(x), None, None), stated=convexity)


def _linear(f):
    return Target(
        "piecewise",
        (lambda x, _: f(x), None, None),
        {"type": "piecewise", **f.statement},
        piecewise=f,
    )


def _multiples(offset):
    def found(a, b):
        return [
            math.pi * (k + offset)
            for k in range(math.ceil(a / math.pi - offset), math.floor(b / math.pi - offset) + 1)
            if a + 1e-12 < math.pi * (k + offset) < b - 1e-12
        ]

    return found


NAMED = {
    "exp": lambda: Target("exp", (lambda x, m: m.exp(x),) * 3, spread=lambda x: math.exp(x / 2)),
    "log": lambda: Target(
        "log",
        (lambda x, m: m.log(x), lambda x, m: 1 / x, lambda x, m: -1 / (x * x)),
        spread=math.log,
        least=5e-324,
    ),
    "sqrt": lambda: Target(
        "sqrt",
        (
            lambda x, m: m.sqrt(x),
            lambda x, m: 1 / (2 * m.sqrt(x)),
            lambda x, m: -1 / (4 * x * m.sqrt(x)),
        ),
        {"type": "sqrt"},
        spread=lambda x: x**0.25,
        least=0.0,
    ),
    "sin": lambda: Target(
        "sin",
        (lambda x, m: m.sin(x), lambda x, m: m.cos(x), lambda x, m: -m.sin(x)),
        bends=_multiples(0),
    ),
    "cos": lambda: Target(
        "cos",
        (lambda x, m: m.cos(x), lambda x, m: -m.sin(x), lambda x, m: -m.cos(x)),
        bends=_multiples(0.5),
    ),
    "abs": lambda: _linear(Piecewise([0], [-1, 1], 0)),
    "runge": lambda: quotient([1], [1, 0, 25]),
}


def target(value):
    """The target that a name, a list of coefficients, a Piecewise or a Target means.

    Examples
    --------
    >>> target("sqrt")(4), target([0, 0, 1]).name
    (2.0, 'polynomial')
    """
    if isinstance(value, Target):
        return value
    if isinstance(value, Piecewise):
        return _linear(value)
    if isinstance(value, str):
        if value not in NAMED:
            raise InputError(f"target: found {value!r}, expected one of {', '.join(NAMED)}")
        return NAMED[value]()
    if callable(value):
        raise InputError(
            "target: found a callable, expected one with its convexity: stated(function, 'convex')"
        )
    return polynomial(value)


def interval(f, a, b):
    """The ends of an interval on which a target is defined, as rationals."""
    a, b = exact(a, "a"), exact(b, "b")
    if a >= b:
        raise InputError(f"interval: found [{a}, {b}], expected a < b")
    if a < f.least:
        raise InputError(f"interval: {f.name} is not defined at {a}")
    if f.name == "quotient":
        poles = np.roots([float(Fraction(c)) for c in reversed(f.statement["bottom"])])
        if any(abs(z.imag) < 1e-9 and float(a) <= z.real <= float(b) for z in poles):
            raise InputError(f"interval: the denominator has a zero in [{a}, {b}]")
    return a, b


def precise():
    """A context in which decimals have the working precision."""
    return decimal.localcontext(decimal.Context(prec=DIGITS))
