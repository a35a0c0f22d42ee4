"""Networks written as JSON, npz and ONNX, read back and run by others."""

import io
import os
import random
from fractions import Fraction

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx.reference import ReferenceEvaluator

from relu_proofs import InputError, Network, read_network, write_network
from relu_proofs.io.files import write_files
from relu_proofs.io.read import read
from relu_proofs.io.write import network_bytes

DYADIC = [Fraction(numerator, 4) for numerator in range(-8, 9)]
THIRD = Network([([["1/3"], ["1/7"]], [0, 0.1]), ([[1, 1]], [0])])
PASSING = Network([([[2], [-2], [1]], [0, 1, 0]), ([[1, 1, "1/2"]], [3])], [[False, True, False]])


def drawn(seed, *, passing):
    """A network whose numbers are small multiples of 1/4; with ``passing`` some of it passes on."""
    chance = random.Random(seed)
    widths = [chance.randint(1, 4) for _ in range(chance.randint(2, 5))]
    layers = [
        ([chance.choices(DYADIC, k=before) for _ in range(after)], chance.choices(DYADIC, k=after))
        for before, after in zip(widths, widths[1:])
    ]
    relu = [[not passing or chance.random() < 0.5 for _ in range(n)] for n in widths[1:-1]]
    inputs = [chance.choices(DYADIC, k=widths[0]) for _ in range(10)]
    return Network(layers, relu), inputs


