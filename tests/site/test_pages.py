"""What the pages print is what was read and kept; `make goldens` keeps it anew.

A difference is a change that a reader sees: read it before you keep it.
"""

import pytest

from . import outputs


def test_pages_print_what_was_kept(site):
    found, kept = outputs.page_outputs(site / "notebooks"), outputs.golden_outputs()
    assert found.keys() == kept.keys(), "a page was added or dropped: `make goldens`"
    differences = [
        f"{name}\n{change}"
        for name, text in found.items()
        if (change := outputs.difference(text, kept[name], outputs.TRAINED.get(name, 0.0)))
    ]
    assert not differences, "\n\n".join(["read this, then `make goldens`:", *differences])


@pytest.mark.parametrize("name", sorted(outputs.TRAINED))
def test_a_page_with_a_tolerance_has_decimals(name):
    assert outputs.DECIMAL.search(outputs.golden_outputs()[name])


# ---- the comparison itself

NOTEBOOK = {
    "metadata": {"glued": {"page-gap": "'1/2'"}},
    "cells": [
        {"cell_type": "markdown", "source": "# words"},
        {"cell_type": "code", "outputs": []},
        {
            "cell_type": "code",
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": ["one\n", "tw"]},
                {"output_type": "stream", "name": "stdout", "text": ["o"]},
                {"output_type": "execute_result", "data": {"text/plain": ["three"]}},
            ],
        },
        {
            "cell_type": "code",
            "outputs": [
                {
                    "output_type": "execute_result",
                    "data": {
                        "text/plain": ["<IPython.core.display.HTML object>"],
                        "text/html": ["<table><td>a</td><td>b</td></table>"],
                    },
                }
            ],
        },
    ],
}


def test_a_notebook_as_text():
    assert outputs.outputs(NOTEBOOK) == (
        "== cell 2\none\ntwo\nthree\n\n== in prose\npage-gap: '1/2'\n"
    )


def test_a_stream_that_came_in_parts_is_one():
    from relu_site.pages import _streams_joined

    parts = [("stdout", "a"), ("stderr", "e"), ("stdout", " b\n"), ("stdout", "c\n")]
    streams = [{"output_type": "stream", "name": name, "text": text} for name, text in parts]
    result = {"output_type": "execute_result", "data": {}}
    joined = _streams_joined([*streams[:2], result, *streams[2:]])
    assert [output.get("text") for output in joined] == ["a b\nc\n", "e", None]


@pytest.mark.parametrize(
    ("found", "kept", "tolerance"),
    [
        ("a 1/2", "a 1/2", 0.0),
        ("a 0.501, b", "a 0.500, b", 0.01),
        ("a −0.501", "a −0.500", 0.01),
        ("width 3.1e-28", "width 5.0e-28", 1e-6),
    ],
)
def test_what_is_the_same(found, kept, tolerance):
    assert not outputs.difference(found, kept, tolerance)


@pytest.mark.parametrize(
    ("found", "kept", "tolerance"),
    [
        ("a 1/3", "a 1/2", 0.01),
        ("a 0.501, b", "a 0.500, b", 0.0),
        ("a 0.52", "a 0.50", 0.01),
        ("a −0.501", "a 0.500", 0.01),
        ("a 0.5, 0.5", "a 0.5", 0.01),
        ("a\nb", "a", 0.01),
    ],
)
def test_what_differs(found, kept, tolerance):
    change = outputs.difference(found, kept, tolerance)
    assert f"+{found.splitlines()[-1]}" in change.splitlines()
