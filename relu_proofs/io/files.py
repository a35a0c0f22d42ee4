"""Read and write networks and data, exactly.

Files are untrusted: every size is bounded before anything is allocated, nothing is unpickled, no
file leads to another one, and every refusal names the place.
"""

import csv
import importlib
import json
import math
import os
import re
import stat
import tempfile
import zipfile
from contextlib import contextmanager
from fractions import Fraction
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path

import numpy as np

from ..core.certificate import dump, network_json
from ..core.network import Network
from ..core.rational import InputError, exact, matmul, matrix, matvec, shown, vector

__all__ = ["from_sklearn", "read_data", "read_json", "read_network", "write_network", "write_text"]

MOST_MB = 64
_BYTES_A_NUMBER = 16  # a file within the limit holds at most as many numbers as would fill it so

_PICKLE = """found a pickle, which can run any code while it is read; where you trust it, run
    {}
    {}
and read that file instead"""
_TORCH = (
    "from safetensors.torch import save_file",
    'save_file(model.state_dict(), "model.safetensors")',
)
_SKLEARN = (
    "from relu_proofs import from_sklearn, write_network",
    'write_network(from_sklearn(model), "model.json")',
)
_EXPORTS = {
    ".pt": _TORCH,
    ".pth": _TORCH,
    ".pkl": _SKLEARN,
    ".pickle": _SKLEARN,
    ".joblib": _SKLEARN,
}


def read_network(path, layers=None, max_mb=MOST_MB):
    """Read a network from a file; its ending names the format.

    Parameters
    ----------
    path : str or path
        ``.json`` (relu-network/1), ``.npz`` (``W0, b0, W1, b1, ...``, or the names of a state
        dict), ``.safetensors`` (a state dict, ``0.weight, 0.bias, 2.weight, ...``) or ``.onnx``
        (a chain of Gemm, MatMul, Add, Relu, LeakyRelu, Flatten, Identity and Dropout at rest).
    layers : sequence of str, or str with commas, optional
        The linear layers of a state dict in their order, when ``nn.Sequential`` did not number
        them: ``"fc1,fc2,out"``.  A ReLU is taken to stand between them; a state dict does not say.
    max_mb : int
        The most megabytes of the file and of its unpacked content; also the most millions of
        bytes that its numbers would fill at 16 bytes each.

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
    relu_proofs.core.rational.InputError: nothing.json: No such file or directory
    """
    readers = {".json": _json_network, ".npz": _npz, ".safetensors": _safetensors, ".onnx": _onnx}
    with _at(path):
        ending = Path(path).suffix.lower()
        if ending in _EXPORTS:
            raise InputError(_PICKLE.format(*_EXPORTS[ending]))
        if ending not in readers:
            raise InputError(f"found the ending {ending!r}, expected one of {', '.join(readers)}")
        if layers is not None and ending not in (".npz", ".safetensors"):
            raise InputError("layers: only the arrays of .npz and .safetensors files have names")
        layers = layers.split(",") if isinstance(layers, str) else layers
        return readers[ending](_content(path, max_mb), layers, max_mb << 20)


def read_data(path, max_mb=MOST_MB):
    """Read rows of numbers, one row for each input.

    Parameters
    ----------
    path : str or path
        ``.csv``, whose first line may be a header: its numbers mean what is written; or ``.npy``
        of two dimensions: its numbers mean their dyadic values.
    max_mb : int
        The most megabytes, as in `read_network`.

    Returns
    -------
    tuple of tuples of Fraction
        At least one row, all of one length.

    Raises
    ------
    InputError
        If the file cannot be read or does not hold such rows; the message names the place.
    """
    with _at(path):
        ending = Path(path).suffix.lower()
        if ending not in (".csv", ".npy"):
            raise InputError(f"found the ending {ending!r}, expected .csv or .npy")
        content, most = _content(path, max_mb), (max_mb << 20) // _BYTES_A_NUMBER
        rows = (
            _csv(content, most)
            if ending == ".csv"
            else matrix(_array(*_npy(content, "the array"), "the array", 2, most), "rows")
        )
        if not rows or not rows[0]:
            raise InputError("found no numbers, expected at least one row")
        return rows


