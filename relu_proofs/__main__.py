"""``python -m relu_proofs``, the command ``relu-proofs``: see `relu_proofs.command`.

Here stands what Ctrl-C does, before anything else of the package is imported.
"""

import signal
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; Ctrl-C ends it with one line, while it is loaded as well.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the name of the program; by default those that the process was given.

    Returns
    -------
    int
        The exit code: that of `relu_proofs.command.main`, or 130 after Ctrl-C.

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
    try:
        from .command import main as command  # in here, as it takes a third of a second

        return command(arguments)
    except KeyboardInterrupt:
        print("relu-proofs: interrupted", file=sys.stderr)
        return 130
    finally:
        if arguments is None:  # all is said, and Ctrl-C in Python's own end would be a traceback
            signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
