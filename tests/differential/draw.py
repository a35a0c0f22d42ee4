"""Random cases: networks with coincidences, every kind of domain, numbers of every kind.

A case is a function of its seed alone, so that a seed printed by a failure makes it again.
"""

import random
from dataclasses import dataclass
from fractions import Fraction

from .reference import box_rows, hull, polyhedron

SHAPES = ("plain", "plain", "some", "skip", "maximum", "skip and maximum")
"""Of networks: all ReLUs; some units pass on; a value goes past ReLUs; maxima of two."""
MOST_LAYERS = 4
DOMAINS = ("space", "box", "polytope", "flat", "points", "hull")
NUMBERS = ("small", "huge", "tiny", "prime", "near", "mixed")
PRIME = 2**61 - 1
"""The modulus of ranks in many programs: multiples of it vanish there."""


@dataclass(frozen=True)
class Case:
    """A network, a list of pairs (weight, bias), and a domain of a kind.

    ``relu`` says of each hidden unit whether it is a ReLU; the others pass on.  ``data`` is nothing
    for the space, intervals for a box, rows (a, b) for a polytope (with an interior, or "flat"
    without one), points for points and a hull.
    """

    seed: int
    domain: str
    numbers: str
    layers: tuple
    relu: tuple
    data: tuple

    @property
    def chain(self):
        """The network as the reference has it: the flags beside weight and bias."""
        flags = [*self.relu, (True,) * len(self.layers[-1][1])]
        return [(*pair, own) for pair, own in zip(self.layers, flags, strict=True)]

    @property
    def inputs(self):
        """The number of inputs."""
        return len(self.layers[0][0][0])

    @property
    def region(self):
        """The domain as the reference has it; None for points."""
        if self.domain == "points":
            return None
        if self.domain == "hull":
            return hull(self.data)
        return polyhedron(self.inputs, box_rows(self.data) if self.domain == "box" else self.data)


def number(chance, kind):
    """A random rational of a kind, 0 now and then."""
    if kind == "mixed":
        kind = chance.choice(NUMBERS[:-1])
    value = Fraction(chance.randint(-3, 3), chance.choice((1, 1, 1, 2, 3)))
    if kind == "near":
        return value + Fraction(chance.choice((-1, 0, 0, 1)), 10**17)
    if kind == "small" or chance.random() < 0.4:
        return value
    if kind == "prime":
        return value * PRIME if chance.random() < 0.8 else value / PRIME
    return value * (10**400 if kind == "huge" else Fraction(1, 10**400))


def case(seed, domain=None):
    """The case of a seed; the kind of domain goes round with the seeds."""
    chance = random.Random(f"differential {seed}")
    domain = domain or DOMAINS[seed % len(DOMAINS)]
    numbers = chance.choice(NUMBERS)
    inputs = chance.choice((1, 1, 2, 2, 3))
    layers = _network(chance, numbers, inputs)
    data = _domain(chance, domain, numbers, inputs)
    layers, relu = _with_passing(random.Random(f"passing {seed}"), numbers, layers)
    return Case(seed, domain, numbers, layers, relu, data)


# ---- networks


def _network(chance, kind, inputs):
    depth = chance.choice((0, 1, 1, 1, 2, 2, 3))
    most = 4 if depth < 3 else 2
    outputs = chance.choice((1, 1, 1, 2))
    widths = [inputs, *(chance.randint(1, most) for _ in range(depth)), outputs]
    layers = []
    for before, after in zip(widths, widths[1:]):
        weight = [[number(chance, kind) for _ in range(before)] for _ in range(after)]
        layers.append((weight, [number(chance, kind) for _ in range(after)]))
    for layer, following in zip(layers, layers[1:]):
        _coincide(chance, kind, layer, following[0])
    return tuple((tuple(map(tuple, weight)), tuple(bias)) for weight, bias in layers)


def _coincide(chance, kind, layer, following):
    """Make some units duplicate, opposite, zero or dead, and some of them cancel."""
    weight, bias = layer
    for i in range(len(weight)):
        what = chance.choice(("as it is", "copy", "copy", "opposite", "zero", "dead"))
        if what in ("copy", "opposite") and i:
            j = chance.randrange(i)
            factor = Fraction(chance.choice((1, 1, 2, 3)), chance.choice((1, 2)))
            if kind in ("near", "mixed") and chance.random() < 0.3:
                factor += Fraction(1, 10**17)
            sign = -1 if what == "opposite" else 1
            weight[i] = [sign * factor * w for w in weight[j]]
            bias[i] = sign * factor * bias[j]
            if chance.random() < 0.7:  # what they contribute cancels, up to an affine part
                for row in following:
                    row[i] = -row[j] / factor
        elif what == "zero":
            weight[i] = [Fraction(0)] * len(weight[i])
            bias[i] = Fraction(chance.choice((-1, 0, 0, 1)))
        elif what == "dead":
            weight[i] = [-abs(w) for w in weight[i]]
            bias[i] = -abs(bias[i])


