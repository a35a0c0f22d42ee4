"""``relu-proofs read NETWORK``: what a file is understood to say."""

import argparse
from pathlib import Path

from ..core.certificate import JSON
from ..core.network import Network
from ..io.read import Reading
from .answers import one_line, print_json
from .options import add_reading, network_of
from .words import counted, nonzero, numbers

__all__ = ["add_arguments", "run"]

_FORMATS = {
    ".json": "a network as JSON",
    ".keras": "a Keras model",
    ".npz": "arrays of NumPy",
    ".onnx": "an ONNX graph",
    ".safetensors": "a state dict",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``NETWORK`` and how it is read."""
    add_reading(parser)


def run(options: argparse.Namespace) -> int:
    """Print the layers of the network, and the notes of its reader."""
    reading = network_of(options)
    ending = Path(options.network).suffix.lower()
    kind = _FORMATS.get(ending, f"a {ending} file")
    if options.json:
        print_json({"file": options.network, "format": kind, **_json(reading)})
        return 0
    print(f"{one_line(options.network)}: {kind}")
    for line in _lines(reading.network):
        print(line)
    for note in reading.notes:
        print(f"note: {one_line(note)}")
    return 0


def _json(reading: Reading) -> dict[str, JSON]:
    network = reading.network
    layers: list[JSON] = []
    for layer, relu in zip(network.layers, [*network.relu, ()], strict=True):
        layers.append(
            {
                "inputs": len(layer.weight[0]),
                "outputs": len(layer.weight),
                "relu": sum(relu),
                "passing": relu.count(False),
            }
        )
    return {
        "inputs": network.inputs,
        "outputs": network.outputs,
        "layers": layers,
        "widths": list(network.widths),
        "passing": [relu.count(False) for relu in network.relu],
        "units": len(network.units),
        "numbers": numbers(network),
        "nonzero": nonzero(network),
        "notes": list(reading.notes),
        "assumed": list(reading.assumed),
    }


def _lines(network: Network) -> list[str]:
    count, filled = numbers(network), nonzero(network)
    also = f", {filled} of them not 0" if filled < count else ""
    lines = [
        f"{counted(network.inputs, 'input')}, {counted(network.outputs, 'output')}, "
        f"{counted(len(network.units), 'ReLU unit')}, {count} weights and biases{also}"
    ]
    for k, (layer, relu) in enumerate(zip(network.layers, [*network.relu, ()], strict=True)):
        shape = f"layer {k}: {len(layer.weight[0])} -> {len(layer.weight)}"
        lines.append(f"{shape}, {_kinds(relu)}" if relu else f"{shape}, the output")
    return lines


def _kinds(relu: tuple[bool, ...]) -> str:
    """What the values of a hidden layer are."""
    parts = [counted(sum(relu), "ReLU unit")] if any(relu) else []
    if not all(relu):
        parts.append(f"{counted(relu.count(False), 'value')} passed on without a ReLU")
    return " and ".join(parts)
