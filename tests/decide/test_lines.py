"""Signs of units between the rows of a hull, by lines and by the rows."""

import random
from fractions import Fraction
from pathlib import Path

from relu_proofs import Hull, Network, decide_affine, decide_on_data, read_data, read_network
from relu_proofs import unit_states as states_of

from ..differential.compare import Cells
from ..differential.reference import hull

DATA = Path(__file__).parents[1] / "io" / "data"

# r(|x + y| - r(x - y) - 1): the unit is off on the diamond of the four rows, not on their box
CREASED = Network([([[1, 1], [-1, -1], [1, -1]], [0, 0, 0]), ([[1, 1, -1]], [-1]), ([[1]], [0])])
DIAMOND = Hull([[-1, 0], [0, -1], [1, 0], [0, 1]])
# r(1/2 - |x|): off at -1 and 1, not between them
TENT = Network([([[1], [-1]], [0, 0]), ([[-1, -1]], ["1/2"]), ([[1]], [0])])


def sorts(certificate):
    """The sorts of lines that a certificate uses, and "split"."""
    return {sort for sort in ("r", "r-z", "-r", "split") if f'"{sort}"' in certificate.text}


def test_a_unit_that_is_off_between_the_rows_is_so_without_a_split():
    found = decide_affine(CREASED, DIAMOND)
    assert (found.verdict, found.checked) == ("affine", True)
    assert found.map.U == ((0, 0),) and found.map.c == (0,)
    assert sorts(found.certificate) == {"r", "-r"}
    *_, unit = states_of(CREASED, DIAMOND)
    assert unit[2:] == ("off", "multipliers")
    assert decide_affine(CREASED, [(-1, 1), (-1, 1)]).verdict == "not-affine"


def test_a_unit_that_is_off_at_the_rows_alone_is_not_off():
    assert decide_affine(TENT, Hull([[-1], [1]])).verdict == "not-affine"
    assert [unit.state for unit in states_of(TENT, Hull([[-1], [1]]))] == ["switching"] * 3


def test_a_dead_network_is_affine_between_its_rows_after_a_few_cells():
    network = read_network(DATA / "dead_keras.npz")
    rows = read_data(DATA / "dead_100.csv")
    found = decide_on_data(network, rows, budget=8)
    assert [d.verdict for d in (found.rows, found.hull, found.box)] == [
        "affine",
        "affine",
        "not-affine",
    ]
    assert found.hull.checked and sorts(found.hull.certificate) >= {"r", "r-z", "-r", "split"}


def drawn(seed):
    """Layers of a small network whose later units are often off, and rows."""
    chance = random.Random(f"lines {seed}")

    def number():
        return Fraction(chance.choice((-3, -2, -1, -1, 0, 1, 1, 2, 3)), chance.choice((1, 2)))

    widths = [chance.randint(1, 3) for _ in range(chance.choice((4, 4, 5)))]
    layers = []
    for k, (n, m) in enumerate(zip(widths, widths[1:])):
        weight = [[number() for _ in range(n)] for _ in range(m)]
        layers.append((weight, [number() - (chance.choice((0, 2, 5)) if k else 0) for _ in weight]))
    count = chance.randint(2, 6)
    return layers, [
        [Fraction(chance.randint(-4, 4), 2) for _ in range(widths[0])] for _ in range(count)
    ]


def test_verdicts_and_states_between_rows_are_those_of_all_cells():
    used = set()
    for seed in range(60):
        layers, rows = drawn(seed)
        network, cells = Network(layers), Cells(layers, hull(rows))
        found = decide_affine(network, Hull(rows))
        assert found.checked and (found.verdict == "affine") == cells.is_affine, seed
        states = states_of(network, Hull(rows))
        assert states.checked, seed
        assert {unit[:2]: unit.state for unit in states} == cells.states, seed
        used |= sorts(found.certificate) | sorts(states.certificate)
    assert used == {"r", "r-z", "-r", "split"}
