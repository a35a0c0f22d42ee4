"""What learners type into the search box leads to the right page, among the first three results."""

import tomllib
from pathlib import Path

import pytest

from .window import opened, wait_until

PHRASES = Path(__file__).parent / "phrases"
FIRST = 3  # results that a reader looks at
HALF = 30  # phrases in each of the two halves
MOST = 3  # of either half lead elsewhere: one half does not make up for the other
THIRD, TENTH = 80, 10  # the third list has at least so many phrases; of ten of them one may miss
RESULTS = """phrase => Search._performSearch(...Search._parseQuery(phrase)).reverse()
    .map(([page, title, anchor]) => page + anchor)"""


OTHERWISE = {  # as learners type it, and as the pages have it
    "non-linear": "nonlinear",
    "piece wise": "piecewise",
    "deadneuron": "dead neuron",
    "initialisation": "initialization",
    "standardizing": "standardising",
    "classifiers": "classification",
    "sigmiod": "sigmoid",
    "polinomial": "polynomial",
    "max(0, z)": "relu",
    "x**2": "x squared",
    "|x|": "absolute value",
    "what's a knot?": "knot",
    "depth vs width": "depth width",
    "spline example": "spline",
}

IN_VAIN = {  # words that readers looked up in vain, and a page that has to be among the first three
    "svm": "reference/glossary",
    "support vector machine": "practice/questions",
    "hinge loss": "practice/questions",
    "rnn": "beyond/layers",
    "lstm": "beyond/layers",
    "selu": "beyond/why-this-bend",
    "elu": "beyond/why-this-bend",
    "quiz": "practice/answers-that-sound-right",
    "test yourself": "practice/exercises",
    "homework": "practice/exercises",
    "piece": "argument/knots-and-slopes",
    "compact": "beyond/any-function",
    "compact set": "beyond/any-function",
    "density": "reference/glossary",
    "clause": "argument/deciding-deep-networks",
    "conp": "argument/deciding-deep-networks",
    "cell": "practice/your-network",
    "token": "beyond/layers",
    "sup norm": "beyond/near-the-data",
    "undecided": "practice/your-network",
    "meet": "reference/glossary",
    "pull": "argument/training",
    "face left": "argument/knots-and-slopes",
    "hill": "argument/deciding-deep-networks",
}


def phrases(half):
    """The phrases of one list, each with the pages any of which is right."""
    return tomllib.loads((PHRASES / f"{half}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(browser, address):
    """What the built index answers to each phrase, the best first."""
    halves = {half: phrases(half) for half in ("seen", "held", "third")}
    with opened(browser, address + "search.html?q=relu") as window:
        wait_until(window, "Search.hasIndex()")
        return {
            half: {phrase: window.evaluate(RESULTS, phrase) for phrase in wanted}
            for half, wanted in halves.items()
        }


@pytest.fixture
def search(browser, address):
    """The places that the index gives for a phrase, the best first."""
    with opened(browser, address + "search.html?q=relu") as window:
        wait_until(window, "Search.hasIndex()")
        yield lambda phrase: window.evaluate(RESULTS, phrase)


def missed(half, found):
    """The phrases of one list that do not lead to a right page, with what they lead to."""
    wanted = phrases(half)
    return {
        phrase: results[:FIRST]
        for phrase, results in found[half].items()
        if not {place.partition("#")[0] for place in results[:FIRST]} & set(wanted[phrase])
    }


def test_the_right_page_is_among_the_first_three(found):
    seen, held = missed("seen", found), missed("held", found)
    assert len(phrases("seen")) == len(phrases("held")) == HALF
    # Of the half that is held back nobody is told which phrases miss.
    assert max(len(seen), len(held)) <= MOST, (seen, len(held))


def test_phrases_gathered_later_are_found_too(found):
    wrong = missed("third", found)
    assert len(phrases("third")) >= THIRD
    assert len(wrong) * TENTH <= len(phrases("third")), wrong


def test_a_word_is_found_as_learners_type_it(search):
    """Joined, split, spelled otherwise, mistyped, as a formula, among words that say nothing."""

    def first(phrase):  # after the glossary, which comes first for a word as it stands there
        pages = [place.partition("#")[0] for place in search(phrase)]
        return next(page for page in pages if page != "reference/glossary")

    found = {typed: (first(typed), first(written)) for typed, written in OTHERWISE.items()}
    faults = {typed: pages for typed, pages in found.items() if len(set(pages)) > 1}
    assert not faults


@pytest.mark.parametrize("word", IN_VAIN)
def test_a_word_that_was_looked_up_in_vain_leads_on(word, search):
    assert IN_VAIN[word] in [place.partition("#")[0] for place in search(word)[:FIRST]]


def test_a_name_of_the_package_leads_to_it(search):
    for name in ("unit_states", "decide_affine", "activation_regions", "from_sklearn"):
        assert search(name)[0].endswith(f".{name}"), name


def test_what_the_glossary_says_leads_on(search):
    """The entry, and the page that it names, for a word that stands nowhere else."""
    entry, page = search("exploding gradient")[:2]
    assert entry.startswith("reference/glossary#term-")
    assert page.partition("#")[0] == "beyond/why-this-bend"


def test_no_phrase_finds_nothing(found):
    assert all(places for half in found.values() for places in half.values())


def test_the_page_shows_what_the_index_answers(browser, address, found):
    """As a reader sees it: the results in their order, each with a link that leads somewhere."""
    with opened(browser, address + "search.html?q=dead+neurons") as window:
        links = window.locator("ul.search li a")
        links.first.wait_for()
        places = [link.get_attribute("href").replace(".html", "") for link in links.all()]
        assert places[:FIRST] == found["seen"]["dead neurons"][:FIRST]
        links.first.click()
        window.wait_for_url(lambda url: "search.html" not in url)
        anchor = places[0].partition("#")[2]
        assert not anchor or window.locator(f'[id="{anchor}"]').count()


def test_a_word_of_the_glossary_is_shown_with_what_it_says(browser, address):
    with opened(browser, address + "search.html?q=rectified+linear+unit") as window:
        first = window.locator("ul.search li").first
        first.locator("p").wait_for()
        assert "Here we say ReLU" in first.inner_text()


def test_words_that_stand_nowhere_together_still_find_something(search):
    assert search("xor zebra")[0] == search("xor")[0]
    assert not search("zebra")
