"""Continuous piecewise-linear functions of one variable as knots and slopes, exact.

A network of one input and one output is such a function, and every such function is a network
with one hidden layer; both directions are here, and the certificate of the first.  The least
number of units is in `fewest`.
"""

from bisect import bisect_left
from fractions import Fraction
from itertools import pairwise

from . import fewest, statements
from .cells import Cell, inside, walk
from .certificate import JSON, Certificate, JSONObject, confirm, texts
from .network import Network
from .rational import (
    InputError,
    Interval,
    Vector,
    exact,
    sequence,
    shown,
    text,
    vector,
    whole_number,
)


class Piecewise:
    """A continuous piecewise-linear function of one variable.

    Parameters
    ----------
    knots : sequence of numbers
        Where the slope changes, strictly increasing.
    slopes : sequence of numbers
        One more than there are knots, from left to right.
    value, at : number
        The value of the function at the point ``at``.

    Attributes
    ----------
    knots, slopes : tuples of Fraction
        Without the knots at which the slope does not change.

    Raises
    ------
    InputError
        If the knots do not increase, the numbers of knots and slopes do not fit, or an entry is
        no finite number.

    Notes
    -----
    f(x) = m0 x + c0 + sum of c_j r(x - t_j), uniquely: claim ``units-add-kinks`` of the page
    ``argument/knots-and-slopes``.

    Examples
    --------
    >>> hat = Piecewise([-1, 0, 1], [0, 1, -1, 0], 1)
    >>> [str(hat(x)) for x in (-2, "-1/2", 0, 3)]
    ['0', '1/2', '1', '0']
    """

    knots: Vector
    slopes: Vector
    _constants: Vector

    def __init__(self, knots: object, slopes: object, value: object, at: object = 0) -> None:
        places, given = vector(knots, "knots"), vector(slopes, "slopes")
        if len(given) != len(places) + 1:
            raise InputError(
                f"slopes: found {len(given)}, expected {len(places) + 1}, "
                "one more than there are knots"
            )
        for j, (left, right) in enumerate(pairwise(places)):
            if left >= right:
                raise InputError(
                    f"knots[{j + 1}]: found {shown(right)} after {shown(left)}, "
                    "expected strictly increasing knots"
                )
        real = [j for j in range(len(places)) if given[j] != given[j + 1]]
        self.knots = tuple(places[j] for j in real)
        self.slopes = (*(given[j] for j in real), given[-1])
        # The constants up to a common one, which the value at one point settles.
        loose = [Fraction(0)]
        for t, jump in zip(self.knots, self.jumps):
            loose.append(loose[-1] - jump * t)
        point = exact(at, "at")
        j = bisect_left(self.knots, point)
        lift = exact(value, "value") - self.slopes[j] * point - loose[j]
        self._constants = tuple(c + lift for c in loose)

    @classmethod
    def through(cls, points: object) -> "Piecewise":
        """The interpolant through points, its outer pieces prolonged.

        Parameters
        ----------
        points : sequence of pairs (x, y), x strictly increasing, at least two

        Raises
        ------
        InputError
            If there are fewer, one is no pair of numbers, or x does not increase.

        Examples
        --------
        >>> Piecewise.through([(-1, 1), (0, 0), (1, 1)])
        Piecewise(knots=[0], slopes=[-1, 1], value=0)
        """
        given = sequence(points, "points", "a list of pairs (x, y)")
        pairs = [vector(point, f"points[{i}]") for i, point in enumerate(given)]
        for i, pair in enumerate(pairs):
            if len(pair) != 2:
                raise InputError(f"points[{i}]: found {len(pair)} numbers, expected a pair (x, y)")
        if len(pairs) < 2:
            raise InputError(f"points: found {len(pairs)}, expected at least two pairs (x, y)")
        slopes = list[Fraction]()
        for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(pairs)):
            if x1 <= x0:
                what = "a vertical slope" if x1 == x0 else "a step to the left"
                raise InputError(
                    f"points[{i + 1}]: found x = {shown(x1)} after {shown(x0)}, {what}; "
                    "expected strictly increasing x"
                )
            slopes.append((y1 - y0) / (x1 - x0))
        return cls([x for x, _ in pairs[1:-1]], slopes, pairs[0][1], pairs[0][0])

    @classmethod
    def from_network(cls, network: Network) -> "Piecewise":
        """The function that a network of one input and one output computes, any depth.

        Raises
        ------
        InputError
            If it is no network, or has more inputs or outputs.

        Examples
        --------
        >>> Piecewise.from_network(Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0])]))
        Piecewise(knots=[0], slopes=[-1, 1], value=0)
        """
        return cls._of_cells(_cells(network))

    @classmethod
    def _of_cells(cls, cells: list[Cell]) -> "Piecewise":
        first = cells[0]
        at = inside(first.low, first.high)
        return cls(
            [cell.low for cell in cells[1:]],
            [cell.slope[0] for cell in cells],
            first.slope[0] * at + first.constant[0],
            at,
        )

    @property
    def jumps(self) -> Vector:
        """By how much the slope changes at each knot: the curvature that sits there."""
        return tuple(after - before for before, after in pairwise(self.slopes))

    @property
    def pieces(self) -> list[tuple[Fraction | None, Fraction | None, Fraction, Fraction]]:
        """For each piece (low, high, slope, constant); an infinite end is None."""
        ends = [None, *self.knots, None]
        return list(zip(ends, ends[1:], self.slopes, self._constants))

    def line_at(self, x: Fraction) -> tuple[Fraction, Fraction]:
        """Slope and constant of the piece that holds x, of the left one at a knot."""
        j = bisect_left(self.knots, x)
        return self.slopes[j], self._constants[j]

    def __call__(self, x: object) -> Fraction:
        point = exact(x, "x")
        slope, constant = self.line_at(point)
        return slope * point + constant

    def plus(self, constant: object) -> "Piecewise":
        """The function raised by a constant."""
        return Piecewise(self.knots, self.slopes, self(0) + exact(constant, "constant"))

    def inside(self, low: object, high: object) -> "Piecewise":
        """The same function without the knots outside the open interval (low, high).

        Raises
        ------
        InputError
            If an end is no number, or they are not in order.

        Examples
        --------
        >>> Piecewise([-1, 0, 1], [0, 1, -1, 0], 1).inside(-1, 1)
        Piecewise(knots=[0], slopes=[1, -1], value=1)
        """
        first, last = _interval(low, high, "low", "high")
        inner = [j for j, t in enumerate(self.knots) if first < t < last]
        start = inner[0] if inner else bisect_left(self.knots, last)
        return Piecewise(
            [self.knots[j] for j in inner],
            self.slopes[start : start + len(inner) + 1],
            self(last),
            last,
        )

    def second_difference(self, x: object, h: object) -> Fraction:
        """f(x + h) - 2 f(x) + f(x - h) as a sum of kinks c_j max(0, h - abs(x - t_j)), h >= 0.

        Raises
        ------
        InputError
            If x or h is no number, or h < 0.

        Examples
        --------
        >>> str(Piecewise([0], [-1, 1], 0).second_difference(0, "1/2"))
        '1'
        """
        point, step = exact(x, "x"), exact(h, "h")
        if step < 0:
            raise InputError(f"h: found {step}, expected h >= 0")
        kinks = zip(self.jumps, self.knots)
        return sum((c * max(Fraction(0), step - abs(point - t)) for c, t in kinks), Fraction(0))

    def fewest_units(
        self, skip: object = False, interval: object = None, most_sums: object = fewest.MOST_SUMS
    ) -> fewest.Units:
        """A network with the least number of hidden units, all in one layer.

        Parameters
        ----------
        skip : bool
            Whether a skip connection (a free affine part next to the units) is allowed.
        interval : pair of numbers, optional
            Only the values between them count.
        most_sums : int
            The budget of the search for a subset sum.

        Returns
        -------
        Units

        Raises
        ------
        InputError
            If skip is no bool, the interval no pair in order, or the budget no whole number >= 1.

        Notes
        -----
        Claim ``fewest-units``: each knot needs a unit; k units are enough without a skip
        connection exactly if some of the slope changes add up to minus the leftmost slope
        (those units face left), and else k + 1.

        Examples
        --------
        >>> Piecewise([0], [-1, 1], 0).fewest_units().count
        2
        >>> Piecewise([0, 1], [1, 3, 5], 0).fewest_units().reason
        'no subset of the slope changes 2, 2 adds up to -1, which is minus the leftmost slope'
        """
        if not isinstance(skip, bool):
            raise InputError(f"skip: found {shown(skip)}, expected True or False")
        budget = whole_number(most_sums, "most_sums")
        if interval is None:
            return fewest.units(self, skip, None, budget)
        ends = vector(interval, "interval")
        if len(ends) != 2:
            raise InputError(f"interval: found {len(ends)} numbers, expected a pair (low, high)")
        low, high = _interval(ends[0], ends[1], "interval[0]", "interval[1]")
        return fewest.units(self.inside(low, high), skip, low, budget)

    @property
    def network(self) -> Network:
        """A network of one hidden layer that computes the function, with the fewest units."""
        return self.fewest_units().network

    @property
    def statement(self) -> JSONObject:
        """The knots, the slopes and the value at one point as certificates have them."""
        return {
            "knots": texts(self.knots),
            "slopes": texts(self.slopes),
            "at": "0",
            "value": text(self(0)),
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Piecewise):
            return False
        same = self.knots == other.knots and self.slopes == other.slopes
        return same and self._constants == other._constants

    def __hash__(self) -> int:
        return hash((self.knots, self.slopes, self._constants))

    def __repr__(self) -> str:
        knots, slopes = (", ".join(map(text, xs)) for xs in (self.knots, self.slopes))
        return f"Piecewise(knots=[{knots}], slopes=[{slopes}], value={text(self(0))})"


