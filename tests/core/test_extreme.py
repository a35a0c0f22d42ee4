"""Extreme points beside linear programs: none goes that others do not have among their means."""

import random

from relu_proofs.core import extreme as module
from relu_proofs.core.extreme import extreme
from relu_proofs.core.farkas import alternative_among


def random_points(chance):
    """Different points; half of the time in a plane of fewer dimensions, some with a bottom."""
    inputs, count = chance.randint(1, 3), chance.randint(2, 16)
    flat = chance.random() < 0.5
    found = {}
    for _ in range(count):
        x = [chance.randint(-3, 3) for _ in range(inputs)]
        if flat:
            x[-1] = x[0] + 1
        bottom = chance.choice((1, 1, 2))
        if bottom == 1 or any(value % 2 for value in x):  # in lowest terms, so that equal is equal
            found[*x, bottom] = None
    return list(found) or [(0,) * inputs + (1,)]


def is_extreme(points, p):
    others = [x for q, x in enumerate(points) if q != p]
    return alternative_among(points[p], [], others)[0] is None


def test_exactly_the_extreme_points_stay():
    dropped = 0
    for seed in range(300):
        points = random_points(random.Random(f"extreme {seed}"))
        kept = extreme(points, range(len(points)))
        if len(kept) < len(points):
            assert kept == [p for p in range(len(points)) if is_extreme(points, p)], seed
            dropped += 1
    assert dropped > 100


def test_many_dimensions_many_corners_and_long_numbers_are_left_alone(monkeypatch):
    chance = random.Random(0)
    wide = [(*(chance.randint(0, 9) for _ in range(9)), 1) for _ in range(40)]
    assert extreme(wide, range(40)) == list(range(40))
    square = [(x, y, 1) for x in range(8) for y in range(8)]
    assert len(extreme(square, range(64))) == 4
    monkeypatch.setattr(module, "_MOST_KEPT", 3)
    assert len(extreme(square, range(64))) > 4
    monkeypatch.setattr(module, "_MOST_BITS", 0)
    assert extreme(square, range(64)) == list(range(64))


def test_only_those_that_are_asked_about_are_looked_at():
    points = [(0, 1), (5, 1), (9, 1), (5, 1)]
    assert extreme(points, [0, 1, 2]) == [0, 2]
