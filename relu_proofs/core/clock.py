"""A clock that ends a search between two of its steps, so that what was found stays found.

Whoever searches says `tick` in its loops; whoever asks sets a clock around the search by
`running` and catches `OutOfTime`.  Clocks nest: the first that is over ends the search.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from numbers import Real

from .rational import InputError, shown


class OutOfTime(Exception):
    """A clock is over; what was found until then stands."""


class Clock:
    """A span of time from now on, by the wall.

    Parameters
    ----------
    seconds : number > 0, optional
        Without it the clock is over only when it is stopped.

    Raises
    ------
    InputError
        If that is no number above 0.

    Examples
    --------
    >>> clock = Clock(3600)
    >>> clock.stop()
    >>> clock.over
    True
    """

    def __init__(self, seconds: object = None) -> None:
        self._end = math.inf
        if seconds is not None:
            self._end = time.monotonic() + _seconds(seconds)

    def stop(self) -> None:
        """End the search at its next step."""
        self._end = -math.inf

    @property
    def left(self) -> float:
        """Seconds that are left, 0 at least; infinite without an end."""
        return max(0.0, self._end - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end


def _seconds(value: object) -> float:
    if isinstance(value, Real) and not isinstance(value, bool):
        try:
            seconds = float(value)
        except OverflowError:  # longer than anybody waits, if it is not below 0
            seconds = math.inf if value > 0 else -math.inf  # type: ignore[operator]  # Real has >
        if seconds > 0:
            return seconds
    raise InputError(f"budget_seconds: found {shown(value)}, expected a number of seconds above 0")


_CLOCKS: ContextVar[tuple[Clock, ...]] = ContextVar("clocks", default=())


@contextmanager
def running(clock: Clock) -> Iterator[Clock]:
    """Set a clock for the block, besides those that run already."""
    token = _CLOCKS.set((*_CLOCKS.get(), clock))
    try:
        yield clock
    finally:
        _CLOCKS.reset(token)


@contextmanager
def finishing() -> Iterator[None]:
    """Let no clock end the block: what was found is written down, however late it is."""
    token = _CLOCKS.set(())
    try:
        yield
    finally:
        _CLOCKS.reset(token)


def half() -> Clock:
    """A clock of half of the time that is left; the rest is for what comes after.

    Examples
    --------
    >>> with running(Clock(3600)):
    ...     1790 < half().left <= 1800
    True
    """
    left = min((clock.left for clock in _CLOCKS.get()), default=math.inf)
    return Clock(left / 2 if 0 < left < math.inf else None)


def rest(least: float) -> Clock:
    """A clock of all the time that is left, but of so many seconds at least.

    Examples
    --------
    >>> with running(Clock(3600)) as clock:
    ...     clock.stop()
    ...     0 < rest(60).left <= 60
    True
    """
    left = min((clock.left for clock in _CLOCKS.get()), default=math.inf)
    return Clock(max(left, least) if left < math.inf else None)


def tick() -> None:
    """End the search here if a clock is over.

    Raises
    ------
    OutOfTime
        If one is.

    Examples
    --------
    >>> with running(Clock()) as clock:
    ...     clock.stop()
    ...     tick()
    Traceback (most recent call last):
    ...
    relu_proofs.core.clock.OutOfTime
    """
    for clock in _CLOCKS.get():
        if clock.over:
            raise OutOfTime


def expect(seconds: Fraction) -> None:
    """End the search here if what comes next cannot be interrupted and takes longer than is left.

    Raises
    ------
    OutOfTime
        If so.

    Examples
    --------
    >>> with running(Clock(60)):
    ...     expect(Fraction(3600))
    Traceback (most recent call last):
    ...
    relu_proofs.core.clock.OutOfTime
    """
    if seconds > min((clock.left for clock in _CLOCKS.get()), default=math.inf):
        raise OutOfTime
