"""Networks that are hard to cut: planted degeneracies, and numbers out of the ordinary.

A case is a pair (layers, box): layers as pairs (weight, bias) of Fractions, for two inputs.
"""

import random
from fractions import Fraction

from relu_proofs import Network

BOX = ((Fraction(-1), Fraction(1)), (Fraction(-1), Fraction(1)))
PRIME = 2**61 - 1

SCALES = [
    *(Fraction(10) ** k for k in (150, 154, 160, 300, 308, 400, -17, -150, -162, -308, -400)),
    *(Fraction(2) ** k for k in (1023, -140, -1074)),
    Fraction(2) ** 512 * Fraction(15, 16),  # its square is a float, twice its square is none
    Fraction(PRIME),
    Fraction(1, PRIME),
    Fraction(2**200 + 1, 3),
]
"""Around the limits of floats, of their squares, and of machine integers."""
NEAR = [Fraction(1, n) for n in (10**17, 2**53, 2**60, PRIME, 10**30, 10**40)]
"""Differences that floats of ordinary size lose."""


def degenerate(seed):
    """A small network with planted degeneracies, and a box."""
    rng = random.Random(seed)
    bits = rng.choice([1, 1, 2, 3, 8])

    def number():
        if rng.random() < 0.15:
            return Fraction(0)
        return Fraction(rng.randint(-(2**bits), 2**bits), rng.choice([1, 1, 2, 3, 2**16]))

    widths = rng.choice([[3], [6], [9], [3, 3], [4, 2], [2, 4, 3], [5, 5], [3, 3, 3], [1, 1, 1, 2]])
    layers, inputs = [], 2
    for width in [*widths, rng.choice([1, 2])]:
        weight = [[number() for _ in range(inputs)] for _ in range(width)]
        bias = [number() * rng.choice([0, 1, 1]) for _ in range(width)]
        for i in range(1, width):
            _plant(rng, weight, bias, i, first=not layers)
        if len(layers) == 1 and rng.random() < 0.3 and inputs > 1:  # cancels what went before
            weight[0] = [Fraction(0)] * inputs
            weight[0][0], weight[0][1], bias[0] = Fraction(1), Fraction(-1), Fraction(0)
        layers.append((weight, bias))
        inputs = width
    box = rng.choice([BOX, ((0, 1), (0, 1)), ((-1, Fraction(1, 3)), (Fraction(-2, 7), 5))])
    return layers, tuple((Fraction(a), Fraction(b)) for a, b in box)


def _plant(rng, weight, bias, i, first):
    """Perhaps make unit i degenerate, by itself or beside an earlier one."""
    inputs = len(weight[0])
    j, plant = rng.randrange(i), rng.random()
    if plant < 0.12:  # duplicate, opposite or stretched
        factor = rng.choice([1, -1, -1, 2, Fraction(-1, 3)])
        weight[i] = [factor * w for w in weight[j]]
        bias[i] = factor * bias[j]
    elif plant < 0.2:  # parallel
        weight[i], bias[i] = list(weight[j]), bias[j] + Fraction(1, 2)
    elif plant < 0.25:  # zero
        weight[i], bias[i] = [Fraction(0)] * inputs, rng.choice([0, 1, -1]) * Fraction(1)
    elif plant < 0.3:  # dead or always on
        bias[i] = rng.choice([-1, 1]) * Fraction(1000)
    elif plant < 0.4 and inputs == 2 and first:  # through a corner of the box
        bias[i] = -weight[i][0] + weight[i][1]
    elif plant < 0.5 and i > 1 and first:  # through where two others meet
        weight[i] = [a + b for a, b in zip(weight[j], weight[i - 1], strict=True)]
        bias[i] = bias[j] + bias[i - 1]