def read_json(path, max_mb=MOST_MB):
    """Read a JSON value; a number with a point, or over-long, stays an object that is no number.

    Raises
    ------
    InputError
        If the file cannot be read or is not JSON; the message names the place.
    """
    with _at(path):
        return _json(_content(path, max_mb))


def from_sklearn(model):
    """The network of a fitted scikit-learn MLP; of a classifier up to its logits.

    Parameters
    ----------
    model : MLPRegressor or MLPClassifier
        Fitted, with ``activation="relu"`` or ``"identity"``.

    Returns
    -------
    Network
        With exactly the weights of the model.

    Raises
    ------
    InputError
        If the model is none of these, is not fitted, or has another activation.

    Notes
    -----
    The page ``practice/your-network`` takes a fitted regressor from here to its certificate.
    """
    library = _library("sklearn.neural_network", "scikit-learn")
    if not isinstance(model, (library.MLPRegressor, library.MLPClassifier)):
        raise InputError(
            f"model: found {type(model).__name__}, expected a fitted MLPRegressor or MLPClassifier"
        )
    if not hasattr(model, "coefs_"):
        raise InputError("model: found no coefs_, expected a fitted model")
    last = model.out_activation_ if isinstance(model, library.MLPRegressor) else "identity"
    if model.activation not in ("relu", "identity") or last != "identity":
        raise InputError(
            f"model: found the activation {shown(model.activation)} and at the end "
            f"{shown(last)}, expected 'relu' or 'identity' and at the end 'identity'"
        )
    chain = _Chain(math.inf)
    for k, (weight, bias) in enumerate(zip(model.coefs_, model.intercepts_, strict=True)):
        if k and model.activation == "relu":
            chain.activate(Fraction(0))
        chain.affine(
            tuple(zip(*matrix(weight, f"coefs_[{k}]"), strict=True)),
            vector(bias, f"intercepts_[{k}]"),
            f"coefs_[{k}]",
        )
    return chain.network()


# ---- bytes, and the errors of the libraries that read them --------------------------------------


@contextmanager
def _at(path):
    try:
        yield
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None


@contextmanager
def _parsing(what):
    try:
        yield
    except InputError:
        raise
    except Exception as problem:  # libraries meet broken bytes with whatever exception they have
        raise InputError(f"not {what}: {' '.join(str(problem).split())[:200]}") from None


def _content(path, max_mb):
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):  # a directory; or a pipe, which might never end
            raise InputError(
                f"found a {'directory' if stat.S_ISDIR(found.st_mode) else 'device'}, "
                "expected a file"
            )
        with open(path, "rb") as file:
            content = file.read(found.st_size) if found.st_size <= max_mb << 20 else None
    except (OSError, ValueError) as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError(getattr(problem, "strerror", None) or problem) from None
    if content is None:
        raise InputError(f"found {found.st_size} bytes, expected at most {max_mb} MB (--max-mb)")
    return content


def _library(module, package):
    try:
        return importlib.import_module(module)
    except ImportError:
        raise InputError(
            f"this needs the package {package}: pip install 'relu-proofs[formats]'"
        ) from None


def _bounded(count, most, where):
    if count > most:
        raise InputError(f"{where}: found {count} numbers, expected at most {most} (--max-mb)")


# ---- text ----------------------------------------------------------------------------------------


class _Literal:
    """A JSON number that would not be exact, or not be short; `exact` refuses it and quotes it."""

    def __init__(self, text):
        self.text = text if len(text) <= 24 else f"of {len(text)} characters"

    def __repr__(self):
        return f"the literal {self.text} without quotes"


