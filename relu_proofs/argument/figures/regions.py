"""The activation regions of a network: the plane in its cells, or the line in its pieces."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from relu_proofs.argument.figures.base import INK, PAPER, UNITS, Drawing, drawn, panel
from relu_proofs.regions.regions import Regions

_MOST_SHAPES = 2000  # beyond that the cells are an image inside the SVG


@drawn
def regions(found: Regions) -> Drawing:
    """Draw regions; cells of one colour have the same affine map, up to repeated colours.

    Parameters
    ----------
    found : Regions
        Of `relu_proofs.activation_regions`.

    Returns
    -------
    Drawing
    """
    counts = f"{len(found)} activation regions, {found.distinct_affine_maps} distinct affine maps"
    if len(found.box) == 1:
        figure, axes = panel(4.8, 3.2)
        for k, region in enumerate(found):
            x = [vertex[0] for vertex in region.vertices]
            y = [region.U[0][0] * t + region.c[0] for t in x]
            axes.plot(list(map(float, x)), list(map(float, y)), color=UNITS[k % 2])
            axes.plot(float(x[0]), float(y[0]), "o", color=INK, markersize=2.5)
        axes.set_xlabel("x")
        axes.set_ylabel("f(x)")
        return Drawing(
            figure,
            alt=f"The graph of a network, piece by piece: {counts}.",
            caption=f"{counts}; each change of colour is a unit that switches.",
        )
    figure, axes = panel(4.4, 4.4)
    polygons, region_of = found.drawn()
    shades = [
        (*to_rgba(UNITS[k % 6])[:3], 0.15 + 0.12 * (k // 6 % 5))
        for k in found.map_numbers[region_of].tolist()
    ]
    thin = min(1.0, 40 / len(polygons) ** 0.5)
    axes.add_collection(
        PolyCollection(
            polygons,
            facecolors=shades,
            edgecolors=PAPER,
            linewidths=thin,
            rasterized=len(polygons) > _MOST_SHAPES,
        )
    )
    (a, b), (c, d) = ((float(low), float(high)) for low, high in found.box)
    axes.set(xlim=(a, b), ylim=(c, d), xlabel="x\u2081", ylabel="x\u2082")
    if max(b - a, d - c) <= 3 * min(b - a, d - c):
        axes.set_aspect("equal")
    return Drawing(
        figure,
        alt=f"A box cut into convex cells: {counts}.",
        caption=f"{counts}; neighbours of one colour share their map.",
    )


@drawn
def growth(rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """Draw time and memory over the number of regions.

    Parameters
    ----------
    rows : list of dict
        With the fields network, regions, seconds and megabytes.

    Returns
    -------
    Drawing
    """
    figure, axes = panel(4.8, 3.6)
    for k, field in enumerate(("seconds", "megabytes")):
        for family, marker in (("one", "o"), ("four", "s")):
            chosen = [
                row
                for row in rows
                if row["network"].startswith(family) and (field == "seconds" or row[field] > 1)
            ]  # below, allocation is noise
            axes.plot(
                [row["regions"] for row in chosen],
                [row[field] for row in chosen],
                marker,
                color=UNITS[k],
                linestyle="-" if family == "one" else "--",
                markersize=4,
                label=f"{field}, {family} layer{'s' * (family != 'one')}",
            )
    axes.set(xscale="log", yscale="log", xlabel="regions", ylabel="seconds, megabytes")
    axes.set_xticks([100, 1000, 10_000, 100_000], ["100", "1 000", "10 000", "100 000"])
    axes.set_yticks([0.001, 0.01, 0.1, 1, 10, 100], ["0.001", "0.01", "0.1", "1", "10", "100"])
    axes.set_ylim(0.0005, 200_000)  # room for the legend
    axes.legend(fontsize=10, loc="upper left")
    return Drawing(
        figure,
        alt="Time and memory over the number of regions, on logarithmic axes: "
        "flat below a thousand regions, then nearly straight lines.",
        caption="Both grow like the output: regions times units.",
    )
