"""Both bounds, handed drafts that no search would make: nothing false comes out."""

from fractions import Fraction

import pytest

from relu_proofs import InputError
from relu_proofs.approximate import exactly, in_balls
from relu_proofs.approximate.arithmetic import ball, balls, working
from relu_proofs.approximate.drafts import Drafts, drafts
from relu_proofs.approximate.floors import excluded, joined, weighed
from relu_proofs.approximate.records import Line, LooseBlock
from relu_proofs.approximate.targets import target
from relu_proofs.approximate.tasks import Task
from relu_proofs.core.piecewise import Piecewise


def task_of(f, a, b, n):
    return Task(target(f), Fraction(a), Fraction(b), n)


# ---- from above, in balls ------------------------------------------------------------------------

ABOVE = [
    ("sqrt", Piecewise([], [1], 0), 0, 1, Fraction(1, 4)),  # its tangent at 0 is vertical
    ("exp", Piecewise([], [1], 0), 0, 1, "1.718"),
    ("exp", Piecewise([], [1], 1), -1, 1, "0.718"),  # f - g is 0 inside, flat there
    ("log", Piecewise([], [1], -1), "1/2", 2, "0.306"),
    ("sin", Piecewise([], [0], 0), -3, 1, 1),  # bends at 0
    ("cos", Piecewise([], [0], 0), 0, 6, 1),  # bends twice
]


@pytest.mark.parametrize("f, g, a, b, least", ABOVE)
def test_a_bound_from_above_is_never_below_the_largest_difference(f, g, a, b, least):
    task = task_of(f, a, b, 1)
    with working(300):
        forms = task.target.forms(balls())
        bound = in_balls._over(forms, g, task.low, task.high, in_balls._bent(task, *task.interval))
        places = (task.low + (task.high - task.low) * k / 64 for k in range(65))
        seen = [abs(forms.value(ball(x)) - ball(g(x))) for x in places]
        assert not any(ball(bound) < y for y in seen)
    assert bound >= Fraction(least)


def test_bends_cut_an_interval_on_both_sides():
    task = task_of("cos", -1, 5, 2)
    found = in_balls.enclosed(task, drafts(task).raw())
    for left, right in task.bends:
        assert {left, right} <= set(found.cuts)
    bent = [in_balls._bent(task, u, v) for u, v in zip(found.cuts, found.cuts[1:])]
    assert sum(bent) == len(task.bends) == 2


# ---- from below: side conditions of the rule, and what it counts ---------------------------------


def square_gap(x, g):
    return x * x - g(x)


def block(lines, *points):
    lines = tuple(Line(Fraction(s), Fraction(c)) for s, c in lines)
    return LooseBlock(lines, tuple(map(Fraction, points)))


LEFT = block([("1/2", "-1/32")], 0, "1/4", "1/2")
RIGHT = block([("3/2", "-17/32")], "1/2", "3/4", 1)


@pytest.mark.parametrize(
    "blocks, kept, counted",
    [
        ([LEFT, RIGHT], 2, 2),
        ([RIGHT, LEFT], 1, 1),  # not from left to right
        ([LEFT, LEFT], 1, 1),  # one twice
        ([block([(1, "-1/8")], 0, "1/2", "1/2")], 0, 0),  # a point twice
        ([block([(1, "-1/8")], "1/2", 1, "3/2")], 0, 0),  # outside
        ([block([(1, 0), (1, 1)], 0, "1/2", 1, "1/2")], 0, 0),  # lines that do not meet
        ([block([(1, 0), (2, 0), (3, 5)], 0, "1/4", "1/2", 1)], 0, 0),  # that meet out of order
        ([block([(1, 0), (1, 0)], 0, "1/2", 1)], 1, 1),  # two lines are one
        ([block([(1, 0), (2, "-1/2")], 0, 1)], 0, 0),  # fewer points than pieces
    ],
)
def test_blocks_that_break_a_side_condition_count_for_nothing(blocks, kept, counted):
    found = weighed(blocks, (Fraction(0), Fraction(1)), lambda w: w, square_gap)
    assert (len(found), excluded(found)) == (kept, counted)


def test_joined_lines_are_continuous():
    assert joined([Line(Fraction(-1), Fraction(0)), Line(Fraction(1), Fraction(0))]) == Piecewise(
        [0], [-1, 1], 0
    )


@pytest.mark.parametrize("f", ["exp", [0, 0, 1]])
def test_blocks_for_fewer_pieces_are_no_floor(f):
    task = task_of(f, 0, 1, 2)
    draft = drafts(task).raw()
    fewer = draft._replace(blocks=draft.blocks[:1])
    with pytest.raises(InputError, match="did not settle, it proved no more than 0 <= error <="):
        prove(task, fewer)


@pytest.mark.parametrize("f", ["exp", [0, 0, 1]])
def test_a_function_that_is_not_the_best_is_no_answer(f):
    task = task_of(f, 0, 1, 2)
    draft = drafts(task).raw()
    higher = draft._replace(function=draft.function.plus(Fraction(1, 1000)))
    with pytest.raises(InputError, match="did not settle"):
        prove(task, higher)


def prove(task, draft):
    if task.form is None:
        return in_balls.enclosed(task, draft)
    return exactly.certified(task, task.form, Drafts(lambda: draft, lambda: draft))


def test_a_larger_difference_between_the_hints_is_met():
    """Without hints the cuts are halved; what they meet raises the bound, until one is proved."""
    task = task_of([0, 0, 0, 1], -1, 1, 1)
    stay = exactly._Stay(*task.interval, task.form, Piecewise([], ["3/4"], 0))
    assert stay.cuts(Fraction(1, 5), (), 40) > Fraction(1, 5)
    bound, cuts = stay.reached(())
    assert Fraction(1, 4) <= bound < Fraction(1, 4) * (1 + Fraction(1, 10**5))
    assert cuts[0] == -1 and cuts[-1] == 1
