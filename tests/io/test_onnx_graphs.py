"""Graphs in ONNX: every operator, branches and skips, against two evaluators of others."""

import json
import math
from fractions import Fraction

import numpy as np
import onnxruntime
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto

from relu_proofs import InputError, Network, decide_affine
from relu_proofs.io.read import read
from tests.io.graphs import graphs
from tests.io.samples import B0, DATA, W0, W1, model, node

EXPECTED = json.loads((DATA / "expected.json").read_text())


def session(content):
    """Another runtime for a model."""
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


@given(graphs(), st.lists(st.lists(st.integers(-4, 4), min_size=8, max_size=8), min_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_graph_agrees_with_onnxruntime(tmp_path, graph, points):
    proto, shape = graph
    content = proto.SerializeToString()
    (tmp_path / "a.onnx").write_bytes(content)
    network, other = read(tmp_path / "a.onnx").network, session(content)
    assert network.inputs == math.prod(shape)
    for point in points:
        x = np.array(point[: network.inputs], dtype=np.float32).reshape(shape)
        expected = other.run(None, {"x": x})[0]
        ours = [float(value) for value in network.evaluate(x.ravel())]
        np.testing.assert_allclose(ours, expected.ravel(), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_cases_have_the_values_of_another_runtime(name):
    network = read(DATA / name).network
    for point, values in EXPECTED[name]["points"]:
        ours = [float(value) for value in network.evaluate(point)]
        np.testing.assert_allclose(ours, values, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_cases_have_the_values_of_onnxruntime(name):
    other, network = session((DATA / name).read_bytes()), read(DATA / name).network
    (source,) = other.get_inputs()
    shape = [size if isinstance(size, int) else 1 for size in source.shape]
    chance = np.random.default_rng(0)
    for point in chance.integers(-12, 12, size=(10, network.inputs)) / 4:
        x = np.array(point, np.float32).reshape(shape)
        expected = other.run(None, {source.name: x})[0].ravel()
        ours = [float(value) for value in network.evaluate(point)]
        np.testing.assert_allclose(ours, expected, rtol=1e-5, atol=1e-5)


# ---- the shape of the input ---------------------------------------------------------------------


def product(**attributes):
    return [node("Gemm", ["x", "w"], "y", **attributes)]


@pytest.mark.parametrize(
    ("nodes", "shape", "inputs"),
    [
        (product(transB=1), ("N", 2), 2),
        (product(transB=1), ("N", "D"), 2),
        (product(transB=1), None, 2),
        (product(transA=1, transB=1), (2, "N"), 2),
        (product(transA=1, transB=1), None, 2),
        ([node("Gemm", ["w", "x"], "y")], (2, "N"), 2),
        ([node("MatMul", ["w", "x"], "y")], (2,), 2),
        ([node("MatMul", ["w", "x"], "y")], ("D",), 2),
        ([node("Cast", ["x"], "h", to=11), node("MatMul", ["h", "v"], "y")], ("N", "D"), 3),
        ([node("MatMul", ["x", "v"], "y")], ("N", 4, 3), 12),
        ([node("Relu", ["x"], "y")], ("N", 4, 3), 12),
        ([node("Relu", ["x"], "y")], (2, 2), 4),
        ([node("Relu", ["x"], "y")], (), 1),
    ],
)
def test_one_row_is_one_input(put, nodes, shape, inputs):
    proto = model(nodes, {"w": W0, "v": W0}, shape)
    assert read(put("a.onnx", proto.SerializeToString())).network.inputs == inputs


@pytest.mark.parametrize(
    ("nodes", "shape"),
    [
        (product(transB=1), (8, 2)),
        (product(transA=1, transB=1), (2, 8)),
        ([node("Flatten", ["x"], "f"), node("Gemm", ["f", "w"], "y", transB=1)], (8, 1, 2)),
        ([node("Conv", ["x", "k"], "y")], (8, 1, 2)),
    ],
)
def test_of_a_batch_that_is_declared_one_row_is_read(put, nodes, shape):
    proto = model(nodes, {"w": W0, "k": np.ones((1, 1, 2))}, shape)
    reading = read(put("a.onnx", proto.SerializeToString()))
    assert reading.network.inputs == 2
    assert "input 'x': declared for 8 rows at once, read for one" in reading.notes


# ---- what is said -------------------------------------------------------------------------------

HIDDEN = [
    node("Gemm", ["x", "w", "b"], "h", transB=1),
    node("Relu", ["h"], "r"),
]


def test_a_value_before_the_output_is_named(put):
    nodes = [*HIDDEN, node("Tanh", ["r"], "y")]
    proto = model(nodes, {"w": W0, "b": B0})
    path = put("a.onnx", proto.SerializeToString())
    hidden, before = (read(path, up_to=name).network for name in ("r", "h"))
    assert (hidden.widths, before.widths) == ((3,), ())
    assert before == Network.affine(W0, B0)
    with pytest.raises(InputError, match="up_to: found no value 'z' in the file, whose outputs ar"):
        read(path, up_to="z")
    with pytest.raises(InputError, match="node 2 .Tanh.: found this operator, which is not piecew"):
        read(path)
    with pytest.raises(
        InputError, match="up_to: only the values of an .onnx or .keras file have names"
    ):
        read(DATA / "absdiff.json", up_to="z")


def test_what_the_output_does_not_depend_on_is_named(put):
    nodes = [*HIDDEN, node("Relu", ["r"], "y"), node("Tanh", ["h"], "t"), node("Relu", ["u"], "u")]
    proto = model(nodes, {"w": W0, "b": B0, "left": W1})
    notes = "\n".join(read(put("a.onnx", proto.SerializeToString())).notes)
    assert "left out, the output does not depend on them: node 3 (Tanh), node 4 (Relu)" in notes
    assert "initialisers left out, nothing uses them: left" in notes


def test_a_large_network_is_said_to_be(put):
    nodes = [node("Flatten", ["x"], "f"), node("Relu", ["f"], "r"), node("ReduceSum", ["r"], "y")]
    small, large = (model(nodes, {}, (1, 1, side, 32)) for side in (31, 32))
    said = "a large network: 2 layers of 1049600 weights, 2048 of them not 0; answers may take long"
    assert said in read(put("b.onnx", large.SerializeToString())).notes
    assert "a large network" not in "".join(read(put("a.onnx", small.SerializeToString())).notes)


def relus(network):
    """For each hidden layer how many ReLUs it has, and how many values it passes on."""
    return [(sum(row), row.count(False)) for row in network.relu]


def test_a_skip_passes_on_and_adds_no_unit():
    assert relus(read(DATA / "onnx_residual.onnx").network) == [(2, 2)]
    assert relus(read(DATA / "onnx_sub_div.onnx").network) == [(2, 0)]


def test_what_a_relu_gave_is_passed_on_by_one_row(put):
    nodes = [
        *HIDDEN,
        node("Gemm", ["r", "s"], "h2"),
        node("Relu", ["h2"], "r2"),
        node("Add", ["r", "r2"], "y"),
    ]
    proto = model(nodes, {"w": W0, "b": B0, "s": np.eye(3) - 2})
    network = read(put("a.onnx", proto.SerializeToString())).network
    assert relus(network) == [(3, 0), (3, 3)]


def test_the_case_of_a_network_that_ends_in_a_relu():
    found = decide_affine(read(DATA / "sin_trailing_relu.onnx").network, (-10, 10))
    assert (found.verdict, found.map) == ("affine", (((0,),), (0,)))


# ---- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16])
def test_the_default_epsilon_is_a_float32(put, kind):
    ones = {"one": np.ones(1), "zero": np.zeros(1)}
    proto = model(
        [node("BatchNormalization", ["x", "one", "zero", "zero", "zero"], "y")],
        ones,
        ("N", 1),
        kind=kind,
    )
    network = read(put("a.onnx", proto.SerializeToString())).network
    assert network(1) == 1 / Fraction(float(np.float32(1e-5)) ** 0.5)


def test_a_scaler_has_a_number_for_each_value_or_one_for_all(put):
    def written(scale):
        scaler = node("Scaler", ["x"], "y", domain="ai.onnx.ml", offset=[1.0, 3.0], scale=scale)
        return put("a.onnx", model([scaler], shape=("N", 2)).SerializeToString())

    half = Network.affine([[0.5, 0], [0, 0.5]], [-0.5, -1.5])
    assert read(written([0.5])).network == read(written([0.5, 0.5])).network == half
    with pytest.raises(InputError, match="scale: found 3 numbers, expected 1 or 2"):
        read(written([0.5, 0.5, 0.5]))


@pytest.mark.parametrize(
    ("scale", "zero", "axis"),
    [(np.array(0.5), 3, 1), (np.array([0.5, 2, 0.25]), [1, -2, 0], 0), (np.ones(2), None, 1)],
)
def test_quantised_weights_are_scaled(put, scale, zero, axis):
    weights = np.array([[1, -5], [127, 0], [-128, 3]], np.int8)
    constants = {"q": weights, "s": scale.astype(np.float32)}
    constants |= {} if zero is None else {"z": np.array(zero, np.int8)}
    nodes = [
        node("DequantizeLinear", list(constants), "w", axis=axis),
        node("Gemm", ["x", "w"], "y", transB=1),
    ]
    content = model(nodes, constants, (1, 2), kind=TensorProto.FLOAT).SerializeToString()
    network = read(put("a.onnx", content)).network
    other = session(content)
    for x in ([1, 0], [0, 1], [-3, 2]):
        (expected,) = other.run(None, {"x": np.array([x], np.float32)})
        assert list(network.evaluate(x)) == expected.ravel().tolist()


def test_quantised_values_are_refused(put):
    quantise = node("DequantizeLinear", ["x", "s"], "y")
    proto = model([quantise], {"s": np.array(0.5)})
    with pytest.raises(InputError, match="found data that is quantised, which rounds"):
        read(put("a.onnx", proto.SerializeToString()))
