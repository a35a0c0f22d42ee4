"""What an operator is handed: inputs and attributes, looked at before they are used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from ...core.rational import InputError, Vector
from ..files import Limits
from ..notes import Notes
from ..wires import Form, Wires
from .tensors import Constant, Objects, Operand, Tensor, broadcast, mapped

__all__ = ["Attributes", "Call", "Kind", "Operator", "require"]

Kind: TypeAlias = Literal["float", "number", "int", "text", "floats", "ints", "texts", "tensor"]

_MOST_MESSAGE = 200  # characters of numpy's words


def require(condition: bool, message: str) -> None:
    """Refuse a graph with a message, unless a condition holds."""
    if not condition:
        raise InputError(message)


@dataclass
class Attributes:
    """The attributes of a node by name, each kind apart; floats are dyadic rationals."""

    floats: dict[str, Fraction] = field(default_factory=dict)
    ints: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    float_lists: dict[str, list[Fraction]] = field(default_factory=dict)
    int_lists: dict[str, list[int]] = field(default_factory=dict)
    tensors: dict[str, Constant] = field(default_factory=dict)


@dataclass
class Call:
    """One node while it is computed.

    Attributes
    ----------
    where : str
        The place named in an error.
    inputs : list of Operand or None
        None for one that is left out.
    attributes : Attributes
    wires, limits, notes
        Of the network that is being read.
    batch : int or None
        How many rows the file is declared for, where one of several is read.
    outputs : int
        How many outputs the node names.
    """

    where: str
    inputs: list[Operand | None]
    attributes: Attributes
    wires: Wires
    limits: Limits
    notes: Notes
    batch: int | None = None
    outputs: int = 1

    def has(self, i: int) -> bool:
        """Whether an input that may be left out is there."""
        return i < len(self.inputs) and self.inputs[i] is not None

    def operand(self, i: int) -> Operand:
        """An input that must be there."""
        found = self.inputs[i] if i < len(self.inputs) else None
        if found is None:
            raise InputError(f"{self.where}: found no input {i}, expected one")
        return found

    @property
    def is_constant(self) -> bool:
        """Whether no input depends on the network's."""
        return not any(isinstance(each, Tensor) for each in self.inputs)

    def tensor(self, i: int = 0) -> Tensor:
        """An input as forms; those of a constant are constant."""
        found = self.operand(i)
        if isinstance(found, Tensor):
            return found
        return Tensor(mapped(lambda value: Form({}, value), self.floats(i)), 0)

    def raised(self, tensor: Tensor, depth: int | None = None) -> Tensor:
        """A tensor in forms of one level, its own depth or a deeper one: they can be combined."""
        depth = tensor.depth if depth is None else depth
        return tensor.like(self.wires.raised(tensor.value, depth, self.where))

    def floats(self, i: int) -> Objects:
        """An input that must be a constant of floats."""
        found = self.operand(i)
        if isinstance(found, Tensor):
            raise InputError(f"{self.where}: found data as input {i}, expected a constant")
        require(not found.is_integer, f"{self.where}: found integers as input {i}, expected floats")
        return found.array

    def vector(self, i: int) -> Vector:
        """An input that must be a constant of floats of one dimension."""
        found = self.floats(i)
        require(
            found.ndim == 1,
            f"{self.where}: found the shape {found.shape} of input {i}, expected one dimension",
        )
        return tuple(found)

    def integers(self, name: str, i: int | None) -> list[int] | None:
        """Integers that older files hold as an attribute and newer ones as an input."""
        if i is None or not self.has(i):
            return self.attributes.int_lists.get(name)
        found = self.operand(i)
        if isinstance(found, Tensor) or not found.is_integer:
            raise InputError(f"{self.where}: found no constant integers as its {name}")
        return [int(value) for value in found.array.ravel()]

    def broadcast(self, a: Operand, b: Operand) -> tuple[Objects, Objects]:
        """The arrays of two operands in their joint shape, which the batch must not grow in."""
        one, two = broadcast(a.array, b.array, self.limits, self.where)
        for operand in (a, b):
            if isinstance(operand, Tensor):
                self._require_one_row(operand.array.shape, one.shape)
        return one, two

    def _require_one_row(self, before: tuple[int, ...], after: tuple[int, ...]) -> None:
        """One row is read; a constant of several rows would make it several."""
        new = after[: max(1, len(after) - len(before))] if len(after) > 1 else ()
        old = before[:1] if len(before) == len(after) else ()
        require(
            all(size == 1 for size in new) or new == old,
            f"{self.where}: found a constant that makes the shape {before} to {after}, expected "
            "one number, or one for each value of a row",
        )


@dataclass(frozen=True)
class Operator:
    """An operator that is read.

    Attributes
    ----------
    function : callable
        From a `Call` to the output, or to several, None for one that is no number.
    inputs : pair of int
        The least and the most inputs.
    attributes : dict of str to kind
        Those that it takes; any other is refused.
    domain : str
        Of operators beside the standard ones.
    """

    function: Callable[[Call], Operand | Sequence[Operand | None]]
    inputs: tuple[int, int]
    attributes: dict[str, Kind] = field(default_factory=dict)
    domain: str = ""

    def result(self, call: Call) -> Operand | Sequence[Operand | None]:
        """What the function gives; what numpy refuses is refused at the place of the call."""
        try:
            return self.function(call)
        except InputError:
            raise
        except (ValueError, IndexError, OverflowError, TypeError) as problem:  # numpy's refusals
            message = " ".join(str(problem).split())[:_MOST_MESSAGE]
            raise InputError(f"{call.where}: found what does not fit: {message}") from None
