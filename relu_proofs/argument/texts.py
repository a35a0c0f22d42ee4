"""Statements of kind ``identity``, terms and affine maps, from what reads like Python."""

import ast
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from ..core.affine import Affine
from ..core.rational import InputError, exact, matrix, text, vector
from .formulas.terms import Term

__all__ = ["Relation", "Statement", "affine_map", "output", "identity", "parsed"]

Relation: TypeAlias = dict[str, Any]
"""Two terms, left and right, and the sign between them."""
Statement: TypeAlias = dict[str, Any]
"""A machine statement, a JSON value."""

# The two-letter ones first: "<" stands in "<=" too.
_SIGNS = ("<=", ">=", "!=", "<", ">", "=")
_MIRRORED = {"<=": ">=", "<": ">"}


def identity(conclusion: str, *hypotheses: str) -> Statement:
    """The machine statement of an identity or inequality, from Python-like texts.

    Parameters
    ----------
    conclusion : str
        Such as ``"r(z) - r(-z) = z"``, with one of ``=``, ``>=``, ``>``, ``<=``, ``<``, ``!=``;
        or ``"false"``, which says that the hypotheses exclude each other.
        Allowed are names, numbers, ``+ - *``, division by numbers, powers ``**``, ``r( )``, and
        ``abs(u)`` for ``r(u) + r(-u)``.
    hypotheses : str
        Of the same form; all variables range over the real numbers otherwise.

    Returns
    -------
    dict
        A statement of kind ``identity``.

    Raises
    ------
    InputError
        If a text is not of that form.

    Examples
    --------
    >>> identity("r(z) - r(-z) = z")["variables"]
    ['z']
    """
    names = list[str]()
    relations = [_relation(one, names) for one in hypotheses]
    final = "false" if conclusion == "false" else _relation(conclusion, names)
    return {"kind": "identity", "variables": names, "hypotheses": relations, "conclusion": final}


def _relation(line: str, names: list[str]) -> Relation:
    for sign in _SIGNS:
        left, found, right = line.partition(sign)
        if found:
            sides = [parsed_with(side, names) for side in (left, right)]
            if sign in _MIRRORED:
                sign, sides = _MIRRORED[sign], sides[::-1]
            return {"left": sides[0], "relation": sign, "right": sides[1]}
    raise InputError(f"{line!r}: expected one of =, >=, >, <=, <, !=")


def parsed(line: str) -> Term:
    """The term of a Python-like text, such as ``"2*r(x) - y**2"``.

    Raises
    ------
    InputError
        If the text is not of that form.

    Examples
    --------
    >>> parsed("2*r(x)")
    ['*', '2', ['r', 'x']]
    """
    return parsed_with(line, [])


def parsed_with(line: str, names: list[str]) -> Term:
    """The term of a text; names that are new are added to the list."""
    try:
        return _translate(ast.parse(line.strip(), mode="eval").body, names)
    except SyntaxError:
        raise InputError(f"{line!r}: expected a formula") from None


def _translate(node: ast.expr, names: list[str]) -> Term:
    match node:
        case ast.Name(id=name):
            if name not in names:
                names.append(name)
            return name
        case ast.Constant(value=int(value)):
            return text(exact(value))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return ["*", "-1", _translate(inner, names)]
        case ast.Call(func=ast.Name(id="r"), args=[inner]):
            return ["r", _translate(inner, names)]
        case ast.Call(func=ast.Name(id="abs"), args=[inner]):
            size = _translate(inner, names)
            return ["+", ["r", size], ["r", ["*", "-1", size]]]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return ["+", _translate(left, names), _translate(right, names)]
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return ["+", _translate(left, names), ["*", "-1", _translate(right, names)]]
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return ["*", _translate(left, names), _translate(right, names)]
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Constant(value=int(value))) if value:
            return ["*", text(Fraction(1, value)), _translate(left, names)]
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=int(n))) if n > 1:
            return ["*", *[_translate(base, names)] * n]
    raise InputError(f"{ast.unparse(node)!r}: expected names, numbers, + - * / **, r( ) and abs( )")


def affine_map(U: Sequence[Sequence[int | str]], c: Sequence[int | str]) -> Affine:
    """The affine map x -> U x + c, its numbers given as they are written.

    Examples
    --------
    >>> [str(value) for value in affine_map([[5]], ["3/2"])([2])]
    ['23/2']
    """
    return Affine(matrix(U, "U"), vector(c, "c"))


def output(x1: str, x2: str) -> str:
    """The network of the first discussion at a point, as a formula; its weights are variables.

    Examples
    --------
    >>> output("1", "y")
    '(v1*r(w11*(1) + w12*(y)) + v2*r(w21*(1) + w22*(y)))'
    """
    first, second = (f"r(w{i}1*({x1}) + w{i}2*({x2}))" for i in (1, 2))
    return f"(v1*{first} + v2*{second})"
