"""Evaluates statements again, sharing no code with the package: a second opinion for tests."""

import itertools
import random
from fractions import Fraction

from .regions import reference as reference_regions


def relu(z):
    return z if z > 0 else Fraction(0)


def network(value, x):
    flags = []
    for layer in value["layers"]:
        x = [relu(t) if own else t for t, own in itertools.zip_longest(x, flags, fillvalue=False)]
        flags = layer.get("relu", [True] * len(layer["weight"]))
        x = [
            sum((Fraction(w) * t for w, t in zip(row, x, strict=True)), Fraction(b))
            for row, b in zip(layer["weight"], layer["bias"], strict=True)
        ]
    return x


def before(value, x):
    """The values before each ReLU, one list a hidden layer."""
    heads = [{"layers": value["layers"][: k + 1]} for k in range(len(value["layers"]) - 1)]
    return [network(head, x) for head in heads]


def numbers(x):
    return [Fraction(t) for t in x]


def mean(points, weights):
    """The mean of points with weights whose sum is not 0."""
    return [
        sum((w * t for w, t in zip(weights, column, strict=True)), Fraction(0)) / sum(weights)
        for column in zip(*points, strict=True)
    ]


def belongs(domain, x):
    """Whether a point lies in a domain; of a hull only its points are known to."""
    if domain["type"] in ("points", "hull"):
        return x in [numbers(p) for p in domain["points"]]
    if domain["type"] == "box":
        ends = [numbers(pair) for pair in domain["intervals"]]
        return all(low <= t <= high for t, (low, high) in zip(x, ends, strict=True))
    return all(
        sum(Fraction(a) * t for a, t in zip(row, x, strict=True)) + Fraction(b) >= 0
        for row, b in domain.get("rows", ())
    )


def some_points(domain, dimension, rng, known=(), count=200):
    """Points of a domain, corners and small numbers among them, and means of known points."""
    if domain["type"] in ("points", "hull"):
        known = [numbers(p) for p in domain["points"]]
    if domain["type"] == "points":
        return known
    found = list(known)
    for _ in range(20 * count * (domain["type"] != "hull")):
        x = [Fraction(rng.randint(-12, 12), rng.choice((1, 2, 4))) for _ in range(dimension)]
        if domain["type"] == "box":
            ends = [numbers(pair) for pair in domain["intervals"]]
            x = [low + (high - low) * Fraction(rng.randint(0, 8), 8) for low, high in ends]
        if belongs(domain, x):
            found.append(x)
        if len(found) >= count:
            break
    if found and domain["type"] in ("polytope", "hull"):  # these are convex
        for _ in range(count // 2):
            some = rng.choices(found, k=3)
            found.append(mean(some, [rng.randint(1, 4), rng.randint(0, 4), rng.randint(0, 4)]))
    return found


def evident_points(domain, evidence):
    """The points that evidence names, or None if one of them is not shown to be in the domain."""
    if domain["type"] != "hull":
        points = [numbers(x) for x in evidence.get("points", ())]
        return points if all(belongs(domain, x) for x in points) else None
    rows, found = [numbers(p) for p in domain["points"]], []
    for pairs in evidence["weights"]:
        weights = [Fraction(w) for _, w in pairs]
        if min(weights) < 0 or sum(weights) != 1:
            return None
        found.append(mean([rows[p] for p, _ in pairs], weights))
    return found


def with_creases(value, points, rng, pairs=30):
    """The points, and some between them where a unit changes its sign, or nearly."""
    found = list(points)
    for _ in range(pairs if len(points) > 1 else 0):
        x, y = rng.sample(points, 2)
        ends = zip(*(itertools.chain(*before(value, end)) for end in (x, y)), strict=True)
        for a, b in list(ends)[:8]:
            if a * b < 0:
                found.append(mean([x, y], [b, -a]))
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
            layer.get("relu", [True] * len(layer["weight"])),
        )
        for layer in statement["network"]["layers"]
    ]
    box = [tuple(map(Fraction, ends)) for ends in statement["domain"]["intervals"]]
    if len(box) == 1:
        layers[0] = [[*row, Fraction(0)] for row in layers[0][0]], *layers[0][1:]
        box.append((Fraction(0), Fraction(1)))
    found = reference_regions.regions(layers, box)
    maps = set()
    for pattern, _ in found:
        values = []
        for x in ([0, 0], [1, 0], [0, 1]):
            for (weight, bias, _), states in zip(layers, [*pattern, None], strict=True):
                x = [
                    sum(w * t for w, t in zip(row, x, strict=True)) + b
                    for row, b in zip(weight, bias, strict=True)
                ]
                if states is not None:
                    x = [t * on for t, on in zip(x, states, strict=True)]
            values += x
        maps.add(tuple(values))
    return (len(found), len(maps)) == (statement["regions"], statement["maps"])


