"""A complete oracle for "affine on a polytope": z3 looks for a broken midpoint."""

from fractions import Fraction

import z3

from relu_proofs import Network


def rational(value):
    value = Fraction(value)
    return z3.Q(value.numerator, value.denominator)


def outputs(network, x):
    for k, layer in enumerate(network.layers):
        x = [
            z3.Sum([rational(w) * t for w, t in zip(row, x, strict=True)] + [rational(b)])
            for row, b in zip(*layer, strict=True)
        ]
        if k < len(network.layers) - 1:
            x = [z3.If(value > 0, value, 0) for value in x]
    return x


def is_affine(network, rows=()):
    """Whether f(x) + f(y) = 2 f((x + y) / 2) for all x, y with a . x + b >= 0 for all rows."""
    x, y = ([z3.Real(f"{name}{i}") for i in range(network.inputs)] for name in "xy")
    solver = z3.Solver()
    for point in (x, y):
        for a, b in rows:
            solver.add(
                z3.Sum([rational(c) * t for c, t in zip(a, point, strict=True)]) + rational(b) >= 0
            )
    middle = [(s + t) / 2 for s, t in zip(x, y, strict=True)]
    values = [outputs(network, point) for point in (x, y, middle)]
    solver.add(z3.Or([a + b != 2 * c for a, b, c in zip(*values, strict=True)]))
    found = solver.check()
    assert found in (z3.sat, z3.unsat)
    return found == z3.unsat


def random_network(chance, depth):
    """A small rational network with many coincidences: units on one crease, cancelling pairs."""
    inputs = chance.randint(1, 3)
    widths = [
        inputs,
        *(chance.randint(1, 4 if depth < 3 else 2) for _ in range(depth)),
        chance.choice((1, 1, 2)),
    ]
    layers = []
    for count, rows in zip(widths, widths[1:], strict=False):
        weight = [
            [Fraction(chance.randint(-2, 2), chance.choice((1, 1, 1, 2))) for _ in range(count)]
            for _ in range(rows)
        ]
        bias = [Fraction(chance.randint(-2, 2), chance.choice((1, 2))) for _ in range(rows)]
        layers.append((weight, bias))
    (weight, bias), last = layers[0], layers[1][0]
    for i in range(1, len(weight)):
        if chance.random() < 0.6:
            j, factor = chance.randrange(i), Fraction(chance.choice((-2, -1, 1, 2)))
            weight[i], bias[i] = [factor * w for w in weight[j]], factor * bias[j]
            for row in last if chance.random() < 0.8 else ():
                row[i] = -row[j] / abs(factor)
    return Network(layers)
