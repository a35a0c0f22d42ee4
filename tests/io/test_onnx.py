"""Chains in ONNX, against an evaluator that shares no code with the reader."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from relu_proofs import Network, read_network
from tests.io.samples import W0, model, node


def summand_shapes(layout, width):
    """The shapes of constants that can be added to a value."""
    long = {"rows": [(width,), (1, width)], "columns": [(width, 1)], "vector": [(width,)]}
    return [(), (1,), *long[layout]]


def matmul(draw, value, layout, before, width, constant):
    """A product with a matrix on either side, as far as the layout allows it."""
    left = layout == "rows" or (layout == "vector" and draw(st.booleans()))
    inputs = [value, constant(before, width)] if left else [constant(width, before), value]
    return inputs, layout, {}


def gemm(draw, value, layout, before, width, constant):
    """A Gemm with the value on either side, and everything that can be transposed."""
    left, flip = draw(st.booleans()), draw(st.booleans())
    turned = layout == ("columns" if left else "rows")
    factor = constant(*((before, width) if left != flip else (width, before)))
    inputs, flips = ([value, factor], [turned, flip]) if left else ([factor, value], [flip, turned])
    layout = "rows" if left else "columns"
    if draw(st.booleans()):
        inputs.append(constant(*draw(st.sampled_from(summand_shapes(layout, width)))))
    attributes = {
        "transA": int(flips[0]),
        "transB": int(flips[1]),
        "alpha": draw(st.sampled_from([1.0, 0.5, -2.0])),
        "beta": draw(st.sampled_from([1.0, 0.25, 0.0])),
    }
    return inputs, layout, attributes


@st.composite
def chains(draw):
    """A random chain; its numbers are so small that every operation on float64 is exact."""
    layout = draw(st.sampled_from(["rows", "columns", "vector"]))
    width = draw(st.integers(1, 3))
    shape = {"rows": (1, width), "columns": (width, 1), "vector": (width,)}[layout]
    nodes, constants = [], {}

    def constant(*shape):
        count = math.prod(shape)
        values = draw(st.lists(st.integers(-3, 3), min_size=count, max_size=count))
        constants[f"c{len(constants)}"] = np.array(values, dtype=np.float64).reshape(shape)
        return f"c{len(constants) - 1}"

    for k in range(draw(st.integers(1, 6))):
        operators = ["MatMul", "MatMul" if layout == "vector" else "Gemm"]
        if nodes or layout != "columns":  # a column would be a batch of numbers, but for a product
            operators += ["Add", "Relu", "LeakyRelu"]
            operators += [] if layout == "vector" else ["Identity", "Dropout", "Flatten"]
        operator, value = draw(st.sampled_from(operators)), f"v{k - 1}" if k else "x"
        inputs, attributes = [value], {}
        if operator in ("MatMul", "Gemm"):
            before, width = width, draw(st.integers(1, 3))
            make = matmul if operator == "MatMul" else gemm
            inputs, layout, attributes = make(draw, value, layout, before, width, constant)
        elif operator == "Add":
            other = constant(*draw(st.sampled_from(summand_shapes(layout, width))))
            inputs = draw(st.permutations([value, other]))
        elif operator == "LeakyRelu":
            attributes = {"alpha": draw(st.sampled_from([0.25, 2.0, -1.0]))}
        elif operator == "Flatten":
            attributes = {"axis": draw(st.sampled_from([1, -1]))}
        nodes.append(node(operator, inputs, f"v{k}", **attributes))
    nodes[-1].output[0] = "y"
    return model(nodes, constants, shape)


@given(
    chains(), st.lists(st.lists(st.integers(-4, 4), min_size=3, max_size=3), min_size=3, max_size=3)
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_onnx_agrees_with_its_reference_evaluator(tmp_path, proto, points):
    (tmp_path / "a.onnx").write_bytes(proto.SerializeToString())
    network, reference = read_network(tmp_path / "a.onnx"), ReferenceEvaluator(proto)
    shape = [entry.dim_value for entry in proto.graph.input[0].type.tensor_type.shape.dim]
    assert network.inputs == math.prod(shape)
    for point in points:
        x = np.array(point[: network.inputs], dtype=np.float64).reshape(shape)
        expected = reference.run(None, {"x": x})[0]
        assert list(network.evaluate(x.ravel())) == expected.ravel().tolist()


def test_an_image_is_flattened_row_by_row(put):
    proto = model(
        [node("Flatten", ["x"], "f"), node("MatMul", ["f", "w"], "y")],
        {"w": np.arange(6.0).reshape(6, 1)},
        ("N", 1, 2, 3),
    )
    assert read_network(put("a.onnx", proto.SerializeToString())).layers[0].weight == (
        tuple(map(Fraction, range(6))),
    )


@pytest.mark.parametrize(
    ("shape", "first"),
    [
        ((2,), node("Flatten", ["x"], "f", axis=0)),
        (None, node("Flatten", ["x"], "f")),
        ((1, 1, 2), node("Flatten", ["x"], "f", axis=0)),
        ((1, 2), node("Flatten", ["x"], "f")),
        ((2,), node("Add", ["x", "zero"], "f")),
    ],
)
def test_every_way_to_rows(put, shape, first):
    proto = model(
        [first, node("Gemm", ["f", "w"], "y", transB=1)], {"w": W0, "zero": np.zeros((1, 1))}, shape
    )
    assert read_network(put("a.onnx", proto.SerializeToString())) == Network.affine(W0, [0] * 3)


def test_leaky_relu_has_the_slope_of_its_float32(put):
    proto = model([node("LeakyRelu", ["x"], "y")], shape=("N", 1))
    network = read_network(put("a.onnx", proto.SerializeToString()))
    assert [network(2), network(-1)] == [2, -Fraction(float(np.float32(0.01)))]
    assert network.widths == (2,)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (TensorProto.FLOAT, [0.1, 3]),
        (TensorProto.DOUBLE, [0.1, 3]),
        (TensorProto.FLOAT16, [0.1, 3]),
        (TensorProto.BFLOAT16, [0.5, 3]),
    ],
)
@pytest.mark.parametrize("raw", [False, True])
def test_onnx_floats_of_every_type(put, kind, values, raw):
    tensor = helper.make_tensor("w", kind, (2, 1), values)
    array = numpy_helper.to_array(tensor)
    tensor = numpy_helper.from_array(array, "w") if raw else tensor
    proto = model([node("MatMul", ["x", "w"], "y")], {"w": tensor}, kind=kind)
    assert read_network(put("a.onnx", proto.SerializeToString())).layers[0].weight == (
        tuple(Fraction(float(entry)) for entry in array.ravel()),
    )


def test_dropout_at_rest_is_nothing(put):
    off = numpy_helper.from_array(np.array(False), "off")
    half = numpy_helper.from_array(np.array(0.5), "half")
    for inputs in (["x"], ["x", "half"], ["x", "half", "off"]):
        proto = model(
            [node("Dropout", inputs, "d"), node("MatMul", ["d", "w"], "y")],
            {"w": W0.T, "half": half, "off": off},
        )
        assert read_network(put("a.onnx", proto.SerializeToString())) == Network.affine(W0, [0] * 3)
