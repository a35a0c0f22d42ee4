"""Looks for counterexamples to what the-hexagon proves by an argument, hence included."""

import math
import random
from fractions import Fraction

import flint

from relu_proofs import Network
from relu_proofs.argument.proofs.the_hexagon import HEXAGON, TWO_LAYERS


def _layer(rng, inputs):
    """A network of one hidden layer without biases."""

    def weights(rows, columns):
        return [
            [Fraction(rng.randint(-4, 4), rng.randint(1, 3)) for _ in range(columns)]
            for _ in range(rows)
        ]

    units = rng.randint(1, 3)
    return Network([(weights(units, inputs), [0] * units), (weights(1, units), [0])])


def _point(rng, inputs):
    return [Fraction(rng.randint(-20, 20), rng.randint(1, 6)) for _ in range(inputs)]


def test_six_points_see_no_unit():
    rng = random.Random(11)
    for _ in range(100):
        inputs = rng.randint(1, 4)
        p, q = _point(rng, inputs), _point(rng, inputs)
        f = _layer(rng, inputs)
        corners = [[x * s + y * t for s, t in zip(p, q, strict=True)] for x, y in HEXAGON]
        assert sum((-1) ** j * f(corner) for j, corner in enumerate(corners)) == 0


def test_cosine_alternates_on_the_hexagon():
    """Tests the mathematics only, in ball arithmetic: the package has no cosine."""
    for k in range(6):
        third = flint.arb(k) / 3  # the angle is a third of π times k
        assert flint.arb.cos_pi(3 * third).contains((-1) ** k)
        c = flint.arb.cos_pi(third)
        assert (4 * c**3 - 3 * c).contains((-1) ** k)


def test_two_layers_come_within_a_fifth():
    """The network at the package's exact value, on a fine walk round the circle."""
    root = math.sqrt(3)
    errors = []
    for k in range(720):
        angle = math.pi * k / 360
        x, y = math.cos(angle), math.sin(angle)
        errors.append(abs(float(TWO_LAYERS([x + y / root, 2 * y / root])) - math.cos(3 * angle)))
    assert 0.19 < max(errors) < 1 / math.sqrt(27) + 1e-9 < 0.2
    assert [TWO_LAYERS(corner) for corner in HEXAGON] == [1, -1, 1, -1, 1, -1]
    rng = random.Random(12)
    for _ in range(100):  # the statement's formula is this network
        x, y = _point(rng, 2)
        relu = [max(value, 0) for value in (x, y, -x, -y)]
        folds = 3 * max(relu[0] - relu[1], 0) - 3 * max(relu[2] - relu[3], 0)
        assert TWO_LAYERS([x, y]) == y - 2 * x + folds


def test_one_layer_stays_one_away():
    # any number in place of the root of 3 makes a hexagon p, p + q, q, ... that sees no unit
    rng = random.Random(4)
    for _ in range(200):
        f, root = _layer(rng, 2), Fraction(rng.randint(1, 40), 20)
        half = Fraction(1, 2)
        corners = [
            (1, 0),
            (half, root / 2),
            (-half, root / 2),
            (-1, 0),
            (-half, -root / 2),
            (half, -root / 2),
        ]
        errors = [(-1) ** j - f(corner) for j, corner in enumerate(corners)]
        assert sum((-1) ** j * error for j, error in enumerate(errors)) == 6
        assert max(map(abs, errors)) >= 1


def test_in_the_plane_one_layer_makes_every_even_function():
    # values on directions 0 = d_0 < d_1 < ... < d_n = -d_0, repeated on the opposite side and
    # joined by linear pieces: rebuilt from the kinks at the lines, exactly
    rng = random.Random(5)
    for _ in range(60):
        slopes = sorted(rng.sample(range(-12, 13), rng.randint(2, 6)))
        rays = [(Fraction(1), Fraction(slope, 4)) for slope in slopes]
        values = [Fraction(rng.randint(-9, 9)) for _ in rays]
        full = [*rays, *[(-a, -b) for a, b in rays]]
        pieces = []  # the linear map between neighbouring rays, going round
        for k in range(len(full)):
            (a, b), (c, d) = full[k], full[(k + 1) % len(full)]
            s, t = values[k % len(rays)], values[(k + 1) % len(rays)]
            determinant = a * d - b * c
            assert determinant > 0
            pieces.append(((s * d - b * t) / determinant, (a * t - s * c) / determinant))
        units = []
        for k, (a, b) in enumerate(rays):  # across ray k the map jumps by kink * normal (-b, a)
            jump = [new - old for new, old in zip(pieces[k], pieces[k - 1])]
            kink = jump[1] / a
            assert jump == [-b * kink, a * kink]
            units += [(kink / 2, (-b, a)), (kink / 2, (b, -a))]
        f = Network([([w for _, w in units], [0] * len(units)), ([[v for v, _ in units]], [0])])
        assert [f(ray) for ray in full] == values + values
