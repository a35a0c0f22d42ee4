"""From the values of a program to the layers of a network.

A *wire* is one number that travels through the network: an input, or what a ReLU gives.  A *form*
is an affine combination of wires.  Readers follow a file from its inputs: every affine step makes
new forms, exactly, and costs nothing in the network; every ReLU makes a wire of each form.  At the
end the wires stand in layers, and each layer's forms are its weights.

A wire is used by the next layer as a rule.  Where it is used later (a skip connection), the layers
between hand it on: what a ReLU gave is r(z) = r(r(z)), an input is x = r(x) - r(-x).  These units
are none of the file's: `Built.carried` counts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from ..core.network import Network
from ..core.rational import InputError, Matrix, Vector
from .files import NUMBERS_A_FORM, Limits

__all__ = ["Built", "Form", "Value", "Wires"]

Columns: TypeAlias = dict[int, tuple[tuple[int, int], ...]]
"""For each wire the columns before a layer whose sum it is, each with its sign 1 or -1."""

_ZERO, _ONE = Fraction(0), Fraction(1)
_OPERATIONS_A_NUMBER = 2  # at most so many products for each number that a file may hold: what
# affine steps that follow each other may cost, of which a second does some 300 000


class Form:
    """An affine form of wires: the sum of coefficient times wire, plus a constant.

    Attributes
    ----------
    terms : dict of int to Fraction
        The coefficients that are not 0, by wire.
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


@dataclass(frozen=True)
class Value:
    """Forms, and how many ReLUs stand before them at most: the layer that they can reach."""

    forms: tuple[Form, ...]
    depth: int


