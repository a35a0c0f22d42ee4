"""The operators of ONNX that are read, with the inputs and attributes that each may have."""

from . import arithmetic, shapes
from .calls import Operator

__all__ = ["OPERATORS"]

_MANY = 1 << 16  # inputs, of operators that take any number

OPERATORS = {
    "Add": Operator(arithmetic.add, (2, 2)),
    "BatchNormalization": Operator(
        arithmetic.batch_normalization,
        (5, 5),
        {"epsilon": "float", "momentum": "float", "spatial": "int", "training_mode": "int"},
    ),
    "Cast": Operator(shapes.cast, (1, 1), {"to": "int", "saturate": "int"}),
    "Concat": Operator(shapes.concat, (1, _MANY), {"axis": "int"}),
    "Constant": Operator(
        shapes.constant,
        (0, 0),
        {
            "value": "tensor",
            "value_float": "float",
            "value_floats": "floats",
            "value_int": "int",
            "value_ints": "ints",
        },
    ),
    "Conv": Operator(
        arithmetic.conv,
        (2, 3),
        {
            "auto_pad": "text",
            "dilations": "ints",
            "group": "int",
            "kernel_shape": "ints",
            "pads": "ints",
            "strides": "ints",
        },
    ),
    "Div": Operator(arithmetic.div, (2, 2)),
    "Dropout": Operator(shapes.dropout, (1, 3), {"ratio": "float", "seed": "int"}),
    "Flatten": Operator(shapes.flatten, (1, 1), {"axis": "int"}),
    "Gather": Operator(shapes.gather, (2, 2), {"axis": "int"}),
    "Gemm": Operator(
        arithmetic.gemm,
        (2, 3),
        {"alpha": "float", "beta": "float", "transA": "int", "transB": "int"},
    ),
    "Identity": Operator(shapes.identity, (1, 1)),
    "LeakyRelu": Operator(arithmetic.leaky_relu, (1, 1), {"alpha": "float"}),
    "MatMul": Operator(arithmetic.matmul, (2, 2)),
    "Mul": Operator(arithmetic.mul, (2, 2)),
    "PRelu": Operator(arithmetic.prelu, (2, 2)),
    "Relu": Operator(arithmetic.relu, (1, 1)),
    "Reshape": Operator(shapes.reshape, (1, 2), {"allowzero": "int", "shape": "ints"}),
    "Scaler": Operator(
        arithmetic.scaler, (1, 1), {"offset": "floats", "scale": "floats"}, "ai.onnx.ml"
    ),
    "Shape": Operator(shapes.shape, (1, 1), {"start": "int", "end": "int"}),
    "Slice": Operator(shapes.slice_, (1, 5), {"axes": "ints", "starts": "ints", "ends": "ints"}),
    "Squeeze": Operator(shapes.squeeze, (1, 2), {"axes": "ints"}),
    "Sub": Operator(arithmetic.sub, (2, 2)),
    "Transpose": Operator(shapes.transpose, (1, 1), {"perm": "ints"}),
    "Unsqueeze": Operator(shapes.unsqueeze, (1, 2), {"axes": "ints"}),
}
"""The operators that are read; any other is refused by name."""
