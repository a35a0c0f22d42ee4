"""Signs of units between the rows of a hull: lines below what bends up, rows above what bends down.

A form with atoms is affine + sum of c r(A).  Where c > 0, r(A) is at least the line s A with a
slope s in [0, 1]; what is left bends down only, so it is >= 0 on the hull if it is so at the rows.
Slopes and multipliers of splits come out of one exact linear program; where there are none, its
weights of rows say at which unit the form bends down most.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ..core.domains import Hull
from ..core.farkas import alternative_among
from ..core.forms import Atom, Form, Homogeneous, homogeneous, primitive
from ..core.network import Unit
from ..core.rational import over_one_denominator, rounded
from .cell import Cell, Weak

if TYPE_CHECKING:
    from .tree import Walk

__all__ = ["Line", "Shown", "sign_by_lines"]

Line: TypeAlias = tuple[Unit, Literal["r", "r-z", "-r"]]
"""What is known of a unit: r(z) >= 0, r(z) - z >= 0, and that -r(z) bends down."""
Shown: TypeAlias = Sequence[tuple[int | Line, Fraction]]
"""Multipliers of half-spaces and lines, which show that a form is >= 0."""

_BITS = (6, 12, 24)
"""Bits of slopes and multipliers, the first that serve; else they stay as they are."""


def sign_by_lines(cell: Cell, form: Form, found: "Walk") -> tuple[Weak, Shown] | Unit | None:
    """The weak sign of a form with atoms on a cell of a hull, where lines and rows show it.

    Parameters
    ----------
    found : Walk
        Of the units before.

    Returns
    -------
    pair, Unit or None
        The sign and what shows it; or the unit to split at, so that it may show; or None where
        the sign is not kept, or no lines are known.
    """
    if not isinstance(cell.domain, Hull):
        return None
    inside = _heights(homogeneous(cell.inside), found.atoms)
    value = form.sign_at(homogeneous(cell.inside)) + _weighted(form.atoms, inside)
    if not value:
        return None
    flat = _flattened(form if value > 0 else form.negated(), found.atoms, inside)
    if flat is None:
        return None
    search = _Search(cell.domain, cell.splits, flat, found)
    if not search.is_kept():
        return None
    shown = search.solve()
    if isinstance(shown, list):
        return "on" if value > 0 else "off", shown
    return shown


def _heights(x: Homogeneous, atoms: Sequence[Atom]) -> list[int]:
    """The values of atoms at a point, each times the last number of the point."""
    found: list[int] = []
    for row, inner in atoms:
        value = sum(map(int.__mul__, row, x)) + _weighted(dict(inner), found)
        found.append(max(0, value))
    return found


def _weighted(factors: dict[int, int], heights: Sequence[int]) -> int:
    return sum(factor * heights[atom] for atom, factor in factors.items())


class _Flat(NamedTuple):
    """A form whose atoms hide no others, below another one by some lines: atom, factor, slope."""

    form: Form
    lines: list[tuple[int, int, Fraction]]


def _flattened(form: Form, atoms: Sequence[Atom], inside: Sequence[int]) -> _Flat | None:
    """Lines instead of atoms that hide others, as steep as these are inside; None if one is above.

    Atoms come after those that they hide.
    """
    row, left, lines = form.row, dict(form.atoms), list[tuple[int, int, Fraction]]()
    for atom in range(len(atoms) - 1, -1, -1):
        own, inner = atoms[atom]
        factor = left.get(atom, 0)
        if not factor or not inner:
            continue
        if factor < 0:
            return None
        del left[atom]
        lines.append((atom, factor, Fraction(inside[atom] > 0)))
        if inside[atom]:
            row = tuple(a + factor * b for a, b in zip(row, own))
            for other, value in inner:
                left[other] = left.get(other, 0) + factor * value
    return _Flat(Form(row, form.den, {a: value for a, value in left.items() if value}), lines)


class _Search:
    """The search for slopes and multipliers that show a flat form to be >= 0 on a cell."""

    def __init__(self, hull: Hull, splits: Sequence[Form], flat: _Flat, found: "Walk") -> None:
        self._hull = hull
        self._splits = splits
        self._found = found
        self._form, self._lines = flat
        self._up = [atom for atom, factor in self._form.atoms.items() if factor > 0]
        self._down = [atom for atom, factor in self._form.atoms.items() if factor < 0]
        self._values = {a: hull.values(found.atoms[a][0]) for a in self._form.atoms}
        self._columns = [self._column(n, row) for n, row in enumerate(hull.corners)]

    def _column(self, n: int, row: Homogeneous) -> list[int]:
        """At a row: the form without what bends up, that by its lines of slope 1, the splits."""
        factors, values = self._form.atoms, self._values
        value = self._form.sign_at(row)
        value += sum(factors[atom] * max(0, values[atom][n]) for atom in self._down)
        lines = (factors[atom] * values[atom][n] for atom in self._up)
        return [value, *lines, *(split.sign_at(row) for split in self._splits)]

    def is_kept(self) -> bool:
        """Whether the form is >= 0 at all rows in the cell; else no lines can show it."""
        end = 1 + len(self._up)
        return all(
            value + sum(max(0, line) for line in rest[: end - 1]) >= 0
            for value, *rest in self._columns
            if all(split >= 0 for split in rest[end - 1 :])
        )

    def solve(self) -> list[tuple[int | Line, Fraction]] | Unit | None:
        """Multipliers, or the unit at which the form bends down most, if it bends down."""
        end, width = 1 + len(self._up), 1 + len(self._up) + len(self._splits)
        few = []  # slopes >= 0, slopes <= 1; splits are taken away
        for j in range(1, width):
            few.append([int(i == j) if j < end else -int(i == j) for i in range(width)])
        few += [[int(i == 0) - int(i == j) for i in range(width)] for j in range(1, end)]
        weights, y = alternative_among([-1] + [0] * (width - 1), few, self._columns)
        if y is None:
            assert weights is not None
            return self._worst({j - len(few): w for j, w in weights.items() if j >= len(few)})
        scale = Fraction(1, y[0])
        slopes = [value * scale for value in y[1:end]]
        known = [
            -value * scale * Fraction(split.den, self._form.den)
            for value, split in zip(y[end:], self._splits)
        ]
        for bits in _BITS:
            short = [rounded(slope, bits) for slope in slopes], [rounded(t, bits) for t in known]
            if self._holds(*short):
                return self._shown(*short)
        return self._shown(slopes, known)

    def _holds(self, slopes: Sequence[Fraction], known: Sequence[Fraction]) -> bool:
        """Whether slopes and multipliers serve at every row."""
        taken = [-t * Fraction(self._form.den, s.den) for t, s in zip(known, self._splits)]
        numbers, _ = over_one_denominator([Fraction(1), *slopes, *taken])
        return all(0 <= slope <= 1 for slope in slopes) and all(
            sum(map(int.__mul__, numbers, column)) >= 0 for column in self._columns
        )

    def _shown(
        self, slopes: Sequence[Fraction], known: Sequence[Fraction]
    ) -> list[tuple[int | Line, Fraction]]:
        found: list[tuple[int | Line, Fraction]] = [(j, t) for j, t in enumerate(known) if t]
        factors = self._form.atoms
        lines = [(atom, factors[atom], slope) for atom, slope in zip(self._up, slopes)]
        for atom, factor, slope in (*self._lines, *lines):
            unit, times, turned = self._of_unit(atom, factor)
            low: Line = (unit, "r-z" if turned else "r")
            high: Line = (unit, "r" if turned else "r-z")
            found += [(low, times * (1 - slope)), (high, times * slope)]
        for atom in self._down:
            unit, times, _ = self._of_unit(atom, -factors[atom])
            found.append(((unit, "-r"), times))
        return [(name, value) for name, value in found if value]

    def _of_unit(self, atom: int, factor: int) -> tuple[Unit, Fraction, bool]:
        """A unit that an atom came from, how many times its r(z) has the factor; if z = -cA.

        Then r(z) - z = c r(A), and r(z) = c (r(A) - A).
        """
        unit = self._found.owners[atom]
        form = self._found.forms[unit]
        own = primitive(form)[1]
        return unit, Fraction(factor * form.den, self._form.den * abs(own)), own < 0

    def _worst(self, weights: dict[int, Fraction]) -> Unit | None:
        """The unit at whose crease the values at rows are farthest above the one at their mean."""
        gaps = []
        for atom in self._down:
            values = [(w, self._values[atom][n]) for n, w in weights.items()]
            mean = sum((w * value for w, value in values), Fraction(0))
            above = sum((w * max(0, value) for w, value in values), Fraction(0))
            gaps.append((-self._form.atoms[atom] * (above - max(Fraction(0), mean)), atom))
        gap, atom = max(gaps, default=(Fraction(0), 0))
        return self._found.owners[atom] if gap else None
