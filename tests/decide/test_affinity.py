"""`decide_affine` beside z3, on every kind of domain; each certificate names the question."""

import random
from fractions import Fraction

import pytest

from relu_proofs import Hull, InputError, Network, Points, Polytope, check, decide_affine
from relu_proofs.core.certificate import network_json
from tests.midpoints import random_domain, random_network, statement_domain

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
NESTED = Network(
    [([[1], [-1]], [0, 0]), ([[1, 1], [1, 0], [0, 1]], [0, 0, 0]), ([[1, -1, -1]], [0])]
)  # r(|x|) - r(r(x)) - r(r(-x)) = 0


def confirmed(network, decision, domain=None):
    """The verdict, after the checker and the distance agree with it."""
    if decision.certificate:
        statement = check(decision.certificate.text)
        assert statement == decision.certificate.statement
        assert statement["kind"] == {"affine": "affine-on"}.get(decision.verdict, "not-affine")
        assert statement["network"] == network_json(network)
        assert domain is None or statement["domain"] == domain
        assert decision.checked
    assert (decision.distance > 0) == (decision.verdict == "not-affine")
    assert (decision.map is not None) == (decision.verdict == "affine")
    return decision.verdict


@pytest.mark.parametrize("kind", ["space", "box", "polytope", "flat", "hull"])
def test_agrees_with_z3(kind):
    verdicts = set()
    for seed in range(40):
        chance = random.Random(f"{kind} {seed}")
        network = random_network(chance, chance.randint(1, 3))
        domain = random_domain(chance, network.inputs, (kind,))
        decision = decide_affine(network, domain.given)
        verdict = confirmed(network, decision, statement_domain(domain))
        assert verdict == ("affine" if domain.is_affine(network) else "not-affine"), seed
        verdicts.add(verdict)
    assert len(verdicts) == 2


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_agrees_with_z3_at_any_depth(depth):
    verdicts = set()
    for seed in range(40):
        chance = random.Random(f"{depth} {seed}")
        network = random_network(chance, depth)
        domain = random_domain(chance, network.inputs)
        verdict = confirmed(network, decide_affine(network, domain.given))
        assert verdict == ("affine" if domain.is_affine(network) else "not-affine"), seed
        verdicts.add(verdict)
    assert len(verdicts) == 2


def test_without_floats_the_exact_search_decides(monkeypatch):
    monkeypatch.setattr("relu_proofs.decide.witness.arrays", lambda network: None)
    verdicts = set()
    for seed in range(40):
        chance = random.Random(f"exact {seed}")
        network = random_network(chance, chance.randint(1, 3))
        domain = random_domain(chance, network.inputs)
        verdict = confirmed(network, decide_affine(network, domain.given))
        assert verdict == ("affine" if domain.is_affine(network) else "not-affine"), seed
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
    assert confirmed(NESTED, decide_affine(NESTED, (-3, 3))) == "affine"
    decision = decide_affine(NESTED, (-3, 3), budget=1)
    assert confirmed(NESTED, decision) == "undecided" and "budget" in decision.tried


def test_progress_is_told():
    seen = []
    decide_affine(
        NESTED, (-3, 3), budget=9, progress=lambda done, total: seen.append((done, total))
    )
    assert seen[0] == (1, 9) and seen == sorted(seen)


def test_a_tree_is_never_deeper_than_the_checkers_read(monkeypatch):
    monkeypatch.setattr("relu_proofs.decide.tree.DEEPEST_SPLIT", 0)
    assert decide_affine(NESTED, (-3, 3)).verdict == "undecided"


def test_with_one_input_cells_are_halved():
    # r(g) - g for a sum g >= 0 of folds: every knot is a split, but few lie above each other
    folds = ([[1]] * 60 + [[-1]] * 60, [*(-k for k in range(60)), *range(60)])
    g = Network([folds, ([[1] * 120], [0])])
    clipped = Network([folds, ([[1] * 120], [0]), ([[1]], [0])])
    decision = decide_affine(clipped.minus(g), (-100, 100))
    assert decision.verdict == "affine" and decision.map == (((0,),), (0,))
    assert depth(decision.certificate.evidence["tree"]) == 6  # 61 cells


