"""What exporters write around a network: shapes computed in the graph, constants in nodes."""

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from relu_proofs import InputError
from relu_proofs.io.read import read
from tests.io.samples import model, node

W = np.arange(24.0).reshape(12, 2) / 4 - 2
LINEAR = [node("MatMul", ["f", "w"], "y")]


def constant(name, **value):
    return node("Constant", [], name, **value)


def tensor(values, kind=np.int64):
    return numpy_helper.from_array(np.array(values, dtype=kind), "t")


FLATTENED = {  # ways to make rows of 12 numbers of (N, 3, 4)
    "view": [
        node("Shape", ["x"], "s"),
        constant("zero", value=tensor(0)),
        node("Gather", ["s", "zero"], "n", axis=0),
        node("Unsqueeze", ["n", "axes"], "n1"),
        constant("minus", value_ints=[-1]),
        node("Concat", ["n1", "minus"], "to", axis=0),
        node("Reshape", ["x", "to"], "f"),
    ],
    "computed": [
        node("Shape", ["x"], "s", start=1),
        constant("a", value_ints=[0]),
        constant("b", value_ints=[1]),
        constant("c", value_ints=[2]),
        node("Slice", ["s", "a", "b"], "h"),
        node("Slice", ["s", "b", "c"], "v"),
        node("Mul", ["h", "v"], "m"),
        node("Div", ["m", "b"], "d"),
        node("Add", ["d", "a"], "p"),
        node("Cast", ["p"], "float", to=TensorProto.FLOAT),
        node("Cast", ["float"], "int", to=TensorProto.INT64),
        constant("one", value_ints=[-1]),
        node("Concat", ["one", "int"], "to", axis=0),
        node("Reshape", ["x", "to"], "f"),
    ],
    "squeezed": [
        constant("to", value_ints=[0, 1, 12]),
        constant("one", value_ints=[1]),
        node("Reshape", ["x", "to"], "g"),
        node("Squeeze", ["g", "one"], "f"),
    ],
    "scalars": [
        constant("half", value_float=0.5),
        constant("twos", value_floats=[2.0, 2.0, 2.0, 2.0]),
        constant("to", value=tensor([1, 12])),
        node("Mul", ["x", "half"], "g"),
        node("Mul", ["g", "twos"], "h"),
        node("Cast", ["h"], "i", to=TensorProto.FLOAT),
        node("Dropout", ["i"], "j"),
        node("Reshape", ["j", "to"], "f"),
    ],
    "filled": [
        node("Shape", ["x"], "s"),
        node("ConstantOfShape", ["s"], "zeros"),
        node("ConstantOfShape", ["s"], "twos", value=tensor([2.0], np.float32)),
        node("Add", ["x", "zeros"], "g"),
        node("Mul", ["g", "twos"], "h"),
        node("Flatten", ["h"], "f"),
    ],
    "folded": [
        node("Mul", ["u", "u"], "u2"),
        node("Div", ["u2", "u2"], "u3"),
        node("Sub", ["u3", "u2"], "u4"),
        node("MatMul", ["u4", "e"], "u5"),
        node("Add", ["x", "u5"], "g"),
        node("Flatten", ["g"], "f"),
    ],
}
CONSTANTS = {
    "w": W.astype(np.float32),
    "axes": np.array([0]),
    "u": np.array([1, 2, -1, 4], np.float32),
    "e": np.eye(4, dtype=np.float32),
}


@pytest.mark.parametrize("way", FLATTENED)
def test_shapes_that_are_computed_are_folded(put, way):
    proto = model([*FLATTENED[way], *LINEAR], CONSTANTS, ("N", 3, 4), kind=TensorProto.FLOAT)
    content = proto.SerializeToString()
    network = read(put("a.onnx", content)).network
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    for x in np.random.default_rng(0).integers(-8, 8, size=(10, 12)) / 2:
        (expected,) = session.run(None, {"x": x.astype(np.float32).reshape(1, 3, 4)})
        assert list(network.evaluate(x)) == expected.ravel().tolist()


@pytest.mark.parametrize(
    ("opset", "nodes"),
    [
        (11, [node("Unsqueeze", ["x"], "u", axes=[1]), node("Squeeze", ["u"], "y", axes=[1])]),
        (7, [node("Slice", ["x"], "y", axes=[1], starts=[0], ends=[12])]),
        (7, [node("Transpose", ["x"], "t"), node("Transpose", ["t"], "y", perm=[1, 0])]),
    ],
)
def test_axes_of_older_files_are_attributes(put, opset, nodes):
    proto = model(nodes, shape=("N", 12), opset=opset)
    network = read(put("a.onnx", proto.SerializeToString())).network
    assert list(network.evaluate(range(12))) == list(range(12))


