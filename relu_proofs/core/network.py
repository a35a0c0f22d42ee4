"""ReLU networks with exact rational weights: evaluate them, read their pattern and their pieces.

A network is a chain of affine layers with a ReLU after every layer but the last.
"""

import operator
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import NamedTuple, TypeAlias

from .forms import Form, combine, integer_form
from .rational import (
    InputError,
    Matrix,
    Vector,
    dot,
    matmul,
    matrix,
    over_one_denominator,
    sequence,
    vector,
)

Unit: TypeAlias = tuple[int, int]
"""A hidden unit: its layer and its place in it, both from 0 on."""
Pattern: TypeAlias = tuple[tuple[int, ...], ...]
"""One 0 or 1 for each unit, a tuple for each hidden layer."""


class Affine(NamedTuple):
    """The affine map x -> U x + c; U has one row per output.

    Examples
    --------
    >>> str(Affine(((1, -1),), (0,))((3, 1))[0])
    '2'
    """

    U: Matrix
    c: Vector

    def __call__(self, x: Sequence[int | Fraction]) -> Vector:
        """The value at a point of exact numbers, one for each column of U."""
        return tuple(dot(row, x) + c for row, c in zip(self.U, self.c, strict=True))

    @classmethod
    def of(cls, forms: Sequence[Form]) -> "Affine":
        """The map whose outputs are these forms, which have no atoms."""
        rows = [form.rationals() for form in forms]
        return cls(tuple(row for row, _ in rows), tuple(constant for _, constant in rows))


class Layer(NamedTuple):
    """One affine layer: ``weight`` of shape (out, in), ``bias`` of length out."""

    weight: Matrix
    bias: Vector


