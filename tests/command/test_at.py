"""What `at` answers: the pattern at a point, the map, its reach, and that it was checked before."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from relu_proofs import Network, at_point, check, write_network
from relu_proofs.command import answers
from tests.decide.test_point import asked


def test_at_says_the_pattern_the_map_and_what_stops_it(call, folder):
    code, out, err = call("at", "net.json", "--point=1,-1/2")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "layer 0, 2 units: 1 on (0), 1 off (1)",
        "output 0: linear, U = (1, -1), c = 0",
        "radius in the sup norm: 3/4, stopped by layer 0 unit 0, layer 0 unit 1",
        "square of the Euclidean radius: 9/8, stopped by layer 0 unit 0, layer 0 unit 1",
    ]


def test_a_long_radius_is_a_decimal_below_it(call, folder):
    out = call("at", "net.json", "--point=1,0.12345678901234567890123456789")[1]
    lines = out.splitlines()
    assert lines[-2].startswith("radius in the sup norm: at least 0.4382, stopped by")
    assert lines[-1].startswith("square of the Euclidean radius: at least 0.3841, stopped by")


def test_at_for_machines_writes_what_the_checker_accepts(call, folder):
    code, out, err = call("at", "net.json", "--point=1,-1/2", "--json", "-o", "c.json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer == {
        "point": ["1", "-1/2"],
        "pattern": [[1, 0]],
        "U": [["1", "-1"]],
        "c": ["0"],
        "radius": "3/4",
        "stops": [[0, 0], [0, 1]],
        "radius_squared": "9/8",
        "stops_euclidean": [[0, 0], [0, 1]],
        "output": "c.json",
        "checked": True,
        "notes": [],
    }
    statement = check(Path("c.json").read_text())
    assert (statement["kind"], statement["U"]) == ("affine-on", [["1", "-1"]])
    assert statement["domain"]["intervals"] == [["1/4", "7/4"], ["-5/4", "1/4"]]


def test_on_a_crease_there_is_no_box_and_no_certificate(call, folder):
    code, out, _ = call("at", "net.json", "--point=2,2", "--json", "-o", "c.json")
    answer = json.loads(out)
    assert (code, answer["radius"], answer["output"], answer["checked"]) == (0, "0", None, False)
    assert not Path("c.json").exists()


def test_everywhere_is_certified_on_the_space(call, folder):
    write_network(Network.affine([[1, 2]], [3]), "plane.net.json")
    code, out, _ = call("at", "plane.net.json", "--point=0,0", "-o", "c.json")
    assert code == 0 and "radius: every input has this pattern" in out
    assert check(Path("c.json").read_text())["domain"] == {"type": "space"}


@given(asked())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_map_is_proved_on_the_whole_box(call, folder, question):
    network, x = question
    write_network(network, "random.json")
    point = ",".join(map(str, x))
    code, out, err = call("at", "random.json", f"--point={point}", "--json")
    answer, found = json.loads(out), at_point(network, x)
    assert (code, err) == (0, "")
    assert answer["radius"] == (None if found.radius is None else str(found.radius))
    assert answer["checked"] is (found.radius != 0)
    assert [[Fraction(u) for u in row] for row in answer["U"]] == [list(r) for r in found.map.U]


def test_the_checker_can_be_left_out_and_that_is_said(call, folder, monkeypatch):
    monkeypatch.setattr(answers, "check", None)
    code, out, _ = call("at", "net.json", "--point=1,0", "--no-check")
    assert code == 0 and "not checked (--no-check)" in out


def test_nothing_is_said_that_the_checker_refuses(call, folder, monkeypatch):
    def refuse(text, **_):
        raise answers.Refused("no")

    monkeypatch.setattr(answers, "check", refuse)
    code, out, err = call("at", "net.json", "--point=1,0", "-o", "c.json")
    assert (code, out) == (1, "") and "the checker refuses the proof: no" in err
    assert not Path("c.json").exists()


@pytest.mark.parametrize(
    "point, message",
    [
        ("1", "--point: found 1 numbers, expected 2"),
        ("1,x", "--point[1]: found 'x', expected a number"),
        ("", "--point[0]: found '', expected a number"),
        ("1,2,3", "--point: found 3 numbers, expected 2"),
    ],
)
def test_a_point_that_does_not_fit_is_one_line(call, folder, point, message):
    code, out, err = call("at", "net.json", f"--point={point}")
    assert (code, out) == (2, "")
    assert err.startswith(f"relu-proofs: {message}") and err.count("\n") == 1
