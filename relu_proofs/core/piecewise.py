"""Continuous piecewise-linear functions of one variable as knots and slopes, exact.

A network of one input and one output is such a function, and every such function is a network
with one hidden layer; both directions are here, and the least number of units it takes.
"""

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from .cells import inside, walk
from .certificate import Certificate, network_json
from .network import Network
from .rational import InputError, exact, text, vector

__all__ = ["Piecewise", "Units", "equality"]

MOST_SUMS = 1 << 20
"""How many subset sums `Piecewise.fewest_units` forms before it says that it does not know."""


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
        If the knots do not increase, or the numbers of knots and slopes do not fit.

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

    def __init__(self, knots, slopes, value, at=0):
        knots, slopes = vector(knots, "knots"), vector(slopes, "slopes")
        if len(slopes) != len(knots) + 1:
            raise InputError(
                f"slopes: found {len(slopes)}, expected {len(knots) + 1}, "
                "one more than there are knots"
            )
        for j, (left, right) in enumerate(zip(knots, knots[1:])):
            if left >= right:
                raise InputError(
                    f"knots[{j + 1}]: found {right} after {left}, "
                    "expected strictly increasing knots"
                )
        real = [j for j in range(len(knots)) if slopes[j] != slopes[j + 1]]
        self.knots = tuple(knots[j] for j in real)
        self.slopes = (*(slopes[j] for j in real), slopes[-1])
        self._constants = [Fraction(0)]
        for t, jump in zip(self.knots, self.jumps):
            self._constants.append(self._constants[-1] - jump * t)
        lift = exact(value, "value") - self(exact(at, "at"))
        self._constants = [c + lift for c in self._constants]

    @classmethod
    def through(cls, points):
        """The interpolant through points, its outer pieces prolonged.

        Parameters
        ----------
        points : sequence of pairs (x, y), x strictly increasing, at least two

        Examples
        --------
        >>> Piecewise.through([(-1, 1), (0, 0), (1, 1)])
        Piecewise(knots=[0], slopes=[-1, 1], value=0)
        """
        points = [vector(point, f"points[{i}]") for i, point in enumerate(points)]
        if len(points) < 2 or any(len(point) != 2 for point in points):
            raise InputError(f"points: found {len(points)}, expected at least two pairs (x, y)")
        slopes = []
        for i, ((x0, y0), (x1, y1)) in enumerate(zip(points, points[1:])):
            if x1 <= x0:
                what = "a vertical slope" if x1 == x0 else "a step to the left"
                raise InputError(
                    f"points[{i + 1}]: found x = {x1} after {x0}, {what}; "
                    "expected strictly increasing x"
                )
            slopes.append((y1 - y0) / (x1 - x0))
        return cls([x for x, _ in points[1:-1]], slopes, points[0][1], points[0][0])

    @classmethod
    def from_network(cls, network):
        """The function that a network of one input and one output computes, any depth.

        Examples
        --------
        >>> Piecewise.from_network(Network([([[1], [-1]], [0, 0]), ([[1, 1]], [0])]))
        Piecewise(knots=[0], slopes=[-1, 1], value=0)
        """
        if network.outputs != 1:
            raise InputError(f"network: found {network.outputs} outputs, expected 1")
        cells = walk(network)
        first = cells[0]
        at = inside(first.low, first.high)
        return cls(
            [cell.low for cell in cells[1:]],
            [cell.slope[0] for cell in cells],
            first.slope[0] * at + first.constant[0],
            at,
        )

    @property
    def jumps(self):
        """By how much the slope changes at each knot: the curvature that sits there."""
        return tuple(b - a for a, b in zip(self.slopes, self.slopes[1:]))

    @property
    def pieces(self):
        """For each piece (low, high, slope, constant); an infinite end is None."""
        ends = [None, *self.knots, None]
        return list(zip(ends, ends[1:], self.slopes, self._constants))

    def __call__(self, x):
        x = exact(x, "x")
        j = bisect_left(self.knots, x)
        return self.slopes[j] * x + self._constants[j]

    def plus(self, constant):
        """The function raised by a constant."""
        return Piecewise(self.knots, self.slopes, self(0) + exact(constant, "constant"))

    def inside(self, low, high):
        """The same function without the knots outside the open interval (low, high)."""
        inner = [j for j, t in enumerate(self.knots) if low < t < high]
        first = inner[0] if inner else bisect_left(self.knots, high)
        return Piecewise(
            [self.knots[j] for j in inner],
            self.slopes[first : first + len(inner) + 1],
            self(high),
            high,
        )

    def second_difference(self, x, h):
        """f(x + h) - 2 f(x) + f(x - h) as a sum of kinks c_j max(0, h - abs(x - t_j)), h >= 0.

        Examples
        --------
        >>> str(Piecewise([0], [-1, 1], 0).second_difference(0, "1/2"))
        '1'
        """
        x, h = exact(x, "x"), exact(h, "h")
        if h < 0:
            raise InputError(f"h: found {h}, expected h >= 0")
        return sum(
            (c * max(Fraction(0), h - abs(x - t)) for c, t in zip(self.jumps, self.knots)),
            Fraction(0),
        )

    def fewest_units(self, skip=False, interval=None, most_sums=MOST_SUMS):
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
        'no subset of the slope changes 2, 2 adds up to -1, minus the leftmost slope'
        """
        f = self if interval is None else self.inside(*vector(interval, "interval"))
        m, k = f.slopes[0], len(f.knots)
        if skip:
            return f._units(
                [(c, 1, t) for c, t in zip(f.jumps, f.knots)],
                k,
                m,
                "every knot needs a unit of its own",
            )
        if not k:
            if not m:
                return f._units([], 0, 0, "a constant needs no unit")
            if interval is not None:
                return f._units([(m, 1, exact(interval[0]))], 1, 0, "without a unit: a constant")
            return f._units([(m, 1, 0), (-m, -1, 0)], 2, 0, "one unit alone has a knot")
        jumps = ", ".join(map(text, f.jumps)) if k <= 8 else f"of the {k} knots"
        left, known = _subset(f.jumps, -m, most_sums)
        if left is not None:
            return f._units(
                [(c, -1 if j in left else 1, t) for j, (c, t) in enumerate(zip(f.jumps, f.knots))],
                k,
                0,
                "every knot needs a unit of its own",
            )
        units = [(c, 1, t) for c, t in zip(f.jumps, f.knots)]
        units[0] = (f.jumps[0] + m, 1, f.knots[0])
        return f._units(
            [*units, (-m, -1, f.knots[0])],
            k + known,
            0,
            f"no subset of the slope changes {jumps} adds up to {-m}, minus the leftmost slope"
            if known
            else f"undecided: more than {most_sums} subset sums of {k} slope changes",
        )

    def _units(self, units, at_least, skip, reason):
        """The network of units (v, w, t), each v r(w (x - t)), with the output bias that fits."""
        start = units[0][2] if units else Fraction(0)
        bias = (
            self(start)
            - skip * start
            - sum((v * max(Fraction(0), w * (start - t)) for v, w, t in units), Fraction(0))
        )
        network = (
            Network(
                [
                    ([[w] for _, w, _ in units], [-w * t for _, w, t in units]),
                    ([[v for v, _, _ in units]], [bias]),
                ]
            )
            if units
            else Network.affine([[0]], [bias])
        )
        return Units(len(units), at_least, network, Fraction(skip), reason)

    @property
    def network(self):
        """A network of one hidden layer that computes the function, with the fewest units."""
        return self.fewest_units().network

    @property
    def statement(self):
        """The knots, the slopes and the value at one point as certificates have them."""
        return {
            "knots": [text(t) for t in self.knots],
            "slopes": [text(s) for s in self.slopes],
            "at": "0",
            "value": text(self(0)),
        }

    def __eq__(self, other):
        return isinstance(other, Piecewise) and (self.knots, self.slopes, self(0)) == (
            other.knots,
            other.slopes,
            other(0),
        )

    def __hash__(self):
        return hash((self.knots, self.slopes, self(0)))

    def __repr__(self):
        return (
            f"Piecewise(knots=[{', '.join(map(text, self.knots))}], "
            f"slopes=[{', '.join(map(text, self.slopes))}], value={text(self(0))})"
        )


@dataclass(frozen=True)
class Units:
    """What `Piecewise.fewest_units` found.

    Attributes
    ----------
    count : int
        The number of hidden units of ``network``.
    at_least : int
        The number that is proved necessary; smaller than ``count`` only if the budget ran out.
    network : Network
        Together with ``skip`` times x it computes the function.
    skip : Fraction
        The slope of the skip connection; 0 without one.
    reason : str
        Why fewer units cannot do it.
    """

    count: int
    at_least: int
    network: Network
    skip: Fraction
    reason: str

    def __call__(self, x):
        return self.network(x) + self.skip * exact(x, "x")


def _subset(numbers, target, most):
    """Indices of numbers that add up to target, or None; and whether the search was complete.

    Source: Horowitz and Sahni 1974, meet in the middle, with equal sums kept once.
    """
    halves, middle = [], len(numbers) // 2
    for part in (range(middle), range(middle, len(numbers))):
        sums = {Fraction(0): ()}
        for j in part:
            sums = {**{total + numbers[j]: (*chosen, j) for total, chosen in sums.items()}, **sums}
            if len(sums) > most:
                return None, False
        halves.append(sums)
    for total, chosen in halves[0].items():
        if target - total in halves[1]:
            return {*chosen, *halves[1][target - total]}, True
    return None, True


def equality(network):
    """A certificate of kind ``equals``: the network is the function with these knots and slopes.

    Examples
    --------
    >>> tent = Network([([[1], [1]], [0, "-1/2"]), ([[2, -4]], [0])])
    >>> equality(tent).statement["slopes"]
    ['0', '2', '-2']
    """
    function = Piecewise.from_network(network)
    cells = walk(network)
    ends = [text(cell.high) for cell in cells[:-1]] or ["0"]  # every cell has a finite end
    patterns = [
        [["on" if state else "off" for state in states] for states in cell.pattern]
        for cell in cells
    ]
    return Certificate(
        {"kind": "equals", "network": network_json(network), **function.statement},
        {"ends": ends, "patterns": patterns * (2 if len(cells) == 1 else 1)},
    )
