"""JSON text: what its numbers mean."""

from relu_proofs.io.text import json_value, read_json


def test_read_json_leaves_inexact_numbers_as_no_numbers(put):
    point, literal = read_json(put("a.json", b'{"point": ["1/2", 3], "x": 0.5}')).values()
    assert point == ["1/2", 3]
    assert repr(literal) == "the literal 0.5 without quotes"


def test_a_number_with_a_point_can_be_taken_as_its_text():
    assert json_value("[0.10, 2]", decimals=str) == ["0.10", 2]
