import random
from fractions import Fraction

import pytest

from relu_proofs import Hull, InputError, Network, Points, Polytope, check, decide_affine
from relu_proofs.core.certificate import network_json
from tests.midpoints import is_affine, random_network


def confirmed(network, decision):
    """The verdict, after the checker and the distance agree with it."""
    if decision.certificate:
        statement = check(decision.certificate.text)
        assert statement == decision.certificate.statement
        assert statement["kind"] == {"affine": "affine-on"}.get(decision.verdict, "not-affine")
    assert (decision.distance > 0) == (decision.verdict == "not-affine")
    assert (decision.map is not None) == (decision.verdict == "affine")
    return decision.verdict


def random_domain(chance, inputs):
    """A domain as `decide_affine` takes it, and its half-spaces."""
    kind = chance.choice(("space", "box", "polytope"))
    if kind == "space":
        return kind, []
    if kind == "box":
        box = [
            (low, low + Fraction(chance.choice((1, 2, 4)), 2))
            for low in (chance.randint(-3, 2) for _ in range(inputs))
        ]
        unit = [[int(i == j) for j in range(inputs)] for i in range(inputs)]
        return box, [
            row
            for e, (low, high) in zip(unit, box, strict=True)
            for row in ((e, -low), ([-t for t in e], high))
        ]
    rows = [
        ([chance.randint(-2, 2) for _ in range(inputs)], chance.randint(0, 3))
        for _ in range(chance.randint(1, 5))
    ]
    try:
        return Polytope(rows), rows
    except InputError:  # no interior
        return "space", []


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_agrees_with_z3(depth):
    verdicts = set()
    for seed in range(80):
        chance = random.Random(f"{depth} {seed}")
        network = random_network(chance, depth)
        domain, rows = random_domain(chance, network.inputs)
        verdict = confirmed(network, decide_affine(network, domain))
        assert verdict == ("affine" if is_affine(network, rows) else "not-affine")
        verdicts.add(verdict)
    assert len(verdicts) == 2


def test_the_map_is_the_network():
    for seed in range(40):
        chance = random.Random(f"map {seed}")
        network = random_network(chance, 2)
        decision = decide_affine(network, (-1, 1))
        if decision.map:
            x = [Fraction(chance.randint(-8, 8), 8) for _ in range(network.inputs)]
            assert decision.map(x) == network.evaluate(x)


def test_a_crease_that_only_touches_the_domain_is_harmless():
    relu = Network([([[1]], [-1]), ([[1]], [0])])
    assert decide_affine(relu, (0, 1)).verdict == "affine"
    assert decide_affine(relu, (0, Fraction(1001, 1000))).verdict == "not-affine"


def test_a_decision_is_neither_true_nor_false():
    with pytest.raises(TypeError):
        bool(decide_affine(Network.affine([[1]], [0]), "space"))


def test_a_budget_too_small_is_undecided():
    nested = Network(
        [([[1], [-1]], [0, 0]), ([[1, 1], [1, 0], [0, 1]], [0, 0, 0]), ([[1, -1, -1]], [0])]
    )  # r(|x|) - r(r(x)) - r(r(-x)) = 0
    assert confirmed(nested, decide_affine(nested, (-3, 3))) == "affine"
    decision = decide_affine(nested, (-3, 3), budget=1)
    assert confirmed(nested, decision) == "undecided" and "budget" in decision.tried


def test_a_hull_agrees_with_z3():
    kinds = set()
    for seed in range(120):
        chance = random.Random(f"hull {seed}")
        network = random_network(chance, chance.randint(1, 2))
        rows = [
            [Fraction(chance.randint(-3, 3), 2) for _ in range(network.inputs)]
            for _ in range(chance.randint(1, 5))
        ]
        decision = decide_affine(network, Hull(rows))
        weights, simplex = Hull(rows).weights()
        halves = [form.rationals() for form in simplex.half_spaces]
        composed = network.after(Network.affine(*weights))
        expected = "affine" if is_affine(composed, halves) else "not-affine"
        assert decision.verdict == expected
        statement = check(decision.certificate.text)
        assert statement == decision.certificate.statement
        through = network.after(Network.affine(*decision.through)) if decision.through else network
        assert statement["network"] == network_json(through)
        if decision.map:
            assert all(decision.map(row) == network.evaluate(row) for row in rows)
        kinds.add((statement["kind"], statement.get("domain", {}).get("type")))
    assert kinds >= {
        ("affine-on", "hull"),
        ("not-affine", "points"),
        ("not-affine", "box"),
        ("affine-on", "polytope"),
    }


def test_a_polytope_without_interior_agrees_with_z3():
    verdicts = set()
    for seed in range(80):
        chance = random.Random(f"flat {seed}")
        network = random_network(chance, chance.randint(1, 2))
        rows = [
            ([chance.randint(-2, 2) for _ in range(network.inputs)], chance.randint(0, 2))
            for _ in range(chance.randint(0, 3))
        ]
        level = [chance.randint(-2, 2) for _ in range(network.inputs)]
        rows += [(level, 0), ([-t for t in level], 0)]
        decision = decide_affine(network, Polytope(rows))
        assert decision.verdict == ("affine" if is_affine(network, rows) else "not-affine")
        statement = check(decision.certificate.text)
        through = network.after(Network.affine(*decision.through)) if decision.through else network
        assert statement["network"] == network_json(through)
        if decision.through and decision.map:
            x = decision.through([Fraction(0)] * len(decision.through.U[0]))
            assert decision.map(x) == network.evaluate(x)
        verdicts.add((decision.verdict, statement["domain"]["type"]))
    assert len(verdicts) == 5


def test_a_polytope_without_a_point_is_refused():
    with pytest.raises(InputError, match="no point"):
        Polytope([([1], -1), ([-1], 0)])


def test_rows_alone_are_decided_by_linear_algebra():
    fold = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])
    assert confirmed(fold, decide_affine(fold, Points([[0, 0], [1, 0], [0, 1]]))) == "affine"
    xor = decide_affine(fold, Points([[0, 0], [1, 0], [0, 1], [1, 1]]))
    assert confirmed(fold, xor) == "not-affine" and xor.distance == Fraction(1, 2)
    assert decide_affine(fold, Hull([[0, 0], [1, 0], [0, 1]])).verdict == "not-affine"
