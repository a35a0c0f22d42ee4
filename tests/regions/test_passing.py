"""Units that pass on: they cut nothing, have no state, and hand on what they are given."""

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import product

import pytest

from relu_proofs import Network, activation_regions, check, slice_of
from relu_proofs.argument.figures.regions import regions as draw
from relu_proofs.core.rational import InputError
from relu_proofs.regions.regions import regions_certificate
from tests.differential.cones import Cone

from .agreement import agree, told
from .networks import BOX, degenerate, flags, pairs, unusual

LINE = (BOX[0],)


def maximum(rows, bias):
    """The largest of affine forms of the inputs: max(a, b) = b + r(a - b), one after the other."""
    rows, bias, layers, relu = [list(row) for row in rows], list(bias), [], []
    while len(rows) > 1:
        # Of the values that are left: the first two become b and r(a - b), the others pass on.
        (a, b, *others), (s, t, *shifts) = rows, bias
        weight = [[x - y for x, y in zip(a, b, strict=True)], b, *others]
        layers.append((weight, [s - t, t, *shifts]))
        relu.append([True] + [False] * (len(weight) - 1))
        rows = [[1, 1] + [0] * len(others)]
        rows += [[0, 0] + [int(i == j) for j in range(len(others))] for i in range(len(others))]
        bias = [0] * len(rows)
    return Network([*layers, (rows, bias)], relu)


