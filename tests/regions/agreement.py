"""What is found, compared with the slow reference or with what was found another way."""

from fractions import Fraction

from relu_proofs import Network
from relu_proofs.regions.regions import activation_regions

from . import reference
from .networks import strip


def agree(layers, box, relu=None):
    """Cut as the reference cuts; returns what was found.  ``relu`` as for `Network`."""
    network = Network(layers, relu)
    found = activation_regions(network, box)
    on_a_line = len(box) == 1
    chain, sides = strip(layers, box) if on_a_line else (layers, box)
    with_flags = [(*pair, own) for pair, own in zip(chain, [*network.relu, ()], strict=True)]
    slow = [
        (_of_units(network, states), polygon)
        for states, polygon in reference.regions(with_flags, sides)
    ]
    expected = {}
    for pattern, polygon in slow:
        points = [(Fraction(x, s), Fraction(y, s)) for x, y, s in polygon]
        ends = ((min(points)[0],), (max(points)[0],))
        expected[pattern] = frozenset(ends if on_a_line else points)
    assert len(found) == len(slow)
    assert {region.pattern: frozenset(region.vertices) for region in found} == expected
    _count_again(found, slow)
    return found


def _of_units(network, states):
    """The pattern: the states of the ReLU units alone."""
    return tuple(
        tuple(state for state, own in zip(row, relu, strict=True) if own)
        for row, relu in zip(states, network.relu, strict=True)
    )


def _count_again(found, slow):
    """Maps and pieces, from the maps of the items and the polygons of the reference."""
    maps = {region.pattern: (region.U, region.c) for region in found}
    assert found.distinct_affine_maps == len(set(maps.values()))
    ours = [maps[pattern] for pattern, _ in slow]
    assert found.connected_pieces == reference.pieces(slow, lambda i, j: ours[i] == ours[j])


def told(found):
    """All that is promised of regions, without their order."""
    return (
        {(region.pattern, frozenset(region.vertices)) for region in found},
        len(found),
        found.distinct_affine_maps,
        found.connected_pieces,
    )


def doubled_area(points):
    """Twice the area of a polygon that is walked counter-clockwise."""
    return sum(
        p[0] * q[1] - q[0] * p[1] for p, q in zip(points, points[1:] + points[:1], strict=True)
    )
