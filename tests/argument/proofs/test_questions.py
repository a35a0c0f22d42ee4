"""Looks for counterexamples to the second sentences behind the answers."""

import random
from fractions import Fraction

from relu_proofs import Network, decide_affine
from relu_proofs.argument.proofs.one_unit import RELU


def number(rng, low=-5, high=5):
    return Fraction(rng.randint(low, high), rng.randint(1, 4))


def one_hidden_layer(v, w, b, c):
    return Network([([[k] for k in w], b), ([v], [c])])


def test_what_lazy_training_leaves_out():
    """Whole networks, at inputs where no unit switches: the model is v·z + Δv·z + v·Δz."""
    rng = random.Random(1)
    seen = 0
    for _ in range(400):
        n = rng.randint(1, 4)
        v, w, b = ([number(rng) for _ in range(n)] for _ in range(3))
        dv, dw, db = ([number(rng) / 8 for _ in range(n)] for _ in range(3))
        x, c = number(rng), number(rng)
        moved = [
            [p + q for p, q in zip(*pair, strict=True)] for pair in ((v, dv), (w, dw), (b, db))
        ]
        start, end = one_hidden_layer(v, w, b, c), one_hidden_layer(*moved, c)
        if start.pattern([x]) != end.pattern([x]):
            continue
        on = [i for i, sign in enumerate(start.pattern([x])[0]) if sign]
        z, dz = ([k * x + m for k, m in zip(*p, strict=True)] for p in ((w, b), (dw, db)))
        model = start(x) + sum(dv[i] * z[i] + v[i] * dz[i] for i in on)
        assert end(x) - model == sum(dv[i] * dz[i] for i in on)
        seen += bool(on)
    assert seen > 50


def test_odd_and_homogeneous():
    """g as one network: its outer units are m(x, y) and m(−x, −y)."""
    rng = random.Random(2)
    hidden = [[1, -1], [0, 1], [0, -1], [-1, 1]]
    g = Network(
        [
            (hidden, [0] * 4),
            ([[1, 1, -1, 0], [0, -1, 1, 1]], [0, 0]),
            ([[1, -1]], [0]),
        ]
    )
    for _ in range(200):
        x, y, a = number(rng), number(rng), number(rng)
        assert g([x, y]) == max(0, x, y) - max(0, -x, -y)
        assert g([a * x, a * y]) == a * g([x, y])
    assert decide_affine(g, "space").verdict == "not-affine"


def test_the_central_quotient_is_a_half():
    rng = random.Random(3)
    for _ in range(100):
        h = Fraction(rng.randint(1, 50), rng.randint(1, 50))
        assert (RELU(h) - RELU(-h)) / (2 * h) == Fraction(1, 2)
        x = h * rng.choice((-1, 1)) * (1 + Fraction(1, rng.randint(1, 9)))  # off the corner
        assert (RELU(x + h) - RELU(x - h)) / (2 * h) == (x > 0)
