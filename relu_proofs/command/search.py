"""A search that a person waits for: ``--seconds``, Ctrl-C, and a bar where stderr is a terminal."""

import argparse
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeAlias, TypedDict

from ..core.clock import Clock, running
from .kinds import seconds

__all__ = ["Bar", "Limits", "add_seconds", "limits", "progress_bar", "searching"]

_BAR = 30  # characters

Bar: TypeAlias = Callable[[int, int], None]
"""Shows how much is done of how much; at the end it goes."""


class Limits(TypedDict):
    """What a verb passes on to the function that decides: the command line checks for itself."""

    budget: int
    budget_seconds: float | None
    progress: Bar | None
    check: bool


def limits(options: argparse.Namespace, bar: Bar | None) -> Limits:
    """``--budget`` and ``--seconds``, and the bar of the search, as keywords."""
    return Limits(budget=options.budget, budget_seconds=options.seconds, progress=bar, check=False)


def add_seconds(parser: argparse.ArgumentParser) -> None:
    """``--seconds=N``."""
    parser.add_argument(
        "--seconds",
        type=seconds,
        metavar="N",
        help="search for at most this long, then answer with what was found; reading the files "
        "and checking the proof come on top. Ctrl-C does the same at once",
    )


def progress_bar(label: str, limit: float | None = None) -> Bar | None:
    """A function that shows how much is done of how much, where stderr is a terminal.

    With a limit in seconds it shows how much of these is over.
    """
    start = time.monotonic()

    def show(done: int, total: int) -> None:
        share = done / total if limit is None else min(1.0, (time.monotonic() - start) / limit)
        print(
            f"\r{label} [{'#' * int(_BAR * share):{_BAR}}]",
            end="\r\x1b[K" * (done == total),
            file=sys.stderr,
            flush=True,
        )

    return show if sys.stderr.isatty() else None


@contextmanager
def searching(label: str, limit: float | None) -> Iterator[Bar | None]:
    """A block that searches: the first Ctrl-C ends the search, and what it found is answered.

    The second one ends the program, as ever.
    """
    clock, bar = Clock(), progress_bar(label, limit)

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        print("relu-proofs: interrupted, answering with what was found", file=sys.stderr)
        clock.stop()

    main = threading.current_thread() is threading.main_thread()  # others get no signals
    before = signal.signal(signal.SIGINT, stop) if main else None
    try:
        with running(clock):
            yield bar
    finally:
        if main:
            signal.signal(signal.SIGINT, before)
        if bar:
            bar(1, 1)
