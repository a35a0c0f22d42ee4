"""Files that Keras wrote are their networks; what is none of its plain files is refused."""

import json
import zipfile
from fractions import Fraction

import numpy as np
import pytest

from relu_proofs import InputError
from relu_proofs.io.read import read
from tests.io.keras_files import (
    archive,
    declaring,
    dense,
    external,
    functional,
    input_layer,
    layer,
    linked,
    sequential,
    tensor,
    weights,
)
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


# ---- files of the same layout, made here --------------------------------------------------------

KERNEL = np.array([[1.0, -2], [0.5, 3]])
IDENTITY = {"layers/dense": [np.eye(2)]}


@pytest.fixture
def load(put):
    """A function that reads a .keras file of a configuration and arrays."""

    def loaded(config, arrays=None, **options):
        content = arrays if isinstance(arrays, bytes) else weights(arrays or {"vars": []})
        return read(put("a.keras", archive(config, content)), **options)

    return loaded


def plain(*layers, shape=(2,)):
    return sequential(input_layer(*shape), *layers)


def bare(name="d", **config):
    config = {"units": 2, "use_bias": False, **config}
    return dense(name, config.pop("units"), **config)


def test_numbers_of_the_configuration_mean_what_is_written(load):
    network = load(plain(layer("Rescaling", "r", scale=0.1, offset=0.3))).network
    assert network([1, 2]) == (Fraction(2, 5), Fraction(1, 2))


def test_a_kernel_has_a_row_for_each_input(load):
    assert load(plain(bare()), {"layers/dense": [KERNEL]}).network([1, 10]) == (6, 28)


@pytest.mark.parametrize(
    ("options", "points"),
    [
        ({}, {-2: 0, 3: 3}),
        ({"negative_slope": 0.5}, {-2: -1, 3: 3}),
        ({"max_value": 2}, {-2: 0, 1: 1, 3: 2}),
        ({"max_value": 2, "negative_slope": 0.5}, {-2: -1, 1: 1, 3: 2}),
    ],
)
def test_relus_of_every_form(load, options, points):
    network = load(plain(layer("ReLU", "r", **options), shape=(1,))).network
    assert {x: network(x) for x in points} == points


@pytest.mark.parametrize("option", ["alpha", "negative_slope"])
def test_a_slope_under_its_older_and_its_newer_name(load, option):
    network = load(plain(layer("LeakyReLU", "l", **{option: 0.25}), shape=(1,))).network
    assert (network(-4), network(4)) == (-1, 4)


def test_channels_may_stand_first(load):
    config = plain(layer("Flatten", "f", data_format="channels_first"), shape=(2, 3))
    assert load(config).network(range(6)) == (0, 3, 1, 4, 2, 5)
    pool = layer("GlobalAveragePooling1D", "g", data_format="channels_first")
    assert load(plain(pool, shape=(2, 3))).network(range(6)) == (1, 4)


def test_older_files_connect_layers_otherwise(load):
    handed = {"inbound_nodes": [[["x", 0, 0, {}], ["d", 0, 0, {"training": False}]]]}
    layers = [
        input_layer(2),
        bare() | {"inbound_nodes": [[["x", 0, 0, {}]]]},
        layer("Add", "sum") | handed,
    ]
    content = weights({"_layer_checkpoint_dependencies/dense": [KERNEL]})
    assert load(functional(layers, ["sum"]), content).network([1, 10]) == (7, 38)


def test_a_value_is_used_before_and_behind_a_relu(load):
    layers = [bare("d", inbound=["x"]), layer("ReLU", "r", ["d"]), layer("Add", "a", ["d", "r"])]
    config = functional([input_layer(2), *layers], ["a"])
    assert load(config, {"layers/dense": [KERNEL]}).network([-3, 1]) == (-2.5, 18)


def test_an_output_is_chosen_by_its_layer(load):
    layers = [input_layer(2), bare("d", inbound=["x"]), layer("ReLU", "r", inbound=["d"])]
    config = functional(layers, ["d", "r"])
    with pytest.raises(InputError, match=r"found 2 outputs \(d, r\), expected 1; up_to"):
        load(config, IDENTITY)
    assert load(config, IDENTITY, up_to="d").network([-1, 2]) == (-1, 2)
    assert load(config, IDENTITY, up_to="r").network([-1, 2]) == (0, 2)
    with pytest.raises(InputError, match="up_to: found no layer 'z' among x, d, r"):
        load(config, IDENTITY, up_to="z")
    assert any(
        "left out, the output" in n and "r" in n for n in load(config, IDENTITY, up_to="d").notes
    )


