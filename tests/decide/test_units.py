import random
from fractions import Fraction

import pytest
import z3

from relu_proofs import InputError, Network, Points, check, unit_states
from tests.midpoints import random_network, rational


def pre_activations(network, x):
    for layer in network.layers[:-1]:
        z = [
            z3.Sum([rational(w) * t for w, t in zip(row, x, strict=True)] + [rational(b)])
            for row, b in zip(*layer, strict=True)
        ]
        yield z
        x = [z3.If(value > 0, value, 0) for value in z]


def possible(solver, condition):
    solver.push()
    solver.add(condition)
    found = solver.check()
    solver.pop()
    assert found in (z3.sat, z3.unsat)
    return found == z3.sat


def test_agrees_with_z3():
    decided, total = 0, 0
    for seed in range(100):
        chance = random.Random(f"units {seed}")
        network = random_network(chance, chance.randint(1, 3))
        box = [
            (low, low + Fraction(chance.choice((1, 2, 4)), 2))
            for low in (chance.randint(-2, 1) for _ in range(network.inputs))
        ]
        states = unit_states(network, box)
        statement = check(states.certificate.text)
        assert statement == states.certificate.statement
        assert [(*entry["unit"], entry["state"]) for entry in statement["units"]] == [
            unit[:3] for unit in states if unit.state != "undecided"
        ]
        x = [z3.Real(f"x{i}") for i in range(network.inputs)]
        solver = z3.Solver()
        for t, (low, high) in zip(x, box, strict=True):
            solver.add(rational(low) <= t, t <= rational(high))
        z = list(pre_activations(network, x))
        for unit in states:
            value = z[unit.layer][unit.unit]
            below, above = possible(solver, value < 0), possible(solver, value > 0)
            truth = "off" if not above else "switching" if below else "on"
            assert unit.state in (truth, "undecided") and (unit.layer or unit.state == truth)
            decided, total = decided + (unit.state == truth), total + 1
    assert decided > 0.95 * total


def test_rows_of_data():
    network = Network([([[1], [1], [-1], [0]], [0, 2, -2, 0]), ([[1, 1, 1, 1]], [0])])
    states = unit_states(network, Points([[-1], [0], [1]]))
    assert [unit.state for unit in states] == ["switching", "on", "off", "off"]
    assert {unit.by for unit in states} == {"rows"} and states.certificate is None


def test_a_network_of_no_hidden_layer_has_no_units():
    states = unit_states(Network.affine([[1]], [0]), (0, 1))
    assert len(states) == 0 and states.certificate is None


def test_weights_beyond_floats_are_decided_by_exact_bounds():
    network = Network([([["1e400"], ["1e400"]], [0, "2e400"]), ([[1, 1]], [0])])
    assert [unit.state for unit in unit_states(network, (-1, 1))] == ["switching", "on"]


def test_a_domain_without_ends_is_refused():
    with pytest.raises(InputError, match="expected a box or Points"):
        unit_states(Network([([[1]], [0]), ([[1]], [0])]), "space")
