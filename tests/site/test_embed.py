"""Each live picture alone: the same picture, without the page around it, also in a frame."""

import json
from fractions import Fraction

import pytest

from .pictures import PICTURES
from .test_live import declined, one_in, place_of, state_of
from .window import TOO_WIDE, opened, require_accessible

FRAME = "<!doctype html><title>a lesson</title><iframe src='{}' width='380' height='800'></iframe>"


def test_every_picture_has_an_address_of_its_own(site):
    assert {path.stem for path in (site / "embed").glob("*.html")} == set(PICTURES)


@pytest.mark.parametrize("name", one_in(3, PICTURES))
def test_it_answers_the_hand_as_on_its_page(name, browser, address, request):
    """The numbers of many states are those of `test_live`, which asks this page for them."""
    with opened(browser, f"{address}embed/{name}.html", 390) as window:
        assert not place_of(window, name).locator(".live-tools a").count()
        place = declined(window, name)
        place.locator(".handle").first.focus()
        window.keyboard.press("End")
        state = state_of(place)
        assert state != PICTURES[name][1]().state or len(place.locator(".handle").all()) > 1
        home = window.locator(".embed-home a").get_attribute("href")
        assert home == f"../{PICTURES[name][0]}"
        assert window.evaluate(TOO_WIDE) <= 0
        if request.config.getoption("--all"):  # else the same picture on its page has been seen
            require_accessible(window)


def test_it_stands_in_a_frame_and_takes_a_state(browser, address):
    window = browser.new_page()
    window.set_content(FRAME.format(f"{address}embed/sum.html?sum=a:-1,b:2"))
    place = window.frame_locator("iframe").locator(".live-picture")
    place.locator(".handle").first.wait_for()
    shown = json.loads(place.get_attribute("data-shown"))
    assert shown == {"apart": "2", "joint": "1"}
    window.close()


def test_its_page_leads_to_it_and_it_leads_back(browser, site):
    """From a folder, too."""
    with opened(browser, (site / PICTURES["chord"][0]).as_uri()) as window:
        place_of(window, "chord").get_by_role("link", name="Alone").click()
        window.wait_for_url("**/embed/chord.html")
        start = place_of(window, "chord").evaluate("place => place.picture.state.a.plain")
        assert Fraction(start) == -1
        window.locator(".embed-home a").click()
        window.wait_for_url("**/one-unit.html")


def test_from_a_folder_it_answers_the_keys_and_without_scripts_it_is_complete(browser, site):
    path = (site / "embed" / "chord.html").as_uri()
    with opened(browser, path, 390) as window:
        place = declined(window, "chord")
        before = state_of(place)
        place.locator(".handle").first.focus()
        window.keyboard.press("End")
        assert state_of(place) != before
    with opened(browser, path, 390, java_script_enabled=False) as window:
        place = place_of(window, "chord")
        assert place.locator("figure svg").first.is_visible()
        place.locator("summary").first.click()
        assert place.locator(".guess-answer p").is_visible()
