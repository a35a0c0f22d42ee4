"""ReLU networks with exact rational weights: evaluate them, read their pattern and their pieces.

A network is a chain of affine layers with a ReLU after every layer but the last.  A hidden layer
may have units that pass on: they hand their value to the next layer as it is, whatever its sign.
So a skip connection, a residual sum or a maximum is a chain, too.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import TypeAlias

from .affine import Affine
from .forms import Form, combine, integer_form
from .integers import IntegerLayer
from .layers import (
    Layer,
    as_layer,
    as_relu,
    difference,
    gathered,
    identity,
    side_by_side,
    stacked,
)
from .rational import (
    InputError,
    Vector,
    matmul,
    over_one_denominator,
    sequence,
    shown,
    vector,
    whole_number,
)

Unit: TypeAlias = tuple[int, int]
"""A hidden ReLU unit: its layer and its place in it, both from 0 on."""
Pattern: TypeAlias = tuple[tuple[int, ...], ...]
"""One 0 or 1 for each ReLU unit, a tuple for each hidden layer."""


def require_network(value: object, where: str = "network") -> None:
    """Refuse what is no network.

    Raises
    ------
    InputError
        With what was found, and what reads a file.
    """
    if not isinstance(value, Network):
        raise InputError(
            f"{where}: found {shown(value)}, expected a Network; read_network reads a file"
        )


class Network:
    """A ReLU network that computes exactly with the weights it was given.

    Parameters
    ----------
    layers : sequence of pairs (weight, bias)
        ``weight`` is array-like of shape (out, in), ``bias`` array-like of length out.
        Numbers may be int, float (its dyadic value), Fraction or text such as ``"1/3"``.
        ReLU follows every layer but the last.
    relu : sequence, optional
        For each hidden layer None, or one truth value for each of its units: True for a ReLU,
        False for a unit that passes on.  By default all are ReLUs.

    Attributes
    ----------
    layers : tuple of `Layer`
    relu : tuple of tuples of bool, one for each hidden layer

    Raises
    ------
    InputError
        If there is no layer, a layer is empty, shapes do not chain, a number is not finite, or
        ``relu`` does not have one truth value for each hidden unit.

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

    A unit that passes on has no pattern: this is x + r(-2x), another way to |x|.

    >>> g = Network([([[1], [-2]], [0, 0]), ([[1, 1]], [0])], relu=[[False, True]])
    >>> str(g(-3)), g.pattern(-3), g.units
    ('3', ((1,),), [(0, 1)])
    """

    def __init__(self, layers: object, relu: object = None) -> None:
        pairs = sequence(layers, "layers", "a sequence of pairs (weight, bias)")
        if not pairs:
            raise InputError("layers: found none, expected at least one")
        self.layers = tuple(as_layer(pair, f"layers[{k}]") for k, pair in enumerate(pairs))
        for k, (before, after) in enumerate(zip(self.layers, self.layers[1:]), 1):
            if len(after.weight[0]) != len(before.weight):
                raise InputError(
                    f"layers[{k}].weight: found {len(after.weight[0])} columns, "
                    f"expected {len(before.weight)}, the number of outputs of layer {k - 1}"
                )
        self.relu = as_relu(relu, self.widths)

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
        """Number of values that each hidden layer hands on, by ReLUs or as they are."""
        return tuple(len(layer.weight) for layer in self.layers[:-1])

    @cached_property
    def relus(self) -> tuple[tuple[int, ...], ...]:
        """For each hidden layer the places of its ReLU units."""
        return tuple(tuple(i for i, own in enumerate(row) if own) for row in self.relu)

    @property
    def units(self) -> list[Unit]:
        """All hidden ReLU units, in order."""
        return [(k, i) for k, places in enumerate(self.relus) for i in places]

    @property
    def passes_on(self) -> bool:
        """Whether a hidden unit passes on its value as it is."""
        return not all(map(all, self.relu))

    def __repr__(self) -> str:
        hidden = [
            f"{sum(row)}+{row.count(False)}" if False in row else str(len(row)) for row in self.relu
        ]
        return "<Network " + "-".join([str(self.inputs), *hidden, str(self.outputs)]) + ">"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Network) and (self.layers, self.relu) == (other.layers, other.relu)

    def __hash__(self) -> int:
        return hash((self.layers, self.relu))

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
    def in_integers(self) -> tuple[IntegerLayer, ...]:
        """The layers over one denominator each, sparse ones held as such."""
        return tuple(map(IntegerLayer, self.layers))

    @property
    def whole(self) -> list[tuple[list[list[int]], int]]:
        """For each layer its rows, biases last, over one denominator."""
        return [(layer.rows, layer.bottom) for layer in self.in_integers]

    def walk(self, x: Vector) -> Iterator[tuple[list[int], int]]:
        """The values before each ReLU, then the outputs: numerators over one denominator > 0.

        The one place where the package evaluates a network.  Integers over a shared denominator,
        cleared of common divisors once a layer, take a fifth of the time of one fraction each.
        """
        numbers, bottom = over_one_denominator(x)
        for k, layer in enumerate(self.in_integers):
            if k:
                numbers = self.activated(k - 1, numbers)
            numbers.append(bottom)
            numbers = layer.times(numbers)
            bottom *= layer.bottom
            divisor = gcd(bottom, *numbers)
            if divisor > 1:
                numbers = [value // divisor for value in numbers]
                bottom //= divisor
            yield list(numbers), bottom

    def activated(self, k: int, numbers: Sequence[int]) -> list[int]:
        """What the units of a hidden layer hand on, of their values before."""
        if all(self.relu[k]):
            return [value if value > 0 else 0 for value in numbers]
        pairs = zip(numbers, self.relu[k], strict=True)
        return [value if value > 0 or not own else 0 for value, own in pairs]

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

        Of a unit that passes on, z is what it hands on.

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
        """The activation pattern at x: for each ReLU unit 1 where its pre-activation is > 0."""
        *hidden, _ = self.walk(self.point(x))
        return tuple(
            tuple(int(numbers[i] > 0) for i in places)
            for places, (numbers, _) in zip(self.relus, hidden, strict=True)
        )

    @cached_property
    def floats(self) -> list[tuple[list[list[float]], list[float]]] | None:
        """The layers as lists of floats, to search with; None where a weight is beyond them."""
        try:
            return [
                ([[float(w or 0.0) for w in row] for row in weight], [float(b) for b in bias])
                for weight, bias in self.layers  # zeros are one object
            ]
        except OverflowError:
            return None

    # ---- affine pieces

    def affine_piece(self, pattern: Sequence[Sequence[int]]) -> Affine:
        """The affine map that the network is wherever its activation pattern is this one.

        Parameters
        ----------
        pattern : one sequence of 0 and 1 for each hidden layer, a number for each ReLU unit

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
        *_, last = self.form_walk(pattern)
        return Affine.of(last)

    def affine_walk(self, pattern: Sequence[Sequence[int]]) -> Iterator[Affine]:
        """For each layer the affine map from the input to its values before the ReLU."""
        return map(Affine.of, self.form_walk(pattern))

    def form_walk(self, pattern: Sequence[Sequence[int]]) -> Iterator[list[Form]]:
        """The same as integer forms."""
        states = self.states(pattern)
        parts = self.first_forms
        yield parts
        for bits, layer in zip(states, self.layers[1:]):
            on = [part for part, bit in zip(parts, bits) if bit]
            parts = [
                combine((w for w, bit in zip(row, bits) if bit), b, on, self.inputs + 1)
                for row, b in zip(*layer)
            ]
            yield parts

    def states(self, pattern: Sequence[Sequence[int]]) -> Pattern:
        """A pattern with a 1 for each unit that passes on: it hands on z, as units do that are on.

        Raises
        ------
        InputError
            If the pattern does not have one 0 or 1 for each ReLU unit.
        """
        widths = tuple(map(len, self.relus))
        what = f"a 0 or 1 for each unit, hidden layers of widths {widths}"
        rows = [sequence(row, "pattern", what) for row in sequence(pattern, "pattern", what)]
        if tuple(map(len, rows)) != widths or any(bit not in (0, 1) for row in rows for bit in row):
            raise InputError(f"pattern: found {shown(pattern)}, expected {what}")
        found = []
        for row, own in zip(rows, self.relu, strict=True):
            bits = iter(row)
            found.append(tuple(int(next(bits) == 1) if relu else 1 for relu in own))
        return tuple(found)

    # ---- new networks from old ones

    def up_to(self, unit: Unit) -> "Network":
        """The network whose one output is the pre-activation of a unit: layer and number.

        Raises
        ------
        InputError
            If the network has no such unit.
        """
        asked = sequence(unit, "unit", "a layer and a number in it")
        at = [whole_number(n, "unit", least=0) for n in asked]
        if len(at) != 2 or at[0] >= len(self.widths) or at[1] >= self.widths[at[0]]:
            raise InputError(f"unit: found {shown(unit)}, expected a layer and a number in it")
        k, i = at
        layer = self.layers[k]
        last = Layer((layer.weight[i],), (layer.bias[i],))
        return Network([*self.layers[:k], last], self.relu[:k])

    def after(self, inner: "Network") -> "Network":
        """The composition x -> self(inner(x)), a network: inner's last and our first layer merge.

        Examples
        --------
        >>> double = Network.affine([[2]], [0])
        >>> relu = Network([([[1]], [0]), ([[1]], [0])])
        >>> str(relu.after(double)(3))
        '6'
        """
        require_network(inner, "composition")
        if inner.outputs != self.inputs:
            found = f"the inner network has {inner.outputs} outputs, the outer {self.inputs} inputs"
            raise InputError(f"composition: {found}")
        first, last = self.layers[0], inner.layers[-1]
        joint = Layer(matmul(first.weight, last.weight), Affine(*first)(last.bias))
        return Network([*inner.layers[:-1], joint, *self.layers[1:]], inner.relu + self.relu)

    def minus(self, other: "Network") -> "Network":
        """The difference x -> self(x) - other(x) as one network.

        The networks stand side by side; the outputs of the shallower one are passed on.

        Examples
        --------
        >>> f = Network([([[1]], [0]), ([[1]], [0])])
        >>> g = Network.affine([[1]], [0])
        >>> [str(f.minus(g)(x)) for x in (2, -3)]
        ['0', '3']
        """
        require_network(other, "difference")
        if (self.inputs, self.outputs) != (other.inputs, other.outputs):
            raise InputError(
                f"difference: found {self!r} and {other!r}, expected as many inputs "
                "and outputs on both sides"
            )
        deep = max(len(self.layers), len(other.layers))
        ours, theirs = self._padded(deep), other._padded(deep)
        if deep == 1:
            return Network([difference(ours.layers[0], theirs.layers[0])])
        first = stacked(ours.layers[0], theirs.layers[0])
        middle = map(side_by_side, ours.layers[1:-1], theirs.layers[1:-1])
        last = gathered(ours.layers[-1], theirs.layers[-1])
        relu = [a + b for a, b in zip(ours.relu, theirs.relu, strict=True)]
        return Network([first, *middle, last], relu)

    def _padded(self, count: int) -> "Network":
        """The same function with this many layers: its outputs are passed on."""
        more = count - len(self.layers)
        passing = ((False,) * self.outputs,) * more
        return Network([*self.layers, *[identity(self.outputs)] * more], self.relu + passing)

    @staticmethod
    def affine(U: object, c: object) -> "Network":
        """The network of no hidden layer that computes U x + c."""
        return Network([(U, c)])
