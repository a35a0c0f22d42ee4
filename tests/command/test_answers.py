"""What `affine`, `units` and `regions` answer about a network, and that it was checked before."""

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from relu_proofs import Network, check, read_network, write_network
from relu_proofs.command import affine, answers
from tests.io.samples import DATA

ARRAYS = {"fc1.weight": [[1.0, -1], [-1, 1]], "out.weight": [[1.0, 1]]}

# ---- affine -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "domain, verdict",
    [("--box=-1,1", "not-affine"), ("--box=0,1;2,3", "affine"), ("--space", "not-affine")],
)
def test_affine_answers_and_writes_what_the_checker_accepts(call, folder, domain, verdict):
    code, out, err = call("affine", "net.json", domain, "--json", "-o", "out.json")
    answer = json.loads(out)
    assert (code, err, answer["verdict"], answer["output"]) == (0, "", verdict, "out.json")
    assert (answer["checked"], answer["notes"]) == (True, [])
    assert check(Path("out.json").read_text())["kind"] == answer["certificate"]
    assert (answer["map"] is None) == (verdict == "not-affine")
    assert verdict.startswith("not") == ("not affine" in call("affine", "net.json", domain)[1])


def test_affine_of_data_is_the_verdict_on_the_hull(call, folder):
    code, out, err = call("affine", "net.json", "--data=rows.csv", "--json")
    answer = json.loads(out)
    assert (code, err, answer["verdict"], answer["checked"]) == (0, "", "affine", True)
    assert [answer[name]["verdict"] for name in ("rows", "hull", "box")] == [
        "affine",
        "affine",
        "not-affine",
    ]
    assert all(answer[name]["checked"] for name in ("rows", "hull", "box"))
    assert answer["best"] == {
        "U": [["1", "-1"]],
        "c": ["0"],
        "residuals": [["0"]] * 4,
        "r_squared": ["1"],
    }
    assert "R^2" in call("affine", "net.json", "--data=rows.csv")[1]


def test_undecided_is_exit_code_3_and_writes_nothing(call, folder):
    layers = [
        {"weight": [["1"], ["-1"]], "bias": ["0", "0"]},
        {"weight": [["1", "1"], ["1", "0"], ["0", "1"]], "bias": ["0", "0", "0"]},
        {"weight": [["1", "-1", "-1"]], "bias": ["0"]},
    ]  # r(|x|) - r(r(x)) - r(r(-x)) = 0
    Path("deep.json").write_text(json.dumps({"format": "relu-network/1", "layers": layers}))
    words = ["affine", "deep.json", "--box=-3,3", "-o", "no.json"]
    code, out, _ = call(*words, "--budget=1", "--json")
    answer = json.loads(out)
    assert (code, answer["output"], answer["checked"]) == (3, None, False)
    assert not Path("no.json").exists()
    assert call(*words)[0] == 0


@pytest.mark.parametrize("layers", [[], ["--layers=0,3"]])
def test_the_case_of_a_batch_norm_is_the_constant_20(call, layers):
    words = ["affine", DATA / "batchnorm_between.safetensors", "--box=-1,1", *layers]
    code, out, err = call(*words, "--json")
    answer = json.loads(out)
    assert (code, answer["verdict"], answer["checked"]) == (0, "affine", True)
    assert answer["map"] == {"U": [["0", "0"]], "c": ["20"]}
    assert any("1 (batch norm)" in note and "folded" in note for note in answer["notes"])
    assert any("eps = 1e-5" in note and "--eps" in note for note in answer["notes"])
    code, out, err = call(*words)
    assert "on the box: constant (" in out and "output 0: constant 20\n" in out
    assert all(f"note: {note}\n" in err for note in answer["notes"])
    assert any(
        "eps = 1/4" in note for note in json.loads(call(*words, "--eps=1/4", "--json")[1])["notes"]
    )


