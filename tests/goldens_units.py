"""Goldens of the kind unit-sign; `tests.goldens` writes them."""

from relu_proofs.core.certificate import Certificate, box, network_json, space
from relu_proofs.core.network import Network

BOX = box([(-1, 1)])
SKIP = {"low": "1", "high": "3", "lower": "1", "upper": ["1", "0"]}  # x + 2, which is on
KINK = {"low": "-1", "high": "1", "lower": "0", "upper": ["1/2", "1/2"]}  # x
DEAD = {"low": "-3", "high": "-1", "lower": "0", "upper": ["0", "0"]}  # x - 2, which is off


def signs(network, units, relaxations=(), points=(), witnesses=(), domain=BOX):
    return Certificate(
        {
            "kind": "unit-sign",
            "network": network_json(network),
            "domain": domain,
            "units": [{"unit": [k, i], "state": state} for k, i, state in units],
        },
        {
            "relaxations": list(relaxations),
            "points": [[x] for x in points],
            "witnesses": [list(pair) for pair in witnesses],
        },
    )


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
    [(0, 1), (0, 1)],
)
THREE = Network(
    [([[1], [-1]], [0, 0]), ([[1, 1], [-1, -1]], ["-1/2", 0]), ([[1, 1]], [-1]), ([[1]], [0])]
)  # |x| - 1/2 and -|x|, then r(|x| - 1/2) - 1, which is off
DEEPER = signs(
    THREE,
    [(2, 0, "off"), (1, 1, "off")],
    [
        [KINK, KINK],
        [
            {"low": "-1/2", "high": "1/2", "lower": "1", "upper": ["1/2", "1/4"]},
            {"low": "-1", "high": "0", "lower": "0", "upper": ["0", "0"]},
        ],
    ],
)
ZERO = signs(Network([([[0]], [0]), ([[1]], [0])]), [(0, 0, "off")])


def valid():
    return {
        "unit-sign-two-layers": LAYERS,
        "unit-sign-three-layers": DEEPER,
        "unit-sign-identically-zero": ZERO,
    }


def invalid():
    one = Network([([[1]], [0]), ([[1]], [0])])

    def lie(weights, bias, state, **kink):
        return signs(second(weights, bias), [(1, 0, state)], [[{**KINK, **kink}, SKIP, DEAD]])

    return {
        "unit-sign-forgotten-unit": signs(
            Network([([[1], [1]], [2, 2]), ([[1, -2]], [0]), ([[1]], [0])]),
            [(1, 0, "on")],
            [[SKIP]],
        ),
        "unit-sign-low-above-the-minimum": lie(
            [1, -1, 0], 2, "off", low="0", lower="1", upper=["1", "0"]
        ),
        "unit-sign-high-below-the-maximum": lie([1, 0, 0], 0, "off", high="0", upper=["0", "0"]),
        "unit-sign-lower-slope-above-one": lie([1, -2, 0], 4, "on", lower="2"),
        "unit-sign-lower-slope-below-zero": lie([1, 1, 0], -2, "on", lower="-1"),
        "unit-sign-upper-line-too-low": lie([-1, "1/2", 0], "-3/4", "on", upper=["1/2", "1/4"]),
        "unit-sign-upper-line-too-low-on-the-left": lie([-1, 1, 0], -2, "on", upper=["1", "0"]),
        "unit-sign-point-outside-the-box": signs(
            FIRST, [(0, 1, "switching")], [], ["-3", "0"], [(0, 1)]
        ),
        "unit-sign-missing-unit": signs(one, [(0, 1, "on")]),
        "unit-sign-without-a-witness": signs(one, [(0, 0, "switching")]),
        "unit-sign-witness-that-stays": signs(one, [(0, 0, "switching")], [], ["0", "1"], [(0, 1)]),
        "unit-sign-witness-reversed": signs(one, [(0, 0, "switching")], [], ["-1", "1"], [(1, 0)]),
        "unit-sign-without-relaxations": signs(FIRST, [(1, 0, "on")]),
        "unit-sign-off-proved-by-the-maximum": lie([1, 0, 0], 0, "off"),
        "unit-sign-on-by-a-hair": lie([-1, 1, 0], "-17/16", "on"),
    }


def malformed():
    return {
        "unit-sign-on-the-space": signs(FIRST, [(0, 0, "on")], domain=space()).text,
        "unit-sign-of-no-unit": signs(FIRST, []).text,
        "unit-sign-undecided": signs(FIRST, [(0, 0, "undecided")]).text,
        "unit-sign-point-of-two-inputs": Certificate(
            LAYERS.statement, {**LAYERS.evidence, "points": [["0", "0"]]}
        ).text,
    }
