"""Regions: against the slow reference, on planted degeneracies, and what must always hold."""

import json
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from fractions import Fraction
from multiprocessing import get_context
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_proofs import Network, __main__, check, checker, write_network
from relu_proofs.command import answers
from relu_proofs.core.rational import InputError
from relu_proofs.regions import complex as regions
from relu_proofs.regions.complex import activation_regions, regions_certificate, slice_of
from tests.mutation import SOURCE, outcome

from . import lies as lies_regions
from . import reference

BOX = ((-1, 1), (-1, 1))


def degenerate(seed):
    """A small network with planted degeneracies, and a box."""
    rng = random.Random(seed)
    bits = rng.choice([1, 1, 2, 3, 8])

    def number():
        if rng.random() < 0.15:
            return Fraction(0)
        return Fraction(rng.randint(-(2**bits), 2**bits), rng.choice([1, 1, 2, 3, 2**16]))

    widths = rng.choice([[3], [6], [9], [3, 3], [4, 2], [2, 4, 3], [5, 5], [3, 3, 3], [1, 1, 1, 2]])
    layers, inputs = [], 2
    for width in [*widths, rng.choice([1, 2])]:
        weight = [[number() for _ in range(inputs)] for _ in range(width)]
        bias = [number() * rng.choice([0, 1, 1]) for _ in range(width)]
        for i in range(1, width):
            j, plant = rng.randrange(i), rng.random()
            if plant < 0.12:  # duplicate, opposite or stretched
                factor = rng.choice([1, -1, -1, 2, Fraction(-1, 3)])
                weight[i] = [factor * w for w in weight[j]]
                bias[i] = factor * bias[j]
            elif plant < 0.2:  # parallel
                weight[i], bias[i] = list(weight[j]), bias[j] + Fraction(1, 2)
            elif plant < 0.25:  # zero
                weight[i], bias[i] = [Fraction(0)] * inputs, rng.choice([0, 1, -1]) * Fraction(1)
            elif plant < 0.3:  # dead or always on
                bias[i] = rng.choice([-1, 1]) * Fraction(1000)
            elif plant < 0.4 and inputs == 2 and not layers:  # through a corner of the box
                bias[i] = -weight[i][0] + weight[i][1]
            elif plant < 0.5 and i > 1 and not layers:  # through where two others meet
                weight[i] = [a + b for a, b in zip(weight[j], weight[i - 1], strict=True)]
                bias[i] = bias[j] + bias[i - 1]
        if len(layers) == 1 and rng.random() < 0.3 and inputs > 1:  # cancels what went before
            weight[0] = [Fraction(0)] * inputs
            weight[0][0], weight[0][1], bias[0] = Fraction(1), Fraction(-1), Fraction(0)
        layers.append((weight, bias))
        inputs = width
    box = rng.choice([BOX, ((0, 1), (0, 1)), ((-1, Fraction(1, 3)), (Fraction(-2, 7), 5))])
    return layers, tuple((Fraction(a), Fraction(b)) for a, b in box)


def summary(found):
    return {
        (pattern, frozenset((Fraction(x, s), Fraction(y, s)) for x, y, s in polygon))
        for pattern, polygon in found
    }


def agree(layers, box):
    slow = reference.regions(layers, box)
    fast = activation_regions(Network(layers), box)
    assert len(fast) == len(slow)
    assert {(region.pattern, frozenset(region.vertices)) for region in fast} == summary(slow)
    return fast


@pytest.mark.parametrize("seed", range(240))
def test_same_as_the_reference(seed):
    agree(*degenerate(seed))


