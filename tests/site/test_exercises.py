"""Exercises in the page: judged as the package judges, with a hint and a solution in their time."""

import random
import re
from fractions import Fraction

import pytest

from relu_proofs import Network
from relu_proofs.argument.exercises import EXERCISES, answer

from .window import opened, require_accessible

PAGE = "practice/exercises.html"
ANSWERS = 100
SMALL = [Fraction(n, d) for d in (1, 2, 3) for n in range(-4, 5)]
JUDGED = "([name, typed]) => reluExercises.judge(name, typed)"


def rows(numbers, *sizes):
    numbers = list(numbers)
    return [[numbers.pop(0) for _ in range(size)] for size in sizes]


def one_layer(units, biased=False, bias=0):
    """The network whose rows are weights, a bias if there is one, and the output weight."""
    end = -2 if biased else -1
    hidden = ([row[:end] for row in units], [row[-2] if biased else 0 for row in units])
    return Network([hidden, ([[row[-1] for row in units]], [bias])])


def layers(*blocks):
    return Network([([row[:-1] for row in block], [row[-1] for row in block]) for block in blocks])


def unbiased(*blocks):
    return Network([(block, [0] * len(block)) for block in blocks])


def six(numbers):
    first, second, third, fourth, last = rows(numbers, 2, 2, 3, 3, 3)
    return layers([first, second], [third, fourth], [last])


def dead(numbers):
    first, second, third, fourth, last = rows(numbers, 2, 2, 2, 2, 2)
    return unbiased([first, second], [third, fourth], [last])


READ = {
    "two-points": lambda n: (n[:2], n[2:]),
    "live-and-linear": lambda n: one_layer(rows(n, 3, 3)),
    "and-without-biases": lambda n: one_layer(rows(n, 3, 3, 3, 3)),
    "build-the-hat": lambda n: one_layer(rows(n[:9], 3, 3, 3), biased=True, bias=n[9]),
    "six-pieces-from-four-units": six,
    "alive-and-zero": dead,
}
"""What the package's judge is given, where that is not the numbers of the form themselves."""

RIGHT = {
    "two-points": "1 0 0 1",
    "only-one-line": "1 0",
    "certify-a-sign": "2 0 0 1",
    "live-and-linear": "1 2 1 -1 -2 -1",
    "flatten-the-crease": "1 2 -1",
    "and-without-biases": "1 0 1/2 0 1 1/2 1 -1 -1/2 -1 1 -1/2",
    "build-the-hat": "1 1 1 1 0 -2 1 -1 1 0",
    "line-through-a-parabola": "1 -1/8",
    "six-pieces-from-four-units": "1 0 1 -1/2 2 -4 0 2 -4 -1/2 2 -4 0",
    "alive-and-zero": "1 2 3 4 -1 -1 -2 -1 1 1",
    "find-the-hill": "1 0 1",
}
TRIED = {name: text.split() for name, text in RIGHT.items()}


def stretched(name, numbers, chance):
    """Another right answer where scaling a unit up and its output weight down makes one."""
    factor = chance.choice([Fraction(1, 3), Fraction(1, 2), 2, 3, 5])
    if name in {"live-and-linear", "and-without-biases"}:
        return [n / factor if i % 3 == 2 else n * factor for i, n in enumerate(numbers)]
    if name == "build-the-hat":
        hidden = [n / factor if i % 3 == 2 else n * factor for i, n in enumerate(numbers[:9])]
        return [*hidden, numbers[9]]
    if name in {"two-points", "flatten-the-crease", "alive-and-zero"}:
        return [n * factor for n in numbers]
    return numbers


def tries(name):
    """Random answers: anything, a right answer, one with a number changed, a stretched one."""
    chance = random.Random(f"answers {name}")
    right = [Fraction(text) for text in TRIED[name]]
    for number in range(ANSWERS):
        kind = number % 4
        if kind == 0:
            yield [chance.choice(SMALL) for _ in right]
        elif kind == 1:
            yield stretched(name, right, chance)
        else:
            changed = list(right)
            for _ in range(kind - 1):
                changed[chance.randrange(len(changed))] = chance.choice(SMALL)
            yield changed