def depth(node):
    """How many splits of a tree lie above each other."""
    then = node["then"]
    if then["type"] != "split":
        return 0
    return 1 + max(depth(then["on"]), depth(then["off"]))


def test_the_network_of_a_decision_can_be_of_one_layer():
    for domain in ("space", (0, 1), Points([[1], [2]]), Hull([[1], [2]]), Polytope([([1], 0)])):
        decision = decide_affine(Network.affine([[2]], [1]), domain)
        assert decision.map == Network.affine([[2]], [1]).layers[0]


@pytest.mark.parametrize("domain", ["there", 5, [(0, 1)], Points([[1]]), Hull([[1, 2, 3]])])
def test_a_domain_that_does_not_fit_is_refused(domain):
    with pytest.raises(InputError):
        decide_affine(FOLD, domain)


# ---- flat polytopes

THREE = [
    [[-3, -2, -3], [3, 2, 3], [2, 1, -2]],
    [1, -1, 0],
]
PLANE = [
    ([-3, -2, -3], 1),
    ([3, 2, 3], -1),
    *(([int(i == j) for j in range(3)], 2) for i in range(3)),
    *(([-int(i == j) for j in range(3)], 2) for i in range(3)),
]


@pytest.mark.parametrize("last", [[1, 1, 1], [1, 1, 0]])
def test_a_piece_of_a_plane_is_decided_as_it_is(last):
    network = Network([THREE, ([last], [0])])
    piece = Polytope(PLANE)
    points = [(2, -1, -1), (-2, 2, 1), (0, "1/2", 0)]
    values = [network(x) for x in points]
    assert all(piece.contains([Fraction(t) for t in x]) for x in points)
    verdict = confirmed(network, decide_affine(network, piece), piece.json)
    assert verdict == ("not-affine" if last[2] else "affine")
    if last[2]:
        assert values == [5, 0, Fraction(1, 2)]  # the mean of the first two is 5/2


def test_on_the_line_where_a_unit_is_zero_the_fold_is_flat():
    network = Network([([[3, 1], [-3, -1]], [0, 0]), ([[1, 1]], [0])])  # |3x + y|
    line = Polytope([([3, 1], 0), ([-3, -1], 0)])
    decision = decide_affine(network, line)
    assert confirmed(network, decision, line.json) == "affine"
    assert decision.map == (((0, 0),), (0,))


def test_creases_that_are_one_on_the_domain_cancel_there():
    apart = Network([([[1, 0], [0, 1]], [0, 0]), ([[1, -1]], [0])])  # r(x) - r(y)
    diagonal = Polytope([([1, -1], 0), ([-1, 1], 0)])
    assert confirmed(apart, decide_affine(apart, diagonal)) == "affine"
    assert confirmed(apart, decide_affine(apart, "space")) == "not-affine"
    thin = decide_affine(apart, Hull([[-1, -1], [1, 1]]))
    assert confirmed(apart, thin) == "affine"
    twice = Network([([[1, 0], [0, 2]], [0, 0]), ([[1, "-1/2"]], [0])])  # r(x) - r(2y)/2
    assert confirmed(twice, decide_affine(twice, diagonal)) == "affine"
    off = Network([([[1, 0], [0, -1]], [0, 0]), ([[1, -1]], [0])])  # r(x) - r(-y) = x there
    found = decide_affine(off, diagonal)
    assert confirmed(off, found) == "affine" and found.map((3, 3)) == (3,)


# ---- rows and their hull


