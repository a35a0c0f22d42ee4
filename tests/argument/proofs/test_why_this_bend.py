"""Looks for counterexamples to what why-this-bend proves by an argument, and to what follows."""

import itertools
import math
import random
from fractions import Fraction

import flint

from relu_proofs import Network, Piecewise, at_point, best_pieces
from relu_proofs.argument.proofs.one_unit import RELU


def number(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def random_network(rng, widths, biases=True):
    return Network(
        [
            (
                [[number(rng) for _ in range(n)] for _ in range(m)],
                [number(rng) if biases else 0 for _ in range(m)],
            )
            for n, m in itertools.pairwise(widths)
        ]
    )


def sigmoid(t):
    return 1 / (1 + (-t).exp())


def arb(value):
    return flint.arb(value.numerator) / value.denominator


def test_a_sigmoid_passes_a_quarter():
    """Tests the mathematics only: quotients of a chain of sigmoids, in ball arithmetic."""
    rng = random.Random(1)
    step = flint.arb(1) / 2**20
    for _ in range(60):
        weights = [number(rng) for _ in range(rng.randint(1, 5))]

        def chain(x, weights=weights):
            for w in weights:
                x = sigmoid(arb(w) * x)
            return x

        x = arb(number(rng))
        slope = (chain(x + step) - chain(x)) / step
        bound = arb(math.prod(map(abs, weights), start=Fraction(1))) / 4 ** len(weights)
        assert not abs(slope) > bound


def paths(network, states, start, end):
    """The sum over the open paths, walked one by one."""
    total = Fraction(0)
    for way in itertools.product(*(range(width) for width in network.widths)):
        if all(states[k][i] for k, i in enumerate(way)):
            nodes = [start, *way, end]
            total += math.prod(
                (
                    layer.weight[after][before]
                    for layer, (before, after) in zip(
                        network.layers, itertools.pairwise(nodes), strict=True
                    )
                ),
                start=Fraction(1),
            )
    return total


def test_relu_passes_all_or_nothing():
    rng = random.Random(2)
    seen = 0
    for _ in range(150):
        widths = [2, *(rng.randint(1, 3) for _ in range(rng.randint(1, 3))), 2]
        network, x = random_network(rng, widths), [number(rng), number(rng)]
        found = at_point(network, x)
        if found.radius == 0:
            continue
        step = Fraction(1) if found.radius is None else found.radius / 2
        for i, j in itertools.product(range(2), repeat=2):
            moved = [value + step * (k == i) for k, value in enumerate(x)]
            slope = (network.evaluate(moved)[j] - network.evaluate(x)[j]) / step
            assert slope == paths(network, found.pattern, i, j)
            seen += slope != 0
    assert seen > 100


def test_a_layer_that_is_off_passes_nothing():
    rng = random.Random(3)
    seen = 0
    for _ in range(400):
        widths = [2, *(rng.randint(1, 2) for _ in range(rng.randint(1, 3))), 1]
        network, x = random_network(rng, widths), [number(rng), number(rng)]
        z = network.pre_activations(x)
        off = next((k for k, layer in enumerate(z) if max(layer) < 0), None)
        if off is None:
            continue
        seen += 1
        tiny = Fraction(1, 10**6)
        near = Network(
            [
                (
                    [[w + tiny * rng.randint(-1, 1) for w in row] for row in layer.weight],
                    [b + tiny * rng.randint(-1, 1) for b in layer.bias],
                )
                if k <= off
                else layer
                for k, layer in enumerate(network.layers)
            ]
        )
        assert near([value + tiny for value in x]) == network(x)
    assert seen > 60


def test_squares_stay_an_eighth_away():
    rng = random.Random(4)
    points = [Fraction(k, 8) for k in range(-8, 9)]
    size = Piecewise.from_network(Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0])]))
    for _ in range(200):
        units = [(number(rng), number(rng), number(rng)) for _ in range(rng.randint(1, 5))]
        c = number(rng)
        errors = [abs(sum(v * (w * x + b) ** 2 for v, w, b in units) + c - size(x)) for x in points]
        assert max(errors) >= Fraction(1, 8)
    assert max(abs(x * x + Fraction(1, 8) - size(x)) for x in points) == Fraction(1, 8)


def test_two_leaky_units_are_a_relu():
    rng = random.Random(5)
    for _ in range(200):
        a, z = number(rng), number(rng)
        leaky = Network([([[1], [-1]], [0, 0]), ([[1, -a]], [0])])
        assert leaky(z) + a * leaky(-z) == (1 - a * a) * RELU(z)


def test_four_bends_with_one_line():
    rng = random.Random(6)
    for _ in range(100):
        z = number(rng, -40, 40)
        t = arb(z)
        assert RELU(z) - RELU(-z) == z
        for bend in (
            lambda t: (1 + t.exp()).log(),
            lambda t: t * sigmoid(t),
            lambda t: t * (1 + (t / flint.arb(2).sqrt()).erf()) / 2,
        ):
            assert (bend(t) - bend(-t)).overlaps(t)


def test_odd_functions_miss_the_v():
    rng = random.Random(7)
    for _ in range(100):
        widths = [1, *(rng.randint(1, 3) for _ in range(rng.randint(1, 3))), 1]
        network = random_network(rng, widths, biases=False)

        def run(x, network=network):
            values = [flint.arb(x)]
            for k, (weight, _) in enumerate(network.layers):
                values = [
                    sum((arb(w) * value for w, value in zip(row, values)), flint.arb(0))
                    for row in weight
                ]
                if k + 1 < len(network.layers):
                    values = [value.tanh() for value in values]
            return values[0]

        assert (run(1) + run(-1)).overlaps(flint.arb(0))
        assert not (abs(run(1) - 1) < 1 and abs(run(-1) - 1) < 1)
    assert best_pieces("abs", -1, 1, 2).error == 0


def test_a_step_cannot_be_pulled():
    """Tests the mathematics only: small changes of what feeds a step do not change it."""
    rng = random.Random(8)
    for _ in range(200):
        w, b, x = number(rng), number(rng), number(rng)
        if w * x + b != 0:
            tiny = abs(w * x + b) / (4 * (1 + abs(x)))
            for dw, db in itertools.product((-tiny, 0, tiny), repeat=2):
                assert ((w + dw) * x + b + db > 0) == (w * x + b > 0)
