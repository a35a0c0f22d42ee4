"""Floats: their bounds hold, and what a bound leaves open is decided exactly."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs import Network
from relu_proofs.regions import complex as cutting
from relu_proofs.regions.arrays import packed
from relu_proofs.regions.borders import Values
from relu_proofs.regions.chords import _sizes_at
from relu_proofs.regions.floats import (
    Between,
    lengths,
    nearest,
    order_along,
    quotient,
    spectral_norm,
    values_after,
    zero_place,
)
from relu_proofs.regions.regions import activation_regions


def test_nearest_says_whether_it_is_exact():
    values, same = nearest([Fraction(1, 2), Fraction(3)])
    assert (values.tolist(), same) == ([0.5, 3.0], True)
    values, same = nearest([Fraction(1, 3), Fraction(1)])
    assert (values.tolist(), same) == ([1 / 3, 1.0], False)
    values, same = nearest([Fraction(1, 10**400), Fraction(10) ** 400])
    assert (values.tolist(), same) == ([5e-324, math.inf], False)


def test_a_quotient_has_the_sign_of_the_number():
    huge = 10**400
    assert [quotient(*pair) for pair in ((1, huge), (-1, huge), (0, huge), (-3, 2))] == [
        5e-324,
        -5e-324,
        0,
        -1.5,
    ]
    assert [quotient(huge, 1), quotient(-huge, 1)] == [math.inf, -math.inf]


@pytest.mark.parametrize("scale", [1, 1e-170, 1e-100, 1e100])
def test_lengths_bound_from_above(scale):
    rows = np.random.default_rng(0).standard_normal((50, 7)) * scale
    for row, bound in zip(rows.tolist(), lengths(rows).tolist(), strict=True):
        assert sum(Fraction(x) ** 2 for x in row) <= Fraction(bound) ** 2


@pytest.mark.parametrize("scale", [1, 1e-200, 1e-150, 1e100, 1e200])
@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (6, 6), (20, 7), (7, 20)])
def test_the_spectral_norm_is_bounded_and_nearly_met(scale, shape):
    rng = np.random.default_rng(shape)
    plain = rng.standard_normal(shape)
    for weight in (plain, np.ones(shape), np.eye(*shape), np.outer(plain[:, 0], plain[0])):
        with np.errstate(all="ignore"):
            bound = spectral_norm(weight * scale)
        true = float(np.linalg.norm(weight, 2)) * scale
        assert true * (1 - 1e-14) <= bound
        if 1e-100 < scale < 1e100:  # elsewhere squares leave the range of floats
            assert bound <= true * min(shape) ** (1 / 64) * (1 + 1e-5)


def test_the_zero_of_a_form_and_its_bound():
    rng = random.Random(0)
    for _ in range(2000):
        s, t = (Fraction(rng.random()) * 10 ** rng.randint(-6, 6) for _ in range(2))
        d, e = (Fraction(rng.uniform(-1, 1)) * 10 ** rng.randint(-14, 0) * s for _ in range(2))
        seen = [np.array([float(x)]) for x in (abs(s + d), abs(t + e))]
        off = [abs(Fraction(float(y[0])) - x) for y, x in zip(seen, (s, t), strict=True)]
        errors = [np.array([math.nextafter(float(x), math.inf)]) for x in off]
        place, bound = zero_place(*seen, *errors)
        assert abs(Fraction(float(place[0])) - s / (s + t)) <= Fraction(float(bound[0]))


@pytest.mark.parametrize("start, end", [(1.2e308, 0.9e308), (math.inf, 1.0), (math.nan, 1.0)])
def test_nothing_is_known_where_the_sum_overflows(start, end):
    with np.errstate(all="ignore"):
        _, bound = zero_place(*(np.array([x]) for x in (start, end, 1e290, 1e290)))
    assert bound.tolist() == [1.0]


def test_order_along_agrees_with_exact_places():
    rng, asked = random.Random(1), []
    for _ in range(300):
        exact = [
            (
                rng.randint(0, 2),
                Fraction(rng.randint(0, 6), 6) + rng.choice([0, Fraction(1, 10**20)]),
            )
            for _ in range(rng.randint(0, 12))
        ]
        error = rng.choice([1e-16, 1e-3, 0.2, 1.0])
        place = [min(1.0, max(0.0, float(x) + rng.uniform(-error, error))) for _, x in exact]
        bound = [error + 1e-15] * len(exact)
        group = np.array([g for g, _ in exact], dtype=np.int64)

        def key(i, exact=exact):
            asked.append(i)
            return exact[i][1]

        order, apart = order_along(group, np.array(place), np.array(bound), key)
        found = [exact[i] for i in order]
        assert found == sorted(found)
        assert sorted(order.tolist()) == list(range(len(exact)))
        assert apart.tolist() == [i == 0 or found[i] != found[i - 1] for i in range(len(found))]
    assert asked  # the exact keys were needed


def test_places_that_sort_as_one_integer_are_left_to_exact_keys():
    """Many groups leave few bits for the place."""
    group, asked = np.full(3, 2**40), []
    place = np.array([0.5 + 2.0**-24, 0.5, 0.5 + 2.0**-25])

    def key(i):
        asked.append(i)
        return Fraction(place[i])

    order, apart = order_along(group, place, np.full(3, 1e-16), key)
    assert (order.tolist(), apart.tolist(), sorted(asked)) == ([1, 2, 0], [True] * 3, [0, 1, 2])


def test_places_that_are_apart_are_ordered_by_floats_alone():
    group, place = np.array([1, 0, 1, 0]), np.array([0.9, 0.5, 0.2, 0.1])
    order, apart = order_along(group, place, np.full(4, 1e-9), key=None)
    assert (order.tolist(), apart.tolist()) == ([3, 1, 2, 0], [True] * 4)


def test_what_is_not_a_number_is_left_to_exact_keys():
    place, keys = np.array([np.nan, 0.5, np.nan]), [Fraction(3, 4), Fraction(1, 2), Fraction(1, 4)]
    order, apart = order_along(np.zeros(3, np.int64), place, np.ones(3), keys.__getitem__)
    assert (order.tolist(), apart.all()) == ([2, 1, 0], True)


def blurred(rng, exact, error):
    """Floats off by at most an error, and by nearly as much at times."""
    return float(exact) + rng.choice([-1, 0, 1, rng.uniform(-1, 1)]) * error * 0.999


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("error, spread", [(0, 0), (1e-9, 0), (0, 1e-9), (1e-3, 1e-5)])
def test_values_between_vertices_hold_their_bounds(seed, error, spread):
    """True values at both ends and the true place are anywhere within their own bounds."""
    rng, units = random.Random(seed), 5
    exact = [[Fraction(rng.uniform(-3, 3)) for _ in range(units)] for _ in range(2)]
    z = np.array([[blurred(rng, x, error) for x in row] for row in exact])
    w = Fraction(rng.random())
    place = min(1.0, max(0.0, blurred(rng, w, spread)))
    new = Between(np.array([[0], [1]]), np.array([place]), np.array([spread]))
    errors = np.array([[error] * 2, [error * units**0.5] * 2])
    ends = Values(0, z, errors, positive=packed(z > 0), zero=packed(z == 0))
    size, off = _sizes_at(np.full(units, 2), np.arange(units), new, ends)
    relu = [rng.random() < 0.6 for _ in range(units)]  # the others pass on
    values, bound = values_after(z, errors, [new], np.array(relu))
    between = [(1 - w) * p + w * q for p, q in zip(*exact, strict=True)]
    gaps = [
        abs(Fraction(value) - (max(x, Fraction(0)) if own else x))
        for value, x, own in zip(values[2].tolist(), between, relu, strict=True)
    ]
    assert max(gaps) <= Fraction(bound[0, 2])
    assert sum(gap**2 for gap in gaps) <= Fraction(bound[1, 2]) ** 2
    for value, gap, x in zip(size.tolist(), off.tolist(), between, strict=True):
        assert abs(Fraction(value) - abs(x)) <= Fraction(gap)


def wild(rng, widths, scales):
    """Layers with weights of several scales; thirds, which are no floats, among them."""
    layers, before = [], 2
    for width in widths:
        scale = Fraction(10) ** rng.choice(scales)
        weight, bias = (
            [
                [Fraction(rng.gauss(0, 1)) * scale / rng.choice([1, 3]) for _ in range(n)]
                for _ in range(width)
            ]
            for n in (before, 1)
        )
        layers.append((weight, [b * (rng.random() < 0.8) for (b,) in bias]))
        before = width
    passing = rng.choice([0, 0.3])  # the share of units that pass on
    relu = [[rng.random() >= passing for _ in range(width)] for width in widths]
    return Network([*layers, ([[1] * before], [0])], relu)


@pytest.mark.parametrize("scales", [[0], [-150, 0, 150], [-170, -100, 40, 77, 153]])
@pytest.mark.parametrize("seed", range(12))
def test_bounds_hold_the_errors_of_the_floats(seed, scales, monkeypatch):
    rng, slack = random.Random(seed), []
    settled = cutting._settled

    def compared(layer, z, error, relu, exact):
        rows = exact.rows(range(len(z)), layer).tolist()
        for v, (*row, scale) in enumerate(rows):
            if not np.isfinite(z[v]).all() or not np.isfinite(error[:, v]).all():
                continue  # what is not finite bounds nothing, and is decided by integers
            gaps = [
                abs(Fraction(value) - Fraction(top, scale))
                for value, top in zip(z[v].tolist(), row, strict=True)
            ]
            assert max(gaps) <= Fraction(error[0, v])
            assert sum(gap**2 for gap in gaps) <= Fraction(error[1, v]) ** 2
            slack.append(float(max(gaps) / Fraction(error[0, v])) if error[0, v] else 0)
        return settled(layer, z, error, relu, exact)

    monkeypatch.setattr(cutting, "_settled", compared)
    network = wild(rng, rng.choice([(9, 7, 6), (16, 8), (6, 6, 6, 6)]), scales)
    activation_regions(network, ((Fraction(-1, 3), 2), (-1, 1)))
    assert slack and max(slack) < 1
