"""The package against the slow reference: no wrong answer, none undecided, none refused.

A failure prints the seeds; `python -m tests.differential 1 --seed=SEED --shrink` shows one again.
"""

import random
from collections import deque
from dataclasses import replace
from fractions import Fraction

import pytest

from relu_proofs import (
    Enclosure,
    Network,
    Piecewise,
    best_line,
    best_pieces,
    decide_affine,
    unit_states,
)
from relu_proofs.decide.signs import Findings
from tests.midpoints import Drawn

from . import approximation, compare, draw
from .optimum import line_error, pieces_error
from .reference import box_rows, evaluate, hull, knots_and_slopes, polyhedron
from .run import Report, minimal, run

QUICK, SLOW = 300, 20_000
STEP = 50


def compared(seeds):
    """The report on these seeds; a failure unless every answer is right."""
    report = Report()
    deque(run(seeds, report), maxlen=0)
    if report.found:
        seed, finding = report.found[0]
        pytest.fail(
            f"{report.table()}\n\n{report.faults()}\n\n"
            f"{', '.join(finding.kind)}: seed {seed}\n{minimal(seed, finding.kind)}",
            pytrace=False,
        )
    return report


@pytest.mark.parametrize("start", range(0, QUICK, STEP))
def test_every_answer_is_right(start):
    report = compared(range(start, start + STEP))
    assert len(report.asked) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("start", range(QUICK, SLOW, 10 * STEP))
def test_every_answer_is_right_at_length(start):
    compared(range(start, min(start + 10 * STEP, SLOW)))


@pytest.mark.parametrize(
    "seed", [3, 25, 48, 73, 94, 116, 138, 156, 165, 168, 198, 202, 255, 257, 301, 312, 319, 396]
)
def test_broken_lines_of_any_size_are_approximated(seed):
    """Steep ones that bend by little, and ones in long numbers: they once ended in InputError."""
    assert not approximation.findings(approximation.case(seed))


def test_the_best_line_of_a_broken_line_is_exact():
    for seed in range(40):
        chance = random.Random(f"corners {seed}")
        xs = sorted(chance.sample(range(200), chance.randint(3, 16)))
        points = [
            (Fraction(x, 7), Fraction(chance.randint(-50, 50), chance.choice((1, 11, 97))))
            for x in xs
        ]
        best = best_line(Piecewise.through(points), points[0][0], points[-1][0])
        assert (best.error, best.standing) == (line_error(points), "certified"), seed


def test_the_best_error_of_a_broken_line_is_exact_where_it_is_rational():
    targets = [target for target in map(approximation.case, range(60)) if target.corners]
    found = [best_pieces(target.given, *target.interval, target.pieces) for target in targets]
    assert all(isinstance(best.error, Fraction) for best in found)


def test_the_cases_are_of_every_kind():
    cases = [draw.case(seed) for seed in range(QUICK)]
    assert {(case.domain, case.numbers) for case in cases} == {
        (domain, numbers) for domain in draw.DOMAINS for numbers in draw.NUMBERS
    }
    assert {(case.inputs, len(case.layers)) for case in cases} == {
        (inputs, layers) for inputs in (1, 2, 3) for layers in (1, 2, 3, 4)
    }
    passing = [case for case in cases if not all(map(all, case.relu))]
    assert len(passing) > QUICK / 3
    assert {(case.domain, case.inputs) for case in passing} == {
        (domain, inputs) for domain in draw.DOMAINS for inputs in (1, 2, 3)
    }
    assert any(not any(relu) for case in passing for relu in case.relu)  # a layer without a ReLU
    states, verdicts = set(), set()
    for case in cases:
        if case.domain != "points":
            cells = compare.Cells(case.chain, case.region)
            states |= set(cells.states.values())
            verdicts.add((case.domain, cells.is_affine))
    assert states == {"on", "off", "switching"}
    assert len(verdicts) == 2 * (len(draw.DOMAINS) - 1)


def test_states_by_cases_are_right(monkeypatch):
    """Without bounds of deeper units, which otherwise settle nearly all, cases have to."""
    take = Findings._take

    def only_of_the_inputs(self, unit, low, high):
        if not unit[0]:
            take(self, unit, low, high)

    monkeypatch.setattr(Findings, "_take", only_of_the_inputs)
    by_cases = 0
    for seed in range(80):
        case = draw.case(seed, "box")
        found = unit_states(Network(case.layers, case.relu), case.data, check=True)
        states = compare.Cells(case.chain, case.region).states
        assert {unit[:2]: unit.state for unit in found} == states, seed
        by_cases += sum(unit.by == "cases" for unit in found)
    assert by_cases > 10


# ---- answers that lie


