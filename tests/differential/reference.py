"""What is true of a network on a domain, found by going through all of its activation cells.

Forms are tuples of Fraction, one slope for each parameter and the constant last.  Nothing is
shared with the package; a domain is a `Domain`, a network a list of layers (weight, bias), or
(weight, bias, relu) where ``relu`` says of each unit whether it is a ReLU or passes on.
"""

from dataclasses import dataclass
from fractions import Fraction

from .cones import Cone


@dataclass(frozen=True)
class Domain:
    """A set of inputs: a polyhedron of parameters, and each input as a form of these.

    For all domains but hulls the parameters are the inputs; a hull is the image of the weights of
    its rows, all but the first.
    """

    cone: Cone
    inputs: tuple


def identity(dimension):
    """The inputs as forms of themselves."""
    return tuple(tuple(Fraction(i == j) for j in range(dimension + 1)) for i in range(dimension))


def polyhedron(dimension, rows):
    """The points with a . x + b >= 0 for all rows (a, b)."""
    cone = Cone.everything(dimension)
    for a, b in rows:
        cone = cone.cut((*a, b))
    return Domain(cone, identity(dimension))


def box_rows(intervals):
    """The half-spaces of a box; a side of length 0 is allowed."""
    rows = []
    for i, (low, high) in enumerate(intervals):
        unit = [int(i == j) for j in range(len(intervals))]
        rows += [(unit, -low), ([-x for x in unit], high)]
    return rows


def hull(points):
    """The convex hull of points, by the weights of all points but the first."""
    first, *others = points
    count = len(others)
    weights = [([int(i == j) for j in range(count)], 0) for i in range(count)]
    simplex = polyhedron(count, [*weights, ([-1] * count, 1)])
    inputs = tuple(
        (*(point[i] - first[i] for point in others), first[i]) for i in range(len(first))
    )
    return Domain(simplex.cone, inputs)


def combined(row, bias, forms, width):
    """The form sum row_i forms_i + bias."""
    total = [Fraction(0)] * width
    total[-1] = Fraction(bias)
    for factor, form in zip(row, forms, strict=True):
        if factor:
            total = [t + factor * x for t, x in zip(total, form, strict=True)]
    return tuple(total)


def relus(layer):
    """Whether each unit of a hidden layer is a ReLU: all of them where nothing is said."""
    return layer[2] if len(layer) == 3 else (True,) * len(layer[1])


@dataclass(frozen=True)
class Cell:
    """A part of a domain where every unit keeps its state, and the outputs there."""

    pattern: tuple
    cone: Cone
    outputs: tuple


class Cells:
    """All activation cells of a network that have an interior in the domain.

    A unit is on in a cell where z > 0 inside, and off where z <= 0; so a unit that is identically
    0 is off.  ``seen`` holds for each unit whether z < 0 and whether z > 0 somewhere.
    """

    def __init__(self, layers, domain):
        self.layers, self.domain = layers, domain
        self.seen, self.cells = {}, []
        self._visit(domain.cone, (), (), domain.inputs)

    def _visit(self, cone, done, states, forms):
        """``done``: the states of earlier layers; ``states``: those of this one, 1 for passing."""
        layer, unit = len(done), len(states)
        weight, bias = self.layers[layer][:2]
        width = len(cone.generators[0])
        if layer == len(self.layers) - 1:
            outputs = tuple(combined(*pair, forms, width) for pair in zip(weight, bias))
            self.cells.append(Cell(done, cone, outputs))
            return
        bends = relus(self.layers[layer])
        if unit == len(weight):
            hidden = [combined(*pair, forms, width) for pair in zip(weight, bias)]
            nothing = (Fraction(0),) * width
            after = [z if on else nothing for z, on in zip(hidden, states)]
            own = tuple(state for state, bend in zip(states, bends, strict=True) if bend)
            self._visit(cone, (*done, own), (), after)
            return
        if not bends[unit]:
            self._visit(cone, done, (*states, 1), forms)
            return
        z = combined(weight[unit], bias[unit], forms, width)
        negative, positive = cone.signs(z)
        before = self.seen.get((layer, unit), (False, False))
        self.seen[layer, unit] = (before[0] or negative, before[1] or positive)
        if positive:
            part = cone.cut(z) if negative else cone
            self._visit(part, done, (*states, 1), forms)
        if negative or not positive:
            part = cone.cut([-x for x in z]) if positive else cone
            self._visit(part, done, (*states, 0), forms)

    @property
    def is_affine(self):
        """Whether one affine map serves the whole domain."""
        first = self.cells[0].outputs
        return all(
            self.domain.cone.vanishes([x - y for x, y in zip(one, two)])
            for cell in self.cells[1:]
            for one, two in zip(first, cell.outputs)
        )

    @property
    def states(self):
        """For each unit off, on or switching, in order."""
        return {unit: state(*self.seen[unit]) for unit in sorted(self.seen)}

    def equals_map(self, U, c):
        """Whether the network is x -> U x + c on the domain."""
        return self.equals([(U, c)])

    def equals(self, layers):
        """Whether another network is the same function on the domain."""
        for cell in self.cells:
            for part in Cells(layers, Domain(cell.cone, self.domain.inputs)).cells:
                for one, two in zip(cell.outputs, part.outputs, strict=True):
                    if not part.cone.vanishes([x - y for x, y in zip(one, two)]):
                        return False
        return True

    def farthest(self, outputs):
        """The largest |f - g| for these forms g over a bounded domain."""
        return max(
            abs(sum((x - y) * t for x, y, t in zip(one, two, (*corner, 1))))
            for cell in self.cells
            for corner in cell.cone.corners
            for one, two in zip(cell.outputs, outputs)
        )


