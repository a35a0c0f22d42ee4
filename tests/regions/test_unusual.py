"""Numbers out of the ordinary, against the slow reference: never another answer, nor a crash."""

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest

from relu_proofs import Network
from relu_proofs.regions.regions import activation_regions

from .agreement import agree, told
from .networks import BOX, NEAR, PRIME, SCALES, unusual

THIRD = Fraction(1, 3)


@pytest.mark.parametrize("seed", range(300))
def test_same_as_the_reference(seed):
    agree(*unusual(seed))


@pytest.mark.parametrize("seed", range(150))
def test_same_as_the_reference_with_one_input(seed):
    agree(*unusual(seed, inputs=1))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 21_000, 1000))
def test_same_as_the_reference_on_many(first):
    for seed in range(first, first + 1000):
        try:
            agree(*unusual(seed, inputs=1 + (seed % 4 > 0)))
        except Exception as failure:
            failure.add_note(f"seed {seed}")
            raise


@pytest.mark.parametrize("inputs", [1, 2])
@pytest.mark.parametrize("seed", range(40))
def test_parts_of_the_box_glue_to_the_whole(seed, inputs):
    layers, box = unusual(seed, inputs)
    with ThreadPoolExecutor(1) as executor:
        glued = activation_regions(Network(layers), box, executor=executor)
    assert told(glued) == told(activation_regions(Network(layers), box))


@pytest.mark.parametrize("scale", SCALES)
def test_a_layer_that_is_zero_says_nothing(scale):
    zero = ([[0, 0]], [0])
    for layers in ([zero, ([[1]], [5])], [([[1, 2], [3, 5]], [0, 0]), zero, ([[1]], [5])]):
        found = agree(layers, ((-scale, scale), (-THIRD / scale, Fraction(1))))
        assert found.distinct_affine_maps == found.connected_pieces == 1


def test_pre_activations_whose_difference_is_no_float():
    """On the lower edge z runs over more than the largest float: its zero is in the middle."""
    most = Fraction(2) ** 512 * Fraction(15, 16)
    layers = [([[most, 0], [most / 4, 0]], [0, most * most / 10]), ([[1, 1]], [0])]
    found = agree(layers, ((-most, most), (Fraction(-1), Fraction(1))))
    assert sorted({x for region in found for x, _ in region.vertices}) == [
        -most,
        -most * 2 / 5,
        0,
        most,
    ]


@pytest.mark.parametrize("near", NEAR)
def test_units_that_are_nearly_one(near):
    for other in ([1, 1 + near], [1 + near, 1], [-1, -1 - near], [1, 1]):
        layers = [([[1, 1], other], [-THIRD, -THIRD]), ([[1, -1]], [0])]
        agree(layers, BOX)
    layers = [([[1, 1], [1, 1]], [-THIRD, -THIRD - near]), ([[1, -1]], [0])]
    assert len(agree(layers, BOX)) == 3  # a strip of width near


@pytest.mark.parametrize("near", NEAR)
def test_lines_that_nearly_meet_in_a_point(near):
    layers = [([[1, 0], [0, 1], [1, 1]], [-THIRD, -THIRD, -2 * THIRD]), ([[1, 1, 1]], [0])]
    assert len(agree(layers, BOX)) == 6
    layers[0][1][2] += near
    assert len(agree(layers, BOX)) == 7


@pytest.mark.parametrize("near", NEAR)
def test_a_crease_that_nearly_touches_a_corner(near):
    for shift, count in ((0, 1), (near, 2), (-near, 1)):
        assert len(agree([([[1, 1]], [-2 + shift]), ([[1]], [0])], BOX)) == count


@pytest.mark.parametrize("scale", SCALES)
def test_boxes_of_extreme_aspect(scale):
    layers = [([[1 / scale, -1], [1, scale], [0, 1]], [0, 0, 0]), ([[1, 1, 1]], [0])]
    for box in (((-scale, scale), BOX[0]), ((-scale, scale), (-1 / scale, 1 / scale))):
        agree(layers, box)


def test_multiples_of_a_prime():
    layers = [
        ([[PRIME, 2 * PRIME], [PRIME + 1, 2 * PRIME], [-PRIME, PRIME]], [0, PRIME, PRIME - 1]),
        ([[PRIME, -PRIME, 1], [1, 1, PRIME]], [0, -PRIME]),
        ([[PRIME, 1]], [PRIME]),
    ]
    agree(layers, BOX)
    agree(layers, ((Fraction(-PRIME), Fraction(PRIME)), (Fraction(-1, PRIME), Fraction(2, PRIME))))


def test_units_of_every_plain_kind_at_once():
    """Duplicate, opposite, stretched, zero and constant units, two layers, two outputs."""
    first = (
        [[1, -1], [1, -1], [-1, 1], [3, -3], [0, 0], [0, 0], [0, 0]],
        [THIRD, THIRD, -THIRD, 1, 0, 1, -1],
    )
    second = ([[1, -1, 0, 0, 1, 0, 1], [1, 0, 1, 0, 0, -1, 5], [0] * 7], [0, THIRD, 0])
    found = agree([first, second, ([[1, 1, 1], [0, 1, 0]], [0, 2])], BOX)
    assert {len(region.U) for region in found} == {2}
    assert all(not region.pattern[1][0] for region in found)  # a unit that is 0 is off


def test_deeper_than_python_recurses():
    """Zero at a corner is decided by integers: in the last of many layers, at once."""
    depth = 1100
    pass_on = [([[1]], [0])] * depth
    layers = [([[1, 1]], [3]), *pass_on, ([[1]], [-3 + 2 * THIRD]), ([[1]], [0])]
    found = activation_regions(Network(layers), ((-1, 1), (-1, THIRD)))
    assert found.decided_exactly == 1
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (2, 2, 2)


def test_repr_rounds_what_is_long():
    line = Network.affine([[1]], [0])
    assert repr(activation_regions(line, (0, THIRD))[0]) == "<Region (0), (1/3)>"
    (only,) = activation_regions(line, (0, THIRD / 10**20))
    assert repr(only) == "<Region (0), (≈3.33333e-21)>"
    long = Fraction(10) ** 3000  # a vertex has more digits than Python turns into text
    crossing = Network([([[long, 1], [1, long]], [THIRD, -THIRD]), ([[1, 1]], [0])])
    assert "(≈-" in repr(list(activation_regions(crossing, (-1, 1))))
