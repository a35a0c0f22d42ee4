"""Goldens of affine-on, not-affine and not-linear; `tests.goldens` writes them."""

from relu_proofs.core.certificate import (
    Certificate,
    box,
    network_json,
    points,
    polytope,
    space,
)
from relu_proofs.core.network import Network

from .changes import changed

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
LINE = Network([([[1], [-2]], [0, 0]), ([[1, "-1/2"]], [0])])  # r(x) - r(-2x)/2 = x
TWO = Network([([[1, 1], [1, -1]], ["1/4", "-5/4"]), ([[1, 1]], [0])])  # stable on [0, 1]^2
DEEP = Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0]), ([[1]], [0])])  # r(r(x) + r(-x))


ONE = Network([([[1]], [0]), ([[1]], [0])])  # r(x)
EQUAL = {"type": "equal"}


def node(then, *signs):
    return {"signs": list(signs), "then": then}


def split(unit, on, off):
    return {"type": "split", "unit": unit, "on": on, "off": off}


def sign(unit, state, *multipliers):
    return {"unit": unit, "state": state, "multipliers": [list(pair) for pair in multipliers]}


def affine_on(network, domain, U, c, **evidence):
    return Certificate(
        {"kind": "affine-on", "network": network_json(network), "domain": domain, "U": U, "c": c},
        evidence,
    )


def of_relu(domain, slope, tree):
    """The statement that r(x) is so many times x there; the point of the domain is 0."""
    return affine_on(ONE, domain, [[slope]], ["0"], point=["0"], tree=tree)


def without_signs(weights, biases, last, constant):
    """The statement that a sum of units of x is a constant everywhere, by its form alone."""
    network = Network([([[w] for w in weights], biases), ([last], [0])])
    return affine_on(network, space(), [["0"]], [constant], point=["0"], tree=node(EQUAL))


def squeezed(above, below):
    """One multiplier for each side of the only output."""
    return {"type": "squeezed", "multipliers": [[[above], [below]]]}


def combination(kind, network, domain, where, coefficients, output=0):
    return Certificate(
        {"kind": kind, "network": network_json(network), "domain": domain},
        {"points": where, "coefficients": coefficients, "output": output},
    )


STABLE = affine_on(
    TWO,
    box([(0, 1), (0, 1)]),
    [["1", "1"]],
    ["1/4"],
    point=["0", "0"],
    tree=node(
        EQUAL, sign([0, 0], "on", [0, "1"], [2, "1"]), sign([0, 1], "off", [1, "1"], [2, "1"])
    ),
)
SPLIT = affine_on(
    DEEP,
    box([(0, 1)]),
    [["1"]],
    ["0"],
    point=["0"],
    tree=node(
        split(
            [0, 0],
            node(EQUAL, sign([0, 1], "off", [2, "1"]), sign([1, 0], "on", [2, "1"])),
            node(
                {"type": "squeezed", "multipliers": [[[[2, "1"]], [[0, "1"]]]]},
                sign([0, 1], "off", [0, "1"]),
                sign([1, 0], "off"),
            ),
        )
    ),
)
EMPTY = affine_on(
    Network([([[1]], [1]), ([[1]], [0])]),
    box([(0, 1)]),
    [["1"]],
    ["1"],
    point=["0"],
    tree=node(
        split([0, 0], node(EQUAL), node({"type": "empty", "multipliers": [[0, "1"], [2, "1"]]}))
    ),
)
WITNESS = combination(
    "not-affine",
    FOLD,
    box([(-1, 1), (-1, 1)]),
    [["1", "0"], ["-1", "0"], ["0", "0"]],
    ["1", "1", "-2"],
)

VALID = {
    "affine-on-stable-units": STABLE,
    "affine-on-split": SPLIT,
    "affine-on-empty-cell": EMPTY,
    "affine-on-cancelling-units": affine_on(
        LINE, space(), [["1"]], ["0"], point=["0"], tree=node(EQUAL)
    ),
    "affine-on-points": affine_on(FOLD, points([(1, 0), (2, 1)]), [["1", "-1"]], ["0"]),
    "affine-on-polytope": affine_on(
        FOLD,
        polytope([((1, -1), 0)]),
        [["1", "-1"]],
        ["0"],
        point=["0", "0"],
        tree=node(EQUAL, sign([0, 0], "on", [0, "1"]), sign([0, 1], "off", [0, "1"])),
    ),
    "affine-on-lines-in-a-box": affine_on(
        Network([([[1]], [0]), ([[1], [1]], [1, 0]), ([[1, -1]], [0])]),  # r(r(x) + 1) - r(r(x))
        box([(-1, 1)]),
        [["0"]],
        ["1"],
        point=["0"],
        tree=node(EQUAL, *(sign([1, i], "on", [[[0, 0], "r"], "1"]) for i in (0, 1))),
    ),
    "not-affine-in-a-box": WITNESS,
}

