"""All regions of a network, written: knots and slopes on a line, tables for machines."""

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, chain, pairwise
from math import isfinite
from typing import NamedTuple

from ..core.affine import Affine
from ..core.certificate import JSON, JSONObject
from ..core.rational import InputError, text
from ..regions.region import RegionArrays, short
from ..regions.regions import Regions

__all__ = ["as_csv", "as_json", "print_line"]

_MOST = 12  # knots or slopes in text; JSON has all of them


class _Line(NamedTuple):
    """A network of one input in an interval: where its map changes, and the maps in between."""

    knots: list[Fraction]
    maps: list[Affine]


def _on_a_line(found: Regions) -> _Line:
    items = sorted(found, key=lambda item: item.vertices)
    line = _Line([], [Affine(items[0].U, items[0].c)])
    for item in items[1:]:
        piece = Affine(item.U, item.c)
        if piece != line.maps[-1]:
            line.knots.append(item.vertices[0][0])
            line.maps.append(piece)
    return line


def print_line(found: Regions) -> None:
    """Print knots, slopes, and where the graph begins: together they say what the network is."""
    knots, maps = _on_a_line(found)
    ((low, _),) = found.box
    print(f"knots: {_listed(knots)}")
    for k in range(found.network.outputs):
        of = f" of output {k}" if found.network.outputs > 1 else ""
        slopes = [piece.U[k][0] for piece in maps]
        print(f"slopes{of}: {_listed(slopes)}; value {short(maps[0]((low,))[k])} at {short(low)}")


def _listed(numbers: Sequence[Fraction]) -> str:
    """Numbers on one line, the middle left out of long lists."""
    words = list(map(short, numbers))
    if len(words) > _MOST:
        words = [*words[: _MOST // 2], f"... ({len(words)} in all)", *words[-_MOST // 2 :]]
    return ", ".join(words) or "none"


def as_json(found: Regions) -> JSONObject:
    """What JSON has of all regions: `Regions.arrays`, and of one input the exact knots, too.

    A number beyond floats is null, and so is a knot or a slope with too many digits for text.
    """
    arrays = found.arrays()
    listed: JSONObject = {
        "patterns": list[JSON](_patterns(found, arrays)),
        "offsets": arrays.offsets.tolist(),
        "vertices": _finite(arrays.vertices.tolist()),
        "U": _finite(arrays.U.tolist()),
        "c": _finite(arrays.c.tolist()),
    }
    if found.network.inputs > 1:
        return {"arrays": listed}
    knots, maps = _on_a_line(found)
    slopes: list[JSON] = [[_exact(row[0]) for row in piece.U] for piece in maps]
    return {"knots": [*map(_exact, knots)], "slopes": slopes, "arrays": listed}


def _patterns(found: Regions, arrays: RegionArrays) -> Iterable[str]:
    """The pattern of each region: a 0 or 1 for each unit, a blank between layers."""
    ends = list(accumulate(map(len, found.network.relus), initial=0))
    for states in arrays.patterns:
        bits = "".join("01"[on] for on in states.tolist())
        yield " ".join(bits[start:end] for start, end in pairwise(ends))


def _finite(numbers: JSON) -> JSON:
    """Nested lists of floats; JSON has no infinite numbers."""
    if isinstance(numbers, list):
        return [*map(_finite, numbers)]
    return numbers if isinstance(numbers, float) and isfinite(numbers) else None


def _exact(number: Fraction) -> str | None:
    try:
        return text(number)
    except InputError:
        return None


def as_csv(found: Regions) -> str:
    """A table with a line for each region.

    Its number, that of its map, its pattern; its ends, or its vertices counter-clockwise, as
    ``x y; x y; ...``; then U and c, output by output.
    """
    inputs, outputs = found.network.inputs, found.network.outputs
    arrays = found.arrays()
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    corners = ["low", "high"] if inputs == 1 else ["vertices"]
    entries = [[*(f"U[{k}][{i}]" for i in range(inputs)), f"c[{k}]"] for k in range(outputs)]
    writer.writerow(["region", "map", "pattern", *corners, *chain(*entries)])
    rows = zip(
        found.map_numbers.tolist(),
        _patterns(found, arrays),
        pairwise(arrays.offsets.tolist()),
        arrays.U.tolist(),
        arrays.c.tolist(),
        strict=True,
    )
    for i, (number, pattern, (start, end), U, c) in enumerate(rows):
        points = arrays.vertices[start:end].tolist()
        ends = [x for (x,) in points] if inputs == 1 else [_points(points)]
        piece = ((*row, constant) for row, constant in zip(U, c, strict=True))
        writer.writerow([i, number, pattern, *ends, *chain(*piece)])
    return table.getvalue()


def _points(points: Iterable[Sequence[float]]) -> str:
    return "; ".join(" ".join(map(repr, point)) for point in points)
