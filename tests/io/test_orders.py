"""Arrays under any names, in the order that is said: a square matrix is asked about."""

import numpy as np
import pytest

from relu_proofs import InputError, read_network
from relu_proofs.io.read import read
from tests.io.samples import B0, B1, NETWORK, PLAIN, W0, W1, npz

ANY = {"kernel": W0, "a": B0, "out": W1, "z": B1}
TURNED = {"kernel": W0.T, "a": B0, "out": W1.T, "z": B1}
ORDER = "kernel,a,out,z"
SQUARE = np.array([[1.0, 2], [3, 4]])


@pytest.mark.parametrize("order", [ORDER, ORDER.split(",")])
@pytest.mark.parametrize(("arrays", "said"), [(ANY, "out-in"), (TURNED, "in-out")])
@pytest.mark.parametrize("orientation", [False, True])
def test_an_order_says_which_array_comes_when(put, order, arrays, said, orientation):
    options = {"orientation": said} if orientation else {}
    reading = read(put("a.npz", npz(arrays)), order=order, **options)
    assert reading.network == NETWORK
    assert any(f"matrices {said}" in note for note in reading.notes)
    assert any(said in note for note in reading.assumed) is not orientation


def test_a_stored_order_of_the_entries_does_not_matter(put):
    arrays = {name: np.asfortranarray(value) for name, value in TURNED.items()}
    assert read(put("a.npz", npz(arrays)), order=ORDER).network == NETWORK


def test_a_square_matrix_means_what_is_said(put):
    path = put("a.npz", npz({"w": SQUARE}))
    for orientation, rows in (("out-in", ((1, 2), (3, 4))), ("in-out", ((1, 3), (2, 4)))):
        network = read_network(path, order="w", orientation=orientation)
        assert network.layers[0].weight == rows


def test_plain_names_are_turned_where_it_is_said(put):
    turned = {name: value.T for name, value in PLAIN.items()}
    assert read(put("a.npz", npz(turned)), orientation="in-out").network == NETWORK
    assert read(put("b.npz", npz(PLAIN)), orientation="out-in").network == NETWORK


def test_biases_may_be_missing_and_arrays_left_out(put):
    path = put("a.npz", npz({"u": W0, "v": W1, "history": B0}))
    options = {"outside": "history", "orientation": "out-in"}
    network = read(path, order="u,v", **options).network
    assert network([1, 2]) == tuple(W1 @ np.maximum(W0 @ [1, 2], 0))


@pytest.mark.parametrize(
    ("arrays", "options", "said"),
    [
        ({"w": SQUARE}, {"order": "w"}, "orientation: 'w' is square; say --orientation=in-out"),
        (
            {"u": SQUARE, "v": np.ones((2, 3))},
            {"order": "u,v"},
            "'u' is square.*the sizes of the others fit in-out alone",
        ),
        (ANY, {}, "'kernel': unexpected among kernel, a, out, z; .*--order=kernel,a,out,z$"),
        ({"w": W0}, {"order": "w"}, "orientation: the sizes fit both ways"),
        (ANY, {"order": "kernel,out"}, "'a': found beside the order.*--outside=a"),
        (ANY, {"order": "kernel,a,b"}, "order: 'b': missing among kernel, a, out, z"),
        (ANY, {"order": "a,kernel,out,z"}, r"order: 'a': found the shape \(3,\), expected matric"),
        (ANY, {"order": "kernel,a,z,out"}, r"order: 'z': found the shape \(2,\), expected matric"),
        (ANY, {"order": "kernel,kernel,a,out,z"}, r"order: 'kernel': found the shape \(3, 2\)"),
        (ANY, {"order": ""}, "order: '': missing"),
        (ANY, {"order": []}, "order: found no name, expected some of kernel"),
        (
            {"u": W0, "v": W0},
            {"order": "u,v"},
            r"order: 'v' takes 2 values, but 3 stand before it \(out-in\); 'v' takes 3 .*in-out",
        ),
        (
            {"u": W0, "b": B1},
            {"order": "u,b", "orientation": "out-in"},
            "u: found 2 numbers as its bias",
        ),
        (ANY, {"order": ORDER, "orientation": "rows"}, "orientation: found 'rows', expected in-ou"),
        (ANY, {"order": ORDER, "layers": "kernel"}, "order: found layers as well"),
        ({"0.weight": W0}, {"orientation": "in-out"}, "orientation: found a state dict"),
    ],
)
def test_what_is_open_or_does_not_fit_is_refused(put, arrays, options, said):
    with pytest.raises(InputError, match=said):
        read(put("a.npz", npz(arrays)), **options)


@pytest.mark.parametrize("option", [{"order": "a"}, {"orientation": "in-out"}])
def test_an_order_is_for_npz_files(option):
    with pytest.raises(InputError, match=f"{next(iter(option))}: only the arrays of an .npz file"):
        read("a.safetensors", **option)
