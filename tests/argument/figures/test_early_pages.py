"""The figures of the first pages: drawn, described in words, in the house's colours only."""

import re

import numpy as np
import pytest

from relu_proofs.argument.figures import (
    all_positive,
    answers_that_sound_right,
    one_unit,
    training,
)

X = np.linspace(-2, 2, 5)
START = tuple(np.ones(6) * k for k in (1, 0.5, 0.2)) + (0.0,)
FIGURES = {
    "near_and_far": one_unit.near_and_far,
    "rows_and_beyond": all_positive.rows_and_beyond,
    "square_and_creases": all_positive.square_and_creases,
    "two_rays": all_positive.two_rays,
    "signs_and_ends": answers_that_sound_right.signs_and_ends,
    "two_minima": training.two_minima,
    "frames": lambda: training.frames(X, abs(X), [("step 0", START)], START),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figure(name):
    drawing = FIGURES[name]()
    assert len(drawing.alt.split()) > 15
    assert drawing.caption.endswith(".")
    loose = re.sub(r"var\([^)]*\)", "", drawing.html)  # other colours stay as they are in the dark
    assert not re.findall(r"(?:fill|stroke): ?(#[0-9a-f]{3,6}|black|white)", loose)
    assert drawing.html == FIGURES[name]().html
