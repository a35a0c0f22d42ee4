"""Where a network ends: classifiers are read up to their logits, and that is said."""

from fractions import Fraction

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from relu_proofs import InputError, Network, read_network
from relu_proofs.io.read import read
from tests.io.samples import B0, DATA, W0, W1, model, node

HIDDEN = [node("Gemm", ["x", "w", "b"], "h", transB=1), node("Relu", ["h"], "r")]
LOGITS = [*HIDDEN, node("Gemm", ["r", "v"], "z", transB=1)]
CONSTANTS = {"w": W0, "b": B0, "v": W1}
PLAIN = Network([(W0, B0), (W1, [0, 0])])


def value(name):
    return helper.make_tensor_value_info(name, TensorProto.DOUBLE, None)


@pytest.mark.parametrize("end", ["Softmax", "LogSoftmax", "Sigmoid", "ArgMax", "Hardmax"])
def test_a_last_softmax_is_cut_off_and_said(put, tmp_path, end):
    proto = model([*LOGITS, node(end, ["z"], "y")], CONSTANTS)
    reading = read(put("a.onnx", proto.SerializeToString()))
    assert reading.network == PLAIN
    assert reading.notes[0] == f"node 3 ({end}): cut off, the network is read up to its logits"
    assert reading.assumed == reading.notes[:1]
    with pytest.warns(UserWarning, match="cut off, the network is read up to its logits"):
        assert read_network(tmp_path / "a.onnx") == PLAIN


@pytest.mark.parametrize(
    "behind",
    [
        [node("Cast", ["s"], "y", to=1)],
        [node("Sub", ["one", "s"], "t"), node("Concat", ["s", "t"], "y", axis=1)],
        [
            node("Shape", ["x"], "shape"),
            node("Gather", ["shape", "first"], "rows", axis=0),
            node("Concat", ["rows", "minus"], "to", axis=0),
            node("Reshape", ["s", "to"], "y"),
        ],
        [node("ArgMax", ["s"], "a"), node("Cast", ["a"], "y", to=1)],
    ],
)
def test_what_stands_behind_a_softmax_goes_with_it(put, behind):
    nodes = [*LOGITS, node("Softmax", ["z"], "s"), *behind]
    more = {"one": np.ones(1), "first": np.array([0]), "minus": np.array([-1])}
    reading = read(put("a.onnx", model(nodes, CONSTANTS | more).SerializeToString()))
    assert reading.network == PLAIN
    names = ", ".join(
        f"node {k} ({each.op_type})"
        for k, each in enumerate(nodes)
        if k > 3
        and (each.op_type, each.output[0]) not in (("Gather", "rows"), ("Concat", "to"))
        and each.op_type != "Shape"
    )
    assert reading.notes[0] == (
        f"node 3 (Softmax): cut off with {names}, the network is read up to its logits"
    )


def test_labels_and_probabilities_are_made_of_the_same_logits(put):
    nodes = [*LOGITS, node("Softmax", ["z"], "y"), node("ArgMax", ["z"], "label", axis=1)]
    proto = model(nodes, CONSTANTS, output=[value("label"), value("z")])
    reading = read(put("a.onnx", proto.SerializeToString()))
    assert reading.network == PLAIN
    assert "node 3 (Softmax), node 4 (ArgMax): cut off, the network is read" in reading.notes[0]


def test_outputs_that_are_not_made_of_one_value_are_asked_for(put):
    nodes = [*LOGITS, node("Softmax", ["z"], "y"), node("Sigmoid", ["r"], "other")]
    proto = model(nodes, CONSTANTS, output=[value("other")])
    path = put("a.onnx", proto.SerializeToString())
    with pytest.raises(InputError, match=r"outputs: found 2 \(y, other\), expected 1; up_to"):
        read(path)
    assert read(path, up_to="y").network == PLAIN
    assert read(path, up_to="other").network.outputs == 3


SIGMOID = node("Sigmoid", ["h"], "s")


@pytest.mark.parametrize(
    "behind",
    [
        [node("Gemm", ["s", "v"], "y", transB=1)],
        [node("Softmax", ["s"], "t"), node("Relu", ["t"], "y")],
        [node("Gemm", ["s", "v"], "t", transB=1), node("Softmax", ["t"], "y")],
        [node("Concat", ["s", "x"], "y", axis=1)],
        [node("Relu", ["h"], "r"), node("Sub", ["r", "s"], "y")],
    ],
)
def test_one_within_the_network_is_refused(put, behind):
    nodes = [HIDDEN[0], SIGMOID, *behind]
    said = r"node 1 \(Sigmoid\): found this operator, which is not piecewise linear"
    with pytest.raises(InputError, match=said):
        read(put("a.onnx", model(nodes, CONSTANTS).SerializeToString()))


# ---- what converters write ----------------------------------------------------------------------


