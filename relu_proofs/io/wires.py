"""From the values of a program to the layers of a network.

Readers follow a file from its inputs: every affine step makes new forms of the wires of one level,
exactly, and costs nothing in the network; every ReLU makes a wire of each form, one level higher.
Where values of different levels meet, the lower ones are raised by rows that pass on (`levels`).
At the end the rows stand in layers, and their forms are the weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..core.network import Network
from ..core.rational import InputError, Matrix, Vector
from .files import NUMBERS_A_FORM, Limits
from .levels import Form, Levels

__all__ = ["Form", "Value", "Wires"]

_ZERO, _ONE = Fraction(0), Fraction(1)
_OPERATIONS_A_NUMBER = 2  # at most so many products for each number that a file may hold: what
# affine steps that follow each other may cost, of which a second does some 300 000


@dataclass(frozen=True)
class Value:
    """Forms, and how many ReLUs stand before them at most: none is of a higher level."""

    forms: tuple[Form, ...]
    depth: int


class Wires:
    """The wires of one network while its file is read.

    Parameters
    ----------
    inputs : int
    limits : Limits
        Bound the work of affine steps and the size of the layers.

    Examples
    --------
    >>> wires = Wires(1, Limits())
    >>> x = wires.inputs()
    >>> z = wires.affine(((Fraction(1),), (Fraction(-1),)), None, x, "fc1")
    >>> y = wires.affine(((Fraction(1), Fraction(1)),), None, wires.rectified(z), "fc2")
    >>> absolute = wires.built(y)
    >>> absolute, str(absolute(-3))
    (<Network 1-2-1>, '3')

    A slope below a ReLU takes a row that passes on: r(z) + a (z - r(z)).

    >>> wires = Wires(1, Limits())
    >>> leaky = wires.built(wires.rectified(wires.inputs(), (Fraction(1, 4),)))
    >>> leaky, str(leaky(-2))
    (<Network 1-1+1-1>, '-1/2')
    """

    def __init__(self, inputs: int, limits: Limits):
        limits.bound_forms(inputs, "inputs")
        self._inputs, self._levels = inputs, Levels(inputs, limits)
        self._left = _OPERATIONS_A_NUMBER * limits.most_numbers

    def inputs(self) -> Value:
        """The inputs themselves."""
        return Value(tuple(Form({wire: _ONE}) for wire in range(self._inputs)), 0)

    def work(self, operations: int, where: str) -> None:
        """Count products of numbers that are about to be formed.

        Raises
        ------
        InputError
            If there are more than the file's limit allows.
        """
        if operations > self._left:
            raise InputError(
                f"{where}: composed with what stands before it, this takes {operations} "
                f"operations, expected at most {self._left} (--max-mb)"
            )
        self._left -= operations

    def make(self, forms: int, where: str) -> None:
        """Count forms that are about to be made, as operations.

        Raises
        ------
        InputError
            If there are more than the file's limit allows.
        """
        self.work(NUMBERS_A_FORM * forms, where)

    def raised(self, value: Value, depth: int, where: str) -> Value:
        """The same value in forms of one level, ``depth``, so that they can be combined.

        Raises
        ------
        InputError
            If that is more work, or larger layers, than the file's limit allows.
        """
        low = [form for form in value.forms if form.terms and self._levels.level(form) < depth]
        if not low:
            return Value(value.forms, depth)
        self.work(sum(len(form.terms) for form in low), where)
        return Value(self._levels.raised(value.forms, depth), depth)

    def combined(self, weights: Sequence[Fraction], shift: Fraction, forms: Sequence[Form]) -> Form:
        """The sum of weight times form, plus ``shift``; count the `work` before.

        The forms have to be of one level, as `raised` makes them.
        """
        terms: dict[int, Fraction] = {}
        for weight, form in zip(weights, forms, strict=True):
            if not weight:
                continue
            if form.constant:
                shift += weight * form.constant
            for wire, value in form.terms.items():
                product = weight if value == 1 else weight * value
                terms[wire] = terms[wire] + product if wire in terms else product
        if not all(terms.values()):
            terms = {wire: value for wire, value in terms.items() if value}
        return Form(terms, shift)

    def products(
        self, rows: Sequence[Vector], shifts: Sequence[Fraction], forms: Sequence[Form], where: str
    ) -> list[Form]:
        """For each row of weights the sum of weight times form, plus its shift.

        Raises
        ------
        InputError
            If that is more work than the file's limit allows.
        """
        self.work(len(rows) * sum(len(form.terms) for form in forms), where)
        wires = _bare(forms)
        if wires is None:
            return [self.combined(row, b, forms) for row, b in zip(rows, shifts, strict=True)]
        return [  # as at every layer of a plain network: nothing is multiplied
            Form({wire: w for wire, w in zip(wires, row, strict=True) if w and wire >= 0}, shift)
            for row, shift in zip(rows, shifts, strict=True)
        ]

    def affine(self, weight: Matrix, bias: Vector | None, value: Value, where: str) -> Value:
        """The value x -> weight x + bias.

        Parameters
        ----------
        weight : matrix of shape (out, in)
        bias : vector of length out, or None for zeros
        value : Value of ``in`` forms
        where : str
            The place named in an error.

        Raises
        ------
        InputError
            If the numbers of forms, columns, rows and biases do not fit.
        """
        if len(weight[0]) != len(value.forms):
            raise InputError(
                f"{where}: found {len(weight[0])} inputs, expected {len(value.forms)}, "
                "the number of values before it"
            )
        shifts = (_ZERO,) * len(weight) if bias is None else bias
        if len(shifts) != len(weight):
            raise InputError(
                f"{where}: found {len(shifts)} numbers as its bias, expected {len(weight)}, "
                "the number of its outputs"
            )
        forms = self.raised(value, value.depth, where).forms
        return Value(tuple(self.products(weight, shifts, forms, where)), value.depth)

    def scaled(self, factors: Vector, shifts: Vector, value: Value, where: str) -> Value:
        """Each form times its factor plus its shift, as a batch norm at rest does it."""
        if len(factors) != len(value.forms):
            raise InputError(
                f"{where}: found {len(factors)} numbers, expected {len(value.forms)}, "
                "the number of values before it"
            )
        self.work(sum(len(form.terms) for form in value.forms), where)
        forms = map(Form.scaled, value.forms, factors, shifts)
        return Value(tuple(forms), value.depth)

    def rectified(self, value: Value, slopes: Vector | None = None) -> Value:
        """z where z > 0 and slope z elsewhere: slope z + (1 - slope) r(z), for each form z.

        Parameters
        ----------
        value : Value
        slopes : vector, one for each form, or None for the ReLU
            Where one is neither 0 nor 1, z is passed on beside its unit; where it is 1, nothing
            bends and no unit is made.

        Raises
        ------
        InputError
            If the layer's weights would be more numbers than the file's limit allows.
        """
        depth = value.depth
        forms = self.raised(value, depth, f"layer {depth}").forms
        if slopes is None:
            ups = self._levels.rectified(forms, depth)
            return Value(tuple(Form({up: _ONE}) for up in ups), depth + 1)
        bends = [slope != 1 for slope in slopes]
        if not any(bends):
            return value
        bent = [form for form, bend in zip(forms, bends, strict=True) if bend]
        own = iter(self._levels.rectified(bent, depth))
        needed = [z if slope else _NOTHING for z, slope in zip(forms, slopes, strict=True)]
        passed = self.raised(Value(tuple(needed), depth), depth + 1, f"layer {depth}")
        units = [Form({next(own): _ONE}) if bend else _NOTHING for bend in bends]
        sums = (
            self.combined((slope, 1 - slope), _ZERO, (z, unit))
            for slope, z, unit in zip(slopes, passed.forms, units, strict=True)
        )
        return Value(tuple(sums), depth + 1)

    def greater(self, a: Value, b: Value, where: str, *, least: bool = False) -> Value:
        """The greater of each two forms: b + r(a - b), with b passed on.

        Parameters
        ----------
        a, b : Value
            As many forms each; where one of two is a constant, nothing is passed on.
        where : str
            The place named in an error.
        least : bool
            The smaller ones instead: b - r(b - a).

        Raises
        ------
        InputError
            If the layer's weights would be more numbers than the file's limit allows.
        """
        depth, sign = max(a.depth, b.depth), -_ONE if least else _ONE
        self.make(len(a.forms), where)
        raised = (self.raised(each, depth, where).forms for each in (a, b))
        pairs = [(x, y) if x.terms else (y, x) for x, y in zip(*raised, strict=True)]
        once = {(id(x), id(y)): (x, y) for x, y in pairs}  # windows that overlap share some
        self._levels.require_room(depth, len(once))
        greater = zip(once, self._greater(list(once.values()), depth, sign, where), strict=True)
        found = dict(greater)
        sums = [found[id(x), id(y)] for x, y in pairs]
        return Value(tuple(sums), max([depth, *map(self._levels.level, sums)]))

    def _greater(
        self, pairs: list[tuple[Form, Form]], depth: int, sign: Fraction, where: str
    ) -> list[Form]:
        """For each two forms of one level the greater one, or the smaller one with sign -1."""
        self.work(sum(len(x.terms) + len(y.terms) for x, y in pairs), where)
        gaps = [self.combined((sign, -sign), _ZERO, pair) for pair in pairs]
        bent = [gap for gap in gaps if gap.terms]
        ups = iter(self._levels.merged(bent, depth))
        units = [
            Form({next(ups): _ONE}) if gap.terms else Form({}, max(gap.constant, _ZERO))
            for gap in gaps
        ]
        passed = self.raised(
            Value(tuple(y for _, y in pairs), depth), depth + bool(bent), where
        ).forms
        return [
            self.combined((_ONE, sign), _ZERO, pair) for pair in zip(passed, units, strict=True)
        ]

    def built(self, output: Value) -> Network:
        """The network whose outputs are these forms.

        Raises
        ------
        InputError
            If its weights would be more numbers than the file's limit allows.
        """
        forms = self.raised(output, output.depth, "output").forms
        return self._levels.network(forms, output.depth)


_NOTHING = Form({})


def _bare(forms: Sequence[Form]) -> list[int] | None:
    """The wires of forms that are one wire each, different ones, -1 for 0; None for others."""
    wires = []
    for form in forms:
        if form.constant or len(form.terms) > 1:
            return None
        wire, value = next(iter(form.terms.items()), (-1, _ONE))
        if value != 1:
            return None
        wires.append(wire)
    found = [wire for wire in wires if wire >= 0]
    return wires if len(set(found)) == len(found) else None
