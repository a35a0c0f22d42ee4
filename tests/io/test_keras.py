"""Files that Keras wrote are their networks; what is none of its plain files is refused."""

import json

import numpy as np
import pytest

from relu_proofs.io.read import read
from tests.io.samples import DATA

MADE = DATA / "made"
KERAS = json.loads((MADE / "keras.json").read_text())["files"]


def agrees(network, points, values, tolerance=1e-5):
    ours = [[float(v) for v in network.evaluate(point)] for point in points]
    np.testing.assert_allclose(ours, values, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("name", KERAS)
def test_a_file_that_keras_wrote_gives_its_values(name):
    reading = read(MADE / name)
    agrees(reading.network, KERAS[name]["points"], KERAS[name]["values"])
