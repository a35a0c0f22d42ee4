"""Each operator and form that is read, alone, against another runtime at ten points."""

import math

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from relu_proofs import InputError
from relu_proofs.io.onnx.operators import OPERATORS
from relu_proofs.io.read import read
from tests.io.samples import model, node

IMAGE = (1, 2, 3, 4)
CHANCE = np.random.default_rng(3)


def numbers(*shape):
    return (CHANCE.integers(-6, 7, size=shape) / 2).astype(np.float32)


CASES = {  # operator and form: (shape of the input, inputs besides it, attributes)
    "Abs": ((1, 4), [], {}),
    "Add of a row": ((1, 4), [numbers(4)], {}),
    "Add of a number": ((1, 4), [numbers()], {}),
    "Add that makes a row": ((1, 1), [numbers(3)], {}),
    "AveragePool": (IMAGE, [], {"kernel_shape": [2, 2]}),
    "AveragePool with pads": (IMAGE, [], {"kernel_shape": [2, 2], "pads": [1, 0, 1, 1]}),
    "AveragePool that counts pads": (
        IMAGE,
        [],
        {"kernel_shape": [2, 3], "pads": [1, 1, 0, 2], "count_include_pad": 1, "strides": [2, 1]},
    ),
    "AveragePool up to the end": (
        (1, 2, 5, 6),
        [],
        {"kernel_shape": [2, 3], "strides": [2, 2], "ceil_mode": 1},
    ),
    "AveragePool up to the end that counts pads": (
        (1, 1, 4, 6),
        [],
        {
            "kernel_shape": [3, 2],
            "strides": [2, 3],
            "pads": [1, 1, 0, 0],
            "ceil_mode": 1,
            "count_include_pad": 1,
        },
    ),
    "AveragePool up to an end behind the data": (
        (1, 1, 3),
        [],
        {"kernel_shape": [2], "strides": [3], "pads": [0, 1], "ceil_mode": 1},
    ),
    "AveragePool of the same size": (
        IMAGE,
        [],
        {"kernel_shape": [2, 3], "strides": [2, 1], "auto_pad": "SAME_UPPER"},
    ),
    "BatchNormalization": ((1, 4), [numbers(4), numbers(4), numbers(4), numbers(4) ** 2], {}),
    "BatchNormalization of an image": (
        IMAGE,
        [numbers(2), numbers(2), numbers(2), numbers(2) ** 2 + 1],
        {"epsilon": 0.25, "momentum": 0.5},
    ),
    "Cast": ((1, 4), [], {"to": TensorProto.FLOAT}),
    "Clip between": ((1, 4), [np.float32(-1), np.float32(2)], {}),
    "Clip from": ((1, 4), [np.float32(-1)], {}),
    "Clip up to": ((1, 4), ["", np.float32(2)], {}),
    "Clip of nothing": ((1, 4), [], {}),
    "Concat": ((1, 4), [numbers(1, 2)], {"axis": 1}),
    "Conv of a line": ((1, 2, 5), [numbers(3, 2, 2), numbers(3)], {"strides": [2]}),
    "Conv of an image": (IMAGE, [numbers(3, 2, 2, 2)], {"pads": [1, 0, 1, 2]}),
    "Conv by points": (IMAGE, [numbers(3, 2, 1, 1), numbers(3)], {"kernel_shape": [1, 1]}),
    "Conv in groups": (IMAGE, [numbers(4, 1, 2, 2)], {"group": 2}),
    "Conv with gaps": (IMAGE, [numbers(1, 2, 2, 2)], {"dilations": [2, 3], "auto_pad": "VALID"}),
    "Conv of the same size": (IMAGE, [numbers(3, 2, 2, 2)], {"auto_pad": "SAME_UPPER"}),
    "Conv of the same size from below": (
        IMAGE,
        [numbers(1, 2, 2, 3)],
        {"auto_pad": "SAME_LOWER", "strides": [2, 2]},
    ),
    "Div": ((1, 4), [2 ** CHANCE.integers(-2, 3, size=4).astype(np.float32)], {}),
    "Dropout": ((1, 4), [np.float32(0.5), np.array(False)], {}),
    "Expand": ((1, 1, 4), [np.array([1, 3, 1])], {}),
    "Flatten": (IMAGE, [], {"axis": 2}),
    "Gather": ((1, 4), [np.array([[3, -1], [0, 0]])], {"axis": 1}),
    "Gemm": ((1, 4), [numbers(3, 4), numbers(3)], {"transB": 1, "alpha": 0.5, "beta": -2.0}),
    "GlobalAveragePool": (IMAGE, [], {}),
    "GlobalMaxPool": (IMAGE, [], {}),
    "HardSigmoid": ((1, 4), [], {"alpha": 0.5, "beta": 0.25}),
    "HardSigmoid by default": ((1, 4), [], {}),
    "Identity": ((1, 4), [], {}),
    "LeakyRelu": ((1, 4), [], {"alpha": 0.25}),
    "LeakyRelu by default": ((1, 4), [], {}),
    "MatMul": ((1, 4), [numbers(4, 3)], {}),
    "MatMul of a stack": ((1, 2, 4), [numbers(4, 3)], {}),
    "MatMul with a stack": ((1, 2, 4), [numbers(2, 4, 3)], {}),
    "Max": ((1, 4), [numbers(4), numbers(1, 4)], {}),
    "MaxPool": (IMAGE, [], {"kernel_shape": [2, 2]}),
    "MaxPool with pads": (IMAGE, [], {"kernel_shape": [3, 2], "pads": [1, 0, 1, 1]}),
    "MaxPool up to the end": (
        (1, 2, 5, 6),
        [],
        {"kernel_shape": [2, 3], "strides": [2, 2], "ceil_mode": 1},
    ),
    "MaxPool of the same size": (
        IMAGE,
        [],
        {"kernel_shape": [2, 2], "strides": [2, 2], "auto_pad": "SAME_LOWER"},
    ),
    "Mean": ((1, 4), [numbers(4), numbers(1, 4)], {}),
    "Min": ((1, 4), [numbers(1)], {}),
    "Mul": ((1, 4), [numbers(4)], {}),
    "Mul that makes a row": ((1, 1), [numbers(1, 3)], {}),
    "Neg": ((1, 4), [], {}),
    "PRelu": ((1, 4), [numbers(4)], {}),
    "PRelu of channels": (IMAGE, [numbers(2, 1, 1)], {}),
    "Pad": ((1, 4), [np.array([0, 2, 0, 1]), np.float32(1.5)], {}),
    "Pad at the edge": (IMAGE, [np.array([0, 0, 1, 2, 0, 0, 0, 1])], {"mode": "edge"}),
    "Pad around": ((1, 4), [np.array([0, 3, 0, 2])], {"mode": "wrap"}),
    "Pad by reflection": (IMAGE, [np.array([0, 0, 1, 2, 0, 0, 2, 3])], {"mode": "reflect"}),
    "Pad that crops": ((1, 4), [np.array([0, -1, 0, 2])], {}),
    "Pad of some axes": (
        (1, 2, 3),
        [np.array([1, 2]), np.float32(0), np.array([-1])],
        {},
    ),
    "Pad with zeros": ((1, 2, 3), [np.array([0, 0, 1, 0, 1, 0])], {"mode": "constant"}),
    "ReduceMax": (IMAGE, [], {"axes": [1, 3], "keepdims": 0}),
    "ReduceMean": (IMAGE, [], {"axes": [2, -1]}),
    "ReduceMean of all": ((1, 4), [], {"keepdims": 0}),
    "ReduceMin": ((1, 4), [], {}),
    "ReduceSum": (IMAGE, [np.array([1])], {"keepdims": 0}),
    "ReduceSum of nothing": ((1, 4), [], {"noop_with_empty_axes": 1}),
    "Relu": ((1, 4), [], {}),
    "Reshape": (IMAGE, [np.array([0, -1, 6])], {}),
    "Slice": ((1, 4), [np.array([3]), np.array([-9]), np.array([1]), np.array([-2])], {}),
    "Slice of all axes": ((1, 4), [np.array([0, 1]), np.array([1, 3])], {}),
    "Split into equal parts": ((1, 4), [], {"axis": 1}),
    "Split into given parts": ((1, 4), [np.array([3, 1])], {"axis": 1}),
    "Squeeze": ((1, 1, 4), [np.array([1])], {}),
    "Squeeze of all": ((1, 1, 4), [], {}),
    "Sub": ((1, 4), [numbers(1, 4)], {}),
    "Sum": ((1, 4), [numbers(4), numbers()], {}),
    "Tile": ((1, 2, 3), [np.array([1, 2, 2])], {}),
    "Transpose": ((1, 2, 3), [], {"perm": [0, 2, 1]}),
    "Unsqueeze": ((1, 4), [np.array([0, -1])], {}),
}
NEWER = {"Pad of some axes", "Pad around"}  # forms that opset 17 does not have
ALONE = {  # tested where they belong
    *("ArrayFeatureExtractor", "Constant", "ConstantOfShape", "DequantizeLinear", "Imputer"),
    *("LinearClassifier", "LinearRegressor", "Scaler", "Shape"),
}


