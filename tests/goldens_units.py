"""Goldens of the kind unit-sign; `tests.goldens` writes them."""

from relu_proofs.core.certificate import (
    Certificate,
    box,
    hull,
    network_json,
    points,
    polytope,
    space,
)
from relu_proofs.core.network import Network

from .changes import changed
from .goldens_trees import node, sign, split

BOX = box([(-1, 1)])
SKIP = {"low": "1", "high": "3", "lower": "1", "upper": ["1", "0"]}  # x + 2, which is on
KINK = {"low": "-1", "high": "1", "lower": "0", "upper": ["1/2", "1/2"]}  # x
DEAD = {"low": "-3", "high": "-1", "lower": "0", "upper": ["0", "0"]}  # x - 2, which is off


def stated(network, units, domain, evidence):
    return Certificate(
        {
            "kind": "unit-sign",
            "network": network_json(network),
            "domain": domain,
            "units": [{"unit": [k, i], "state": state} for k, i, state in units],
        },
        evidence,
    )


def signs(network, units, relaxations=(), where=(), witnesses=None, domain=BOX, trees=()):
    """Points are given as one number each; each unit needs no witness unless some are given."""
    name = "weights" if domain["type"] == "hull" else "points"
    return stated(
        network,
        units,
        domain,
        {
            "relaxations": list(relaxations),
            name: list(where) if name == "weights" else [[x] for x in where],
            "witnesses": [list(w) for w in witnesses or [()] * len(units)],
            "trees": [{"unit": list(unit), "tree": tree} for unit, tree in trees],
        },
    )


def leaf(*multipliers):
    return {
        "signs": [],
        "then": {"type": "sign", "multipliers": [list(pair) for pair in multipliers]},
    }


def second(weights, bias):
    """The first layer x, x + 2, x - 2 on [-1, 1], then one unit."""
    return Network([([[1], [1], [1]], [0, 2, -2]), ([weights], [bias]), ([[1]], [0])])


FIRST = Network(
    [
        ([[1], [1], [1]], [0, 2, -2]),
        ([[-1, 1, 0], [1, -1, 0], [1, 0, 0]], ["-1/2", 0, "-1/2"]),
        ([[1, 1, 1]], [0]),
    ]
)
LAYERS = signs(
    FIRST,
    [
        (0, 0, "switching"),
        (0, 1, "on"),
        (0, 2, "off"),
        (1, 0, "on"),
        (1, 1, "off"),
        (1, 2, "switching"),
    ],
    [[KINK, SKIP, DEAD]],
    ["-1", "1"],
    [(0, 1), (1,), (), (1,), (), (0, 1)],
)
THREE = Network(
    [([[1], [-1]], [0, 0]), ([[1, 1], [-1, -1]], ["-1/2", 0]), ([[1, 1]], [-1]), ([[1]], [0])]
)  # |x| - 1/2 and -|x|, then r(|x| - 1/2) - 1, which is off
DEEPER = signs(
    THREE,
    [(1, 1, "off"), (2, 0, "off")],
    [
        [KINK, KINK],
        [
            {"low": "-1/2", "high": "1/2", "lower": "1", "upper": ["1/2", "1/4"]},
            {"low": "-1", "high": "0", "lower": "0", "upper": ["0", "0"]},
        ],
    ],
)
ONE = Network([([[1]], [0]), ([[1]], [0])])
NEVER = Network([([[0]], [0]), ([[1]], [0])])  # a unit that is identically 0
ZERO = signs(NEVER, [(0, 0, "off")])
FOLD = Network([([[1], [-1]], [0, 0]), ([[1, 1], [-1, -1]], [0, 0]), ([[1, 1]], [0])])  # |x|, -|x|
STATES = [(0, 0, "switching"), (1, 0, "on"), (1, 1, "off")]


def fold_tree(known):
    """|x| >= 0, or -|x| <= 0, by a split at x; so many half-spaces are known of the domain."""
    sides = {}
    for state, other in (("on", "off"), ("off", "on")):
        own = {"unit": [0, 1], "state": other, "multipliers": [[known, "1"]]}
        sides[state] = {**leaf([known, "1"]), "signs": [own]}
    return node(split([0, 0], **sides))


