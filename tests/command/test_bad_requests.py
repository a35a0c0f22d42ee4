"""Bad files and bad options: one line that names the place, exit code 2, and no file is left."""

import os
import re
from pathlib import Path

import pytest

from tests.io.bad import BAD


@pytest.mark.parametrize("name", BAD)
def test_a_bad_network_is_one_line_and_leaves_no_file(call, tmp_path, name):
    content, said = BAD[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.SerializeToString())
    output, figure = tmp_path / "c.json", tmp_path / "f.svg"
    words = ["--box=-1,1", "--json", "-o", output, f"--figure={figure}"]
    code, out, err = call("regions", path, *words)
    assert (code, out) == (2, "")
    assert err.startswith(f"relu-proofs: {path}: ")
    assert err.count("\n") == 1 or err.endswith("\nand read that file instead\n")  # with lines
    assert re.search(said, err)
    assert os.listdir(tmp_path) == [name]


REGIONS = [
    (["none.json", "--box=0,1"], "none.json: No such file or directory"),
    ([".", "--box=0,1"], "found the ending ''"),
    (["folder.json", "--box=0,1"], "folder.json: found a directory, expected a file"),
    (["pipe.json", "--box=0,1"], "pipe.json: found a pipe, expected a file"),
    (["net.json", "--box="], "--box: found 1 numbers"),
    (["net.json", "--box=1"], "--box: found 1 numbers"),
    (["net.json", "--box=1,0"], "--box: found 1 to 0, expected low < high"),
    (["net.json", "--box=0,nan"], "--box[1]: found 'nan'"),
    (["net.json", "--box=0,1;0,1;0,1"], "--box: found 3 pairs, expected 2"),
    (["net.json", "--box=0,1", "--max-mb=0"], "0 MB"),
    (["net.json", "--box=0,1", "--layers=fc1"], "net.json: layers: only"),
    (["net.json", "--box=0,1", "--outside=fc1"], "net.json: outside: only"),
    (["net.json", "--box=0,1", "--eps=1"], "net.json: eps: only"),
    (["net.json", "--box=0,1", "--slice=none.json"], "--slice: none.json: No such file"),
    (["net.json", "--box=0,1", "--slice=pipe.json"], "--slice: pipe.json: found a pipe"),
    (["net.json", "--box=0,1", "--slice=net.json"], "--slice: net.json: expected the fields"),
    (["net.json", "--box=0,1", "--slice=half.json"], "the literal 0.5 without quotes"),
    (["net.json", "--box=0,1", "--slice=short.json"], "--slice: short.json: "),
    (["net.json", "--box=0,1", "-o", "none/c.json"], "none/c.json: No such file or directory"),
    (["net.json", "--box=0,1", "-o", "folder.json"], "folder.json: Is a directory"),
    (["net.json", "--box=0,1", "-o", "pipe.json"], "pipe.json: found a pipe, expected a file"),
    (["net.json", "--box=0,1", "--figure=none/f.svg"], "none/f.svg: No such file or directory"),
    (["net.json", "--box=0,1", "--figure=folder.json"], "folder.json: Is a directory"),
    (["net.json", "--box=0,1", "--figure=pipe.svg"], "pipe.svg: found a pipe"),
]


@pytest.mark.parametrize(("words", "said"), REGIONS)
def test_a_bad_request_for_regions(call, places, words, said):
    before = sorted(os.listdir())
    code, out, err = call("regions", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("relu-proofs: ")
    assert said in err
    assert sorted(os.listdir()) == before


VERDICTS = [
    (["none.json", "--box=0,1"], "none.json: No such file or directory"),
    (["net.pt", "--box=0,1"], "net.pt: found a pickle"),
    (["pipe.json", "--box=0,1"], "pipe.json: found a pipe, expected a file"),
    (["float.json", "--box=0,1"], "float.json: layers[0].weight[0][0]: found the literal 0.5"),
    (["net.json", "--box=1,0"], "--box: found 1 to 0"),
    (["net.json", "--box=0,1", "--max-mb=0"], "0 MB"),
    (["net.json", "--box=0,1", "--header=yes"], "--header: expected only with --data"),
    (["net.json", "--data="], "--data: file: found no name, expected that of a file"),
    (["", "--box=0,1"], "relu-proofs: file: found no name, expected that of a file"),
    (["net.json", "--data=none.csv"], "--data: none.csv: No such file or directory"),
    (["net.json", "--data=pipe.csv"], "--data: pipe.csv: found a pipe, expected a file"),
    (["net.json", "--data=net.json"], "net.json: found the ending '.json', expected .csv, .tsv, "),
    (["net.json", "--data=nan.csv"], "--data: nan.csv: line 2, column 1 ('y'): found 'nan'"),
    (["net.json", "--data=object.npy"], "object.npy: the array: found values of type '|O'"),
    (["net.json", "--data=object.npy", "--header=no"], "object.npy: header: only a file of text"),
    (["net.json", "--data=wide.csv"], "wide.csv: found 3 columns, expected 2, one for each input"),
    (
        ["net.json", "--data=wide.csv"],
        "is column 'c', the last, the target? leave it out with --drop=c",
    ),
    (
        ["net.json", "--data=index.csv"],
        "column '' counts 0, 1, ...: an index? leave it out with --drop=''; ",
    ),
    (["net.json", "--data=empty.csv"], "--data: empty.csv: found no numbers"),
    (["net.json", "--box=0,1", "-o", "none/c.json"], "none/c.json: No such file or directory"),
]


@pytest.mark.parametrize("verb", ["affine", "units"])
@pytest.mark.parametrize(("words", "said"), VERDICTS)
def test_a_bad_request_for_a_verdict(call, places, verb, words, said):
    before = sorted(os.listdir())
    code, out, err = call(verb, *words, *([] if "-o" in words else ["-o", "c.json"]))
    assert (code, out) == (2, "")
    assert err.count("\n") == (4 if "pickle" in said else 1)
    assert err.startswith("relu-proofs: ")
    assert said in err
    assert sorted(os.listdir()) == before


ON_A_BOX = [(words, said) for words, said in VERDICTS if words[1].startswith("--box")]


@pytest.mark.parametrize(
    ("words", "said"), [each for each in ON_A_BOX if "--header=yes" not in each[0]]
)
def test_a_bad_request_for_a_smaller_network(call, places, words, said):
    before = sorted(os.listdir())
    code, out, err = call("simplify", *words, *([] if "-o" in words else ["-o", "c.json"]))
    assert (code, out) == (2, "")
    assert err.startswith("relu-proofs: ") and said in err
    assert sorted(os.listdir()) == before


@pytest.mark.parametrize("rows", ["", "a,b\n", "5,2\n3\n", "5,2,3\n", "1,nan\n", "1,x\n2,3\n"])
@pytest.mark.parametrize("verb", ["affine", "units"])
def test_bad_rows_are_one_line_and_exit_code_2(call, folder, verb, rows):
    Path("bad.csv").write_text(rows)
    code, out, err = call(verb, "net.json", "--data=bad.csv")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("relu-proofs: --data: bad.csv: ")


@pytest.mark.parametrize("box", ["", "1", "1,0", "0,0", "0,1;0,1;0,1", "0,inf", "a,b"])
@pytest.mark.parametrize("verb", ["affine", "units", "regions", "simplify"])
def test_a_bad_box_is_one_line_and_exit_code_2(call, folder, verb, box):
    code, out, err = call(verb, "net.json", f"--box={box}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("relu-proofs: --box")
