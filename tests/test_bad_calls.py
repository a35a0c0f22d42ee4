"""What public functions say to what is no network, no budget, no pattern, no list."""

from functools import partial

import pytest

from relu_proofs import (
    Hull,
    InputError,
    Network,
    Piecewise,
    Polytope,
    activation_regions,
    at_point,
    best_affine,
    decide_affine,
    decide_on_data,
    on_segment,
    simplify,
    slice_of,
    unit_states,
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
}
BUDGETED = {
    "decide_affine": partial(decide_affine, ABSOLUTE, (-1, 1)),
    "unit_states": partial(unit_states, ABSOLUTE, (-1, 1)),
    "simplify": partial(simplify, ABSOLUTE, (-1, 1)),
    "decide_on_data": partial(decide_on_data, ABSOLUTE, ROWS),
}


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
