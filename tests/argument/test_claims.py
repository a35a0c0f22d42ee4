"""The registry: standings are computed, edges recorded, and every promise of a claim is kept."""

import ast
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from relu_proofs import CLAIMS, Enclosure, sentences
from relu_proofs.argument import claims
from relu_proofs.argument.claims import (
    STANDINGS,
    Claim,
    Hence,
    certified,
    cited,
    compare_digits,
    enclosed,
    proved,
)
from relu_proofs.argument.identities import identity, prove_identity
from relu_proofs.argument.said import VERDICTS

HERE = Path(__file__).parent
BIBLIOGRAPHY = HERE.parents[1] / "docs" / "reference" / "bibliography.md"
ARGUED = [claim for claim in CLAIMS.values() if claim.kind == "proved on the page" or claim.hence]


@pytest.fixture
def registry(monkeypatch):
    """An empty registry."""
    empty = {}
    monkeypatch.setattr(claims, "CLAIMS", empty)
    return empty


# ---- property tests ------------------------------------------------------------------------------


@cache
def parsed_tests(module):
    """The functions of a page's tests by name, and the names imported from the package."""
    path = HERE / "proofs" / f"test_{module}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("relu_proofs")
        for alias in node.names
    }
    strategies = {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "tests.strategies"
        for alias in node.names
    }
    return functions, imported | (strategies & {"networks"})


def reached(name, functions):
    """Every name that a test uses, the helpers of its module followed."""
    found, open_names = set(), [name]
    while open_names:
        current = open_names.pop()
        if current in found:
            continue
        found.add(current)
        if current in functions:
            open_names += [
                node.id for node in ast.walk(functions[current]) if isinstance(node, ast.Name)
            ]
    return found


@pytest.mark.parametrize("claim", ARGUED, ids=lambda claim: claim.id)
def test_an_argument_has_its_property_test(claim):
    """It exercises the package, or says that it tests the mathematics only."""
    module = claim.module.rpartition(".")[2]
    functions, imported = parsed_tests(module)
    assert claim.test in functions, f"test_{module}.py has no {claim.test}"
    said = ast.get_docstring(functions[claim.test]) or ""
    exercises = reached(claim.test, functions) & imported
    assert bool(exercises) != ("mathematics only" in said)
    if claim.kind == "proved on the page":
        assert claim.proof.__doc__, "the docstring of the proof is the argument in short"


def test_no_property_test_is_left_of_a_claim_that_is_gone():
    wanted = {claim.test for claim in ARGUED}
    for path in sorted((HERE / "proofs").glob("test_*.py")):
        functions, _ = parsed_tests(path.stem.removeprefix("test_"))
        assert {name for name in functions if name.startswith("test_")} <= wanted


# ---- standings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim.id)
def test_a_claim_leans_on_earlier_claims_and_stands_no_better(claim):
    order = list(CLAIMS)
    for name in claim.given:
        assert order.index(name) < order.index(claim.id)
        # What Coq checked was proved from nothing that the argument in words is given.
        if claim.standing != "checked by Coq":
            assert STANDINGS.index(claim.standing) >= STANDINGS.index(CLAIMS[name].standing)
    assert claim.sentence.endswith(".") and "$" not in claim.sentence
    assert claim.checked and claim.unchecked
    if claim.hence:
        assert claim.hence.sentence.endswith(".") and claim.hence.argument.endswith(".")
        weakest = max([claim.standing, "proved on the page"], key=STANDINGS.index)
        assert STANDINGS.index(claim.hence_standing) >= STANDINGS.index(weakest)


def test_no_two_claims_share_a_statement():
    texts = [json.dumps(c.statement, sort_keys=True) for c in CLAIMS.values() if c.statement]
    assert len(set(texts)) == len(texts) > 100


def test_a_standing_is_no_better_than_the_weakest_given(registry):
    cited("theirs", "A theorem.", module="m", source="Somebody 1999, Theorem 1", key="somebody")

    @proved("ours", "Ours.")
    def ours(given):
        """By theirs."""
        given("theirs")

    assert registry["ours"].standing == "cited"
    assert registry["ours"].given == ("theirs",)
    assert "theirs (cited)" in registry["ours"].unchecked


TRUE = identity("r(z) - r(-z) = z")


def test_a_second_sentence_has_a_standing_of_its_own(registry):
    cited("theirs", "A theorem.", module="m", source="Somebody 1999, Theorem 1", key="somebody")
    for name, leans_on in (("alone", ()), ("leaning", ("theirs",))):
        certified(name, "True.", TRUE, Hence("so it is.", "By words.", leans_on))(
            lambda statement, given: prove_identity(statement)
        )
    assert [registry[name].standing for name in ("alone", "leaning")] == ["certified"] * 2
    assert registry["alone"].hence_standing == "proved on the page"
    assert registry["leaning"].hence_standing == "cited"
    with pytest.raises(ValueError, match="theirs has no second sentence"):
        _ = registry["theirs"].hence_standing


