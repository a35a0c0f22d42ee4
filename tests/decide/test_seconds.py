"""``budget_seconds``: every deciding function ends in time, and says no more than it knows."""

import pytest

from relu_proofs import (
    Hull,
    InputError,
    Network,
    OutOfTime,
    Points,
    activation_regions,
    best_affine,
    check,
    decide_affine,
    decide_on_data,
    simplify,
    unit_states,
)
from relu_proofs.core.clock import Clock, running
from relu_proofs.decide import on_data

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
ROWS = [[1, 0], [2, 0], [3, 1]]
NO_TIME = 1e-9


@pytest.mark.parametrize("domain", ["space", (-1, 1), Points(ROWS), Hull(ROWS)])
def test_without_time_nothing_is_decided(domain):
    found = decide_affine(FOLD, domain, budget_seconds=NO_TIME)
    assert (found.verdict, found.certificate) == ("undecided", None)
    assert found.tried.startswith("the time was over")
    states = unit_states(FOLD, domain, budget_seconds=NO_TIME)
    assert {unit.state for unit in states} == {"undecided"} and states.certificate is None


@pytest.mark.parametrize("domain", ["space", (-1, 1), Points(ROWS), Hull(ROWS)])
def test_with_time_the_answers_are_the_same(domain):
    assert decide_affine(FOLD, domain, budget_seconds=600) == decide_affine(FOLD, domain)
    assert unit_states(FOLD, domain, budget_seconds=600) == unit_states(FOLD, domain)


def test_of_data_nothing_is_known_without_time():
    found = decide_on_data(FOLD, ROWS, budget_seconds=NO_TIME)
    assert {d.verdict for d in (found.rows, found.hull, found.box)} == {"undecided"}
    assert found.best is None
    whole = decide_on_data(FOLD, Points(ROWS), budget_seconds=600)
    assert whole == decide_on_data(FOLD, ROWS) and whole.best == best_affine(FOLD, Points(ROWS))


@pytest.mark.parametrize("moment", [1e-9, 60])
def test_the_best_map_has_a_moment_when_the_time_is_over(moment, monkeypatch):
    monkeypatch.setattr(on_data, "_MOMENT", moment)
    with running(Clock()) as clock:
        found = decide_on_data(FOLD, [[1, 0], [0, 1]], report=lambda *_: clock.stop())
    assert found.rows.verdict == "affine" and found.hull.verdict == "undecided"
    assert (found.best is None) == (moment < 1)


@pytest.mark.parametrize(
    ("rows", "order"),
    [(ROWS, ["rows", "hull", "box"]), ([[1, 0], [0, 1]], ["rows", "box", "hull"])],
)
def test_each_decision_is_told_when_it_is_found(rows, order):
    told = []
    found = decide_on_data(FOLD, rows, report=lambda *given: told.append(given))
    assert [name for name, _, _ in told] == order
    for name, domain, decision in told:
        assert decision == getattr(found, name)
        assert check(decision.certificate.text)["domain"] == domain.json


def test_simplify_removes_nothing_that_is_not_proved():
    assert len(simplify(FOLD, [(0, 1), (2, 3)], budget_seconds=600).removed) == 2
    small = simplify(FOLD, [(0, 1), (2, 3)], budget_seconds=NO_TIME)
    assert (small.network, small.removed, small.certificate) == (FOLD, (), None)


def test_regions_say_how_many_there_are_at_least():
    with pytest.raises(
        OutOfTime, match="0 of 1 hidden layers .* the regions are 1 or more"
    ) as found:
        activation_regions(FOLD, (-1, 1), budget_seconds=NO_TIME)
    assert (found.value.layers, found.value.all_layers, found.value.at_least) == (0, 1, 1)
    assert len(activation_regions(FOLD, (-1, 1), budget_seconds=600)) == 2


@pytest.mark.parametrize("seconds", [0, -1, "soon", float("nan")])
def test_seconds_that_are_none_are_refused(seconds):
    for asked in (
        lambda: decide_affine(FOLD, (-1, 1), budget_seconds=seconds),
        lambda: unit_states(FOLD, (-1, 1), budget_seconds=seconds),
        lambda: decide_on_data(FOLD, ROWS, budget_seconds=seconds),
        lambda: simplify(FOLD, (-1, 1), budget_seconds=seconds),
        lambda: activation_regions(FOLD, (-1, 1), budget_seconds=seconds),
    ):
        with pytest.raises(InputError, match="budget_seconds"):
            asked()
