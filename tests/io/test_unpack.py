"""What is packed is unpacked within limits, and text is decoded by its mark."""

import gzip
import tracemalloc
import zlib

import numpy as np
import pytest

from relu_proofs import InputError, read_data
from relu_proofs.io.rows import read_rows
from tests.io.samples import npy

ROWS = "größe;b\n0,5;2\n"
HALF = ((0.5, 2),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("ending", [".csv", ".TSV", ".txt", ".dat", ".data"])
def test_text_is_decoded_by_its_mark(put, encoding, packed, ending):
    content = ROWS.encode(encoding)
    name = f"a{ending}{'.gz' * packed}"
    rows = read_rows(put(name, gzip.compress(content) if packed else content))
    assert rows.values == HALF
    assert rows.names == ("größe", "b")
    assert any("Windows-1252" in note for note in rows.notes) == (encoding == "cp1252")


def test_a_mark_of_the_other_order(put):
    assert read_data(put("a.csv", b"\xfe\xff" + ROWS.encode("utf-16-be"))) == HALF


def test_an_array_may_be_packed(put):
    content = gzip.compress(npy(np.array([[0.5, 2]])))
    assert read_data(put("a.npy.gz", content)) == HALF


def test_packed_files_that_follow_each_other_are_one(put):
    content = gzip.compress(b"7,2\n") + gzip.compress(b"3,4\n")
    assert read_data(put("a.csv.gz", content)) == ((7, 2), (3, 4))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", ROWS.encode("utf-16-le"), "found a null byte.*if it is UTF-16 without its mark"),
        ("a.csv", b"\xff\xfea", "byte 2: found no UTF-16"),
        ("a.csv", b"\xff\xfe\0\0\xff\xff\xff\xff", "byte 4: found no UTF-32"),
        ("a.csv", b"a\n\x81\n", "byte 2: found no CP1252, expected text; save the file as UTF-8"),
        ("a.csv", b"PK\x03\x04rest", "found a zip archive, as .xlsx files are: save the sheet"),
        ("a.csv", gzip.compress(b"1\n", mtime=0), "found a gzip file: let its name end with .gz"),
        ("a.csv", b"PAR1", "a Parquet file"),
        ("a.csv.gz", b"1,2\n", "not a gzip file"),
        ("a.csv.gz", b"", "found no numbers"),
        ("a.csv.gz", gzip.compress(b"1,2\n", mtime=0)[:-3], "not a gzip file"),
        ("a.csv.gz", gzip.compress(b"1,2\n", mtime=0)[:-8] + bytes(8), "not a gzip file: CRC"),
        ("a.gz", gzip.compress(b"1,2\n", mtime=0), "found the ending '', expected .csv, .tsv"),
        ("a.json", b"[[1]]", "found the ending '.json', expected .csv, .tsv"),
        ("a.xlsx", b"", "found the ending '.xlsx'.*pandas.read_excel"),
        ("a.parquet.gz", b"", r"pandas.read_parquet\(...\).to_csv\('rows.csv', index=False\)"),
    ],
)
def test_what_is_no_text_is_refused(put, name, content, said):
    path = put(name, content)
    with pytest.raises(InputError, match=said) as caught:
        read_data(path)
    assert str(caught.value).startswith(f"{path}: ")


def bomb(megabytes):
    """A small gzip file of that many megabytes of blanks."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(
        [*(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)), packer.flush()]
    )


def test_no_more_is_unpacked_than_allowed(put):
    path = put("a.csv.gz", bomb(200))
    assert path.stat().st_size < 1 << 18
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="found more than 1048576 bytes unpacked.*1 MB"):
            read_data(path, max_mb=1)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()
