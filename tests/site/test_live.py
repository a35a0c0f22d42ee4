"""The live pictures, by every hand: keys, pointer, touch; with and without scripts."""

import itertools
import json
import random
import re
from fractions import Fraction
from pathlib import Path

import pytest

from .pictures import PICTURES
from .window import opened, require_accessible

KEYS = ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End")
STATES = 100
STATE = """place => Object.fromEntries(Object.entries(place.picture.state)
    .map(([name, value]) => [name, value.plain]))"""
PRESS = """(handle, keys) => keys.map(key => {
    handle.dispatchEvent(new KeyboardEvent("keydown", {key, cancelable: true}));
    return handle.getAttribute("aria-valuetext");
})"""
WALK = f"""(place, moves) => moves.map(([number, keys]) => {{
    ({PRESS})(place.querySelectorAll(".handle")[number], keys);
    return [({STATE})(place), JSON.parse(place.dataset.shown)];
}})"""


def alone(address, name):
    """The page that shows one picture and nothing else, which loads fastest."""
    return f"{address}embed/{name}.html"


def place_of(window, name):
    return window.locator(f'.live-picture[data-picture="{name}"]')


def declined(window, name):
    """The picture after "just show me"."""
    place = place_of(window, name)
    place.locator(".guess-choices button").last.click()
    return place


def fractions(texts):
    return {name: Fraction(text) for name, text in texts.items()}


def state_of(place):
    return fractions(place.evaluate(STATE))


def readable(value):
    return str(value) if not isinstance(value, Fraction) else str(Fraction(value))


def test_every_picture_stands_on_its_page(site):
    found = {}
    for path in set(site.rglob("*.html")) - set(site.glob("embed/*")):
        for name in re.findall(
            r'class="live-picture" data-picture="([a-z0-9-]+)"', path.read_text()
        ):
            found[name] = path.relative_to(site).as_posix()
    assert found == {name: page for name, (page, _) in PICTURES.items()}


def moves(name, handles):
    """Handles by their numbers, each with keys that are pressed on it."""
    chance = random.Random(f"keys {name}")
    for _ in range(STATES):
        yield chance.randrange(handles), chance.choices(KEYS, weights=(6, 6, 6, 6, 2, 2, 1, 1), k=2)


def walked(window, place, moves):
    """The state after each move and the numbers shown, by the keyboard."""
    for number, keys in moves:
        place.locator(".handle").nth(number).focus()
        for key in keys:
            window.keyboard.press(key)
        yield place.evaluate(STATE), json.loads(place.get_attribute("data-shown"))


def one_in(number, names):
    """One in so many, the others only with --all: what is tested is what all pictures stand on."""
    slow = [() if place % number == 0 else pytest.mark.slow for place, _ in enumerate(names)]
    return [pytest.param(name, marks=marks) for name, marks in zip(names, slow, strict=True)]


@pytest.mark.parametrize("name", PICTURES)
def test_the_numbers_are_those_of_the_package(name, browser, address, request):
    """At random states reached by keys, what is shown is what the package computes.

    The events of keys are made in the page, unless all tests are asked for: nothing is drawn
    between them.  That real keys do the same is what `test_every_key_moves_every_handle` holds.
    """
    shown = PICTURES[name][1]().shown
    with opened(browser, alone(address, name)) as window:
        place = declined(window, name)
        way = list(moves(name, place.locator(".handle").count()))
        by_hand = request.config.getoption("--all")
        found = list(walked(window, place, way)) if by_hand else place.evaluate(WALK, way)
    assert len(found) == STATES
    for texts, numbers in found:
        state = fractions(texts)
        expected = {key: readable(value) for key, value in shown(state).items()}
        assert numbers == expected, state


@pytest.mark.parametrize("name", one_in(3, PICTURES))
def test_nothing_moves_before_the_guess(name, browser, address):
    with opened(browser, alone(address, name)) as window:
        place = place_of(window, name)
        before = state_of(place)
        place.locator(".handle").first.focus()
        window.keyboard.press("ArrowRight")
        assert state_of(place) == before
        guess = place.locator(".guess-choices button").first
        guess.click()
        assert f"You said: {guess.inner_text()}." in place.locator(".guess-said").inner_text()
        assert guess.get_attribute("aria-pressed") == "true"


def pressed(window, handle, keys):
    """The value of a handle after each key, by the keyboard."""
    handle.focus()
    for key in keys:
        window.keyboard.press(key)
        yield handle.get_attribute("aria-valuetext")


@pytest.mark.parametrize("name", PICTURES)
def test_every_key_moves_every_handle(name, browser, site, request):
    """From a folder too: a page opened by double click has its pictures.

    Unless all tests are asked for, the picture stands alone, and its first handle stands for the
    others at the keyboard, which get the events of the keys.
    """
    everything = request.config.getoption("--all")
    page = PICTURES[name][0] if everything else f"embed/{name}.html"
    pairs = (KEYS[:2], KEYS[2:4], KEYS[4:6], KEYS[6:])
    keys = [key for pair in pairs for key in (*pair, *pair)]  # at an end the second try moves it
    with opened(browser, (site / page).as_uri()) as window:
        for number, handle in enumerate(declined(window, name).locator(".handle").all()):
            values = [handle.get_attribute("aria-valuetext")]
            if everything or not number:
                values += pressed(window, handle, keys)
            else:
                values += handle.evaluate(PRESS, keys)
            steps = zip(keys, values, values[1:], strict=False)
            moved = {key for key, before, after in steps if before != after}
            assert moved == set(KEYS), handle.get_attribute("aria-label")


