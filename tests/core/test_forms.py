import random
from fractions import Fraction

from relu_proofs.core.forms import (
    Form,
    combine,
    homogeneous,
    integer_form,
    primitive,
    rectified,
)
from tests.midpoints import random_network


def value(form, atoms, x):
    """A form with atoms at a point, where the atoms are forms that come before it."""
    total = form._replace(atoms={}).at(homogeneous(x))
    for name, factor in form.atoms.items():
        row, inner = atoms[name]
        total += Fraction(factor, form.den) * max(value(Form(row, 1, dict(inner)), atoms, x), 0)
    return total


def random_forms(seed):
    """The forms of a network's outputs with all units kept as atoms, the atoms, and a point."""
    chance = random.Random(f"atoms {seed}")
    network = random_network(chance, chance.randint(1, 3))
    x = [Fraction(chance.randint(-9, 9), 4) for _ in range(network.inputs)]
    table, forms = {}, network.first_forms
    for layer, relu in zip(network.layers[1:], network.relu, strict=True):
        pairs = zip(forms, relu, strict=True)
        parts = [rectified(form, table) if own else form for form, own in pairs]
        forms = [combine(row, b, parts, network.inputs + 1) for row, b in zip(*layer, strict=True)]
    return network, forms, list(table), x


def test_atoms_keep_the_value_of_every_form():
    for seed in range(200):
        network, forms, atoms, x = random_forms(seed)
        assert tuple(value(form, atoms, x) for form in forms) == network.evaluate(x)


def test_an_atom_has_one_name_whatever_its_factor_and_sign():
    table = {}
    forms = [integer_form([Fraction(k), Fraction(-2 * k)], Fraction(k, 3)) for k in (1, 3, -2)]
    kept = [rectified(form, table) for form in forms]
    assert len(table) == 1 and [any(form.row) for form in kept] == [False, False, True]


def test_a_primitive_form_times_its_factor_is_the_form():
    for seed in range(100):
        _, forms, _, _ = random_forms(seed)
        for form in forms:
            if form.is_constant():
                continue
            (row, atoms), factor = primitive(form)
            assert tuple(factor * value for value in row) == form.row
            assert {atom: factor * value for atom, value in atoms} == form.atoms
            assert next(value for value in (*row[:-1], *dict(atoms).values()) if value) > 0


def test_values_are_fractions_of_rows_of_integers():
    form = integer_form([Fraction(1, 2), Fraction(1, 3)], Fraction(-1))
    x = homogeneous([Fraction(1), Fraction(1, 5)])
    assert form.at(x) == Fraction(1, 2) + Fraction(1, 15) - 1
    assert type(form.at([0, 0, 1])) is Fraction
    assert form.negated().at(x) == -form.at(x) and form.sign_at(x) < 0
    assert form.rationals() == ((Fraction(1, 2), Fraction(1, 3)), -1)
