"""One constructor for each kind of statement that a certificate can make.

Proofs, engine and tests name statements through these, so a field is spelled in one place.  What
a kind means, and by which rule it is checked, stands on the page ``reference/certificates``.
Domains are given as JSON values, by `certificate.box` and its neighbours or as ``domain.json``.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, TypeAlias

from .affine import Affine
from .certificate import JSON, JSONObject, map_json, network_json, texts
from .network import Network, Unit
from .rational import text

State: TypeAlias = Literal["off", "on", "switching"]
"""Of a unit on a domain: z <= 0 throughout; z >= 0 throughout and not identically 0; both signs."""
_Number: TypeAlias = int | Fraction | str


def _about(kind: str, network: Network, domain: JSONObject, **fields: JSON) -> JSONObject:
    return {"kind": kind, "network": network_json(network), "domain": domain, **fields}


def not_affine(network: Network, domain: JSONObject) -> JSONObject:
    """The network is not one affine map on the domain."""
    return _about("not-affine", network, domain)


def not_linear(network: Network, domain: JSONObject) -> JSONObject:
    """The network is not one linear map on the domain."""
    return _about("not-linear", network, domain)


def affine_on(network: Network, domain: JSONObject, piece: Affine) -> JSONObject:
    """The network is x -> U x + c on the domain.

    Examples
    --------
    >>> from relu_proofs.core.certificate import space
    >>> affine_on(Network.affine([[1]], [0]), space(), Affine(((1,),), (0,)))["U"]
    [['1']]
    """
    return _about("affine-on", network, domain, **map_json(piece))


def unit_sign(
    network: Network, domain: JSONObject, states: Iterable[tuple[Unit, State]]
) -> JSONObject:
    """Hidden units of the network are off, on or switching on the domain; units in order."""
    units: list[JSON] = [{"unit": list[JSON](unit), "state": state} for unit, state in states]
    return _about("unit-sign", network, domain, units=units)


def regions(network: Network, domain: JSONObject, count: int, maps: int) -> JSONObject:
    """The box holds so many activation regions, and so many different affine maps on them."""
    return _about("regions", network, domain, regions=count, maps=maps)


def equals(network: Network, function: JSONObject) -> JSONObject:
    """A network of one input is the function with these knots, slopes and value at one point."""
    return {"kind": "equals", "network": network_json(network), **function}


def within(
    target: JSONObject, interval: Iterable[_Number], error: _Number, function: JSONObject
) -> JSONObject:
    """The piecewise-linear function differs from the target by at most ``error``."""
    return {
        "kind": "within",
        "target": target,
        "interval": texts(interval),
        "error": text(error),
        **function,
    }


def floor(
    target: JSONObject, interval: Iterable[_Number], pieces: int, error: _Number
) -> JSONObject:
    """Every continuous function of at most so many pieces misses the target by ``error``."""
    return {
        "kind": "floor",
        "target": target,
        "interval": texts(interval),
        "pieces": pieces,
        "error": text(error),
    }


def identity(
    variables: Iterable[str], hypotheses: Iterable[JSONObject], conclusion: JSONObject | None
) -> JSONObject:
    """For all values of the variables the hypotheses give the conclusion; None: never all hold.

    A relation is ``{"left": term, "relation": "=", ">=", ">" or "!=", "right": term}``.
    """
    return {
        "kind": "identity",
        "variables": list[JSON](variables),
        "hypotheses": list[JSON](hypotheses),
        "conclusion": "false" if conclusion is None else conclusion,
    }
