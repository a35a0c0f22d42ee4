"""Whatever is thrown at a public function: a right value comes back, or an InputError."""

import math
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs import Enclosure, InputError, Network, check
from relu_proofs.approximate.best import best_line, best_pieces
from relu_proofs.approximate.targets import NAMED, polynomial, quotient, stated, target
from relu_proofs.argument.fits import best_polynomial, interpolant, least_squares
from relu_proofs.core.cells import walk
from relu_proofs.core.piecewise import Piecewise, equality
from tests.approximate import reference
from tests.approximate.test_sizes import right

HOSTILE = [
    None,
    True,
    "x",
    "",
    "1/0",
    "1e99999",
    b"1",
    math.nan,
    math.inf,
    -math.inf,
    np.float32("nan"),
    1j,
    [],
    [1],
    [[1]],
    {},
    object(),
    10**5000,
    Fraction(1, 10**5000),
    -1,
    0,
    1,
    2,
    "1/3",
    0.1,
    5e-324,
    1e308,
    np.float32(0.5),
    np.int64(3),
    np.array(2.0),
    np.array([1.0, 2.0]),
    (1, -1),
    (0, 1),
    (0, 1, 2),
    [(0, 1), (1, 2)],
    lambda x: x,
    Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])]),
    Network([([[1, 1]], [0])]),
    Piecewise([0], [-1, 1], 0),
    "exp",
]
HAT = Piecewise([-1, 0, 1], [0, 1, -1, 0], 1)
KNOTS, SLOPES = HAT.knots, HAT.slopes


def hat(x):
    return max(Fraction(0), 1 - abs(Fraction(x)))


def same(f, g, points=(-7, -1, Fraction(-1, 3), 0, Fraction(2, 7), 1, 5)):
    return all(f(Fraction(x)) == g(Fraction(x)) for x in points)


def number(x):
    """What a hostile value means where it is a number after all."""
    return Fraction(x.item() if hasattr(x, "item") else x)