class Network:
    """A ReLU network that computes exactly with the weights it was given.

    Parameters
    ----------
    layers : sequence of pairs (weight, bias)
        ``weight`` is array-like of shape (out, in), ``bias`` array-like of length out.
        Numbers may be int, float (its dyadic value), Fraction or text such as ``"1/3"``.
        ReLU follows every layer but the last.

    Raises
    ------
    InputError
        If there is no layer, a layer is empty, shapes do not chain, or a number is not finite.

    Notes
    -----
    The page ``argument/four-cases`` works the example below by hand.

    Examples
    --------
    >>> f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])   # |x1 - x2|
    >>> [str(f(x)) for x in ([1, 0], [0, 1], [1, 1])]
    ['1', '1', '0']
    >>> f.pattern([1, 0])
    ((1, 0),)
    """

    def __init__(self, layers: object) -> None:
        pairs = sequence(layers, "layers", "a sequence of pairs (weight, bias)")
        if not pairs:
            raise InputError("layers: found none, expected at least one")
        self.layers = tuple(_layer(pair, f"layers[{k}]") for k, pair in enumerate(pairs))
        for k, (before, after) in enumerate(zip(self.layers, self.layers[1:]), 1):
            if len(after.weight[0]) != len(before.weight):
                raise InputError(
                    f"layers[{k}].weight: found {len(after.weight[0])} columns, "
                    f"expected {len(before.weight)}, the number of outputs of layer {k - 1}"
                )

    @property
    def inputs(self) -> int:
        """Number of inputs."""
        return len(self.layers[0].weight[0])

    @property
    def outputs(self) -> int:
        """Number of outputs."""
        return len(self.layers[-1].weight)

    @property
    def widths(self) -> tuple[int, ...]:
        """Number of units in each hidden layer."""
        return tuple(len(layer.weight) for layer in self.layers[:-1])

    @property
    def units(self) -> list[Unit]:
        """All hidden units, in order."""
        return [(k, i) for k, width in enumerate(self.widths) for i in range(width)]

    def __repr__(self) -> str:
        return "<Network " + "-".join(map(str, (self.inputs, *self.widths, self.outputs))) + ">"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Network) and self.layers == other.layers

    def __hash__(self) -> int:
        return hash(self.layers)

    # ---- values

    def point(self, x: object, where: str = "x") -> Vector:
        """An input as a tuple of rationals; one number will do for a network of one input."""
        point = vector([x] if self.inputs == 1 and not hasattr(x, "__iter__") else x, where)
        if len(point) != self.inputs:
            raise InputError(f"{where}: found {len(point)} numbers, expected {self.inputs}")
        return point

    @cached_property
    def first_forms(self) -> list[Form]:
        """The rows of the first layer as forms of the inputs, each over its own denominator."""
        return [integer_form(row, b) for row, b in zip(*self.layers[0])]

    @cached_property
    def whole(self) -> list[tuple[list[list[int]], int]]:
        """For each layer its rows, biases last, over one denominator."""
        found = []
        for weight, bias in self.layers:
            flat = [value for row, b in zip(weight, bias) for value in (*row, b)]
            numbers, bottom = over_one_denominator(flat)
            width = len(weight[0]) + 1
            rows = [numbers[i : i + width] for i in range(0, len(numbers), width)]
            found.append((rows, bottom))
        return found

    def walk(self, x: Vector) -> Iterator[tuple[list[int], int]]:
        """The values before each ReLU, then the outputs: numerators over one denominator > 0.

        The one place where the package evaluates a network.  Integers over a shared denominator,
        cleared of common divisors once a layer, take a fifth of the time of one fraction each.
        """
        numbers, bottom = over_one_denominator(x)
        for k, (rows, own) in enumerate(self.whole):
            if k:
                numbers = [value if value > 0 else 0 for value in numbers]
            numbers.append(bottom)
            numbers = [sum(map(int.__mul__, row, numbers)) for row in rows]
            bottom *= own
            divisor = gcd(bottom, *numbers)
            if divisor > 1:
                numbers = [value // divisor for value in numbers]
                bottom //= divisor
            yield list(numbers), bottom

    def values(self, x: Vector) -> Vector:
        """All outputs at a point that is exact already."""
        *_, (numbers, bottom) = self.walk(x)
        return tuple(Fraction(value, bottom) for value in numbers)

    def evaluate(self, x: object) -> Vector:
        """All outputs at x, as a tuple of Fraction."""
        return self.values(self.point(x))

    def __call__(self, x: object) -> Fraction | Vector:
        """The output at x: a Fraction for one output, a tuple of them for several."""
        values = self.evaluate(x)
        return values[0] if len(values) == 1 else values

    def pre_activations(self, x: object) -> tuple[Vector, ...]:
        """The values z before each ReLU, one tuple for each hidden layer.

        Parameters
        ----------
        x : array-like of length ``inputs``

        Returns
        -------
        tuple of tuples of Fraction
        """
        *hidden, _ = self.walk(self.point(x))
        return tuple(
            tuple(Fraction(value, bottom) for value in numbers) for numbers, bottom in hidden
        )

    def pattern(self, x: object) -> Pattern:
        """The activation pattern at x: 1 where the pre-activation is > 0, one tuple a layer."""
        *hidden, _ = self.walk(self.point(x))
        return tuple(tuple(int(value > 0) for value in numbers) for numbers, _ in hidden)

    def in_floats(self) -> list[tuple[list[list[float]], list[float]]] | None:
        """The layers as lists of floats, to search with; None where a weight is beyond them."""
        try:
            return [
                ([[float(w) for w in row] for row in layer.weight], [float(b) for b in layer.bias])
                for layer in self.layers
            ]
        except OverflowError:
            return None

    # ---- affine pieces

    def affine_piece(self, pattern: Sequence[Sequence[int]]) -> Affine:
        """The affine map that the network is wherever its activation pattern is this one.

        Parameters
        ----------
        pattern : one sequence of 0 and 1 for each hidden layer

        Returns
        -------
        Affine
            U has one row per output and one column per input; c has one entry per output.

        Raises
        ------
        InputError
            If the pattern does not have one 0 or 1 for each unit.

        Notes
        -----
        U(x) = W_L D_(L-1) W_(L-1) ... D_1 W_1, claim ``each-input-has-its-own-u`` of the page
        ``argument/four-cases``.

        Examples
        --------
        >>> f = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])
        >>> [str(u) for u in f.affine_piece([[1, 0]]).U[0]]
        ['1', '-1']
        """
        *_, last = self.affine_walk(pattern)
        return last

    def affine_walk(self, pattern: Sequence[Sequence[int]]) -> Iterator[Affine]:
        """For each layer the affine map from the input to its values before the ReLU."""
        return map(Affine.of, self.form_walk(pattern))

    def form_walk(self, pattern: Sequence[Sequence[int]]) -> Iterator[list[Form]]:
        """The same as integer forms."""
        states = tuple(tuple(row) for row in pattern)
        if tuple(map(len, states)) != self.widths or any(
            bit not in (0, 1) for row in states for bit in row
        ):
            raise InputError(
                f"pattern: expected a 0 or 1 for each unit, hidden layers of widths {self.widths}"
            )
        parts = self.first_forms
        yield parts
        for bits, layer in zip(states, self.layers[1:]):
            on = [part for part, bit in zip(parts, bits) if bit]
            parts = [
                combine((w for w, bit in zip(row, bits) if bit), b, on, self.inputs + 1)
                for row, b in zip(*layer)
            ]
            yield parts

    # ---- new networks from old ones

    def up_to(self, unit: Unit) -> "Network":
        """The network whose one output is the pre-activation of a unit."""
        k, i = unit
        layer = self.layers[k]
        return Network([*self.layers[:k], Layer((layer.weight[i],), (layer.bias[i],))])

    def after(self, inner: "Network") -> "Network":
        """The composition x -> self(inner(x)), a network: inner's last and our first layer merge.

        Examples
        --------
        >>> double = Network.affine([[2]], [0])
        >>> relu = Network([([[1]], [0]), ([[1]], [0])])
        >>> str(relu.after(double)(3))
        '6'
        """
        if inner.outputs != self.inputs:
            raise InputError(
                f"composition: the inner network has {inner.outputs} outputs, "
                f"the outer {self.inputs} inputs"
            )
        first, last = self.layers[0], inner.layers[-1]
        joint = Layer(matmul(first.weight, last.weight), Affine(*first)(last.bias))
        return Network([*inner.layers[:-1], joint, *self.layers[1:]])

    def minus(self, other: "Network") -> "Network":
        """The difference x -> self(x) - other(x) as one network.

        The networks stand side by side; the shallower one passes its inputs on through
        pairs r(z) - r(-z) = z (claim ``relu-pair-is-the-identity``).

        Examples
        --------
        >>> f = Network([([[1]], [0]), ([[1]], [0])])
        >>> g = Network.affine([[1]], [0])
        >>> [str(f.minus(g)(x)) for x in (2, -3)]
        ['0', '3']
        """
        if (self.inputs, self.outputs) != (other.inputs, other.outputs):
            raise InputError(
                f"difference: found {self!r} and {other!r}, expected as many inputs "
                "and outputs on both sides"
            )
        deep = max(len(self.layers), len(other.layers))
        ours, theirs = self._padded(deep), other._padded(deep)
        if deep == 1:
            weight = tuple(map(_minus, ours[0].weight, theirs[0].weight))
            return Network([Layer(weight, _minus(ours[0].bias, theirs[0].bias))])
        first = Layer(ours[0].weight + theirs[0].weight, ours[0].bias + theirs[0].bias)
        middle = map(_side_by_side, ours[1:-1], theirs[1:-1])
        return Network([first, *middle, _gathered(ours[-1], theirs[-1])])

    def _padded(self, count: int) -> tuple[Layer, ...]:
        """The same function with this many layers: its outputs travel on as r(z) - r(-z)."""
        layers = self.layers
        while len(layers) < count:
            last = layers[-1]
            both = Layer(last.weight + _negated(last.weight), last.bias + _negated([last.bias])[0])
            unit = _identity(len(last.weight))
            gather = Layer(
                tuple(row + tuple(-value for value in row) for row in unit),
                (Fraction(0),) * len(unit),
            )
            layers = (*layers[:-1], both, gather)
        return layers

    @staticmethod
    def affine(U: object, c: object) -> "Network":
        """The network of no hidden layer that computes U x + c."""
        return Network([(U, c)])


def _minus(a: Vector, b: Vector) -> Vector:
    return tuple(map(operator.sub, a, b))


def _negated(rows: Sequence[Vector]) -> Matrix:
    return tuple(tuple(-value for value in row) for row in rows)


def _identity(size: int) -> Matrix:
    return tuple(tuple(Fraction(i == j) for j in range(size)) for i in range(size))


def _side_by_side(left: Layer, right: Layer) -> Layer:
    """The layer that does both, each to its own part of the values."""
    before, after = (Fraction(0),) * len(left.weight[0]), (Fraction(0),) * len(right.weight[0])
    weight = (*(row + after for row in left.weight), *(before + row for row in right.weight))
    return Layer(weight, left.bias + right.bias)


def _gathered(left: Layer, right: Layer) -> Layer:
    """The last layer of a difference."""
    weight = tuple(map(operator.add, left.weight, _negated(right.weight)))
    return Layer(weight, _minus(left.bias, right.bias))


def _layer(pair: object, where: str) -> Layer:
    if isinstance(pair, Layer):
        return pair
    items = sequence(pair, where, "a pair (weight, bias)")
    if len(items) != 2:
        raise InputError(f"{where}: found {len(items)} items, expected a pair (weight, bias)")
    weight, bias = matrix(items[0], f"{where}.weight"), vector(items[1], f"{where}.bias")
    if not weight or not weight[0]:
        raise InputError(f"{where}.weight: found no numbers, expected at least one row and column")
    if len(bias) != len(weight):
        raise InputError(
            f"{where}.bias: found {len(bias)} numbers, "
            f"expected {len(weight)}, one for each row of the weight"
        )
    return Layer(weight, bias)
