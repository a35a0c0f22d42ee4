"""``python -m relu_proofs``, the command ``relu-proofs``: see `relu_proofs.command`.

Here stands what Ctrl-C does, before anything else of the package is imported.
"""

import signal
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; Ctrl-C ends it with one line, while it is loaded as well.

    All else is as in `relu_proofs.command.main`: what it takes, gives and raises.

    Returns
    -------
    int
        Its exit code, or 130 after Ctrl-C.
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