def _interval(low: object, high: object, first: str, last: str) -> Interval:
    """Two ends in order; the names are those of their places in an error."""
    a, b = exact(low, first), exact(high, last)
    if a >= b:
        raise InputError(f"{last}: found {shown(b)} after {first} = {shown(a)}, expected more")
    return a, b


def _cells(network: Network) -> list[Cell]:
    cells = walk(network)
    if network.outputs != 1:
        raise InputError(f"network: found {network.outputs} outputs, expected 1")
    return cells


def equality(network: Network) -> Certificate:
    """A certificate of kind ``equals``: the network is the function with these knots and slopes.

    If it is small, the checker has accepted it before it is returned.

    Raises
    ------
    InputError
        If it is no network of one input and one output, or a number is too long for a
        certificate.

    Examples
    --------
    >>> tent = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])
    >>> equality(tent).statement["slopes"]
    ['0', '2', '-2']
    """
    cells = _cells(network)
    function = Piecewise._of_cells(cells)
    ends = [text(cell.high) for cell in cells if cell.high is not None]
    patterns: list[JSON] = [
        [
            ["on" if states[i] else "off" for i in places]
            for places, states in zip(network.relus, cell.pattern, strict=True)
        ]
        for cell in cells
    ]
    if not ends:  # every cell has a finite end: a single one is cut in two
        ends, patterns = ["0"], patterns * 2
    statement = statements.equals(network, function.statement)
    certificate = Certificate(statement, {"ends": [*ends], "patterns": patterns})
    confirm(certificate, statement, check=None)
    return certificate
