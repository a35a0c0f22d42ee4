"""Every input is a network or one clear sentence: readers under random and damaged bytes."""

import gzip
import json
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper

from relu_proofs import InputError, Network
from relu_proofs.io.keras.table import LAYERS, OPERATIONS
from relu_proofs.io.onnx.operators import OPERATORS
from tests.io.keras_files import archive, functional, input_layer, layer, sequential, weights
from tests.io.samples import (
    B0,
    B1,
    EXTERNAL,
    VALID,
    W0,
    W1,
    model,
    network_json,
    npy,
    read,
    tensors,
    zipped,
)

NAMES = ["W0", "b0", "W1", "0.weight", "0.bias", "2.weight", "1.weight", "W", "é/..", ""]
NAMES += ["1.running_mean", "1.running_var", "1.num_batches_tracked", "a.weight", "a\nb"]
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
VNNLIB = b"""; a box
(declare-const X_0 Real) (declare-const Y_0 Real)
(assert (and (<= X_0 1) (>= X_0 (- 5e-1))))
(assert (or (and (<= Y_0 1)) (>= Y_0 2)))
"""
DATA = {
    ".csv": b"a,b\n1,2\n0.5,-1/3\n",
    ".tsv": "# ä b\n1,5\t2\n-0,5\t1/3\n".encode("utf-16"),
    ".txt": b"# a b\n 1 2.5  \n3e-1\t 4\n",
    ".csv.gz": gzip.compress(b'a;"b"\n1,5;2\n'),
    ".npy": npy(W0),
    ".box.csv": b"low;high\n-1;0,5\n0,1;1/3\n",
    ".box.json": b'[["-1", 0.5], [0, "1/3"]]',
    ".vnnlib": VNNLIB,
    ".vnnlib.gz": gzip.compress(VNNLIB),
}
MOST_SECONDS = 10
USUAL = {".onnx": 300}  # inputs in the usual run, of the format with most rules


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


def archives():
    """Archives of arrays, sound and mutated ones, under names that mean something."""
    member = st.one_of(st.sampled_from(ARRAYS), st.sampled_from(ARRAYS).flatmap(mutated))
    return st.dictionaries(st.sampled_from(NAMES), member, max_size=4).map(zipped)


def state_dicts():
    """Headers of safetensors, true or not, over some bytes."""
    kinds = ["F64", "BF16", "F16", "I8", "BOOL", "F4", "x"]
    header = st.dictionaries(
        st.sampled_from(NAMES),
        st.fixed_dictionaries(
            {
                "dtype": st.sampled_from(kinds),
                "shape": st.lists(st.sampled_from([0, 1, 2, 3, -1, 1 << 62]), max_size=3),
                "data_offsets": st.tuples(st.integers(0, 48), st.integers(0, 1 << 40)),
            }
        ),
        max_size=3,
    )
    return st.builds(tensors, header, st.binary(max_size=48))


def json_networks():
    """JSON of the right outline, with anything in its layers."""
    leaf = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("1/2")
    )
    value = st.recursive(leaf, lambda part: st.lists(part, max_size=3), max_leaves=8)
    layer = st.fixed_dictionaries({"weight": value, "bias": value})
    layers = st.one_of(value, st.lists(layer, max_size=3))
    return layers.map(lambda found: network_json(layers=found))


def graphs():
    """ONNX graphs of known operators whose inputs, attributes and shapes need not fit."""
    part = st.sampled_from(["x", "y", "a", "w", "b", "i", ""])
    attributes = st.dictionaries(
        st.sampled_from(
            ["alpha", "axis", "axes", "transA", "transB", "pads", "perm", "shape", "group", "to"]
            + ["auto_pad", "ceil_mode", "kernel_shape", "strides", "dilations", "mode", "broadcast"]
            + ["coefficients", "intercepts", "targets", "post_transform", "keepdims", "split"]
        ),
        st.sampled_from(
            [0, 1, -1, 7, 0.5, math.nan, [0], [1, 0], [1, 1], [-3], [1 << 40], [2], [1.0, -1.0]]
            + ["SAME_UPPER", "edge", "reflect", "NONE", [0.5]]
        ),
        max_size=3,
    )
    one = st.builds(
        lambda name, takes, gives, options: helper.make_node(name, takes, gives, **options),
        st.sampled_from([*OPERATORS, "Sigmoid"]),
        st.lists(part, max_size=3),
        st.lists(part, max_size=2),
        attributes,
    )
    shapes = [("N", 2), (2,), (2, 1), (1, 1, 2), None, (), (0, -5), ("N", 1 << 60), (4, 2)]
    numbers = [np.eye(2), W0, B0, np.array(2.0), EXTERNAL, np.eye(2, dtype=int)]
    others = [B0, B0[:2], np.ones((2, 1)), TensorProto(name="b", dims=[1 << 62])]
    indices = [[1, -1], [0], [2, 1], [-1], [1 << 40], [1, 1, 2]]
    return st.builds(
        lambda nodes, shape, opset, w, b, i: model(
            nodes, {"w": w, "b": b, "i": np.array(i)}, shape, opset
        ).SerializeToString(),
        st.lists(one, max_size=4),
        st.sampled_from(shapes),
        st.sampled_from([17, 17, 17, 21, 9, 6, 5]),
        st.sampled_from(numbers),
        st.sampled_from(others),
        st.sampled_from(indices),
    )


