"""``relu-proofs claims``: the claims with their standing."""

import argparse
from typing import TYPE_CHECKING

from relu_proofs import CLAIMS

from .answers import print_json

if TYPE_CHECKING:
    from ..argument.claims import Claim

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: argparse.Namespace) -> int:
    """Print the claims."""
    if options.json:
        print_json({"claims": [_json(claim) for claim in CLAIMS.values()]})
        return 0
    for claim in CLAIMS.values():
        print(f"{claim.id}  [{claim.standing}]  {claim.page}\n    {claim.sentence}")
        if claim.hence:
            print(f"    hence {claim.hence.sentence} [{claim.hence_standing}]")
    return 0


def _json(claim: "Claim") -> dict[str, object]:
    hence = claim.hence
    return {
        "id": claim.id,
        "standing": claim.standing,
        "sentence": claim.sentence,
        "page": claim.page,
        "hence": hence and {"standing": claim.hence_standing, "sentence": hence.sentence},
    }
