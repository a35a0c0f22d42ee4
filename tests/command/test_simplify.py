"""The verb `simplify`: the smaller network in a file, its certificate, and what is said of both."""

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from relu_proofs import Network, check, read_network, write_network
from relu_proofs.command import answers
from relu_proofs.core.certificate import network_json
from relu_proofs.io.read import read

# off, on one crease, always on; then two units of which one is a copy
MIXED = Network(
    [
        ([[1], [1], [2], [1]], [0, -2, 0, 8]),
        ([[1, 1, 1, 4], [2, 2, 2, 8]], [-32, -64]),
        ([[1, -1]], [0]),
    ]
)
THIRD = Network([([[1], [3], [1]], [0, 0, -2]), ([["1/7", "1/5", 1]], [0])])


@pytest.fixture
def small(folder):
    """The folder with networks of which something can go on [-1, 1]."""
    write_network(MIXED, "mixed.json")
    write_network(THIRD, "third.json")
    return folder


def proved(name, given, found):
    """Whether a certificate says that two networks are equal, and the checker accepts it."""
    statement = check(Path(name).read_text())
    zero = {"U": [["0"] * given.inputs] * given.outputs, "c": ["0"] * given.outputs}
    difference = network_json(given.minus(found))
    expected = {"kind": "affine-on", "network": difference, **zero}
    return expected.items() <= statement.items()


@pytest.mark.parametrize("ending", [".json", ".npz", ".onnx"])
def test_the_smaller_network_and_its_certificate_are_written(call, small, ending):
    words = ["simplify", "mixed.json", "--box=-1,1", f"-osmall{ending}", "--certificate=same.json"]
    code, out, err = call(*words)
    kind = "relu-network/1" if ending == ".json" else "float32"
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "3 of 6 ReLU units removed; on the whole box the function is the same, exactly",
        "layer 0: 2 of 4 units: 1 off (1); "
        "1 merged into another unit with the same bend (2 into 0)",
        "layer 1: 1 of 2 units: 1 merged into another unit with the same bend (1 into 0)",
        "before: 1-4-2-1 (6 ReLU units, 21 weights and biases)",
        "after: 1-2-1-1 (3 ReLU units, 9 weights and biases)",
        f"network: small{ending} ({kind}, exact)",
        "certificate: same.json",
    ]
    found = read_network(f"small{ending}")
    assert found.widths == (2, 1) and proved("same.json", MIXED, found)
    assert all(found(x) == MIXED(x) for x in (-1, Fraction(1, 3), 1))


def test_units_that_cancel_are_said(call, small):
    units = Network([([[1], [2], [1]], [0, 0, "-1/2"]), ([[2, -1, 1]], [0])])  # 2r(x) - r(2x) is 0
    write_network(units, "cancel.json")
    code, out, err = call("simplify", "cancel.json", "--box=-1,1")
    assert (code, err) == (0, "")
    assert "layer 0: 2 of 3 units: 2 cancelled, by each other or by what follows (0, 1)\n" in out


def test_the_answer_for_machines(call, small):
    words = ["simplify", "third.json", "--box=-1,1", "--json"]
    code, out, err = call(*words, "-o", "s.json", "--certificate=c.json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "finished": True,
        "more": False,
        "removed": [
            {"layer": 0, "unit": 1, "reason": "same crease as unit 0"},
            {"layer": 0, "unit": 2, "reason": "off"},
        ],
        "before": {
            "inputs": 1,
            "widths": [3],
            "passing": [0],
            "outputs": 1,
            "units": 3,
            "numbers": 10,
        },
        "after": {
            "inputs": 1,
            "widths": [1],
            "passing": [0],
            "outputs": 1,
            "units": 1,
            "numbers": 4,
        },
        "numbers": "relu-network/1",
        "rounded": 0,
        "output": "s.json",
        "certificate": "c.json",
        "checked": True,
        "notes": [],
    }
    answer = json.loads(call(*words, "--no-check")[1])
    assert (answer["output"], answer["certificate"], answer["checked"]) == (None, None, False)


