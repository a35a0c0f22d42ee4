"""Files for the tests of the readers."""

import pytest

collect_ignore_glob = ["data/made/*"]  # scripts that made the files, with libraries of their own


@pytest.fixture
def put(tmp_path):
    """A function that writes a file and gives its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write
