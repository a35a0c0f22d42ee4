"""Whatever the arguments are, the command ends in an answer or in one clear line."""

import contextlib
import io
import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relu_proofs import __main__
from relu_proofs.command import VERBS

FILES = ["net.json", "net.npz", "rows.csv", "index.csv", "plane.json", "folder.json", "pipe.json"]
FILES += ["none.json", "net.pt", "float.json", "", ".", "/dev/null", "a\nb.json", "é\udc80.csv"]
FILES += ["c.json", "f.svg", "s.npz", "s.onnx", "none/c.json", "-", "--", "a\0b.json"]
BOX_FILES = ["@rows.csv", "@box.json", "@prop.vnnlib", "@", "@none.csv", "@pipe.csv", "rows.csv"]
WORDS = {
    "--around": ["0,1", "1", "", "@rows.csv:1", "@rows.csv:9", "@rows.csv", "@rows.csv:", "@:0"],
    "--radius": ["1", "0.1", "1/3", "0", "-1", "x", "", "1e9999"],
    "--separator": ["comma", ";", "tab", "blanks", "x", ""],
    "--decimal": ["point", ",", "x", ""],
    "--columns": ["a,b", "0,1", "b,a", "0", "", ",", "-1", "x", '"', "9" * 5000],
    "--drop": ["a", "0", "0,1", "", "x"],
    "--box": [
        *BOX_FILES,
        "data",
        "0,1",
        "-1,1",
        "0,1;2,3",
        "1,0",
        "",
        ";",
        ",",
        "0,inf",
        "1/0,2",
        "0,1e9999",
        "é,1",
    ],
    "--data": FILES,
    "--slice": FILES,
    "--figure": FILES,
    "--layers": ["0,2", "fc1", "", ",", "relu", "0,relu,2", "0:prelu", ":", "W0"],
    "--outside": ["0", "", "relu", "b0"],
    "--eps": ["1e-5", "0", "-1", "x", "", "1/0"],
    "--header": ["yes", "no", "maybe", ""],
    "--budget": ["1", "12", "0", "-1", "x", "9" * 5000, "²", "1.5", ""],
    "--max-work": ["1", "125", "0", "-1", "x", "9" * 30, ""],
    "--up-to": ["y", ""],
    "--max-mb": ["1", "64", "0", "-1", "x", "9" * 30, "9" * 5000, ""],
    "--point": ["0,1", "-1,1/2", "0", "", ",", "x,1", "1/0,2", "0,1e9999", "0,1,2", "é,1"],
    "--thread": ["0", "1", "2", "x"],
    "--certificate": FILES,
    "--rounded": ["float32", "float64", "float16", ""],
}
FLAGS = ["--json", "--no-check", "--space", "--all", "-o", "--help", "-x", "--", "--max", "--verb"]


@st.composite
def arguments(draw):
    """A verb as a rule, files as a rule, options that fit and others."""
    options = st.one_of(
        st.sampled_from(sorted(WORDS)).flatmap(
            lambda name: st.sampled_from(WORDS[name]).map(lambda value: [f"{name}={value}"])
        ),
        st.sampled_from(FLAGS).map(lambda flag: [flag]),
        st.sampled_from(FILES).map(lambda name: ["-o", name]),
        st.sampled_from(FILES).map(lambda name: [name]),
        st.text(max_size=5).map(lambda word: [word]),
    )
    words = [draw(st.sampled_from([*VERBS, "", "no-such-verb"]))]
    words += draw(st.sampled_from([["net.json"], ["net.npz"], ["net.json", "--box=0,1"], []]))
    for option in draw(st.lists(options, max_size=4)):
        words += option
    return words


def outcome(words):
    """The exit code, and what was written to standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = __main__.main(words)
        except SystemExit as left:  # a wrong call, or --help
            code = left.code
    return code, out.getvalue(), err.getvalue()


def fuzz(folder, examples):
    Path("box.json").write_text("[[0, 0.5], [0, 1]]")
    Path("prop.vnnlib").write_text(
        "(declare-const X_0 Real)(declare-const X_1 Real)(assert (and (<= X_0 1) (>= X_0 0)))"
        "(assert (= X_1 2))"
    )
    np.savez("net.npz", W0=np.eye(2), b0=np.zeros(2), W1=np.ones((1, 2)))
    kept = set(os.listdir()) | {"c.json", "f.svg", "-", "--"}
    devices = os.stat("/dev/null")

    @given(arguments())
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    def run(words):
        code, out, err = outcome(words)
        assert code in (0, 1, 2, 3)
        if code == 2 and not err.startswith("usage: ") and "check" not in words:
            *_, last = lines = err.splitlines()
            assert last.startswith("relu-proofs: ") or "pickle" in err
            assert all(line.startswith("note: ") for line in lines[:-1]) or "pickle" in err
            assert out == ""
        for name in set(os.listdir()) - kept:
            assert Path(name).is_file()  # what -o named, whole
        assert not any(name.startswith(".relu-proofs-") for name in os.listdir())

    run()
    assert os.stat("/dev/null").st_rdev == devices.st_rdev


@pytest.mark.usefixtures("places")
def test_any_arguments_end_in_an_answer_or_one_line(tmp_path):
    fuzz(tmp_path, 150)


@pytest.mark.slow
@pytest.mark.usefixtures("places")
def test_many_arguments_end_in_an_answer_or_one_line(tmp_path):
    fuzz(tmp_path, 3000)


NUMBERS = ["0", "1", "-1", "1/3", "-2/7", "1e1900", "-1e-1900", "1e-17", str(2**61 - 1)]
QUESTIONS = [
    ["affine", "--space"],
    ["affine", "--box=-1,1"],
    ["affine", "--box=1e1900,2e1900"],
    ["affine", "--data=numbers.csv", "--header=no"],
    ["units", "--box=-1,1"],
    ["units", "--data=numbers.csv", "--header=no"],
    ["at", "--point=1/3,-1e1900"],
    ["at", "--point=-2"],
    ["regions", "--box=-1,1"],
    ["regions", "--box=0,1e-1900", "--no-check"],
]


@st.composite
def networks(draw):
    """A network of one or two inputs with numbers of every size, and rows of data for it."""
    widths = draw(st.lists(st.integers(1, 2), min_size=3, max_size=4))
    number = st.sampled_from(NUMBERS)

    def rows(count, width):
        return draw(
            st.lists(
                st.lists(number, min_size=width, max_size=width), min_size=count, max_size=count
            )
        )

    layers = [
        {"weight": rows(after, before), "bias": rows(1, after)[0]}
        for before, after in zip(widths, widths[1:])
    ]
    return {"format": "relu-network/1", "layers": layers}, rows(draw(st.integers(1, 4)), widths[0])


@given(networks(), st.sampled_from(QUESTIONS))
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
def test_any_numbers_end_in_an_answer_or_one_line(folder, asked, question):
    network, rows = asked
    Path("numbers.json").write_text(json.dumps(network))
    Path("numbers.csv").write_text("".join(",".join(row) + "\n" for row in rows))
    verb, *domain = question
    code, out, err = outcome([verb, "numbers.json", *domain, "--json"])
    if code == 2:
        assert out == "" and err.count("\n") == 1 and err.startswith("relu-proofs: ")
    else:
        assert code in (0, 3)
        assert json.loads(out)["checked"] is ("--no-check" not in domain) or code == 3
