"""Looks for counterexamples to what a-line-is-not-a-regression proves by an argument."""

import random
from fractions import Fraction

from relu_proofs import Network, best_affine
from relu_proofs.argument.linear_systems import solve
from relu_proofs.argument.proofs.one_unit import RELU
from relu_proofs.core.rational import dot


def number(rng):
    return Fraction(rng.randint(-6, 6), rng.randint(1, 3))


def least_squares(columns, y):
    """The coefficients that solve the normal equations, by the package's exact elimination."""
    gram = [
        [Fraction(sum(p * q for p, q in zip(a, b, strict=True))) for b in columns] for a in columns
    ]
    v = solve(gram, [Fraction(sum(p * q for p, q in zip(a, y, strict=True))) for a in columns])
    assert v is not None  # the normal equations always have a solution
    return v


def squares(columns, weights, y):
    fitted = [dot(row, weights) for row in zip(*columns, strict=True)]
    return sum((t - s) ** 2 for t, s in zip(y, fitted, strict=True))


def test_no_vertical_regression_line():
    """Where all x are equal, whatever line least squares returns has one height there."""
    rng = random.Random(11)
    for _ in range(50):
        a, heights = number(rng), [number(rng), number(rng)]
        fitted = least_squares([[a, a], [1, 1]], heights)
        line = Network.affine([[fitted[0]]], [fitted[1]])
        assert line(a) == sum(heights) / 2


def test_orthogonal_residuals_are_least():
    rng = random.Random(12)
    for _ in range(100):
        rows, features = rng.randint(1, 6), rng.randint(1, 4)
        columns = [[number(rng) for _ in range(rows)] for _ in range(features)]
        y = [number(rng) for _ in range(rows)]
        v = least_squares(columns, y)
        errors = [
            t - s
            for t, s in zip(y, (dot(row, v) for row in zip(*columns, strict=True)), strict=True)
        ]
        assert all(
            sum(e * g for e, g in zip(errors, column, strict=True)) == 0 for column in columns
        )
        change = [number(rng) for _ in v]
        other = [p + q for p, q in zip(v, change, strict=True)]
        assert squares(columns, other, y) >= squares(columns, v, y)


def test_slope_is_covariance_over_variance():
    """The package's own best affine map of a network on any number of rows."""
    rng, seen = random.Random(13), set()
    for _ in range(60):
        n = rng.randint(2, 6)
        f = Network([([[1], [-1]], [number(rng), 0]), ([[number(rng), 1]], [number(rng)])])
        x = rng.sample(range(-9, 10), n)
        y = [f(t) for t in x]
        (slope,) = best_affine(f, [[t] for t in x]).map.U[0]
        mean = Fraction(sum(x), n), sum(y) / n
        variance = sum((t - mean[0]) ** 2 for t in x)
        covariance = sum((s - mean[0]) * (t - mean[1]) for s, t in zip(x, y, strict=True))
        assert slope * variance == covariance
        assert (slope == 1) == (covariance == variance)
        seen.add(slope == 1)
    assert False in seen


def test_frozen_hinges_are_linear_in_v():
    rng = random.Random(14)
    for _ in range(60):
        inputs, width = rng.randint(1, 3), rng.randint(1, 4)
        first = [[number(rng) for _ in range(inputs)] for _ in range(3)], [0, 1, -1]
        second = [[number(rng) for _ in range(3)] for _ in range(width)], [1] * width
        v, u = ([number(rng) for _ in range(width)] for _ in range(2))
        s, t, x = number(rng), number(rng), [number(rng) for _ in range(inputs)]
        both = [s * p + t * q for p, q in zip(v, u, strict=True)]
        f, g, h = (Network([first, second, ([weights], [0])]) for weights in (v, u, both))
        assert h(x) == s * f(x) + t * g(x)


def test_hidden_weights_enter_bent():
    values = [Network([([[w]], [0]), ([[1]], [0])])(1) for w in (1, -1, 0)]
    assert values == [1, 0, 0] and RELU(1) + RELU(-1) - 2 * RELU(0) == 1


def test_frozen_hinges_are_a_regression():
    rng = random.Random(1)
    for _ in range(100):
        rows, units = rng.randint(1, 7), rng.randint(1, 4)
        hidden = (
            [[rng.randint(-2, 2), rng.randint(-2, 2)] for _ in range(units)],
            [rng.randint(-3, 3) for _ in range(units)],
        )
        x = [(rng.randint(-3, 3), rng.randint(-3, 3)) for _ in range(rows)]
        y = [rng.randint(-5, 5) for _ in range(rows)]
        one = [[int(i == j) for j in range(units)] for i in range(units)]
        features = Network([hidden, (one, [0] * units)])  # r(w·x + b) of each unit
        columns = list(zip(*(features.evaluate(row) for row in x), strict=True))
        v = least_squares(columns, y)
        f = Network([hidden, ([v], [0])])
        least = sum((t - f(row)) ** 2 for row, t in zip(x, y, strict=True))
        assert least == squares(columns, v, y)
        for _ in range(10):
            u = [value + Fraction(rng.randint(-4, 4), 3) for value in v]
            g = Network([hidden, ([u], [0])])
            apart = sum((f(row) - g(row)) ** 2 for row in x)
            assert sum((t - g(row)) ** 2 for row, t in zip(x, y, strict=True)) == least + apart
