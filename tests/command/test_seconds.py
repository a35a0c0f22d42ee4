"""``--seconds`` and Ctrl-C: what was found until then is answered, what is open is named."""

import json
import signal
from pathlib import Path

import pytest

from relu_proofs import check
from relu_proofs.command import search
from relu_proofs.core.clock import tick
from relu_proofs.decide import on_data, units
from relu_proofs.decide.tree import Budget
from tests.io.samples import DATA

ZERO = [
    {"weight": [["1"], ["-1"]], "bias": ["0", "0"]},
    {"weight": [["1", "1"], ["1", "0"], ["0", "1"]], "bias": ["0", "0", "0"]},
    {"weight": [["1", "-1", "-1"]], "bias": ["0"]},
]  # r(|x|) - r(r(x)) - r(r(-x)) = 0

NO_TIME = "--seconds=1e-9"


@pytest.fixture
def deep(folder):
    Path("deep.json").write_text(json.dumps({"format": "relu-network/1", "layers": ZERO}))


@pytest.fixture(autouse=True)
def ctrl_c():
    """Ctrl-C does what it does at a keyboard; whoever runs tests in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupting(function, times=1):
    """The function, after as many Ctrl-C before it."""

    def called(*arguments):
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        return function(*arguments)

    return called


def test_the_case_of_rows_of_a_sine(call):
    words = ["affine", DATA / "sin_trailing_relu.onnx", f"--data={DATA / 'sin_400.csv'}", "--json"]
    code, out, _ = call(*words)
    answer = json.loads(out)
    assert (code, answer["verdict"], answer["map"]) == (0, "affine", {"U": [["0"]], "c": ["0"]})
    assert answer["tried"].startswith("on the bounding box, exact, by looking at")
    assert all(answer[name]["checked"] for name in ("rows", "hull", "box"))


def test_the_case_of_a_dead_output_is_answered_when_the_time_is_over(call):
    words = ["affine", DATA / "dead_keras.npz", f"--data={DATA / 'dead_100.csv'}"]
    code, out, _ = call(*words, "--seconds=3")
    assert out.startswith("at the rows: constant (exact, by linear algebra)")
    assert "on the bounding box of the rows: not affine" in out and "on the convex hull" in out
    assert code == (3 if "between them: undecided (the time was over after" in out else 0)


def test_without_time_the_rows_the_hull_and_the_box_are_undecided(call, folder):
    code, out, err = call("affine", "net.json", "--data=rows.csv", NO_TIME)
    assert (code, err) == (3, "")
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "at the rows",
        "on the convex hull of the rows, all that lies between them",
        "on the bounding box of the rows",
    ]
    assert out.count("undecided (the time was over") == 3
    answer = json.loads(call("affine", "net.json", "--data=rows.csv", NO_TIME, "--json")[1])
    assert (answer["verdict"], answer["best"], answer["checked"]) == ("undecided", None, False)
    assert {answer[name]["verdict"] for name in ("rows", "hull", "box")} == {"undecided"}


def test_with_time_enough_seconds_change_nothing(call, folder, deep):
    for words in (
        ["affine", "net.json", "--data=rows.csv", "--json"],
        ["affine", "deep.json", "--box=-3,3", "--json"],
        ["units", "net.json", "--box=-1,1", "--json"],
        ["regions", "net.json", "--box=-1,1", "--json"],
    ):
        assert call(*words, "--seconds=3600") == call(*words)


def test_what_the_rows_say_is_answered_before_the_time_is_over(call, folder, monkeypatch):
    def late(*arguments):
        tick()
        raise AssertionError("the clock goes on")

    stopped = interrupting(late)
    monkeypatch.setattr(on_data, "by_the_rows", lambda *_: None)
    monkeypatch.setattr("relu_proofs.decide.convex.grow", stopped)
    code, out, err = call("affine", "net.json", "--data=rows.csv", "-o", "c.json")
    assert code == 3 and not Path("c.json").exists()
    assert err == "relu-proofs: interrupted, answering with what was found\n"
    assert out.startswith(
        "at the rows: linear (exact, by linear algebra)\n    output 0: linear, U = (a: 1, b: -1)"
    )
    assert "between them: undecided (the time was over after 0 cells" in out
    assert "box of the rows: undecided (the time was over" in out and "R^2" in out


def test_ctrl_c_ends_a_search_and_a_second_one_the_program(call, deep, monkeypatch):
    words = ["affine", "deep.json", "--box=-3,3"]
    spend = Budget.spend
    monkeypatch.setattr(Budget, "spend", interrupting(spend))
    code, out, err = call(*words)
    assert (code, err) == (3, "relu-proofs: interrupted, answering with what was found\n")
    assert out.startswith("on the box: undecided (the time was over")
    monkeypatch.setattr(Budget, "spend", interrupting(spend, times=2))
    code, out, err = call(*words)
    assert (code, out) == (130, "") and err.endswith("relu-proofs: interrupted\n")
    monkeypatch.setattr(Budget, "spend", spend)
    assert call(*words)[0] == 0


def test_units_that_were_settled_are_answered_and_certified(call, deep, monkeypatch):
    words = ["units", "deep.json", "--box=-3,3", "--json", "-o", "c.json"]
    monkeypatch.setattr(units.Findings, "_bound", interrupting(units.Findings._bound))
    code, out, _ = call(*words)
    answer = json.loads(out)
    states = {(unit["layer"], unit["unit"]): unit["state"] for unit in answer["units"]}
    assert (code, answer["checked"]) == (3, True)
    assert states[0, 0] == states[0, 1] == "switching" and states[1, 0] == "undecided"
    assert check(Path("c.json").read_text())["kind"] == "unit-sign"


def test_units_on_rows_that_switch_already_are_known(call, folder):
    code, out, _ = call("units", "net.json", "--data=rows.csv", NO_TIME)
    assert code == 3
    assert out.splitlines() == [
        "0 of 2 units are dead: off at all 4 rows; 0 on at all 4 rows, 0 switch, 2 undecided",
        "layer 0, 2 units: all undecided",
        "undecided: 2 units; --seconds=N searches longer",
        "--all lists every unit, and how its state is known",
    ]


def test_regions_says_how_far_it_came(call, deep):
    code, out, err = call("regions", "deep.json", "--box=-3,3", NO_TIME)
    assert (code, err) == (3, "")
    assert out == (
        "undecided: 0 of 2 hidden layers were cut in the time; the regions are 1 or more; "
        "exact, without a certificate\n"
    )
    code, out, _ = call("regions", "deep.json", "--box=-3,3", NO_TIME, "--json")
    answer = json.loads(out)
    assert (code, answer["regions"], answer["at_least"]) == (3, None, 1)
    assert not answer["certified"] and not answer["checked"]


@pytest.mark.parametrize("given", ["0", "-1", "nan", "inf", "soon", ""])
def test_seconds_that_are_none_are_a_wrong_call(call, folder, capsys, given):
    with pytest.raises(SystemExit) as problem:
        call("affine", "net.json", "--box=-1,1", f"--seconds={given}")
    assert problem.value.code == 2
    assert "expected a number of seconds above 0" in capsys.readouterr().err


def test_a_bar_shows_how_much_is_done_or_how_much_time_is_over(capsys, monkeypatch):
    assert search.progress_bar("searching") is None  # no terminal
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    bar = search.progress_bar("searching")
    bar(1, 2)
    assert capsys.readouterr().err == f"\rsearching [{'#' * 15}{' ' * 15}]"
    bar(2, 2)
    assert capsys.readouterr().err.endswith("\r\x1b[K")
    search.progress_bar("searching", 1e-9)(0, 1 << 60)
    assert "#" * 30 in capsys.readouterr().err
