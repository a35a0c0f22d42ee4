"""Rows in text: what separates, what is a header, what stands before decimals, what is refused."""

import shutil
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_proofs import InputError, decide_on_data, read_data, read_network
from relu_proofs.io.files import Limits
from relu_proofs.io.layout import Layout
from relu_proofs.io.notes import Notes
from relu_proofs.io.rows import read_rows
from relu_proofs.io.tables import table
from tests.io.samples import DATA


def parsed(text, notes=None, **given):
    """The rows of a text, as `table` has them."""
    return table(text, Layout(**given), Limits(), notes or Notes())


def rows_of(*rows):
    return tuple(tuple(map(Fraction, row)) for row in rows)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"1,7\n3,4\n", [[1, 7], [3, 4]]),
        (b"a,b\r\n0.1,-1/3\r\n", [["0.1", "-1/3"]]),
        (b"\xef\xbb\xbf1e2\n\n .5 \n", [[100], ["0.5"]]),
        (b'"7","2"\n', [[7, 2]]),
        (b"\n\na,b\n1,2\n", [[1, 2]]),
        (b"a,b\r1,2\r", [[1, 2]]),
    ],
)
def test_csv_means_what_is_written(put, content, rows):
    assert read_data(put("a.csv", content)) == rows_of(*rows)


# ---- what separates, and what stands before decimals ---------------------------------------------

HALVES = rows_of(["1.5", "-2.25"], ["3", "4.5"])
POINTS, COMMAS = ["1.5", "-2.25", "3", "4.5"], ["1,5", "-2,25", "3", "4,5"]
FOUND = {  # what stands between two numbers, and the four numbers
    "comma": (",", POINTS),
    "comma and blank": (", ", POINTS),
    "comma and tab": (",\t", POINTS),
    "blank and comma": (" ,", POINTS),
    "semicolon": (";", POINTS),
    "semicolon and blank": ("; ", POINTS),
    "tab": ("\t", POINTS),
    "blank": (" ", POINTS),
    "blanks": (" \t  ", POINTS),
    "semicolon, decimal comma": (";", COMMAS),
    "tab, decimal comma": ("\t", COMMAS),
    "blanks, decimal comma": ("  ", COMMAS),
    "quoted decimal commas": (",", [f'"{number}"' for number in COMMAS]),
    "quoted numbers": (",", [f'"{number}"' for number in POINTS]),
    "exponents and decimal comma": (";", ["0,15e1", "-225e-2", "3", "+4,5"]),
    "fractions and decimal comma": (";", ["3/2", "-2,25", "3", "4,5"]),
}


@pytest.mark.parametrize("name", FOUND)
@pytest.mark.parametrize("header", [False, True])
def test_separator_and_decimal_mark_are_found(name, header):
    mark, (a, b, c, d) = FOUND[name]
    text = f"left{mark}right\n" * header + f"{a}{mark}{b}\n{c}{mark}{d}\n"
    found = parsed(text)
    assert found.values == HALVES
    assert list(found.lines) == ([2, 3] if header else [1, 2])


def test_a_decimal_comma_is_said():
    notes = Notes()
    parsed("a;b\n1;0,5\n", notes)
    assert notes.said == ["line 2: found '0,5', read with a decimal comma"]
    assert not notes.assumed


