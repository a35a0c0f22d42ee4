from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis.strategies import sampled_from

from relu_proofs.core.linalg import solve
from relu_proofs.core.network import Network
from relu_proofs.core.rational import dot, matmul
from tests.strategies import matrices, networks, vectors


@given(networks(inputs=2, hidden=(1, 1), biases=False), matrices(4, 2))
def test_least_squares_slope_is_half_vw(f, half):
    sample = half + [[-t for t in x] for x in half]
    rows = [(*x, 1) for x in sample]
    gram = matmul(list(zip(*rows, strict=True)), rows)
    moments = [dot(column, [f(x) for x in sample]) for column in zip(*rows, strict=True)]
    assume(len({tuple(x) for x in half}) > 1)
    a, b = gram[0][:2], gram[1][:2]
    assume(a[0] * b[1] != a[1] * b[0])  # no direction of the inputs is constant
    hidden, last = f.layers
    slope = [value / 2 for value in matmul(last.weight, hidden.weight)[0]]
    assert list(solve(gram, moments)[:2]) == slope


def linear_by_the_rule(v, w):
    live = [i for i in range(2) if v[i] and any(w[i])]
    if not live:
        return True
    if len(live) == 1 or w[0][0] * w[1][1] != w[0][1] * w[1][0]:
        return False
    at = 0 if w[0][0] else 1
    k = w[1][at] / w[0][at]
    return v[0] + abs(k) * v[1] == 0


@given(matrices(2, 2), vectors(2))
def test_two_two_one_linear_exactly_when(w, v):
    f = Network([(w, [0, 0]), ([v], [0])])
    # linear means odd; four points decide, since each direction in which f folds is among them
    four = [*w, *([-y, x] for x, y in w)]
    odd = all(f(p) + f([-t for t in p]) == 0 for p in four)
    assert odd == linear_by_the_rule(v, w)
    if odd:
        slope = [dot(v, column) / 2 for column in zip(*w, strict=True)]
        for x in ([1, 0], [0, 1], [-2, 3], [Fraction(1, 3), -1], *four):
            assert f(x) == dot(slope, x)


def order(maps, x):
    """How the values of the maps at x lie to each other; None where two of them agree."""
    values = [one(x)[0] for one in maps]
    return (
        None if len(set(values)) < len(values) else sorted(range(len(maps)), key=values.__getitem__)
    )


@given(networks(inputs=2, hidden=(1, 2), width=2), vectors(2), vectors(2), sampled_from((1, 8, 64)))
def test_finitely_many_affine_maps_make_pieces(f, x, step, near):
    """In one cell, where the maps of all patterns keep their order, the network keeps its map."""
    patterns = product(*(list(product((0, 1), repeat=width)) for width in f.widths))
    maps = sorted({f.affine_piece(pattern) for pattern in patterns})
    y = [a + b / near for a, b in zip(x, step, strict=True)]
    assume(order(maps, x) is not None and order(maps, x) == order(maps, y))
    (at_x,), (at_y,) = ([one for one in maps if one(p)[0] == f(p)] for p in (x, y))
    assert at_x == at_y
