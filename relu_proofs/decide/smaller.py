"""The smaller network that a walk shows: which units are gone, and what the others become.

From the last layer back it is found what adds nothing but a constant; from the first layer on what
is left is put together anew; then what has no weight any more goes, from the last layer back again.
"""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from ..core.domains import Box, Convex
from ..core.forms import Atom, Form, combine, primitive
from ..core.layers import Layer
from ..core.network import Network, Unit
from ..core.rational import Vector, dot
from .tree import Walk

__all__ = ["Reasons", "smaller"]

Reasons: TypeAlias = dict[Unit, str]
"""Why units are gone."""


def smaller(network: Network, domain: Convex, found: Walk) -> tuple[Network, Reasons]:
    """The smaller network by what a walk has found on a domain, and why units are gone."""
    return _Smaller(network, domain, found).built()


@dataclass
class _Kept:
    """A unit of the smaller network: what comes in, and its weight in each unit of the next layer.

    ``units`` are those that it stands for; ``size`` is the factor of its form over the primitive
    form of its crease; ``relu`` is False for a unit that passes on.
    """

    units: list[Unit]
    weight: Vector
    bias: Fraction
    out: Vector
    size: Fraction = Fraction(1)
    relu: bool = True


class _Smaller:
    """The smaller network as it grows, layer after layer; ``_hidden`` are the layers before."""

    def __init__(self, network: Network, domain: Convex, found: Walk) -> None:
        self._network = network
        self._domain = domain
        self._found = found
        self._reasons: Reasons = {}
        self._hidden: list[list[_Kept]] = []

    def built(self) -> tuple[Network, Reasons]:
        """The network, and why units are gone."""
        self._look_for_constants()
        last = self._network.layers[0]  # of the units of a layer, over the units kept before it
        for k, after in enumerate(self._network.layers[1:]):
            last = self._next(k, last, after)
        layers = [
            Layer(tuple(unit.weight for unit in kept), tuple(unit.bias for unit in kept))
            for kept in self._hidden
        ]
        layers.append(last)
        self._drop_idle(layers)
        relu = [[unit.relu for unit in kept] for kept in self._hidden]
        return Network(layers, relu), self._reasons

    def _drop_idle(self, layers: list[Layer]) -> None:
        """Drop units for which no unit behind them has a weight any more: they cancel.

        Of a layer at least one stays, as networks need one.
        """
        for n in range(len(self._hidden) - 1, -1, -1):
            kept, (weight, bias), rows = self._hidden[n], layers[n], layers[n + 1].weight
            used = [m for m in range(len(kept)) if any(row[m] for row in rows)] or [0]
            for m in set(range(len(kept))).difference(used):
                self._reasons |= dict.fromkeys(kept[m].units, "cancelled")
            self._hidden[n] = [kept[m] for m in used]
            layers[n] = Layer(tuple(weight[m] for m in used), tuple(bias[m] for m in used))
            rows = tuple(tuple(row[m] for m in used) for row in rows)
            layers[n + 1] = layers[n + 1]._replace(weight=rows)

    def _look_for_constants(self) -> None:
        """Why a unit adds nothing but a constant: off, constant, unused; from the last layer."""
        network, found = self._network, self._found
        live = list(range(network.outputs))
        for k in range(len(network.widths) - 1, -1, -1):
            rows = network.layers[k + 1].weight
            for i in range(network.widths[k]):
                sign = found.signs.get((k, i))
                if sign and sign[0] == "off":
                    self._reasons[k, i] = "off"
                elif found.forms[k, i].is_constant():
                    self._reasons[k, i] = "constant"
                elif not any(rows[j][i] for j in live):
                    self._reasons[k, i] = "unused"
            live = self._left(k)

    def _left(self, k: int) -> list[int]:
        """The units of a layer, or the outputs, for whose going there is no reason yet."""
        count = len(self._network.layers[k].weight)
        return [i for i in range(count) if (k, i) not in self._reasons]

    def _next(self, k: int, before: Layer, after: Layer) -> Layer:
        """Keep what is left of a hidden layer; the next layer over it."""
        shifts = self._with_constants(k, after)
        kept, on = self._sorted(k, before, after)
        if not kept:  # no kink in this layer: two affine layers become one
            self._reasons |= dict.fromkeys(on, "passed on, with its layer")
            weight, bias = _sums(before, after, on)
            return Layer(weight, tuple(map(operator.add, bias, shifts)))
        live, relu = self._left(k + 1), not self._network.passes_on
        least = self._least_of(on, after) if relu else _nothing
        if len(on) <= len(live) or least is None:
            kept += [_kept(unit, before, after, relu) for unit in on]
            gone = [] if relu else on
        else:
            kept += _one_for_each(live, _sums(before, after, on), shifts, least, relu)
            gone = on
        self._reasons |= dict.fromkeys(gone, "passed on")
        self._hidden.append(kept)
        return Layer(tuple(zip(*(unit.out for unit in kept))), tuple(shifts))

    def _with_constants(self, k: int, after: Layer) -> list[Fraction]:
        """The biases of the next layer, with what constant units add to them."""
        shifts = list(after.bias)
        for i, form in self._forms(k):
            if form.is_constant() and (form.row[-1] > 0 or not self._network.relu[k][i]):
                value = Fraction(form.row[-1], form.den)
                shifts = [b + row[i] * value for b, row in zip(shifts, after.weight)]
        return shifts

    def _forms(self, k: int) -> Iterator[tuple[int, Form]]:
        return ((i, self._found.forms[k, i]) for i in range(self._network.widths[k]))

    def _sorted(self, k: int, before: Layer, after: Layer) -> tuple[list[_Kept], list[Unit]]:
        """The units of a layer that bend, one for each crease, and those that hand on z.

        Units with a reason to go are in neither; those that join another get theirs here.
        """
        creases: dict[Atom, _Kept] = {}
        on = []
        for i, form in self._forms(k):
            if (k, i) in self._reasons:
                continue
            if (k, i) in self._found.signs or not self._network.relu[k][i]:
                on.append((k, i))
                continue
            atom, factor = primitive(form)
            unit = _kept((k, i), before, after)
            unit.size = Fraction(abs(factor), form.den)
            first = creases.setdefault(atom if factor > 0 else _turned(atom), unit)
            if first is not unit:
                first.units.append((k, i))
                share = Fraction(unit.size, first.size)
                first.out = tuple(a + share * b for a, b in zip(first.out, unit.out))
                self._reasons[k, i] = f"same crease as unit {first.units[0][1]}"
        return list(creases.values()), on

    def _least_of(self, on: Sequence[Unit], after: Layer) -> Callable[[int], Fraction] | None:
        """The least value of what always-on units add to a unit of the next layer.

        None where it is not known: what they hand on has to be affine, on a box.
        """
        box, forms = self._domain, [self._found.forms[unit] for unit in on]
        if not isinstance(box, Box) or any(form.atoms for form in forms):
            return None

        def least(j: int) -> Fraction:
            row = [after.weight[j][i] for _, i in on]
            form = combine(row, Fraction(0), forms, box.inputs + 1)
            return box.least(form.row) * Fraction(1, form.den)

        return least


