"""The certificate record, its canonical JSON text, and the JSON form of networks and domains.

The format is described on the page ``reference/certificates``; `relu_proofs.checker` reads it
without any code from here.  `statements` holds one constructor for each kind of statement.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from .affine import Affine
from .network import Network
from .rational import InputError, text

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | bool | None"
"""A JSON value without floats: rationals are text."""
JSONObject: TypeAlias = dict[str, JSON]
"""A JSON value with named fields, such as a statement or its evidence."""
_Number: TypeAlias = int | Fraction | str

DEEPEST_SPLIT = 90
"""Splits above each other in a tree: the checkers read 200 levels of nesting, a split takes two
of them, and what stands around the tree takes the rest."""

CHECKED_UP_TO = 10_000
"""Numbers in a certificate that is checked before it is answered with, unless the caller says
otherwise: reading so many takes a tenth of a second, more would be noticed."""

CHECKING_WORK = 2
"""Million units of the checker's work that this may take: a fifth of a second."""
_ANY_WORK = 1 << 40


def dump(value: JSON) -> str:
    """The canonical text of a JSON value: ASCII, sorted keys, two-space indent, one newline.

    Examples
    --------
    >>> dump({"b": ["1/2"], "a": 1}).splitlines()[1]
    '  "a": 1,'
    """
    return json.dumps(value, sort_keys=True, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


@dataclass(frozen=True)
class Certificate:
    """A statement and the evidence for it, both JSON values with rationals as text.

    Examples
    --------
    >>> Certificate({"kind": "not-affine"}, {}).text.splitlines()[2]
    '  "format": "relu-proofs/2",'
    """

    statement: JSONObject
    evidence: JSONObject

    @cached_property
    def text(self) -> str:
        """The canonical text, which is what the checker reads."""
        return dump(
            {"format": "relu-proofs/2", "statement": self.statement, "evidence": self.evidence}
        )


def confirm(certificate: Certificate, statement: JSONObject, check: bool | None) -> bool:
    """Have the checker judge a certificate, and compare what it proves with what was asked.

    Parameters
    ----------
    certificate : Certificate
    statement : dict
        Made from the network and the domain that the caller was asked about.
    check : bool or None
        True: whatever it costs.  None: if it costs little.

    Returns
    -------
    bool
        Whether it was checked, and then it is accepted.

    Raises
    ------
    InputError
        If it is to be checked whatever it costs, and its common denominators are too long.
    RuntimeError
        If the checker refuses, or accepts another statement: a fault of this package, never of
        its input.

    Examples
    --------
    >>> from relu_proofs import Network, decide_affine
    >>> from relu_proofs.core.statements import not_affine
    >>> relu = Network([([[1]], [0]), ([[1]], [0])])
    >>> found = decide_affine(relu, (-1, 1), check=False)
    >>> confirm(found.certificate, not_affine(relu, box([(-1, 1)])), check=True)
    True
    """
    if check is False or (check is None and not _is_small(certificate)):
        return False
    from .. import checker  # where it is used: the rooms start without it

    try:
        proved = checker.check(certificate.text, max_work=_ANY_WORK if check else CHECKING_WORK)
    except checker.TooMuchWork as problem:
        if check is None:
            return False
        raise InputError(
            f"check: the proof is more than the checker takes ({problem}); check=False answers "
            "without it"
        ) from None
    except checker.Malformed as problem:
        raise RuntimeError(f"the checker cannot read what was found: {problem}") from problem
    except checker.Refused as problem:
        raise RuntimeError(f"the checker does not accept what was found: {problem}") from problem
    if proved != statement:
        raise RuntimeError("the certificate that was found is about something else than was asked")
    return True


def _is_small(certificate: Certificate) -> bool:
    """Whether a certificate holds at most `CHECKED_UP_TO` numbers, counted no further."""
    left = CHECKED_UP_TO
    values: list[JSON] = [certificate.evidence, certificate.statement]
    while values and left >= 0:
        value = values.pop()
        if isinstance(value, dict):
            values += value.values()
        elif isinstance(value, list):
            values += value
        else:
            left -= 1
    return left >= 0


def texts(values: Iterable[_Number]) -> list[JSON]:
    """Rationals as a JSON list of texts."""
    return [text(value) for value in values]


def network_json(network: Network) -> JSONObject:
    """The JSON value of a network: ``relu-network/1``, or ``/2`` where units pass on.

    Parameters
    ----------
    network : Network

    Returns
    -------
    dict

    Examples
    --------
    >>> network_json(Network([([[1]], [0]), ([[1]], [0])], relu=[[False]]))["layers"][0]
    {'weight': [['1']], 'bias': ['0'], 'relu': [False]}
    """
    layers: list[JSON] = []
    for layer, relu in zip(network.layers, [*network.relu, ()], strict=True):
        entry: JSONObject = {"weight": [texts(row) for row in layer.weight]}
        entry["bias"] = texts(layer.bias)
        if not all(relu):
            entry["relu"] = list[JSON](relu)
        layers.append(entry)
    return {"format": f"relu-network/{2 if network.passes_on else 1}", "layers": layers}


def map_json(piece: Affine) -> JSONObject:
    """The fields U and c of an affine map, as statements hold them."""
    return {"U": [texts(row) for row in piece.U], "c": texts(piece.c)}


def space() -> JSONObject:
    """The domain of all inputs."""
    return {"type": "space"}


def box(intervals: Iterable[Iterable[_Number]]) -> JSONObject:
    """The domain of a box, from one pair (low, high) for each input.

    Examples
    --------
    >>> box([(0, 1)])
    {'type': 'box', 'intervals': [['0', '1']]}
    """
    return {"type": "box", "intervals": [texts(pair) for pair in intervals]}


def polytope(rows: Iterable[tuple[Iterable[_Number], _Number]]) -> JSONObject:
    """The domain where a . x + b >= 0 for each row (a, b)."""
    return {"type": "polytope", "rows": [[texts(a), text(b)] for a, b in rows]}


def points(values: Iterable[Iterable[_Number]]) -> JSONObject:
    """The domain of finitely many inputs."""
    return {"type": "points", "points": [texts(point) for point in values]}


def hull(rows: Iterable[Iterable[_Number]]) -> JSONObject:
    """The domain of all weighted means of finitely many inputs: their convex hull.

    Examples
    --------
    >>> hull([(0, 1), (1, "1/2")])
    {'type': 'hull', 'points': [['0', '1'], ['1', '1/2']]}
    """
    return {"type": "hull", "points": [texts(point) for point in rows]}