# For each public function a call with one value anywhere in it, and what makes the answer right.
CALLS = {
    "best_line a": (lambda v: best_line("exp", v, 3), lambda v, r: exp(r, number(v), 3, 1)),
    "best_line b": (lambda v: best_line("exp", -3, v), lambda v, r: exp(r, -3, number(v), 1)),
    "best_pieces n": (
        lambda v: best_pieces("exp", 0, 1, v),
        lambda v, r: exp(r, 0, 1, int(v)),
    ),
    "best_pieces f": (
        lambda v: best_pieces(v, 1, 2, 1),
        lambda v, r: r.standing in ("certified", "enclosed"),
    ),
    "best_pieces coefficient": (
        lambda v: best_line([0, v, 1], 0, 1),
        lambda v, r: r.error == Fraction(1, 8),
    ),
    "best_pieces sqrt": (
        lambda v: best_line("sqrt", 0, v),
        lambda v, r: abs(r.bounds[1] ** 2 * 64 / number(v) - 1) < Fraction(1, 10**6),
    ),
    "best_pieces log": (
        lambda v: best_line("log", v, 10),
        lambda v, r: r.standing == "enclosed",
    ),
    "best_pieces callable": (
        lambda v: best_line(stated(lambda x: v, "convex"), 0, 1),
        lambda v, r: r.error == 0 and abs(number(v)) < 10**309,
    ),
    "stated": (lambda v: stated(v, "convex"), lambda v, r: callable(v)),
    "stated convexity": (lambda v: stated(math.exp, v), lambda v, r: False),
    "polynomial": (lambda v: polynomial(v), lambda v, r: r(1) == float(sum(map(number, v)))),
    "quotient top": (lambda v: quotient([v], [2])(1), lambda v, r: r == float(number(v) / 2)),
    "quotient bottom": (lambda v: quotient([1], [v])(1), lambda v, r: r == float(1 / number(v))),
    "target": (target, lambda v, r: r.name in ("exp", "polynomial", "piecewise")),
    "a target's value": (
        lambda v: target([0, 1])(v),
        lambda v, r: r == float(number(v)),
    ),
    "exactly": (lambda v: target([1, 1]).exactly(v), lambda v, r: r == 1 + number(v)),
    "interval": (
        lambda v: target("exp").interval(0, v),
        lambda v, r: r == (0, number(v)) and r[1] > 0,
    ),
    "knots": (lambda v: Piecewise(v, [0, 1], 0), lambda v, r: r.knots == (number(*v),)),
    "a knot": (lambda v: Piecewise([v], [0, 1], 0), lambda v, r: r.knots == (number(v),)),
    "a second knot": (
        lambda v: Piecewise([0, v], [0, 1, 2], 0),
        lambda v, r: r.knots == (0, number(v)) and r.knots[1] > 0,
    ),
    "a slope": (lambda v: Piecewise([0], [-1, v], 0), lambda v, r: r(1) == number(v)),
    "slopes": (lambda v: Piecewise([], v, 0), lambda v, r: r.slopes == (number(*v),)),
    "value": (lambda v: Piecewise([0], [0, 1], v), lambda v, r: r(0) == number(v)),
    "at": (lambda v: Piecewise([], [1], 0, v), lambda v, r: r(0) == -number(v)),
    "points": (Piecewise.through, lambda v, r: [r(0), r(1)] == [1, 2]),
    "a point": (
        lambda v: Piecewise.through([(0, 0), v]),
        lambda v, r: r(number(v[0])) == number(v[1]),
    ),
    "from_network": (Piecewise.from_network, lambda v, r: r.knots == (0, Fraction(1, 2))),
    "a call": (HAT, lambda v, r: r == hat(number(v))),
    "line_at": (lambda v: HAT(v) - HAT(v), lambda v, r: r == 0 and number(v) is not None),
    "plus": (lambda v: HAT.plus(v), lambda v, r: r(0) == 1 + number(v)),
    "inside low": (
        lambda v: HAT.inside(v, 5),
        lambda v, r: number(v) < 5 and r(number(v)) == HAT(number(v)),
    ),
    "inside high": (
        lambda v: HAT.inside(-5, v),
        lambda v, r: number(v) > -5 and r(number(v)) == HAT(number(v)),
    ),
    "second_difference": (
        lambda v: HAT.second_difference(0, v),
        lambda v, r: r == 2 * hat(number(v)) - 2 * hat(0) and number(v) >= 0,
    ),
    "fewest_units interval": (
        lambda v: HAT.fewest_units(interval=v),
        lambda v, r: r.count == (3 if v is None else len(HAT.inside(*v).knots) or bool(HAT(v[0]))),
    ),
    "fewest_units most_sums": (
        lambda v: HAT.fewest_units(most_sums=v),
        lambda v, r: r.at_least <= r.count and v >= 1 and same(r, HAT),
    ),
    "fewest_units skip": (
        lambda v: HAT.fewest_units(skip=v),
        lambda v, r: v is True and same(r, HAT),
    ),
    "units called": (lambda v: HAT.fewest_units()(v), lambda v, r: r == hat(number(v))),
    "equality": (equality, lambda v, r: check(r.text) == r.statement),
    "walk": (walk, lambda v, r: len(r) == 3),
    "Enclosure low": (lambda v: Enclosure(v, 5), lambda v, r: r.low == number(v) <= 5),
    "Enclosure high": (lambda v: Enclosure(0, v), lambda v, r: 0 <= r.high == number(v)),
    "interpolant": (
        lambda v: interpolant([0, 0, 1], [0, v]),
        lambda v, r: r(number(v)) == number(v) ** 2,
    ),
    "least_squares": (
        lambda v: least_squares([0, 1], 0, v)[1],
        lambda v, r: r <= 1e-9 * max(1, float(number(v))),
    ),
    "best_polynomial": (lambda v: best_polynomial([0, 1], 0, v, 1), lambda v, r: r >= 0),
}


def exp(best, a, b, n):
    right(best, reference.VALUES["exp"], a, b, n)
    return True


@pytest.mark.parametrize("name", list(CALLS))
def test_a_right_value_or_an_input_error(name):
    call, is_right = CALLS[name]
    refused = 0
    for value in HOSTILE:
        try:
            answer = call(value)
        except InputError as problem:
            refused += 1
            assert str(problem) and len(str(problem)) < 500
            continue
        assert is_right(value, answer), f"{name}: {value!r} gives {answer!r}"
    assert refused >= 10, "most of these values mean nothing here"


def test_every_named_target_has_a_reference():
    assert set(NAMED) == set(reference.VALUES)