def residual(seed):
    """x -> x + W r(V x + b) twice over, then a sum: the stream is passed on beside each block."""
    layers, box = degenerate(seed)
    (one, b), (two, c) = layers[0], degenerate(seed + 1000)[0][0]
    same = [[1, 0], [0, 1]]
    back = [[Fraction((i + 2 * j) % 5 - 2, 3) for i in range(len(b))] for j in range(2)]
    # The second block reads the stream, which is x + back r(...) by then.
    stream = [[*back[j], *same[j]] for j in range(2)]
    read = [[sum(w * s[i] for w, s in zip(row, stream, strict=True)) for i in range(len(b) + 2)]
            for row in two]  # fmt: skip
    chain = [
        ([*one, *same], [*b, 0, 0]),
        ([*read, *stream], [*c, 0, 0]),
        ([[1, -1] * (len(c) // 2) + [1] * (len(c) % 2) + [1, 2]], [0]),
    ]
    return chain, box, [[True] * len(b) + [False] * 2, [True] * len(c) + [False] * 2]


@pytest.mark.parametrize("seed", range(160))
def test_same_as_the_reference(seed):
    layers, box = degenerate(seed)
    agree(layers, box, flags(seed, layers))


@pytest.mark.parametrize("inputs", [1, 2])
@pytest.mark.parametrize("seed", range(100))
def test_same_as_the_reference_with_unusual_numbers(seed, inputs):
    layers, box = unusual(seed, inputs)
    agree(layers, box, flags(seed, layers))


@pytest.mark.parametrize("seed", range(60))
def test_residual_networks_are_those_of_the_reference(seed):
    agree(*residual(seed))


@pytest.mark.parametrize("seed", range(80))
def test_a_pair_of_units_is_the_same_function(seed):
    """Cut by more units into more regions, but no more maps and pieces."""
    layers, box = degenerate(seed)
    relu = flags(seed, layers)
    ours = activation_regions(Network(layers, relu), box)
    with_pairs = activation_regions(Network(pairs(layers, relu)), box)
    assert len(ours) <= len(with_pairs)
    assert ours.connected_pieces == with_pairs.connected_pieces
    maps = [{(region.U, region.c) for region in found} for found in (ours, with_pairs)]
    assert maps[0] == maps[1]
    assert ours.distinct_affine_maps == with_pairs.distinct_affine_maps == len(maps[0])


@pytest.mark.parametrize("seed", range(60))
def test_every_pattern_with_an_inside_is_found(seed):
    """All patterns, one after the other: the points of its half-spaces in the box."""
    _, box = degenerate(seed)
    (weight, bias), *_ = degenerate(3 * seed)[0]
    network = maximum(weight, bias)
    found = activation_regions(network, box)
    assert {region.pattern for region in found} == set(_patterns(network, box))
    assert found.distinct_affine_maps == len({(region.U, region.c) for region in found})
    for region in found:
        middle = [sum(x) / len(region.vertices) for x in zip(*region.vertices, strict=True)]
        largest = max(
            sum(w * x for w, x in zip(row, middle, strict=True)) + b
            for row, b in zip(weight, bias, strict=True)
        )
        assert network(middle) == largest
        assert network.affine_piece(region.pattern)(middle) == (largest,)


def _patterns(network, box):
    """The patterns of units whose half-spaces share an inside with the box."""
    rim = Cone.everything(2)
    for axis, (low, high) in enumerate(box):
        unit = [int(axis == 0), int(axis == 1)]
        rim = rim.cut((*unit, -low)).cut((*(-x for x in unit), high))
    for bits in product((0, 1), repeat=len(network.units)):
        states = iter(bits)
        pattern = tuple(tuple(next(states) for _ in places) for places in network.relus)
        cone, walls = rim, []
        walk = list(network.affine_walk(pattern))
        for (k, i), on in zip(network.units, bits, strict=True):
            row, constant = walk[k].U[i], walk[k].c[i]
            walls.append(tuple((1 if on else -1) * x for x in (*row, constant)))
            cone = cone.cut(walls[-1])
        inside = [sum(x) for x in zip(*(whole for whole in cone.rays), strict=True)]
        # z > 0 for its on units; an off unit may be 0 throughout.
        if inside and all(
            sum(a * x for a, x in zip(wall, inside, strict=True)) > 0 or not (on or any(wall))
            for wall, on in zip(walls, bits, strict=True)
        ):
            if _is_full(cone):
                yield pattern


def _is_full(cone):
    """Whether three of its corners are no line."""
    corners = cone.corners
    (a, b), *others = corners or [(0, 0)]
    return any((p - a) * (t - b) != (q - b) * (s - a) for p, q in others for s, t in others)


@pytest.mark.parametrize("seed", range(0, 80, 2))
@pytest.mark.parametrize("inputs", [1, 2])
def test_parts_of_the_box_glue_to_the_whole(seed, inputs):
    layers, box = degenerate(seed) if inputs == 2 else unusual(seed, 1)
    network = Network(layers, flags(seed, layers))
    with ThreadPoolExecutor(1) as executor:
        glued = activation_regions(network, box, executor=executor)
    assert told(glued) == told(activation_regions(network, box))


@pytest.mark.parametrize("seed", range(60))
def test_the_checker_accepts_their_certificate(seed):
    layers, box = degenerate(seed) if seed % 3 else residual(seed)[:2]
    relu = flags(seed, layers) if seed % 3 else residual(seed)[2]
    found = activation_regions(Network(layers, relu), box)
    statement = check(regions_certificate(found).text)
    assert statement["network"]["format"] == f"relu-network/{1 if all(map(all, relu)) else 2}"
    assert (statement["regions"], statement["maps"]) == (len(found), found.distinct_affine_maps)


def test_a_layer_with_no_relu_at_all():
    """Its pattern is empty, and where no layer has a ReLU there is one region."""
    turn = ([[1, 1], [1, -1]], [0, Fraction(1, 3)])
    layers = [turn, ([[1, 0], [-1, 0]], [0, 0]), ([[1, 1]], [0])]
    found = agree(layers, BOX, [[False, False], [True, True]])
    assert {region.pattern for region in found} == {((), (1, 0)), ((), (0, 1))}
    (only,) = agree(layers, BOX, [[False] * 2] * 2)
    assert (only.pattern, only.U, only.c) == (((), ()), ((0, 0),), (0,))
    (only,) = agree([([[2]], [1]), ([[1]], [0])], LINE, [[False]])
    assert (only.pattern, only.vertices, only.U) == (((),), ((-1,), (1,)), ((2,),))


def test_what_passes_on_0_has_no_state():
    """Zero at every point, at a line, at a corner: no integer is asked for it."""
    layers = [
        ([[0, 0], [1, -1], [1, 1], [1, 1]], [0, 0, -2, 0]),
        ([[1, 1, 1, 0], [0, 0, 0, 1]], [0, 0]),
        ([[1, 1]], [0]),
    ]
    found = agree(layers, BOX, [[False, False, False, True], [False, False]])
    assert {region.pattern for region in found} == {((1,), ()), ((0,), ())}
    assert found.signs == 4
    assert found.decided_exactly == 2  # the one unit, at two corners


def test_values_below_0_are_passed_on_by_integers_too():
    """A unit of the second layer that is 0 at a corner, of values that are negative there."""
    layers = [([[1, 1]], [0]), ([[1]], [2]), ([[1]], [0])]
    found = agree(layers, BOX, [[False], [True]])
    assert found.decided_exactly == 1
    (only,) = found
    assert (only.pattern, only.U) == (((), (1,)), ((1, 1),))


def test_a_slice_keeps_what_passes_on():
    network = Network([([[1, 1, 1], [1, 0, -1]], [0, 0]), ([[1, 1]], [0])], [[False, True]])
    plane = slice_of(network, [0, 0, 1], [[1, 0, 0], [0, 1, 0]])
    assert plane.relu == network.relu
    assert plane((-3, 3)) == network((-3, 3, 1)) == 1
    found = activation_regions(plane, (-3, 3))
    assert {region.pattern for region in found} == {((0,),), ((1,),)}
    with pytest.raises(InputError, match="expected 1 or 2"):
        activation_regions(network, (-1, 1))


@pytest.mark.parametrize("box", [LINE, BOX])
def test_figures_draw_them(box):
    layers = [([[1] * len(box), [-2] * len(box)], [0, 0]), ([[1, 1]], [0])]  # x + r(-2x) = |x|
    found = agree(layers, box, [[False, True]])
    assert "2 activation regions, 2 distinct affine maps" in draw(found).alt
