"""The command line ``relu-proofs``: one module for each verb.

Exit codes: 0 answered, 1 refused, 2 bad input or malformed, 3 undecided within the budget.
Imports every room and the checker; nothing imports it but ``__main__``.  Start with `affine`.
A verb's module is imported when the verb is called, so that `check` needs no array library.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

from .. import __version__
from ..core.rational import InputError
from .answers import Unproved, one_line

__all__ = ["VERBS", "main"]

VERBS = {
    "claims": "List the claims with their standing.",
    "said": "List the sentences of the threads.",
    "prove": "Prove a claim now and print its certificate.",
    "check": "Verify certificates with the trusted checker.",
    "read": "Say what a network's file is understood to say.",
    "regions": "Count the activation regions and the distinct affine maps in a box, exactly.",
    "affine": "Decide whether a network is affine on a domain, and say how far from affine it is.",
    "at": "Say which units are on at an input, the affine map there, and how far it reaches.",
    "units": "Say which hidden units are off, on or switching on a domain, or dead on data, "
    "and how we know.",
    "simplify": "Write a smaller network that is the same function on a domain, "
    "with a certificate that it is.",
}
"""The verbs and what each does; the module of a verb has its name."""


class _Once(argparse.Action):
    """Keeps the value of an option; given twice it is a wrong call: the last word may be a slip."""

    seen = False

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        if self.seen and self.option_strings:
            raise argparse.ArgumentError(self, "found twice, expected once")
        self.seen = True
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong on one line, whatever characters the arguments have."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.register("action", None, _Once)

    def error(self, message: str) -> NoReturn:
        if message.endswith("expected one argument"):
            message += "; one that begins with a minus stands behind an equals sign: --box=-1,1"
        super().error(one_line(message))


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with the options of the verb that is called."""
    parser = _Parser(
        prog="relu-proofs",
        description="Exact proofs about ReLU networks.",
        epilog="exit codes: 0 answered, 1 refused, 2 bad input or malformed, 3 undecided",
    )
    parser.add_argument("--version", action="version", version=f"relu-proofs {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    called = next((word for word in words if word in VERBS), None)
    for name, does in VERBS.items():
        added = verbs.add_parser(name, help=does, description=does)
        if name == called:
            module = importlib.import_module(f".{name}", __name__)
            added.add_argument("--json", action="store_true", help="print JSON for machines")
            module.add_arguments(added)
            added.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the name of the program; by default those that the process was given.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    SystemExit
        With code 2, after a wrong call was explained; with code 0 after ``--help``.

    Examples
    --------
    >>> main(["said", "--thread=1", "--json"])    # doctest: +ELLIPSIS
    {
      "sentences": [
    ...
    0
    """
    sys.stdout = sys.stdout or open(os.devnull, "w")  # one that is closed is None
    sys.stderr = sys.stderr or open(os.devnull, "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console without Unicode gets escapes, not an error
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        options = _parser(words).parse_args(words)
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except InputError as problem:
        return _failed(str(problem), 2)
    except Unproved as problem:
        return _failed(str(problem), 1)
    except MemoryError:
        return _failed("not enough memory for this network", 2)
    except BrokenPipeError:  # the reader of our output left, as `head` does
        _drop(sys.stdout)
        return 0
    except OSError as problem:  # files that cannot be read or written are an InputError
        _drop(sys.stdout)
        return _failed(f"standard output: {problem.strerror}", 2)


def _drop(stream: TextIO) -> None:
    """What was not written yet cannot be; Python would try once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _failed(message: str, code: int) -> int:
    try:
        print(f"relu-proofs: {message}", file=sys.stderr, flush=True)
    except OSError:  # where no word can be written the code still says it
        _drop(sys.stderr)
    return code