def fold_on(domain, known, *where):
    trees = [((1, i), fold_tree(known)) for i in (0, 1)]
    return signs(FOLD, STATES, [], where, [(0, 1), (1,), ()], domain, trees)


HALF_LINE = polytope([((1,), 1)])
EMPTY = polytope([((1,), -1), ((-1,), 0)])  # x >= 1 and x <= 0
NO_CASE = {"signs": [], "then": {"type": "empty", "multipliers": [[0, "1"], [1, "1"]]}}
HULL = fold_on(hull([(-1,), (2,)]), 0, [[0, "1"]], [[0, "1/3"], [1, "2/3"]])


# cases: r(x) - r(x) + 1/4 and its negative, of which lines see too little


def bounded(slopes=(), multipliers=()):
    return {
        "type": "bounded",
        "slopes": [{"unit": [0, i], "lower": lower} for i, lower in slopes],
        "multipliers": [list(pair) for pair in multipliers],
    }


def twice(shift):
    """The first layer x, x, then r(x) - r(x) + shift, then less 1/8."""
    layers = [([[1], [1]], [0, 0]), ([[1, -1]], [shift]), ([[1]], ["-1/8"]), ([[1]], [0])]
    return Network(layers)


def four(which):
    """Both units in all their states; where these differ, x is 0 by what a split knows."""
    apart = bounded([], [[which, "1"]])
    return split([0, 0], split([0, 1], bounded(), apart), split([0, 1], apart, bounded()))


def by_cases(network, units, tree, *where, relaxations=([KINK, KINK],), domain=BOX):
    witnesses = [range(len(where)) if state == "on" else () for *_, state in units]
    return signs(network, units, relaxations, where, witnesses, domain, [((1, 0), tree)])


CASES = by_cases(twice("1/4"), [(1, 0, "on")], four(0), "0")
OFF = {"low": "-5/4", "high": "0", "lower": "0", "upper": ["0", "0"]}  # high by the state alone
ABOVE = by_cases(
    twice("-1/4"), [(1, 0, "off"), (2, 0, "off")], four(1), relaxations=([KINK, KINK], [OFF])
)


def false_case(weights, bias, state, *witness, slopes=(), multipliers=()):
    """A second layer after x, x + 2, x - 2 that one case, the whole box, is to bound."""
    network, tree = second(weights, bias), bounded(slopes, multipliers)
    return by_cases(network, [(1, 0, state)], tree, *witness, relaxations=([KINK, SKIP, DEAD],))


VALID = {
    "unit-sign-by-cases": CASES,
    "unit-sign-by-a-slope-of-its-own": by_cases(
        Network([([[1], [-1], [1]], [0, 0, 2]), ([[1, 1, -1]], [2]), ([[1]], [0])]),  # |x| - x
        [(1, 0, "on")],
        bounded([(0, "1")]),
        "-1",
        relaxations=([KINK, KINK, SKIP],),
    ),
    "unit-sign-above-a-unit-by-cases": ABOVE,
    "unit-sign-two-layers": LAYERS,
    "unit-sign-three-layers": DEEPER,
    "unit-sign-identically-zero": ZERO,
    "unit-sign-by-trees-in-a-box": fold_on(BOX, 2, "-1", "1"),
    "unit-sign-on-the-space": fold_on(space(), 0, "-1", "1"),
    "unit-sign-on-a-polytope": fold_on(HALF_LINE, 1, "-1", "1"),
    "unit-sign-on-a-hull": HULL,
    "unit-sign-on-points": stated(FOLD, STATES, points([(-1,), (0,), (2,)]), {}),
    "unit-sign-by-the-points-of-a-hull": signs(
        ONE, [(0, 0, "on")], [], [[[1, "1"]]], [(0,)], hull([(0,), (1,)]), [((0, 0), leaf())]
    ),
    "unit-sign-off-on-a-flat-polytope": signs(
        ONE,
        [(0, 0, "off")],
        [],
        ["0"],
        None,
        polytope([((1,), 0), ((-1,), 0)]),
        [((0, 0), leaf([1, "1"]))],
    ),
}


def lie(weights, bias, state, *witness, **kink):
    network = second(weights, bias)
    line = {**KINK, **kink}
    return signs(network, [(1, 0, state)], [[line, SKIP, DEAD]], witness, [range(len(witness))])


