"""Random ONNX graphs that fit together, with numbers so small that float32 holds most values."""

import math
from dataclasses import dataclass, field

import numpy as np
from hypothesis import strategies as st
from onnx import TensorProto

from tests.io.samples import model, node

INPUTS = [(1, 4), (1, 2, 2), (1, 2, 3), (1, 2, 2, 2), (4,)]


@dataclass
class Draft:
    """A graph while it is drawn: its nodes, constants, and the values with their shapes."""

    draw: object
    nodes: list = field(default_factory=list)
    constants: dict = field(default_factory=dict)
    values: list = field(default_factory=list)

    def constant(self, *shape, integers=None, positive=False):
        """The name of a new constant."""
        name = f"c{len(self.constants)}"
        if integers is not None:
            self.constants[name] = np.array(integers, dtype=np.int64)
            return name
        count = math.prod(shape)
        pool = [0.25, 0.5, 1, 2, 4] if positive else [-2, -1, -0.5, 0, 0.5, 1, 3]
        values = self.draw(st.lists(st.sampled_from(pool), min_size=count, max_size=count))
        self.constants[name] = np.array(values, dtype=np.float32).reshape(shape)
        return name

    def append(self, operator, inputs, shape, **attributes):
        """A new node, whose output is a new value."""
        name = f"v{len(self.nodes)}"
        self.nodes.append(node(operator, inputs, name, **attributes))
        self.values.append((name, tuple(shape)))

    def pick(self, options):
        """One of some options."""
        return self.draw(st.sampled_from(list(options)))


def shape_for(draft, shape):
    """The shape of a constant that broadcasts to a shape without making it longer."""
    return draft.pick([(), (1,), shape[-1:], (1, *shape[1:])])


def entrywise(draft, value, shape):
    operator = draft.pick(["Add", "Sub", "Mul", "Div"])
    other = draft.constant(*shape_for(draft, shape), positive=operator == "Div")
    turned = operator != "Div" and draft.pick([True, False])
    draft.append(operator, [value, other][:: -1 if turned else 1], shape)


def together(draft, value, shape):
    other = draft.pick([name for name, found in draft.values if found == shape])
    draft.append(draft.pick(["Add", "Sub"]), [value, other], shape)


def rectify(draft, value, shape):
    operator = draft.pick(["Relu", "Relu", "LeakyRelu", "PRelu"])
    if operator == "PRelu":
        draft.append(operator, [value, draft.constant(*shape_for(draft, shape))], shape)
    else:
        options = {"alpha": draft.pick([0.25, -1.0])} if operator == "LeakyRelu" else {}
        draft.append(operator, [value], shape, **options)


def multiply(draft, value, shape):
    width = draft.pick([1, 2, 3])
    if len(shape) == 2 and draft.pick([True, False]):
        flip = draft.pick([0, 1])
        sizes = (width, shape[-1]) if flip else (shape[-1], width)
        extra = [draft.constant(*draft.pick([(), (width,), (1, width)]))] * draft.pick([0, 1])
        draft.append(
            "Gemm",
            [value, draft.constant(*sizes), *extra],
            (shape[0], width),
            transB=flip,
            alpha=draft.pick([1.0, -0.5]),
            beta=draft.pick([1.0, 2.0]),
        )
    else:
        draft.append("MatMul", [value, draft.constant(shape[-1], width)], (*shape[:-1], width))


def move(draft, value, shape):
    """An operator that only moves numbers."""
    last = len(shape) - 1
    kind = draft.pick(["Flatten", "Reshape", "Transpose", "Unsqueeze", "Slice", "Gather", "Concat"])
    if kind == "Flatten":
        axis = draft.pick(range(last + 1))
        draft.append(kind, [value], (math.prod(shape[:axis]), math.prod(shape[axis:])), axis=axis)
    elif kind == "Reshape":
        to = draft.pick([(1, -1), (-1,), (1, 1, -1)])
        count = math.prod(shape)
        shape_after = tuple(count if size == -1 else size for size in to)
        draft.append(kind, [value, draft.constant(integers=to)], shape_after)
    elif kind == "Transpose":
        order = [*range(last - 1), last, last - 1] if last else [0]
        draft.append(kind, [value], [shape[i] for i in order], perm=order)
    elif kind == "Unsqueeze":
        axis = draft.pick([0, last + 1])
        after = (1, *shape) if axis == 0 else (*shape, 1)
        draft.append(kind, [value, draft.constant(integers=[axis])], after)
    elif kind == "Slice":
        step = draft.pick([1, -1])
        ends = ([0], [1 << 31]) if step == 1 else ([-1], [-(1 << 31)])
        parts = [draft.constant(integers=part) for part in (*ends, [last], [step])]
        draft.append(kind, [value, *parts], shape)
    elif kind == "Gather":
        indices = draft.draw(
            st.lists(st.integers(-shape[-1], shape[-1] - 1), min_size=1, max_size=3)
        )
        after = (*shape[:-1], len(indices))
        draft.append(kind, [value, draft.constant(integers=indices)], after, axis=last)
    else:
        other, wide = value, shape[-1]
        if draft.pick([True, False]):
            other, wide = draft.constant(*shape), shape[-1]
        draft.append(kind, [value, other], (*shape[:-1], shape[-1] + wide), axis=last)


