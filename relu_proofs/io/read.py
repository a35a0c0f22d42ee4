"""Read a network from a file; its ending names the format.

The formats are described on the page ``practice/your-network``.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.network import Network
from ..core.options import require_flags
from ..core.rational import InputError, sequence, shown
from .endings import refusal
from .files import MOST_MB, Limits, PathLike, at, content
from .notes import Notes
from .text import json_network

if TYPE_CHECKING:
    from .arrays import Stored

__all__ = ["Reading", "read", "read_network"]


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
    input_shape: Sequence[int] | None
    order: Sequence[str] | None
    orientation: str | None
    external_data: bool


_ARRAYS = (".npz", ".safetensors")
_OPTIONS_OF = {
    **dict.fromkeys(
        ("layers", "outside", "eps"),
        (_ARRAYS, "only the arrays of .npz and .safetensors files have names"),
    ),
    "up_to": ((".onnx", ".keras"), "only the values of an .onnx or .keras file have names"),
    "input_shape": (
        (*_ARRAYS, ".keras"),
        "only a .keras file, or a state dict with convolutions, may leave the shape open",
    ),
    "external_data": ((".onnx",), "only an .onnx file has numbers in other files"),
    **dict.fromkeys(
        ("order", "orientation"), ((".npz",), "only the arrays of an .npz file have any order")
    ),
}
"""The endings of the files that an option is about, and what to say of others."""

_MOST_SIZE = 1 << 40  # of one axis; what is read is bounded by the limits


def read_network(
    path: PathLike,
    layers: str | Sequence[str] | None = None,
    max_mb: int = MOST_MB,
    *,
    outside: str | Sequence[str] = (),
    eps: object = None,
    up_to: str | None = None,
    input_shape: str | Sequence[int] | None = None,
    order: str | Sequence[str] | None = None,
    orientation: str | None = None,
    external_data: bool = False,
) -> Network:
    """Read a network from a file; its ending names the format.

    Parameters
    ----------
    path : str or path
        ``.json`` (relu-network/1), ``.npz`` (``W0, b0, W1, b1, ...``, the names of a state dict,
        or any names with ``order``), ``.safetensors`` (a state dict, ``0.weight, 0.bias,
        2.weight, ...``), ``.keras`` (a sequential or functional model) or ``.onnx`` (a graph of
        the operators that `relu_proofs.io.onnx.operators.OPERATORS` lists, read for one row).
    layers : sequence of str, or str with commas, optional
        The modules of a state dict in their order, when ``nn.Sequential`` did not number them:
        ``"fc1,fc2,out"``.  A ReLU is taken to stand between linear modules; a state dict does
        not say.  ``"fc1,bn1,relu,fc2"`` says where it stands, ``"fc1,act:prelu,fc2"`` that a
        vector is the slope of a PReLU.  With a convolution everything is said, what no state
        dict holds as well: ``"conv1:stride=2:padding=1,relu,maxpool:size=2,flatten,fc1"``.
    max_mb : int
        The most megabytes of the file and of its unpacked content; also the most millions of
        bytes that its numbers would fill at 16 bytes each.
    outside : sequence of str, or str with commas
        Names of arrays, or of modules, that are no part of the network that is meant.
    eps : number, optional
        What batch norms of a state dict add to the variance.
    up_to : str, optional
        The value of an ``.onnx`` file, or the layer of a ``.keras`` file, that is the network's
        output, where the file has several outputs, or more behind it than is wanted.
    input_shape : sequence of int, or str with commas, optional
        The shape of one row, where the file leaves it open: of a ``.keras`` file as its first
        layer takes it, such as ``"28,28,1"``; of a state dict with convolutions the channels
        first, ``"1,28,28"``.
    order : sequence of str, or str with commas, optional
        The arrays of an ``.npz`` file in their order, weights and biases: ``"a,b,c"``.  A ReLU
        stands between each two matrices; a vector is the bias of the matrix before it.
    orientation : {"in-out", "out-in"}, optional
        Whether the matrices of an ``.npz`` file have a row for each input, as in Keras and
        scikit-learn, or for each output, as in PyTorch.  With ``order`` it is needed where a
        matrix is square, or both would fit.
    external_data : bool
        Whether numbers of an ``.onnx`` file may stand in other files of its folder.

    Returns
    -------
    Network
        With exactly the weights of the file: a float means its dyadic value, and sums, products
        and quotients of constants are those of real numbers, never rounded.  A batch norm is
        folded as it is at rest; `relu_proofs.io.read.read` also says what was folded.  Skip
        connections, slopes below a ReLU and maxima make rows that pass on, and no unit that the
        file does not have but those of a maximum.

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
    reading = read(
        path,
        layers,
        max_mb,
        outside=outside,
        eps=eps,
        up_to=up_to,
        input_shape=input_shape,
        order=order,
        orientation=orientation,
        external_data=external_data,
    )
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
    input_shape: str | Sequence[int] | None = None,
    order: str | Sequence[str] | None = None,
    orientation: str | None = None,
    external_data: bool = False,
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
    >>> from relu_proofs.io.write import write_network
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_network(Network.affine([[2]], [1]), f"{folder}/line.json")
    ...     read(f"{folder}/line.json")
    Reading(network=<Network 1-1>, notes=(), assumed=())
    """
    with at(path):
        require_flags(external_data=external_data)
        if not isinstance(up_to, str | None):
            raise InputError(f"up_to: found {shown(up_to)}, expected the name of a value")
        options = _Options(
            None if layers is None else _listed(layers, "layers"),
            () if outside is None else _listed(outside, "outside"),
            eps,
            up_to,
            None if input_shape is None else _sizes(input_shape),
            None if order is None else _listed(order, "order"),
            orientation,
            external_data,
        )
        notes = Notes()
        reader = _reader(Path(path).suffix.lower(), options)
        network = reader(path, options, Limits(max_mb), notes)
        return Reading(network, tuple(notes.said), tuple(notes.assumed))


def _listed(given: str | Sequence[str], option: str) -> Sequence[str]:
    """The names that a caller gives, in a list or with commas between them."""
    if isinstance(given, str):
        return [name.strip() for name in given.split(",")]
    names = sequence(given, option, "a list of names")
    if not all(isinstance(name, str) for name in names):
        raise InputError(f"{option}: found {shown(given)}, expected a list of names")
    return tuple(str(name) for name in names)


def _sizes(shape: str | Sequence[int]) -> Sequence[int]:
    """The sizes that a caller gives, as numbers or as text."""
    parts = (
        shape.split(",")
        if isinstance(shape, str)
        else [str(part) for part in sequence(shape, "input_shape", "sizes, such as 1,28,28")]
    )
    try:
        sizes = [int(part) for part in parts]
    except ValueError:
        sizes = []
    if not sizes or min(sizes) < 1 or max(sizes) > _MOST_SIZE:
        raise InputError(
            f"input_shape: found {shown(shape)}, expected sizes from 1 on, such as 1,28,28"
        )
    return sizes


def _reader(ending: str, options: _Options) -> "_Reader":
    readers: Mapping[str, _Reader] = {
        ".json": _json,
        ".npz": _npz,
        ".safetensors": _safetensors,
        ".keras": _keras,
        ".onnx": _onnx,
    }
    if ending not in readers:
        raise refusal(ending, readers)
    for name, (endings, what) in _OPTIONS_OF.items():
        if ending not in endings and getattr(options, name) not in (None, (), False):
            raise InputError(f"{name}: {what}")
    return readers[ending]


_Reader = Callable[[PathLike, _Options, Limits, Notes], Network]


def _json(path: PathLike, options: _Options, limits: Limits, notes: Notes) -> Network:
    return json_network(content(path, limits), limits)


def _npz(path: PathLike, options: _Options, limits: Limits, notes: Notes) -> Network:
    from .arrays import npz  # numpy, only where arrays are read

    return _named(npz(content(path, limits), limits), options, limits, notes)


def _safetensors(path: PathLike, options: _Options, limits: Limits, notes: Notes) -> Network:
    from .arrays import safetensors  # numpy, only where arrays are read

    return _named(safetensors(content(path, limits)), options, limits, notes)


def _named(
    found: "Mapping[str, Stored]", options: _Options, limits: Limits, notes: Notes
) -> Network:
    from .chain import network_of_arrays

    return network_of_arrays(
        found,
        options.layers,
        options.outside,
        options.eps,
        limits,
        notes,
        input_shape=options.input_shape,
        order=options.order,
        orientation=options.orientation,
    )


def _keras(path: PathLike, options: _Options, limits: Limits, notes: Notes) -> Network:
    from .keras.model import keras_network  # numpy and h5py, only where they are needed

    return keras_network(content(path, limits), limits, notes, options.up_to, options.input_shape)


def _onnx(path: PathLike, options: _Options, limits: Limits, notes: Notes) -> Network:
    from .onnx.model import onnx_network  # numpy and onnx, only where they are needed

    folder = Path(path).parent if options.external_data else None
    return onnx_network(content(path, limits), limits, notes, options.up_to, folder)
