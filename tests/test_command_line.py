"""The command line: what it answers, and one clear line with exit code 2 for every bad input."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from relu_proofs import CLAIMS, Network, __main__, check, checker, write_network
from tests.io.bad import BAD as BAD_NETWORKS
from tests.io.samples import npy

CERTIFICATES = Path(__file__).parent / "certificates"
PROVED = "four-cases-are-not-one"
GOOD = (CERTIFICATES / "valid" / f"{PROVED}.json").read_text()
REFUSED = CERTIFICATES / "invalid" / "combination-that-does-not-cancel-the-inputs.json"
CHECKER = Path(checker.__file__)


def run(*words, **options):
    """The command in a process of its own, as a person calls it."""
    options = {"capture_output": True, "text": True, "timeout": 60, "check": False} | options
    return subprocess.run([sys.executable, "-m", "relu_proofs", *map(str, words)], **options)


@pytest.fixture
def call(capsys):
    """The command in this process: exit code, standard output, standard error."""

    def called(*words):
        code = __main__.main([*map(str, words)])
        return code, *capsys.readouterr()

    return called


# ---- answers ------------------------------------------------------------------------------------


def test_claims_lists_every_claim(call):
    code, out, err = call("claims", "--json")
    rows = json.loads(out)["claims"]
    assert (code, err, [row["id"] for row in rows]) == (0, "", list(CLAIMS))
    assert all(set(row) == {"id", "standing", "sentence", "page"} for row in rows)
    text = call("claims")[1]
    assert all(row["sentence"] in text for row in rows)


@pytest.mark.parametrize("thread", [0, 1])
def test_said_lists_a_thread(call, thread):
    code, out, _ = call("said", f"--thread={thread}", "--json")
    rows = json.loads(out)["sentences"]
    assert code == 0
    assert {row["thread"] for row in rows} == {thread}
    assert all({"id", "speaker", "verdict", "claim"} <= set(row) for row in rows)
    assert rows[0]["quotation"] in call("said", f"--thread={thread}")[1]


def test_prove_prints_the_certificate_or_writes_it(call, tmp_path):
    assert call("prove", PROVED) == (0, GOOD, "")
    assert call("prove", PROVED, "-o", tmp_path / "c.json") == (0, "", "")
    assert (tmp_path / "c.json").read_text() == GOOD
    code, out, _ = call("prove", PROVED, "--json")
    assert code == 0
    assert json.loads(out)["certificate"] == json.loads(GOOD)


def test_check_says_which_claim_a_certificate_proves(call, tmp_path):
    good = tmp_path / "c.json"
    good.write_text(GOOD)
    assert call("check", good) == (0, f"{good}: accepted: not-linear, claim {PROVED}\n", "")
    code, out, _ = call("check", "--json", good)
    assert (code, json.loads(out)["files"][0]["statement"]) == (0, check(GOOD))


def test_the_worst_of_several_files_is_the_exit_code(call, tmp_path):
    (tmp_path / "good.json").write_text(GOOD)
    (tmp_path / "broken.json").write_text("{")
    good, broken = tmp_path / "good.json", tmp_path / "broken.json"
    for files, code in (([good, good], 0), ([good, REFUSED], 1), ([broken, REFUSED, good], 2)):
        assert call("check", *files)[0] == code
    code, out, err = call("check", "--json", broken, REFUSED, good)
    assert [row["result"] for row in json.loads(out)["files"]] == [
        "malformed",
        "refused",
        "accepted",
    ]
    assert (code, err) == (2, "")


def test_a_reader_who_leaves_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "relu_proofs", "claims"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 0)


def test_a_terminal_without_unicode_still_gets_its_answer():
    ran = run("claims", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert PROVED in ran.stdout


def test_an_interruption_is_one_line(call, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__, "check_file", interrupted)
    assert call("check", "a.json") == (130, "", "relu-proofs: interrupted\n")


# ---- bad input: one line that names the place, exit code 2 --------------------------------------


def changed(**fields):
    """The good certificate with another network, in canonical text."""
    value = json.loads(GOOD)
    value["statement"]["network"] |= fields
    return json.dumps(value, sort_keys=True, indent=2) + "\n"


def weights(weight, bias=("0",)):
    return changed(layers=[{"weight": weight, "bias": list(bias)}])


LITERAL = weights([["7", "7"]])
BAD = {  # name: (content, what the line says)
    "broken": ("{", "not ASCII JSON"),
    "empty": ("", "not ASCII JSON"),
    "spaces": (GOOD.replace("\n", "\n "), "not the canonical text"),
    "order": (
        json.dumps(dict(reversed(json.loads(GOOD).items())), indent=2) + "\n",
        "not the canonical text",
    ),
    "no-newline": (GOOD[:-1], "not the canonical text"),
    "utf16": (GOOD.encode("utf-16"), "not ASCII JSON"),
    "utf8-mark": (b"\xef\xbb\xbf" + GOOD.encode(), "not ASCII JSON"),
    "bytes": (bytes(range(256)), "not ASCII JSON"),
    "ragged": (
        weights([["1", "1"], ["1"]], "00"),
        "statement.network.layers[0].weight[1]: found 1",
    ),
    "bias": (weights([["1", "1"]], "00"), "statement.network.layers[0].bias: found 2 numbers"),
    "chain": (
        changed(layers=[{"weight": [["1", "1"]], "bias": ["0"]}] * 2),
        "statement.network.layers[1].weight[0]: found 2 numbers, expected 1",
    ),
    "empty-layers": (changed(layers=[]), "statement.network.layers: found 0 items"),
    "empty-weight": (weights([[]]), "statement.network.layers[0].weight[0]: found 0 items"),
    "nan-text": (weights([["nan", "1"]]), 'statement.network.layers[0].weight[0][0]: found "nan"'),
    "float": (LITERAL.replace('"7"', "0.5", 1), "found the number 0.5, expected rationals as text"),
    "nan": (LITERAL.replace('"7"', "NaN", 1), "found the number NaN"),
    "infinity": (LITERAL.replace('"7"', "-Infinity", 1), "found the number -Infinity"),
    "integer": (LITERAL.replace('"7"', "7", 1), "layers[0].weight[0][0]: found 7, expected"),
    "terms": (weights([["2/4", "1"]]), "layers[0].weight[0][0]: found 2/4, expected lowest terms"),
    "long": (weights([["7" * 200_000, "1"]]), "weight[0][0]: a number of over 4000 digits"),
    "long-integer": (LITERAL.replace('"7"', "7" * 200_000, 1), "not ASCII JSON"),
    "deep": ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
    "deep-inside": (GOOD.replace('"0"', "[" * 100_000 + "]" * 100_000, 1), "nested too deeply"),
    "large": (GOOD + " " * (2 << 20), "bytes, the limit is 1 MB (--max-mb)"),
}


@pytest.fixture(params=BAD)
def bad(request, tmp_path):
    content, said = BAD[request.param]
    path = tmp_path / f"{request.param}.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path, said


def test_a_bad_certificate_is_one_line_and_exit_code_2(call, bad):
    path, said = bad
    code, out, err = call("check", "--max-mb=1", path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"{path}: malformed: ")
    assert said in err
    assert len(err) < 400 + len(str(path))
    assert os.listdir(path.parent) == [path.name]


def test_a_bad_certificate_is_one_row_of_json(call, bad):
    path, said = bad
    code, out, err = call("check", "--json", "--max-mb=1", path)
    (row,) = json.loads(out)["files"]
    assert (code, err, row["result"]) == (2, "", "malformed")
    assert said in row["message"]


@pytest.mark.parametrize("name", ["deep", "long", "utf16", "large"])
def test_a_process_of_its_own_prints_no_traceback(tmp_path, name):
    content, said = BAD[name]
    (tmp_path / "c.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = run("check", "--max-mb=1", tmp_path / "c.json")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert said in ran.stderr


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (b'{"format": "relu-network/1", "layers": 0.5}', "found the number 0.5"),
        ("{}".encode("utf-16"), "two.network.json: not ASCII JSON"),
        (b"{}", "sha256"),
    ],
)
def test_a_bad_network_beside_a_certificate(call, tmp_path, network, said):
    name = "affine-on-network-in-a-file.json"
    value = json.loads((CERTIFICATES / "valid" / name).read_text())
    file = value["statement"]["network"]
    if said != "sha256":
        file["sha256"] = checker.hashlib.sha256(network).hexdigest()
    (tmp_path / name).write_text(json.dumps(value, sort_keys=True, indent=2) + "\n")
    (tmp_path / file["file"]).write_bytes(network)
    code, _, err = call("check", tmp_path / name)
    assert (code, err.count("\n")) == (2, 1)
    assert said.replace("two.network.json", file["file"]) in err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.json", "No such file or directory"),
        (".", "Is a directory"),
        ("none/c.json", "No such file or directory"),
    ],
)
def test_what_is_not_a_file(call, tmp_path, name, said):
    code, out, err = call("check", tmp_path / name)
    assert (code, out, err) == (2, "", f"{tmp_path / name}: malformed: {tmp_path / name}: {said}\n")


@pytest.mark.parametrize("most", ["999999999", "99999999999999999999", "0", "-1"])
def test_any_size_limit_is_answered(call, tmp_path, most):
    (tmp_path / "c.json").write_text(GOOD)
    code, _, err = call("check", f"--max-mb={most}", tmp_path / "c.json")
    assert code == (2 if int(most) <= 0 else 0)
    assert err.count("\n") == (1 if code else 0)


def test_a_claim_that_is_not_there(call):
    assert call("prove", "no-such-claim") == (
        2,
        "",
        "relu-proofs: claim 'no-such-claim': unknown; `relu-proofs claims` lists them\n",
    )


def test_a_claim_without_a_certificate_says_its_standing(call, tmp_path):
    name, claim = next((n, c) for n, c in CLAIMS.items() if c.prove() is None)
    code, out, err = call("prove", name, "-o", tmp_path / "c.json")
    assert (code, out, err) == (
        2,
        "",
        f"relu-proofs: claim {name!r} has no certificate: it is {claim.standing}\n",
    )
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("none/c.json", "No such file or directory"),
        ("folder", "directory"),
        ("file/c.json", "Not a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_an_output_that_cannot_be_written(call, tmp_path, output, said):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    code, out, err = call("prove", PROVED, "-o", tmp_path / output)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"relu-proofs: {tmp_path / output}: ")
    assert said in err
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]
    assert not os.listdir(tmp_path / "folder")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["no-such-verb"],
        ["prove"],
        ["check"],
        ["claims", "more"],
        ["said", "--thread=2"],
        ["check", "--max-mb=x", "a.json"],
    ],
)
def test_a_wrong_call_is_explained_with_exit_code_2(words):
    ran = run(*words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("usage: relu-proofs")
    assert "error:" in ran.stderr.splitlines()[-1]


# ---- the checker alone, copied to another folder ------------------------------------------------


@pytest.mark.parametrize("flag", ["-I", "-O"])
def test_the_checker_runs_alone(tmp_path, flag):
    shutil.copy(CHECKER, tmp_path / "alone.py")
    (tmp_path / "good.json").write_text(GOOD)
    (tmp_path / "utf16.json").write_bytes(GOOD.encode("utf-16"))
    shutil.copy(REFUSED, tmp_path / "lie.json")

    def alone(*words):
        ran = subprocess.run(
            [sys.executable, flag, "alone.py", *words],
            cwd=tmp_path,
            timeout=60,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout, ran.stderr

    code, out, err = alone("good.json")
    assert (code, err) == (0, "")
    assert out.startswith("good.json: accepted: not-linear, statement ")
    code, out, err = alone("lie.json", "good.json")
    assert (code, out.count("\n"), err.count("\n")) == (1, 1, 1)
    assert err.startswith("lie.json: refused: ")
    for words, said in (
        (["utf16.json"], "utf16.json: malformed: "),
        (["lie.json", "none.json"], "none.json: malformed: none.json: No such"),
        (["."], ".: malformed: .: Is a directory"),
        ([], "usage: "),
        (["--max-mb=0", "good.json"], "good.json: malformed: "),
        (["--max-mb=999999999", "utf16.json"], "not ASCII JSON"),
    ):
        code, _, err = alone(*words)
        assert code == 2
        assert said in err
        assert "Traceback" not in err


# ---- files of networks --------------------------------------------------------------------------


@pytest.mark.parametrize("name", BAD_NETWORKS)
def test_a_bad_network_is_one_line_and_leaves_no_file(call, tmp_path, name):
    content, said = BAD_NETWORKS[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.SerializeToString())
    code, out, err = call(
        "regions",
        path,
        "--box=-1,1",
        "--json",
        "-o",
        tmp_path / "c.json",
        f"--figure={tmp_path / 'f.svg'}",
    )
    assert (code, out) == (2, "")
    assert err.startswith(f"relu-proofs: {path}: ")
    assert err.count("\n") == (4 if "pickle" in said else 1)  # with the two lines that export it
    assert re.search(said, err)
    assert os.listdir(tmp_path) == [name]


@pytest.fixture
def absolute(tmp_path):
    path = tmp_path / "net.json"
    write_network(Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])]), path)
    return path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.json", "--box=0,1"], "none.json: No such file or directory"),
        ([".", "--box=0,1"], "found the ending ''"),
        (["folder.json", "--box=0,1"], "found a directory"),
        (["net.json", "--box="], "box"),
        (["net.json", "--box=1"], "box"),
        (["net.json", "--box=1,0"], "box"),
        (["net.json", "--box=0,nan"], "box"),
        (["net.json", "--box=0,1;0,1;0,1"], "box"),
        (["net.json", "--box=0,1", "--max-mb=0"], "0 MB"),
        (["net.json", "--box=0,1", "--layers=fc1"], "layers: only"),
        (["net.json", "--box=0,1", "--slice=none.json"], "none.json: No such file"),
        (["net.json", "--box=0,1", "--slice=net.json"], "net.json: expected the fields point"),
        (["net.json", "--box=0,1", "--slice=float.json"], "the literal 0.5 without quotes"),
        (["net.json", "--box=0,1", "--slice=short.json"], "short.json: "),
        (["net.json", "--box=0,1", "-o", "none/c.json"], "none/c.json: No such file or directory"),
        (["net.json", "--box=0,1", "-o", "folder.json"], "folder.json: Is a directory"),
        (["net.json", "--box=0,1", "--figure=none/f.svg"], "none/f.svg: No such file or directory"),
        (["net.json", "--box=0,1", "--figure=folder.json"], "folder.json: Is a directory"),
    ],
)
def test_a_bad_request_for_regions(call, absolute, monkeypatch, words, said):
    monkeypatch.chdir(absolute.parent)
    (absolute.parent / "folder.json").mkdir()
    (absolute.parent / "float.json").write_text(
        '{"point": [0.5, 0], "directions": [[1, 0], [0, 1]]}'
    )
    (absolute.parent / "short.json").write_text('{"point": ["0"], "directions": [["1"]]}')
    before = sorted(os.listdir(absolute.parent))
    code, out, err = call("regions", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("relu-proofs: ")
    assert said in err
    assert sorted(os.listdir(absolute.parent)) == before


@pytest.mark.parametrize("verb", ["affine", "units"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.json", "--box=0,1"], "none.json: No such file or directory"),
        (["net.pt", "--box=0,1"], "net.pt: found a pickle"),
        (["float.json", "--box=0,1"], "float.json: layers[0].weight[0][0]: found the literal 0.5"),
        (["net.json", "--box=1,0"], "box"),
        (["net.json", "--box=0,1", "--max-mb=0"], "0 MB"),
        (["net.json", "--data=none.csv"], "none.csv: No such file or directory"),
        (
            ["net.json", "--data=net.json"],
            "net.json: found the ending '.json', expected .csv or .npy",
        ),
        (["net.json", "--data=nan.csv"], "nan.csv: line 2[1]: found 'nan'"),
        (["net.json", "--data=object.npy"], "object.npy: the array: found values of type '|O'"),
        (["net.json", "--data=wide.csv"], "3"),
        (["net.json", "--data=empty.csv"], "no numbers"),
        (["net.json", "--box=0,1", "-o", "none/c.json"], "none/c.json: No such file or directory"),
    ],
)
def test_a_bad_request_for_a_verdict(call, absolute, monkeypatch, verb, words, said):
    monkeypatch.chdir(absolute.parent)
    for name, content in {
        "net.pt": b"",
        "empty.csv": b"",
        "nan.csv": b"x,y\n1,nan\n",
        "wide.csv": b"1,2,3\n",
        "object.npy": npy([[None]]),
        "float.json": absolute.read_bytes().replace(b'"1"', b"0.5", 1),
    }.items():
        Path(name).write_bytes(content)
    before = sorted(os.listdir())
    code, out, err = call(verb, *words, *([] if "-o" in words else ["-o", "c.json"]))
    assert (code, out) == (2, "")
    assert err.count("\n") == (4 if "pickle" in said else 1)
    assert err.startswith("relu-proofs: ")
    assert said in err
    assert sorted(os.listdir()) == before


def test_layers_reach_the_reader(call, tmp_path):
    arrays = {"fc1.weight": [[1.0, -1], [-1, 1]], "out.weight": [[1.0, 1]]}
    np.savez(tmp_path / "net.npz", **arrays)
    code, out, _ = call("regions", tmp_path / "net.npz", "--layers=fc1,out", "--box=-1,1", "--json")
    assert (code, json.loads(out)["regions"]) == (0, 2)


# ---- affine and units ---------------------------------------------------------------------------

NETWORK = (
    '{"format": "relu-network/1", "layers": [{"weight": [["1", "-1"], ["-1", "1"]], '
    '"bias": ["0", "0"]}, {"weight": [["1", "1"]], "bias": ["0"]}]}'
)  # |x1 - x2|


@pytest.fixture
def fold(tmp_path):
    (tmp_path / "fold.json").write_text(NETWORK)
    (tmp_path / "rows.csv").write_text("a,b\n1,0\n2,0\n3,1\n4,2.5\n")
    return tmp_path / "fold.json"


@pytest.mark.parametrize(
    "domain, verdict",
    [("--box=-1,1", "not-affine"), ("--box=0,1;2,3", "affine"), ("--space", "not-affine")],
)
def test_affine_answers_and_writes_what_the_checker_accepts(call, fold, domain, verdict):
    output = fold.parent / "out.json"
    code, out, err = call("affine", fold, domain, "--json", "-o", output)
    answer = json.loads(out)
    assert (code, err, answer["verdict"], answer["output"]) == (0, "", verdict, str(output))
    assert check(output.read_text())["kind"] == answer["certificate"]
    assert (answer["map"] is None) == (verdict == "not-affine")
    assert verdict.startswith("not") == ("not affine" in call("affine", fold, domain)[1])


def test_affine_of_data_is_the_verdict_on_the_hull(call, fold):
    code, out, _ = call("affine", fold, f"--data={fold.parent / 'rows.csv'}", "--json")
    answer = json.loads(out)
    assert (code, answer["verdict"]) == (0, "affine")
    assert [answer[name]["verdict"] for name in ("rows", "hull", "box")] == [
        "affine",
        "affine",
        "not-affine",
    ]
    assert answer["best"] == {
        "U": [["1", "-1"]],
        "c": ["0"],
        "residuals": [["0"]] * 4,
        "r_squared": ["1"],
    }
    assert "R^2" in call("affine", fold, f"--data={fold.parent / 'rows.csv'}")[1]


def test_undecided_is_exit_code_3_and_writes_nothing(call, tmp_path):
    network = tmp_path / "net.json"
    network.write_text(
        json.dumps(
            {
                "format": "relu-network/1",
                "layers": [
                    {"weight": [["1"], ["-1"]], "bias": ["0", "0"]},
                    {"weight": [["1", "1"], ["1", "0"], ["0", "1"]], "bias": ["0", "0", "0"]},
                    {"weight": [["1", "-1", "-1"]], "bias": ["0"]},
                ],
            }
        )
    )  # r(|x|) - r(r(x)) - r(r(-x)) = 0
    code, out, _ = call(
        "affine", network, "--box=-3,3", "--budget=1", "-o", tmp_path / "no.json", "--json"
    )
    assert (code, json.loads(out)["output"]) == (3, None) and not (tmp_path / "no.json").exists()
    assert call("affine", network, "--box=-3,3")[0] == 0


def test_units_says_what_each_is_and_how_it_is_known(call, fold):
    output = fold.parent / "units.json"
    code, out, _ = call("units", fold, "--box=0,1;2,3", "--json", "-o", output)
    assert (code, json.loads(out)["units"]) == (
        0,
        [
            {"layer": 0, "unit": 0, "state": "off", "by": "interval"},
            {"layer": 0, "unit": 1, "state": "on", "by": "interval"},
        ],
    )
    assert check(output.read_text())["kind"] == "unit-sign"
    code, out, _ = call("units", fold, f"--data={fold.parent / 'rows.csv'}")
    assert (code, out) == (0, "layer 0 unit 0: on (rows)\nlayer 0 unit 1: off (rows)\n")


@pytest.mark.parametrize("rows", ["", "a,b\n", "1,2\n3\n", "1,2,3\n", "1,nan\n", "1,x\n2,3\n"])
@pytest.mark.parametrize("verb", ["affine", "units"])
def test_bad_rows_are_one_line_and_exit_code_2(call, fold, verb, rows):
    (fold.parent / "bad.csv").write_text(rows)
    code, out, err = call(verb, fold, f"--data={fold.parent / 'bad.csv'}")
    assert (code, out, err.count("\n")) == (2, "", 1) and err.startswith("relu-proofs: ")


@pytest.mark.parametrize("box", ["", "1", "1,0", "0,0", "0,1;0,1;0,1", "0,inf", "a,b"])
@pytest.mark.parametrize("verb", ["affine", "units"])
def test_a_bad_box_is_one_line_and_exit_code_2(call, fold, verb, box):
    code, out, err = call(verb, fold, f"--box={box}")
    assert (code, out, err.count("\n")) == (2, "", 1)
