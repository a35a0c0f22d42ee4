"""Forms modulo the equations of a flat domain."""

import random
from fractions import Fraction

from relu_proofs.core.forms import homogeneous, integer_form
from relu_proofs.core.level import Level
from relu_proofs.core.rational import dot


def test_forms_that_agree_on_the_plane_are_the_same_modulo_it():
    for seed in range(100):
        chance = random.Random(f"level {seed}")
        inputs = chance.randint(1, 3)
        point = [Fraction(chance.randint(-3, 3), 2) for _ in range(inputs)]
        slopes = [
            [chance.randint(-2, 2) for _ in range(inputs)] for _ in range(chance.randint(0, 2))
        ]
        level = Level(inputs, [(*row, -dot(row, point)) for row in slopes])
        basis = level.directions
        if basis is None:
            basis = [[int(i == j) for j in range(inputs)] for i in range(inputs)]
        row = [Fraction(chance.randint(-3, 3)) for _ in range(inputs)]
        form = integer_form(row, Fraction(chance.randint(-3, 3)))
        reduced = integer_form(level.reduced(form)[:-1], level.reduced(form)[-1])
        on_the_plane = [
            homogeneous([p + 2 * t for p, t in zip(point, ray, strict=True)])
            for ray in [[0] * inputs, *basis]
        ]
        assert all(form.at(x) == reduced.at(x) for x in on_the_plane)
        assert any(level.reduced(form)) == any(form.at(x) for x in on_the_plane)


def test_no_equation_leaves_forms_as_they_are():
    assert not Level(2) and not Level(2, [(0, 0, 0)])
    form = integer_form([Fraction(1, 2), Fraction(0)], Fraction(3))
    assert Level(2).reduced(form) == (Fraction(1, 2), 0, 3)
