"""What is too large is refused before it is built, and nothing else is."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from onnx import TensorProto

from relu_proofs import InputError
from relu_proofs.io.files import Limits
from relu_proofs.io.levels import bound_weights
from relu_proofs.io.onnx import estimate, graph
from relu_proofs.io.read import read
from tests.io.graphs import graphs
from tests.io.samples import model, node

CONV = np.ones((8, 1, 3, 3), np.float32)


def convolutions(side, batch=1):
    """Two convolutions of an image, each behind the other's ReLU."""
    nodes = [
        node("Conv", ["x", "k"], "a", pads=[1, 1, 1, 1]),
        node("Relu", ["a"], "b"),
        node("Conv", ["b", "l"], "c", pads=[1, 1, 1, 1]),
        node("Relu", ["c"], "y"),
    ]
    constants = {"k": CONV, "l": np.ones((8, 8, 3, 3), np.float32)}
    return model(nodes, constants, (batch, 1, side, side), kind=TensorProto.FLOAT)


@pytest.mark.parametrize("batch", ["N", 1, 4])
def test_what_is_too_large_is_refused_before_it_is_built(put, monkeypatch, batch):
    def no_wires(*args):
        raise AssertionError("built")

    monkeypatch.setattr(graph, "Wires", no_wires)
    said = "layer 1: found 2048 columns and 2048 rows, which makes 4718592 weights in all layers"
    with pytest.raises(InputError, match=said):
        read(put("a.onnx", convolutions(16, batch).SerializeToString()), max_mb=4)


def test_what_is_not_is_read(put):
    content = convolutions(8, 4).SerializeToString()
    assert read(put("a.onnx", content), max_mb=2).network.widths == (512, 512)


@given(graphs())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_an_estimate_is_never_too_large(tmp_path, drawn):
    proto, _ = drawn
    (tmp_path / "a.onnx").write_bytes(proto.SerializeToString())
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(estimate, "bound_weights", lambda widths, limits: found.append(widths))
        network = read(tmp_path / "a.onnx").network
    ((first, *least),) = found
    widths = (first, *least, 0)
    rows = [network.inputs, *network.widths, network.outputs]
    estimated = sum(a * b for a, b in zip(widths, widths[1:]))
    assert estimated <= sum(a * b for a, b in zip(rows, rows[1:]))


def test_layers_with_a_maximum_between_them_are_no_neighbours(monkeypatch):
    found = []
    monkeypatch.setattr(estimate, "bound_weights", lambda widths, limits: found.append(widths))
    nodes = [
        node("Relu", ["x"], "a"),
        node("GlobalMaxPool", ["a"], "b"),
        node("MatMul", ["b", "w"], "c"),
        node("Relu", ["c"], "y"),
        node("Relu", ["w"], "constant"),
    ]
    estimate.require_room(nodes, "x", 50, {"a": 100, "y": 1000, "constant": 7}, Limits())
    assert found == [[50, 100, 0, 1000]]


def test_the_limit_that_is_named_would_do():
    limits = Limits(1)
    with pytest.raises(InputError, match=r"--max-mb=5\)"):
        bound_weights([1000, 5000], limits)
    bound_weights([1000, 5000], Limits(5))
