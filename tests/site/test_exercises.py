"""Exercises in the page: judged as the package judges, with a hint and a solution in their time."""

import random
import re
from fractions import Fraction

import pytest

from relu_proofs import Network
from relu_proofs.argument.boards import AT, FIRST, HIGHEST
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
    "draw-the-sum": "1 0 0 1 2 1 0",
    "and-without-biases": "1 0 1/2 0 1 1/2 1 -1 -1/2 -1 1 -1/2",
    "bend-without-biases": "3 2 1 0 1 2 3",
    "build-the-hat": "1 1 1 1 0 -2 1 -1 1 0",
    "three-pieces-from-two-units": "0 0 0 0 1 2 2",
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


REASONS = {"draw-the-sum": 2, "bend-without-biases": 4, "three-pieces-from-two-units": 3}
"""How many sentences a judge of drawings knows, the one for a right answer too."""


def line(chance):
    """Heights of a random line with few knots, often through 0 at 0."""
    slopes, height = [chance.choice(SMALL) for _ in range(3)], Fraction(0)
    knots = sorted(chance.choices(AT, k=2))
    heights = []
    for x in AT:
        heights.append(height)
        height += slopes[sum(knot <= x for knot in knots)]
    lift = heights[AT.index(0)] if chance.randrange(3) else Fraction(0)
    return [height - lift for height in heights]


def tries(name):
    """Random answers: anything, a right answer, one with a number changed, a stretched one.

    Of drawings also lines with few knots: half of what is anything, for else no two of the seven
    slopes would be the same.
    """
    chance = random.Random(f"answers {name}")
    right = [Fraction(text) for text in TRIED[name]]
    for number in range(ANSWERS):
        if name in FIRST and number % 2:
            yield line(chance)
            continue
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


@pytest.mark.parametrize("name", FIRST)
def test_many_kinds_of_drawings_are_among_those_tried(name):
    """Each reason that the judge knows is given more than once."""
    said = [answer(name, heights).reason for heights in tries(name)]
    kinds = [re.sub(r"-?[0-9]+(/[0-9]+)?", "", reason)[:16] for reason in said]
    often = {kind for kind in kinds if kinds.count(kind) > 1}
    assert len(often) >= REASONS[name], {kind: kinds.count(kind) for kind in kinds}


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


# ---- Drawings -----------------------------------------------------------------------------------

LINKED = """name => [...document.querySelectorAll(`form[data-exercise="${name}"] input`)]
    .map(box => box.value)"""


def board_of(window, name):
    return window.locator(f'.drawing-board[data-board="{name}"]')


def heights_in(window, name):
    """What the form would have judged now."""
    return [Fraction(text) for text in window.evaluate(LINKED, name)]


def drawn_by_keys(window, name, wanted):
    """Draw heights by the keyboard alone: Tab from point to point, arrows at each."""
    board_of(window, name).locator(".handle").first.focus()
    for now, height in zip(heights_in(window, name), wanted, strict=True):
        key = "ArrowUp" if height > now else "ArrowDown"
        for _ in range(abs(int(height - now))):
            window.keyboard.press(key)
        window.keyboard.press("Tab")


def verdict_of(window, name):
    block = window.locator(".exercise-block").filter(
        has=window.locator(f'form[data-exercise="{name}"]')
    )
    block.get_by_role("button", name="Check").click()
    return block.locator("output").inner_text()


@pytest.mark.parametrize("name", FIRST)
def test_a_board_begins_with_its_first_try_and_shows_the_place_that_is_wrong(
    name, browser, address
):
    with opened(browser, address + PAGE) as window:
        board = board_of(window, name)
        assert heights_in(window, name) == list(FIRST[name])
        assert board.locator(".handle").count() == len(AT)
        said = verdict_of(window, name)
        assert plain(said) == repr(answer(name, FIRST[name])).replace("\u2212", "-")
        assert board.locator(".line.dashed").count() >= 1
        board.locator(".handle").first.focus()
        window.keyboard.press("ArrowUp")
        assert board.locator(".line.dashed").count() == 0  # the verdict was about another line
        board.get_by_role("button", name="Reset").click()
        assert heights_in(window, name) == list(FIRST[name])


