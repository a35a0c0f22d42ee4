"""Write a network to a file; its ending names the format.

A ``.json`` file holds every fraction, ``.npz`` and ``.onnx`` files hold floats: a network whose
numbers are no floats is refused there, unless the caller asks for the nearest ones.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..core.certificate import dump, network_json
from ..core.network import Network, require_network
from ..core.rational import InputError, shown
from .files import PathLike, at, library, write_files

if TYPE_CHECKING:
    from .arrays import Numbers

__all__ = ["ENDINGS", "FLOATS", "Floats", "Written", "network_bytes", "write_network"]

Floats: TypeAlias = Literal["float32", "float64"]
"""A kind of numbers that a file of floats can hold."""

FLOATS: tuple[Floats, ...] = ("float32", "float64")
"""The narrower one first: a network is written in the first that holds it exactly."""

ENDINGS = (".json", ".npz", ".onnx")
"""The endings of the formats that are written."""

_LARGEST: dict[Floats, int] = {  # beyond them rounding gives an infinity
    "float32": (2**24 - 1) << 104,
    "float64": (2**53 - 1) << 971,
}
_OPSET, _IR = 13, 8  # of 2021: every runtime of today reads them, with the axes as inputs


@dataclass(frozen=True)
class Written:
    """The bytes of a network's file, and what stands in them.

    Attributes
    ----------
    content : bytes
    kind : str
        ``"relu-network/1"``, ``"relu-network/2"``, ``"float32"`` or ``"float64"``.
    rounded : int
        How many of the network's numbers the file holds only rounded.
    error : Fraction
        The most by which one of them is another number in the file.
    """

    content: bytes
    kind: str
    rounded: int = 0
    error: Fraction = Fraction(0)


def write_network(network: Network, path: PathLike, *, rounded: Floats | None = None) -> None:
    """Write a network to a file, whole or not at all.

    Parameters
    ----------
    network : Network
    path : str or path
        ``.npz``: ``W0, b0, W1, b1, ...``, of ReLUs alone; ``.onnx``: a chain of Gemm and Relu,
        with Concat where units pass on their values; any other ending: the JSON text of
        ``relu-network/1``, or ``/2`` where units pass on.
    rounded : {"float32", "float64"}, optional
        The kind of numbers in an ``.npz`` or ``.onnx`` file, each the nearest one to the
        network's.  Without it they are exactly the network's, in float32 if that holds them all,
        otherwise in float64.

    Raises
    ------
    InputError
        If it is no network, the file cannot be written, or the format does not hold this network.

    Examples
    --------
    >>> write_network(Network.affine([[1]], [0]), "no-such-folder/net.json")
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: no-such-folder/net.json: No such file or directory
    >>> write_network(Network.affine([["1/3"]], [0]), "third.npz")
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: third.npz: found layers[0].weight[0][0] = 1/3, which is \
no float64; .json holds it exactly, rounded (--rounded) gives the nearest
    """
    with at(path):
        written = network_bytes(network, Path(path).suffix.lower(), rounded)
    write_files([(path, written.content)])


def network_bytes(network: Network, ending: str, rounded: Floats | None = None) -> Written:
    """What `write_network` writes into a file of this ending.

    Raises
    ------
    InputError
        If the format does not hold this network.

    Examples
    --------
    >>> third = Network.affine([["1/3"]], [0])
    >>> network_bytes(third, ".json").kind
    'relu-network/1'
    >>> found = network_bytes(third, ".npz", "float64")
    >>> found.rounded, found.error == abs(Fraction(1, 3) - Fraction(1 / 3))
    (1, True)
    """
    require_network(network)
    if rounded is not None and rounded not in FLOATS:
        raise InputError(f"rounded: found {shown(rounded)}, expected one of {', '.join(FLOATS)}")
    if ending not in (".npz", ".onnx"):
        if rounded is not None:
            raise InputError(
                "rounded: a .json file holds every number exactly; expected only for .npz and .onnx"
            )
        value = network_json(network)
        return Written(dump(value).encode("ascii"), str(value["format"]))
    found = _in_floats(network, rounded) if rounded else _exactly(network)
    content = _npz(network, found) if ending == ".npz" else _onnx(network, found)
    return Written(content, found.kind, found.rounded, found.error)


# ---- numbers -------------------------------------------------------------------------------------


@dataclass
class _Floats:
    """The numbers of a network as floats of one kind, and what that changed.

    ``layers`` has a pair (weight, bias) of arrays for each layer; ``first`` is the place of the
    first number that is none of the kind, and the number.
    """

    kind: Floats
    layers: list[tuple["Numbers", "Numbers"]] = field(default_factory=list)
    rounded: int = 0
    error: Fraction = Fraction(0)
    first: str = ""

    def take(self, value: Fraction, place: str) -> float:
        """The float that is nearest to a number."""
        if not value:  # as most weights of a convolution
            return 0.0
        if abs(value) > _LARGEST[self.kind]:
            raise _Beyond(f"found {place} = {shown(value)}, which is beyond {self.kind}")
        near = _nearest(value, self.kind)
        error = abs(value - Fraction(near))
        if error:
            self.rounded += 1
            self.error = max(self.error, error)
            self.first = self.first or f"{place} = {shown(value)}"
        return near


class _Beyond(InputError):
    """A number is larger than every float of a kind."""


def _in_floats(network: Network, kind: Floats) -> _Floats:
    import numpy as np  # only where floats are written

    found = _Floats(kind)
    for k, layer in enumerate(network.layers):
        weight = [
            [found.take(value, f"layers[{k}].weight[{i}][{j}]") for j, value in enumerate(row)]
            for i, row in enumerate(layer.weight)
        ]
        bias = [found.take(value, f"layers[{k}].bias[{i}]") for i, value in enumerate(layer.bias)]
        found.layers.append((np.array(weight, kind), np.array(bias, kind)))
    return found


def _exactly(network: Network) -> _Floats:
    """The numbers of a network in the narrowest kind that holds them all.

    Raises
    ------
    InputError
        If there is none; the message names a number.
    """
    problem = ""
    for kind in FLOATS:
        try:
            found = _in_floats(network, kind)
        except _Beyond as beyond:
            problem = f"{beyond}; .json holds it"
            continue
        if not found.rounded:
            return found
        problem = (
            f"found {found.first}, which is no {kind}; .json holds it exactly, rounded "
            "(--rounded) gives the nearest"
        )
    raise InputError(problem)


def _nearest(value: Fraction, kind: Floats) -> float:
    """The float of a kind that is nearest to a rational within its range."""
    near = float(value)
    if kind == "float64":
        return near
    import numpy as np  # only where floats are written

    first = np.float32(near)
    if Fraction(near) == value:
        return float(first)
    # A number that was rounded twice may be one step away from the nearest one.
    steps = (
        first,
        np.nextafter(first, np.float32(-np.inf)),
        np.nextafter(first, np.float32(np.inf)),
    )
    inside = [float(step) for step in steps if np.isfinite(step)]
    return min(inside, key=lambda step: abs(Fraction(step) - value))


# ---- formats -------------------------------------------------------------------------------------


def _npz(network: Network, found: _Floats) -> bytes:
    import numpy as np  # only where arrays are written

    for k, relu in enumerate(network.relu):
        if not all(relu):
            raise InputError(
                f"layer {k}: found a value that is passed on without a ReLU (row "
                f"{relu.index(False)}), which .npz does not hold; expected .json or .onnx"
            )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for k, arrays in enumerate(found.layers):
            for letter, array in zip("Wb", arrays, strict=True):
                entry = zipfile.ZipInfo(f"{letter}{k}.npy")  # without a date: the same bytes again
                with archive.open(entry, "w") as member:
                    np.lib.format.write_array(member, array, allow_pickle=False)
    return file.getvalue()


def _onnx(network: Network, found: _Floats) -> bytes:
    """A chain of Gemm and Relu; units that pass on have a Gemm of their own, and Concat joins.

    In such a layer the ReLUs stand before what is passed on.
    """
    onnx = library("onnx", "onnx")
    graph = _Graph(onnx)
    value, order = "input", list(range(network.inputs))
    for k, ((weight, bias), relu) in enumerate(zip(found.layers, [*network.relu, ()], strict=True)):
        weight = weight[:, order]
        if k == len(network.relu):
            graph.gemm(value, weight, bias, "output", f"layer{k}")
            break
        groups = [[i for i, own in enumerate(relu) if own is kind] for kind in (True, False)]
        parts = [
            graph.part(value, weight[rows], bias[rows], f"layer{k}.{name}", name == "relu")
            for name, rows in zip(("relu", "passed"), groups, strict=True)
            if rows
        ]
        value, order = graph.joined(parts, f"layer{k}"), groups[0] + groups[1]
    number = {"float32": onnx.TensorProto.FLOAT, "float64": onnx.TensorProto.DOUBLE}[found.kind]
    helper = onnx.helper
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "relu_proofs",
            [helper.make_tensor_value_info("input", number, ["rows", network.inputs])],
            [helper.make_tensor_value_info("output", number, ["rows", network.outputs])],
            graph.constants,
        ),
        producer_name="relu_proofs",
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR,
    )
    content: bytes = model.SerializeToString(deterministic=True)
    return content


class _Graph:
    """The nodes and constants of an ONNX graph while it is made; ``onnx`` brings no types."""

    def __init__(self, onnx: Any) -> None:
        self._onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def _node(self, operator: str, inputs: Sequence[str], output: str, **attributes: int) -> str:
        node = self._onnx.helper.make_node(operator, inputs, [output], **attributes)
        self.nodes.append(node)
        return output

    def gemm(self, value: str, weight: "Numbers", bias: "Numbers", output: str, name: str) -> str:
        """The value weight x + bias."""
        for part, array in (("weight", weight), ("bias", bias)):
            tensor = self._onnx.numpy_helper.from_array(array, f"{name}.{part}")
            self.constants.append(tensor)
        inputs = [value, f"{name}.weight", f"{name}.bias"]
        return self._node("Gemm", inputs, output, transB=1)

    def part(self, value: str, weight: "Numbers", bias: "Numbers", name: str, relu: bool) -> str:
        """What some units of a layer hand on."""
        affine = self.gemm(value, weight, bias, f"{name}.z" if relu else name, name)
        return self._node("Relu", [affine], name) if relu else affine

    def joined(self, parts: Sequence[str], name: str) -> str:
        """The values of a layer's parts, one after another."""
        return parts[0] if len(parts) == 1 else self._node("Concat", parts, name, axis=1)
