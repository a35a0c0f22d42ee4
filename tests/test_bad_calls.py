"""What public functions say to what is no network, no budget, no pattern, no list."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from relu_proofs import (
    Hull,
    InputError,
    Malformed,
    Network,
    Piecewise,
    Polytope,
    activation_regions,
    at_point,
    best_affine,
    check,
    check_file,
    decide_affine,
    decide_on_data,
    on_segment,
    read_box,
    read_data,
    read_network,
    simplify,
    slice_of,
    unit_states,
    write_network,
)
from relu_proofs.decide.simplify import Simpler

ABSOLUTE = Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0])])
ROWS = [[-1], [0], [1]]
PLANE = [[1, 0], [0, 1]]
ABOUT = {
    "decide_affine": lambda network: decide_affine(network, (-1, 1)),
    "unit_states": lambda network: unit_states(network, (-1, 1)),
    "simplify": lambda network: simplify(network, (-1, 1)),
    "activation_regions": lambda network: activation_regions(network, (-1, 1)),
    "best_affine": lambda network: best_affine(network, ROWS),
    "decide_on_data": lambda network: decide_on_data(network, ROWS),
    "at_point": lambda network: at_point(network, 0),
    "on_segment": lambda network: on_segment(network, 0, 1),
    "slice_of": lambda network: slice_of(network, [0, 0], PLANE),
    "Piecewise": Piecewise.from_network,
    "minus": ABSOLUTE.minus,
    "after": ABSOLUTE.after,
    "write_network": lambda network: write_network(network, "net.json"),
}
BUDGETED = {
    "decide_affine": partial(decide_affine, ABSOLUTE, (-1, 1)),
    "unit_states": partial(unit_states, ABSOLUTE, (-1, 1)),
    "simplify": partial(simplify, ABSOLUTE, (-1, 1)),
    "decide_on_data": partial(decide_on_data, ABSOLUTE, ROWS),
}
FUNCTIONS = {
    "progress": {
        **{name: BUDGETED[name] for name in ("decide_affine", "unit_states", "decide_on_data")},
        "activation_regions": partial(activation_regions, ABSOLUTE, (-1, 1)),
    },
    "report": {"decide_on_data": BUDGETED["decide_on_data"]},
}
READERS = {"read_box": read_box, "read_data": read_data, "read_network": read_network}


@pytest.mark.parametrize("found", [None, "net.json", Network, ABSOLUTE.layers])
@pytest.mark.parametrize("function", ABOUT)
def test_what_is_no_network_is_refused(function, found):
    with pytest.raises(InputError, match=r"found .*, expected a Network; read_network reads"):
        ABOUT[function](found)


@pytest.mark.parametrize("budget", [-1, 1.5, "9", float("nan"), True])
@pytest.mark.parametrize("function", BUDGETED)
def test_a_budget_is_a_whole_number(function, budget):
    with pytest.raises(InputError, match=r"budget: found .*, expected a whole number >= 0"):
        BUDGETED[function](budget=budget)


def test_cells_are_a_whole_number():
    with pytest.raises(InputError, match=r"cells: found 1.5, expected a whole number >= 0"):
        unit_states(ABSOLUTE, (-1, 1), cells=1.5)


def test_without_cells_nothing_is_decided_and_nothing_goes():
    assert decide_affine(ABSOLUTE, (-1, 1), budget=0).verdict == "undecided"
    double = Network([([[1], [2]], [0, 0]), ([[1, 1]], [0])])
    assert simplify(double, (-1, 1), budget=0) == Simpler(double, None, (), more=True)
    assert simplify(double, (-1, 1), budget=1).removed


@pytest.mark.parametrize("pattern", [None, 5, [1, 0], [[1, 0], None], [[1]], [[1, 2]], "10"])
def test_a_pattern_has_a_state_for_each_unit(pattern):
    with pytest.raises(InputError, match=r"pattern: found .*, expected a 0 or 1 for each unit"):
        ABSOLUTE.affine_piece(pattern)


@pytest.mark.parametrize("given", [None, [], [[1, 0]], [[1, 0]] * 3])
def test_a_plane_has_two_directions(given):
    flat = Network.affine(PLANE, [0, 0])
    with pytest.raises(InputError, match=r"directions: found .*, expected two vectors"):
        slice_of(flat, [0, 0], given)


@pytest.mark.parametrize(
    "rows, found", [([], "none"), ([([1], 0), ([1, 2], 0)], r"rows of \[1, 2\] numbers")]
)
def test_rows_of_a_polytope_have_one_length(rows, found):
    with pytest.raises(InputError, match=f"polytope: found {found}, expected at least one row"):
        Polytope(rows)


def test_a_set_has_no_order():
    for ask in (Hull, partial(decide_affine, ABSOLUTE), ABSOLUTE):
        with pytest.raises(InputError, match=r"found \{.*, expected"):
            ask({-1, 1})


# ---- options that are no numbers ----------------------------------------------------------------


@pytest.mark.parametrize("found", [5, "print", [print], False])
@pytest.mark.parametrize(
    ("option", "name"), [(option, name) for option, names in FUNCTIONS.items() for name in names]
)
def test_a_function_is_expected(option, name, found):
    with pytest.raises(InputError, match=rf"{option}: found .*, expected a function"):
        FUNCTIONS[option][name](**{option: found})


@pytest.mark.parametrize("found", [5, "threads", print, ThreadPoolExecutor])
def test_an_executor_is_expected(found):
    with pytest.raises(InputError, match=r"executor: found .*, expected an object with a method"):
        activation_regions(ABSOLUTE, (-1, 1), executor=found)


@pytest.mark.parametrize("found", [1, "no", "", np.False_])
@pytest.mark.parametrize("function", BUDGETED)
def test_check_is_true_or_false(function, found):
    with pytest.raises(InputError, match=r"check: found .*, expected True or False"):
        BUDGETED[function](check=found)


def test_a_unit_is_a_layer_and_a_number():
    for found in (None, 5, (1,), (0, 0, 0), (1, 0), (0, 2), (-1, 0), (0.5, 0), "00"):
        with pytest.raises(InputError, match=r"unit(\[.\])?: found .*, expected a "):
            ABSOLUTE.up_to(found)
    assert ABSOLUTE.up_to([0, np.int64(1)])(3) == -3


# ---- files --------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A network, and rows that are a box as well."""
    monkeypatch.chdir(tmp_path)
    write_network(ABSOLUTE, "net.npz")
    Path("rows.csv").write_text("low,high\n0,1\n")
    return {"read_network": "net.npz", "read_data": "rows.csv", "read_box": "rows.csv"}


