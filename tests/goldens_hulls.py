"""Goldens of the domain hull in affine-on, not-affine, not-linear; `tests.goldens` writes them."""

from relu_proofs.core.certificate import Certificate, hull, network_json
from relu_proofs.core.network import Network

from .changes import changed
from .goldens_trees import DEEP, EQUAL, FOLD, ONE, node, sign, split

LATE = Network([([[1]], ["3/2"]), ([[1]], [0])])  # r(x + 3/2)


def affine_on(network, rows, U, c, tree):
    return Certificate(
        {
            "kind": "affine-on",
            "network": network_json(network),
            "domain": hull(rows),
            "U": U,
            "c": c,
        },
        {"tree": tree},
    )


def combination(network, rows, weights, coefficients, kind="not-affine"):
    return Certificate(
        {"kind": kind, "network": network_json(network), "domain": hull(rows)},
        {"weights": weights, "coefficients": coefficients, "output": 0},
    )


KINK = affine_on(
    FOLD,
    [(1, 0), (0, 0)],
    [["1", "-1"]],
    ["0"],
    node(EQUAL, sign([0, 0], "on"), sign([0, 1], "off")),
)
SEGMENT = [(-1, -1), (1, 1)]  # where x1 = x2
FLAT = affine_on(
    FOLD,
    SEGMENT,
    [["5", "-5"]],
    ["0"],
    node({"type": "squeezed", "multipliers": [[[], []]]}, sign([0, 0], "off"), sign([0, 1], "off")),
)
SPLIT = affine_on(
    DEEP,
    [(0,), (2,)],
    [["1"]],
    ["0"],
    node(
        split(
            [0, 0],
            node(EQUAL, sign([0, 1], "off", [0, "1"]), sign([1, 0], "on", [0, "1"])),
            node(
                {"type": "squeezed", "multipliers": [[[[0, "1"]], []]]},
                sign([0, 1], "off"),
                sign([1, 0], "on"),
            ),
        )
    ),
)
EMPTY = affine_on(
    Network([([[1]], [1]), ([[1]], [0])]),
    [(0,), (1,)],
    [["1"]],
    ["1"],
    node(split([0, 0], node(EQUAL), node({"type": "empty", "multipliers": [[0, "1"]]}))),
)
# r(x + 1) - 2 r(x) - 1 <= 0 on [-1, 1], though not by its values at the ends alone
FOLDED = Network([([[1], [1]], [0, 1]), ([[-2, 1]], [-1]), ([[1]], [0])])
WAYS = ([[[0, 0], "r"], "1"], [[[0, 0], "r-z"], "1"], [[[0, 1], "-r"], "1"])


def folded(rows, *multipliers):
    """The statement that the network above is 0 on a hull, its second layer off."""
    return affine_on(FOLDED, rows, [["0"]], ["0"], node(EQUAL, sign([1, 0], "off", *multipliers)))


BETWEEN = folded([(-1,), (1,)], *WAYS)
HALVES = Network(  # r(x/2 + 1/2) / 2 - r(x/2) - 1/4, which is 0 at -1, 0 and 1
    [([["1/2"], ["1/2"]], [0, "1/2"]), ([[-1, "1/2"]], ["-1/4"]), ([[1]], [0])]
)
BESIDE = Network(  # r(x) - 3/4 x - 1/4, where x is passed on
    [([[1], [1]], [0, 0]), ([[1, "-3/4"]], ["-1/4"]), ([[1]], [0])], [[True, False], [True]]
)
THREE = [[[0, "1"]], [[0, "1/2"], [1, "1/2"]], [[1, "1"]]]
BEND = combination(FOLD, [(-1, 1), (1, -1)], THREE, ["1", "-2", "1"])


VALID = {
    "affine-on-hull-with-a-row-on-the-kink": KINK,
    "affine-on-hull-without-interior": FLAT,
    "affine-on-hull-split": SPLIT,
    "affine-on-hull-empty-cell": EMPTY,
    "affine-on-hull-lines-between-the-points": BETWEEN,
    "affine-on-hull-lines-over-denominators": affine_on(
        HALVES,
        [(-1,), (1,)],
        [["0"]],
        ["0"],
        node(EQUAL, sign([1, 0], "off", *([unit, "1/2"] for unit, _ in WAYS))),
    ),
    "not-affine-in-a-hull": BEND,
    "not-linear-in-a-hull": combination(
        Network.affine([[1]], [1]), [(0,)], [[[0, "1"]]], ["1"], "not-linear"
    ),
}

