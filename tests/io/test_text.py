"""JSON text: what its numbers mean."""

import pytest

from relu_proofs import read_network
from relu_proofs.io.text import json_value, read_json
from tests.io.samples import NETWORK, VALID


def test_read_json_leaves_inexact_numbers_as_no_numbers(put):
    point, literal = read_json(put("a.json", b'{"point": ["1/2", 3], "x": 0.5}')).values()
    assert point == ["1/2", 3]
    assert repr(literal) == "the literal 0.5 without quotes"


def test_a_number_with_a_point_can_be_taken_as_its_text():
    assert json_value("[0.10, 2]", decimals=str) == ["0.10", 2]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_at_the_start_says_how_text_is_encoded(put, encoding):
    """As editors and shells of Windows write it."""
    assert read_network(put("net.json", VALID[".json"].decode().encode(encoding))) == NETWORK
    assert read_json(put("a.json", "[1, 2]".encode(encoding))) == [1, 2]
