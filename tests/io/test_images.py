"""State dicts with convolutions: everything that they do not hold is said, nothing is guessed."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors import numpy as safetensors

from relu_proofs import InputError
from relu_proofs.io.read import read
from tests.io.samples import DATA

MADE = DATA / "made"
TORCH = json.loads((MADE / "torch.json").read_text())["files"]
STEPS = {
    "images.safetensors": "0:stride=2:padding=1,1,relu,3:stride=1:padding=0:dilation=1x2,4:prelu,"
    "maxpool:size=2:stride=1:padding=1,avgpool:size=2:padding=1,flatten,8",
    "signals.safetensors": "0:stride=2:padding=1,relu,globalpool,flatten,4",
    "rows.safetensors": None,
}
KERNEL = np.arange(8.0).reshape(2, 1, 2, 2)
STATE = {"c.weight": KERNEL, "c.bias": np.array([1.0, -9]), "out.weight": np.ones((1, 8))}
GOOD = "c:stride=1:padding=0,relu,flatten,out"


@pytest.mark.parametrize("name", STEPS)
def test_a_file_that_pytorch_wrote_gives_its_values(name):
    case = TORCH[name]
    shape = {"input_shape": case["shape"]} if STEPS[name] else {}
    network = read(MADE / name, STEPS[name], **shape).network
    ours = [[float(v) for v in network.evaluate(point)] for point in case["points"]]
    np.testing.assert_allclose(ours, case["values"], rtol=1e-5, atol=1e-5)


@pytest.fixture
def load(put):
    """A function that writes a state dict and reads it."""
    return lambda state, layers, **options: read(
        put("a.safetensors", safetensors.save(state)), layers, **options
    )


def test_what_was_said_is_noted(load):
    reading = load(STATE, GOOD, input_shape=(1, 3, 3))
    assert (
        f"read as {', '.join(GOOD.split(','))}, as said; where no dilation is said it is 1"
        in reading.notes
    )
    assert any("numbers stored as float64" in note for note in reading.notes)
    assert reading.network([0] * 9) == 4  # four places of the image, at each 1 and r(-9)


def test_a_norm_and_other_words(load):
    norm = {f"n.running_{part}": np.array([1.0, 4]) for part in ("mean", "var")}
    layers = "c:stride=1:padding=0,n,identity,globalpool,flatten,out"
    state = STATE | norm | {"out.weight": np.ones((1, 2))}
    network = load(state, layers, input_shape="1,3,3", eps=0).network
    assert network([0] * 9) == 0 + (-9 - 4) / 2
    reading = load(state, layers, input_shape="1,3,3")
    assert any("adds eps = 1e-5" in note for note in reading.assumed)


def test_groups_are_told_by_the_channels_and_said(load):
    reading = load({"c.weight": KERNEL}, "c:stride=1:padding=0,flatten", input_shape="2,2,2")
    assert any("2 groups, as 2 channels" in note for note in reading.assumed)
    assert reading.network([1] * 8) == (6, 22)


@pytest.mark.parametrize(
    ("layers", "shape", "said"),
    [
        (None, None, "'c.weight': found a convolution, whose stride .*--layers=c:stride=1:padding"),
        (
            "c,relu,flatten,out",
            "1,3,3",
            "'c': stride is missing, which no state dict holds; say c:s",
        ),
        ("c:stride=1,relu,flatten,out", "1,3,3", "padding is missing"),
        (GOOD, None, "input_shape: missing, and no state dict holds it; say --input-shape=1,28,28"),
        (
            GOOD,
            "1,3",
            r"c.weight: found a kernel of the shape \(2, 1, 2, 2\) for an image of .* \(1, 3\)",
        ),
        (GOOD, "9", "c.weight: found a row of 9 numbers before it, expected an image"),
        (GOOD, "1,1,1", "c.weight: found data smaller than the kernel"),
        (GOOD, "1,4,4", "out.weight: found factors of the shapes"),
        (GOOD, "0,4", "input_shape: found '0,4', expected sizes from 1 on"),
        (GOOD, "1,x", "input_shape: found '1,x'"),
        (GOOD, "1,1000000,1000000", "input_shape: found 1000000000000 values, expected at most"),
        (GOOD, [2.5], "input_shape: found .2.5., expected sizes from 1 on"),
        (GOOD.replace("flatten,", ""), "1,3,3", "out.weight: found an image .* say flatten"),
        (GOOD.replace("stride=1", "stride=0"), "1,3,3", "found 0, expected at least 1"),
        (GOOD.replace("stride=1", "stride=1x2x3"), "1,3,3", "found stride=1x2x3, expected one num"),
        (GOOD.replace("stride=1", "stride=-1"), "1,3,3", "found stride=-1, expected one number"),
        (GOOD.replace("stride=1", "stride"), "1,3,3", "found 'stride', expected options such as"),
        (GOOD.replace("stride=1", "step=1"), "1,3,3", "found the option 'step', expected stride"),
        (GOOD.replace("relu", "relu:size=1"), "1,3,3", "found the option 'size', expected none"),
        (GOOD.replace("relu", "maxpool"), "1,3,3", "'maxpool': size is missing"),
        (GOOD.replace("relu", "gelu"), "1,3,3", "'gelu': missing among c, out; words are flatten"),
        (GOOD.replace(",out", ""), "1,3,3", None),
        ("flatten", "1,3,3", "'layers': missing among c, out, expected names in order"),
        (GOOD + ",globalpool", "1,3,3", "globalpool: found a row of 1 numbers"),
    ],
)
def test_what_is_not_said_or_does_not_fit_is_refused(load, layers, shape, said):
    if said is None:
        assert load(STATE, layers, input_shape=shape).network.outputs == 8
        return
    with pytest.raises(InputError, match=said) as caught:
        load(STATE, layers, **({} if shape is None else {"input_shape": shape}))
    assert "\n" not in str(caught.value)


def test_a_convolution_that_is_not_asked_for_by_name_is_explained(load):
    with pytest.raises(InputError, match=r"'0.weight': found a convolution.*0:stride=1:padding=0"):
        load({"0.weight": KERNEL, "2.weight": np.ones((1, 8))}, None)


def test_a_norm_beside_the_steps_is_not_lost(load):
    state = STATE | {"n.running_mean": np.zeros(2), "n.running_var": np.ones(2)}
    with pytest.raises(InputError, match="'n.running_(mean|var)': found beside the layers c, out"):
        load(state, GOOD, input_shape="1,3,3")


def test_a_shape_is_for_convolutions(load):
    with pytest.raises(InputError, match="input_shape: found no convolution in use"):
        load({"0.weight": np.ones((1, 2))}, None, input_shape="2")


PARTS = ["c", "out", "relu", "flatten", "maxpool", "avgpool", "globalpool", "identity", "z", ""]
OPTION_PARTS = ["stride=1", "padding=0", "padding=9x1", "size=2", "size=0", "dilation=2", "stride="]
OPTION_PARTS += ["prelu", "x=1", "stride=1x1x1", "size=999999999", "padding=-1", ":"]


@settings(deadline=None, database=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(PARTS), st.lists(st.sampled_from(OPTION_PARTS), max_size=3)),
        max_size=5,
    ),
    st.lists(st.sampled_from([0, 1, 2, 3, 5, -1, 1 << 40]), max_size=4),
)
def test_whatever_is_said_is_read_or_refused(entries, shape):
    layers = [":".join([name, *options]) for name, options in entries]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.safetensors"
        path.write_bytes(safetensors.save(STATE))
        try:
            read(path, layers, input_shape=shape)
        except InputError as problem:
            assert "\n" not in str(problem)
