"""Knots and slopes: reading networks, building them, and the least number of units."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_proofs import InputError, Network, check
from relu_proofs.core.cells import walk
from relu_proofs.core.piecewise import Piecewise, equality

small = st.integers(-4, 4).map(lambda n: Fraction(n, 2))
number = st.fractions(-5, 5, max_denominator=7)
TENT = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])


@st.composite
def networks(draw, most_depth=4, numbers=small):
    widths = [1, *draw(st.lists(st.integers(1, 3), min_size=0, max_size=most_depth)), 1]
    return Network(
        [
            (
                [[draw(numbers) for _ in range(n)] for _ in range(m)],
                [draw(numbers) for _ in range(m)],
            )
            for n, m in zip(widths, widths[1:])
        ]
    )


@st.composite
def functions(draw, most=4, numbers=small):
    knots = sorted(draw(st.sets(numbers, max_size=most)))
    slopes = draw(st.lists(numbers, min_size=len(knots) + 1, max_size=len(knots) + 1))
    return Piecewise(knots, slopes, draw(numbers))


@given(networks(), st.lists(number, min_size=3, max_size=6))
def test_reading_a_network_agrees_with_evaluating_it(network, points):
    f = Piecewise.from_network(network)
    for x in (*points, *f.knots):
        assert f(x) == network(x)


@given(networks())
def test_round_trip_from_network_to_knots_and_back_is_exact(network):
    f = Piecewise.from_network(network)
    assert Piecewise.from_network(f.network) == f


@given(functions())
def test_round_trip_from_knots_to_network_and_back_is_exact(f):
    assert Piecewise.from_network(f.network) == f


@given(networks(most_depth=3))
def test_cells_cover_the_line_and_hold_their_pattern(network):
    cells = walk(network)
    assert cells[0].low is None and cells[-1].high is None
    for left, right in zip(cells, cells[1:]):
        assert left.high == right.low and left.pattern != right.pattern
    for cell in cells:
        low = cell.low if cell.low is not None else (cell.high or 0) - 5
        high = cell.high if cell.high is not None else low + 5
        for part in (Fraction(1, 3), Fraction(4, 5)):
            x = low + part * (high - low)
            assert network.pattern(x) == cell.pattern
            assert network(x) == cell.slope[0] * x + cell.constant[0]


@given(networks(most_depth=3))
def test_the_certificate_of_a_network_is_accepted_for_its_statement(network):
    certificate = equality(network)
    assert check(certificate.text) == certificate.statement


@pytest.mark.parametrize("k", range(1, 13))
def test_the_k_fold_tent_has_two_to_the_k_minus_one_knots_inside(k):
    f = TENT
    for _ in range(k - 1):
        f = TENT.after(f)
    knots = Piecewise.from_network(f).knots
    assert sum(0 < t < 1 for t in knots) == 2**k - 1


def brute_force_minimum(f):
    """k if some subset of the jumps adds up to minus the leftmost slope, else k + 1 (k >= 1)."""
    jumps = f.jumps
    hit = any(
        sum(chosen, Fraction(0)) == -f.slopes[0]
        for size in range(len(jumps) + 1)
        for chosen in itertools.combinations(jumps, size)
    )
    return len(jumps) + (not hit)


@given(functions(most=5))
def test_fewest_units_agrees_with_brute_force_and_computes_the_function(f):
    found = f.fewest_units()
    assert Piecewise.from_network(found.network) == f
    if f.knots:
        assert found.count == found.at_least == brute_force_minimum(f)
    else:
        assert found.count == (2 if f.slopes[0] else 0)


@given(functions(most=5), number)
def test_with_a_skip_connection_there_is_one_unit_for_each_knot(f, x):
    found = f.fewest_units(skip=True)
    assert found.count == len(f.knots) and found(x) == f(x)


@given(functions(most=5), number, number, st.fractions(0, 1, max_denominator=9))
def test_fewest_units_on_an_interval(f, a, b, part):
    if a == b:
        return
    low, high = min(a, b), max(a, b)
    found = f.fewest_units(interval=(low, high))
    inner = f.inside(low, high)
    x = low + part * (high - low)
    assert found(x) == f(x) == inner(x)
    if inner.knots:
        assert found.count == brute_force_minimum(inner)
    else:
        assert found.count == bool(inner.slopes[0])


@settings(max_examples=30)
@given(functions(most=3, numbers=st.integers(-2, 2).map(Fraction)))
def test_no_network_of_fewer_units_with_small_weights(f):
    """Another way to see the minimum: every choice of facing that could use one unit a knot."""
    count = f.fewest_units().count
    if count <= len(f.knots) or not f.knots:
        return
    for facing in itertools.product((1, -1), repeat=len(f.knots)):
        network = Network(
            [
                ([[w] for w in facing], [-w * t for w, t in zip(facing, f.knots)]),
                ([list(f.jumps)], [0]),
            ]
        )
        g = Piecewise.from_network(network)
        assert g.slopes != f.slopes


def test_the_examples_of_the_theory():
    assert Piecewise([0], [-1, 1], 0).fewest_units().count == 2
    assert Piecewise([0], [0, 1], 0).fewest_units().count == 1
    assert Piecewise([0], [1, 2], 0).fewest_units().count == 2
    assert Piecewise([-1, 0, 1], [0, 1, -1, 0], 1).fewest_units().count == 3
    tent = Piecewise.from_network(TENT)
    assert tent.fewest_units(interval=(0, 1)).count == 2
    assert Piecewise([0, 1], [1, 3, 5], 0).fewest_units().count == 3
    assert Piecewise([0, 1], [1, 0, 3], 0).fewest_units().count == 2


def test_a_search_beyond_its_budget_says_so():
    f = Piecewise(range(12), [1, *(2 + 4**j for j in range(12))], 0)
    found = f.fewest_units(most_sums=20)
    assert (found.count, found.at_least) == (13, 12)
    assert "undecided" in found.reason


@given(functions(), number, st.fractions(0, 3, max_denominator=5))
def test_second_differences_are_kinks_at_knots(f, x, h):
    assert f.second_difference(x, h) == f(x + h) - 2 * f(x) + f(x - h)


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: Piecewise([0, 0], [1, 2, 3], 0), "strictly increasing knots"),
        (lambda: Piecewise([0], [1], 0), "one more than there are knots"),
        (lambda: Piecewise.through([(0, 0)]), "at least two pairs"),
        (lambda: Piecewise.through([(0, 0), (0, 1)]), "a vertical slope"),
        (lambda: Piecewise.through([(1, 0), (0, 1)]), "a step to the left"),
        (lambda: Piecewise([0], [0, 1], 0).second_difference(0, -1), "h >= 0"),
        (lambda: Piecewise.from_network(Network([([[1, 1]], [0])])), "found 2 inputs, expected 1"),
        (lambda: Piecewise.from_network(Network([([[1], [1]], [0, 0])])), "found 2 outputs"),
        (lambda: Piecewise([], [float("nan")], 0), "expected a finite number"),
    ],
)
def test_bad_input_is_refused_with_the_reason(call, said):
    with pytest.raises(InputError, match=said):
        call()


def test_knots_where_nothing_changes_are_dropped():
    f = Piecewise([0, 1, 2], [1, 1, 2, 2], 5)
    assert (f.knots, f.slopes) == ((1,), (1, 2))
    assert f == Piecewise([1], [1, 2], 6, at=1) and hash(f) == hash(Piecewise([1], [1, 2], 5))


FAR = Fraction(10**3990, 3)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Piecewise([FAR, FAR - 1], [0, 1, 2], 0),
        lambda: Piecewise.through([(FAR, 0), (FAR - 1, 0)]),
        lambda: Piecewise([0], [0, 1], 0).inside(FAR, FAR - 1),
    ],
)
def test_a_long_number_is_not_quoted_whole(ask):
    with pytest.raises(InputError, match=r"found .*expected") as found:
        ask()
    assert len(str(found.value)) < 300
