import random
from fractions import Fraction

from relu_proofs.core.forms import Form, Integers, combine, common, integer_form, rectified
from tests.midpoints import random_network


def test_integers_evaluate_as_the_network_does():
    for seed in range(100):
        chance = random.Random(f"integers {seed}")
        network = random_network(chance, chance.randint(1, 3))
        x = [Fraction(chance.randint(-9, 9), chance.randint(1, 9)) for _ in range(network.inputs)]
        integers = Integers(network)
        *before, outputs = integers.pre_activations(x)
        assert integers.evaluate(x) == tuple(outputs) == network.evaluate(x)
        assert tuple(map(tuple, before)) == network.pre_activations(x)


def value(form, atoms, x):
    """A form with atoms at a point, where the atoms are forms that come before it."""
    total = form.at(common(x)) if not form.atoms else form._replace(atoms={}).at(common(x))
    for name, factor in form.atoms.items():
        row, inner = atoms[name]
        total += Fraction(factor, form.den) * max(value(Form(row, 1, dict(inner)), atoms, x), 0)
    return total


def test_atoms_keep_the_value_of_every_form():
    for seed in range(200):
        chance = random.Random(f"atoms {seed}")
        network = random_network(chance, chance.randint(1, 3))
        x = [Fraction(chance.randint(-9, 9), 4) for _ in range(network.inputs)]
        table, parts = {}, None
        for layer in network.layers:
            forms = [
                integer_form(row, b)
                if parts is None
                else combine(row, b, parts, network.inputs + 1)
                for row, b in zip(*layer, strict=True)
            ]
            parts = [rectified(form, table) for form in forms]
        assert tuple(value(form, list(table), x) for form in forms) == network.evaluate(x)


def test_an_atom_has_one_name_whatever_its_factor_and_sign():
    table = {}
    forms = [integer_form([Fraction(k), Fraction(-2 * k)], Fraction(k, 3)) for k in (1, 3, -2)]
    kept = [rectified(form, table) for form in forms]
    assert len(table) == 1 and [any(form.row) for form in kept] == [False, False, True]
