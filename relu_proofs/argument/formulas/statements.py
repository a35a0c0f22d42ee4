"""One formula for each kind of statement.

A formula is a row of parts, words and mathematics in turn, so that a page can set the words in
its own type and break the line between any two parts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import one_variable
from .networks import affine_term, unit_terms, written_out
from .parts import (
    Part,
    compared,
    inputs_of,
    joined,
    of_term,
    output_of,
    pair_or_more,
    ranging_over,
    separated,
    words,
)
from .terms import Term, in_order, rank, with_absolute_values

__all__ = ["Formula", "Part", "formula"]

Statement = dict[str, Any]

_FLIPPED = {">=": "<=", ">": "<"}
SIZES = "In the statement |u| is written r(u) + r(−u)."


@dataclass(frozen=True)
class Formula:
    """A statement as words and mathematics.

    Attributes
    ----------
    parts : tuple of Part
        In reading order; the words bring their spaces along.
    note : str
        How a sign in it is spelled in the statement, or empty.
    """

    parts: tuple[Part, ...]
    note: str = ""

    @property
    def text(self) -> str:
        """The whole as plain text, one line of Unicode."""
        return "".join(part.text for part in self.parts)

    @property
    def latex(self) -> str:
        r"""The whole as one LaTeX formula, the words in ``\text``."""
        return "".join(part.latex or rf"\text{{{part.text}}}" for part in self.parts)


def formula(statement: Statement) -> Formula:
    """The formula of a machine statement.

    Parameters
    ----------
    statement : dict
        A statement of one of the kinds that the checker judges, its network inline.

    Returns
    -------
    Formula

    Raises
    ------
    KeyError
        If the kind is not known here.

    Notes
    -----
    Networks are written out while they are short; longer ones are called f, with their widths.
    The page ``reference/certificates`` says what each kind means.

    Examples
    --------
    >>> relation = {"left": ["r", ["*", "k", "x"]], "relation": "=", "right": ["*", "k", "x"]}
    >>> above = {"left": "k", "relation": ">=", "right": "0"}
    >>> fields = {"variables": ["k", "x"], "hypotheses": [above], "conclusion": relation}
    >>> formula({"kind": "identity", **fields}).text
    'For all real k, x with k ≥ 0: r(kx) = kx.'
    """
    parts = tuple(_KINDS[statement["kind"]](statement))
    sizes = statement["kind"] == "identity" and any("|" in part.text for part in parts)
    return Formula(parts, SIZES if sizes else "")


def _compared(relation: dict[str, Any]) -> Part:
    """A relation of an identity; what is said stands left of the bound that is said of it."""
    left, right = (with_absolute_values(relation[side]) for side in ("left", "right"))
    sign = relation["relation"]
    if sign in _FLIPPED and rank(left) < rank(right):
        left, sign, right = right, _FLIPPED[sign], left
    return compared(left, sign, right)


def _identity(statement: Statement) -> list[Part]:
    variables: list[Part] = [of_term(name) for name in in_order(statement["variables"])]
    hypotheses = [_compared(relation) for relation in statement["hypotheses"]]
    opening = list[Part]()
    if statement["conclusion"] == "false":
        opening = [words("There are no real "), *separated(variables)]
        return [*opening, words(" with "), *separated(hypotheses), words(".")]
    if variables:
        opening = [words("For all real "), *separated(variables)]
        if hypotheses:
            opening += [words(" with "), *separated(hypotheses)]
        opening.append(words(": "))
    return [*opening, _compared(statement["conclusion"]), words(".")]


def _affine_on(statement: Statement) -> list[Part]:
    network = statement["network"]
    output, where = output_of(network)
    rows = zip(statement["U"], statement["c"], strict=True)
    target = pair_or_more(
        [affine_term(row, constant, inputs_of(network)) for row, constant in rows]
    )
    equation = joined(output, "=", "=", target)
    member = ranging_over(network, statement["domain"])
    return [equation, words(" for all "), *member, *where, words(".")]


def _no_map(statement: Statement) -> list[Part]:
    """The kinds ``not-affine`` and ``not-linear``."""
    network = statement["network"]
    output, where = output_of(network)
    affine = statement["kind"] == "not-affine"
    names, target = _free_map(len(inputs_of(network)), len(network["layers"][-1]["bias"]), affine)
    return [
        words("There are no real "),
        *names,
        words(" with "),
        joined(output, "=", "=", target),
        words(" for all "),
        *ranging_over(network, statement["domain"]),
        *where,
        words("."),
    ]


def _free_map(inputs: int, outputs: int, affine: bool) -> tuple[list[Part], Part]:
    """The letters of an unknown linear or affine map, and what it sends an input to."""
    x: list[Term] = ["x"] if inputs == 1 else [f"x{j + 1}" for j in range(inputs)]
    letters = list[Term]()
    values = list[Term]()
    for i in range(outputs):
        row = "" if outputs == 1 else str(i + 1)
        slopes: list[Term] = [f"U{row}{j + 1 if inputs > 1 else ''}" for j in range(inputs)]
        summands: list[Term] = [["*", u, xj] for u, xj in zip(slopes, x, strict=True)]
        letters += slopes
        if affine:
            letters.append(f"c{row}")
            summands.append(f"c{row}")
        values.append(["+", *summands])
    return separated([of_term(letter) for letter in letters]), pair_or_more(values)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _regions(statement: Statement) -> list[Part]:
    network = statement["network"]
    output, where = output_of(network)
    regions, maps = statement["regions"], statement["maps"]
    return [
        output,
        words(f" has exactly {_counted(regions, 'activation region')} with "),
        *ranging_over(network, statement["domain"]),
        words(f", and {_counted(maps, 'different affine map')} there"),
        *where,
        words("."),
    ]


def _unit_sign(statement: Statement) -> list[Part]:
    terms = unit_terms(statement["network"])
    units = list[Part]()
    for entry in statement["units"]:
        k, i = entry["unit"]
        units += [words("; "), *_unit(terms[k, i], k, i, entry["state"])]
    member = ranging_over(statement["network"], statement["domain"])
    return [words("For all "), *member, words(": "), *units[1:], words(".")]


def _unit(term: Term, k: int, i: int, state: str) -> list[Part]:
    """What a state says of a unit's pre-activation."""
    z: Term = term
    named = list[Part]()
    if not written_out([term]):
        z, named = "z", [words(f" for unit {i} of layer {k}")]
    if state == "switching":
        return [of_term(z), *named, words(" is < 0 at some and > 0 at others (switching)")]
    sign, also = (">=", ", and > 0 at some (on)") if state == "on" else ("<=", " (off)")
    return [compared(z, sign, "0"), *named, words(also)]


_KINDS: dict[str, Callable[[Statement], list[Part]]] = {
    "identity": _identity,
    "affine-on": _affine_on,
    "not-affine": _no_map,
    "not-linear": _no_map,
    "equals": one_variable.equals,
    "within": one_variable.within,
    "floor": one_variable.floor,
    "regions": _regions,
    "unit-sign": _unit_sign,
}