def _fields(pairs):
    fields = {}
    for name, value in pairs:
        if name in fields:
            raise InputError(f"found the field {shown(name)} twice")
        fields[name] = value
    return fields


def _json(content):
    try:
        return json.loads(
            content.decode("utf-8"),
            parse_float=_Literal,
            parse_constant=_Literal,
            parse_int=lambda text: int(text) if len(text) <= 4000 else _Literal(text),
            object_pairs_hook=_fields,
        )
    except RecursionError:
        raise InputError("found JSON that is nested too deeply") from None
    except UnicodeDecodeError as problem:
        raise InputError(f"byte {problem.start}: found no UTF-8, expected JSON text") from None
    except json.JSONDecodeError as problem:
        raise InputError(
            f"line {problem.lineno}, column {problem.colno}: not JSON: {problem.msg}"
        ) from None


def _json_network(content, _, most):
    value = _json(content)
    if not isinstance(value, dict) or set(value) != {"format", "layers"}:
        raise InputError(f"found {shown(value)}, expected the fields format and layers")
    if value["format"] != "relu-network/1":
        raise InputError(f"format: found {shown(value['format'])}, expected 'relu-network/1'")
    if not isinstance(value["layers"], list):
        raise InputError(f"layers: found {shown(value['layers'])}, expected a list")
    for k, layer in enumerate(value["layers"]):
        if not isinstance(layer, dict) or set(layer) != {"weight", "bias"}:
            raise InputError(
                f"layers[{k}]: found {shown(layer)}, expected the fields weight and bias"
            )
    pairs = [(layer["weight"], layer["bias"]) for layer in value["layers"]]
    _bounded(
        sum(
            len(row)
            for weight, bias in pairs
            for rows in (weight, [bias])
            if isinstance(rows, list)
            for row in rows
            if isinstance(row, list)
        ),
        most // _BYTES_A_NUMBER,
        "layers",
    )
    return Network(pairs)


def _is_number(cell):
    try:
        float(Fraction(cell) if "/" in cell else cell)
    except (ValueError, ZeroDivisionError):
        return False
    return True


def _csv(content, most):
    rows, count = [], 0
    try:
        for number, row in enumerate(csv.reader(StringIO(content.decode("utf-8-sig"))), 1):
            count += len(row)
            _bounded(count, most, f"line {number}")
            if row and not (number == 1 and not any(_is_number(cell[:4000]) for cell in row)):
                rows.append(vector(row, f"line {number}"))
                if len(row) != len(rows[0]):
                    raise InputError(
                        f"line {number}: found {len(row)} numbers, expected {len(rows[0])}"
                    )
    except UnicodeDecodeError as problem:
        raise InputError(f"byte {problem.start}: found no UTF-8, expected CSV text") from None
    except csv.Error as problem:
        raise InputError(f"not CSV: {problem}") from None
    return tuple(rows)


# ---- arrays --------------------------------------------------------------------------------------

_KINDS = {
    code: np.dtype(f"<{code}")
    for code in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")
}
_NPY = re.compile(rb"\x93NUMPY(?:\x01\x00(..)|[\x02\x03]\x00(....))", re.DOTALL)
_HEADER = re.compile(
    rb"\{'descr': *'([^']{1,20})', *'fortran_order': *(True|False), *"
    rb"'shape': *\(([\d, ]{0,100})\),? *\} *\n?"
)