def normalise(draft, value, shape):
    vectors = [draft.constant(shape[1]) for _ in range(3)]
    variance = draft.constant(shape[1], positive=True)
    draft.append("BatchNormalization", [value, *vectors, variance], shape, epsilon=0.0)


def convolve(draft, value, shape):
    groups, space = draft.pick([1, shape[1]]), shape[2:]
    outputs, stride, pad = groups * draft.pick([1, 2]), draft.pick([1, 2]), draft.pick([0, 1])
    kernel = tuple(draft.pick(range(1, min(size, 2) + 1)) for size in space)
    after = [(size + 2 * pad - k) // stride + 1 for size, k in zip(space, kernel)]
    inputs = [value, draft.constant(outputs, shape[1] // groups, *kernel)]
    draft.append(
        "Conv",
        inputs + [draft.constant(outputs)] * draft.pick([0, 1]),
        (1, outputs, *after),
        group=groups,
        strides=[stride] * len(space),
        pads=[pad] * 2 * len(space),
        kernel_shape=list(kernel),
    )


def bend(draft, value, shape):
    operator = draft.pick(["Abs", "Clip", "Max", "Min", "Neg", "Sum"])
    others = []
    if operator == "Clip":
        low, high = draft.constant(), draft.constant(positive=True)
        draft.constants[high] = draft.constants[low] + draft.constants[high]
        others = draft.pick([[low], [low, high], ["", high], []])
    elif operator not in ("Abs", "Neg"):
        same = [name for name, found in draft.values if found == shape]
        others = [draft.pick([*same, draft.constant(*shape_for(draft, shape))])]
        others += [draft.constant(*shape_for(draft, shape))] * draft.pick([0, 1])
    draft.append(operator, [value, *others], shape)


def reduce(draft, value, shape):
    axis, keep = draft.pick(range(len(shape))), draft.pick([0, 1])
    after = [size for i, size in enumerate(shape) if i != axis]
    after = [*shape[:axis], 1, *shape[axis + 1 :]] if keep else after
    if draft.pick([True, False]):
        draft.append("ReduceMean", [value], after, axes=[axis - len(shape)], keepdims=keep)
    else:
        axes = draft.constant(integers=[axis])
        draft.append("ReduceSum", [value, axes], after, keepdims=keep)


def pool(draft, value, shape):
    space = shape[2:]
    kernel = [draft.pick(range(1, min(size, 2) + 1)) for size in space]
    pads = [draft.pick(range(size)) for size in kernel]
    stride = draft.pick([1, 2])
    after = [(n + 2 * pad - k) // stride + 1 for n, k, pad in zip(space, kernel, pads)]
    operator = draft.pick(["AveragePool", "MaxPool", "GlobalAveragePool"])
    if operator == "GlobalAveragePool":
        draft.append(operator, [value], (*shape[:2], *[1] * len(space)))
        return
    options = {"count_include_pad": draft.pick([0, 1])} if operator == "AveragePool" else {}
    draft.append(
        operator,
        [value],
        (*shape[:2], *after),
        kernel_shape=kernel,
        strides=[stride] * len(space),
        pads=[*pads, *pads],
        **options,
    )


def surround(draft, value, shape):
    before, after = ([0, *(draft.pick([0, 1]) for _ in shape[1:])] for _ in range(2))
    sizes = [size + a + b for size, a, b in zip(shape, before, after)]
    number = [draft.constant()] * draft.pick([0, 1])
    draft.append("Pad", [value, draft.constant(integers=[*before, *after]), *number], sizes)


def split(draft, value, shape):
    name, last = f"v{len(draft.nodes)}", len(shape) - 1
    sizes = [1, shape[-1] - 1] if draft.pick([True, False]) else [-(-shape[-1] // 2)]
    sizes = sizes if len(sizes) == 2 else [sizes[0], shape[-1] - sizes[0]]
    parts = [draft.constant(integers=sizes)]
    made = node("Split", [value, *parts], name, axis=last)
    made.output.append(f"{name}b")
    draft.nodes.append(made)
    draft.values += [(f"{name}b", (*shape[:-1], sizes[1])), (name, (*shape[:-1], sizes[0]))]


def steps_for(shape):
    """The steps that a value of a shape can take."""
    steps = [entrywise, together, rectify, rectify, multiply, move, bend, bend]
    steps += [reduce] if len(shape) > 1 else []
    steps += [split] if shape[-1] > 1 else []
    if len(shape) > 1 and shape[0] == 1:
        steps += [normalise, surround]
    if len(shape) > 2 and shape[0] == 1:
        steps += [convolve, convolve, pool, pool]
    return steps


@st.composite
def graphs(draw):
    """A model of one input `x`, whose values may be used more than once, and its input's shape."""
    draft, start = Draft(draw), draw(st.sampled_from(INPUTS))
    draft.values.append(("x", start))
    for _ in range(draw(st.integers(1, 7))):
        value, shape = draft.pick(draft.values[-2:])
        draft.pick(steps_for(shape))(draft, value, shape)
        if math.prod(draft.values[-1][1]) > 24:
            break
    draft.nodes[-1].output[0] = "y"
    return model(draft.nodes, draft.constants, start, kind=TensorProto.FLOAT), start
