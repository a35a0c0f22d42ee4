"""npy, npz and safetensors: every type of number means its dyadic value."""

from fractions import Fraction

import numpy as np
import pytest
from safetensors.numpy import save as safetensors_bytes

from relu_proofs import InputError, read_data, read_network
from relu_proofs.io.arrays import safetensors
from tests.io.samples import npy, npz, tensors


@pytest.mark.parametrize(
    "kind", ["<f2", "<f4", "<f8", ">f4", ">f8", "i1", "<i4", ">i8", "u1", "<u8"]
)
@pytest.mark.parametrize("order", "CF")
def test_numbers_of_every_type_mean_their_dyadic_value(put, kind, order):
    values = np.array([[0.1, -3.7], [100.3, 7]])
    values = np.array(values if "u" not in kind else abs(values), dtype=kind, order=order)
    network = read_network(put("a.npz", npz({"W0": values})))
    assert network.layers[0].weight == tuple(
        tuple(Fraction(entry.item()) for entry in row) for row in values
    )
    assert network.layers[0].bias == (0, 0)


def test_bfloat16_is_the_upper_half_of_a_float32(put):
    file = tensors(
        {"0.weight": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [0, 4]}},
        bytes.fromhex("c03f 80bf".replace(" ", "")),
    )
    assert read_network(put("a.safetensors", file)).layers[0].weight == ((Fraction(3, 2), -1),)


def test_arrays_of_a_safetensors_file_come_in_one_order():
    names = [f"{letter}.weight" for letter in "hbgadcfe"]
    file = safetensors_bytes({name: np.zeros(1, np.float32) for name in names})
    assert list(safetensors(file)) == sorted(names)


def test_npy_means_its_dyadic_values(put):
    assert read_data(put("a.npy", npy(np.array([[0.1, 1]], np.float32)))) == (
        (Fraction(float(np.float32(0.1))), 1),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (npy([1.0]), r"the array: found the shape \(1,\), expected 2 dimensions"),
        (npy([[np.nan]]), r"the array\[0\]\[0\]: found nan"),
        (npy([[None]]), r"the array: found values of type '\|O'"),
        (b"hello", "the array: found b'hello', expected a .npy header"),
    ],
)
def test_bad_rows_are_refused_with_their_place(put, content, said):
    with pytest.raises(InputError, match=said):
        read_data(put("a.npy", content))


def test_an_array_has_no_header(put):
    with pytest.raises(InputError, match="header: only a file of text has one"):
        read_data(put("a.npy", npy([[1.0]])), header=True)


def test_names_of_arrays_are_shown_on_one_line(put):
    with pytest.raises(InputError) as caught:
        read_network(put("a.npz", npz({"a\nb": np.array([[1.0]])})))
    assert "\n" not in str(caught.value)
