"""What was said in the two threads: every sentence with its verdict, from ``threads.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from . import proofs as _proofs  # noqa: F401  # importing the proofs registers the claims
from .claims import CLAIMS

__all__ = ["VERDICTS", "Sentence", "sentences"]

VERDICTS = ("true", "false", "qualified", "not mathematical")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a thread with its verdict and the claim that carries it.

    ``claim`` is empty where the sentence is not mathematical.
    """

    id: str
    thread: int
    speaker: str
    quotation: str
    formal: str
    verdict: str
    correction: str
    claim: str


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every sentence of both threads, in order, from ``threads.toml``.

    Returns
    -------
    tuple of Sentence

    Raises
    ------
    ValueError
        If a verdict is not one of the four, or a claim does not exist.

    Examples
    --------
    >>> sentences()[0].speaker
    'Coder'
    """
    table = tomllib.loads(files(__package__).joinpath("threads.toml").read_text(encoding="utf-8"))
    found = tuple(Sentence(**entry) for entry in table["sentence"])
    for sentence in found:
        if sentence.verdict not in VERDICTS:
            raise ValueError(f"threads.toml: {sentence.id}: verdict {sentence.verdict!r}")
        if sentence.claim not in CLAIMS and (
            sentence.claim or sentence.verdict != "not mathematical"
        ):
            raise ValueError(f"threads.toml: {sentence.id}: claim {sentence.claim!r} is unknown")
    return found