def state(negative, positive):
    """The word for a unit that takes these signs."""
    return "switching" if negative and positive else "on" if positive else "off"


def evaluate(layers, x):
    """For each layer its values before the ReLU."""
    found = []
    for layer in layers:
        x = [
            sum((w * t for w, t in zip(row, x, strict=True)), Fraction(b))
            for row, b in zip(*layer[:2], strict=True)
        ]
        found.append(x)
        x = [
            max(value, Fraction(0)) if bend else value
            for value, bend in zip(x, relus(layer), strict=True)
        ]
    return found


def states_at(layers, rows):
    """For each hidden unit off, on or switching over finitely many inputs."""
    values = [evaluate(layers, x)[:-1] for x in rows]
    found = {}
    for k, layer in enumerate(layers[:-1]):
        for i, bend in enumerate(relus(layer)):
            if bend:
                z = [value[k][i] for value in values]
                found[k, i] = state(min(z) < 0, max(z) > 0)
    return found


def solved(rows, right):
    """One solution of linear equations by Gauss's elimination, or None."""
    rows = [[*row, value] for row, value in zip(rows, right, strict=True)]
    width, pivots = len(rows[0]) - 1, []
    for column in range(width):
        top = len(pivots)
        found = next((i for i in range(top, len(rows)) if rows[i][column]), None)
        if found is None:
            continue
        rows[top], rows[found] = rows[found], rows[top]
        rows[top] = [value / rows[top][column] for value in rows[top]]
        for i, row in enumerate(rows):
            if i != top and row[column]:
                rows[i] = [x - row[column] * y for x, y in zip(row, rows[top])]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    solution = [Fraction(0)] * width
    for row, column in zip(rows, pivots):
        solution[column] = row[-1]
    return solution


def is_affine_on_rows(layers, rows):
    """Whether one affine map gives the outputs at finitely many inputs."""
    system = [[*x, Fraction(1)] for x in rows]
    outputs = zip(*(evaluate(layers, x)[-1] for x in rows))
    return all(solved(system, values) is not None for values in outputs)


def least_squares(layers, rows):
    """The residuals of the best affine map on rows, and R^2, for each output."""
    system = [[*x, Fraction(1)] for x in rows]
    columns = list(zip(*system))
    gram = [[sum(map(Fraction.__mul__, one, two)) for two in columns] for one in columns]
    found = []
    for values in zip(*(evaluate(layers, x)[-1] for x in rows)):
        beta = solved(gram, [sum(map(Fraction.__mul__, one, values)) for one in columns])
        residuals = [y - sum(b * t for b, t in zip(beta, x)) for x, y in zip(system, values)]
        mean = sum(values) / len(rows)
        spread = sum((y - mean) ** 2 for y in values)
        lost = sum(e**2 for e in residuals)
        found.append((residuals, 1 - lost / spread if spread else None))
    return found


def knots_and_slopes(layers):
    """Of a network of one input and one output: knots, slopes, and the value at 0."""
    cells = Cells(layers, polyhedron(1, [])).cells
    pieces = sorted((_from(cell.cone), cell.outputs[0][0]) for cell in cells)
    knots, slopes = [], [pieces[0][1]]
    for (_, start), slope in pieces[1:]:
        if slope != slopes[-1]:
            knots.append(start)
            slopes.append(slope)
    return knots, slopes, evaluate(layers, [Fraction(0)])[-1][0]


def _from(cone):
    """Where an interval starts, in an order in which minus infinity comes first."""
    endless = cone.lines or any(ray[0] < 0 == ray[1] for ray in cone.rays)
    return (0, Fraction(0)) if endless else (1, min(cone.corners)[0])
