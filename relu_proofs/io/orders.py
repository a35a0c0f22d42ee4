"""Arrays under any names, in the order that the caller says.

Frameworks hold a matrix with a row for each output (PyTorch) or for each input (Keras,
scikit-learn, JAX), and nothing in an array says which.  Sizes that must fit each other tell it of
most networks; a square matrix fits both ways, and is asked about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from ..core.rational import InputError, shown
from .arrays import Stored
from .modules import Module, listed
from .names import Step
from .notes import Notes

__all__ = ["Orientation", "in_order", "turned"]

Orientation: TypeAlias = Literal["in-out", "out-in"]
"""What the rows and the columns of a matrix stand for."""

_ORIENTATIONS: tuple[Orientation, Orientation] = ("in-out", "out-in")
_Pair: TypeAlias = tuple[Stored, Stored | None]


def in_order(
    arrays: Mapping[str, Stored], order: Sequence[str], orientation: str | None, notes: Notes
) -> list[Step]:
    """The steps of weights and biases in an order: a ReLU stands between each two matrices.

    Parameters
    ----------
    arrays : dict of str to Stored
        All of them are in the order.
    order : sequence of str
        Names of matrices, each followed by the vector that is its bias, or by none.
    orientation : {"in-out", "out-in"} or None
        None where the sizes tell it.
    notes : Notes

    Returns
    -------
    list of Step

    Raises
    ------
    InputError
        If a name is missing, an array is in no place, or the orientation is open.

    Examples
    --------
    >>> a, b = Stored("a", b"", "f8", (2, 3)), Stored("b", b"", "f8", (3,))
    >>> steps = in_order({"a": a, "b": b}, ["a", "b"], None, Notes())
    >>> [(str(step), step.module.arrays["weight"].shape) for step in steps]
    [('a', (3, 2))]
    """
    pairs = _pairs(arrays, order)
    found = _require_known(orientation) or _told(pairs, notes)
    steps: list[Step] = []
    for name, (weight, bias) in pairs.items():
        parts = {"weight": turned(weight, found)} | ({} if bias is None else {"bias": bias})
        steps += [Step("relu")] * bool(steps) + [Step("linear", Module(name, parts))]
    notes.say(f"read as {', '.join(map(str, steps))}, in the order said, matrices {found}")
    return steps


def turned(weight: Stored, orientation: str | None) -> Stored:
    """A matrix with a row for each output; other arrays, and those that have it, as they are.

    Raises
    ------
    InputError
        If the orientation is none of the two.
    """
    if _require_known(orientation) != "in-out" or len(weight.shape) != 2:
        return weight
    return replace(weight, shape=weight.shape[::-1], order="C" if weight.order == "F" else "F")


def _require_known(orientation: str | None) -> str | None:
    if orientation is not None and orientation not in _ORIENTATIONS:
        raise InputError(
            f"orientation: found {shown(orientation)}, expected in-out (a row for each input) or "
            "out-in (a row for each output)"
        )
    return orientation


def _pairs(arrays: Mapping[str, Stored], order: Sequence[str]) -> dict[str, _Pair]:
    """The matrices by name, each with its bias."""
    pairs: dict[str, _Pair] = {}
    last = ""
    for name in order:
        if name not in arrays:
            raise InputError(f"order: {shown(name)}: missing among {listed(arrays)}")
        stored = arrays[name]
        if len(stored.shape) == 2 and name not in pairs:
            pairs[name], last = (stored, None), name
        elif len(stored.shape) == 1 and last and pairs[last][1] is None:
            pairs[last] = (pairs[last][0], stored)
        else:
            raise InputError(
                f"order: {shown(name)}: found the shape {shown(stored.shape)}, expected matrices, "
                "each followed by one vector, its bias, or by none"
            )
    if not pairs:
        raise InputError(f"order: found no name, expected some of {listed(arrays)}")
    rest = [name for name in arrays if name not in order]
    if rest:
        raise InputError(
            f"{shown(rest[0])}: found beside the order, but not named; name it there, or leave it "
            f"out by --outside={rest[0]}"
        )
    return pairs


def _told(pairs: Mapping[str, _Pair], notes: Notes) -> str:
    """The orientation that the sizes tell, where they do; a square matrix is asked about."""
    problems = {each: _misfit(pairs, each) for each in _ORIENTATIONS}
    fitting = [each for each in _ORIENTATIONS if problems[each] is None]
    square = [name for name, (weight, _) in pairs.items() if len(set(weight.shape)) == 1]
    if fitting and (square or len(fitting) > 1):
        why = f"{shown(square[0])} is square" if square else "the sizes fit both ways"
        raise InputError(
            f"orientation: {why}; say --orientation=in-out where a matrix has a row for each input "
            "(Keras, scikit-learn, JAX), --orientation=out-in where it has one for each output "
            f"(PyTorch){_hint(fitting)}"
        )
    if not fitting:
        raise InputError(f"order: {problems['out-in']} (out-in); {problems['in-out']} (in-out)")
    notes.assume(f"the matrices are {fitting[0]}: no other way do the sizes fit")
    return fitting[0]


def _hint(fitting: Sequence[str]) -> str:
    return f"; the sizes of the others fit {fitting[0]} alone" if len(fitting) == 1 else ""


def _misfit(pairs: Mapping[str, _Pair], orientation: Orientation) -> str | None:
    """What does not fit if the matrices are oriented so; None where everything does."""
    width = None
    for name, (weight, bias) in pairs.items():
        outputs, inputs = turned(weight, orientation).shape
        if width is not None and inputs != width:
            return f"{shown(name)} takes {inputs} values, but {width} stand before it"
        if bias is not None and bias.shape != (outputs,):
            return f"{shown(name)} gives {outputs} values, but its bias has {bias.shape[0]}"
        width = outputs
    return None
