"""`simplify`: fewer units, the same function, a certificate of the difference on the domain."""

import random
from fractions import Fraction

import pytest

from relu_proofs import Hull, InputError, Network, Points, Polytope, check, simplify
from relu_proofs.core.certificate import network_json
from relu_proofs.decide.simplify import Simpler
from tests.midpoints import random_domain, random_network, statement_domain


def units(network):
    return len(network.units)


def confirmed(network, found, domain):
    """The smaller network, after the checker agrees that it is the same function."""
    statement = check(found.certificate.text)
    assert statement == found.certificate.statement and found.checked
    assert statement["network"] == network_json(network.minus(found.network))
    assert statement["domain"] == domain
    assert {u for row in statement["U"] for u in row} == set(statement["c"]) == {"0"}
    return found.network


def test_a_smaller_network_is_certified_to_be_the_same():
    reasons, kinds = set(), set()
    for seed in range(100):
        chance = random.Random(f"simple {seed}")
        network = random_network(chance, chance.randint(1, 3))
        domain = random_domain(chance, network.inputs, ("space", "box", "polytope", "flat"))
        found = simplify(network, domain.given)
        reasons |= {reason.split(" unit")[0] for *_, reason in found.removed}
        if not found.removed:
            assert found.network == network and found.certificate is None
            continue
        smaller = confirmed(network, found, statement_domain(domain))
        assert units(smaller) < units(network)
        assert domain.is_affine(network.minus(smaller))
        kinds.add(domain.kind)
    assert kinds == {"space", "box", "polytope", "flat"}
    assert reasons >= {
        "off",
        "constant",
        "unused",
        "same crease as",
        "the network is affine",
        "passed on, with its layer",
    }


def test_units_that_are_always_on_pass_through_fewer():
    chance = random.Random(4)
    rows = [[chance.randint(-3, 3) for _ in range(3)] for _ in range(6)]
    network = Network([([*rows, [1, 1, 1]], [20] * 6 + [0]), ([range(1, 8)], [0])])
    found = simplify(network, (-1, 1))
    assert found.network.widths == (2,)
    assert {reason for *_, reason in found.removed} == {"passed on"}
    assert set(check(found.certificate.text)["c"]) == {"0"}
    x = [Fraction(1, 3), Fraction(-1, 2), 1]
    assert found.network(x) == network(x)


# r(|x| + |y| - 5) is off, r(|x| + |y|) on, both only by the cells that the kinks of |x|, |y| make
BEHIND = Network(
    [
        ([[1, 0], [-1, 0], [0, 1], [0, -1]], [0] * 4),
        ([[1] * 4, [1] * 4, [1, 1, 0, 0]], [-5, 0, "-1/2"]),
        ([[1, 1, 1]], [0]),
    ]
)


def test_units_behind_kinks_go_where_their_cells_can_be_gone_through():
    square = Polytope([([1, 0], 1), ([-1, 0], 1), ([0, 1], 1), ([0, -1], 1)])
    for domain in ((-1, 1), square):
        found = simplify(BEHIND, domain, check=True)
        assert found.removed == ((1, 0, "off"),) and not found.more
        assert check(found.certificate.text)["network"] == network_json(BEHIND.minus(found.network))
    found = simplify(BEHIND, "space")
    assert not found.removed and not found.more


def test_units_behind_kinks_stay_where_cells_are_too_few():
    assert simplify(BEHIND, (-1, 1), budget=2) == Simpler(BEHIND, None, (), more=True)
    layers = [(BEHIND.layers[0].weight + ((1, 0),), [0] * 4 + [-9])]
    layers += [([(*row, 1) for row in BEHIND.layers[1].weight], BEHIND.layers[1].bias)]
    more = Network([*layers, BEHIND.layers[2]])
    found = simplify(more, (-1, 1), budget=2)
    assert (found.network, found.removed, found.more) == (BEHIND, ((0, 4, "off"),), True)
    assert simplify(more, (-1, 1)).removed == ((0, 4, "off"), (1, 0, "off"))


def test_a_unit_that_is_open_for_lack_of_cells_is_said():
    """On a polytope no bounds help: the cells of four kinks are more than three."""
    square = Polytope([([1, 0], 1), ([-1, 0], 1), ([0, 1], 1), ([0, -1], 1)])
    assert simplify(BEHIND, square, budget=3) == Simpler(BEHIND, None, (), more=True)


def test_units_behind_far_too_many_kinks_are_not_looked_at(monkeypatch):
    def never(*_):
        raise AssertionError("it is hopeless")

    monkeypatch.setattr("relu_proofs.decide.simplify.Findings", never)
    chance = random.Random(2)
    rows = [[chance.randint(-9, 9) for _ in range(10)] for _ in range(30)]
    network = Network([(rows, [0] * 30), ([[1] * 30], [-1]), ([[1]], [0])])
    found = simplify(network, (-1, 1))
    assert (found.network, found.more) == (network, True)