# where r(x) - 1/2 >= 0 is known r(x) has no number of its own, as x >= 1: r(y) must not have it
ANOTHER_BEND = node(
    split(
        [1, 0],
        {**leaf([4, "1"]), "signs": [sign([0, 0], "on", [0, "1"])]},
        node({"type": "empty", "multipliers": [[4, "2"], [[[0, 0], "r-z"], "2"], [0, "2"]]}),
    )
)
on, off, switching = ([(0, 0, state)] for state in ("on", "off", "switching"))
INVALID = {
    "unit-sign-forgotten-unit": signs(  # x + 1/2 instead of r(x) + 1/2
        Network([([[1]], [0]), ([[1]], ["1/2"]), ([[1]], [0])]),
        [(1, 0, "off")],
        [[]],
        domain=box([(-2, -1)]),
    ),
    "unit-sign-low-above-the-minimum": lie(
        [1, -1, 0], 2, "off", low="0", lower="1", upper=["1", "0"]
    ),
    "unit-sign-high-below-the-maximum": lie([1, 0, 0], 0, "off", high="0", upper=["0", "0"]),
    "unit-sign-lower-slope-above-one": lie([1, -2, 0], 4, "on", "-1", lower="2"),
    "unit-sign-lower-slope-below-zero": lie([1, 1, 0], -2, "on", "1", lower="-1"),
    "unit-sign-upper-line-too-low": lie([-1, "1/2", 0], "-3/4", "on", "0", upper=["1/2", "1/4"]),
    "unit-sign-upper-line-too-low-on-the-left": lie(
        [-1, 1, 0], "-3/2", "on", "1", upper=["1", "0"]
    ),
    "unit-sign-point-outside-the-box": signs(
        FIRST, [(0, 1, "switching")], [], ["-3", "0"], [(0, 1)]
    ),
    "unit-sign-missing-unit": signs(ONE, [(0, 1, "off")]),
    "unit-sign-without-a-witness": signs(ONE, switching, [], [], [(0, 1)]),
    "unit-sign-witness-that-stays": signs(ONE, switching, [], ["0", "1"], [(0, 1)]),
    "unit-sign-witness-reversed": signs(ONE, switching, [], ["-1", "1"], [(1, 0)]),
    "unit-sign-identically-zero-called-on": signs(NEVER, on, [], ["1"], [(0,)]),
    "unit-sign-without-relaxations": signs(FIRST, [(1, 0, "on")], [], ["1"], [(0,)]),
    "unit-sign-off-proved-by-the-maximum": lie([1, 0, 0], 0, "off"),
    "unit-sign-on-by-a-hair": lie([-1, 1, 0], "-17/16", "on", "1"),
    "unit-sign-by-a-bend-of-another-unit": stated(
        Network(  # r(x) - 1/2, r(y) - 1/4
            [([[1, 0], [0, 1]], [0, 0]), ([[1, 0], [0, 1]], ["-1/2", "-1/4"]), ([[1, 1]], [0])]
        ),
        [(1, 1, "on")],
        box([(1, 2), (-1, 1)]),
        {
            "relaxations": [],
            "points": [["1", "1"]],
            "witnesses": [[0]],
            "trees": [{"unit": [1, 1], "tree": ANOTHER_BEND}],
        },
    ),
    "unit-sign-below-zero-at-a-later-point": stated(ONE, on, points([(1,), (-1,)]), {}),
    "unit-sign-below-zero-after-another-has-both-signs": stated(
        Network([([[1], [1]], [0, 2]), ([[1, 1]], [0])]),
        [(0, 0, "switching"), (0, 1, "on")],
        points([(1,), (-1,), (-3,)]),
        {},
    ),
    # cases
    "unit-sign-case-that-is-off-and-hands-on": by_cases(  # r(x) + 1/2, as if x + 1/2
        Network([([[1]], [0]), ([[1]], ["1/2"]), ([[1]], [0])]),
        [(1, 0, "off")],
        split([0, 0], bounded(), bounded()),
        relaxations=([{**DEAD, "low": "-2"}],),
        domain=box([(-2, -1)]),
    ),
    "unit-sign-case-with-the-half-space-of-the-other": by_cases(  # x
        second([0, 1, 0], -2),
        [(1, 0, "on")],
        split([0, 0], *[bounded([], [(0, "1")])] * 2),
        "1",
        relaxations=([KINK, SKIP, DEAD],),
    ),
    "unit-sign-case-that-fails": by_cases(  # r(x)
        second([1, 0, 0], 0),
        [(1, 0, "off")],
        split([0, 0], bounded(), bounded()),
        relaxations=([KINK, SKIP, DEAD],),
    ),
    "unit-sign-case-of-the-wrong-sign": by_cases(twice("1/8"), [(1, 0, "off")], four(1)),
    "unit-sign-case-with-a-negative-multiplier": by_cases(
        second([1, 0, 0], 0),  # r(x)
        [(1, 0, "off")],
        split([0, 0], bounded([], [[0, "-1"]]), bounded()),
        relaxations=([KINK, SKIP, DEAD],),
    ),
    "unit-sign-case-of-a-missing-split": by_cases(
        twice("1/4"), [(1, 0, "on")], bounded([], [[0, "1"]]), "0"
    ),
    "unit-sign-case-with-a-slope-above-one": false_case(
        [1, -2, 0], 4, "on", "-1", slopes=[(0, "2")]
    ),
    "unit-sign-case-with-a-slope-below-zero": false_case(
        [1, 1, 0], -2, "on", "1", slopes=[(0, "-1")]
    ),
    "unit-sign-cases-without-relaxations": by_cases(
        FIRST, [(1, 0, "on")], bounded(), "1", relaxations=()
    ),
    "unit-sign-cases-of-another-unit": signs(
        ONE, switching, [], ["-1", "1"], [(0, 1)], BOX, [((0, 2), bounded())]
    ),
    "unit-sign-low-of-zero-by-another-state": signs(
        second([0, 0, 1], 1),  # z = r(x - 2) + 1
        [(0, 2, "off"), (1, 0, "off")],
        [[KINK, SKIP, {**DEAD, "low": "0", "high": "0", "upper": ["5", "0"]}]],
    ),
    # trees
    "unit-sign-tree-of-another-unit": signs(
        FIRST, switching, [], ["-1", "1"], [(0, 1)], BOX, [((0, 2), leaf([1, "1"]))]
    ),
    "unit-sign-leaf-of-the-wrong-sign": signs(
        ONE, off, [], [[[0, "1"]]], None, hull([(0,), (1,)]), [((0, 0), leaf())]
    ),
    "unit-sign-without-a-tree": signs(ONE, off, [], ["-1"], None, polytope([((-1,), 0)])),
    "unit-sign-on-an-empty-polytope": signs(ONE, off, [], ["0"], None, EMPTY, [((0, 0), NO_CASE)]),
    "unit-sign-identically-zero-called-on-on-points": stated(NEVER, on, points([(1,)]), {}),
}

