"""How large a network will be at least, told from shapes before anything of it is built."""

import importlib
import math
from collections.abc import Iterable, Mapping

from ..files import Limits
from ..levels import bound_weights
from .protobuf import Proto

__all__ = ["inferred_sizes", "require_room"]

_BENDING = frozenset(  # what makes layers of which no number of rows is told here
    (
        *("Abs", "Clip", "GlobalMaxPool", "HardSigmoid", "LeakyRelu", "Max", "MaxPool", "Min"),
        *("PRelu", "ReduceMax", "ReduceMin"),
    )
)


def inferred_sizes(model: Proto) -> dict[str, int]:
    """How many numbers each value has for one row, as far as the package ``onnx`` infers shapes.

    Parameters
    ----------
    model : message

    Returns
    -------
    dict of str to int
        Of the values whose sizes are all known but the first one, that of the batch; where it is
        known, it counts.
    """
    try:
        inferred = importlib.import_module("onnx.shape_inference").infer_shapes(model)
    except Exception:  # whatever is wrong with the file, its reader says it with its place
        return {}
    sizes = {}
    for value in (*inferred.graph.value_info, *inferred.graph.output):
        first, *rest = [d.dim_value for d in value.type.tensor_type.shape.dim] or [0]
        if all(size > 0 for size in rest):
            sizes[value.name] = max(1, first) * math.prod(rest)
    return sizes


def require_room(
    nodes: Iterable[Proto], source: str, inputs: int, sizes: Mapping[str, int], limits: Limits
) -> None:
    """Refuse a network whose layers of ReLUs alone have too many weights between them.

    Parameters
    ----------
    nodes : iterable of messages
        Those that the output depends on, in an order in which they can be computed.
    source : str
        The input.
    inputs : int
        How many numbers it has.
    sizes : dict of str to int
        How many numbers each value has; a value may be missing.
    limits : Limits

    Raises
    ------
    InputError
        With the number of weights, which the network has at least.

    Notes
    -----
    The units of a Relu stand in one layer, behind as many layers as there are Relus before it on
    the longest way.  What else bends counts as a layer without rows between them.
    """
    depths = {source: 0}
    widths = {0: inputs}
    for node in nodes:
        before = [depths[name] for name in node.input if name in depths]
        if not before or node.op_type == "Shape":  # nothing of the numbers of the input
            continue
        depth = max(before)
        if node.op_type in _BENDING:
            depth += 1
        elif node.op_type == "Relu" and node.output:
            depth += 1
            widths[depth] = widths.get(depth, 0) + sizes.get(node.output[0], 0)
        depths.update(dict.fromkeys(node.output, depth))
    columns = [widths.get(depth, 0) for depth in range(max(widths) + 1)]
    bound_weights(columns, limits)
