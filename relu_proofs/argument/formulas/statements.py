"""One formula for each kind of statement.

A formula is a row of parts, words and mathematics in turn, so that a page can set the words in
its own type and break the line between any two parts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .networks import affine_term, input_names, network_terms, unit_terms, widths, written_out
from .terms import (
    LATEX,
    TEXT,
    Style,
    Term,
    in_order,
    printed,
    rank,
    with_absolute_values,
)

__all__ = ["Formula", "Part", "formula"]

Statement = dict[str, Any]

_TEXT_SIGNS = {"=": "=", ">=": "≥", ">": ">", "!=": "≠", "<=": "≤", "<": "<"}
_LATEX_SIGNS = {"=": "=", ">=": r"\ge", ">": ">", "!=": r"\ne", "<=": r"\le", "<": "<"}
_FLIPPED = {">=": "<=", ">": "<"}
MOST_NUMBERS = 10
"""A longer list of knots or slopes is shown by its first, its second and its last number."""


SIZES = "In the statement |u| is written r(u) + r(−u)."


@dataclass(frozen=True)
class Part:
    """A piece of a formula: mathematics in both languages, or words where ``latex`` is empty."""

    text: str
    latex: str = ""


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


# ---- small parts ---------------------------------------------------------------------------------


def _words(text: str) -> Part:
    return Part(text)


def _both(write: Callable[[Style], str]) -> Part:
    """What one function writes in each style."""
    return Part(write(TEXT), write(LATEX))


def _term(term: Term) -> Part:
    return _both(lambda style: printed(term, style))


def _relation(left: Term, sign: str, right: Term) -> Part:
    def write(style: Style) -> str:
        signs = _LATEX_SIGNS if style.latex else _TEXT_SIGNS
        return f"{printed(left, style)} {signs[sign]} {printed(right, style)}"

    return _both(write)


def _compared(relation: dict[str, Any]) -> Part:
    """A relation of an identity; what is said stands left of the bound that is said of it."""
    left, right = (with_absolute_values(relation[side]) for side in ("left", "right"))
    sign = relation["relation"]
    if sign in _FLIPPED and rank(left) < rank(right):
        left, sign, right = right, _FLIPPED[sign], left
    return _relation(left, sign, right)


def _separated(parts: list[Part], comma: str = ", ") -> list[Part]:
    """Parts with a comma between any two."""
    found = list[Part]()
    for part in parts:
        found += [_words(comma), part] if found else [part]
    return found


def _number(value: str) -> Part:
    return _both(lambda style: style.signed(Fraction(value)))


def _numbers(values: list[str]) -> list[Part]:
    """A list of numbers, a long one cut in the middle."""
    if len(values) <= MOST_NUMBERS:
        return _separated([_number(value) for value in values])
    first, second, last = (_number(values[i]) for i in (0, 1, -1))
    return [*_separated([first, second]), _words(", …, "), last, _words(f" ({len(values)} in all)")]


def _tuple(terms: list[Term]) -> Part:
    """Several terms in parentheses, a single one bare."""

    def write(style: Style) -> str:
        inner = ", ".join(printed(term, style) for term in terms)
        return inner if len(terms) == 1 else f"({inner})"

    return _both(write)


# ---- domains and networks ------------------------------------------------------------------------


def _inputs(network: dict[str, Any]) -> list[Term]:
    return [*input_names(network)]


def _interval(pair: list[str], style: Style) -> str:
    low, high = (style.signed(Fraction(end)) for end in pair)
    return f"[{low}, {high}]"


def _box(intervals: list[list[str]], style: Style) -> str:
    if len(intervals) > 1 and all(pair == intervals[0] for pair in intervals):
        return style.power(_interval(intervals[0], style), len(intervals))
    cross = r" \times " if style.latex else " × "
    return cross.join(_interval(pair, style) for pair in intervals)


def _member(network: dict[str, Any], domain: dict[str, Any]) -> list[Part]:
    """The inputs, and the set that they range over."""
    inputs = _inputs(network)
    here = _tuple(inputs)
    if domain["type"] == "space":
        space = _both(lambda style: style.power(r"\mathbb{R}" if style.latex else "ℝ", len(inputs)))
        return [_joined(here, "∈", r"\in", space)]
    if domain["type"] == "box":
        box = _both(lambda style: _box(domain["intervals"], style))
        return [_joined(here, "∈", r"\in", box)]
    if domain["type"] == "polytope":
        rows = [
            _relation(affine_term(weights, constant, inputs), ">=", "0")
            for weights, constant in domain["rows"]
        ]
        return [here, _words(" with "), *_separated(rows)]
    points = _separated([_tuple([*point]) for point in domain["points"]])
    if domain["type"] == "hull":
        return [here, _words(" in the convex hull of "), *points]
    return [here, _words(" among "), *points]


def _joined(left: Part, sign: str, latex: str, right: Part) -> Part:
    return Part(f"{left.text} {sign} {right.text}", f"{left.latex} {latex} {right.latex}")


def _output(network: dict[str, Any]) -> tuple[Part, list[Part]]:
    """The network's output, and, if it is only called f, the words that say what f is."""
    terms = network_terms(network)
    if written_out(terms):
        return _tuple(terms), []
    return _called(network), [
        _words(f", where f is the {widths(network)} network of the certificate")
    ]


