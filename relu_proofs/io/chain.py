"""From named arrays to a network: each array used once, with what it means."""

import re
from collections.abc import Mapping, Sequence

from ..core.network import Network
from ..core.rational import InputError, Vector, exact, shown
from .arrays import Stored, say_floats
from .files import Limits
from .images import image_network, names_images
from .modules import Module, listed
from .names import Step, ordered, without
from .norm import batch_norm
from .notes import Notes
from .orders import in_order, turned
from .wires import Value, Wires

__all__ = ["EPS", "network_of_arrays"]

EPS = "1e-5"
"""What PyTorch adds to the variance of a batch norm by default; no state dict holds it."""

_EPS_NOTE = f"a batch norm adds eps = {EPS} to its variance, PyTorch's default (--eps)"
_WEIGHT = re.compile(r"W(0|[1-9][0-9]{0,5})")


def network_of_arrays(
    arrays: Mapping[str, Stored],
    layers: Sequence[str] | None,
    outside: Sequence[str],
    eps: object,
    limits: Limits,
    notes: Notes,
    *,
    input_shape: Sequence[int] | None = None,
    order: Sequence[str] | None = None,
    orientation: str | None = None,
) -> Network:
    """The network of named arrays.

    Parameters
    ----------
    arrays : dict of str to Stored
        ``W0, b0, W1, b1, ...`` with weights of shape (out, in), a ReLU after every layer but the
        last, a missing bias zero; or the arrays of a state dict, as `names.ordered` reads them.
    layers : sequence of str, or None
        As in `names.ordered`.
    outside : sequence of str
        As in `names.without`.
    eps : number or None
        What batch norms add to the variance; None for `EPS`, said aloud.
    limits : Limits
    notes : Notes
    input_shape : sequence of int, or None
        Of one row, channels first, where the first module is a convolution.
    order : sequence of str, or None
        As in `orders.in_order`: any names, instead of ``layers``.
    orientation : {"in-out", "out-in"} or None
        Of the matrices where ``order`` is said, or of ``W0, W1, ...``, which are out-in
        otherwise.

    Returns
    -------
    Network

    Raises
    ------
    InputError
        If the arrays mean no network; the message names the array.
    """
    arrays = without(arrays, outside, notes)
    if order is None and layers is not None and names_images(arrays, layers):
        return _images(arrays, layers, input_shape, eps, limits, notes)
    if input_shape is not None:
        raise InputError("input_shape: found no convolution in use, expected it only with one")
    if order is not None:
        if layers is not None:
            raise InputError("order: found layers as well, expected one of both")
        steps = in_order(arrays, order, orientation, notes)
    elif layers is None and any(_WEIGHT.fullmatch(name) for name in arrays):
        steps = _plain(arrays, orientation)
    elif orientation is not None:
        raise InputError("orientation: found a state dict, whose matrices are out-in")
    else:
        steps = ordered(arrays, layers, notes)
    if eps is not None and not any(step.kind == "batch norm" for step in steps):
        raise InputError("eps: found no batch norm in use, expected eps only for one")
    reader = _Chain(EPS if eps is None else eps, limits, notes)
    if eps is None and any(step.kind == "batch norm" for step in steps):
        notes.assume(_EPS_NOTE)
    for step in steps:
        reader.append(step)
    return reader.network()


def _images(
    arrays: Mapping[str, Stored],
    layers: Sequence[str],
    input_shape: Sequence[int] | None,
    eps: object,
    limits: Limits,
    notes: Notes,
) -> Network:
    """The network of arrays with convolutions among them, whose steps are all said."""
    network, used = image_network(
        arrays, layers, input_shape, exact(EPS if eps is None else eps, "eps"), limits, notes
    )
    if eps is None and any(stored.name.endswith("running_var") for stored in used):
        notes.assume(_EPS_NOTE)
    say_floats(used, notes)
    return network