def test_the_case_of_a_header_of_numbers(call, folder):
    for name in ("absdiff.json", "pandas_numeric_header.csv"):
        shutil.copy(DATA / name, folder)
    words = ["affine", "absdiff.json", "--data=pandas_numeric_header.csv"]
    code, out, err = call(*words, "--json")
    answer = json.loads(out)
    assert (code, answer["rows"]["verdict"]) == (0, "affine")
    assert answer["rows"]["map"] == {"U": [["1", "-1"]], "c": ["0"]}
    assert err == f"note: {answer['notes'][0]}\n"
    assert "line 1 (0, 1) counts columns and is taken as a header; --header=no" in err
    assert call(*words, "--header=yes")[2] == ""
    code, out, err = call(*words, "--header=no", "--json")
    assert (json.loads(out)["rows"]["verdict"], err) == ("not-affine", "")


def test_numbers_that_are_data_are_said_to_be(call, folder):
    Path("bare.csv").write_text("5,6\n7,8\n")
    err = call("affine", "net.json", "--data=bare.csv")[2]
    assert err == "note: line 1 (5, 6) is read as data; --header=yes skips it\n"


def test_the_caveat_of_rounded_numbers_is_one_line(call, folder):
    np.savez("net.npz", W0=np.float32([[1, -1], [-1, 1]]), W1=np.float32([[1, 1]]))
    err = call("affine", "net.npz", "--box=-1,1")[2]
    assert re.fullmatch("note: .*float32.*not about its rounded execution\n", err)


def test_read_says_what_was_understood(call):
    words = ["read", DATA / "batchnorm_between.safetensors"]
    code, out, err = call(*words, "--json")
    answer = json.loads(out)
    assert (code, err, answer["notes"][0][:7]) == (0, "", "read as")
    assert (answer["inputs"], answer["widths"], answer["outputs"]) == (2, [2], 1)
    assert (answer["passing"], answer["units"], answer["format"]) == ([0], 2, "a state dict")
    assert (answer["numbers"], answer["nonzero"]) == (9, 8)
    assert answer["layers"] == [
        {"inputs": 2, "outputs": 2, "relu": 2, "passing": 0},
        {"inputs": 2, "outputs": 1, "relu": 0, "passing": 0},
    ]
    assert set(answer["assumed"]) < set(answer["notes"])
    first, *lines = call(*words)[1].splitlines()
    assert first == f"{DATA / 'batchnorm_between.safetensors'}: a state dict"
    assert lines[:3] == [
        "2 inputs, 1 output, 2 ReLU units, 9 weights and biases, 8 of them not 0",
        "layer 0: 2 -> 2, 2 ReLU units",
        "layer 1: 2 -> 1, the output",
    ]
    assert lines[3:] == [f"note: {note}" for note in answer["notes"]]


def test_read_says_what_was_folded(call):
    out = call("read", DATA / "skl_pipe_std.onnx")[1]
    assert "note: Scaler, Cast, Reshape: written as layers of weights, biases and ReLUs\n" in out
    assert "written as layers" not in call("read", DATA / "sin_trailing_relu.onnx")[1]


def test_read_says_what_is_passed_on(call, folder):
    layers = [([[1], [-2], [1]], [0, 0, 1]), ([[1, 1, 0]], [0])]
    write_network(Network(layers, relu=[[False, True, False]]), "skip.json")
    assert call("read", "skip.json")[1].splitlines() == [
        "skip.json: a network as JSON",
        "1 input, 1 output, 1 ReLU unit, 10 weights and biases, 6 of them not 0",
        "layer 0: 1 -> 3, 1 ReLU unit and 2 values passed on without a ReLU",
        "layer 1: 3 -> 1, the output",
    ]
    write_network(Network(layers, relu=[[False] * 3]), "skip.json")
    assert "\nlayer 0: 1 -> 3, 3 values passed on without a ReLU\n" in call("read", "skip.json")[1]


# ---- units and regions --------------------------------------------------------------------------