@pytest.mark.parametrize(
    ("text", "given", "rows"),
    [
        ("1;5\n", {"separator": ";"}, [[1, 5]]),
        ("1,5\n2,5\n", {}, [[1, 5], [2, 5]]),
        ("1,5\n2,5\n", {"decimal": ","}, [["1.5"], ["2.5"]]),
        ("x\n1,5\n", {"decimal": ","}, [["1.5"]]),
        ("1,234;2\n", {"decimal": ","}, [["1.234", 2]]),
        ("1.234;2\n", {"decimal": "."}, [["1.234", 2]]),
        ("1,234;0,5\n", {}, [["1.234", "0.5"]]),  # no thousand begins with 0
        ("1.234;2\n", {}, [["1.234", 2]]),
        ('"1,5","2"\n', {"decimal": ","}, [["1.5", 2]]),
        ("7 2\n3 4\n", {"separator": " "}, [[7, 2], [3, 4]]),
        ('"a b" c\n1 2\n', {}, [[1, 2]]),
    ],
)
def test_what_is_given_decides(text, given, rows):
    assert parsed(text, **given).values == rows_of(*rows)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234;2\n", r"line 1: found '1,234', which can have a decimal comma or one between"),
        ("a;b\n1,234;12,345\n", "thousands; --decimal=comma reads it as decimals"),
        ("1,5;2.5\n", "line 1: found '1,5', and line 1: found '2.5', expected one decimal mark"),
        ("1,234;2\n5;2.5\n", "found '1,234', and line 2: found '2.5'"),
        ("1.234,5;2\n", "column 0: found '1.234,5'.*a mark between thousands has to be taken out"),
        ("1,234,567;2\n", "found '1,234,567'.*a mark between thousands"),
        ("x\n1,5\n", "line 2: found 2 numbers, expected 1; --decimal=comma, if commas stand"),
        ("x;y\n1;2\n3 4\n", "line 3: found 1 numbers, expected 2; --separator= says"),
        ("1|2\n3|4\n", "found '1|2'.*--separator= says what stands between numbers"),
        ("1,\n", "column 1: found ''"),
        ("7,;2\n", "column 1: found ';2'"),
    ],
)
def test_what_could_be_either_is_refused_with_the_way_out(text, said):
    with pytest.raises(InputError, match=said):
        parsed(text)


@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        ("1.5;2\n", {"decimal": ","}, "column 0: found '1.5', expected a decimal comma"),
        ("1,5;2\n", {"decimal": "."}, "found '1,5'.*--decimal=comma, if the comma stands before"),
        ("7;2\n8;2\n", {"separator": ","}, "found '8;2'.*--separator="),
    ],
)
def test_what_was_given_and_does_not_fit_is_refused(text, given, said):
    with pytest.raises(InputError, match=said):
        parsed(text, **given)


numbers = st.fractions(max_denominator=10**6).map(
    lambda value: f"{value.numerator / value.denominator:.6f}"
)


@given(
    st.lists(st.lists(numbers, min_size=2, max_size=2), min_size=1, max_size=4),
    st.sampled_from([",", ";", "\t", " ", " \t "]),
    st.sampled_from([".", ","]),
    st.booleans(),
)
def test_whatever_separates_the_numbers_are_the_same(rows, separator, decimal, header):
    quote = '"' * (separator == decimal == ",")
    lines = [
        separator.join(f"{quote}{number.replace('.', decimal)}{quote}" for number in row)
        for row in rows
    ]
    text = "\n".join([separator.join(["a", "b"])] * header + lines) + "\n"
    given = {"header": header}
    assert parsed(text, **given).values == rows_of(*rows)
    words = {"separator": separator.strip() or separator[:1], "decimal": decimal}
    if separator == " \t ":
        words["separator"] = " "
    assert parsed(text, **given, **words).values == rows_of(*rows)


# ---- comments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "rows"),
    [
        ("# a b\n1 2\n3 4\n", ("a", "b"), 2),  # as numpy.savetxt writes a header
        ("# made by it's \"x\n# a,b\n1,2\n", ("a", "b"), 1),
        ("#a\tb\n1\t2\n", ("a", "b"), 1),
        ("#\ta\n0\t2\n1\t3\n", ("", "a"), 2),
        ("#,a\n0,2\n", ("", "a"), 1),
        ("# of 2020\n7,2\n", (), 1),
        ("# a,b\nc,d\n1,2\n", ("c", "d"), 1),
        ("# a,b\n0,1\n", ("a", "b"), 1),  # named already: these numbers are data
    ],
)
def test_comments_before_the_rows(text, names, rows):
    notes = Notes()
    found = parsed(text, notes)
    assert (found.columns.names, len(found.values)) == (names, rows)
    assert found.lines[-1] == len(text.splitlines())
    assert any("comment" in note for note in notes.said)


def test_a_comment_between_rows_is_refused():
    with pytest.raises(InputError, match="line 2.*found '# b'"):
        parsed("1\n# b\n2\n")


# ---- headers -------------------------------------------------------------------------------------

