"""Which arrays of a state dict make which module, and in which order the modules run.

A state dict names parameters and nothing else: neither the order of the modules nor what has no
parameters, a ReLU above all.  ``nn.Sequential`` numbers its modules, so that a number that is
missing tells where something without parameters stands.  Other names say nothing, and the order
is asked for.  An array is used, or named as outside what was asked for, or refused; never dropped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from ..core.rational import InputError, shown
from .arrays import Stored
from .modules import MOST_NAMED, Module, listed, modules_of
from .notes import Notes

__all__ = [
    "Module",
    "Step",
    "listed",
    "modules_of",
    "not_linear",
    "ordered",
    "require_no_loss",
    "without",
]

Modules: TypeAlias = Mapping[str, "Module"]


@dataclass(frozen=True)
class Step:
    """One step of the chain: a module and what it is taken as, or a word without a module."""

    kind: Literal["linear", "batch norm", "prelu", "relu", "identity"]
    module: Module | None = None

    def __str__(self) -> str:
        if self.module is None:
            return "ReLU" if self.kind == "relu" else self.kind
        name = shown(self.module.name)[1:-1]
        return name if self.kind == "linear" else f"{name} ({self.kind})"


_RELU = Step("relu")
_WORDS = {"relu": _RELU, "identity": Step("identity")}


def without(
    arrays: Mapping[str, Stored], outside: Sequence[str], notes: Notes
) -> dict[str, Stored]:
    """The arrays but those that the caller leaves out, by their names or what they are part of.

    Raises
    ------
    InputError
        If there is nothing of such a name.
    """
    inside = dict(arrays)
    for entry in outside:
        found = [name for name in arrays if name == entry or name.startswith(f"{entry}.")]
        if not found:
            raise InputError(f"outside: {shown(entry)}: missing among {listed(arrays)}")
        for name in found:
            inside.pop(name, None)
    if outside:
        notes.say(f"left out, as asked: {listed(outside)}")
    return inside


def ordered(arrays: Mapping[str, Stored], layers: Sequence[str] | None, notes: Notes) -> list[Step]:
    """The chain of steps that a state dict means.

    Parameters
    ----------
    arrays : dict of str to Stored
    layers : sequence of str, or None
        The modules in their order: names, ``NAME:prelu``, and the words ``relu`` and
        ``identity``.  Where no entry is an activation, a ReLU is put between each two linear
        modules, and the numbers of modules tell on which side of a norm.  None if
        ``nn.Sequential`` numbered all modules.
    notes : Notes

    Returns
    -------
    list of Step

    Raises
    ------
    InputError
        If the order is open, or an array is neither used nor outside.

    Examples
    --------
    >>> sizes = {"0.weight": (2, 2), "1.running_mean": (2,), "1.running_var": (2,)}
    >>> sizes["3.weight"] = (1, 2)
    >>> arrays = {name: Stored(name, b"", "f4", shape) for name, shape in sizes.items()}
    >>> [str(step) for step in ordered(arrays, None, Notes())]
    ['0', '1 (batch norm)', 'ReLU', '3']
    """
    modules = modules_of(arrays)
    if layers is None:
        for module in modules.values():
            if module.is_layer and module.kind == "other":
                raise _not_understood(module)
        steps = _by_number(_all_numbered(modules), said=False)
    else:
        steps = _as_said(modules, layers)
        require_no_loss(modules, steps, notes)
    notes.say(f"read as {', '.join(map(str, steps))}; a state dict names no activations")
    return steps


# ---- modules that are numbered -------------------------------------------------------------------


def _all_numbered(modules: Modules) -> list[Module]:
    """All modules by their numbers, as a ``nn.Sequential`` that was saved alone has them."""
    other = [module for module in modules.values() if module.parents or module.position < 0]
    if modules and not other:
        return sorted(modules.values(), key=lambda module: module.position)
    layers = [name for name, module in modules.items() if module.is_layer]
    example = f", here maybe --layers={_joined(layers)}" if 0 < len(layers) <= MOST_NAMED else ""
    place = (
        f"{other[0].tensor(next(iter(other[0].arrays)))}: unexpected"
        if other
        else ("'layers': missing")
    )
    bare = list(modules[""].arrays) if "" in modules else []  # of names without a dot
    if bare:
        example = f", those of an .npz file by order, here maybe --order={_joined(bare)}"
    found = bare + sorted(name for name in modules if name)
    raise InputError(
        f"{place} among {listed(found)}; expected W0, b0, W1, b1, ... or 0.weight, "
        "0.bias, 2.weight, ...; other names are given in their order by layers (--layers)"
        f"{example}"
    )


def _joined(names: Sequence[str]) -> str:
    """Names as an option takes them, on one line."""
    return ",".join(shown(name)[1:-1] for name in names)


def _by_number(chain: Sequence[Module], *, said: bool) -> list[Step]:
    """The steps of numbered modules: what has no parameters stands where a number is missing.

    ``said`` is whether the modules were named by the caller: then a ReLU is taken to stand
    between linear modules that follow each other without a gap as well.
    """
    linear = [i for i, module in enumerate(chain) if module.kind == "linear"]
    if not linear:
        return [_norm(module) for module in chain]
    steps = _without_gap(chain[: linear[0] + 1])
    for start, end in pairwise(linear):
        steps += _between(chain[start : end + 1], said=said)[1:]
    return steps + _without_gap(chain[linear[-1] :])[1:]


def _gaps(chain: Sequence[Module]) -> list[int]:
    """The places i where a number is missing between module i and module i + 1."""
    return [i for i, (a, b) in enumerate(pairwise(chain)) if b.position - a.position > 1]


def _without_gap(chain: Sequence[Module]) -> list[Step]:
    """The steps of norms before the first linear module, or behind the last one."""
    if _gaps(chain):
        raise _open_place(chain, _gaps(chain))
    return [_linear_or_norm(module) for module in chain]


def _between(chain: Sequence[Module], *, said: bool) -> list[Step]:
    """The steps from one linear module, the first of ``chain``, to the next one, its last."""
    width = chain[0].arrays["weight"].shape[0]
    steps = [
        Step("prelu", module) if _is_slope(module, width) else _linear_or_norm(module)
        for module in chain
    ]
    gaps = _gaps(chain)
    if any(step.kind == "prelu" for step in steps) and not gaps:
        return steps
    if said and len(chain) == 2 and not gaps:
        gaps = [0]
    if len(gaps) != 1 or any(step.kind == "prelu" for step in steps):
        raise _open_place(chain, gaps)
    return [*steps[: gaps[0] + 1], _RELU, *steps[gaps[0] + 1 :]]


def _is_slope(module: Module, width: int) -> bool:
    """Whether a lone vector can only be the slope of a PReLU: a norm has one for each value."""
    return module.kind == "slope or norm" and module.arrays["weight"].shape == (1,) and width > 1


def _linear_or_norm(module: Module) -> Step:
    return Step("linear", module) if module.kind == "linear" else _norm(module)


def _norm(module: Module) -> Step:
    if module.kind == "batch norm":
        return Step("batch norm", module)
    if module.kind == "slope or norm":
        raise InputError(
            f"{module.tensor('weight')}: found a vector alone, which may be the slope of a PReLU "
            f"or the scale of a norm; a PReLU is said by --layers=...,{module.name}:prelu,..."
        )
    raise _not_understood(module)


def _not_understood(module: Module) -> InputError:
    statistics = {"running_mean", "running_var"}
    found = set(module.arrays)
    if found & statistics and statistics - found:
        part = min(statistics - found)
        return InputError(f"{module.tensor(part)}: missing, expected a whole batch norm")
    if "weight" not in found:
        return InputError(f"{module.tensor('weight')}: missing, found {listed(module.arrays)}")
    extra = [part for part in module.arrays if part not in ("weight", "bias")]
    if extra:
        return InputError(
            f"{module.tensor(extra[0])}: found it beside a weight, expected weight and bias; "
            "what scales a quantised weight is not applied: save the weights as floats"
        )
    return not_linear(module)


def not_linear(module: Module) -> InputError:
    """The refusal of a weight that is no matrix; what a convolution needs is asked for."""
    shape = module.arrays["weight"].shape
    if len(shape) in (3, 4):
        return InputError(
            f"{module.tensor('weight')}: found a convolution, whose stride and padding no state "
            f"dict holds; say everything in order: --layers={module.name}:stride=1:padding=0,relu,"
            "maxpool:size=2,flatten,... and --input-shape=1,28,28, channels first"
        )
    return InputError(
        f"{module.tensor('weight')}: found the shape {shape}, expected 2 dimensions, or the "
        "running_mean and running_var of a batch norm beside it; other norms are not read here"
    )


def _open_place(chain: Sequence[Module], gaps: Sequence[int]) -> InputError:
    """The refusal where it is open on which side of a module a ReLU stands, with the ways out."""
    names = [module.name for module in chain]
    places = gaps or range(len(names) - 1)
    ways = [",".join([*names[: i + 1], "relu", *names[i + 1 :]]) for i in places]
    return InputError(
        f"{', '.join(names)}: open where a ReLU stands between these modules, found "
        f"{len(gaps)} gap{'s' * (len(gaps) != 1)} in their numbers; say it in layers, with all "
        f"modules in their order: {' or '.join(f'--layers={way}' for way in ways)} "
        "(or identity where nothing stands)"
    )


# ---- modules that are named ----------------------------------------------------------------------


def _as_said(modules: Modules, layers: Sequence[str]) -> list[Step]:
    """The steps that ``layers`` names."""
    if not set(layers) - set(_WORDS):
        raise InputError(f"'layers': missing among {listed(modules)}, expected names in order")
    chain = [modules[entry] for entry in layers if entry in modules]
    if len(chain) == len(layers) and _is_run(chain):
        return _by_number(_filled(modules, chain), said=True)
    steps = [_step(modules, entry) for entry in layers]
    if any(step.kind in ("relu", "prelu", "identity") for step in steps):
        return steps
    return _with_relus(steps)


def _step(modules: Modules, entry: str) -> Step:
    if entry in _WORDS and entry not in modules:
        return _WORDS[entry]
    name, _, word = entry.partition(":")
    if name not in modules:
        raise InputError(f"{shown(f'{name}.weight')}: missing among {listed(sorted(modules))}")
    module = modules[name]
    if not word:
        return _linear_or_norm(module)
    if word != "prelu" or module.kind != "slope or norm":
        raise InputError(
            f"layers: found {shown(entry)}, expected NAME, relu, identity or, for a vector alone, "
            "NAME:prelu"
        )
    return Step("prelu", module)


def _used(steps: Sequence[Step]) -> list[Module]:
    return [step.module for step in steps if step.module]


def _is_run(chain: Sequence[Module]) -> bool:
    """Whether modules are numbered parts of one whole, in order."""
    numbers = [module.position for module in chain]
    return (
        len({module.parents for module in chain}) == 1
        and min(numbers) >= 0
        and all(a < b for a, b in pairwise(numbers))
    )


def _whole_run(modules: Modules, chain: Sequence[Module]) -> list[Module]:
    """All modules of a run's whole from its first number to its last."""
    first, last = chain[0].position, chain[-1].position
    found = [
        module
        for module in modules.values()
        if module.parents == chain[0].parents and first <= module.position <= last
    ]
    return sorted(found, key=lambda module: module.position)


