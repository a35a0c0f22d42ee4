"""Looks for counterexamples to what one-unit proves by an argument, hence sentences included."""

import math
import random
from fractions import Fraction

import flint

from relu_proofs import Network, Piecewise, best_line, decide_affine
from relu_proofs.argument.proofs.one_unit import HAT, RELU


def number(rng, low=-6, high=6):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def second_difference(f, x, h):
    return f(x + h) - 2 * f(x) + f(x - h)


def leaky(a):
    """r(x) - a r(-x)."""
    return Network([([[1], [-1]], [0, 0]), ([[1, -a]], [0])])


def test_relu_is_not_affine():
    rng = random.Random(11)
    assert second_difference(RELU, 0, 1) == 1
    for _ in range(50):
        line = Network.affine([[number(rng)]], [number(rng)])
        assert second_difference(line, 0, 1) == 0


def test_affine_where_zero_is_not_inside():
    rng, seen = random.Random(12), set()
    for _ in range(100):
        a, b = sorted((number(rng), number(rng)))
        if a < b:
            verdict = decide_affine(RELU, (a, b)).verdict
            seen.add(verdict)
            assert (verdict == "affine") == (a * b >= 0)
    assert seen == {"affine", "not-affine"}


def test_bent_where_zero_is_inside():
    rng = random.Random(13)
    for _ in range(30):
        a, b = -Fraction(rng.randint(1, 9), 4), Fraction(rng.randint(1, 9), 4)
        t = Fraction(rng.randint(1, 7), 8)
        assert RELU((1 - t) * a + t * b) < (1 - t) * RELU(a) + t * RELU(b)
        assert decide_affine(RELU, (a, b)).verdict == "not-affine"


def test_all_the_bend_sits_at_the_knot():
    rng = random.Random(14)
    for _ in range(100):
        c, t = number(rng, 1, 6) * rng.choice((1, -1)), number(rng)
        f = Network([([[1]], [-t]), ([[c]], [0])])
        bends = Piecewise.from_network(f)
        assert (bends.knots, bends.jumps) == ((t,), (c,))
        x, h = number(rng), number(rng, 1, 6)
        assert second_difference(f, t, h) == c * h != 0
        if 0 < h <= abs(x - t):
            assert second_difference(f, x, h) == 0


def test_leaky_relu_bends_too():
    rng = random.Random(15)
    for a in (1, *(number(rng) for _ in range(30))):
        assert Piecewise.from_network(leaky(a)).jumps == ((1 - a,) if a != 1 else ())
        assert (decide_affine(leaky(a), "space").verdict == "affine") == (a == 1)


def test_softplus_gap():
    """Tests the mathematics only, in ball arithmetic: the package has no softplus."""
    rng = random.Random(1)
    for _ in range(300):
        beta = flint.arb(rng.randint(1, 400)) / 20
        z = flint.arb(rng.randint(-300, 300)) / 30
        relu = z if z > 0 else flint.arb(0)
        gap = (1 + (beta * z).exp()).log() / beta - relu
        formula = (1 + (-beta * abs(z)).exp()).log() / beta
        assert gap.overlaps(formula)
        if z != 0:
            assert gap < flint.arb(2).log() / beta
        else:
            assert gap.overlaps(flint.arb(2).log() / beta)


def test_one_line_is_a_quarter_away():
    rng = random.Random(16)
    for _ in range(20):
        R = number(rng, 1, 9)
        best = best_line(Piecewise.from_network(RELU), -R, R)
        assert best.error == R / 4
        assert (best.function(0), best.function(R)) == (R / 4, 3 * R / 4)


def test_the_same_at_every_zoom():
    rng = random.Random(17)
    for _ in range(200):
        k, x = number(rng, 1, 9), number(rng)
        assert RELU(k * x) == k * RELU(x)
        assert k * RELU(x / k) == RELU(x)


def _random_network(rng, widths, biases):
    return Network(
        [
            (
                [[number(rng) for _ in range(n)] for _ in range(m)],
                [rng.randint(-3, 3) if biases else 0 for _ in range(m)],
            )
            for n, m in zip(widths, widths[1:], strict=False)
        ]
    )


def test_nothing_is_almost_linear():
    rng = random.Random(2)
    bent = 0
    for _ in range(200):
        widths = [2, *(rng.randint(1, 3) for _ in range(rng.randint(1, 3))), 1]
        f = _random_network(rng, widths, biases=False)
        a, q, bound = (rng.randint(-3, 3), rng.randint(-3, 3)), rng.randint(-9, 9), 1000
        x = (rng.randint(-5, 5), rng.randint(-5, 5))
        linear = a[0] * x[0] + a[1] * x[1]
        assert all(f([k * t for t in x]) == k * f(x) for k in (0, Fraction(1, 3), 7))
        if f(x) != linear:  # then far enough along the ray of x the map a.x + q is out of bounds
            bent += 1
            k = math.ceil((bound + abs(q)) / abs(f(x) - linear)) + 1
            assert abs(f([k * t for t in x]) - (k * linear + q)) > bound
    assert bent > 100


def test_a_hat_is_not_affine():
    assert second_difference(HAT, 0, 1) == -2
    assert [HAT(x) for x in (-1, 0, 1)] == [0, 1, 0]


def test_a_hat_is_almost_constant():
    rng = random.Random(18)
    assert decide_affine(HAT, "space").verdict == "not-affine"
    assert all(
        abs(HAT(number(rng, -400, 400)) - Fraction(1, 2)) <= Fraction(1, 2) for _ in range(200)
    )


def is_affine(network):
    """Whether the package decides so on the whole line."""
    return decide_affine(network, "space").verdict == "affine"


def test_a_ruler_makes_no_angle():
    rng = random.Random(3)
    for _ in range(60):
        maps = [Network.affine([[1]], [0]), Network.affine([[0]], [1])]
        for _ in range(8):
            f, g = rng.choice(maps), rng.choice(maps)
            p, q = rng.randint(-3, 3), rng.randint(-3, 3)
            maps.append(
                rng.choice(
                    [
                        f.minus(Network.affine([[-1]], [0]).after(g)),  # the sum
                        Network.affine([[p]], [q]).after(f),
                        f.after(g),
                    ]
                )
            )
        x, h = Fraction(rng.randint(-20, 20), 7), Fraction(rng.randint(1, 20), 3)
        assert second_difference(maps[-1], x, h) == 0
        assert is_affine(maps[-1])
