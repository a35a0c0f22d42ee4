"""The whole check: the words, Coq's verdict, and the comparison with the record."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from .coq import Answer, Coq, ask, uses
from .refusal import Refused, refusals
from .registry import RECORD, digests, files, read_registry
from .source import FOLDER

__all__ = ["AXIOMS", "checked", "compare", "write"]

AXIOMS = {
    "ClassicalDedekindReals.sig_forall_dec": "limited principle of omniscience",
    "ClassicalDedekindReals.sig_not_dec": "a negated statement holds or does not",
    "FunctionalExtensionality.functional_extensionality_dep": "functions equal everywhere are one",
    "Classical_Prop.classic": "excluded middle, by way of the library's ln",
}
"""What the reals of Coq's library rest on, and all that a theorem may rest on, with a short name.

:meta hide-value:
"""


def checked(
    coq: Coq | None, folder: Path = FOLDER, *, words: bool = True
) -> tuple[Answer, dict[str, Any]]:
    """Have Coq check the files of a folder, and return what it said and the record of it.

    Parameters
    ----------
    coq : Coq or None
        The Coq to run; None only for files whose words are refused.
    folder : Path
        The files and their registry.
    words : bool
        Whether the words of the files are looked at before Coq is asked.

    Raises
    ------
    Refused
        If anything is not as it must be: a command that a file may not hold, a proof that Coq
        does not accept, a theorem of the registry that is not there, a name that the library has,
        an axiom outside `AXIOMS`.
    """
    texts, registry = files(folder), read_registry(folder)
    found = list(refusals(texts)) if words else []
    if found:
        raise Refused("\n".join(found))
    if coq is None:
        raise ValueError("the words of the files are in order: it takes a Coq to say more")
    answer = ask(coq, texts, registry.theorems)
    if answer.taken:
        means = "; ".join(f"{name} is {what}" for name, what in answer.taken.items())
        raise Refused(f"names that the library has already: {means}")
    foreign = sorted(answer.axioms.keys() - AXIOMS.keys())
    if foreign:
        raise Refused(f"theorems rest on what is not allowed: {'; '.join(foreign)}")
    return answer, {
        "by": coq.version,
        "on": date.today().isoformat(),
        "digests": digests(folder),
        "axioms": answer.axioms,
        "theorems": {
            name: {"statement": answer.statements[name], "uses": listed}
            for name, listed in uses(answer, texts).items()
        },
        "definitions": answer.printed,
    }


def compare(new: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """Compare what Coq said with the record of a folder; its version and the day may differ.

    Raises
    ------
    Refused
        If a statement, a definition, an axiom or a digest is not as it is in the record.
    """
    path = folder / RECORD
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    found = [
        f"{kind}: {name} is not as in {RECORD}:\n  now  {now}\n  then {then}"
        for kind in ("digests", "axioms", "theorems", "definitions")
        for name, now, then in _differences(new[kind], old.get(kind, {}))
    ]
    if found:
        raise Refused("\n".join(found))


def _differences(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    names = sorted(now.keys() | then.keys())
    pairs = [(name, now.get(name), then.get(name)) for name in names]
    return [(name, a, b) for name, a, b in pairs if _plain(a) != _plain(b)]


_BINDS = re.compile(r"\((?=[∀∃λ])")


def _plain(printed: Any) -> Any:
    """What Coq printed, without brackets that mean nothing.

    What a quantifier binds reaches as far right as it can.  So brackets around a quantified part
    may be left out where the end, another bracket or the type of the whole follows; some versions
    of Coq print them there and some do not.
    """
    if isinstance(printed, dict):
        return {key: _plain(value) for key, value in printed.items()}
    if not isinstance(printed, str):
        return printed
    begin = 0
    while found := _BINDS.search(printed, begin):
        begin = found.start()
        end = _closing(printed, begin)
        if printed[end + 1 :].lstrip()[:1] in ("", ")", ":"):
            printed = printed[:begin] + printed[begin + 1 : end] + printed[end + 1 :]
        else:
            begin += 1
    return printed


def _closing(text: str, opening: int) -> int:
    """The place of the bracket that closes one."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)


def write(new: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """Make this the record of a folder."""
    text = json.dumps(new, indent=1, ensure_ascii=False) + "\n"
    (folder / RECORD).write_text(text, encoding="utf-8")
