"""The files that a verb writes: refused before long work where they could not be, or must not."""

import argparse
import os
from collections.abc import Iterator

from ..core.rational import InputError
from ..io.files import require_writable
from .domain import naming, row_named

__all__ = ["require_outputs"]

_WRITTEN = {"output": "-o", "certificate": "--certificate", "figure": "--figure", "csv": "--csv"}
_READ = {"network": "NETWORK", "data": "--data", "slice": "--slice"}
_READ_BEHIND_AT = {"box": "--box", "around": "--around", "point": "--point"}


def require_outputs(options: argparse.Namespace) -> None:
    """Refuse a file that could not be written, that is read as well, or that two options name.

    Raises
    ------
    InputError
        With the option, the file, and what was found.
    """
    read = [(option, path) for option, path in _read(options) if "\0" not in path]  # no file's name
    taken = {os.path.realpath(path): option for option, path in read}
    for name, option in _WRITTEN.items():
        path = getattr(options, name, None)
        if path is None:
            continue
        with naming(option):
            if not path:
                raise InputError("found no name, expected that of a file")
            require_writable(path)
        other = taken.setdefault(os.path.realpath(path), option)
        if other != option:
            raise InputError(f"{other} and {option}: found the same file, expected two")


def _read(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Options that name a file to read, and the file."""
    for name, option in _READ.items():
        path = getattr(options, name, None)
        if path:
            yield option, path
    for name, option in _READ_BEHIND_AT.items():
        typed = getattr(options, name, None) or ""
        if typed.startswith("@"):
            yield option, typed[1:] if name == "box" else row_named(typed[1:])[0]
