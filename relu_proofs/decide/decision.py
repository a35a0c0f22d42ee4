"""What a decision is made of: the search's outcome, and the record that the caller gets."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, NoReturn, TypeAlias

from ..core.affine import Affine
from ..core.certificate import Certificate, JSONObject, confirm, texts
from ..core.domains import Domain
from ..core.network import Network
from ..core.rational import Vector, whole_number
from ..core.statements import affine_on, not_affine

__all__ = ["Combination", "Decision", "Outcome", "Progress", "cells_of"]

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much is done and how much there is at most."""

_CELLS = 1000
"""Cells that a tree may look at where the caller sets neither cells nor seconds."""
_UNBOUNDED = 1 << 60


def cells_of(
    budget: int | None, seconds: object, default: int = _CELLS, where: str = "budget"
) -> int:
    """How many cells a caller allows: without a word so many, or what the seconds suffice for.

    Raises
    ------
    InputError
        If that is no whole number >= 0.
    """
    if budget is not None:
        return whole_number(budget, where, least=0)
    return default if seconds is None else _UNBOUNDED


class Combination(NamedTuple):
    """Points and coefficients with sum m x = 0 and sum m = 0, but sum m f(x) != 0.

    Every affine map sends such a combination to 0, so f is none; ``output`` says in which output.
    """

    places: tuple[Vector, ...]
    coefficients: tuple[Fraction, ...]
    output: int

    def distance(self, network: Network) -> Fraction:
        """How far every affine map is from the network at one of the points, at least.

        That is |sum m f(x)| / sum |m|; 0 proves nothing.
        """
        total = Fraction(0)
        for m, x in zip(self.coefficients, self.places):
            total += m * network.values(x)[self.output]
        return Fraction(abs(total), sum(map(abs, self.coefficients)))


class Outcome(NamedTuple):
    """What a search found: a map with its evidence, or a combination, or neither."""

    tried: str
    piece: Affine | None = None
    evidence: JSONObject | None = None
    combination: Combination | None = None

    @property
    def is_open(self) -> bool:
        """Whether neither was found."""
        return self.piece is None and self.combination is None


@dataclass(frozen=True)
class Decision:
    """What was found, with the evidence; compare ``verdict``, since there are three.

    Attributes
    ----------
    verdict : {"affine", "not-affine", "undecided"}
    certificate : Certificate or None
        Of kind ``affine-on`` or ``not-affine``, about the network and the domain that were asked
        about; None when undecided.
    map : Affine or None
        U and c, one row and one number for each output, when affine.  Where a domain without
        interior leaves a choice, inputs that the others determine have slope 0.
    distance : Fraction
        Every affine map differs from the network by at least this much somewhere in the domain,
        in some output; positive exactly when the verdict is ``not-affine``.
    tried : str
        What was tried and, when undecided, what it would take.
    checked : bool
        Whether the checker has accepted the certificate, and its statement was the question.
    """

    verdict: Literal["affine", "not-affine", "undecided"]
    certificate: Certificate | None
    map: Affine | None
    distance: Fraction
    tried: str
    checked: bool = False

    def __bool__(self) -> NoReturn:
        raise TypeError("a decision has three verdicts: compare decision.verdict")

    @classmethod
    def of(
        cls, network: Network, domain: Domain, outcome: Outcome, check: bool | None
    ) -> "Decision":
        """The outcome of a search as a decision about a network on a domain."""
        if outcome.combination is not None:
            found = outcome.combination
            statement = not_affine(network, domain.json)
            evidence: JSONObject = {
                **domain.evidence(found.places),
                "output": found.output,
                "coefficients": texts(found.coefficients),
            }
            certificate = Certificate(statement, evidence)
            return cls(
                "not-affine",
                certificate,
                None,
                found.distance(network),
                outcome.tried,
                confirm(certificate, statement, check),
            )
        if outcome.piece is not None and outcome.evidence is not None:
            statement = affine_on(network, domain.json, outcome.piece)
            certificate = Certificate(statement, outcome.evidence)
            done = confirm(certificate, statement, check)
            return cls("affine", certificate, outcome.piece, Fraction(0), outcome.tried, done)
        return cls("undecided", None, None, Fraction(0), outcome.tried)
