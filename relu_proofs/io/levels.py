"""The layers of a network while its file is read, and what passes on from one to the next.

A *wire* is one number that travels through the network: an input, or what a row of a hidden layer
hands on.  Each has a level: 0 for the inputs, k + 1 for what layer k hands on.  A *form* is an
affine combination of wires of one level, so that it can be a row of the next layer.  What is used
later than that is raised: rows that pass on hand it from level to level.  Only what is asked for is
raised, each form once; and what the output does not need after all is left out at the end.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from ..core.layers import Layer
from ..core.network import Network
from ..core.rational import InputError, Vector
from .files import Limits

__all__ = ["Form", "Levels", "bound_weights"]

_ZERO, _ONE = Fraction(0), Fraction(1)
_ZEROS_A_NUMBER = 16  # a weight that is 0 is a pointer alone, where another takes some 100 bytes
_Key: TypeAlias = int | tuple[tuple[int, Fraction], ...]
"""What a row that passes on is known by: the wire that it hands on, or the terms of its form."""
_Exact: TypeAlias = tuple[tuple[tuple[int, Fraction], ...], Fraction]
"""The terms of a form, and its constant."""


class Form:
    """An affine form of wires of one level: the sum of coefficient times wire, plus a constant.

    Attributes
    ----------
    terms : dict of int to Fraction
        The coefficients that are not 0, by wire; nobody changes it.
    constant : Fraction

    Notes
    -----
    No tuple, so that an array of forms is an array of as many objects.
    """

    __slots__ = ("constant", "terms")

    def __init__(self, terms: dict[int, Fraction], constant: Fraction = _ZERO):
        self.terms, self.constant = terms, constant

    def scaled(self, factor: Fraction, shift: Fraction = _ZERO) -> "Form":
        """``factor`` times the form, plus ``shift``."""
        if not factor:
            return Form({}, shift)
        if factor == 1:
            return Form(self.terms, self.constant + shift)
        terms = {wire: factor * value for wire, value in self.terms.items()}
        return Form(terms, factor * self.constant + shift)


class _Row(NamedTuple):
    """A row of a hidden layer: the wire that it makes, of which form, and whether by a ReLU."""

    wire: int
    form: Form
    relu: bool


def bound_weights(widths: Sequence[int], limits: Limits) -> None:
    """Bound the weights of a network, most of which may be 0.

    Parameters
    ----------
    widths : sequence of int
        How many numbers stand before and behind each layer.
    limits : Limits

    Raises
    ------
    InputError
        With the largest layer, the number of weights, and the limit that would do.
    """
    cells = [before * after for before, after in pairwise(widths)]
    total, most = sum(cells), _ZEROS_A_NUMBER * limits.most_numbers
    if total > most:
        k = cells.index(max(cells))
        enough = -(-total * limits.megabytes // most)
        raise InputError(
            f"layer {k}: found {widths[k]} columns and {widths[k + 1]} rows, which makes {total} "
            f"weights in all layers, zeros included, expected at most {most} (--max-mb={enough})"
        )


class Levels:
    """The rows of each hidden layer so far.

    Parameters
    ----------
    inputs : int
    limits : Limits
        Bound the numbers of each layer.
    """

    def __init__(self, inputs: int, limits: Limits):
        self._limits, self._inputs = limits, inputs
        self._level = [0] * inputs  # of each wire; the inputs are the first ones
        self._rows: list[list[_Row]] = []
        self._passed: list[dict[_Key, int]] = []  # for each layer its rows that pass on
        self._merged: list[dict[_Exact, int]] = []  # and its units that stand for equal forms

    def level(self, form: Form) -> int:
        """The level of a form; a constant can stand on any, and has 0."""
        return self._level[next(iter(form.terms))] if form.terms else 0

    def rectified(self, forms: Sequence[Form], layer: int) -> list[int]:
        """The wires that new ReLU units of a layer make of forms.

        Raises
        ------
        InputError
            If the layer's weights would be more numbers than the file's limit allows.
        """
        self.require_room(layer, len(forms))
        return [self._wire(form, layer, relu=True) for form in forms]

    def merged(self, forms: Sequence[Form], layer: int) -> list[int]:
        """As `rectified`, with one unit for all forms that are equal, also of an earlier call.

        For units that are none of the file's, but of a maximum that is made of them.
        """
        self._room(layer)
        known = self._merged[layer]
        keys = [(tuple(sorted(form.terms.items())), form.constant) for form in forms]
        new = {key: form for key, form in zip(keys, forms, strict=True) if key not in known}
        known.update(zip(new, self.rectified(list(new.values()), layer), strict=True))
        return [known[key] for key in keys]

    def raised(self, forms: Sequence[Form], level: int) -> tuple[Form, ...]:
        """The same forms made of wires of a level that is not below theirs.

        Raises
        ------
        InputError
            If a layer's weights would be more numbers than the file's limit allows.
        """
        found, levels = list(forms), list(map(self.level, forms))
        for k in range(min(levels, default=level), level):
            places = [i for i, own in enumerate(levels) if own <= k and found[i].terms]
            for i, form in zip(places, self._passed_on([found[i] for i in places], k)):
                found[i] = form
        return tuple(found)

    def require_room(self, layer: int, new: int) -> None:
        """Refuse rows before they are made, if the weights of all layers were too many with them.

        Raises
        ------
        InputError
            With the number of weights of the layer, or of all.
        """
        self._room(layer)
        widths = list(map(len, self._rows))
        widths[layer] += new
        bound_weights([self._inputs, *widths], self._limits)

    def _passed_on(self, forms: list[Form], layer: int) -> list[Form]:
        """The forms one level higher: by rows that hand on the forms, or fewer wires of them."""
        if not forms:
            return []
        self._room(layer)
        passed, keys = self._passed[layer], list(map(_key, forms))
        new_wires = {wire for form in forms for wire in form.terms if wire not in passed}
        new_forms = {key for key in keys if key not in passed}
        self.require_room(layer, min(len(new_wires), len(new_forms)))
        if len(new_wires) < len(new_forms):
            return [
                Form(
                    {self._pass_on(wire, layer): value for wire, value in form.terms.items()},
                    form.constant,
                )
                for form in forms
            ]
        found = []
        for form, key in zip(forms, keys, strict=True):
            factor = next(iter(form.terms.values())) if isinstance(key, int) else _ONE
            found.append(Form({self._pass_on(key, layer): factor}, form.constant))
        return found

    def _pass_on(self, key: _Key, layer: int) -> int:
        """The wire by which a layer hands a wire on, or the terms of a form."""
        passed = self._passed[layer]
        if key not in passed:
            form = Form({key: _ONE} if isinstance(key, int) else dict(key))
            passed[key] = self._wire(form, layer, relu=False)
        return passed[key]

    def _wire(self, form: Form, layer: int, *, relu: bool) -> int:
        wire = len(self._level)
        self._level.append(layer + 1)
        self._rows[layer].append(_Row(wire, form, relu))
        return wire

    def _room(self, layer: int) -> None:
        """Have a place for the rows of a layer."""
        while len(self._rows) <= layer:
            self._rows.append([])
            self._passed.append({})
            self._merged.append({})

    # ---- the network ---------------------------------------------------------------------------

    def network(self, outputs: Sequence[Form], level: int) -> Network:
        """The network whose outputs are these forms of one level.

        The ReLU units of a layer stand first, in the order in which they were made.

        Raises
        ------
        InputError
            If its weights would be more numbers than the file's limit allows.
        """
        hidden = self._used(outputs, level)
        bound_weights([self._inputs, *map(len, hidden), len(outputs)], self._limits)
        places = {wire: wire for wire in range(self._inputs)}
        layers, width = [], self._inputs
        for rows in hidden:
            layers.append(_layer([row.form for row in rows], places, width))
            places, width = {row.wire: i for i, row in enumerate(rows)}, len(rows)
        layers.append(_layer(outputs, places, width))
        return Network(layers, [[row.relu for row in rows] for rows in hidden])

    def _used(self, outputs: Sequence[Form], level: int) -> list[list[_Row]]:
        """The rows of each hidden layer without those that pass on what nobody uses."""
        used, found = {wire for form in outputs for wire in form.terms}, []
        for rows in reversed(self._rows[:level]):
            kept = [row for row in rows if row.relu or row.wire in used]
            kept.sort(key=lambda row: not row.relu)
            found.append(kept)
            used = {wire for row in kept for wire in row.form.terms}
        return found[::-1]


def _key(form: Form) -> _Key:
    if len(form.terms) == 1:
        return next(iter(form.terms))
    return tuple(sorted(form.terms.items()))


def _layer(forms: Sequence[Form], places: dict[int, int], width: int) -> Layer:
    weight = tuple(_row(form, places, width) for form in forms)
    return Layer(weight, tuple(form.constant for form in forms))


def _row(form: Form, places: dict[int, int], width: int) -> Vector:
    row = [_ZERO] * width
    for wire, value in form.terms.items():
        row[places[wire]] = value
    return tuple(row)
