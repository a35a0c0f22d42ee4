"""Text out of files: what is packed is unpacked within limits, what has a mark is decoded by it."""

import codecs
import gzip
from io import BytesIO
from pathlib import Path

from ..core.rational import InputError
from .files import Limits, PathLike, content, parsing
from .notes import Notes

__all__ = ["decoded", "ending", "unicode_text", "unpacked"]

_PACKED = ".gz"
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_8 = "utf-8"
_MARK = "\ufeff"  # Python takes it off UTF-16 and UTF-32, not off UTF-8
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


def unicode_text(data: bytes) -> str:
    """Text from its bytes: UTF-8, UTF-16 or UTF-32 by a mark at the start, else UTF-8.

    Programs on Windows write such marks; none is part of the text.

    Raises
    ------
    InputError
        If it is none of these; the message says at which byte.

    Examples
    --------
    >>> unicode_text("[1]".encode("utf-16")), unicode_text("[1]".encode("utf-8-sig"))
    ('[1]', '[1]')
    """
    return _as(_encoding(data), data)


def decoded(data: bytes, notes: Notes) -> str:
    """Text from its bytes, as `unicode_text`; what is no UTF-8 is read as Windows-1252.

    Spreadsheets of western Europe write in Windows-1252.  That it is read so is said: names alone
    can depend on it, since a number has no such letter.

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
    encoding = _encoding(data)
    if encoding != _UTF_8:
        return _as(encoding, data)
    try:
        return data.decode(_UTF_8).removeprefix(_MARK)
    except UnicodeDecodeError as problem:
        text = _as("cp1252", data)
        notes.say(
            f"byte {problem.start} is no UTF-8: read as Windows-1252, on which names alone can "
            "depend"
        )
        return text


def _encoding(data: bytes) -> str:
    """The encoding that a mark at the start says, else UTF-8."""
    if data.startswith(_UTF_32):
        return "utf-32"
    if data.startswith(_UTF_16):
        return "utf-16"
    if b"\0" in data:
        raise InputError(
            f"byte {data.index(0)}: found a null byte, expected text; if it is UTF-16 without its "
            "mark at the start, save it as UTF-8"
        )
    return _UTF_8


def _as(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding).removeprefix(_MARK)
    except UnicodeDecodeError as problem:
        raise InputError(
            f"byte {problem.start}: found no {encoding.upper()}, expected text; save the file as "
            "UTF-8"
        ) from None
