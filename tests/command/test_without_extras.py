"""The commands that README shows, and the verbs on JSON, need no optional package."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import relu_proofs

ROOT = Path(relu_proofs.__file__).parents[1]
OPTIONAL = ["cvc5", "h5py", "hypothesis", "matplotlib", "onnx", "safetensors", "sklearn", "z3"]
CODE = f"""
import sys
sys.modules.update(dict.fromkeys({OPTIONAL!r}))
from relu_proofs.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run(*words):
    """The command in a process in which importing any optional package fails."""
    ran = subprocess.run(
        [sys.executable, "-c", CODE, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--help"], "usage: relu-proofs"),
        (["claims"], "four-cases-are-not-one  [certified]"),
        (["said", "--thread=0"], "claim "),
        (["prove", "four-cases-are-not-one"], '"kind": "not-linear"'),
        (["affine", "net.json", "--box=-1,1"], "on the box: not affine"),
        (
            ["affine", "net.json", "--data=rows.csv"],
            "on the convex hull of the rows, all that lies between them: linear",
        ),
        (["read", "net.json"], "2 inputs, 1 output, 2 ReLU units"),
        (["units", "net.json", "--box=-1,1"], "layer 0, 2 units: all switch"),
        (
            ["simplify", "net.json", "--box=0,1;2,3", "-o", "s.npz"],
            "network: s.npz (float32, exact)",
        ),
        (["regions", "net.json", "--box=-1,1"], "2 activation regions"),
    ],
)
def test_a_verb_without_optional_packages(folder, words, said):
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert said in out


def test_a_certificate_is_checked_without_optional_packages(folder):
    assert run("prove", "four-cases-are-not-one", "-o", "c.json") == (0, "", "")
    assert run("check", "c.json")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["regions", "net.json", "--box=0,1", "--figure=f.svg"], "--figure: this needs the pack"),
        (
            ["simplify", "net.json", "--space", "-o", "f.onnx"],
            "-o: f.onnx: this needs the package on",
        ),
        (["affine", "net.onnx", "--box=0,1"], "net.onnx: this needs the package onnx: pip inst"),
        (["affine", "net.safetensors", "--box=0,1"], "this needs the package safetensors: pip"),
    ],
)
def test_what_needs_an_optional_package_names_it_on_one_line(folder, words, said):
    for name in ("net.onnx", "net.safetensors"):
        (folder / name).touch()
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert "relu-proofs[" in err