def test_an_open_shape_is_asked_for(load):
    config = sequential(input_layer(None, 2), layer("GlobalMaxPooling1D", "g"))
    with pytest.raises(InputError, match=r"found the input \[None, 2\] .*--input-shape=28,2"):
        load(config)
    assert load(config, input_shape="2,2").network([3, 1, 2, 4]) == (3, 4)
    with pytest.raises(InputError, match=r"input_shape: found \[2, 3\], expected one that fits"):
        load(config, input_shape=(2, 3))
    with pytest.raises(InputError, match="found no shape of its input; input_shape"):
        load(sequential(bare()), IDENTITY)
    assert load(sequential(bare()), IDENTITY, input_shape=[2]).network([1, 2]) == (1, 2)


def test_what_is_rounded_is_said(load):
    notes = load(plain(bare()), {"layers/dense": [KERNEL.astype("f4")]}).notes
    assert any(
        "numbers stored as float32" in note and "rounded execution" in note for note in notes
    )


@pytest.mark.parametrize("word", ["softmax", "sigmoid", "log_softmax"])
def test_the_end_of_a_classifier_is_cut_off_and_said(load, word):
    for config in (
        plain(bare(activation=word)),
        plain(bare(), layer("Activation", "a", activation=word)),
    ):
        reading = load(config, {"layers/dense": [KERNEL]})
        assert reading.network([1, 10]) == (6, 28)
        assert any(f"the last {word} is cut off" in note for note in reading.assumed)


def test_an_older_file_under_the_newer_ending_is_told(put):
    with pytest.raises(InputError, match=r'(?s)HDF5.*model.save|HDF5.*save\("model.keras"\)'):
        read(put("a.keras", weights(IDENTITY)))


GOOD = plain(bare())
ADD = layer("Add", "a", inbound=["x", "x"])


