"""The search in floats for bounds: slopes of lines and multipliers of splits that bound a unit.

A *case* is a part of a box in which some units have a state.  In it a unit's sign times its
pre-activation is bounded from below by lines for the ReLUs, followed down to the inputs, less
multiples of what the splits say is >= 0.  Slopes and multipliers go uphill, many cases at once
(Wang et al. 2021, beta-CROWN).  Nothing rests on a float: `branches` redoes each sum exactly.
"""

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..core.clock import tick
from ..core.network import Network, Unit

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]
    Layers: TypeAlias = list["FloatLayer"]

__all__ = ["Case", "Lines", "Search", "Tried", "arrays"]

_STEPS = 24
"""Steps uphill of a case; it begins where the case that it is a part of came to."""
_FIRST, _DECAY = 0.4, 0.12
"""The first step, as a share of the range of slopes, and how fast steps become shorter."""


_AT_ONCE = 32
"""Cases that are bounded together: more would be less depth first."""
_TIGHT = 1e-12
"""Of the size of a unit: a bound above this, in floats, is worth doing again exactly."""


_ELSEWHERE = 0.1
"""Of what lines lose at z = 0 this counts, besides what they lose where the bound is reached: there
may be several such places, and at an end of the chord nothing is lost."""
_TINY = 1e-300
"""Instead of the length of a direction that is 0."""


class FloatLayer(NamedTuple):
    """A layer in floats; ``floor`` is 0 for ReLUs, and minus infinity for units that pass on."""

    weight: "Floats"
    bias: "Floats"
    floor: "Floats"


class Lines(NamedTuple):
    """Lines of the units of a layer: r(z) >= lower z, and r(z) <= slope z + shift."""

    lower: "Floats"
    slope: "Floats"
    shift: "Floats"


def arrays(network: Network) -> "Layers | None":
    """The network as arrays; None without numpy or where a weight is beyond floats."""
    try:
        import numpy as np
    except ImportError:
        return None
    layers = network.floats
    if layers is None:
        return None
    relu = [*network.relu, (True,) * network.outputs]
    return [
        FloatLayer(np.array(weight), np.array(bias), np.where(flags, 0, -np.inf))
        for (weight, bias), flags in zip(layers, relu, strict=True)
    ]


class Case(NamedTuple):
    """A part of the box: the units that have a state, 1 for on and -1 for off, in order of splits.

    ``slopes`` and ``multipliers`` are where the search begins, a row for each layer.
    """

    splits: tuple[tuple[Unit, int], ...]
    slopes: "list[Floats]"
    multipliers: "list[Floats]"


class Tried(NamedTuple):
    """What the search found in a case.

    ``value`` is the bound, ``worst`` the unit whose lines lose most (None where none loses), and
    ``points`` are those of the box where the unit has the other sign, in floats.
    """

    case: Case
    value: float
    worst: Unit | None
    points: list[list[float]]

    def slope(self, unit: Unit) -> float:
        """The slope of the lower line of a unit."""
        return float(self.case.slopes[unit[0]][0, unit[1]])

    def multiplier(self, unit: Unit) -> float:
        """The multiplier of what a split at a unit says."""
        return float(self.case.multipliers[unit[0]][0, unit[1]])


class _Best:
    """The best of several bounds, for each case its own."""

    def __init__(self) -> None:
        self.kept: list[Floats] = []

    def take(self, found: "list[Floats]") -> None:
        """Take over what is better; the values come first in the list."""
        import numpy as np

        if not self.kept:
            self.kept = found
            return
        wins = found[0] > self.kept[0]
        self.kept = [
            np.where(wins if a.ndim == 1 else wins[:, None], b, a)
            for a, b in zip(self.kept, found, strict=True)
        ]


