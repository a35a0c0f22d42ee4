"""Files that are written: never over one that is read, never two in one place, all or none."""

import os
from pathlib import Path

import pytest

from relu_proofs import Network, write_network

BOX = "--box=-1,1"
ROWS = "--data=rows.csv"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["affine", "net.json", BOX, "-o", "net.json"], "NETWORK and -o"),
        (["affine", "net.json", BOX, "-o", "link.json"], "NETWORK and -o"),
        (["affine", "net.json", ROWS, "-o", "./rows.csv"], "--data and -o"),
        (["units", "net.json", "--box=@box.csv", "-o", "box.csv"], "--box and -o"),
        (["units", "net.json", "--around=@rows.csv:1", "--radius=1", "-o", "rows.csv"], "--around"),
        (["at", "net.json", "--point=@rows.csv:1", "-o", "rows.csv"], "--point and -o"),
        (["simplify", "net.json", BOX, "-o", "net.json"], "NETWORK and -o"),
        (["simplify", "net.json", BOX, "--certificate=net.json"], "NETWORK and --certificate"),
        (["regions", "net.json", BOX, "--csv=net.json"], "NETWORK and --csv"),
        (["regions", "net.json", BOX, "--slice=plane.json", "-o", "plane.json"], "--slice and -o"),
        (["regions", "net.json", BOX, "--csv=a.svg", "--figure=a.svg"], "--figure and --csv"),
        (["regions", "net.json", BOX, "-o", "a.csv", "--csv=a.csv"], "-o and --csv"),
    ],
)
def test_a_file_that_is_read_or_written_already(call, folder, words, said):
    Path("box.csv").write_text("-1,1\n-1,1\n")
    os.symlink("net.json", "link.json")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    code, out, err = call(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err and "found the same file, expected two" in err
    assert before == {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("option", ["-o", "--csv", "--figure"])
def test_a_file_needs_a_name(call, folder, option):
    code, out, err = call("regions", "net.json", BOX, option, "")
    assert (code, out) == (2, "") and err.startswith(f"relu-proofs: {option}: found ")


def test_a_figure_is_svg(call, folder):
    code, out, err = call("regions", "net.json", BOX, "--figure=a.png")
    assert (code, out) == (2, "")
    assert err == "relu-proofs: --figure: a.png: found the ending '.png', expected .svg\n"
    assert not Path("a.png").exists()


def test_files_of_regions_are_written_all_or_none(call, folder, monkeypatch):
    def full(*_):
        raise MemoryError

    monkeypatch.setattr("relu_proofs.command.regions.as_csv", full)
    code, *_ = call("regions", "net.json", BOX, "--figure=a.svg", "--csv=a.csv", "-o", "c.json")
    assert code == 2
    assert not {"a.svg", "a.csv", "c.json"}.intersection(os.listdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["at", "net.json", "--point=0,0"], "none, no box around the point has this pattern"),
        (["units", "flat.json", BOX], "none, no unit is decided"),
        (["affine", "net.json", BOX, "--seconds=1e-9"], "none, the answer is open"),
    ],
)
def test_a_certificate_that_is_not_written_is_said(call, folder, words, said):
    write_network(Network.affine([[1, 2]], [0]), "flat.json")
    _, out, _ = call(*words, "-o", "c.json")
    assert out.splitlines()[-1] == f"certificate: {said}"
    assert not Path("c.json").exists()


def test_a_name_that_is_no_text_stays_on_its_line(call, folder):
    code, out, _ = call("regions", "net.json", BOX, "-o", "a\nb.json")
    assert code == 0 and "certificate written to a\\nb.json, " in out


def test_a_name_that_no_file_can_have(call):
    code, out, said = call("read", "a\0b.json")
    assert (code, out) == (2, "") and "a\\x00b.json: embedded null" in said