def _nothing(_: int) -> Fraction:
    """The least value of what is passed on does not matter."""
    return Fraction(0)


def _kept(unit: Unit, before: Layer, after: Layer, relu: bool = True) -> _Kept:
    """A unit as it is."""
    i = unit[1]
    out = tuple(row[i] for row in after.weight)
    return _Kept([unit], before.weight[i], before.bias[i], out, relu=relu)


def _turned(atom: Atom) -> Atom:
    """The same crease, facing the other way."""
    row, inner = atom
    return tuple(-value for value in row), tuple((name, -value) for name, value in inner)


def _sums(before: Layer, after: Layer, on: Sequence[Unit]) -> Layer:
    """What units that hand on z add to each unit of the next layer, as a layer in their place."""
    rows = [[row[i] for _, i in on] for row in after.weight]
    columns = list(zip(*(before.weight[i] for _, i in on))) or [()] * len(before.weight[0])
    biases = [before.bias[i] for _, i in on]
    return Layer(
        tuple(tuple(dot(row, column) for column in columns) for row in rows),
        tuple(dot(row, biases) for row in rows),
    )


def _one_for_each(
    live: Sequence[int],
    sums: Layer,
    shifts: list[Fraction],
    least: Callable[[int], Fraction],
    relu: bool,
) -> list[_Kept]:
    """One unit for each sum, raised so far that it is always on itself; ``shifts`` take that back.

    A sum in which the units cancel is a constant, and needs no unit.
    """
    kept = []
    for j in live:
        weight, bias = sums.weight[j], sums.bias[j]
        low = least(j) if any(weight) else bias
        shifts[j] += low
        if any(weight):
            out = tuple(Fraction(m == j) for m in range(len(shifts)))
            kept.append(_Kept([], weight, bias - low, out, relu=relu))
    return kept
