"""State dicts: every array is used, named as outside, or refused; a norm is folded, not dropped."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors import numpy as safetensors

from relu_proofs import InputError, read_network
from relu_proofs.io.norm import batch_norm, root
from relu_proofs.io.read import read
from tests.io.samples import B0, B1, DATA, NETWORK, W0, W1, npz

BETWEEN = DATA / "batchnorm_between.safetensors"
GAIN, SHIFT, MEAN, VARIANCE = (
    np.array(values) for values in ([2.0, -1, 0.5], [1.0, 0, -3], [0.5, -2, 4], [3.0, 0, 8])
)
EPS = "1/4"
ROOTS = [Fraction(13**0.5) / 2, Fraction(1, 2), Fraction(33**0.5) / 2]  # of VARIANCE + EPS
POINTS = [(0, 0), (1, -2), (-3, 5), (Fraction(1, 3), 7)]


def norm(name):
    return {
        f"{name}.weight": GAIN,
        f"{name}.bias": SHIFT,
        f"{name}.running_mean": MEAN,
        f"{name}.running_var": VARIANCE,
        f"{name}.num_batches_tracked": np.array(7),
    }


def linear(name, weight, bias=None):
    return {f"{name}.weight": weight} | ({} if bias is None else {f"{name}.bias": bias})


def affine(weight, bias, x):
    exact = [[Fraction(float(w)) for w in row] for row in weight]
    return [sum(w * t for w, t in zip(row, x)) + Fraction(float(b)) for row, b in zip(exact, bias)]


def normed(x):
    parts = zip(x, GAIN, SHIFT, MEAN, ROOTS)
    return [(t - Fraction(m)) / d * Fraction(g) + Fraction(float(s)) for t, g, s, m, d in parts]


def relu(x):
    return [max(t, Fraction(0)) for t in x]


def slope(a):
    return lambda x: [t if t > 0 else a * t for t in x]


@pytest.fixture
def load(put):
    """A function that writes a state dict in both formats and reads it from each."""

    def loaded(state, layers=None, **options):
        readings = [
            read(put("a.npz", npz(state)), layers, **options),
            read(put("a.safetensors", safetensors.save(state)), layers, **options),
        ]
        assert readings[0] == readings[1]
        return readings[0]

    return loaded


def agrees(network, *steps):
    for x in POINTS:
        value = [Fraction(t) for t in x]
        for step in steps:
            value = step(value)
        assert list(network.evaluate(x)) == value


def first(x):
    return affine(W0, B0, x)


def last(x):
    return affine(W1, B1, x)


# ---- order --------------------------------------------------------------------------------------


def test_a_state_dict_is_ordered_by_number(load):
    chain = {f"{2 * k}.weight": np.array([[float(k + 1)]]) for k in (5, 1, 0, 2, 3, 4)}
    network = load(chain).network
    assert [layer.weight[0][0] for layer in network.layers] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("layers", ["fc1,out", ["fc1", "out"]])
def test_layers_name_the_parts_of_a_state_dict_and_leave_the_others(load, layers):
    state = linear("out", W1, B1) | linear("fc1", W0, B0) | {"critic.weight": np.ones((1, 1, 1))}
    reading = load(state, layers)
    assert reading.network == NETWORK
    assert "outside the layers asked for: critic" in reading.notes


def test_what_was_understood_is_said(load):
    notes = load(linear("0", W0, B0) | norm("1") | linear("3", W1, B1)).notes
    assert notes[0] == "read as 0, 1 (batch norm), ReLU, 3; a state dict names no activations"
    assert any("numbers stored as float64 are taken exactly" in note for note in notes)
    assert not load(linear("0", W0.astype(np.int32))).notes[1:]


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_caveat_of_rounded_numbers(load, dtype):
    notes = load(linear("0", W0.astype(dtype))).notes
    assert sum(np.dtype(dtype).name in note and "rounded execution" in note for note in notes) == 1


# ---- batch norms --------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", [None, "0,3", "0,1,3", "0,1,relu,3"])
def test_the_case_of_a_batch_norm_between_layers(layers):
    network = read(BETWEEN, layers).network
    assert [network(x) for x in POINTS[:2]] == [20, 20]
    assert network.widths == (2,)
    scale = network.layers[0].weight[0][0]
    assert scale != 1 and scale == 1 / Fraction(1.00001**0.5)


@pytest.mark.parametrize(
    ("names", "steps"),
    [
        ((0, 1, 3), (first, normed, relu, last)),
        ((0, 2, 3), (first, relu, normed, last)),
        ((0, 1, 2), (first, normed, last)),
    ],
)
def test_numbers_tell_on_which_side_of_a_norm_the_relu_stands(load, names, steps):
    a, b, c = map(str, names)
    state = linear(a, W0, B0) | norm(b) | linear(c, W1, B1)
    layers = [a, b, "identity", c] if c == "2" else None
    agrees(load(state, layers, eps=EPS).network, *steps)
    if layers is None:
        agrees(load(state, f"{a},{c}", eps=EPS).network, *steps)


def test_norms_before_and_behind_the_layers(load):
    before = {name: values[:2] for name, values in norm("0").items() if values.ndim}
    state = before | linear("1", W0, B0) | norm("2")
    agrees(load(state, eps=EPS).network, lambda x: normed(x)[:2], first, normed)


def test_a_norm_without_scale_and_shift(load):
    state = linear("0", W0, B0) | {"1.running_mean": MEAN, "1.running_var": VARIANCE}
    network = load(state, eps=EPS).network
    agrees(network, first, lambda x: [(t - Fraction(m)) / d for t, m, d in zip(x, MEAN, ROOTS)])


def test_eps_is_said_and_is_an_option(load):
    state = linear("0", W0, B0) | norm("1")
    for options, said in (({}, "eps = 1e-5 .*PyTorch's default"), ({"eps": EPS}, "eps = 1/4")):
        notes = "\n".join(load(state | {"1.running_var": VARIANCE + 1}, **options).notes)
        assert said.partition(" .*")[0] in notes and said.partition(".*")[2] in notes
    with pytest.raises(InputError, match=r"1 \(batch norm\): found variance \+ eps = 0 at 1"):
        load(state, eps=0)
    with pytest.raises(InputError, match="eps: found no batch norm in use"):
        load(linear("0", W0, B0), eps=EPS)
    with pytest.raises(InputError, match="eps: found -1, expected at least 0"):
        load(state, eps=-1)


def test_python_warns_about_the_eps_that_it_assumes():
    with pytest.warns(UserWarning, match="batchnorm_between.safetensors: a batch norm adds eps"):
        read_network(BETWEEN)
    assert read_network(BETWEEN, eps="1e-5") == read(BETWEEN).network


@given(st.fractions(min_value=Fraction(1, 10**30), max_value=10**30))
def test_the_root_is_exact_or_the_nearest_float64(value):
    assert root(value**2) == value
    found = root(value)
    below, above = (Fraction(float(np.nextafter(float(found), t))) for t in (0, np.inf))
    if found**2 != value:
        assert ((found + below) / 2) ** 2 <= value <= ((found + above) / 2) ** 2


def test_a_norm_refuses_vectors_of_other_lengths():
    one, two = (Fraction(1),), (Fraction(1), Fraction(1))
    for vectors, said in (
        ((one, two, two, two), "scale"),
        ((two, one, two, two), "shift"),
        ((two, two, two, one), "variance"),
    ):
        with pytest.raises(InputError, match=f"bn: found 1 numbers as its {said}, expected 2"):
            batch_norm(*vectors, Fraction(0), "bn")


# ---- PReLU --------------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", [None, "0,2", "0,1,2", "0,1:prelu,2"])
def test_one_slope_is_a_prelu(load, layers):
    state = linear("0", W0, B0) | {"1.weight": np.array([0.25])} | linear("2", W1, B1)
    reading = load(state, layers)
    agrees(reading.network, first, slope(Fraction(1, 4)), last)
    assert any("1.weight: a PReLU" in note for note in reading.notes)


def test_a_slope_for_each_unit_is_said_to_be_one(load):
    slopes = np.array([0.5, 0, -1])
    state = linear("fc", W0, B0) | {"act.weight": slopes} | linear("out", W1, B1)
    network = load(state, "fc,act:prelu,out").network
    agrees(
        network,
        first,
        lambda x: [t if t > 0 else Fraction(a) * t for t, a in zip(x, slopes)],
        last,
    )
    assert network.widths == (5,)  # a slope of 0 takes no second unit
    for layers in (None, "fc,act,out"):
        with pytest.raises(InputError):
            load(state, layers)
    with pytest.raises(InputError, match="'act.weight': found a vector alone, which may be"):
        load(state, "fc,act,out")


def test_numbers_of_slopes_must_fit(load):
    state = linear("0", W0, B0) | {"1.weight": np.array([0.5, 1])} | linear("2", W1, B1)
    with pytest.raises(InputError, match=r"1.weight: found 2 slopes, expected 1 or 3"):
        load(state, "0,1:prelu,2")


# ---- what is refused ----------------------------------------------------------------------------

PLACES = linear("0", W0, B0) | norm("2") | linear("4", W1, B1)
NAMED = linear("fc1", W0, B0) | norm("bn") | linear("fc2", W1, B1)
SCALED = linear("0", W0.astype(np.int8), B0) | {"0.weight_scale": np.array([0.5])}


@pytest.mark.parametrize(
    ("state", "layers", "said"),
    [
        (PLACES, None, r"0, 2, 4: open .*found 2 gaps.*--layers=0,relu,2,4 or --layers=0,2,relu,4"),
        (PLACES, "0,4", "0, 2, 4: open where a ReLU stands"),
        (PLACES, "0,relu,4", r"'2.weight': found beside the layers 0, 4, but not named.*=2$"),
        (NAMED, "fc1,bn,fc2", r"--layers=fc1,relu,bn,fc2 or --layers=fc1,bn,relu,fc2"),
        (NAMED, "fc1,fc2", r"'bn.weight': found beside the layers fc1, fc2.*--outside=bn"),
        (NAMED, None, r"'fc1.weight': unexpected among .*here maybe --layers=fc1,fc2$"),
        (SCALED, None, r"'0.weight_scale': found it beside a weight.*save the weights as floats"),
        (SCALED, "0", r"'0.weight_scale': found it beside a weight"),
        (linear("0", W0) | {"scale": B0}, "0", r"'scale': found beside the layers 0"),
        (linear("0", W0) | linear("2", W1) | linear("4", np.eye(2)), "0,4", "'2.weight': found"),
        (linear("0", W0) | {"1.weight": B0, "1.bias": B0}, None, r"found the shape \(3,\), exp"),
        (linear("0", W0) | {"1.running_var": VARIANCE}, None, "'1.running_mean': missing"),
        (linear("fc1", W0), "fc1,fc2", "'fc2.weight': missing"),
        (linear("fc1", W0), [], "'layers': missing"),
        (linear("fc1", W0), "", "'.weight': missing"),
        (linear("fc1", W0), "relu,identity", "'layers': missing"),
        (linear("fc1", W0), "fc1:prelu", "layers: found 'fc1:prelu', expected NAME, relu"),
        (linear("fc1", W0), "relu,fc1", "layers: found a word first"),
    ],
)
def test_what_is_open_or_would_be_lost_is_refused(load, state, layers, said):
    with pytest.raises(InputError, match=said) as caught:
        load(state, layers)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("state", "layers", "outside"),
    [
        (linear("0", W0, B0) | linear("2", W1, B1) | {"log_std": B0}, None, "log_std"),
        (linear("fc", W0, B0) | linear("out", W1, B1) | {"log_std": B0}, "fc,out", ["log_std"]),
        (NAMED, "fc1,fc2", "bn"),
        (PLACES, "0,4", "2"),
        ({"W0": W0, "b0": B0, "W1": W1, "b1": B1, "mean": B0}, None, "mean"),
    ],
)
def test_outside_is_left_out_and_said(load, state, layers, outside):
    reading = load(state, layers, outside=outside)
    assert reading.network == NETWORK
    assert any(note.startswith("left out, as asked: ") for note in reading.notes)


def test_outside_must_be_there(load):
    with pytest.raises(InputError, match="outside: 'bn': missing among 0.weight"):
        load(linear("0", W0), outside="bn")


def test_small_integers_without_a_scale_are_said(load):
    notes = load(linear("0", W0.astype(np.int8))).notes
    assert any("0.weight: int8 numbers are taken as the integers" in note for note in notes)


@pytest.mark.parametrize("options", [{"layers": "fc1"}, {"outside": "a"}, {"eps": 1}])
def test_options_about_names_are_for_files_of_arrays(options):
    with pytest.raises(InputError, match=f"{next(iter(options))}: only the arrays of"):
        read(DATA / "absdiff.json", **options)