def test_units_says_what_each_is_and_how_it_is_known(call, folder):
    code, out, _ = call("units", "net.json", "--box=0,1;2,3", "--json", "-o", "units.json")
    answer = json.loads(out)
    assert (code, answer["checked"], answer["units"]) == (
        0,
        True,
        [
            {"layer": 0, "unit": 0, "state": "off", "by": "interval"},
            {"layer": 0, "unit": 1, "state": "on", "by": "interval"},
        ],
    )
    assert check(Path("units.json").read_text())["kind"] == "unit-sign"
    assert answer["counts"] == {"off": 1, "on": 1, "switching": 0, "undecided": 0}


def test_units_of_rows_are_dead_and_all_are_listed_when_asked_for(call, folder):
    code, out, err = call("units", "net.json", "--data=rows.csv")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "1 of 2 units is dead: off at all 4 rows; 1 on at all 4 rows, 0 switch, 0 undecided",
        "layer 0, 2 units: 1 off (1), 1 on (0)",
        "--all lists every unit, and how its state is known",
    ]
    Path("row.csv").write_text("3,1\n")
    assert (
        "is dead: off at the one row; 1 on at the one row, "
        in (call("units", "net.json", "--data=row.csv")[1])
    )
    out = call("units", "net.json", "--box=0,1;2,3", "--all")[1]
    assert out.splitlines() == [
        "1 of 2 units off, 1 on on the whole box, 0 switch, 0 undecided",
        "layer 0, 2 units: 1 off (0), 1 on (1)",
        "    layer 0 unit 0: off (by intervals)",
        "    layer 0 unit 1: on (by intervals)",
    ]


def test_units_for_all_inputs(call, folder):
    layers = [([[0, 0], [1, 0], [0, 0]], [1, 0, -1]), ([[1, 1, 1]], [0])]
    write_network(Network(layers), "flat.json")
    code, out, err = call("units", "flat.json", "--space", "-o", "c.json")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [
        "1 of 3 units off, 1 on for all inputs, 1 switch, 0 undecided",
        "layer 0, 3 units: 1 off (2), 1 on (0), 1 switch (1)",
    ]
    assert check(Path("c.json").read_text())["domain"] == {"type": "space"}


def test_units_names_the_first_of_many_and_what_is_passed_on(call, folder):
    rows = [[1]] * 10 + [[-1]] * 2
    relu = [[True] * 11 + [False]]
    network = Network([(rows, [2] * 10 + [0, 0]), ([[1] * 12], [0])], relu=relu)
    write_network(network, "many.json")
    out = call("units", "many.json", "--box=-1,1")[1]
    assert out.splitlines()[:2] == [
        "0 of 11 units off, 10 on on the whole box, 1 switch, 0 undecided",
        "layer 0, 11 units: 10 on (0, 1, 2, 3, 4, 5, 6, 7, ...), 1 switch (10), "
        "1 value passed on without a ReLU",
    ]
    write_network(Network.affine([[1]], [0]), "line.json")
    assert call("units", "line.json", "--box=-1,1") == (0, "the network has no ReLU unit\n", "")


