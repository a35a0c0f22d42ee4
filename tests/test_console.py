"""A console block that prints something else is seen."""

import pytest

from .console import BLOCK, failures

README = "Words.\n\n```console\n$ python -c 'print(1 + 1)'\n2\n```\n\n```sh\n$ not this\n```\n"


def test_console_blocks_are_found():
    assert BLOCK.findall(README) == ["$ python -c 'print(1 + 1)'\n2\n"]


@pytest.mark.parametrize(
    "block",
    [
        "$ python -c 'print(1 + 1)'\n2\n",
        "$ python -c 'print(1); print(2)'\n...\n2\n",
        "$ python -c 'pass'\n$ python -c 'print(3)'\n3\n",
    ],
)
def test_what_is_printed_is_what_stands_there(block, tmp_path):
    assert not list(failures(block, tmp_path))


def test_something_else_is_seen(tmp_path):
    block = "$ python -c 'print(1)'\n1\n$ python -c 'import sys; sys.exit(\"no\")'\nyes\n"
    (failure,) = failures(block, tmp_path)
    assert "expected:\nyes" in failure and "found:\nno" in failure
