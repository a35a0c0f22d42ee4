"""The operators of ONNX, for readers of other formats: one call, by the operator's name.

A reader of another format says what a layer does in ONNX's operators, whose meaning is written
down, and computes with the same exact code.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from ..core.rational import InputError
from .files import Limits
from .notes import Notes
from .onnx.calls import Attributes, Call
from .onnx.operators import OPERATORS
from .onnx.tensors import Constant, Operand, Tensor, filled
from .wires import Wires

__all__ = ["Operations", "Option", "constant"]

Option: TypeAlias = int | str | Fraction | Sequence[int]
"""The value of an attribute of an operator."""


def constant(numbers: Sequence[Fraction], shape: Sequence[int]) -> Constant:
    """Numbers of a shape, the last index running fastest, as a constant of the graph.

    Examples
    --------
    >>> constant([Fraction(1), Fraction(2)], [2, 1]).array.tolist()
    [[Fraction(1, 1)], [Fraction(2, 1)]]
    """
    return Constant(filled(numbers, shape))


class Operations:
    """Applies operators to the values of one network that is being read.

    Parameters
    ----------
    inputs : int
        How many inputs the network has.
    limits : Limits
    notes : Notes

    Examples
    --------
    >>> operations = Operations(2, Limits(), Notes())
    >>> x = operations.input((1, 2))
    >>> y = operations("Relu", "layer 'act'", x)
    >>> y.array.shape, operations.wires.built(y.value).widths
    ((1, 2), (2,))
    """

    def __init__(self, inputs: int, limits: Limits, notes: Notes):
        self.wires, self.limits, self.notes = Wires(inputs, limits), limits, notes

    def input(self, shape: Sequence[int]) -> Tensor:
        """All inputs, as a tensor of a shape whose first axis counts rows and is 1."""
        value = self.wires.inputs()
        return Tensor(filled(value.forms, shape), value.depth)

    def __call__(
        self, name: str, where: str, *operands: Operand | None, **options: Option
    ) -> Tensor:
        """What an operator gives.

        Parameters
        ----------
        name : str
            Of the operator, in ONNX.
        where : str
            The place named in an error.
        operands : Operand or None
            None for one that is left out.
        options : int, str, Fraction or sequence of int
            The attributes of the operator.

        Raises
        ------
        InputError
            If the operands do not fit, or it is too much work.
        """
        call = Call(
            where, list(operands), _attributes(options), self.wires, self.limits, self.notes
        )
        found = OPERATORS[name].result(call)
        if not isinstance(found, Tensor) or not found.array.size:
            raise InputError(f"{where}: found no value left, expected at least one")
        self.wires.make(found.array.size, where)
        return found


def _attributes(options: dict[str, Option]) -> Attributes:
    """Options by their kind, as the operators look them up."""
    found = Attributes()
    for name, value in options.items():
        if isinstance(value, Fraction):
            found.floats[name] = value
        elif isinstance(value, int):
            found.ints[name] = value
        elif isinstance(value, str):
            found.texts[name] = value
        else:
            found.int_lists[name] = list(value)
    return found
