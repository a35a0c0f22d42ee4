"""The lines that turn a file into one that is read do so: they are run."""

import os
import re

import numpy as np
import pytest
from scipy.io import savemat
from sklearn.neural_network import MLPRegressor

from relu_proofs import InputError, from_sklearn, read_network
from relu_proofs.io.endings import refusal
from tests.io.samples import B0, B1, NETWORK, W0, W1

MEAN, RANGE = np.array([1.0, -2, 8]), np.array([2.0, 4, 0.5])
NNET = "// a network of ACAS Xu's format\n2,2,2,3,\n2,3,2,\n0,\n-1,-1,\n1,1,\n1,-2,8,\n2,4,0.5,\n"


def lines(ending):
    found = str(refusal(ending, ())).split("\n")
    assert found[-1] == "and read that file instead"
    return "\n".join(line.removeprefix("    ") for line in found[1:-1])


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A function that runs the lines for an ending in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda ending, **names: exec(lines(ending), names)


def test_lines_for_acas_xu_fold_its_scales(run, tmp_path):
    rows = [*W0, *B0[:, None], *W1, *B1[:, None]]
    text = NNET + "".join(",".join(f"{value}" for value in row) + ",\n" for row in rows)
    (tmp_path / "model.nnet").write_text(text)
    run(".nnet")
    network = read_network("model.npz")
    for x in ((0, 0), (1, -2), (-7, 30)):
        inner = [float(v) for v in NETWORK((np.array(x) - MEAN[:2]) / RANGE[:2])]
        ours = [float(v) for v in network(x)]
        np.testing.assert_allclose(ours, np.array(inner) * RANGE[2] + MEAN[2], rtol=1e-12)


def test_lines_for_matlab(run):
    savemat("model.mat", {"W1": W0, "b1": B0[:, None], "W2": W1, "b2": B1[:, None]})
    run(".mat")
    assert read_network("model.npz") == NETWORK


@pytest.mark.parametrize("ending", [".pkl", ".pickle", ".joblib", ".pmml"])
def test_lines_for_scikit_learn(run, ending):
    model = MLPRegressor(hidden_layer_sizes=[2], solver="lbfgs", random_state=0)
    model.fit([[0], [1], [2]], [0, 1, 0])
    run(ending, model=model)
    assert read_network("model.json") == from_sklearn(model)


@pytest.mark.parametrize(
    "ending", [".ckpt", ".h5", ".hdf5", ".pt", ".pth", ".tflite", ".pb", ".mlmodel"]
)
def test_lines_write_a_file_that_is_read(ending):
    """These need libraries that the tests have not; they were tried by hand."""
    (written,) = set(re.findall(r"model\.(?:onnx|keras|safetensors)\b", lines(ending)))
    assert os.path.splitext(written)[1] in (".onnx", ".keras", ".safetensors")


@pytest.mark.parametrize("ending", [".engine", ".gguf"])
def test_what_nothing_turns_back_is_said_in_one_line(ending):
    problem = refusal(ending, ())
    assert isinstance(problem, InputError) and "\n" not in str(problem)
