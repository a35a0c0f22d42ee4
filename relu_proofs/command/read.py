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
                "carried": reading.carried,
                "notes": list(reading.notes),
            }
        )
        return 0
    print(f"inputs: {network.inputs}")
    for k, width in enumerate(network.widths):
        print(f"layer {k}: {width} unit{'s' * (width > 1)}")
    print(f"outputs: {network.outputs}")
    for note in reading.notes:
        print(f"note: {note}")
    return 0
