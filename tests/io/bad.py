"""Bad files, and what the refusal of each must say: (content, pattern)."""

import math
import zipfile

import numpy as np
from safetensors import numpy as safetensors

from tests.io.bad_onnx import BAD_ONNX
from tests.io.samples import (
    B0,
    GIGABYTE,
    PLAIN,
    STATE,
    VALID,
    W0,
    W1,
    layer_json,
    network_json,
    npy,
    npy_declaring,
    npz,
    tensors,
    zipped,
)


def bomb():
    """An archive whose member unpacks to far more than it declares."""
    content = bytearray(zipped({"W0": bytes(50_000_000)}))
    for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def passing_json(first, last=None, version=2):
    """A network of two layers with these fields besides weight and bias."""
    layers = [{"weight": [["1"]], "bias": ["0"], **fields} for fields in (first, last or {})]
    return network_json(format=f"relu-network/{version}", layers=layers)


def doubled():
    """An archive that holds an array twice."""
    return zipped({"W0": npy(W0), "W1": npy(W1)}).replace(b"W1.npy", b"W0.npy")


BAD = {
    # text
    "empty.json": (b"", "line 1, column 1"),
    "broken.json": (b'{"format": "relu-network/1",\n "layers": [}', "line 2, column 13"),
    "latin.json": (
        b'{"\xe9": 1}',
        "byte 2: found no UTF-8, expected text; save the file as UTF-8",
    ),
    "unmarked.json": (
        VALID[".json"].decode().encode("utf-16-le"),
        "byte 1: found a null byte, expected text; if it is UTF-16 without its mark",
    ),
    "list.json": (b"[1, 2]", r"found \[1, 2\], expected the fields format and layers"),
    "format.json": (network_json(format="relu-network/3"), "format: found 'relu-network/3'"),
    "relu-1.json": (
        passing_json({"relu": [True]}, version=1),
        r"layers\[0\]: found .*, expected the fields weight and bias$",
    ),
    "relu-last.json": (
        passing_json({}, {"relu": [True]}),
        r"layers\[1\]: found .*, expected the fields weight and bias$",
    ),
    "relu-more.json": (
        passing_json({"relus": [True]}),
        r"layers\[0\]: found .*, expected the fields .* and relu where units pass on$",
    ),
    "relu-null.json": (
        passing_json({"relu": None}),
        r"layers\[0\].relu: found null, expected true or false",
    ),
    "relu-word.json": (
        passing_json({"relu": "no"}),
        r"relu\[0\]: found 'no', expected truth values",
    ),
    "relu-one.json": (
        passing_json({"relu": [1]}),
        r"relu\[0\]\[0\]: found 1, expected True or False",
    ),
    "relu-two.json": (
        passing_json({"relu": [True, False]}),
        r"relu\[0\]: found 2 values, expected 1",
    ),
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
    "record.npz": (npz({"W0": np.zeros(1, [("a", "f8")])}), "W0: found .*expected a .npy header"),
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
    "touching.npz": (
        npz({"0.weight": W0, "1.weight": W1}),
        "0, 1: open where a ReLU stands between these modules, found 0 gaps.*--layers=0,relu,1 ",
    ),
    "norm.npz": (
        npz(STATE | {"1.running_mean": B0}),
        "'1.running_var': missing, expected a whole batch norm",
    ),
    "only-bias.npz": (npz({"0.bias": B0}), "'0.weight': missing"),
    "short-member.npz": (zipped({"W0": npy(W0)[:-8]}), "W0: found 40 bytes, expected 8 for each"),
    "negative.npz": (zipped({"W0": npy_declaring("(-1, -1)", data=bytes(8))}), "expected a .npy"),
    "no-npy.npz": (zipped({"W0": b"hello"}), "W0: found b'hello', expected a .npy header"),
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
    "rank.safetensors": (safetensors.save({"0.weight": B0}), "'0.weight': found a vector alone"),
    # keras, of which test_keras has more
    "empty.keras": (b"", "not a .keras archive"),
    "truncated.keras": (VALID[".keras"][:-30], "not a .keras archive"),
    **BAD_ONNX,
    # endings
    **dict.fromkeys(
        ("a.pt", "a.PTH"), (b"", r"(?s)pickle.*import save_file\n *save_file\(model.state_dict\(\)")
    ),
    **dict.fromkeys(
        ("a.pkl", "a.joblib"),
        (b"", r"(?s)pickle.*from_sklearn, write_network\n *write_network\(from_sk"),
    ),
    "a.xyz": (b"", "the ending '.xyz', expected one of .json, .npz, .safetensors, .keras, .onnx"),
    **dict.fromkeys(
        ("a.h5", "a.HDF5"),
        (b"", r'(?s)HDF5.*import keras\n *keras.models.load_model\(.*save\("model.keras"\)'),
    ),
    "a.ckpt": (b"", r'(?s)checkpoint.*pickle.*torch.load\("model.ckpt", weights_only=True\)'),
    "a.nnet": (b"", r'(?s)ACAS Xu; run\n.*np.savez\("model.npz", \*\*arrays\)'),
    "a.tflite": (b"", "(?s)tf2onnx.convert --tflite model.tflite --output model.onnx"),
    "a.pb": (b"", "(?s)tf2onnx.convert --saved-model . --output model.onnx"),
    "a.mat": (b"", r'(?s)MATLAB.*loadmat\("model.mat"\)'),
    "a.pmml": (b"", r"(?s)PMML.*write_network\(from_sklearn"),
    "a.mlmodel": (b"", r"(?s)Core ML.*torch.onnx.export\(model"),
    "a.engine": (b"", "TensorRT.*read the .onnx file that it was built from"),
    "a.gguf": (b"", "language model, .* not piecewise linear"),
    **{
        name: (content, "found|not a")
        for name, content in GIGABYTE.items()
        if not name.endswith(".npy")
    },
}
