"""A box that fixes inputs: the answers are those of the network without these inputs."""

import random

from relu_proofs import Network, check, decide_affine, simplify, unit_states


def drawn(seed):
    """A network, a box that fixes some of its inputs, and both without these inputs."""
    chance = random.Random(f"fixed {seed}")
    inputs = chance.randint(2, 3)
    box = [
        (low, low + chance.choice((0, 0, 1, 2))) for low in chance.choices(range(-2, 3), k=inputs)
    ]
    moving = [i for i, (low, high) in enumerate(box) if low < high]
    widths = [inputs, *(chance.randint(1, 4) for _ in range(chance.randint(1, 2))), 1]
    layers = [
        (
            [chance.choices(range(-3, 4), k=before) for _ in range(after)],
            chance.choices((-1, 0, 2), k=after),
        )
        for before, after in zip(widths, widths[1:])
    ]
    (weight, bias), *others = layers
    folded = [
        b + sum(row[i] * box[i][0] for i in range(inputs) if i not in moving)
        for row, b in zip(weight, bias)
    ]
    smaller = [([[row[i] for i in moving] for row in weight], folded), *others]
    return layers, box, moving, smaller


def test_a_fixed_input_is_folded():
    tried = 0
    for seed in range(60):
        layers, box, moving, smaller = drawn(seed)
        if not moving:
            continue
        tried += 1
        whole, part = Network(layers), Network(smaller)
        shown = [box[i] for i in moving]
        found, expected = decide_affine(whole, box), decide_affine(part, shown)
        assert found.verdict == expected.verdict
        if found.certificate:
            assert check(found.certificate.text) == found.certificate.statement
        units = unit_states(whole, box)
        assert [u.state for u in units] == [u.state for u in unit_states(part, shown)]
        assert check(units.certificate.text) == units.certificate.statement
        point = [low for low, _ in box]
        assert simplify(whole, box).network(point) == whole(point)
    assert tried > 30
