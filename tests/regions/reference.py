"""The slow, obvious twin of `relu_proofs.regions`: clip a polygon by one unit after the other.

Points are integers (X, Y, S), S > 0, that stand for (X/S, Y/S); forms are integers (A, B, C) that
stand for A x + B y + C.  Nothing is shared with the package.
"""

import itertools
from fractions import Fraction
from math import gcd, lcm


def integers(values):
    """The values times their least common denominator, which is > 0."""
    scale = lcm(*(Fraction(value).denominator for value in values))
    return [int(value * scale) for value in values]


def at(form, point):
    return sum(a * x for a, x in zip(form, point, strict=True))


def clip(polygon, form):
    """The part of a convex polygon where form >= 0."""
    kept = []
    for p, q in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        u, v = at(form, p), at(form, q)
        if u >= 0:
            kept.append(p)
        if u * v < 0:
            crossing = [abs(v) * a + abs(u) * b for a, b in zip(p, q, strict=True)]
            kept.append(tuple(x // gcd(*crossing) for x in crossing))
    return kept


def regions(layers, box):
    """All pairs (pattern, polygon) of a network of two inputs given as pairs (weight, bias).

    A layer may hold a third entry, whether each of its units is a ReLU: one that passes on is 1 in
    every pattern.
    """
    (a, b), (c, d) = box
    corners = [tuple(integers([x, y, 1])) for x, y in ((a, c), (b, c), (b, d), (a, d))]
    found = []

    def visit(polygon, done, current, forms, k):
        """``current``: states of layer k so far; ``forms``: of the layer's inputs."""
        if k == len(layers) - 1:
            found.append((tuple(done), polygon))
            return
        weight, bias, *relu = layers[k]
        i = len(current)
        if i == len(weight):
            after = [
                form(weight[j], bias[j], forms) if on else (0, 0, 0) for j, on in enumerate(current)
            ]
            visit(polygon, [*done, tuple(current)], [], after, k + 1)
            return
        if relu and not relu[0][i]:
            visit(polygon, done, [*current, 1], forms, k)
            return
        z = form(weight[i], bias[i], forms)
        whole = integers(z)
        values = [at(whole, p) for p in polygon]
        if max(values) > 0:
            part = clip(polygon, whole) if min(values) < 0 else polygon
            visit(part, done, [*current, 1], forms, k)
        if min(values) < 0 or max(values) == 0:
            part = clip(polygon, [-x for x in whole]) if max(values) > 0 else polygon
            visit(part, done, [*current, 0], forms, k)

    def form(row, constant, forms):
        return tuple(
            sum(w * f[n] for w, f in zip(row, forms, strict=True)) + (n == 2) * constant
            for n in range(3)
        )

    visit(corners, [], [], [(1, 0, 0), (0, 1, 0)], 0)
    return found


def area(polygon):
    """The exact area of a polygon that is walked counter-clockwise."""
    points = [(Fraction(x, s), Fraction(y, s)) for x, y, s in polygon]
    return (
        sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(points, points[1:] + points[:1], strict=True))
        / 2
    )


def pieces(found, same):
    """The number of pieces left when polygons that share more than a point and are ``same`` join.

    ``found`` as from `regions`; ``same(i, j)`` says whether two of them have one map.
    """
    polygons = [[(Fraction(x, s), Fraction(y, s)) for x, y, s in polygon] for _, polygon in found]
    piece = list(range(len(found)))
    for i, j in itertools.combinations(range(len(found)), 2):
        if piece[i] != piece[j] and same(i, j) and _share_an_edge(polygons[i], polygons[j]):
            piece = [piece[i] if k == piece[j] else k for k in piece]
    return len(set(piece))


def _share_an_edge(one, two):
    return any(
        _overlap(edge, other)
        for edge in zip(one, one[1:] + one[:1], strict=True)
        for other in zip(two, two[1:] + two[:1], strict=True)
    )


def _overlap(edge, other):
    (p, q), (r, s) = edge, other
    if any((q[0] - p[0]) * (t[1] - p[1]) != (q[1] - p[1]) * (t[0] - p[0]) for t in (r, s)):
        return False
    return max(min(p, q), min(r, s)) < min(max(p, q), max(r, s))  # along a line, by coordinates
