"""Domains as people give them, and what is exactly known of an affine form on each of them.

A box is one pair (low, high) for every input, or one pair for each.
"""

import itertools
from fractions import Fraction

from . import certificate
from .farkas import alternative
from .forms import Form, common, integer_form
from .network import Affine
from .rational import InputError, dot, exact, matrix, null_vector, shown

__all__ = [
    "Box",
    "Hull",
    "Points",
    "Polytope",
    "Simplex",
    "Space",
    "as_box",
    "as_domain",
    "parse_box",
]


def as_box(box, inputs, where="box"):
    """A box as one pair of rationals for each input.

    Parameters
    ----------
    box : pair of numbers, or sequence of such pairs
        One pair (low, high) serves every input; a sequence holds one pair for each input.
        Two vectors, of the lows and of the highs, are never meant.
    inputs : int
    where : str
        The place named in an error.

    Returns
    -------
    tuple of pairs of Fraction

    Raises
    ------
    InputError
        If the number of pairs is not that of the inputs, a number is not finite,
        or low < high does not hold.

    Examples
    --------
    >>> as_box((-1, 1), 2) == as_box([(-1, 1), ("-1", 1.0)], 2)
    True
    >>> as_box([(0, 1)], 2)
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: box: found 1 pairs, expected 2, one for each input
    """
    pairs = _items(box, where)
    if not any(_is_row(entry) for entry in pairs):
        return (_pair(pairs, where),) * inputs
    if len(pairs) != inputs:
        raise InputError(
            f"{where}: found {len(pairs)} pairs, expected {inputs}, one for each input"
        )
    return tuple(
        _pair(_items(entry, f"{where}[{i}]"), f"{where}[{i}]") for i, entry in enumerate(pairs)
    )


def parse_box(text, inputs, where="box"):
    """A box from the text ``LO,HI[;LO,HI...]``; one pair serves every input.

    Examples
    --------
    >>> [[str(end) for end in pair] for pair in parse_box("-1,1/2;0.5,2", 2)]
    [['-1', '1/2'], ['1/2', '2']]
    """
    pairs = [part.split(",") for part in text.split(";")]
    return as_box(pairs[0] if len(pairs) == 1 else pairs, inputs, where)


def _is_row(value):
    return (
        hasattr(value, "__iter__")
        and not isinstance(value, str)
        and (getattr(value, "ndim", 1) > 0)
    )


def _items(value, where):
    if not _is_row(value) or isinstance(value, (bytes, dict)):
        raise InputError(
            f"{where}: found {shown(value)}, expected a pair (low, high) "
            "or one such pair for each input"
        )
    return list(value)


def _pair(entry, where):
    if len(entry) != 2:
        raise InputError(f"{where}: found {len(entry)} numbers, expected a pair (low, high)")
    low, high = (exact(value, f"{where}[{i}]") for i, value in enumerate(entry))
    if low >= high:
        raise InputError(f"{where}: found {low} to {high}, expected low < high")
    return low, high


