"""What an import brings: the package's name no room, decisions neither numpy nor matplotlib."""

import json
import subprocess
import sys

import relu_proofs

WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {absent}:
            raise ImportError(name + " is not there")

sys.meta_path.insert(0, Absent())
"""


def run(code, *absent):
    """What a fresh interpreter prints as JSON, some libraries not being there."""
    text = WITHOUT.replace("{absent}", repr(set(absent) or {""})) + code
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_name_alone_loads_no_room():
    loaded = run(
        "import json, relu_proofs\n"
        "print(json.dumps(sorted(m for m in sys.modules if m.startswith('relu_proofs')"
        " or m in ('numpy', 'flint', 'matplotlib'))))"
    )
    assert loaded == ["relu_proofs"]


def test_every_public_name_is_there_when_asked_for():
    assert sorted(set(relu_proofs.__all__)) == sorted(relu_proofs.__all__)
    assert set(relu_proofs.__all__) == set(relu_proofs._HOME)
    for name in relu_proofs.__all__:
        assert getattr(relu_proofs, name) is not None
    assert set(relu_proofs.__all__) <= set(dir(relu_proofs))


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(relu_proofs, "decide_everything")


def test_all_names_come_with_a_star_and_claims_only_then():
    before, after = run(
        "import json, relu_proofs\n"
        "from relu_proofs.argument.claims import CLAIMS as early\n"
        "before = len(early)\n"
        "from relu_proofs import *\n"
        "print(json.dumps([before, len(CLAIMS)]))"
    )
    assert before == 0 < after


def test_decisions_run_without_numpy_and_matplotlib():
    found = run(
        """
import json
from relu_proofs import (
    Hull, Network, Piecewise, Polytope,
    best_affine, decide_affine, decide_on_data, simplify, unit_states,
)
fold = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])
deep = Network([*fold.layers[:1], ([[1, 1]], [-1]), ([[1]], [0])])
square, line = (-1, 1), Polytope([([1, -1], 0), ([-1, 1], 0)])
rows = [[1, 0], [2, 0], [3, 1]]
print(json.dumps([
    decide_affine(fold, square).verdict,
    decide_affine(deep, "space").verdict,
    decide_affine(fold, line).verdict,
    decide_affine(fold, Hull(rows)).verdict,
    [unit.state for unit in unit_states(deep, square)],
    [unit.state for unit in unit_states(deep, Hull(rows))],
    len(simplify(fold, line).removed),
    str(best_affine(fold, rows).map.U[0][0]),
    decide_on_data(fold, rows).box.verdict,
    Piecewise.from_network(Network([([[1]], [0]), ([[1]], [0])])).fewest_units().count,
    "numpy" in sys.modules,
]))
""",
        "numpy",
        "matplotlib",
    )
    assert found == [
        "not-affine",
        "not-affine",
        "affine",
        "affine",
        ["switching", "switching", "switching"],
        ["on", "off", "on"],
        2,
        "1",
        "affine",
        1,
        False,
    ]


def test_one_layer_is_decided_without_flint():
    found = run(
        """
import json
from relu_proofs import Network, Polytope, decide_affine
fold = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])
print(json.dumps([
    decide_affine(fold, domain).verdict
    for domain in ("space", (-1, 1), Polytope([([1, -1], 0), ([0, 1], 0)]))
]))
""",
        "flint",
        "numpy",
    )
    assert found == ["not-affine", "not-affine", "affine"]
