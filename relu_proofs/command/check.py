"""``relu-proofs check FILE...``: certificates, judged by the trusted checker."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

from relu_proofs import CLAIMS

from ..checker import MOST_MEGABYTES, Malformed, Refused, check_file
from .answers import add_max_work, one_line, print_json
from .options import add_max_mb

__all__ = ["add_arguments", "run"]

_CODES = {"accepted": 0, "refused": 1, "malformed": 2}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``FILE...`` and the limits of the checker."""
    parser.add_argument("files", nargs="+", metavar="FILE")
    add_max_mb(parser, MOST_MEGABYTES, "malformed, said")
    add_max_work(parser)


class _Judged(NamedTuple):
    """A file, and what the checker says of it: a message, or the statement that is proved."""

    file: str
    result: Literal["accepted", "refused", "malformed"]
    message: str = ""
    statement: Mapping[str, object] | None = None
    claim: str | None = None

    def json(self) -> dict[str, object]:
        common: dict[str, object] = {"file": self.file, "result": self.result}
        if self.statement is None:
            return common | {"message": self.message}
        return common | {"statement": self.statement, "claim": self.claim}

    def print(self) -> None:
        if self.statement is None:
            print(one_line(f"{self.file}: {self.result}: {self.message}"), file=sys.stderr)
            return
        claim = f", claim {self.claim}" if self.claim else ""
        print(f"{one_line(self.file)}: accepted: {self.statement['kind']}{claim}")


def run(options: argparse.Namespace) -> int:
    """Print a line for each file; the worst of them is the exit code."""
    claims = {
        _key(claim.statement): claim.id for claim in reversed(CLAIMS.values()) if claim.statement
    }  # of claims with one statement the first
    judged = []
    for name in options.files:
        judged.append(_judged(name, options, claims))
        if not options.json:
            judged[-1].print()
    if options.json:
        print_json({"files": [each.json() for each in judged]})
    return max(_CODES[each.result] for each in judged)


def _key(statement: Mapping[str, object]) -> str:
    return json.dumps(statement, sort_keys=True)


def _judged(name: str, options: argparse.Namespace, claims: Mapping[str, str]) -> _Judged:
    try:
        statement = check_file(name, options.max_mb, options.max_work)
    except Malformed as problem:
        said = str(problem).removeprefix(f"{name}: ")  # of a file that cannot be read
        return _Judged(name, "malformed", said)
    except Refused as problem:
        return _Judged(name, "refused", str(problem))
    return _Judged(name, "accepted", "", statement, claims.get(_key(statement)))