INVALID = {
    "affine-on-hull-row-on-the-other-side": changed(
        KINK, "statement", "domain", "points", [["1", "0"], ["0", "1"]]
    ),
    "affine-on-hull-another-map": changed(KINK, "statement", "c", ["1"]),
    "affine-on-hull-cell-called-empty": changed(
        EMPTY, "statement", "domain", "points", [["-2"], ["1"]]
    ),
    "affine-on-hull-squeezed-over-the-points": affine_on(
        ONE,
        [(-1,), (0,)],
        [["0"]],
        ["0"],
        node({"type": "squeezed", "multipliers": [[[], []]]}),
    ),
    "affine-on-hull-squeezed-from-one-side": affine_on(
        ONE,
        [(0,), (1,)],
        [["0"]],
        ["0"],
        node({"type": "squeezed", "multipliers": [[[], []]]}, sign([0, 0], "on")),
    ),
    # at an end the values are not enough; in between they say nothing of a form that bends up
    "affine-on-hull-lines-too-low-at-a-point": changed(
        BETWEEN, "statement", "network", "layers", 1, "bias", ["-3/4"]
    ),
    "affine-on-hull-bend-left-out-at-a-point": changed(  # the rest alone is 3/4 there
        folded([(-1,), (1,)], [[[0, 0], "r"], "2"], WAYS[2]),
        "statement",
        "network",
        "layers",
        1,
        "bias",
        ["-3/4"],
    ),
    "affine-on-hull-bend-below-zero-at-a-point": affine_on(
        BESIDE,
        [(-1,), (1,)],
        [["0"]],
        ["0"],
        node(EQUAL, sign([1, 0], "off", [[[0, 0], "-r"], "1"])),
    ),
    "affine-on-hull-lines-of-a-later-unit": folded([(-1,), (1,)], *WAYS, ([[2, 0], "r"], "0")),
    "affine-on-hull-negative-bend": affine_on(
        Network([([[1], [-1]], [0, 0]), ([[-1, -1]], ["1/2"]), ([[1]], [0])]),
        [(-1,), (1,)],
        [["0"]],
        ["0"],
        node(
            EQUAL,
            sign([1, 0], "off", [[[0, 0], "-r"], "-1"], [[[0, 1], "-r"], "-1"]),
        ),
    ),
    "affine-on-hull-line-of-negative-slope": affine_on(
        ONE,
        [(-1,), (1,)],
        [["0"]],
        ["0"],
        node(EQUAL, sign([0, 0], "off", [[[0, 0], "r"], "-1"], [[[0, 0], "r-z"], "1"])),
    ),
    "affine-on-hull-line-above-the-highest": affine_on(
        FOLDED, [(-1,), (1,)], [["0"]], ["0"], node(EQUAL, sign([1, 0], "off", *WAYS[:2]))
    ),
    "affine-on-hull-bend-of-a-bend": affine_on(
        Network(
            [([[1], [-1]], [0, 0]), ([[-1, -1]], [1]), ([[1]], ["-1/2"]), ([[1]], [0])]
        ),  # r(r(1 - |x|) - 1/2)
        [(-1,), (1,)],
        [["0"]],
        ["0"],
        node(EQUAL, sign([2, 0], "off", [[[1, 0], "-r"], "1"])),
    ),
    "hull-weight-of-a-missing-point": changed(BEND, "evidence", "weights", 2, [[2, "1"]]),
    "hull-weight-below-zero": combination(
        ONE, [(0,), (1,)], [[[0, "2"], [1, "-1"]], [[0, "1"]], [[1, "1"]]], ["1", "-2", "1"]
    ),
    "hull-weights-that-do-not-add-up-to-one": combination(
        LATE, [(-1,)], [[[0, "1"]], [[0, "2"]], [[0, "3"]]], ["1", "-2", "1"]
    ),
    "hull-weights-that-add-up-to-two": changed(
        BEND, "evidence", "weights", 1, [[0, "1"], [1, "1"]]
    ),
}

MALFORMED = {
    "hull-line-of-an-unknown-sort": folded([(-1,), (1,)], ([[0, 0], "z"], "1")).text,
    "hull-without-a-point": changed(KINK, "statement", "domain", "points", []).text,
    "hull-with-a-point-of-the-domain": Certificate(
        KINK.statement, {**KINK.evidence, "point": ["0", "0"]}
    ).text,
    "hull-weights-out-of-order": changed(
        BEND, "evidence", "weights", 1, [[1, "1/2"], [0, "1/2"]]
    ).text,
    "hull-point-without-weights": changed(BEND, "evidence", "weights", 1, []).text,
    "hull-points-instead-of-weights": Certificate(
        BEND.statement,
        {
            "points": [["-1", "1"], ["0", "0"], ["1", "-1"]],
            "coefficients": ["1", "-2", "1"],
            "output": 0,
        },
    ).text,
}
