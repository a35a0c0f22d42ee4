"""Evaluates statements again, sharing no code with the package: a second opinion for tests."""

import itertools
import random
from fractions import Fraction

from .regions import reference as reference_regions


def relu(z):
    return z if z > 0 else Fraction(0)


def network(value, x):
    for k, layer in enumerate(value["layers"]):
        if k:
            x = [relu(t) for t in x]
        x = [
            sum((Fraction(w) * t for w, t in zip(row, x, strict=True)), Fraction(b))
            for row, b in zip(layer["weight"], layer["bias"], strict=True)
        ]
    return x


def before(value, x):
    """The values before each ReLU, one list a hidden layer."""
    heads = [{"layers": value["layers"][: k + 1]} for k in range(len(value["layers"]) - 1)]
    return [network(head, x) for head in heads]


def some_points(domain, dimension, rng, count=200):
    """Points of a domain, corners and small numbers among them."""
    if domain["type"] == "points":
        return [[Fraction(t) for t in x] for x in domain["points"]]
    found = []
    for _ in range(20 * count):
        x = [Fraction(rng.randint(-12, 12), rng.choice((1, 2, 4))) for _ in range(dimension)]
        if domain["type"] == "box":
            ends = [(Fraction(a), Fraction(b)) for a, b in domain["intervals"]]
            x = [low + (high - low) * Fraction(rng.randint(0, 8), 8) for low, high in ends]
        if domain["type"] != "polytope" or all(
            sum(Fraction(a) * t for a, t in zip(row, x, strict=True)) + Fraction(b) >= 0
            for row, b in domain["rows"]
        ):
            found.append(x)
        if len(found) == count:
            break
    return found


def map_holds(statement, points):
    return all(
        network(statement["network"], x)
        == [
            sum((Fraction(u) * t for u, t in zip(row, x, strict=True)), Fraction(c))
            for row, c in zip(statement["U"], statement["c"], strict=True)
        ]
        for x in points
    )


def term(value, names):
    if isinstance(value, str):
        return names[value] if value in names else Fraction(value)
    parts = [term(part, names) for part in value[1:]]
    if value[0] == "r":
        return relu(parts[0])
    total = parts[0]
    for part in parts[1:]:
        total = total + part if value[0] == "+" else total * part
    return total


def relation(value, names):
    left, right = term(value["left"], names), term(value["right"], names)
    return {"=": left == right, ">=": left >= right, ">": left > right, "!=": left != right}[
        value["relation"]
    ]


def line(f, x):
    """A function given by knots, slopes and one value: add up the slopes on the way to x."""
    at, total = Fraction(f["at"]), Fraction(f["value"])
    low, high = min(at, x), max(at, x)
    ends = [low, *(t for t in map(Fraction, f["knots"]) if low < t < high), high]
    for a, b in itertools.pairwise(ends):
        piece = sum(Fraction(t) < (a + b) / 2 for t in f["knots"])
        total += Fraction(f["slopes"][piece]) * (b - a) * (1 if x > at else -1)
    return total


def target(f, x):
    x = Fraction(x)
    if f["type"] == "piecewise":
        return line(f, x)
    if f["type"] == "sqrt":
        return Fraction(float(x) ** 0.5)
    over, under = (
        sum(Fraction(c) * x**k for k, c in enumerate(p))
        for p in (f.get("coefficients", f.get("top")), f.get("bottom", ["1"]))
    )
    return over / under


def beaten(statement):
    """Whether some function with knots on a coarse grid stays clearly below the floor."""
    low, high, error = map(Fraction, (*statement["interval"], statement["error"]))
    grid = [low + (high - low) * Fraction(k, 48) for k in range(49)]
    value = [float(target(statement["target"], x)) for x in grid]
    for inner in itertools.combinations(range(6, 48, 6), max(statement["pieces"], 1) - 1):
        knots = [0, *inner, 48]
        for shift in itertools.product((-1, 0, 1), repeat=len(knots)):
            heights = [value[k] + s * 0.9 * float(error) for k, s in zip(knots, shift, strict=True)]
            if all(
                abs(value[k] - y - (z - y) * (k - i) / (j - i)) < 0.95 * float(error)
                for (i, y), (j, z) in itertools.pairwise(zip(knots, heights, strict=True))
                for k in range(i, j + 1)
            ):
                return True
    return False