@pytest.mark.parametrize("name", FIRST)
def test_a_line_is_drawn_by_keys_alone_on_a_page_from_a_folder(name, browser, site):
    with opened(browser, (site / PAGE).as_uri(), 390) as window:
        wanted = [Fraction(text) for text in TRIED[name]]
        drawn_by_keys(window, name, wanted)
        assert heights_in(window, name) == wanted
        assert verdict_of(window, name).startswith("Right. ")
        require_accessible(window, "article")


@pytest.mark.parametrize("name", FIRST)
def test_a_line_is_drawn_by_a_pointer(name, browser, address):
    """Each point is dragged to its height, a little beside it: it snaps to the grid."""
    with opened(browser, address + PAGE) as window:
        wanted = [Fraction(text) for text in TRIED[name]]
        handles = board_of(window, name).locator(".handle .grip").all()
        handles[0].scroll_into_view_if_needed()
        places = [middle(handle) for handle in handles]
        unit = unit_of(window, name)
        for (x, y), now, height in zip(places, FIRST[name], wanted, strict=True):
            window.mouse.move(x, y)
            window.mouse.down()
            window.mouse.move(x + 9, y - float(height - now) * unit + 5, steps=6)
            window.mouse.up()
        assert heights_in(window, name) == wanted
        assert verdict_of(window, name).startswith("Right. ")


def middle(node):
    box = node.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def unit_of(window, name):
    """The pixels that a height of 1 takes."""
    return board_of(window, name).evaluate(
        "place => -place.picture.panels[0].scale.y[0] * place.querySelector('svg').getScreenCTM().d"
    )


@pytest.mark.parametrize("name", FIRST)
def test_a_finger_draws_and_the_page_stays(name, browser, address):
    with opened(browser, address + PAGE, 390, has_touch=True) as window:
        touch = window.context.new_cdp_session(window)
        handle = board_of(window, name).locator(".handle").nth(4)
        handle.scroll_into_view_if_needed()
        window.evaluate("new Promise(requestAnimationFrame)")
        top, (x, y) = window.evaluate("scrollY"), middle(handle.locator(".grip"))
        for kind, steps in (("touchStart", 0), *(("touchMove", k) for k in range(1, 9))):
            point = {"x": x, "y": y - steps * unit_of(window, name) / 8}
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert heights_in(window, name)[4] == FIRST[name][4] + 1
        assert window.evaluate("scrollY") == top


def test_a_point_is_said_with_its_units_and_stays_on_the_board(browser, address):
    with opened(browser, address + PAGE) as window:
        handle = board_of(window, "draw-the-sum").locator(".handle").nth(5)
        assert handle.get_attribute("role") == "slider"
        assert handle.get_attribute("aria-label") == "your line at x = 2"
        assert handle.get_attribute("aria-valuetext") == (
            "at x = 2 you drew 0; there r(x + 1) is 3, \u22122·r(x \u2212 1) is \u22122 and "
            "r(\u2212x \u2212 2) is 0"
        )
        handle.focus()
        for key, height in (("End", HIGHEST), ("Home", -HIGHEST), ("PageUp", 2 - HIGHEST)):
            window.keyboard.press(key)
            assert heights_in(window, "draw-the-sum")[5] == height
        window.keyboard.press("End")
        window.keyboard.press("ArrowUp")
        assert heights_in(window, "draw-the-sum")[5] == HIGHEST
        board = board_of(window, "draw-the-sum")
        seen = board.locator(".seen").inner_text()
        assert seen.startswith("Your line has the slopes")
        for _ in range(100):
            if board.locator(".unseen").inner_text() == seen:
                break
            window.wait_for_timeout(50)
        assert board.locator(".unseen").inner_text() == seen  # read aloud when the hand rests


def test_without_scripts_a_board_is_seen_and_its_solution_open(browser, site):
    with opened(browser, (site / PAGE).as_uri(), 390, java_script_enabled=False) as window:
        for name in FIRST:
            board = board_of(window, name)
            assert board.locator("figure svg").is_visible()
            assert not board.locator(".live-tools").is_visible()
            instead = f"answer('{name}', [{', '.join(map(str, FIRST[name]))}])"
            said = window.locator(f'.exercise-block:has([data-exercise="{name}"]) noscript p')
            assert said.is_visible() and instead in said.inner_text()
            solution = window.locator("details").filter(has_text=f'answer("{name}"')
            assert solution.is_visible()
