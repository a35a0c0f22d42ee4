"""The split tree: cells in which every unit gets a sign or stays an atom, until a leaf closes.

A node walks the units in order.  A unit whose pre-activation is an affine form on the cell gets
the sign that the cell shows, with multipliers; any other stays an atom r(A), and atoms of one
crease share a name, so that they can cancel.  Where what is asked still hangs on an atom, the
cell is split at an innermost unit of it.  The checkers walk the same tree by the same rule.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import comb
from typing import NamedTuple, Protocol

from ..core.certificate import DEEPEST_SPLIT, JSON, JSONObject
from ..core.clock import tick
from ..core.forms import Atom, Form, combine, rectified
from ..core.network import Network, Unit
from ..core.rational import text
from .cell import Cell, Weak
from .decision import Progress
from .lines import Shown, sign_by_lines

__all__ = [
    "Budget",
    "Exhausted",
    "Goal",
    "Walk",
    "grow",
    "is_hopeless",
    "multipliers_json",
    "signs_json",
    "walk",
]


class Exhausted(Exception):
    """The tree would need more cells, or splits above each other, than it may have."""


class Budget:
    """How many cells may be looked at, and how many were."""

    def __init__(self, most: int, progress: Progress | None = None) -> None:
        self.most = most
        self.used = 0
        self._progress = progress

    def spend(self, cell: Cell) -> None:
        """Count a cell; raise `Exhausted` where it is one too many or lies too deep."""
        tick()
        self.used += 1
        if self.used > self.most or len(cell.splits) > DEEPEST_SPLIT:
            raise Exhausted
        if self._progress:
            self._progress(self.used, self.most)


_HOPELESS = 4
"""A tree is not begun if its creases could make so many times more cells than it may have."""


def is_hopeless(creases: int, inputs: int, most: int) -> bool:
    """Whether so many creases, if they all met, would make far more cells than a tree may have.

    n hyperplanes in d dimensions make at most sum of n choose i, i <= d, cells (Buck 1943).
    """
    return sum(comb(creases, i) for i in range(inputs + 1)) > _HOPELESS * most


class Walk(NamedTuple):
    """The units and outputs of a network as forms on a cell.

    ``signs`` are those found here, ``forms`` what stands before the ReLUs of all hidden layers,
    that of units that pass on included; ``atoms[n]``
    is what stands inside the ReLU of atom n, ``owners[n]`` the first unit that it came from.
    ``loose`` are units that a split might help to show signs by lines.
    """

    signs: dict[Unit, tuple[Weak, Shown]]
    forms: dict[Unit, Form]
    outputs: list[Form]
    atoms: list[Atom]
    owners: list[Unit]
    loose: list[Unit]

    def innermost(self, atoms: Iterable[int]) -> list[int]:
        """The atoms inside these, or among them, that hide no others."""
        seen, found = set[int](), list[int]()
        left = sorted(atoms, reverse=True)
        while left:
            atom = left.pop()
            if atom in seen:
                continue
            seen.add(atom)
            inner = [other for other, _ in self.atoms[atom][1]]
            left += reversed(inner)
            if not inner:
                found.append(atom)
        return found


def walk(network: Network, cell: Cell, states: Mapping[Unit, Weak]) -> Walk:
    """Walk a network on a cell where some units have a state already."""
    found = Walk({}, {}, [], [], [], [])
    table: dict[Atom, int] = {}
    width = network.inputs + 1
    zero = Form((0,) * width, 1, {})
    parts = network.first_forms
    for k, layer in enumerate(network.layers):
        tick()
        if k:
            parts = [combine(row, b, parts, width) for row, b in zip(*layer)]
        if k == len(network.layers) - 1:
            break
        after = []
        for i, form in enumerate(parts):
            found.forms[k, i] = form
            if not network.relu[k][i]:
                after.append(form)
                continue
            state = states.get((k, i)) or _signed(cell, (k, i), found)
            if state is None:
                after.append(rectified(form, table))
                if len(table) > len(found.atoms):
                    found.atoms.append(next(reversed(table)))
                    found.owners.append((k, i))
            else:
                after.append(form if state == "on" else zero)
        parts = after
    found.outputs.extend(parts)
    return found


def _signed(cell: Cell, unit: Unit, found: Walk) -> Weak | None:
    """The sign that is shown of a unit here, if one is, and what shows it."""
    form = found.forms[unit]
    if form.is_constant():
        return None
    sign = sign_by_lines(cell, form, found) if form.atoms else cell.side(form)
    if sign is None:
        return None
    if not isinstance(sign[0], str):
        found.loose.append(sign)
        return None
    found.signs[unit] = sign
    return sign[0]


class Goal(Protocol):
    """What is to be shown of the outputs in every cell."""

    def close(self, cell: Cell, found: Walk) -> JSONObject | None:
        """The leaf that closes a cell; None where it is to be split.

        May raise what shows that the goal cannot be reached.
        """


def grow(
    network: Network, cell: Cell, goal: Goal, budget: Budget, states: Mapping[Unit, Weak]
) -> JSONObject:
    """The node of a cell as certificates hold it, with all nodes below.

    Raises
    ------
    Exhausted
        If the budget does not suffice.
    OutOfTime
        If a clock is over.
    """
    budget.spend(cell)
    found = walk(network, cell, states)
    signs = signs_json(found.signs)
    leaf = goal.close(cell, found)
    if leaf is not None:
        return {"signs": signs, "then": leaf}
    unit = _unit_to_split(found)
    known = {**states, **{other: sign[0] for other, sign in found.signs.items()}}
    form = found.forms[unit]
    then: JSONObject = {"type": "split", "unit": list[JSON](unit)}
    halves: tuple[tuple[Weak, Form], ...] = (("on", form), ("off", form.negated()))
    for state, half in halves:
        below = {**known, unit: state}
        then[state] = grow(network, cell.cut(half), goal, budget, below)
    return {"signs": signs, "then": then}


def _unit_to_split(found: Walk) -> Unit:
    """The unit whose crease parts a cell.

    One that bends most below another whose sign might then show; else one inside the first atom
    that hides another one; else the first atom's.  With one input, the middle one of all there
    are, so that trees stay shallow.
    """
    if found.loose:
        return found.loose[0]
    alive = sorted({atom for form in found.outputs for atom in form.atoms})
    nested = [atom for atom in alive if found.atoms[atom][1]]
    candidates = found.innermost(nested or alive)
    if len(found.atoms[0][0]) > 2:  # coefficients of the inputs, and the constant
        return found.owners[candidates[0]]

    def crease(atom: int) -> Fraction:
        slope, constant = found.atoms[atom][0]
        return Fraction(-constant, slope)

    return found.owners[sorted(candidates, key=crease)[len(candidates) // 2]]


def multipliers_json(multipliers: Shown) -> JSON:
    """Multipliers as certificates hold them."""
    return [
        [j if isinstance(j, int) else [list[JSON](j[0]), j[1]], text(value)]
        for j, value in multipliers
    ]


def signs_json(signs: Mapping[Unit, tuple[Weak, Shown]]) -> JSON:
    """Signs of units as certificates hold them."""
    return [
        {
            "unit": list[JSON](unit),
            "state": state,
            "multipliers": multipliers_json(multipliers),
        }
        for unit, (state, multipliers) in signs.items()
    ]