@pytest.fixture
def window(browser, address):
    with opened(browser, address + PAGE) as window:
        yield window


def test_every_exercise_stands_on_the_page(window):
    assert window.evaluate("reluExercises.names.toSorted()") == sorted(EXERCISES) == sorted(RIGHT)
    forms = window.locator("form.exercise")
    assert [form.get_attribute("data-exercise") for form in forms.all()] == list(RIGHT)
    for form in forms.all():
        name = form.get_attribute("data-exercise")
        assert form.locator("input").count() == len(TRIED[name]), name


@pytest.mark.parametrize("name", RIGHT)
def test_the_page_judges_as_the_package_does(name, window):
    verdicts = set()
    for numbers in tries(name):
        ours = answer(name, READ.get(name, tuple)(numbers))
        theirs = window.evaluate(JUDGED, [name, [str(number) for number in numbers]])
        assert theirs["right"] == ours.right, (numbers, theirs, ours)
        assert theirs["reason"] and "unread" not in theirs
        if name not in {"live-and-linear", "alive-and-zero"} or ours.right:
            # These two show a counterexample in the page; every other reason is the same, but for
            # the sign of minus.
            assert plain(theirs["reason"]) == plain(ours.reason), numbers
        verdicts.add(ours.right)
    assert verdicts == {True, False}


def plain(reason):
    return re.sub("\u2212", "-", reason)


@pytest.mark.parametrize(
    "typed, said",
    [
        ("1/0", "is not a number"),
        ("", "is missing"),
        ("x", "is not a number"),
        ("1e9999", "is not a number"),
        ("1" * 401, "too long"),
        ("--1", "is not a number"),
        ("0x10", "is not a number"),
    ],
)
def test_what_is_no_number_is_said_and_is_no_miss(typed, said, window):
    found = window.evaluate(JUDGED, ["only-one-line", [typed, "0"]])
    assert not found["right"] and found["unread"] and said in found["reason"]


@pytest.mark.parametrize("typed", ["1", "+1", "1.0", "2/2", "1e0", "10e-1", " 1 "])
def test_numbers_may_be_written_in_many_ways(typed, window):
    found = window.evaluate(JUDGED, ["only-one-line", [typed, "\u22120"]])
    assert found["right"], found


def test_a_hint_after_one_miss_and_a_solution_after_two(browser, address):
    with opened(browser, address + PAGE) as window:
        block = window.locator(".exercise-block").nth(1)
        solution = window.locator(".exercise-block + details").nth(1)
        check = block.get_by_role("button", name="Check")

        def seen():
            return block.locator(".exercise-hint").is_visible(), solution.is_visible()

        assert seen() == (False, False)
        block.locator("input").first.fill("x")
        check.click()
        assert seen() == (False, False)  # what cannot be read is no miss
        block.locator("input").first.fill("1")
        check.click()
        assert (
            block.locator("output").inner_text() == "Not yet. At z = 0 ReLU gives 0, your line 1."
        )
        assert seen() == (True, False)
        block.locator("input").first.press("Enter")
        assert seen() == (True, True)
        block.locator("input").last.fill("0")
        check.click()
        assert block.locator("output").inner_text().startswith("Right.")
        require_accessible(window, "article")


def test_an_answer_is_judged_by_keyboard_on_a_page_from_a_folder(browser, site):
    with opened(browser, (site / PAGE).as_uri(), 390) as window:
        block = window.locator(".exercise-block").nth(1)
        block.locator("input").first.focus()
        window.keyboard.press("Control+A")
        window.keyboard.type("1")
        window.keyboard.press("Enter")
        expected = "Not yet. At z = 0 ReLU gives 0, your line 1."
        assert block.locator("output").inner_text() == expected
        assert block.locator(".exercise-hint").is_visible()


def test_without_scripts_the_solutions_stand_open(browser, site):
    with opened(browser, (site / PAGE).as_uri(), java_script_enabled=False) as window:
        assert window.locator(".exercise-hint").first.is_visible()
        assert window.locator(".exercise-block + details").first.is_visible()
        assert not window.locator("form.exercise").first.is_visible()
