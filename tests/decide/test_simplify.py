import random
from fractions import Fraction

import pytest

from relu_proofs import InputError, Network, Points, check, simplify
from relu_proofs.core.certificate import network_json
from tests.midpoints import random_network

from .test_affinity import random_domain


def units(network):
    return sum(network.widths)


def test_a_smaller_network_is_certified_to_be_the_same():
    reasons = set()
    for seed in range(90):
        chance = random.Random(f"simple {seed}")
        network = random_network(chance, chance.randint(1, 3))
        domain, _ = random_domain(chance, network.inputs)
        found = simplify(network, domain)
        reasons |= {reason.split(" unit")[0] for *_, reason in found.removed}
        if not found.removed:
            assert found.network == network and found.certificate is None
            continue
        statement = check(found.certificate.text)
        assert statement == found.certificate.statement
        assert statement["network"] == network_json(network.minus(found.network))
        assert not any(u != "0" for row in statement["U"] for u in row)
        assert set(statement["c"]) == {"0"}
        assert units(found.network) < units(network)
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


def test_rows_are_no_domain_to_simplify_on():
    with pytest.raises(InputError, match="not a data set"):
        simplify(Network([([[1]], [0]), ([[1]], [0])]), Points([[0], [1]]))
