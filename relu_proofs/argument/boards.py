"""Boards to draw on: the exercises of the page ``practice/exercises`` that a drawing answers.

A drawing is a height above each place of `AT`, joined by straight lines.
"""

from fractions import Fraction

from ..core.piecewise import Piecewise
from ..core.rational import InputError, Vector, vector

__all__ = ["AT", "FIRST", "HIGHEST", "THREE_UNITS", "heights_of", "line_of"]

AT = vector(range(-3, 4))
"""Where a point stands that can be moved up and down."""

HIGHEST = 4
"""How far up, and down, a point of the page can be moved."""

THREE_UNITS = {
    "r(x + 1)": Piecewise([-1], [0, 1], 0, -1),
    "−2·r(x − 1)": Piecewise([1], [0, -2], 0, 1),
    "r(−x − 2)": Piecewise([-2], [-1, 0], 0, -2),
}
"""The units whose sum is to be drawn, two that face right and one that faces left."""

FIRST = {
    "draw-the-sum": vector((1, 0, 0, 1, 2, 0, -2)),
    "bend-without-biases": vector((4, 3, 2, 1, 0, 1, 2)),
    "three-pieces-from-two-units": vector((0, 1, 2, 1, 0, 1, 2)),
}
"""What is drawn at first, natural and wrong: the heights, by the name of the exercise."""


def line_of(value: object) -> Piecewise:
    """The line that an answer draws, between the first place of `AT` and the last.

    Parameters
    ----------
    value : sequence of numbers or Piecewise
        A height for each place of `AT`; of a function only what lies between them counts.

    Raises
    ------
    InputError
        If there are more or fewer heights, or one is no finite number.

    Examples
    --------
    >>> line_of([3, 2, 1, 0, 1, 2, 3])
    Piecewise(knots=[0], slopes=[-1, 1], value=0)
    """
    if isinstance(value, Piecewise):
        return value.inside(AT[0], AT[-1])
    heights = vector(value, "heights")
    if len(heights) != len(AT):
        raise InputError(
            f"heights: found {len(heights)}, expected {len(AT)}, one at each of "
            f"x = {AT[0]}, ..., {AT[-1]}"
        )
    return Piecewise.through(list(zip(AT, heights)))


def heights_of(x: Fraction) -> Vector:
    """The heights of `THREE_UNITS` at x.

    Examples
    --------
    >>> [str(height) for height in heights_of(Fraction(2))]
    ['3', '-2', '0']
    """
    return tuple(unit(x) for unit in THREE_UNITS.values())
