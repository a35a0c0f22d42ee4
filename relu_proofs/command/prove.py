"""``relu-proofs prove ID``: a claim's certificate, made now."""

import argparse
import json
import sys

from relu_proofs import CLAIMS

from ..core.rational import InputError
from ..io.files import require_writable, write_text
from .answers import print_json
from .options import add_output

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``ID`` and ``-o``."""
    parser.add_argument("id", metavar="ID", help="a claim's id")
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Print or write the certificate."""
    if options.id not in CLAIMS:
        raise InputError(f"claim {options.id!r}: unknown; `relu-proofs claims` lists them")
    claim = CLAIMS[options.id]
    if options.output is not None:
        require_writable(options.output)
    certificate = claim.prove()
    if certificate is None:
        raise InputError(f"claim {claim.id!r} has no certificate: it is {claim.standing}")
    if options.output is not None:
        write_text(options.output, certificate.text)
    if options.json:
        print_json(
            {
                "id": claim.id,
                "standing": claim.standing,
                "output": options.output,
                "certificate": json.loads(certificate.text),
            }
        )
    elif options.output is None:
        sys.stdout.write(certificate.text)
    return 0
