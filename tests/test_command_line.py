"""The command line about claims and certificates, and the checker alone; bad input is one line.

The verbs about networks are tested in `tests/command`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relu_proofs import CLAIMS, __main__, check, checker
from relu_proofs.command import check as check_verb

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
    assert all(set(row) == {"id", "standing", "sentence", "page", "hence"} for row in rows)
    text = call("claims")[1]
    assert all(row["sentence"] in text for row in rows)
    seconds = [row["hence"] for row in rows if row["hence"]]
    assert len(seconds) == sum(claim.hence is not None for claim in CLAIMS.values())
    assert all(
        f"    hence {second['sentence']} [{second['standing']}]" in text for second in seconds
    )


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

    monkeypatch.setattr(check_verb, "check_file", interrupted)
    assert call("check", "a.json") == (130, "", "relu-proofs: interrupted\n")


def test_an_interruption_while_a_verb_is_loaded_is_one_line(call, monkeypatch):
    """The claims take a second to load."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("relu_proofs.command.importlib.import_module", interrupted)
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
    "broken": ("{", "line 1: found {, expected canonical JSON"),
    "empty": ("", "expected a whole text"),
    "spaces": (GOOD.replace("\n", "\n "), "line 2: expected an indent of 2 spaces"),
    "order": (
        json.dumps(dict(reversed(json.loads(GOOD).items())), indent=2) + "\n",
        "expected names in increasing order",
    ),
    "no-newline": (GOOD[:-1], "found }, expected canonical JSON"),
    "utf16": (GOOD.encode("utf-16"), "certificate: found UTF-16, expected ASCII text"),
    "utf8-mark": (GOOD.encode("utf-8-sig"), "certificate: found a mark of UTF-8, expected ASCII"),
    "bytes": (bytes(range(256)), "certificate: found byte 128, expected ASCII text"),
    "ragged": (
        weights([["1", "1"], ["1"]], "00"),
        "statement.network.layers[0].weight: expected rows of one length",
    ),
    "bias": (weights([["1", "1"]], "00"), "statement.network.layers[0].bias: found a list of 2"),
    "chain": (
        changed(layers=[{"weight": [["1", "1"]], "bias": ["0"]}] * 2),
        "statement.network.layers[1].weight[0]: found a list of 2, expected 1 items",
    ),
    "empty-layers": (changed(layers=[]), "statement.network.layers: found a list of 0"),
    "empty-weight": (weights([[]]), "statement.network.layers[0].weight[0]: found a list of 0"),
    "nan-text": (weights([["nan", "1"]]), "statement.network.layers[0].weight[0][0]: found nan"),
    "float": (
        LITERAL.replace('"7"', "0.5", 1),
        "found 0.5,, expected canonical JSON, numbers as text",
    ),
    "nan": (LITERAL.replace('"7"', "NaN", 1), "found NaN,"),
    "infinity": (LITERAL.replace('"7"', "-Infinity", 1), "found -Infinity,"),
    "integer": (LITERAL.replace('"7"', "7", 1), "layers[0].weight[0][0]: found 7, expected"),
    "terms": (weights([["2/4", "1"]]), "layers[0].weight[0][0]: found 2/4, expected lowest terms"),
    "long": (weights([["7" * 200_000, "1"]]), "weight[0][0]: expected at most 4000 digits"),
    "long-integer": (LITERAL.replace('"7"', "7" * 200_000, 1), "expected canonical JSON"),
    "deep": ("[" * 100_000 + "]" * 100_000, "expected canonical JSON"),
    "deep-inside": (
        GOOD.replace('"0"', "[" * 100_000 + "]" * 100_000, 1),
        "expected canonical JSON",
    ),
    "large": (GOOD + " " * (2 << 20), "expected at most 1 MB (--max-mb)"),
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
        (
            b'{"format": "relu-network/1", "layers": 0.5}',
            'found {"format": "relu-network/1", "layers": 0.5}',
        ),
        ("{}".encode("utf-16"), "two.network.json: found UTF-16, expected ASCII text"),
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
        (".", "found a folder, expected a file"),
        ("none/c.json", "No such file or directory"),
    ],
)
def test_what_is_not_a_file(call, tmp_path, name, said):
    code, out, err = call("check", tmp_path / name)
    assert (code, out, err) == (2, "", f"{tmp_path / name}: malformed: {said}\n")


def test_a_file_without_a_name(call):
    """As of a variable of the shell that is empty; it was taken for the folder of the call."""
    assert call("check", "") == (2, "", ": malformed: file: expected its name\n")


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
        (["lie.json", "none.json"], "none.json: malformed: No such"),
        (["."], ".: malformed: found a folder, expected a file"),
        ([], "usage: "),
        (["--max-mb=0", "good.json"], "good.json: malformed: "),
        (["--max-mb=999999999", "utf16.json"], "found UTF-16"),
    ):
        code, _, err = alone(*words)
        assert code == 2
        assert said in err
        assert "Traceback" not in err
