"""Open files within limits, and write them whole or not at all.

Files are untrusted: only regular files are opened, every size is bounded before anything is
allocated, nothing is unpickled, no file leads to another one, and every refusal names the place.
"""

import importlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from ..core.rational import InputError, whole_number

__all__ = [
    "MOST_MB",
    "NUMBERS_A_FORM",
    "Limits",
    "PathLike",
    "at",
    "content",
    "library",
    "parsing",
    "require_writable",
    "write_files",
    "write_text",
]

PathLike: TypeAlias = str | os.PathLike[str]
"""The name of a file, as text or as a path."""

MOST_MB = 64
"""The default limit: megabytes of a file, and of its unpacked content."""

_BYTES_A_NUMBER = 16  # a file within the limit holds at most as many numbers as would fill it so
NUMBERS_A_FORM = 8
"""An affine form takes the memory of some numbers, however short it is."""

_MOST_QUOTED = 200  # characters of another library's message


class Limits:
    """What one file may hold: its bytes, and how many numbers are still free of those allowed.

    Parameters
    ----------
    megabytes : int
        The most megabytes of the file and of its unpacked content; also the most millions of
        bytes that its numbers would fill at 16 bytes each.

    Attributes
    ----------
    most_bytes : int
    most_numbers : int

    Examples
    --------
    >>> limits = Limits(1)
    >>> limits.take(65536, "weights")
    >>> limits.take(1, "one more")
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: one more: found 1 numbers, expected at most 0 (--max-mb)
    """

    def __init__(self, megabytes: int = MOST_MB):
        self.megabytes = whole_number(megabytes, "max_mb", least=0)
        self.most_bytes = self.megabytes << 20
        self.most_numbers = self.most_bytes // _BYTES_A_NUMBER
        self._left = self.most_numbers

    def take(self, count: int, where: str) -> None:
        """Count numbers that are about to be read.

        Raises
        ------
        InputError
            If there are more than are left.
        """
        _require_few(count, self._left, where)
        self._left -= count

    def bound(self, count: int, where: str) -> None:
        """Bound numbers that are about to be made from those read, without counting them.

        Raises
        ------
        InputError
            If there are more than the whole file may hold.
        """
        _require_few(count, self.most_numbers, where)

    def bound_forms(self, count: int, where: str) -> None:
        """Bound affine forms that are about to be made.

        Raises
        ------
        InputError
            If they would take more memory than the numbers that the file may hold.
        """
        most = self.most_numbers // NUMBERS_A_FORM
        if count > most:
            raise InputError(f"{where}: found {count} values, expected at most {most} (--max-mb)")


def _require_few(count: int, most: int, where: str) -> None:
    if count > most:
        raise InputError(f"{where}: found {count} numbers, expected at most {most} (--max-mb)")


@contextmanager
def at(path: PathLike) -> Iterator[None]:
    """Name the file in every refusal of the block."""
    if not isinstance(path, str | os.PathLike):
        raise InputError(
            f"file: found {type(path).__name__}, expected its name, as text or as a path"
        )
    if not os.fspath(path):
        raise InputError("file: found no name, expected that of a file")
    try:
        yield
    except InputError as problem:
        raise InputError(f"{_printed(os.fspath(path))}: {problem}") from None


def _printed(name: str) -> str:
    """A name on one line, with escapes for characters that are none to print."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in name
    )


@contextmanager
def parsing(what: str) -> Iterator[None]:
    """Turn whatever a library raises on broken bytes into one refusal, ``not <what>: ...``."""
    try:
        yield
    except InputError:
        raise
    except Exception as problem:  # libraries meet broken bytes with whatever exception they have
        message = " ".join(str(problem).split())[:_MOST_QUOTED]
        raise InputError(f"not {what}: {message}") from None


def content(path: PathLike, limits: Limits) -> bytes:
    """The bytes of a regular file within the limits.

    Parameters
    ----------
    path : str or path
    limits : Limits

    Returns
    -------
    bytes

    Raises
    ------
    InputError
        If there is no such file, it is a directory, a pipe or a device, it cannot be read, or it
        is larger than allowed.  What is no regular file is not opened: a pipe might never end.
    """
    try:
        _require_regular(os.stat(path))
        with open(path, "rb", opener=_without_waiting) as file:
            found = os.fstat(file.fileno())
            _require_regular(found)  # again: another one may stand there by now
            size = found.st_size
            if size > limits.most_bytes:
                raise InputError(
                    f"found {size} bytes, expected at most {limits.megabytes} MB (--max-mb)"
                )
            return file.read(size)
    except InputError:
        raise
    except (OSError, ValueError) as problem:  # ValueError: a null character in the name
        raise InputError(getattr(problem, "strerror", None) or str(problem)) from None


def _without_waiting(path: str, flags: int) -> int:
    """Open, and never wait for a writer at the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _require_regular(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"found {_kind(found.st_mode)}, expected a file")


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a directory"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for is_kind, name in kinds if is_kind(mode)), "a device")


def library(module: str, package: str) -> Any:
    """A library of the extra ``formats``, imported now; ``Any``, since it brings no types.

    Raises
    ------
    InputError
        If it is not installed; the message has the command that installs it.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise InputError(
            f"this needs the package {package}: pip install 'relu-proofs[formats]'"
        ) from None


# ---- writing -------------------------------------------------------------------------------------


def require_writable(path: PathLike) -> None:
    """Refuse a path where no file could be written, before long work is done for it.

    Raises
    ------
    InputError
        If a directory, a pipe or a device stands there, or its folder does not exist.
    """
    with at(path):
        _destination(path)


def _destination(path: PathLike) -> Path:
    """Where a file will stand: the target of a link, never a directory, a pipe or a device."""
    try:
        target = Path(os.path.realpath(path))
        os.stat(os.path.join(target.parent, ""))  # with "/" at the end it must be a folder
        found = os.stat(target) if os.path.lexists(target) else None
    except (OSError, ValueError) as problem:  # ValueError: a null character in the name
        raise InputError(getattr(problem, "strerror", None) or str(problem)) from None
    if found and stat.S_ISDIR(found.st_mode):
        raise InputError("Is a directory")
    if found:
        _require_regular(found)
    if not os.access(target.parent, os.W_OK):
        raise InputError("Permission denied")
    return target


def write_text(path: PathLike, text: str) -> None:
    """Write a text file whole or not at all.

    Raises
    ------
    InputError
        If the file cannot be written; nothing is left then, and an older file stays as it was.
    """
    write_files([(path, text.encode("utf-8"))])


def write_files(files: Sequence[tuple[PathLike, bytes]]) -> None:
    """Write files whole or not at all, each with its content.

    The contents stand in new files of the same folders before one takes the place of an old one.

    Raises
    ------
    InputError
        If one cannot be written; nothing is left then, and older files stay as they were.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for path, data in files:
            with at(path), _writing():
                target = _destination(path)
                staged.append((_stage(target, data), target))
        for (path, _), (name, target) in zip(files, staged, strict=True):
            with at(path), _writing():
                os.replace(name, target)
    except BaseException:  # an interruption as well
        for name, _ in staged:
            with suppress(FileNotFoundError):  # it has taken its place already
                os.unlink(name)
        raise


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise InputError(problem.strerror or str(problem)) from None


def _stage(target: Path, data: bytes) -> str:
    """The name of a new file beside another one, with a content."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".relu-proofs-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
    except BaseException:  # an interruption as well
        os.unlink(name)
        raise
    return name
