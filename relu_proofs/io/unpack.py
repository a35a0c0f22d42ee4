"""Text out of files: what is packed is unpacked within limits, what has a mark is decoded by it."""

import codecs
import gzip
from io import BytesIO
from pathlib import Path

from ..core.rational import InputError
from .files import Limits, PathLike, content, parsing
from .notes import Notes

__all__ = ["decoded", "ending", "unpacked"]

_PACKED = ".gz"
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = {
    b"PK\x03\x04": "a zip archive, as .xlsx files are: save the sheet as CSV",
    b"\x1f\x8b": "a gzip file: let its name end with .gz",
    b"\xd0\xcf\x11\xe0": "an old Office file, as .xls files are: save the sheet as CSV",
    b"PAR1": "a Parquet file: write it as CSV, with pandas by read_parquet(...).to_csv(...)",
}


def ending(path: PathLike) -> str:
    """The ending of a file's name in small letters, without ``.gz``.

    Examples
    --------
    >>> ending("rows.CSV.gz"), ending("rows.csv"), ending(".gz")
    ('.csv', '.csv', '')
    """
    found = Path(path)
    return Path(found.stem if _is_packed(found) else found.name).suffix.lower()


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == _PACKED


def unpacked(path: PathLike, limits: Limits) -> bytes:
    """The bytes of a file, unpacked if its name ends with ``.gz``.

    Raises
    ------
    InputError
        If the file cannot be read, is no gzip file, or is larger than allowed; no more than is
        allowed is ever unpacked.
    """
    data = content(path, limits)
    if not _is_packed(Path(path)):
        return data
    with parsing("a gzip file"), gzip.GzipFile(fileobj=BytesIO(data)) as file:
        found = file.read(limits.most_bytes + 1)
    if len(found) > limits.most_bytes:
        raise InputError(
            f"found more than {limits.most_bytes} bytes unpacked, expected at most "
            f"{limits.megabytes} MB (--max-mb)"
        )
    return found


def decoded(data: bytes, notes: Notes) -> str:
    """Text from its bytes: UTF-8, UTF-16 or UTF-32 by a mark at the start, else UTF-8.

    What is none of these is read as Windows-1252, in which spreadsheets of western Europe write,
    and that is said: names alone can depend on it, since a number has no such letter.

    Raises
    ------
    InputError
        If it is no text; the message says at which byte, and what it seems to be.

    Examples
    --------
    >>> decoded("1;2".encode("utf-16"), Notes()), decoded(b"1,2", Notes())
    ('1;2', '1,2')
    """
    for start, found in _BINARY.items():
        if data.startswith(start):
            raise InputError(f"found {found}")
    if data.startswith(_UTF_32):
        return _as("utf-32", data)
    if data.startswith(_UTF_16):
        return _as("utf-16", data)
    if b"\0" in data:
        raise InputError(
            f"byte {data.index(0)}: found a null byte, expected text; if it is UTF-16 without its "
            "mark at the start, save it as UTF-8"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        text = _as("cp1252", data)
        notes.say(
            f"byte {problem.start} is no UTF-8: read as Windows-1252, on which names alone can "
            "depend"
        )
        return text


def _as(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise InputError(
            f"byte {problem.start}: found no {encoding.upper()}, expected text; save the file as "
            "UTF-8"
        ) from None
