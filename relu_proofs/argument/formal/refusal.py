"""What a text may not hold, whatever Coq says of it.

Coq tells of admitted proofs, axioms and switched-off checks itself, where it is asked what a
theorem rests on.  Here they are refused before it is asked, by their words, and so is what Coq
would not tell of: a notation that prints one thing as another, a new meaning of a library's name.
"""

import re
from collections.abc import Iterator, Mapping

from .source import comment_free, sentences

__all__ = ["Refused", "refusals"]

# Everything that a file may say.  Commands that change what is checked, or how it is printed
# (Unset, Set, Notation, Infix, Axiom, Parameter, Admitted, Module, Arguments, ...), are not here.
ALLOWED = {
    "Require": ("Require Import Reals Lra Lia List Permutation.",),
    "Import": ("Import ListNotations.",),
    "Open": ("Open Scope R_scope.",),
    "Coercion": (
        "Coercion value_of : Network >-> Funclass.",
        "Coercion value_of_one_layer : OneLayer >-> Funclass.",
    ),
    "Proof": ("Proof.",),
    "Qed": ("Qed.",),
    "Definition": None,
    "Fixpoint": None,
    "Inductive": None,
    "Record": None,
    "Lemma": None,
    "Theorem": None,
}
TACTIC = re.compile(r"[-+*{}\s\d:]*[a-z(\[>]")
"""A step of a proof: bullets, then a word in lower case."""


class Refused(Exception):
    """A text, or what Coq said of it, that does not earn the standing."""


def refusals(texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the words of each file, with the place.

    Parameters
    ----------
    texts : mapping
        The text of each file, by its name.

    Yields
    ------
    str
        One complaint a fault.

    Examples
    --------
    >>> list(refusals({"a.v": "Lemma a : False.\\nAdmitted."}))
    ["a.v, line 2: 'Admitted.': not among the commands that a file may hold"]
    """
    for file, text in texts.items():
        bare = comment_free(text)
        if '"' in text or "#[" in bare:  # Coq reads strings in comments too
            yield f"{file}: strings and attributes may not stand in a file"
        for one in sentences(text):
            fault = _fault(one.text, one.command)
            if fault:
                yield f"{file}, line {one.line}: {one.text[:60]!r}: {fault}"
        if bare.rstrip() and not bare.rstrip().endswith("."):
            yield f"{file}: the last command has no full stop"


def _fault(text: str, command: str) -> str:
    if command in ALLOWED:
        exactly = ALLOWED[command]
        if exactly is not None and text not in exactly:
            return f"the only {command} allowed is: {' '.join(exactly)}"
        return ""
    if TACTIC.match(text):
        return ""
    return "not among the commands that a file may hold"
