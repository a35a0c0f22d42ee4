"""Is a network one affine map on rows of data, and on their convex hull?

On the rows linear algebra decides.  On the hull the rows go first: what they refuse it refuses,
and a weak pattern that they share is kept between them.  Then their bounding box: a map that
serves the box serves the hull, and on a box signs are cheap.  Last the hull itself is split.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import nlargest

from ..core.affine import Affine
from ..core.box import bounding
from ..core.certificate import JSON, JSONObject
from ..core.clock import OutOfTime
from ..core.domains import Box, Hull
from ..core.linalg import solve_square
from ..core.network import Network
from ..core.rational import Vector
from .convex import decide_convex, decide_in_half
from .decision import Combination, Outcome, Progress
from .survey import Survey
from .tree import signs_json

__all__ = ["by_the_box", "by_the_rows", "decide_hull", "decide_rows", "spread"]

_WITNESSES = 4
"""So many of the rows that miss most are made into combinations, of which the best is kept."""


def decide_rows(network: Network, survey: Survey) -> Outcome:
    """Decide whether a network agrees with one affine map on finitely many inputs.

    The map is read off at rows that are affinely independent and span all others; a row that it
    misses is an affine combination of those, with which it makes a witness.
    """
    try:
        return _decided(network, survey)
    except OutOfTime:
        return Outcome("the time was over before all rows were looked at")


def _decided(network: Network, survey: Survey) -> Outcome:
    tried, values, rows = "exact, by linear algebra", survey.values, survey.different
    ones = [(*survey.rows[p], Fraction(1)) for p in rows]
    basis, columns = survey.basis
    part = [[ones[i][j] for j in columns] for i in basis]
    rights = [[values[rows[i]][k] for i in basis] for k in range(network.outputs)]
    piece = spread(solve_square(part, rights), columns, network.inputs)
    worst = nlargest(_WITNESSES, _misses(piece, survey))
    if not worst:
        return Outcome(tried, piece, {})
    turned = list(zip(*part))
    outside = [[*survey.rows[p], Fraction(1)] for _, _, p in worst]
    weights = solve_square(turned, [[row[j] for j in columns] for row in outside])
    spanning = [survey.rows[rows[i]] for i in basis]
    found = [
        _combination(spanning, share, survey.rows[p], k) for share, (_, k, p) in zip(weights, worst)
    ]
    best = max(found, key=lambda combination: combination.distance(network))
    return Outcome(tried, combination=best)


def spread(rows: Sequence[Vector], columns: Sequence[int], inputs: int) -> Affine:
    """The map whose rows, constants last, have these values in their columns, 0 in others."""
    found = [dict(zip(columns, row)) for row in rows]
    every = range(inputs + 1)
    return Affine.of_rows([tuple(row.get(j, Fraction(0)) for j in every) for row in found])


def _misses(piece: Affine, survey: Survey) -> Iterator[tuple[Fraction, int, int]]:
    """By how much, in which output and at which row the map misses, where it does."""
    forms = piece.forms
    for p in survey.different:
        point = survey.points.whole[p]
        for k, (form, y) in enumerate(zip(forms, survey.values[p])):
            miss = y - form.at(point)
            if miss:
                yield abs(miss), k, p


def _combination(spanning: list[Vector], weights: Vector, row: Vector, output: int) -> Combination:
    """A row minus the combination of others that it is."""
    used = [(x, -w) for x, w in zip(spanning, weights) if w]
    used.append((row, Fraction(1)))
    return Combination(tuple(x for x, _ in used), tuple(m for _, m in used), output)


def decide_hull(
    network: Network,
    hull: Hull,
    survey: Survey,
    on_rows: Outcome,
    budget: int,
    progress: Progress | None = None,
) -> Outcome:
    """Decide whether a network is one affine map on the convex hull of rows.

    Parameters
    ----------
    survey : Survey
        Of the rows of the hull.
    on_rows : Outcome
        What `decide_rows` says of them.
    """
    found = by_the_rows(network, survey, on_rows)
    if found is None:
        around = bounding(hull.rows)
        box = decide_in_half(network, around, budget, progress)
        found = by_the_box(hull, around, box)
    return found or decide_convex(network, hull, budget, progress)


def by_the_rows(network: Network, survey: Survey, on_rows: Outcome) -> Outcome | None:
    """What rows say of their hull: a combination, a weak pattern, or that the time is over."""
    if on_rows.piece is None:
        return on_rows
    return None if survey.weak_pattern() is None else _on_a_pattern(network, survey)


def by_the_box(hull: Hull, box: Box, found: Outcome) -> Outcome | None:
    """What the bounding box says of the hull: a map, and for one input all there is to say."""
    if found.piece is not None:
        return Outcome(f"on the bounding box, {found.tried}", found.piece, _restated(found, box))
    return found if hull.inputs == 1 else None  # the hull of one input is its bounding box


def _on_a_pattern(network: Network, survey: Survey) -> Outcome:
    pattern = survey.weak_pattern() or {}
    bits = [[int(pattern[k, i] == "on") for i in places] for k, places in enumerate(network.relus)]
    signs = signs_json({unit: (state, []) for unit, state in pattern.items()})
    tree: JSONObject = {"signs": signs, "then": {"type": "equal"}}
    piece = network.affine_piece(bits)
    return Outcome("exact, since no unit switches between the rows", piece, {"tree": tree})


def _restated(found: Outcome, box: Box) -> JSONObject:
    """The tree of a bounding box as one of the hull.

    Half-spaces of the box are >= 0 at every row.  So where a form minus multiples of half-spaces
    is a constant >= 0, it is >= 0 at every row without those of the box; the splits stay.
    """
    known = len(box.half_spaces)

    def restate(value: JSON) -> JSON:
        if isinstance(value, list):
            return [restate(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            name: _without(item, known) if name == "multipliers" else restate(item)
            for name, item in value.items()
        }

    assert found.evidence is not None
    return {"tree": restate(found.evidence["tree"])}


def _without(multipliers: JSON, known: int) -> JSON:
    """Lists of pairs [index, multiplier], nested as they may be, for the splits alone."""
    assert isinstance(multipliers, list)
    kept: list[JSON] = []
    for item in multipliers:
        if isinstance(item, list) and item and isinstance(item[0], int):
            if item[0] >= known:
                kept.append([item[0] - known, item[1]])
        else:
            kept.append(_without(item, known))
    return kept
