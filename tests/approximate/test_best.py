"""Best pieces: both bounds, exact where they can be, and rules that are tried with near truths."""

import json
import math
import random
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_proofs import InputError, Network, check, tube
from relu_proofs.approximate.best import (
    Enclosure,
    best_line,
    best_pieces,
    interpolant,
    least_squares,
)
from relu_proofs.approximate.targets import quotient, stated, target
from relu_proofs.approximate.tube import search
from relu_proofs.core.certificate import dump
from relu_proofs.core.piecewise import Piecewise, equality
from tests.goldens import FOLDER
from tests.mutation import SOURCE, outcome
from tests.test_checker import checker

TURN = 2 * math.pi
coefficient = st.integers(-6, 6).map(lambda n: Fraction(n, 2))


@pytest.mark.parametrize("n", [1, 2, 3, 4, 7, 16, 64])
def test_the_square_has_exactly_one_over_eight_n_squared(n):
    best = best_pieces([0, 0, 1], 0, 1, n)
    assert best.error == Fraction(1, 8 * n * n)
    assert best.knots == tuple(Fraction(j, n) for j in range(1, n))


@pytest.mark.parametrize("n", [1, 2, 3, 5, 16, 64])
def test_the_root_has_triangular_knots_and_exactly_one_over_four_n_n_plus_one(n):
    best = best_pieces("sqrt", 0, 1, n)
    triangle = [j * (j + 1) // 2 for j in range(n + 1)]
    assert best.error == Fraction(1, 4 * n * (n + 1))
    assert best.knots == tuple(Fraction(t, triangle[n]) ** 2 for t in triangle[1:n])
    assert best.function.slopes == tuple(Fraction(triangle[n], j * j) for j in range(1, n + 1))


@pytest.mark.parametrize(
    "f, a, b, n, digits",
    [
        ("exp", 0, 1, 1, "0.105933416258"),
        ("exp", 0, 1, 2, "0.0263486916234"),
        ("exp", 0, 1, 4, "0.00657852158043"),
        ("exp", 0, 1, 64, "2.56860361048e-05"),
        ("exp", -1, 1, 1, "0.278801585796"),
        ("sin", 0, math.pi / 2, 1, "0.105256831177"),
        ("sin", -math.pi, math.pi, 1, "0.682459570501"),
        ("sin", -math.pi, math.pi, 2, "0.682459570501"),
    ],
)
def test_enclosures_hold_the_known_digits(f, a, b, n, digits):
    best = best_pieces(f, a, b, n)
    assert best.standing == "enclosed"
    assert best.error.low <= best.error.high and float(best.error.width) < 1e-13
    assert best.error.digits() == digits


def test_lines_of_other_targets():
    assert best_line("abs", -1, 1).error == Fraction(1, 2)
    assert best_line(Piecewise([0], [0, 1], 0), -1, 1).error == Fraction(1, 4)
    assert best_line([0, 0, 1], -1, 1).error == Fraction(1, 2)
    assert best_line([0, 0, 0, 1], -1, 1).error == Fraction(1, 4)
    assert best_line("runge", -1, 1).error == Fraction(25, 52)
    assert best_pieces("abs", -1, 1, 2).error == 0


def test_two_pieces_do_no_better_than_one_line_on_the_cube():
    assert best_pieces([0, 0, 0, 1], -1, 1, 2).error == Fraction(1, 4)


ALGEBRAIC = [
    ([0, 0, 1], 0, 1, 5),
    ("sqrt", 0, 1, 4),
    ("sqrt", 1, 4, 3),
    ("abs", -1, 1, 1),
    ("abs", -1, 1, 3),
    ([0, 0, 0, 1], -1, 1, 3),
    ([1, -3, 0, 2, "1/2"], -2, 2, 7),
    *(("runge", -1, 1, n) for n in range(1, 9)),
    (quotient([0, 1], [1, 0, 1]), -3, 3, 4),
]


@pytest.mark.parametrize("f, a, b, n", ALGEBRAIC)
def test_both_certificates_are_accepted_and_meet(f, a, b, n):
    best = best_pieces(f, a, b, n)
    upper, lower = best.certificates
    assert check(upper.text) == upper.statement
    assert check(lower.text) == lower.statement
    assert lower.statement["pieces"] == n and len(best.function.slopes) <= n
    gap = Fraction(upper.statement["error"]) - Fraction(lower.statement["error"])
    assert 0 <= gap < Fraction(1, 10**12)


@pytest.mark.parametrize("f, a, b, n", ALGEBRAIC)
def test_statements_a_little_beyond_the_truth_are_refused(f, a, b, n):
    """The bounds meet, so one part in a million beyond either is false, whatever the evidence."""
    best = best_pieces(f, a, b, n)
    if not best.error:
        return
    for certificate, factor in zip(
        best.certificates, (1 - Fraction(1, 10**6), 1 + Fraction(1, 10**6))
    ):
        whole = json.loads(certificate.text)
        error = Fraction(whole["statement"]["error"]) * factor
        whole["statement"]["error"] = str(error)
        assert outcome(checker, dump(whole)) == "refused"


@settings(max_examples=12, deadline=None)
@given(st.lists(coefficient, min_size=3, max_size=6), st.integers(1, 6))
def test_bounds_meet_on_random_polynomials(p, n):
    best = best_pieces(p, -1, 1, n)
    upper, lower = best.certificates
    check(upper.text), check(lower.text)
    gap = Fraction(upper.statement["error"]) - Fraction(lower.statement["error"])
    assert 0 <= gap <= Fraction(1, 10**9)


@settings(max_examples=5, deadline=None)
@given(st.lists(coefficient, min_size=4, max_size=5), st.integers(1, 5))
def test_walking_from_the_right_finds_the_same_error(p, n):
    f = target(p)
    there = search(f.floats(-1.0, 1.0), -1.0, 1.0, n).error
    value, first, second = f.floats(-1.0, 1.0)
    mirrored = [lambda x: value(-x), lambda x: -first(-x), lambda x: second(-x)]
    back = search(mirrored, -1.0, 1.0, n).error
    assert there == pytest.approx(back, rel=1e-9, abs=1e-13)


NAMED = [("sin", 0, TURN), ("cos", 0, math.pi), ("runge", -1, 1), ([0, 0, 0, 1], -1, 1)]


def float_search(f, a, b, n):
    f, a, b = target(f), float(a), float(b)
    return search(f.floats(a, b), a, b, n)


@pytest.mark.parametrize("f, a, b", [*NAMED, ([0, -1, 0, 0, 0, 0, 1], -1, 1)])
def test_touching_points_settle_in_two_rounds(f, a, b, monkeypatch):
    """What makes the search fast: without it every round bisects and refines again."""
    rounds = []
    refined = tube._refined
    monkeypatch.setattr(tube, "_refined", lambda *given: rounds.append(1) or refined(*given))
    for n in (1, 2, 3, 4, 5, 6, 7, 8, 16, 64):
        rounds.clear()
        assert float_search(f, a, b, n).excluded >= n and len(rounds) <= 1, n


@pytest.mark.parametrize("f, a, b", NAMED)
def test_bisection_alone_finds_what_settles(f, a, b, monkeypatch):
    errors = [float_search(f, a, b, n).error for n in (1, 3, 6)]
    monkeypatch.setattr(tube, "settled", lambda *given: ())
    assert [float_search(f, a, b, n).error for n in (1, 3, 6)] == pytest.approx(errors, rel=1e-9)


@pytest.mark.parametrize(
    "f, a, b, n",
    [
        (
            "cos",
            -21.5,
            21.5,
            13,
        ),  # the lines of all periods have one slope, which rounding must keep
        ([5, 0, 0, "1/100000"], -3, 7, 48),  # floats near 5 do not tell errors of this size apart
        (["-1/2", 0, 3, "-3/2", -1, "-5/2"], -1, 1, 5),  # leaves the tube between samples
        ([0, -1, 0, 0, 0, 0, 1], -1, 1, 64),  # bends nowhere at 0
        ("sin", 0, 6, 256),  # what is rough in one line adds up along the others
    ],
)
def test_bounds_meet_where_floats_are_at_their_worst(f, a, b, n):
    error = best_pieces(f, a, b, n).error
    assert 0 < error.low and error.width <= error.low / 10**9


def test_a_search_for_a_function_of_few_pieces_ends():
    assert float(best_pieces(stated(lambda x: abs(x - 0.3), "convex"), -1, 1, 16).error) < 1e-12


def test_no_continuous_function_found_at_random_beats_a_floor():
    """A hill climb over knots and values, started at the best function, finds nothing better."""
    rng = random.Random(3)

    def error(points):
        return max(abs(y - value) for y, value in zip(ys, interpolate(points, xs)))

    for f, a, b, n in (("sin", 0, TURN, 3), ([0, 0, 0, 1], -1, 1, 3), ("runge", -1, 1, 3)):
        best, f = best_pieces(f, a, b, n), target(f)
        xs = [a + (b - a) * k / 400 for k in range(401)]
        ys = [f(x) for x in xs]
        points = [(float(x), float(best.function(x))) for x in (a, *best.knots, b)]
        least = error(points)
        for _ in range(400):
            size = 10 ** rng.uniform(-4, -0.5)
            moved = [
                (x + (0 if x in (a, b) else rng.gauss(0, size)), y + rng.gauss(0, size))
                for x, y in points
            ]
            if all(p[0] < q[0] for p, q in zip(moved, moved[1:])) and error(moved) < least:
                points, least = moved, error(moved)
        assert least > float(best.error) - 2e-4 * (b - a) ** 2  # the grid misses that much


def interpolate(points, xs):
    j = 0
    for x in xs:
        while j < len(points) - 2 and x > points[j + 1][0]:
            j += 1
        (u, y), (v, z) = points[j], points[j + 1]
        yield y + (z - y) * (x - u) / (v - u)


@given(
    st.lists(st.integers(-3, 3), min_size=2, max_size=4),
    st.integers(-8, 8),
    st.integers(-8, 8),
    st.integers(1, 12),
)
def test_within_accepts_only_what_is_true(p, slope, constant, error):
    f, g = target(p), Piecewise([], [Fraction(slope, 2)], Fraction(constant, 2))
    statement = {
        "kind": "within",
        "target": f.statement,
        "interval": ["0", "1"],
        "error": str(Fraction(error, 2)),
        **g.statement,
    }
    text = dump(
        {
            "format": "relu-proofs/2",
            "statement": statement,
            "evidence": {"cuts": [str(Fraction(k, 8)) for k in range(9)]},
        }
    )
    worst = max(abs(f.exactly(x) - g(x)) for x in (Fraction(k, 64) for k in range(65)))
    if outcome(checker, text) == "accepted":
        assert worst <= Fraction(error, 2)
    elif worst * 2 < error - 2:
        raise AssertionError("a margin of 1 on eighths should be provable")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 24), st.integers(1, 2)),
        min_size=3,
        max_size=5,
        unique_by=lambda entry: entry[0],
    ),
    st.integers(1, 3),
    st.randoms(),
)
def test_floor_accepts_only_what_best_pieces_cannot_beat(points, n, rng):
    """Random points of a zigzag, and a floor read off them as the rule allows."""
    xs = sorted(Fraction(x, 24) for x, _ in points)
    f = Piecewise(
        [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)],
        [rng.randint(1, 4), -rng.randint(1, 4), rng.randint(1, 4), -rng.randint(1, 4)],
        0,
    )
    g = Piecewise([], [Fraction(rng.randint(-4, 4), 2)], Fraction(rng.randint(-2, 2), 4))
    error = min(abs(f(x) - g(x)) for x in xs)
    statement = {
        "kind": "floor",
        "target": target(f).statement,
        "interval": ["0", "1"],
        "pieces": n,
        "error": str(error),
    }
    evidence = {
        "blocks": [
            {"pieces": len(xs) - 2, "reference": g.statement, "points": [str(x) for x in xs]}
        ]
    }
    if (
        outcome(
            checker, dump({"format": "relu-proofs/2", "statement": statement, "evidence": evidence})
        )
        == "accepted"
    ):
        best = best_pieces(f, 0, 1, n)
        reached = best.error if isinstance(best.error, Fraction) else best.error.high
        assert reached >= error


