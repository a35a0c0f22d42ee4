"""What `affine`, `units` and `regions` answer about a network, and that it was checked before."""

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from relu_proofs import check, read_network
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
    assert "output 0: U = (0, 0), c = 20" in out
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
    assert answer["passing"] == [0]
    assert call(*words)[1].startswith(
        "inputs: 2\nlayer 0: 2 units\noutputs: 1\nnote: read as 0, 1 "
    )
    skip = DATA / "onnx_residual.onnx"
    assert json.loads(call("read", skip, "--json")[1])["passing"] == [2]
    assert "layer 0: 2 units, 2 passed on\n" in call("read", skip)[1]


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
    code, out, err = call("units", "net.json", "--data=rows.csv")
    assert (code, out) == (0, "layer 0 unit 0: on (rows)\nlayer 0 unit 1: off (rows)\n")
    assert err == ""


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
    assert (code, len(out.splitlines())) == (0, 2)
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
