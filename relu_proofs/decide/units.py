"""Which units of a network are off, on or switching on a domain, and how that is known.

Off means z <= 0 throughout (so a unit that is identically 0 is off), on z >= 0 throughout and
z > 0 somewhere, switching both z < 0 and z > 0 somewhere.  Bounds are exact sums over short lines;
floats only propose points.
"""

import random
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm
from typing import NamedTuple

import numpy as np

from ..core.certificate import Certificate, network_json
from ..core.domains import Box, Points, as_domain
from ..core.forms import Integers, common
from ..core.rational import InputError, text

__all__ = ["UnitState", "UnitStates", "unit_states"]

_BITS = 16  # of the slopes, and of the bounds relative to the largest of their layer


class UnitState(NamedTuple):
    """One unit: ``state`` is off, on, switching or undecided; ``by`` says how that is known."""

    layer: int
    unit: int
    state: str
    by: str


@dataclass(frozen=True)
class UnitStates:
    """The states of all hidden units, in order.

    Attributes
    ----------
    units : tuple of UnitState
    certificate : Certificate or None
        One of kind ``unit-sign`` for all decided units of a box; None for rows of data.
    """

    units: tuple
    certificate: Certificate | None

    def __iter__(self):
        return iter(self.units)

    def __len__(self):
        return len(self.units)


def unit_states(network, domain, *, budget=12, progress=None):
    """Decide for each hidden unit whether it is off, on or switching on a domain.

    Parameters
    ----------
    network : Network
    domain : a box or Points
        A box is a pair (low, high) for every input or a sequence of such pairs.
    budget : int
        Steps of the search for points where an open unit has another sign.
    progress : callable, optional
        Called with the number of layers done and the number of hidden layers.

    Returns
    -------
    UnitStates

    Raises
    ------
    InputError
        If the domain does not fit the network, or is neither a box nor Points.

    Notes
    -----
    Layer 0 is exact by intervals.  Deeper, r(z) of each earlier unit is put between two lines and
    the sum is followed down to the inputs (CROWN: Zhang et al. 2018), with rational slopes and
    exact integers; the rule is that of the kind ``unit-sign``.

    Examples
    --------
    >>> from relu_proofs import Network
    >>> f = Network([([[1], [1], [-1]], [2, 0, -2]), ([[1, 1, 1]], [0])])
    >>> [(unit.state, unit.by) for unit in unit_states(f, (-1, 1))]
    [('on', 'interval'), ('switching', 'witness'), ('off', 'interval')]
    """
    domain = as_domain(domain, network.inputs)
    if isinstance(domain, Points):
        return _on_rows(network, domain.rows)
    if not isinstance(domain, Box):
        raise InputError("domain: expected a box or Points for the states of units")
    everything = [(k, i) for k, width in enumerate(network.widths) for i in range(width)]
    bounds, last = _Bounds(network, domain), len(network.widths) - 1
    points, sides = _witnesses(network, domain, bounds, everything, budget)
    pairs = {
        unit: (sides[unit, -1], sides[unit, 1])
        for unit in everything
        if (unit, -1) in sides and (unit, 1) in sides
    }
    found = {unit: UnitState(*unit, "switching", "witness") for unit in pairs}
    *center, _ = Integers(network).pre_activations(domain.inside)
    for k, width in enumerate(network.widths):
        ranges = [
            bounds.range(k, i)
            if k < last
            else (-1, 1)
            if (k, i) in pairs
            else bounds.half_range(k, i, center[k][i])
            for i in range(width)
        ]
        for i, (low, high) in enumerate(ranges):
            above = ((k, i), 1) in sides
            state = "off" if high <= 0 else "on" if low >= 0 and above else None
            if state:
                found[k, i] = UnitState(k, i, state, "backward bounds" if k else "interval")
        bounds.relax(ranges)
        if progress:
            progress(k + 1, last + 1)
    units = tuple(
        found.get(unit, UnitState(*unit, "undecided", "neither bounds nor points"))
        for unit in everything
    )
    proved = [unit for unit in units if unit.state != "undecided"]
    if not proved:
        return UnitStates(units, None)
    wanted = {"off": (), "on": (1,), "switching": (-1, 1)}
    witnesses = {
        unit[:2]: [sides[unit[:2], sign] for sign in wanted[unit.state]] for unit in proved
    }
    used = sorted({index for indices in witnesses.values() for index in indices})
    points = [points[index] for index in used]
    witnesses = {
        unit: [used.index(index) for index in indices] for unit, indices in witnesses.items()
    }
    deepest = max((unit.layer for unit in proved if unit.state != "switching"), default=0)
    statement = {
        "kind": "unit-sign",
        "network": network_json(network),
        "domain": domain.field,
        "units": [{"unit": [unit.layer, unit.unit], "state": unit.state} for unit in proved],
    }
    evidence = {
        "relaxations": [bounds.relaxation(k) for k in range(deepest)],
        "points": [[text(t) for t in x] for x in points],
        "witnesses": [witnesses[unit[:2]] for unit in proved],
        "trees": [],
    }
    return UnitStates(units, Certificate(statement, evidence))


