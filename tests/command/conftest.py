"""The command in this process, and files for it."""

import json
import os
from pathlib import Path

import pytest

from relu_proofs import Network, __main__, write_network
from tests.io.samples import npy

ABSOLUTE = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|


@pytest.fixture
def call(capsys):
    """A function that runs the command: exit code, standard output, standard error."""

    def called(*words):
        code = __main__.main([*map(str, words)])
        return code, *capsys.readouterr()

    return called


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with small files of every kind, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    write_network(ABSOLUTE, "net.json")
    (tmp_path / "rows.csv").write_text("a,b\n1,0\n2,0\n3,1\n4,2.5\n")
    (tmp_path / "plane.json").write_text(
        json.dumps({"point": ["1/2", 0], "directions": [[1, 0], [0, "1/3"]]})
    )
    (tmp_path / "folder.json").mkdir()
    return tmp_path


@pytest.fixture
def places(folder):
    """The folder with bad files as well."""
    net = Path("net.json").read_bytes()
    for name, content in {
        "net.pt": b"",
        "empty.csv": b"",
        "nan.csv": b"x,y\n1,nan\n",
        "wide.csv": b"a,b,c\n1,2,3\n",
        "index.csv": b",0,1\n0,3,1\n1,4,2\n",
        "object.npy": npy([[None]]),
        "float.json": net.replace(b'"1"', b"0.5", 1),
        "half.json": b'{"point": [0.5, 0], "directions": [[1, 0], [0, 1]]}',
        "short.json": b'{"point": ["0"], "directions": [["1"]]}',
    }.items():
        Path(name).write_bytes(content)
    os.mkfifo("pipe.json")
    os.mkfifo("pipe.csv")
    os.mkfifo("pipe.svg")
    return folder