@dataclass(frozen=True)
class Built:
    """A network, and how many of its units only hand a value on past other layers."""

    network: Network
    carried: int


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
    >>> absolute = wires.built(y).network
    >>> absolute, str(absolute(-3))
    (<Network 1-2-1>, '3')
    """

    def __init__(self, inputs: int, limits: Limits):
        limits.bound_forms(inputs, "inputs")
        self._limits, self._inputs = limits, inputs
        self._left = _OPERATIONS_A_NUMBER * limits.most_numbers
        self._count = inputs  # of wires; the inputs are the first ones
        self._layers: list[list[tuple[int, Form]]] = []  # each: (wire, what its ReLU is given)

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

    def combined(self, weights: Sequence[Fraction], shift: Fraction, forms: Sequence[Form]) -> Form:
        """The sum of weight times form, plus ``shift``; count the `work` before."""
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
        self.work(len(weight) * sum(len(form.terms) for form in value.forms), where)
        wires = _bare(value.forms)
        if wires is not None:  # as at every layer of a plain network: nothing is multiplied
            bare = (
                Form({wire: w for wire, w in zip(wires, row, strict=True) if w}, shift)
                for row, shift in zip(weight, shifts, strict=True)
            )
            return Value(tuple(bare), value.depth)
        forms = (
            self.combined(row, shift, value.forms)
            for row, shift in zip(weight, shifts, strict=True)
        )
        return Value(tuple(forms), value.depth)

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
        """z where z > 0 and slope z elsewhere: r(z) - slope r(-z), for each form z.

        Parameters
        ----------
        value : Value
        slopes : vector, one for each form, or None for the ReLU
            Where one is not 0, the form takes two units; all r(z) stand before all r(-z).

        Raises
        ------
        InputError
            If the layer's weights would be more numbers than the file's limit allows.
        """
        depth = value.depth + 1
        before = len(self._layers[depth - 2]) if depth > 1 else self._inputs
        self._limits.bound(before * len(value.forms), f"layer {depth - 1}")
        ups = [self._unit(form, depth) for form in value.forms]
        if slopes is None:
            return Value(tuple(Form({up: _ONE}) for up in ups), depth)
        forms = []
        for up, form, slope in zip(ups, value.forms, slopes, strict=True):
            terms = {up: _ONE}
            if slope:
                terms[self._unit(form.scaled(-_ONE), depth)] = -slope
            forms.append(Form(terms))
        return Value(tuple(forms), depth)

    def _unit(self, form: Form, depth: int) -> int:
        """A new unit of the layer ``depth``, counted from 1, that is given a form."""
        wire, self._count = self._count, self._count + 1
        while len(self._layers) < depth:
            self._layers.append([])
        self._layers[depth - 1].append((wire, form))
        return wire

    def built(self, output: Value) -> Built:
        """The network whose outputs are these forms.

        Raises
        ------
        InputError
            If its weights would be more numbers than the file's limit allows.
        """
        stages = [[form for _, form in units] for units in self._layers[: output.depth]]
        stages.append(list(output.forms))
        last = self._last_uses(stages)
        columns: Columns = {wire: ((wire, 1),) for wire in range(self._inputs)}
        width, carried, layers = len(columns), 0, []
        for k, forms in enumerate(stages):
            later = {wire: parts for wire, parts in columns.items() if last.get(wire, -1) > k}
            bypass, routes = _handed_on(later, signed=k == 0, start=len(forms))
            self._limits.bound(width * (len(forms) + len(bypass)), f"layer {k}")
            weight = [_row(form, columns, width) for form in forms]
            weight += [_unit_row(column, sign, width) for column, sign in bypass]
            bias = [form.constant for form in forms] + [_ZERO] * len(bypass)
            layers.append((tuple(weight), tuple(bias)))
            own = enumerate(self._layers[k]) if k < output.depth else ()
            columns = {wire: ((i, 1),) for i, (wire, _) in own} | routes
            width, carried = len(weight), carried + len(bypass)
        return Built(Network(layers), carried)

    @staticmethod
    def _last_uses(stages: list[list[Form]]) -> dict[int, int]:
        """For each wire the last stage that uses it."""
        last: dict[int, int] = {}
        for k, forms in enumerate(stages):
            for form in forms:
                last.update(dict.fromkeys(form.terms, k))
        return last


def _handed_on(
    later: Columns, *, signed: bool, start: int
) -> tuple[list[tuple[int, int]], Columns]:
    """The units that hand wires on past a layer, and how the wires are made of them.

    Parameters
    ----------
    later : dict
        The wires that are still needed after the layer, as sums of columns before it.
    signed : bool
        Whether the columns are inputs, of either sign, which take r(x) and r(-x); any later
        column is a ReLU's, and r hands it on as it is.
    start : int
        The number of the layer's own units, which stand first.

    Returns
    -------
    units : list of (column, sign)
        What each unit is given: the column or its negative.
    routes : dict
        The wires as sums of columns after the layer.
    """
    units: list[tuple[int, int]] = []
    routes: Columns = {}
    for wire, parts in later.items():
        ((column, _), *_) = parts
        given = [(column, 1), (column, -1)] if signed else [(column, 1) for column, _ in parts]
        signs = [1, -1] if signed else [sign for _, sign in parts]
        routes[wire] = tuple((start + len(units) + i, sign) for i, sign in enumerate(signs))
        units += given
    return units, routes


def _bare(forms: Sequence[Form]) -> list[int] | None:
    """The wires of forms that are one wire each, different ones; None where they are not."""
    wires = []
    for form in forms:
        if form.constant or len(form.terms) != 1:
            return None
        ((wire, value),) = form.terms.items()
        if value != 1:
            return None
        wires.append(wire)
    return wires if len(set(wires)) == len(wires) else None


def _row(form: Form, columns: Columns, width: int) -> Vector:
    row = [_ZERO] * width
    for wire, value in form.terms.items():
        for column, sign in columns[wire]:
            summand = value if sign == 1 else -value
            row[column] = summand if row[column] is _ZERO else row[column] + summand
    return tuple(row)


def _unit_row(column: int, value: int, width: int) -> Vector:
    row = [_ZERO] * width
    row[column] = Fraction(value)
    return tuple(row)
