"""Columns are chosen by name or number, and those too many are guessed at."""

import random
import shlex

import numpy as np
import pytest

from relu_proofs import InputError, read_data
from relu_proofs.io.columns import as_option, choose
from relu_proofs.io.layout import Layout
from relu_proofs.io.notes import Notes
from relu_proofs.io.rows import read_rows
from tests.io.samples import npy

NAMES = ["age", "height, cm", "1", "age ", "", " x y "]


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        ("0", (0,)),
        ("-1,0", (5, 0)),
        (" x y , 4", (5, 4)),
        ('"height, cm",0', (1, 0)),
        ("1", (2,)),  # the column of that name
        ([1], (1,)),  # a number is no name
        (["1", 1], (2, 1)),
        ([np.int64(2)], (2,)),
        (np.array([2, -1]), (2, 5)),
        (-6, (0,)),
    ],
)
def test_columns_are_meant_in_the_order_given(columns, places):
    assert choose(columns, None, NAMES, 6).places == places
    left = tuple(sorted(set(range(6)) - set(places)))
    assert choose(None, columns, NAMES, 6).places == left


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("age", "found the name 'age' over columns 0 and 3, expected one column; their numbers"),
        ("9", "columns: found '9', expected 'age', 'height, cm', '1', 'age', '', 'x y' or a"),
        ("-7", "or a number from 0 to 5"),
        (7, "found 7"),
        ("Age", "found 'Age'"),
        ("0,0", r"found column 0 \('age'\) twice"),
        ("0,-6", "twice"),
        (",", r"found column 4 \(''\) twice"),
        ([], "found no column, expected names or numbers"),
        ([True], r"columns\[0\]: found True, expected a name or a whole number"),
        ([1.0], r"columns\[0\]: found 1.0"),
        ([None], "found None"),
        (1.5, "columns: found 1.5, expected names or numbers"),
        ('"a', "expected names or numbers with commas between them"),
        ("a\nb", "expected names"),
        ("9" * 5000, "found '999"),
        ("²", "found '²'"),
    ],
)
def test_columns_that_are_not_there(columns, said):
    with pytest.raises(InputError, match=said):
        choose(columns, None, NAMES, 6)


def test_a_number_that_is_the_name_of_another_column_is_said():
    notes = Notes()
    assert choose(None, "0", ["", "0", "1"], 3, notes).places == (0, 2)
    assert notes.said == ["drop: '0' is the name of column 1"]
    notes = Notes()
    assert choose("0,1,-1", None, ["0", "1", "2"], 3, notes).places == (0, 1, 2)
    assert choose(None, "", ["", "0", "1"], 3, notes).places == (1, 2)
    assert not notes.said


def test_without_names_the_way_out_is_the_header():
    with pytest.raises(InputError, match="found 'a', expected a number from 0 to 1; no column has"):
        choose("a", None, (), 2)


def test_both_or_all_are_refused():
    with pytest.raises(InputError, match="columns and drop: found both"):
        choose("0", "1", (), 2)
    with pytest.raises(InputError, match="drop: found all 2 columns, expected that one is left"):
        choose(None, "0,1", (), 2)


def test_what_a_message_types_means_that_column():
    chance = random.Random(0)
    for _ in range(300):
        width = chance.randint(1, 4)
        letters = ["a", "b", ",", '"', " ", "0", "1", "'", "\n", "-"]
        names = ["".join(chance.choices(letters, k=chance.randint(0, 3))) for _ in range(width)]
        places = chance.sample(range(width), chance.randint(1, width))
        if any(str(i) in names and str(i - width) in names for i in places):
            continue  # no word means such a column, if its own name does not
        (word,) = shlex.split(as_option(places, names, "--columns"))
        given = word.removeprefix("--columns=")
        assert choose(given, None, names, width).places == tuple(places)


IRIS = b"sepal,petal,species\n5.1,1.4,setosa\n4.9,1.5,setosa\n"


def test_a_column_that_is_left_out_may_hold_anything(put):
    path = put("iris.csv", IRIS)
    with pytest.raises(InputError) as caught:
        read_data(path)
    assert str(caught.value).endswith(
        "line 2, column 2 ('species'): found 'setosa', expected a number such as '-3/2' or '0.1'; "
        "--drop=species leaves the column out"
    )
    assert read_data(path, drop="species") == read_data(path, columns=["sepal", 1])
    assert read_data(path, columns="petal,sepal")[0] == read_data(path, drop=[2])[0][::-1]


def test_a_place_is_named_as_the_file_has_it(put):
    path = put("a.csv", b"x,y,z\n1,2,3\n4,5,?\n")
    with pytest.raises(InputError, match=r"line 3, column 2 \('z'\): found '\?'"):
        read_data(path, columns="z,x")


def test_columns_of_an_array(put):
    path = put("a.npy", npy(np.array([[1, 2, 3], [4, 5, 6]])))
    assert read_data(path, columns="2,0") == ((3, 1), (6, 4))
    assert read_data(path, drop=[-1]) == ((1, 2), (4, 5))
    with pytest.raises(InputError, match="a.npy: columns: found 'x', expected a number from 0 to"):
        read_data(path, columns="x")


# ---- columns too many ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "given", "said"),
    [
        ("x,y,t\n5,6,7\n", {}, "is column 't', the last, the target? leave it out with --drop=t"),
        ("x,target,z\n5,6,7\n", {}, "is column 'target' the target? leave it out with --drop=tar"),
        ("5,6,7\n5,6,8\n", {}, "is column 2, the last, the target? leave it out with --drop=2"),
        (
            ",x,y\n0,6,7\n1,6,8\n",
            {},
            "column '' counts 0, 1, ...: an index? leave it out with --drop=''; or is column 'y', "
            "the last, the target? --drop=y",
        ),
        (
            "Unnamed: 0,0,1\n0,6,7\n1,6,8\n2,0,0\n",
            {},
            "column 'Unnamed: 0' counts 0, 1, 2, ...: an index? leave it out with "
            "--drop='Unnamed: 0'; or",
        ),
        ("1,6,7\n2,6,8\n", {}, "column 0 counts 1, 2, ...: an index?"),
        ("x,y,row\n6,7,1\n6,7,2\n", {}, "is column 'row', the last, the target? leave it out wi"),
        ("i,x,y,t\n1,6,7,8\n2,6,7,9\n", {"drop": "x"}, "leave it out with --drop=x,i; or"),
        (
            "i,x,y,t\n1,6,7,8\n2,6,7,9\n",
            {},
            "column 'i' counts 1, 2, ...: an index? and is column 't', the last, the target? leave "
            "them out with --drop=i,t",
        ),
    ],
)
def test_columns_too_many_are_named(put, content, given, said):
    path = put("a.csv", content.encode())
    rows = read_rows(path, given=Layout(**given)).values
    with pytest.raises(InputError) as caught:
        read_rows(path, given=Layout(**given)).for_inputs(2)
    assert f"found {len(rows[0])} columns, expected 2, one for each input" in str(caught.value)
    assert said in str(caught.value)


def test_decimal_commas_may_be_why(put):
    rows = read_rows(put("a.csv", b"1,5;2\n"))
    with pytest.raises(InputError, match="; commas were taken to stand before decimals"):
        rows.for_inputs(3)


@pytest.mark.parametrize("inputs", [1, 4])
def test_other_numbers_of_columns_are_refused_without_a_guess(put, inputs):
    rows = read_rows(put("a.csv", b"x,y,z\n5,6,7\n"))
    with pytest.raises(InputError, match=f"expected {inputs}, one for each input of the network$"):
        rows.for_inputs(inputs)