def _plain(arrays: Mapping[str, Stored], orientation: str | None) -> list[Step]:
    """The steps of W0, b0, W1, b1, ...: linear layers with a ReLU between each two."""
    steps, left = [], dict(arrays)
    for k in range(sum(bool(_WEIGHT.fullmatch(name)) for name in arrays)):
        weight, bias = left.pop(f"W{k}", None), left.pop(f"b{k}", None)
        if weight is None:
            raise InputError(f"'W{k}': missing among {listed(sorted(arrays))}")
        parts = {"weight": turned(weight, orientation)} | ({} if bias is None else {"bias": bias})
        steps += [Step("linear", Module(str(k), parts)), Step("relu")]
    if left:
        raise InputError(
            f"{shown(next(iter(left)))}: unexpected among {listed(sorted(arrays))}, expected "
            "W0, b0, W1, b1, ...; --outside=NAME leaves it out"
        )
    return steps[:-1]


class _Chain:
    """The value at the end of the steps so far."""

    def __init__(self, eps: object, limits: Limits, notes: Notes):
        self.eps = exact(eps, "eps")
        if self.eps < 0:
            raise InputError(f"eps: found {self.eps}, expected at least 0")
        self.limits, self.notes = limits, notes
        self.used: list[Stored] = []
        self.wires: Wires | None = None
        self.value: Value | None = None

    def append(self, step: Step) -> None:
        """Let the value run through a step."""
        arrays = step.module.arrays if step.module else {}
        if step.kind == "linear":
            self._linear(arrays)
        elif step.kind == "batch norm":
            self._norm(step, arrays)
        elif step.kind == "prelu":
            self._prelu(arrays["weight"])
        elif step.kind == "relu":
            wires, value = self._running(None)
            self.value = wires.rectified(value)

    def network(self) -> Network:
        """The network of all steps, with its notes."""
        wires, value = self._running(None)
        say_floats(self.used, self.notes)
        return wires.built(value)

    def _running(self, width: int | None) -> tuple[Wires, Value]:
        """The wires and the value; at the first step there are as many inputs as it takes."""
        if self.wires is None or self.value is None:
            if width is None:
                raise InputError("layers: found a word first, expected a linear module or a norm")
            self.wires = Wires(width, self.limits)
            self.value = self.wires.inputs()
        return self.wires, self.value

    def _vector(self, arrays: Mapping[str, Stored], part: str) -> Vector | None:
        if part not in arrays:
            return None
        self.used.append(arrays[part])
        return arrays[part].vector(self.limits)

    def _linear(self, arrays: Mapping[str, Stored]) -> None:
        stored = arrays["weight"]
        weight = stored.matrix(self.limits)
        self.used.append(stored)
        if stored.code in ("i1", "u1"):  # what quantised weights are stored as
            self.notes.say(
                f"{stored.name}: {stored.word} numbers are taken as the integers that they are, "
                "with no scale"
            )
        wires, value = self._running(len(weight[0]))
        self.value = wires.affine(weight, self._vector(arrays, "bias"), value, stored.name)

    def _norm(self, step: Step, arrays: Mapping[str, Stored]) -> None:
        name = str(step)
        mean, variance = (self._vector(arrays, part) for part in ("running_mean", "running_var"))
        if mean is None or variance is None:  # `Module.kind` has looked
            raise InputError(f"{name}: found no statistics, expected a whole batch norm")
        factors, shifts = batch_norm(
            self._vector(arrays, "weight"),
            self._vector(arrays, "bias"),
            mean,
            variance,
            self.eps,
            name,
        )
        wires, value = self._running(len(factors))
        self.value = wires.scaled(factors, shifts, value, name)
        self.notes.say(
            f"{name}: folded at rest, with its running mean and variance and eps = {self.eps}; "
            "sqrt(variance + eps) is the float64 nearest to it where it is irrational"
        )

    def _prelu(self, stored: Stored) -> None:
        slopes = stored.vector(self.limits)
        self.used.append(stored)
        wires, value = self._running(None)
        width = len(value.forms)
        if len(slopes) not in (1, width):
            raise InputError(
                f"{stored.name}: found {len(slopes)} slopes, expected 1 or {width}, the number "
                "of values before it"
            )
        self.value = wires.rectified(value, slopes * width if len(slopes) == 1 else slopes)
        self.notes.say(f"{stored.name}: a PReLU, slope z + (1 - slope) r(z)")