def test_regions_counts_and_is_checked(call, folder):
    code, out, err = call("regions", "net.json", "--box=-1,1", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert set(found.pop("arrays")) == {"patterns", "offsets", "vertices", "U", "c"}
    assert found == {
        "regions": 2,
        "distinct_affine_maps": 2,
        "connected_pieces": 2,
        "certified": False,
        "checked": True,
        "notes": [],
    }
    out = call("regions", "net.json", "--box=-1,1")[1]
    assert "accepted by the checker; no certificate written (-o FILE writes one)" in out
    out = call("regions", "net.json", "--box=-1,1", "-o", "c.json")[1]
    assert "certificate written to c.json, accepted by the checker" in out
    assert call("regions", "net.json", "--slice=plane.json", "--box=0,1")[0] == 0


def test_layers_reach_the_reader(call, folder):
    np.savez("net.npz", **ARRAYS, **{"critic.weight": [[1.0]]})
    code, out, err = call("regions", "net.npz", "--layers=fc1,out", "--box=-1,1", "--json")
    assert (code, json.loads(out)["regions"]) == (0, 2)
    assert "note: outside the layers asked for: critic\n" in err
    np.savez("more.npz", **ARRAYS, log_std=[1.0])
    words = ["regions", "more.npz", "--layers=fc1,out", "--box=-1,1", "--json"]
    assert "--outside=log_std" in call(*words)[2]
    code, out, err = call(*words, "--outside=log_std")
    assert (code, json.loads(out)["regions"]) == (0, 2)


def test_units_that_a_skip_goes_past_are_the_files(call):
    code, out, err = call("units", DATA / "onnx_residual.onnx", "--box=-1,1")
    assert (code, out.splitlines()[1]) == (
        0,
        "layer 0, 2 units: all switch, 2 values passed on without a ReLU",
    )
    assert call("affine", DATA / "onnx_residual.onnx", "--box=-1,1")[0] == 0


# ---- what is said was checked -------------------------------------------------------------------

VERBS = [
    ("affine", "--box=-1,1"),
    ("affine", "--box=0,1;2,3"),
    ("affine", "--data=rows.csv"),
    ("units", "--box=-1,1"),
    ("regions", "--box=-1,1"),
]


@pytest.mark.parametrize("words", VERBS)
def test_the_checker_can_be_left_out_and_that_is_said(call, folder, monkeypatch, words):
    verb, domain = words

    def never(text, **_):
        raise AssertionError("the checker was called")

    monkeypatch.setattr(answers, "check", never)
    command = [verb, "net.json", domain, "--no-check", "-o", "c.json"]
    code, out, _ = call(*command)
    assert code == 0 and "not checked (--no-check)" in out
    answer = json.loads(call(*command, "--json")[1])
    assert answer["checked"] is False
    assert not any(part.get("checked") for part in answer.values() if isinstance(part, dict))
    assert answer.get("certified", False) is False
    assert check(Path("c.json").read_text())


@pytest.mark.parametrize("words", VERBS)
def test_nothing_is_said_that_the_checker_refuses(call, folder, monkeypatch, words):
    verb, domain = words

    def refuse(text, **_):
        raise answers.Refused("no")

    monkeypatch.setattr(answers, "check", refuse)
    code, out, err = call(verb, "net.json", domain, "-o", "c.json")
    assert (code, out) == (1, "")
    assert err == "relu-proofs: nothing is answered: the checker refuses the proof: no\n"
    assert not Path("c.json").exists()


@pytest.mark.parametrize("words", VERBS)
def test_a_proof_that_is_too_much_names_the_way_out(call, folder, monkeypatch, words):
    verb, domain = words

    def refuse(text, **_):
        raise answers.Malformed("too much work")

    monkeypatch.setattr(answers, "check", refuse)
    code, out, err = call(verb, "net.json", domain)
    assert (code, out) == (2, "")
    assert "(too much work); --no-check answers without it" in err


@pytest.mark.parametrize("field", ["network", "domain", "map"])
def test_a_proof_of_something_else_answers_nothing(call, folder, monkeypatch, field):
    """The certificate of another question, which the checker accepts."""
    decide = affine.decide_affine

    def other(network, domain, **options):
        if field == "map":
            found = decide(network, ((0, 1), (2, 3)), **options)
            object.__setattr__(found, "map", type(found.map)(((1, 1),), (0,)))
            return found
        square = read_network("net.json")
        network = square.after(type(square).affine([[1, 0], [0, 2]], [0, 0]))
        return decide(network if field == "network" else square, ((0, 1), (3, 4)), **options)

    monkeypatch.setattr(affine, "decide_affine", other)
    code, out, err = call("affine", "net.json", "--box=0,1;2,3", "-o", "c.json")
    assert (code, out) == (1, "")
    assert err == "relu-proofs: nothing is answered: the proof is about something else\n"
    assert not Path("c.json").exists()