@pytest.mark.parametrize("name", PICTURES)
def test_a_pointer_drags_every_handle(name, browser, address):
    with opened(browser, alone(address, name)) as window:
        place = declined(window, name)
        for handle in place.locator(".handle").all():
            handle.scroll_into_view_if_needed()
            before, box = handle.get_attribute("aria-valuetext"), handle.bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            for dx, dy in ((60, -45), (-60, 45)):
                window.mouse.move(x, y)
                window.mouse.down()
                window.mouse.move(x + dx, y + dy, steps=3)
                window.mouse.up()
                if handle.get_attribute("aria-valuetext") != before:
                    break
            assert handle.get_attribute("aria-valuetext") != before
            assert handle.evaluate("node => node === document.activeElement")


@pytest.mark.parametrize("name", PICTURES)
def test_a_finger_drags_every_handle_and_the_page_stays(name, browser, address, request):
    """The first handle stands for the others, unless all tests are asked for.

    The page of the picture alone is made as long as one that could be scrolled by mistake.
    """
    everything = request.config.getoption("--all")
    page = address + PICTURES[name][0] if everything else alone(address, name)
    with opened(browser, page, 390, has_touch=True) as window:
        window.add_style_tag(content="body { min-height: 300vh }")
        place = declined(window, name)
        touch = window.context.new_cdp_session(window)

        def send(kind, *at):
            points = [{"x": at[0], "y": at[1]}] if at else []
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        handles = place.locator(".handle").all()
        for handle in handles if everything else handles[:1]:
            handle.scroll_into_view_if_needed()
            window.evaluate("new Promise(requestAnimationFrame)")
            before, top = handle.get_attribute("aria-valuetext"), window.evaluate("scrollY")
            box = handle.bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            for dx, dy in ((12, -10), (-12, 10)):
                send("touchStart", x, y)
                for step in range(1, 5):
                    send("touchMove", x + step * dx, y + step * dy)
                send("touchEnd")
                if handle.get_attribute("aria-valuetext") != before:
                    break
            assert handle.get_attribute("aria-valuetext") != before
            assert window.evaluate("scrollY") == top


@pytest.mark.parametrize("name", one_in(9, PICTURES))
def test_a_state_can_be_linked_to(name, browser, address):
    figure = PICTURES[name][1]
    with opened(browser, alone(address, name)) as window:
        place = declined(window, name)
        place.locator(".handle").first.focus()
        window.keyboard.press("End")
        window.keyboard.press("ArrowLeft")
        moved = state_of(place)
        window.wait_for_url(lambda url: f"{name}=" in url)
        linked = window.url
        place.get_by_role("button", name="Reset").click()
        assert state_of(place) == figure().state
        window.goto(linked)
        assert state_of(place) == moved
        assert "is-ready" in place.get_attribute("class")  # a linked state counts as a guess
    wild = f"{alone(address, name)}?{name}=a:1e9,b:,zz:1,__proto__:1"
    with opened(browser, wild) as window:
        assert place_of(window, name).locator(".handle").count()


@pytest.mark.parametrize("name", one_in(3, PICTURES))
def test_without_scripts_the_page_is_complete(name, browser, site):
    path = Path(site, PICTURES[name][0])
    with opened(browser, path.as_uri(), 390, java_script_enabled=False) as window:
        place = place_of(window, name)
        assert place.locator("figure svg").first.is_visible()
        assert not place.locator(".guess-choices").is_visible()
        place.locator("summary").first.click()
        assert place.locator(".guess-answer p").is_visible()


def looks_of(name, request):
    looks = [(scheme, width) for scheme in ("light", "dark") for width in (1440, 390)]
    if request.config.getoption("--all"):
        return looks
    return [looks[sorted(PICTURES).index(name) % len(looks)]]


@pytest.mark.parametrize("name", PICTURES)
def test_accessible_before_the_guess_after_it_and_at_the_ends(name, browser, address, request):
    """On its page, or on a page of its own where one state in one look has to do.

    Its page before the guess is looked at by `test_visits`.
    """
    everything = request.config.getoption("--all")
    where = f'.live-picture[data-picture="{name}"]' if everything else None
    page = address + PICTURES[name][0] if everything else alone(address, name)
    for scheme, width in looks_of(name, request):
        with opened(browser, page, width, color_scheme=scheme) as window:
            if everything:
                require_accessible(window, where)
            place_of(window, name).locator(".guess-choices button").first.click()
            handles, ends = place_of(window, name).locator(".handle").all(), ("Home", "End")
            if not everything:
                handles, ends = handles[-1:], ends[-1:]
            for handle, key in itertools.product(handles, ends):
                handle.focus()
                window.keyboard.press(key)
                require_accessible(window, where)
