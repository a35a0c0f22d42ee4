"""An affine map in words: its kind, its largest coefficients, names of inputs, long numbers."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from relu_proofs import Affine, Network, write_network
from relu_proofs.command.maps import kind_of, print_map


@pytest.mark.parametrize(
    ("U", "c", "kind", "line"),
    [
        ([0, 0], 20, "constant", "output 0: constant 20"),
        ([0, 0], 0, "constant", "output 0: constant 0"),
        ([1, -1], 0, "linear", "output 0: linear, U = (1, -1), c = 0"),
        ([1, "-1/2"], 3, "affine", "output 0: affine, U = (1, -1/2), c = 3"),
    ],
)
def test_a_map_is_constant_linear_or_affine(call, folder, U, c, kind, line):
    write_network(Network.affine([U], [c]), "map.json")
    out = call("affine", "map.json", "--box=-1,1")[1]
    first, *rest = out.splitlines()
    assert first.startswith(f"on the box: {kind} (")
    assert rest == [f"    {line}"]
    assert json.loads(call("affine", "map.json", "--box=-1,1", "--json")[1])["form"] == kind


def test_several_outputs_are_constant_only_together():
    rows = (Fraction(0), Fraction(0)), (Fraction(1), Fraction(0))
    assert kind_of(Affine(rows, (Fraction(1), Fraction(0)))) == "affine"
    assert kind_of(Affine(rows, (Fraction(0), Fraction(0)))) == "linear"
    assert kind_of(Affine(rows[:1], (Fraction(0),))) == "constant"


def test_inputs_have_the_names_of_the_header(call, folder):
    Path("named.csv").write_text("age,net income\n1,0\n2,0\n3,1\n4,2.5\n")
    out = call("affine", "net.json", "--data=named.csv")[1]
    assert out.count("output 0: linear, U = (age: 1, net income: -1), c = 0\n") == 2
    words = ["affine", "net.json", "--data=named.csv", "--json"]
    assert json.loads(call(*words)[1])["inputs"] == ["age", "net income"]
    np.save("rows.npy", [[1.0, 0], [2, 0], [3, 1]])
    assert "U = (1, -1), c = 0\n" in call("affine", "net.json", "--data=rows.npy")[1]
    words = ["affine", "net.json", "--data=rows.npy", "--json"]
    assert json.loads(call(*words)[1])["inputs"] is None


def test_of_many_inputs_the_largest_coefficients_stand_there(call, folder):
    row = [0] * 20
    row[3:13] = [1, -2, 3, -4, 5, -6, 7, -8, 9, "-1/3"]
    write_network(Network.affine([row], ["1/2"]), "wide.json")
    out = call("affine", "wide.json", "--space", "-o", "c.json")[1]
    assert out.splitlines()[1:] == [
        "    output 0: affine in 20 inputs, c = 1/2",
        "        largest coefficients of U: input 11: 9, input 10: -8, input 9: 7, input 8: -6, "
        "input 7: 5, input 6: -4, input 5: 3, input 4: -2; 2 others, the largest 1; 10 are 0",
        "    in full and exactly: --json, or the certificate that -o FILE writes",
        "certificate: c.json",
    ]
    assert json.loads(Path("c.json").read_text())["statement"]["U"][0][12] == "-1/3"


def test_long_numbers_are_rounded_and_that_is_said(capsys):
    long = Fraction(10**20 + 1, 3 * 10**20)
    print_map(Affine(((long, -long),), (Fraction(1, 3),)), "  ")
    assert capsys.readouterr().out.splitlines() == [
        "  output 0: affine, U = (~0.333333, ~-0.333333), c = 1/3",
        "  in full and exactly: --json, or the certificate that -o FILE writes",
    ]
    huge = Fraction(10**5000 + 1)
    print_map(Affine(((Fraction(0),),), (huge,)))
    assert capsys.readouterr().out.startswith("output 0: constant ~1E+5000\n")


def test_of_many_outputs_the_first_stand_there(capsys):
    zero = Fraction(0)
    print_map(Affine(((zero,),) * 40, (zero,) * 40))
    lines = capsys.readouterr().out.splitlines()
    assert lines[15:] == [
        "output 15: constant 0",
        "and 24 outputs more",
        "in full and exactly: --json, or the certificate that -o FILE writes",
    ]


def test_a_name_that_would_break_the_line_is_escaped(capsys):
    one = Fraction(1)
    names = ["a\nb\x1b", "x" * 100]
    print_map(Affine(((one, one),), (one,)), names=names)
    (line,) = capsys.readouterr().out.splitlines()
    assert "U = (a\\nb\\x1b: 1, " + "x" * 40 + "...: 1)" in line
