"""From values to layers: whatever is used wherever, the network computes it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import InputError
from relu_proofs.io.files import Limits
from relu_proofs.io.wires import Value, Wires

NUMBER = st.integers(-3, 3).map(Fraction)


@st.composite
def programs(draw):
    """Steps over values so far: (affine, of which values, weights) or (relu, of which, slope)."""
    inputs, widths, steps = draw(st.integers(1, 3)), [], []
    widths.append(inputs)
    for _ in range(draw(st.integers(1, 6))):
        of = draw(st.integers(0, len(widths) - 1))
        if draw(st.booleans()):
            slopes = draw(st.lists(NUMBER, min_size=widths[of], max_size=widths[of]))
            steps.append(("relu", of, draw(st.sampled_from([None, tuple(slopes)]))))
            widths.append(widths[of])
        else:
            also = draw(st.integers(0, len(widths) - 1))
            count, width = draw(st.integers(1, 3)), widths[of] + widths[also]
            row = st.lists(NUMBER, min_size=width, max_size=width).map(tuple)
            weight = tuple(draw(st.lists(row, min_size=count, max_size=count)))
            bias = tuple(draw(st.lists(NUMBER, min_size=count, max_size=count)))
            steps.append(("affine", (of, also), (weight, bias)))
            widths.append(count)
    return inputs, steps


def built(inputs, steps):
    wires = Wires(inputs, Limits())
    values = [wires.inputs()]
    for kind, of, what in steps:
        if kind == "relu":
            values.append(wires.rectified(values[of], what))
        else:
            a, b = (values[i] for i in of)
            joint = Value(a.forms + b.forms, max(a.depth, b.depth))
            values.append(wires.affine(*what, joint, "step"))
    return wires.built(values[-1])


def computed(x, steps):
    values = [list(x)]
    for kind, of, what in steps:
        if kind == "relu":
            slopes = what or [0] * len(values[of])
            values.append([t if t > 0 else a * t for t, a in zip(values[of], slopes)])
        else:
            joint = [t for i in of for t in values[i]]
            values.append([sum(w * t for w, t in zip(row, joint)) + b for row, b in zip(*what)])
    return values[-1]


@given(programs(), st.lists(st.lists(st.integers(-5, 5), min_size=3, max_size=3), min_size=4))
def test_a_network_computes_what_its_values_do(program, points):
    inputs, steps = program
    network = built(inputs, steps).network
    for point in points:
        x = [Fraction(t) for t in point[:inputs]]
        assert list(network.evaluate(x)) == computed(x, steps)


def test_a_layer_whose_weights_are_zero_is_a_layer():
    one, zero = ((Fraction(1),),), ((Fraction(0),),)
    wires = Wires(1, Limits())
    value = wires.inputs()
    for weight in (one, zero, one):
        value = wires.rectified(wires.affine(weight, (Fraction(2),), value, "step"))
    network = wires.built(value).network
    assert network.widths == (1, 1, 1)
    assert [layer.weight[0][0] for layer in network.layers] == [1, 0, 1, 1]


def test_a_chain_carries_nothing():
    inputs, steps = 2, [("relu", 0, None), ("relu", 1, None), ("relu", 2, None)]
    found = built(inputs, steps)
    assert (found.carried, found.network.widths) == (0, (2, 2, 2))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda w, v: w.affine(((Fraction(1),),), None, v, "fc"), "fc: found 1 inputs, expected 2"),
        (
            lambda w, v: w.affine(((Fraction(1),) * 2,), (Fraction(1),) * 2, v, "fc"),
            "fc: found 2 numbers as its bias, expected 1",
        ),
        (lambda w, v: w.scaled((Fraction(1),), (Fraction(1),), v, "bn"), "bn: found 1 numbers"),
        (lambda w, v: Wires(1 << 20, Limits(1)), "inputs: found 1048576 values, expected at most"),
        (lambda w, v: w.make(1 << 30, "step"), "step: composed with what stands before it"),
    ],
)
def test_what_does_not_fit_is_refused(call, said):
    wires = Wires(2, Limits())
    with pytest.raises(InputError, match=said):
        call(wires, wires.inputs())


def test_layers_are_bounded():
    wires = Wires(1000, Limits(1))
    with pytest.raises(InputError, match="layer 0: found 1000000 numbers, expected at most 65536"):
        wires.rectified(wires.inputs())
    with pytest.raises(InputError, match="layer 0: found 1000000 numbers, expected at most 65536"):
        wires.built(wires.inputs())
