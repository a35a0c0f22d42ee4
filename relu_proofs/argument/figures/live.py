"""Figures that answer the hand: the static figure of a page, and what its live picture needs.

A `Live` figure is complete without scripts: the drawing in its first state, the question with its
answer folded up.  Where scripts run, ``docs/_static/live/NAME.js`` takes over the same drawing in
the same scales: artists with the gid ``still`` make way, what moves is drawn in their place.
"""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from html import escape

from matplotlib.figure import Figure

from ...core.rational import text
from .base import Drawing

__all__ = ["Live", "Numbers", "scales"]

Numbers = Mapping[str, Fraction]
_POINTS = 72  # to an inch: the units of matplotlib's SVG


class Live(Drawing):
    """A figure with a question before it and a live picture over it.

    Parameters
    ----------
    *panels : matplotlib.figure.Figure
        One axes each, with linear scales; what the live picture moves has the gid ``still``.
    name : str
        The picture's name: its script is ``docs/_static/live/NAME.js``.
    state : dict of str to Fraction
        The numbers that the reader's hand moves, as the static figure shows them.
    shown : callable
        From a state to the numbers (or words) that the picture shows in it, by name, computed by
        the package: the browser tests hold the script to it.
    question, answer : str
        What is asked before anything moves, and what is to be seen then.
    choices : sequence of str
        Two to four guesses.
    alt : str
        As for `Drawing`: the state that is drawn, not the answer.
    caption : str
        None is needed: what is seen is said below the picture.
    """

    may_be_empty = frozenset({"caption"})

    def __init__(
        self,
        *panels: Figure,
        name: str,
        state: Numbers,
        shown: Callable[[Numbers], Mapping[str, object]],
        question: str,
        choices: tuple[str, ...],
        answer: str,
        alt: str,
        caption: str = "",
    ) -> None:
        super().__init__(*panels, alt=alt, caption=caption)
        if not 2 <= len(choices) <= 4:
            raise ValueError(f"a guess needs two to four choices; got {len(choices)}")
        self.name, self.state, self.shown = name, dict(state), shown
        self.question, self.choices, self.answer = question, tuple(choices), answer
        self.scales = [scales(panel) for panel in panels]

    @property
    def html(self) -> str:
        """The question, the figure, and the room for what is seen."""
        given = {
            "name": self.name,
            "panels": self.scales,
            "state": {name: text(value) for name, value in self.state.items()},
            "answer": self.answer,
        }
        buttons = "".join(
            f'<button type="button">{escape(words)}</button>'
            for words in (*self.choices, "just show me")
        )
        guess = (
            '<div class="guess"><p class="guess-question">'
            f"<strong>Guess first:</strong> {escape(self.question)}</p>"
            f'<p class="guess-choices" hidden>{buttons}</p>'
            '<details class="guess-answer"><summary>What is to be seen</summary>'
            f"<p>{escape(self.answer)}</p></details></div>"
        )
        return (
            f'<div class="live-picture" data-picture="{self.name}" '
            f'data-live="{escape(json.dumps(given))}">{guess}{super().html}'
            '<p class="guess-said" hidden></p><p class="seen" hidden></p>'
            '<p class="live-tools" hidden></p></div>'
        )


def scales(figure: Figure) -> dict[str, list[float]]:
    """From data to the units of the panel's SVG, as (factor, shift) for x and for y.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        One axes with linear scales.
    """
    (axes,) = figure.axes
    to_points = _POINTS / figure.dpi
    height = figure.get_figheight() * _POINTS
    (x0, y0), (x1, y1) = axes.transData.transform([(0, 0), (1, 1)]) * to_points
    return {
        "x": [round(x1 - x0, 4), round(x0, 4)],
        "y": [round(y0 - y1, 4), round(height - y0, 4)],
    }