def probabilities(network, x):
    """What a classifier makes of its logits."""
    logits = np.array([float(each) for each in network.evaluate(x)])
    if len(logits) == 1:
        positive = 1 / (1 + np.exp(-logits[0]))
        return [1 - positive, positive]
    powers = np.exp(logits - max(logits))
    return powers / sum(powers)


@pytest.mark.parametrize("name", ["skl_classifier_two", "skl_classifier_three"])
def test_classifiers_of_scikit_learn(name):
    content = (DATA / f"{name}.onnx").read_bytes()
    reading = read(DATA / f"{name}.onnx")
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    (source,) = session.get_inputs()
    for x in np.random.default_rng(0).integers(-8, 9, size=(10, 4)) / 4:
        _, (found,) = session.run(None, {source.name: x[None].astype(np.float32)})
        expected = list(found.values()) if isinstance(found, dict) else found
        np.testing.assert_allclose(probabilities(reading.network, x), expected, rtol=1e-5)
    assert "cut off with" in reading.assumed[0]


def test_a_logistic_regression_of_scikit_learn():
    content = (DATA / "skl_logistic_three.onnx").read_bytes()
    network = read(DATA / "skl_logistic_three.onnx").network
    assert (network.widths, network.outputs) == ((), 3)
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    (source,) = session.get_inputs()
    for x in np.random.default_rng(0).integers(-8, 9, size=(10, 4)) / 4:
        (label,), (found,) = session.run(None, {source.name: x[None].astype(np.float32)})
        np.testing.assert_allclose(probabilities(network, x), list(found.values()), rtol=1e-5)


def test_columns_that_are_scaled_apart():
    content = (DATA / "skl_columns.onnx").read_bytes()
    network = read(DATA / "skl_columns.onnx").network
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    (source,) = session.get_inputs()
    for x in np.random.default_rng(0).integers(-8, 9, size=(10, 4)) / 4:
        (expected,) = session.run(None, {source.name: x[None].astype(np.float32)})
        np.testing.assert_allclose(float(network(x)), expected.ravel(), rtol=1e-5)


LINEAR = {"coefficients": [1.0, 2.0, -1.0, 0.5], "intercepts": [0.25, -1.0]}
ROWS, SHIFTS = [[1, 2], [-1, Fraction(1, 2)]], [Fraction(1, 4), -1]


def learned(operator, outputs=("y",), **attributes):
    made = helper.make_node(operator, ["x"], outputs, domain="ai.onnx.ml", **attributes)
    return model([made], kind=TensorProto.FLOAT, output=[value(name) for name in outputs[1:]])


@pytest.mark.parametrize("last", ["NONE", "SOFTMAX", "LOGISTIC"])
def test_a_linear_classifier_is_read_up_to_its_scores(put, last):
    labels = {"classlabels_ints": [0, 1], "post_transform": last}
    proto = learned("LinearClassifier", ("y", "scores"), **labels, **LINEAR)
    path = put("a.onnx", proto.SerializeToString())
    assert read(path).network == read(path, up_to="y").network == Network.affine(ROWS, SHIFTS)
    assert (
        "(LinearClassifier): cut off, the network is read up to its logits" in read(path).notes[0]
    )


def test_a_linear_regressor(put):
    proto = learned("LinearRegressor", targets=2, **LINEAR)
    assert read(put("a.onnx", proto.SerializeToString())).network == Network.affine(ROWS, SHIFTS)
    proto = learned("LinearRegressor", coefficients=[1.0, 2.0])
    assert read(put("b.onnx", proto.SerializeToString())).network == Network.affine([[1, 2]], [0])


def test_an_imputer_does_nothing_to_numbers(put):
    proto = learned("Imputer", imputed_value_floats=[1.0], replaced_value_float=float("nan"))
    reading = read(put("a.onnx", proto.SerializeToString()))
    assert reading.network == Network.affine(np.eye(2), [0, 0])
    assert "node 0 (Imputer): does nothing to numbers; missing entries are none" in reading.notes


@pytest.mark.parametrize(
    ("proto", "said"),
    [
        (learned("LinearRegressor", post_transform="PROBIT", **LINEAR), "post_transform: found PR"),
        (learned("LinearRegressor", targets=3, **LINEAR), "found 4 coefficients for 2 values of"),
        (learned("LinearRegressor", targets=0, **LINEAR), "found 4 coefficients for 2 values of"),
        (
            learned("LinearRegressor", intercepts=[1.0, 2.0], coefficients=[1.0, 1.0]),
            "found 2 intercepts, expected 1",
        ),
        (learned("LinearClassifier", **LINEAR), "found no node before it that makes 'y'"),
        (learned("Imputer", imputed_value_floats=[1.0], replaced_value_float=0.0), "makes a jump"),
        (learned("Imputer", replaced_value_int64=0), "makes a jump"),
        (learned("ArrayFeatureExtractor"), "found 1 inputs and 1 outputs, expected 2 to 2"),
    ],
)
def test_what_is_learned_and_not_affine_is_refused(put, proto, said):
    with pytest.raises(InputError, match=said):
        read(put("a.onnx", proto.SerializeToString()))
