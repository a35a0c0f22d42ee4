"""A complete oracle: z3 looks for a broken midpoint, or for a point where a unit has a sign."""

import itertools
from dataclasses import dataclass
from fractions import Fraction

import z3

from relu_proofs import Hull, InputError, Network, Points, Polytope

KINDS = ("space", "box", "polytope", "flat", "hull")


def rational(value):
    value = Fraction(value)
    return z3.Q(value.numerator, value.denominator)


def linear(row, x, constant):
    terms = [rational(a) * t for a, t in zip(row, x, strict=True)]
    return z3.Sum([*terms, rational(constant)])


def walk(network, x):
    """The pre-activations of each hidden layer, then the outputs."""
    for layer, relu in itertools.zip_longest(network.layers, network.relu):
        z = [linear(row, x, b) for row, b in zip(*layer, strict=True)]
        yield z
        if relu is not None:
            pairs = zip(z, relu, strict=True)
            x = [z3.If(value > 0, value, 0) if own else value for value, own in pairs]


@dataclass(frozen=True)
class Drawn:
    """A random domain: its kind, what functions take, and half-spaces or the rows of a hull."""

    kind: str
    given: object
    rows: tuple

    def holds(self, x):
        """What z3 needs to know about a point of it."""
        if self.kind != "hull":
            return [linear(a, x, b) >= 0 for a, b in self.rows]
        weights = [z3.FreshReal() for _ in self.rows]
        return [
            *(w >= 0 for w in weights),
            z3.Sum(weights) == 1,
            *(
                t == z3.Sum([w * rational(p[i]) for w, p in zip(weights, self.rows, strict=True)])
                for i, t in enumerate(x)
            ),
        ]

    def is_affine(self, network):
        """Whether f(x) + f(y) = 2 f((x + y) / 2) for all x, y in the domain."""
        x, y = ([z3.Real(f"{name}{i}") for i in range(network.inputs)] for name in "xy")
        solver = z3.Solver()
        solver.add(*self.holds(x), *self.holds(y))
        middle = [(s + t) / 2 for s, t in zip(x, y, strict=True)]
        values = [[*walk(network, point)][-1] for point in (x, y, middle)]
        solver.add(z3.Or([a + b != 2 * c for a, b, c in zip(*values, strict=True)]))
        return not possible(solver)

    def states(self, network):
        """The state of each hidden unit on the domain."""
        x = [z3.Real(f"x{i}") for i in range(network.inputs)]
        solver = z3.Solver()
        solver.add(*self.holds(x))
        found = {}
        for k, layer in enumerate([*walk(network, x)][:-1]):
            for i, z in enumerate(layer):
                if not network.relu[k][i]:
                    continue
                below, above = possible(solver, z < 0), possible(solver, z > 0)
                found[k, i] = "off" if not above else "switching" if below else "on"
        return found


def possible(solver, *conditions):
    solver.push()
    solver.add(*conditions)
    found = solver.check()
    solver.pop()
    assert found in (z3.sat, z3.unsat)
    return found == z3.sat


def random_domain(chance, inputs, kinds=KINDS):
    """A domain of small numbers; a polytope that is empty makes way for the space."""
    kind = chance.choice(kinds)
    if kind == "hull":
        rows = tuple(
            tuple(Fraction(chance.randint(-3, 3), 2) for _ in range(inputs))
            for _ in range(chance.randint(1, 5))
        )
        return Drawn(kind, Hull(rows), rows)
    if kind == "box":
        box = [
            (low, low + Fraction(chance.choice((1, 2, 4)), 2))
            for low in (chance.randint(-3, 2) for _ in range(inputs))
        ]
        return Drawn(kind, box, tuple(_sides(box)))
    if kind != "space":
        rows = [
            ([chance.randint(-2, 2) for _ in range(inputs)], chance.randint(0, 3))
            for _ in range(chance.randint(1, 5))
        ]
        if kind == "flat":
            level = [chance.randint(-2, 2) for _ in range(inputs)]
            constant = chance.randint(-1, 1)
            rows += [(level, constant), ([-t for t in level], -constant)]
        try:
            return Drawn(kind, Polytope(rows), tuple(rows))
        except InputError:  # no point
            pass
    return Drawn("space", "space", ())


def _sides(box):
    for i, (low, high) in enumerate(box):
        unit = [int(i == j) for j in range(len(box))]
        yield unit, -low
        yield [-t for t in unit], high


def statement_domain(drawn):
    """The domain as a statement about the drawn one must have it."""
    if isinstance(drawn.given, (Polytope, Hull, Points)):
        return drawn.given.json
    if drawn.kind == "space":
        return {"type": "space"}
    return {"type": "box", "intervals": [[str(low), str(high)] for low, high in drawn.given]}


def random_network(chance, depth):
    """A small rational network with many coincidences: units on one crease, cancelling pairs."""
    inputs = chance.randint(1, 3)
    widths = [
        inputs,
        *(chance.randint(1, 4 if depth < 3 else 2) for _ in range(depth)),
        chance.choice((1, 1, 2)),
    ]
    layers = []
    for count, rows in zip(widths, widths[1:], strict=False):
        weight = [
            [Fraction(chance.randint(-2, 2), chance.choice((1, 1, 1, 2))) for _ in range(count)]
            for _ in range(rows)
        ]
        bias = [Fraction(chance.randint(-2, 2), chance.choice((1, 2))) for _ in range(rows)]
        layers.append((weight, bias))
    (weight, bias), last = layers[0], layers[1][0]
    for i in range(1, len(weight)):
        if chance.random() < 0.6:
            j, factor = chance.randrange(i), Fraction(chance.choice((-2, -1, 1, 2)))
            weight[i], bias[i] = [factor * w for w in weight[j]], factor * bias[j]
            for row in last if chance.random() < 0.8 else ():
                row[i] = -row[j] / abs(factor)
    if chance.random() < 0.6:
        return Network(layers)
    relu = [[chance.random() < 0.6 for _ in range(width)] for width in widths[1:-1]]
    return Network(layers, relu)  # some of its units pass on
