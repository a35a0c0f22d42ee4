"""A computation graph of ONNX: its nodes, what makes what, and its value for one row."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from ...core.network import Network
from ...core.rational import InputError, shown
from ..arrays import Stored, say_floats
from ..files import Limits
from ..names import listed
from ..notes import Notes
from ..wires import Wires
from .calls import Call, Operator, require
from .ends import cut, made_by
from .estimate import require_room
from .operators import OPERATORS
from .protobuf import External, Proto, attributes, constant, stored
from .shapes import FLOAT_KINDS
from .tensors import Constant, Operand, Tensor, filled, mapped

__all__ = ["Graph"]

_CURVED = (  # not piecewise linear, whatever is read besides
    *("Celu", "Cos", "Elu", "Erf", "Exp", "Gelu", "GRU", "HardSwish", "InstanceNormalization"),
    *("LayerNormalization", "Log", "LogSoftmax", "LpNormalization", "LSTM", "Mish", "Normalizer"),
    *("Pow", "Reciprocal", "ReduceL2", "ReduceLogSumExp", "ReduceProd", "ReduceSumSquare", "RNN"),
    *("Selu", "Sigmoid", "Sin", "Softmax", "Softplus", "Softsign", "Sqrt", "Swish", "Tanh"),
)
_JUMPING = (  # not continuous
    *("ArgMax", "ArgMin", "Binarizer", "Ceil", "Equal", "Floor", "Greater", "GreaterOrEqual"),
    *("Hardmax", "Less", "LessOrEqual", "QuantizeLinear", "Round", "Shrink", "Sign"),
    *("ThresholdedRelu", "TopK", "TreeEnsembleClassifier", "TreeEnsembleRegressor"),
)
_KEEP_FEATURES = (  # what may stand before the first product, and leaves the axes as they are
    *("Add", "Cast", "Clip", "Div", "Dropout", "Flatten", "Identity", "LeakyRelu", "Mul", "Neg"),
    *("Relu", "Scaler", "Sub"),
)
_ROWS_FIRST = ("AveragePool", "BatchNormalization", "Conv", "GlobalAveragePool", "MaxPool")
_LAYERS = ("Add", "Constant", "Gemm", "Identity", "MatMul", "Relu")
"""What layers are made of as they stand."""
_LARGE = 1_000_000  # weights: one evaluation takes about a second then


@dataclass(frozen=True)
class _First:
    """What the first node that mixes the input's entries tells about its axes.

    ``axis``, counted from the end, is the one that it sums over, and ``width`` its length; both
    are None where all axes but the first are mixed, which is the batch.
    """

    axis: int | None
    width: int | None


class Graph:
    """The graph of a model with one input.

    Parameters
    ----------
    graph : message
    source : message
        The input.
    limits : Limits
    notes : Notes
    external : callable, optional
        Reads what stands in other files; without it that is refused.
    told : dict of str to int, optional
        How many numbers values have, as far as that is known before.
    """

    def __init__(
        self,
        graph: Proto,
        source: Proto,
        limits: Limits,
        notes: Notes,
        external: External | None = None,
        told: Mapping[str, int] | None = None,
    ):
        self.external, self.told = external, told or {}
        self.nodes, self.source = list(graph.node), source
        self.constants = {tensor.name: tensor for tensor in graph.initializer}
        self.limits, self.notes = limits, notes
        self.makers = self._makers()
        self.order = self._order()
        self.used: list[Stored] = []  # the constants that were read
        self.known: dict[str, Operand] = {}
        self.batch: int | None = None  # rows that are declared where one is read

    def _makers(self) -> dict[str, int]:
        """For each value the node that makes it; -1 for what is there before."""
        makers = dict.fromkeys([self.source.name, *self.constants], -1)
        for k, node in enumerate(self.nodes):
            for name in node.output:
                if name in makers and name:
                    raise InputError(
                        f"{self.where(k)}: found {shown(name)} made twice, expected once"
                    )
                makers[name] = k
        return makers

    def _order(self) -> list[int]:
        """The nodes in an order in which they can be computed, that of the file where it is one.

        A node in a circle stands behind what makes its inputs nowhere, and is refused there.
        """
        waits = [
            {k for k in (self.makers.get(name, -1) for name in node.input) if k >= 0}
            for node in self.nodes
        ]
        users: list[list[int]] = [[] for _ in self.nodes]
        for k, others in enumerate(waits):
            for other in others:
                users[other].append(k)
        ready, found = [k for k, others in enumerate(waits) if not others], []
        while ready:
            found.append(heappop(ready))
            for user in users[found[-1]]:
                waits[user].discard(found[-1])
                if not waits[user]:
                    heappush(ready, user)
        return found + [k for k, others in enumerate(waits) if others]

    def where(self, k: int) -> str:
        """The place of a node in an error."""
        node = self.nodes[k]
        name = f", {shown(node.name)}" if node.name else ""
        return f"node {k} ({shown(node.op_type)[1:-1]}{name})"

    def built(self, targets: Sequence[str]) -> Network:
        """The network up to a value, or to what several values are made of by a last softmax.

        Parameters
        ----------
        targets : sequence of str
            Values of the graph, one if there is no such end.

        Raises
        ------
        InputError
            If it is no piecewise linear function of the input, or a node is not read.
        """
        end, last = self._end(targets)
        needed = self._needed(end)
        self._say_what_is_left_out(needed, end, last)
        sizes = self._input_sizes(needed)
        self._require_room(needed, math.prod(sizes))
        wires = Wires(math.prod(sizes), self.limits)
        self.known[self.source.name] = Tensor(filled(wires.inputs().forms, sizes), 0)
        for k in needed:
            self._compute(k, wires)
        result = self._operand(end, f"output {shown(targets[0])}")
        if isinstance(result, Constant):
            raise InputError(
                f"output {shown(targets[0])}: found a constant, expected that it depends on the "
                "input"
            )
        self._say_what_is_folded(needed)
        say_floats(self.used, self.notes)
        network = wires.built(result.value)
        self._say_if_large(network)
        return network

    def _require_room(self, needed: list[int], inputs: int) -> None:
        """Refuse what is too large for certain, before anything of it is built."""
        nodes = [self.nodes[k] for k in needed]
        sizes = {name: size // (self.batch or 1) for name, size in self.told.items()}
        require_room(nodes, self.source.name, inputs, sizes, self.limits)

    def _say_if_large(self, network: Network) -> None:
        """Say how many weights there are, before long work begins with them."""
        rows = [row for layer in network.layers for row in layer.weight]
        count = sum(map(len, rows))
        if count >= _LARGE:
            filled = sum(sum(map(bool, row)) for row in rows)
            self.notes.say(
                f"a large network: {len(network.layers)} layers of {count} weights, {filled} of "
                "them not 0; answers may take long"
            )

    def _say_what_is_folded(self, needed: list[int]) -> None:
        """Name the operators that a chain of layers does not have."""
        kinds = dict.fromkeys(self.nodes[k].op_type for k in needed)
        folded = [kind for kind in kinds if kind not in _LAYERS]
        if folded:
            self.notes.say(f"{listed(folded)}: written as layers of weights, biases and ReLUs")

    def _end(self, targets: Sequence[str]) -> tuple[str, set[int]]:
        """The value that is the network's output, and the nodes that are cut off behind it."""
        found = cut(self.nodes, self.order, self.makers, self.source.name, targets)
        if found is None:
            require(
                len(targets) == 1,
                f"outputs: found {len(targets)} ({listed(targets)}), expected 1; up_to (--up-to) "
                "names one, or a value before it",
            )
            return targets[0], set()
        behind = f" with {listed(list(map(self.where, found.behind)))}" if found.behind else ""
        ends = listed(list(map(self.where, found.ends)))
        self.notes.assume(f"{ends}: cut off{behind}, the network is read up to its logits")
        return found.value, {*found.ends, *found.behind}

    def _needed(self, target: str) -> list[int]:
        """The nodes that a value depends on, in an order in which they can be computed."""
        needed = made_by(self.nodes, self.makers, [target])
        return [k for k in self.order if k in needed]

    def _say_what_is_left_out(self, needed: list[int], end: str, last: set[int]) -> None:
        """Name what the output does not depend on; a cut end was named before."""
        names = {end, *(name for k in needed for name in self.nodes[k].input)}
        others = set(range(len(self.nodes))) - set(needed) - last
        unused = [name for name in self.constants if name not in names]
        if others:
            nodes = list(map(self.where, sorted(others)))
            self.notes.say(f"left out, the output does not depend on them: {listed(nodes)}")
        if unused:
            self.notes.say(f"initialisers left out, nothing uses them: {listed(unused)}")

    # ---- the input -------------------------------------------------------------------------------

    def _input_sizes(self, needed: list[int]) -> tuple[int, ...]:
        """The shape of the input for one row: what the file declares, or the first product tells.

        A size may be open, or declared, for a batch of rows; one row is read.
        """
        kind, place = self.source.type.tensor_type, f"input {shown(self.source.name)}"
        require(
            kind.elem_type in FLOAT_KINDS,
            f"{place}: found the element type {kind.elem_type}, expected a tensor of floats",
        )
        sizes = [d.dim_value if d.dim_value > 0 else None for d in kind.shape.dim]
        first = self._first(needed, len(sizes))
        if not kind.HasField("shape") and first and first.axis:
            sizes = [None, None]
        if first and first.axis and sizes:
            axis = max(first.axis, -len(sizes))  # a vector has one axis for either factor
            sizes[axis] = sizes[axis] or first.width
        batch = self._batch_axis(sizes, first)
        if batch is not None and sizes[batch] != 1:
            if sizes[batch]:
                self.batch = sizes[batch]
                self.notes.assume(f"{place}: declared for {self.batch} rows at once, read for one")
            sizes[batch] = 1
        closed = tuple(size for size in sizes if size)
        require(
            len(closed) == len(sizes) and (kind.HasField("shape") or len(sizes) == 2),
            f"{place}: found an unknown number of values, expected a declared shape",
        )
        return closed

    def _first(self, needed: list[int], rank: int) -> _First | None:
        """What the first node tells that mixes entries; None where none does, or another one."""
        value = self.source.name
        for k in needed:
            node = self.nodes[k]
            if value not in node.input:
                continue
            if node.op_type in ("Gemm", "MatMul"):
                return self._contraction(node, value)
            if node.op_type in _ROWS_FIRST or (node.op_type == "Flatten" and rank > 2):
                return _First(None, None)
            if node.op_type not in _KEEP_FEATURES:
                return None
            value = node.output[0] if node.output else ""
        return None

    def _contraction(self, node: Proto, value: str) -> _First | None:
        """The axis that a product of the input with a constant sums over."""
        if value not in node.input[:2] or len(node.input) < 2:
            return None
        left = node.input[0] == value
        other = self.constants.get(node.input[1 if left else 0])
        if other is None:
            return None
        flips = {entry.name: bool(entry.i) for entry in node.attribute}
        ours = flips.get("transA" if left else "transB", False)
        theirs = flips.get("transB" if left else "transA", False)
        sizes = list(other.dims)[-2:]
        if not sizes or min(sizes) < 1:
            return None
        # the left factor sums over its last axis, the right one over its last but one
        width = sizes[0 if left != theirs else -1]
        return _First(-1 if left != ours else -2, width)

    @staticmethod
    def _batch_axis(sizes: list[int | None], first: _First | None) -> int | None:
        """The axis of the rows; None where there is none, or nothing tells which."""
        if len(sizes) < 2:
            return None
        if first is None:
            return None if sizes[0] else 0
        if first.axis is None or first.axis == -1 or len(sizes) > 2:
            return 0
        return 1

    # ---- the nodes -------------------------------------------------------------------------------

    def _compute(self, k: int, wires: Wires) -> None:
        """Know the outputs of a node."""
        node, where = self.nodes[k], self.where(k)
        operator = self._operator(k)
        inputs = [self._operand(name, where) if name else None for name in node.input]
        options = attributes(node, operator.attributes, self.limits, where)
        call = Call(
            where, inputs, options, wires, self.limits, self.notes, self.batch, len(node.output)
        )
        found = operator.result(call)
        for name, result in zip(node.output, found if isinstance(found, Sequence) else [found]):
            if result is None:  # a label, which is no number
                continue
            require(
                isinstance(result, Constant) or result.array.size > 0,
                f"{where}: found no value left, expected at least one",
            )
            if call.is_constant and isinstance(result, Tensor):
                result = Constant(mapped(lambda form: form.constant, result.array))
            wires.make(result.array.size, where)
            self.known[name] = result

    def _operator(self, k: int) -> Operator:
        """What a node does, if it is read, and has as many inputs as that takes."""
        node, where = self.nodes[k], self.where(k)
        operator = OPERATORS.get(node.op_type)
        if node.op_type in _CURVED:
            raise InputError(f"{where}: found this operator, which is not piecewise linear")
        if node.op_type in _JUMPING:
            raise InputError(f"{where}: found this operator, which jumps: no sum of ReLUs does")
        if operator is None or node.domain not in ("", "ai.onnx", operator.domain):
            raise InputError(
                f"{where}: found this operator, which is not read; read are {', '.join(OPERATORS)}"
            )
        least, most = operator.inputs
        require(
            least <= len(node.input) <= most and bool(node.output),
            f"{where}: found {len(node.input)} inputs and {len(node.output)} outputs, "
            f"expected {least} to {most} inputs and an output",
        )
        return operator

    def _operand(self, name: str, where: str) -> Operand:
        """A value by its name: made before, or a constant that is read now."""
        if name not in self.known and name in self.constants:
            place = f"{where}: initialiser {shown(name)}"
            found = stored(self.constants[name], place, self.external)
            self.used.append(found)
            self.known[name] = constant(found, self.limits)
        if name not in self.known:
            raise InputError(f"{where}: found no node before it that makes {shown(name)}")
        return self.known[name]
