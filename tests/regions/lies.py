"""Goldens of the kind regions; `tests.goldens` writes them."""

from relu_proofs.core.certificate import Certificate, box, dump, network_json, space
from relu_proofs.core.network import Network
from relu_proofs.regions.regions import activation_regions, regions_certificate
from tests.changes import changed

FOLD = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
HALF = Network([([[1, 0]], [0]), ([[1]], [0])])  # r(x1)
ZERO = Network([([[0, 0]], [0]), ([[1]], [0])])  # a unit that is always 0
TENT = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])
VANISHING = Network(
    [
        ([[1, 0], [-1, 0], [1, 1]], [0, 0, "-1/3"]),  # 0 where x1 < 0
        ([[1, 0, 0], [1, -1, 1]], [0, 0]),
        ([[1, 1], [0, 1]], [0, 1]),
    ]
)
SPACE = Network([([[1, 0, 0]], [0]), ([[1]], [0])])


def found(network, ends):
    return regions_certificate(activation_regions(network, ends))


def claimed(network, ends, maps, *cells):
    """A certificate of cells given as (pattern, points), and of as many regions."""
    table = {}
    told = [
        {"pattern": [pattern], "points": [table.setdefault(x, len(table)) for x in corners]}
        for pattern, corners in cells
    ]
    return Certificate(
        {
            "kind": "regions",
            "network": network_json(network),
            "domain": box(ends),
            "regions": len({pattern for pattern, _ in cells}),
            "maps": maps,
        },
        {"points": [list(x) for x in table], "cells": told},
    )


SQUARE = ((-1, 1), (-1, 1))
FAR = Network([([[1, 0]], [-5]), ([[1]], [0])])  # r(x1 - 5)
UNIT = (("0", "0"), ("1", "0"), ("1", "1"), ("0", "1"))
A, B, C, D = ("-1", "-1"), ("1", "-1"), ("1", "1"), ("-1", "1")
LOW, HIGH = ("0", "-1"), ("0", "1")
WHOLE = (A, B, C, D)
BELOW, ABOVE = ("10", (A, B, C)), ("01", (C, D, A))
TWO = claimed(FOLD, SQUARE, 2, BELOW, ABOVE)

VALID = {
    "regions-of-a-fold": TWO,
    "regions-of-a-fold-with-spare-points": claimed(
        FOLD, SQUARE, 2, ("10", (A, B, C, ("0", "0"), ("1", "0"))), ABOVE
    ),
    "regions-of-two-tents": found(TENT.after(TENT), ((0, 1),)),
    "regions-of-a-layer-that-vanishes": found(VANISHING, ((-1, 1), (0, 1))),
    "regions-without-a-hidden-layer": found(Network.affine([[1, "1/2"]], [0]), SQUARE),
}

INVALID = {
    "regions-without-a-box": changed(
        claimed(FAR, ((0, 1),) * 2, 1, ("0", UNIT)), "statement", "domain", space()
    ),
    "regions-of-three-inputs": claimed(SPACE, ((-1, 1),) * 3, 1, ("1", (("0", "0", "0"),))),
    "regions-vertex-outside-box": claimed(
        HALF, SQUARE, 1, ("1", (LOW, HIGH, ("2", "-1"), ("2", "1")))
    ),
    "regions-pattern-with-a-unit-too-many": changed(
        TWO, "evidence", "cells", 1, "pattern", ["001"]
    ),
    "regions-point-that-does-not-exist": changed(
        TWO, "evidence", "cells", 1, "points", [2, 3, 0, 4]
    ),
    "regions-crease-ignored-on": claimed(HALF, SQUARE, 1, ("1", WHOLE)),
    "regions-crease-ignored-off": claimed(HALF, SQUARE, 1, ("0", WHOLE)),
    "regions-zero-unit-counted-twice": claimed(
        ZERO, SQUARE, 1, ("0", (A, LOW, HIGH, D)), ("1", (LOW, B, C, HIGH))
    ),
    "regions-flat-cell": claimed(FOLD, SQUARE, 2, BELOW, ABOVE, ("00", (A, C))),
    "regions-cell-without-points": claimed(FOLD, SQUARE, 3, BELOW, ABOVE, ("00", ())),
    "regions-polygon-walked-twice": claimed(FOLD, SQUARE, 1, ("10", (A, B, C, A, B, C))),
    "regions-cell-twice": claimed(FOLD, SQUARE, 1, BELOW, BELOW),
    "regions-cell-missing": claimed(FOLD, SQUARE, 1, BELOW),
    "regions-interval-missing": claimed(TENT, ((0, 1),), 1, ("11", (("1/2",), ("1",)))),
    "regions-wrong-number-of-regions": changed(TWO, "statement", "regions", 3),
    "regions-wrong-number-of-maps": changed(TWO, "statement", "maps", 1),
}

MALFORMED = {
    "regions-state-that-is-neither-on-nor-off": dump(
        {
            "format": "relu-proofs/2",
            "statement": TWO.statement,
            "evidence": changed(TWO, "evidence", "cells", 0, "pattern", ["1x"]).evidence,
        }
    ),
}
