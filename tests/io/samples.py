"""Small files of every format, true and false ones, for the tests of the readers."""

import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from safetensors import numpy as safetensors

from relu_proofs import Network, read_box, read_data, read_network
from tests.io.keras_files import archive, chain, declaring, dense, input_layer, sequential

DATA = Path(__file__).parent / "data"
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
    opsets = [helper.make_opsetid("", opset), helper.make_opsetid("ai.onnx.ml", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)  # onnxruntime reads 10


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
    ".keras": chain(W0, B0, W1, B1),
    ".onnx": MLP,
}


def network_json(**changes):
    value = json.loads(VALID[".json"]) | changes
    return json.dumps(value).encode()


def layer_json(weight, bias='["0"]'):
    return (
        f'{{"format": "relu-network/1", "layers": [{{"weight": {weight}, "bias": {bias}}}]}}'
    ).encode()


def npy_declaring(shape, kind="<f8", data=b""):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data


def lying_zip(size):
    """An archive whose directory and header both declare a size that is not there."""
    content = bytearray(zipped({"W0": npy(W0)}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = size.to_bytes(4, "little")
    return bytes(content)


def read(path: Path):
    """What the reader for a file's ending makes of it; ``.box.json`` and the like are boxes."""
    if path.suffixes[0] in (".box", ".vnnlib"):
        return read_box(path)
    rows = path.suffixes[0] in (".csv", ".tsv", ".txt", ".npy")
    return read_data(path) if rows else read_network(path)


EXTERNAL = TensorProto(
    name="W0", dims=[3, 2], data_type=TensorProto.DOUBLE, data_location=TensorProto.EXTERNAL
)
EXTERNAL.external_data.add(key="location", value="/etc/passwd")
HUGE = sequential(input_layer(16384), dense("d", 16384, use_bias=False))
GIGABYTE = {  # files of at most 1 KB that declare 1 GB
    "shape.npz": zipped({"W0": npy_declaring("(11585, 11585)")}),
    "member.npz": lying_zip(1 << 30),
    "data.npy": npy_declaring("(11585, 11585)"),
    "a.safetensors": tensors(
        {"0.weight": {"dtype": "F64", "shape": [11585, 11585], "data_offsets": [0, 11585**2 * 8]}}
    ),
    "header.safetensors": (1 << 30).to_bytes(8, "little") + b"{}",
    "array.keras": archive(HUGE, declaring((16384, 16384)), zipfile.ZIP_DEFLATED),
    "input.keras": archive(
        sequential(input_layer(1 << 30)), declaring((1, 1)), zipfile.ZIP_DEFLATED
    ),
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