def doubled_area(points):
    return sum(
        p[0] * q[1] - q[0] * p[1] for p, q in zip(points, points[1:] + points[:1], strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_regions_fill_the_box_once_and_keep_their_pattern(seed):
    layers, box = degenerate(seed)
    network = Network(layers)
    found = activation_regions(network, box)
    (a, b), (c, d) = box
    assert sum(doubled_area(region.vertices) for region in found) == 2 * (b - a) * (d - c)
    assert len({region.pattern for region in found}) == len(found)
    for region in found:
        assert doubled_area(region.vertices) > 0
        middle = [sum(x) / len(region.vertices) for x in zip(*region.vertices, strict=True)]
        assert network.pattern(middle) == region.pattern
        for vertex in region.vertices:
            assert network.evaluate(vertex) == tuple(
                sum(u * x for u, x in zip(row, vertex, strict=True)) + c
                for row, c in zip(region.U, region.c, strict=True)
            )


def told(found):
    return (
        {(region.pattern, frozenset(region.vertices)) for region in found},
        len(found),
        found.distinct_affine_maps,
        found.connected_pieces,
    )


@pytest.mark.parametrize("seed", range(0, 240, 2))
def test_parts_of_the_box_glue_to_the_whole(seed):
    layers, box = degenerate(seed)
    with ThreadPoolExecutor(1) as executor:
        glued = activation_regions(Network(layers), box, executor=executor)
    assert told(glued) == told(activation_regions(Network(layers), box))
    for region in glued:
        assert doubled_area(region.vertices) > 0


def test_parts_glue_where_creases_lie_on_the_cuts():
    layers = [([[1, 0], [-1, 0], [0, 1], [1, -1]], [0] * 4), ([[1, 1, 1, 0]], [0])]
    with ThreadPoolExecutor(1) as executor:
        for box in (BOX, ((-1, 2), (-1, 1)), ((-3, 3), (-2, 1))):
            assert told(activation_regions(Network(layers), box, executor=executor)) == told(
                activation_regions(Network(layers), box)
            )


def test_a_process_pool_serves():
    layers, box = degenerate(11)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        glued = activation_regions(Network(layers), box, executor=executor)
        line = activation_regions(tent(6), (0, 1), executor=executor)
    assert told(glued) == told(activation_regions(Network(layers), box))
    assert told(line) == told(activation_regions(tent(6), (0, 1)))


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # a scheduler that closes warns of what it drops
def test_a_dask_cluster_serves_unchanged():
    from distributed import Client, LocalCluster

    layers, box = degenerate(11)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        glued = activation_regions(Network(layers), box, executor=client.get_executor())
    assert told(glued) == told(activation_regions(Network(layers), box))


def triangle(size):
    """Three lines that bound a triangle with legs of this length."""
    return [([[1, 0], [0, 1], [-1, -1]], [0, 0, size]), ([[1, 1, 1]], [0])]


@pytest.mark.parametrize("exponent", [2, 20, 30, 40, 200, 1200])
def test_a_tiny_triangle_is_a_region(exponent):
    assert len(agree(triangle(Fraction(1, 2**exponent)), BOX)) == 7


def test_many_lines_through_one_point():
    third = Fraction(1, 3)
    layers = [([[i, 7 - i] for i in range(20)], [-third * 7] * 20), ([[1] * 20], [0])]
    assert len(agree(layers, BOX)) == 40


def test_a_layer_that_vanishes_on_a_region():
    layers = [
        ([[1, 0], [-1, 0], [0, 1]], [0, 0, 0]),
        ([[1, 0, 0], [1, -1, 0], [-1, 0, 0]], [0] * 3),
        ([[1, 2, 3]], [0]),
    ]
    found = agree(layers, BOX)
    assert {region.pattern[1] for region in found} == {(1, 1, 0), (0, 0, 0)}


def test_full_mantissas_and_huge_numbers():
    rng = random.Random(5)
    layers = [
        (
            [[rng.gauss(0, 1) for _ in range(2)] for _ in range(12)],
            [rng.gauss(0, 1) for _ in range(12)],
        ),
        ([[rng.gauss(0, 1) for _ in range(12)] for _ in range(6)], [0.0] * 6),
        ([[1] * 6], [0]),
    ]
    agree(
        [
            (([[Fraction(x) for x in row] for row in w]), [Fraction(x) for x in b])
            for w, b in layers
        ],
        BOX,
    )
    for factor in (Fraction(10) ** 400, Fraction(1, 10**160), Fraction(1, 10**400)):
        scaled = [
            (
                [[Fraction(x) * factor for x in row] for row in w],
                [Fraction(x) * factor ** (k + 1) for x in b],
            )
            for k, (w, b) in enumerate(layers)
        ]
        agree(scaled, BOX)


@pytest.mark.parametrize("seed", range(12))
def test_bounds_hold_the_errors_of_the_floats(seed, monkeypatch):
    rng, slack = random.Random(seed), []
    settle = regions._Complex.settle

    def compared(self, layer, z, error):
        exact = self.exact.rows(self, range(len(z)), layer).tolist()
        for v, (*row, scale) in enumerate(exact):
            gaps = [
                abs(Fraction(value) - Fraction(top, scale))
                for value, top in zip(z[v].tolist(), row, strict=True)
            ]
            assert max(gaps) <= Fraction(error[0, v])
            assert sum(gap**2 for gap in gaps) <= Fraction(error[1, v]) ** 2
            slack.append(float(max(gaps)) / error[0, v] if error[0, v] else 0)
        return settle(self, layer, z, error)

    monkeypatch.setattr(regions._Complex, "settle", compared)
    layers, inputs = [], 2
    for width in rng.choice([(9, 7, 6), (16, 8), (6, 6, 6, 6)]):
        layers.append(
            (
                [[rng.gauss(0, 1) for _ in range(inputs)] for _ in range(width)],
                [rng.gauss(0, 0.3) * (rng.random() < 0.8) for _ in range(width)],
            )
        )
        inputs = width
    if seed % 2:  # thirds are no floats
        layers = [
            (
                [[Fraction(x).limit_denominator(99) / 3 for x in row] for row in weight],
                [Fraction(x) / 3 for x in bias],
            )
            for weight, bias in layers
        ]
    network = Network([*layers, ([[1] * inputs], [0])])
    activation_regions(network, ((Fraction(-1, 3), 2), (-1, 1)))
    assert slack and max(slack) < 1


def tent(times):
    first = ([[1], [1]], [0, Fraction(-1, 2)])
    again = ([[2, -4], [2, -4]], [0, Fraction(-1, 2)])
    return Network([first, *[again] * (times - 1), ([[2, -4]], [0])])


@pytest.mark.parametrize("times", [1, 2, 5, 10])
def test_one_dimension_tent(times):
    found = activation_regions(tent(times), (0, 1))
    assert len(found) == 2**times
    assert sorted(region.vertices[0][0] for region in found) == [
        Fraction(k, 2**times) for k in range(2**times)
    ]
    assert {region.U for region in found} == {((2**times,),), ((-(2**times),),)}


def test_slice():
    network = Network([([[1, 1, 1], [1, 0, -1]], [0, 0]), ([[1, 1]], [0])])
    plane = slice_of(network, [0, 0, 1], [[1, 0, 0], [0, 1, 0]])
    assert plane((Fraction(1, 2), 3)) == network((Fraction(1, 2), 3, 1))
    assert len(activation_regions(plane, (-1, 1))) == 2
    with pytest.raises(InputError, match="expected 1 or 2"):
        activation_regions(network, (-1, 1))
    with pytest.raises(InputError, match="expected two vectors"):
        slice_of(network, [0, 0, 1], [[1, 0, 0]])


def test_no_hidden_layer_is_one_region():
    (only,) = activation_regions(Network.affine([[1, 2]], [3]), (-1, 1))
    assert (only.pattern, only.U, only.c, len(only.vertices)) == ((), ((1, 2),), (3,), 4)


def test_maps_and_pieces():
    step = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, -1, 1]], [0])])  # slopes 0 1 0 1
    found = activation_regions(step, (-2, 2))
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (4, 4, 4)
    still = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, 0, -1]], [0])])  # slopes 0 1 1 0
    found = activation_regions(still, (-2, 2))
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (4, 3, 3)
    tooth = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, -2, 1]], [0])])  # slopes 0 1 -1 0
    found = activation_regions(tooth, (-2, 2))
    assert (len(found), found.distinct_affine_maps, found.connected_pieces) == (4, 3, 4)


