"""``relu-proofs read NETWORK``: what a file is understood to say."""

import argparse

from .answers import print_json
from .options import add_reading, network_of

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK`` and how it is read."""
    add_reading(parser)


def run(options: argparse.Namespace) -> int:
    """Print the shape of the network, and the notes of its reader."""
    reading = network_of(options)
    network = reading.network
    if options.json:
        print_json(
            {
                "inputs": network.inputs,
                "widths": list(network.widths),
                "outputs": network.outputs,
                "passing": [row.count(False) for row in network.relu],
                "notes": list(reading.notes),
            }
        )
        return 0
    print(f"inputs: {network.inputs}")
    for k, row in enumerate(network.relu):
        passing = row.count(False)
        more = f", {passing} passed on" if passing else ""
        print(f"layer {k}: {sum(row)} unit{'s' * (sum(row) != 1)}{more}")
    print(f"outputs: {network.outputs}")
    for note in reading.notes:
        print(f"note: {note}")
    return 0
