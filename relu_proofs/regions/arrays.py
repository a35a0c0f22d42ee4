"""Tools on arrays: rows of bits, ranges and runs, labels of what hangs together, cycles.

Nothing here knows of networks.  A row of flags is kept as *words* of 64 bits: the flag k is bit
k % 64 of word k // 64, and bits beyond the last flag are 0.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint64]
"""Rows of flags, packed into words."""
Flags: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
"""Indices and counts."""
Whole: TypeAlias = NDArray[np.object_]
"""Python's integers, of any size."""

WORD = 64


def packed(flags: Flags) -> Bits:
    """Rows of flags as rows of words."""
    whole = np.zeros((len(flags), -(-flags.shape[1] // WORD) * WORD), bool)
    whole[:, : flags.shape[1]] = flags
    return np.packbits(whole, axis=1, bitorder="little").view(np.uint64)


def no_bits(count: int, width: int) -> Bits:
    """Rows of words with no flag set."""
    return np.zeros((count, -(-width // WORD)), np.uint64)


def unpacked(words: Bits, width: int) -> Flags:
    """The first flags of rows of words."""
    octets = np.ascontiguousarray(words).view(np.uint8)
    return np.unpackbits(octets, axis=1, count=width, bitorder="little").view(bool)


def unpacked_layers(words: Bits, widths: tuple[int, ...]) -> list[Flags]:
    """The states of each layer in rows of patterns, where each layer starts with a new word.

    The rows may end before the last layer.
    """
    layers, start = [], 0
    for width in widths:
        end = start - (-width // WORD)
        if end > words.shape[1]:
            break
        layers.append(unpacked(words[:, start:end], width))
        start = end
    return layers


def set_bits(words: Bits) -> tuple[Ints, Ints]:
    """The places (row, bit) of the ones, in order."""
    rows = np.flatnonzero(words.any(axis=1))  # most rows have none: only the others are unpacked
    bits = np.unpackbits(words[rows].view(np.uint8), axis=1, bitorder="little")
    i, bit = np.nonzero(bits)
    return rows[i], bit


def distinct_rows(words: Bits) -> tuple[Ints, Ints]:
    """Where each different row comes first, and for each row its number among these."""
    # `unique` compares rows when each is one value: the bytes of its words.
    words = np.pad(words, ((0, 0), (0, 1)))  # at least one column
    _, first, number = np.unique(
        words.view(f"V{8 * words.shape[1]}"), return_index=True, return_inverse=True
    )
    order = np.argsort(first)  # `unique` sorts by value; we number in the order of appearance
    return first[order], np.argsort(order)[number.ravel()]


def run_starts(values: NDArray[np.generic]) -> Flags:
    """Where a run of equal values starts in a sorted array."""
    starts = np.ones(len(values), bool)
    starts[1:] = values[1:] != values[:-1]
    return starts


def run_bounds(values: NDArray[np.generic]) -> Ints:
    """Where the runs of equal values start in a sorted array, and at the end its length."""
    return np.append(np.flatnonzero(run_starts(values)), len(values))


def starts_of(counts: Ints) -> Ints:
    """Where ranges of these lengths start when they follow each other, and where the last ends."""
    return np.concatenate([[0], np.cumsum(counts)])


def ranges(starts: Ints, counts: Ints) -> Ints:
    """The ranges start, ..., start + count - 1, one after the other."""
    ends = np.cumsum(counts)
    total = ends[-1] if len(ends) else 0
    # Position i in range k holds starts[k] + i - (ends[k] - counts[k]).
    return np.arange(total) + np.repeat(starts - ends + counts, counts)


def merged(count: int, left: Ints, right: Ints) -> Ints:
    """Labels of 0 ... count - 1: the least of all that the pairs (left, right) join.

    Labels fall to the least of a pair, then each takes its label's label, which halves the way to
    the least one; when no label falls, the labels of each pair agree.
    """
    label = np.arange(count)
    while True:
        least = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, least)
        np.minimum.at(label, right, least)
        label = label[label]
        if (label == before).all():
            return label


class Cycles(NamedTuple):
    """The cycles of a permutation, ordered by their least elements."""

    elements: Ints
    """The elements, cycle after cycle; each cycle in its order, from its least element on."""
    start: Ints
    """Cycle -> place of its first element in `elements`."""
    size: Ints
    """Cycle -> number of its elements."""


def cycles(follows: Ints) -> Cycles:
    """The cycles of the permutation that sends i to follows[i]."""
    # Label every element with the least one of its cycle: after n rounds `label` knows the least
    # of the next 2^n elements, and `jump` leads just beyond them.
    label, jump = np.arange(len(follows)), follows
    while True:
        least = np.minimum(label, label[jump])
        if (least == label).all():
            break
        label, jump = least, jump[jump]
    lead = np.flatnonzero(label == np.arange(len(follows)))
    size = np.bincount(label, minlength=len(follows))[lead]
    start = np.cumsum(size) - size
    # Walk all cycles in step, each until it is closed.
    elements = np.empty(len(follows), np.int64)
    at, step, left = lead, 0, np.arange(len(lead))
    while len(left):
        elements[start[left] + step] = at
        step += 1
        going = size[left] > step
        left, at = left[going], follows[at[going]]
    return Cycles(elements, start, size)
