"""Arrays of numbers from npy, npz and safetensors files; nothing in them is ever unpickled."""

import math
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from operator import itemgetter
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from ..core.rational import InputError, Matrix, Vector, shown
from .files import Limits, library, parsing
from .notes import Notes

__all__ = ["Stored", "fractions", "npy", "npz", "safetensors", "say_floats"]

Numbers: TypeAlias = npt.NDArray[Any]
"""An array of floats or integers: of which, is known only from the file."""

_KINDS = {
    code: np.dtype(f"<{code}")
    for code in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")
}
_WORDS = {"f2": "float16", "f4": "float32", "f8": "float64", "bf16": "bfloat16"}
_NPY = re.compile(rb"\x93NUMPY(?:\x01\x00(..)|[\x02\x03]\x00(....))", re.DOTALL)
_HEADER = re.compile(
    rb"\{'descr': *'([^']{1,20})', *'fortran_order': *(True|False), *"
    rb"'shape': *\(([\d, ]{0,100})\),? *\} *\n?"
)
_LONGEST_HEADER = 1000  # bytes: numpy's own of an array of numbers has about a hundred


@dataclass(frozen=True)
class Stored:
    """An array as a file holds it, not yet read: its bytes and what they are said to be.

    Attributes
    ----------
    name : str
        The place named in an error: the array's name, special characters escaped.
    data : bytes
    kind : str
        A numpy code with or without its byte order, such as ``<f4``; or ``bf16``.
    shape : tuple of int
    order : {"C", "F"}
        Whether the last or the first index runs fastest.
    """

    name: str
    data: bytes | bytearray
    kind: str
    shape: tuple[int, ...]
    order: Literal["C", "F"] = "C"

    @property
    def code(self) -> str:
        """The kind without its byte order."""
        return self.kind.lstrip("<>|=")

    @property
    def word(self) -> str:
        """The kind in words, such as ``float32`` or ``int8``."""
        if self.code in _WORDS:
            return _WORDS[self.code]
        return str(_KINDS[self.code]) if self.code in _KINDS else self.kind

    @property
    def is_integer(self) -> bool:
        """Whether the numbers are stored as integers."""
        return self.code in _KINDS and self.code[0] in "iu"

    def numbers(self, limits: Limits) -> Numbers:
        """The array, if it is one of numbers, and they are as many as its shape says.

        Parameters
        ----------
        limits : Limits
            The numbers are counted before they are read.

        Raises
        ------
        InputError
            If the type is none of numbers, or shape and bytes do not fit, or there is no number.
        """
        dtype = _KINDS.get("u2" if self.code == "bf16" else self.code)
        if dtype is None:
            raise InputError(
                f"{self.name}: found values of type {shown(self.kind)}, expected floats or "
                "integers of at most 64 bits"
            )
        count = math.prod(self.shape)
        if min(self.shape, default=1) < 0 or count * dtype.itemsize != len(self.data):
            raise InputError(
                f"{self.name}: found {len(self.data)} bytes, expected {dtype.itemsize} for each "
                f"number of the shape {shown(self.shape)}"
            )
        if not count:
            raise InputError(
                f"{self.name}: found the shape {self.shape}, expected at least one number"
            )
        limits.take(count, self.name)
        swapped = self.kind.startswith(">")
        array = np.frombuffer(self.data, dtype.newbyteorder(">") if swapped else dtype)
        if self.code == "bf16":  # the upper half of a float32
            array = (array.astype("<u4") << 16).view("<f4")
        return array.reshape(self.shape, order=self.order)

    def matrix(self, limits: Limits) -> Matrix:
        """The array as rows of rationals; `InputError` unless it has two dimensions."""
        self._require(2)
        numbers = self.numbers(limits)
        return tuple(fractions(row, f"{self.name}[{i}]") for i, row in enumerate(numbers))

    def vector(self, limits: Limits) -> Vector:
        """The array as rationals; `InputError` unless it has one dimension."""
        self._require(1)
        return fractions(self.numbers(limits), self.name)

    def _require(self, dimensions: int) -> None:
        if len(self.shape) != dimensions:
            raise InputError(
                f"{self.name}: found the shape {shown(self.shape)}, "
                f"expected {dimensions} dimension{'s' * (dimensions > 1)}"
            )


