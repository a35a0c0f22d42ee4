"""Weights in the HDF5 file of a Keras model, found by their place and never searched for.

HDF5 lets a file point anywhere: to other files, to itself, to chunks that unpack to more than
they take.  Keras writes none of that.  What is no plain array, in this file, of its full length,
is refused, and numbers are taken from the bytes of the file, not read by the library.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, TypeAlias

from ...core.rational import InputError, shown
from ..arrays import Stored
from ..files import library, parsing
from ..modules import listed

__all__ = ["Weights"]

Handle: TypeAlias = Any
"""A group or an array of h5py, which brings no types."""

_VARS = "vars"
_OLDER = "_layer_checkpoint_dependencies"  # what Keras 2.12 and 2.13 called ``layers``
_KINDS = (
    *(("IEEE_F16LE", "<f2"), ("IEEE_F32LE", "<f4"), ("IEEE_F64LE", "<f8")),
    *(("IEEE_F16BE", ">f2"), ("IEEE_F32BE", ">f4"), ("IEEE_F64BE", ">f8")),
    *(("STD_I32LE", "<i4"), ("STD_I64LE", "<i8")),  # how often a Normalization was fitted
)
_MOST_NAMES = 10_000  # entries of one group; a network of as many layers is none that is read


class Weights:
    """The arrays of ``model.weights.h5``.

    Parameters
    ----------
    content : bytes
        Of the HDF5 file.

    Raises
    ------
    InputError
        If it is no HDF5 file, or the package ``h5py`` is missing.
    """

    def __init__(self, content: bytes):
        self._h5py, self._content = library("h5py", "h5py"), content
        with parsing("an HDF5 file"):
            self._file = self._h5py.File(BytesIO(content), "r")

    def of(self, path: Sequence[str], place: str) -> list[Stored]:
        """The arrays of one layer in the order in which Keras made them.

        Parameters
        ----------
        path : sequence of str
            The groups that lead to the layer.
        place : str
            The place named in an error.

        Returns
        -------
        list of Stored
            Empty where the layer has none.

        Raises
        ------
        InputError
            If an array is no plain one.
        """
        with parsing("a file of weights as Keras writes it"):
            group = self._group([*path, _VARS])
            if group is None:
                return []
            names = self._names(group)
            if names != {str(i) for i in range(len(names))}:
                raise InputError(
                    f"{place}: found the arrays {listed(sorted(names))}, expected 0, 1"
                )
            return [
                self._array(group, str(i), f"{place}: {'/'.join([*path, _VARS, str(i)])}")
                for i in range(len(names))
            ]

    def parts(self, path: Sequence[str]) -> set[str]:
        """The names of the parts of a model that have arrays, at any depth."""
        with parsing("a file of weights as Keras writes it"):
            group = self._group(path)
            names = set() if group is None else self._names(group)
            return {name for name in names if self._has_arrays([*path, name])}

    def _has_arrays(self, path: Sequence[str]) -> bool:
        if self._group([*path, "layers"]) is not None:
            return True
        group = self._group([*path, _VARS])
        return group is not None and bool(self._names(group))

    # ---- what h5py is asked ----------------------------------------------------------------------

    def _group(self, path: Sequence[str]) -> Handle | None:
        """A group by its path; older files call ``layers`` otherwise."""
        group: Handle = self._file
        for part in path:
            found = self._child(group, part)
            if found is None and part == "layers":
                found = self._child(group, _OLDER)
            if found is None:
                return None
            if not isinstance(found, self._h5py.Group):
                raise InputError(f"{shown('/'.join(path))}: found an array, expected a group")
            group = found
        return group

    def _child(self, group: Handle, name: str) -> Handle | None:
        """What a group holds under a name, where it stands in this file itself."""
        key = name.encode()
        if not group.id.links.exists(key):
            return None
        if group.id.links.get_info(key).type != self._h5py.h5l.TYPE_HARD:
            raise InputError(f"{shown(name)}: found a link to another place, expected an array")
        return group[name]

    def _names(self, group: Handle) -> set[str]:
        if len(group) > _MOST_NAMES:
            raise InputError(
                f"found {len(group)} entries in a group, expected at most {_MOST_NAMES}"
            )
        return set(group)

    def _array(self, group: Handle, name: str, place: str) -> Stored:
        """One array, whose numbers stand in the file as they are, all of them."""
        found = self._child(group, name)
        if not isinstance(found, self._h5py.Dataset):
            raise InputError(f"{place}: found no array, expected one")
        made, kind = found.id.get_create_plist(), found.id.get_type()
        plain = made.get_nfilters() == 0 and made.get_external_count() == 0
        if not plain or made.get_layout() != self._h5py.h5d.CONTIGUOUS:
            raise InputError(
                f"{place}: found an array that is packed, or in pieces, expected one as Keras "
                "writes it; model.save writes it anew"
            )
        code = next(
            (code for known, code in _KINDS if kind == getattr(self._h5py.h5t, known)), None
        )
        if code is None:
            raise InputError(f"{place}: found values of the type {found.dtype}, expected floats")
        start, size = found.id.get_offset(), found.id.get_storage_size()
        data = b"" if start is None else self._content[start : start + size]
        return Stored(place, data, code, tuple(found.shape))