MALFORMED = {
    "unit-sign-of-no-unit": signs(FIRST, []).text,
    "unit-sign-undecided": signs(FIRST, [(0, 0, "undecided")], [], [], [()]).text,
    "unit-sign-point-of-two-inputs": changed(LAYERS, "evidence", "points", [["0", "0"]]).text,
    "unit-sign-of-one-unit-twice": signs(FIRST, [(0, 2, "off"), (0, 2, "off")]).text,
    "unit-sign-with-a-spare-witness": signs(NEVER, [(0, 0, "off")], [], ["0"], [(0,)]).text,
    "unit-sign-relaxations-on-a-hull": changed(
        HULL, "evidence", "relaxations", [[KINK, KINK]]
    ).text,
    "unit-sign-cases-on-a-polytope": signs(
        ONE, off, [], ["-1"], None, HALF_LINE, [((0, 0), bounded())]
    ).text,
    "unit-sign-line-of-a-unit-in-a-case": by_cases(
        twice("1/4"), [(1, 0, "on")], bounded([], [[[[0, 0], "r"], "1"]]), "0"
    ).text,
    "unit-sign-slopes-out-of-order": by_cases(
        twice("1/4"), [(1, 0, "on")], bounded([(1, "0"), (0, "0")]), "0"
    ).text,
    "unit-sign-trees-out-of-order": changed(
        HULL, "evidence", "trees", HULL.evidence["trees"][::-1]
    ).text,
    "unit-sign-on-a-polytope-without-a-point": signs(
        ONE, [(0, 0, "off")], [], [], None, EMPTY, [((0, 0), NO_CASE)]
    ).text,
}
