"""The theorems that Coq checked: the record is of these files, and cheating is refused."""

import json
import shutil

import pytest

from relu_proofs import CLAIMS
from relu_proofs.argument import formal
from relu_proofs.argument.formal.cheats import CHEATS, refusal_of
from relu_proofs.argument.formal.check import AXIOMS, _differences
from relu_proofs.argument.formal.coq import coqc
from relu_proofs.argument.formal.refusal import refusals
from relu_proofs.argument.formal.registry import (
    RECORD,
    REGISTRY,
    Part,
    files,
    read_record,
    read_registry,
    registry,
)
from relu_proofs.argument.formal.source import FOLDER, closure, comment_free, definitions, sentences

# What the words of a file give away is tried by everybody.  `make formal` tries all cheats, and so
# do all tests where there is a Coq.
COQ = coqc() if shutil.which("coqc") else None
TRIED = [
    pytest.param(cheat, marks=() if cheat.by == "words" else pytest.mark.slow)
    for cheat in CHEATS
    if COQ or cheat.by == "words"
]


@pytest.fixture
def copy(tmp_path):
    """The folder of the theorems, to be spoilt."""
    shutil.copytree(FOLDER, tmp_path / "formal", ignore=shutil.ignore_patterns("*.py", "__*"))
    return tmp_path / "formal"


# ---- the record ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A ↔ (∀ x : R, P x)", "A ↔ ∀ x : R, P x"),
        ("∃ d : R, 0 < d ∧ (∀ y : R, Q y) : R → Prop", "∃ d : R, 0 < d ∧ ∀ y : R, Q y : R → Prop"),
        ("(¬ (∃ x : R, P x)) → B", "(¬ ∃ x : R, P x) → B"),
    ],
)
def test_brackets_that_mean_nothing_make_no_difference(one, other):
    assert _differences({"a": one}, {"a": other}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(∀ x : R, P x) → B", "∀ x : R, P x → B"),
        ("(∃ x : R, P x) ∧ B", "∃ x : R, P x ∧ B"),
        ("(A → B) → C", "A → B → C"),
    ],
)
def test_brackets_that_mean_something_make_one(one, other):
    assert _differences({"a": one}, {"a": other})


def test_the_record_is_of_these_files():
    known = read_record().theorems
    assert set(known) == set(registry().theorems)
    assert all(theorem.statement and theorem.file in files() for theorem in known.values())


@pytest.mark.parametrize("name", ["definitions.v", "depth.v", REGISTRY])
def test_a_changed_file_is_noticed(copy, name):
    path = copy / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(
        ValueError, match=rf"^{name}: changed since Coq checked it on .*make formal"
    ):
        read_record(copy)


def test_a_file_that_was_never_checked_is_noticed(copy):
    (copy / "new.v").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^new\.v: changed"):
        read_record(copy)
    with pytest.raises(ValueError, match=r"the order leaves out new\.v"):
        files(copy)


def test_a_part_has_a_theorem_or_says_why_not(copy):
    lines = (copy / REGISTRY).read_text(encoding="utf-8").replace("theorem = ", "missing = ", 1)
    (copy / REGISTRY).write_text(lines, encoding="utf-8")
    assert any(part.missing for part in read_registry(copy).claims)
    spoilt = lines.replace("missing = ", "# ", 1)
    (copy / REGISTRY).write_text(spoilt, encoding="utf-8")
    with pytest.raises(ValueError, match="a part has a theorem, or says why not"):
        read_registry(copy)


def test_the_record_knows_no_other_axioms():
    assert formal.record().axioms.keys() <= AXIOMS.keys()


def test_what_a_statement_uses_is_all_that_it_uses():
    """Every name of ours in a statement or a definition that it uses is among these."""
    known = definitions(files().values())
    recorded = json.loads((FOLDER / RECORD).read_text(encoding="utf-8"))
    for name, theorem in formal.record().theorems.items():
        listed = [one.name for one in theorem.uses]
        assert recorded["theorems"][name]["uses"] == listed
        words = " ".join([theorem.statement, *(one.text for one in theorem.uses)])
        assert set(closure(words, known)) <= set(listed)


# ---- claims --------------------------------------------------------------------------------------


def test_every_part_is_of_a_claim():
    assert {part.of for part in registry().claims} <= CLAIMS.keys()


def test_a_claim_is_checked_by_coq_when_theorems_say_all_of_it(monkeypatch):
    whole = CLAIMS["rows-decide-their-hull"]
    assert whole.standing == "checked by Coq"
    left = {whole.id: (*whole.parts, Part(of=whole.id, says="the rest", missing="it is hard"))}
    monkeypatch.setattr("relu_proofs.argument.formal.registry._claims", lambda: left)
    copy = type(whole)(whole.id, whole.sentence, whole.kind, whole.module, whole.proof)
    assert copy.standing == "proved on the page"


def test_a_certificate_stays_one():
    assert CLAIMS["relu-is-half-line-half-fold"].parts
    assert CLAIMS["relu-is-half-line-half-fold"].standing == "certified"


# ---- cheating ------------------------------------------------------------------------------------


@pytest.mark.parametrize("cheat", TRIED, ids=lambda cheat: f"{cheat.by}: {cheat.name}")
def test_cheating_is_refused(cheat):
    assert cheat.says in refusal_of(cheat, COQ)


def test_the_files_hold_nothing_that_is_refused():
    assert list(refusals(files())) == []


@pytest.mark.parametrize(
    "text", ["Lemma a : True. Proof. exact I. Qed", "Set Printing All.", "Module M. End M."]
)
def test_other_words_are_refused(text):
    assert list(refusals({"a.v": text}))


# ---- reading Coq ---------------------------------------------------------------------------------


def test_comments_are_blanked_and_places_kept():
    text = "Lemma a : (* x (* y *)\n z *) True.\nProof. exact I. Qed."
    assert len(comment_free(text)) == len(text)
    assert [(one.text, one.line) for one in sentences(text)] == [
        ("Lemma a : True.", 1),
        ("Proof.", 3),
        ("exact I.", 3),
        ("Qed.", 3),
    ]


def test_a_definition_is_found_through_another():
    known = definitions(["Definition a := 1. Record b := c { d : a }. Definition e := 2."])
    assert closure("forall x : T, d x = e", known) == ["a", "b", "e"]
