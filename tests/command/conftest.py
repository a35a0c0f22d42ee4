"""The command in this process, and files for it."""

import json

import pytest

from relu_proofs import Network, __main__, write_network

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
