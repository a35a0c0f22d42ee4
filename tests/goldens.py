"""Writes the goldens in tests/certificates: `python -m tests.goldens` after a deliberate change.

``valid`` holds the certificate of every certified claim and a few more; ``invalid`` holds lies,
each a valid certificate changed so that one condition of the checker is all that catches it, and
named after the lie; ``malformed`` holds texts that are no certificates.
"""

from pathlib import Path

from relu_proofs import CLAIMS
from relu_proofs.core.certificate import dump, network_json

from . import (
    goldens_hulls,
    goldens_identity,
    goldens_one_variable,
    goldens_passing,
    goldens_texts,
    goldens_trees,
    goldens_units,
)
from .goldens_texts import in_file
from .goldens_trees import TWO
from .regions import lies as lies_regions

FOLDER = Path(__file__).parent / "certificates"
PARTS = (
    goldens_trees,
    goldens_hulls,
    goldens_identity,
    goldens_one_variable,
    lies_regions,
    goldens_units,
    goldens_passing,
)
MALFORMED = {
    **goldens_texts.MALFORMED,
    **goldens_hulls.MALFORMED,
    **goldens_one_variable.MALFORMED,
    **lies_regions.MALFORMED,
    **goldens_units.MALFORMED,
    **goldens_passing.MALFORMED,
}


def goldens():
    """Every golden: path below tests/certificates -> text."""
    claims = {claim.id: claim.prove() for claim in CLAIMS.values() if claim.kind == "certified"}
    found = {f"valid/{name}.json": certificate.text for name, certificate in claims.items()}
    for part in PARTS:
        for folder, group in (("valid", part.VALID), ("invalid", part.INVALID)):
            found |= {f"{folder}/{name}.json": lie.text for name, lie in group.items()}
    found |= {f"malformed/{name}.json": text for name, text in MALFORMED.items()}
    found["valid/affine-on-network-in-a-file.json"] = in_file("two.network.json", TWO)
    for folder in ("valid", "malformed"):
        found[f"{folder}/two.network.json"] = dump(network_json(TWO))
    return found


def files():
    """Every golden that is there: path below tests/certificates."""
    return {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.json")}


def main():
    found = goldens()
    for path in files() - set(found):
        (FOLDER / path).unlink()
    for path, text in found.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
