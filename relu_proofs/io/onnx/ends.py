"""Where a network ends: before a last softmax and its like, and what makes labels of that.

Classifiers end in a node that bends otherwise than by pieces (Softmax, Sigmoid, ...), or picks a
class (ArgMax), and in nodes that hand out labels and probabilities.  If all that is asked for is
made of one value by such nodes alone, the network is read up to that value, its logits.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from .protobuf import Proto

__all__ = ["ENDS", "Cut", "cut", "made_by"]

ENDS = frozenset(("ArgMax", "Hardmax", "LinearClassifier", "LogSoftmax", "Sigmoid", "Softmax"))
"""Operators that are cut off where they stand last."""

_BEHIND = frozenset(  # may stand behind them: they make labels, and shape what was made
    (
        *("ArrayFeatureExtractor", "Binarizer", "Cast", "Concat", "Flatten", "Gather", "Identity"),
        *("LabelEncoder", "Normalizer", "Reshape", "Squeeze", "Sub", "Transpose", "Unsqueeze"),
        "ZipMap",
    )
)
_SHAPES_ALONE = ("ConstantOfShape", "Shape", "Size")  # what they give depends on no number of x


class Cut(NamedTuple):
    """Where a network is cut: the value before, the nodes that make an end, and those behind."""

    value: str
    ends: tuple[int, ...]
    behind: tuple[int, ...]


def cut(
    nodes: Sequence[Proto],
    order: Sequence[int],
    makers: Mapping[str, int],
    source: str,
    targets: Sequence[str],
) -> Cut | None:
    """Where the network of some values is cut, if they are all made of one by a last softmax.

    Parameters
    ----------
    nodes : sequence of messages
    order : sequence of int
        The order in which the nodes can be computed.
    makers : dict of str to int
        For each value the node that makes it, -1 for what is there before.
    source : str
        The input.
    targets : sequence of str
        The values that are asked for.

    Returns
    -------
    Cut or None
        None if no such node leads to them, or one stands within the network.
    """
    needed = made_by(nodes, makers, targets)
    numbers = _of_data(nodes, order, source)
    for k in order:
        if k not in needed & numbers or nodes[k].op_type not in ENDS:
            continue
        known = _known(nodes[k])
        if not known:
            continue
        behind = made_by(nodes, makers, targets, known) & numbers
        if all(_is_behind(nodes[j], source, known) for j in behind):
            value = nodes[k].output[1] if _makes_scores(nodes[k]) else nodes[k].input[0]
            ends = {j for j in behind if nodes[j].op_type in ENDS and known & set(nodes[j].input)}
            ends |= {k} if _makes_scores(nodes[k]) else set()
            return Cut(value, tuple(sorted(ends)), tuple(sorted(behind - ends)))
    return None


def _makes_scores(node: Proto) -> bool:
    """Whether a node makes the scores itself that it makes a label of."""
    return bool(node.op_type == "LinearClassifier")


def _known(node: Proto) -> set[str]:
    """The values at which the network would be cut for a node; none if it has not that many."""
    if _makes_scores(node):
        return set(node.output) if len(node.output) == 2 else set()
    return set(node.input[:1])


def _is_behind(node: Proto, source: str, known: set[str]) -> bool:
    """Whether a node can stand behind the cut: it makes labels, and not of the input itself."""
    others = set(node.input) - known
    return node.op_type in ENDS | _BEHIND and source not in others


def made_by(
    nodes: Sequence[Proto],
    makers: Mapping[str, int],
    targets: Sequence[str],
    known: Collection[str] = (),
) -> set[int]:
    """The nodes that some values are made by, from others that are known."""
    found: set[int] = set()
    open_names = list(targets)
    while open_names:
        name = open_names.pop()
        k = -1 if name in known else makers.get(name, -1)
        if k >= 0 and k not in found:
            found.add(k)
            open_names += nodes[k].input
    return found


def _of_data(nodes: Sequence[Proto], order: Sequence[int], source: str) -> set[int]:
    """The nodes whose outputs depend on the numbers of the input, not on its shape alone."""
    values, found = {source}, set()
    for k in order:
        node = nodes[k]
        if node.op_type not in _SHAPES_ALONE and values & set(node.input):
            found.add(k)
            values |= set(node.output) - {""}
    return found
