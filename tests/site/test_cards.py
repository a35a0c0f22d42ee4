"""Hover cards: what a word means is said whole, in a few words, in characters that can be read."""

import re
from html import unescape

import pytest

from relu_site.cards import LONGEST, _plain

CARD = re.compile(r'<span class="card" role="tooltip" id="card-\d+">(.*?)</span>', re.DOTALL)
ENOUGH = 40  # words of the glossary that have a card somewhere


@pytest.fixture(scope="module")
def cards(pages):
    """What the cards say, each text once."""
    texts = (path.read_text(encoding="utf-8") for path in pages.values())
    return {unescape(said) for text in texts for said in CARD.findall(text)}


def test_no_card_is_cut_off_or_sends_the_reader_away(cards):
    assert len(cards) >= ENOUGH
    faults = [said for said in cards if said.endswith("…") or len(said) > LONGEST]
    assert not faults + [said for said in cards if re.search(r"\b[Ss]ee ", said)]


def test_formulas_on_cards_are_characters(cards):
    assert not [said for said in cards if re.search(r"[\\{}$_]", said)]


@pytest.mark.parametrize(
    "formula, said",
    [
        (r"r(z) = \max(0, z)", "r(z) = max(0, z)"),
        (r"2 r(x) - 4 r(x - \tfrac12)", "2 r(x) − 4 r(x − ½)"),
        (r"1/(1 + e^{-t})", "1/(1 + e^(−t))"),
        (r"w_1 \cdot x^2 \ge \unknown", r"w₁ · x² ≥ \unknown"),
    ],
)
def test_a_formula_is_written_in_characters(formula, said):
    assert _plain(formula) == said