def test_units_that_are_always_on_behind_kinks_are_no_affine_forms():
    """Three of them, |x| + 1 and the like, stay beside |x| - 1/2, whatever comes behind."""
    rows = [[1, 1], [2, 1], [1, 2], [1, 1]]
    network = Network([([[1], [-1]], [0, 0]), (rows, [1, 1, 1, "-1/2"]), ([[1, -1, 1, 3]], [0])])
    found = simplify(network, (-1, 1))
    for x in (-1, Fraction(-1, 3), 0, Fraction(1, 5), 1):
        assert found.network(x) == network(x)
    assert found.removed == () and not found.more


def test_units_on_one_crease_behind_kinks_go_together():
    """-2|x| and -3|x|: the second would become a part of the first, and both are off."""
    rows = [[-2, -2], [-3, -3], [1, 1]]
    network = Network([([[1], [-1]], [0, 0]), (rows, [0, 0, "-1/2"]), ([[1, 1, 1]], [0])])
    assert simplify(network, (-1, 1)).removed == ((1, 0, "off"), (1, 1, "off"))


def test_a_layer_behind_kinks_that_is_always_on_goes_whole():
    layers = [([[1], [-1]], [0, 0]), ([[1, 1], [2, 1]], [1, 1]), ([[1, 0], [0, 1]], ["-3/2", -2])]
    network = Network([*layers, ([[1, 1]], [0])])
    found = simplify(network, (-1, 1))
    assert found.network.widths == (2, 2)
    assert found.removed == tuple((1, i, "passed on, with its layer") for i in (0, 1))
    assert all(found.network(x) == network(x) for x in (-1, Fraction(-1, 3), 0, 1))


def test_on_a_line_the_same_function_is_the_same_only_there():
    network = Network([([[3, 1], [-3, -1]], [0, 0]), ([[1, 1]], [0])])  # |3x + y|
    line = Polytope([([3, 1], 0), ([-3, -1], 0)])
    found = simplify(network, line)
    smaller = confirmed(network, found, line.json)
    assert smaller.widths == () and smaller((1, -3)) == network((1, -3)) == 0


def test_units_on_one_crease_that_cancel_go_all():
    """2r(x) - r(2x) is 0, so of the layer r(x - 1) is left, and nothing is to do again."""
    network = Network([([[1], [2], [1]], [0, 0, -1]), ([[2, -1, 1]], [0])])
    found = simplify(network, "space")
    assert found.removed == ((0, 0, "cancelled"), (0, 1, "cancelled"))
    assert confirmed(network, found, {"type": "space"}).layers[0].weight == ((1,),)
    assert simplify(found.network, "space").removed == ()


def test_units_go_whose_weights_cancel_where_layers_are_merged():
    """r(x) comes into two units that are always on, and from these nowhere."""
    network = Network([([[1], [1]], [0, -1]), ([[1, 1], [1, 0]], [1, 1]), ([[1, -1]], [0])])
    found = simplify(network, "space")
    assert found.removed[0] == (0, 0, "cancelled")
    assert confirmed(network, found, {"type": "space"}).widths == (1,)


def test_values_passed_on_that_cancel_need_no_unit():
    """x + 5 and 2x + 10, always on or passed on, cancel beside r(x) and a unit that is off."""
    rows = [([[1], [2], [1], [1]], [5, 10, 0, -9])]
    for relu in ([[True] * 4, [True]], [[False] * 2 + [True] * 2, [True]]):
        network = Network([*rows, ([[2, -1, 1, 1]], ["-1/2"]), ([[1]], [0])], relu=relu)
        found = simplify(network, (-1, 1))
        assert found.network.widths == (1, 1)
        assert all(found.network(x) == network(x) for x in (-1, 0, Fraction(1, 2), 1))


def test_opposite_units_on_one_crease_stay_two():
    network = Network([([[1], [-1], [2]], [0, 0, 0]), ([[1, 1, 1]], [0])])
    found = simplify(network, "space")
    assert found.network.widths == (2,)
    assert found.removed == ((0, 2, "same crease as unit 0"),)


@pytest.mark.parametrize("domain", [Points([[0], [1]]), Hull([[0], [1]])])
def test_rows_are_no_domain_to_simplify_on(domain):
    with pytest.raises(InputError, match="domain: found .*expected one of: the space .*, a box"):
        simplify(Network([([[1]], [0]), ([[1]], [0])]), domain)
