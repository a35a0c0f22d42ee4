"""Goldens of networks with units that pass on; `tests.goldens` writes them.

Each lie takes a unit that passes on for a ReLU, or a ReLU for one that passes on, in one place.
"""

from relu_proofs.core.certificate import box, network_json, points, space
from relu_proofs.core.network import Network

from .changes import changed
from .goldens_one_variable import equals
from .goldens_trees import EQUAL, affine_on, combination, node, sign, split
from .goldens_units import FOLD, bounded, signs, stated
from .regions.lies import claimed

LINE = box([(-1, 1)])
LEFT = box([(-2, -1)])
ALL, PASSING = [True], [False]


def of(hidden, last, relu, bias=0):
    """One hidden layer of units of x without bias, then their sum with these weights."""
    return Network([([[w] for w in hidden], [0] * len(hidden)), ([last], [bias])], [relu])


ALONE = of([1], [1], PASSING)  # x
BENT = of([1, 1], [1, 1], [False, True])  # x + r(x)
CANCELS = of([1, -1, 1], [1, -1, -1], [True, True, False])  # r(x) - r(-x) - x
MAXIMUM = Network([([[0, 1], [1, -1]], [0, 0]), ([[1, 1]], [0])], [[False, True]])  # max(x1, x2)
SECOND = Network(  # r(x - r(x)), where x is passed on
    [([[1], [1]], [0, 0]), ([[1, -1]], [0]), ([[1]], [0])], [[False, True], ALL]
)
NEGATIVE = Network([([[1]], [0]), ([[1]], ["1/2"]), ([[1]], [0])], [PASSING, ALL])  # r(x + 1/2)
BELOW = {"low": "-1", "high": "1", "lower": "1", "upper": ["1/2", "1/2"]}

SKIP_ON_SPACE = affine_on(CANCELS, space(), [["0"]], ["0"], point=["0"], tree=node(EQUAL))
SPLIT = affine_on(
    SECOND,
    LINE,
    [["0"]],
    ["0"],
    point=["0"],
    tree=node(
        split(
            [0, 1],
            node(EQUAL),
            node(EQUAL, sign([1, 0], "off", [2, "1"])),  # x - 0 is off where -x >= 0
        )
    ),
)
BY_BOUNDS = signs(
    SECOND, [(0, 1, "switching"), (1, 0, "off")], [[BELOW]], ["-1", "1"], [(0, 1), ()]
)
BY_CASES = signs(
    SECOND,
    [(1, 0, "off")],
    [[BELOW]],
    trees=[
        ((1, 0), {"type": "split", "unit": [0, 1], "on": bounded(), "off": bounded([], [(0, "1")])})
    ],
)
FIFTH = Network([([[1], [1]], [0, -5]), ([[0, 1]], [0])], [[False, True]])  # r(x - 5)
BESIDE = {"low": "-1/4", "high": "1/4", "lower": "0", "upper": ["1/2", "1/8"]}  # x / 4
DEAD = {"low": "-2", "high": "-1", "lower": "0", "upper": ["0", "0"]}
ON_POINTS = stated(NEGATIVE, [(1, 0, "switching")], points([(-1,), (1,)]), {})

