"""``relu-proofs said``: the sentences of the two threads, each with its verdict."""

import argparse

from relu_proofs import sentences

from .answers import print_json

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--thread``."""
    parser.add_argument("--thread", type=int, choices=(0, 1), help="only this thread")


def run(options: argparse.Namespace) -> int:
    """Print the sentences."""
    rows = [vars(sentence) for sentence in sentences() if options.thread in (None, sentence.thread)]
    if options.json:
        print_json({"sentences": rows})
        return 0
    for row in rows:
        correction = f": {row['correction']}" if row["correction"] else ""
        print(f"{row['id']}  {row['speaker']}: \u201c{row['quotation']}\u201d")
        print(f"    {row['verdict']}{correction}")
        if row["claim"]:
            print(f"    claim {row['claim']}")
    return 0
