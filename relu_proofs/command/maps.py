"""An affine map in words: a line or two for each output, however many inputs there are."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from ..core.affine import Affine
from ..core.rational import Vector
from .answers import one_line
from .words import number

__all__ = ["kind_of", "print_map"]

_MOST_SLOPES = 8  # of a row of a map in text
_MOST_OUTPUTS = 16  # that are printed
_LONGEST_NAME = 40  # characters of an input's name


def kind_of(piece: Affine) -> Literal["constant", "linear", "affine"]:
    """What a map is: constant where U is 0, linear where c is 0, affine otherwise.

    Examples
    --------
    >>> kind_of(Affine(((1, -1),), (0,)))
    'linear'
    """
    if not any(map(any, piece.U)):
        return "constant"
    return "affine" if any(piece.c) else "linear"


def print_map(piece: Affine, indent: str = "", names: Sequence[str] = ()) -> None:
    """Print a map, for each output what it is; of long rows the largest coefficients.

    Parameters
    ----------
    piece : Affine
    indent : str
    names : sequence of str
        One for each input, or none.

    Examples
    --------
    >>> print_map(Affine(((Fraction(1), Fraction(-1)),), (Fraction(0),)), names=["age", "height"])
    output 0: linear, U = (age: 1, height: -1), c = 0
    """
    lines = []
    for k, (row, c) in enumerate(zip(*piece, strict=True)):
        if k == _MOST_OUTPUTS:
            lines.append(f"and {len(piece.c) - k} outputs more")
            break
        lines += _output(k, row, c, [_name(name) for name in names])
    is_short = len(piece.U[0]) <= _MOST_SLOPES and len(piece.c) <= _MOST_OUTPUTS
    if "~" in "".join(lines) or not is_short:
        lines.append("in full and exactly: --json, or the certificate that -o FILE writes")
    for line in lines:
        print(indent + line)


def _name(name: str) -> str:
    short = one_line(name.strip())
    return short if len(short) <= _LONGEST_NAME else f"{short[:_LONGEST_NAME]}..."


def _output(k: int, row: Vector, c: Fraction, names: Sequence[str]) -> list[str]:
    kind = kind_of(Affine((row,), (c,)))
    if kind == "constant":
        return [f"output {k}: constant {number(c)}"]
    if len(row) > _MOST_SLOPES:
        return [f"output {k}: {kind} in {len(row)} inputs, c = {number(c)}", _largest(row, names)]
    slopes = [number(value) for value in row]
    if names:
        slopes = [f"{name}: {slope}" for name, slope in zip(names, slopes, strict=True)]
    return [f"output {k}: {kind}, U = ({', '.join(slopes)}), c = {number(c)}"]


def _largest(row: Vector, names: Sequence[str]) -> str:
    """The largest coefficients, by their size, and what is to be said of the others."""
    order = sorted((j for j, value in enumerate(row) if value), key=lambda j: -abs(row[j]))
    first, rest = order[:_MOST_SLOPES], order[_MOST_SLOPES:]
    named = [f"{names[j] if names else f'input {j}'}: {number(row[j])}" for j in first]
    line = f"    largest coefficients of U: {', '.join(named)}"
    if rest:
        line += f"; {len(rest)} others, the largest {number(row[rest[0]])}"
    zeros = len(row) - len(order)
    return line + (f"; {zeros} are 0" if zeros else "")
