"""Goldens of the kinds equals, within and floor; `tests.goldens` writes them."""

from relu_proofs.core.certificate import Certificate, network_json
from relu_proofs.core.network import Network
from relu_proofs.core.piecewise import Piecewise, equality

RELU = Network([([[1]], [0]), ([[1]], [0])])
HAT = Network([([[1], [1], [1]], [1, 0, -1]), ([[1, -2, 1]], [0])])
TENT = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])
LINE = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])  # r(x) - r(-x) = x

SQUARE = {"type": "polynomial", "coefficients": ["0", "0", "1"]}
CUBE = {"type": "polynomial", "coefficients": ["0", "0", "0", "1"]}
ROOT = {"type": "sqrt"}
RUNGE = {"type": "quotient", "top": ["1"], "bottom": ["1", "0", "25"]}
HILL = {
    "type": "piecewise",
    **Piecewise.through(
        [(-3, -5), (-2, -5), (-1, -1), (0, 0), (1, -1), (2, -5), (3, -5)]
    ).statement,
}
WAVE = {"type": "piecewise", **Piecewise.through([(0, 0), (1, -2), (3, 2), (4, 0)]).statement}
FOLD = {"type": "piecewise", **Piecewise([0], [-1, 1], 0).statement}


def function(knots, slopes, value, at="0"):
    return {"knots": knots, "slopes": slopes, "value": value, "at": at}


def equals(network, ends, patterns, *f):
    return Certificate(
        {"kind": "equals", "network": network_json(network), **function(*f)},
        {"ends": ends, "patterns": patterns},
    )


def within(target, interval, error, cuts, *f):
    return Certificate(
        {"kind": "within", "target": target, "interval": interval, "error": error, **function(*f)},
        {"cuts": cuts},
    )


def floor(target, interval, pieces, error, *blocks):
    return Certificate(
        {"kind": "floor", "target": target, "interval": interval, "pieces": pieces, "error": error},
        {"blocks": list(blocks)},
    )


def block(pieces, points, *f):
    return {"pieces": pieces, "points": points, "reference": function(*f)}


ON, OFF = [["on"]], [["off"]]
UNIT = ["0", "1"]
SQUARE_LINE = ([], ["1"], "-1/8")  # the best line to x^2 on [0, 1]: it errs by 1/8
CUBE_LINE = ([], ["3/4"], "0")  # the best line to x^3 on [-1, 1]: it errs by 1/4
CUBE_POINTS = ["-1", "-1/2", "1/2", "1"]  # four points, so that two pieces do no better


VALID = {
    "equals-relu": equality(RELU),
    "equals-tent-twice": equality(TENT.after(TENT)),
    "equals-line-of-two-units": equality(LINE),
    "equals-affine-network": equality(Network.affine([["1/2"]], [3])),
    "within-square": within(SQUARE, UNIT, "1/8", ["0", "1/2", "1"], *SQUARE_LINE),
    "within-cube": within(CUBE, ["-1", "1"], "1/4", ["-1", "-1/2", "1/2", "1"], *CUBE_LINE),
    "within-root": within(
        ROOT, UNIT, "1/24", ["0", "1/6", "1/3", "2/3", "1"], ["1/9"], ["3", "3/4"], "1/24"
    ),
    "within-runge": within(RUNGE, UNIT, "1/2", ["0", "1/2", "1"], [], ["0"], "1/2"),
    "within-fold": within(FOLD, ["-1", "1"], "1/2", ["-1", "0", "1"], [], ["0"], "1/2"),
    "floor-square-one-line": floor(
        SQUARE, UNIT, 1, "1/8", block(1, ["0", "1/2", "1"], *SQUARE_LINE)
    ),
    "floor-square-two-pieces": floor(
        SQUARE,
        UNIT,
        2,
        "1/32",
        block(1, ["0", "1/4", "1/2"], [], ["1/2"], "-1/32"),
        block(1, ["1/2", "3/4", "1"], [], ["3/2"], "-17/32"),
    ),
    "floor-square-two-pieces-one-block": floor(
        SQUARE,
        UNIT,
        2,
        "1/32",
        block(2, ["0", "1/4", "1/2", "3/4", "1"], ["1/2"], ["1/2", "3/2"], "-1/32"),
    ),
    "floor-cube-two-pieces-are-one-line": floor(
        CUBE, ["-1", "1"], 2, "1/4", block(2, CUBE_POINTS, *CUBE_LINE)
    ),
    "floor-root-two-pieces": floor(
        ROOT,
        UNIT,
        2,
        "1/24",
        block(1, ["0", "1/6", "1/3"], [], ["3"], "1/24"),
        block(1, ["1/3", "2/3", "1"], [], ["3/4"], "7/24"),
    ),
    "floor-runge-one-line": floor(
        RUNGE, ["-1", "1"], 1, "6/13", block(1, ["-1", "0", "1"], [], ["0"], "1/2")
    ),
    "floor-hill-three-pieces-by-a-junction": floor(
        HILL,
        ["-3", "3"],
        3,
        "1",
        block(1, ["-3", "-2", "-1"], [], ["2"], "0"),
        block(1, ["1", "2", "3"], [], ["-2"], "0"),
    ),
    "floor-fold-one-line": floor(
        FOLD, ["-1", "1"], 1, "1/2", block(1, ["-1", "0", "1"], [], ["0"], "1/2")
    ),
}