def _on_rows(network, rows):
    integers, units = Integers(network), []
    layers = list(zip(*(integers.pre_activations(x) for x in rows), strict=True))[:-1]
    for k, layer in enumerate(layers):
        for i, z in enumerate(zip(*layer, strict=True)):
            state = "off" if max(z) <= 0 else "on" if min(z) >= 0 else "switching"
            units.append(UnitState(k, i, state, "rows"))
    return UnitStates(tuple(units), None)


class _Line(NamedTuple):
    """r(z) >= lower z always, and r(z) <= slope z + shift where low <= z <= high."""

    low: Fraction
    high: Fraction
    lower: int
    slope: Fraction
    shift: Fraction


def _line(low, high, unit):
    """The lines of a unit, its bounds rounded outward to multiples of ``unit``."""
    low, high = floor(low / unit) * unit, -floor(-high / unit) * unit
    if low >= 0 or high <= 0:
        state = int(low >= 0)
        return _Line(low, high, state, Fraction(state), Fraction(0))
    slope = -floor(-high / (high - low) * 2**_BITS) / Fraction(2**_BITS)
    return _Line(low, high, int(high > -low), slope, max(-slope * low, high - slope * high))


class _Bounds:
    """Exact linear bounds over a box, one denominator a layer."""

    def __init__(self, network, box):
        self.box, self.lines, self.layers = box, [], []
        for forms in Integers(network).layers[:-1]:
            bottom = lcm(*(form.den for form in forms))
            rows = [[value * (bottom // form.den) for value in form.row] for form in forms]
            self.layers.append((rows, list(zip(*rows, strict=True)), bottom))

    def range(self, k, i):
        """Bounds of a pre-activation: layer k, unit i."""
        return self.least(k, i, 1), -self.least(k, i, -1)

    def half_range(self, k, i, value):
        """The same, but trivial on the side that a value that z takes shows to be useless."""
        return (
            self.least(k, i, 1) if value >= 0 else -1,
            -self.least(k, i, -1) if value <= 0 else 1,
        )

    def least(self, k, i, sign):
        rows, _, bottom = self.layers[k]
        *form, constant = (sign * value for value in rows[i])
        for j in range(k - 1, -1, -1):
            lower, slopes, shifts, under = self.lines[j][1]
            constant = constant * under + sum(
                v * t for v, t in zip(form, shifts, strict=True) if v < 0
            )
            form = [v * (s if v < 0 else a) for v, s, a in zip(form, slopes, lower, strict=True)]
            _, columns, own = self.layers[j]
            *form, shift = (sum(map(int.__mul__, form, column)) for column in columns)
            constant, bottom = constant * own + shift, bottom * under * own
        return self.box.least((*form, constant)) / bottom

    def relax(self, ranges):
        """Take the next layer's lines from the bounds of its units."""
        size = Fraction(max(max(abs(low), abs(high)) for low, high in ranges))
        unit = Fraction(2) ** (size.numerator.bit_length() - size.denominator.bit_length() - _BITS)
        lines = [_line(low, high, unit) for low, high in ranges]
        (*numbers, _), bottom = common([value for line in lines for value in line[2:]])
        self.lines.append((lines, (numbers[::3], numbers[1::3], numbers[2::3], bottom)))

    def relaxation(self, k):
        """The lines of a layer as a certificate holds them."""
        return [
            {
                "low": text(line.low),
                "high": text(line.high),
                "lower": text(line.lower),
                "upper": [text(line.slope), text(line.shift)],
            }
            for line in self.lines[k][0]
        ]


def _witnesses(network, box, bounds, units, budget):
    """A few points, and which of them gives a unit a strict sign, {(unit, sign): index}."""
    if not units:
        return [], {}
    candidates = _candidates(network, box, units, budget)
    for k, i in units:
        if k == 0:
            row = tuple(bounds.layers[0][0][i])
            candidates += [box.below(row), box.below(tuple(-value for value in row))]
    integers, points, sides = Integers(network), [], {}
    open_sides = {(unit, sign) for unit in units for sign in (-1, 1)}
    for x in candidates:
        z = list(integers.pre_activations(x))
        new = {(unit, sign) for unit, sign in open_sides if sign * z[unit[0]][unit[1]] > 0}
        if new:
            sides |= dict.fromkeys(new, len(points))
            points.append(x)
            open_sides -= new
    return points, sides


def _candidates(network, box, units, budget):
    """Points that floats think give many units many signs: random ones, and corners uphill."""
    chance = random.Random(7)
    pool = [box.inside, *box.far(chance, 16), *(box.around(chance) for _ in range(16))]
    try:
        layers = [
            (np.array(layer.weight, float), np.array(layer.bias, float))
            for layer in network.layers[:-1]
        ]
        lows, highs = np.array(box.intervals, float).T
    except OverflowError:  # numbers beyond any float: the search has nothing to say
        return pool
    wanted = [(unit, sign) for unit in units for sign in (-1, 1)]
    signs = np.array([sign for _, sign in wanted], float)
    x = np.tile((lows + highs) / 2, (len(wanted), 1))
    corners, values = None, np.full(len(wanted), -np.inf)
    with np.errstate(all="ignore"):
        for _ in range(budget):
            before = _forward(layers, x)
            reached = signs * np.array(
                [before[k][row, i] for row, ((k, i), _) in enumerate(wanted)]
            )
            if corners is None:
                best = np.zeros(x.shape, bool)
            else:
                best[reached > values] = corners[reached > values]
                values = np.fmax(values, reached)
            gradient = _gradients(layers, before, wanted) * signs[:, None]
            corners = gradient > 0
            x = np.where(corners, highs, lows)
    found = [
        tuple(pair[int(up)] for pair, up in zip(box.intervals, corner, strict=True))
        for corner in best
    ]
    return _cover(layers, wanted, [*pool, *found])


def _forward(layers, x):
    before = []
    for weight, bias in layers:
        x = x @ weight.T + bias
        before.append(x)
        x = np.maximum(x, 0)
    return before


def _gradients(layers, before, wanted):
    """The gradient of each wanted unit's pre-activation at its own row of points."""
    gradient = np.zeros((len(wanted), layers[0][0].shape[1]))
    for k in {unit[0] for unit, _ in wanted}:
        rows = [row for row, (unit, _) in enumerate(wanted) if unit[0] == k]
        flow = layers[k][0][[wanted[row][0][1] for row in rows]]
        for j in range(k - 1, -1, -1):
            flow = (flow * (before[j][rows] > 0)) @ layers[j][0]
        gradient[rows] = flow
    return gradient


def _cover(layers, wanted, candidates):
    """Candidates in an order such that few of them give every wanted sign that floats see."""
    before = _forward(layers, np.array(candidates, float))
    seen = np.stack([sign * before[k][:, i] > 0 for (k, i), sign in wanted], axis=1)
    order = []
    while seen.any():
        order.append(int(seen.sum(1).argmax()))
        seen = seen & ~seen[order[-1]]
    return [candidates[index] for index in order]
