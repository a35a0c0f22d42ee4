"""Exercises whose answers check themselves: exactly, and with a reason when they are not right yet.

Page ``practice/exercises`` asks them; `answer` judges.  Networks are judged by what they compute,
and drawings by what was drawn, so every correct answer is accepted, not only ours.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import TypeAlias

from ..core.network import Network
from ..core.piecewise import Piecewise
from ..core.rational import InputError, Vector, sequence, text, vector
from ..decide.affinity import decide_affine
from .boards import AT, heights_of, line_of
from .proofs.deciding_deep_networks import gadget

__all__ = ["EXERCISES", "Verdict", "answer"]

DISTANCE = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|
HAT = Piecewise([-1, 0, 1], [0, 1, -1, 0], 1)
CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
CREASE = ((1, 1, -1), (-1, -1, 1), (3, 3, -3))  # w1, w2, b of three units on x + y = 1
FORMULA = ((1, 2, 3), (1, 2, -3), (1, -2, 3), (1, -2, -3), (-1, 2, 3), (-1, -2, 3), (-1, -2, -3))

Judge: TypeAlias = Callable[[object], str]
"""Takes an answer and says why it is right; raises `NotYet` where it is not."""

EXERCISES: dict[str, Judge] = {}
"""The judges by the name of the exercise, in the order of the page."""


class NotYet(Exception):
    """Why an answer is not right yet."""


@dataclass(frozen=True)
class Verdict:
    """``right``, and ``reason`` in words."""

    right: bool
    reason: str

    def __repr__(self) -> str:
        return ("Right. " if self.right else "Not yet. ") + self.reason

    def _repr_html_(self) -> str:  # in a notebook: words that wrap
        first, rest = ("Right.", "Not yet.")[not self.right], escape(self.reason)
        return f"<p><strong>{first}</strong> {rest}</p>"


def answer(name: str, value: object) -> Verdict:
    """Judge an answer to an exercise of the page ``practice/exercises``.

    Parameters
    ----------
    name : str
        The exercise's name, such as ``"two-points"``.
    value
        What the exercise asks for: points, numbers, a `Network`, or a drawing: its heights at
        x = -3, -2, ..., 3, or a `Piecewise`.

    Returns
    -------
    Verdict

    Raises
    ------
    InputError
        If there is no such exercise.

    Notes
    -----
    Everything is computed exactly; nothing is compared with a stored solution.

    Examples
    --------
    >>> answer("only-one-line", (1, 1))
    Not yet. At z = 0 ReLU gives 0, your line 1.
    """
    if name not in EXERCISES:
        raise InputError(f"exercise {name!r}: unknown; there are {', '.join(EXERCISES)}")
    try:
        return Verdict(True, EXERCISES[name](value))
    except NotYet as reason:
        return Verdict(False, str(reason))
    except (InputError, TypeError, ValueError) as problem:
        return Verdict(False, f"This cannot be read as an answer: {problem}")


def _exercise(name: str) -> Callable[[Judge], Judge]:
    def register(judge: Judge) -> Judge:
        EXERCISES[name] = judge
        return judge

    return register


def _need(condition: object, reason: str) -> None:
    if not condition:
        raise NotYet(reason)


def _numbers(values: object, count: int, what: str) -> Vector:
    numbers = vector(values, what)
    _need(len(numbers) == count, f"Expected {count} numbers, found {len(numbers)}.")
    return numbers


def _network(value: object, expected: str = "") -> Network:
    """The answer as a network of ReLU units only."""
    if not isinstance(value, Network):
        raise NotYet(f"Expected a Network{expected}.")
    _need(not value.passes_on, "A unit passes on its value; every hidden unit must be a ReLU.")
    return value


def _of_shape(value: object, *widths: int) -> Network:
    network = _network(value)
    found = (network.inputs, *network.widths, network.outputs)
    _need(found == widths, f"Expected a network {'-'.join(map(str, widths))}, found {network!r}.")
    return network


def _of_ends(value: object, inputs: int, expected: str) -> Network:
    """The answer as a network of so many inputs and one output."""
    network = _network(value, expected)
    _need((network.inputs, network.outputs) == (inputs, 1), f"Expected a Network{expected}.")
    return network


def _no_biases(network: Network) -> None:
    _need(not any(any(layer.bias) for layer in network.layers), "One of the biases is not 0.")


def _no_zero_weight(network: Network) -> None:
    _need(
        all(all(row) for layer in network.layers for row in layer.weight),
        "One of the weights is 0.",
    )


def _output(network: Network, x: Sequence[object]) -> Fraction:
    """The one output of a network."""
    return network.evaluate(x)[0]


def _slopes(network: Network, reason: str) -> Vector:
    """U of a network of one output that is affine everywhere; `NotYet` if it is not."""
    found = decide_affine(network, "space")
    if found.map is None:
        raise NotYet(reason.format(verdict=found.verdict))
    return found.map.U[0]


def _shown(point: Iterable[int | Fraction]) -> str:
    return "(" + ", ".join(map(text, point)) + ")"


@_exercise("two-points")
def two_points(value: object) -> str:
    points = sequence(value, "answer", "two points")
    _need(len(points) == 2, f"Expected two points, found {len(points)}.")
    x, y = (_numbers(point, 2, "point") for point in points)
    total = _output(DISTANCE, [a + b for a, b in zip(x, y)])
    f, g = _output(DISTANCE, x), _output(DISTANCE, y)
    _need(f + g != total, f"f{_shown(x)} + f{_shown(y)} = {f} + {g}; f at their sum is {total}.")
    return f"f{_shown(x)} + f{_shown(y)} = {f + g}, but at their sum f is {total}."


@_exercise("live-and-linear")
def live_and_linear(value: object) -> str:
    network = _of_shape(value, 2, 2, 1)
    _no_biases(network)
    _no_zero_weight(network)
    U = _slopes(network, "It is not linear: the kinks on a crease do not add up to 0.")
    _need(U == vector((1, 2)), f"It is linear, with U = {_shown(U)}.")
    return "None of the six weights is 0, and the network is x₁ + 2x₂ everywhere."


@_exercise("only-one-line")
def only_one_line(value: object) -> str:
    w, b = _numbers(value, 2, "(w, b)")
    _need(b == 0, f"At z = 0 ReLU gives 0, your line {b}.")
    _need(w == 1, f"At z = 1 ReLU gives 1, your line {w + b}.")
    return "r(z) = z for every z ≥ 0, and two points leave no other line."


@_exercise("certify-a-sign")
def certify_a_sign(value: object) -> str:
    at_least = _numbers(value, 4, "multipliers")
    _need(min(at_least) >= 0, "A negative multiplier would turn its inequality round.")
    left, right, low, high = at_least
    x, y, constant = left - right, low - high, right + high
    _need(x == 2 and y == -1, f"They add up to {x}·x + {y}·y + {constant}; the unit has 2x − y.")
    _need(constant <= 1, f"They prove 2x − y + {constant} ≥ 0, which is less than 2x − y + 1 ≥ 0.")
    return f"2x − y + 1 = {left}·x + {right}·(1 − x) + {low}·y + {high}·(1 − y) + {1 - constant}."


@_exercise("and-without-biases")
def and_without_biases(value: object) -> str:
    network = _of_ends(value, 2, " with two inputs and one output")
    _no_biases(network)
    for x in CORNERS:
        found = _output(network, x)
        _need(found == x[0] * x[1], f"At {_shown(x)} it gives {found}.")
    return "AND at all four corners, and no bias anywhere."


@_exercise("flatten-the-crease")
def flatten_the_crease(value: object) -> str:
    v = _numbers(value, 3, "output weights")
    _need(all(v), "One of the output weights is 0.")
    kinks = [weight * abs(row[0]) for weight, row in zip(v, CREASE)]
    _need(sum(kinks) == 0, f"The kink weights are {_shown(kinks)}; their sum is {sum(kinks)}.")
    network = Network([([row[:2] for row in CREASE], [row[2] for row in CREASE]), ([v], [0])])
    U = _slopes(network, "The network is {verdict}.")
    return f"The kink weights {_shown(kinks)} cancel, and U = {_shown(U)} is left."


@_exercise("build-the-hat")
def build_the_hat(value: object) -> str:
    network = _of_ends(value, 1, " with one input and one output")
    _need(
        len(network.widths) == 1 and network.widths[0] <= 3,
        "Expected one hidden layer of at most three units.",
    )
    found = Piecewise.from_network(network)
    for x in (-2, -1, Fraction(-1, 2), 0, Fraction(1, 2), 1, 2):
        _need(found(x) == HAT(x), f"At x = {x} it gives {found(x)}, the hat is {HAT(x)}.")
    _need(found == HAT, f"Its knots are {_shown(found.knots)}; the hat's are −1, 0 and 1.")
    return "The hat on the whole line."


@_exercise("line-through-a-parabola")
def line_through_a_parabola(value: object) -> str:
    m, q = _numbers(value, 2, "(m, q)")
    at = [x for x in (Fraction(0), m / 2, Fraction(1)) if 0 <= x <= 1]  # the possible extremes
    worst = max(at, key=lambda x: abs(x * x - m * x - q))
    error = abs(worst * worst - m * worst - q)
    _need(error <= Fraction(1, 8), f"At x = {worst} it misses x² by {error}.")
    return "It stays within 1/8 on all of [0, 1], and no line does better."


@_exercise("six-pieces-from-four-units")
def six_pieces_from_four_units(value: object) -> str:
    network = _of_shape(value, 1, 2, 2, 1)
    pieces = len(Piecewise.from_network(network).slopes)
    _need(pieces >= 6, f"It has {pieces} piece{'s' if pieces > 1 else ''}.")
    return f"{pieces} pieces. Four units side by side make five at most."


@_exercise("alive-and-zero")
def alive_and_zero(value: object) -> str:
    network = _of_shape(value, 2, 2, 2, 1)
    _no_biases(network)
    _no_zero_weight(network)
    said = "It is not 0 everywhere: decide_affine says {verdict}."
    _need(not any(_slopes(network, said)), said.format(verdict="affine"))
    return "No weight is 0, and the network is."


@_exercise("find-the-hill")
def find_the_hill(value: object) -> str:
    x = _numbers(value, 3, "x")
    height = _output(gadget(FORMULA), x)
    _need(height > 0, "There the network is 0: which clause is violated, or are 0 and 1 too far?")
    return f"The network is {height} there, so the formula can be satisfied and the network bends."


@_exercise("draw-the-sum")
def draw_the_sum(value: object) -> str:
    drawn = line_of(value)
    # Between these places the drawing is straight, and so is the sum, whose knots are among them.
    for x in sorted({*AT, *drawn.knots}):
        first, second, third = heights_of(x)
        total = first + second + third
        _need(
            drawn(x) == total,
            f"At x = {x} the three units are {first}, {second} and {third}, which makes {total}; "
            f"you drew {drawn(x)}.",
        )
    return (
        "It is the sum of all three everywhere. Right of x = 1 two units are at work, "
        "and the slope is 1 − 2 = −1."
    )


@_exercise("bend-without-biases")
def bend_without_biases(value: object) -> str:
    drawn = line_of(value)
    middle = drawn(0)
    _need(
        middle == 0,
        f"At x = 0 you drew {middle}; without biases every unit is 0 there, and so is the network.",
    )
    for x, before, after in zip(drawn.knots, drawn.slopes, drawn.slopes[1:]):
        _need(
            x == 0,
            f"At x = {x} your slope changes from {before} to {after}; "
            "without biases the only knot is at 0.",
        )
    slope = drawn.slopes[0]
    _need(
        drawn.knots,
        f"It is a straight line with slope {slope}, at x = 0 too: the slopes to the left of 0 "
        "and to the right have to differ.",
    )
    return f"It is a·r(x) + b·r(−x) with a = {drawn.slopes[1]} and b = {-slope}, and no bias."


@_exercise("three-pieces-from-two-units")
def three_pieces_from_two_units(value: object) -> str:
    drawn = line_of(value)
    pieces = len(drawn.slopes)
    _need(pieces == 3, f"It has {pieces} piece{'s' if pieces > 1 else ''}, not three.")
    left, right = drawn.knots
    start, (first, second) = drawn.slopes[0], drawn.jumps
    # Left of its knot a unit that faces left has the slope minus its change, the others have 0.
    facing_left = {
        (): Fraction(0),
        (left,): -first,
        (right,): -second,
        (left, right): -first - second,
    }
    found = [knots for knots, slope in facing_left.items() if slope == start]
    _need(
        found,
        f"On the far left your slope is {start}. Only a unit that faces left is at work there, "
        f"with slope {-first} if its knot is {left}, {-second} if it is {right}: "
        f"neither, nor both together, make {start}, so a third unit is needed.",
    )
    faces = " and ".join(
        f"the unit with its knot at {knot} faces {'left' if knot in found[0] else 'right'}"
        for knot in drawn.knots
    )
    return f"Three pieces with slopes {_shown(drawn.slopes)}: {faces}."
