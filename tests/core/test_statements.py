"""Each constructor spells the statement of its kind as the goldens have it."""

import inspect
import json
from fractions import Fraction
from pathlib import Path

import pytest

from relu_proofs import Network
from relu_proofs.core import statements
from relu_proofs.core.affine import Affine
from relu_proofs.core.rational import matrix, vector

VALID = Path(__file__).parents[1] / "certificates" / "valid"
FUNCTION = ("knots", "slopes", "at", "value")


def stated():
    """One statement of each kind whose network stands in it, from the goldens."""
    found = {}
    for path in sorted(VALID.glob("*.json")):
        statement = json.loads(path.read_text(encoding="utf-8")).get("statement")
        if statement and "file" not in statement.get("network", {}):  # the others are networks
            found.setdefault(statement["kind"], statement)
    return found


def again(value):
    """The same statement, by its constructor."""
    function = {name: value[name] for name in FUNCTION if name in value}
    network = domain = None
    if "network" in value:
        layers = value["network"]["layers"]
        network = Network([(layer["weight"], layer["bias"]) for layer in layers])
        domain = value.get("domain")
    match value["kind"]:
        case "not-affine":
            return statements.not_affine(network, domain)
        case "not-linear":
            return statements.not_linear(network, domain)
        case "affine-on":
            piece = Affine(matrix(value["U"]), vector(value["c"]))
            return statements.affine_on(network, domain, piece)
        case "unit-sign":
            units = [(tuple(entry["unit"]), entry["state"]) for entry in value["units"]]
            return statements.unit_sign(network, domain, units)
        case "regions":
            return statements.regions(network, domain, value["regions"], value["maps"])
        case "equals":
            return statements.equals(network, function)
        case "within":
            error = Fraction(value["error"])
            return statements.within(value["target"], value["interval"], error, function)
        case "floor":
            pieces = value["pieces"]
            return statements.floor(value["target"], value["interval"], pieces, value["error"])
        case "identity":
            conclusion = None if value["conclusion"] == "false" else value["conclusion"]
            return statements.identity(value["variables"], value["hypotheses"], conclusion)


@pytest.mark.parametrize("kind", sorted(stated()))
def test_the_constructor_spells_the_statement(kind):
    assert again(stated()[kind]) == stated()[kind]


def test_there_is_a_constructor_for_every_kind():
    own = inspect.getmembers(statements, inspect.isfunction)
    public = [name for name, f in own if f.__module__ == statements.__name__ and name[0] != "_"]
    names = {name.replace("_", "-") for name in public}
    assert names == set(stated())