TREE = ("evidence", "tree")
INVALID = {
    # not-affine, not-linear
    "combination-more-points-than-coefficients": changed(
        WITNESS, "evidence", "points", [*WITNESS.evidence["points"], ["0", "0"]]
    ),
    "combination-more-points-than-coefficients-that-cancel": combination(
        "not-linear", Network.affine([[1]], [1]), space(), [["0"], ["0"]], ["1"]
    ),
    "combination-of-a-missing-output": changed(
        combination("not-linear", Network.affine([[1]], [0]), space(), [["0"]], ["1"]),
        "evidence",
        "output",
        1,
    ),
    "combination-point-outside-the-box": combination(
        "not-affine", ONE, box([(0, 1)]), [["-1"], ["1"], ["0"]], ["1", "1", "-2"]
    ),
    "combination-point-not-among-the-points": combination(
        "not-affine", ONE, points([(0,), (1,)]), [["-1"], ["1"], ["0"]], ["1", "1", "-2"]
    ),
    "combination-that-does-not-cancel-the-inputs": combination(
        "not-linear", Network.affine([[1]], [0]), space(), [["1"]], ["1"]
    ),
    "combination-whose-coefficients-do-not-cancel": combination(
        "not-affine", Network.affine([[1]], [1]), space(), [["0"]], ["1"]
    ),
    "combination-of-outputs-that-is-zero": combination(
        "not-affine",
        Network.affine([[1]], [0]),
        space(),
        [["1"], ["-1"], ["0"]],
        ["1", "1", "-2"],
    ),
    # affine-on
    "affine-on-wrong-at-a-point": affine_on(FOLD, points([(1, 0), (0, 1)]), [["1", "-1"]], ["0"]),
    "affine-on-an-empty-polytope": affine_on(
        ONE,
        polytope([((1,), -1), ((-1,), 0)]),
        [["7"]],
        ["7"],
        point=["0"],
        tree=node({"type": "empty", "multipliers": [[0, "1"], [1, "1"]]}),
    ),
    "affine-on-split-at-a-missing-unit": affine_on(
        LINE,
        space(),
        [["1"]],
        ["0"],
        point=["0"],
        tree=node(split([0, 2], node(EQUAL), node(EQUAL))),
    ),
    "affine-on-cell-called-empty": of_relu(
        space(), "1", node(split([0, 0], node(EQUAL), node({"type": "empty", "multipliers": []})))
    ),
    "affine-on-sign-against-the-split-above": affine_on(
        Network([([[1], [0]], [0, 1]), ([[1, 0]], [0])]),
        box([(-1, 1)]),
        [["0"]],
        ["0"],
        point=["0"],
        tree=node(
            split(
                [0, 0],
                node(
                    split([0, 1], node(EQUAL), node(EQUAL)),
                    sign([0, 0], "off"),
                ),
                node(EQUAL),
            )
        ),
    ),
    "affine-on-another-map": affine_on(
        LINE, space(), [["2"]], ["0"], point=["0"], tree=node(EQUAL)
    ),
    "affine-on-squeezed-from-one-side": of_relu(
        box([(-1, 1)]),
        "0",
        node(
            split(
                [0, 0], node({"type": "squeezed", "multipliers": [[[[2, "1"]], []]]}), node(EQUAL)
            )
        ),
    ),
    "affine-on-sign-with-a-negative-constant": of_relu(
        box([(-1, 1)]), "1", node(EQUAL, sign([0, 0], "on", [0, "1"]))
    ),
    "affine-on-missing-half-space": changed(
        STABLE, *TREE, "signs", 0, "multipliers", [[0, "1"], [2, "1"], [9, "1"]]
    ),
    "affine-on-negative-multiplier": of_relu(
        box([(-1, 0)]), "1", node(EQUAL, sign([0, 0], "on", [1, "-1"]))
    ),
    "affine-on-bend-in-a-box": affine_on(
        Network([([[1]], [0]), ([[1]], ["-1/2"]), ([[1]], [0])]),  # r(r(x) - 1/2)
        box([(-1, 1)]),
        [["0"]],
        ["0"],
        point=["0"],
        tree=node(EQUAL, sign([1, 0], "off", [[[0, 0], "-r"], "1"])),
    ),
    "affine-on-squeezed-from-above-alone": of_relu(
        box([(0, 1)]), "2", node(squeezed(*[[0, "1"]] * 2), sign([0, 0], "on", [0, "1"]))
    ),
    "affine-on-squeezed-from-below-alone": of_relu(
        box([(0, 1)]), "0", node(squeezed(*[[0, "1"]] * 2), sign([0, 0], "on", [0, "1"]))
    ),
    "affine-on-sign-of-the-other-side": of_relu(
        box([(0, 1)]), "0", node(EQUAL, sign([0, 0], "off", [0, "1"]))
    ),
    "affine-on-half-space-of-the-other-side": affine_on(
        Network([([[1]], ["-1/2"]), ([[1]], [0])]),
        box([(-1, 0)]),
        [["7"]],
        ["7"],
        point=["0"],
        tree=node(
            split([0, 0], *[node({"type": "empty", "multipliers": [[1, "2"], [2, "2"]]})] * 2)
        ),
    ),
    "affine-on-r-taken-for-z": of_relu(
        box([(-1, 1)]), "1", node(EQUAL, sign([0, 0], "on", [[[0, 0], "r"], "1"]))
    ),
    "affine-on-r-less-z-taken-for-minus-z": of_relu(
        box([(-1, 1)]), "0", node(EQUAL, sign([0, 0], "off", [[[0, 0], "r-z"], "1"]))
    ),
    "affine-on-constant-unit-taken-for-zero": without_signs([0], [1], [1], "0"),  # r(1)
    "affine-on-unit-below-zero-taken-for-its-constant": without_signs([0], [-1], [1], "-1"),
    "affine-on-bends-at-two-places-taken-for-one": without_signs([1, 1], [1, 2], [1, -1], "0"),
    "affine-on-bends-both-ways-taken-for-one": without_signs([1, -1], [0, 0], [1, -1], "0"),
    "affine-on-multipliers-that-leave-an-input": of_relu(
        box([(-1, 1)]), "1", node(EQUAL, sign([0, 0], "on"))
    ),
}
