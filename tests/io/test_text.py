"""JSON and CSV: numbers mean what is written; what is a header, and what is data."""

import shutil
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import InputError, decide_on_data, read_data, read_network
from relu_proofs.io.files import Limits
from relu_proofs.io.notes import Notes
from relu_proofs.io.read import Rows, read_rows
from relu_proofs.io.text import csv_rows, read_json
from tests.io.samples import DATA

# ---- CSV ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"1,7\n3,4\n", [[1, 7], [3, 4]]),
        (b"a,b\r\n0.1,-1/3\r\n", [["0.1", "-1/3"]]),
        (b"\xef\xbb\xbf1e2\n\n .5 \n", [[100], ["0.5"]]),
        (b'"7","2"\n', [[7, 2]]),
        (b"\n\na,b\n1,2\n", [[1, 2]]),
    ],
)
def test_csv_means_what_is_written(put, content, rows):
    assert read_data(put("a.csv", content)) == tuple(tuple(map(Fraction, row)) for row in rows)


HEADERS = [  # (first line, whether it is a header, whether that is said)
    ("a,b", True, False),
    ("x1,x 2", True, False),
    ("0,1", True, True),
    ("1,2", True, True),
    (" 0 , 1 ", True, True),
    (",0", True, True),  # the cell over an index, and a column that pandas counts
    (",x", True, False),
    ("0,2", False, True),
    ("1,0", False, True),
    ("2,3", False, True),
    ("0.0,1.0", False, True),
    ("00,01", False, True),
    ("-1,0", False, True),
    ("1/2,3", False, True),
]


@pytest.mark.parametrize(("line", "is_header", "is_said"), HEADERS)
def test_what_the_first_line_is(line, is_header, is_said):
    notes = Notes()
    rows, names = csv_rows(f"{line}\n5,6\n".encode(), None, Limits(), notes)
    assert (len(rows), bool(names)) == ((1, True) if is_header else (2, False))
    assert bool(notes.said) == is_said
    assert bool(notes.assumed) == (is_header and is_said)
    if is_said:
        assert ("--header=no" if is_header else "--header=yes") in notes.said[0]


@pytest.mark.parametrize(("line", "is_header", "is_said"), HEADERS)
def test_header_decides(line, is_header, is_said):
    text = f"{line}\n5,6\n".encode()
    notes = Notes()
    assert len(csv_rows(text, True, Limits(), notes)[0]) == 1
    if all(cell.strip() and cell not in ("a", "b", "x", "x1", "x 2") for cell in line.split(",")):
        assert len(csv_rows(text, False, Limits(), notes)[0]) == 2
    else:
        with pytest.raises(InputError, match="line 1"):
            csv_rows(text, False, Limits(), notes)
    assert not notes.said


@given(st.lists(st.integers(-3, 5), min_size=1, max_size=5))
def test_only_counted_columns_are_a_header(first):
    text = (",".join(map(str, first)) + "\n" + ",".join("9" * len(first)) + "\n").encode()
    rows, names = csv_rows(text, None, Limits(), Notes())
    counts = first in (list(range(len(first))), list(range(1, len(first) + 1)))
    assert (len(rows), len(names)) == ((1, len(first)) if counts else (2, 0))


def test_a_header_that_python_assumes_is_warned_about(put):
    path = put("a.csv", b"0,1\n3,1\n")
    with pytest.warns(UserWarning, match=r"a.csv: line 1 \(0, 1\) counts columns"):
        assert read_data(path) == ((3, 1),)
    assert read_data(path, header=True) == ((3, 1),)
    assert read_data(path, header=False) == ((0, 1), (3, 1))


def test_the_case_of_a_data_frame_without_names(tmp_path):
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    network = read_network(tmp_path / "absdiff.json")
    rows = read_rows(tmp_path / "pandas_numeric_header.csv")
    assert len(rows.values) == 4 and rows.names == ("0", "1")
    found = decide_on_data(network, rows.for_inputs(2))
    assert (found.rows.verdict, found.rows.map) == ("affine", (((1, -1),), (0,)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x,y,t\n5,6,7\n", "the last column, 't', is likely the target"),
        ("5,6,7\n5,6,8\n", "the last column is likely the target"),
        (",x,y\n0,6,7\n1,6,8\n", "the first column, '', counts 0, 1, ... and is likely an index"),
        (",0,1\n0,6,7\n1,6,8\n", "index: leave it out .pandas: to_csv.*index=False"),
        ("1,6,7\n2,6,8\n", "the first column counts 1, 2, ... and is likely an index"),
    ],
)
def test_a_column_too_many_is_named(put, content, said):
    rows = read_rows(put("a.csv", content.encode()))
    with pytest.raises(InputError, match=f"found 3 columns, expected 2.*{said}"):
        rows.for_inputs(2)


@pytest.mark.parametrize("inputs", [1, 4])
def test_other_numbers_of_columns_are_refused_without_a_guess(inputs):
    with pytest.raises(InputError, match=f"expected {inputs}, one for each input of the network$"):
        Rows(((5, 6, 7),)).for_inputs(inputs)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "found no numbers"),
        ("a.csv", b"a,b\n", "found no numbers"),
        ("a.csv", b"1,2\n", "found no numbers, expected at least one row; line 1 .* --header=no"),
        ("a.csv", b"1,5\n3\n", "line 2: found 1 numbers, expected 2"),
        ("a.csv", b"a,b\n3\n", "line 2: found 1 numbers, expected 2"),
        ("a.csv", b"1,nan\n", r"line 1\[1\]: found 'nan'"),
        ("a.csv", b"nan,inf\n", "line 1"),
        ("a.csv", b"x,1\n", r"line 1\[0\]: found 'x'.*; --header=yes, if this line is a header"),
        ("a.csv", b"5\nx\n", r"line 2\[0\]: found 'x', expected a number such as '-3/2' or '0.1'$"),
        ("a.csv", "1,2".encode("utf-16"), "byte 0: found no UTF-8"),
        ("a.csv", b'"' + b"1" * 200_000 + b'"', "not CSV: field larger"),
        ("a.csv", b"1" * 100_000, r"line 1\[0\]: found a number of 100000"),
        ("a.csv", b"1\0\n", "found"),
        ("a.txt", b"1", "found the ending '.txt', expected .csv or .npy"),
    ],
)
def test_bad_data_is_refused_with_its_place(put, name, content, said):
    with pytest.raises(InputError, match=said):
        read_data(put(name, content))


def test_many_rows_are_bounded(put):
    with pytest.raises(InputError, match="line 65537: found 1 numbers, expected at most 0"):
        read_data(put("a.csv", b"2\n" * 65537), max_mb=1)


# ---- JSON ---------------------------------------------------------------------------------------


def test_read_json_leaves_inexact_numbers_as_no_numbers(put):
    point, literal = read_json(put("a.json", b'{"point": ["1/2", 3], "x": 0.5}')).values()
    assert point == ["1/2", 3]
    assert repr(literal) == "the literal 0.5 without quotes"
