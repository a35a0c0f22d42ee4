import random
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs import InputError, Network, best_affine, check, decide_on_data
from tests.midpoints import random_network

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|


def test_best_affine_is_the_float_answer_made_exact():
    for seed in range(30):
        rng, chance = np.random.default_rng(seed), random.Random(f"data {seed}")
        network = random_network(chance, 2)
        rows = rng.normal(size=(12, network.inputs))
        best = best_affine(network, rows)
        y = np.array([[float(t) for t in network.evaluate(x)] for x in rows])
        A = np.column_stack([rows, np.ones(len(rows))])
        beta = np.linalg.lstsq(A, y, rcond=None)[0]
        assert np.allclose(np.array(best.map.U, float), beta[:-1].T)
        for column in zip(*rows.tolist(), strict=True):
            for k in range(network.outputs):  # residuals are orthogonal to every column, exactly
                assert (
                    sum(Fraction(t) * r[k] for t, r in zip(column, best.residuals, strict=True))
                    == 0
                )
        for k, r_squared in enumerate(best.r_squared):
            if r_squared is not None:
                lost = ((y - A @ beta)[:, k] ** 2).sum()
                assert abs(float(r_squared) - 1 + lost / ((y - y.mean(0))[:, k] ** 2).sum()) < 1e-9


def test_a_constant_output_has_no_r_squared():
    assert best_affine(Network.affine([[0]], [1]), [[0], [1]]).r_squared == (None,)


def test_each_no_is_a_no_for_the_larger_sets():
    order = {"affine": 0, "undecided": 1, "not-affine": 2}
    seen = set()
    for seed in range(60):
        chance = random.Random(f"verdicts {seed}")
        network = random_network(chance, chance.randint(1, 2))
        rows = [
            [Fraction(chance.randint(-4, 4), 2) for _ in range(network.inputs)]
            for _ in range(chance.randint(1, 6))
        ]
        found = decide_on_data(network, rows)
        three = found.rows, found.hull, found.box
        for decision in three:
            check(decision.certificate.text)
        verdicts = tuple(decision.verdict for decision in three)
        assert sorted(verdicts, key=order.get) == list(verdicts)
        seen.add(verdicts)
        for decision in three:
            if decision.map:
                assert all(decision.map(x) == network.evaluate(x) for x in rows)
    assert len(seen) == 4


def test_a_box_without_interior_is_a_polytope_to_its_certificate():
    found = decide_on_data(FOLD, [[1, 0], [2, 0], [3, 0]])
    assert found.box.verdict == "affine" and found.box.map((2, 0)) == (2,)
    domain = check(found.box.certificate.text)["domain"]
    assert domain["type"] == "polytope" and domain["rows"][2:] == [
        [["0", "1"], "0"],
        [["0", "-1"], "0"],
    ]
    point = decide_on_data(FOLD, [[1, 0], [1, 0]])
    assert point.box.verdict == point.hull.verdict == point.rows.verdict == "affine"


def test_many_columns_that_never_change():
    rows = [[k] + [7] * 200 for k in range(3)]
    network = Network([([[1] + [0] * 200, [-1] + [1] * 200], [-1, -1400]), ([[1, 1]], [0])])
    found = decide_on_data(network, rows)
    assert found.rows.verdict == "not-affine" and found.box.verdict == "not-affine"
    assert decide_on_data(network, rows[1:]).box.verdict == "affine"


def test_rows_that_vanish_modulo_a_prime():
    p = 2**61 - 1
    relu = Network([([[1]], [0]), ([[1]], [0])])
    best = best_affine(relu, [[0], [p]])
    assert best.map == (((1,),), (0,)) and best.residuals == ((0,), (0,))
    assert best.r_squared == (1,)
    identity = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])
    for rows in ([[0], [p], [2 * p]], [[f"1/{p}"], [1]], [[p, p], [0, 0], [p, 0]]):
        network = identity if len(rows[0]) == 1 else FOLD
        best = best_affine(network, rows)
        values = [network(row) for row in rows]
        assert [best.map(network.point(row))[0] for row in rows] == values
        assert best.r_squared == (1,)


def test_a_no_of_the_hull_is_a_no_of_a_box_that_stays_open(monkeypatch):
    from relu_proofs.decide import convex

    monkeypatch.setattr(convex, "bend", lambda *_: None)
    deep = Network([*FOLD.layers[:1], ([[1, 1]], [0]), ([[1]], [0])])
    found = decide_on_data(deep, [[1, 0], [0, 1], [0, 0], [1, 1]], budget=1)
    assert found.box.verdict == found.hull.verdict == "not-affine"
    assert check(found.box.certificate.text)["domain"]["type"] == "box"


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2, 3]], [[1, 2], [1]], [[1, float("nan")]]])
def test_rows_that_do_not_fit_are_refused(rows):
    with pytest.raises(InputError):
        decide_on_data(FOLD, rows)