@pytest.mark.parametrize(
    ("config", "arrays", "said"),
    [
        (b"{", {}, "config.json: not JSON"),
        (b"[" * 100_000, {}, "config.json: found JSON that is nested too deeply"),
        (b"\xff", {}, "config.json: not JSON"),
        ([], {}, r"config.json: found \[\], expected a layer with its class_name"),
        ({"class_name": "Mine", "config": {"name": "m"}}, {}, "the class 'Mine', expected a Seq"),
        (
            sequential(),
            {},
            r"layer 's' \(Sequential\).layers: found \[\], expected a list of layers",
        ),
        (plain(bare(), bare()), IDENTITY, "layer 'd' .*: found two layers of this name"),
        (
            plain(layer("Lambda", "l", function="x")),
            {},
            "layer 'l' .*that is not read; read are Act",
        ),
        (plain(layer("LSTM", "l", units=1)), {}, r"layer 'l' \(LSTM\): found a layer that is not"),
        (plain(bare(activation="tanh")), IDENTITY, "activation: found 'tanh', which is not piecew"),
        (plain(bare(activation="softmax"), layer("ReLU", "r")), IDENTITY, "softmax before the end"),
        (
            plain(bare(activation={"class_name": "function", "config": "f"})),
            IDENTITY,
            "of one's own",
        ),
        (plain(bare(activation=3)), IDENTITY, "activation: found 3, expected a word"),
        (
            plain(bare(weird="yes")),
            IDENTITY,
            "layer 'd' .*weird: found 'yes', expected no such opt",
        ),
        (plain(bare(dtype="int8_from_float32")), IDENTITY, "dtype: found 'int8_from_float32'"),
        (plain(bare(units="2")), IDENTITY, "units: found '2', expected a number"),
        (plain(dense("d", 3, use_bias=False)), IDENTITY, "a kernel of 2 outputs, expected 3"),
        (plain(dense("d", 2)), IDENTITY, "found 1 arrays of weights, expected 2"),
        (GOOD, {}, "found 0 arrays of weights, expected 1"),
        (
            plain(layer("ReLU", "r")),
            {"layers/re_lu": [np.eye(2)]},
            "found 1 arrays of weights, expected none",
        ),
        (GOOD, {"layers/dense": [np.ones((3, 2))]}, "found factors of the shapes"),
        (GOOD, {"layers/dense": [np.ones(2)]}, r"found the shape \(2,\), expected 2 dimensions"),
        (GOOD, {"layers/dense": [np.eye(2, dtype="i4")]}, "found integers, expected floats"),
        (GOOD, {"layers/dense": [np.eye(2, dtype="i1")]}, "found values of the type int8"),
        (GOOD, {"layers/dense": [np.eye(2) * np.nan]}, r"layers/dense/vars/0\[0\]\[0\]: found nan"),
        (GOOD, IDENTITY | {"layers/dense_1": [np.eye(2)]}, "weights of dense_1, which are no lay"),
        (GOOD, b"\x89HDF\r\n\x1a\nhello", "not an HDF5 file"),
        (GOOD, linked("external"), "'0': found a link to another place"),
        (GOOD, linked("soft"), "'0': found a link to another place"),
        (GOOD, external(), "found an array that is packed, or in pieces"),
        (GOOD, weights(IDENTITY, compression="gzip"), "found an array that is packed, or in pie"),
        (GOOD, weights(IDENTITY, chunks=(1, 1)), "found an array that is packed, or in pieces"),
        (GOOD, declaring((2, 2)), "found 0 bytes, expected 4 for each number"),
        (plain(layer("ReLU", "r", threshold=1.0)), {}, "threshold: .*the function jumps"),
        (plain(layer("Reshape", "r", target_shape=[3])), {}, r"target_shape: found \[3\]"),
        (plain(layer("Permute", "p", dims=[2, 1])), {}, r"dims: found \[2, 1\], expected an order"),
        (plain(layer("Conv1D", "c", kernel_size=1)), {"layers/conv1d": [KERNEL] * 2}, "expected 3"),
        (
            plain(layer("MaxPooling2D", "p", pool_size=2)),
            {},
            r"shape \(2,\), expected 2 dimensions",
        ),
        (plain(layer("Rescaling", "r", scale=[1, 2, 3])), {}, "found 3 numbers, expected 2"),
        (plain(layer("Rescaling", "r", scale="x")), {}, "scale: found 'x', expected numbers"),
        (plain(layer("ZeroPadding1D", "z", padding=-1), shape=(2, 1)), {}, "padding: found -1"),
        (
            plain(layer("Normalization", "n", axis=[0], mean=1, variance=1)),
            {},
            r"axis: found \[0\]",
        ),
        (plain(layer("Normalization", "n", mean=1, variance=-1)), {}, "variances that do not fit"),
        (functional([input_layer(2), ADD], ["a"], ["x", "y"]), {}, "found 2 inputs"),
        (functional([input_layer(2), layer("ReLU", "r")], ["r"]), {}, "found no input, expected"),
        (functional([input_layer(2), ADD], ["b"]), {}, "found no output 0 of a layer 'b'"),
        (functional([input_layer(2), layer("Add", "a", ["a"])], ["a"]), {}, "'a' behind itself"),
        (functional([input_layer(2), layer("Add", "a", ["x"])], ["a"]), {}, "two or more of one"),
        (functional([input_layer(2), layer("ReLU", "r", ["x", "x"])], ["r"]), {}, "found 2 inputs"),
        (sequential(input_layer(0)), {}, r"found an input of the shape \[0\]"),
        (sequential(input_layer("a")), {}, "batch_shape: found"),
        (plain(*[sequential(input_layer(2))] * 1), {}, None),
    ],
)
def test_what_is_no_file_of_keras_or_not_read_is_refused(load, config, arrays, said):
    if said is None:
        assert load(config, arrays).network([1, 2]) == (1, 2)
        return
    with pytest.raises(InputError, match=said) as caught:
        load(config, arrays)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 1500


def test_archives_that_are_none(put):
    content = weights(IDENTITY)
    for name, made, said in (
        ("text", b"hello", "not a .keras archive"),
        ("cut", archive(GOOD, content)[:-30], "not a .keras archive"),
        ("half", archive(GOOD, None), "model.weights.h5: missing among metadata.json, config.json"),
        ("lzma", archive(GOOD, content, zipfile.ZIP_LZMA), "a compression that Keras does not wr"),
        ("bomb", archive(GOOD, bytes(65 << 20), zipfile.ZIP_DEFLATED), "bytes unpacked, expected"),
    ):
        with pytest.raises(InputError, match=said):
            read(put(f"{name}.keras", made))


