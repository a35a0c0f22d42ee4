"""Which activation patterns have the same affine map.

The maps are told apart by one number each, in floats with a bound of the error; where the bounds
leave that open, the maps themselves are compared, as integers.
"""

import math
from collections.abc import Hashable, Sequence

import numpy as np

from .arrays import Bits, Flags, Floats, Ints, distinct_rows, packed
from .complex import Complex
from .floats import ROUND, SLACK, FloatLayer, lengths

PLACE = (0.7315, -0.4279)
"""Where maps are compared: a point without symmetry, so that maps rarely agree there by chance."""
MIX = math.pi / 4
"""Output k counts 1 / (1 + k MIX) in the sum that is compared: no simple relation cancels it."""
CHUNK = 8192
"""Of patterns evaluated at once, to bound memory."""


@np.errstate(all="ignore")  # what overflows is undecided, hence compared as integers
def map_numbers(part: Complex, patterns: Bits) -> Ints:
    """Number the affine maps of patterns of a complex: 0, 1, ..., equal where the maps are.

    Parameters
    ----------
    part : Complex
    patterns : array of words, one row for each pattern

    Returns
    -------
    array of ints, one for each pattern
    """
    on = _units_that_matter(part, patterns)
    no_words = patterns[:, :0]  # without a hidden layer there is nothing else
    words = np.concatenate([no_words, *map(packed, on)], axis=1)
    first, number = distinct_rows(words)
    on = [states[first] for states in on]
    value, bound = np.concatenate(
        [
            _fingerprints(part.layers, [states[i : i + CHUNK] for states in on], len(rest))
            for i in range(0, len(first), CHUNK)
            for rest in [first[i : i + CHUNK]]
        ],
        axis=1,
    )
    # Sorted by value, a pattern is alone if both neighbours are further away than two errors.
    order = np.argsort(value)
    most = np.where(bound >= 0, bound, np.inf).max()  # what is not a number bounds nothing
    apart = np.append(True, np.diff(value[order]) > 2 * SLACK * most)
    keys: list[Hashable] = list(range(len(first)))
    unsure = order[~(apart & np.append(apart[1:], True))]
    if len(unsure):
        maps = part.exact.affine_maps(words[first[unsure]]).reshape(len(unsure), -1)
        for i, row in zip(unsure.tolist(), maps.tolist(), strict=True):
            keys[i] = tuple(row)
    label, seen = np.empty(len(first), np.int64), dict[Hashable, int]()
    for i in order.tolist():
        label[i] = seen.setdefault(keys[i], len(seen))
    return label[number]


def _units_that_matter(part: Complex, patterns: Bits) -> list[Flags]:
    """For each layer the on units that a path of on units joins to an output.

    The others change nothing in the map, so many patterns become equal before any map is formed.
    """
    *hidden, last = [np.array(layer.weight) != 0 for layer in part.exact.network.layers]
    on = part.exact.states(patterns)
    reached = np.broadcast_to(last.any(axis=0), (len(patterns), last.shape[1]))
    for states, joined in zip(reversed(on), reversed(hidden), strict=True):
        states &= reached
        # The number of on units that each input leads to; float32 for the speed of its product,
        # and exact: counts far below 2^24.
        reached = states.astype(np.float32) @ joined.astype(np.float32) > 0
    return on


def _fingerprints(layers: Sequence[FloatLayer], on: Sequence[Flags], count: int) -> Floats:
    """Shape (2, patterns): a weighted sum of the outputs of each map at `PLACE`, and its bound."""
    hidden, error = np.tile(PLACE, (count, 1)), np.zeros((2, count))
    for layer, states in zip(layers, on, strict=False):
        hidden, error = layer(hidden, error)
        hidden = hidden * states  # an off unit loses its error as well
    hidden, error = layers[-1](hidden, error)
    mix = 1 / (1 + np.arange(hidden.shape[1]) * MIX)
    size = SLACK * np.linalg.norm(mix)
    rounding = len(mix) * 4 * ROUND * lengths(hidden)  # of a sum of products, as in `FloatLayer`
    return np.stack([hidden @ mix, size * (error[1] + rounding)])