def test_a_claim_cannot_lean_on_a_later_one(registry):
    @proved("first", "First.")
    def first(given):
        given("second")

    @proved("second", "Second.")
    def second(given):
        given("first")

    with pytest.raises(KeyError, match="not registered before it"):
        _ = registry["first"].standing
    with pytest.raises(KeyError, match="not registered before it"):
        certified("third", "Third.", TRUE, Hence("it is so.", "Later.", ("fourth",)))(print)


def test_a_false_proof_earns_no_standing(registry):
    @certified("false", "r(z) = z for every z.", identity("r(z) = z"))
    def false(statement, given):
        return {"point": ["1"], "tree": {"type": "conclusion", "sums": [[], []]}}

    with pytest.raises(claims.check.__globals__["Refused"]):
        _ = registry["false"].standing


def test_an_id_is_registered_once(registry):
    proved("same", "Once.")(lambda given: None)
    with pytest.raises(KeyError, match="registered twice"):
        proved("same", "Twice.")(lambda given: None)


# ---- enclosed: the digits of the sentence --------------------------------------------------------

THIRD = Enclosure(*(numerator / claims.Fraction(3000) for numerator in (998, 1001)))


@pytest.mark.parametrize(
    "sentence, message",
    [
        ("It is 0.33….", None),
        ("It is 0.3…, which begins with 0.33….", None),
        ("It is 0.33.", "it says 0.33, enclosed were x = 0.33"),
        ("It is 0.333….", "it says 0.333…, enclosed were x = 0.33"),
        ("It is 0.34….", "it says 0.34…, enclosed were"),
        ("It is 0.33…, not 0.5….", "it says 0.5…"),
        ("It is a third.", "enclosed, but not said: x"),
    ],
)
def test_the_digits_of_an_enclosed_sentence_are_compared(registry, sentence, message):
    enclosed("third", sentence)(lambda given: {"x": THIRD})
    if message is None:
        assert registry["third"].standing == "enclosed"
    else:
        with pytest.raises(ValueError, match=re.escape(message)):
            _ = registry["third"].standing


@pytest.mark.parametrize("name", [c.id for c in CLAIMS.values() if c.kind == "enclosed"])
def test_another_digit_is_seen(name):
    claim = CLAIMS[name]
    digits = re.findall(r"[0-9]+\.[0-9]+", claim.sentence)
    assert digits and claim.enclosure
    for found in digits:
        last = (int(found[-1]) + 1) % 10
        other = replace(claim, sentence=claim.sentence.replace(found, f"{found[:-1]}{last}"))
        with pytest.raises(ValueError, match=f"it says {re.escape(found[:-1])}{last}"):
            compare_digits(other)


# ---- cited: the bibliography ---------------------------------------------------------------------


@pytest.mark.parametrize("name", [c.id for c in CLAIMS.values() if c.kind == "cited"])
def test_a_cited_claim_names_entries_of_the_bibliography(name):
    claim, text = CLAIMS[name], BIBLIOGRAPHY.read_text(encoding="utf-8")
    labels = re.findall(r"^\(([a-z]+[0-9]{4}[a-z]?)\)=$", text, re.MULTILINE)
    for label in (claim.key, *claim.also):
        assert label in labels
        year = re.search(r"[0-9]{4}", label)[0]
        assert year in claim.source, "each label is of a work that the source names"
    assert len(re.findall(r"\b(?:18|19|20)[0-9]{2}\b", claim.source)) == 1 + len(claim.also)


# ---- goldens -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [c.id for c in CLAIMS.values() if c.statement])
def test_a_certified_claim_has_its_golden(name):
    """That no golden is left of a claim that is gone, `tests.test_checker` sees."""
    golden = HERE.parent / "certificates" / "valid" / f"{name}.json"
    assert golden.read_text(encoding="utf-8") == CLAIMS[name].prove().text


# ---- what was said -------------------------------------------------------------------------------


def test_every_sentence_has_a_verdict_and_a_claim():
    found = sentences()
    assert len({sentence.id for sentence in found}) == len(found)
    for sentence in found:
        assert sentence.verdict in VERDICTS
        assert sentence.claim or sentence.verdict == "not mathematical"
        assert sentence.verdict in ("true", "not mathematical") or sentence.correction, sentence.id
        assert sentence.thread in (0, 1) and sentence.speaker and sentence.quotation


def test_a_claim_keeps_its_fields():
    fields = {"id", "sentence", "kind", "module", "proof", "statement", "source", "key", "hence"}
    assert fields <= set(Claim.__dataclass_fields__)
