"""`unit_states` beside z3, on every kind of domain, by the strict notions."""

import random
from fractions import Fraction

import pytest

from relu_proofs import Hull, InputError, Network, Points, Polytope, check, unit_states
from relu_proofs.core.certificate import network_json
from tests.midpoints import random_domain, random_network, statement_domain

EVERY = ("space", "box", "polytope", "flat", "hull")


def confirmed(network, states, domain=None):
    """The states by unit, after the checker agrees."""
    found = {(unit.layer, unit.unit): unit.state for unit in states}
    decided = {unit: state for unit, state in found.items() if state != "undecided"}
    if decided:
        statement = check(states.certificate.text)
        assert statement == states.certificate.statement and states.checked
        assert {tuple(entry["unit"]): entry["state"] for entry in statement["units"]} == decided
        assert statement["network"] == network_json(network)
        assert domain is None or statement["domain"] == domain
    else:
        assert states.certificate is None
    return found


@pytest.mark.parametrize("kind", EVERY)
def test_agrees_with_z3(kind):
    seen = set()
    for seed in range(40):
        chance = random.Random(f"units {kind} {seed}")
        network = random_network(chance, chance.randint(1, 3))
        domain = random_domain(chance, network.inputs, (kind,))
        states = unit_states(network, domain.given)
        assert confirmed(network, states, statement_domain(domain)) == domain.states(network), seed
        seen |= {unit.state for unit in states}
    assert seen == {"off", "on", "switching"}


def test_without_floats_nothing_stays_open(monkeypatch):
    monkeypatch.setattr("relu_proofs.decide.witness.arrays", lambda network: None)
    for seed in range(40):
        chance = random.Random(f"exact {seed}")
        network = random_network(chance, chance.randint(1, 3))
        domain = random_domain(chance, network.inputs)
        states = unit_states(network, domain.given)
        assert confirmed(network, states) == domain.states(network), seed


def test_rows_of_data():
    network = Network([([[1], [1], [-1], [0]], [0, 2, -2, 0]), ([[1, 1, 1, 1]], [0])])
    rows = Points([[-1], [0], [1]])
    states = unit_states(network, rows)
    found = confirmed(network, states, rows.json)
    assert list(found.values()) == ["switching", "on", "off", "off"]
    assert {unit.by for unit in states} == {"rows"}


def test_a_hull_is_more_than_its_rows():
    # r(|x| - 1/2): on at both rows, off between them
    network = Network([([[1], [-1]], [0, 0]), ([[1, 1]], ["-1/2"]), ([[1]], [0])])
    rows = [[-1], [1]]
    on_rows = confirmed(network, unit_states(network, Points(rows)))
    on_hull = confirmed(network, unit_states(network, Hull(rows)))
    assert (on_rows[1, 0], on_hull[1, 0]) == ("on", "switching")


def test_a_unit_that_is_zero_throughout_is_off():
    layers = [
        ([[-1, 2], [-1, 2]], [-2, -2]),
        ([[-1, 1], [-1, 1]], [-1, 0]),
        ([["1/2", 1], [0, 1], [0, "-1/3"]], [0, 0, 0]),
        ([[2, -1, -2], [1, "5/2", 2]], [2, 1]),
    ]
    network = Network(layers)
    box = [(2, "7/2"), (2, "7/2")]
    found = confirmed(network, unit_states(network, box))
    assert [found[unit] for unit in ((1, 1), (2, 0), (2, 1), (2, 2))] == ["off"] * 4


def test_a_flat_domain_has_units_that_are_zero_on_it():
    network = Network([([[1, -1], [1, 1]], [0, 0]), ([[1, 1]], [0])])
    line = Polytope([([1, -1], 0), ([-1, 1], 0), ([1, 0], 0)])  # x = y >= 0
    found = confirmed(network, unit_states(network, line), line.json)
    assert found == {(0, 0): "off", (0, 1): "on"}


def test_all_off_on_a_polytope_still_names_a_point():
    network = Network([([[-1]], [0]), ([[1]], [0])])
    states = unit_states(network, Polytope([([1], 0)]))
    assert confirmed(network, states) == {(0, 0): "off"}
    assert len(states.certificate.evidence["points"]) == 1


def test_a_network_of_no_hidden_layer_has_no_units():
    for domain in ("space", (0, 1), Points([[0]]), Hull([[0]])):
        states = unit_states(Network.affine([[1]], [0]), domain)
        assert len(states) == 0 and states.certificate is None and not states.checked


def test_weights_beyond_floats_are_decided_exactly():
    network = Network([([["1e400"], ["1e400"]], [0, "2e400"]), ([[1, 1]], [0])])
    assert list(confirmed(network, unit_states(network, (-1, 1))).values()) == ["switching", "on"]


def test_a_few_cells_leave_units_open():
    # r(x) + r(-x) - r(x) - r(-x) over three layers: no bound sees that it is 0
    network = Network([([[1], [-1]], [0, 0]), ([[1, 1], [1, 1]], [0, 0]), ([[1, -1]], [0]),
                       ([[1]], [0])])  # fmt: skip
    open_ones = unit_states(network, "space", cells=1)
    found = confirmed(network, open_ones)
    assert found[1, 0] == found[1, 1] == "undecided" and found[0, 0] == "switching"
    assert "undecided" not in confirmed(network, unit_states(network, "space")).values()


def test_creases_that_could_make_too_many_cells_are_not_tried():
    wide = [[Fraction(k * k + j) for j in range(3)] for k in range(60)]
    network = Network([(wide, range(60)), ([[1] * 60], [1]), ([[1]], [0])])
    states = {(unit.layer, unit.unit): unit.state for unit in unit_states(network, "space")}
    assert states[1, 0] == "undecided"  # it is on: a sum of what is >= 0, and 1


def test_progress_counts_layers():
    seen = []
    network = random_network(random.Random(0), 3)
    unit_states(network, (-1, 1), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("domain", ["there", [(0, 1)], Points([[1]]), Hull([[1]])])
def test_a_domain_that_does_not_fit_is_refused(domain):
    with pytest.raises(InputError):
        unit_states(Network([([[1, 1]], [0]), ([[1]], [0])]), domain)
