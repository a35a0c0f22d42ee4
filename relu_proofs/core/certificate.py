"""The certificate record, its canonical JSON text, and the JSON form of networks and domains.

The format is described on the page ``reference/certificates``; `relu_proofs.checker` reads it
without any code from here.
"""

import json
from dataclasses import dataclass
from typing import TypeAlias

from .rational import text

__all__ = [
    "Certificate",
    "box",
    "dump",
    "hull",
    "map_json",
    "network_json",
    "points",
    "polytope",
    "space",
]

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | bool | None"
"""A JSON value without floats: rationals are text."""


def dump(value):
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

    statement: dict
    evidence: dict

    @property
    def text(self):
        """The canonical text, which is what the checker reads."""
        return dump(
            {"format": "relu-proofs/2", "statement": self.statement, "evidence": self.evidence}
        )


def _texts(values):
    return [text(value) for value in values]


def network_json(network):
    """The JSON value of a network, format ``relu-network/1``.

    Parameters
    ----------
    network : Network

    Returns
    -------
    dict
    """
    return {
        "format": "relu-network/1",
        "layers": [
            {"weight": [_texts(row) for row in layer.weight], "bias": _texts(layer.bias)}
            for layer in network.layers
        ],
    }


def map_json(piece):
    """The fields U and c of an affine map, as statements hold them."""
    return {"U": [_texts(row) for row in piece.U], "c": _texts(piece.c)}


def space():
    """The domain of all inputs."""
    return {"type": "space"}


def box(intervals):
    """The domain of a box, from one pair (low, high) for each input.

    Examples
    --------
    >>> box([(0, 1)])
    {'type': 'box', 'intervals': [['0', '1']]}
    """
    return {"type": "box", "intervals": [_texts(pair) for pair in intervals]}


def polytope(rows):
    """The domain where a . x + b >= 0 for each row (a, b)."""
    return {"type": "polytope", "rows": [[_texts(a), text(b)] for a, b in rows]}


def points(values):
    """The domain of finitely many inputs."""
    return {"type": "points", "points": [_texts(point) for point in values]}


def hull(rows):
    """The domain of all weighted means of finitely many inputs: their convex hull.

    Examples
    --------
    >>> hull([(0, 1), (1, "1/2")])
    {'type': 'hull', 'points': [['0', '1'], ['1', '1/2']]}
    """
    return {"type": "hull", "points": [_texts(point) for point in rows]}
