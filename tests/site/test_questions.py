"""The page of questions: many, each answered where it stands, shortly, with a way on."""

import re

import pytest
from bs4 import BeautifulSoup

FEWEST = 80
SENTENCES = range(2, 6)  # a sentence that only leads on is one more
END = re.compile(r"[.!?](?=\s+[A-Z|0-9]|\s*$)")


@pytest.fixture(scope="module")
def answers(site):
    """The answers by their questions: the words of each, and its links."""
    path = site / "practice" / "questions.html"
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    found = {}
    for section in page.select("section section section"):
        for hidden in section.select(".headerlink, .card"):
            hidden.decompose()
        heading = section.find("h3")
        question = heading.get_text().strip()
        heading.extract()
        found[question] = (" ".join(section.get_text(" ").split()), section.find_all("a"))
    return found


def test_there_are_enough_questions_and_they_are_questions(answers):
    assert len(answers) >= FEWEST
    assert all(question.endswith("?") for question in answers)


def test_every_answer_is_short_and_leads_on(answers):
    faults = {
        question: (len(END.findall(words)), len(links))
        for question, (words, links) in answers.items()
        if len(END.findall(words)) not in SENTENCES or not links
    }
    assert not faults


def test_no_answer_only_says_that_it_depends(answers):
    assert not [words for words, _ in answers.values() if re.search(r"depends[.!]?$", words)]
