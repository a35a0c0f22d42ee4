"""Bad ONNX files, and what the refusal of each must say: (content or model, pattern)."""

import math

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tests.io.samples import EXTERNAL, MLP, W0, model, node

RELU = [node("Relu", ["x"], "y")]
DOUBLED = {"w": np.eye(2)}

BAD_ONNX = {
    "text.onnx": (b"hello, this is no protocol buffer", "not an ONNX model"),
    "truncated.onnx": (MLP[:-20], "not an ONNX model"),
    "empty.onnx": (b"", "opset: found 0, expected 7 or more"),
    "hollow.onnx": (bytes.fromhex("3ae0a712") + b"\n\0" * 150_000, "bytes besides the numbers"),
    **{
        f"{name}.onnx": (
            model([node(name, ["x"], "h"), node("Relu", ["h"], "y")]),
            rf"node 0 \({name}\): found this operator, which jumps: no sum of ReLUs does",
        )
        for name in ("Sign", "QuantizeLinear", "ArgMax", "TreeEnsembleRegressor")
    },
    "opset.onnx": (model(RELU, opset=-1), "opset: found -1, expected 7 or more"),
    "old.onnx": (
        model([node("Loop", ["x"], "y")], opset=5),
        "not a model of opset 5 that can be converted",
    ),
    **{
        f"{name}.onnx": (
            model([node(name, ["x"], "h"), node("Relu", ["h"], "y")]),
            rf"node 0 \({name}\): found this operator, which is not {said}",
        )
        for name, said in (
            *((name, "piecewise linear") for name in ("Sigmoid", "Softmax", "Tanh", "Sqrt")),
            *((name, "read; read are Abs, Add, ") for name in ("Loop", "Einsum")),
        )
    },
    **{
        f"{name}.onnx": (
            model([node(name, ["x"], "y")]),
            rf"node 0 \({name}\): found 1 inputs and 1 outputs, expected {count}",
        )
        for name, count in (("Conv", "2 to 3"), ("BatchNormalization", "5 to 5"), ("Sub", "2 to 2"))
    },
    "domain.onnx": (
        model([node("Relu", ["x"], "y", domain="my.own")]),
        r"node 0 \(Relu\): found this",
    ),
    "named.onnx": (
        model([node("Tanh", ["x"], "y", name="/act/Tanh")]),
        r"node 0 \(Tanh, '/act/Tanh'\): found this operator",
    ),
    "cycle.onnx": (
        model([node("Add", ["x", "b"], "a"), node("Relu", ["a"], "b"), node("Relu", ["a"], "y")]),
        r"node 0 \(Add\): found no node before it that makes 'b'",
    ),
    "circle.onnx": (
        model([node("Relu", ["y"], "h"), node("Relu", ["h"], "y")]),
        r"node 0 \(Relu\): found no node before it that makes 'y'",
    ),
    "unreached.onnx": (
        model([node("Relu", ["x"], "z")]),
        "output 'y': found no node before it that makes 'y'",
    ),
    "self.onnx": (model([node("Relu", ["y"], "y")]), "found no node before it that makes 'y'"),
    "constant.onnx": (
        model([node("Relu", ["x"], "h"), node("Identity", ["w"], "y")], DOUBLED),
        "output 'y': found a constant",
    ),
    "square.onnx": (model([node("Mul", ["x", "x"], "y")]), "a product of two values that depend"),
    "quotient.onnx": (model([node("Div", ["w", "x"], "y")], DOUBLED), "a divisor that depends"),
    "zero.onnx": (
        model([node("Div", ["x", "w"], "y")], {"w": np.zeros(2)}),
        r"node 0 \(Div\): found the divisor 0",
    ),
    "no-shape.onnx": (
        model([node("Reshape", ["x", "x"], "y")]),
        "found no constant integers as its shape",
    ),
    "shape.onnx": (
        model([node("Reshape", ["x", "w"], "y")], {"w": np.array([3, -1])}),
        r"node 0 \(Reshape\): found what does not fit: cannot reshape",
    ),
    "variance.onnx": (
        model(
            [node("BatchNormalization", ["x", "w", "w", "w", "v"], "y", epsilon=0.5)],
            {"w": np.ones(2), "v": np.array([1.0, -0.5])},
        ),
        r"found variance \+ eps = 0 at 1",
    ),
    "resting.onnx": (
        model(
            [node("BatchNormalization", ["x", "w", "w", "w", "w"], "y", training_mode=1)],
            {"w": np.ones(2)},
        ),
        "found training mode",
    ),
    "kernel.onnx": (
        model([node("Conv", ["x", "w"], "y")], {"w": np.ones((1, 3, 2))}, (1, 2, 4)),
        r"found 2 channels, 1 groups and a kernel of the shape \(1, 3, 2\)",
    ),
    "same.onnx": (
        model(
            [node("Conv", ["x", "w"], "y", auto_pad="SAME")],
            {"w": np.ones((1, 2, 2))},
            (1, 2, 4),
        ),
        "auto_pad: found SAME, expected NOTSET",
    ),
    "rows.onnx": (
        model(
            [node("Flatten", ["x"], "f"), node("Reshape", ["f", "s"], "y")],
            {"s": np.array([8, -1])},
            (8, 1, 4, 4),
        ),
        "found the size 8 of the batch in the shape",
    ),
    "remade.onnx": (model([node("Relu", ["x"], "x")]), "'x' made twice"),
    "training.onnx": (
        model(
            [node("Dropout", ["x", "", "on"], "y")],
            {"on": numpy_helper.from_array(np.array(True), "on")},
        ),
        "training mode",
    ),
    "external.onnx": (
        model([node("MatMul", ["x", "W0"], "y")], {"W0": EXTERNAL}),
        "node 0 .MatMul.: initialiser 'W0': found external data",
    ),
    "integers.onnx": (
        model([node("MatMul", ["x", "w"], "y")], {"w": np.eye(2, dtype=np.int64)}),
        r"node 0 \(MatMul\): found integers, expected floats",
    ),
    "missing.onnx": (model([node("MatMul", ["x", ""], "y")]), "found no input 1, expected one"),
    "nan.onnx": (
        model(
            [node("MatMul", ["x", "w"], "y")],
            {"w": [[np.nan], [1.0]]} | {"w": np.array([[1.0], [np.nan]])},
        ),
        r"initialiser 'w'\[1\]\[0\]: found nan",
    ),
    "alpha.onnx": (
        model([node("Gemm", ["x", "w"], "y", alpha=math.inf)], DOUBLED),
        r"\(Gemm\).alpha: found inf",
    ),
    "attribute.onnx": (model([node("Relu", ["x"], "y", slope=1.0)]), "the attribute 'slope'"),
    "attribute-type.onnx": (
        model([node("Gemm", ["x", "w"], "y", alpha=2)], DOUBLED),
        "the attribute 'alpha'",
    ),
    "arity.onnx": (
        model([node("Relu", ["x", "w"], "y")], DOUBLED),
        r"\(Relu\): found 2 inputs and 1 outputs, expected 1 to 1 inputs",
    ),
    "slot.onnx": (
        model([node("Gemm", ["w", "w", "x"], "y")], DOUBLED),
        r"a constant that makes the shape \(1, 2\) to \(2, 2\)",
    ),
    "wide.onnx": (
        model([node("MatMul", ["x", "w"], "y")], {"w": np.ones((3, 2))}),
        r"\(MatMul\): found factors of the shapes \(1, 2\) and \(3, 2\)",
    ),
    "spread.onnx": (
        model([node("Add", ["x", "b"], "y")], {"b": np.ones((2, 2))}),
        r"a constant that makes the shape \(1, 2\) to \(2, 2\)",
    ),
    "axis.onnx": (model([node("Flatten", ["x"], "y", axis=3)]), "axis: found 3"),
    "open.onnx": (
        model([node("Flatten", ["x"], "y")], shape=("N", "C", 2)),
        "found an unknown number of values, expected a declared shape",
    ),
    "unknown.onnx": (model(RELU, shape=None), "unknown number of values"),
    "integer-input.onnx": (
        model(RELU, kind=TensorProto.INT64),
        "input 'x': found the element type 7",
    ),
    "two-inputs.onnx": (
        model(RELU, input=[helper.make_tensor_value_info("z", TensorProto.DOUBLE, None)]),
        "inputs: found 2, expected 1",
    ),
    "two-outputs.onnx": (
        model(RELU, output=[helper.make_tensor_value_info("x", TensorProto.DOUBLE, None)]),
        r"outputs: found 2 \(y, x\), expected 1; up_to \(--up-to\) names one",
    ),
    "sparse.onnx": (model(RELU, sparse_initializer=[onnx.SparseTensorProto()]), "sparse initialis"),
    "same-name.onnx": (
        model(RELU, initializer=[numpy_helper.from_array(W0, "w")] * 2),
        "names of initialisers: found 1, expected 2",
    ),
}
