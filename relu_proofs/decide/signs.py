"""What is known of the signs of units on a convex domain: points, bounds and trees."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import Literal, NamedTuple, TypeAlias

from ..core.certificate import JSON, JSONObject
from ..core.clock import tick
from ..core.domains import Box, Convex, Hull
from ..core.forms import Atom, Form, primitive
from ..core.network import Network, Unit
from ..core.rational import Interval, Vector
from . import slopes
from .bounds import Bounds
from .branches import Branching
from .cell import Cell, Weak
from .decision import Progress
from .lines import Shown, sign_by_lines
from .tree import Budget, Exhausted, Walk, grow, is_hopeless, multipliers_json
from .witness import climbed, cover, uphill

__all__ = ["Findings"]

_POOL = 16
"""Points at the edge of the domain and as many inside it that are tried first."""
_SEED = 7
_CASES = 16
"""Cases of a unit that are looked at before the next layer is bounded."""
_CELLS_A_CASE = 4
"""A case counts for so many cells: its slopes are searched for in many steps."""
_CELLS_A_UNIT = 1000
"""Cells that the tree of one unit may take, so that a hard one does not starve the others."""
_CELLS_BY_LINES = 32
"""Cells of a unit on a hull where only lines may show its sign: cutting all creases is hopeless."""

_ZERO = Fraction(0)

_Side: TypeAlias = tuple[Unit, int]
"""A unit and a strict sign, 1 or -1."""


class _Proof(NamedTuple):
    """A weak sign: how it is known, and the tree that shows it unless bounds do."""

    state: Weak
    by: str
    tree: JSONObject | None


class Findings:
    """Points of the domain, and for each unit what they and the proofs say of its sign."""

    def __init__(self, network: Network, domain: Convex, steps: int, cells: int) -> None:
        self.network = network
        self.domain = domain
        self._steps = steps
        self._cells = cells  # that trees may still look at
        self._points: list[Vector] = []
        self._sides: dict[_Side, int] = {}  # the point at which a unit has a strict sign
        self._proofs: dict[Unit, _Proof] = {}
        box = domain if isinstance(domain, Box) and not domain.flat else None
        self._bounds = Bounds(network, box) if box else None
        self._branchings: dict[Unit, Branching] = {}

    @cached_property
    def _layers(self) -> "slopes.Layers | None":
        """The network in floats, for all cases together."""
        return slopes.arrays(self.network)

    # ---- what is known

    def _seen(self, unit: Unit, sign: int) -> bool:
        return (unit, sign) in self._sides

    def _is_settled(self, unit: Unit) -> bool:
        above, below = self._seen(unit, 1), self._seen(unit, -1)
        proof = self._proofs.get(unit)
        if proof is None:
            return above and below
        return proof.state == "off" or above

    def state(self, unit: Unit) -> tuple[Literal["off", "on", "switching", "undecided"], str]:
        """The state of a unit, and how it is known."""
        if not self._is_settled(unit):
            return "undecided", "neither bounds nor points nor splits"
        proof = self._proofs.get(unit)
        return (proof.state, proof.by) if proof else ("switching", "witness")

    def _look_at(self, points: Iterable[Vector]) -> None:
        """Evaluate the units at points of the domain; keep those that show a new strict sign."""
        for x in points:
            tick()
            new = []
            for k, (numbers, _) in enumerate(list(self.network.walk(x))[:-1]):
                for i in self.network.relus[k]:
                    value = numbers[i]
                    side = (k, i), (value > 0) - (value < 0)
                    if value and side not in self._sides:
                        new.append(side)
            if new:
                self._sides.update(dict.fromkeys(new, len(self._points)))
                self._points.append(x)

    # ---- the search

    def settle(self, progress: Progress | None) -> None:
        """Settle as many units as points, bounds, cases and trees can.

        What is done, and in which order, does not hang on the clock: with more time more of it is
        done, so more units are settled, and none is lost.
        """
        self._look_at(self._candidates())
        self._look_at(self._inner())
        layers = len(self.network.widths)
        for k in range(layers):
            if self._bounds:
                self._bound(k, self._bounds)
            if progress:
                progress(k + 1, layers)
        for unit in self._open_units():
            self._split(unit)
        self._go_on(progress)

    def _open_units(self) -> list[Unit]:
        return [unit for unit in self.network.units if not self._is_settled(unit)]

    def _go_on(self, progress: Progress | None) -> None:
        """Go on with the cases of units that are open, with four times as many in each round."""
        most = _CASES
        while self._cells >= _CELLS_A_CASE:
            most *= 4
            searches = [unit for unit in self._open_units() if unit in self._branchings]
            searches = [unit for unit in searches if not self._branchings[unit].is_stuck]
            if not searches:
                return
            for n, unit in enumerate(searches):
                self._divide(unit, most)
                if progress:
                    progress(n, len(searches))

    def _candidates(self) -> list[Vector]:
        """Points that may show many signs: random ones, and corners uphill in a box."""
        network, domain, chance = self.network, self.domain, Random(_SEED)
        wanted = [(unit, sign) for unit in network.units for sign in (-1, 1)]
        pool = [domain.inside, *domain.far(chance, _POOL)]
        pool += [domain.around(chance) for _ in range(_POOL)]
        if isinstance(domain, Box):
            pool += uphill(network, domain, wanted, self._steps)
        return cover(network, wanted, pool)

    def _inner(self) -> list[Vector]:
        """Points of a box, uphill, that may show the signs that were not seen yet."""
        units = self.network.units
        wanted = [(unit, s) for unit in units for s in (-1, 1) if not self._seen(unit, s)]
        if not isinstance(self.domain, Box) or not self._steps:
            return []
        return cover(self.network, wanted, climbed(self.network, self.domain, wanted))

    def _bound(self, k: int, bounds: Bounds) -> None:
        """Backward bounds of a layer, on layer 0 exact; then cases for units that stay open."""
        units = [(k, i) for i in self.network.relus[k]]
        last = k == len(self.network.widths) - 1
        # of the last layer nobody needs lines: only a side that is open is bounded
        center = list(self.network.walk(self.domain.inside))[k][0] if last else []
        ranges = dict[Unit, Interval]()
        for unit in units:
            if not last:
                ranges[unit] = bounds.range(*unit)
                self._take(unit, *ranges[unit])
            elif not self._is_settled(unit):
                self._take(unit, *bounds.half_range(*unit, center[unit[1]]))
        if k:
            for unit in units:
                if not self._is_settled(unit):
                    self._begin(unit, bounds)
                    self._divide(unit, _CASES)
        if not last:
            bounds.relax([self._with_sign(unit, *ranges[unit]) for unit in units])

    def _with_sign(self, unit: Unit, low: Fraction, high: Fraction) -> Interval:
        """Bounds of a pre-activation, and what its state says, if it has one."""
        proof = self._proofs.get(unit) if self._is_settled(unit) else None
        if proof is None:
            return low, high
        return (max(low, _ZERO), high) if proof.state == "on" else (low, min(high, _ZERO))

    def _begin(self, unit: Unit, bounds: Bounds) -> None:
        """Begin to look at cases for the one weak sign that a unit may keep."""
        assert isinstance(self.domain, Box)
        sign = 1 if self._seen(unit, 1) else -1
        self._branchings[unit] = Branching(self._layers, self.domain, bounds, unit, sign)

    def _divide(self, unit: Unit, most: int) -> None:
        """Look at cases of a unit, until they are so many, or its state is known."""
        search = self._branchings[unit]
        before = search.looked
        tree = search.go_on(min(most, before + self._cells // _CELLS_A_CASE))
        self._cells -= _CELLS_A_CASE * (search.looked - before)
        if tree is not None:
            self._proofs[unit] = _Proof("on" if search.sign > 0 else "off", "cases", tree)
        self._look_at(search.points)
        search.points.clear()

    def _take(self, unit: Unit, low: Fraction, high: Fraction) -> None:
        """Note what bounds of a pre-activation show."""
        if high <= 0 or low >= 0:
            by = "backward bounds" if unit[0] else "interval"
            self._proofs[unit] = _Proof("off" if high <= 0 else "on", by, None)
        if low >= 0 and not self._seen(unit, 1):
            self._look_at([self.domain.inside])  # on layer 0 z > 0 there, unless z is 0

    def _split(self, unit: Unit) -> None:
        """Settle a unit by a tree of splits, if it does not take too many cells."""
        hopeless = self._is_hopeless(unit[0])
        if hopeless and not isinstance(self.domain, Hull):
            return
        most = _CELLS_BY_LINES if hopeless else _CELLS_A_UNIT
        network, cell = self.network.up_to(unit), Cell.whole(self.domain)
        budget = Budget(min(most, self._cells))
        goal = _Sign(self._seen(unit, 1), self._seen(unit, -1))
        try:
            tree = grow(network, cell, goal, budget, {})
        except Exhausted:
            return
        except _BothSigns:
            self._look_at(goal.points)
            return
        finally:
            self._cells -= budget.used
        self._look_at(goal.points)
        by = "split tree" if budget.used > 1 else "multipliers"
        self._proofs[unit] = _Proof(goal.finish(), by, tree)

    def _is_hopeless(self, layer: int) -> bool:
        """Whether the creases of earlier layers, if they all met, would make far too many cells."""
        open_units = [u for u in self.network.units if u[0] < layer and u not in self._proofs]
        first = {self._creases[i] for k, i in open_units if k == 0}
        count = len(first) + sum(k > 0 for k, _ in open_units)
        return is_hopeless(count, self.network.inputs, _CELLS_A_UNIT)

    @cached_property
    def _creases(self) -> list[Atom | None]:
        """What bends in the first layer: the same for units on one crease, None for constants."""
        forms = self.network.first_forms
        return [None if form.is_constant() else primitive(form)[0] for form in forms]

    # ---- the evidence

    def evidence(self) -> JSONObject:
        """The evidence for all settled units, as certificates hold it."""
        wanted = {"off": (), "on": (1,), "switching": (-1, 1)}
        settled = [unit for unit in self.network.units if self._is_settled(unit)]
        sides = {
            unit: [self._sides[unit, sign] for sign in wanted[self.state(unit)[0]]]
            for unit in settled
        }
        used = sorted({index for indices in sides.values() for index in indices})
        points = [self._points[index] for index in used]
        if not points and self.domain.json["type"] == "polytope":
            points = [self.domain.inside]  # an empty one would prove anything
        proofs = {unit: self._proofs[unit] for unit in settled if unit in self._proofs}
        bounded = [k for (k, _), proof in proofs.items() if _needs_lines(proof.tree)]
        deepest = max(bounded, default=0)
        relaxations = [self._bounds.relaxation(k) for k in range(deepest)] if self._bounds else []
        trees: list[JSON] = [
            {"unit": list[JSON](unit), "tree": proof.tree}
            for unit, proof in proofs.items()
            if proof.tree is not None
        ]
        witnesses: list[JSON] = [[used.index(index) for index in sides[unit]] for unit in settled]
        return {
            "relaxations": relaxations,
            **self.domain.evidence(points),
            "witnesses": witnesses,
            "trees": trees,
        }


def _needs_lines(tree: JSONObject | None) -> bool:
    """Whether a proof rests on the lines of earlier layers: it has no tree, or one of cases."""
    return tree is None or "type" in tree


class _BothSigns(Exception):
    """The unit switches."""


class _Sign:
    """The goal that a pre-activation keeps one weak sign; which one shows in the end.

    Each leaf is kept until then, with what shows either sign of it.
    """

    def __init__(self, above: bool, below: bool) -> None:
        self.points: list[Vector] = []
        self._above = above
        self._below = below
        self._leaves: list[tuple[JSONObject, dict[Weak, Shown]]] = []

    def close(self, cell: Cell, found: Walk) -> JSONObject | None:
        """The leaf ``sign``, its multipliers to come; None while the form has atoms."""
        form = found.outputs[0]
        if form.atoms:
            return self._close_by_lines(cell, form, found)
        side = cell.side(form)
        if side is None:
            self.points += map(cell.strictly_below, (form, form.negated()))
            raise _BothSigns
        state, multipliers = side
        shown: dict[Weak, Shown] = {state: multipliers}
        if state == "off" and cell.is_zero(form):
            shown["on"] = cell.prove(form) or []
        else:
            self._notice(state, cell.inside)
        return self._leaf(shown)

    def _close_by_lines(self, cell: Cell, form: Form, found: Walk) -> JSONObject | None:
        """The leaf of a form with atoms, where lines show a sign that others may share."""
        sign = sign_by_lines(cell, form, found)
        if sign is None or not isinstance(sign[0], str):
            found.loose.extend([sign] if sign else [])
            return None
        self._notice(sign[0], cell.inside)
        return self._leaf({sign[0]: sign[1]})

    def _leaf(self, shown: dict[Weak, Shown]) -> JSONObject:
        leaf: JSONObject = {"type": "sign"}
        self._leaves.append((leaf, shown))
        return leaf

    def _notice(self, state: Weak, inside: Vector) -> None:
        """Keep a point where the sign is strict: the form is not 0 throughout the cell."""
        if not (self._above if state == "on" else self._below):
            self.points.append(inside)
        self._above = self._above or state == "on"
        self._below = self._below or state == "off"
        if self._above and self._below:
            raise _BothSigns

    def finish(self) -> Weak:
        """Give each leaf the multipliers of the sign that all of them share."""
        state: Weak = "on" if self._above else "off"
        for leaf, shown in self._leaves:
            leaf["multipliers"] = multipliers_json(shown[state])
        return state