def opposite(found):
    verdict = "affine" if found.verdict == "not-affine" else "not-affine"
    return replace(found, verdict=verdict)


def of_another(found):
    relu = Network([([[1]], [0]), ([[1]], [0])])
    return replace(found, certificate=decide_affine(relu, (-1, 1)).certificate)


def on_elsewhere(found):
    changed = [unit._replace(state="on" if unit.state == "off" else "off") for unit in found]
    return replace(found, units=tuple(changed))


def nothing_left(found):
    size = found.network
    return replace(
        found, network=Network.affine([[0] * size.inputs] * size.outputs, [0] * size.outputs)
    )


def hull_as_rows(found):
    return replace(found, hull=found.rows)


def larger(best):
    error = best.error if isinstance(best.error, Fraction) else best.error.high
    return replace(best, error=2 * error + 1)


def smaller(best):
    error = best.error if isinstance(best.error, Fraction) else best.error.low
    return replace(best, error=error / 2)


LIES = [
    ("decide_affine", "box", opposite, "wrong verdict"),
    ("decide_affine", "box", of_another, "certificate about another network"),
    ("unit_states", "box", on_elsewhere, "wrong state"),
    ("simplify", "space", nothing_left, "another function"),
    ("activation_regions", "box", lambda found: found[:-1], "wrong number of regions"),
    ("best_affine", "points", lambda found: replace(found, r_squared=(7, 7)), "wrong R^2"),
    ("decide_on_data", "points", hull_as_rows, "wrong verdict"),
]


@pytest.mark.parametrize(("name", "domain", "lie", "fault"), LIES)
def test_a_lie_is_found(monkeypatch, name, domain, lie, fault):
    honest = getattr(compare, name)
    monkeypatch.setattr(compare, name, lambda *given: lie(honest(*given)))
    cases = (draw.case(seed, domain) for seed in range(60))
    assert any(finding.fault == fault for case in cases for finding in compare.findings(case))


def wider(best):
    error = best.error if isinstance(best.error, Fraction) else best.error.high
    return replace(best, error=Enclosure(error / 2, error))


@pytest.mark.parametrize(
    ("lie", "fault"),
    [
        (smaller, "Refused"),  # its own certificate is checked before its standing is said
        (larger, "Refused"),
        (wider, "a gap left open"),
    ],
)
def test_a_lie_about_an_error_is_found(monkeypatch, lie, fault):
    monkeypatch.setattr(approximation, "best_pieces", lambda *given: lie(best_pieces(*given)))
    targets = (target for target in map(approximation.case, range(60)) if target.pieces > 1)
    assert any(
        finding.fault == fault for each in targets for finding in approximation.findings(each)
    )


# ---- the reference itself


@pytest.mark.parametrize("seed", range(40))
def test_the_reference_agrees_with_a_solver(seed):
    case = draw.case(seed, ("space", "box", "polytope", "flat")[seed % 4])
    rows = box_rows(case.data) if case.domain == "box" else case.data
    affine = compare.Cells(case.chain, case.region).is_affine
    assert affine == Drawn("polytope", None, tuple(rows)).is_affine(Network(case.layers, case.relu))


def test_the_reference_finds_what_is_known():
    absolute = [(((1, -1), (-1, 1)), (0, 0)), (((1, 1),), (0,))]
    box = polyhedron(2, box_rows([(-1, 1)] * 2))
    cells = compare.Cells(absolute, box)
    assert [cell.pattern for cell in cells.cells] == [((1, 0),), ((0, 1),)]
    assert not cells.is_affine
    assert cells.states == {(0, 0): "switching", (0, 1): "switching"}
    assert compare.Cells(absolute, hull([(0, 0), (2, 2)])).is_affine
    assert compare.Cells(absolute, hull([(0, 0), (2, 2)])).states == {(0, 0): "off", (0, 1): "off"}
    larger = [(((1, -1), (0, 1)), (0, 0), (True, False)), (((1, 1),), (0,), (True,))]  # of x and y
    cells = compare.Cells(larger, box)
    assert [(cell.pattern, cell.outputs) for cell in cells.cells] == [
        (((1,),), ((1, 0, 0),)),
        (((0,),), ((0, 1, 0),)),
    ]
    assert cells.states == {(0, 0): "switching"}
    assert evaluate(larger, (-3, -2))[-1] == [-2]
    tent = [(((1,), (1,)), (0, Fraction(-1, 2))), (((2, -4),), (0,))]
    assert knots_and_slopes(tent) == ([0, Fraction(1, 2)], [0, 2, -2], 0)
    assert line_error([(0, 0), (1, 1), (2, 0)]) == Fraction(1, 2)
    assert abs(pieces_error(lambda x: x * x, [], 2) - 1 / 32) < 1e-6