def _array(data, kind, shape, order, where, dimensions, most):
    """An array of numbers from its bytes, if they are as many as its shape says.

    ``kind`` is a numpy code with or without its byte order, or ``bf16``; ``dimensions`` a number,
    or None for at most two.
    """
    swapped, code = kind.startswith(">"), kind.lstrip("<>|=")
    dtype = _KINDS.get("u2" if code == "bf16" else code)
    if dtype is None:
        raise InputError(
            f"{where}: found values of type {shown(kind)}, expected floats or "
            "integers of at most 64 bits"
        )
    if len(shape) > 2 if dimensions is None else len(shape) != dimensions:
        raise InputError(
            f"{where}: found the shape {shown(tuple(shape))}, expected "
            f"{'at most two' if dimensions is None else dimensions} dimensions"
        )
    count = math.prod(shape)
    if min(shape, default=1) < 0 or count * dtype.itemsize != len(data):
        raise InputError(
            f"{where}: found {len(data)} bytes, expected {dtype.itemsize} for each "
            f"number of the shape {shown(tuple(shape))}"
        )
    if not count:
        raise InputError(f"{where}: found the shape {tuple(shape)}, expected at least one number")
    _bounded(count, most, where)
    array = np.frombuffer(data, dtype.newbyteorder(">") if swapped else dtype)
    if code == "bf16":  # the upper half of a float32
        array = (array.astype("<u4") << 16).view("<f4")
    return array.reshape(tuple(shape), order=order)


def _npy(content, where):
    """The bytes, type, shape and order of a ``.npy`` file; its header is never evaluated."""
    start = _NPY.match(content)
    size = int.from_bytes(start[1] or start[2], "little") if start else 0
    header = start and _HEADER.fullmatch(content[start.end() : start.end() + min(size, 1000)])
    if not header:
        raise InputError(
            f"{where}: found {shown(bytes(content[:40]))}, expected a .npy header "
            "of one array of numbers"
        )
    shape = [int(part) for part in header[3].decode().split(",") if part.strip().isdigit()]
    return (
        content[start.end() + size :],
        header[1].decode("latin-1"),
        shape,
        "F" if header[2] == b"True" else "C",
    )


def _npz(content, layers, most):
    tensors = {}
    with _parsing("a .npz archive"):
        archive = zipfile.ZipFile(BytesIO(content))
    size = sum(entry.file_size for entry in archive.infolist())
    if size > most:
        raise InputError(f"found {size} bytes unpacked, expected at most {most} (--max-mb)")
    for entry in archive.infolist():
        name = entry.filename.removesuffix(".npy")
        if name in tensors:
            raise InputError(f"{shown(name)}: found this array twice")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(f"{shown(name)}: found a compression that numpy does not write")
        with _parsing(f"a .npz archive, at {shown(name)}"), archive.open(entry) as file:
            member = file.read(entry.file_size + 1)  # without a number it unpacks beyond its size
        tensors[name] = _npy(member, shown(name))
    return _state(tensors, layers, most)


def _safetensors(content, layers, most):
    with _parsing("a safetensors file"):
        found = _library("safetensors", "safetensors").deserialize(content)
    tensors = {}
    for name, tensor in found:
        kind = re.fullmatch(r"([FIU])(8|16|32|64)", tensor["dtype"])
        code = f"{kind[1].lower()}{int(kind[2]) // 8}" if kind else tensor["dtype"]
        tensors[name] = (tensor["data"], "bf16" if code == "BF16" else code, tensor["shape"], "C")
    return _state(tensors, layers, most)


def _state(tensors, layers, most):
    """The network of named arrays, each (data, kind, shape, order)."""
    chain, left = _Chain(most), most // _BYTES_A_NUMBER
    for k, (weight, bias) in enumerate(_names(tensors, layers)):
        if k:
            chain.activate(Fraction(0))
        array = _array(*tensors[weight], weight, 2, left)
        left -= array.size
        chain.affine(
            matrix(array, weight),
            vector(_array(*tensors[bias], bias, 1, left), bias) if bias in tensors else None,
            weight,
        )
    return chain.network()