def fractions(numbers: Numbers, where: str) -> Vector:
    """The entries of an array as rationals, the last index running fastest.

    Parameters
    ----------
    numbers : array of floats or integers, of any dimension
    where : str
        The place named in an error, to which the index of the entry is added.

    Raises
    ------
    InputError
        If an entry is not finite.

    Examples
    --------
    >>> fractions(np.array([0.5, 3]), "weights")
    (Fraction(1, 2), Fraction(3, 1))
    """
    for index in np.argwhere(~np.isfinite(numbers))[:1]:
        place = where + "".join(f"[{i}]" for i in index)
        raise InputError(f"{place}: found {numbers[tuple(index)]}, expected a finite number")
    return tuple(map(Fraction, numbers.ravel().tolist()))


def say_floats(used: Iterable[Stored], notes: Notes) -> None:
    """Say of arrays that were used which are stored as floats, to which a program also rounds."""
    words = sorted({array.word for array in used if not array.is_integer})
    if words:
        notes.say(
            f"numbers stored as {' and '.join(words)} are taken exactly as they are; the answer is "
            "about the function in exact arithmetic, not about its rounded execution"
        )


def npy(content: bytes, name: str) -> Stored:
    """The array of a ``.npy`` file; its header is matched, never evaluated.

    Parameters
    ----------
    content : bytes
    name : str
        The place named in an error.

    Raises
    ------
    InputError
        If the header is not that of one array of numbers.

    Examples
    --------
    >>> file = BytesIO()
    >>> np.save(file, np.float32([[0.5, 3]]))
    >>> stored = npy(file.getvalue(), "W0")
    >>> stored.word, stored.matrix(Limits())
    ('float32', ((Fraction(1, 2), Fraction(3, 1)),))
    """
    start = _NPY.match(content)
    size = int.from_bytes(start[1] or start[2], "little") if start else 0
    begin = start.end() if start else 0
    header = _HEADER.fullmatch(content[begin : begin + min(size, _LONGEST_HEADER)])
    if not start or not header:
        raise InputError(
            f"{name}: found {shown(bytes(content[:40]))}, expected a .npy header "
            "of one array of numbers"
        )
    return Stored(
        name,
        content[begin + size :],
        header[1].decode("latin-1"),
        tuple(int(part) for part in header[3].decode().split(",") if part.strip().isdigit()),
        "F" if header[2] == b"True" else "C",
    )


def npz(content: bytes, limits: Limits) -> dict[str, Stored]:
    """The arrays of a ``.npz`` archive by name; what they unpack to is bounded before.

    Parameters
    ----------
    content : bytes
    limits : Limits

    Returns
    -------
    dict of str to Stored

    Raises
    ------
    InputError
        If it is no archive of arrays, an array stands there twice, or it unpacks to too much.

    Examples
    --------
    >>> file = BytesIO()
    >>> np.savez(file, W0=[[1.0]], b0=[0.5])
    >>> [(name, stored.shape) for name, stored in npz(file.getvalue(), Limits()).items()]
    [('W0', (1, 1)), ('b0', (1,))]
    """
    with parsing("a .npz archive"):
        archive = zipfile.ZipFile(BytesIO(content))
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if size > limits.most_bytes:
        raise InputError(
            f"found {size} bytes unpacked, expected at most {limits.most_bytes} (--max-mb)"
        )
    found: dict[str, Stored] = {}
    for entry in entries:
        name = entry.filename.removesuffix(".npy")
        if name in found:
            raise InputError(f"{shown(name)}: found this array twice")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(f"{shown(name)}: found a compression that numpy does not write")
        with parsing(f"a .npz archive, at {shown(name)}"), archive.open(entry) as file:
            member = file.read(entry.file_size + 1)  # without a number it unpacks beyond its size
        found[name] = npy(member, _place(name))
    return found


def safetensors(content: bytes) -> dict[str, Stored]:
    """The arrays of a ``.safetensors`` file by name, in the order of their names.

    Raises
    ------
    InputError
        If it is no such file, or the package ``safetensors`` is missing.
    """
    with parsing("a safetensors file"):
        found = library("safetensors", "safetensors").deserialize(content)
    # the library gives them in another order each time, which messages would show
    return {name: _stored(name, tensor) for name, tensor in sorted(found, key=itemgetter(0))}


def _stored(name: str, tensor: dict[str, Any]) -> Stored:
    """An array under numpy's name of its type; the fields of ``tensor`` have several types."""
    kind = re.fullmatch(r"([FIU])(8|16|32|64)", tensor["dtype"])
    code = f"{kind[1].lower()}{int(kind[2]) // 8}" if kind else tensor["dtype"]
    code = "bf16" if code == "BF16" else code
    return Stored(_place(name), tensor["data"], code, tuple(tensor["shape"]))


def _place(name: str) -> str:
    """A name as a message can hold it: on one line, and short."""
    return shown(name)[1:-1]
