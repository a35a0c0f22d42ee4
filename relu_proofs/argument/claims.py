"""Claims: sentences with a proof, and the standing that the proof earns.

A module ``proofs/the_flaw.py`` registers the claims whose home is the page ``argument/the-flaw``.
Standings are computed, never typed; a claim stands no better than the weakest claim it was given.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from ..checker import check
from ..core.certificate import Certificate

__all__ = [
    "CLAIMS",
    "STANDINGS",
    "VERDICTS",
    "Claim",
    "Sentence",
    "certified",
    "cited",
    "enclosed",
    "proved",
    "sentences",
]

STANDINGS = ("certified", "enclosed", "proved on the page", "cited")
VERDICTS = ("true", "false", "qualified", "not mathematical")
PRACTICE = ("your-network", "exercises", "answers-that-sound-right")  # pages outside argument/

CLAIMS = {}
"""All claims by id, in the order in which the pages need them.

:meta hide-value:
"""


@dataclass(frozen=True, eq=False)
class Claim:
    """A sentence, the machine statement behind it if it has one, and its proof.

    Attributes
    ----------
    id : str
    sentence : str
        Plain text; mathematics in Unicode.
    kind : str
        The best standing that this sort of proof can earn.
    module : str
        The proof module; its name is the page's.
    statement : dict or None
        The machine statement, for a certified claim.
    source, key : str
        The theorem cited, and its label in the bibliography.
    """

    id: str
    sentence: str
    kind: str
    module: str
    proof: object = None
    statement: dict | None = None
    source: str = ""
    key: str = ""
    _asked: dict = field(default_factory=dict, repr=False)

    @property
    def page(self):
        """The page that is the claim's home, such as ``argument/the-flaw``."""
        name = self.module.rpartition(".")[2].replace("_", "-")
        return ("practice/" if name in PRACTICE else "argument/") + name

    @property
    def test(self):
        """The property test named after a claim that is proved on the page."""
        return f"test_{self.id.replace('-', '_')}"

    def _given(self, name):
        """The statement of an earlier claim, recording that this one leans on it."""
        order = list(CLAIMS)
        if name not in CLAIMS or order.index(name) >= order.index(self.id):
            raise KeyError(f"claim {self.id} leans on {name}, which is not registered before it")
        self._asked[name] = CLAIMS[name]
        return CLAIMS[name].statement

    @cached_property
    def _evidence(self):
        if self.kind == "cited":
            return None
        if self.kind == "certified":
            return self.proof(self.statement, self._given)
        return self.proof(self._given)

    def prove(self):
        """The certificate, made now; None for a claim whose proof is of another sort."""
        if self.kind != "certified":
            return None
        return Certificate(self.statement, self._evidence)

    @cached_property
    def enclosure(self):
        """The texts that an enclosed claim's proof computed; None for other claims."""
        return self._evidence if self.kind == "enclosed" else None

    @property
    def given(self):
        """The ids of the claims that the proof leans on."""
        _ = self._evidence  # the edges are recorded when the proof runs
        return tuple(self._asked)

    @cached_property
    def standing(self):
        """The weakest of what this proof earns and of the claims it leans on.

        Raises
        ------
        Malformed, Refused
            If the checker does not accept the certificate.
        ValueError
            If it accepts it for another statement.
        """
        if self.kind == "certified" and check(self.prove().text) != self.statement:
            raise ValueError(f"the certificate of {self.id} proves another statement")
        _ = self.given
        return max(
            (self.kind, *(claim.standing for claim in self._asked.values())), key=STANDINGS.index
        )

    @property
    def checked(self):
        """What was checked, in words."""
        return {
            "certified": "The trusted checker accepted a certificate of kind "
            f"{self.statement and self.statement['kind']} for the machine statement.",
            "enclosed": "Every digit printed was enclosed by rigorous ball arithmetic.",
            "proved on the page": f"A property test, {self.test}, looks for counterexamples.",
            "cited": "Only that the source is named.",
        }[self.kind]

    @property
    def unchecked(self):
        """What was not checked, in words."""
        own = {
            "certified": "That the sentence says in words what the statement says in symbols.",
            "enclosed": "The library that encloses, and the formula handed to it.",
            "proved on the page": "The argument itself: it is yours to read.",
            "cited": f"The theorem and its proof: {self.source}.",
        }[self.kind]
        weaker = [
            f"{name} ({claim.standing})"
            for name, claim in self._asked.items()
            if claim.standing != "certified"
        ]
        return own + (f" It leans on {', '.join(weaker)}." if self.given and weaker else "")


def _register(claim):
    if claim.id in CLAIMS:
        raise KeyError(f"claim {claim.id} is registered twice")
    CLAIMS[claim.id] = claim


def certified(name, sentence, statement):
    """Register a claim proved by a certificate; the function gets (statement, given).

    The function returns the evidence only, so that a proof cannot change its question;
    ``given(id)`` returns the statement of an earlier claim and records the edge.
    """

    def decorate(function):
        _register(Claim(name, sentence, "certified", function.__module__, function, statement))
        return function

    return decorate


def proved(name, sentence):
    """Register a claim proved by an argument; the function gets (given), its docstring argues.

    A property test ``test_<id>`` in the tests of the page must look for counterexamples.
    """

    def decorate(function):
        _register(Claim(name, sentence, "proved on the page", function.__module__, function))
        return function

    return decorate


def enclosed(name, sentence):
    """Register a claim about numbers enclosed by ball arithmetic; the function gets (given)."""

    def decorate(function):
        _register(Claim(name, sentence, "enclosed", function.__module__, function))
        return function

    return decorate


def cited(name, sentence, *, module, source, key):
    """Register somebody else's theorem: ``source`` names it with its number.

    ``module`` is the caller's ``__name__``, ``key`` the label in the bibliography.
    """
    _register(Claim(name, sentence, "cited", module, source=source, key=key))


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
def sentences():
    """Every sentence of both threads, in order, from ``threads.toml``.

    Returns
    -------
    tuple of Sentence

    Raises
    ------
    ValueError
        If a verdict is not one of the four, or a claim does not exist.
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