def test_a_model_inside_models_inside_models_ends(load):
    config = sequential(input_layer(2))
    for k in range(30):
        config = sequential(config, name=f"s{k}")
    with pytest.raises(InputError, match="found models nested deeper than 8"):
        load(config, input_shape=[2])


def odd(name="r", **changes):
    """A functional model of one ReLU, with its entry changed."""
    return functional([input_layer(2), layer("ReLU", name, ["x"]) | changes], ["r"])


def handed(*args, **kwargs):
    return {"inbound_nodes": [{"args": list(args), "kwargs": kwargs}]}


def placed(**config):
    model = odd()
    return model | {"config": model["config"] | config}


WORDS = {"name": "c", "kernel_size": 1, "strides": 1, "dilation_rate": 1, "use_bias": False}
CONV = {"layers/conv1d": [np.ones((1, 1, 1))]}


def convolution(**config):
    return plain(layer("Conv1D", **WORDS | config), shape=(3, 1))


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (odd(config=3), "'ReLU' without its config"),
        (odd(config={"name": 3}), "'ReLU' with the name 3"),
        (odd(class_name=3), "expected a layer with its class_name"),
        (odd(inbound_nodes=3), "inbound_nodes: found 3, expected a list"),
        (odd(inbound_nodes=[3]), "found 3, expected what it is handed"),
        (odd(inbound_nodes=[[["x", 0]]]), r"found \['x', 0\], expected an output of a layer"),
        (odd(inbound_nodes=[[["x", 0, 1]]]), "found output 1 of 'x', expected 0"),
        (odd(inbound_nodes=[[["x", -1, 0]]]), "expected an output of a layer"),
        (odd(inbound_nodes=[[["x", 0, 0, {"training": True}]]]), "keywords training, expected"),
        (odd(inbound_nodes=[{"args": 3}]), "expected args and kwargs"),
        (odd(**handed(tensor("x"), training=True)), "keywords training, expected none but"),
        (odd(**handed("x")), "found the argument 'x', expected an output"),
        (odd(**handed(tensor("x"), 2)), "found a number as an input"),
        (
            odd(module="keras.src.ops.numpy", class_name="Tanh"),
            "found an operation that is not rea",
        ),
        (placed(input_layers=3), "input_layers: found 3, expected a list of outputs"),
        (placed(input_layers=[["z", 0, 0]]), "found no layer 'z', its input"),
        (placed(output_layers=[]), r"output_layers: found \[\], expected a list"),
        (convolution(padding="full"), "padding: found 'full', expected valid or same"),
        (convolution(data_format="first"), "data_format: found 'first', expected channels_first"),
        (convolution(strides=0), r"strides: found \[0\], expected numbers from 1 on"),
        (convolution(strides=[1, 1]), r"strides: found \[1, 1\], expected 1 whole numbers"),
        (convolution(use_bias="no"), "use_bias: found 'no', expected true or false"),
        (convolution(padding=3), "padding: found 3, expected a word"),
        (convolution(groups=0.5), "groups: found 1/2, expected a whole number"),
    ],
)
def test_configurations_that_do_not_fit_are_refused(load, config, said):
    with pytest.raises(InputError, match=said) as caught:
        load(config, CONV if "Conv1D" in str(config) else None)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("ends", [["r", 0, 0], [["r", 0, 0]], {"out": ["r", 0, 0]}])
def test_ends_of_every_form(load, ends):
    assert load(placed(output_layers=ends)).network([-1, 2]) == (0, 2)


@pytest.mark.parametrize(
    ("kind", "number", "gives"),
    [("Add", 3, (2, 5)), ("Multiply", -2, (2, -4)), ("Subtract", 0.5, (-1.5, 1.5))]
    + [("TrueDivide", 4, (-0.25, 0.5)), ("Maximum", 1, (1, 2)), ("Minimum", 1, (-1, 1))],
)
def test_operations_without_a_layer(load, kind, number, gives):
    config = odd(module="keras.src.ops.numpy", class_name=kind, **handed(tensor("x"), number))
    assert load(config).network([-1, 2]) == gives