VALID = {
    "affine-on-with-a-skip-that-cancels": SKIP_ON_SPACE,
    "affine-on-split-beside-a-passing-unit": SPLIT,
    "not-affine-passing-and-bent": combination(
        "not-affine", BENT, LINE, [["-1"], ["0"], ["1"]], ["1", "-2", "1"]
    ),
    "not-linear-maximum": combination(
        "not-linear",
        MAXIMUM,
        space(),
        [["1", "0"], ["0", "1"], ["1", "1"]],
        ["1", "1", "-1"],
    ),
    "equals-passing-and-bent": equals(BENT, ["0"], [[["off"]], [["on"]]], ["0"], ["1", "2"], "0"),
    "regions-of-a-maximum": claimed(
        MAXIMUM,
        ((0, 1), (0, 1)),
        2,
        ("0", (("0", "0"), ("1", "1"), ("0", "1"))),
        ("1", (("0", "0"), ("1", "0"), ("1", "1"))),
    ),
    "regions-of-what-is-passed-on": claimed(ALONE, ((-1, 1),), 1, ("", (("-1",), ("1",)))),
    "unit-sign-behind-a-passing-unit": BY_BOUNDS,
    "unit-sign-by-cases-behind-a-passing-unit": BY_CASES,
    "unit-sign-on-points-behind-a-passing-unit": ON_POINTS,
    "unit-sign-by-cases-of-a-passing-unit": signs(  # which say nothing
        Network([([[1]], [0]), ([[1]], [2]), ([[1]], [0])], [PASSING, ALL]),
        [(1, 0, "on")],
        [[]],
        ["0"],
        [(0,)],
        LINE,
        [((1, 0), split([0, 0], bounded([], [(0, "1")]), bounded()))],
    ),
}
INVALID = {
    "passing-unit-called-off": affine_on(
        ALONE,
        LEFT,
        [["0"]],
        ["0"],
        point=["-1"],
        tree=node(EQUAL, sign([0, 0], "off", [1, "1"])),
    ),
    "passing-unit-taken-for-a-relu-at-points": affine_on(
        ALONE, points([(-1,), (-2,)]), [["0"]], ["0"]
    ),
    "passing-unit-cancels-a-relu": affine_on(  # x - r(x)
        of([1, 1], [1, -1], [False, True]),
        space(),
        [["0"]],
        ["0"],
        point=["0"],
        tree=node(EQUAL),
    ),
    "passing-unit-split": affine_on(
        ALONE, LINE, [["1"]], ["0"], point=["0"], tree=node(split([0, 0], node(EQUAL), node(EQUAL)))
    ),
    "passing-unit-has-a-sign": signs(ALONE, [(0, 0, "off")], domain=LEFT),
    "passing-unit-makes-two-regions": claimed(
        ALONE, ((-1, 1),), 1, ("0", (("-1",), ("0",))), ("1", (("0",), ("1",)))
    ),
    "passing-unit-has-a-pattern": equals(ALONE, ["0"], [[["off"]], [["on"]]], [], ["1"], "0"),
    "passing-unit-bounded-as-a-relu": signs(  # r(x) + 1/2 > 0, but x + 1/2 switches
        NEGATIVE, [(1, 0, "on")], [[]], ["0"], [(0,)], LINE
    ),
    "passing-unit-bounded-by-lines": signs(
        NEGATIVE, [(1, 0, "on")], [[BELOW]], ["0"], [(0,)], LINE
    ),
    "passing-unit-with-a-slope-of-its-own": signs(  # as if x were above 0 x
        NEGATIVE, [(1, 0, "on")], [[]], ["0"], [(0,)], LINE, [((1, 0), bounded([(0, "0")]))]
    ),
    "passing-unit-split-in-cases": signs(  # as if 0 were passed on where x is below 0
        NEGATIVE,
        [(1, 0, "on")],
        [[]],
        ["0"],
        [(0,)],
        LINE,
        [
            (
                (1, 0),
                {
                    "type": "split",
                    "unit": [0, 0],
                    "on": bounded([], [(0, "1")]),
                    "off": bounded(),
                },
            )
        ],
    ),
    "passing-unit-with-a-negative-weight": signs(  # 1/2 - x
        Network([([[1]], [0]), ([[-1]], ["1/2"]), ([[1]], [0])], [PASSING, ALL]),
        [(1, 0, "on")],
        [[]],
        ["-1"],
        [(0,)],
        LINE,
    ),
    "passing-unit-bounded-for-the-unit-beside-it": signs(  # 5/8 - r(x), where x / 4 is passed on
        Network([([["1/4"], [1]], [0, 0]), ([[0, -1]], ["5/8"]), ([[1]], [0])], SECOND.relu),
        [(1, 0, "on")],
        [[BESIDE]],
        ["-1"],
        [(0,)],
        LINE,
    ),
    "passing-unit-with-the-line-of-the-unit-beside-it": signs(  # r(x) + 1/2, as if x + 1/2
        Network([([[1], [1]], [0, 0]), ([[0, 1]], ["1/2"]), ([[1]], [0])], SECOND.relu),
        [(1, 0, "off")],
        [[DEAD]],
        domain=LEFT,
    ),
    "passing-unit-seen-for-the-unit-beside-it": signs(
        FIFTH, [(0, 1, "switching")], [], ["-1", "1"], [(0, 1)]
    ),
    "passing-unit-seen-for-the-unit-beside-it-at-points": stated(
        FIFTH, [(0, 1, "switching")], points([(-1,), (1,)]), {}
    ),
    "passing-unit-off-in-one-case": signs(  # -x is passed on
        Network([([[1], [-1]], [0, 0]), ([[0, 1]], [0]), ([[1]], [0])], [[True, False], ALL]),
        [(1, 0, "off")],
        [[BELOW]],
        domain=LINE,
        trees=[((1, 0), split([0, 0], bounded([], [(0, "1")]), bounded()))],
    ),
    "passing-unit-has-the-pattern-of-the-unit-beside-it": equals(  # as if r(x) were 0
        BENT, ["0"], [[["off"]], [["on"]]], [], ["1"], "0"
    ),
    "passing-unit-has-the-region-of-the-unit-beside-it": claimed(
        MAXIMUM, ((0, 1), (0, 1)), 1, ("1", (("0", "0"), ("1", "0"), ("1", "1"), ("0", "1")))
    ),
    "passing-unit-makes-a-second-region": claimed(
        ALONE, ((-1, 1),), 1, ("", (("-1",), ("0",))), ("0", (("0",), ("1",)))
    ),
    "relu-taken-for-a-passing-unit": affine_on(
        of([1], [1], ALL), LEFT, [["1"]], ["0"], point=["-1"], tree=node(EQUAL)
    ),
}
LAYER = ("statement", "network", "layers")
MALFORMED = {
    "relu-in-the-last-layer": changed(SKIP_ON_SPACE, *LAYER, 1, "relu", ALL).text,
    "relu-of-two-units-for-three": changed(SKIP_ON_SPACE, *LAYER, 0, "relu", [True, False]).text,
    "relu-beside-a-bias-too-short": changed(SKIP_ON_SPACE, *LAYER, 0, "bias", ["0", "0"]).text,
    "layer-that-is-a-number": changed(SKIP_ON_SPACE, *LAYER, 0, 7).text,
    "relu-by-numbers": changed(SKIP_ON_SPACE, *LAYER, 0, "relu", [1, 1, 0]).text,
    "relu-as-text": changed(SKIP_ON_SPACE, *LAYER, 0, "relu", ["true", "true", "false"]).text,
    "relu-in-version-one": changed(
        SKIP_ON_SPACE, "statement", "network", "format", "relu-network/1"
    ).text,
    "network-of-version-three": changed(
        SKIP_ON_SPACE, "statement", "network", "format", "relu-network/3"
    ).text,
    "network-of-version-three-without-relu": changed(
        ON_POINTS, "statement", "network", {**network_json(FOLD), "format": "relu-network/3"}
    ).text,
    "truth-for-a-number": changed(SPLIT, "evidence", "tree", "then", "unit", [False, True]).text,
    "truth-for-a-rational": changed(SKIP_ON_SPACE, "statement", "c", [True]).text,
    "truth-in-capitals": SKIP_ON_SPACE.text.replace("false", "False"),
    "nothing-for-a-truth": SKIP_ON_SPACE.text.replace("false", "null"),
}