def _filled(modules: Modules, chain: Sequence[Module]) -> list[Module]:
    """A run with the norms and slopes between its modules, which the numbers place."""
    whole = _whole_run(modules, chain)
    for module in whole:
        if module.is_layer and module not in chain:
            raise _left_out(module, chain)
    return whole


def _with_relus(steps: Sequence[Step]) -> list[Step]:
    """Steps with a ReLU between each two linear modules; with a norm between, its side is open."""
    complete = list(steps[:1])
    for before, step in pairwise(steps):
        if before.kind == step.kind == "linear":
            complete.append(_RELU)
        complete.append(step)
    linear = [i for i, step in enumerate(steps) if step.kind == "linear"]
    for start, end in pairwise(linear):
        if end - start > 1:
            raise _open_place(_used(steps[start : end + 1]), ())
    return complete


def require_no_loss(modules: Modules, steps: Sequence[Step], notes: Notes) -> None:
    """Name the modules outside the layers that were asked for; refuse what may belong to them.

    Other layers are another part of the model, which was not asked for.  A norm, a slope or a
    scale beside the layers changes what they compute, and is never left out without a word.
    """
    used = _used(steps)
    rest = [module for module in modules.values() if module not in used]
    between = _whole_run(modules, used) if _is_run(used) else []
    whole = _common([module.parents for module in used])
    for module in rest:
        depth = min(len(whole), len(module.parents))
        beside = module.parents[:depth] == whole[:depth]
        if module in between or (beside and not module.is_layer):
            raise _left_out(module, used)
    if rest:
        notes.say(f"outside the layers asked for: {listed(module.name for module in rest)}")


def _left_out(module: Module, used: Sequence[Module]) -> InputError:
    part = next(iter(module.arrays))
    name = module.name or part
    return InputError(
        f"{module.tensor(part)}: found beside the layers {listed(other.name for other in used)}, "
        f"but not named; name it in layers, with relu where one stands, or leave it out by "
        f"--outside={name}"
    )


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest common beginning."""
    count = 0
    while paths and all(len(path) > count and path[count] == paths[0][count] for path in paths):
        count += 1
    return paths[0][:count]
