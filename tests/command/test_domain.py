"""What is asked about: boxes from options and files, what lies around a row, rows as told."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from relu_proofs import Network, check, write_network

PROPERTY = """\
(declare-const X_0 Real)
(declare-const X_1 Real)
(declare-const Y_0 Real)
(assert (<= X_0 3)) (assert (>= X_0 2))
(assert (<= X_1 1)) (assert (>= X_1 0))
(assert (>= Y_0 3.0))
"""


@pytest.fixture
def files(folder):
    """The folder with rows and boxes of every kind."""
    for name, content in {
        "excel.csv": "Größe;Gewicht;Ziel\r\n1,5;0,5;1\r\n3;1;2\r\n2;1,5;0\r\n".encode("cp1252"),
        "index.csv": b"Unnamed: 0,x,y\n0,1.5,0.5\n1,3,1\n2,2,1\n",
        "text.csv": b"x,y,kind\n1.5,0.5,a\n3,1,b\n2,0,a\n",
        "one.csv": b"x,y\n2.5,1/2\n",
        "flat.csv": b"x,y\n2,1\n3,1\n",
        "box.csv": b"low,high\n2,3\n0,1\n",
        "box.json": b'[["2", 3.0], [0, "1"]]',
        "prop.vnnlib": PROPERTY.encode(),
        "prop.vnnlib.gz": gzip.compress(PROPERTY.encode()),
        "or.vnnlib": PROPERTY.encode() + b"(assert (or (<= X_0 2) (>= X_0 3)))",
        "typed.txt": b"-1,1;0,2\n",
        "three.csv": b"0,1\n0,1\n0,1\n",
    }.items():
        (folder / name).write_bytes(content)
    np.save(folder / "box.npy", np.array([[2, 3], [0, 1.0]]))
    return folder


INTERVALS = [["2", "3"], ["0", "1"]]
BOXES = [
    ["--box=2,3;0,1"],
    ["--box=@box.csv"],
    ["--box=@box.json"],
    ["--box=@box.npy"],
    ["--box=@prop.vnnlib"],
    ["--box=@prop.vnnlib.gz"],
    ["--box=@box.csv", "--columns=low,high", "--header=yes"],
    ["--around=5/2,0.5", "--radius=1/2"],
    ["--around=@one.csv", "--radius=0.5"],
    ["--around=@one.csv:0", "--radius=0.5"],
]


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("verb", ["affine", "units", "regions"])
def test_a_box_however_it_is_named(call, files, verb, box):
    code, out, err = call(verb, "net.json", *box, "--json", "-o", "c.json")
    assert code == 0
    statement = check(Path("c.json").read_text())
    assert statement["domain"] == {"type": "box", "intervals": INTERVALS}
    assert json.loads(out)["notes"] == [line.removeprefix("note: ") for line in err.splitlines()]


def test_what_was_understood_is_said(call, files):
    err = call("affine", "net.json", "--box=@prop.vnnlib")[2]
    assert err.splitlines() == [
        "note: line 6: what is asserted of outputs is not used: the box of the inputs alone is",
        "note: the box of prop.vnnlib: 2,3;0,1",
    ]
    err = call("units", "net.json", "--around=@index.csv:1", "--drop=0", "--radius=1")[2]
    assert err == "note: row 1, line 3, of index.csv: 3,1\n"
    np.save("rows.npy", np.array([[1, 0.5], [3, 2]]))
    err = call("units", "net.json", "--around=@rows.npy:0", "--radius=1")[2]
    assert err == "note: row 0 of rows.npy: 1,0.5\n"


def test_numbers_are_said_as_people_type_them(call, files):
    Path("ends.csv").write_text("-0.303531156,1/3\n-3/2048,1e-3\n")
    err = call("units", "net.json", "--box=@ends.csv")[2]
    assert err == "note: the box of ends.csv: -0.303531156,1/3;-3/2048,0.001\n"


def test_a_long_box_is_not_repeated(call, files):
    write_network(Network.affine([[1] * 9], [0]), "wide.json")
    Path("wide.csv").write_text("0,1\n" * 9)
    assert (
        call("affine", "wide.json", "--box=@wide.csv")[2] == "note: the box of wide.csv, 9 inputs\n"
    )


@pytest.mark.parametrize("verb", ["affine", "units", "regions"])
def test_the_bounding_box_of_rows(call, files, verb):
    words = ["--box=data", "--data=index.csv", "--drop=Unnamed: 0"]
    code, _, err = call(verb, "net.json", *words, "-o", "c.json")
    assert code == 0
    assert err == "note: the bounding box of 3 rows: 1.5,3;0.5,1\n"
    domain = check(Path("c.json").read_text())["domain"]
    assert domain == {"type": "box", "intervals": [["3/2", "3"], ["1/2", "1"]]}


@pytest.mark.parametrize(
    "words", [["--box=data", "--data=flat.csv"], ["--box=2,3;1,1"], ["--box=@prop.vnnlib"]]
)
def test_a_fixed_input(call, files, words):
    Path("prop.vnnlib").write_text(PROPERTY.replace("X_1 0)", "X_1 1)"))
    for verb in ("affine", "units"):
        code, _, _ = call(verb, "net.json", *words, "-o", "c.json")
        assert code == 0
        domain = check(Path("c.json").read_text())["domain"]
        assert domain["type"] == "polytope"
    code, out, err = call("regions", "net.json", *words)
    assert (code, out) == (2, "")
    assert "expected low < high" in err
    assert ("input 1: found 1 throughout" in err) == (len(words) > 1 or "@" in words[0])


@pytest.mark.parametrize(
    "words",
    [
        ["--data=excel.csv", "--drop=Ziel"],
        ["--data=excel.csv", "--drop=-1", "--separator=semicolon", "--decimal=comma"],
        ["--data=excel.csv", "--columns=Größe,Gewicht", "--separator=;", "--decimal=,"],
        ["--data=text.csv", "--drop=kind"],
        ["--data=text.csv", "--columns=0,1", "--header=yes"],
        ["--data=index.csv", "--columns=x,y"],
    ],
)
def test_rows_as_they_are_told(call, files, words):
    code, out, _ = call("affine", "net.json", *words, "--json")
    assert code == 0
    assert json.loads(out)["rows"]["map"] == {"U": [["1", "-1"]], "c": ["0"]}


def test_columns_in_another_order(call, files):
    code, out, _ = call(
        "affine", "net.json", "--data=excel.csv", "--columns=Gewicht,Größe", "--json"
    )
    assert (code, json.loads(out)["rows"]["map"]["U"]) == (0, [["-1", "1"]])


def test_a_point_from_a_file(call, files):
    code, out, err = call("at", "net.json", "--point=@text.csv:1", "--drop=kind", "--json")
    answer = json.loads(out)
    assert (code, answer["point"]) == (0, ["3", "1"])
    assert answer["notes"] == ["row 1, line 3, of text.csv: 3,1"]
    assert err == "note: row 1, line 3, of text.csv: 3,1\n"


BAD = [
    ([], "found no domain, expected --box=..."),
    (["--box=0,1", "--data=one.csv"], "--data and --box: found both, expected one of them"),
    (["--box=0,1", "--around=1,2", "--radius=1"], "--box and --around: found both"),
    (["--around=1,2"], "--around: expected --radius=... with it"),
    (["--radius=1"], "--radius: expected --around=... with it"),
    (["--box=0,1", "--radius=1"], "--radius: expected --around=... with it"),
    (["--box=data"], "--box=data: expected --data=FILE with it"),
    (["--box=0,1", "--drop=x"], "--drop: expected only with --data or with a file of rows, named"),
    (["--around=1,2", "--radius=1", "--separator=tab"], "--separator: expected only with --data"),
    (["--around=1,2", "--radius=0"], "--radius: found 0, expected a number above 0"),
    (["--around=1,2", "--radius=-1/2"], "--radius: found -1/2, expected a number above 0"),
    (["--around=1,2", "--radius=0,5"], "--radius: found '0,5', expected a number such as"),
    (["--around=1", "--radius=1"], "--around: found 1 numbers, expected 2"),
    (["--around=1,x", "--radius=1"], "--around[1]: found 'x', expected a number"),
    (["--around=one.csv:0", "--radius=1"], "a file is named with @: --around=@one.csv:0"),
    (["--around=@none.csv:0", "--radius=1"], "--around: none.csv: No such file"),
    (["--around=@index.csv:0", "--radius=1"], "--around: index.csv: found 3 columns, expected 2"),
    (["--around=@flat.csv", "--radius=1"], "found 2 rows in flat.csv, expected the number of one"),
    (["--around=@flat.csv:2", "--radius=1"], "found row 2, expected one from 0 to 1 of flat.csv"),
    (["--around=@flat.csv:-1", "--radius=1"], "found row -1, expected one from 0 to 1 of flat.csv"),
    (["--around=@flat.csv:9999999999999", "--radius=1"], "found row 999999999999, expected one"),
    (["--around=@", "--radius=1"], "--around: file: found no name, expected that of a file"),
    (["--box=@"], "--box: file: found no name, expected that of a file"),
    (["--box=@none.vnnlib"], "--box: none.vnnlib: No such file"),
    (["--box=@pipe.csv"], "--box: pipe.csv: found a pipe, expected a file"),
    (
        ["--box=box.csv"],
        "found 1 numbers, expected a pair (low, high); a file is named with @: --b",
    ),
    (["--box=@three.csv"], "--box: three.csv: box: found 3 pairs, expected 2, one for each input"),
    (
        ["--box=@typed.txt"],
        "found 1 pairs, expected 2, one for each input; line 1: found '-1,1', r",
    ),
    (["--box=@index.csv"], "--box: index.csv: found 3 columns, expected 2, low and high"),
    (["--box=@or.vnnlib"], "--box: or.vnnlib: line 7: found 2 cases that speak of inputs"),
    (["--box=@box.json", "--drop=0"], "--box: box.json: drop: a .json file has none"),
    (["--box=data", "--data=one.csv"], "--box: one.csv: box: found low = high in every pair"),
    (["--box=data", "--data=text.csv"], "--data: text.csv: line 2, column 2 ('kind'): found 'a'"),
    (["--box=data", "--data=flat.csv", "--separator=x"], "--separator: found 'x', expected comma"),
    (["--box=data", "--data=flat.csv", "--decimal=dot"], "--decimal: found 'dot', expected point"),
    (
        ["--box=data", "--data=flat.csv", "--columns=x,z"],
        "columns: found 'z', expected 'x', 'y' or",
    ),
    (["--box=data", "--data=flat.csv", "--columns=x", "--drop=y"], "columns and drop: found both"),
    (["--box=0,0;1,1"], "expected low < high"),
]


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(("words", "said"), BAD)
@pytest.mark.parametrize("verb", ["affine", "units", "regions"])
def test_a_bad_domain_is_one_line_and_exit_code_2(call, files, verb, words, said):
    code, out, err = call(verb, "net.json", *words, "-o", "c.json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("relu-proofs: ")
    assert said in err
    assert not Path("c.json").exists()


def test_regions_need_a_box(call, files):
    code, out, err = call("regions", "net.json", "--data=one.csv")
    assert (code, out) == (2, "")
    assert err.startswith("relu-proofs: --data: expected with --box=data; found no domain")


def test_all_inputs_are_no_box(call, files):
    code, out, err = call("affine", "net.json", "--space", "--box=0,1")
    assert (code, out) == (2, "")
    assert err == "relu-proofs: --box and --space: found both, expected one of them\n"


def test_what_only_a_file_has_is_refused_with_a_typed_point(call, files):
    code, out, err = call("at", "net.json", "--point=1,2", "--drop=0")
    assert (code, out) == (2, "")
    assert err.startswith("relu-proofs: --drop: expected only with")
