"""Read a network from a file; its ending names the format.

The formats are described on the page ``practice/your-network``.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.network import Network
from ..core.rational import InputError, shown
from .files import MOST_MB, Limits, PathLike, at, content
from .notes import Notes
from .text import json_network

if TYPE_CHECKING:
    from .arrays import Stored

__all__ = ["Reading", "read", "read_network"]

_TORCH = (
    "from safetensors.torch import save_file",
    'save_file(model.state_dict(), "model.safetensors")',
)
_SKLEARN = (
    "from relu_proofs import from_sklearn, write_network",
    'write_network(from_sklearn(model), "model.json")',
)
_PICKLES = {
    ".pt": _TORCH,
    ".pth": _TORCH,
    ".pkl": _SKLEARN,
    ".pickle": _SKLEARN,
    ".joblib": _SKLEARN,
}
_PICKLE = """found a pickle, which can run any code while it is read; where you trust it, run
    {}
    {}
and read that file instead"""


@dataclass(frozen=True)
class Reading:
    """A network and what its file was understood to say.

    Attributes
    ----------
    network : Network
        With exactly the weights of the file: a float means its dyadic value.
    notes : tuple of str
        What was done beyond the letter of the file: folded, cut off, left outside, assumed.
    assumed : tuple of str
        Those notes that a caller has to know to use the network, as in `Notes`.
    """

    network: Network
    notes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Options:
    """What a caller says about the named arrays of a file."""

    layers: Sequence[str] | None
    outside: Sequence[str]
    eps: object
    up_to: str | None


def read_network(
    path: PathLike,
    layers: str | Sequence[str] | None = None,
    max_mb: int = MOST_MB,
    *,
    outside: str | Sequence[str] = (),
    eps: object = None,
    up_to: str | None = None,
) -> Network:
    """Read a network from a file; its ending names the format.

    Parameters
    ----------
    path : str or path
        ``.json`` (relu-network/1), ``.npz`` (``W0, b0, W1, b1, ...``, or the names of a state
        dict), ``.safetensors`` (a state dict, ``0.weight, 0.bias, 2.weight, ...``) or ``.onnx``.
    layers : sequence of str, or str with commas, optional
        The modules of a state dict in their order, when ``nn.Sequential`` did not number them:
        ``"fc1,fc2,out"``.  A ReLU is taken to stand between linear modules; a state dict does
        not say.  ``"fc1,bn1,relu,fc2"`` says where it stands, ``"fc1,act:prelu,fc2"`` that a
        vector is the slope of a PReLU.
    max_mb : int
        The most megabytes of the file and of its unpacked content; also the most millions of
        bytes that its numbers would fill at 16 bytes each.
    outside : sequence of str, or str with commas
        Names of arrays, or of modules, that are no part of the network that is meant.
    eps : number, optional
        What batch norms of a state dict add to the variance.
    up_to : str, optional
        The value of an ``.onnx`` file that is the network's output, where it has several outputs,
        or more behind it than is wanted.

    Returns
    -------
    Network
        With exactly the weights of the file: a float means its dyadic value.  A batch norm is
        folded as it is at rest; `relu_proofs.io.read.read` also says what was folded.

    Raises
    ------
    InputError
        If the file cannot be read or does not hold a network; the message names the place.

    Warns
    -----
    UserWarning
        About what was assumed where the file does not say it, or is not all that it computes.

    Examples
    --------
    >>> read_network("nothing.json")
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: nothing.json: No such file or directory
    """
    reading = read(path, layers, max_mb, outside=outside, eps=eps, up_to=up_to)
    for note in reading.assumed:
        warnings.warn(f"{path}: {note}", stacklevel=2)
    return reading.network


def read(
    path: PathLike,
    layers: str | Sequence[str] | None = None,
    max_mb: int = MOST_MB,
    *,
    outside: str | Sequence[str] = (),
    eps: object = None,
    up_to: str | None = None,
) -> Reading:
    """Read a network as `read_network` does, with what its file was understood to say.

    Returns
    -------
    Reading

    Raises
    ------
    InputError
        As `read_network`.

    Examples
    --------
    >>> import tempfile
    >>> from relu_proofs.io.files import write_network
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_network(Network.affine([[2]], [1]), f"{folder}/line.json")
    ...     read(f"{folder}/line.json")
    Reading(network=<Network 1-1>, notes=(), assumed=())
    """
    options = _Options(None if layers is None else _listed(layers), _listed(outside), eps, up_to)
    with at(path):
        reader = _reader(Path(path).suffix.lower(), options)
        return reader(path, options, Limits(max_mb))


def _listed(names: str | Sequence[str]) -> Sequence[str]:
    if isinstance(names, str):
        return [name.strip() for name in names.split(",")]
    return names


def _reader(ending: str, options: _Options) -> "_Reader":
    readers: Mapping[str, _Reader] = {
        ".json": _json,
        ".npz": _npz,
        ".safetensors": _safetensors,
        ".onnx": _onnx,
    }
    if ending in _PICKLES:
        raise InputError(_PICKLE.format(*_PICKLES[ending]))
    if ending not in readers:
        raise InputError(f"found the ending {shown(ending)}, expected one of {', '.join(readers)}")
    if ending not in (".npz", ".safetensors"):
        given = {"layers": options.layers, "outside": options.outside, "eps": options.eps}
        for name, value in given.items():
            if value is not None and value != ():
                raise InputError(
                    f"{name}: only the arrays of .npz and .safetensors files have names"
                )
    if ending != ".onnx" and options.up_to is not None:
        raise InputError("up_to: only the values of an .onnx file have names")
    return readers[ending]


_Reader = Callable[[PathLike, _Options, Limits], Reading]


def _json(path: PathLike, options: _Options, limits: Limits) -> Reading:
    return Reading(json_network(content(path, limits), limits))


def _npz(path: PathLike, options: _Options, limits: Limits) -> Reading:
    from .arrays import npz  # numpy, only where arrays are read

    return _named(npz(content(path, limits), limits), options, limits)


def _safetensors(path: PathLike, options: _Options, limits: Limits) -> Reading:
    from .arrays import safetensors  # numpy, only where arrays are read

    return _named(safetensors(content(path, limits)), options, limits)


def _named(found: "Mapping[str, Stored]", options: _Options, limits: Limits) -> Reading:
    from .chain import network_of_arrays

    notes = Notes()
    network = network_of_arrays(found, options.layers, options.outside, options.eps, limits, notes)
    return Reading(network, tuple(notes.said), tuple(notes.assumed))


def _onnx(path: PathLike, options: _Options, limits: Limits) -> Reading:
    from .onnx.model import onnx_network  # numpy and onnx, only where they are needed

    notes = Notes()
    built = onnx_network(content(path, limits), limits, notes, options.up_to)
    return Reading(built.network, tuple(notes.said), tuple(notes.assumed))
