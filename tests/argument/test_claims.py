"""The registry: standings are computed, edges recorded, and every promise of a claim is kept."""

import ast
from pathlib import Path

import pytest

from relu_proofs.argument import claims
from relu_proofs.argument.claims import (
    CLAIMS,
    STANDINGS,
    VERDICTS,
    certified,
    cited,
    proved,
    sentences,
)

HERE = Path(__file__).parent


@pytest.fixture
def registry(monkeypatch):
    """An empty registry."""
    empty = {}
    monkeypatch.setattr(claims, "CLAIMS", empty)
    return empty


@pytest.mark.parametrize(
    "claim",
    [c for c in CLAIMS.values() if c.kind == "proved on the page"],
    ids=lambda claim: claim.id,
)
def test_a_proved_claim_has_its_property_test(claim):
    path = HERE / "proofs" / f"test_{claim.module.rpartition('.')[2]}.py"
    names = [
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert claim.test in names, f"{path.name} has no {claim.test}"
    assert claim.proof.__doc__, "the docstring of the proof is the argument in short"


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim.id)
def test_a_claim_leans_on_earlier_claims_and_stands_no_better(claim):
    order = list(CLAIMS)
    for name in claim.given:
        assert order.index(name) < order.index(claim.id)
        assert STANDINGS.index(claim.standing) >= STANDINGS.index(CLAIMS[name].standing)
    assert claim.sentence.endswith(".") and "$" not in claim.sentence
    assert claim.checked and claim.unchecked


def test_a_standing_is_no_better_than_the_weakest_given(registry):
    cited("theirs", "A theorem.", module="m", source="Somebody 1999, Theorem 1", key="somebody")

    @proved("ours", "Ours.")
    def ours(given):
        """By theirs."""
        given("theirs")

    assert registry["ours"].standing == "cited"
    assert registry["ours"].given == ("theirs",)
    assert "theirs (cited)" in registry["ours"].unchecked


def test_a_claim_cannot_lean_on_a_later_one(registry):
    @proved("first", "First.")
    def first(given):
        given("second")

    @proved("second", "Second.")
    def second(given):
        given("first")

    with pytest.raises(KeyError, match="not registered before it"):
        _ = registry["first"].standing


def test_a_false_proof_earns_no_standing(registry):
    @certified(
        "false",
        "r(z) = z for every z.",
        {
            "kind": "identity",
            "variables": ["z"],
            "hypotheses": [],
            "conclusion": {"left": ["r", "z"], "relation": "=", "right": "z"},
        },
    )
    def false(statement, given):
        return {"point": ["1"], "tree": {"type": "conclusion", "sums": [[], []]}}

    with pytest.raises(claims.check.__globals__["Refused"]):
        _ = registry["false"].standing


def test_an_id_is_registered_once(registry):
    proved("same", "Once.")(lambda given: None)
    with pytest.raises(KeyError, match="registered twice"):
        proved("same", "Twice.")(lambda given: None)


def test_every_sentence_has_a_verdict_and_a_claim():
    found = sentences()
    assert len({sentence.id for sentence in found}) == len(found)
    for sentence in found:
        assert sentence.verdict in VERDICTS
        assert sentence.claim or sentence.verdict == "not mathematical"
        assert sentence.verdict in ("true", "not mathematical") or sentence.correction, sentence.id
        assert sentence.thread in (0, 1) and sentence.speaker and sentence.quotation