@pytest.mark.parametrize("seed", range(0, 240, 4))
def test_maps_are_those_of_the_items_and_certificates_hold(seed):
    layers, box = degenerate(seed)
    found = activation_regions(Network(layers), box)
    assert found.distinct_affine_maps == len({(region.U, region.c) for region in found})
    certificate = regions_certificate(found)
    assert check(certificate.text) == certificate.statement


@pytest.mark.parametrize(
    "lie, condition, instead",
    [
        (
            "vertex-outside-box",
            'require_inside(x, domain, unknowns_of(network), f"point {k}")',
            "None",
        ),
        ("polygon-walked-twice", "hull(sorted(set(corners), key=rank.get), whole)", "corners"),
    ],
)
def test_a_lie_that_no_single_require_catches(lie, condition, instead):
    text = lies_regions.INVALID[f"regions-{lie}"].text
    assert SOURCE.count(condition) == 1
    module = ModuleType("mutant")
    exec(compile(SOURCE.replace(condition, instead), "mutant", "exec"), vars(module))
    assert outcome(module, text) == "accepted"


# ---- the command line ---------------------------------------------------------------------------


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    """`relu-proofs regions NETWORK ...` in a folder that holds some networks."""
    monkeypatch.chdir(tmp_path)
    write_network(lies_regions.FOLD, "fold.json")
    write_network(tent(2), "tent.json")
    write_network(lies_regions.SPACE, "space.json")
    (tmp_path / "plane.json").write_text(
        json.dumps({"point": ["1/2", 0, 0], "directions": [[1, 0, 0], [0, "1/3", 0]]})
    )
    (tmp_path / "bad.json").write_text(json.dumps({"point": [0, 0], "directions": [[1], [2]]}))

    def called(*words):
        code = __main__.main(["regions", *words])
        return code, *capsys.readouterr()

    return called


