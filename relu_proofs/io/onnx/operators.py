"""The operators of ONNX that are read, with the inputs and attributes that each may have."""

from . import arithmetic, kinks, learned, reduced, shapes, windows
from .calls import Kind, Operator

__all__ = ["OPERATORS"]

_ML = "ai.onnx.ml"
_MANY = 1 << 16  # inputs, of operators that take any number

_WINDOW: dict[str, Kind] = {
    "auto_pad": "text",
    "ceil_mode": "int",
    "dilations": "ints",
    "kernel_shape": "ints",
    "pads": "ints",
    "strides": "ints",
}
_REDUCED: dict[str, Kind] = {"axes": "ints", "keepdims": "int", "noop_with_empty_axes": "int"}

OPERATORS = {
    "Abs": Operator(kinks.absolute, (1, 1)),
    "Add": Operator(arithmetic.add, (2, 2)),
    "ArrayFeatureExtractor": Operator(learned.array_feature_extractor, (2, 2), domain=_ML),
    "AveragePool": Operator(windows.average_pool, (1, 1), _WINDOW | {"count_include_pad": "int"}),
    "BatchNormalization": Operator(
        arithmetic.batch_normalization,
        (5, 5),
        {"epsilon": "float", "momentum": "float", "spatial": "int", "training_mode": "int"},
    ),
    "Cast": Operator(shapes.cast, (1, 1), {"to": "int", "saturate": "int"}),
    "Clip": Operator(kinks.clip, (1, 3), {"min": "float", "max": "float"}),
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
    "ConstantOfShape": Operator(shapes.constant_of_shape, (1, 1), {"value": "tensor"}),
    "Conv": Operator(windows.conv, (2, 3), _WINDOW | {"group": "int"}),
    "DequantizeLinear": Operator(arithmetic.dequantize_linear, (2, 3), {"axis": "int"}),
    "Div": Operator(arithmetic.div, (2, 2)),
    "Dropout": Operator(shapes.dropout, (1, 3), {"ratio": "float", "seed": "int"}),
    "Expand": Operator(shapes.expand, (2, 2)),
    "Flatten": Operator(shapes.flatten, (1, 1), {"axis": "int"}),
    "Gather": Operator(shapes.gather, (2, 2), {"axis": "int"}),
    "Gemm": Operator(
        arithmetic.gemm,
        (2, 3),
        {"alpha": "float", "beta": "float", "transA": "int", "transB": "int"},
    ),
    "GlobalAveragePool": Operator(windows.global_average_pool, (1, 1)),
    "GlobalMaxPool": Operator(windows.global_max_pool, (1, 1)),
    "HardSigmoid": Operator(kinks.hard_sigmoid, (1, 1), {"alpha": "float", "beta": "float"}),
    "Identity": Operator(shapes.identity, (1, 1)),
    "Imputer": Operator(
        learned.imputer,
        (1, 1),
        {
            "imputed_value_floats": "floats",
            "imputed_value_int64s": "ints",
            "replaced_value_float": "number",
            "replaced_value_int64": "int",
        },
        domain=_ML,
    ),
    "LeakyRelu": Operator(kinks.leaky_relu, (1, 1), {"alpha": "float"}),
    "LinearClassifier": Operator(
        learned.linear_classifier,
        (1, 1),
        {
            "classlabels_ints": "ints",
            "classlabels_strings": "texts",
            "coefficients": "floats",
            "intercepts": "floats",
            "multi_class": "int",
            "post_transform": "text",
        },
        domain=_ML,
    ),
    "LinearRegressor": Operator(
        learned.linear_regressor,
        (1, 1),
        {
            "coefficients": "floats",
            "intercepts": "floats",
            "post_transform": "text",
            "targets": "int",
        },
        domain=_ML,
    ),
    "MatMul": Operator(arithmetic.matmul, (2, 2)),
    "Max": Operator(kinks.max_, (1, _MANY)),
    "MaxPool": Operator(windows.max_pool, (1, 1), _WINDOW | {"storage_order": "int"}),
    "Mean": Operator(arithmetic.mean, (1, _MANY)),
    "Min": Operator(kinks.min_, (1, _MANY)),
    "Mul": Operator(arithmetic.mul, (2, 2)),
    "Neg": Operator(arithmetic.neg, (1, 1)),
    "PRelu": Operator(kinks.prelu, (2, 2)),
    "Pad": Operator(windows.pad, (1, 4), {"mode": "text", "pads": "ints", "value": "float"}),
    "ReduceMax": Operator(reduced.reduce_max, (1, 2), _REDUCED),
    "ReduceMean": Operator(reduced.reduce_mean, (1, 2), _REDUCED),
    "ReduceMin": Operator(reduced.reduce_min, (1, 2), _REDUCED),
    "ReduceSum": Operator(reduced.reduce_sum, (1, 2), _REDUCED),
    "Relu": Operator(kinks.relu, (1, 1)),
    "Reshape": Operator(shapes.reshape, (1, 2), {"allowzero": "int", "shape": "ints"}),
    "Scaler": Operator(learned.scaler, (1, 1), {"offset": "floats", "scale": "floats"}, domain=_ML),
    "Shape": Operator(shapes.shape, (1, 1), {"start": "int", "end": "int"}),
    "Slice": Operator(shapes.slice_, (1, 5), {"axes": "ints", "starts": "ints", "ends": "ints"}),
    "Split": Operator(shapes.split, (1, 2), {"axis": "int", "split": "ints", "num_outputs": "int"}),
    "Squeeze": Operator(shapes.squeeze, (1, 2), {"axes": "ints"}),
    "Sub": Operator(arithmetic.sub, (2, 2)),
    "Sum": Operator(arithmetic.sum_, (1, _MANY)),
    "Tile": Operator(shapes.tile, (2, 2)),
    "Transpose": Operator(shapes.transpose, (1, 1), {"perm": "ints"}),
    "Unsqueeze": Operator(shapes.unsqueeze, (1, 2), {"axes": "ints"}),
}
"""The operators that are read; any other is refused by name."""
