"""Sentences to vote on: nothing is given away before, everything stands there without scripts."""

import pytest

from relu_proofs import CLAIMS

from .window import opened, require_accessible

PAGE = "practice/answers-that-sound-right.html"


@pytest.fixture
def window(browser, address):
    with opened(browser, address + PAGE) as window:
        yield window


def test_every_sentence_is_voted_on_before_it_is_answered(window):
    votes = window.locator(".vote")
    assert votes.count() == 10
    for vote in votes.all():
        answer = vote.locator(".vote-answer")
        assert not answer.is_visible()
        assert answer.locator("p").count() and not vote.locator("h2").count()
        choices = [button.inner_text() for button in vote.get_by_role("button").all()]
        holds = vote.get_attribute("data-holds")
        assert choices.count(holds) == 1 and choices[-1] == "just show me" and len(choices) == 4
        wrong = next(choice for choice in choices if choice != holds)
        vote.get_by_role("button", name=wrong, exact=True).click()
        said = vote.locator(".vote-said").inner_text()
        assert said == f"You said: {wrong}. What holds: {holds}."
        assert answer.is_visible()
        vote.get_by_role("button", name=holds, exact=True).click()
        assert vote.locator(".vote-said").inner_text() == f"You said: {holds}. So it is."
    require_accessible(window, "article")


def test_an_address_of_a_claim_opens_its_vote(browser, address):
    claims = [claim for claim in CLAIMS.values() if PAGE.startswith(claim.page)]
    for claim in claims[:2]:
        with opened(browser, f"{address}{PAGE}#claim-{claim.id}") as window:
            assert window.locator(f"#claim-{claim.id}").is_visible()


@pytest.mark.parametrize("fragment", ["%", "%E0%A4%A", "no-such-place"])
def test_an_address_that_names_nothing_leaves_the_votes_as_they_are(fragment, browser, address):
    with opened(browser, f"{address}{PAGE}#{fragment}") as window:
        vote = window.locator(".vote").last
        assert not vote.locator(".vote-answer").is_visible()
        vote.get_by_role("button", name="just show me").click()
        assert vote.locator(".vote-answer").is_visible()


def test_on_paper_every_answer_stands_open(window):
    window.emulate_media(media="print")
    answers = window.locator(".vote-answer").all()
    assert answers and all(answer.is_visible() for answer in answers)


def test_a_vote_is_cast_by_keyboard_on_a_page_from_a_folder(browser, site):
    with opened(browser, (site / PAGE).as_uri()) as window:
        vote = window.locator(".vote").first
        assert not vote.locator(".vote-answer").is_visible()
        vote.get_by_role("button").first.focus()
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        assert vote.locator(".vote-answer").is_visible()
        assert vote.get_by_role("button").nth(1).get_attribute("aria-pressed") == "true"


def test_without_scripts_every_answer_stands_open(browser, site):
    with opened(browser, (site / PAGE).as_uri(), java_script_enabled=False) as window:
        answers = window.locator(".vote-answer")
        assert all(answer.is_visible() for answer in answers.all())
        assert not window.locator(".vote-choices").first.is_visible()