def built(name):
    shape, others, attributes = CASES[name]
    operator = name.split()[0]
    names = [
        f"c{i}" if isinstance(each, np.ndarray | np.generic) else each
        for i, each in enumerate(others)
    ]
    constants = {key: np.asarray(each) for key, each in zip(names, others) if key}
    made = node(operator, ["x", *names], "y", **attributes)
    if operator == "Split":
        made.output.append("rest")
    opset = 19 if name in NEWER else 17
    return model([made], constants, shape, opset, kind=TensorProto.FLOAT)


def compare(content, shape, path):
    path.write_bytes(content)
    network = read(path).network
    other = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    for point in CHANCE.integers(-8, 9, size=(10, math.prod(shape))) / 4:
        x = point.astype(np.float32).reshape(shape)
        expected = other.run(["y"], {"x": x})[0].ravel()
        ours = [float(value) for value in network.evaluate(point)]
        np.testing.assert_allclose(ours, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_an_operator_has_the_values_of_onnxruntime(tmp_path, name):
    compare(built(name).SerializeToString(), CASES[name][0], tmp_path / "a.onnx")


@pytest.mark.parametrize("name", ["Abs", "Clip between", "Max", "MaxPool", "PRelu", "Relu"])
def test_it_has_them_behind_a_relu_as_well(tmp_path, name):
    proto, shape = built(name), CASES[name][0]
    proto.graph.node[0].input[0] = "h"
    proto.graph.node.insert(0, node("Relu", ["x"], "h"))
    compare(proto.SerializeToString(), shape, tmp_path / "a.onnx")


@pytest.mark.parametrize("operator", ["Add", "Sub", "Sum", "Max", "Min", "Concat"])
def test_two_values_meet(tmp_path, operator):
    nodes = [
        node("Relu", ["x"], "a"),
        node("Mul", ["x", "c"], "b"),
        node(operator, ["a", "b"], "y", **({"axis": 1} if operator == "Concat" else {})),
    ]
    proto = model(nodes, {"c": numbers(4)}, (1, 4), kind=TensorProto.FLOAT)
    compare(proto.SerializeToString(), (1, 4), tmp_path / "a.onnx")


def test_every_operator_is_tested():
    assert {name.split()[0] for name in CASES} | ALONE == set(OPERATORS)


@pytest.mark.parametrize(
    ("made", "shape", "said"),
    [
        (node("MaxPool", ["x"], "y", kernel_shape=[2]), IMAGE, r"found the kernel \(2,\) for data"),
        (node("MaxPool", ["x"], "y", kernel_shape=[4, 4]), IMAGE, "data smaller than the kernel"),
        (node("Tile", ["x", "i"], "y"), (1, 4), "found the repeats .1., expected one from 1 on"),
        (node("Expand", ["x", "low"], "y"), (1, 4), r"found the shape \[-1\], expected sizes from"),
        (node("ConstantOfShape", ["low"], "y"), (1, 4), r"found the shape \[-1\], expected sizes"),
        (node("Expand", ["x", "several"], "y"), (1, 4), "found a constant that makes the shape"),
        (
            node("AveragePool", ["x"], "y", kernel_shape=[1, 1], pads=[1, 1, 1, 1]),
            IMAGE,
            "found a window without data",
        ),
        (node("MaxPool", ["x"], "y", kernel_shape=[2, 2], pads=[1]), IMAGE, "that do not fit the"),
        (node("MaxPool", ["x"], "y", kernel_shape=[2, 2], strides=[0, 1]), IMAGE, "do not fit the"),
        (node("GlobalAveragePool", ["x"], "y"), (1, 4), "expected space"),
        (
            node("Pad", ["x", "four"], "y", mode="mirror"),
            (1, 4),
            "mode: found mirror, expected",
        ),
        (node("Pad", ["x", "four"], "y"), (1, 4), "found no value left"),
        (node("Pad", ["x", "i"], "y"), (1, 4), "expected two for each of 2 axes"),
        (node("Split", ["x", "i"], "y", axis=1), (1, 4), "found the sizes .1. for 1 outputs and 4"),
        (node("Clip", ["x", "two", "one"], "y"), (1, 4), "found limits from 2 to 1"),
        (node("Clip", ["x", "w"], "y"), (1, 2), "found the shape .2,. of its min"),
        (node("ReduceSum", ["x", "i"], "y"), (4,), "found the axes .1., expected some of 1"),
        (node("Concat", ["x", "w"], "y"), (1, 2), "found no axis"),
        (node("DequantizeLinear", ["w", "one"], "y"), (1, 2), "found floats, expected quantised"),
    ],
)
def test_what_an_operator_does_not_do_is_refused(tmp_path, made, shape, said):
    constants = {
        "four": np.array([0, -2, 0, -2]),
        "i": np.array([1]),
        "low": np.array([-1]),
        "one": np.float32(1),
        "several": np.array([3, 4]),
        "two": np.float32(2),
        "w": numbers(2),
    }
    proto = model([made], constants, shape, kind=TensorProto.FLOAT)
    (tmp_path / "a.onnx").write_bytes(proto.SerializeToString())
    with pytest.raises(InputError, match=said) as caught:
        read(tmp_path / "a.onnx")
    assert f"node 0 ({made.op_type})" in str(caught.value)


def test_several_rows_are_not_made_of_one(tmp_path):
    proto = model([node("Add", ["x", "c"], "y")], {"c": numbers(2, 1, 4)}, ("N", 4), opset=13)
    proto.graph.input[0].CopyFrom(helper.make_tensor_value_info("x", 1, ("N", 4)))
    (tmp_path / "a.onnx").write_bytes(proto.SerializeToString())
    with pytest.raises(InputError, match="found a constant that makes the shape"):
        read(tmp_path / "a.onnx")