CONSTANT = {  # what is computed of constants alone
    "Abs": [],
    "Clip": [np.float32(-1), np.float32(2)],
    "Conv": [np.ones((2, 1, 2), np.float32)],
    "GlobalMaxPool": [],
    "HardSigmoid": [],
    "LeakyRelu": [],
    "Max": [np.ones(1, np.float32)],
    "Min": [np.ones(1, np.float32)],
    "PRelu": [np.ones(1, np.float32) / 4],
    "ReduceMean": [],
    "Relu": [],
}


@pytest.mark.parametrize("operator", CONSTANT)
def test_what_does_not_depend_on_the_input_is_computed(put, operator):
    constants = {f"c{i}": np.asarray(value) for i, value in enumerate(CONSTANT[operator])}
    constants["k"] = np.array([[[-3, 0.5, 1, 4]]], np.float32)
    nodes = [
        node(operator, ["k", *list(constants)[:-1]], "l"),
        node("ReduceSum", ["l"], "s", keepdims=0),
        node("Add", ["x", "s"], "h"),
        node("Relu", ["h"], "y"),
    ]
    content = model(nodes, constants, (1, 2), kind=TensorProto.FLOAT).SerializeToString()
    network = read(put("a.onnx", content)).network
    assert network.relu == ((True, True),)
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    for x in np.random.default_rng(0).integers(-8, 8, size=(10, 2)) / 2:
        (expected,) = session.run(None, {"x": x.astype(np.float32)[None]})
        np.testing.assert_allclose([float(v) for v in network.evaluate(x)], expected[0], rtol=1e-6)


def test_nodes_in_any_order(put):
    nodes = [
        node("Add", ["h", "c"], "y"),
        node("Relu", ["x"], "h"),
        constant("c", value_floats=[1.0, 2.0]),
    ]
    network = read(put("a.onnx", model(nodes).SerializeToString())).network
    assert list(network.evaluate([-1, 3])) == [1, 5]
    circle = [node("Add", ["x", "b"], "a"), node("Relu", ["a"], "b"), node("Relu", ["b"], "y")]
    with pytest.raises(InputError, match="node 0 .Add.: found no node before it that makes 'b'"):
        read(put("b.onnx", model(circle).SerializeToString()))


def test_an_older_file_is_converted(put):
    nodes = [
        node("Gemm", ["x", "w", "b"], "h", broadcast=1),
        node("Relu", ["h"], "r"),
        node("Mul", ["r", "b"], "y", broadcast=1, axis=1),
    ]
    constants = {"w": W.astype(np.float32), "b": np.array([0.5, -2], np.float32)}
    proto = model(nodes, constants, (1, 12), opset=6, kind=TensorProto.FLOAT)
    for name in constants:  # of old, initialisers are inputs as well
        value = helper.make_tensor_value_info(name, TensorProto.FLOAT, constants[name].shape)
        proto.graph.input.append(value)
    proto.ir_version = 3
    reading = read(put("a.onnx", proto.SerializeToString()))
    assert reading.notes[0] == "opset 6: converted to opset 9, by the package onnx"
    for x in np.random.default_rng(0).integers(-8, 8, size=(10, 12)) / 2:
        expected = np.maximum(x @ W + constants["b"], 0) * constants["b"]
        assert list(reading.network.evaluate(x)) == expected.tolist()


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        ([node("Cast", ["x"], "y", to=TensorProto.INT64)], "found a cast to the element type 7"),
        ([node("Unsqueeze", ["x"], "y")], "found no axes"),
        ([node("Slice", ["x"], "y")], "found no starts or ends"),
        ([node("Reshape", ["x"], "y")], "found no shape"),
        ([node("Gather", ["x", "w"], "y")], "found no constant indices"),
        ([node("Gather", ["x", "far"], "y")], "found what does not fit"),
        ([node("Reshape", ["x", "far"], "y")], "found what does not fit"),
        ([node("Reshape", ["x", "low"], "y")], r"found the shape \[-7\]"),
        ([node("Add", ["x", "far"], "y")], "found integers beside floats"),
        ([constant("c", value_string="a"), node("Add", ["x", "c"], "y")], "attribute 'value_str"),
        ([constant("c"), node("Add", ["x", "c"], "y")], "found no value of numbers"),
        ([node("Div", ["low", "far"], "d"), node("Reshape", ["x", "d"], "y")], "integers below 0"),
        ([node("MatMul", ["x", "x"], "y")], "found two factors that depend on the input"),
        ([node("PRelu", ["x", "x"], "y")], "found data as input 1, expected a constant"),
        (
            [node("BatchNormalization", ["x", "w", "w", "w", "w"], "y")],
            r"found the shape \(12, 2\) of input 1, expected one dimension",
        ),
    ],
)
def test_what_does_not_fit_is_refused_at_its_node(put, nodes, said):
    constants = CONSTANTS | {"far": np.array([99]), "low": np.array([-7])}
    proto = model(nodes, constants, ("N", 12), kind=TensorProto.FLOAT)
    with pytest.raises(InputError, match=said) as caught:
        read(put("a.onnx", proto.SerializeToString()))
    assert ": node " in str(caught.value)