class Space:
    """All inputs."""

    half_spaces = ()

    def __init__(self, inputs):
        self.inputs, self.inside = inputs, (Fraction(0),) * inputs
        self.field = certificate.space()

    def contains(self, x):
        """Whether a point lies in the domain."""
        return True

    def prove(self, row):
        """Multipliers l >= 0 with row = sum l_j half_space_j + a constant >= 0; None if none."""
        return [] if row[-1] >= 0 and not any(row[:-1]) else None

    def below(self, row):
        """A point of the domain with row < 0, where `prove` found that there is one."""
        square = sum(value * value for value in row[:-1])
        step = Fraction(abs(row[-1]) // (square or 1) + 1)
        return tuple(-step * value for value in row[:-1])

    def around(self, chance):
        """A random point in the interior."""
        return tuple(Fraction(chance.randint(-64, 64), 8) for _ in range(self.inputs))

    def far(self, chance, count):
        """Random points, as far out as the domain lets them be."""
        return [self.around(chance) for _ in range(count)]


class Box:
    """A box, from one pair (low, high) for each input."""

    def __init__(self, intervals):
        self.intervals, self.inputs = intervals, len(intervals)
        self.field = certificate.box(intervals)
        self.inside = tuple((low + high) / 2 for low, high in intervals)
        (*lows, self._bottom), _ = common([end for pair in intervals for end in pair])
        self._lows, self._highs = lows[::2], lows[1::2]

    @property
    def half_spaces(self):
        """x_i - low_i >= 0 and high_i - x_i >= 0, for input 0, then input 1, and so on."""
        zero = (Fraction(0),) * self.inputs
        return [
            integer_form((*zero[:i], Fraction(sign), *zero[i + 1 :]), -sign * end)
            for i, pair in enumerate(self.intervals)
            for sign, end in zip((1, -1), pair, strict=True)
        ]

    def contains(self, x):
        """Whether a point lies in the domain."""
        return all(low <= t <= high for t, (low, high) in zip(x, self.intervals, strict=True))

    def least(self, row):
        """The exact minimum of an integer row over the box."""
        ends = zip(row[:-1], self._lows, self._highs, strict=True)
        total = sum(a * low if a > 0 else a * high for a, low, high in ends if a)
        return row[-1] + Fraction(total, self._bottom)

    def prove(self, row):
        """As in `Space.prove`; the interval bound of one affine form is its exact minimum."""
        if self.least(row) < 0:
            return None
        return [(2 * i + (a < 0), Fraction(abs(a))) for i, a in enumerate(row[:-1]) if a]

    def below(self, row):
        """The corner where the row is least."""
        return tuple(
            low if a >= 0 else high for a, (low, high) in zip(row[:-1], self.intervals, strict=True)
        )

    def around(self, chance):
        """A random point in the interior."""
        return tuple(
            low + (high - low) * Fraction(chance.randint(1, 63), 64) for low, high in self.intervals
        )

    def far(self, chance, count):
        """All corners where ``count`` allows, else random ones, each with the one across."""
        if 2**self.inputs <= count:
            return list(itertools.product(*self.intervals))
        picks = [[chance.randrange(2) for _ in self.intervals] for _ in range(-(-count // 2))]
        return [
            tuple(pair[bit ^ across] for bit, pair in zip(pick, self.intervals, strict=True))
            for pick in picks
            for across in (0, 1)
        ]


class Polytope:
    """The points where a . x + b >= 0 for each row (a, b).

    Parameters
    ----------
    rows : sequence of pairs (a, b)
        ``a`` is array-like with one number for each input, ``b`` a number.

    Raises
    ------
    InputError
        If there is no row, the rows have different lengths, or no point satisfies them all.

    Examples
    --------
    >>> triangle = Polytope([([1, 0], 0), ([0, 1], 0), ([-1, -1], 1)])
    >>> triangle.contains(triangle.inside)
    True
    """

    def __init__(self, rows):
        rows = [
            (matrix([a], f"polytope[{i}]")[0], exact(b, f"polytope[{i}]"))
            for i, (a, b) in enumerate(rows)
        ]
        if not rows or len({len(a) for a, _ in rows}) > 1:
            raise InputError("polytope: expected at least one row (a, b), all of one length")
        self._set(None, [integer_form(a, b) for a, b in rows], None)
        self.field = certificate.polytope(rows)
        self.inside = self._interior()
        if self.inside is None and self._lp({self.inputs: -1})[0] is not None:
            raise InputError("polytope: found no point that satisfies all rows, expected one")

    def _set(self, base, splits, inside):
        self.inputs, self.base, self.splits, self.inside = (
            len(splits[0].row) - 1,
            base,
            splits,
            inside,
        )
        self.half_spaces = [*(base.half_spaces if base else ()), *splits]

    @classmethod
    def cut(cls, base, form, beyond):
        """The part of a domain where form >= 0, given a point of it with form > 0."""
        part = cls.__new__(cls)
        splits = [*base.splits, form] if isinstance(base, cls) else [form]
        part._set(base.base if isinstance(base, cls) else base, splits, None)
        part.inside = base.inside
        while form.at(common(part.inside)) <= 0:  # half-way to a closed point stays interior
            part.inside = tuple((a + b) / 2 for a, b in zip(part.inside, beyond, strict=True))
        return part

    def contains(self, x):
        """Whether a point lies in the domain."""
        shared = common(x)
        return all(form.at(shared) >= 0 for form in self.half_spaces)

    def _lp(self, target, *more):
        spaces = [dict(enumerate(form.row)) for form in self.half_spaces]
        return alternative(target, [*spaces, {self.inputs: 1}, *more])

    def frame(self):
        """For a polytope without interior (``inside`` is None), the affine hull: a map from as
        many coordinates as it has dimensions, its columns orthogonal, and the polytope of these.
        """
        _, y = self._lp({self.inputs: -1})
        start = tuple(y.get(i, Fraction(0)) / y[self.inputs] for i in range(self.inputs))
        level = [
            form.row[:-1]
            for form in self.half_spaces
            if self.prove(tuple(-value for value in form.row)) is not None
        ]
        basis = []
        while (ray := null_vector([*level, *basis], self.inputs)) is not None:
            basis.append(ray)
        rows = [
            ([dot(form.row[:-1], ray) for ray in basis], form.at(common(start)) * form.den)
            for form in self.half_spaces
        ]
        rows = [(a, b) for a, b in rows if any(a)]
        return Affine(tuple(zip(*basis, strict=True)), start), Polytope(rows) if rows else (
            Space(len(basis))
        )

    def _interior(self):
        """A point that satisfies all rows strictly, or None."""
        rows = [
            {**dict(enumerate(form.row)), "slack": 1}
            for form in self.half_spaces
            if any(form.row[:-1]) or form.row[-1] < 0
        ]
        _, y = alternative({"slack": 1}, [*rows, {self.inputs: 1}])
        if y is None:
            return None
        ray = [y.get(i, Fraction(0)) for i in range(self.inputs)]
        if y.get(self.inputs):
            return tuple(value / y[self.inputs] for value in ray)
        slopes = [
            sum(a * t for a, t in zip(form.row[:-1], ray, strict=True)) for form in self.half_spaces
        ]
        steps = [
            -form.row[-1] / slope
            for form, slope in zip(self.half_spaces, slopes, strict=True)
            if slope
        ]
        return tuple((1 + max([0, *steps])) * t for t in ray)

    def prove(self, row):
        """As in `Space.prove`, by linear programming where the base domain does not decide."""
        multipliers = self.base.prove(row) if self.base is not None else None
        if multipliers is not None:
            return multipliers
        found, _ = self._lp(dict(enumerate(row)))
        return found and [
            (j, value * form.den)
            for j, (value, form) in enumerate(zip(found, self.half_spaces, strict=False))
            if value
        ]

    def below(self, row):
        """As in `Space.below`; the functional of the linear program is a point or a ray."""
        _, y = self._lp(dict(enumerate(row)))
        ray = [y.get(i, Fraction(0)) for i in range(self.inputs)]
        if y.get(self.inputs):
            return tuple(value / y[self.inputs] for value in ray)
        slope = sum(a * t for a, t in zip(row[:-1], ray, strict=True))
        here = Form(row, 1, {}).at(common(self.inside))
        step = max(Fraction(0), here) / -slope + 1
        return tuple(a + step * t for a, t in zip(self.inside, ray, strict=True))

    def around(self, chance):
        """A random point in the interior, near the one that is known."""
        size = Fraction(1, 2)
        while True:
            x = tuple(t + size * Fraction(chance.randint(-64, 64), 64) for t in self.inside)
            shared = common(x)
            if all(form.at(shared) > 0 for form in self.half_spaces if any(form.row[:-1])):
                return x
            size /= 2

    def far(self, chance, count):
        """Random points at the edge, or far out where there is none in their direction."""
        return [
            self._edge([Fraction(chance.randint(-64, 64), 64) for _ in range(self.inputs)])
            for _ in range(count)
        ]

    def _edge(self, ray):
        here, there = (
            common([a + k * t for a, t in zip(self.inside, ray, strict=True)]) for k in (0, 1)
        )
        steps = [
            form.at(here) / (form.at(here) - form.at(there))
            for form in self.half_spaces
            if form.at(there) < form.at(here)
        ]
        step = min(steps, default=Fraction(16))
        return tuple(a + step * t for a, t in zip(self.inside, ray, strict=True))


class Points:
    """Finitely many inputs, one a row: a data set.

    Examples
    --------
    >>> len(Points([[0, 1], [1, 0]]).rows)
    2
    """

    def __init__(self, rows):
        self.rows = matrix(rows, "points")
        if not self.rows or not self.rows[0]:
            raise InputError("points: found no numbers, expected at least one row and column")
        self.inputs = len(self.rows[0])
        self.field = certificate.points(self.rows)

    def fit(self, inputs):
        """The same, after a check of the number of columns."""
        if self.inputs != inputs:
            raise InputError(
                f"points: found {self.inputs} columns, expected {inputs}, "
                "one for each input of the network"
            )
        return self


class Hull(Points):
    """The convex hull of finitely many inputs: the image of a simplex, one weight for each row.

    ``rows`` are the different ones; weights are named for all of them but row 0, whose weight
    is what is left.
    """

    def __init__(self, rows):
        super().__init__(tuple(dict.fromkeys(matrix(rows, "points"))))

    def weights(self):
        """The map from weights to the hull, and the simplex of weights that it is made from."""
        first, *others = self.rows if len(self.rows) > 1 else self.rows * 2
        columns = zip(*others, strict=True)
        rows = tuple(
            tuple(t - start for t in column) for start, column in zip(first, columns, strict=True)
        )
        return Affine(rows, first), Simplex(len(others))


class Simplex(Polytope):
    """All t_i >= 0 and 1 - sum t_i >= 0, where every form is decided by its values at corners."""

    def __init__(self, inputs):
        zero = (Fraction(0),) * inputs
        rows = [((*zero[:i], Fraction(1), *zero[i + 1 :]), Fraction(0)) for i in range(inputs)]
        rows.append(((Fraction(-1),) * inputs, Fraction(1)))
        self._set(None, [integer_form(a, b) for a, b in rows], (Fraction(1, inputs + 1),) * inputs)
        self.field = certificate.polytope(rows)

    def prove(self, row):
        """As in `Space.prove`: the multipliers are the values at the corners."""
        values = [row[-1] + value for value in (*row[:-1], 0)]
        return (
            None
            if min(values) < 0
            else [(j, Fraction(value)) for j, value in enumerate(values) if value]
        )

    def below(self, row):
        """The corner where the row is least."""
        least = min(*row[:-1], 0)
        at = row[:-1].index(least) if least < 0 else None
        return tuple(Fraction(i == at) for i in range(self.inputs))

    def around(self, chance):
        """A random point in the interior."""
        shares = [chance.randint(1, 64) for _ in range(self.inputs + 1)]
        return tuple(Fraction(share, sum(shares)) for share in shares[1:])

    def far(self, chance, count):
        """Random corners, different ones."""
        corners = range(-1, self.inputs)
        return [
            tuple(Fraction(i == at) for i in range(self.inputs))
            for at in chance.sample(corners, min(count, len(corners)))
        ]


def as_domain(domain, inputs):
    """What a caller names as a domain: ``"space"``, a box, or one of the classes of this module.

    Examples
    --------
    >>> as_domain((0, 1), 2).inside
    (Fraction(1, 2), Fraction(1, 2))
    """
    if isinstance(domain, str) and domain == "space":
        return Space(inputs)
    if isinstance(domain, Points):
        return domain.fit(inputs)
    if not isinstance(domain, (Space, Box, Polytope)):
        return Box(as_box(domain, inputs))
    if domain.inputs != inputs:
        raise InputError(f"domain: found {domain.inputs} inputs, expected {inputs}")
    return domain