def _names(found, layers):
    """The names of the weight and the bias of each layer; a bias may be missing."""
    if layers is not None:
        pairs = [(f"{name}.weight", f"{name}.bias") for name in layers]
    elif any(name.startswith("W") for name in found):
        pairs = [(f"W{k}", f"b{k}") for k in range(sum(name.startswith("W") for name in found))]
    else:
        numbered = (re.fullmatch(r"(0|[1-9][0-9]{0,5})\.(weight|bias)", name) for name in found)
        places = sorted({int(name[1]) for name in numbered if name})
        for first, second in pairwise(places):
            if second == first + 1:
                raise InputError(
                    f"{first}.weight, {second}.weight: found no module between two "
                    f"layers; if a ReLU is there, say layers={first},{second},..."
                )
        pairs = [(f"{k}.weight", f"{k}.bias") for k in places]
    known = {name for pair in pairs for name in pair}
    missing = [weight for weight, _ in pairs if weight not in found]
    other = [name for name in found if name not in known] if layers is None else []
    if missing or other or not pairs:
        raise InputError(
            f"{shown((missing or other or ['layers'])[0])}: "
            f"{'unexpected' if other and not missing else 'missing'} among "
            f"{shown(sorted(found))}, expected W0, b0, W1, b1, ... or 0.weight, 0.bias, "
            "2.weight, ...; other names are given by layers (--layers)"
        )
    return pairs


# ---- chains of affine maps and ReLUs -------------------------------------------------------------


class _Chain:
    """A network as it is read: affine maps that follow each other merge, exactly.

    ``width`` is the number of values at the end so far, None while that is unknown.
    """

    def __init__(self, most, width=None):
        self.most, self.width = most, width
        self._layers, self._map, self._slope = [], None, Fraction(0)

    def affine(self, weight, bias, where):
        """Append x -> weight x + bias."""
        rows, columns = len(weight), len(weight[0])
        bias = (Fraction(0),) * rows if bias is None else bias
        if self.width not in (None, columns):
            raise InputError(
                f"{where}: found {columns} inputs, expected {self.width}, the number "
                "of values before it"
            )
        if len(bias) != rows:
            raise InputError(
                f"{where}: found {len(bias)} numbers as its bias, expected {rows}, "
                "the number of its outputs"
            )
        if self._map is None:
            if self._slope:  # the last activation left r(z) and then r(-z)
                weight = tuple(row + tuple(-self._slope * w for w in row) for row in weight)
            self._map = weight, bias
        else:
            inner, shift = self._map
            _bounded(
                rows * columns * len(inner[0]) // 2,
                self.most / _BYTES_A_NUMBER,
                f"{where}: composed with the affine map before it",
            )
            self._map = (
                matmul(weight, inner),
                tuple(x + b for x, b in zip(matvec(weight, shift), bias, strict=True)),
            )
        self.width = rows

    def add(self, values, where):
        """Append x -> x + values."""
        self._materialise(where)
        weight, bias = self._map
        self._map = weight, tuple(x + y for x, y in zip(bias, values, strict=True))

    def activate(self, slope, where="activation"):
        """Append z -> z where z > 0, slope z elsewhere, which is r(z) - slope r(-z)."""
        self._materialise(where)
        weight, bias = self._map
        if slope:
            weight = (*weight, *(tuple(-w for w in row) for row in weight))
            bias = (*bias, *(-b for b in bias))
        self._layers.append((weight, bias))
        self._map, self._slope = None, slope

    def _materialise(self, where):
        if self._map is None:
            if self.width is None:
                raise InputError(
                    f"{where}: found an unknown number of values, expected an input "
                    "of declared shape"
                )
            _bounded(self.width**2, self.most / _BYTES_A_NUMBER, where)
            self.affine(
                tuple(
                    tuple(Fraction(i == j) for j in range(self.width)) for i in range(self.width)
                ),
                None,
                where,
            )

    def network(self):
        """The network: with an identity at its end if the last step was an activation."""
        self._materialise("output")
        return Network([*self._layers, self._map])


# ---- ONNX ----------------------------------------------------------------------------------------