def ran(path, rows):
    """What onnx's evaluator and onnxruntime give at rows, after onnx has checked the file."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    kind = {1: "float32", 11: "float64"}[model.graph.input[0].type.tensor_type.elem_type]
    fed = {"input": np.array(rows, kind)}
    session = onnxruntime.InferenceSession(path)
    return kind, ReferenceEvaluator(model).run(None, fed)[0], session.run(None, fed)[0]


@pytest.mark.parametrize("passing", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_what_is_written_is_read_and_run(tmp_path, seed, passing):
    network, inputs = drawn(seed, passing=passing)
    write_network(network, tmp_path / "net.json")
    assert read_network(tmp_path / "net.json") == network
    if not network.passes_on:
        write_network(network, tmp_path / "net.npz")
        assert read_network(tmp_path / "net.npz") == network
    path = str(tmp_path / "net.onnx")
    write_network(network, path)
    values = [network.evaluate(x) for x in inputs]
    again = read(path).network
    assert [again.evaluate(x) for x in inputs] == values
    kind, *found = ran(path, [list(map(float, x)) for x in inputs])
    assert kind == "float32"
    for outputs in found:
        assert [tuple(map(Fraction, row)) for row in outputs.tolist()] == values


def test_an_archive_without_a_place_for_what_passes_on_refuses_it(tmp_path):
    with pytest.raises(InputError, match=r"p\.npz: layer 0: found a value .* \(row 0\), .* \.onnx"):
        write_network(PASSING, tmp_path / "p.npz")
    assert not os.listdir(tmp_path)


def test_numbers_are_kept_in_the_narrowest_floats_that_hold_them():
    line = Network.affine([[0.5]], [0])
    assert [network_bytes(line, ending).kind for ending in (".json", ".npz", ".onnx")] == [
        "relu-network/1",
        "float32",
        "float32",
    ]
    assert network_bytes(PASSING, ".json").kind == "relu-network/2"
    for value in (0.1, 2**25 + 1, Fraction(2) ** 128, Fraction(1, 2**150)):
        written = network_bytes(Network.affine([[value]], [0]), ".npz")
        assert (written.kind, written.rounded) == ("float64", 0)
        stored = np.load(io.BytesIO(written.content))["W0"]
        assert (stored.dtype, Fraction(float(stored[0, 0]))) == ("float64", Fraction(value))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1/3", r"weight\[0\]\[1\] = 1/3, which is no float64; \.json .*, rounded \(--rounded\)"),
        (10**400, r"weight\[0\]\[1\] = 10+\.\.\., which is beyond float64; \.json holds it$"),
    ],
)
@pytest.mark.parametrize("ending", [".npz", ".onnx"])
def test_a_number_that_is_no_float_is_named(tmp_path, value, said, ending):
    with pytest.raises(InputError, match=rf"net\{ending}: found layers\[0\]\.{said}"):
        write_network(Network.affine([[1, value]], [0]), tmp_path / f"net{ending}")
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("kind", ["float32", "float64"])
def test_rounded_numbers_are_the_nearest_and_counted(tmp_path, kind):
    written = network_bytes(THIRD, ".npz", kind)
    arrays = np.load(io.BytesIO(written.content))
    assert {str(array.dtype) for array in arrays.values()} == {kind}
    dtype = np.dtype(kind).type
    assert arrays["W0"][0, 0] == dtype(1) / dtype(3)
    exactly = [*(row[0] for row in THIRD.layers[0].weight), *THIRD.layers[0].bias]
    stored = [*arrays["W0"][:, 0], *arrays["b0"]]
    errors = [abs(x - Fraction(float(y))) for x, y in zip(exactly, stored)]
    assert (written.rounded, written.error) == (sum(map(bool, errors)), max(errors))
    assert written.rounded == (3 if kind == "float32" else 2)  # 0.1 is a float64
    path = str(tmp_path / "third.onnx")
    write_network(THIRD, path, rounded=kind)
    found, ours, theirs = ran(path, [[1.5]])
    assert found == kind and np.allclose([ours, theirs], float(THIRD(1.5)), rtol=1e-6)


def test_a_float32_is_rounded_once():
    """Above the middle of 1 and its successor by too little for a float64."""
    value = 1 + Fraction(1, 2**24) + Fraction(1, 2**80)
    written = network_bytes(Network.affine([[value]], [0]), ".npz", "float32")
    stored = np.load(io.BytesIO(written.content))["W0"]
    assert stored[0, 0] == np.nextafter(np.float32(1), np.float32(2))
    assert np.float32(float(value)) == 1


@pytest.mark.parametrize(
    ("ending", "rounded", "said"),
    [
        (".json", "float32", "rounded: a .json file holds every number exactly"),
        (".npz", "float16", "rounded: found 'float16', expected one of float32, float64"),
    ],
)
def test_a_bad_request_to_round(ending, rounded, said):
    with pytest.raises(InputError, match=said):
        network_bytes(THIRD, ending, rounded)


def test_a_number_beyond_the_floats_is_not_rounded_to_infinity():
    with pytest.raises(InputError, match=r"beyond float32$"):
        network_bytes(Network.affine([[1e39]], [0]), ".onnx", "float32")


def test_the_same_network_gives_the_same_bytes():
    for ending in (".json", ".npz", ".onnx"):
        found = [network_bytes(drawn(1, passing=False)[0], ending).content for _ in range(2)]
        assert found[0] == found[1]


# ---- several files at once ----------------------------------------------------------------------


def test_several_files_are_written_or_none(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(InputError, match="none/b: No such file or directory"):
        write_files([(tmp_path / "a", b"new"), (tmp_path / "none" / "b", b"new")])
    assert os.listdir(tmp_path) == ["a"] and (tmp_path / "a").read_text() == "old"
    write_files([(tmp_path / "a", b"new"), (tmp_path / "b", b"more")])
    assert (tmp_path / "a").read_text() == "new" and (tmp_path / "b").read_text() == "more"
    assert len(os.listdir(tmp_path)) == 2


def test_an_interruption_between_two_files_leaves_no_third(tmp_path, monkeypatch):
    replace = os.replace

    def second(name, target):
        if target.name == "b":
            raise KeyboardInterrupt
        replace(name, target)

    monkeypatch.setattr(os, "replace", second)
    with pytest.raises(KeyboardInterrupt):
        write_files([(tmp_path / "a", b"new"), (tmp_path / "b", b"new")])
    assert os.listdir(tmp_path) == ["a"]
