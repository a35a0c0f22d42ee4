"""Slips of the hand: an option twice, a minus after a blank; and what is no slip."""

from pathlib import Path

import pytest

import relu_proofs

CERTIFICATES = Path(__file__).parents[1] / "certificates"
GOOD = CERTIFICATES / "valid" / "four-cases-are-not-one.json"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["said", "--thread=0", "--thread=1"], "argument --thread: found twice, expected once"),
        (["check", "--max-mb=1", "a.json", "--max-mb", "2"], "argument --max-mb: found twice"),
        (["affine", "a.json", "--box=-1,1", "--box=0,1"], "argument --box: found twice"),
        (["affine", "a.json", "--box", "-1,1"], "stands behind an equals sign: --box=-1,1"),
    ],
)
def test_a_slip_is_named(call, capsys, words, said):
    with pytest.raises(SystemExit) as caught:
        call(*words)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_several_files_and_each_option_once_are_no_slip(call, tmp_path):
    (tmp_path / "a.json").write_text(GOOD.read_text())
    code, out, err = call("check", "--max-mb=1", "--max-work=9", *[tmp_path / "a.json"] * 2)
    assert (code, out.count("accepted"), err) == (0, 2, "")


def test_the_version_is_said(call, capsys):
    with pytest.raises(SystemExit) as caught:
        call("--version")
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"relu-proofs {relu_proofs.__version__}\n"
