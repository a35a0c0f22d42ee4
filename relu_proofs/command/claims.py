"""``relu-proofs claims``: the claims with their standing."""

import argparse

from relu_proofs import CLAIMS

from .answers import print_json

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: argparse.Namespace) -> int:
    """Print the claims."""
    rows = [
        {
            "id": claim.id,
            "standing": claim.standing,
            "sentence": claim.sentence,
            "page": claim.page,
            "hence": claim.hence
            and {"standing": claim.hence_standing, "sentence": claim.hence.sentence},
        }
        for claim in CLAIMS.values()
    ]
    if options.json:
        print_json({"claims": rows})
        return 0
    for claim in CLAIMS.values():
        print(f"{claim.id}  [{claim.standing}]  {claim.page}\n    {claim.sentence}")
        if claim.hence:
            print(f"    hence {claim.hence.sentence} [{claim.hence_standing}]")
    return 0