def unusual(seed, inputs=2):
    """A small network and a box with huge, tiny, long and nearly equal numbers."""
    rng = random.Random(seed)
    kind = rng.choice(["one scale", "a scale for each layer", "some numbers", "nearly equal"])
    one = rng.choice([Fraction(1), *SCALES])

    def number(scale):
        x = Fraction(0)
        if rng.random() < 0.85:
            x = Fraction(rng.randint(-6, 6), rng.choice([1, 1, 2, 3, 7]))
        if kind == "some numbers" and rng.random() < 0.3:
            x *= rng.choice(SCALES)
        if kind == "nearly equal" and rng.random() < 0.5:
            x += rng.choice([-1, 1]) * rng.choice(NEAR)
        return x * scale

    widths = rng.choice([[], [2], [3], [5], [3, 3], [2, 2], [2, 3, 2], [1, 1, 1, 2]])
    layers, before, so_far = [], inputs, Fraction(1)
    for k, width in enumerate([*widths, rng.choice([1, 2, 3])]):
        scale = Fraction(1)
        if kind == "one scale":
            scale = 1 / one if k % 2 and rng.random() < 0.5 else one
        if kind == "a scale for each layer":
            scale = rng.choice([Fraction(1), *SCALES])
        so_far *= scale  # of the values: a bias of that size bends inside the box
        weight = [[number(scale) for _ in range(before)] for _ in range(width)]
        bias = [
            number(so_far if rng.random() < 0.9 else scale) * rng.choice([0, 1, 1])
            for _ in range(width)
        ]
        for i in range(1, width):
            _repeat(rng, weight, bias, i, scale * so_far)
        if rng.random() < 0.05:  # a layer that says nothing
            weight, bias = [[Fraction(0)] * before] * width, [Fraction(0)] * width
        layers.append((weight, bias))
        before = width
    return layers, tuple(_interval(rng) for _ in range(inputs))


def _repeat(rng, weight, bias, i, size):
    """Perhaps make unit i a multiple of an earlier one, or nearly so, or zero, or constant."""
    j, plant = rng.randrange(i), rng.random()
    if plant < 0.15:
        factor = rng.choice([1, -1, 2, Fraction(-1, 3), rng.choice(SCALES)])
        weight[i], bias[i] = [factor * w for w in weight[j]], factor * bias[j]
        if rng.random() < 0.4:
            bias[i] += size * rng.choice(NEAR)
    elif plant < 0.2:
        weight[i], bias[i] = [Fraction(0)] * len(weight[i]), bias[i] * rng.choice([0, 1])


def _interval(rng):
    kind = rng.random()
    if kind < 0.4:
        return rng.choice([BOX[0], (Fraction(0), Fraction(1)), (Fraction(-2, 7), Fraction(5))])
    if kind < 0.7:  # together with another one: extreme in aspect
        scale = rng.choice(SCALES)
        return rng.choice([(-scale, scale), (Fraction(0), scale)])
    if kind < 0.85:  # ends that are one float
        low = Fraction(rng.randint(-3, 3))
        return low, low + rng.choice([*NEAR, Fraction(1, 2**70 + 1)])
    return (  # ends with huge denominators
        Fraction(-rng.randint(1, 2**200), 2**200 + rng.randint(1, 9)),
        Fraction(rng.randint(1, 2**200), 3**130),
    )


def flags(seed, layers):
    """For each hidden layer which of its units are ReLUs: all, some, none."""
    rng = random.Random(f"flags {seed}")
    shares = [rng.choice([0, 0.3, 0.6, 0.9, 1]) for _ in layers[:-1]]
    return [
        [rng.random() < share for _ in bias]
        for share, (_, bias) in zip(shares, layers[:-1], strict=True)
    ]


def pairs(layers, relu):
    """The same function by ReLUs alone: z is r(z) - r(-z)."""
    found = []
    for k, (weight, bias) in enumerate(layers):
        weight, bias = [list(row) for row in weight], list(bias)
        if k:  # what reads the layer before takes each pair off its second unit
            for row in weight:
                row += [-row[i] for i, own in enumerate(relu[k - 1]) if not own]
        if k < len(layers) - 1:
            through = [i for i, own in enumerate(relu[k]) if not own]
            weight += [[-w for w in weight[i]] for i in through]
            bias += [-bias[i] for i in through]
        found.append((weight, bias))
    return found


def strip(layers, box):
    """A case of one input as one of two, the second of which is not looked at."""
    (weight, bias), *rest = layers
    wide = [[w, Fraction(0)] for (w,) in weight]
    return [(wide, bias), *rest], (*box, (Fraction(0), Fraction(1)))


def tent(times):
    """The tent map on [0, 1] composed with itself: 2^times pieces."""
    again = ([[2, -4], [2, -4]], [0, Fraction(-1, 2)])
    first = ([[1], [1]], [0, Fraction(-1, 2)])
    return Network([first, *[again] * (times - 1), ([[2, -4]], [0])])
