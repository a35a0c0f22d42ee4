"""Read and write networks.  Files are untrusted: nothing is unpickled, sizes are bounded first."""

import json
import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from .certificate import dump, network_json
from .network import Network
from .rational import InputError, shown

__all__ = ["read_network", "write_network", "write_text"]

MOST_BYTES = 1 << 28


def read_network(path):
    """Read a network from a file; its ending names the format.

    Parameters
    ----------
    path : str or path
        ``.json`` (relu-network/1) or ``.npz`` (``W0, b0, W1, b1, ...``).

    Returns
    -------
    Network
        With exactly the weights of the file: a float means its dyadic value.

    Raises
    ------
    InputError
        If the file cannot be read or does not hold a network; the message names the place.

    Notes
    -----
    The formats are described on the page ``practice/your-network``.

    Examples
    --------
    >>> read_network("nothing.json")
    Traceback (most recent call last):
    ...
    relu_proofs.rational.InputError: nothing.json: No such file or directory
    """
    path = Path(path)
    readers = {".json": _read_json, ".npz": _read_npz}
    if path.suffix not in readers:
        raise InputError(f"{path}: found the ending {path.suffix!r}, "
                         f"expected one of {', '.join(readers)}")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"{path}: found {size} bytes, expected at most {MOST_BYTES}")
        layers = readers[path.suffix](path)
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror or problem}") from None
    try:
        return Network(layers)
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None


def _no_float(literal):
    raise InputError(f"found the number {literal[:40]}, expected rationals as text, such as "
                     '"-3/2" or "0.1"')


def _no_repeats(pairs):
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise InputError(f"found a field twice among {shown([name for name, _ in pairs])}")
    return fields


def _read_json(path):
    try:
        value = json.loads(path.read_bytes().decode("utf-8"), parse_float=_no_float,
                           parse_constant=_no_float, object_pairs_hook=_no_repeats)
    except RecursionError:
        raise InputError(f"{path}: nested too deeply") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: found bytes that are not UTF-8, expected JSON text") from None
    except ValueError as problem:  # JSON errors, over-long integers and ours
        raise InputError(f"{path}: {str(problem)[:200]}") from None
    if not isinstance(value, dict) or value.get("format") != "relu-network/1":
        raise InputError(f'{path}: format: expected "relu-network/1"')
    layers = value.get("layers")
    if set(value) != {"format", "layers"} or not isinstance(layers, list):
        raise InputError(f"{path}: expected the fields format and layers (a list)")
    for k, layer in enumerate(layers):
        if not isinstance(layer, dict) or set(layer) != {"weight", "bias"}:
            raise InputError(f"{path}: layers[{k}]: expected the fields weight and bias")
    return [(layer["weight"], layer["bias"]) for layer in layers]


def _read_npz(path):
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MOST_BYTES:
            raise InputError(f"{path}: found {size} bytes unpacked, expected at most {MOST_BYTES}")
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (ValueError, EOFError, KeyError, NotImplementedError, RuntimeError,
            zipfile.BadZipFile) as problem:
        raise InputError(f"{path}: {str(problem)[:200]}") from None
    count = sum(name.startswith("W") for name in arrays)
    known = {f"{letter}{k}" for letter in "Wb" for k in range(count)}
    for name in [*(f"W{k}" for k in range(count)), *arrays]:
        if name not in arrays or name not in known:
            raise InputError(f"{path}: found the arrays {shown(sorted(arrays))}, expected "
                             "W0, b0, W1, b1, ... and nothing else")
    layers = []
    for k in range(count):
        weight = arrays[f"W{k}"]
        if weight.ndim != 2:
            raise InputError(f"{path}: W{k}: found {weight.ndim} dimensions, expected 2")
        layers.append((weight, arrays.get(f"b{k}", np.zeros(len(weight)))))
    return layers


def write_text(path, content):
    """Write a text file whole or not at all."""
    path = Path(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(content)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror or problem}") from None


def write_network(network, path):
    """Write a network as ``relu-network/1``, whole or not at all.

    Parameters
    ----------
    network : Network
    path : str or path

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    write_text(path, dump(network_json(network)))
