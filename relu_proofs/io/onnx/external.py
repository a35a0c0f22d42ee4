"""Numbers of a model that stand in files beside it, read only where that was asked for."""

import os
from pathlib import Path

from ...core.rational import InputError, shown
from ..files import Limits, content
from .protobuf import Proto

__all__ = ["ExternalData"]

_MOST_DIGITS = 15  # of an offset or a length, more than any file has bytes


class ExternalData:
    """The files in the folder of a model; each is read once, within the limits of the model.

    Parameters
    ----------
    folder : Path
    limits : Limits
        Bound the bytes of all these files together.
    """

    def __init__(self, folder: Path, limits: Limits):
        self._folder, self._limits = folder, limits
        self._read: dict[str, bytes] = {}

    def numbers(self, tensor: Proto, where: str) -> bytes:
        """The bytes of a tensor that says in which file and where they stand.

        Raises
        ------
        InputError
            If it names no file of the same folder, or more bytes than are there.
        """
        entries = {entry.key: entry.value for entry in tensor.external_data}
        data = self._file(entries.get("location", ""), where)
        start = _size(entries.get("offset", "0"), f"{where}: offset")
        rest = str(max(0, len(data) - start))
        length = _size(entries.get("length", rest), f"{where}: length")
        if start + length > len(data):
            raise InputError(
                f"{where}: found an offset of {start} and {length} bytes, expected at most "
                f"{len(data)}, the length of its file"
            )
        return data[start : start + length]

    def _file(self, name: str, where: str) -> bytes:
        """A file of the folder: no path leads out of it, and no link."""
        plain = name not in ("", ".", "..") and not set(name) & {"/", "\\", ":", "\0"}
        path = self._folder / name if plain else self._folder
        if not plain or os.path.islink(path):
            raise InputError(
                f"{where}: found its numbers in {shown(name)}, expected the name of a file in the "
                "folder of the model"
            )
        if name not in self._read:
            try:
                found = content(path, self._limits)
            except InputError as problem:
                raise InputError(f"{where}: {shown(name)}: {problem}") from None
            if sum(map(len, self._read.values())) + len(found) > self._limits.most_bytes:
                raise InputError(
                    f"{where}: found files of more than {self._limits.megabytes} MB (--max-mb)"
                )
            self._read[name] = found
        return self._read[name]


def _size(text: str, where: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise InputError(f"{where}: found {shown(text)}, expected a number of bytes")
    return int(text)