def test_rows_alone_are_decided_by_linear_algebra():
    three, four = [[0, 0], [1, 0], [0, 1]], [[0, 0], [1, 0], [0, 1], [1, 1]]
    assert confirmed(FOLD, decide_affine(FOLD, Points(three))) == "affine"
    xor = decide_affine(FOLD, Points(four))
    assert confirmed(FOLD, xor, Points(four).json) == "not-affine"
    assert xor.distance == Fraction(1, 2)
    assert confirmed(FOLD, decide_affine(FOLD, Hull(three))) == "not-affine"


def test_rows_that_vanish_modulo_a_prime():
    p = 2**61 - 1
    identity = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])  # r(x) - r(-x)
    for rows in ([[0], [p]], [[0], [p], [2 * p]], [[f"1/{p}"], [1]]):
        for kind in (Points, Hull):
            decision = decide_affine(identity, kind(rows))
            assert confirmed(identity, decision, kind(rows).json) == "affine"
            assert all(decision.map(x) == identity.evaluate(x) for x in kind(rows).rows)


def test_a_map_of_the_box_serves_the_hull():
    # the units switch between the rows, but cancel: no weak pattern is shared
    found = decide_affine(NESTED, Hull([[-3], [1], [3]]))
    assert confirmed(NESTED, found, Hull([[-3], [1], [3]]).json) == "affine"
    assert found.tried.startswith("on the bounding box") and found.map == (((0,),), (0,))
    assert found.certificate.evidence["tree"]["then"]["type"] == "split"


def test_a_weak_pattern_of_the_rows_is_kept_between_them():
    rows = Hull([[1, 0], [0, 0], [3, 2]])  # x1 >= x2, one row on the crease
    found = decide_affine(FOLD, rows)
    assert confirmed(FOLD, found, rows.json) == "affine" and found.map == (((1, -1),), (0,))
    assert found.tried == "exact, since no unit switches between the rows"
    node = found.certificate.evidence["tree"]
    assert node["then"] == {"type": "equal"} and node["signs"] == [
        {"unit": [0, 0], "state": "on", "multipliers": []},
        {"unit": [0, 1], "state": "off", "multipliers": []},
    ]


def test_a_hull_of_one_input_is_an_interval():
    shifted = Network([([[1], [-1]], [-1, -1]), ([[1, 1]], [0])])  # |x| - 1 where it is > 0
    rows = Hull([[-1], [0], [1]])
    assert confirmed(shifted, decide_affine(shifted, rows), rows.json) == "affine"
    wider = Hull([[-1], [0], [2]])
    found = decide_affine(shifted, wider)
    assert confirmed(shifted, found, wider.json) == "not-affine"
    assert found.certificate.evidence.keys() == {"weights", "coefficients", "output"}


def test_a_hull_smaller_than_its_box():
    corner = Network([([[1, 1]], [-1]), ([[1]], [0])])  # r(x + y - 1)
    triangle = [[0, 0], [1, 0], [0, 1]]
    assert decide_affine(corner, (0, 1)).verdict == "not-affine"
    assert confirmed(corner, decide_affine(corner, Hull(triangle))) == "affine"
    deep = Network([([[1, 1]], [-1]), ([[1]], [0]), ([[1]], [0])])
    assert confirmed(deep, decide_affine(deep, Hull(triangle))) == "affine"


def test_sine_of_a_network_that_trails_off():
    # one unit, then a hundred that switch at 0, then a last unit that is off: 0 on [-10, 10]
    chance = random.Random("sine")
    inner = [[Fraction(chance.randint(-9, 9), 8)] for _ in range(100)]
    outer = [-Fraction(chance.randint(1, 9), 8) for _ in range(100)]
    network = Network([([["1/3"]], [0]), (inner, [0] * 100), ([outer], [0]), ([[1]], [0])])
    rows = [[Fraction(k, 20)] for k in range(-200, 201)]
    found = decide_affine(network, Hull(rows), check=True)
    assert confirmed(network, found) == "affine" and found.map == (((0,),), (0,))
    assert confirmed(network, decide_affine(network, (-10, 10), check=True)) == "affine"
