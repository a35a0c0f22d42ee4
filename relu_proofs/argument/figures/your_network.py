"""Figure of `practice/your-network`: the regions of a network fitted to |x1 - x2|."""

from matplotlib.figure import Figure

from ...core.network import Network
from ...regions.regions import Region, Regions
from .base import INK, MUTED, UNITS, Drawing, drawn, label, panel

NEAR = 0.1  # how near an entry of U has to be to be drawn as the same formula


def _formula(region: Region) -> int | None:
    """0 where U is nearly (1, -1), 1 where it is nearly (-1, 1), None elsewhere."""
    u, v = (float(entry) for entry in region.U[0])
    return next((k for k, s in enumerate((1, -1)) if max(abs(u - s), abs(v + s)) < NEAR), None)


@drawn
def trained(network: Network, regions: Regions) -> Drawing:
    """The regions, tinted by their U, and the graph of the network across the diagonal."""
    share = sum(_formula(region) is not None for region in regions)
    return Drawing(
        _plane(regions),
        _across(network),
        alt=f"Left: the square from -1 to 1 cut into {len(regions)} activation regions. On "
        f"{share} of them U is nearly (1, -1) or nearly (-1, 1), on either side of the diagonal; "
        "the others have U of their own, most of them slivers along it. Right: the graph across "
        "the diagonal, enlarged: where |x1 - x2| has one corner, the network has several blunter "
        "ones.",
        caption=f"|x₁ − x₂| needs two formulas. The trained network has {len(regions)} regions, "
        f"on {share} of them nearly one of these two, and a few blunter corners in the place of "
        "one sharp one.",
    )


def _plane(regions: Regions) -> Figure:
    """The panel of the regions."""
    figure, axes = panel(3.6, 3.5)
    for region in regions:
        corners = list(zip(*([float(x) for x in point] for point in region.vertices), strict=True))
        formula = _formula(region)
        if formula is not None:
            axes.fill(*corners, color=UNITS[formula], alpha=0.16, linewidth=0)
        axes.fill(*corners, facecolor="none", edgecolor=INK, linewidth=0.7)
    for x, y, words, colour in (
        (0.42, -0.75, "U ≈ (1, −1)", UNITS[0]),
        (-0.42, 0.62, "U ≈ (−1, 1)", UNITS[1]),
    ):
        label(axes, x, y, words, colour, ha="center", va="center", fontsize=12)
    axes.set(
        xlim=(-1, 1),
        ylim=(-1, 1),
        aspect="equal",
        xticks=[-1, 0, 1],
        yticks=[-1, 0, 1],
        xlabel="x₁",
        ylabel="x₂",
    )
    return figure


def _across(network: Network) -> Figure:
    """The panel of the graph across the diagonal."""
    figure, axes = panel(3.6, 3.5)
    steps = [k / 10000 for k in range(-200, 201)]
    axes.plot([-0.02, 0, 0.02], [0.04, 0, 0.04], color=MUTED, linewidth=1.2, linestyle=(0, (4, 3)))
    axes.plot(steps, [float(network.evaluate((t, -t))[0]) for t in steps], color=INK)
    axes.text(0, 0.033, "dashed: |x₁ − x₂|", color=MUTED, ha="center")
    axes.set(
        xlim=(-0.02, 0.02),
        ylim=(-0.002, 0.042),
        xticks=[-0.02, 0, 0.02],
        yticks=[0, 0.02, 0.04],
        xlabel="t, at x = (t, −t)",
        ylabel="f(x)",
    )
    return figure
