"""The JSON Schema of certificates holds for every golden, and sees what it can of the malformed."""

import json
from pathlib import Path

import jsonschema
import pytest

import relu_proofs.checker as checker

from .test_checker import FILES

SCHEMA = Path(__file__).parents[1] / "docs" / "reference" / "relu-proofs-2.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))

UNSEEN = {
    # JSON, but not the canonical text of its value
    *("field-twice", "not-canonical-indent", "not-canonical-spaces"),
    "rational-not-in-lowest-terms",
    # numbers of items that must agree
    *("a-bias-too-long", "relu-beside-a-bias-too-short", "a-ragged-weight"),
    *("layers-that-do-not-chain", "map-with-a-row-too-many"),
    *("box-of-another-dimension", "unit-sign-point-of-two-inputs"),
    *("unit-sign-with-a-spare-witness", "relu-of-two-units-for-three"),
    # orders
    *("box-without-volume", "hull-weights-out-of-order"),
    *("unit-sign-of-one-unit-twice", "unit-sign-trees-out-of-order"),
    "unit-sign-slopes-out-of-order",
    # limits
    *("common-denominator-too-large", "identity-degree-nine", "identity-too-much-work"),
    # what stands last in a list
    "relu-in-the-last-layer",
    # what stands elsewhere
    *("network-in-a-file-that-is-not-there", "network-in-a-file-with-another-digest"),
    "term-with-an-undeclared-variable",
}
"""What is malformed in a way that the schema does not say."""


def sees(path):
    """Whether the schema rejects a text, or it is no JSON, or too deep for a validator."""
    text = path.read_text()
    try:
        value = json.loads(text)
    except ValueError:
        return True
    if "\n" + "  " * checker.MOST_NESTING in text:
        return True
    return not VALIDATOR.is_valid(value)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))


@pytest.mark.parametrize(
    "path", FILES["valid"] + FILES["invalid"], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_what_can_be_read_fits_the_schema(path):
    VALIDATOR.validate(json.loads(path.read_text()))


def test_what_the_schema_does_not_see_is_known():
    unseen = {path.stem for path in FILES["malformed"] if not sees(path)}
    assert unseen == UNSEEN