def width(statement):
    return len(statement["network"]["layers"][0]["weight"][0])


def combination_holds(statement, evidence, rng):
    m = [Fraction(c) for c in evidence["coefficients"]]
    points = evident_points(statement["domain"], evidence)
    if points is None:
        return False
    sums = [
        sum(c * t for c, t in zip(m, column, strict=True)) for column in zip(*points, strict=True)
    ]
    values = [network(statement["network"], x)[evidence["output"]] for x in points]
    return (
        not any(sums)
        and (statement["kind"] == "not-linear" or sum(m) == 0)
        and sum(c * v for c, v in zip(m, values, strict=True)) != 0
    )


def affine_holds(statement, evidence, rng):
    domain, known = statement["domain"], []
    if "point" in evidence:
        known = [numbers(evidence["point"])]
        if not belongs(domain, *known):
            return False
    points = some_points(domain, width(statement), rng, known)
    if domain["type"] != "points":
        points = with_creases(statement["network"], points, rng)
    return map_holds(statement, points)


def identity_holds(statement, evidence, rng):
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


def equals_holds(statement, evidence, rng):
    xs = [Fraction(rng.randint(-60, 60), rng.choice((1, 8, 16))) for _ in range(200)]
    return all(network(statement["network"], [x]) == [line(statement, x)] for x in xs)


def within_holds(statement, evidence, rng):
    low, high = map(Fraction, statement["interval"])
    xs = [low + (high - low) * Fraction(k, 96) for k in range(97)]
    return all(
        abs(target(statement["target"], x) - line(statement, x))
        <= Fraction(statement["error"]) + Fraction(1, 10**12)
        for x in xs
    )


def units_hold(statement, evidence, rng):
    """Off and on at points of the domain; that a strict sign occurs, at those or at witnesses."""
    domain = statement["domain"]
    known = evident_points(domain, evidence) if domain["type"] != "points" else []
    if known is None:
        return False
    xs = some_points(domain, width(statement), rng, known)
    if domain["type"] != "points":
        xs = with_creases(statement["network"], xs, rng)
    values = [before(statement["network"], x) for x in xs]
    for entry in statement["units"]:
        (k, i), state = entry["unit"], entry["state"]
        if not statement["network"]["layers"][k].get("relu", {i: True})[i]:
            return False  # it passes on, so there is no such unit
        low, high = min(z[k][i] for z in values), max(z[k][i] for z in values)
        if not {"on": low >= 0 and high > 0, "off": high <= 0, "switching": low < 0 < high}[state]:
            return False
    return True


HOLDS = {
    "not-affine": combination_holds,
    "not-linear": combination_holds,
    "affine-on": affine_holds,
    "identity": identity_holds,
    "equals": equals_holds,
    "within": within_holds,
    "floor": lambda statement, evidence, rng: statement["pieces"] > 2 or not beaten(statement),
    "regions": lambda statement, evidence, rng: regions_hold(statement),
    "unit-sign": units_hold,
}


def looks_true(statement, evidence, seed=0):
    """False if a counterexample is found among a few hundred points."""
    return HOLDS[statement["kind"]](statement, evidence, random.Random(seed))
