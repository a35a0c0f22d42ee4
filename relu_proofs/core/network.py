"""ReLU networks with exact rational weights: evaluate them, read their pattern and their pieces.

A network is a chain of affine layers with a ReLU after every layer but the last.
"""

import operator
from typing import NamedTuple

from .rational import InputError, dot, exact, matmul, matrix, matvec, vector

__all__ = ["Affine", "Layer", "Network"]


class Affine(NamedTuple):
    """The affine map x -> U x + c; U has one row per output.

    Examples
    --------
    >>> str(Affine(((1, -1),), (0,))((3, 1))[0])
    '2'
    """

    U: tuple
    c: tuple

    def __call__(self, x):
        return tuple(dot(row, x) + c for row, c in zip(self.U, self.c, strict=True))


class Layer(NamedTuple):
    """One affine layer: ``weight`` of shape (out, in), ``bias`` of length out."""

    weight: tuple
    bias: tuple

    def __call__(self, x):
        return tuple(dot(row, x) + b for row, b in zip(self.weight, self.bias, strict=True))


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

    def __init__(self, layers):
        try:
            pairs = [tuple(layer) for layer in layers]
        except TypeError:
            raise InputError("layers: expected a sequence of pairs (weight, bias)") from None
        if not pairs:
            raise InputError("layers: found none, expected at least one")
        self.layers = tuple(_layer(pair, f"layers[{k}]") for k, pair in enumerate(pairs))
        for k, (before, after) in enumerate(zip(self.layers, self.layers[1:], strict=False), 1):
            if len(after.weight[0]) != len(before.weight):
                raise InputError(
                    f"layers[{k}].weight: found {len(after.weight[0])} columns, "
                    f"expected {len(before.weight)}, the number of outputs of layer {k - 1}"
                )

    @property
    def inputs(self):
        """Number of inputs."""
        return len(self.layers[0].weight[0])

    @property
    def outputs(self):
        """Number of outputs."""
        return len(self.layers[-1].weight)

    @property
    def widths(self):
        """Number of units in each hidden layer."""
        return tuple(len(layer.weight) for layer in self.layers[:-1])

    def __repr__(self):
        return "<Network " + "-".join(map(str, (self.inputs, *self.widths, self.outputs))) + ">"

    def __eq__(self, other):
        return isinstance(other, Network) and self.layers == other.layers

    def __hash__(self):
        return hash(self.layers)

    def point(self, x, where="x"):
        """An input as a tuple of rationals; one number will do for a network of one input."""
        point = vector([x] if self.inputs == 1 and not hasattr(x, "__iter__") else x, where)
        if len(point) != self.inputs:
            raise InputError(f"{where}: found {len(point)} numbers, expected {self.inputs}")
        return point

    def pre_activations(self, x):
        """The values z before each ReLU, one tuple for each hidden layer.

        Parameters
        ----------
        x : array-like of length ``inputs``

        Returns
        -------
        tuple of tuples of Fraction
        """
        return self._walk(self.point(x))[0]

    def _walk(self, x):
        before = []
        for layer in self.layers[:-1]:
            z = layer(x)
            before.append(z)
            x = tuple(value if value > 0 else value * 0 for value in z)
        return tuple(before), self.layers[-1](x)

    def evaluate(self, x):
        """All outputs at x, as a tuple of Fraction."""
        return self._walk(self.point(x))[1]

    def __call__(self, x):
        """The output at x: a Fraction for one output, a tuple of them for several."""
        values = self.evaluate(x)
        return values[0] if len(values) == 1 else values

    def pattern(self, x):
        """The activation pattern at x: 1 where the pre-activation is > 0, one tuple a layer."""
        return tuple(tuple(int(value > 0) for value in z) for z in self.pre_activations(x))

    def affine_piece(self, pattern):
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

    def affine_walk(self, pattern):
        """For each layer the affine map from the input to its values before the ReLU."""
        pattern = tuple(tuple(row) for row in pattern)
        if tuple(map(len, pattern)) != self.widths or any(
            bit not in (0, 1) for row in pattern for bit in row
        ):
            raise InputError(
                f"pattern: expected a 0 or 1 for each unit, hidden layers of widths {self.widths}"
            )
        first = self.layers[0]
        piece = Affine(first.weight, first.bias)
        yield piece
        for states, layer in zip(pattern, self.layers[1:], strict=True):
            on = [i for i, state in enumerate(states) if state]
            weight = [[row[i] for i in on] for row in layer.weight]
            U = (
                matmul(weight, [piece.U[i] for i in on])
                if on
                else (((exact(0),) * self.inputs,) * len(weight))
            )
            c = matvec(weight, [piece.c[i] for i in on])
            piece = Affine(U, tuple(x + b for x, b in zip(c, layer.bias, strict=True)))
            yield piece

    def after(self, inner):
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
        bias = tuple(map(operator.add, matvec(first.weight, last.bias), first.bias))
        joint = (matmul(first.weight, last.weight), bias)
        return Network([*inner.layers[:-1], joint, *self.layers[1:]])

    def minus(self, other):
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
        pairs = list(zip(self._padded(deep), other._padded(deep), strict=True))
        layers = []
        for k, (ours, theirs) in enumerate(pairs):
            if k == deep - 1:
                weight = [
                    a + tuple(-value for value in b)
                    for a, b in zip(ours.weight, theirs.weight, strict=True)
                ]
                bias = [a - b for a, b in zip(ours.bias, theirs.bias, strict=True)]
                if deep == 1:
                    weight = [
                        [a - b for a, b in zip(p, q, strict=True)]
                        for p, q in zip(ours.weight, theirs.weight, strict=True)
                    ]
            elif k == 0:
                weight, bias = ours.weight + theirs.weight, ours.bias + theirs.bias
            else:
                left, right = len(ours.weight[0]), len(theirs.weight[0])
                weight = [row + (exact(0),) * right for row in ours.weight] + [
                    (exact(0),) * left + row for row in theirs.weight
                ]
                bias = ours.bias + theirs.bias
            layers.append((weight, bias))
        return Network(layers)

    def _padded(self, count):
        """The same function with this many layers: its outputs travel on as r(z) - r(-z)."""
        layers = self.layers
        while len(layers) < count:
            last = layers[-1]
            both = Layer(
                last.weight + _negated(last.weight), last.bias + tuple(-b for b in last.bias)
            )
            n = len(last.weight)
            gather = Layer(
                tuple(
                    tuple(exact((j == i) - (j == i + n)) for j in range(2 * n)) for i in range(n)
                ),
                (exact(0),) * n,
            )
            layers = (*layers[:-1], both, gather)
        return layers

    @staticmethod
    def affine(U, c):
        """The network of no hidden layer that computes U x + c."""
        return Network([(U, c)])


def _negated(rows):
    return tuple(tuple(-value for value in row) for row in rows)


def _layer(pair, where):
    if isinstance(pair, Layer):
        return pair
    if len(pair) != 2:
        raise InputError(f"{where}: found {len(pair)} items, expected a pair (weight, bias)")
    weight, bias = matrix(pair[0], f"{where}.weight"), vector(pair[1], f"{where}.bias")
    if not weight or not weight[0]:
        raise InputError(f"{where}.weight: found no numbers, expected at least one row and column")
    if len(bias) != len(weight):
        raise InputError(
            f"{where}.bias: found {len(bias)} numbers, "
            f"expected {len(weight)}, one for each row of the weight"
        )
    return Layer(weight, bias)
