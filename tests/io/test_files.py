"""Networks and data from files: read exactly, or refused in one clear sentence."""

import io
import json
import math
import os
import subprocess
import sys
import tracemalloc
import warnings
import zipfile
from fractions import Fraction

import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from safetensors import numpy as safetensors
from sklearn.neural_network import MLPClassifier, MLPRegressor

from relu_proofs import InputError, Network, from_sklearn, read_data, read_network, write_network
from relu_proofs.io.files import read_json

W0, B0 = np.array([[1, -1], [-1, 1], [0.5, 2]]), np.array([0, 0.25, -1])
W1, B1 = np.array([[1, 1, -3], [2, 0, 1.0]]), np.array([0.125, 1])
NETWORK = Network([(W0, B0), (W1, B1)])
STATE = {"0.weight": W0, "0.bias": B0, "2.weight": W1, "2.bias": B1}
PLAIN = {"W0": W0, "b0": B0, "W1": W1, "b1": B1}


def npy(array):
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array), allow_pickle=True)
    return file.getvalue()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return file.getvalue()


def npz(arrays):
    return zipped({name: npy(array) for name, array in arrays.items()})


def tensors(header, data=b""):
    """A safetensors file with this header, true or not."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def node(operator, inputs, output, **attributes):
    return helper.make_node(operator, inputs, [output], **attributes)


def model(nodes, constants=(), shape=("N", 2), opset=17, kind=TensorProto.DOUBLE, **parts):
    constants = [
        value if isinstance(value, TensorProto) else numpy_helper.from_array(value, name)
        for name, value in dict(constants).items()
    ]
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("x", kind, shape)],
        [helper.make_tensor_value_info("y", kind, None)],
        constants,
    )
    for name, values in parts.items():
        getattr(graph, name).extend(values)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])


MLP = model(
    [
        node("Gemm", ["x", "W0", "b0"], "h", transB=1),
        node("Relu", ["h"], "r"),
        node("Gemm", ["r", "W1", "b1"], "y", transB=1),
    ],
    PLAIN,
).SerializeToString()
VALID = {
    ".json": json.dumps(
        {
            "format": "relu-network/1",
            "layers": [
                {
                    "weight": [[str(Fraction(w)) for w in row] for row in weight],
                    "bias": [str(Fraction(b)) for b in bias],
                }
                for weight, bias in ((W0, B0), (W1, B1))
            ],
        }
    ).encode(),
    ".npz": npz(PLAIN),
    ".safetensors": safetensors.save(STATE),
    ".onnx": MLP,
}


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


# ---- what is read means exactly what it says ----------------------------------------------------


@pytest.mark.parametrize("ending", VALID)
def test_every_format_gives_the_same_network(put, ending):
    assert read_network(put("net" + ending.upper(), VALID[ending])) == NETWORK


def test_what_is_written_is_read_again(tmp_path):
    third = Network([([["1/3"]], ["-1/7"]), ([[1], [0]], [0, 1])])
    write_network(third, tmp_path / "net.json")
    assert read_network(tmp_path / "net.json") == third
    assert os.listdir(tmp_path) == ["net.json"]


@pytest.mark.parametrize(
    "kind", ["<f2", "<f4", "<f8", ">f4", ">f8", "i1", "<i4", ">i8", "u1", "<u8"]
)
@pytest.mark.parametrize("order", "CF")
def test_numbers_of_every_type_mean_their_dyadic_value(put, kind, order):
    values = np.array([[0.1, -3.7], [100.3, 7]])
    values = np.array(values if "u" not in kind else abs(values), dtype=kind, order=order)
    network = read_network(put("a.npz", npz({"W0": values})))
    assert network.layers[0].weight == tuple(
        tuple(Fraction(entry.item()) for entry in row) for row in values
    )
    assert network.layers[0].bias == (0, 0)


def test_bfloat16_is_the_upper_half_of_a_float32(put):
    file = tensors(
        {"0.weight": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [0, 4]}},
        bytes.fromhex("c03f 80bf".replace(" ", "")),
    )
    assert read_network(put("a.safetensors", file)).layers[0].weight == ((Fraction(3, 2), -1),)


def test_a_state_dict_is_ordered_by_number(put):
    chain = {f"{2 * k}.weight": np.array([[float(k + 1)]]) for k in (5, 1, 0, 2, 3, 4)}
    network = read_network(put("a.npz", npz(chain)))
    assert [layer.weight[0][0] for layer in network.layers] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("layers", ["fc1,out", ["fc1", "out"]])
def test_layers_name_the_parts_of_a_state_dict_and_leave_the_others(put, layers):
    state = {
        "out.weight": W1,
        "out.bias": B1,
        "fc1.weight": W0,
        "fc1.bias": B0,
        "critic.weight": np.ones((1, 1, 1)),
    }
    assert read_network(put("a.npz", npz(state)), layers) == NETWORK
    assert read_network(put("a.safetensors", safetensors.save(state)), layers=layers) == NETWORK


# ---- ONNX: an evaluator that shares no code with the reader -------------------------------------


@st.composite
def chains(draw):
    """A random chain; its numbers are so small that every operation on float64 is exact."""
    layout = draw(st.sampled_from(["rows", "columns", "vector"]))
    width = draw(st.integers(1, 3))
    shape = {"rows": (1, width), "columns": (width, 1), "vector": (width,)}[layout]
    nodes, constants = [], {}

    def constant(*shape):
        values = draw(
            st.lists(st.integers(-3, 3), min_size=math.prod(shape), max_size=math.prod(shape))
        )
        constants[f"c{len(constants)}"] = np.array(values, dtype=np.float64).reshape(shape)
        return f"c{len(constants) - 1}"

    def summand():
        long = {"rows": [(width,), (1, width)], "columns": [(width, 1)], "vector": [(width,)]}
        return constant(*draw(st.sampled_from([(), (1,), *long[layout]])))

    for k in range(draw(st.integers(1, 6))):
        operators = ["MatMul", "MatMul" if layout == "vector" else "Gemm"]
        if nodes or layout != "columns":  # a column would be a batch of numbers, but for a product
            operators += ["Add", "Relu", "LeakyRelu"]
            operators += [] if layout == "vector" else ["Identity", "Dropout", "Flatten"]
        operator, attributes = draw(st.sampled_from(operators)), {}
        value, before = f"v{k - 1}" if k else "x", width
        if operator in ("MatMul", "Gemm"):
            width = draw(st.integers(1, 3))
        if operator == "MatMul":
            left = layout == "rows" or (layout == "vector" and draw(st.booleans()))
            inputs = [value, constant(before, width)] if left else [constant(width, before), value]
        elif operator == "Gemm":
            left, flip = draw(st.booleans()), draw(st.booleans())
            transposed = layout == ("columns" if left else "rows")
            shape_there = (before, width) if left != flip else (width, before)
            inputs = [value, constant(*shape_there)][:: 1 if left else -1]
            attributes = dict(
                zip(
                    ["transA", "transB"],
                    [int(transposed), int(flip)][:: 1 if left else -1],
                    strict=True,
                ),
                alpha=draw(st.sampled_from([1.0, 0.5, -2.0])),
                beta=draw(st.sampled_from([1.0, 0.25, 0.0])),
            )
            layout = "rows" if left else "columns"
            inputs += [summand()] if draw(st.booleans()) else []
        elif operator == "Add":
            inputs = [value, summand()][:: draw(st.sampled_from([1, -1]))]
        else:
            inputs = [value]
            if operator == "LeakyRelu":
                attributes = {"alpha": draw(st.sampled_from([0.25, 2.0, -1.0]))}
            if operator == "Flatten":
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


# ---- scikit-learn -------------------------------------------------------------------------------

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])


def fitted(kind, labels, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that few iterations do not converge
        return kind(hidden_layer_sizes=(5, 4), max_iter=40, random_state=0, **options).fit(
            XOR, labels
        )


@pytest.mark.parametrize("activation", ["relu", "identity"])
@pytest.mark.parametrize("labels", [[0, 1, 1, 0], [[0, 1], [1, 2], [1, 3], [0, 4]]])
def test_a_fitted_regressor_is_its_network(activation, labels):
    fit = fitted(MLPRegressor, labels, activation=activation)
    network = from_sklearn(fit)
    assert network.widths == ((5, 4) if activation == "relu" else ())
    ours = [[float(value) for value in network.evaluate(x)] for x in XOR]
    np.testing.assert_allclose(np.squeeze(ours), fit.predict(XOR), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("labels", [[0, 1, 1, 0], [0, 1, 2, 3]])
def test_a_fitted_classifier_is_its_network_up_to_the_logits(labels):
    fit = fitted(MLPClassifier, labels)
    logits = np.array([[float(v) for v in from_sklearn(fit).evaluate(x)] for x in XOR])
    ours = (
        1 / (1 + np.exp(-logits[:, 0]))
        if len(set(labels)) == 2
        else np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    )
    theirs = fit.predict_proba(XOR)
    np.testing.assert_allclose(ours, theirs[:, 1] if ours.ndim == 1 else theirs, rtol=1e-12)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: fitted(MLPRegressor, [0, 1, 1, 0], activation="tanh"), "'tanh'"),
        (lambda: fitted(MLPClassifier, [0, 1, 1, 0], activation="logistic"), "'logistic'"),
        (lambda: fitted(MLPRegressor, [0, 1, 1, 0], loss="poisson"), "'exp'"),
        (MLPRegressor, "fitted"),
        (dict, "dict"),
    ],
)
def test_other_models_are_refused_by_name(made, said):
    with pytest.raises(InputError, match=said):
        from_sklearn(made())


# ---- bad files: one clear sentence that names the place -----------------------------------------


def network_json(**changes):
    value = json.loads(VALID[".json"]) | changes
    return json.dumps(value).encode()


def layer_json(weight, bias='["0"]'):
    return (
        f'{{"format": "relu-network/1", "layers": [{{"weight": {weight}, "bias": {bias}}}]}}'
    ).encode()


def lying_zip(size):
    """An archive whose directory and header both declare a size that is not there."""
    content = bytearray(zipped({"W0": npy(W0)}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = size.to_bytes(4, "little")
    return bytes(content)


def bomb():
    """An archive whose member unpacks to far more than it declares."""
    content = bytearray(zipped({"W0": bytes(50_000_000)}))
    for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def doubled():
    """An archive that holds an array twice."""
    return zipped({"W0": npy(W0), "W1": npy(W1)}).replace(b"W1.npy", b"W0.npy")


def npy_declaring(shape, kind="<f8", data=b""):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data


EXTERNAL = TensorProto(
    name="W0", dims=[3, 2], data_type=TensorProto.DOUBLE, data_location=TensorProto.EXTERNAL
)
EXTERNAL.external_data.add(key="location", value="/etc/passwd")
GIGABYTE = {  # files of at most 1 KB that declare 1 GB
    "shape.npz": zipped({"W0": npy_declaring("(11585, 11585)")}),
    "member.npz": lying_zip(1 << 30),
    "data.npy": npy_declaring("(11585, 11585)"),
    "a.safetensors": tensors(
        {"0.weight": {"dtype": "F64", "shape": [11585, 11585], "data_offsets": [0, 11585**2 * 8]}}
    ),
    "header.safetensors": (1 << 30).to_bytes(8, "little") + b"{}",
    "dims.onnx": model(
        [node("MatMul", ["x", "w"], "y")],
        {"w": TensorProto(name="w", dims=[11585, 11585], data_type=TensorProto.DOUBLE)},
    ).SerializeToString(),
    "input.onnx": model([node("Relu", ["x"], "y")], shape=("N", 11585)).SerializeToString(),
    "outer.onnx": model(
        [node("MatMul", ["x", "a"], "h"), node("MatMul", ["h", "b"], "y")],
        {
            "a": np.ones((40, 1), np.float16),
            "b": TensorProto(name="b", dims=[1, 10**8], data_type=TensorProto.FLOAT16),
        },
        ("N", 40),
    ).SerializeToString(),
}
RELU = [node("Relu", ["x"], "y")]
DOUBLED = {"w": np.eye(2)}

BAD = {
    # text
    "empty.json": (b"", "line 1, column 1"),
    "broken.json": (b'{"format": "relu-network/1",\n "layers": [}', "line 2, column 13"),
    "utf16.json": (VALID[".json"].decode().encode("utf-16"), "byte 0: found no UTF-8"),
    "list.json": (b"[1, 2]", r"found \[1, 2\], expected the fields format and layers"),
    "format.json": (network_json(format="relu-network/2"), "format: found 'relu-network/2'"),
    "more.json": (network_json(more=1), "expected the fields format and layers"),
    "none.json": (network_json(layers=[]), "layers: found none"),
    "no-list.json": (network_json(layers={}), "layers: found {}, expected a list"),
    "bare.json": (network_json(layers=[{"weight": []}]), r"layers\[0\]: found"),
    "twice.json": (b'{"format": "a", "format": "b"}', "field 'format' twice"),
    "float.json": (
        layer_json('[["1", 0.5]]'),
        r"layers\[0\].weight\[0\]\[1\]: found the literal 0.5",
    ),
    "nan.json": (layer_json("[[NaN]]"), r"weight\[0\]\[0\]: found the literal NaN"),
    "infinity.json": (layer_json('[["1"]]', "[-Infinity]"), r"bias\[0\]: found the literal -Inf"),
    "text-nan.json": (layer_json('[["nan"]]'), r"weight\[0\]\[0\]: found 'nan'"),
    "zero.json": (layer_json('[["1/0"]]'), "denominator"),
    "long.json": (layer_json(f"[[{'1' * 200_000}]]"), "the literal of 200000 characters"),
    "long-text.json": (layer_json(f'[["{"1" * 200_000}"]]'), "200000 characters"),
    "huge.json": (layer_json('[["1e999999999"]]'), "exponent"),
    "deep.json": (layer_json("[" * 100_000 + "]" * 100_000), "nested too deeply"),
    "open.json": (b"[" * 100_000, "nested too deeply"),
    "wide.json": (layer_json('[["1", "2"], ["3"]]', '["0", "0"]'), r"weight\[1\]: found 1 numbers"),
    "bias.json": (layer_json('[["1"]]', '["0", "0"]'), "bias: found 2 numbers, expected 1"),
    "hollow.json": (layer_json("[]", "[]"), "weight: found no numbers"),
    "hollow-row.json": (layer_json("[[]]"), "weight: found no numbers"),
    "flat.json": (layer_json('["1"]'), r"weight\[0\]: found '1', expected a list"),
    "true.json": (layer_json("[[true]]"), r"weight\[0\]\[0\]: found True"),
    "null.json": (layer_json("[[null]]"), r"weight\[0\]\[0\]: found None"),
    "chain.json": (
        network_json(
            layers=[{"weight": [["1"]], "bias": ["0"]}, {"weight": [["1", "1"]], "bias": ["0"]}]
        ),
        r"layers\[1\].weight: found 2 columns, expected 1",
    ),
    # archives
    "empty.npz": (b"", "not a .npz archive"),
    "text.npz": (b"hello", "not a .npz archive"),
    "truncated.npz": (VALID[".npz"][:-30], "not a .npz archive"),
    "nothing.npz": (zipped({}), "'layers': missing"),
    "bomb.npz": (bomb(), "not a .npz archive, at 'W0'"),
    "oversized.npz": (zipped({"W0": bytes((64 << 20) + 1)}), "bytes unpacked, expected at most"),
    "lzma.npz": (zipped({"W0": npy(W0)}, zipfile.ZIP_LZMA), "'W0': found a compression"),
    "doubled.npz": (doubled(), "'W0': found this array twice"),
    "object.npz": (npz({"W0": np.array([[None]])}), r"W0: found values of type '\|O'"),
    "complex.npz": (npz({"W0": np.array([[1j]])}), "W0: found values of type '<c16'"),
    "text-array.npz": (npz({"W0": np.array([["1"]])}), "W0: found values of type '<U1'"),
    "truth.npz": (npz({"W0": np.array([[True]])}), r"W0: found values of type '\|b1'"),
    "quad.npz": (npz({"W0": np.array([[1]], np.longdouble)}), "W0: found values of type '<f16'"),
    "record.npz": (npz({"W0": np.zeros(1, [("a", "f8")])}), "'W0': found .*expected a .npy header"),
    "rank.npz": (npz({"W0": np.zeros((1, 1, 1))}), r"W0: found the shape \(1, 1, 1\), expected 2"),
    "scalar.npz": (npz({"W0": np.array(1.0)}), r"W0: found the shape \(\), expected 2"),
    "bias.npz": (npz({"W0": W0, "b0": B0[:2]}), "W0: found 2 numbers as its bias, expected 3"),
    "bias-rank.npz": (npz({"W0": W0, "b0": W0}), "b0: found the shape"),
    "no-rows.npz": (npz({"W0": np.zeros((0, 2))}), "W0: found the shape .*at least one number"),
    "nan.npz": (npz({"W0": [[1, math.nan]]}), r"W0\[0\]\[1\]: found nan"),
    "infinity.npz": (npz(PLAIN | {"b1": [0, -math.inf]}), r"b1\[1\]: found -inf"),
    "chain.npz": (npz({"W0": W0, "W1": W0}), "W1: found 2 inputs, expected 3"),
    "gap.npz": (npz({"W0": W0, "W2": W1}), "'W1': missing"),
    "more.npz": (npz(PLAIN | {"mean": B0}), "'mean': unexpected"),
    "touching.npz": (npz({"0.weight": W0, "1.weight": W1}), "0.weight, 1.weight: found no module"),
    "norm.npz": (npz(STATE | {"1.running_mean": B0}), "'1.running_mean': unexpected"),
    "only-bias.npz": (npz({"0.bias": B0}), "'0.weight': missing"),
    "short-member.npz": (zipped({"W0": npy(W0)[:-8]}), "W0: found 40 bytes, expected 8 for each"),
    "negative.npz": (zipped({"W0": npy_declaring("(-1, -1)", data=bytes(8))}), "expected a .npy"),
    "no-npy.npz": (zipped({"W0": b"hello"}), "'W0': found b'hello', expected a .npy header"),
    # safetensors
    "empty.safetensors": (b"", "not a safetensors file"),
    "truncated.safetensors": (VALID[".safetensors"][:-8], "not a safetensors file"),
    "truth.safetensors": (safetensors.save({"0.weight": np.array([[True]])}), "of type 'BOOL'"),
    "eight.safetensors": (
        tensors({"0.weight": {"dtype": "F8_E4M3", "shape": [1, 1], "data_offsets": [0, 1]}}, b"1"),
        "of type 'F8_E4M3'",
    ),
    "nan.safetensors": (
        safetensors.save({"0.weight": np.array([[np.nan]])}),
        r"0.weight\[0\]\[0\]: found nan",
    ),
    "rank.safetensors": (safetensors.save({"0.weight": B0}), r"0.weight: found the shape \(3,\)"),
    # ONNX
    "text.onnx": (b"hello, this is no protocol buffer", "not an ONNX model"),
    "truncated.onnx": (MLP[:-20], "not an ONNX model"),
    "empty.onnx": (b"", "opset: found 0, expected 7 or more"),
    "hollow.onnx": (bytes.fromhex("3ae0a712") + b"\n\0" * 150_000, "bytes besides the numbers"),
    "opset.onnx": (model(RELU, opset=6), "opset: found 6"),
    **{
        f"{name}.onnx": (
            model([node(name, ["x"], "y")]),
            rf"node 0 \({name}\): found this operator",
        )
        for name in ("Sigmoid", "Conv", "Tanh", "BatchNormalization", "Sub", "Reshape", "Loop")
    },
    "domain.onnx": (
        model([node("Relu", ["x"], "y", domain="my.own")]),
        r"node 0 \(Relu\): found this",
    ),
    "cycle.onnx": (
        model([node("Add", ["x", "b"], "a"), node("Relu", ["a"], "b"), node("Relu", ["a"], "y")]),
        "found inputs that meet",
    ),
    "apart.onnx": (
        model([*RELU, node("Relu", ["b"], "a"), node("Relu", ["a"], "b")]),
        "found 2 nodes that are not on the way",
    ),
    "branch.onnx": (
        model([node("Relu", ["x"], "a"), node("Relu", ["a"], "y"), node("Relu", ["a"], "b")]),
        "value 'a': found 2 uses",
    ),
    "twice.onnx": (model([node("Add", ["x", "x"], "y")]), "value 'x': found 2 uses"),
    "after.onnx": (model([*RELU, node("Relu", ["y"], "z")]), "output 'y': found 1 nodes"),
    "unreached.onnx": (model([node("Relu", ["x"], "z")]), "value 'z': found 0 uses"),
    "remade.onnx": (model([node("Relu", ["x"], "x")]), "'x' made twice"),
    "self.onnx": (model([node("Relu", ["y"], "y")]), "value 'x': found 0 uses"),
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
        "initialiser 'w': found the element type 7, expected floats",
    ),
    "missing.onnx": (model([node("MatMul", ["x", ""], "y")]), "initialiser '': missing"),
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
        r"\(Relu\): found 2 inputs, the data at 0, expected 1 to 1",
    ),
    "slot.onnx": (model([node("Gemm", ["w", "w", "x"], "y")], DOUBLED), "the data at 2"),
    "rank.onnx": (model([node("MatMul", ["x", "w"], "y")], {"w": np.ones(2)}), "expected a matrix"),
    "rank3.onnx": (
        model([node("MatMul", ["x", "w"], "y")], {"w": np.ones((1, 2, 2))}),
        r"the shape \(1, 2, 2\), expected at most two",
    ),
    "wide.onnx": (
        model([node("MatMul", ["x", "w"], "y")], {"w": np.ones((3, 2))}),
        r"\(MatMul\): found 3 inputs, expected 2",
    ),
    "spread.onnx": (
        model([node("Add", ["x", "b"], "y")], {"b": np.ones((2, 2))}),
        r"a summand of the shape \(2, 2\)",
    ),
    "image.onnx": (
        model([node("MatMul", ["x", "w"], "y")], DOUBLED, (1, 1, 2)),
        "layout 'tensor', expected 'rows'",
    ),
    "axis.onnx": (model([node("Flatten", ["x"], "y", axis=0)]), "axis: found 0"),
    "unknown.onnx": (model(RELU, shape=None), "unknown number of values"),
    "integer-input.onnx": (
        model(RELU, kind=TensorProto.INT64),
        "input 'x': found the element type 7",
    ),
    "two-inputs.onnx": (
        model(RELU, input=[helper.make_tensor_value_info("z", TensorProto.DOUBLE, None)]),
        "inputs: found 2, expected 1",
    ),
    "sparse.onnx": (model(RELU, sparse_initializer=[onnx.SparseTensorProto()]), "sparse initialis"),
    "same-name.onnx": (
        model(RELU, initializer=[numpy_helper.from_array(W0, "w")] * 2),
        "names of initialisers: found 1, expected 2",
    ),
    # endings
    **dict.fromkeys(
        ("a.pt", "a.PTH"), (b"", r"(?s)pickle.*import save_file\n *save_file\(model.state_dict\(\)")
    ),
    **dict.fromkeys(
        ("a.pkl", "a.joblib"),
        (b"", r"(?s)pickle.*from_sklearn, write_network\n *write_network\(from_sk"),
    ),
    "a.h5": (b"", "the ending '.h5', expected one of .json, .npz, .safetensors, .onnx"),
    **{
        name: (content, "found|not a")
        for name, content in GIGABYTE.items()
        if not name.endswith(".npy")
    },
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place(put, name):
    content, said = BAD[name]
    path = put(name, content if isinstance(content, bytes) else content.SerializeToString())
    with pytest.raises(InputError, match=said) as caught:
        read_network(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message or "pickle" in message
    assert len(message) < 600 + len(str(path))


def test_places_that_are_no_files(tmp_path):
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    for name, said in (
        ("none.json", "No such file"),
        ("folder.json", "found a directory"),
        ("pipe.json", "found a device"),
        ("a\0b.json", "null"),
    ):
        with pytest.raises(InputError, match=said):
            read_network(tmp_path / name)


@pytest.mark.parametrize(
    ("layers", "said"),
    [("fc1,fc2", "'fc2.weight': missing"), ([], "'layers': missing"), ("", "'.weight': missing")],
)
def test_layers_that_are_not_there(put, layers, said):
    with pytest.raises(InputError, match=said):
        read_network(put("a.npz", npz({"fc1.weight": W0})), layers)


def test_layers_of_a_file_without_names(put):
    with pytest.raises(InputError, match="layers: only"):
        read_network(put("a.onnx", MLP), "fc1")


def test_the_limits_hold_and_can_be_raised(put):
    big = put("big.json", VALID[".json"] + b" " * (2 << 20))
    with pytest.raises(InputError, match="expected at most 1 MB"):
        read_network(big, max_mb=1)
    assert read_network(big, max_mb=3) == NETWORK
    many = put("many.npz", npz({"W0": np.ones((300, 300), np.int8)}))
    with pytest.raises(InputError, match="W0: found 90000 numbers, expected at most 65536"):
        read_network(many, max_mb=1)
    assert read_network(many, max_mb=2).inputs == 300
    ones = {"a": np.ones((400, 1), np.float16), "b": np.ones((1, 400), np.float16)}
    outer = model(
        [node("MatMul", ["x", "a"], "h"), node("MatMul", ["h", "b"], "y")], ones, ("N", 400)
    )
    with pytest.raises(InputError, match="composed with the affine map before it"):
        read_network(put("outer.onnx", outer.SerializeToString()), max_mb=1)


def test_a_missing_library_is_named_with_its_extra(put, monkeypatch):
    for module, package, ending in (
        ("safetensors", "safetensors", ".safetensors"),
        ("onnx", "onnx", ".onnx"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(InputError, match=rf"package {package}: pip .*relu-proofs\[formats\]"):
            read_network(put("a" + ending, VALID[ending]))
    monkeypatch.setitem(sys.modules, "sklearn.neural_network", None)
    with pytest.raises(InputError, match="package scikit-learn"):
        from_sklearn(None)


def test_no_reader_imports_what_it_does_not_need():
    code = (
        "import sys, relu_proofs; "
        "assert not {'onnx', 'safetensors', 'sklearn', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ---- a gigabyte declared in a kilobyte ----------------------------------------------------------


def read(path):
    return read_data(path) if path.suffix in (".csv", ".npy") else read_network(path)


@pytest.mark.parametrize("name", GIGABYTE)
def test_a_declared_gigabyte_is_never_allocated(put, name):
    assert len(GIGABYTE[name]) <= 1024
    path = put(name, GIGABYTE[name])
    with pytest.raises(InputError):  # imports what it needs, outside the measurement
        read(path)
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


def test_what_the_system_sees_stays_small_too(tmp_path):
    """Rust and C++ allocate behind Python's back: the peak of a whole process."""
    for name, content in GIGABYTE.items():
        (tmp_path / name).write_bytes(content)
    code = """
import resource, sys
from pathlib import Path
import onnx, safetensors
from relu_proofs import InputError, read_data, read_network
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in Path(sys.argv[1]).iterdir():
    try:
        (read_data if path.suffix == ".npy" else read_network)(path)
    except InputError:
        continue
    raise SystemExit(f"{path} was read")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(ran.stdout) * unit < 64 << 20


# ---- rows of data -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"1,2\n3,4\n", [[1, 2], [3, 4]]),
        (b"a,b\r\n0.1,-1/3\r\n", [["0.1", "-1/3"]]),
        (b"\xef\xbb\xbf1e2\n\n .5 \n", [[100], ["0.5"]]),
        (b'"1","2"\n', [[1, 2]]),
    ],
)
def test_csv_means_what_is_written(put, content, rows):
    assert read_data(put("a.csv", content)) == tuple(tuple(map(Fraction, row)) for row in rows)


def test_npy_means_its_dyadic_values(put):
    assert read_data(put("a.npy", npy(np.array([[0.1, 1]], np.float32)))) == (
        (Fraction(float(np.float32(0.1))), 1),
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "found no numbers"),
        ("a.csv", b"a,b\n", "found no numbers"),
        ("a.csv", b"1,2\n3\n", "line 2: found 1 numbers, expected 2"),
        ("a.csv", b"1,nan\n", r"line 1\[1\]: found 'nan'"),
        ("a.csv", b"nan,inf\n", "line 1"),
        ("a.csv", b"x,1\n", r"line 1\[0\]: found 'x'"),
        ("a.csv", b"1\nx\n", r"line 2\[0\]: found 'x'"),
        ("a.csv", "1,2".encode("utf-16"), "byte 0: found no UTF-8"),
        ("a.csv", b'"' + b"1" * 200_000 + b'"', "not CSV: field larger"),
        ("a.csv", b"1" * 100_000, r"line 1\[0\]: found a number of 100000"),
        ("a.csv", b"1\0\n", "found"),
        ("a.npy", npy([1.0]), r"found the shape \(1,\), expected 2"),
        ("a.npy", npy([[np.nan]]), r"rows\[0\]\[0\]: found nan"),
        ("a.npy", npy([[None]]), r"the array: found values of type '\|O'"),
        ("a.txt", b"1", "found the ending '.txt', expected .csv or .npy"),
    ],
)
def test_bad_data_is_refused_with_its_place(put, name, content, said):
    with pytest.raises(InputError, match=said):
        read_data(put(name, content))


def test_many_rows_are_bounded(put):
    with pytest.raises(InputError, match="line 65537: found 65537 numbers, expected at most 65536"):
        read_data(put("a.csv", b"1\n" * 65537), max_mb=1)


def test_read_json_leaves_inexact_numbers_as_no_numbers(put):
    point, literal = read_json(put("a.json", b'{"point": ["1/2", 3], "x": 0.5}')).values()
    assert point == ["1/2", 3]
    assert repr(literal) == "the literal 0.5 without quotes"


# ---- fuzzing: every input is a network or one clear sentence ------------------------------------

NAMES = ["W0", "b0", "W1", "0.weight", "0.bias", "2.weight", "1.weight", "W", "é/..", ""]
ARRAYS = [
    npy(value)
    for value in (
        W0,
        B0,
        W1,
        B1,
        W0.astype("f2"),
        W0.astype(">i4"),
        np.zeros((0, 3)),
        np.array(1.0),
        np.array([["a"]]),
        np.array([[None]]),
        np.zeros((1, 1, 1)),
        np.array([[np.inf]]),
    )
]
DATA = {".csv": b"a,b\n1,2\n0.5,-1/3\n", ".npy": npy(W0)}
MOST_SECONDS = 10


@st.composite
def mutated(draw, content):
    """A valid file with bytes changed, cut out, repeated or put in, at a few places."""
    content = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        to = min(len(content), at + draw(st.sampled_from([0, 1, 1, 2, 4, 8, 30])))
        content[at:to] = draw(
            st.one_of(
                st.binary(max_size=8),
                st.just(bytes(content[: to - at])),
                st.just(content[at:to] * 3),
                st.sampled_from([b"", b"\xff" * 8, b"\0" * 8, b"9" * 20, b"[" * 50, b"NaN", b"-1"]),
            )
        )
    return bytes(content)


def inputs(ending):
    """Bytes for a reader: raw, a valid file mutated, and parts mutated inside a sound container."""
    sorts = [st.binary(max_size=200), mutated(({**VALID, **DATA})[ending])]
    if ending == ".npz":
        member = st.one_of(st.sampled_from(ARRAYS), st.sampled_from(ARRAYS).flatmap(mutated))
        sorts.append(st.dictionaries(st.sampled_from(NAMES), member, max_size=4).map(zipped))
    elif ending == ".safetensors":
        header = st.dictionaries(
            st.sampled_from(NAMES),
            st.fixed_dictionaries(
                {
                    "dtype": st.sampled_from(["F64", "BF16", "F16", "I8", "BOOL", "F4", "x"]),
                    "shape": st.lists(st.sampled_from([0, 1, 2, 3, -1, 1 << 62]), max_size=3),
                    "data_offsets": st.tuples(st.integers(0, 48), st.integers(0, 1 << 40)),
                }
            ),
            max_size=3,
        )
        sorts.append(st.builds(tensors, header, st.binary(max_size=48)))
    elif ending == ".json":
        value = st.recursive(
            st.one_of(
                st.none(),
                st.booleans(),
                st.integers(),
                st.floats(),
                st.text(max_size=5),
                st.just("1/2"),
            ),
            lambda part: st.lists(part, max_size=3),
            max_leaves=8,
        )
        layer = st.fixed_dictionaries({"weight": value, "bias": value})
        sorts.append(
            st.builds(
                lambda layers: network_json(layers=layers),
                st.one_of(value, st.lists(layer, max_size=3)),
            )
        )
    elif ending == ".onnx":
        part = st.sampled_from(["x", "y", "a", "w", "b", ""])
        one = st.builds(
            lambda name, takes, gives, options: helper.make_node(name, takes, gives, **options),
            st.sampled_from(
                ["Gemm", "MatMul", "Add", "Relu", "LeakyRelu", "Flatten", "Dropout", "Sigmoid"]
            ),
            st.lists(part, max_size=3),
            st.lists(part, max_size=2),
            st.dictionaries(
                st.sampled_from(["alpha", "axis", "transA", "transB", "ratio"]),
                st.sampled_from([0, 1, -1, 7, 0.5, math.nan]),
                max_size=2,
            ),
        )
        sorts.append(
            st.builds(
                lambda nodes, shape, w, b: model(
                    nodes, {"w": w, "b": b}, shape
                ).SerializeToString(),
                st.lists(one, max_size=4),
                st.sampled_from(
                    [("N", 2), (2,), (2, 1), (1, 1, 2), None, (), (0, -5), ("N", 1 << 60)]
                ),
                st.sampled_from([np.eye(2), W0, B0, np.array(2.0), EXTERNAL, np.eye(2, dtype=int)]),
                st.sampled_from(
                    [B0, B0[:2], np.ones((2, 1)), TensorProto(name="b", dims=[1 << 62])]
                ),
            )
        )
    return st.one_of(sorts)


def fuzz(ending, folder, examples):
    path = folder / f"a{ending}"
    started = []

    @given(inputs(ending))
    @settings(
        max_examples=examples,
        deadline=1000 * MOST_SECONDS,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def run(content):
        started.append(content)
        path.write_bytes(content)
        try:
            found = read(path)
        except InputError as problem:
            assert str(problem).startswith(f"{path}: ")
            assert "\n" not in str(problem)
        else:
            assert isinstance(found, Network | tuple)

    run()
    assert len(started) >= examples
    assert {entry.name for entry in folder.iterdir()} == {path.name}


@pytest.mark.parametrize("ending", [*VALID, *DATA])
def test_fuzzed_files_are_read_or_refused(tmp_path, ending):
    fuzz(ending, tmp_path, 60)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [*VALID, *DATA])
def test_many_fuzzed_files_are_read_or_refused(tmp_path, ending):
    fuzz(ending, tmp_path, 2500)