@pytest.mark.parametrize(
    "condition, lie",
    [
        (" and sign * here <= sign * before[1]", "floor-pieces-not-counted"),
        (" and before[2] == sign", "floor-junction-of-two-rises"),
        ('if any(low < t < high for t in f["knots"]):', "floor-junction-across-a-knot"),
    ],
)
def test_each_condition_of_a_junction_is_needed(condition, lie):
    text = (FOLDER / "invalid" / f"{lie}.json").read_text()
    module = ModuleType("mutant")
    assert SOURCE.count(condition) == 1
    changed = SOURCE.replace(condition, "if False:" if condition.startswith("if") else "")
    exec(compile(changed, "mutant", "exec"), vars(module))
    assert (outcome(checker, text), outcome(module, text)) == ("refused", "accepted")


def test_callables_are_searched_and_said_to_be():
    best = best_pieces(stated(math.exp, "convex"), 0, 1, 2)
    assert best.standing == "searched"
    assert float(best.error) == pytest.approx(0.0263486916234, abs=1e-9)
    with pytest.raises(InputError, match="searched"):
        _ = best.certificates


def test_enclosures_have_no_certificates_but_a_float():
    best = best_pieces("exp", 0, 1, 2)
    assert float(best.error) == pytest.approx(0.0263486916234)
    with pytest.raises(InputError, match="enclosed"):
        _ = best.certificates
    assert str(Enclosure(Fraction(1, 8), Fraction(1, 8))) == "0.125 (width 0.0e+00)"


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: best_pieces("tan", 0, 1, 1), "expected one of exp"),
        (lambda: best_pieces(math.exp, 0, 1, 1), "with its convexity"),
        (lambda: best_pieces("exp", 1, 0, 1), "expected a < b"),
        (lambda: best_pieces("log", 0, 1, 1), "not defined at 0"),
        (lambda: best_pieces("sqrt", -1, 1, 1), "not defined at -1"),
        (lambda: best_pieces(quotient([1], [0, 1]), -1, 1, 1), "denominator"),
        (lambda: best_pieces("exp", 0, 1, 0), "from 1 to"),
        (lambda: best_pieces("exp", 0, 1, True), "from 1 to"),
        (lambda: stated(math.exp, "curved"), "expected convex"),
        (lambda: interpolant("exp", [0, 0]), "a vertical slope"),
    ],
)
def test_bad_input_is_refused_with_the_reason(call, said):
    with pytest.raises(InputError, match=said):
        call()