HEADERS = [  # (first line, whether it is a header, whether that is said)
    ("a,b", True, False),
    ("x1,x 2", True, False),
    ("0,1", True, True),
    ("1,2", True, True),
    (" 0 , 1 ", True, True),
    (",0", True, True),  # the cell over an index, and a column that pandas counts
    ("Unnamed: 0,0", True, True),
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
    found = parsed(f"{line}\n5,6\n", notes)
    shape = len(found.values), bool(found.columns.names)
    assert shape == ((1, True) if is_header else (2, False))
    assert bool(notes.said) == is_said
    assert bool(notes.assumed) == (is_header and is_said)
    if is_said:
        assert ("--header=no" if is_header else "--header=yes") in notes.said[0]


@pytest.mark.parametrize(("line", "is_header", "is_said"), HEADERS)
def test_header_decides(line, is_header, is_said):
    text = f"{line}\n5,6\n"
    notes = Notes()
    assert len(parsed(text, notes, header=True).values) == 1
    if all(cell.strip() and not cell[0].isalpha() for cell in line.split(",")):
        assert len(parsed(text, notes, header=False).values) == 2
    else:
        with pytest.raises(InputError, match="line 1"):
            parsed(text, notes, header=False)
    assert not notes.said


@given(st.lists(st.integers(-3, 5), min_size=1, max_size=5))
def test_only_counted_columns_are_a_header(first):
    text = ",".join(map(str, first)) + "\n" + ",".join("9" * len(first)) + "\n"
    found = parsed(text)
    counts = first in (list(range(len(first))), list(range(1, len(first) + 1)))
    shape = len(found.values), len(found.columns.names)
    assert shape == ((1, len(first)) if counts else (2, 0))


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


# ---- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "found no numbers"),
        (b"a,b\n", "found no numbers"),
        (b"# a,b\n", "found no numbers"),
        (b"1,2\n", "found no numbers, expected at least one row; line 1 .* --header=no"),
        (b"1,5\n3\n", "line 2: found 1 numbers, expected 2"),
        (b"a,b\n3\n", "line 2: found 1 numbers, expected 2"),
        (b"1,nan\n", r"line 1, column 1: found 'nan'"),
        (b"a,b\n1,\n", r"line 2, column 1 \('b'\): found ''.*; --drop=b leaves the column out$"),
        (b"nan,inf\n", "line 1"),
        (b'"x" "y"\n"1" 2 3\n', "line 2: found 3 numbers, expected 2; if these are row names of R"),
        (b"x,1\n", r"line 1, column 0: found 'x'.*; --header=yes, if this line is a header"),
        (b"x,1\n", "--drop=0 leaves the column out"),
        (b"5\nx\n", "line 2, column 0: found 'x', expected a number such as '-3/2' or '0.1'$"),
        (b'"' + b"1" * 200_000 + b'"', "line 1: not CSV: field larger"),
        (b"1" * 100_000, "line 1, column 0: found a number of 100000"),
        (b"1\0\n", "byte 1: found a null byte"),
        (b'# x\n\n7,"2\n', "line 3: not CSV: unexpected end"),
        (b'7,"2"3\n', "line 1: not CSV"),
    ],
)
def test_bad_rows_are_refused_with_their_place(put, content, said):
    with pytest.raises(InputError, match=said):
        read_data(put("a.csv", content))


def test_many_rows_are_bounded(put):
    with pytest.raises(InputError, match="line 65537: found 1 numbers, expected at most 0"):
        read_data(put("a.csv", b"2\n" * 65537), max_mb=1)


@pytest.mark.parametrize("mark", [",", ";", "\t", " "])
def test_a_wide_row_is_refused_before_it_is_cut_into_cells(put, mark):
    text = mark.join("1" * 70_000)
    with pytest.raises(InputError, match="found a row of 70000 cells, expected at most 65536"):
        read_data(put("a.csv", text.encode()), max_mb=1)


def test_a_row_of_many_lines_is_counted_too(put):
    text = ",".join(['"\n"'] * 70_000)
    with pytest.raises(InputError, match="found a row of .* cells, expected at most 65536"):
        read_data(put("a.csv", text.encode()), max_mb=1)
