"""`relu-proofs regions`: answers, files it writes, bad input in one line."""

import csv
import json

import pytest

from relu_proofs import Network, __main__, activation_regions, checker, write_network
from relu_proofs.command import answers
from relu_proofs.command.region_list import as_csv, as_json

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
        "arrays": {
            "patterns": ["10", "01"],
            "offsets": [0, 3, 6],
            "vertices": [[-1, -1], [1, -1], [1, 1], [1, 1], [-1, 1], [-1, -1]],
            "U": [[[1, -1]], [[-1, 1]]],
            "c": [[0], [0]],
        },
    }
    assert "no certificate written" in call("fold.json", "--box=-1,1;0,1")[1]
    assert (
        json.loads(call("space.json", "--box=-1,1", "--slice=plane.json", "--json")[1])["regions"]
        == 2
    )


def test_on_a_line_knots_and_slopes_are_printed(call):
    code, out, err = call("tent.json", "--box=0,1")
    assert (code, err) == (0, "")
    assert "knots: 1/4, 1/2, 3/4\nslopes: 4, -4, 4, -4; value 0 at 0\n" in out
    found = json.loads(call("tent.json", "--box=0,1", "--json")[1])
    assert found["knots"] == ["1/4", "1/2", "3/4"]
    assert found["slopes"] == [["4"], ["-4"], ["4"], ["-4"]]
    assert "knots: none\nslopes: 4; value 0 at 0\n" in call("tent.json", "--box=0,1/5")[1]


def test_long_lists_and_numbers_are_cut_on_paper_alone(call):
    write_network(tent(6), "long.json")
    out = call("long.json", "--box=0,1")[1]
    assert "knots: 1/64, 1/32, 3/64, 1/16, 5/64, 3/32, ... (63 in all), 29/32, " in out
    assert len(json.loads(call("long.json", "--box=0,1", "--json")[1])["knots"]) == 63
    third = f"1/{3 * 10**30}"
    write_network(Network([([[1], [1]], [0, third]), ([[1, 1], [0, 1]], [0, 0])]), "two.json")
    out = call("two.json", "--box=-1,1")[1]
    assert "knots: ≈-3.33333e-31, 0\n" in out
    assert "slopes of output 0: 0, 1, 2; value 0 at -1\n" in out
    assert "slopes of output 1: 0, 1; " not in out  # one list of knots for all outputs
    assert "slopes of output 1: 0, 1, 1; value 0 at -1\n" in out
    found = json.loads(call("two.json", "--box=-1,1", "--json")[1])
    assert found["knots"] == [f"-{third}", "0"]


def test_numbers_beyond_floats_and_text(call):
    """Null in JSON, infinite in the table; what the checker would not take needs --no-check."""
    far = 10**400
    write_network(Network([([[far]], [-far]), ([[far]], [0])]), "far.json")
    found = json.loads(call("far.json", "--box=0,3", "--json")[1])
    assert found["arrays"]["U"] == [[[0]], [[None]]]
    assert found["slopes"] == [["0"], [str(far**2)]]
    assert call("far.json", "--box=0,3", "--csv=r.csv")[0] == 0
    assert _table("r.csv")[2][-2:] == ["inf", "-inf"]
    long = Network([([[10**3999], [1]], [1, 10**3999]), ([[10**3999, 1]], [0])])
    write_network(long, "long.json")
    found = json.loads(call("long.json", "--box=-2,2", "--json", "--no-check")[1])
    assert None in [slope for row in found["slopes"] for slope in row]


def _table(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_verb_writes_a_table_of_all_regions(call, words):
    assert call("fold.json", "--box=-1,1", "--csv=r.csv", *words)[0] == 0
    assert _table("r.csv") == [
        ["region", "map", "pattern", "vertices", "U[0][0]", "U[0][1]", "c[0]"],
        ["0", _table("r.csv")[1][1], "10", "-1.0 -1.0; 1.0 -1.0; 1.0 1.0", "1.0", "-1.0", "0.0"],
        ["1", _table("r.csv")[2][1], "01", "1.0 1.0; -1.0 1.0; -1.0 -1.0", "-1.0", "1.0", "0.0"],
    ]
    assert {row[1] for row in _table("r.csv")[1:]} == {"0", "1"}
    call("tent.json", "--box=0,1", "--csv=r.csv", *words)
    head, *rows = _table("r.csv")
    assert head == ["region", "map", "pattern", "low", "high", "U[0][0]", "c[0]"]
    assert [row[2:] for row in sorted(rows, key=lambda row: float(row[3]))] == [
        ["10 10", "0.0", "0.25", "4.0", "0.0"],
        ["10 11", "0.25", "0.5", "-4.0", "2.0"],
        ["11 11", "0.5", "0.75", "4.0", "-2.0"],
        ["11 10", "0.75", "1.0", "-4.0", "4.0"],
    ]


def test_units_that_pass_on_are_in_no_list():
    """x + r(-2x) + r(x - 1/2), and a layer without a ReLU."""
    layers = [([[1], [-2], [1]], [0, 0, "-1/2"]), ([[1, 1, 1]], [0]), ([[1]], [0])]
    found = activation_regions(Network(layers, [[False, True, True], [False]]), (-1, 1))
    listed = as_json(found)
    assert listed["knots"] == ["0", "1/2"]
    assert sorted(listed["arrays"]["patterns"]) == ["00 ", "01 ", "10 "]
    assert [line.split(",")[2] for line in sorted(as_csv(found).splitlines())] == [
        *listed["arrays"]["patterns"],
        "pattern",
    ]


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
        (["fold.json", "--box=0,1", "--csv=no/folder.csv"], "no/folder.csv: No such file"),
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
