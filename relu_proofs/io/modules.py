"""Arrays of a state dict by the module that they are parts of, and what these say that it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..core.rational import shown
from .arrays import Stored

__all__ = ["MOST_NAMED", "Module", "listed", "modules_of"]

Kind: TypeAlias = Literal["linear", "batch norm", "slope or norm", "other"]

_NORM = {"running_mean", "running_var", "weight", "bias", "num_batches_tracked"}
MOST_NAMED = 8
"""How many names a sentence lists."""


@dataclass(frozen=True)
class Module:
    """The arrays of one module, by the last part of their names."""

    name: str
    arrays: Mapping[str, Stored]

    @property
    def kind(self) -> Kind:
        """What its arrays say that it is."""
        weight, names = self.arrays.get("weight"), set(self.arrays)
        if {"running_mean", "running_var"} <= names <= _NORM:
            return "batch norm"
        if weight and len(weight.shape) == 2 and names <= {"weight", "bias"}:
            return "linear"
        if weight and len(weight.shape) == 1 and names == {"weight"}:
            return "slope or norm"
        return "other"

    @property
    def is_layer(self) -> bool:
        """Whether its weight is a matrix, or has more dimensions: a layer on its own."""
        return "weight" in self.arrays and len(self.arrays["weight"].shape) >= 2

    @property
    def parents(self) -> tuple[str, ...]:
        """The names of what it is part of, from the outermost inward."""
        return tuple(self.name.split(".")[:-1])

    @property
    def position(self) -> int:
        """The number that ``nn.Sequential`` gave it; -1 for another name."""
        last = self.name.rpartition(".")[2]
        return int(last) if re.fullmatch(r"0|[1-9][0-9]{0,5}", last) else -1

    def tensor(self, part: str) -> str:
        """The name of one of its arrays, quoted."""
        return shown(f"{self.name}.{part}" if self.name else part)


def modules_of(arrays: Mapping[str, Stored]) -> dict[str, Module]:
    """The modules that arrays are the parts of, by name."""
    parts: dict[str, dict[str, Stored]] = {}
    for name, stored in arrays.items():
        module, _, part = name.rpartition(".")
        parts.setdefault(module, {})[part] = stored
    return {name: Module(name, found) for name, found in parts.items()}


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: the first ones, on one line."""
    quoted = [shown(name)[1:-1] for name in names]
    return ", ".join(quoted[:MOST_NAMED]) + ", ..." * (len(quoted) > MOST_NAMED)
