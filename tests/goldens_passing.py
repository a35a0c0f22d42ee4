"""Goldens of networks with units that pass on; `tests.goldens` writes them.

Each lie takes a unit that passes on for a ReLU, or a ReLU for one that passes on, in one place.
"""

from relu_proofs.core.certificate import box, points, space
from relu_proofs.core.network import Network

from .changes import changed
from .goldens_one_variable import equals
from .goldens_trees import EQUAL, affine_on, combination, node, sign, split
from .goldens_units import bounded, signs, stated
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
    "relu-taken-for-a-passing-unit": affine_on(
        of([1], [1], ALL), LEFT, [["1"]], ["0"], point=["-1"], tree=node(EQUAL)
    ),
}
LAYER = ("statement", "network", "layers")
MALFORMED = {
    "relu-in-the-last-layer": changed(SKIP_ON_SPACE, *LAYER, 1, "relu", ALL).text,
    "relu-of-two-units-for-three": changed(SKIP_ON_SPACE, *LAYER, 0, "relu", [True, False]).text,
    "relu-by-numbers": changed(SKIP_ON_SPACE, *LAYER, 0, "relu", [1, 1, 0]).text,
    "relu-as-text": changed(SKIP_ON_SPACE, *LAYER, 0, "relu", ["true", "true", "false"]).text,
    "relu-in-version-one": changed(
        SKIP_ON_SPACE, "statement", "network", "format", "relu-network/1"
    ).text,
    "network-of-version-three": changed(
        SKIP_ON_SPACE, "statement", "network", "format", "relu-network/3"
    ).text,
    "truth-for-a-number": changed(SPLIT, "evidence", "tree", "then", "unit", [False, True]).text,
    "truth-for-a-rational": changed(SKIP_ON_SPACE, "statement", "c", [True]).text,
    "truth-in-capitals": SKIP_ON_SPACE.text.replace("false", "False"),
    "nothing-for-a-truth": SKIP_ON_SPACE.text.replace("false", "null"),
}
