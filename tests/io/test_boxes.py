"""Boxes from files: a row or a pair for each input, or the bounds of a VNN-LIB file."""

import gzip
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs import InputError, decide_affine, read_box, unit_states
from tests.io.samples import NETWORK, npy

BOX = ((Fraction(-1), Fraction(1, 2)), (Fraction(1, 10), Fraction(1, 3)))


@pytest.mark.parametrize(
    ("name", "content", "given"),
    [
        ("a.csv", b"-1,0.5\n0.1,1/3\n", {}),
        ("a.csv", b"low,high\n-1,0.5\n0.1,1/3\n", {}),
        ("a.csv", b"-1;0,5\n0,1;1/3\n", {}),
        ("a.tsv", "-1\t0,5\n0,1\t1/3\n".encode("utf-16"), {}),
        ("a.txt", b"# low high\n-1 0.5\n0.1 1/3\n", {}),
        ("a.csv.gz", gzip.compress(b"-1,0.5\n0.1,1/3\n", mtime=0), {}),
        ("a.csv", b"name,max,min\nage,0.5,-1\nweight,1/3,0.1\n", {"columns": "min,max"}),
        ("a.csv", b"name,min,max\nage,-1,0.5\nweight,0.1,1/3\n", {"drop": "name"}),
        ("a.json", b'[[-1, 0.5], ["0.1", "1/3"]]', {}),
        ("a.json.gz", gzip.compress(b'[["-1", 5e-1], [0.10, "1/3"]]', mtime=0), {}),
    ],
)
def test_a_pair_for_each_input(put, name, content, given):
    assert read_box(put(name, content), **given) == BOX


def test_pairs_that_count_are_no_header(put):
    assert read_box(put("a.csv", b"0,1\n0,1\n")) == ((0, 1), (0, 1))
    assert read_box(put("a.csv", b"0,1\n0,1\n"), header=True) == ((0, 1),)


def test_an_array_of_pairs(put):
    found = read_box(put("a.npy", npy(np.array([[-1, 0.5], [0.1, 1]]))))
    assert found == ((-1, Fraction(1, 2)), (Fraction(0.1), 1))


def test_a_box_that_was_read_is_a_domain(put):
    path = put("a.csv", b"-1,1\n1/3,1/3\n")
    found = decide_affine(NETWORK, read_box(path))
    assert found.certificate.statement["domain"]["type"] == "polytope"
    assert len(unit_states(NETWORK, read_box(path))) == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"-1,1\n2,0\n", "line 2: found 2 to 0, expected low <= high"),
        ("a.csv", b"a,b\n\n-1,1\n2,0\n", "line 4: found 2 to 0"),
        ("a.npy", npy(np.array([[0, 1], [2, 0]])), "row 1: found 2 to 0, expected low <= high"),
        ("a.csv", b"-1,1,3\n", "found 3 columns, expected 2, low and high, in a row for each"),
        ("a.csv", b"-1\n1\n", "found 1 columns, expected 2"),
        ("a.csv", b"", "found no numbers"),
        ("a.csv", b"0,inf\n", "line 1, column 1: found 'inf'"),
        ("a.json", b"[]", r"found \[\], expected a list of pairs \[low, high\]"),
        ("a.json", b"[0, 1]", r"\[0\]: found 0, expected a pair \[low, high\]"),
        ("a.json", b'{"low": [0], "high": [1]}', r"found {'high'.*expected a list of pairs"),
        ("a.json", b"[[0, 1, 2]]", r"\[0\]: found \[0, 1, 2\], expected a pair"),
        ("a.json", b"[[0, 1], [1, 0]]", r"\[1\]: found 1 to 0, expected low <= high"),
        ("a.json", b"[[0, NaN]]", r"\[0\]\[1\]: found the literal NaN"),
        ("a.json", b"[[0, 1e9999]]", r"\[0\]\[1\]: found '1e9999', expected an exponent"),
        ("a.json", b"[[0, true]]", r"\[0\]\[1\]: found True"),
        ("a.json", b"[[0, [1]]]", r"\[0\]\[1\]: found \[1\]"),
        ("a.json", b"[[0, 1]", "line 1, column 8: not JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.vnnlib", b"", "found no input X_0"),
        ("a.onnx", b"", "found the ending '.onnx', expected .vnnlib, .json, .csv"),
        ("a", b"", "found the ending '', expected .vnnlib, .json, .csv"),
    ],
)
def test_what_is_no_box_is_refused_with_its_place(put, name, content, said):
    path = put(name, content)
    with pytest.raises(InputError, match=said) as caught:
        read_box(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a.json", "a.vnnlib"])
def test_what_only_rows_have_is_refused_elsewhere(put, name):
    with pytest.raises(InputError, match=f"header: a {name[1:]} file has none, only rows have"):
        read_box(put(name, b""), header=True)


def test_pairs_are_bounded(put):
    content = b"[" + b"[0,1]," * 33_000 + b"[0,1]]"
    with pytest.raises(InputError, match=r"\[32768\]: found 2 numbers, expected at most 0"):
        read_box(put("a.json", content), max_mb=1)