def tables():
    """Cells of every kind between marks of every kind, in rows of few lengths, then packed."""
    cell = st.sampled_from(
        ["1", "2.5", "1,5", "1,234", "1.234,5", "-1/3", "1e5", "1e-9999", "nan", "", " ", "a", "#"]
        + ['"1,5"', '"a\nb"', '"', "0", "é", "\x00", "9" * 5000, "1/0", "+.5", "5.", "1_0"]
    )
    mark = st.sampled_from([",", ";", "\t", " ", ", ", "|", ",\t"])
    end = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
    encoding = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1"])

    def text(rows, mark, end, encoding):
        return end.join(mark.join(row) for row in rows).encode(encoding)

    rows = st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), max_size=4)
    )
    return st.builds(text, rows, mark, end, encoding)


def properties():
    """Parentheses around the words of VNN-LIB files, as deep and in such places as need not be."""
    word = st.sampled_from(
        ["X_0", "X_1", "Y_0", "X_00", "Z", "<=", ">=", "=", "and", "or", "not", "-", "/", "+"]
        + ["1", "-0.5", "1e-9999", "nan", "Real", "assert", "declare-const", ";", "|", "\n", '"']
    )
    tree = st.recursive(
        word,
        lambda part: st.lists(part, max_size=4).map(lambda p: f"({' '.join(p)})"),
        max_leaves=9,
    )
    command = st.one_of(tree, tree.map(lambda part: f"(assert {part})"))
    return st.lists(command, max_size=3).map(lambda parts: VNNLIB + "\n".join(parts).encode())


def pairs():
    """JSON of pairs, and of what is none."""
    leaf = st.one_of(
        st.integers(), st.floats(), st.sampled_from(["1/2", "x", None, True, "1e9999"])
    )
    value = st.lists(st.one_of(st.lists(leaf, max_size=3), leaf), max_size=3)
    return value.map(lambda found: json.dumps(found).encode())


def keras_models():
    """Archives of Keras: layers that need not fit, over sound and mutated weights."""
    kind = st.sampled_from([*LAYERS, *OPERATIONS, "InputLayer", "Sequential", "LSTM"])
    value = st.sampled_from(
        [None, True, 0, 1, 2, -1, 0.5, 1 << 40, "relu", "same", "softmax", [1, 1], [[0, 1], [2, 0]]]
        + [{"class_name": "ReLU", "config": {}}, "channels_first", [], {}]
    )
    names = sorted({name for found in LAYERS.values() for name in found.options})
    options = st.dictionaries(st.sampled_from(names), value, max_size=3)
    handed = st.lists(st.sampled_from(["x", "a", "b"]), min_size=1, max_size=2)
    one = st.builds(
        lambda kind, name, handed, module, options: (
            layer(kind, name, handed, **options) | {"module": module}
        ),
        kind,
        st.sampled_from(["a", "b"]),
        handed,
        st.sampled_from(["keras.layers", "keras.src.ops.numpy"]),
        options,
    )
    shape = st.sampled_from([(2,), (2, 2), (3, 3, 1), (None, 2), (0,), (1 << 50,)])
    parts = st.lists(one, min_size=1, max_size=3)
    config = st.builds(
        lambda shape, parts, chained: (
            sequential(input_layer(*shape), *parts)
            if chained
            else functional([input_layer(*shape), *parts], [parts[-1]["name"]])
        ),
        shape,
        parts,
        st.booleans(),
    )
    sound = weights({"layers/dense": [np.eye(2), np.ones(2)], "layers/conv1d": [W0[None]]})
    return st.builds(archive, config, st.one_of(st.just(sound), mutated(sound)))


INSIDE = {
    ".keras": keras_models(),
    ".csv": tables(),
    ".tsv": tables(),
    ".txt": tables(),
    ".csv.gz": tables().map(gzip.compress),
    ".box.csv": tables(),
    ".box.json": pairs(),
    ".vnnlib": properties(),
    ".vnnlib.gz": properties().map(gzip.compress),
    ".npz": archives(),
    ".safetensors": state_dicts(),
    ".json": json_networks(),
    ".onnx": graphs(),
}


def inputs(ending):
    """Bytes for a reader: raw, a valid file mutated, and parts mutated inside a sound container."""
    sorts = [st.binary(max_size=200), mutated(({**VALID, **DATA})[ending])]
    return st.one_of([*sorts, *([INSIDE[ending]] if ending in INSIDE else [])])


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
            assert "\n" not in str(problem) or str(problem).endswith("read that file instead")
        else:
            assert isinstance(found, Network | tuple)
            if isinstance(found, tuple):
                assert all(type(value) is Fraction for row in found for value in row)

    run()
    assert len(started) >= examples
    assert {entry.name for entry in folder.iterdir()} == {path.name}


@pytest.mark.filterwarnings("ignore::UserWarning")  # of what is assumed
@pytest.mark.parametrize("ending", [*VALID, *DATA])
def test_fuzzed_files_are_read_or_refused(tmp_path, ending):
    fuzz(ending, tmp_path, USUAL.get(ending, 60))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("ending", [*VALID, *DATA])
def test_many_fuzzed_files_are_read_or_refused(tmp_path, ending):
    fuzz(ending, tmp_path, 10_000)
