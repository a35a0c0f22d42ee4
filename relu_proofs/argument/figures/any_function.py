"""Figures of `beyond/any-function`: five heights, and the four units that go through them."""

from fractions import Fraction

from ...core.piecewise import Piecewise
from .base import INK, MUTED, UNITS, drawn, panel
from .live import Live, Numbers

STATE = {
    "y0": Fraction(1),
    "y1": Fraction(2),
    "y2": Fraction(0),
    "y3": Fraction(1, 2),
    "y4": Fraction(-1),
}


def shown(state: Numbers) -> dict[str, object]:
    """The output weights of the units with knots 0, 1, 2 and 3, and how many are not 0."""
    f = Piecewise.through(list(enumerate(state.values())))
    weights = [f(1) - f(0), *(f.second_difference(j, 1) for j in (1, 2, 3))]
    named = {f"v{j + 1}": weight for j, weight in enumerate(weights)}
    return {**named, "units": sum(weight != 0 for weight in weights)}


@drawn
def five_heights() -> Live:
    """Five points and the straight way from each to the next."""
    figure, axes = panel(4.8, 3.4)
    axes.axhline(0, color=MUTED, linewidth=0.8)
    heights = [float(y) for y in STATE.values()]
    axes.plot(range(5), heights, color=INK, gid="still")
    for x, y in enumerate(heights):
        colour = UNITS[x] if x < 4 else INK
        axes.plot([x], [y], "o", color=colour, markersize=8, gid="still")
    axes.set(xlim=(-0.2, 4.2), ylim=(-3.2, 3.2), xticks=range(5), yticks=[-3, 0, 3])
    return Live(
        figure,
        name="heights",
        state=STATE,
        shown=shown,
        question="a graph goes through five points, at whatever heights you put them. It is a "
        "constant plus ReLU units; each is 0 up to one of the points and straight from there on. "
        "How many units do eleven points take, at the worst heights?",
        choices=("eleven", "ten", "more, the steeper it gets"),
        answer="Ten, one fewer than points, and for some heights fewer still. A constant gives the "
        "height of the first point, the first unit the slope of the first stretch, and each "
        "further one turns the line where a stretch ends. With points close enough together it "
        "follows any curve without a jump as closely as you like.",
        alt="Five points at x = 0, 1, 2, 3, 4 with heights 1, 2, 0, 1/2 and minus 1, joined by "
        "straight lines.",
    )
