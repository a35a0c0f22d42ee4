"""The parts of which formulas of statements are made: numbers, relations, domains, networks."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .networks import affine_term, input_names, network_terms, widths, written_out
from .terms import LATEX, TEXT, Style, Term, printed

__all__ = [
    "Part",
    "called_f",
    "compared",
    "in_both",
    "inputs_of",
    "interval",
    "joined",
    "number_part",
    "numbers",
    "of_term",
    "output_of",
    "pair_or_more",
    "ranging_over",
    "separated",
    "words",
]

_TEXT_SIGNS = {"=": "=", ">=": "≥", ">": ">", "!=": "≠", "<=": "≤", "<": "<"}
_LATEX_SIGNS = {"=": "=", ">=": r"\ge", ">": ">", "!=": r"\ne", "<=": r"\le", "<": "<"}
MOST_NUMBERS = 10
"""A longer list of knots or slopes is shown by its first, its second and its last number."""


@dataclass(frozen=True)
class Part:
    """A piece of a formula: mathematics in both languages, or words where ``latex`` is empty."""

    text: str
    latex: str = ""


def words(text: str) -> Part:
    """Words, with the spaces around them."""
    return Part(text)


def in_both(write: Callable[[Style], str]) -> Part:
    """What one function writes in each style."""
    return Part(write(TEXT), write(LATEX))


def of_term(term: Term) -> Part:
    """A term."""
    return in_both(lambda style: printed(term, style))


def compared(left: Term, sign: str, right: Term) -> Part:
    """Two terms with a sign between them."""

    def write(style: Style) -> str:
        signs = _LATEX_SIGNS if style.latex else _TEXT_SIGNS
        return f"{printed(left, style)} {signs[sign]} {printed(right, style)}"

    return in_both(write)


def joined(left: Part, sign: str, latex: str, right: Part) -> Part:
    """Two parts as one, with a sign between them in both languages."""
    return Part(f"{left.text} {sign} {right.text}", f"{left.latex} {latex} {right.latex}")


def separated(parts: list[Part], comma: str = ", ") -> list[Part]:
    """Parts with a comma between any two."""
    found = list[Part]()
    for part in parts:
        found += [words(comma), part] if found else [part]
    return found


def number_part(value: str) -> Part:
    """A rational number, given as text."""
    return in_both(lambda style: style.signed(Fraction(value)))


def numbers(values: list[str]) -> list[Part]:
    """A list of numbers, a long one cut in the middle."""
    if len(values) <= MOST_NUMBERS:
        return separated([number_part(value) for value in values])
    first, second, last = (number_part(values[i]) for i in (0, 1, -1))
    return [*separated([first, second]), words(", …, "), last, words(f" ({len(values)} in all)")]


def pair_or_more(terms: list[Term]) -> Part:
    """Several terms in parentheses, a single one bare."""

    def write(style: Style) -> str:
        inner = ", ".join(printed(term, style) for term in terms)
        return inner if len(terms) == 1 else f"({inner})"

    return in_both(write)


# ---- domains and networks ------------------------------------------------------------------------


def inputs_of(network: dict[str, Any]) -> list[Term]:
    """The inputs of a network as terms."""
    return [*input_names(network)]


def _interval(pair: list[str], style: Style) -> str:
    low, high = (style.signed(Fraction(end)) for end in pair)
    return f"[{low}, {high}]"


def interval(pair: list[str]) -> Part:
    """A closed interval, given as a pair of texts."""
    return in_both(lambda style: _interval(pair, style))


def _box(intervals: list[list[str]], style: Style) -> str:
    if len(intervals) > 1 and all(pair == intervals[0] for pair in intervals):
        return style.power(_interval(intervals[0], style), len(intervals))
    cross = r" \times " if style.latex else " × "
    return cross.join(_interval(pair, style) for pair in intervals)


def _space(dimension: int, style: Style) -> str:
    return style.power(r"\mathbb{R}" if style.latex else "ℝ", dimension)


def ranging_over(network: dict[str, Any], domain: dict[str, Any]) -> list[Part]:
    """The inputs, and the set that they range over."""
    inputs = inputs_of(network)
    here = pair_or_more(inputs)
    if domain["type"] == "space":
        space = in_both(lambda style: _space(len(inputs), style))
        return [joined(here, "∈", r"\in", space)]
    if domain["type"] == "box":
        box = in_both(lambda style: _box(domain["intervals"], style))
        return [joined(here, "∈", r"\in", box)]
    if domain["type"] == "polytope":
        rows = [
            compared(affine_term(weights, constant, inputs), ">=", "0")
            for weights, constant in domain["rows"]
        ]
        return [here, words(" with "), *separated(rows)]
    points = separated([pair_or_more([*point]) for point in domain["points"]])
    if domain["type"] == "hull":
        return [here, words(" in the convex hull of "), *points]
    return [here, words(" among "), *points]


def output_of(network: dict[str, Any]) -> tuple[Part, list[Part]]:
    """The network's output, and, if it is only called f, the words that say what f is."""
    terms = network_terms(network)
    if written_out(terms):
        return pair_or_more(terms), []
    return called_f(network), [
        words(f", where f is the {widths(network)} network of the certificate")
    ]


def called_f(network: dict[str, Any]) -> Part:
    """The network as f of its inputs."""

    def write(style: Style) -> str:
        return "f(" + ", ".join(printed(name, style) for name in inputs_of(network)) + ")"

    return in_both(write)
