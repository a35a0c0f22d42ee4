"""`relu-proofs regions`: answers, files it writes, bad input in one line."""

import json

import pytest

from relu_proofs import __main__, checker, write_network
from relu_proofs.command import answers

from . import lies
from .networks import tent


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    """`relu-proofs regions NETWORK ...` in a folder that holds some networks."""
    monkeypatch.chdir(tmp_path)
    write_network(lies.FOLD, "fold.json")
    write_network(tent(2), "tent.json")
    write_network(lies.SPACE, "space.json")
    (tmp_path / "plane.json").write_text(
        json.dumps({"point": ["1/2", 0, 0], "directions": [[1, 0, 0], [0, "1/3", 0]]})
    )
    (tmp_path / "bad.json").write_text(json.dumps({"point": [0, 0], "directions": [[1], [2]]}))

    def called(*words):
        code = __main__.main(["regions", *words])
        return code, *capsys.readouterr()

    return called


def test_verb_answers(call):
    code, out, err = call("fold.json", "--box=-1,1", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "regions": 2,
        "distinct_affine_maps": 2,
        "connected_pieces": 2,
        "certified": False,
        "checked": True,
        "notes": [],
    }
    assert "no certificate written" in call("fold.json", "--box=-1,1;0,1")[1]
    assert (
        json.loads(call("space.json", "--box=-1,1", "--slice=plane.json", "--json")[1])["regions"]
        == 2
    )


@pytest.mark.parametrize("network", ["fold.json", "tent.json"])
def test_verb_writes_a_certificate_and_a_figure(call, tmp_path, network):
    code, out, err = call(network, "--box=0,1", "-o", "c.json", "--figure=f.svg", "--json")
    assert (code, err, json.loads(out)["certified"]) == (0, "", True)
    assert checker.check_file("c.json")["regions"] == json.loads(out)["regions"]
    assert (tmp_path / "f.svg").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    "words, said",
    [
        (["fold.json", "--box=1,-1"], "box: found 1 to -1"),
        (["fold.json", "--box=nan,1"], "box[0]"),
        (["fold.json", "--box=0,1;0,1;0,1"], "box: found 3 pairs"),
        (["none.json", "--box=0,1"], "none.json: No such file"),
        (["space.json", "--box=0,1"], "network: found 3 inputs, expected 1 or 2"),
        (
            ["space.json", "--box=0,1", "--slice=bad.json"],
            "bad.json: directions[0]: found 1 numbers",
        ),
        (
            ["space.json", "--box=0,1", "--slice=space.json"],
            "space.json: expected the fields point",
        ),
        (["fold.json", "--box=0,1", "-o", "no/folder.json"], "no/folder.json: No such file"),
        (["fold.json", "--box=0,1", "--figure=no/folder.svg"], "no/folder.svg: No such file"),
    ],
)
def test_verb_refuses_bad_input_in_one_line(call, words, said):
    code, out, err = call(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_an_interrupt_leaves_no_file(call, tmp_path, monkeypatch):
    def interrupted(text, **_):
        raise KeyboardInterrupt

    monkeypatch.setattr(answers, "check", interrupted)
    before = sorted(tmp_path.iterdir())
    assert call("fold.json", "--box=0,1", "-o", "c.json")[0] == 130
    assert sorted(tmp_path.iterdir()) == before