def _called(network: dict[str, Any]) -> Part:
    """The network as f of its inputs."""

    def write(style: Style) -> str:
        return "f(" + ", ".join(printed(name, style) for name in _inputs(network)) + ")"

    return _both(write)


# ---- the kinds -----------------------------------------------------------------------------------


def _identity(statement: Statement) -> list[Part]:
    variables: list[Part] = [_term(name) for name in in_order(statement["variables"])]
    hypotheses = [_compared(relation) for relation in statement["hypotheses"]]
    opening = list[Part]()
    if statement["conclusion"] == "false":
        opening = [_words("There are no real "), *_separated(variables)]
        return [*opening, _words(" with "), *_separated(hypotheses), _words(".")]
    if variables:
        opening = [_words("For all real "), *_separated(variables)]
        if hypotheses:
            opening += [_words(" with "), *_separated(hypotheses)]
        opening.append(_words(": "))
    return [*opening, _compared(statement["conclusion"]), _words(".")]


def _affine_on(statement: Statement) -> list[Part]:
    network = statement["network"]
    output, where = _output(network)
    rows = zip(statement["U"], statement["c"], strict=True)
    target = _tuple([affine_term(row, constant, _inputs(network)) for row, constant in rows])
    equation = _joined(output, "=", "=", target)
    member = _member(network, statement["domain"])
    return [equation, _words(" for all "), *member, *where, _words(".")]


