"""Formulas of the kinds that speak of functions of one variable: knots, slopes, best pieces."""

from fractions import Fraction
from typing import Any

from .networks import affine_term
from .parts import (
    Part,
    called_f,
    in_both,
    interval,
    joined,
    number_part,
    numbers,
    of_term,
    output_of,
    words,
)
from .terms import Style, Term, printed

__all__ = ["equals", "floor", "within"]

Statement = dict[str, Any]


def _function(entry: Statement) -> list[Part]:
    """The knots and slopes of a piecewise-linear function, and one value, in words."""
    if entry["knots"]:
        knot, slope = ("knot " if len(entry["knots"]) == 1 else "knots "), "slopes "
        knots = [words(f"the {knot}"), *numbers(entry["knots"])]
    else:
        knots, slope = [words("no knots")], "slope "
    return [*knots, words(f", the {slope}"), *numbers(entry["slopes"])]


def _value(name: str, entry: Statement) -> Part:
    return in_both(
        lambda style: (
            f"{name}({style.signed(Fraction(entry['at']))}) = "
            + style.signed(Fraction(entry["value"]))
        )
    )


def equals(statement: Statement) -> list[Part]:
    """The network is the function with these knots and slopes."""
    network = statement["network"]
    output, where = output_of(network)
    name = called_f(network)
    opening = [words("The function "), name if where else joined(name, "=", "=", output)]
    has = [words(" has "), *_function(statement), words(" and ")]
    return [*opening, *has, _value("f", statement), *where, words(".")]


def _target(target: Statement) -> tuple[Part, list[Part]]:
    """A target function, and the words that describe it if it has no formula."""
    if target["type"] == "sqrt":
        return Part("√x", r"\sqrt{x}"), []
    if target["type"] == "piecewise":
        about = [words(", where f has "), *_function(target), words(" and "), _value("f", target)]
        return Part("f(x)", "f(x)"), about
    if target["type"] == "polynomial":
        return of_term(_polynomial(target["coefficients"])), []
    top, bottom = (_polynomial(target[part]) for part in ("top", "bottom"))

    def write(style: Style) -> str:
        above, below = printed(top, style), printed(bottom, style)
        if style.latex:
            return rf"\tfrac{{{above}}}{{{below}}}"
        return f"{above if len(above) == 1 else f'({above})'}/({below})"

    return in_both(write), []


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
    return in_both(lambda style: printed(line, style) if bare else f"({printed(line, style)})")


def within(statement: Statement) -> list[Part]:
    """The function is within the error of the target."""
    target, about = _target(statement["target"])
    if statement["knots"]:
        g, described = _G, [words(", where g has "), *_function(statement)]
        described += [words(" and "), _value("g", statement)]
    else:
        g, described = _line(statement), []
    bound = joined(_distance(target, g), "≤", r"\le", number_part(statement["error"]))
    place = joined(Part("x", "x"), "∈", r"\in", interval(statement["interval"]))
    return [
        bound,
        words(" for all "),
        place,
        *described,
        *about,
        words("."),
    ]


def floor(statement: Statement) -> list[Part]:
    """No function of so many pieces is nearer to the target than the error."""
    target, about = _target(statement["target"])
    bound = joined(_distance(target), "≥", r"\ge", number_part(statement["error"]))
    place = joined(Part("x", "x"), "∈", r"\in", interval(statement["interval"]))
    count = statement["pieces"]
    most = "which is affine" if count == 1 else f"of at most {count} affine pieces"
    return [
        words("For every continuous function "),
        Part("g", "g"),
        words(f" {most} on "),
        interval(statement["interval"]),
        words(", "),
        bound,
        words(" for some "),
        place,
        *about,
        words("."),
    ]