def test_rounded_numbers_are_asked_for_and_said(call, small):
    words = ["simplify", "third.json", "--box=-1,1"]
    code, out, err = call(*words, "-o", "s.onnx", "--certificate=c.json")
    assert (code, out) == (2, "")
    assert err.startswith("relu-proofs: -o: s.onnx: found layers[1].weight[0][0] = 26/35, which is")
    assert not os.path.exists("s.onnx") and not os.path.exists("c.json")
    code, out, err = call(*words, "-o", "s.onnx", "--certificate=c.json", "--rounded=float64")
    assert (code, err) == (0, "")
    assert (
        "network: s.onnx (float64, 1 number rounded, by at most ~2.53765E-17; the certificate is "
        "of the exact network, which .json holds)\n"
    ) in out
    exactly = Network([([[1]], [0]), ([["26/35"]], [0])])
    assert proved("c.json", THIRD, exactly)
    assert read_network("s.onnx") == Network([([[1]], [0]), ([[26 / 35]], [0])])


def test_values_that_are_passed_on_need_a_format_that_says_so(call, small):
    layers = [([[1], [1], [1]], [0, -2, 0]), ([[1, 1, 1]], [0])]
    write_network(Network(layers, relu=[[True, True, False]]), "skip.json")
    words = ["simplify", "skip.json", "--box=-1,1"]
    code, out, _ = call(*words, "-o", "s.json")
    assert code == 0
    assert "\nafter: 1-2-1 (1 ReLU unit, 1 value passed on, 7 weights and biases)\n" in out
    assert "network: s.json (relu-network/2, exact)\n" in out
    assert read_network("s.json").relu == ((True, False),)
    code, out, err = call(*words, "-o", "s.npz")
    assert (code, out) == (2, "")
    assert "-o: s.npz: layer 0: found a value that is passed on without a ReLU (row 1)" in err
    assert not os.path.exists("s.npz")
    assert call(*words, "-o", "s.onnx")[0] == 0
    found = read("s.onnx").network
    assert [found(x) for x in (-1, 0, 1)] == [read_network("skip.json")(x) for x in (-1, 0, 1)]


def test_an_affine_network_needs_no_units(call, folder):
    code, out, _ = call("simplify", "net.json", "--box=0,1;2,3")
    assert (code, out.splitlines()[1]) == (
        0,
        "layer 0: 2 of 2 units: 2 not needed, the network is affine there (0, 1)",
    )
    assert out.splitlines()[3:] == [
        "after: 2-1 (0 ReLU units, 3 weights and biases)",
        "network: not written (-o FILE writes it)",
        "certificate: not written (--certificate=FILE writes it)",
    ]


def test_the_domain_may_lie_around_an_input_or_around_rows(call, folder):
    Path("far.csv").write_text("a,b\n1,3\n2,4\n")
    words = ["simplify", "net.json", "--certificate=c.json"]
    for domain, said in (
        (["--around=1,3", "--radius=1/2"], ""),
        (["--box=data", "--data=far.csv"], "note: the bounding box of 2 rows: 1,2;3,4\n"),
    ):
        code, out, err = call(*words, *domain)
        assert (code, err) == (0, said) and out.startswith("2 of 2 ReLU units removed; ")
        assert check(Path("c.json").read_text())["domain"]["type"] == "box"
    code, out, err = call(*words, "--data=far.csv")
    assert (code, out) == (2, "") and "--data: expected with --box=data; found no domain" in err


def test_where_nothing_can_go_the_network_is_written_as_it_is(call, folder):
    code, out, err = call("simplify", "net.json", "--space", "-o", "s.npz", "--certificate=c.json")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "for all inputs: no ReLU unit was found that can go",
        "size: 2-2-1 (2 ReLU units, 9 weights and biases)",
        "network: s.npz (float32, exact)",
        "certificate: none, the network is the same",
    ]
    assert read_network("s.npz") == read_network("net.json")
    assert not os.path.exists("c.json")


