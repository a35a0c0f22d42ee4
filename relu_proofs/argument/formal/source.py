"""Coq texts, as far as they must be understood here: sentences, and the names they define."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FOLDER", "Sentence", "closure", "comment_free", "defined", "definitions", "sentences"]

FOLDER = Path(__file__).parent

_DEFINES = ("Definition", "Fixpoint", "Inductive", "Record")
_NAME = r"[A-Za-z_][A-Za-z_0-9']*"


@dataclass(frozen=True)
class Sentence:
    """One command of Coq, with its full stop.

    Attributes
    ----------
    text : str
        Without comments, blanks squeezed.
    shown : str
        As it stands in the file, with the comments directly above it.
    line : int
        The line it begins on, counted from 1.
    """

    text: str
    shown: str
    line: int

    @property
    def command(self) -> str:
        """Its first word."""
        found = re.match(r"[A-Za-z]+", self.text)
        return found[0] if found else self.text[:1]

    @property
    def name(self) -> str:
        """The name behind the first word, or an empty text."""
        found = re.match(rf"[A-Z][a-z]+ ({_NAME})", self.text)
        return found[1] if found else ""


def comment_free(text: str) -> str:
    """The text with every comment and every string blanked out, of the same length.

    Examples
    --------
    >>> comment_free("Qed. (* a (* nested *) one *)").rstrip()
    'Qed.'
    """
    out, depth, at = list(text), 0, 0
    while at < len(text):
        two = text[at : at + 2]
        if two == "(*" or (two == "*)" and depth):
            depth += 1 if two == "(*" else -1
            out[at : at + 2] = "  "
            at += 2
            continue
        if depth and text[at] != "\n":
            out[at] = " "
        at += 1
    return "".join(out)


def sentences(text: str) -> list[Sentence]:
    """The commands of a file, in order.

    A full stop ends a command where a blank or the end of the file follows it.

    Examples
    --------
    >>> [one.name for one in sentences("Definition a := 1.  Lemma b : a = 1.")]
    ['a', 'b']
    """
    bare = comment_free(text)
    ends = [found.start() + 1 for found in re.finditer(r"(?<!\.)\.(?=\s|$)", bare)]
    found, begin = [], 0
    for end in ends:
        inner = bare[begin:end]
        first = begin + len(inner) - len(inner.lstrip())
        above = text[begin:first].rstrip(" ")
        # Comments of the command: what follows the last empty line above it.
        comment = above.rpartition("\n\n")[2].lstrip()
        shown = comment + text[first:end]
        found.append(
            Sentence(" ".join(inner.split()), shown, text.count("\n", 0, first) + 1),
        )
        begin = end
    return found


def defined(sentence: Sentence) -> tuple[str, ...]:
    """The names that a command defines: its own, fields and constructors included.

    Examples
    --------
    >>> defined(sentences("Record Unit := unit_of { weights : list R; bias : R }.")[0])
    ('Unit', 'unit_of', 'weights', 'bias')
    """
    if sentence.command not in (*_DEFINES, "Lemma", "Theorem"):
        return ()
    names = [sentence.name]
    head, _, body = sentence.text.partition(":=")
    if sentence.command == "Record":
        names += re.findall(rf"^\s*({_NAME})", body)
        names += re.findall(rf"[{{;] *({_NAME}) *:", body)
    if sentence.command == "Inductive":
        names += re.findall(rf"(?:^|\|)\s*({_NAME})", body)
    return tuple(names)


def definitions(texts: Iterable[str]) -> Mapping[str, Sentence]:
    """The commands that define what a statement can speak of, by each name that they define."""
    return {
        name: one
        for text in texts
        for one in sentences(text)
        if one.command in _DEFINES
        for name in defined(one)
    }


def closure(words: str, known: Mapping[str, Sentence]) -> list[str]:
    """The definitions that a statement uses, and those that these use, in the order of the files.

    Parameters
    ----------
    words : str
        A statement, with its coercions written out.
    known : mapping
        As `definitions` returns it.

    Returns
    -------
    list of str
        The name that stands first in each definition.
    """
    wanted: set[str] = set()
    open_ends = [words]
    while open_ends:
        for name in _names(open_ends.pop()):
            if name in known and known[name].name not in wanted:
                wanted.add(known[name].name)
                open_ends.append(known[name].text)
    return [name for name, one in known.items() if name == one.name and name in wanted]


def _names(text: str) -> Iterator[str]:
    yield from re.findall(_NAME, text)
