"""Kinds of numbers among the arguments; what is none is a wrong call."""

import argparse
import math

__all__ = ["count", "seconds", "whole"]

_MOST_COUNT = 10**9  # a budget beyond it is never used up
_MOST_QUOTED = 20  # characters of an argument that an error repeats


def count(text: str) -> int:
    """A whole number from 1 on, as an argument."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:12]) <= _MOST_COUNT):
        raise argparse.ArgumentTypeError(
            f"found {text[:_MOST_QUOTED]!r}, expected a whole number from 1 to {_MOST_COUNT}"
        )
    return int(text)


def whole(text: str) -> int:
    """A whole number, as an argument."""
    try:
        return int(text)
    except ValueError:  # too long, as well
        raise argparse.ArgumentTypeError(
            f"found {text[:_MOST_QUOTED]!r}, expected a whole number"
        ) from None


def seconds(text: str) -> float:
    """A number of seconds above 0, as an argument."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(
            f"found {text[:_MOST_QUOTED]!r}, expected a number of seconds above 0"
        )
    return value