def test_without_time_nothing_is_written(call, small):
    words = ["simplify", "mixed.json", "--box=-1,1", "-o", "s.json", "--certificate=c.json"]
    before = sorted(os.listdir())
    code, out, _ = call(*words, "--seconds=1e-9")
    assert code == 3 and sorted(os.listdir()) == before
    assert out == "undecided: the time was over before anything was proved; nothing is written\n"
    answer = json.loads(call(*words, "--seconds=1e-9", "--json")[1])
    assert (answer["finished"], answer["removed"], answer["output"]) == (False, [], None)


def test_what_more_cells_might_remove_is_said(call, folder):
    """The second layer's unit is off: |x| - 2 <= 0, which takes the cells of the kink of |x|."""
    layers = [([[1], [-1]], [0, 0]), ([[1, 1], [1, 1]], [-2, 0]), ([[1, 1]], [0])]
    write_network(Network(layers), "behind.json")
    words = ["simplify", "behind.json", "--box=-1,1"]
    out = call(*words)[1]
    assert (
        "layer 1: 2 of 2 units: 1 off (0); 1 always on, merged into the next layer (1)\n" in out
        and "more may go" not in out
    )
    code, out, _ = call(*words, "--budget=1")
    assert code == 0 and "no ReLU unit was found that can go" in out
    assert "more may go: of the units behind others that switch those are kept whose proof" in out
    assert json.loads(call(*words, "--budget=1", "--json")[1])["more"] is True


@pytest.mark.parametrize("said", ["Refused", "Malformed"])
def test_nothing_is_written_that_the_checker_refuses(call, small, monkeypatch, said):
    def refuse(text, **_):
        raise getattr(answers, said)("no")

    monkeypatch.setattr(answers, "check", refuse)
    before = sorted(os.listdir())
    words = ["simplify", "mixed.json", "--box=-1,1", "-o", "s.json", "--certificate=c.json"]
    code, out, err = call(*words)
    assert (code, out) == (1 if said == "Refused" else 2, "")
    assert sorted(os.listdir()) == before
    code, out, err = call(*words, "--no-check")
    assert code == 0 and "not checked (--no-check)" in out


BAD = [
    (["-o", "s.pt"], "-o: s.pt: found the ending '.pt', expected one of .json, .npz, .onnx"),
    (["-o", "s"], "-o: s: found the ending '', expected one of .json, .npz, .onnx"),
    (["-o", "none/s.json"], "none/s.json: No such file or directory"),
    (["-o", "folder.json"], "folder.json: Is a directory"),
    (["--certificate=none/c.json"], "--certificate: none/c.json: No such file or directory"),
    (["-o", "s.json", "--certificate=./s.json"], "-o and --certificate: found the same file"),
    (["--rounded=float32"], "--rounded: expected only with -o FILE.npz or -o FILE.onnx"),
    (["-o", "s.json", "--rounded=float32"], "--rounded: expected only with -o FILE.npz"),
]


@pytest.mark.parametrize(("words", "said"), BAD)
def test_a_bad_request_is_one_line_and_leaves_no_file(call, small, words, said):
    before = sorted(os.listdir())
    code, out, err = call("simplify", "mixed.json", "--box=-1,1", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("relu-proofs: ") and said in err
    assert sorted(os.listdir()) == before


def test_a_second_file_that_fails_takes_the_first_one_along(call, small, monkeypatch):
    """A folder that vanishes after it was looked at."""
    (small / "gone").mkdir()
    found = answers.check

    def slow(*arguments, **options):
        (small / "gone").rmdir()
        return found(*arguments, **options)

    monkeypatch.setattr(answers, "check", slow)
    words = ["simplify", "mixed.json", "--box=-1,1", "-o", "s.json", "--certificate=gone/c.json"]
    code, out, err = call(*words)
    assert (code, out) == (2, "") and "gone/c.json: No such file" in err
    assert not os.path.exists("s.json")