_FLOAT, _INT = 1, 2  # AttributeProto.type
_OPERATORS = {  # least and most inputs, where the data may stand, attributes
    "Gemm": (2, 3, (0, 1), {"alpha": _FLOAT, "beta": _FLOAT, "transA": _INT, "transB": _INT}),
    "MatMul": (2, 2, (0, 1), {}),
    "Add": (2, 2, (0, 1), {}),
    "Relu": (1, 1, (0,), {}),
    "LeakyRelu": (1, 1, (0,), {"alpha": _FLOAT}),
    "Flatten": (1, 1, (0,), {"axis": _INT}),
    "Identity": (1, 1, (0,), {}),
    "Dropout": (1, 3, (0,), {"ratio": _FLOAT, "seed": _INT}),
}
_ONNX_KINDS = {
    1: ("f4", "f4", "float_data"),
    10: ("f2", "u2", "int32_data"),
    11: ("f8", "f8", "double_data"),
    16: ("bf16", "u2", "int32_data"),
}
_EXTERNAL = 1
_BULK = {7: {5: dict.fromkeys((4, 5, 9, 10))}}  # model.graph.initializer.its numbers
_MOST_BESIDES = 1 << 20
_VARINT = re.compile(rb"[\x80-\xff]{0,9}[\x00-\x7f]")


def _require_mostly_numbers(content):
    """Refuse a file with much besides numbers: two bytes of a message can cost 150 when parsed."""

    def varint(at):
        found = _VARINT.match(content, at)
        return sum((byte & 127) << 7 * i for i, byte in enumerate(found[0])), found.end()

    spans, besides = [(0, len(content), _BULK)], 0
    while spans:
        at, end, bulk = spans.pop()
        while at < end:
            key, at = varint(at)
            field, kind, size = key >> 3, key & 7, 0
            if kind == 2:
                size, at = varint(at)
            elif kind:
                size = {1: 8, 5: 4}[kind]
            else:
                _, at = varint(at)
            nested = kind == 2 and field in bulk
            if nested and bulk[field]:
                spans.append((at, at + size, bulk[field]))
            at, besides = at + size, besides + 8 + (0 if nested else size)
            if besides > _MOST_BESIDES:
                raise InputError(f"found more than {_MOST_BESIDES} bytes besides the numbers")


