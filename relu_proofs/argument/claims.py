"""Claims: sentences with a proof, and the standing that the proof earns.

A module ``proofs/the_flaw.py`` registers the claims whose home is the page ``argument/the-flaw``.
Standings are computed, never typed; a claim stands no better than the weakest claim it was given,
unless Coq checked it, which was given none.

The sentence of a certified claim says what its machine statement says, and no more; there |u| is
short for r(u) + r(-u) and max(0, u) for r(u).  What follows by a step of words is the claim's
`Hence`, with a standing of its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Protocol, TypeAlias

from ..checker import check
from ..core.certificate import Certificate
from . import formal
from .formulas import Formula, formula

__all__ = [
    "CLAIMS",
    "STANDINGS",
    "Claim",
    "Given",
    "Hence",
    "Statement",
    "certified",
    "cited",
    "enclosed",
    "proved",
]

STANDINGS = ("certified", "checked by Coq", "enclosed", "proved on the page", "cited")
# pages outside argument/
PRACTICE = ("your-network", "exercises", "answers-that-sound-right", "questions")
BEYOND = ("the-output", "why-this-bend", "near-the-data", "layers", "any-function")

Statement: TypeAlias = dict[str, Any]
"""A machine statement, a JSON value."""
Given: TypeAlias = Callable[[str], Statement | None]
"""What a proof asks for an earlier claim: takes its id, returns its statement."""
Proof: TypeAlias = Callable[..., Any]

CLAIMS: dict[str, "Claim"] = {}
"""All claims by id, in the order in which the pages need them.

:meta hide-value:
"""


class Bounds(Protocol):
    """A number known to lie between two rationals."""

    @property
    def low(self) -> Fraction:
        """The lower bound."""

    @property
    def high(self) -> Fraction:
        """The upper bound."""


@dataclass(frozen=True)
class Hence:
    """What follows from a claim's sentence by a step of words.

    Attributes
    ----------
    sentence : str
        Plain text; it is shown after the word *hence*, so it begins in lower case unless with a
        symbol.
    argument : str
        The step.
    leans_on : tuple of str
        The ids of other claims that the step uses, registered before this one.
    """

    sentence: str
    argument: str
    leans_on: tuple[str, ...] = ()


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
    also : tuple of str
        The labels of further works that the source names.
    hence : Hence or None
        A second sentence, with a standing of its own.
    """

    id: str
    sentence: str
    kind: str
    module: str
    proof: Proof | None = None
    statement: Statement | None = None
    source: str = ""
    key: str = ""
    also: tuple[str, ...] = ()
    hence: Hence | None = None
    _asked: dict[str, "Claim"] = field(default_factory=dict, repr=False)

    @property
    def page(self) -> str:
        """The page that is the claim's home, such as ``argument/the-flaw``."""
        name = self.module.rpartition(".")[2].replace("_", "-")
        if name in BEYOND:
            return f"beyond/{name}"
        return ("practice/" if name in PRACTICE else "argument/") + name

    @property
    def test(self) -> str:
        """The property test named after a claim that has an argument in words."""
        return f"test_{self.id.replace('-', '_')}"

    @property
    def formula(self) -> Formula | None:
        """The machine statement as a formula; None for a claim without one."""
        return None if self.statement is None else formula(self.statement)

    def _earlier(self, name: str) -> "Claim":
        order = list(CLAIMS)
        if name not in CLAIMS or order.index(name) >= order.index(self.id):
            raise KeyError(f"claim {self.id} leans on {name}, which is not registered before it")
        return CLAIMS[name]

    def _given(self, name: str) -> Statement | None:
        """The statement of an earlier claim, recording that this one leans on it."""
        self._asked[name] = self._earlier(name)
        return CLAIMS[name].statement

    @cached_property
    def _evidence(self) -> Any:
        if self.proof is None:
            return None
        if self.kind == "certified":
            return self.proof(self.statement, self._given)
        return self.proof(self._given)

    def prove(self) -> Certificate | None:
        """The certificate, made now; None for a claim whose proof is of another sort."""
        if self.statement is None:
            return None
        return Certificate(self.statement, self._evidence)

    @cached_property
    def enclosure(self) -> dict[str, str] | None:
        """The texts that an enclosed claim's proof computed; None for other claims."""
        if self.kind != "enclosed":
            return None
        return {name: str(number) for name, number in self._evidence.items()}

    @property
    def given(self) -> tuple[str, ...]:
        """The ids of the claims that the proof leans on."""
        _ = self._evidence  # the edges are recorded when the proof runs
        return tuple(self._asked)

    @cached_property
    def standing(self) -> str:
        """The weakest of what this proof earns and of the claims it leans on.

        Raises
        ------
        Malformed, Refused
            If the checker does not accept the certificate.
        ValueError
            If it accepts it for another statement, or if a decimal of an enclosed sentence is not
            what was enclosed.
        """
        certificate = self.prove()
        if certificate is not None and check(certificate.text) != self.statement:
            raise ValueError(f"the certificate of {self.id} proves another statement")
        if self.kind == "enclosed":
            compare_digits(self)
        _ = self.given
        if self._earned == "checked by Coq":
            return self._earned  # the theorems were proved from nothing that the argument is given
        return _weakest(self._earned, *(claim.standing for claim in self._asked.values()))

    @property
    def parts(self) -> tuple[formal.Part, ...]:
        """The parts of the sentence that theorems say, if any were written for this claim."""
        return formal.parts(self.id)

    @property
    def _earned(self) -> str:
        """What the claim earns by itself: Coq's word stands for an argument in words."""
        coq = self.kind == "proved on the page" and formal.covered(self.id)
        return "checked by Coq" if coq else self.kind

    @cached_property
    def hence_standing(self) -> str:
        """The standing of the second sentence: an argument on the page, or weaker.

        Raises
        ------
        ValueError
            If the claim has no second sentence.
        """
        if self.hence is None:
            raise ValueError(f"claim {self.id} has no second sentence")
        leans_on = [self._earlier(name).standing for name in self.hence.leans_on]
        return _weakest("proved on the page", self.standing, *leans_on)

    @property
    def checked(self) -> str:
        """What was checked, in words."""
        return {
            "certified": "The trusted checker accepted a certificate of kind "
            f"{self.statement and self.statement['kind']} for the machine statement.",
            "enclosed": "Every digit printed was enclosed by rigorous ball arithmetic.",
            "checked by Coq": "Coq accepted proofs of the theorems below, which say each part of "
            f"the sentence. A property test, {self.test}, looks for counterexamples.",
            "proved on the page": f"A property test, {self.test}, looks for counterexamples.",
            "cited": "Only that the source is named, and stands in the bibliography.",
        }[self._earned]

    @property
    def unchecked(self) -> str:
        """What was not checked, in words."""
        own = {
            "certified": "That the sentence says in words what the statement says in symbols.",
            "enclosed": "The library that encloses, and the formula handed to it.",
            "checked by Coq": "That the sentence says in words what the theorems say, with the "
            "definitions below. The argument in words was not checked; it is yours to read.",
            "proved on the page": "The argument itself: it is yours to read.",
            "cited": f"The theorem and its proof: {self.source}.",
        }[self._earned]
        _ = self.given
        if self._earned == "checked by Coq":
            return own
        weaker = [
            f"{name} ({claim.standing})"
            for name, claim in self._asked.items()
            if claim.standing != "certified"
        ]
        return own + (f" It leans on {', '.join(weaker)}." if weaker else "")