class Search:
    """Bounds of one unit, from below, in cases of a box.

    Parameters
    ----------
    layers : list of `FloatLayer`
        Those before the unit's.
    row, constant : array, float
        The unit's own weights and bias, times the sign that is to be shown.
    box : pairs of floats
    lines : for each of these layers three lists: lower, slope, shift
    """

    def __init__(
        self,
        layers: "Layers",
        row: "Floats",
        constant: float,
        box: list[tuple[float, float]],
        lines: list[tuple[list[float], list[float], list[float]]],
    ) -> None:
        import numpy as np

        self._layers = layers
        self._row, self._constant = row, constant
        ends = np.array(box)
        self._middle, self._radius = ends.mean(1), (ends[:, 1] - ends[:, 0]) / 2
        self._lines = [Lines(*map(np.array, each)) for each in lines]
        self._tight = _TIGHT * (np.abs(self._row).sum() + abs(constant))
        self.open = [self._whole()]

    def _whole(self) -> Case:
        import numpy as np

        slopes = [lines.lower[None].astype(float) for lines in self._lines]
        return Case((), slopes, [np.zeros_like(each) for each in slopes])

    def split(self, tried: Tried) -> None:
        """Look at the two parts of a case later: the one where its worst unit is on, and off."""
        assert tried.worst is not None
        for state in (-1, 1):
            self.open.append(tried.case._replace(splits=(*tried.case.splits, (tried.worst, state))))

    def closes(self, tried: Tried) -> bool:
        """Whether the bound, in floats, shows the sign."""
        return bool(tried.value > self._tight)

    def look(self) -> list[Tried]:
        """Look at the latest of the open cases."""
        import numpy as np

        cases = self.open[-_AT_ONCE:]
        del self.open[-_AT_ONCE:]
        states = [np.zeros((len(cases), len(layer.bias))) for layer in self._layers]
        for c, case in enumerate(cases):
            for (k, i), state in case.splits:
                states[k][c, i] = state
        with np.errstate(all="ignore"):
            value, slopes, multipliers, gaps, points = self._climb(states, cases)
        worst = [self._worst([gap[c] for gap in gaps]) for c in range(len(cases))]
        return [
            Tried(
                Case(
                    case.splits,
                    [each[c : c + 1] for each in slopes],
                    [each[c : c + 1] for each in multipliers],
                ),
                float(value[c]),
                worst[c],
                [x[c].tolist() for x, there in points if there[c] < 0 and np.isfinite(x[c]).all()],
            )
            for c, case in enumerate(cases)
        ]

    def _worst(self, gaps: "list[Floats]") -> Unit | None:
        """The unit whose lines lose most."""
        most, k = max((float(gap.max()), k) for k, gap in enumerate(gaps))
        return (k, int(gaps[k].argmax())) if most > 0 else None

    def _climb(
        self, states: "list[Floats]", cases: list[Case]
    ) -> "tuple[Floats, list[Floats], list[Floats], list[Floats], list[tuple[Floats, Floats]]]":
        """Go uphill; the best values, with slopes, multipliers and gaps there.

        And points, with what sign times z is there: the lowest place that was met, and the mean
        of all, which comes near to where the bound itself is reached.
        """
        import numpy as np

        depth = len(self._layers)
        slopes = [np.concatenate([case.slopes[k] for case in cases]) for k in range(depth)]
        multipliers = [
            np.concatenate([case.multipliers[k] for case in cases]) for k in range(depth)
        ]
        scale = float(np.abs(self._row).max()) or 1.0
        best, lowest, mean = _Best(), _Best(), np.zeros((len(cases), len(self._middle)))
        for step in range(_STEPS):
            tick()
            value, places, used = self._down(states, slopes, multipliers)
            gaps, ups, downs = self._along(states, places, used)
            best.take([value, *slopes, *multipliers, *gaps])
            lowest.take([-self._at(places), places])
            mean += (places - mean) / (step + 1)
            far = _FIRST / (1 + _DECAY * step)
            slopes = [np.clip(a + far * _normed(up), 0, 1) for a, up in zip(slopes, ups)]
            multipliers = [
                np.maximum(b + far * scale * _normed(up), 0) for b, up in zip(multipliers, downs)
            ]
        value, *rest = best.kept
        parts = [rest[n * depth : (n + 1) * depth] for n in range(3)]
        points = [(lowest.kept[1], -lowest.kept[0]), (mean, self._at(mean))]
        return value, parts[0], parts[1], parts[2], points

    def _down(
        self, states: "list[Floats]", slopes: "list[Floats]", multipliers: "list[Floats]"
    ) -> "tuple[Floats, Floats, list[tuple[Floats, Floats, Floats]]]":
        """The bounds, where in the box they are reached, and the lines that were used."""
        import numpy as np

        form = np.tile(self._row, (len(states[0]), 1))
        value = np.full(len(form), self._constant)
        used = []
        for k in range(len(self._layers) - 1, -1, -1):
            lines, state = self._lines[k], states[k]
            slope = np.where(form < 0, lines.slope, slopes[k])
            slope = np.where(state == 0, slope, state > 0)
            shift = np.where((form < 0) & (state == 0), lines.shift, 0)
            used.append((form, slope, shift))
            value = value + (form * shift).sum(1)
            form = form * slope - multipliers[k] * state
            weight, bias, _ = self._layers[k]
            value = value + form @ bias
            form = form @ weight
        value = value + form @ self._middle - np.abs(form) @ self._radius
        return value, self._middle - np.sign(form) * self._radius, used[::-1]

    def _along(
        self,
        states: "list[Floats]",
        places: "Floats",
        used: "list[tuple[Floats, Floats, Floats]]",
    ) -> "tuple[list[Floats], list[Floats], list[Floats]]":
        """What lines lose at the places, and in which direction slopes and multipliers gain."""
        import numpy as np

        x, gaps, ups, downs = places, [], [], []
        parts = zip(self._layers, self._lines, used, states)
        for (weight, bias, floor), lines, (form, slope, shift), state in parts:
            z = x @ weight.T + bias
            x = slope * z + shift
            here = np.abs(x - np.maximum(z, floor)) + _ELSEWHERE * lines.shift
            gaps.append(np.abs(form) * here * (state == 0))
            ups.append(np.where((state == 0) & (form > 0) & (floor == 0), form * z, 0))
            downs.append(-state * z)
        return gaps, ups, downs

    def _at(self, places: "Floats") -> "Floats":
        """Sign times z at points."""
        import numpy as np

        x = places
        for weight, bias, floor in self._layers:
            x = np.maximum(x @ weight.T + bias, floor)
        values: Floats = x @ self._row + self._constant
        return values


def _normed(up: "Floats") -> "Floats":
    """Directions of which the longest entry is 1."""
    import numpy as np

    longest = np.abs(up).max(1, keepdims=True)
    directions: Floats = up / np.maximum(longest, _TINY)
    return directions