def _onnx(content, _, most):
    library = _library("onnx", "onnx")
    with _parsing("an ONNX model"):
        _require_mostly_numbers(content)
        model = library.ModelProto.FromString(content)
    graph = model.graph
    opset = max(
        (entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")),
        default=0,
    )
    constants = {tensor.name: tensor for tensor in graph.initializer}
    inputs = [value for value in graph.input if value.name not in constants]
    for what, found, expected in (
        ("opset", opset, opset if opset >= 7 else "7 or more"),
        ("functions", len(model.functions), 0),
        ("sparse initialisers", len(graph.sparse_initializer), 0),
        ("different names of initialisers", len(constants), len(graph.initializer)),
        ("inputs", len(inputs), 1),
        ("outputs", len(graph.output), 1),
    ):
        if found != expected:
            raise InputError(f"{what}: found {found}, expected {expected}")
    return _Graph(constants, inputs[0], most).walk(graph.node, graph.output[0].name)


class _Graph:
    """The walk along the one chain from the input to the output.

    ``layout`` says where the units of the current value stand: "rows" (one row an input of the
    network), "columns", "vector", "tensor" before it is flattened, None while both are possible.
    """

    def __init__(self, constants, source, most):
        kind = source.type.tensor_type
        if kind.elem_type not in _ONNX_KINDS:
            raise InputError(
                f"input {shown(source.name)}: found the element type "
                f"{kind.elem_type}, expected a tensor of floats"
            )
        self.constants, self.source, self.most = constants, source.name, most
        self.shape = [d.dim_value if d.dim_value > 0 else None for d in kind.shape.dim]
        rank = len(self.shape) if kind.HasField("shape") else None
        self.layout = {None: None, 1: "vector", 2: None}.get(rank, "tensor")
        self.chain = _Chain(most, self.shape[0] if rank == 1 else None)
        self.left = most // _BYTES_A_NUMBER

    def walk(self, nodes, target):
        users, made = {}, {self.source, *self.constants}
        for k, node in enumerate(nodes):
            where = f"node {k} ({shown(node.op_type)[1:-1]})"
            if node.op_type not in _OPERATORS or node.domain not in ("", "ai.onnx"):
                raise InputError(
                    f"{where}: found this operator, expected one of {', '.join(_OPERATORS)}"
                )
            for name in node.input:
                if name and name not in self.constants:
                    users.setdefault(name, []).append((where, node))
            for name in node.output:
                if name in made:
                    raise InputError(f"{where}: found {shown(name)} made twice, expected a chain")
                made.add(name)
        value, steps = self.source, 0
        while value != target:
            next_nodes = users.pop(value, ())
            if len(next_nodes) != 1:
                raise InputError(
                    f"value {shown(value)}: found {len(next_nodes)} uses, expected "
                    "one, in a chain from the input to the output"
                )
            where, node = next_nodes[0]
            if sum(bool(name) and name not in self.constants for name in node.input) != 1 or (
                not node.output
            ):
                raise InputError(f"{where}: found inputs that meet or no output, expected a chain")
            self.step(where, node)
            value, steps = node.output[0], steps + 1
        if self.layout is None:
            self.stand("rows", f"output {shown(target)}")
        if value in users or steps != len(nodes):
            raise InputError(
                f"output {shown(target)}: found {len(nodes) - steps} nodes that are "
                "not on the way to it (a branch or a cycle), expected a chain"
            )
        return self.chain.network()

    def step(self, where, node):
        least, most, places, known = _OPERATORS[node.op_type]
        place = next(i for i, name in enumerate(node.input) if name and name not in self.constants)
        if not least <= len(node.input) <= most or place not in places:
            raise InputError(
                f"{where}: found {len(node.input)} inputs, the data at {place}, "
                f"expected {least} to {most}, the data first"
            )
        options = {}
        for entry in node.attribute:
            if known.get(entry.name) != entry.type or entry.ref_attr_name:
                raise InputError(
                    f"{where}: found the attribute {shown(entry.name)}, expected "
                    f"at most {', '.join(known) or 'none'}"
                )
            options[entry.name] = (
                exact(entry.f, f"{where}.{entry.name}") if entry.type == _FLOAT else entry.i
            )
        getattr(self, node.op_type.lower())(where, node.input, place, options)

    def constant(self, name, where):
        """An initialiser as nested tuples of rationals, and its shape."""
        where = f"{where}: initialiser {shown(name)}"
        if name not in self.constants:
            raise InputError(f"{where}: missing")
        tensor = self.constants[name]
        if tensor.data_location == _EXTERNAL or tensor.external_data:
            raise InputError(f"{where}: found external data, expected it in this file")
        if tensor.data_type not in _ONNX_KINDS:
            raise InputError(f"{where}: found the element type {tensor.data_type}, expected floats")
        kind, stored, field = _ONNX_KINDS[tensor.data_type]
        with _parsing(f"numbers of its type, at {where}"):
            data = tensor.raw_data or np.array(getattr(tensor, field), _KINDS[stored]).tobytes()
        array = _array(data, kind, list(tensor.dims), "C", where, None, self.left)
        self.left -= array.size
        read = {0: lambda a, w: (exact(a[()], w),), 1: vector, 2: matrix}[array.ndim]
        return read(array, where), array.shape

    def stand(self, layout, where):
        """Know from now on where the units stand, and so how many inputs there are."""
        if self.layout not in (layout, None):
            raise InputError(
                f"{where}: found a value in the layout {self.layout!r}, expected "
                f"{layout!r} (a Flatten makes rows)"
            )
        if self.layout is None and self.chain.width is None and len(self.shape) == 2:
            self.chain.width = self.shape[layout == "rows"]
        self.layout = layout

    def product(self, where, names, place, flip, scale):
        """The matrix product with a constant; ``flip`` transposes the left and right factor."""
        values, shape = self.constant(names[1 - place], where)
        if len(shape) != 2:
            raise InputError(f"{where}: found the shape {shape}, expected a matrix")
        if flip[1 - place] != (place == 0):  # rows of the weight belong to outputs
            values = tuple(zip(*values, strict=True))
        if scale != 1:
            values = tuple(tuple(scale * w for w in row) for row in values)
        self.chain.affine(values, None, where)

    def gemm(self, where, names, place, options):
        flip = options.get("transA", 0) != 0, options.get("transB", 0) != 0
        self.stand("rows" if flip[place] == (place == 1) else "columns", where)
        self.product(where, names, place, flip, options.get("alpha", Fraction(1)))
        self.layout = "columns" if place else "rows"
        if len(names) == 3 and names[2]:
            self.shift(where, names[2], options.get("beta", Fraction(1)))

    def matmul(self, where, names, place, options):
        if self.layout != "vector":
            self.stand("columns" if place else "rows", where)
        self.product(where, names, place, (False, False), Fraction(1))

    def add(self, where, names, place, options):
        if self.layout is None:
            self.stand("rows", where)
        self.shift(where, names[1 - place], Fraction(1))

    def shift(self, where, name, scale):
        values, shape = self.constant(name, where)
        width = self.chain.width
        long = {"rows": [(width,), (1, width)], "vector": [(width,)], "columns": [(width, 1)]}
        if (
            self.layout == "tensor"
            or width is None
            or shape not in ((), (1,), (1, 1), *long[self.layout])
        ):
            raise InputError(
                f"{where}: found a summand of the shape {shape}, expected one number "
                f"or one for each of {width or 'a declared number of'} units"
            )
        flat = [v for row in values for v in row] if len(shape) == 2 else list(values)
        if self.layout == "vector" and len(shape) == 2:
            self.layout = "rows"
        self.chain.add([scale * v for v in (flat * width if len(flat) == 1 else flat)], where)

    def relu(self, where, names, place, options):
        self.leakyrelu(where, names, place, {"alpha": Fraction(0)})

    def leakyrelu(self, where, names, place, options):
        if self.layout in (None, "tensor"):
            self.stand("rows", where)
        self.chain.activate(options.get("alpha", exact(np.float32(0.01))), where)

    def flatten(self, where, names, place, options):
        axis = options.get("axis", 1)
        flat = self.layout in ("rows", "columns") or (self.layout is None and len(self.shape) == 2)
        rank = 2 if flat else len(self.shape)
        axis += rank if axis < 0 else 0
        ones = self.shape[1:axis] if axis else self.shape[:1]
        if self.layout == "tensor" and 0 <= axis <= rank and all(size == 1 for size in ones):
            sizes = self.shape[axis:]
            self.chain.width = None if None in sizes else math.prod(sizes)
            self.layout = "rows"
        elif (self.layout, axis) == ("vector", 0) or (not flat and (rank, axis) == (0, 1)):
            self.layout = "rows"
        elif not flat or axis != 1:
            raise InputError(f"{where}.axis: found {axis}, expected the axis of the units, 1")

    def identity(self, where, names, place, options):
        """Nothing happens to the value."""

    def dropout(self, where, names, place, options):
        if len(names) > 2 and names[2]:
            tensor = self.constants[names[2]]
            if tensor.data_location == _EXTERNAL or any(tensor.raw_data) or any(tensor.int32_data):
                raise InputError(f"{where}: found training mode, expected evaluation mode")


# ---- writing -------------------------------------------------------------------------------------


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
