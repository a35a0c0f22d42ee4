"""From values to layers: whatever is used wherever, the network computes it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import InputError
from relu_proofs.io.files import Limits
from relu_proofs.io.wires import Form, Value, Wires

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
    network = built(inputs, steps)
    for point in points:
        x = [Fraction(t) for t in point[:inputs]]
        assert list(network.evaluate(x)) == computed(x, steps)


def test_a_layer_whose_weights_are_zero_is_a_layer():
    one, zero = ((Fraction(1),),), ((Fraction(0),),)
    wires = Wires(1, Limits())
    value = wires.inputs()
    for weight in (one, zero, one):
        value = wires.rectified(wires.affine(weight, (Fraction(2),), value, "step"))
    network = wires.built(value)
    assert network.widths == (1, 1, 1)
    assert [layer.weight[0][0] for layer in network.layers] == [1, 0, 1, 1]


def rows_of(network):
    """For each hidden layer how many ReLUs it has, and how many values it passes on."""
    return [(sum(row), row.count(False)) for row in network.relu]


def test_a_chain_passes_nothing_on():
    inputs, steps = 2, [("relu", 0, None), ("relu", 1, None), ("relu", 2, None)]
    assert rows_of(built(inputs, steps)) == [(2, 0)] * 3


QUARTER, ONE, TWO = Fraction(1, 4), Fraction(1), Fraction(2)
WIDE = ((ONE, TWO), (TWO, ONE), (ONE, ONE))
NARROW = ((ONE, TWO, TWO),)


@pytest.mark.parametrize(
    ("weight", "slopes", "rows"),
    [
        (WIDE, (QUARTER,) * 3, (3, 2)),  # the two inputs are fewer than the three values
        (NARROW, (QUARTER,), (1, 1)),  # the value is less than the three inputs
        (WIDE, (QUARTER, ONE * 0, ONE * 0), (3, 1)),  # what has no slope is not passed on
        (WIDE, (ONE, QUARTER, ONE), (1, 2)),  # what has the slope 1 does not bend
    ],
)
def test_a_slope_passes_on_what_is_least(weight, slopes, rows):
    wires = Wires(len(weight[0]), Limits())
    value = wires.rectified(wires.affine(weight, None, wires.inputs(), "step"), slopes)
    network = wires.built(value)
    assert rows_of(network) == [rows]
    assert sorted(network.relu[0], reverse=True) == list(network.relu[0])  # the ReLUs first
    for x in ([1, -2, 3], [-1, -2, -3], [-1, 1, -4]):
        point = [Fraction(t) for t in x[: network.inputs]]
        z = [sum(w * t for w, t in zip(row, point)) for row in weight]
        expected = [t if t > 0 else slope * t for t, slope in zip(z, slopes)]
        assert list(network.evaluate(point)) == expected


def test_a_slope_of_one_makes_no_layer():
    wires = Wires(2, Limits())
    assert wires.built(wires.rectified(wires.inputs(), (ONE, ONE))).widths == ()


def test_what_nobody_uses_is_not_passed_on():
    wires = Wires(2, Limits())
    x = wires.inputs()
    bent = wires.rectified(x)
    both = wires.raised(Value(x.forms + bent.forms, 1), 1, "step")
    assert rows_of(wires.built(Value(both.forms[1:], 1))) == [(2, 1)]


def test_what_is_used_twice_is_passed_on_once():
    wires = Wires(2, Limits())
    x, total = wires.inputs(), ((ONE, ONE),)
    y = wires.affine(total, (TWO,), x, "step")
    z = wires.affine(total, (ONE,), x, "step")
    deep = wires.rectified(wires.rectified(y))
    value = Value((*deep.forms, *y.forms, *z.forms), 2)
    network = wires.built(wires.affine(((ONE, ONE, ONE),), None, value, "end"))
    assert rows_of(network) == [(1, 1), (1, 1)]
    assert network((3, 4)) == 9 + 9 + 8


@pytest.mark.parametrize("least", [False, True])
def test_of_two_values_the_greater_or_the_smaller(least):
    wires = Wires(2, Limits())
    a, b = (Value((form,), 0) for form in wires.inputs().forms)
    found = wires.greater(a, b, "max", least=least)
    again = wires.greater(a, b, "max", least=least)  # the same unit
    constant = Value((wires.inputs().forms[0].scaled(ONE * 0, TWO),), 0)
    third = wires.greater(constant, found, "max", least=least)
    sure = wires.greater(constant, constant, "max", least=least)  # needs no unit
    value = Value(third.forms + again.forms + sure.forms, third.depth)
    network = wires.built(value)
    assert rows_of(network) == [(1, 1), (1, 1)]
    best = min if least else max
    for x in ([1, 3], [3, 1], [-1, -3], [2, 2]):
        assert list(network.evaluate(x)) == [best(*x, 2), best(x), 2]


def test_the_units_of_a_layer_stand_before_what_it_passes_on():
    wires = Wires(1, Limits())
    x = wires.inputs()
    passed, bent = wires.raised(x, 1, "step"), wires.rectified(x)
    network = wires.built(Value(passed.forms + bent.forms, 1))
    assert network.relu == ((True, False),)
    assert list(network.evaluate(-2)) == [-2, 0]


def test_of_a_value_and_a_constant_nothing_is_passed_on():
    wires = Wires(1, Limits())
    x = wires.inputs()
    one, two = (Value((Form({}, number),), 0) for number in (ONE, TWO))
    found = [wires.greater(*pair, "max") for pair in ((x, one), (two, x), (one, two), (two, one))]
    network = wires.built(Value(tuple(form for each in found for form in each.forms), 1))
    assert rows_of(network) == [(2, 0)]
    for t in (0, Fraction(3, 2), 3):
        assert list(network.evaluate(t)) == [max(t, 1), max(t, 2), 2, 2]


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
    said = "layer 0: found 1500 columns and 1500 rows, which makes 2250000 weights in all layers, "
    said += "zeros included, expected at most 1048576 .--max-mb=3."
    wires = Wires(1500, Limits(1))
    with pytest.raises(InputError, match=said):
        wires.rectified(wires.inputs())
    with pytest.raises(InputError, match=said):
        wires.built(wires.inputs())
    Wires(1500, Limits(3)).rectified(wires.inputs())


def test_layers_are_bounded_together():
    wires = Wires(550, Limits(1))
    value = wires.rectified(wires.rectified(wires.rectified(wires.inputs())))
    with pytest.raises(InputError, match="which makes 1210000 weights in all layers"):
        wires.rectified(value)


def test_passing_on_is_bounded():
    wires = Wires(800, Limits(1))
    value = Value(wires.inputs().forms, 0)
    bent = wires.rectified(Value(value.forms[:1], 0))
    with pytest.raises(InputError, match="found 800 columns and 801 rows, which makes 1281600 "):
        wires.raised(value, 2, "step")
    assert bent.depth == 1


def test_a_maximum_is_bounded_before_it_is_made():
    wires = Wires(1500, Limits(1))
    forms = wires.inputs().forms
    with pytest.raises(InputError, match="layer 0: found 1500 columns and 1499 rows"):
        wires.greater(Value(forms[1:], 0), Value(forms[:-1], 0), "max")
