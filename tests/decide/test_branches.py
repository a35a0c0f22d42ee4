"""Weak signs by cases: where bounds see too little, splits with slopes of their own see enough."""

import random

import numpy as np
import pytest

from relu_proofs import Network, check, unit_states
from relu_proofs.core.clock import Clock, OutOfTime, running
from relu_proofs.core.domains import Box
from relu_proofs.decide import branches
from relu_proofs.decide import tree as trees
from relu_proofs.decide.bounds import Bounds
from relu_proofs.decide.branches import Branching
from relu_proofs.decide.slopes import arrays
from tests.midpoints import random_domain, random_network

TWICE = Network([([[1], [1]], [0, 0]), ([[1, -1]], ["1/4"]), ([[1]], [0])])  # r(x) - r(x) + 1/4


def he(widths, seed):
    rng = np.random.default_rng(seed)
    return Network(
        [
            (rng.standard_normal((m, n)) * (2 / n) ** 0.5, rng.standard_normal(m) / 10)
            for n, m in zip(widths, widths[1:])
        ]
    )


def begun(network, unit, sign, box=(-1, 1)):
    """The search for a sign, after bounds of the layers before."""
    place = Box([box] * network.inputs)
    bounds = Bounds(network, place)
    for k in range(unit[0]):
        bounds.relax([bounds.range(k, i) for i in range(network.widths[k])])
    return Branching(arrays(network), place, bounds, unit, sign)


def leaves(tree):
    if tree["type"] == "bounded":
        return 1
    return leaves(tree["on"]) + leaves(tree["off"])


def test_two_equal_units_are_told_apart_by_nothing():
    states = unit_states(TWICE, (-1, 1))
    assert [(unit.state, unit.by) for unit in states] == [
        ("switching", "witness"),
        ("switching", "witness"),
        ("on", "cases"),
    ]
    (entry,) = check(states.certificate.text) and states.certificate.evidence["trees"]
    assert leaves(entry["tree"]) == 4


def test_what_is_not_so_is_not_found(monkeypatch):
    monkeypatch.setattr(branches, "DEEPEST_SPLIT", 12)
    false = Network([*TWICE.layers[:1], ([[1, -1]], ["-1/4"]), ([[1]], [0])])
    search = begun(false, (1, 0), 1)
    assert search.go_on(1000) is None
    assert search.points and all(false.values(x)[0] < 1 for x in search.points)


def test_the_other_sign_is_found_where_it_is():
    found = 0
    for seed in range(30):
        network = he([3, 12, 12, 1], seed)
        place = Box([(-1, 1)] * 3)
        for i in range(12):
            search = begun(network, (1, i), 1)
            tree = search.go_on(40)
            if search.points:
                x = search.points[0]
                assert tree is None and place.contains(x)
                assert list(network.walk(x))[1][0][i] <= 0
                found += 1
    assert found > 100


def test_with_more_cases_more_is_decided_and_nothing_lost(monkeypatch):
    monkeypatch.setattr(trees, "_HOPELESS", 0)  # no trees of cells
    more = 0
    for seed in range(12):
        network = he([4, 16, 16, 16, 1], seed)
        known = {}
        for cells in (1, 60, 600):
            states = unit_states(network, (-0.5, 0.5), budget=0, cells=cells, check=True)
            now = {unit[:2]: unit.state for unit in states if unit.state != "undecided"}
            assert known.items() <= now.items()
            more += cells > 1 and len(now) > len(known)
            known = now
    assert more > 6


def test_a_certificate_of_cases_agrees_with_a_solver():
    seen = 0
    for seed in range(100):
        chance = random.Random(f"cases {seed}")
        network = random_network(chance, 3)
        domain = random_domain(chance, network.inputs, ("box",))
        states = unit_states(network, domain.given, check=True)
        wanted = domain.states(network)
        assert all(wanted[unit[:2]] == unit.state for unit in states), seed
        seen += any(unit.by == "cases" for unit in states)
    assert seen > 1


def test_a_clock_ends_it():
    search = begun(TWICE, (1, 0), 1)
    with running(Clock()) as clock, pytest.raises(OutOfTime):
        clock.stop()
        search.go_on(100)


def test_beyond_floats_nothing_is_searched():
    network = Network([([["1e400"], ["1e400"]], [0, 0]), ([[1, -1]], ["1/4"]), ([[1]], [0])])
    search = begun(network, (1, 0), 1)
    assert search.is_stuck and search.go_on(100) is None
