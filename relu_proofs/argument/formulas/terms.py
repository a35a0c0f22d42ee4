"""Terms of statements, printed as plain text and as LaTeX.

A term is JSON as the checker reads it: a variable, a rational as text, ``["+", ...]``,
``["*", ...]`` or ``["r", term]``; here ``["abs", term]`` too, which `with_absolute_values` puts in
the place of r(u) + r(-u).  Nothing is multiplied out, collected or cancelled; what may change is
the order of a number and the letters beside it, and a sum inside a sum loses its parentheses.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

__all__ = [
    "LATEX",
    "TEXT",
    "Style",
    "Term",
    "in_order",
    "is_number",
    "printed",
    "rank",
    "with_absolute_values",
]

Term: TypeAlias = "str | list[Term]"
"""A variable, a rational as text, or a list of ``+``, ``*`` or ``r`` and the terms it takes."""

_RATIONAL = re.compile(r"-?[0-9]+(/[0-9]+)?")
_NAME = re.compile(r"([A-Za-z]+?)([0-9]*)")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GREEK = {"beta": "β", "eta": "η", "lam": "λ", "Delta": "Δ"}
_GREEK_LATEX = {"lam": r"\lambda"}  # the others are named alike


@dataclass(frozen=True)
class Style:
    """How one of the two languages writes what a term is made of."""

    latex: bool

    @property
    def minus(self) -> str:
        """The sign, without spaces."""
        return "-" if self.latex else "−"

    def number(self, value: Fraction) -> str:
        """A rational number that is not negative."""
        if value.denominator == 1:
            return str(value.numerator)
        if self.latex:
            return rf"\tfrac{{{value.numerator}}}{{{value.denominator}}}"
        return f"{value.numerator}/{value.denominator}"

    def signed(self, value: Fraction) -> str:
        """A rational number with its sign."""
        return (self.minus if value < 0 else "") + self.number(abs(value))

    def coefficient(self, value: Fraction) -> str:
        """A positive number in front of letters; 1 is not written."""
        if value == 1:
            return ""
        if value.denominator == 1 or self.latex:
            return self.number(value)
        return f"({self.number(value)})·"

    def name(self, variable: str) -> str:
        """A variable: letters, or the name of a Greek one, and an index.

        Raises
        ------
        ValueError
            If its letters are neither one Latin letter nor a Greek name known here.
        """
        found = _NAME.fullmatch(variable)
        letters, index = (found[1], found[2]) if found else (variable, "")
        if len(letters) > 1 and letters not in _GREEK:
            raise ValueError(f"variable {variable!r}: its letters have no symbol")
        if self.latex:
            symbol = _GREEK_LATEX.get(letters, "\\" + letters if letters in _GREEK else letters)
            return symbol + (f"_{{{index}}}" if index else "")
        return _GREEK.get(letters, letters) + index.translate(_SUBSCRIPTS)

    def power(self, base: str, exponent: int) -> str:
        """A base that binds more tightly than a power, raised to a whole number."""
        if exponent == 1:
            return base
        if self.latex:
            return f"{base}^{{{exponent}}}"
        return base + str(exponent).translate(_SUPERSCRIPTS)

    def times(self, left: str, right: str) -> str:
        """A product of two factors that are letters, units or parentheses."""
        brackets = left[-1] in ")|" or "(" in right or "|" in right
        if self.latex:
            return f"{left} \\, {right}" if brackets else f"{left} {right}"
        return f"{left}·{right}" if brackets else left + right


TEXT = Style(latex=False)
LATEX = Style(latex=True)


@dataclass(frozen=True)
class _Summand:
    """A number times factors; a factor is a printed base and how often it stands there."""

    coefficient: Fraction
    factors: tuple[tuple[str, int], ...]


def in_order(variables: list[str]) -> list[str]:
    """Variables sorted by letter, then by index.

    Examples
    --------
    >>> in_order(["x2", "a", "x10", "x1"])
    ['a', 'x1', 'x2', 'x10']
    """

    def key(variable: str) -> tuple[str, int]:
        letters = variable.rstrip("0123456789")
        return letters.lower(), int(variable[len(letters) :] or 0)

    return sorted(variables, key=key)


def is_number(term: Term) -> bool:
    """Whether a term is one rational number, as it stands."""
    return isinstance(term, str) and bool(_RATIONAL.fullmatch(term))


def rank(term: Term) -> int:
    """How much there is to say of a term: 3 with a ReLU, 2 with a size |u|, 1 with a variable.

    Examples
    --------
    >>> [rank(term) for term in (["r", "x"], ["abs", "x"], "x", ["*", "1/2", "3"])]
    [3, 2, 1, 0]
    """
    if isinstance(term, str):
        return 0 if is_number(term) else 1
    own = {"r": 3, "abs": 2}.get(str(term[0]), 0)
    return max(own, *map(rank, term[1:]))


def with_absolute_values(term: Term) -> Term:
    """The term with ``["abs", u]`` for each sum of r(u) and r(-u), in this order and alone.

    Examples
    --------
    >>> with_absolute_values(["+", ["r", "x"], ["r", ["*", "-1", "x"]]])
    ['abs', 'x']
    """
    match term:
        case ["+", ["r", inner], ["r", ["*", "-1", other]]] if inner == other:
            return ["abs", with_absolute_values(inner)]
        case [operation, *parts]:
            return [operation, *map(with_absolute_values, parts)]
    return term


def printed(term: Term, style: Style) -> str:
    """A term as the style writes it.

    Parameters
    ----------
    term : JSON term
    style : `TEXT` or `LATEX`

    Returns
    -------
    str

    Examples
    --------
    >>> term = ["+", ["*", "3/2", ["r", "x1"]], ["*", "-1", "y", "y"], "-2"]
    >>> printed(term, TEXT)
    '(3/2)·r(x₁) − y² − 2'
    >>> printed(term, LATEX)
    '\\\\tfrac{3}{2} r(x_{1}) - y^{2} - 2'
    """
    line = ""
    for summand in _summands(term, style):
        if not summand.coefficient:
            continue
        sign = style.minus if summand.coefficient < 0 else "+"
        text = _product(abs(summand.coefficient), summand.factors, style)
        if line:
            line += f" {sign} {text}"
        else:
            line = text if sign == "+" else sign + text
    return line or "0"


def _summands(term: Term, style: Style) -> list[_Summand]:
    """The summands of a term; sums in sums are laid open, sums in products are not."""
    if isinstance(term, list) and term[0] == "+":
        return [summand for part in term[1:] for summand in _summands(part, style)]
    coefficient, factors = Fraction(1), list[str]()
    for factor in _factors(term):
        if isinstance(factor, str) and is_number(factor):
            coefficient *= Fraction(factor)
        else:
            factors.append(_base(factor, style))
    if len(factors) == 1 and isinstance(term, list) and term[0] == "*":
        inner = _only_sum(term)
        if inner is not None and coefficient == 1:
            return _summands(inner, style)
    return [_Summand(coefficient, _with_powers(factors))]


def _factors(term: Term) -> list[Term]:
    """The factors of a product, products in products laid open."""
    if isinstance(term, list) and term[0] == "*":
        return [factor for part in term[1:] for factor in _factors(part)]
    return [term]


def _only_sum(term: Term) -> "Term | None":
    """The one factor that is no number, if it is a sum."""
    rest = [factor for factor in _factors(term) if not is_number(factor)]
    return rest[0] if len(rest) == 1 and isinstance(rest[0], list) and rest[0][0] == "+" else None


def _base(factor: Term, style: Style) -> str:
    if isinstance(factor, str):
        return style.name(factor)
    if factor[0] == "r":
        return f"r({printed(factor[1], style)})"
    if factor[0] == "abs":
        inner = printed(factor[1], style)
        return rf"\left|{inner}\right|" if style.latex else f"|{inner}|"
    return f"({printed(factor, style)})"


def _with_powers(factors: list[str]) -> tuple[tuple[str, int], ...]:
    """Equal neighbours as one base with an exponent."""
    found = list[tuple[str, int]]()
    for base in factors:
        if found and found[-1][0] == base:
            found[-1] = (base, found[-1][1] + 1)
        else:
            found.append((base, 1))
    return tuple(found)


def _product(coefficient: Fraction, factors: tuple[tuple[str, int], ...], style: Style) -> str:
    if not factors:
        return style.number(coefficient)
    text = style.power(*factors[0])
    for base, exponent in factors[1:]:
        text = style.times(text, style.power(base, exponent))
    if coefficient.numerator == 1 and coefficient.denominator > 1 and not style.latex:
        return f"{text}/{coefficient.denominator}"
    number = style.coefficient(coefficient)
    return f"{number} {text}" if number and style.latex else number + text