def _weakest(*standings: str) -> str:
    return max(standings, key=STANDINGS.index)


_DECIMAL = re.compile(r"([0-9]+\.([0-9]+))(…?)")


def compare_digits(claim: Claim) -> None:
    """Compare the decimals of an enclosed claim's sentence with what its proof enclosed.

    A decimal is cut off, not rounded, and ends in an ellipsis: 0.123… holds exactly the numbers
    from 0.123 up to 0.124.

    Parameters
    ----------
    claim : Claim
        An enclosed one.

    Raises
    ------
    ValueError
        If a decimal holds no enclosure, does not end in an ellipsis, or if no decimal holds an
        enclosure that was computed.
    """
    numbers: dict[str, Bounds] = claim._evidence
    held = set[str]()
    for digits, behind, ellipsis in _DECIMAL.findall(claim.sentence):
        low = Fraction(digits)
        high = low + Fraction(1, 10 ** len(behind))
        here = {
            name for name, number in numbers.items() if low <= number.low and number.high < high
        }
        if not here or not ellipsis:
            found = ", ".join(f"{name} = {number}" for name, number in numbers.items())
            raise ValueError(f"claim {claim.id}: it says {digits}{ellipsis}, enclosed were {found}")
        held |= here
    if held != set(numbers):
        missing = ", ".join(sorted(set(numbers) - held))
        raise ValueError(f"claim {claim.id}: enclosed, but not said: {missing}")


# ---- registering ---------------------------------------------------------------------------------


def _register(claim: Claim) -> None:
    if claim.id in CLAIMS:
        raise KeyError(f"claim {claim.id} is registered twice")
    for name in claim.hence.leans_on if claim.hence else ():
        if name not in CLAIMS:
            raise KeyError(f"claim {claim.id} leans on {name}, which is not registered before it")
    CLAIMS[claim.id] = claim


def certified(
    name: str, sentence: str, statement: Statement, hence: Hence | None = None
) -> Callable[[Proof], Proof]:
    """Register a claim proved by a certificate; the function gets (statement, given).

    The function returns the evidence only, so that a proof cannot change its question;
    ``given(id)`` returns the statement of an earlier claim and records the edge.
    A claim with a second sentence needs a property test ``test_<id>`` in the tests of its page.
    """

    def decorate(function: Proof) -> Proof:
        _register(
            Claim(
                name,
                sentence,
                "certified",
                function.__module__,
                function,
                statement=statement,
                hence=hence,
            )
        )
        return function

    return decorate


def proved(name: str, sentence: str) -> Callable[[Proof], Proof]:
    """Register a claim proved by an argument; the function gets (given), its docstring argues.

    A property test ``test_<id>`` in the tests of the page must look for counterexamples.
    """

    def decorate(function: Proof) -> Proof:
        _register(Claim(name, sentence, "proved on the page", function.__module__, function))
        return function

    return decorate


def enclosed(name: str, sentence: str) -> Callable[[Proof], Proof]:
    """Register a claim about numbers enclosed by ball arithmetic; the function gets (given).

    It returns the enclosures by name; the decimals of the sentence are compared with them.
    """

    def decorate(function: Proof) -> Proof:
        _register(Claim(name, sentence, "enclosed", function.__module__, function))
        return function

    return decorate


def cited(
    name: str, sentence: str, *, module: str, source: str, key: str, also: tuple[str, ...] = ()
) -> None:
    """Register somebody else's theorem: ``source`` names it with its number.

    ``module`` is the caller's ``__name__``, ``key`` the label in the bibliography, ``also`` the
    labels of further works that the source names.
    """
    _register(Claim(name, sentence, "cited", module, source=source, key=key, also=also))
