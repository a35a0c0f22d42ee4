"""Looks for counterexamples to what without-biases proves by an argument, hence included."""

import itertools
import random
from fractions import Fraction

from relu_proofs import Network
from relu_proofs.argument.proofs.almost_linear import HAT
from relu_proofs.argument.proofs.the_flaw import DISTANCE
from relu_proofs.argument.proofs.without_biases import constant_as_input, without_biases


def _network(rng, inputs, biases=False, layers=None):
    """A network of one to three hidden layers, one to three units each."""
    widths = [inputs, *(rng.randint(1, 3) for _ in range(layers or rng.randint(1, 3))), 1]
    return Network(
        [
            (
                [
                    [Fraction(rng.randint(-4, 4), rng.randint(1, 3)) for _ in range(n)]
                    for _ in range(m)
                ],
                [rng.randint(-3, 3) * biases for _ in range(m)],
            )
            for n, m in zip(widths, widths[1:], strict=False)
        ]
    )


def _point(rng, inputs):
    """So many fractions."""
    return [Fraction(rng.randint(-20, 20), rng.randint(1, 6)) for _ in range(inputs)]


def test_bias_free_networks_scale():
    rng = random.Random(1)
    for _ in range(200):
        f, t = _network(rng, 2), Fraction(rng.randint(0, 9), rng.randint(1, 9))
        x = _point(rng, 2)
        assert f([t * value for value in x]) == t * f(x)


def test_no_bias_free_network_is_near_one():
    rng = random.Random(2)
    for _ in range(100):
        f = _network(rng, 2)
        assert max(abs(f(x) - 1) for x in ([0, 0], _point(rng, 2))) >= 1


def test_one_input_two_slopes():
    rng = random.Random(3)
    for _ in range(200):
        f, (x,) = _network(rng, 1), _point(rng, 1)
        assert f(x) == f(1) * max(x, 0) + f(-1) * max(-x, 0)


def test_xor_without_biases():
    for a, b in itertools.product((0, 1), repeat=2):
        assert DISTANCE([a, b]) == (a + b == 1)


def test_the_hat_from_a_constant_input():
    rng = random.Random(13)
    g = constant_as_input(HAT)
    assert not any(any(layer.bias) for layer in g.layers)
    for _ in range(100):
        (x,) = _point(rng, 1)
        assert g([x, 1]) == max(0, 1 - abs(x))


def test_biases_can_be_deleted():
    # a homogeneous function computed with biases: z travels as r(z + s) - r(-z - s) - s
    rng = random.Random(6)
    for _ in range(100):
        (W, _), (V, _), u = _network(rng, 2, layers=2).layers
        shift = [rng.randint(-3, 3) for _ in W]
        first = (
            [[sign * w for w in row] for row in W for sign in (1, -1)],
            [sign * s for s in shift for sign in (1, -1)],
        )
        second = (
            [[sign * v for v in row for sign in (1, -1)] for row in V],
            [-sum(v * s for v, s in zip(row, shift)) for row in V],
        )
        g = Network([first, second, u])
        for x in (_point(rng, 2) for _ in range(10)):
            assert g([3 * value for value in x]) == 3 * g(x)
            assert without_biases(g)(x) == g(x)


def test_one_constant_input_restores_biases():
    rng = random.Random(7)
    for _ in range(100):
        f = _network(rng, 2, biases=True)
        g, x = constant_as_input(f), _point(rng, 2)
        assert not any(any(layer.bias) for layer in g.layers)
        assert g([*x, 1]) == f(x)
