"""Ways to get the standing without a proof, tried on the check itself: each must be refused."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .check import checked, compare, write
from .coq import Coq
from .refusal import Refused
from .registry import REGISTRY
from .source import FOLDER

__all__ = ["CHEATS", "Cheat", "refusal_of"]

KEPT = ("definitions", "lemmas", "one_unit")  # few files: a cheat need not wait for all proofs
THEOREM = "a_ruler_makes_no_angle"
SMALL = f"""order = ["definitions", "lemmas", "one_unit"]

[[part]]
of = "a-ruler-makes-no-angle"
says = "in words"
theorem = "{THEOREM}"
"""


@dataclass(frozen=True)
class Cheat:
    """A change of the files, and what the refusal says.

    Attributes
    ----------
    name : str
    change : callable
        Takes the text of ``one_unit.v`` and returns the one that cheats.
    says : str
        Words that the refusal must hold.
    by : str
        What gives it away: "words" of the file, for which no Coq is needed; "Coq", of files whose
        words are in order; "Coq alone", where the words are not looked at, to see that there are
        two locks.
    """

    name: str
    change: Callable[[str], str]
    says: str
    by: str = "words"


def _before(words: str) -> Callable[[str], str]:
    return lambda text: f"{words}\n\n{text}"


def _proof(steps: str, before: str = "") -> Callable[[str], str]:
    """Another proof of the theorem."""
    return lambda text: f"{before}\n\n{text[: text.rindex('Proof.')]}{steps}\n"


def _theorem(words: str) -> Callable[[str], str]:
    """Another theorem in its place."""
    return lambda text: text[: text.rindex("Theorem")] + words


def _emptied(text: str) -> str:
    """The definition says nothing, so that the theorem of the same words is easy."""
    begin = text.index("Definition affine_map")
    end = text.index(".\n", begin) + 2
    nothing = "Definition affine_map (f : Point -> Point) : Prop := True.\n"
    return _proof("Proof.\n  intros; exact I.\nQed.")(text[:begin] + nothing + text[end:])


LOOP = "Fixpoint loop (n : nat) : False := loop n."
BY_LOOP = "Proof.\n  intros. destruct (loop 0%nat).\nQed."
TRUST = "Axiom trust_me : False."
BY_TRUST = "Proof.\n  destruct trust_me.\nQed."
NOTATION = "Notation affine_map := (fun _ => True)."
CHEATS = (
    Cheat("a proof is admitted", _proof("Admitted."), "Admitted"),
    Cheat("an axiom", _proof(BY_TRUST, TRUST), "Axiom"),
    Cheat("a parameter", _before("Parameter trust_me : False."), "Parameter"),
    Cheat("the guard check is off", _proof(BY_LOOP, f"Unset Guard Checking.\n{LOOP}"), "Guard"),
    Cheat("it is off inside a proof", _proof("Proof.\n  Unset Guard Checking.\nQed."), "Guard"),
    Cheat("the positivity check is off", _before("Unset Positivity Checking."), "Positivity"),
    Cheat("the universe check is off", _before("Unset Universe Checking."), "Universe"),
    Cheat("an attribute", _before(f"#[bypass_check(guard)]\n{LOOP}"), "attributes"),
    Cheat("a comment that is none to Coq", _before(f'(* "(*" *) {TRUST} (* *) *)'), "strings and"),
    Cheat("a notation", _before(NOTATION), "Notation"),
    Cheat("a coercion", _before("Coercion INR : nat >-> R."), "the only Coercion allowed"),
    Cheat("another library", _before("Require Import Classical."), "the only Require allowed"),
    Cheat("a step is admitted", _proof("Proof.\n  admit.\nQed."), "given up goals", "Coq"),
    Cheat("a wrong proof", _proof("Proof.\n  reflexivity.\nQed."), "does not accept", "Coq"),
    Cheat("a theorem is missing", _theorem(""), f"{THEOREM} was not found", "Coq"),
    Cheat(
        "a theorem is renamed",
        lambda text: text.replace(THEOREM, "another_name"),
        f"{THEOREM} was not found",
        "Coq",
    ),
    Cheat(
        "a name of the library means something else",
        _before("Definition Rabs (x : R) : R := 0."),
        "the library has already: Rabs",
        "Coq",
    ),
    Cheat(
        "and so does a constructor",
        _before("Inductive mine := Rmax | Rmin."),
        "the library has already: Rmax",
        "Coq",
    ),
    Cheat(
        "a weaker theorem of the same name",
        _theorem(f"Theorem {THEOREM} : True.\nProof.\n  exact I.\nQed.\n"),
        f"theorems: {THEOREM} is not as in",
        "Coq",
    ),
    Cheat("an emptied definition", _emptied, "definitions: affine_map is not as in", "Coq"),
    Cheat("an admitted proof", _proof("Admitted."), f"allowed: {THEOREM}", "Coq alone"),
    Cheat("an axiom", _proof(BY_TRUST, TRUST), "allowed: trust_me", "Coq alone"),
    Cheat(
        "a loop without the guard check",
        _proof(BY_LOOP, f"Unset Guard Checking.\n{LOOP}"),
        "loop is assumed to be guarded",
        "Coq alone",
    ),
)


def _small(folder: Path) -> Path:
    for name in KEPT:
        shutil.copyfile(FOLDER / f"{name}.v", folder / f"{name}.v")
    (folder / REGISTRY).write_text(SMALL, encoding="utf-8")
    return folder


@cache
def _honest(coq: Coq) -> dict[str, Any]:
    """The record of the files that the cheats change."""
    with tempfile.TemporaryDirectory() as name:
        return checked(coq, _small(Path(name)))[1]


def refusal_of(cheat: Cheat, coq: Coq | None) -> str:
    """The words with which a cheat is refused.

    Parameters
    ----------
    cheat : Cheat
    coq : Coq or None
        None will do for one that its words give away.

    Raises
    ------
    AssertionError
        If it is not refused, or for another reason.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = _small(Path(name))
        if cheat.by != "words":
            write(_honest(coq), folder)
        file = folder / "one_unit.v"
        file.write_text(cheat.change(file.read_text(encoding="utf-8")), encoding="utf-8")
        try:
            _, new = checked(coq, folder, words=cheat.by != "Coq alone")
            compare(new, folder)
        except Refused as fault:
            said = str(fault)
        else:
            raise AssertionError(f"not refused: {cheat.name}")
    if cheat.says not in said:
        raise AssertionError(f"refused for another reason: {cheat.name}: {said}")
    return next(line for line in said.splitlines() if cheat.says in line)
