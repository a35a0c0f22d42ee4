"""The windows that tests look through, and the browser that they belong to."""

import pytest
from playwright.sync_api import Error

from .window import NOWHERE, opened


def test_a_browser_that_closes_by_itself_fails_one_test_and_is_started_anew(browser):
    with opened(browser, NOWHERE):  # a window that is free when the browser closes
        pass
    first = browser.running()
    with pytest.raises(Error), opened(browser, NOWHERE) as window:
        first.new_browser_cdp_session().send("Browser.crash")
        window.goto(NOWHERE)
    with pytest.warns(UserWarning, match="the browser closed by itself"):
        assert browser.running() is not first
    with opened(browser, NOWHERE) as window:
        assert window.evaluate("1 + 1") == 2