def regions_hold(statement):
    """Count again, by the slow reference; and the maps from their values at three points."""
    layers = [
        (
            [[Fraction(w) for w in row] for row in layer["weight"]],
            [Fraction(b) for b in layer["bias"]],
        )
        for layer in statement["network"]["layers"]
    ]
    box = [tuple(map(Fraction, ends)) for ends in statement["domain"]["intervals"]]
    if len(box) == 1:
        layers[0] = [[*row, Fraction(0)] for row in layers[0][0]], layers[0][1]
        box.append((Fraction(0), Fraction(1)))
    found = reference_regions.regions(layers, box)
    maps = set()
    for pattern, _ in found:
        values = []
        for x in ([0, 0], [1, 0], [0, 1]):
            for (weight, bias), states in zip(layers, [*pattern, None], strict=True):
                x = [
                    sum(w * t for w, t in zip(row, x, strict=True)) + b
                    for row, b in zip(weight, bias, strict=True)
                ]
                if states is not None:
                    x = [t * on for t, on in zip(x, states, strict=True)]
            values += x
        maps.add(tuple(values))
    return (len(found), len(maps)) == (statement["regions"], statement["maps"])


def looks_true(statement, evidence, seed=0):
    """False if a counterexample is found among a few hundred points."""
    rng = random.Random(seed)
    kind = statement["kind"]
    if kind in ("not-affine", "not-linear"):
        m = [Fraction(c) for c in evidence["coefficients"]]
        points = [[Fraction(t) for t in x] for x in evidence["points"]]
        sums = [
            sum(c * t for c, t in zip(m, column, strict=True))
            for column in zip(*points, strict=True)
        ]
        values = [network(statement["network"], x)[evidence["output"]] for x in points]
        return (
            not any(sums)
            and (kind == "not-linear" or sum(m) == 0)
            and sum(c * v for c, v in zip(m, values, strict=True)) != 0
        )
    if kind == "affine-on":
        width = len(statement["network"]["layers"][0]["weight"][0])
        return map_holds(statement, some_points(statement["domain"], width, rng))
    if kind == "same-pattern":
        points = [[Fraction(t) for t in x] for x in statement["points"]]
        mixes = []
        for _ in range(50):
            weights = [rng.randint(0, 4) for _ in points]
            if sum(weights):
                mixes.append(
                    [
                        sum(w * x[i] for w, x in zip(weights, points, strict=True))
                        / Fraction(sum(weights))
                        for i in range(len(points[0]))
                    ]
                )
        return map_holds(statement, points + mixes)
    if kind == "identity":
        for _ in range(3000):
            names = {
                name: Fraction(rng.randint(-3, 3), rng.choice((1, 1, 2)))
                for name in statement["variables"]
            }
            if all(relation(h, names) for h in statement["hypotheses"]) and (
                statement["conclusion"] == "false" or not relation(statement["conclusion"], names)
            ):
                return False
        return True
    if kind == "equals":
        xs = [Fraction(rng.randint(-60, 60), rng.choice((1, 8, 16))) for _ in range(200)]
        return all(network(statement["network"], [x]) == [line(statement, x)] for x in xs)
    if kind == "within":
        low, high = map(Fraction, statement["interval"])
        xs = [low + (high - low) * Fraction(k, 96) for k in range(97)]
        return all(
            abs(target(statement["target"], x) - line(statement, x))
            <= Fraction(statement["error"]) + Fraction(1, 10**12)
            for x in xs
        )
    if kind == "floor":
        return statement["pieces"] > 2 or not beaten(statement)
    if kind == "regions":
        return regions_hold(statement)
    if kind == "unit-sign":
        width = len(statement["network"]["layers"][0]["weight"][0])
        xs = [before(statement["network"], x) for x in some_points(statement["domain"], width, rng)]
        ranges = [
            (min(z[k][i] for z in xs), max(z[k][i] for z in xs), entry["state"])
            for entry in statement["units"]
            for k, i in [entry["unit"]]
        ]
        return all(
            {"on": low >= 0, "off": high <= 0, "switching": low < 0 < high}[state]
            for low, high, state in ranges
        )
    raise ValueError(f"no oracle for {kind}")
