"""Looks for counterexamples to what layers proves by an argument, and to what follows."""

import itertools
import random
from fractions import Fraction

import flint

from relu_proofs import Network, Piecewise, decide_affine
from relu_proofs.argument.figures.layers import NETWORKS, kind, layer
from relu_proofs.argument.proofs.one_unit import RELU


def number(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def arb(value):
    return flint.arb(value.numerator) / value.denominator


def sigmoid(t):
    return 1 / (1 + (-t).exp())


def convolved(x, kernel, bias, stride, padding):
    padded = [Fraction(0)] * padding + list(x) + [Fraction(0)] * padding
    starts = range(0, len(padded) - len(kernel) + 1, stride)
    return tuple(sum((w * padded[i + k] for k, w in enumerate(kernel)), bias) for i in starts)


def test_fixed_sums_are_affine():
    """Convolutions, averages and stored norms, against the matrix read off at the unit vectors."""
    rng = random.Random(1)
    for _ in range(100):
        size = rng.randint(3, 6)
        kernel = [number(rng) for _ in range(rng.randint(1, 3))]
        bias, stride, padding = number(rng), rng.randint(1, 2), rng.randint(0, 2)
        root, mean, scale, shift = Fraction(rng.randint(1, 5), 3), *(number(rng) for _ in range(3))
        if not scale:
            continue

        def norm(value, root=root, mean=mean, scale=scale, shift=shift):
            return scale * (value - mean) / root + shift

        def run(x, kernel=kernel, bias=bias, stride=stride, padding=padding, norm=norm):
            values = convolved(x, kernel, bias, stride, padding)
            return [*map(norm, values), sum(x) / len(x)]

        zero = run([Fraction(0)] * size)
        units = [run([Fraction(i == j) for j in range(size)]) for i in range(size)]
        matrix = [[unit[k] - zero[k] for unit in units] for k in range(len(zero))]
        x = [number(rng) for _ in range(size)]
        assert Network.affine(matrix, zero).evaluate(x) == tuple(run(x))


def test_pieces_of_pieces_are_pieces():
    """The layers of the picture that are made of pieces, one fed into another and added up."""
    rng = random.Random(2)
    for f, g in itertools.product(NETWORKS, repeat=2):
        both = f.after(g)
        whole = Piecewise.from_network(both)
        for _ in range(10):
            x = number(rng)
            assert both(x) == f(g(x)) == whole(x)
            assert f.minus(g)(x) == f(x) - g(x)
    assert [kind(k) for k in range(6)] == ["straight", *["straight in pieces"] * 3, *["curved"] * 2]


def test_a_maximum_is_one_relu():
    rng = random.Random(3)
    for _ in range(200):
        a, b = number(rng), number(rng)
        assert a + RELU(b - a) == max(a, b)


def test_relu6_is_two_units():
    rng = random.Random(4)
    for _ in range(200):
        z = number(rng, -9, 20)
        assert RELU(z) - RELU(z - 6) == min(Fraction(6), max(Fraction(0), z))


def test_hard_swish_is_curved():
    rng = random.Random(5)
    swish = layer(4)
    for _ in range(200):
        z, h = Fraction(rng.randint(-11, 11), 4), Fraction(rng.randint(1, 4), 16)
        assert swish(z + h) - 2 * swish(z) + swish(z - h) == h * h / 3
        far = Fraction(rng.randint(4, 9))
        assert (swish(far), swish(-far)) == (far, 0)


def test_bounded_and_rising_is_not_in_pieces():
    """Bounded networks are constant far out; the four functions rise there all the same."""
    rng = random.Random(6)
    for _ in range(200):
        network = Network(
            [
                ([[number(rng)] for _ in range(3)], [number(rng) for _ in range(3)]),
                ([[number(rng) for _ in range(3)]], [number(rng)]),
            ]
        )
        line = Piecewise.from_network(network)
        far = max([Fraction(1), *line.knots])
        bounded = abs(line(far + 10**9) - line(far)) < 10**6
        assert bounded == (line(far + 1) == line(far))
        x = far
        for f in (
            sigmoid,
            lambda t: t.tanh(),
            lambda t: t.exp() / (t.exp() + 1),
            lambda t: t / (t * t + 1).sqrt(),
        ):
            with flint.ctx.workprec(2000):
                here, next_ = f(arb(x)), f(arb(x + 1))
                assert here < next_ < 1


def test_attention_is_not_in_pieces():
    """Tests the mathematics only: the two-token formula, and that it stays below x for ever."""
    rng = random.Random(7)
    with flint.ctx.workprec(2000):
        for _ in range(100):
            x = arb(number(rng, 1, 20))
            weights = [(x * x).exp(), flint.arb(1)]
            output = weights[0] * x / sum(weights)
            assert output.overlaps(x * sigmoid(x * x))
            assert 0 < x - output and x - output < 1


def test_a_coin_keeps_the_mean():
    rng = random.Random(8)
    for _ in range(60):
        count = rng.randint(1, 4)
        weight = [[number(rng), number(rng)] for _ in range(count)]
        v, c, p = [number(rng) for _ in range(count)], number(rng), Fraction(rng.randint(0, 4), 4)
        x = [number(rng), number(rng)]
        network = Network([(weight, [0] * count), ([v], [c])])
        mean = Fraction(0)
        for mask in itertools.product((0, 1), repeat=count):
            chance = p ** sum(mask) * (1 - p) ** (count - sum(mask))
            dropped = [m * value for m, value in zip(mask, v, strict=True)]
            mean += chance * Network([(weight, [0] * count), ([dropped], [c])])(x)
        assert mean == c + p * (network(x) - c)


def test_a_mask_that_does_not_look_is_linear():
    rng = random.Random(9)
    for _ in range(100):
        weight = [[number(rng), number(rng)] for _ in range(2)]
        v, mask = [number(rng), number(rng)], [rng.randint(0, 1) for _ in range(2)]
        network = Network([(weight, [0, 0]), ([v], [0])])
        frozen = network.affine_piece([mask])
        assert frozen.c == (0,)
        x = [number(rng), number(rng)]
        by_x = network.affine_piece(network.pattern(x))
        assert by_x(x)[0] == network(x)
    bent = Network([([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])])
    assert decide_affine(bent, "space").verdict == "not-affine"
