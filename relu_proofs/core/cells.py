"""The walk along a network of one input: its cells from left to right, with their patterns.

Steps: start with the whole line and one affine form x; layer by layer, cut every cell where a
unit's pre-activation, affine there, changes sign; read each new cell's states at an inner point.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from .layers import Layer
from .network import Network, require_network
from .rational import InputError, Vector


class Cell(NamedTuple):
    """An interval on which the pattern is constant; an end that is None is infinite.

    ``pattern`` holds one tuple of 0 and 1 for each hidden layer, 1 for units that pass on;
    ``slope`` and ``constant`` hold one number per output: there the network is slope x + constant.
    """

    low: Fraction | None
    high: Fraction | None
    pattern: tuple[tuple[int, ...], ...]
    slope: Vector
    constant: Vector


def walk(network: Network, low: Fraction | None = None, high: Fraction | None = None) -> list[Cell]:
    """The cells of a network of one input, from left to right; they share ends.

    Parameters
    ----------
    network : Network
        One input; any depth, any number of outputs.
    low, high : Fraction or None
        The part of the line that they cover; None for no end.

    Returns
    -------
    list of Cell

    Raises
    ------
    InputError
        If it is no network, or one of several inputs.

    Notes
    -----
    A unit is on in a cell where its pre-activation is > 0 inside; neighbours differ in pattern,
    but may agree in slope.  Theorem T5a in one dimension: the network is affine on each cell.

    Examples
    --------
    >>> from relu_proofs import Network
    >>> tent = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])
    >>> [(str(cell.high), cell.pattern, str(cell.slope[0])) for cell in walk(tent)]
    [('0', ((0, 0),), '0'), ('1/2', ((1, 0),), '2'), ('None', ((1, 1),), '-2')]
    """
    require_network(network)
    if network.inputs != 1:
        raise InputError(f"network: found {network.inputs} inputs, expected 1")
    cells = [Cell(low, high, (), (Fraction(1),), (Fraction(0),))]
    for depth, layer in enumerate(network.layers):
        whole = [_through(layer, cell) for cell in cells]
        if depth == len(network.layers) - 1:
            return whole
        cells = [part for cell in whole for part in _cut(cell, network.relu[depth])]
    return cells


def _through(layer: Layer, cell: Cell) -> Cell:
    """The cell with the next layer's pre-activations: an off unit of its pattern hands on 0."""
    states = cell.pattern[-1] if cell.pattern else (1,)
    on = [i for i, state in enumerate(states) if state]
    slope = tuple(sum((row[i] * cell.slope[i] for i in on), Fraction(0)) for row in layer.weight)
    constant = tuple(
        sum((row[i] * cell.constant[i] for i in on), b) for row, b in zip(layer.weight, layer.bias)
    )
    return cell._replace(slope=slope, constant=constant)


def _cut(cell: Cell, relu: Sequence[bool]) -> list[Cell]:
    """The parts of a cell in which no ReLU unit's pre-activation changes its sign."""
    lines = list(zip(cell.slope, cell.constant, relu, strict=True))
    roots = {-c / s for s, c, own in lines if s and own}
    inner = sorted(
        t
        for t in roots
        if (cell.low is None or t > cell.low) and (cell.high is None or t < cell.high)
    )
    parts = list[Cell]()
    for low, high in pairwise([cell.low, *inner, cell.high]):
        x = inside(low, high)
        states = tuple(int(s * x + c > 0 or not own) for s, c, own in lines)
        parts.append(cell._replace(low=low, high=high, pattern=(*cell.pattern, states)))
    return parts


def inside(low: Fraction | None, high: Fraction | None) -> Fraction:
    """A point inside an interval whose ends may be infinite (None)."""
    if low is None:
        return Fraction(0) if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2
