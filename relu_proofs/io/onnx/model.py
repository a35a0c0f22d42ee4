"""Networks from ONNX files: the graph is followed from its input, exactly, for one row."""

import importlib
from pathlib import Path

from ...core.network import Network
from ...core.rational import shown
from ..files import Limits, library, parsing
from ..names import listed
from ..notes import Notes
from .calls import require
from .estimate import inferred_sizes
from .external import ExternalData
from .graph import Graph
from .protobuf import Proto, require_mostly_numbers

__all__ = ["onnx_network"]

_LEAST_OPSET = 7  # since then broadcasting is numpy's
_CONVERTED_OPSET = 9  # of what older files are converted to; 10 to 17 change nothing that matters


def _opset(model: Proto) -> int:
    """The version of the standard operators; 0 where none is said."""
    found = (entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx"))
    return max(found, default=0)


def onnx_network(
    content: bytes,
    limits: Limits,
    notes: Notes,
    up_to: str | None = None,
    folder: Path | None = None,
) -> Network:
    """The network of an ONNX file.

    Parameters
    ----------
    content : bytes
    limits : Limits
    notes : Notes
    up_to : str, optional
        The value that is the network's output, where the file has several outputs or more
        behind it than is wanted.
    folder : Path, optional
        Where files may stand that hold numbers of the model; None for nowhere.

    Returns
    -------
    Network
        One row of the input, the entries of a tensor in order, is one input of the network.

    Raises
    ------
    InputError
        If the file is no model, or no piecewise linear one of `OPERATORS`; the message names the
        node.
    """
    onnx = library("onnx", "onnx")
    with parsing("an ONNX model"):
        require_mostly_numbers(content)
        model = onnx.ModelProto.FromString(content)
    opset = _opset(model)
    if 0 < opset < _LEAST_OPSET:
        with parsing(f"a model of opset {opset} that can be converted"):
            model = importlib.import_module("onnx.version_converter").convert_version(
                model, _CONVERTED_OPSET
            )
        notes.say(f"opset {opset}: converted to opset {_CONVERTED_OPSET}, by the package onnx")
        opset = _opset(model)
    graph = model.graph
    constants = {tensor.name for tensor in graph.initializer}
    inputs = [value for value in graph.input if value.name not in constants]
    for what, found, expected in (
        ("opset", opset, opset if opset >= _LEAST_OPSET else f"{_LEAST_OPSET} or more"),
        ("functions", len(model.functions), 0),
        ("sparse initialisers", len(graph.sparse_initializer), 0),
        ("different names of initialisers", len(constants), len(graph.initializer)),
        ("inputs", len(inputs), 1),
    ):
        require(found == expected, f"{what}: found {found}, expected {expected}")
    outputs = [value.name for value in graph.output]
    require(bool(outputs), "outputs: found none, expected one")
    external = None if folder is None else ExternalData(folder, limits).numbers
    read = Graph(graph, inputs[0], limits, notes, external, inferred_sizes(model))
    require(
        up_to is None or up_to in read.makers,
        f"up_to: found no value {shown(up_to)} in the file, whose outputs are {listed(outputs)}",
    )
    return read.built(outputs if up_to is None else [up_to])
