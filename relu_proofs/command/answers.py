"""What the verbs share when they answer: JSON, notes, progress, and evidence that was checked."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from ..checker import MOST_WORK, Malformed, Refused, check
from ..core.certificate import JSON, Certificate
from ..core.rational import InputError
from .kinds import whole
from .search import progress_bar

__all__ = [
    "Unproved",
    "add_max_work",
    "at_least",
    "one_line",
    "print_evidence",
    "print_json",
    "prove",
    "say",
]

_DIGITS = 4  # of a bound in text; JSON has all of them


class Unproved(Exception):
    """The checker does not accept our own certificate: a fault of this package, never an answer."""


def print_json(value: object) -> None:
    """Print a value for machines."""
    print(json.dumps(value, indent=2))


def one_line(text: str) -> str:
    """A text with escapes for what would end its line, or is no character to print."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def say(notes: Iterable[str]) -> None:
    """Print notes to standard error, so that what is piped on stays the answer alone."""
    for note in notes:
        print(f"note: {one_line(note)}", file=sys.stderr)


def at_least(value: Fraction) -> str:
    """A decimal of four digits that is not above a rational.

    Examples
    --------
    >>> at_least(Fraction(2, 3))
    '0.6666'
    """
    down = Context(prec=_DIGITS, rounding=ROUND_FLOOR)
    return str(down.divide(Decimal(value.numerator), Decimal(value.denominator)))


def print_evidence(path: str | None, options: argparse.Namespace, missing: str = "") -> None:
    """Print where the certificate was written, and that it was not checked if so.

    Parameters
    ----------
    path : str or None
        Where it was to be written.
    options : argparse.Namespace
    missing : str
        Why there is none, if so.
    """
    if path is not None:
        print(f"certificate: {f'none, {missing}' if missing else one_line(path)}")
    if not options.check:
        print("not checked (--no-check)")


def add_max_work(parser: argparse.ArgumentParser) -> None:
    """``--max-work=N``."""
    parser.add_argument(
        "--max-work",
        type=whole,
        default=MOST_WORK,
        metavar="N",
        help="the checker does at most so many million steps of work for each megabyte of a "
        f"certificate that is begun (default {MOST_WORK}); it judges that before it begins",
    )


def prove(certificate: Certificate, statement: Mapping[str, JSON], max_work: int) -> None:
    """Have the checker judge a certificate, and compare what it proves with what will be said.

    Parameters
    ----------
    certificate : Certificate
    statement : dict
        Made from the network and the domain that were asked about, and from the answer.
    max_work : int
        The checker's limit, as its ``--max-work``.

    Raises
    ------
    Unproved
        If the checker refuses it, or it proves something else.
    InputError
        If it is more than the checker reads.
    """
    bar = progress_bar("checking")
    if bar:
        bar(0, 1)
    try:
        proved = check(certificate.text, max_work=max_work)
    except Refused as problem:
        raise Unproved(f"nothing is answered: the checker refuses the proof: {problem}") from None
    except Malformed as problem:
        raise InputError(
            f"the proof is more than the checker takes ({problem}); --no-check answers without it"
        ) from None
    finally:
        if bar:
            bar(1, 1)
    if proved != statement:
        raise Unproved("nothing is answered: the proof is about something else")