def test_verb_answers(call):
    code, out, err = call("fold.json", "--box=-1,1", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "regions": 2,
        "distinct_affine_maps": 2,
        "connected_pieces": 2,
        "certified": False,
        "checked": True,
        "notes": [],
    }
    assert "no certificate written" in call("fold.json", "--box=-1,1;0,1")[1]
    assert (
        json.loads(call("space.json", "--box=-1,1", "--slice=plane.json", "--json")[1])["regions"]
        == 2
    )


@pytest.mark.parametrize("network", ["fold.json", "tent.json"])
def test_verb_writes_a_certificate_and_a_figure(call, tmp_path, network):
    code, out, err = call(network, "--box=0,1", "-o", "c.json", "--figure=f.svg", "--json")
    assert (code, err, json.loads(out)["certified"]) == (0, "", True)
    assert checker.check_file("c.json")["regions"] == json.loads(out)["regions"]
    assert (tmp_path / "f.svg").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    "words, said",
    [
        (["fold.json", "--box=1,-1"], "box: found 1 to -1"),
        (["fold.json", "--box=nan,1"], "box[0]"),
        (["fold.json", "--box=0,1;0,1;0,1"], "box: found 3 pairs"),
        (["none.json", "--box=0,1"], "none.json: No such file"),
        (["space.json", "--box=0,1"], "network: found 3 inputs, expected 1 or 2"),
        (
            ["space.json", "--box=0,1", "--slice=bad.json"],
            "bad.json: directions[0]: found 1 numbers",
        ),
        (
            ["space.json", "--box=0,1", "--slice=space.json"],
            "space.json: expected the fields point",
        ),
        (["fold.json", "--box=0,1", "-o", "no/folder.json"], "no/folder.json: No such file"),
        (["fold.json", "--box=0,1", "--figure=no/folder.svg"], "no/folder.svg: No such file"),
    ],
)
def test_verb_refuses_bad_input_in_one_line(call, words, said):
    code, out, err = call(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_an_interrupt_leaves_no_file(call, tmp_path, monkeypatch):
    def interrupted(text):
        raise KeyboardInterrupt

    monkeypatch.setattr(answers, "check", interrupted)
    before = sorted(tmp_path.iterdir())
    assert call("fold.json", "--box=0,1", "-o", "c.json")[0] == 130
    assert sorted(tmp_path.iterdir()) == before


def test_numbers_too_long_for_a_certificate(call):
    huge = Network(
        [([[Fraction(10) ** 3000, 1], [1, Fraction(10) ** 3000]], ["1/3", "-1/7"]), ([[1, 1]], [0])]
    )
    with pytest.raises(InputError, match="more than 4000 digits"):
        regions_certificate(activation_regions(huge, (-1, 1)))
