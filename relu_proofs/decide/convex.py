"""Is a network one affine map on a convex domain?  Floats search, exact splits decide."""

from fractions import Fraction
from random import Random

from ..core.affine import Affine
from ..core.certificate import JSON, JSONObject, texts
from ..core.clock import OutOfTime, half, running
from ..core.domains import Convex, Hull
from ..core.forms import Form, combine
from ..core.network import Network
from ..core.rational import Vector
from .cell import Cell
from .crease import across_a_crease, between_two_maps, uncancelled
from .decision import Combination, Outcome, Progress
from .tree import Budget, Exhausted, Walk, grow, multipliers_json
from .witness import bend

__all__ = ["decide_convex", "decide_in_half", "farthest", "prove_map"]

_SEED = 5
"""Of the random points that witnesses are made from; any serves, one makes answers repeatable."""


class _NotAffine(Exception):
    """Carries the combination that shows it."""

    def __init__(self, combination: Combination) -> None:
        super().__init__()
        self.combination = combination


class _Equal:
    """The goal that all outputs are one affine map; the first leaf says which, unless given."""

    def __init__(self, network: Network, target: Affine | None = None) -> None:
        self.network = network
        self.target = target
        self._leaf: Vector = ()  # a point inside the first leaf
        self._chance = Random(_SEED)

    def close(self, cell: Cell, found: Walk) -> JSONObject | None:
        """The leaf ``equal`` or ``squeezed``; None where atoms are left that may yet cancel."""
        alive = {atom for form in found.outputs for atom in form.atoms}
        if not alive:
            return self._leaf_of(cell, found.outputs)
        if not any(found.atoms[atom][1] for atom in alive):
            for output in range(len(found.outputs)):
                self._look_at(cell, found, output)
        return None

    def _look_at(self, cell: Cell, found: Walk, output: int) -> None:
        """Raise a witness if an output bends along some crease; its atoms hide no others."""
        bent = uncancelled(cell.domain.level, found, output)
        if bent is None:
            return
        atom, group = bent
        forms = {other: Form(found.atoms[other][0], 1, {}) for other in found.outputs[output].atoms}
        others = [form for other, form in forms.items() if other not in group]
        raise _NotAffine(across_a_crease(cell, forms[atom], others, output, self._chance))

    def _leaf_of(self, cell: Cell, outputs: list[Form]) -> JSONObject:
        if self.target is None:
            self.target = _simplest(cell, outputs)
            self._leaf = cell.inside
        differences = [_minus(form, wanted) for form, wanted in zip(outputs, self.target.forms)]
        if not any(any(form.row) for form in differences):
            return {"type": "equal"}
        if all(cell.is_zero(form) for form in differences):
            return {"type": "squeezed", "multipliers": [_squeeze(cell, f) for f in differences]}
        if not self._leaf:
            raise ArithmeticError("the network is not the map that it was to be")
        found = between_two_maps(self.network, self.target, self._leaf, cell, self._chance)
        raise _NotAffine(found)


def _simplest(cell: Cell, outputs: list[Form]) -> Affine:
    """The map of a leaf; where a flat domain leaves a choice, inputs at pivots have slope 0."""
    return Affine.of_rows([cell.domain.level.reduced(form) for form in outputs])


def _minus(a: Form, b: Form) -> Form:
    return combine((Fraction(1), Fraction(-1)), Fraction(0), (a, b), len(a.row))


def _squeeze(cell: Cell, form: Form) -> JSON:
    """Multipliers for both signs of a form that is identically 0 on the cell."""
    return [multipliers_json(cell.prove(side) or []) for side in (form, form.negated())]


def decide_convex(
    network: Network, domain: Convex, budget: int, progress: Progress | None = None
) -> Outcome:
    """Decide whether a network is one affine map on a convex domain.

    First three points on a line are looked for in floats, where one hidden layer does not decide
    by itself; then a tree of splits either ends, and is the proof, or meets a witness.
    """
    chance = Random(_SEED)
    goal, looked = _Equal(network), Budget(budget, progress)
    try:
        found = bend(network, domain, chance) if len(network.layers) > 2 else None
        if found is not None:
            return Outcome(_BY_FLOATS, combination=found)
        tree = grow(network, Cell.whole(domain), goal, looked, {})
    except _NotAffine as problem:
        seen = Outcome(_by_looking(looked), combination=problem.combination)
        return farthest(network, domain, seen)
    except Exhausted:
        return Outcome(
            "no three points on the lines that were tried show that it is not affine, and "
            f"{_counted(looked)} were not enough for a tree of splits; a larger budget may decide"
        )
    except OutOfTime:
        return Outcome(
            f"the time was over after {_counted(looked)}, which show neither; more may decide"
        )
    return Outcome(_by_looking(looked), goal.target, _evidence(domain, tree))


def decide_in_half(
    network: Network, domain: Convex, budget: int, progress: Progress | None = None
) -> Outcome:
    """`decide_convex` in half of the time that is left; the rest is for what comes after it."""
    with running(half()):
        return decide_convex(network, domain, budget, progress)


def farthest(network: Network, domain: Convex, found: Outcome) -> Outcome:
    """What was found, with another combination if a search in floats finds one that bends more."""
    assert found.combination is not None
    try:
        other = bend(network, domain, Random(_SEED))
    except OutOfTime:
        other = None
    if other is None or other.distance(network) <= found.combination.distance(network):
        return found
    return found._replace(combination=other)


_BY_FLOATS = "three points on a line, found in floats, verified exactly"


def _by_looking(looked: Budget) -> str:
    return f"exact, by looking at {_counted(looked)}"


def _counted(looked: Budget) -> str:
    count = min(looked.used, looked.most)
    return f"{count} cell{'s' * (count != 1)}"


def _evidence(domain: Convex, tree: JSONObject) -> JSONObject:
    if isinstance(domain, Hull):
        return {"tree": tree}  # a hull has points: its rows
    return {"point": texts(domain.inside), "tree": tree}


def prove_map(network: Network, domain: Convex, piece: Affine, budget: int) -> JSONObject:
    """The evidence that a network is a given map on a domain, where it is.

    Raises
    ------
    ArithmeticError
        If it is not.
    Exhausted
        If the budget does not suffice.
    """
    goal = _Equal(network, piece)
    try:
        tree = grow(network, Cell.whole(domain), goal, Budget(budget), {})
    except _NotAffine:
        raise ArithmeticError("the network bends where it was to be one map") from None
    return _evidence(domain, tree)