@pytest.mark.parametrize("found", [None, 1.5, "64", [64], True, -1])
@pytest.mark.parametrize("function", READERS)
def test_a_limit_is_a_whole_number(files, function, found):
    with pytest.raises(InputError, match=r"max_mb: found .*, expected a whole number >= 0"):
        READERS[function](files[function], max_mb=found)


@pytest.mark.parametrize("function", ["read_box", "read_data"])
def test_a_header_is_there_or_not(files, function):
    """``"no"`` was taken as yes, and the first row was lost."""
    for found in ("no", 0, 1):
        with pytest.raises(InputError, match=r"header: found .*, expected True or False"):
            READERS[function](files[function], header=found)


@pytest.mark.parametrize("found", [5, True, [5], [None], {"W0"}, Path("W0")])
@pytest.mark.parametrize("option", ["layers", "outside", "order"])
def test_names_are_a_list_of_names(files, option, found):
    with pytest.raises(InputError, match=rf"npz: {option}: found .*, expected a list of names"):
        read_network("net.npz", **{option: found})


@pytest.mark.parametrize(
    ("option", "found", "expected"),
    [
        ("external_data", "no", "True or False"),
        ("up_to", 5, "the name of a value"),
        ("up_to", np.array([1.0]), "the name of a value"),
        ("input_shape", 5, "sizes"),
        ("input_shape", {1, 2}, "sizes"),
    ],
)
def test_an_option_of_a_reader_is_of_its_kind(files, option, found, expected):
    with pytest.raises(InputError, match=rf"npz: {option}: found .*, expected {expected}"):
        read_network("net.npz", **{option: found})


# ---- certificates: what is none is malformed ----------------------------------------------------

CERTIFICATE = decide_affine(ABSOLUTE, (-1, 1)).certificate


@pytest.mark.parametrize("found", [None, 5, -1, [], {}, Path("c.json"), CERTIFICATE])
def test_a_certificate_is_its_text(found):
    kind = type(found).__name__
    with pytest.raises(Malformed, match=f"certificate: found {kind}, expected its text; check_fil"):
        check(found)


@pytest.mark.parametrize("found", [None, 5, b"c.json", ["c.json"], CERTIFICATE])
def test_a_file_is_named_by_its_path(found):
    with pytest.raises(Malformed, match="file: found .*, expected its path"):
        check_file(found)
    if found is not None:
        with pytest.raises(Malformed, match="folder: found .*, expected its path"):
            check(CERTIFICATE.text, folder=found)


@pytest.mark.parametrize("found", [None, "1", 1.5, [1]])
def test_limits_of_the_checker_are_whole_numbers(tmp_path, found):
    path = tmp_path / "c.json"
    path.write_text(CERTIFICATE.text)
    assert check_file(path) == check(CERTIFICATE.text)
    for option in ("max_work", "most_megabytes"):
        with pytest.raises(Malformed, match=f"{option}: found .*, expected a whole number"):
            check_file(path, **{option: found})
