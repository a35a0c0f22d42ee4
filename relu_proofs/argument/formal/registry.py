"""Which theorems stand behind which claim, and the record of what Coq said of them.

The registry is written by hand, the record by ``python -m relu_proofs.argument.formal --record``.
The record holds the digest of every file that it is about: whoever reads it here learns at once
that a file has changed since.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .source import FOLDER, Sentence, definitions, sentences

__all__ = [
    "Part",
    "Record",
    "Registry",
    "Theorem",
    "covered",
    "files",
    "parts",
    "record",
    "registry",
    "rules",
]

REGISTRY = "registry.toml"
RECORD = "record.json"


@dataclass(frozen=True)
class Part:
    """A part of a claim's sentence, and the theorem that says it.

    Attributes
    ----------
    of : str
        The id of the claim, or the name of a rule of the checker.
    says : str
        The part, in words: how to read the theorem.
    theorem : str
        Its name; empty where no theorem covers the part.
    missing : str
        Why no theorem covers it.
    """

    of: str
    says: str
    theorem: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Theorem:
    """A theorem as Coq prints it.

    Attributes
    ----------
    name, statement : str
    uses : tuple of Sentence
        The definitions that the statement uses, directly or through others, in order.
    file : str
        The file it stands in, such as ``depth.v``.
    line : int
        And its line there.
    """

    name: str
    statement: str
    uses: tuple[Sentence, ...]
    file: str
    line: int


@dataclass(frozen=True)
class Registry:
    """The order of the files, and the parts of claims and rules."""

    order: tuple[str, ...]
    claims: tuple[Part, ...]
    rules: tuple[Part, ...]

    @property
    def theorems(self) -> tuple[str, ...]:
        """The names of all theorems, each once, in order."""
        return tuple(
            dict.fromkeys(part.theorem for part in (*self.claims, *self.rules) if part.theorem)
        )


@dataclass(frozen=True)
class Record:
    """What Coq said.

    Attributes
    ----------
    by, on : str
        The version of Coq, and the day.
    axioms : dict of str to str
        Each axiom that some theorem rests on, with its type.
    theorems : dict of str to Theorem
    """

    by: str
    on: str
    axioms: Mapping[str, str]
    theorems: Mapping[str, Theorem]


def read_registry(folder: Path = FOLDER) -> Registry:
    """The registry of a folder.

    Raises
    ------
    ValueError
        If a part has neither a theorem nor a reason why none covers it, or both.
    """
    held = tomllib.loads((folder / REGISTRY).read_text(encoding="utf-8"))
    found: dict[str, list[Part]] = {"part": [], "rule": []}
    for kind, listed in found.items():
        for entry in held.get(kind, ()):
            part = Part(**entry)
            if bool(part.theorem) == bool(part.missing):
                raise ValueError(f"{REGISTRY}: {part.of}: a part has a theorem, or says why not")
            listed.append(part)
    return Registry(tuple(held["order"]), tuple(found["part"]), tuple(found["rule"]))


def files(folder: Path = FOLDER) -> dict[str, str]:
    """The text of every file of Coq by its name, in the order in which they lean on each other.

    Raises
    ------
    ValueError
        If the registry leaves out a file of the folder.
    """
    order = [f"{name}.v" for name in read_registry(folder).order]
    left_out = {path.name for path in folder.glob("*.v")} - set(order)
    if left_out:
        raise ValueError(f"{REGISTRY}: the order leaves out {', '.join(sorted(left_out))}")
    return {name: (folder / name).read_text(encoding="utf-8") for name in order}


def digests(folder: Path = FOLDER) -> dict[str, str]:
    """The SHA-256 of the registry and of every file of Coq.

    Examples
    --------
    >>> "definitions.v" in digests()
    True
    """
    named = [REGISTRY, *sorted(path.name for path in folder.glob("*.v"))]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in named}


def read_record(folder: Path = FOLDER) -> Record:
    """The record of a folder.

    Raises
    ------
    ValueError
        If a file is not the one that was checked.
    """
    held: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    now, then = digests(folder), held["digests"]
    changed = sorted(name for name in now.keys() | then if now.get(name) != then.get(name))
    if changed:
        raise ValueError(
            f"{', '.join(changed)}: changed since Coq checked it on {held['on']}: "
            f"run `make formal RECORD=1`"
        )
    texts = files(folder)
    known = definitions(texts.values())
    places = {
        one.name: (file, one.line)
        for file, text in texts.items()
        for one in sentences(text)
        if one.command == "Theorem"
    }
    theorems = {
        name: Theorem(
            name, entry["statement"], tuple(known[use] for use in entry["uses"]), *places[name]
        )
        for name, entry in held["theorems"].items()
    }
    return Record(held["by"], held["on"], held["axioms"], theorems)


@cache
def registry() -> Registry:
    """The registry of the package."""
    return read_registry()


@cache
def record() -> Record:
    """The record of the package; ValueError if a file is not the one that was checked."""
    return read_record()


@cache
def _claims() -> Mapping[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = {}
    for part in registry().claims:
        found.setdefault(part.of, []).append(part)
    return {name: tuple(listed) for name, listed in found.items()}


def parts(claim: str) -> tuple[Part, ...]:
    """The parts of a claim's sentence; none for a claim that no theorem is about.

    Parameters
    ----------
    claim : str
        Its id.

    Examples
    --------
    >>> [part.theorem for part in parts("rows-decide-their-hull")]
    ['rows_decide_their_hull']
    """
    return _claims().get(claim, ())


def rules() -> tuple[Part, ...]:
    """The rules of the trusted checker that theorems are about."""
    return registry().rules


def covered(claim: str) -> bool:
    """Whether theorems say every part of a claim's sentence, and Coq has checked these files.

    Raises
    ------
    ValueError
        If a file is not the one that was checked.
    """
    found = parts(claim)
    return bool(found) and all(part.theorem in record().theorems for part in found)
