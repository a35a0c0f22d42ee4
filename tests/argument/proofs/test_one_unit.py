"""Looks for counterexamples to what one-unit proves by an argument, hence sentences included."""

import random
from fractions import Fraction

from relu_proofs import Network, Piecewise, decide_affine
from relu_proofs.argument.proofs.one_unit import RELU


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