# ---- units that pass on


def _with_passing(chance, kind, layers):
    """A network of ReLUs made into one of some shape, and for each hidden layer its flags."""
    shape = chance.choice(SHAPES)
    chain = [[list(map(list, weight)), list(bias), [True] * len(bias)] for weight, bias in layers]
    if "skip" in shape and len(chain) > 1:
        _skip(chance, kind, chain)
    if "maximum" in shape and len(chain) < MOST_LAYERS:
        _maximum(chance, kind, chain)
    if shape == "some":
        for layer in chain[:-1]:
            share = chance.choice((0, 0.5, 0.5, 0.8))
            layer[2] = [chance.random() < share for _ in layer[2]]
    pairs = tuple((tuple(map(tuple, weight)), tuple(bias)) for weight, bias, _ in chain)
    return pairs, tuple(tuple(relu) for *_, relu in chain[:-1])


def _skip(chance, kind, chain):
    """What comes into a layer is passed on beside it and some more, then added further on."""
    start = chance.randrange(len(chain) - 1)
    end = chance.randint(start + 1, len(chain) - 1)
    size = len(chain[start][0][0])
    for k in range(start, end):
        weight, bias, relu = chain[k]
        columns = len(weight[0])
        if k > start:  # the values passed on come last
            for row in weight:
                row += [Fraction(0)] * size
        first = 0 if k == start else columns
        weight += [[Fraction(first + i == j) for j in range(len(weight[0]))] for i in range(size)]
        bias += [Fraction(0)] * size
        relu += [False] * size
    rows = chain[end][0]
    square = len(rows) == size and chance.random() < 0.6
    for i, row in enumerate(rows):  # a residual sum where it fits, or any sum
        row += [Fraction(i == j) if square else number(chance, kind) for j in range(size)]


def _maximum(chance, kind, chain):
    """Each output becomes the larger of two: max(a, b) = b + r(a - b)."""
    weight, bias, _ = chain.pop()
    hidden, shifts, relu, last = [], [], [], []
    for row, a in zip(weight, bias):
        other = [number(chance, kind) for _ in row]
        if chance.random() < 0.3:  # the size of the first
            other = [-w for w in row]
        b = number(chance, kind)
        hidden += [[x - y for x, y in zip(row, other)], other]
        shifts += [a - b, b]
        relu += [True, False]
    for i in range(len(bias)):
        last.append([Fraction(j // 2 == i) for j in range(len(hidden))])
    chain += [[hidden, shifts, relu], [last, [Fraction(0)] * len(bias), [True] * len(bias)]]


# ---- domains


def _domain(chance, domain, kind, inputs):
    if domain == "space":
        return ()
    if domain == "box":
        lows = [number(chance, kind) for _ in range(inputs)]
        return tuple((low, low + (abs(number(chance, kind)) or 1)) for low in lows)
    if domain in ("polytope", "flat"):
        return _polytope(chance, domain, kind, inputs)
    rows = [_row(chance, kind, inputs) for _ in range(chance.randint(1, 6))]
    if len(rows) > 2 and chance.random() < 0.4:  # on a line, or one row twice
        share = Fraction(chance.choice((0, 1, 2, 3)), 2)
        rows[2] = tuple(a + share * (b - a) for a, b in zip(*rows[:2]))
    if domain == "points" and len(rows) > 1 and chance.random() < 0.3:
        rows.append(chance.choice(rows))
    return tuple(rows)


def _row(chance, kind, inputs):
    return tuple(number(chance, kind) for _ in range(inputs))


def _polytope(chance, domain, kind, inputs):
    """Rows (a, b) that a random point satisfies; a flat one has some of them both ways."""
    while True:
        point = _row(chance, kind, inputs)
        level = chance.randint(1, inputs) if domain == "flat" else 0
        rows = []
        for i in range(level + chance.randint(1, 4)):
            a = _row(chance, kind, inputs)
            value = sum(x * t for x, t in zip(a, point))
            slack = 0 if i < level else max(Fraction(0), number(chance, kind))
            rows.append((a, slack - value))
            if i < level:
                factor = -chance.choice((1, 1, 2, Fraction(1, 3)))
                rows.append((tuple(factor * x for x in a), -factor * value))
        chance.shuffle(rows)
        if _has_interior(inputs, rows) == (domain == "polytope"):
            return tuple(rows)


def _has_interior(inputs, rows):
    """Whether a polytope that is not empty has one: no row that is not all 0 vanishes on it."""
    cone = polyhedron(inputs, rows).cone
    return not any(any(a) and cone.vanishes((*a, b)) for a, b in rows)


def is_of_its_kind(case):
    """Whether the domain of a case is what its kind says: for cases that were changed."""
    if case.domain == "box":
        return all(low < high for low, high in case.data)
    if case.domain not in ("polytope", "flat"):
        return True
    if case.region.cone.is_empty:
        return False
    return _has_interior(case.inputs, case.data) == (case.domain == "polytope")
