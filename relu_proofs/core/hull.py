"""The convex hull of finitely many inputs, worked on in the coordinates of the inputs.

An affine form that is >= 0 at the rows is >= 0 on their hull.  So on a cell a form is shown to be
>= 0 by multipliers of the splits alone: numbers l_j >= 0 such that the form minus the sum of
l_j times split j is >= 0 at every row.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from random import Random

from .certificate import JSON, JSONObject
from .extreme import extreme
from .farkas import alternative_among
from .forms import Form, homogeneous
from .level import Level
from .points import Points
from .polytope import Multipliers
from .rational import Matrix, Vector, text


class Hull:
    """The convex hull of finitely many inputs, one a row; it may lack an interior.

    Parameters
    ----------
    rows : array-like, one row for each input; or `Points`

    Attributes
    ----------
    points : Points
        The rows, as a domain of their own.

    Raises
    ------
    InputError
        If there is no row, or the rows have different lengths.

    Examples
    --------
    >>> segment = Hull([[-1, -1], [1, 1]])
    >>> segment.contains((0, 0)), segment.contains((0, 1))
    (True, False)
    """

    def __init__(self, rows: object) -> None:
        self.points = rows if isinstance(rows, Points) else Points(rows, "hull")
        self.rows: Matrix = self.points.rows
        self.inputs = self.points.inputs
        self._values: dict[tuple[int, ...], list[int]] = {}

    @cached_property
    def json(self) -> JSONObject:
        """The domain as statements name it."""
        return {**self.points.json, "type": "hull"}

    @cached_property
    def _corners(self) -> list[int]:
        """Different rows that the hull is the hull of, by index, in order."""
        if self.inputs == 1:
            ends = min(self.rows), max(self.rows)
            return sorted({self.points.first[tuple(homogeneous(end))] for end in ends})
        return extreme(self.points.whole, list(self.points.first.values()))

    @cached_property
    def corners(self) -> list[tuple[int, ...]]:
        """Rows that the hull is the hull of, each times a number > 0, which is last."""
        return [self.points.whole[p] for p in self._corners]

    def values(self, row: tuple[int, ...]) -> list[int]:
        """The values of an affine form, a row as in `Form`, at the corners, each times its last."""
        if row not in self._values:
            self._values[row] = [sum(map(int.__mul__, row, corner)) for corner in self.corners]
        return self._values[row]

    @cached_property
    def _base(self) -> list[int]:
        """Corners, by index, of a simplex that spans the plane of the hull.

        A mean of them with all weights > 0 lies in the relative interior of the hull.
        """
        from .linalg import independent

        rows = [(*self.rows[p], Fraction(1)) for p in self._corners]
        return [self._corners[i] for i in independent(rows)[0]]

    @cached_property
    def inside(self) -> Vector:
        """A point of the relative interior."""
        return self._mean([1] * len(self._base))

    def _mean(self, shares: Sequence[int]) -> Vector:
        total = sum(shares)
        columns = zip(*(self.rows[p] for p in self._base))
        return tuple(
            sum((share * t for share, t in zip(shares, column)), Fraction(0)) * Fraction(1, total)
            for column in columns
        )

    @cached_property
    def level(self) -> Level:
        """The equations that hold on the hull: those that hold at the corners of its base."""
        from .linalg import null_space

        rows = [(*self.rows[p], Fraction(1)) for p in self._base]
        return Level(self.inputs, null_space(rows, self.inputs + 1))

    def contains(self, x: Sequence[Fraction]) -> bool:
        """Whether a point lies in the hull."""
        return self.weights(x) is not None

    def weights(self, x: Sequence[Fraction]) -> dict[int, Fraction] | None:
        """Weights > 0 of rows, with sum 1, whose mean is the point; at most inputs + 1 of them.

        None where the point is not in the hull.
        """
        point = tuple(homogeneous(x))
        if point in self.points.first:
            return {self.points.first[point]: Fraction(1)}
        found, _ = alternative_among(point, [], self.corners)
        if found is None:
            return None
        # the point and the corners each came times their last integer
        return {
            self._corners[i]: value * Fraction(self.corners[i][-1], point[-1])
            for i, value in sorted(found.items())
        }

    def prove(self, form: Form, splits: Sequence[Form] = ()) -> Multipliers | None:
        """Multipliers of splits that show form >= 0 on a cell; None where it is < 0 somewhere."""
        if all(form.sign_at(row) >= 0 for row in self.corners):
            return []
        if not splits:
            return None
        _, y = self._solve(form, splits)
        if y is None:
            return None
        # y is >= 0 on the columns: y_0 form(p) + sum y_j split_j(p) >= 0, and y_j <= 0
        scale = Fraction(1, y[0] * form.den)
        return [
            (j, -value * split.den * scale)
            for j, (value, split) in enumerate(zip(y[1:], splits))
            if value
        ]

    def below(self, form: Form, splits: Sequence[Form], inside: Vector) -> Vector:
        """A point of a cell where form < 0, where `prove` found none to show that it is >= 0."""
        if not splits:
            values = [form.at(row) for row in self.corners]
            return self.rows[self._corners[values.index(min(values))]]
        found, _ = self._solve(form, splits)
        assert found is not None
        used = [
            (value, self.corners[j - len(splits)]) for j, value in found.items() if j >= len(splits)
        ]
        bottom = sum((value * row[-1] for value, row in used), Fraction(0))
        return tuple(
            Fraction(sum((value * row[i] for value, row in used), Fraction(0)), bottom)
            for i in range(self.inputs)
        )

    def _solve(
        self, form: Form, splits: Sequence[Form]
    ) -> tuple[dict[int, Fraction], None] | tuple[None, list[Fraction]]:
        """Weights of a point of the cell with form < 0; else a functional that shows there is none.

        The weights w >= 0 satisfy sum w form(p) = -1 and sum w split_j(p) = s_j with s_j >= 0.
        """
        slacks = [[0] * (len(splits) + 1) for _ in splits]
        for j, slack in enumerate(slacks):
            slack[j + 1] = -1
        columns = [
            [form.sign_at(row), *(split.sign_at(row) for split in splits)] for row in self.corners
        ]
        return alternative_among([-1, *(0 for _ in splits)], slacks, columns)

    def around(self, chance: Random) -> Vector:
        """A random point of the relative interior."""
        return self._mean([chance.randint(1, 64) for _ in self._base])

    def far(self, chance: Random, count: int) -> list[Vector]:
        """Random corners, different ones."""
        chosen = chance.sample(self._corners, min(count, len(self._corners)))
        return [self.rows[p] for p in chosen]

    def evidence(self, points: Iterable[Vector]) -> JSONObject:
        """Points of the hull, as the field of the evidence that holds them: weights of rows."""
        found: list[JSON] = []
        for x in points:
            weights = self.weights(x)
            if weights is None:
                raise ValueError("a point outside the hull cannot be evidence")
            found.append([[p, text(value)] for p, value in weights.items()])
        return {"weights": found}