halves = (
    block(1, ["0", "1/4", "1/2"], [], ["1/2"], "-1/32"),
    block(1, ["1/2", "3/4", "1"], [], ["3/2"], "-17/32"),
)
INVALID = {
    # the function with these knots and slopes
    "equals-a-slope-too-many": equals(RELU, ["0"], [OFF, ON], ["0"], ["0", "1", "9"], "0"),
    "equals-knot-twice": equals(RELU, ["0"], [OFF, ON], ["0", "0"], ["0", "5", "1"], "0"),
    "equals-slope-does-not-change": equals(
        RELU, ["0", "1"], [OFF, ON, ON], ["0", "1"], ["0", "1", "1"], "0"
    ),
    "equals-cell-without-length": equals(RELU, ["0", "0"], [OFF, ON, ON], ["0"], ["0", "1"], "0"),
    "equals-knot-inside-a-cell": equals(RELU, ["0"], [OFF, ON], ["0", "1"], ["0", "1", "2"], "0"),
    # equals
    "equals-one-output-of-two": equals(
        Network([([[1]], [0]), ([[1], [2]], [0, 0])]), ["0"], [OFF, ON], ["0"], UNIT, "0"
    ),
    "equals-a-pattern-too-many": equals(RELU, ["0"], [OFF, ON, ON], ["0"], ["0", "1"], "0"),
    "equals-pattern-with-a-missing-unit": equals(RELU, ["0"], [[[]], [[]]], [], ["0"], "0"),
    "equals-unit-called-off-where-it-is-on": equals(
        HAT, ["-1", "1"], [[["off"] * 3], [["off"] * 3], [["on"] * 3]], [], ["0"], "0"
    ),
    "equals-unit-called-on-too-far-to-the-left": equals(  # r(x) - 2/3 r(1/2 - x), from -1 on
        Network([([[1], [-1]], [0, "1/2"]), ([[1, "-2/3"]], [0])]),
        ["-1", "1"],
        [[["off", "on"]], [["on", "off"]], [["on", "off"]]],
        ["-1"],
        ["2/3", "1"],
        "0",
    ),
    "equals-unit-called-on-far-to-the-left": equals(RELU, ["1"], [ON, ON], [], ["1"], "0"),
    "equals-unit-called-off-far-to-the-right": equals(RELU, ["-1"], [OFF, OFF], [], ["0"], "0"),
    "equals-another-slope": equals(RELU, ["0"], [OFF, ON], ["0"], ["0", "2"], "0"),
    # within
    "within-subinterval-across-a-knot": within(
        SQUARE, UNIT, "1/8", ["0", "1/2", "1"], ["3/4"], ["1", "99"], "-1/8"
    ),
    "within-cuts-do-not-cover": within(SQUARE, ["0", "2"], "1/8", ["0", "1/2", "1"], *SQUARE_LINE),
    "within-negative-denominator": within(
        {"type": "quotient", "top": ["0", "1"], "bottom": ["-1"]},
        UNIT,
        "-1",
        UNIT,
        [],
        ["0"],
        "0",
    ),
    "within-error-too-small": within(SQUARE, UNIT, "1/9", ["0", "1/2", "1"], *SQUARE_LINE),
    # floor
    "floor-negative-root": floor(
        ROOT, ["0", "4"], 1, "3/4", block(1, ["0", "-1", "2"], [], ["1/2"], "-3/4")
    ),
    "floor-of-a-root-left-of-zero": floor(
        ROOT, ["-1", "1"], 1, "1/8", block(1, ["0", "1/2", "1"], [], ["1"], "1/8")
    ),
    "floor-at-a-pole": floor(
        {"type": "quotient", "top": ["1"], "bottom": ["0", "1"]},
        ["-1", "1"],
        1,
        "1",
        block(1, ["-1", "0", "1"], [], ["0"], "0"),
    ),
    "floor-too-few-alternations": floor(
        SQUARE, UNIT, 2, "1/8", block(2, ["0", "1/2", "1"], *SQUARE_LINE)
    ),
    "floor-points-out-of-order": floor(
        SQUARE, UNIT, 2, "1/8", block(2, ["0", "1/2", "1", "1/2"], *SQUARE_LINE)
    ),
    "floor-point-outside-the-interval": floor(
        SQUARE, UNIT, 1, "1/2", block(1, ["-1", "0", "1"], [], ["0"], "1/2")
    ),
    "floor-point-beyond-the-interval": floor(
        SQUARE, UNIT, 1, "1/2", block(1, ["0", "1", "2"], [], ["2"], "-1/2")
    ),
    "floor-blocks-overlap": floor(
        SQUARE, UNIT, 2, "1/8", *[block(1, ["0", "1/2", "1"], *SQUARE_LINE)] * 2
    ),
    "floor-does-not-alternate": floor(
        SQUARE, UNIT, 1, "1/8", block(1, ["0", "1/2", "1"], [], ["0"], "-1")
    ),
    "floor-pieces-not-counted": floor(SQUARE, UNIT, 3, "1/32", *halves),
    "floor-junction-of-two-rises": floor(
        WAVE,
        ["0", "4"],
        3,
        "1",
        block(1, ["0", "1", "2"], [], ["0"], "-1"),
        block(1, ["2", "3", "4"], [], ["0"], "1"),
    ),
    "floor-junction-across-a-knot": floor(
        {"type": "polynomial", "coefficients": ["0"]},
        ["0", "4"],
        1,
        "1",
        block(0, ["0", "1", "2"], ["5/4"], ["2", "-10/3"], "-1"),
        block(0, ["3", "4"], [], ["2"], "-7"),
    ),
}

MALFORMED = {
    "equals-without-a-finite-end": equals(RELU, [], [ON], [], ["1"], "0").text,
    "within-one-cut": within(SQUARE, UNIT, "1/8", ["0"], *SQUARE_LINE).text,
    "floor-without-a-block": floor(SQUARE, UNIT, 0, "1/8").text,
    "target-of-another-type": within({"type": "sin"}, UNIT, "1/8", UNIT, *SQUARE_LINE).text,
}