def _no_map(statement: Statement) -> list[Part]:
    """The kinds ``not-affine`` and ``not-linear``."""
    network = statement["network"]
    output, where = _output(network)
    affine = statement["kind"] == "not-affine"
    names, target = _free_map(len(_inputs(network)), len(network["layers"][-1]["bias"]), affine)
    return [
        _words("There are no real "),
        *names,
        _words(" with "),
        _joined(output, "=", "=", target),
        _words(" for all "),
        *_member(network, statement["domain"]),
        *where,
        _words("."),
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
    return _separated([_term(letter) for letter in letters]), _tuple(values)


def _function(entry: Statement) -> list[Part]:
    """The knots and slopes of a piecewise-linear function, and one value, in words."""
    if entry["knots"]:
        knot, slope = ("knot " if len(entry["knots"]) == 1 else "knots "), "slopes "
        knots = [_words(f"the {knot}"), *_numbers(entry["knots"])]
    else:
        knots, slope = [_words("no knots")], "slope "
    return [*knots, _words(f", the {slope}"), *_numbers(entry["slopes"])]


def _value(name: str, entry: Statement) -> Part:
    return _both(
        lambda style: (
            f"{name}({style.signed(Fraction(entry['at']))}) = "
            + style.signed(Fraction(entry["value"]))
        )
    )


def _equals(statement: Statement) -> list[Part]:
    network = statement["network"]
    output, where = _output(network)
    name = _called(network)
    opening = [_words("The function "), name if where else _joined(name, "=", "=", output)]
    has = [_words(" has "), *_function(statement), _words(" and ")]
    return [*opening, *has, _value("f", statement), *where, _words(".")]


def _target(target: Statement) -> tuple[Part, list[Part]]:
    """A target function, and the words that describe it if it has no formula."""
    if target["type"] == "sqrt":
        return Part("√x", r"\sqrt{x}"), []
    if target["type"] == "piecewise":
        about = [_words(", where f has "), *_function(target), _words(" and "), _value("f", target)]
        return Part("f(x)", "f(x)"), about
    if target["type"] == "polynomial":
        return _term(_polynomial(target["coefficients"])), []
    top, bottom = (_polynomial(target[part]) for part in ("top", "bottom"))

    def write(style: Style) -> str:
        above, below = printed(top, style), printed(bottom, style)
        if style.latex:
            return rf"\tfrac{{{above}}}{{{below}}}"
        return f"{above if len(above) == 1 else f'({above})'}/({below})"

    return _both(write), []


def _polynomial(coefficients: list[str]) -> Term:
    """The term of a polynomial, the constant first."""
    summands = list[Term]()
    for degree, coefficient in enumerate(coefficients):
        factors: list[Term] = ["x"] * degree
        if coefficient != "0":
            summands.append(["*", coefficient, *factors] if factors else coefficient)
    return ["+", *summands] if summands else "0"


_G = Part("g(x)", "g(x)")


def _distance(target: Part, g: Part = _G) -> Part:
    return Part(f"|{target.text} − {g.text}|", rf"\left|{target.latex} - {g.latex}\right|")


def _line(entry: Statement) -> Part:
    """A function without knots as a formula, in parentheses if it needs them."""
    slope, at, value = map(Fraction, (entry["slopes"][0], entry["at"], entry["value"]))
    line = affine_term([str(slope)], str(value - slope * at), ["x"])
    bare = isinstance(line, str) or line[0] != "+"
    return _both(lambda style: printed(line, style) if bare else f"({printed(line, style)})")


def _within(statement: Statement) -> list[Part]:
    target, about = _target(statement["target"])
    if statement["knots"]:
        g, described = _G, [_words(", where g has "), *_function(statement)]
        described += [_words(" and "), _value("g", statement)]
    else:
        g, described = _line(statement), []
    bound = _joined(_distance(target, g), "≤", r"\le", _number(statement["error"]))
    interval = _both(lambda style: _interval(statement["interval"], style))
    return [
        bound,
        _words(" for all "),
        _joined(Part("x", "x"), "∈", r"\in", interval),
        *described,
        *about,
        _words("."),
    ]


def _floor(statement: Statement) -> list[Part]:
    target, about = _target(statement["target"])
    bound = _joined(_distance(target), "≥", r"\ge", _number(statement["error"]))
    interval = _both(lambda style: _interval(statement["interval"], style))
    count = statement["pieces"]
    most = "which is affine" if count == 1 else f"of at most {count} affine pieces"
    return [
        _words("For every continuous function "),
        Part("g", "g"),
        _words(f" {most} on "),
        interval,
        _words(", "),
        bound,
        _words(" for some "),
        _joined(Part("x", "x"), "∈", r"\in", interval),
        *about,
        _words("."),
    ]


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _regions(statement: Statement) -> list[Part]:
    network = statement["network"]
    output, where = _output(network)
    regions, maps = statement["regions"], statement["maps"]
    return [
        output,
        _words(f" has exactly {_counted(regions, 'activation region')} with "),
        *_member(network, statement["domain"]),
        _words(f", and {_counted(maps, 'different affine map')} there"),
        *where,
        _words("."),
    ]


def _unit_sign(statement: Statement) -> list[Part]:
    terms = unit_terms(statement["network"])
    units = list[Part]()
    for entry in statement["units"]:
        k, i = entry["unit"]
        units += [_words("; "), *_unit(terms[k, i], k, i, entry["state"])]
    member = _member(statement["network"], statement["domain"])
    return [_words("For all "), *member, _words(": "), *units[1:], _words(".")]


def _unit(term: Term, k: int, i: int, state: str) -> list[Part]:
    """What a state says of a unit's pre-activation."""
    z: Term = term
    named = list[Part]()
    if not written_out([term]):
        z, named = "z", [_words(f" for unit {i} of layer {k}")]
    if state == "switching":
        return [_term(z), *named, _words(" is < 0 at some and > 0 at others (switching)")]
    sign, also = (">=", ", and > 0 at some (on)") if state == "on" else ("<=", " (off)")
    return [_relation(z, sign, "0"), *named, _words(also)]


_KINDS: dict[str, Callable[[Statement], list[Part]]] = {
    "identity": _identity,
    "affine-on": _affine_on,
    "not-affine": _no_map,
    "not-linear": _no_map,
    "equals": _equals,
    "within": _within,
    "floor": _floor,
    "regions": _regions,
    "unit-sign": _unit_sign,
}