def test_interpolation_of_the_square_errs_twice_as_much_as_the_best():
    g = interpolant([0, 0, 1], [0, "1/4", "1/2", "3/4", 1])
    assert max(x * x - g(x) for x in (Fraction(k, 64) for k in range(65))) == 0
    assert min(x * x - g(x) for x in (Fraction(k, 64) for k in range(65))) == -Fraction(1, 64)


@pytest.mark.parametrize(
    "f, a, b, rms",
    [
        ([0, 0, 1], 0, 1, 1 / math.sqrt(180)),
        ("sqrt", 0, 1, 1 / math.sqrt(450)),
        ("exp", 0, 1, 0.0627711950151),
        ("sin", -math.pi, math.pi, 0.442760035542),
    ],
)
def test_least_squares_lines(f, a, b, rms):
    assert least_squares(f, a, b)[1] == pytest.approx(rms, rel=1e-5)


def test_least_squares_finds_a_function_with_its_knots():
    fit, rms = least_squares("abs", -1, 1, [0])
    assert rms < 1e-12 and float(fit(-1)) == pytest.approx(1)


def test_the_best_function_is_a_network():
    best = best_pieces("sqrt", 0, 1, 3)
    network = best.function.network
    assert isinstance(network, Network) and network.widths == (3,)
    assert check(equality(network).text)["knots"] == ["1/36", "1/4"]
